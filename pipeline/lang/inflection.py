"""Inflected place names as a gazetteer may have them: "России" -> "Россия". Endings: `_inflection.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import resources
from itertools import islice, product

from pipeline.lang import base_of

LEAST = 0.42  # importance from which an inflected form is taken for a place: a town of some 40,000 people
_BETTER = 0.15  # by how much that place must be better known than one whose name stands in the text as it is
_SHORTEST, _STEM = 4, 2  # letters of a word that may be inflected, and of what stays at least
_WORDS, _MOST = 3, 64  # words of a name that may be inflected, forms that are tried


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("_inflection.toml").read_text("utf-8"))


def inflects(code: str) -> bool:
    """Whether names of places change their endings in a language, and which ones is known."""
    return base_of(code) in _tables()


@lru_cache(maxsize=20_000)
def forms(name: str, code: str) -> tuple[str, ...]:
    """Other forms of a name, each word as it stands or with another ending; without the name itself."""
    table = _tables().get(base_of(code), {})
    words = name.split()
    if not table or not words or len(words) > _WORDS:
        return ()
    found = islice(product(*[[word, *_of_word(word, table)] for word in words]), _MOST)
    return tuple(dict.fromkeys(form for each in found if (form := " ".join(each)) != name))


def _of_word(word: str, table: dict[str, list[str]]) -> Iterator[str]:
    for ending, others in table.items():
        if word.endswith(ending) and len(word) >= _SHORTEST and len(word) - len(ending) >= _STEM:
            yield from (word[: len(word) - len(ending)] + other for other in others)


def base(name: str, code: str, importance: Callable[[str], float]) -> str:
    """The form of a name whose place is known best, by `importance` (0..1); else the name itself."""
    best = max(forms(name, code), key=importance, default=name)
    return best if importance(best) >= max(LEAST, importance(name) + _BETTER) else name
