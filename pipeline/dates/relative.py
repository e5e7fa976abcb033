"""Forms that hang on an anchor: "yesterday", "Tuesday", "last month", "two days later", "that year"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.absolute import day_reading, inferred, mod_of, moment_later, moment_reading
from pipeline.dates.context import DAYS, WEEK, Context, first_day
from pipeline.dates.reading import LETTERS, YEARS, Reading, direction, shifted, vague
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis, Granularity, TimexType
from pipeline.timex import granularity_of
from pipeline.timex.calendar import (
    add_months,
    civil_from_days,
    days_from_civil,
    month_length,
    weekday,
)
from pipeline.timex.values import day_value, month_value, parts_of, week_value, year_value

GRAINS = {"MO": Granularity.MONTH, "Q": Granularity.QUARTER}  # units of which the one before is told beside it
COARSE = (Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)
DAYBREAK = 6 * 3600  # a morning that follows a time before it is of the same day
FINER = {
    Granularity.MONTH: (Granularity.DAY, Granularity.WEEK),
    Granularity.YEAR: (Granularity.DAY, Granularity.WEEK, Granularity.MONTH),
}


def relation_of(context: Context, written: str | None) -> tuple[str, int] | None:
    """("d" or "n", units away) for "last", "the following" ...; None for a word that is no relation."""
    found = context.language.word("relation", written)
    return (found[0], int(found[1:])) if isinstance(found, str) else None


def with_daypart(context: Context, day: int, written: str | None) -> Reading:
    """A day, or its morning, afternoon ... where one is named."""
    part = context.language.word("daypart", written)
    if part is None:
        return day_reading(context, day)
    return inferred(context, f"{day_value(day)}T{part}", type=TimexType.TIME)


def day_word(context: Context, candidate: Candidate) -> list[Reading]:
    """ "today", "yesterday", "tonight", "tomorrow morning"."""
    written = (candidate.group("w") or "").lower()
    count = context.language.word("day_word", written)
    if count is None:
        return []
    if context.dct is None or (context.is_narrative and count == 0 and not written.startswith("ton")):
        return [direction(int(count))]
    if written == "tonight":
        return [inferred(context, f"{day_value(context.dct)}TNI", type=TimexType.TIME)]
    return [with_daypart(context, context.dct + int(count), candidate.first("pod", "pod1", "pod2"))]


def resolve_weekday(context: Context, number: int, written: str | None, candidate: Candidate) -> int | None:
    """The day number of a weekday: `number` counts from Monday, `written` is "last", "next" ... or None."""
    anchor = context.dct if context.dct is not None and not context.is_narrative else context.narrative()
    relation = relation_of(context, written)
    if relation is not None and relation[0] == "n":
        anchor = context.narrative()
    if anchor is None:
        return None
    ahead, behind = (number - weekday(anchor)) % 7, (weekday(anchor) - number) % 7
    if relation is not None and relation[1] > 0:
        is_next = written is not None and written.lower() == "next" and not context.is_narrative
        return anchor - weekday(anchor) + 7 + number if is_next else anchor + (ahead or 7) + 7 * (relation[1] - 1)
    if relation is not None and relation[1] < 0:
        return anchor - (behind or 7)
    if relation is not None:
        return anchor - behind if context.points_forward(candidate) is False else anchor + ahead
    return _plain_weekday(context, anchor, number, candidate)


def _plain_weekday(context: Context, anchor: int, number: int, candidate: Candidate) -> int | None:
    ahead, behind = (number - weekday(anchor)) % 7, (weekday(anchor) - number) % 7
    if context.is_narrative and context.reference_granularity() is not Granularity.DAY:
        return None
    if context.direction:
        return anchor + (ahead or 7) if context.points_forward(candidate) else anchor - behind
    if context.is_narrative:
        return anchor + ahead
    if context.is_bare(candidate) or (context.is_note and context.points_forward(candidate) is not False):
        return anchor + (ahead or 7)
    if context.ends_range(candidate) and context.last_day is not None and abs(context.last_day - anchor) <= WEEK:
        return context.last_day + (number - weekday(context.last_day)) % 7
    if context.points_forward(candidate) and ahead <= 5 and not context.was_said(candidate):
        return anchor + ahead
    return anchor - behind


def weekday_form(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Tuesday", "last Friday", "Sunday morning", "Tuesday next week"."""
    number = weekday_number(context, candidate.group("wd"))
    if number is None:
        return []
    day = resolve_weekday(context, number, candidate.group("rel"), candidate)
    if day is None:
        return [Reading(f"XXXX-WXX-{number + 1}", basis=Basis.RELATIVE, refers=False, score=0.4)]
    tail = " ".join((candidate.group("tail") or "").lower().split())
    if tail and context.dct is not None:
        relation = relation_of(context, tail.removesuffix(" week"))
        day = context.dct - weekday(context.dct) + number + 7 * (relation[1] if relation else 0)
    reading = with_daypart(context, day, candidate.first("pod", "pod1", "pod2"))
    reading = replace(reading, mod=mod_of(context, candidate.group("mod")))
    return [replace(reading, is_weekday=not tail and not candidate.group("rel"))]


def weekday_number(context: Context, written: str | None) -> int | None:
    """0 for Monday ... 6 for Sunday, from a full or a short name."""
    found = context.language.word("weekday", written)
    if found is None:
        found = context.language.word("weekday_short", written)
    return None if found is None else int(found)


def weekday_set(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Mondays", "Tuesday nights"."""
    number = weekday_number(context, candidate.first("wd", "wd2"))
    if number is None:
        return []
    part = context.language.word("daypart", candidate.first("pod", "pod2"))
    return [vague(f"XXXX-WXX-{number + 1}" + (f"T{part}" if part else ""), TimexType.SET)]


def daypart(context: Context, candidate: Candidate) -> list[Reading]:
    """ "this morning", "last night", "the following evening"."""
    relation = relation_of(context, candidate.group("rel"))
    part = context.language.word("daypart", candidate.group("pod"))
    if relation is None or part is None:
        return []
    anchor = context.dct if relation[0] == "d" else context.narrative()
    if anchor is None:
        return [direction(relation[1])]
    later = 0 if part == "NI" and relation == ("d", 1) else relation[1]  # the coming night begins on the same day
    return [inferred(context, f"{day_value(anchor + later)}T{part}", type=TimexType.TIME)]


def overnight(context: Context, candidate: Candidate) -> list[Reading]:
    """ "overnight": the night before the document's day, the one after it where the text looks ahead."""
    if context.dct is None:
        return []
    night = context.dct - (context.points_forward(candidate) is not True)
    return [inferred(context, f"{day_value(night)}TNI", type=TimexType.TIME, refers=False)]


def unit_of(context: Context, written: str | None) -> str | None:
    """S M H D W 2W WE MO Q SEASON Y E C L for a unit's name."""
    found = context.language.word("unit", written)
    return found if isinstance(found, str) else None


def unit_relative(context: Context, candidate: Candidate) -> list[Reading]:
    """ "last week", "the following month", "that year", "later this month", "the past year" (a duration)."""
    written = " ".join((candidate.group("rel") or "").lower().split())
    relation, unit = relation_of(context, written), unit_of(context, candidate.group("u"))
    if relation is None or unit is None:
        return []
    if written in ("the last", "the past") and unit in ("D", "E", "C", "L"):
        return [vague(duration_of_one(unit), TimexType.DURATION)]
    is_told = relation[0] == "n" or (relation[0] == "r" and context.reference_granularity() is GRAINS.get(unit))
    anchor = context.narrative() if is_told else context.deictic()  # "im Vormonat": before the month spoken of
    if anchor is None:
        return [direction(relation[1])]
    value = shifted(anchor, relation[1], unit)
    if value is None:
        return []
    mod = mod_of(context, candidate.group("mod"))
    why = context.why(deictic=not is_told)
    refers = not context.is_narrative or relation[1] >= 0  # "the previous year" only looks back
    return [Reading(value, mod=mod, basis=Basis.RELATIVE, anchor=why, refers=refers, score=0.8)]


def duration_of_one(unit: str) -> str:
    """The length of one unit: P1W, P1DE."""
    return f"P1{LETTERS.get(unit, unit)}"


def next_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the next day", "the previous evening": from the narrative's last date."""
    relation = relation_of(context, candidate.first("rel", "rel1"))
    anchor = context.narrative()
    if relation is None or anchor is None:
        return [] if relation is None else [direction(relation[1])]
    if context.reference_granularity() in COARSE:
        return [inferred(context, context.reference, refers=False)]  # no day is known to count from
    if context.reference and parts_of(context.reference) and context.reference_granularity() is not Granularity.DAY:
        return [direction(relation[1])] if relation[1] else []
    unit = candidate.group("u")
    is_night = context.moment is not None and context.moment[0] == anchor and context.moment[1] <= DAYBREAK
    if is_night and relation[1] == 1 and context.language.word("daypart", unit) == "MO":
        return [with_daypart(context, anchor, unit)]  # "at 2 a.m. ... the following morning" is the same day's
    return [with_daypart(context, anchor + relation[1], unit)]


def that_day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "that day", "the same day"."""
    anchor = context.narrative()
    if anchor is None:
        return []
    if context.reference is not None and context.reference_granularity() not in DAYS:
        return [inferred(context, context.reference, refers=False)]
    return [day_reading(context, anchor)]


def that_time(context: Context, candidate: Candidate) -> list[Reading]:
    """ "at the same time", "during this period": the narrative's last date, as coarse as it is."""
    written = (candidate.group("t") or "").lower()
    if "period" in written or context.reference is None:
        return [vague("PAST_REF")]
    by_then = context.text[max(0, candidate.start - 3) : candidate.start].lower() == "by "
    if "same" in written or "date" in written or (by_then and written.startswith("that")):
        return [inferred(context, context.reference, refers=False)]
    return [vague("PRESENT_REF" if "this" in written or written == "the time" else "PAST_REF")]


def unit_bare(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the weekend", "during the year", "later in the day"."""
    unit = unit_of(context, candidate.group("u"))
    anchor = context.deictic() if unit in ("WE", "Y", "MO", "W") else context.narrative()
    is_news = context.dct is not None and not context.is_narrative
    if unit == "D" and is_news and context.reference_granularity() is not Granularity.DAY:
        anchor = context.dct
    if anchor is None or unit is None:
        return []
    if unit == "WE":
        return [inferred(context, _weekend(context, candidate, anchor))]
    value = shifted(anchor, 0, unit)
    return [] if value is None else [inferred(context, value, refers=unit in ("D", "WE"))]


def _weekend(context: Context, candidate: Candidate, anchor: int) -> str:
    behind = 7 if weekday(anchor) < 5 and context.points_forward(candidate) is not True else 0
    return week_value(anchor - behind) + "-WE"


def fixed_unit(context: Context, candidate: Candidate) -> list[Reading]:
    """A word that is a unit of the document's date: Austrian "heuer" is this year."""
    value = None if context.dct is None else shifted(context.dct, 0, candidate.rule.value)
    return [direction(0)] if value is None else [inferred(context, value)]


def daypart_bare(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Am Nachmittag": of the day spoken of, else of the document's."""
    part = context.language.word("daypart", candidate.first("pod", "pod2"))
    is_day = context.reference_granularity() is Granularity.DAY
    anchor = first_day(context.reference) if is_day else context.dct
    if anchor is None or part is None:
        return []
    return [inferred(context, f"{day_value(anchor)}T{part}", type=TimexType.TIME, refers=False)]


def part_of_unit(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the end of the month" is its last day; of a year, the year with mod END."""
    unit = unit_of(context, candidate.group("u"))
    anchor = context.deictic()
    if unit is None or anchor is None:
        return []
    mod = mod_of(context, candidate.group("mod"))
    if unit == "MO" and mod == "END":
        year, month, _ = civil_from_days(anchor)
        return [day_reading(context, days_from_civil(year, month, month_length(year, month)), mod="END", refers=False)]
    value = shifted(anchor, 0, unit)
    return [] if value is None else [inferred(context, value, mod=mod, refers=False)]


def unit_end(context: Context, candidate: Candidate) -> list[Reading]:
    """ "year-end", "month's end"."""
    unit = unit_of(context, candidate.group("u"))
    relation = relation_of(context, candidate.group("rel"))
    anchor = context.narrative() if unit == "MO" else context.deictic()
    if unit is None or anchor is None:
        return []
    value = shifted(anchor, relation[1] if relation else 0, unit)
    return [] if value is None else [inferred(context, value, mod="END", refers=False)]


def year_ago(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the year-ago quarter", "year-earlier", "the same month last year"."""
    anchor = context.deictic()
    if anchor is None:
        return []
    unit = (candidate.group("u") or "").lower()
    spoken_of = context.reference if context.reference_granularity() is Granularity.QUARTER else None
    if unit in ("quarter", "period"):
        spoken_of = context.last_quarter
    if unit == "month":
        return [inferred(context, shifted(anchor, -12, "MO") or "", refers=False)]
    if spoken_of:
        parts = parts_of(spoken_of)
        back = year_value(parts.year - 1) if parts is not None else spoken_of[:4]
        return [inferred(context, back + spoken_of[spoken_of.index("-") :], refers=False)]
    if unit in ("quarter", "period"):
        return [inferred(context, shifted(anchor, -5, "Q") or "", refers=False)]
    return [inferred(context, shifted(anchor, -1, "Y") or "", refers=False)]


def shifted_form(context: Context, candidate: Candidate) -> list[Reading]:
    """ "two weeks ago", "three days later", "a decade earlier"."""
    written = context.language.word("direction", candidate.first("dir2", "dir"))
    unit, count = unit_of(context, candidate.group("u")), context.language.number(candidate.group("n"))
    count = count if "n" in candidate.rule.pattern.groupindex else 1.0  # "спустя неделю"
    if not isinstance(written, str) or unit is None:
        return []
    sign = int(written[1:])
    if written[0] == "f":  # "через неделю" counts from now where the text looks ahead
        is_ahead = not context.is_narrative and context.points_forward(candidate)
        written = ("d" if is_ahead else "n") + written[1:]
    anchor = _shift_anchor(context, candidate, written, unit)
    mod = context.language.word("approximation", candidate.group("ap"))
    if count is not None and candidate.group("half"):
        count += 0.5
    if anchor is None or count is None or unit == "L" or count > 100_000:
        return [direction(sign)]
    if unit in ("S", "M", "H"):
        found = moment_later(context, sign * count, unit) if written[0] == "n" and context.clock is None else None
        if found is None and anchor == context.dct:
            found = moment_reading(context, sign * count, unit)
        return [found or day_reading(context, anchor, refers=False)]
    value = _shifted_value(context, anchor, sign * count, unit)
    if written[0] == "n" and anchor == context.narrative():
        value = _no_finer(context, value)
    why = context.why(deictic=written[0] == "d")
    kept = mod if isinstance(mod, str) else None
    refers = unit != "Y" if not context.is_narrative else sign > 0 or unit in ("D", "W")
    return [Reading(value, mod=kept, basis=Basis.RELATIVE, anchor=why, refers=refers, score=0.8)]


def _shift_anchor(context: Context, candidate: Candidate, written: str, unit: str) -> int | None:
    """What "ago" and "later" count from; days count from a day, not from a month, where the text has told one."""
    if written[0] == "d":
        return context.dct if context.dct is not None else context.deictic()
    if unit in ("E", "Y") and (beside := context.beside(candidate)) is not None:
        return beside
    if unit == "D" and not context.is_narrative and context.reference_granularity() in COARSE:
        return context.day_told if context.day_told is not None else context.dct
    return context.narrative()


def _shifted_value(context: Context, anchor: int, count: float, unit: str) -> str:
    year, month, _ = civil_from_days(anchor)
    if unit == "E" and count in (1, -1):
        return year_value(year + int(count) * 10)  # "a decade ago" says it to a few years, not to the calendar's tens
    if count == int(count):
        same_period = _same_period(context, int(count), unit)
        return same_period or shifted(anchor, int(count), unit) or "PAST_REF"
    if unit == "Y":
        return month_value(*add_months(year, month, int(count * 12)))
    if unit in ("E", "C"):
        return year_value(year + int(count * YEARS[unit]))
    return "PAST_REF" if count < 0 else "FUTURE_REF"


def _no_finer(context: Context, value: str) -> str:
    """What was counted from a month or year is known no better: "two days later" of "in April" is in April."""
    day, grain = first_day(value), context.reference_granularity()
    if day is None or granularity_of(value) not in FINER.get(grain, ()):
        return value
    year, month, _ = civil_from_days(day)
    return year_value(year) if grain is Granularity.YEAR else month_value(year, month)


def _same_period(context: Context, count: int, unit: str) -> str | None:
    """ "a year earlier" of a quarter is that quarter."""
    parts = parts_of(context.reference) if context.reference else None
    if parts is None or unit != "Y" or context.reference is None:
        return None
    if parts.granularity is Granularity.QUARTER and count == -1:
        return year_value(parts.year - 1) + context.reference[context.reference.index("-") :]
    return None


def shifted_vague(context: Context, candidate: Candidate) -> list[Reading]:
    """ "years ago", "weeks later"."""
    written = context.language.word("direction", candidate.group("dir"))
    return [direction(int(written[1:]))] if isinstance(written, str) else []
