"""Document creation times: dates as headers, datelines, metadata, URLs and file names write them.

Only a whole calendar date makes a DCT out of free text; `date`, `published` and their like also take a month or a
year. A clock and a UTC offset are read past: the DCT is a day, as written.
"""

from __future__ import annotations

import dataclasses
import re
from calendar import monthrange
from collections.abc import Iterator

from pipeline.model import Timex, TimexType
from pipeline.readers import calendars

_LETTER = r"(?:[^\W\d_]|[\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c])"  # with the vowel signs of India and Siam
_NO_WEEKDAY = (
    "until|till|from|since|before|after|through|by|on|in|at|to|of|und|and|bis|seit|ab|vor|nach|depuis|avant|après|hasta|"
    "desde|antes|fino|dal|entro|до|после|born|died|opened|due|next|starting|beginning"
)
_DAY_NAME = rf"(?:(?!(?:{_NO_WEEKDAY})\b)(?:{_LETTER}|-){{2,14}}\.?,?\s+)?"  # "Monday, ", "Mon ", "quinta-feira, "
_ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}\b|[+-]\d{2}:?\d{2}))?"
# "2: 05" as texts have it that a program has cut into words
_CLOCK = rf"(?:[T,\s]+(?:at\s+)?\d{{1,2}}(?:[:.h]|:[ ])\d{{2}}(?::\d{{2}}(?:\.\d+)?)?\s*(?:[ap]\.?m\b\.?)?{_ZONE})?"
_ISO = rf"(?P<iy>\d{{4}})-(?P<im>\d{{2}})(?:-(?P<id>\d{{2}}))?(?!\d){_CLOCK}"
_NUMERIC = rf"(?P<na>\d{{1,2}})(?P<sep>\.\s|[./-])(?P<nb>\d{{1,2}})(?P=sep)(?P<ny>\d{{4}})(?!\d){_CLOCK}"
_COMPACT = r"(?P<cy>(?:1[4-9]|20)\d{2})(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)"
# "2003/12/30", "2014. 4. 16.", "1396/08/22"
_YMD = r"(?P<zy>(?:1[3-9]|20)\d{2})(?P<zsep>[./-])\s?(?P<zm>\d{1,2})(?P=zsep)\s?(?P<zd>\d{1,2})(?!\d)\.?"
WORD = rf"(?:[\u0e01-\u0e4e]{{1,3}}\.[\u0e01-\u0e4e]{{1,2}}|{_LETTER}{{2,15}})"  # Siam shortens with a full stop inside
_DMY_YEAR = r"(?P<dy>\d{4}|\d{2}(?=\s*[(\-–—])|(?<=-)\d{2})(?!\d)"  # two digits: "5 SEP 89 (ACAN - EFE)", "8-NOV-16"
_DMY_DAY = (
    r"(?P<dd>\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?(?:\s+|-)(?:day\s+)?(?:of\s+|de\s+|d['’])?"
    rf"(?P<dm>{WORD})(?:\s?/\s?{WORD}(?:\s(?=\d))?)?"  # "13 September/Aylul 2023", as Arabic papers write it
)
_DMY = rf"{_DAY_NAME}{_DMY_DAY}\.?,?(?:\s+|-|(?<=,))(?:del?\s+)?{_DMY_YEAR}{_CLOCK}"
_MDY_DAY = rf"(?P<mm>{WORD})\.?\s+(?:the\s+)?(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)"
_MDY = rf"{_DAY_NAME}{_MDY_DAY}(?P<my>\d{{4}})(?!\d){_CLOCK}"
# "2010. október 4.", "2018 m. kovo 11 d.", "2011-Mar-12"
_YWD = rf"(?P<wy>\d{{4}})(?:\.|,|\s+m\.)?(?:\s+|-)(?P<wm>{WORD})\.?(?:\s+|-)(?P<wd>\d{{1,2}})(?!\d)\.?{_CLOCK}"
_NUMBERED_MONTH = r"(?P<vd>\d{1,2})\s+tháng\s+(?P<vm>\d{1,2})(?:\s+năm|,)?\s+(?P<vy>\d{4})(?!\d)"
_UNIX_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?\s+(?:[A-Z]{2,5}\s+|[+-]\d{4}\s+)?"  # "Tue Apr 20 22:14:03 CDT 2010"
_UNIX = rf"{_DAY_NAME}(?P<um>{WORD})\s+(?P<ud>\d{{1,2}})\s+{_UNIX_CLOCK}(?P<uy>\d{{4}})(?!\d)"
_HAN = "〇○零一二三四五六七八九"
_EASTERN = (
    rf"(?P<era>明治|大正|昭和|平成|令和|民國|民国)?\s?(?P<ey>\d{{1,4}}|元|[{_HAN}十]{{1,4}})\s?[年년]\s?"
    rf"(?P<em>\d{{1,2}}|[{_HAN}十]{{1,2}})\s?[月월]\s?(?P<ed>\d{{1,2}}|[{_HAN}十]{{1,3}})\s?[日号號일]"
    r"(?:\s?[(（][^()（）]{1,4}[)）])?"  # the weekday
    r"(?:\s*(?:午前|午後|上午|下午|오전|오후)?\s*\d{1,2}\s?[:：時时点點시]\s?(?:\d{1,2}\s?[分분]?)?(?::\d{2})?)?"
)
_MONTH_YEAR = rf"(?P<pm>{WORD})\.?,?\s+(?P<py>\d{{4}})(?!\d)"
_YEAR = r"(?P<yy>\d{4})(?![\d-])"
_SHORT = rf"(?P<sa>\d{{1,2}})(?P<ssep>[./-])(?P<sb>\d{{1,2}})(?P=ssep)(?P<sy>\d{{2}})(?![\d./-]){_CLOCK}"
# a year of two figures is read where a clock follows or a colon stands before
_SHORT_SURE = rf"(?:{_SHORT.replace(_CLOCK, '')}(?=[\s,|–-]{{1,4}}\d{{1,2}}[:.h]\d{{2}}){_CLOCK})"
_SHORT_LABELLED = re.sub(r"P(<|=)s(\w+)", r"P\1l\2", rf"(?<=[:：]\s){_SHORT}")
_ORDERS = (_ISO, _YMD, _NUMERIC, _COMPACT, _EASTERN, _NUMBERED_MONTH, _YWD, _DMY, _MDY, _UNIX, _SHORT_SURE)
_FULL = re.compile("|".join((*_ORDERS, _SHORT_LABELLED)), re.I)
_PARTIAL = re.compile("|".join((_SHORT, _MONTH_YEAR, _YEAR)), re.I)
_DAY_MONTH = re.compile(
    rf"(?P<m>{WORD})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.]\d)|"
    rf"(?P<e>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<n>{WORD})\.?",
    re.I,
)
_HALF_DAY = re.compile(r"\d\s*[ap]\.?m\b", re.I)  # who counts hours to twelve mostly writes the month first
_NUMBERED_TWO_WAYS = (("na", "nb", "ny"), ("sa", "sb", "sy"), ("la", "lb", "ly"))
_NUMBERED = (("iy", "im", "id"), ("zy", "zm", "zd"), ("cy", "cm", "cd"), ("vy", "vm", "vd"))
_WORDED = (("dd", "dm", "dy"), ("md", "mm", "my"), ("wd", "wm", "wy"), ("ud", "um", "uy"), ("", "pm", "py"))
_EARLIEST = 1400  # no document that is read here was created before printing
_LATEST = 2199
_CENTURY_PIVOT = 40  # "89" is 1989, "12" is 2012


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
    position = 0
    while match := _FULL.search(text, position):
        values = _values(match, language)
        is_cut = (text[match.start() - 1 : match.start()] or " ").isdigit()
        position = match.end() if values or is_cut else match.start() + 1  # "Nr. 4/2023 vom 07.03.2023"
        if values and not is_cut:
            start = min(match.start(name) for name, found in match.groupdict().items() if found)
            yield of_value(values[0], origin, rule, values[1:]), start, match.end()


def yearless(text: str, language: str) -> tuple[int, int, int] | None:
    """Month and day at the very start of `text`, and where they end: "March 22", "3 de junio"."""
    match = _DAY_MONTH.match(text)
    if match is None:
        return None
    month = calendars.month_number(match["m"] or match["n"], language)
    day = int(match["d"] or match["e"])
    return (month, day, match.end()) if month and checked(2000, month, day) else None


def ruled(timex: Timex, rule: str) -> Timex:
    """The same date, found by `rule`."""
    return dataclasses.replace(timex, rule=rule)


def _values(match: re.Match[str], language: str) -> tuple[str, ...]:
    """TIMEX3 values of a match, the likeliest first; empty where it is no date of the calendar."""
    found = match.groupdict()
    for one, other, year in _NUMBERED_TWO_WAYS:
        if found.get(year):
            is_american = language.endswith("-US") or _HALF_DAY.search(match.group()) is not None
            numbers = int(found[one]), int(found[other]), full_year(found[year])
            readings = numeric(*numbers, month_first=is_american)
            return readings if language.startswith("en") else readings[:1]  # elsewhere the order is settled
    if found.get("ey"):
        full, month, day = (calendars.eastern_number(found[name]) for name in ("ey", "em", "ed"))
        return _only(checked(calendars.era_year(found["era"] or "", full), month, day))
    for year, in_year, in_month in _NUMBERED:
        if found.get(year):
            return _only(_numbered(found[year], found[in_year], found[in_month], language))
    for in_month, name, year in _WORDED:
        if found.get(name):
            return _only(worded(found[year], found[name], found[in_month] if in_month else None, language))
    return _only(checked(int(found["yy"]), None, None))


def _numbered(year: str, month: str, day: str | None, language: str) -> str:
    if day is None:
        return checked(int(year), int(month), None)
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return checked(*calendars.common_day(int(year), int(month), int(day), language))


def full_year(year: str) -> int:
    """The year that figures mean, two of which leave out the century."""
    if len(year) > 2:
        return int(year)
    return int(year) + (2000 if int(year) < _CENTURY_PIVOT else 1900)


def _only(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def numeric(first: int, second: int, year: int, *, month_first: bool = False) -> tuple[str, ...]:
    """Both orders of day and month where both are dates, the likelier first: day first unless told otherwise."""
    readings = [checked(year, second, first), checked(year, first, second)]
    if month_first:
        readings.reverse()
    return tuple(dict.fromkeys(value for value in readings if value))


def worded(year: str, month: str, day: str | None, language: str) -> str:
    """The TIMEX3 value of a date whose month is a name; "" where there is no such date."""
    number = calendars.month_number(month, language)
    if number is None:
        return ""
    full = full_year(year)
    if day is None:
        return checked(full, number, None)
    return checked(*calendars.common_day(full, number, int(day), language)) if 1 <= int(day) <= 31 else ""


def checked(year: int, month: int | None, day: int | None) -> str:
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
