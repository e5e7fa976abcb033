"""Clock times and lengths of time as people type them: what a match says, before it is known on which day."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.context import Context
from pipeline.dates.pieces import DAY_SECONDS, DAYS, HOUR, LENGTHS, MINUTE, MONTHS, Clock, Shift
from pipeline.dates.reading import Reading, vague
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import unit_of
from pipeline.model import TimexType

SMALL_HOURS = 5 * HOUR


def note_clock(context: Context, candidate: Candidate) -> list[Reading]:
    """ "9a", "15h30", "three twenty", "half past 8 pm", "3 in the morning"."""
    clock = clock_of(context, candidate)
    return [] if clock is None else [Reading(clock.written(), TimexType.TIME, refers=False, score=0.8, clock=clock)]


def clock_of(context: Context, candidate: Candidate) -> Clock | None:
    """What the groups of a clock rule come to: w or h, mi or mw, s, ap, pod, q and side."""
    whole = context.language.word("clock_word", candidate.group("w"))
    if isinstance(whole, str):
        clock = Clock(int(whole[:2]) * HOUR + int(whole[3:5]) * MINUTE + int(whole[6:] or 0), "S" if whole[6:] else "H")
    else:
        found = _digital(context, candidate)
        if found is None:
            return None
        clock = found
    offset = _past_or_to(context, candidate)
    if offset:
        clock = replace(clock, second=(clock.second + offset * MINUTE) % DAY_SECONDS, unit="M")
    zone = context.language.word("zone", candidate.group("tz"))
    clock = replace(clock, zone=zone if isinstance(zone, str) else "")
    part = _part(context, candidate)
    is_early = part == "NI" and clock.second <= SMALL_HOURS  # "3 at night"
    return clock.in_part("MO" if is_early else part)


def _digital(context: Context, candidate: Candidate) -> Clock | None:
    hour, minute = _number(context, candidate.first("h", "hw")), _number(context, candidate.first("mi", "mw")) or 0
    second = _number(context, candidate.group("s"))
    if hour is None or hour > 24 or minute > 59 or (second or 0) > 59:
        return None
    unit = "S" if second is not None else "M" if candidate.first("mi", "mw") else "H"
    typed_short = not (candidate.group("h") or "").startswith("0") or candidate.group("ap")
    half = 1 <= hour <= 12 and bool(typed_short) and not candidate.group("full")
    return Clock(hour * HOUR + minute * MINUTE + (second or 0), unit, half)


def _number(context: Context, written: str | None) -> int | None:
    if not written:
        return None
    words = re.sub(r"\A(?:oh?|zero)[ -]", "", written.lower())
    count = context.language.number(words)
    return None if count is None else int(count)


def _past_or_to(context: Context, candidate: Candidate) -> int:
    """Minutes to add for "quarter past", "ten to", "half" (half past, or half to in German)."""
    side = context.language.word("clock_side", candidate.group("side"))
    written = candidate.group("q")
    minutes = context.language.word("clock_part", written)
    if minutes is None and written:
        minutes = context.language.number(written.lower())
    return int(minutes or 0) * int(side if side is not None else 1) if written else 0


def _part(context: Context, candidate: Candidate) -> str | None:
    half = context.language.word("meridiem", re.sub(r"[\s.]", "", candidate.group("ap") or "") or None)
    part = half if half is not None else context.language.word("daypart", candidate.group("pod"))
    return part if isinstance(part, str) else None


def note_shift(context: Context, candidate: Candidate) -> list[Reading]:
    """ "in 1d 2hr", "two weeks ago", "half an hour from now", "16 days from" a date that follows."""
    side = context.language.word("shift_side", candidate.first("dir", "lead"))
    shift = shift_of(context, candidate, int(side) if side is not None else 1)
    if shift is None:
        return []
    return [Reading("P0D", TimexType.DURATION, refers=False, score=0.8, shift=shift)]


def shift_of(context: Context, candidate: Candidate, sign: int) -> Shift | None:
    """The sum of all counts and units of the candidate; None where a unit or count is unknown."""
    months = days = seconds = 0.0
    finest = ""
    pairs = list(context.language.cues["note_length"].finditer(candidate.group("all") or ""))
    for pair in pairs:
        unit, count = unit_of(context, pair["u"]), count_of(context, pair["n"])
        if unit is None or count is None or count > 100_000:
            return None
        months += count * MONTHS.get(unit, 0)
        days += count * DAYS.get(unit, 0)
        seconds += count * LENGTHS.get(unit, 0)
        finest = unit
    if not pairs:
        return None
    seconds += (days - int(days)) * DAY_SECONDS
    months, days, seconds = (sign * int(part) for part in (months, days, seconds))
    return Shift(int(months), int(days), int(seconds), finest, candidate.group("wants") is not None)


def count_of(context: Context, written: str | None) -> float | None:
    """A number as typed before a unit: "2", "1/4", "half an", "2 and a half", "a few", "" (one)."""
    key = " ".join((written or "").lower().removesuffix(" more").split())
    if not key:
        return 1.0
    whole, half, _ = key.partition(" and ")
    if half and (count := context.language.number(whole)) is not None:
        return count + 0.5
    found = context.language.word("note_count", key)
    if found is not None:
        return float(found)
    fraction = re.fullmatch(r"(\d{1,3}) ?/ ?([1-9]\d?)", key)
    if fraction:
        return int(fraction[1]) / int(fraction[2])
    return context.language.number(key)


def note_now(context: Context, candidate: Candidate) -> list[Reading]:
    """ "right now", "atm": the moment of writing."""
    return [vague("PRESENT_REF")]
