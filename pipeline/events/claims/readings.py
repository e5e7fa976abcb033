"""Readings of one date: as it stands, as the bound that the word before it makes, and counted from another day.

A weekday, a day without its year, a clock time or "two days later" is resolved by `pipeline.dates` against one
anchor. Where the text offers others, each gives a reading of its own: the models choose, per expression.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from pipeline.events import timing
from pipeline.events.draft import Timing
from pipeline.events.evidence import Evidence
from pipeline.events.points import FINE_GRAIN, Dated
from pipeline.model import Basis
from pipeline.timex import DAY, interval_of, iso_of

NAMES = ("plain", "until", "by", "since", "own_year", "told_year", "week_before", "told_day", "era")
_YEAR = re.compile(r"\d{4}(?=-)")
_WEEKDAYS = frozenset({"weekday", "weekday-anywhere"})
_CLOCK = frozenset({"time", "daypart-bare", "daypart-of-day"})
_COUNTED = frozenset({"shifted", "next-day", "unit-relative"})
_ANCHOR_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_REACH = 12  # dates back in which a day or a year is looked for
BOUNDS = frozenset({"until", "by", "since"})
Reading = tuple[str, Timing]


def of_dated(evidence: Evidence, dated: Dated) -> list[Reading]:
    """All readings of a date, the plain one first; none for a date without an interval."""
    found = evidence.readings.get(dated.order)
    if found is None:
        found = evidence.readings[dated.order] = list(_distinct(_all(evidence, dated)))
    return found


def _distinct(readings: Iterator[Reading]) -> Iterator[Reading]:
    seen = set()
    for name, found in readings:
        if found.interval is not None and found.interval not in seen:
            seen.add(found.interval)
            yield name, found


def _all(evidence: Evidence, dated: Dated) -> Iterator[Reading]:
    plain = timing.of_timex(dated.timex, dated.partner)
    if plain.interval is None:
        return
    yield "plain", plain
    yield from _bounds(evidence, dated, plain)
    if dated.timex.basis is Basis.RELATIVE and dated.timex.anchor is not None:
        for name, value in _values(evidence, dated):
            partner = dated.partner if name != "own_year" and name != "told_year" else None
            yield name, timing.of_timex(replace(dated.timex, value=value), partner)


def _bounds(evidence: Evidence, dated: Dated, plain: Timing) -> Iterator[Reading]:
    lexicon = evidence.reading.lexicon
    if lexicon.role("until", dated.before):
        yield "until", timing.until(plain, inclusive=False)
    elif lexicon.role("by", dated.before):
        yield "by", timing.until(plain, inclusive=True)
    elif lexicon.role("since", dated.before):
        yield "since", timing.since(plain)


def _values(evidence: Evidence, dated: Dated) -> Iterator[tuple[str, str]]:
    """Other values of a date that depends on an anchor."""
    value, rule = dated.timex.value, dated.timex.rule
    day, _, part = value.partition("T")
    clock = f"T{part}" if part else ""
    start = dated.interval.start
    if value.startswith("BC"):
        yield "era", value.removeprefix("BC")
        return
    if rule in _WEEKDAYS and start is not None and _is_late(evidence, start):
        yield "week_before", f"{iso_of(start - 7 * DAY)}{clock}"
    elif rule in _CLOCK or rule in _COUNTED:
        yield from (("told_day", f"{told}{clock}") for told in _told_days(evidence, dated, day))
    if _YEAR.match(value) and rule not in _WEEKDAYS:
        yield from ((name, year + value[4:]) for name, year in _years(evidence, dated) if year != value[:4])


def _is_late(evidence: Evidence, start: int) -> bool:
    """Whether a day lies after the document's, or the document has none."""
    return evidence.own_day is None or start // DAY > evidence.own_day


def _years(evidence: Evidence, dated: Dated) -> Iterator[tuple[str, str]]:
    """The year of the document of a date after it; in accounts the year of the last full date that is told before."""
    own, start = evidence.own_day, dated.interval.start
    if own is not None:
        if start is not None and _is_late(evidence, start):
            yield "own_year", iso_of(own * DAY)[:4]
        return
    tellings = evidence.telling_dates
    for order in reversed(tellings[: bisect_left(tellings, dated.order)]):
        other = evidence.dates[order].timex
        if other.basis is Basis.EXPLICIT and _YEAR.match(f"{other.value}-"):
            yield "told_year", other.value[:4]
            return


def _told_days(evidence: Evidence, dated: Dated, day: str) -> Iterator[str]:
    """The day of a clock time, or of a count of days, by the last day told before in another sentence or this one."""
    shift = _shift(dated, day)
    for other in reversed(evidence.dates[max(0, dated.order - _REACH) : dated.order]):
        interval = interval_of(timing.day_of(other.timex.value))
        if other.grain <= FINE_GRAIN and interval is not None and interval.start is not None and shift is not None:
            yield iso_of(interval.start + shift)
            return


def _shift(dated: Dated, day: str) -> int | None:
    """By how much a counted day lies behind its anchor; 0 of a clock time, None if either is no day."""
    if dated.timex.rule in _CLOCK:
        return 0
    anchor = _ANCHOR_DAY.match(dated.timex.anchor or "")
    first, second = interval_of(anchor[0]) if anchor is not None else None, interval_of(day)
    if first is None or second is None or first.start is None or second.start is None:
        return None
    return second.start - first.start if _ANCHOR_DAY.fullmatch(day) else None
