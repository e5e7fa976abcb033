"""Days that are counted from a date in the sentence: "met on Thursday, a day after a ceasefire ended the fighting"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.events.draft import Timing, Trigger
from pipeline.events.reading import Reading
from pipeline.model import Basis, Granularity, Interval, Span, Timex
from pipeline.timex import DAY, interval_of, label
from pipeline.timex.values import day_value

GOVERNED = 0  # Timing.rank of a date that the words give
_DAYS = re.compile(r"P(\d+)D")
_SIDE = re.compile(r"\s+(after|before)\b", re.IGNORECASE)


def counted(reading: Reading, trigger: Trigger) -> Timing | None:
    """The day of a happening that lies a written number of days before or after a day that its sentence names."""
    for duration, side in _counts(reading, trigger):
        base = _base(reading, trigger, duration)
        days = _DAYS.fullmatch(duration.value)
        start = interval_of(base.value.split("T")[0]) if base is not None else None
        if base is None or days is None or start is None or start.start is None:
            continue
        number = int(days[1]) if side == "before" else -int(days[1])
        begin = start.start + number * DAY
        value = day_value(begin // DAY)
        said = f"{_words(reading, duration)} {side}"
        why = f'The text says "{said}", counted from "{_words(reading, base)}" ({label(base.value)}).'
        interval = Interval(begin, begin + DAY)
        return Timing(Basis.RELATIVE, value, Granularity.DAY, interval, begin, duration, GOVERNED, why)
    return None


def is_below(reading: Reading, trigger: Trigger, word: int) -> bool:
    """Whether "after" or "before" at `word` governs the trigger, or marks the clause it stands in or below."""
    token = reading.parse.tokens[word]
    above = {*trigger.anchors, *reading.ancestors(trigger.index)}
    return not reading.parse.syntactic or word in above or (token.dep == "mark" and token.head in above)


def _counts(reading: Reading, trigger: Trigger) -> Iterator[tuple[Timex, str]]:
    """The lengths of the sentence that are counted to the trigger, each with "after" or "before"."""
    text, sentence = reading.document.text, reading.parse.sentences[trigger.sentence]
    for duration in reading.durations if reading.parse.syntactic else ():
        span = duration.span or Span(0, 0)
        side = _SIDE.match(text, span.end) if sentence.covers(span) and span.end < trigger.span.start else None
        if side is not None and duration.mod is None and is_below(reading, trigger, reading.token_at(side.start(1))):
            yield duration, side[1].lower()


def _base(reading: Reading, trigger: Trigger, duration: Timex) -> Timex | None:
    """The day named last before the length; nothing where another date stands between it and the happening."""
    start, end = (duration.span or Span(0, 0)).start, trigger.span.start
    dates = [timex for timex in reading.dates_by_sentence.get(trigger.sentence, []) if timex.span is not None]
    if any(start < (timex.span or Span(0, 0)).start < end for timex in dates):
        return None
    before = [timex for timex in dates if timex.span is not None and timex.span.end <= start and len(timex.value) >= 10]
    return before[-1] if before else None


def _words(reading: Reading, timex: Timex) -> str:
    return " ".join((timex.span or Span(0, 0)).of(reading.document.text).split())
