"""Document creation times: dates as headers, datelines, metadata, URLs and file names write them.

Only a whole calendar date makes a DCT out of free text; `date`, `published` and their like also take a month or a
year. A clock and a UTC offset are read past: the DCT is a day, as written.
"""

from __future__ import annotations

import dataclasses
import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache

from pipeline.model import Timex, TimexType

_MONTHS = "january february march april may june july august september october november december"
_DAY_NAME = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"  # "Monday, ", "Mon "
_ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}\b|[+-]\d{2}:?\d{2}))?"
_CLOCK = rf"(?:[T,\s]+(?:at\s+)?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?{_ZONE})?"
_ISO = rf"(?P<iy>\d{{4}})-(?P<im>\d{{2}})(?:-(?P<id>\d{{2}}))?(?!\d){_CLOCK}"
_NUMERIC = rf"(?P<na>\d{{1,2}})(?P<sep>[./-])(?P<nb>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}})(?!\d){_CLOCK}"
_COMPACT = r"(?P<cy>(?:1[4-9]|20)\d{2})(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)"
_YMD = r"(?P<zy>(?:1[4-9]|20)\d{2})(?P<zsep>[./])(?P<zm>\d{1,2})(?P=zsep)(?P<zd>\d{1,2})(?!\d)"  # "2003/12/30"
_WORD = r"[^\W\d_]{3,12}"
_DMY_YEAR = r"(?P<dy>\d{4}|\d{2}(?=\s*[(\-–—]))(?!\d)"  # two digits only in a dateline: "5 SEP 89 (ACAN - EFE)"
_DMY_DAY = rf"(?P<dd>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<dm>{_WORD})"
_DMY = rf"{_DAY_NAME}{_DMY_DAY}\.?,?\s+(?:de\s+)?{_DMY_YEAR}{_CLOCK}"
_MDY = rf"{_DAY_NAME}(?P<mm>{_WORD})\.?\s+(?P<md>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<my>\d{{4}})(?!\d){_CLOCK}"
_MONTH_YEAR = rf"(?P<pm>{_WORD})\.?,?\s+(?P<py>\d{{4}})(?!\d)"
_YEAR = r"(?P<yy>\d{4})(?![\d-])"
_FULL = re.compile("|".join((_ISO, _YMD, _NUMERIC, _COMPACT, _DMY, _MDY)), re.I)
_PARTIAL = re.compile("|".join((_MONTH_YEAR, _YEAR)), re.I)
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.I)  # who counts hours to twelve mostly writes the month first
_EARLIEST = 1400  # no document that is read here was created before printing
_LATEST = 2199
_CENTURY_PIVOT = 40  # "89" is 1989, "12" is 2012
_URL_DATE = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>0?[1-9]|1[0-2]|[a-z]{3,9})[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.?#-]|$)", re.I
)
_NAME_DATE = re.compile(r"(?<!\d)((?:1[4-9]|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_NAME_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-_.])(\d{1,2})\2((?:1[4-9]|20)\d{2})(?!\d)")
_NAME_BREAK = re.compile(r"[\W_]+|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")  # also between figures and letters
_NAME_YEAR = r"(?P<y>(?:1[4-9]|20)\d{2})"
_NAME_WORDED = tuple(
    re.compile(rf"(?<!\w){order}(?!\w)")
    for order in (
        rf"(?P<m>{_WORD}) (?P<d>\d{{1,2}})(?: (?:st|nd|rd|th))? {_NAME_YEAR}",
        rf"(?P<d>\d{{1,2}})(?: (?:st|nd|rd|th))? (?P<m>{_WORD}) {_NAME_YEAR}",
        rf"{_NAME_YEAR} (?P<m>{_WORD}) (?P<d>\d{{1,2}})",
    )
)


def of_value(value: str, origin: str, rule: str, alternatives: tuple[str, ...] = ()) -> Timex:
    """A DCT with the TIMEX3 `value`; one that could be read in two ways gets a lower score."""
    score = 0.6 if alternatives else 1.0
    return Timex(TimexType.DATE, value, origin=origin, rule=rule, alternatives=alternatives, score=score)


def parse(
    text: str, origin: str, rule: str, *, language: str = "en", partial: bool = False
) -> tuple[Timex, int] | None:
    """The date at the very start of `text` and the offset where it ends; None where there is none.

    `partial` also takes "November 2023" and "2023".
    """
    match = _FULL.match(text)
    values = _values(match, language) if match else ()
    if not values and partial:
        match = _PARTIAL.match(text)
        values = _values(match, language) if match else ()
    if match is None or not values:
        return None
    return of_value(values[0], origin, rule, values[1:]), match.end()


def first_in(text: str, origin: str, rule: str, *, language: str = "en") -> Timex | None:
    """The first whole calendar date anywhere in `text`."""
    for match in _FULL.finditer(text):
        values = _values(match, language)
        if values:
            return of_value(values[0], origin, rule, values[1:])
    return None


def all_in(text: str, origin: str, rule: str, *, language: str = "en") -> Iterator[tuple[Timex, int, int]]:
    """Every whole calendar date in `text`, with where it starts (past the name of a weekday) and ends."""
    for match in _FULL.finditer(text):
        if (text[match.start() - 1 : match.start()] or " ").isdigit():
            continue
        values = _values(match, language)
        if values:
            start = min(match.start(name) for name, found in match.groupdict().items() if found)
            yield of_value(values[0], origin, rule, values[1:]), start, match.end()


def ruled(timex: Timex, rule: str) -> Timex:
    """The same date, found by `rule`."""
    return dataclasses.replace(timex, rule=rule)


def from_source(source: str, language: str = "en") -> Timex | None:
    """The date that a URL or a file name carries: "/2023/11/13/", "2023-11-13-summit.txt", "report_sept_13_2023.md"."""
    is_url = "://" in source
    if is_url and (match := _URL_DATE.search(source)):
        year, month, day = match.group("y", "m", "d")
        values = _only(_worded(year, month, day, "en") or _checked_words(year, month, day))
        return of_value(values[0], "url", "url: /year/month/day/") if values else None
    name = source.split("?")[0].rstrip("/").replace("\\", "/").rsplit("/", 1)[-1]
    origin = "url" if is_url else "filename"
    values = _in_name(name, language)
    return of_value(values[0], origin, f"{origin}: a date in the name", values[1:]) if values else None


def _in_name(name: str, language: str) -> tuple[str, ...]:
    if match := _NAME_DATE.search(name):
        return _only(_checked(int(match.group(1)), int(match.group(3)), int(match.group(4))))
    if match := _NAME_DAY_FIRST.search(name):
        return _numeric(int(match.group(1)), int(match.group(3)), int(match.group(4)))
    words = _NAME_BREAK.sub(" ", name)
    for pattern in _NAME_WORDED:
        for match in pattern.finditer(words):
            if value := _worded(match["y"], match["m"], match["d"], language):
                return (value,)
    return ()


def _checked_words(year: str, month: str, day: str) -> str:
    return _checked(int(year), int(month), int(day)) if month.isdigit() else ""


def _values(match: re.Match[str], language: str) -> tuple[str, ...]:
    """TIMEX3 values of a match, the likeliest first; empty where it is no date of the calendar."""
    found = match.groupdict()
    if found.get("iy"):
        return _only(_checked(int(found["iy"]), int(found["im"]), int(found["id"]) if found["id"] else None))
    if found.get("zy"):
        return _only(_checked(int(found["zy"]), int(found["zm"]), int(found["zd"])))
    if found.get("ny"):
        is_american = language.endswith("-US") or _HALF_DAY.search(match.group()) is not None
        readings = _numeric(int(found["na"]), int(found["nb"]), int(found["ny"]), month_first=is_american)
        return readings if language.startswith("en") else readings[:1]  # elsewhere the order is settled
    if found.get("cy"):
        return _only(_checked(int(found["cy"]), int(found["cm"]), int(found["cd"])))
    for day, month, year in (("dd", "dm", "dy"), ("md", "mm", "my"), ("", "pm", "py")):
        if found.get(month):
            return _only(_worded(found[year], found[month], found[day] if day else None, language))
    return _only(_checked(int(found["yy"]), None, None))


def _only(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _numeric(first: int, second: int, year: int, *, month_first: bool = False) -> tuple[str, ...]:
    """Both orders of day and month where both are dates, the likelier first: day first unless told otherwise."""
    readings = [_checked(year, second, first), _checked(year, first, second)]
    if month_first:
        readings.reverse()
    return tuple(dict.fromkeys(value for value in readings if value))


def _worded(year: str, month: str, day: str | None, language: str) -> str:
    number = _month_numbers(language).get(month.lower().rstrip("."))
    if number is None:
        return ""
    full = int(year)
    if len(year) == 2:
        full += 2000 if full < _CENTURY_PIVOT else 1900
    return _checked(full, number, int(day) if day else None)


def _checked(year: int, month: int | None, day: int | None) -> str:
    """`YYYY[-MM[-DD]]`, or "" where the calendar has no such date."""
    if not _EARLIEST <= year <= _LATEST:
        return ""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return ""
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= monthrange(year, month)[1] else ""


@lru_cache(maxsize=32)
def _month_numbers(language: str) -> dict[str, int]:
    """Month names of English and of `language` (CLDR, by Babel), lower case, to 1..12."""
    names = _MONTHS.split()
    numbers = {form: index + 1 for index, name in enumerate(names) for form in (name, name[:3], name[:4])}
    if language == "en":
        return numbers
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language, sep="-").months
    except (UnknownLocaleError, ValueError):
        return numbers
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[form][width].items():
                numbers.setdefault(name.lower().rstrip("."), number)
    return numbers
