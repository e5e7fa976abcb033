"""Dates as people read them: "13 Sep 2023", "September 2023", "44 BC", "1990s", "by 13 Nov 2023"."""

from __future__ import annotations

import re

from pipeline.model import Event, Granularity, Interval
from pipeline.timex.calendar import DAY, HOUR, MINUTE, SECOND, civil_from_days, week_start
from pipeline.timex.values import SEASONS, Parts, interval_of, parts_of, value_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYPARTS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
}
MODS = {
    "START": "early ",
    "MID": "mid-",
    "END": "late ",
    "APPROX": "about ",
    "BEFORE": "before ",
    "AFTER": "after ",
    "ON_OR_BEFORE": "by ",
    "ON_OR_AFTER": "from ",
    "MORE_THAN": "more than ",
    "LESS_THAN": "less than ",
    "EQUAL_OR_MORE": "at least ",
    "EQUAL_OR_LESS": "at most ",
}
UNDATED = "undated"
VAGUE = {"PAST_REF": "in the past", "PRESENT_REF": "now", "FUTURE_REF": "in the future"}
UNITS = {
    "Y": "year",
    "M": "month",
    "W": "week",
    "D": "day",
    "DE": "decade",
    "CE": "century",
    "ML": "millennium",
    "Q": "quarter",
    "WE": "weekend",
}
CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
DURATION = re.compile(r"(\d+(?:\.\d+)?|X+)(WE|DE|CE|ML|[A-Z])")
STEPS = {Granularity.SECOND: SECOND, Granularity.MINUTE: MINUTE, Granularity.HOUR: HOUR, Granularity.DAYPART: HOUR}


def label(value: str, mod: str | None = None) -> str:
    """A TIMEX3 value in words; a value that nobody can read is given back as it is."""
    if "/" in value:
        return _range(value)
    parts = parts_of(value)
    words = _words(parts) if parts is not None else _vague(value)
    return MODS.get(mod or "", "") + words


def _range(value: str) -> str:
    """ "26–29 Apr 1994", "29 Apr – 2 May 1994", "49–44 BC", "by 2023", "from 2023"; what both share is said once."""
    if interval_of(value) is None:
        return value
    first, last = value.split("/", 1)
    if first in ("", ".."):
        return f"by {label(last)}"
    if last in ("", ".."):
        return f"from {label(first)}"
    return _joined(label(first), label(last))


def _joined(first: str, last: str) -> str:
    """Two labels as one range, without the trailing words of the first that the second repeats.

    Where one word is left of each, they are joined closely: "26–29 Apr 1994", "May–June 2023", "1941–1945".
    """
    if first == last:
        return first
    day, _, hour = last.partition(", ")
    if hour and first.startswith(f"{day}, "):
        return f"{first} – {hour}"
    left, right = first.split(), last.split()
    shared = 0
    while shared < min(len(left), len(right)) - 1 and left[-1 - shared] == right[-1 - shared]:
        shared += 1
    if shared == 1 and right[-1] == "BC" and len(left) > 2:  # "January 49" would be read as AD
        shared = 0
    kept = left[: len(left) - shared]
    is_close = len(kept) == 1 and len(right) - shared == 1
    return " ".join(kept) + ("–" if is_close else " – ") + last


def _words(parts: Parts) -> str:
    if parts.clock is not None:
        hour, minute, second = parts.clock
        written = f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if parts.granularity is Granularity.SECOND else "")
        return f"{_date(parts)}, {written}{_zone(parts.utc_offset)}"
    if parts.daypart is not None:
        return f"{_date(parts)}, {DAYPARTS[parts.daypart]}"
    return _date(parts)


def _zone(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return " UTC"
    return f" UTC{'+' if offset > 0 else '-'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _date(parts: Parts) -> str:
    if parts.week is not None:
        return _week(parts)
    year = year_label(parts.year)
    if parts.day is not None and parts.month is not None:
        return f"{parts.day} {MONTHS[parts.month - 1][:3]} {year}"
    if parts.month is not None:
        return f"{MONTHS[parts.month - 1]} {year}"
    if parts.season is not None:
        return f"{SEASONS[parts.season][1]} {year}"
    if parts.quarter is not None:
        return f"Q{parts.quarter} {year}"
    if parts.half is not None:
        return f"{('first', 'second')[parts.half - 1]} half of {year}"
    return _years(parts)


def _week(parts: Parts) -> str:
    monday = week_start(parts.year, parts.week or 1)
    first = monday + (5 if parts.weekend else (parts.weekday or 1) - 1)
    day = day_label(first)
    if parts.weekday is not None:
        return day
    return f"{'weekend' if parts.weekend else 'week'} of {day}"


def _years(parts: Parts) -> str:
    if parts.granularity is Granularity.DECADE:
        first = 1 - (parts.year + 9) if parts.bc else parts.year
        return f"{first}s BC" if parts.bc else f"{first}s"
    if parts.granularity is Granularity.CENTURY:
        count = -parts.year // 100 + 1 if parts.bc else parts.year // 100 + 1
        return f"{ordinal(count)} century" + (" BC" if parts.bc else "")
    return year_label(parts.year)


def _vague(value: str) -> str:
    if value in VAGUE:
        return VAGUE[value]
    weekday = re.fullmatch(r"XXXX-WXX-([1-7])(?:T.*)?", value)
    if weekday:
        return f"a {WEEKDAYS[int(weekday[1]) - 1]}"
    day = re.fullmatch(r"XXXX-(0[1-9]|1[0-2])(?:-(\d\d))?", value)
    if day:
        name = MONTHS[int(day[1]) - 1]
        return f"{int(day[2])} {name[:3]}, year unknown" if day[2] else f"{name}, year unknown"
    return _duration(value) if value.startswith("P") else value


def _duration(value: str) -> str:
    date, _, clock = value[1:].partition("T")
    words = [
        _count(number, units[unit])
        for written, units in ((date, UNITS), (clock, CLOCK_UNITS))
        for number, unit in DURATION.findall(written)
        if unit in units
    ]
    return " ".join(words) or value


def _count(number: str, unit: str) -> str:
    plural = {"century": "centuries", "millennium": "millennia"}.get(unit, unit + "s")
    if number.startswith("X"):
        return f"some {plural}"
    return f"{number} {unit if number == '1' else plural}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th ..."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def year_label(year: int) -> str:
    """An astronomical year in words: 2023, 79 AD for early years, 44 BC for -43."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 1000 else str(year)


def day_label(days: int) -> str:
    """A day number in words."""
    year, month, day = civil_from_days(days)
    return f"{day} {MONTHS[month - 1][:3]} {year_label(year)}"


def label_interval(interval: Interval, granularity: Granularity) -> str:
    """An interval in words: "3–5 May 1941", "1941–1945", "by 13 Nov 2023", "after 24 Feb 2022", "undated"."""
    if interval.start is None and interval.end is None:
        return "undated"
    if interval.start is None and interval.end is not None:
        return f"by {_unit_label(interval.end - 1, granularity)}"
    if interval.end is None and interval.start is not None:
        return f"after {_unit_label(interval.start - 1, granularity)}"
    return _closed(interval.start or 0, interval.end or 0, granularity)


def _unit_label(moment: int, granularity: Granularity) -> str:
    if granularity in (Granularity.UNKNOWN, Granularity.DAYPART):
        granularity = Granularity.DAY
    return label(value_of(moment, granularity))


def _closed(start: int, end: int, granularity: Granularity) -> str:
    step = STEPS.get(granularity)
    if step is not None and end - start <= DAY:
        first = label(value_of(start, Granularity.MINUTE if granularity is Granularity.DAYPART else granularity))
        return first if end - start <= step else f"{first} – {_clock_label(end)}"
    return _joined(_unit_label(start, granularity), _unit_label(end - 1, granularity))


def _clock_label(moment: int) -> str:
    rest = moment % DAY
    return f"{rest // HOUR:02d}:{rest // MINUTE % 60:02d}" if rest else "24:00"


def label_event(event: Event) -> str:
    """An event's date in words: "13 Sep 2023", "early 1941", "by 13 Nov 2023", "undated"."""
    if event.interval is None:
        return UNDATED
    if event.value and (event.interval.is_closed or "/" in event.value):
        found = event.timex
        return label(event.value, found.mod if found is not None and found.value == event.value else None)
    return label_interval(event.interval, event.granularity)
