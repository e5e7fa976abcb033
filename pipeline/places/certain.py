"""What the corpora that the score was fitted on do not teach: datelines, seats of power, "at Actium".

All but one of the rules lift the score of their candidates; a surname of the document is held down unless the words
before it say where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model import Span
from pipeline.places.candidates import Candidate
from pipeline.places.reading import Reading
from pipeline.places.words import LOCATIVE, SEATS

_DATE = r"(?:\d{1,2}\s+[A-Za-z]{3,9}\.?|[A-Za-z]{3,9}\.?\s+\d{1,2})(?:,?\s+(?:\d{4}|\d{2}))?"
_DATELINE = re.compile(
    rf"(?:\A|\n)[ \t]*(?P<place>[^\W\d_a-zß-ÿ][^\n(\d:;!?]{{1,60}}?)(?P<date>,\s*{_DATE})?\s*"
    r"(?P<source>[(\[][^)\]\n]{2,70}[)\]])?\s*[-–—]{1,3}\s"
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG"})
_SEARCHED = 600  # characters from the start
_DATELINE_SCORE = 0.9
_SEAT_SCORE = 0.75
_SITE_SCORE = 0.65
_GOVERNED_SCORE = 0.5
_SURNAME_FACTOR = 0.5
_GOVERNORS = frozenset({"at", "near", "reached", "occupied", "crossed", "besieged", "captured"})


def adjusted(reading: Reading, found: Sequence[Candidate], scores: Iterable[float]) -> list[float]:
    """The scores, moved where a rule is sure of its candidate."""
    datelines = datelines_of(reading.text)
    return [
        max(score * _SURNAME_FACTOR if _is_surname(reading, candidate) else score, _sure(reading, candidate, datelines))
        for candidate, score in zip(found, scores, strict=True)
    ]


def _is_surname(reading: Reading, candidate: Candidate) -> bool:
    """A single word that is a person's last name in this document, and not after "in" or "at"."""
    unit = reading.units[candidate.first]
    single = candidate.last - candidate.first == 1
    return (
        single and unit.lower in reading.surnames and reading.word(candidate.first - 1, unit.sentence) not in LOCATIVE
    )


def datelines_of(text: str) -> list[Span]:
    """The place part of datelines near the start: "KYIV, Ukraine" of "KYIV, Ukraine (AP) -"."""
    found = []
    for match in _DATELINE.finditer(text, 0, _SEARCHED):
        if match["date"] or match["source"] or match["place"].split(",")[0].isupper():
            found.append(Span(*match.span("place")))
    return found


def _sure(reading: Reading, candidate: Candidate, datelines: Sequence[Span]) -> float:
    units = reading.units
    span = Span(units[candidate.first].span.start, units[candidate.last - 1].span.end)
    surface = reading.surface(candidate.first, candidate.last)
    if any(line.covers(span) for line in datelines) and _is_whole(reading.text, span):
        return _DATELINE_SCORE if reading.names.has(surface) else 0.0
    if surface.lower() in SEATS and not _goes_on(reading, candidate):
        return _SEAT_SCORE
    if candidate.rule == "joined":
        return 1.0
    kinds = reading.names.kinds(surface)
    if candidate.last - candidate.first > 1 and kinds and not kinds & {"P", "A"} and not _goes_on(reading, candidate):
        return _SITE_SCORE
    return _GOVERNED_SCORE if _is_governed(reading, candidate) and not _goes_on(reading, candidate) else 0.0


def _is_governed(reading: Reading, candidate: Candidate) -> bool:
    """A known name, no person's and no entity of another kind, after "at", "near" or a verb that takes places."""
    unit = reading.units[candidate.first]
    entity = reading.entity_of.get(candidate.first)
    return (
        reading.word(candidate.first - 1, unit.sentence) in _GOVERNORS
        and reading.names.has(reading.surface(candidate.first, candidate.last))
        and (entity is None or entity.label in _PLACE_LABELS)
        and unit.lower not in reading.surnames | reading.given | reading.lower_words
    )


def _is_whole(text: str, span: Span) -> bool:
    """Whether the span runs from a comma or line start to a comma, bracket or dash."""
    before, after = text[: span.start].rstrip(" \t"), text[span.end :].lstrip()
    return (not before or before[-1] in ",\n") and (not after or not after[0].isalpha())


def _goes_on(reading: Reading, candidate: Candidate) -> bool:
    """Whether the name is part of a longer capitalised one."""
    units = reading.units
    after = candidate.last < len(units) and units[candidate.last].is_name
    before = candidate.first > 0 and units[candidate.first - 1].is_name
    return (after or before) and not units[candidate.first].in_capitals
