"""Dates as people type them into the filter, and ranges as the count sentence says them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import timex
from pipeline.errors import TimexError

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

BEFORE_CHRIST = re.compile(r"(?:(?:c\.?|ca\.?|about)\s*)?(\d{1,4})\s*(?:BC|BCE|B\.C\.|B\.C\.E\.)\Z", re.IGNORECASE)
CHRISTIAN = re.compile(r"(?:AD|CE|A\.D\.)?\s*(\d{1,4})\s*(?:AD|CE|A\.D\.|C\.E\.)?\Z", re.IGNORECASE)
DECADE = re.compile(r"(\d{3})0s\Z")
CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\s+century(?:\s+(BCE?))?\Z", re.IGNORECASE)
LENGTHS = {"year": 4, "month": 7, "day": 10}
LONGEST = 60


def read(text: str, *, end: bool = False) -> str:
    """The ISO prefix that `text` names ("13 Sep 2023" -> "2023-09-13", "44 BC" -> "-0043"); "" for nothing typed.

    `end` takes the last year of a decade or century, else the first. Raises TimexError with a hint for other words.
    """
    typed = " ".join(text.split())
    if not typed:
        return ""
    found = _year_words(typed, end=end)
    if found is not None:
        return found
    try:
        timex.from_iso(typed)
    except TimexError:
        return _words(typed)
    return typed


def _year_words(typed: str, *, end: bool) -> str | None:
    if match := BEFORE_CHRIST.match(typed):
        return _year(1 - int(match[1]))
    if match := CHRISTIAN.match(typed):
        return _year(int(match[1]))
    if match := DECADE.match(typed):
        return _year(int(match[1]) * 10 + (9 if end else 0))
    if match := CENTURY.match(typed):
        last = int(match[1]) * 100
        first, final = (last - 99, last) if not match[2] else (1 - last, 100 - last)
        return _year(final if end else first)
    return None


def _year(astronomical: int) -> str:
    return f"{astronomical:04d}" if astronomical >= 0 else f"-{-astronomical:04d}"


def _words(typed: str) -> str:
    found = _parser().get_date_data(typed) if len(typed) <= LONGEST else None
    if found is None or found.date_obj is None or not re.search(r"\d{3}", typed):
        raise TimexError(f"{typed[:LONGEST]!r} is not a date I know")
    return found.date_obj.strftime("%Y-%m-%d")[: LENGTHS.get(found.period or "day", 10)]


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en"], settings={"PREFER_DAY_OF_MONTH": "first", "DATE_ORDER": "DMY"})


def shown(prefix: str) -> str:
    """An ISO prefix in words ("2023-09" -> "September 2023"); as it is where it cannot be read."""
    if not prefix:
        return ""
    try:
        return timex.label(timex.value_of_iso(prefix))
    except TimexError:
        return prefix


def span(first: int | None, last: int | None) -> str:
    """The range from moment `first` to moment `last` (both inclusive), as short as it can be said."""
    if first is None or last is None:
        return ""
    start, end = timex.iso_of(first), timex.iso_of(last)
    start_year, end_year = start[:-6], end[:-6]
    if abs(int(end_year) - int(start_year)) > 3:
        return f"{shown(start_year)} – {shown(end_year)}"
    if start == end:
        return shown(start)
    if start_year == end_year:
        return f"{shown(start).removesuffix(' ' + shown(start_year))} – {shown(end)}"
    return f"{shown(start)} – {shown(end)}"


def in_order(first: str, last: str) -> bool:
    """Whether the ISO prefix `last` ends after `first` starts."""
    return timex.from_iso(first)[0] < timex.from_iso(last)[1]
