"""Years of three digits, as histories of old times write them once their era is clear: "in 461", "April 871"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.dates.absolute import day, inferred, mod_of, month
from pipeline.dates.context import MODERN, Context, first_day
from pipeline.dates.quarters import season
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.model import Span, TimexType
from pipeline.timex.calendar import civil_from_days, is_valid_day
from pipeline.timex.values import month_value, year_value

ERA_FORMS = frozenset({"era", "decade_era", "anno", "century"})
NEAR = 150  # years from the last one told, where the text has no usual ones
FAR = 400  # years from the text's usual ones


def eras_of(found: Sequence[Candidate]) -> list[tuple[int, bool]]:
    """Where the text names an era, and whether it is the one before Christ."""
    return [
        (candidate.start, candidate.rule.form != "anno" and not _is_after_christ(candidate))
        for candidate in found
        if candidate.rule.form in ERA_FORMS
    ]


def _is_after_christ(candidate: Candidate) -> bool:
    return candidate.rule.form == "century" and not candidate.group("bc")


def ancient(context: Context, candidate: Candidate) -> list[Reading]:
    """ "461", "117-138", "June 323", "26 October 899", "the autumn of 130", "the 430s"."""
    years = [int(written) for name in ("old", "old2") if (written := candidate.group(name))]
    is_bc = _is_before_christ(context, candidate)
    years = [1 - year if is_bc else year for year in years]
    if not _is_old(context, years[0], is_sure=bool(candidate.group("sure"))):
        return _without_year(context, candidate)
    mod = mod_of(context, candidate.group("mod"))
    if candidate.group("decade"):
        return [inferred(context, ("BC" if is_bc else "") + f"{int(candidate.group('old') or 0) // 10:03d}", mod=mod)]
    if len(years) == 2:
        first = Span(candidate.start, candidate.match.end("old"))
        second = Span(candidate.match.start("old2"), candidate.end)
        if years[1] < years[0]:
            return []
        return [
            inferred(context, year_value(years[0]), span=first),
            inferred(context, year_value(years[1]), span=second, range_end=True),
        ]
    return [inferred(context, _value(context, candidate, years[0]), mod=mod)]


def daypart_of_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the morning of 7 December 1941", "the night of 18 July 64" of old times, "the evening of 10 June 323 BC"."""
    number = context.language.month(candidate.first("m", "m2"))
    in_month = context.language.day_number(candidate.first("d", "d2"))
    part = context.language.word("daypart", candidate.first("pod", "pod1", "pod2"))
    if number is None or in_month is None:
        return []
    written, before_christ = candidate.group("y"), candidate.group("bc")
    old = int(candidate.group("old") or 0)
    is_old = bool(old) and _is_old(context, old, is_sure=old >= 100)
    year = 1 - int(before_christ) if before_christ else int(written) if written else old if is_old else None
    span = None if not old or is_old else Span(candidate.start, candidate.match.start("old") - 1)
    if year is None:
        year = context.year_for(number, in_month, candidate)
    if year is None or not is_valid_day(year, number, in_month):
        return []
    value = f"{month_value(year, number)}-{in_month:02d}T{part}"
    if written or before_christ:
        return _to_next_day(context, candidate, Reading(value, TimexType.TIME))
    return _to_next_day(context, candidate, inferred(context, value, type=TimexType.TIME, span=span))


def _to_next_day(context: Context, candidate: Candidate, night: Reading) -> list[Reading]:
    """Two readings where the night has both its days: "la nuit du 23 au 24 août"."""
    last = context.language.day_number(candidate.group("d3"))
    later = f"{night.value[:-6]}-{last:02d}" if last is not None else ""
    if first_day(later) is None:
        return [night]
    first, second = Span(candidate.start, candidate.match.end("d")), Span(candidate.match.start("d3"), candidate.end)
    return [replace(night, span=first), replace(night, value=later, type=TimexType.DATE, span=second)]


def _value(context: Context, candidate: Candidate, year: int) -> str:
    number = context.language.month(candidate.group("m"))
    season_code = context.language.word("season", candidate.group("s"))
    if isinstance(season_code, str):
        return f"{year_value(year)}-{season_code}"
    if number is None:
        return year_value(year)
    in_month = context.language.day_number(candidate.group("d"))
    is_day = in_month is not None and is_valid_day(year, number, in_month)
    return month_value(year, number) + (f"-{in_month:02d}" if is_day else "")


def _is_before_christ(context: Context, candidate: Candidate) -> bool:
    """The era of the nearest date before that names one, else of the first one after."""
    before = [is_bc for start, is_bc in context.eras if start < candidate.start]
    return before[-1] if before else bool(context.eras) and context.eras[0][1]


def _is_old(context: Context, year: int, *, is_sure: bool) -> bool:
    """Whether the text is of old times and such a number is a year there."""
    if not context.is_narrative:
        return False
    if context.usual_year is None:
        told = first_day(context.reference)
        return is_sure or (told is not None and abs(civil_from_days(told)[0] - year) <= NEAR)
    usual = context.usual_year
    is_early = usual < MODERN or (is_sure and usual < MODERN + 300)
    return is_early and abs(usual - year) <= (FAR if abs(year) >= 100 else FAR // 4)


def _without_year(context: Context, candidate: Candidate) -> list[Reading]:
    """What stands before the number, where that is no year."""
    for name, form in (("m", day if candidate.group("d") else month), ("s", season)):
        if candidate.group(name):
            return form(context, replace(candidate, end=candidate.match.end(name)))
    return []
