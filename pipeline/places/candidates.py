"""Spans that may be place names: what the model marked, what the gazetteer knows, and what a facility noun extends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.places.ordinary import is_ordinary
from pipeline.places.reading import Reading, Unit
from pipeline.places.words import (
    ARTICLES,
    CALENDAR,
    CONNECTORS,
    FACILITIES,
    LOCATIVE,
    NATURAL,
    NATURAL_FIRST,
    REGIONS_OF_A_COUNTRY,
    SITES,
    UNITS,
)  # fmt: skip

LONGEST = 7  # units in a name
_GENERIC = UNITS | NATURAL | SITES
_SITE_NOUNS = NATURAL | SITES | FACILITIES
_COUNTRIES = frozenset({"PCLI", "PCLD"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Units `[first, last)`; `rule` says which rule proposed it first."""

    first: int
    last: int
    rule: str


def candidates(reading: Reading) -> list[Candidate]:
    """Every candidate of the document, in text order, each span once."""
    found: dict[tuple[int, int], str] = {}
    sources = (_joined, _entities, _known, _extended, _before_countries)
    for proposed in (candidate for source in sources for candidate in source(reading)):
        found.setdefault((proposed.first, proposed.last), proposed.rule)
    return sorted(Candidate(first, last, rule) for (first, last), rule in found.items())


class Overlaps:
    """Which of sorted candidates overlap a range of units; each question costs what it answers, not the document."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        self._found = found
        self._firsts = [candidate.first for candidate in found]
        self._longest = max((candidate.last - candidate.first for candidate in found), default=0)

    def at(self, first: int, last: int) -> list[int]:
        """The indices of the candidates that overlap units `[first, last)`, in order."""
        start = bisect_left(self._firsts, first - self._longest)
        stop = bisect_left(self._firsts, last)
        return [index for index in range(start, stop) if self._found[index].last > first]

    def inside(self, first: int, last: int) -> list[int]:
        """The indices of the candidates that lie within units `[first, last)`, in order."""
        return [
            index
            for index in range(bisect_left(self._firsts, first), bisect_left(self._firsts, last))
            if self._found[index].last <= last
        ]


def _entities(reading: Reading) -> Iterator[Candidate]:
    """The model's places, cut at commas."""
    for entity in reading.entities:
        if entity.label in _PLACE_LABELS:
            yield from _between_commas(reading, entity.first, entity.last)


def _between_commas(reading: Reading, first: int, last: int) -> Iterator[Candidate]:
    commas = [index for index in range(first, last) if reading.units[index].text == ","]
    for before, end in pairwise([first - 1, *commas, last]):
        if any(unit.is_name for unit in reading.units[before + 1 : end]):
            yield Candidate(before + 1, end, "model")


def _known(reading: Reading) -> Iterator[Candidate]:
    """Every span of capitalised words that the gazetteer knows, the longest at each start and what it holds."""
    for first, unit in enumerate(reading.units):
        if not unit.is_name or unit.lower in CALENDAR or not reading.names.starts(unit.text):
            continue
        ends = range(_reach(reading, first), first, -1)
        yield from (Candidate(first, last, "gazetteer") for last in ends if _is_known(reading, first, last))


def _is_known(reading: Reading, first: int, last: int) -> bool:
    ending = reading.units[last - 1]
    if last == first + 1 and is_ordinary(reading, first):
        return False
    surface = reading.surface(first, last)
    return (ending.is_name or ending.text[0].isdigit()) and len(surface) > 1 and reading.names.has(surface)


def _reach(reading: Reading, first: int) -> int:
    """The end of the run of name-like units and connectors that starts at `first`."""
    units = reading.units
    last = first + 1
    while last < len(units) and last - first < LONGEST and units[last].sentence == units[first].sentence:
        unit = units[last]
        if not (unit.is_name or unit.lower in CONNECTORS or unit.text[0].isdigit()):
            break
        last += 1
    return last


def _joined(reading: Reading) -> Iterator[Candidate]:
    """ "Russia's Far East": a known area, a possessive and words of direction."""
    units = reading.units
    for index in range(1, len(units) - 1):
        if units[index].lower not in {"'s", "’s"} or not units[index - 1].is_name:
            continue
        last = index + 1
        while last < len(units) and _is_direction(units[last]):
            last += 1
        first = _known_start(reading, index)
        if last > index + 1 and first is not None:
            yield Candidate(first, last, "joined")


def _is_direction(unit: Unit) -> bool:
    return (unit.is_name or unit.in_capitals) and unit.lower in REGIONS_OF_A_COUNTRY


def _known_start(reading: Reading, end: int) -> int | None:
    for first in range(max(0, end - 3), end):
        if reading.units[first].is_name and reading.names.has(reading.surface(first, end)):
            return first
    return None


def _extended(reading: Reading) -> Iterator[Candidate]:
    """Capitalised words that end in a noun of area, nature or facility, or begin with Lake, Mount, Fort ..."""
    units = reading.units
    for index, unit in enumerate(units):
        if not unit.is_name or unit.in_capitals:
            continue
        if unit.lower in _GENERIC:
            yield from _ending_at(reading, index)
        elif unit.lower in NATURAL_FIRST and index + 1 < len(units) and units[index + 1].is_name:
            yield Candidate(index, index + 2, "extended")


def _ending_at(reading: Reading, index: int) -> Iterator[Candidate]:
    units = reading.units
    first = index
    while first and units[first - 1].is_name and units[first - 1].sentence == units[index].sentence:
        first -= 1
    if 1 < index + 1 - first <= LONGEST:
        yield Candidate(first, index + 1, "extended")
        if index - first > 1:
            yield Candidate(index - 1, index + 1, "extended")


def _before_countries(reading: Reading) -> Iterator[Candidate]:
    """ "Lagos Anchorage, Nigeria": all the capitalised words before a country."""
    for first, unit in enumerate(reading.units):
        if not unit.is_name or (first and reading.units[first - 1].is_name):
            continue
        last = first + 1
        while last < len(reading.units) and reading.units[last].is_name:
            last += 1
        if stands_before_country(reading, first, last):
            yield Candidate(first, last, "before country")


def stands_before_country(reading: Reading, first: int, last: int) -> bool:
    """Whether units `[first, last)` are a site that is not known, after "at" or "in" and before its country.

    They begin with the name of a town and end in a noun of facility or water: "Lagos Anchorage, Nigeria".
    """
    sentence = reading.units[first].sentence
    before = reading.word(first - 1, sentence)
    before = reading.word(first - 2, sentence) if before in ARTICLES else before
    if not 1 < last - first <= LONGEST or before not in LOCATIVE or not _is_site_noun(reading.units[last - 1]):
        return False
    if not _is_country(reading, last, sentence) or reading.names.has(reading.surface(first, last)):
        return False
    return any("P" in reading.names.kinds(reading.surface(first, end)) for end in range(first + 1, last))


def _is_site_noun(unit: Unit) -> bool:
    return unit.lower in _SITE_NOUNS and unit.text[0].isupper()


def _is_country(reading: Reading, index: int, sentence: int) -> bool:
    """Whether a comma or "in" stands at `index`, and the name of a country behind it."""
    if reading.word(index, sentence) not in {",", "in"}:
        return False
    first = index + 2 if reading.word(index + 1, sentence) in ARTICLES else index + 1
    ends = [end for end in range(first + 1, first + 4) if end <= len(reading.units) and reading.units[end - 1].is_name]
    return any(not _COUNTRIES.isdisjoint(reading.names.kinds(reading.surface(first, end))) for end in ends)
