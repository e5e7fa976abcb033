"""Clock times put together from words: "halb vier", "zwanzig nach 3", "15 Uhr 20", "18 h 30", "midi moins le quart".

Groups of such a rule: `h` the hour (digits, a number or "midi"), `mi` minutes after it, `off` a fixed step beside it
("halb" is -30), `n` and `side` a counted one ("zwanzig nach"), `pod` the part of the day.
"""

from __future__ import annotations

import re

from pipeline.dates.absolute import inferred
from pipeline.dates.clock import day_of, settled_day
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis, TimexType
from pipeline.timex.values import day_value

HALF_DAY, WHOLE_DAY = 720, 1440  # minutes
LATE = ("AF", "EV", "NI")
NIGHT_ENDS = 5  # o'clock: "3 Uhr nachts" is early, "11 Uhr nachts" late


def clock_words(context: Context, candidate: Candidate) -> list[Reading]:
    """A clock time with the day it stands beside; in a note the next such moment from now on."""
    minutes = _minutes(context, candidate)
    if minutes is None:
        return []
    if not candidate.first("pod", "pod1", "pod2") and _looks_ahead(context, candidate):
        minutes = _coming(context, minutes, is_twelve=_is_twelve(candidate, minutes))
    found = context.language.word("approximation", candidate.group("ap"))
    mod = found if isinstance(found, str) else None
    zone = context.language.word("zone", (candidate.group("tz") or "").strip()) or ""
    day = day_of(context, candidate)
    if day is None:
        value = f"XXXX-XX-XXT{_written(minutes % WHOLE_DAY, candidate)}{zone}"
        return [Reading(value, TimexType.TIME, mod, Basis.RELATIVE, refers=False, score=0.4)]
    is_end = minutes == WHOLE_DAY  # midnight alone is the end of the day
    over, rest = (0, minutes) if is_end else divmod(minutes, WHOLE_DAY)
    if not is_end and not over:
        day = settled_day(context, candidate, f"{rest // 60:02d}:{rest % 60:02d}", day)
    value = f"{day_value(day + over)}T{_written(rest, candidate)}{zone}"
    return [inferred(context, value, type=TimexType.TIME, mod=mod)]


def _written(minutes: int, candidate: Candidate) -> str:
    seconds = candidate.group("sec")
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{int(seconds):02d}" if seconds else "")


def _minutes(context: Context, candidate: Candidate) -> int | None:
    """Minutes since midnight; None for what is no time."""
    hour = _hour(context, candidate.first("h", "h1"))
    written = candidate.first("mi", "mi2")
    after = context.language.number(written) if written else 0
    counted = context.language.number(candidate.group("n")) if candidate.group("n") else 0
    side = context.language.word("clock_side", candidate.group("side")) or 0
    step = context.language.word("clock_offset", candidate.group("off")) or 0
    if hour is None or after is None or counted is None or not 0 <= after < 60:
        return None
    minutes = hour * 60 + int(after) + int(step) + int(side) * int(counted)
    part = context.language.word("daypart", candidate.first("pod", "pod1", "pod2")) or context.part_spoken_of(candidate)
    is_small = part == "NI" and hour <= NIGHT_ENDS
    if part in LATE and minutes < HALF_DAY and not is_small:
        minutes += HALF_DAY
    return minutes % WHOLE_DAY if minutes < 0 else minutes


def _hour(context: Context, written: str | None) -> int | None:
    word = context.language.word("clock_word", written)
    if isinstance(word, str):
        return int(word[:2])
    count = context.language.number(written)
    return int(count) if count is not None and 0 <= count <= 24 and count == int(count) else None


def _looks_ahead(context: Context, candidate: Candidate) -> bool:
    """Whether the time is one that somebody types, with no day beside it."""
    beside = context.day_spoken_of(candidate) is not None or candidate.first("wd", "wd1", "date")
    return context.is_note and context.clock is not None and not beside


def _is_twelve(candidate: Candidate, minutes: int) -> bool:
    """Whether it may be meant on the twelve-hour clock: "um 3", "halb vier", not "03:30"."""
    written = candidate.match[0]
    return minutes <= HALF_DAY and not re.search(r"\d:\d\d|(?<!\d)0\d", written)


def _coming(context: Context, minutes: int, *, is_twelve: bool) -> int:
    now = (context.clock or 0) // 60
    steps = (0, HALF_DAY, WHOLE_DAY) if is_twelve else (0, WHOLE_DAY)
    return next((minutes + step for step in steps if minutes + step >= now), minutes)
