"""Capitalised words of other languages that are ordinary words: at the head of a sentence, and nouns in German.

The models were taught in English, where a capital within a sentence makes a name. What bars a single word here is
the language's own word lists, its place in the sentence, and how little known the place is that bears such a name.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline import lang
from pipeline.lang import counterparts
from pipeline.places.reading import Reading

_CALENDAR = ("month", "weekday", "season", "holiday", "daypart", "unit")
_DETERMINERS = frozenset({"the", "a", "this", "each", "all", "some", "his", "her", "their", "our"})
_AREAS = frozenset({"PCLI", "PCLD", "PCLH", "ADM1", "RGN", "CONT", "T", "H", "L"})  # what may bear an article
_KNOWN_AT_HEAD, _KNOWN_WITH_ARTICLE = 0.5, 0.62  # importance from which a place is meant all the same


def is_ordinary(reading: Reading, index: int) -> bool:
    """Whether the unit, by itself, is an ordinary word rather than a name; never so in English or with a parse."""
    if not reading.is_abroad:
        return False
    unit = reading.units[index]
    return (
        reading.is_closed(index)
        or unit.lower in _ordinary(reading.language)
        or _is_head(reading, index)
        or _is_common(reading, index)
    )


@lru_cache(maxsize=16)
def _ordinary(language: str) -> frozenset[str]:
    """The words of the calendar in a language's pack, and the ordinary nouns that it writes with a capital."""
    code = lang.base_of(language)
    tables = lang.load(code).words if code in lang.codes() else {}
    calendar = (word for name in _CALENDAR for word in tables.get(name, {}))
    return frozenset(calendar) | counterparts.nouns(language)


def _is_head(reading: Reading, index: int) -> bool:
    """A capital that the head of a sentence alone explains; no well-known place, and no mark follows: "Lana (ab)"."""
    unit = reading.units[index]
    if not reading.word(index + 1, unit.sentence)[:1].isalnum():
        return False
    is_inner = reading.parse.tokens[unit.token].pos == "PROPN" or unit.lower in reading.inner
    return not is_inner and reading.names.importance(unit.text) < _KNOWN_AT_HEAD


def _is_common(reading: Reading, index: int) -> bool:
    """A noun with its article; towns have none."""
    unit = reading.units[index]
    if reading.word(index - 1, unit.sentence) not in _DETERMINERS or reading.names.kinds(unit.text) & _AREAS:
        return False
    return reading.names.importance(unit.text) < _KNOWN_WITH_ARTICLE
