"""The words that tell the type of a happening: kinds.toml in English, `[events]` of the language packs elsewhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from pipeline import lang

_NEVER = "(?!)"


@dataclass(frozen=True)
class Sense:
    """A row of kinds.toml: what `words` mean with one of `beside` next to them, or of `around` near by.

    `kind` is "noun", "verb" or "" for both; `example` is a text with the trigger in brackets.
    """

    words: frozenset[str]
    type: str
    kind: str
    beside: frozenset[str]
    around: frozenset[str]
    example: str


@dataclass(frozen=True)
class KindWords:
    """Lemma -> the types whose field it belongs to; lemma -> its rows in order; every row."""

    fields: Mapping[str, tuple[str, ...]]
    senses: Mapping[str, tuple[Sense, ...]]
    rows: tuple[Sense, ...]


@lru_cache(maxsize=1)
def english() -> KindWords:
    """The words of kinds.toml, read once."""
    tables = tomllib.loads(resources.files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    fields: dict[str, tuple[str, ...]] = {}
    for kind, words in tables["fields"].items():
        for word in dict.fromkeys(words.split()):
            fields[word] = (*fields.get(word, ()), kind)
    rows = tuple(_sense(row) for row in tables["sense"])
    senses: dict[str, tuple[Sense, ...]] = {}
    for row in rows:
        for word in row.words:
            senses[word] = (*senses.get(word, ()), row)
    return KindWords(fields, senses, rows)


def _sense(row: Mapping[str, str]) -> Sense:
    words, beside, around = (frozenset(row.get(key, "").split()) for key in ("words", "beside", "around"))
    return Sense(words, row["type"], row.get("kind", ""), beside, around, row["example"])


@lru_cache(maxsize=32)
def stems(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Type and pattern of its words, lower case, in the order of the language pack; empty where it lists none."""
    code = lang.base_of(language)
    table = lang.table(code).get("events", {}) if code in lang.codes() else {}
    return tuple((kind, _pattern(words)) for kind, words in table.items() if kind != "examples")


def _pattern(words: str) -> re.Pattern[str]:
    forms = [re.escape(word.strip("*$")) + (r"\Z" if word.endswith("$") else "") for word in words.split()]
    inside = [form for form, word in zip(forms, words.split(), strict=True) if word.startswith("*")]
    begins = [form for form, word in zip(forms, words.split(), strict=True) if not word.startswith("*")]
    return re.compile(rf"(?:{'|'.join(begins) or _NEVER})|.*(?:{'|'.join(inside) or _NEVER})")
