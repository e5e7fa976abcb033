"""The day that a URL or a file's name carries, in the forms that people and machines give it.

Some forms say the day outright; a day of the year, a number of seconds or six figures could be something else and are
trusted less, or only where the text names the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pipeline.model import Timex
from pipeline.readers import dct, policy
from pipeline.readers.policy import Claim

_YEAR = r"(?P<y>(?:19|20)\d{2})"
_MONTH = r"(?P<m>0[1-9]|1[0-2])"
_DAY = r"(?P<d>0[1-9]|[12]\d|3[01])"
_URL_DATES = tuple(
    re.compile(rf"/{order}(?=[/_.?#-]|$)", re.I)
    for order in (
        rf"{_YEAR}[/_-](?P<m>0?[1-9]|1[0-2]|[a-z]{{3,9}})[/_-](?P<d>0?[1-9]|[12]\d|3[01])",
        rf"{_YEAR}/?{_MONTH}{_DAY}",
    )
)
_QUERY = re.compile(r"[?&](?:date|day|datum|fecha|data|dt|d|published|pubdate)=(?P<value>[^&#]{8,30})", re.I)
_ARCHIVED = re.compile(r"^.*?://.*?/(?P<inner>https?://.+)$", re.I)  # an archive's address holds the page's own
_NAME_DATES = (
    re.compile(r"(?<!\d)((?:1[4-9]|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<![\d])((?:1[4-9]|20)\d{2})([-_. ])(\d{1,2})\2(\d{1,2})(?!\d)"),
)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-_. ])(\d{1,2})\2((?:1[4-9]|20)\d{2})(?!\d)")
_DAY_FIRST_COMPACT = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d{2})(?!\d)")
_EASTERN = re.compile(r"\d{4}[年년]\d{1,2}[月월]\d{1,2}[日일]")
_STAMPED = re.compile(  # day and clock without a break
    r"(?<!\d)((?:19|20)\d{2})()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)"
)
_NUMBERED = (
    *((pattern, (1, 3, 4)) for pattern in (_STAMPED, *_NAME_DATES)),
    (_DAY_FIRST_COMPACT, (3, 2, 1)),
)
_BREAK = re.compile(r"[\W_]+|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")  # also between figures and letters
_WORDED = tuple(
    re.compile(rf"(?<!\w){order}(?!\w)")
    for order in (
        rf"(?P<m>{dct.WORD}) (?P<d>\d{{1,2}})(?: (?:st|nd|rd|th))? (?P<y>(?:1[4-9]|20)\d{{2}})",
        rf"(?P<d>\d{{1,2}})(?: (?:st|nd|rd|th))? (?P<m>{dct.WORD}) (?P<y>(?:1[4-9]|20)\d{{2}})",
        rf"(?P<y>(?:1[4-9]|20)\d{{2}}) (?P<m>{dct.WORD}) (?P<d>\d{{1,2}})",
    )
)
_SECONDS = re.compile(r"(?<![\w.])(1\d{9})(?:\d{3})?(?![\w])|(?<=_)(1\d{9})(?:\d{3})?(?=[_.]|$)")
_DAY_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})([0-3]\d{2})(?!\d)")
_SIX = re.compile(r"(?<!\d)(\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_PARTED_SIX = re.compile(r"(?<![\d.-])(\d{2})([-_.])(\d{2})\2(\d{2})(?![\d.-]\d|\d)")
_LONE_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d{2})(?!\d)")
_CLEAR, _SECONDS_TRUST, _DAY_OF_YEAR_TRUST, _CONFIRMED, _YEAR_LENT = 0.85, 0.5, 0.6, 0.85, 0.75  # weights
_EARLIEST_SECONDS = datetime(2001, 9, 9, tzinfo=UTC)  # from here on they are ten figures


def from_source(source: str, language: str = "en") -> Timex | None:
    """The date that a URL or a file name carries: "/2023/11/13/", "2023-11-13-summit.txt", "report_sept_13_2023.md"."""
    inner = _ARCHIVED.match(source)
    source = inner["inner"] if inner else source
    is_url = "://" in source
    if is_url:
        for pattern in _URL_DATES:
            match = pattern.search(source)
            value = _value(match) if match else ""
            if value:
                return dct.of_value(value, "url", "url: /year/month/day/")
        query = _QUERY.search(source)
        asked = dct.parse(query["value"], "url", "url: a date asked for", language=language) if query else None
        if asked:
            return asked[0]
    origin = "url" if is_url else "filename"
    segments = source.split("?")[0].split("/")[:2:-1] if is_url else []
    found = (_in_name(name, language) for name in (_name(source), *segments))
    values = next((values for values in found if values), ())
    return dct.of_value(values[0], origin, f"{origin}: a date in the name", values[1:]) if values else None


def claims(source: str, language: str, yearless: tuple[int, int] | None) -> Iterator[Claim]:
    """What the source claims; `yearless` is the month and day of a dateline that has no year."""
    if found := from_source(source, language):
        yield policy.claim(found, _CLEAR)
        return
    origin = "url" if "://" in source else "filename"
    possible = [*_days_of_year(_name(source)), *_six_figures(_name(source))]
    same = {day.isoformat() for day in possible if (day.month, day.day) == yearless}
    if len(same) == 1:
        rule = f"{origin}: figures in the name that fit the dateline"
        yield policy.claim(dct.of_value(same.pop(), origin, rule), _CONFIRMED)
        return
    for value, rule, weight in (
        *((day.isoformat(), "day of the year", _DAY_OF_YEAR_TRUST) for day in _days_of_year(_name(source))),
        *((day.isoformat(), "seconds since 1970", _SECONDS_TRUST) for day in _seconds(_name(source))),
    ):
        yield policy.claim(dct.of_value(value, origin, f"{origin}: {rule} in the name"), weight)
    years = {int(year) for year in _LONE_YEAR.findall(source.split("://")[-1])}
    if yearless and len(years) == 1:
        value = dct.checked(years.pop(), *yearless)
        rule = f"dateline without a year, and the year in the {origin}"
        if value:
            yield policy.claim(dct.of_value(value, "dateline", rule), _YEAR_LENT)


def _name(source: str) -> str:
    return source.split("?")[0].rstrip("/").replace("\\", "/").rsplit("/", 1)[-1]


def _in_name(name: str, language: str) -> tuple[str, ...]:
    for pattern, order in _NUMBERED:
        if (match := pattern.search(name)) and (value := dct.checked(*(int(match.group(at)) for at in order))):
            return (value,)
    if match := _DAY_FIRST.search(name):
        return dct.numeric(int(match.group(1)), int(match.group(3)), int(match.group(4)))
    if (match := _EASTERN.search(name)) and (found := dct.parse(match.group(), "", "")):
        return (found[0].value,)
    return _two_figure_year(name) or _in_words(_BREAK.sub(" ", name), language)


def _in_words(words: str, language: str) -> tuple[str, ...]:
    for worded in _WORDED:
        for match in worded.finditer(words):
            if value := dct.worded(match["y"], match["m"], match["d"], language):
                return (value,)
    return ()


def _two_figure_year(name: str) -> tuple[str, ...]:
    """ "13.09.23" is day first; with other marks it is read where only one order makes a date."""
    match = _PARTED_SIX.search(name)
    if match is None:
        return ()
    a, b, c = match.group(1, 3, 4)
    orders = ((c, b, a),) if match[2] == "." else ((c, b, a), (a, b, c), (c, a, b))
    values = [dct.checked(dct.full_year(year), int(month), int(day)) for year, month, day in orders]
    readings = {value for value in values if value}
    return tuple(readings) if len(readings) == 1 else ()


def _value(match: re.Match[str]) -> str:
    year, month, day = match.group("y", "m", "d")
    return dct.checked(int(year), int(month), int(day)) if month.isdigit() else dct.worded(year, month, day, "en")


def _days_of_year(name: str) -> Iterator[date]:
    """Year and day of the year: "2011070"."""
    for year, number in _DAY_OF_YEAR.findall(name):
        day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
        if int(number) and day.year == int(year):
            yield day


def _six_figures(name: str) -> Iterator[date]:
    """What "220316" may mean: day, month, year; year, month, day; month, day, year."""
    for match in _SIX.finditer(name):
        a, b, c = match.group(1, 3, 4)
        for year, month, day in ((c, b, a), (a, b, c), (c, a, b)):
            if value := dct.checked(dct.full_year(year), int(month), int(day)):
                yield date.fromisoformat(value)


def _seconds(name: str) -> Iterator[date]:
    for match in _SECONDS.finditer(name):
        moment = datetime.fromtimestamp(int(match[1] or match[2]), UTC)
        if moment >= _EARLIEST_SECONDS:
            yield moment.date()
