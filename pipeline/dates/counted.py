"""Forms that count from somewhere: "in two weeks", "two weeks after 3 May", "the third Tuesday of May", "the 20th"."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.absolute import CLOCK_SECONDS, day_reading, full_year, inferred, moment_reading, relative_year
from pipeline.dates.context import Context, first_day
from pipeline.dates.feasts import feast
from pipeline.dates.reading import Reading, direction, duration, shifted, vague
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import relation_of, resolve_weekday, shifted_form, unit_of, weekday_number
from pipeline.model import Basis, Granularity, Span, TimexType
from pipeline.timex.calendar import add_months, civil_from_days, days_from_civil, month_length, nth_weekday
from pipeline.timex.values import day_value

UNKNOWN_START = {"D": "XXXX-XX-XX", "MO": "XXXX-XX", "W": "XXXX-WXX", "Y": "XXXX"}  # counted from nobody knows when


def count_of(context: Context, candidate: Candidate) -> float | None:
    """The number of units; None if it is vague."""
    count = context.language.number(candidate.group("n"))
    return count + 0.5 if count is not None and candidate.group("half") else count


def in_units(context: Context, candidate: Candidate) -> list[Reading]:
    """ "in two weeks": that far ahead where the text looks ahead, else how long it took."""
    unit, count = unit_of(context, candidate.group("u")), count_of(context, candidate)
    if unit is None or unit == "WE":
        return []
    looks_ahead = context.is_bare(candidate) or (not candidate.group("within") and context.says_will(candidate))
    if context.dct is None or not looks_ahead:
        span = Span(candidate.match.start("n"), candidate.end)
        return [vague_length(count, unit, span)]
    if count is None:
        return [vague_length(count, unit, Span(candidate.match.start("n"), candidate.end))]
    if unit in CLOCK_SECONDS:
        found = moment_reading(context, count, unit)
        return [] if found is None else [found]
    value = shifted(context.dct, int(count), unit) if count == int(count) else None
    if (count == 1.5 and unit == "Y") or (count == 0.5 and unit == "Y"):
        year, month, _ = civil_from_days(context.dct)
        later = add_months(year, month, int(count * 12))
        value = f"{later[0]:04d}-{later[1]:02d}"
    return [direction(1)] if value is None else [inferred(context, value, refers=False)]


def in_time(context: Context, candidate: Candidate) -> list[Reading]:
    """ "in two days' time": so far ahead; in a history, how long it took."""
    unit = unit_of(context, candidate.group("u"))
    if unit is None or not context.is_narrative:
        return shifted_form(context, candidate)
    return [vague_length(count_of(context, candidate), unit, Span(candidate.match.start("n"), candidate.end))]


def vague_length(count: float | None, unit: str, span: Span) -> Reading:
    """A length of time that does not say when."""
    reading = vague(duration(count, unit), TimexType.DURATION)
    return Reading(reading.value, reading.type, basis=reading.basis, refers=False, score=0.9, span=span)


def shifted_from(context: Context, candidate: Candidate) -> list[Reading]:
    """ "two weeks after January 15", "the day before Christmas", "three days from tomorrow"."""
    unit = "D" if candidate.group("u") is None else unit_of(context, candidate.group("u"))
    count = 1.0 if candidate.group("n") is None else count_of(context, candidate)
    start = _named_day(context, candidate)
    if start is None or unit is None or count is None or count != int(count) or count > 10_000:
        return []
    sign = int(context.language.word("side", candidate.group("dir")) or 1)
    steps = {"D": 1, "W": 7, "2W": 14}
    if unit in steps:
        return [day_reading(context, start + sign * int(count) * steps[unit])]
    value = shifted(start, sign * int(count), unit)
    return [] if value is None else [inferred(context, value)]


def _named_day(context: Context, candidate: Candidate) -> int | None:
    holiday = context.language.word("holiday", candidate.group("h"))
    anchor = context.deictic()
    if isinstance(holiday, str) and anchor is not None:
        return feast(holiday, int(candidate.group("y") or civil_from_days(anchor)[0]))
    weekday = weekday_number(context, candidate.group("wd"))
    if weekday is not None:
        return resolve_weekday(context, weekday, candidate.group("rel"), candidate)
    word = context.language.word("day_word", candidate.group("w"))
    if word is not None:
        return None if context.dct is None else context.dct + int(word)
    month = context.language.month(candidate.first("m", "m2"))
    day = context.language.day_number(candidate.first("d", "d2"))
    if month is None or day is None:
        return None
    year = full_year(candidate.group("y") or "") if candidate.group("y") else context.year_for(month, day, candidate)
    return None if year is None or day > month_length(year, month) else first_day(f"{year:04d}-{month:02d}-{day:02d}")


def nth_unit(context: Context, candidate: Candidate) -> list[Reading]:
    """ "on the third day", "in the second week": counted from the day on which the thing told of began."""
    unit, place = unit_of(context, candidate.group("u")), _place(context, candidate.group("o"))
    if unit is None or place is None:
        return []
    if context.started is None:
        return [Reading(UNKNOWN_START.get(unit, "PAST_REF"), basis=Basis.RELATIVE, refers=False, score=0.4)]
    value = shifted(context.started, place - 1, unit)
    why = f"{day_value(context.started)} (the day on which it began)"
    return [] if value is None else [Reading(value, basis=Basis.RELATIVE, anchor=why, score=0.7)]


def _place(context: Context, written: str | None) -> int | None:
    digits = re.match(r"\d+", written or "")
    found = int(digits[0]) if digits else context.language.word("ordinal", written)
    return int(found) if found is not None and int(found) > 0 else None


def weekday_of_month(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the third Tuesday of September 2014", "the last Monday of this month"."""
    number = weekday_number(context, candidate.group("wd"))
    year, month = _month_meant(context, candidate)
    if number is None or year is None or month is None:
        return []
    place = context.language.word("ordinal", re.sub(r"(?<=\d)\D+$", "", candidate.group("o") or ""))
    which = int(place) if place is not None else _digit(candidate.group("o"))
    if not -1 <= which <= 5 or which == 0:
        return []
    day = nth_weekday(year, month, number, which)
    return [day_reading(context, day)] if civil_from_days(day)[1] == month else []


def _digit(written: str | None) -> int:
    return int(written[0]) if written and written[0].isdigit() else -1


def _month_meant(context: Context, candidate: Candidate) -> tuple[int | None, int | None]:
    month = context.language.month(candidate.group("m"))
    if month is not None:
        if candidate.group("y"):
            return full_year(candidate.group("y") or ""), month
        if candidate.group("yr"):
            return relative_year(context, candidate), month
        return context.year_for(month, None, candidate), month
    anchor = context.deictic()
    if anchor is None:
        return None, None
    relation = relation_of(context, candidate.group("rel"))
    year, this_month, _ = civil_from_days(anchor)
    return add_months(year, this_month, relation[1] if relation else 0)


def day_of_month(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the 20th of next month", "Tuesday the 19th": the month said, else the nearest one in which it fits."""
    day = context.language.day_number(candidate.group("d"))
    anchor = context.deictic()
    if day is None or anchor is None:
        return []
    year, month, _ = civil_from_days(anchor)
    relation = relation_of(context, candidate.group("rel"))
    if relation is not None:
        year, month = add_months(year, month, relation[1])
        return [inferred(context, f"{year:04d}-{month:02d}-{day:02d}")] if day <= month_length(year, month) else []
    number = weekday_number(context, candidate.group("wd"))
    is_fine = context.reference_granularity() in (Granularity.DAY, Granularity.MONTH)
    spoken_of = first_day(context.reference) if is_fine else None
    if spoken_of is not None and context.dct is not None and not context.is_narrative and context.says_will(candidate):
        spoken_of = max(spoken_of, context.dct)
    if spoken_of is not None and number is None:
        return _day_spoken_of(context, spoken_of, day)
    forward = context.points_forward(candidate)
    near = [1, 0, -1] if forward else [-1, 0, 1]
    steps = sorted([0, *range(-14, 15)] if number is not None else near, key=lambda step: (abs(step), step not in near))
    for step in steps:
        there = add_months(year, month, step)
        found = first_day(f"{there[0]:04d}-{there[1]:02d}-{day:02d}") if day <= month_length(*there) else None
        if found is None or (number is not None and (found + 3) % 7 != number):
            continue
        if number is None and forward is not None and (found < anchor if forward else found > anchor):
            continue
        return [day_reading(context, found)]
    return []


def part_of_the_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the evening of the 22nd"."""
    part = context.language.word("daypart", candidate.group("pod"))
    found = day_of_month(context, candidate)
    return [replace(reading, value=f"{reading.value}T{part}", type=TimexType.TIME) for reading in found]


def _day_spoken_of(context: Context, spoken_of: int, day: int) -> list[Reading]:
    """ "by the 12th" after "8 August": of the same month, or of the next one where that day is past."""
    year, month, reached = civil_from_days(spoken_of)
    within = _day_within(context, day)
    if within is not None:
        return [day_reading(context, within)]
    year, month = (year, month) if day >= reached else add_months(year, month, 1)
    return [inferred(context, f"{year:04d}-{month:02d}-{day:02d}")] if day <= month_length(year, month) else []


def _day_within(context: Context, day: int) -> int | None:
    """The day of that number in the range told last: "on the 22nd" after "from 16 to 28 October"."""
    first, last = context.days_told or (0, -1)
    return next((there for there in range(first, min(last, first + 31) + 1) if civil_from_days(there)[2] == day), None)


def anniversary(context: Context, candidate: Candidate) -> list[Reading]:
    """ "five years ago this month", "a year ago today": the same day, week or month so many years before."""
    unit, count = unit_of(context, candidate.group("u")) or "D", count_of(context, candidate)
    if context.dct is None or count is None or count != int(count) or not 0 < count < 1000:
        return []
    relation = relation_of(context, candidate.group("rel"))
    year, month, day = civil_from_days(context.dct)
    there = days_from_civil(year - int(count), month, min(day, month_length(year - int(count), month)))
    value = shifted(there, relation[1] if relation else 0, unit)
    return [] if value is None else [inferred(context, value, refers=False)]


def numeric_short(context: Context, candidate: Candidate) -> list[Reading]:
    """ "on 2/15", "Friday 5/12": a day of the nearest year."""
    first, second = int(candidate.group("a") or 0), int(candidate.group("b") or 0)
    month, day = (first, second) if context.order == "MDY" else (second, first)
    if not 1 <= month <= 12:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= (29 if month == 2 else month_length(2001, month)):
        return []
    year = context.year_for(month, day, candidate)
    if year is None or day > month_length(year, month):
        return []
    return [inferred(context, f"{year:04d}-{month:02d}-{day:02d}")]
