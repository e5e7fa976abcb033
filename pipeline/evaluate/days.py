"""Dates of gold events as closed intervals of days: ISO with astronomical years, TIMEX3, and "a/b" with "..".

Narrower than `timex` on purpose: a date that gold may hold is a day, week, month, season, quarter, half, year, decade
or century; anything else is no date.
"""

from __future__ import annotations

import re

from pipeline.timex.calendar import days_from_civil, month_length, week_start

Days = tuple[int | None, int | None]  # first and last day number since 1970-01-01; None is an open end
_BC = re.compile(r"BC(\d{4})(.*)$", re.S)
_UNKNOWN_DAY = re.compile(r"(-XX)+$")
_CALENDAR = re.compile(r"([+-]?\d{4,})(?:-(\d\d))?(?:-(\d\d))?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DIGITS = re.compile(r"(\d{2,3})X*")
_PARTS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2), "H1": (1, 6), "H2": (7, 12)}
_PARTS |= {f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)}


def interval(value: str | None) -> Days | None:
    """The days of a value or of "a/b", where ".." or nothing is an open end; None for what is no date."""
    if not value:
        return None
    first, slash, last = value.partition("/")
    if not slash:
        return days(first)
    begin, end = (None if side in ("", "..") else days(side) for side in (first, last))
    found = (begin[0] if begin else None, end[1] if end else None)
    return None if found == (None, None) else found


def days(value: str) -> tuple[int, int] | None:
    """First and last day of one value, None for what is no date of the calendar."""
    text = value.strip()
    if match := _BC.match(text):
        year = 1 - int(match[1])
        text = f"{'-' if year < 0 else ''}{abs(year):04d}{match[2]}"
    text = _UNKNOWN_DAY.sub("", text.split("T")[0])
    if match := _CALENDAR.fullmatch(text):
        return _calendar(int(match[1]), match[2], match[3])
    if match := _PART.fullmatch(text):
        year, (first, last) = int(match[1]), _PARTS[match[2]]
        return days_from_civil(year, first, 1), _month_end(year + (last < first), last)
    if match := _WEEK.fullmatch(text):
        monday = week_start(int(match[1]), int(match[2]))
        return monday, monday + 6
    if match := _DIGITS.fullmatch(text):
        years = 10 ** (4 - len(match[1]))
        return days_from_civil(int(match[1]) * years), days_from_civil((int(match[1]) + 1) * years) - 1
    return None


def _calendar(year: int, month: str | None, day: str | None) -> tuple[int, int] | None:
    if month is None:
        return days_from_civil(year), days_from_civil(year, 12, 31)
    if day is not None:
        only = days_from_civil(year, int(month), int(day))
        return only, only
    return (days_from_civil(year, int(month)), _month_end(year, int(month))) if 1 <= int(month) <= 12 else None


def _month_end(year: int, month: int) -> int:
    return days_from_civil(year, month, month_length(year, month))
