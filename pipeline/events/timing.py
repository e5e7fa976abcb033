"""Timings: what a date of the text, a word before it, or the document's own date says of when.

A document's own date is a bound, not a fact: the interval stays open towards the past, the best estimate is that day.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.events.draft import NO_TIMING, Timing
from pipeline.model import Basis, Interval, Timex
from pipeline.timex import DAY, granularity_of, interval_of

_DAY_OF = re.compile(r"^((?:BC)?\d{4}-\d\d-\d\d)T.*")


def of_timex(timex: Timex, partner: Timex | None = None) -> Timing:
    """The timing that a date gives, from its start to the end of `partner` if it opens a range; empty for no date."""
    value = timex.value if partner is None else f"{timex.value}/{partner.value}"
    interval = interval_of(value, timex.mod if partner is None else None)
    if interval is None and partner is not None:
        return of_timex(timex)
    if interval is None:
        return of_timex(replace(timex, mod=None)) if timex.mod else Timing()
    return Timing(timex.basis, value, granularity_of(timex.value), interval, best_of(interval), timex)


def best_of(interval: Interval) -> int | None:
    """The moment to sort by: the start, else the day before the end."""
    if interval.start is not None:
        return interval.start
    return None if interval.end is None else interval.end - DAY


def day_of(value: str) -> str:
    """A value without its clock time or part of the day."""
    return _DAY_OF.sub(r"\1", value)


def until(timing: Timing, *, inclusive: bool) -> Timing:
    """Bounded: at some time before `timing`, its own time included or not; empty without a start and an end."""
    if timing.interval is None or timing.interval.end is None or timing.interval.start is None:
        return Timing()
    end = timing.interval.end if inclusive else timing.interval.start
    value = f"../{day_of(timing.value.partition('/')[2] or timing.value)}"
    interval = Interval(None, end)
    return replace(timing, basis=Basis.BOUNDED, value=value, interval=interval, best=best_of(interval))


def since(timing: Timing, upper: Timing = NO_TIMING) -> Timing:
    """Bounded: at some time from the start of `timing` on, up to the end of `upper` if that is known and later."""
    start = timing.interval.start if timing.interval is not None else None
    if start is None:
        return Timing()
    low = day_of(timing.value.partition("/")[0])
    end = upper.interval.end if upper.interval is not None else None
    if end is None or end <= start:
        return replace(timing, basis=Basis.BOUNDED, value=f"{low}/..", interval=Interval(start, None), best=start)
    high = day_of(upper.value.partition("/")[2] or upper.value)
    interval = Interval(start, end)
    return replace(timing, basis=Basis.BOUNDED, value=f"{low}/{high}", interval=interval, best=start)


def of_document(dct: Timex | None) -> Timing:
    """The document's own day; empty without one."""
    interval = interval_of(dct.value, dct.mod) if dct is not None else None
    if dct is None or interval is None or interval.start is None or interval.end is None:
        return Timing()
    return Timing(Basis.DCT, day_of(dct.value), granularity_of(dct.value), interval, interval.start, dct)


def by_document(dct: Timex | None) -> Timing:
    """By the document's own date at the latest; the best estimate is that day. Empty without a date."""
    day = of_document(dct)
    if day.interval is None:
        return day
    return replace(day, value=f"../{day.value}", interval=Interval(None, day.interval.end))


def from_document(dct: Timex | None) -> Timing:
    """From the document's own date on: what is planned. Empty without a date."""
    day = of_document(dct)
    if day.interval is None:
        return day
    ahead = Interval(day.interval.start, None)
    return replace(day, basis=Basis.BOUNDED, value=f"{day.value}/..", interval=ahead)
