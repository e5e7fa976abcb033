"""Dates that are all numbers and signs, as East Asia writes them: 2023年9月13日, 2023년 9월, 令和5年."""

from __future__ import annotations

from pipeline.dates.absolute import inferred
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis
from pipeline.timex.calendar import is_valid_day
from pipeline.timex.values import month_value, year_value

FIRST = "元"  # the first year of a reign


def numbered(context: Context, candidate: Candidate) -> list[Reading]:
    """A day, month or year; a year counted from a reign is turned into one of our calendar."""
    month, day = (int(candidate.group(name) or 0) for name in ("m", "d"))
    written = candidate.group("y")
    year = _year(context, candidate, written) if written else context.year_for(month, day, candidate)
    if year is None:
        return [Reading(f"XXXX-{month:02d}-{day:02d}", basis=Basis.RELATIVE, refers=False, score=0.4)]
    if day and not is_valid_day(year, month, day):
        return []
    value = f"{month_value(year, month)}-{day:02d}" if day else month_value(year, month) if month else year_value(year)
    return [Reading(value) if written else inferred(context, value)]


def _year(context: Context, candidate: Candidate, written: str) -> int:
    before = context.language.word("reign", candidate.group("reign"))
    return (1 if written == FIRST else int(written)) + (int(before) if before is not None else 0)
