"""Dates as people type them into the filter, and ranges as the count sentence says them."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.exporters import said

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

BEFORE_CHRIST = re.compile(
    r"(?:(?:c\.?|ca\.?|about|um)\s*)?(\d{1,4})\s*(?:BC|BCE|B\.C\.|B\.C\.E\.|v\.\s*Chr\.?)\Z", re.IGNORECASE
)
CHRISTIAN = re.compile(r"(?:AD|CE|A\.D\.)?\s*(\d{1,4})\s*(?:AD|CE|A\.D\.|C\.E\.|n\.\s*Chr\.?)?\Z", re.IGNORECASE)
DECADE = re.compile(r"(\d{3})0(?:s|er)\Z")
CENTURY = re.compile(
    r"(\d{1,2})(?:(?:st|nd|rd|th)\s+century|\.\s*(?:Jahrhundert|Jh\.))(?:\s+(BCE?|v\.\s*Chr\.?))?\Z", re.IGNORECASE
)
LENGTHS = {"year": 4, "month": 7, "day": 10}
LONGEST = 60
ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|approximately|roughly|um|etwa)\s+(?=\S)", re.IGNORECASE)
UP_TO = re.compile(r"(?:by|before|until|no later than|bis|vor)\s+(?=\S)", re.IGNORECASE)
SINCE = re.compile(r"(?:after|since|from|no earlier than|nach|seit|ab|von)\s+(?=\S)", re.IGNORECASE)
RANGES = (" to ", " bis ", " – ", " - ", "–", "/", " and ", " und ")
BETWEEN = re.compile(r"(?:between|zwischen)\s+(?=\S)", re.IGNORECASE)
PART = re.compile(r"(?P<part>early|mid|late|Anfang|Mitte|Ende)[\s-]+(?P<rest>\S.*)\Z", re.IGNORECASE)
PARTS = {"early": "START", "anfang": "START", "mid": "MID", "mitte": "MID", "late": "END", "ende": "END"}
SEASON = re.compile(
    r"(?P<season>spring|summer|autumn|fall|winter|Frühling|Frühjahr|Sommer|Herbst)\s+(?P<year>\S.*)\Z", re.IGNORECASE
)
SEASONS = {"spring": 21, "frühling": 21, "frühjahr": 21, "summer": 22, "sommer": 22, "autumn": 23, "fall": 23,
           "herbst": 23, "winter": 24}  # fmt: skip
TODAY = ("today", "now", "heute")


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
        return _part_of_year(typed, end=end) or _words(typed)
    return typed


def _part_of_year(typed: str, *, end: bool) -> str:
    """The first or last day of a season, or of the early, middle or late part of something; "" for anything else."""
    if not (SEASON.match(typed) or PART.match(typed)):
        return ""
    interval = timex.interval_of_edtf(edtf(typed))
    moment = interval.end - 1 if end and interval.end is not None else interval.start
    return "" if moment is None else timex.iso_of(moment)


def edtf(text: str) -> str:
    """What a person typed as EDTF, as vague as it was said; "" for nothing typed.

    "1990s" is `199X`, "about 1984" `1984~`, "by May 2023" `../2023-05`, "1941 to 1945" `1941/1945`. Raises TimexError.
    """
    typed = " ".join(text.split())
    if not typed:
        return ""
    try:
        timex.from_edtf(typed)
    except TimexError:
        written = _said(typed)
        timex.from_edtf(written)  # a range that runs backwards is none
        return written
    return typed


def _said(typed: str) -> str:
    for separator in RANGES:
        first, found, last = BETWEEN.sub("", typed, count=1).partition(separator)
        if found and first.strip() and last.strip() and not (separator == "/" and "/" in last):  # 13/09/2023
            return f"{edtf(SINCE.sub('', first, count=1))}/{edtf(last)}"
    for pattern, before, after in ((UP_TO, "../", ""), (SINCE, "", "/.."), (ABOUT, "", "~")):
        if opening := pattern.match(typed):
            return f"{before}{edtf(typed[opening.end() :])}{after}"
    return _years(typed) or _season(typed) or _part(typed) or read(typed)


def _season(typed: str) -> str:
    """A season of a year; "" for anything else."""
    match = SEASON.match(typed)
    return f"{read(match['year'])}-{SEASONS[match['season'].lower()]}" if match else ""


def _part(typed: str) -> str:
    """The days of the early, middle or late third of what is named; "" for anything else."""
    match = PART.match(typed)
    if match is None:
        return ""
    value, _ = timex.from_edtf(edtf(match["rest"]))
    interval = timex.interval_of(value, PARTS[match["part"].lower()])
    if interval is None or interval.start is None or interval.end is None:
        raise TimexError(f"{typed[:LONGEST]!r} is not a date I know")
    return f"{timex.iso_of(interval.start)}/{timex.iso_of(interval.end - 1)}"


def _years(typed: str) -> str:
    """A decade or century; "" for anything else."""
    if match := DECADE.match(typed):
        return f"{match[1]}X"
    match = CENTURY.match(typed)
    if match is None:
        return ""
    return f"{read(typed)}/{read(typed, end=True)}" if match[2] else f"{int(match[1]) - 1:02d}XX"


def in_words(written: str, language: str = "en") -> str:
    """An EDTF text in words; as it is where it cannot be read."""
    try:
        return said.date(timex.label(*timex.from_edtf(written)), language)
    except TimexError:
        return written


def _year_words(typed: str, *, end: bool) -> str | None:
    if match := BEFORE_CHRIST.match(typed):
        return timex.iso_year(1 - int(match[1]))
    if match := CHRISTIAN.match(typed):
        return timex.iso_year(int(match[1]))
    if match := DECADE.match(typed):
        return timex.iso_year(int(match[1]) * 10 + (9 if end else 0))
    if match := CENTURY.match(typed):
        last = int(match[1]) * 100
        first, final = (last - 99, last) if not match[2] else (1 - last, 100 - last)
        return timex.iso_year(final if end else first)
    return None


def _words(typed: str) -> str:
    if typed.lower() in TODAY:
        return datetime.now().astimezone().strftime("%Y-%m-%d")
    found = _parser().get_date_data(typed) if len(typed) <= LONGEST else None
    if found is None or found.date_obj is None or not re.search(r"\d{3}", typed):
        raise TimexError(f"{typed[:LONGEST]!r} is not a date I know")
    return found.date_obj.strftime("%Y-%m-%d")[: LENGTHS.get(found.period or "day", 10)]


@lru_cache(maxsize=1)
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en", "de"], settings={"PREFER_DAY_OF_MONTH": "first", "DATE_ORDER": "DMY"})


def shown(prefix: str, language: str = "en") -> str:
    """An ISO prefix in words ("2023-09" -> "September 2023"); as it is where it cannot be read."""
    if not prefix:
        return ""
    try:
        return said.date(timex.label(timex.value_of_iso(prefix)), language)
    except TimexError:
        return prefix


def span(first: int | None, last: int | None, language: str = "en") -> str:
    """The range from moment `first` to moment `last` (both inclusive), as short as it can be said."""
    if first is None or last is None:
        return ""
    start, end = timex.iso_of(first), timex.iso_of(last)
    years = [shown(day[:-6], language) for day in (start, end)]
    if abs(int(end[:-6]) - int(start[:-6])) > 3:
        return " – ".join(years)
    days = [shown(day, language) for day in (start, end)]
    if start == end:
        return days[0]
    return f"{days[0].removesuffix(f' {years[0]}') if years[0] == years[1] else days[0]} – {days[1]}"


def in_order(first: str, last: str) -> bool:
    """Whether the ISO prefix `last` ends after `first` starts."""
    return timex.from_iso(first)[0] < timex.from_iso(last)[1]
