"""Weekdays placed by a week: "Mittwoch nächster Woche", "mercredi de la semaine prochaine", "lundi en huit"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.absolute import full_year, inferred
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import relation_of, weekday_form, weekday_number, with_daypart
from pipeline.timex.calendar import days_from_civil, is_valid_day, iso_week, weekday
from pipeline.timex.values import day_value, week_value

SUNDAY = 6
STEM = 4  # letters by which a noun is found again
RECENT = 30  # days told before that are looked at


def weekday_of_week(context: Context, candidate: Candidate) -> list[Reading]:
    """`rel` names the week, `n` and `dir` count to it; `skip` counts on from the weekday that comes next."""
    number, anchor = weekday_number(context, candidate.group("wd")), context.dct
    if number is None or anchor is None:
        return []
    skipped = context.language.word("week_skip", candidate.group("skip"))
    if skipped is not None:
        day = anchor + ((number - weekday(anchor)) % 7 or 7) + 7 * int(skipped)
        return [with_daypart(context, day, candidate.group("pod"))]
    weeks = _weeks(context, candidate)
    if weeks is None:
        return []
    return [with_daypart(context, anchor - weekday(anchor) + number + 7 * weeks, candidate.group("pod"))]


def weekday_beside(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the Tuesday following the crash": next to the day on which the crash was told, else to the last day told."""
    number, anchor = weekday_number(context, candidate.group("wd")), _day_of(context, candidate.group("noun") or "")
    if number is None or anchor is None:
        return weekday_form(context, candidate)
    ahead, behind = ((number - weekday(anchor)) % 7 or 7), ((weekday(anchor) - number) % 7 or 7)
    is_before = context.language.word("side", candidate.group("dir")) == -1
    reading = with_daypart(context, anchor - behind if is_before else anchor + ahead, candidate.group("pod"))
    return [replace(reading, anchor=f"{day_value(anchor)} (the {candidate.group('noun')})")]


def _day_of(context: Context, noun: str) -> int | None:
    """The day told last in a sentence with the noun or a word like it ("the collapse": "it collapsed"), else last."""
    stem = noun.lower()[: max(STEM, len(noun) - 3)]
    for day, end in reversed(context.told[-RECENT:]):
        begin, finish = context.bounds_at(end, end)
        if stem in context.text[begin:finish].lower():
            return day
    return context.told[-1][0] if context.told else None


def week_of_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the week of March 6": the week that holds the day, or begins with it."""
    month = context.language.month(candidate.first("m", "m2"))
    number = context.language.day_number(candidate.first("d", "d2"))
    if month is None or number is None:
        return []
    written = candidate.group("y")
    year = full_year(written) if written else context.year_for(month, number, candidate)
    if year is None or not is_valid_day(year, month, number):
        return []
    value = week_of(days_from_civil(year, month, number))
    return [Reading(value) if written else inferred(context, value)]


def week_of(day: int) -> str:
    """The value of the week named after a day; after a Sunday, the one of which that Sunday is the eve."""
    return week_value(day + (weekday(day) == SUNDAY))


def week_number(context: Context, candidate: Candidate) -> list[Reading]:
    """ "week 37": of the year spoken of; in news of the last one in which that week has begun."""
    week, written = int(candidate.group("w") or 0), candidate.group("y")
    anchor = context.deictic()
    if written or anchor is None:
        return [Reading(f"{written}-W{week:02d}")] if written else []
    year, this_week = iso_week(anchor)[:2]
    is_ahead = week > this_week and not context.is_narrative and context.points_forward(candidate) is not True
    return [inferred(context, f"{year - is_ahead}-W{week:02d}")]


def _weeks(context: Context, candidate: Candidate) -> int | None:
    relation = relation_of(context, candidate.group("rel"))
    if relation is not None:
        return relation[1]
    count, side = context.language.number(candidate.group("n")), relation_of_direction(context, candidate.group("dir"))
    return None if count is None or side is None or count != int(count) or count > 500 else int(count) * side


def relation_of_direction(context: Context, written: str | None) -> int | None:
    """1 or -1 for "in", "vor", "dans", "il y a"."""
    found = context.language.word("direction", written)
    return int(found[1:]) if isinstance(found, str) else None
