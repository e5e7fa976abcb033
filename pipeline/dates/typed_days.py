"""Days as people type them: parts in any order, numbers spelled out, weekdays counted on from today."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.absolute import day_reading, full_year, inferred
from pipeline.dates.context import Context, first_day
from pipeline.dates.reading import Reading, shifted
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import weekday_number
from pipeline.dates.weeks import week_of
from pipeline.timex.calendar import add_months, civil_from_days, days_from_civil, is_valid_day, month_length, weekday
from pipeline.timex.values import month_value, week_value, year_value

FARTHEST = 15  # months: a weekday and a day of the month fit together that soon
CENTURY_OF_TWO = 100
FIRST_SPELLED = 1000  # smaller numbers in words are taken as halves of a year: "nineteen eighty"
JUST_PAST, SOON = -31, 550  # days from now within which a weekday tells the year


def note_parts(context: Context, candidate: Candidate) -> list[Reading]:
    """ "2012/aug/10", "Sep-23-2020", "31 10 1974", "2/2013": a year, a month and perhaps a day in any order."""
    month = context.language.month(candidate.group("m"))
    year = _year(context, candidate)
    numbers = [int(found) for name in ("a", "b") if (found := candidate.group(name))]
    if month is None:
        month, day = _month_and_day(context, numbers)
    else:
        day = numbers[0] if numbers else _spelled_day(context, candidate)
    if month is None:
        return []
    is_written = year is not None
    if year is None:
        year = _year_by_weekday(context, candidate, month, day) or context.year_for(month, day, candidate)
    if year is None or (day is not None and not is_valid_day(year, month, day)):
        return []
    value = month_value(year, month) + (f"-{day:02d}" if day is not None else "")
    return [Reading(value) if is_written else inferred(context, value)]


def _year_by_weekday(context: Context, candidate: Candidate, month: int, day: int | None) -> int | None:
    """The year, soon to come or just past, in which the day falls on the weekday that is written beside it."""
    number = weekday_number(context, candidate.group("wd"))
    if number is None or day is None or context.dct is None:
        return None
    this_year = civil_from_days(context.dct)[0]
    for year in (this_year, this_year + 1, this_year + 2):
        found = days_from_civil(year, month, day) if is_valid_day(year, month, day) else None
        if found is not None and JUST_PAST <= found - context.dct <= SOON and weekday(found) == number:
            return year
    return None


def _month_and_day(context: Context, numbers: list[int]) -> tuple[int | None, int | None]:
    if len(numbers) == 1:
        return (numbers[0], None) if 1 <= numbers[0] <= 12 else (None, None)
    if len(numbers) != 2:
        return None, None
    first, second = numbers if context.order == "MDY" else numbers[::-1]
    return (first, second) if first <= 12 else (second, first) if second <= 12 else (None, None)


def _year(context: Context, candidate: Candidate) -> int | None:
    written = candidate.group("y")
    if written:
        digits = re.sub(r"\D", "", written)
        return full_year(digits) if len(digits) == 4 or int(digits) <= 40 else 1900 + int(digits) % CENTURY_OF_TWO
    return spelled_year(context, candidate.group("yw"))


def spelled_year(context: Context, written: str | None) -> int | None:
    """ "nineteen eighty six", "two thousand and ten", "seventeen hundred thirty three"; None where it is no year."""
    words = [word for word in re.split(r"[\s-]+", (written or "").lower()) if word and word != "and"]
    if not words:
        return None
    whole = context.language.number(" ".join(words))
    if whole is not None and whole >= FIRST_SPELLED:
        return int(whole)
    start = context.language.word("century_start", words[0])
    rest = context.language.number(" ".join(words[1:])) if len(words) > 1 else None
    return None if start is None or rest is None else int(start) + int(rest)


def year_in_words(context: Context, candidate: Candidate) -> list[Reading]:
    """ "mil novecientos noventa"."""
    year = spelled_year(context, candidate.group("yw"))
    return [] if year is None else [Reading(year_value(year))]


def note_week_from(context: Context, candidate: Candidate) -> list[Reading]:
    """ "la semaine du 6 octobre": the week that holds the day."""
    return [
        replace(reading, value=week_of(day))
        for reading in note_parts(context, candidate)
        if (day := first_day(reading.value)) is not None
    ]


def _spelled_day(context: Context, candidate: Candidate) -> int | None:
    return day_of(context, candidate.group("dw"))


def day_of(context: Context, written: str | None) -> int | None:
    """The day of the month of "3rd", "twenty second", "twenty nine"."""
    if not written:
        return None
    found = context.language.day_number(written) or context.language.day_number(re.sub(r"\s+", "-", written))
    if found is not None:
        return found
    number = context.language.number(written.lower())
    return int(number) if number is not None and 1 <= number <= 31 else None


def note_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Friday 31", "tues the 4th", "on the 29th": the next such day."""
    day, number = day_of(context, candidate.first("d", "dw")), weekday_number(context, candidate.group("wd"))
    if day is None or context.dct is None or not 1 <= day <= 31:
        return []
    year, month, _ = civil_from_days(context.dct)
    step = -1 if context.points_forward(candidate) is False else 1
    for months in range(FARTHEST):
        there = add_months(year, month, step * months)
        if day > month_length(*there):
            continue
        found = days_from_civil(*there, day)
        if (found - context.dct) * step >= 0 and (number is None or weekday(found) == number):
            return [day_reading(context, found)]
    return []


def note_weekdays(context: Context, candidate: Candidate) -> list[Reading]:
    """ "3 fridays from now", "two Tuesdays ago", "friday after next"."""
    number = weekday_number(context, (candidate.group("wd") or "").rstrip("s.") or candidate.group("wd"))
    count = context.language.number(candidate.group("n")) if candidate.group("n") else 2.0
    side = context.language.word("shift_side", candidate.group("dir")) if candidate.group("dir") else 1
    if number is None or count is None or context.dct is None or not 0 < count < 1000:
        return []
    step = int(side) if side is not None else 1
    first = ((number - weekday(context.dct)) * step) % 7 or 7
    return [day_reading(context, context.dct + step * (first + 7 * (int(count) - 1)))]


def note_quarter(context: Context, candidate: Candidate) -> list[Reading]:
    """ "next qtr", "3rd qtr", "18q4", "2018Q4"."""
    if context.dct is None:
        return []
    year, _, _ = civil_from_days(context.dct)
    written = _year(context, candidate)
    relation = context.language.word("relation", candidate.group("rel"))
    if isinstance(relation, str):
        return [inferred(context, shifted(context.dct, int(relation[1:]), "Q"))]
    number = day_of(context, candidate.first("q", "qw"))
    if number is None or not 1 <= number <= 4:
        return []
    value = f"{year_value(written if written is not None else year)}-Q{number}"
    return [Reading(value) if written is not None else inferred(context, value)]


def note_week_of(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the first week of October 2014", "third last week of 2018", "fifth last day of May": whole weeks count."""
    number, year = context.language.month(candidate.group("m")), _year(context, candidate)
    count = day_of(context, candidate.group("o")) or 1
    if year is None and number is not None:
        year = context.year_for(number, None, candidate)
    if year is None:
        return []
    first = days_from_civil(year, number or 1, 1)
    last = days_from_civil(year, number or 12, month_length(year, number or 12))
    is_day = context.language.word("unit", candidate.group("u")) == "D"
    if candidate.group("last"):
        end = last if is_day else last - (weekday(last) + 1) % 7 - 6
        start = end - (count - 1) * (1 if is_day else 7)
    else:
        start = first + (0 if is_day else -weekday(first) % 7) + (count - 1) * (1 if is_day else 7)
    return [day_reading(context, start) if is_day else inferred(context, week_value(start))]
