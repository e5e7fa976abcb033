"""Times of day: "10:35 a.m.", "5 p.m. Tuesday", "18:00 UTC", "noon"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.dates.absolute import inferred
from pipeline.dates.context import Context, first_day
from pipeline.dates.feasts import holiday
from pipeline.dates.propagation import OWN_DAY
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import relation_of, resolve_weekday, weekday_number
from pipeline.dates.tense import REACH
from pipeline.model import Basis, Granularity, TimexType
from pipeline.timex.calendar import is_valid_day
from pipeline.timex.values import day_value, month_value

CLOCK = re.compile(r"(\d{1,2})[:.h]([0-5]\d)(?:[:.]([0-5]\d))?|(\d\d)(\d\d)(?::([0-5]\d))?(?!\d)|(\d{1,2}|\w+)")
DATE_PART = re.compile(r"(?P<a>\S+)\s+(?P<b>\S+?),?(?:\s+(?P<y>\d{4}))?$")
NUMERIC_PART = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
HABITS = {"clock": re.compile(r"[0-2]\d[0-5]\d"), "dotted": re.compile(r"\d\d\.\d\d$")}  # rules' `when`
BRACKET = re.compile(r",? ?[(\[](?:or |at )?")
HALF_DAY = re.compile(r"[1-9]:[0-5]\d|1[01]:[0-5]\d")
NOON = 12 * 3600
EVENING, DAYBREAK = 18 * 3600, 6 * 3600  # a time before daybreak told after one in the evening is of the next day
AFTERNOON = re.compile(r"p\.?\s?m", re.IGNORECASE)
MORNING = re.compile(r"a\.?\s?m", re.IGNORECASE)


def time_form(context: Context, candidate: Candidate) -> list[Reading]:
    """A clock time with the day it stands beside, else the last day mentioned, else the document's."""
    clock = clock_of(context, candidate.group("t") or "", candidate.group("pod"))
    if clock is None:
        return []
    approximation = (candidate.group("ap") or "").lower()
    left = context.text[max(0, candidate.start - 8) : candidate.start]
    if clock == "24:00" and (approximation.endswith("after") or context.language.cue("after_word", left)):
        clock = "00:00"  # "after midnight on 5 May" is the start of that day, "midnight" alone its end
    zone = context.language.word("zone", re.sub(r"[^A-Za-z].*", "", (candidate.group("tz") or "").strip(" ,(")))
    day = day_of(context, candidate)
    suffix = zone if isinstance(zone, str) and not re.search(r"[+-]\d", candidate.group("tz") or "") else ""
    if day is None:
        return [Reading(f"XXXX-XX-XXT{clock}{suffix}", TimexType.TIME, basis=Basis.RELATIVE, refers=False, score=0.4)]
    clock = _of_afternoon(context, candidate, clock, day)
    day = settled_day(context, candidate, clock, day)
    mod = "APPROX" if approximation else None
    return [inferred(context, f"{day_value(day)}T{clock}{suffix}", type=TimexType.TIME, mod=mod)]


def _of_afternoon(context: Context, candidate: Candidate, clock: str, day: int) -> str:
    """The later of the two times that "7:03" may be, where "6:25 p.m." of the same day came before it."""
    if context.moment is None or context.moment[0] != day or not HALF_DAY.fullmatch(candidate.group("t") or ""):
        return clock
    hours, minutes = int(clock[:2]), int(clock[3:5])
    told = context.moment[1]
    is_early = hours * 3600 + minutes * 60 < told <= (hours + 12) * 3600 + minutes * 60
    is_halved = bool(context.text and AFTERNOON.search(context.text, max(0, candidate.start - REACH), candidate.start))
    return f"{hours + 12:02d}{clock[2:]}" if is_early and is_halved and told >= NOON and hours < 12 else clock


def of_habit(found: Sequence[Candidate]) -> list[Candidate]:
    """`found` without doubtful clock times, where no sure one shows that the text writes them so: 0342 or 00.54."""
    written = {c.group("t") or "" for c in found if c.rule.form == "time" and c.rule.when not in HABITS}
    others = {name for name, pattern in HABITS.items() if not any(map(pattern.match, written))}
    return [candidate for candidate in found if candidate.rule.when not in others]


def early_hours(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the early hours of Friday": the morning of that day, its start."""
    day = day_of(context, candidate)
    part = candidate.rule.value
    return [] if day is None else [inferred(context, day_value(day) + part, type=TimexType.TIME, mod="START")]


def time_of_daypart(context: Context, candidate: Candidate) -> list[Reading]:
    """ "6.15 this morning", "8 last night", "seven yesterday evening"."""
    clock = clock_of(context, candidate.group("t") or "", candidate.group("pod"))
    relation = relation_of(context, candidate.group("rel"))
    if relation is None:
        day = day_of(context, candidate)
    else:
        anchor = context.dct if relation[0] == "d" else context.narrative()
        day = None if anchor is None else anchor + relation[1]
    if clock is None or day is None:
        return []
    mod = "APPROX" if candidate.group("ap") else None
    return [inferred(context, f"{day_value(day)}T{clock}", type=TimexType.TIME, mod=mod)]


def time_range(context: Context, candidate: Candidate) -> list[Reading]:
    """ "9" in "from 9 to 11 a.m. Friday": shares the half of the day and the day of the end, or lies before noon."""
    half = (candidate.group("half") or "").lower()
    start, end = (clock_of(context, f"{candidate.group(name)} {half}", None) for name in ("t", "t2"))
    if start is not None and end is not None and start >= end:
        start = clock_of(context, f"{candidate.group('t')} {'am' if half.startswith('p') else 'pm'}", None)
    whole = replace(candidate, end=max(candidate.end, candidate.match.end("wd")))  # tense is looked for after the range
    day = day_of(context, whole)
    if start is None or day is None:
        return []
    return [inferred(context, f"{day_value(day)}T{start}", type=TimexType.TIME)]


def time_past(context: Context, candidate: Candidate) -> list[Reading]:
    """ "a quarter past 3 p.m.", "ten minutes to noon"."""
    clock = clock_of(context, candidate.group("t") or "", candidate.group("pod"))
    written = (candidate.group("q") or "").lower().removeprefix("a ")
    minutes = {"quarter": 15.0, "half": 30.0}.get(written, context.language.number(written))
    day = day_of(context, candidate)
    if clock is None or minutes is None or day is None:
        return []
    sign = 1 if (candidate.group("side") or "").lower() in ("past", "after") else -1
    total = int(clock[:2]) * 60 + int(clock[3:5]) + sign * int(minutes)
    value = f"{day_value(day + total // 1440)}T{total % 1440 // 60:02d}:{total % 60:02d}"
    return [inferred(context, value, type=TimexType.TIME)]


def clock_of(context: Context, written: str, part: str | None) -> str | None:
    """HH:MM or HH:MM:SS on the 24-hour clock; None for what is no time."""
    word = context.language.word("clock_word", written)
    if isinstance(word, str):
        return word
    found = CLOCK.match(written.strip())
    if found is None:
        return None
    spelled = found[7]
    hour = int(found[1] or found[4] or (spelled if spelled and spelled.isdigit() else -1))
    if hour < 0:
        count = context.language.number(spelled)
        hour = int(count) if count is not None else -1
    minute = found[2] or found[5] or "00"
    is_late = AFTERNOON.search(written) or context.language.word("daypart", part) in ("AF", "EV", "NI")
    if is_late and hour < 12:
        hour += 12
    if MORNING.search(written) and hour == 12:
        hour = 0
    second = found[3] or found[6]
    seconds = f":{second}" if second else ""
    return f"{hour:02d}:{minute}{seconds}" if 0 <= hour <= 24 and int(minute) < 60 else None


def day_of(context: Context, candidate: Candidate) -> int | None:
    """The day of a clock time: the one beside it, else the last one mentioned, else the document's."""
    if candidate.start in context.shared:
        return _shared_day(context, candidate, context.shared[candidate.start])
    written = candidate.first("wd", "wd1", "wd2")
    relation = relation_of(context, candidate.group("beside"))
    if relation is not None and (anchor := context.narrative()) is not None:
        return anchor + relation[1]
    if candidate.first("date", "date2", "date3"):
        return _written_day(context, candidate)
    if written:
        number = weekday_number(context, written)
        if number is not None:
            return resolve_weekday(context, number, None, candidate)
        count = context.language.word("day_word", written)
        return None if context.dct is None or count is None else context.dct + int(count)
    if context.is_narrative:
        headed = context.scopes.day_at(candidate) if context.is_at_head(candidate) else None
        return headed if headed is not None else _narrated_day(context)
    spoken_of = context.day_spoken_of(candidate)
    return spoken_of if spoken_of is not None else context.dct


def _narrated_day(context: Context) -> int | None:
    """The last day told; the document's where none was told yet, or one that was still to come."""
    told, dct = first_day(context.reference), context.dct
    if dct is not None and (told is None or told > dct):
        return dct
    return told if context.reference_granularity() is Granularity.DAY else None


def _shared_day(context: Context, candidate: Candidate, following: Candidate) -> int | None:
    """The day of the next clock time, or the one before it: "between 11 p.m. and 3 a.m. on Saturday"; a named day."""
    if following.rule.form == "holiday":
        named = holiday(context, following)
        return first_day(named[0].value) if named else None
    day = day_of(context, following)
    first, second = (clock_of(context, each.group("t") or "", each.group("pod")) for each in (candidate, following))
    runs_over = first is not None and second is not None and first > second
    return None if day is None else day - runs_over


def settled_day(context: Context, candidate: Candidate, clock: str, day: int) -> int:
    """The next day where the story ran past midnight since its last clock time, "between 11 p.m. and 3 a.m.".

    A time in a bracket behind another one ("2 a.m. (2300 GMT)") is the same moment: its day is the nearest.
    """
    own = candidate.first(*OWN_DAY) or candidate.start in context.shared
    if context.evening == day and clock <= "06:00" and not own and not context.is_note:
        return day + 1
    if context.moment is None or context.is_note or own:
        return day
    told, second, _ = context.moment
    now = int(clock[:2]) * 3600 + int(clock[3:5]) * 60
    if BRACKET.fullmatch(context.text[context.last_end : candidate.start]):
        return told + round((second - now) / 86_400)
    return day + (day == told and second >= EVENING and now <= DAYBREAK)


def _written_day(context: Context, candidate: Candidate) -> int | None:
    written = candidate.first("date", "date2", "date3") or ""
    if numbers := NUMERIC_PART.match(written):
        return _numeric_day(context, *(int(number) for number in numbers.groups()))
    found = DATE_PART.match(written)
    if found is None:
        return None
    month = context.language.month(found["a"]) or context.language.month(found["b"])
    day = context.language.day_number(found["b"] if context.language.month(found["a"]) else found["a"])
    if month is None or day is None:
        return None
    year = int(found["y"]) if found["y"] else context.year_for(month, day, candidate)
    return None if year is None else first_day(f"{month_value(year, month)}-{day:02d}")


def _numeric_day(context: Context, first: int, second: int, year: int) -> int | None:
    day, month = (first, second) if context.order == "DMY" or first > 12 else (second, first)
    return first_day(f"{month_value(year, month)}-{day:02d}") if is_valid_day(year, month, day) else None
