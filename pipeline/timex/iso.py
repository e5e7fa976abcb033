"""ISO 8601 as links, filters and exports write it: astronomical years, prefixes whose length is their precision."""

from __future__ import annotations

import re

from pipeline.errors import TimexError
from pipeline.model import Granularity
from pipeline.timex.calendar import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    add_months,
    civil_from_days,
    days_from_civil,
    is_valid_day,
)
from pipeline.timex.values import clock_value, year_value

ISO = re.compile(
    r"(?P<year>[+-]?\d{4,6})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?)?)?\Z",
    re.ASCII,
)
TIMES = (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR)
MONTHS = (Granularity.MONTH, Granularity.SEASON, Granularity.QUARTER)
YEARS = (Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY)


def iso_of(moment: int, granularity: Granularity = Granularity.DAY) -> str:
    """The ISO prefix of a moment, as long as its granularity: `2023-09-13`, `2023-09`, `-0043-03-15`."""
    days, rest = divmod(moment, DAY)
    year, month, day = civil_from_days(days)
    written = iso_year(year)
    if granularity in YEARS:
        return written
    if granularity in MONTHS:
        return f"{written}-{month:02d}"
    whole = f"{written}-{month:02d}-{day:02d}"
    return f"{whole}T{clock_value(rest, granularity)}" if granularity in TIMES else whole


def iso_year(year: int) -> str:
    """An astronomical year as ISO 8601 writes it: `0079`, `-0043`."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def from_iso(text: str) -> tuple[int, int]:
    """The half-open moments that an ISO prefix covers: `2023`, `2023-09`, `2023-09-13T14`, `-0043`.

    Raises TimexError for anything else, and for days and times that do not exist.
    """
    found, year = _read(text)
    if found["month"] is None:
        return days_from_civil(year) * DAY, days_from_civil(year + 1) * DAY
    month = int(found["month"])
    if found["day"] is None:
        return days_from_civil(year, month) * DAY, days_from_civil(*add_months(year, month, 1)) * DAY
    start = days_from_civil(year, month, int(found["day"])) * DAY
    if found["hour"] is None:
        return start, start + DAY
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    start += hour * HOUR + minute * MINUTE + second * SECOND
    return start, start + (SECOND if found["second"] else MINUTE if found["minute"] else HOUR)


def value_of_iso(text: str) -> str:
    """The TIMEX3 value of an ISO prefix: `2023-09` stays, `-0043` becomes `BC0044`. Raises TimexError."""
    found, year = _read(text)
    rest = text.strip()[found.end("year") :].replace(" ", "T")
    return year_value(year) + rest


def _read(text: str) -> tuple[re.Match[str], int]:
    found = ISO.match(text.strip())
    if found is None:
        raise TimexError(f"{text!r} is not a date; write 2023, 2023-09, 2023-09-13 or -0043 (44 BC)")
    year = int(found["year"])
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    if (
        hour > 23
        or minute > 59
        or second > 59
        or not is_valid_day(year, int(found["month"] or 1), int(found["day"] or 1))
    ):
        raise TimexError(f"{text!r} is not a date that exists")
    return found, year
