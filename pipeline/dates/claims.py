"""The readings that an ambiguous expression may have: one per anchor that it may hang on, each way of it.

A bare "July 2" is of this year or the last one by the document's date, of the year told last, of the heading's year;
"Tuesday" lies before or after each of them. A form is read once per anchor; equal readings are one claim that several
anchors make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass

from pipeline.dates.context import COMING, PAST, Context, first_day
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.timex.values import day_value, year_value

Form = Callable[[Context, Candidate], list[Reading]]

DIRECTED = frozenset(
    {"day", "month", "season", "weekday", "part_of_month", "week_of_day", "numeric_short", "day_of_month", "holiday"}
)
ANCHORED = frozenset(
    {"unit_relative", "shifted", "next_day", "that_day", "unit_bare", "daypart", "day_word", "phrase", "normalised"}
)
AMBIGUOUS = DIRECTED | ANCHORED
RULE = "rule"
WHY = {
    "passing": "a date told in passing",
    "earlier": "the narrative's last date of another year",
    "day": "the last day told",
    "heading": "the heading",
    "opening": "the first year of the text",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of an expression (two for a range of days) and the names of the anchors that give it."""

    readings: tuple[Reading, ...]
    names: tuple[str, ...]

    @property
    def value(self) -> str:
        """The value of the first reading."""
        return self.readings[0].value


def is_ambiguous(context: Context, candidate: Candidate) -> bool:
    """Whether the expression writes no year and is given none."""
    if candidate.rule.form not in AMBIGUOUS or candidate.start in context.years:
        return False
    return not any(candidate.group(name) for name in ("y", "yr"))


def claims_of(context: Context, candidate: Candidate, form: Form) -> list[Claim]:
    """The different readings of an expression, that of the rules first."""
    ways = (PAST, COMING) if candidate.rule.form in DIRECTED else ("",)
    found: dict[tuple[str, ...], tuple[list[Reading], list[str]]] = {}
    for name, supposed in _supposed(context, candidate, ways):
        readings = [reading for reading in form(supposed, candidate) if reading.value]
        if readings:
            found.setdefault(tuple(r.value for r in readings), (readings, []))[1].append(name)
    return [Claim(tuple(readings), tuple(names)) for readings, names in found.values()]


def _supposed(context: Context, candidate: Candidate, ways: tuple[str, ...]) -> Iterator[tuple[str, Context]]:
    """The context as it is, then as if the expression hung on each of the anchors within reach."""
    yield RULE, context
    seen: set[str] = set()
    for source, value in _anchors(context, candidate):
        if value is None or first_day(value) is None or value in seen:
            continue
        if source != "document":
            seen.add(value)
        for way in ways:
            supposed = copy(context)
            supposed.is_narrative = source != "document"
            supposed.reference = value if supposed.is_narrative else None
            supposed.reference_why = WHY.get(source, context.reference_why)
            supposed.direction = way
            yield f"{source} {way}".strip(), supposed


def _anchors(context: Context, candidate: Candidate) -> Iterator[tuple[str, str | None]]:
    """What the expression may hang on, by name; None where there is no such thing."""
    yield "document", None if context.dct is None else day_value(context.dct)
    yield "told", context.reference
    yield "passing", context.passing
    yield "earlier", context.earlier
    yield "day", None if context.day_told is None else day_value(context.day_told)
    section = context.sections.at(candidate.start)
    yield "heading", None if section is None or section.years is None else year_value(section.years[0])
    if context.reference is None and context.opening_year is not None:
        yield "opening", year_value(context.opening_year)
