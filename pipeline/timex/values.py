"""TIMEX3 values: what a value like `2023-09`, `199`, `BC0044` or `2023-09-13TMO` says, as an interval and back.

Decades are three digits and centuries two, as TimeML writes them ("11" holds the years 1100 to 1199). Before Christ
the digits count backwards: `BC0044` is 44 BC, `BC004` its decade (49 to 40 BC), `BC04` the fifth century BC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import TimexError
from pipeline.model import Granularity, Interval
from pipeline.timex.calendar import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    add_months,
    civil_from_days,
    days_from_civil,
    is_valid_day,
    iso_week,
    month_length,
    week_start,
)

SEASONS = {"SP": (3, "spring"), "SU": (6, "summer"), "FA": (9, "autumn"), "AU": (9, "autumn"), "WI": (12, "winter")}
DAYPARTS = {  # first and last hour
    "MO": (5, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (18, 30),
    "DT": (8, 18),
}
VALUE = re.compile(
    r"(?P<bc>BC)?(?:(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|W(?P<week>\d\d)(?:-(?:(?P<weekend>WE)|(?P<weekday>[1-7])))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|AU|WI)))?|(?P<decade>\d{3})X?|(?P<century>\d\d)(?:XX)?)"
    r"(?:T(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<hour>[01]\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?)"
    r"(?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?\Z"
)
PLACEHOLDERS = re.compile(r"(?:-XX)+\Z")  # "2023-09-XX" says no more than "2023-09"


@dataclass(frozen=True, slots=True)
class Parts:
    """A dated value taken apart; `year` is astronomical (of a decade or century: its first year)."""

    granularity: Granularity
    year: int
    bc: bool = False
    month: int | None = None
    day: int | None = None
    week: int | None = None
    weekend: bool = False
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    daypart: str | None = None
    clock: tuple[int, int, int] | None = None
    utc_offset: int | None = None


@lru_cache(maxsize=65_536)
def parts_of(value: str) -> Parts | None:
    """The parts of a value that says a calendar date, None for any other (durations, sets, PAST_REF, XXXX-...)."""
    found = VALUE.match(PLACEHOLDERS.sub("", value))
    if found is None:
        return None
    if (found["part"] or found["hour"]) and not (found["day"] or found["weekday"]):
        return None
    parts = Parts(
        granularity=_granularity(found),
        year=_first_year(found),
        bc=bool(found["bc"]),
        month=_number(found["month"]),
        day=_number(found["day"]),
        week=_number(found["week"]),
        weekend=bool(found["weekend"]),
        weekday=_number(found["weekday"]),
        quarter=_number(found["quarter"]),
        half=_number(found["half"]),
        season=found["season"],
        daypart=found["part"],
        clock=_clock(found),
        utc_offset=_offset(found["offset"]),
    )
    return parts if _is_possible(parts) else None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _first_year(found: re.Match[str]) -> int:
    for group, years in (("year", 1), ("decade", 10), ("century", 100)):
        if found[group]:
            first = int(found[group]) * years
            if not found["bc"]:
                return first
            return 1 - first if years == 1 else 1 - (first + years - (0 if years == 100 else 1))
    raise TimexError(f"no year in {found[0]!r}")  # the pattern cannot match without one


def _granularity(found: re.Match[str]) -> Granularity:
    named = (
        ("second", Granularity.SECOND),
        ("minute", Granularity.MINUTE),
        ("hour", Granularity.HOUR),
        ("part", Granularity.DAYPART),
        ("weekday", Granularity.DAY),
        ("day", Granularity.DAY),
        ("week", Granularity.WEEK),
        ("month", Granularity.MONTH),
        ("season", Granularity.SEASON),
        ("quarter", Granularity.QUARTER),
        ("half", Granularity.QUARTER),
        ("year", Granularity.YEAR),
        ("decade", Granularity.DECADE),
        ("century", Granularity.CENTURY),
    )
    return next(granularity for group, granularity in named if found[group])


def _clock(found: re.Match[str]) -> tuple[int, int, int] | None:
    if found["hour"] is None:
        return None
    return int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0)


def _offset(written: str | None) -> int | None:
    if written is None:
        return None
    if written == "Z":
        return 0
    digits = written[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if written[0] == "-" else minutes


def _is_possible(parts: Parts) -> bool:
    is_single_year = parts.granularity not in (Granularity.DECADE, Granularity.CENTURY)
    if is_single_year and parts.bc == (parts.year > 0):  # there is no year 0, on either side
        return False
    if parts.month is not None and not is_valid_day(parts.year, parts.month, parts.day or 1):
        return False
    if parts.week is not None and not 1 <= parts.week <= 53:
        return False
    return parts.clock is None or parts.clock <= (24, 0, 0)


def granularity_of(value: str) -> Granularity:
    """How fine the date in `value` is known; UNKNOWN for durations, sets and values without a calendar date."""
    if "/" in value:
        return granularity_of(value.split("/")[0])
    parts = parts_of(value)
    return Granularity.UNKNOWN if parts is None else parts.granularity


@lru_cache(maxsize=65_536)
def interval_of(value: str, mod: str | None = None) -> Interval | None:
    """The half-open interval that `value` covers, None where it names no calendar date.

    `mod` narrows it (START, MID, END: about a third of it) or opens one end (BEFORE, AFTER, ON_OR_BEFORE,
    ON_OR_AFTER). `a/b` runs from the start of a to the end of b; `..` or nothing leaves that end open.
    """
    if "/" in value:
        return _joined(value)
    parts = parts_of(value)
    if parts is None:
        return None
    start, end = _bounds(parts)
    if mod in ("START", "MID", "END"):
        start, end = _third(parts, mod, start, end)
    opened = {"BEFORE": (None, start), "AFTER": (end, None), "ON_OR_BEFORE": (None, end), "ON_OR_AFTER": (start, None)}
    start_or_none, end_or_none = opened.get(mod or "", (start, end))
    return Interval(start_or_none, end_or_none, parts.utc_offset)


def _joined(value: str) -> Interval | None:
    first, _, last = value.partition("/")
    begin, finish = interval_of(first), interval_of(last)
    start = begin.start if begin is not None else None
    end = finish.end if finish is not None else None
    if (begin is None and first not in ("", "..")) or (finish is None and last not in ("", "..")):
        return None
    if start is None and end is None:
        return None
    return Interval(start, end) if start is None or end is None or start < end else None


def _bounds(parts: Parts) -> tuple[int, int]:
    first, last = _day_bounds(parts)
    if parts.daypart is not None:
        begin, finish = DAYPARTS[parts.daypart]
        return first * DAY + begin * HOUR, first * DAY + finish * HOUR
    if parts.clock is None:
        return first * DAY, last * DAY
    hour, minute, second = parts.clock
    if hour == 24:  # the end of its day: the last minute, so that the day stays
        hour, minute = 23, 59
    start = first * DAY + hour * HOUR + minute * MINUTE + second * SECOND
    return start, start + {Granularity.SECOND: SECOND, Granularity.MINUTE: MINUTE}.get(parts.granularity, HOUR)


def _day_bounds(parts: Parts) -> tuple[int, int]:
    if parts.week is not None:
        monday = week_start(parts.year, parts.week)
        if parts.weekday is not None:
            return monday + parts.weekday - 1, monday + parts.weekday
        return (monday + 5 if parts.weekend else monday), monday + 7
    if parts.day is not None and parts.month is not None:
        first = days_from_civil(parts.year, parts.month, parts.day)
        return first, first + 1
    month, months = _months(parts)
    return days_from_civil(max(parts.year, 1) if not parts.bc else parts.year, month), days_from_civil(
        *add_months(parts.year, month, months)
    )


def _months(parts: Parts) -> tuple[int, int]:
    """First month and number of months of a value that is made of whole months."""
    if parts.month is not None:
        return parts.month, 1
    if parts.season is not None:
        return SEASONS[parts.season][0], 3
    if parts.quarter is not None:
        return 3 * parts.quarter - 2, 3
    if parts.half is not None:
        return 6 * parts.half - 5, 6
    return 1, {Granularity.DECADE: 120, Granularity.CENTURY: 1200}.get(parts.granularity, 12)


def _third(parts: Parts, mod: str, start: int, end: int) -> tuple[int, int]:
    """The early, middle or late part: thirds that begin with a whole month, day or year where the unit has them."""
    index = ("START", "MID", "END").index(mod)
    if parts.granularity is Granularity.MONTH:
        cuts = [start, start + 10 * DAY, start + 20 * DAY, end]
    elif parts.granularity in (Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY):
        months = _months(parts)[1]
        year = civil_from_days(start // DAY)[0]
        cuts = [start, *(days_from_civil(*add_months(year, 1, months * k // 3)) * DAY for k in (1, 2)), end]
    else:
        cuts = [start, start + (end - start) // 3, start + 2 * (end - start) // 3, end]
    return cuts[index], cuts[index + 1]


def year_value(year: int) -> str:
    """The TIMEX3 value of an astronomical year: 2023 -> `2023`, -43 -> `BC0044`."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def day_value(days: int) -> str:
    """The TIMEX3 value of a day number."""
    year, month, day = civil_from_days(days)
    return f"{year_value(year)}-{month:02d}-{day:02d}"


def week_value(days: int) -> str:
    """The TIMEX3 value of the ISO week that holds a day number."""
    year, week = iso_week(days)
    return f"{year_value(year)}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """The TIMEX3 value of a month."""
    return f"{year_value(year)}-{month:02d}"


def value_of(moment_us: int, granularity: Granularity) -> str:
    """The TIMEX3 value of the unit of that granularity that begins at (or holds) a moment."""
    days, rest = divmod(moment_us, DAY)
    year, month, _ = civil_from_days(days)
    if granularity in (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR):
        return day_value(days) + "T" + clock_value(rest, granularity)
    coarse = {
        Granularity.WEEK: week_value(days),
        Granularity.MONTH: month_value(year, month),
        Granularity.SEASON: _season_value(year, month),
        Granularity.QUARTER: f"{year_value(year)}-Q{(month + 2) // 3}",
        Granularity.YEAR: year_value(year),
        Granularity.DECADE: decade_value(year),
        Granularity.CENTURY: century_value(year),
    }
    return coarse.get(granularity, day_value(days))


def clock_value(rest: int, granularity: Granularity) -> str:
    """`14`, `14:30` or `14:30:05` of microseconds since midnight."""
    hour, minute, second = rest // HOUR, rest // MINUTE % 60, rest // SECOND % 60
    if granularity is Granularity.HOUR:
        return f"{hour:02d}"
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if granularity is Granularity.SECOND else "")


def _season_value(year: int, month: int) -> str:
    start = month // 3 * 3 or 12
    code = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}[start]
    return f"{year_value(year - (month < 3))}-{code}"


def decade_value(year: int) -> str:
    """The TIMEX3 value of the decade that holds an astronomical year."""
    return f"{year // 10:03d}" if year > 0 else f"BC{(1 - year) // 10:03d}"


def century_value(year: int) -> str:
    """The TIMEX3 value of the century that holds an astronomical year."""
    return f"{year // 100:02d}" if year > 0 else f"BC{-year // 100:02d}"


def last_day(year: int, month: int) -> int:
    """The day number of the last day of a month."""
    return days_from_civil(year, month, month_length(year, month))
