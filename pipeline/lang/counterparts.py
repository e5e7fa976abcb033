"""Words of other languages under the English word that does the same: `_counterparts.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from pipeline.lang import base_of

ELIDED, NOUNS = "elided", "nouns"
_NO_COUNTERPARTS = frozenset({ELIDED, NOUNS})
_APOSTROPHES = "'’"
_NONE: Mapping[str, str] = MappingProxyType({})


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("_counterparts.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def english(code: str) -> Mapping[str, str]:
    """Word in small letters -> its English counterpart; empty for English and where the file knows nothing."""
    table = _tables().get(base_of(code), {})
    found = {word: name for name, words in table.items() if name not in _NO_COUNTERPARTS for word in words.split()}
    return MappingProxyType(found) if found else _NONE


@lru_cache(maxsize=64)
def elided(code: str) -> frozenset[str]:
    """What is a word of its own before an apostrophe: the "l" of "l'Europe"."""
    return frozenset(_tables().get(base_of(code), {}).get(ELIDED, "").split())


@lru_cache(maxsize=64)
def nouns(code: str) -> frozenset[str]:
    """Ordinary nouns, in small letters, of a language that writes them with a capital; some place bears each, too."""
    return frozenset(_tables().get(base_of(code), {}).get(NOUNS, "").split())


def in_english(code: str, word: str) -> str:
    """The counterpart of a word in small letters, else the word itself."""
    known = english(code)
    return known.get(word) or known.get(word.rstrip(_APOSTROPHES), word)
