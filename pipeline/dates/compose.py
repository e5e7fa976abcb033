"""Puts together what people type in pieces: a day and a clock time, a weekday and a date, a length and its start.

Only notes are read so. The pieces must touch but for the words of the language's cue `beside`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.dates.absolute import month
from pipeline.dates.context import Context, first_day
from pipeline.dates.feasts import holiday
from pipeline.dates.pieces import DAY_SECONDS, HOUR, LENGTHS, MINUTE, Clock, Shift
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis, Granularity, Span, TimexType
from pipeline.timex import granularity_of
from pipeline.timex.calendar import weekday
from pipeline.timex.values import day_value, parts_of

Piece = tuple[Candidate, Reading]
MOVED = {"holiday": holiday, "month": month}  # what hangs on the moment of writing and can hang on another
PARTS = frozenset({"MO", "MI", "AF", "EV", "NI"})


def composed(context: Context, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those that belong together made one; what is left over hangs on the moment of writing."""
    joined: list[Piece] = []
    for piece in pieces:
        joined.append(piece)
        while len(joined) > 1 and (one := _one(context, joined[-2], joined[-1])) is not None:
            joined[-2:] = [one]
    return [(candidate, _explained(context, reading, _settled(context, reading))) for candidate, reading in joined]


def _explained(context: Context, typed: Reading, meant: Reading) -> Reading:
    """With the place that was typed, and what it was counted from."""
    is_open = meant.basis is Basis.RELATIVE and meant.anchor is None and parts_of(meant.value) is not None
    anchor = f"{context.why(deictic=True)}, the moment of writing" if is_open else meant.anchor
    return replace(meant, span=meant.span or typed.span, anchor=anchor)


def span_of(piece: Piece) -> Span:
    """Where a piece stands."""
    candidate, reading = piece
    return reading.span or Span(candidate.start, candidate.end)


def _one(context: Context, first: Piece, second: Piece) -> Piece | None:
    left, right = span_of(first), span_of(second)
    between = context.text[left.end : right.start]
    found = context.language.cue("beside", between)
    if found is None or found.group() != between:
        return None
    reading = _again(context, first, second) or _together(context, first[1], second[1])
    return None if reading is None else (first[0], replace(reading, span=Span(left.start, right.end)))


def _again(context: Context, first: Piece, second: Piece) -> Reading | None:
    """ "Thanksgiving in 9 months", "Monday two weeks from now": the first as it would be read on that later day."""
    (named, date), (_, length) = (first, second) if second[1].shift is not None else (second, first)
    shift = length.shift
    if shift is None or shift.wants or shift.unit in LENGTHS or context.dct is None or date.clock is not None:
        return None
    there = shift.day(context.dct)
    if date.is_weekday and (day := first_day(date.value)) is not None:
        return _day(there - weekday(there) + weekday(day))
    if named.rule.form not in MOVED:
        return None
    found = MOVED[named.rule.form](replace(context, dct=there), named)
    return found[0] if found else None


def _together(context: Context, left: Reading, right: Reading) -> Reading | None:
    if left.shift is not None and left.shift.wants:
        return _from(context, left.shift, right)
    if left.shift is not None or right.shift is not None:
        return _at(context, left, right)
    if left.clock is not None and right.clock is None:
        return _on(left.clock, right)
    if right.clock is not None and left.clock is None:
        return _on(right.clock, left)
    return _same_day(left, right)


def _on(clock: Clock, day: Reading) -> Reading | None:
    """A clock time on a day, or in a part of one."""
    date, _, part = day.value.partition("T")
    if part and part not in PARTS:
        return None
    start = first_day(date)
    if start is None or granularity_of(date) is not Granularity.DAY:
        return None
    return _moment(clock.in_part(part or None), start)


def _moment(clock: Clock, day: int) -> Reading:
    later, second = divmod(clock.second, DAY_SECONDS)
    value = day_value(day + later) + replace(clock, second=second).written()
    return Reading(value, TimexType.TIME, basis=Basis.RELATIVE, score=0.8)


def _at(context: Context, left: Reading, right: Reading) -> Reading | None:
    """ "in 4 days at 5pm"."""
    shift, clock = left.shift or right.shift, left.clock or right.clock
    if shift is None or clock is None or context.dct is None or shift.unit in LENGTHS:
        return None
    return _moment(clock, shift.day(context.dct))


def _from(context: Context, shift: Shift, start: Reading) -> Reading | None:
    """A length counted from a date or moment: "two weeks before 13 May 1999", "15 minutes from 1pm"."""
    if start.clock is not None:
        start = _settled(context, start)
    parts = parts_of(start.value)
    if start.value == "PRESENT_REF":
        return _settled(context, Reading("P0D", shift=replace(shift, wants=False)))
    day = first_day(start.value)
    if day is None or parts is None:
        return None
    if parts.clock is None:
        return start if shift.unit in LENGTHS else _day(shift.day(day))
    hour, minute, second = parts.clock
    return _later(replace(shift, wants=False), day, hour * HOUR + minute * MINUTE + second)


def _day(number: int) -> Reading:
    return Reading(day_value(number), basis=Basis.RELATIVE, score=0.8)


def _same_day(left: Reading, right: Reading) -> Reading | None:
    """A weekday and a date, a week and a weekday: the more telling one, with the day that both allow."""
    wide, narrow = parts_of(left.value), parts_of(right.value)
    if wide is None or narrow is None:
        return None
    kinds = {wide.granularity, narrow.granularity}
    if kinds == {Granularity.WEEK, Granularity.DAY}:
        week, day = (left, right) if wide.granularity is Granularity.WEEK else (right, left)
        start, other = first_day(week.value), first_day(day.value)
        if start is None or other is None or not _names_weekday(day):
            return None
        return replace(day, value=day_value(start + weekday(other)) + day.value[10:])
    if kinds == {Granularity.DAY} and _names_weekday(left) is not _names_weekday(right):
        return right if _names_weekday(left) else left
    return None


def _names_weekday(reading: Reading) -> bool:
    return reading.is_weekday


def _settled(context: Context, reading: Reading) -> Reading:
    """A clock time without a day is the next such time; a length without a start counts from now."""
    if context.dct is None or context.clock is None:
        return reading
    if reading.clock is not None and "-" not in reading.value:
        return _next(reading.clock, context.dct, context.clock)
    if reading.shift is not None:
        return _later(reading.shift, context.dct, context.clock)
    return reading


def _next(clock: Clock, today: int, now: int) -> Reading:
    choices = [clock.second, (clock.second + 12 * HOUR) % DAY_SECONDS] if clock.is_half else [clock.second]
    coming = [second for second in sorted(choices) if second >= now]
    second = coming[0] if coming else DAY_SECONDS + min(choices)
    return _moment(replace(clock, second=second), today)


def _later(shift: Shift, day: int, second: int) -> Reading:
    start = shift.day(day)
    if shift.unit not in LENGTHS and not shift.seconds:
        return _day(start)
    more, rest = divmod(second + shift.seconds, DAY_SECONDS)
    is_whole = shift.unit == "H" and shift.seconds % HOUR == 0  # "in 2 hours" is meant to the minute, "in 1/4 h" finer
    return _moment(Clock(rest, "M" if is_whole else "S"), start + more)
