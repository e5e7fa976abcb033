"""Propagation: years that pass from one expression to another of its range, list or heading; days of clock times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.dates.context import Context
from pipeline.dates.recognise import Candidate

YEARLESS = frozenset({"day", "month", "season", "note_parts"})
WITH_YEAR = frozenset({"numbered", "day", "month", "season", "year", "era", "anno", "year_range", "note_parts"})
OWN_DAY = ("wd", "wd1", "wd2", "date", "date2", "date3", "beside")  # groups of a clock time that name its day
_ON = re.compile(r",? (?:[^\W\d_]{1,3} )?")  # what parts a clock time and the day it is of
NEAR = 40  # characters between two expressions of one range or list


def passed_years(context: Context, found: Sequence[Candidate], years: Mapping[int, int]) -> dict[int, int]:
    """The years of expressions that write none, by where they start; `years` are those that are written.

    The later member of a range or list passes its year to the earlier ones ("from May to July 1941"), a heading that
    names one year to the dates in it, the first member of a range to the second ("10 August 2013 - 12 September").
    """
    known = dict(years)
    _pass_back(context, found, known)
    for candidate in found:
        year = _heading_year(context, candidate)
        if year is not None and candidate.rule.form in YEARLESS:
            known.setdefault(candidate.start, year)
    for candidate, following in pairwise(found):
        if _passes_on(context, candidate, following, known):
            month, later = _months(context, candidate, following)
            runs_over = month is not None and later is not None and later < month
            known[following.start] = known[candidate.start] + runs_over
    return {start: year for start, year in known.items() if start not in years}


def _pass_back(context: Context, found: Sequence[Candidate], known: dict[int, int]) -> None:
    for candidate, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if not _can_take(context, candidate, following, known):
            continue
        month, later = _months(context, candidate, following)
        runs_over = month is not None and later is not None and month > later
        known[candidate.start] = known[following.start] - runs_over


def shared_days(context: Context, found: Sequence[Candidate]) -> dict[int, Candidate]:
    """Clock times without a day that share the next one's, by where they start: "at 04:17 and 13:24 on 6 February".

    A day that bears a name is passed on too: "at 4:10 p.m. on New Year's Day".
    """
    return {
        candidate.start: following
        for candidate, following in pairwise(found)
        if candidate.rule.form == "time"
        and candidate.first(*OWN_DAY) is None
        and _gives_day(context, candidate, following)
    }


def _gives_day(context: Context, candidate: Candidate, following: Candidate) -> bool:
    between = context.text[candidate.end : following.start]
    if following.rule.form == "holiday":
        return _ON.fullmatch(between) is not None
    is_dated = following.rule.form == "time" and following.first(*OWN_DAY) is not None
    return is_dated and context.parted_by(between, "range_dash", "range_to", "range_and")


def _months(context: Context, first: Candidate, second: Candidate) -> tuple[int | None, int | None]:
    return context.language.month(first.group("m")), context.language.month(second.group("m"))


def _heading_year(context: Context, candidate: Candidate) -> int | None:
    section = context.sections.at(candidate.start)
    if section is None or section.years is None or candidate.start >= section.end:
        return None
    first, last = section.years
    return first if first == last else None


def _can_take(context: Context, candidate: Candidate, following: Candidate, known: Mapping[int, int]) -> bool:
    if candidate.rule.form not in YEARLESS or candidate.start in known or following.start not in known:
        return False
    if candidate.group("yr") or candidate.group("rel") not in (None, "the"):
        return False
    between = context.text[candidate.end : following.start]
    if len(between) > NEAR or following.rule.form not in WITH_YEAR:
        return False
    if following.rule.form in ("year", "era", "anno") and not following.group("m"):
        return re.fullmatch(r"[\s(]{0,3}|\s?[,(]\s?", between) is not None
    return context.parted_by(between, "joined")


def _passes_on(context: Context, candidate: Candidate, following: Candidate, known: Mapping[int, int]) -> bool:
    """Whether the first member of a range gives the second its year."""
    if candidate.start not in known or following.start in known:
        return False
    if {candidate.rule.form, following.rule.form} - YEARLESS or following.group("yr") or following.group("rel"):
        return False
    return context.parted_by(context.text[candidate.end : following.start], "range_dash", "range_to")
