"""EDTF, the Library of Congress' Extended Date/Time Format (ISO 8601-2), as a person's corrections are written.

Levels 0 and 1 as far as an event needs them: `2023-09-13`, `2023-09`, `-0043`, `198X`, `19XX`, seasons (`2023-21` to
`2023-24`), `1984?`, `1984~` and `1984%` (uncertain, approximate, both), intervals `1941/1945`, `../2023-11-13` and
`2022-02-24/..`.
"""

from __future__ import annotations

import re

from pipeline.errors import TimexError
from pipeline.model import Granularity, Interval
from pipeline.timex.iso import from_iso, iso_of, iso_year, value_of_iso
from pipeline.timex.values import Parts, interval_of, parts_of

QUALIFIED = re.compile(r"(?P<date>.*?[\dX])(?P<qualifier>[?~%]?)\Z", re.DOTALL)
UNSPECIFIED = re.compile(r"(?P<known>\d{2,3})X{1,2}\Z")
SEASON = re.compile(r"(?P<year>-?\d{4})-2(?P<season>[1-4])\Z")
SEASONS = {"1": "SP", "2": "SU", "3": "FA", "4": "WI"}
OPEN = ("", "..")
APPROXIMATE = "APPROX"
COVERED = (Granularity.WEEK, Granularity.QUARTER, Granularity.DAYPART, Granularity.UNKNOWN)  # written as days


def from_edtf(text: str) -> tuple[str, str | None]:
    """The TIMEX3 value of an EDTF text ("a/b" for an interval), and `APPROX` where any of it is uncertain.

    Raises TimexError for anything else, for days that do not exist, and for intervals that run backwards.
    """
    written = text.strip()
    ends = written.split("/")
    if len(ends) > 2 or all(end in OPEN for end in ends):
        raise TimexError(f"{text!r} is not a date; write 2023-09-13, 198X, 1984~, 1941/1945 or ../1945")
    read = [(end, None) if end in OPEN else _date(end) for end in ends]
    value = "/".join(".." if end in OPEN else end for end, _ in read)
    if interval_of(value) is None:
        raise TimexError(f"{text!r} ends before it starts")
    return value, next((mod for _, mod in read if mod), None)


def interval_of_edtf(text: str) -> Interval:
    """The half-open interval that an EDTF text covers, open where it leaves an end open. Raises TimexError."""
    interval = interval_of(from_edtf(text)[0])
    if interval is None:
        raise TimexError(f"{text!r} covers no time")
    return interval


def _date(text: str) -> tuple[str, str | None]:
    found = QUALIFIED.match(text.strip())
    if found is None:
        raise TimexError(f"{text!r} is not a date; write 2023, 2023-09, 2023-09-13, 198X or -0043 (44 BC)")
    mod = APPROXIMATE if found["qualifier"] else None
    if unspecified := UNSPECIFIED.match(found["date"]):
        if len(found["date"]) != 4:
            raise TimexError(f"{text!r} is not a decade (198X) or a century (19XX)")
        return unspecified["known"], mod
    if season := SEASON.match(found["date"]):
        return f"{value_of_iso(season['year'])}-{SEASONS[season['season']]}", mod
    from_iso(found["date"])
    return value_of_iso(found["date"]), mod


def to_edtf(value: str, mod: str | None = None) -> str:
    """The EDTF text of a TIMEX3 date or range: what `from_edtf` reads back, a week or quarter as the days it covers.

    "" where the value names no calendar date.
    """
    if "/" in value:
        ends = [end if end in OPEN else to_edtf(end) for end in value.split("/", 1)]
        return "/".join(end or ".." for end in ends) if interval_of(value) is not None else ""
    interval, parts = interval_of(value), parts_of(value)
    if interval is None or parts is None or interval.start is None or interval.end is None:
        return ""
    written = _plain(interval.start, interval.end, parts)
    return f"{written}~" if mod == APPROXIMATE and "/" not in written else written


def _plain(start: int, end: int, parts: Parts) -> str:
    """A date without qualifier."""
    if parts.granularity in (Granularity.DECADE, Granularity.CENTURY) and not parts.bc:
        known = 3 if parts.granularity is Granularity.DECADE else 2
        return f"{parts.year:04d}"[:known].ljust(4, "X")
    if parts.season is not None:
        number = next(
            number for number, name in SEASONS.items() if name == {"AU": "FA"}.get(parts.season, parts.season)
        )
        return f"{iso_year(parts.year)}-2{number}"
    fine = Granularity.DAY if parts.granularity in COVERED else parts.granularity
    first, last = iso_of(start, fine), iso_of(end - 1, fine)
    return first if first == last else f"{first}/{last}"
