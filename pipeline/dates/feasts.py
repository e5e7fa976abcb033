"""Days that bear a name: "Christmas Eve", "Karfreitag 1998", "Pâques"; their rules are in the table `holiday`."""

from __future__ import annotations

import re

from pipeline.dates.absolute import day_reading, relative_year
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import relation_of
from pipeline.model import Basis
from pipeline.timex.calendar import civil_from_days, days_from_civil, nth_weekday
from pipeline.timex.calendar import easter as easter_of
from pipeline.timex.values import day_value


def holiday(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Christmas Eve", "Good Friday 1998", "last Thanksgiving"."""
    rule = feast_rule(context, candidate.group("h"))
    if not isinstance(rule, str):
        return []
    if candidate.group("y"):
        return [Reading(day_value(feast(rule, int(candidate.group("y") or 0))))]
    anchor = context.deictic()
    if anchor is None:
        return [Reading(f"XXXX-{rule}", basis=Basis.RELATIVE, refers=False, score=0.4)] if rule[2:3] == "-" else []
    return [day_reading(context, _nearest_feast(context, candidate, rule, anchor))]


def feast_rule(context: Context, written: str | None) -> str | int | float | None:
    """The rule of a feast's day, whatever its apostrophes: "Presidents' Day" and "president's day" are one."""
    rule = context.language.word("holiday", written)
    if rule is not None or written is None:
        return rule
    feasts = context.language.words.get("holiday", {})
    return next((found for name, found in feasts.items() if _bare(name) == _bare(written)), None)


def _bare(name: str) -> str:
    return re.sub(r"s\b|[.'’]| jr", "", re.sub(r"['’]s|s['’]", "s", name.lower()))


def _nearest_feast(context: Context, candidate: Candidate, rule: str, anchor: int) -> int:
    """Last or next year's where the words say so; in news the one that the tense looks at."""
    year = civil_from_days(anchor)[0]
    this_year = feast(rule, year)
    written_year = relative_year(context, candidate)
    if written_year is not None:
        return feast(rule, written_year)
    relation = relation_of(context, candidate.group("rel"))
    if relation is not None and relation[1]:
        lies_there = (this_year - anchor) * relation[1] > 0
        return this_year if lies_there else feast(rule, year + relation[1])
    if context.is_note and context.points_forward(candidate) is not False:
        return this_year if this_year >= anchor else feast(rule, year + 1)
    if context.is_narrative or abs(this_year - anchor) <= 45:
        return this_year
    forward = context.points_forward(candidate)
    if this_year > anchor:
        return this_year if forward else feast(rule, year - 1)
    return feast(rule, year + 1) if forward else this_year


def feast(rule: str, year: int) -> int:
    """The day number of a feast: "12-25", "easter-2", or "11/3/4" (month / weekday / which one)."""
    if rule.startswith("easter"):
        return easter_of(year) + int(rule[6:])
    if "/" in rule:
        weekday_rule, _, later = rule.partition("+")
        month, day_of_week, nth = (int(part) for part in weekday_rule.split("/"))
        return nth_weekday(year, month, day_of_week, nth) + int(later or 0)
    return days_from_civil(year, int(rule[:2]), int(rule[3:]))
