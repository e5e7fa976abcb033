"""When a happening was: a date it governs, else its clause's, its line's, the narrative's, else the document's.

A document's own date is a bound, not a fact: the interval stays open towards the past, the best estimate is that day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.events.counting import is_below
from pipeline.events.draft import Timing, Trigger
from pipeline.events.reading import CLAUSAL, Reading, is_fine, is_inside, lemma_of
from pipeline.model import Basis, Granularity, Interval, Modality, Span, Timex
from pipeline.timex import granularity_of, interval_of, label

GOVERNED, CLAUSE, LINE, SENTENCE, NARRATIVE, BOUND, DOCUMENT, UNKNOWN = range(8)  # Timing.rank
_NEAR, _CLAUSE_NEAR, _FAR = 2.5, 5.0, 10.0  # tree distances up to which a date is governed, or of the clause
_BESIDE = 2.0  # how much further away a date may be that only makes the nearest one more exact
_TOLD = 10.0  # what a date of telling is further away from what is told
_ATTRIBUTIVE = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
_BEFORE = re.compile(r"\b(?:before|prior to|until|till|up to)\s+(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|since|following)\s+(?:the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_COUNTED = re.compile(r"\s+(?:after|before)\b", re.IGNORECASE)
_DAY = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A date for a trigger, with its tree distance and the rank of that."""

    timex: Timex
    cost: float
    rank: int


def of_line(reading: Reading, trigger: Trigger) -> Timing | None:
    """The date that opens the line or paragraph in which the trigger stands."""
    text = reading.document.text
    before = [(start, timex) for start, timex in reading.line_dates if start <= trigger.span.start]
    if not before or "\n\n" in text[before[-1][0] : trigger.span.start].strip():
        return None
    found = from_timex(reading, before[-1][1], LINE)
    return found if found.interval is not None else None


def prefers_line(reading: Reading, trigger: Trigger, own: Timing, line: Timing) -> bool:
    """Whether the line's date dates the trigger rather than a date in its sentence.

    It does for what the line is about, and where the other date only repeats it less exactly ("April 23, 2019. The
    April 2019 mine collapse ...").
    """
    if own.rank > GOVERNED or own.interval is None or line.interval is None:
        return True
    if trigger.sentence in reading.line_sentences and _heads(reading, trigger) and not reading.is_own_date(line.value):
        return True
    starts, ends = own.interval.start, own.interval.end
    inner = line.interval.start
    return inner is not None and (starts is None or starts <= inner) and (ends is None or inner < ends)


def _heads(reading: Reading, trigger: Trigger) -> bool:
    """Whether the trigger, its helper, or the verb it is the subject of is the main verb of its sentence."""
    tokens = reading.parse.tokens
    token = tokens[trigger.index]
    if any(tokens[anchor].dep == "ROOT" for anchor in trigger.anchors):
        return True
    return token.dep in {"nsubj", "nsubjpass", "appos", "conj"} and tokens[token.head].dep == "ROOT"


def stated(reading: Reading, trigger: Trigger, rivals: set[int]) -> Choice | None:
    """The date in the trigger's own sentence that belongs to it; `rivals` are the other triggers' tokens."""
    dates = [timex for timex in reading.dates_by_sentence.get(trigger.sentence, []) if not timex.range_end]
    dates = [timex for timex in dates if not _is_counted_from(reading, trigger, timex)]
    if not dates:
        return None
    if not reading.parse.syntactic:
        nearest = min(dates, key=lambda timex: _gap(timex, trigger))
        return Choice(nearest, float(_gap(nearest, trigger)), CLAUSE)
    choices = [_choice(reading, trigger, timex, rivals) for timex in dates]
    best = min(choices, key=lambda choice: (choice.cost, _gap(choice.timex, trigger)))
    if best.rank == GOVERNED:  # "The next year he died on 12 September"
        near = [choice for choice in choices if choice.cost - best.cost <= _BESIDE]
        exact = [choice for choice in near if is_inside(choice.timex, best.timex)]
        best = min(exact, key=lambda choice: choice.cost, default=best)
    if reading.is_narrative and best.rank > GOVERNED and _is_of_subclause(reading, trigger, best.timex):
        best = replace(best, timex=replace(best.timex, value=_year(best.timex.value), mod=None))
    return best if best.rank <= SENTENCE else None


def _is_counted_from(reading: Reading, trigger: Trigger, timex: Timex) -> bool:
    """Whether a date is only so long after the happening ("on Thursday, two days after an earthquake")."""
    text, end = reading.document.text, (timex.span or Span(0, 0)).end
    spans = [duration.span for duration in reading.durations if duration.span is not None]
    between = [span for span in spans if end <= span.start and span.end < trigger.span.start]
    counted = [span for span in between if _COUNTED.match(text, span.end) and text[end : span.start].strip() == ","]
    return any(is_below(reading, trigger, reading.token_at(span.end + 1)) for span in counted)


def _is_of_subclause(reading: Reading, trigger: Trigger, timex: Timex) -> bool:
    """Whether a date belongs to a clause below the happening's, so that its year fits at best.

    "He escaped to Egypt, where he was murdered on 28 September 48 BC."
    """
    tokens = reading.parse.tokens
    index = reading.head_of(timex.span or Span(0, 0))
    crossed = False
    for above in reading.ancestors(index):
        crossed = crossed or tokens[index].dep in {"relcl", "advcl"}
        if above in trigger.anchors:
            return crossed
        index = above
    return False


def _gap(timex: Timex, trigger: Trigger) -> int:
    span = timex.span or Span(0, 0)
    return max(span.start - trigger.span.end, trigger.span.start - span.end, 0)


def _choice(reading: Reading, trigger: Trigger, timex: Timex, rivals: set[int]) -> Choice:
    head = reading.head_of(timex.span or Span(0, 0))
    cost = min(_distance(reading, head, anchor) for anchor in trigger.anchors)
    owner = _owner(reading, head, rivals | set(trigger.anchors))
    if owner is not None and owner not in trigger.anchors:
        cost += 1.5
    verb = _first_verb(reading, head)
    if verb is not None and verb not in trigger.anchors and _tells(reading, verb, trigger.index):
        cost += _TOLD
    rank = GOVERNED if cost <= _NEAR else CLAUSE if cost <= _CLAUSE_NEAR else SENTENCE if cost < _FAR else UNKNOWN
    return Choice(timex, cost, rank)


def _distance(reading: Reading, left: int, right: int) -> float:
    """Steps between two tokens in the tree; a step over the edge of a clause counts more."""
    up = {left: 0.0}
    cost = 0.0
    index = left
    for above in reading.ancestors(left):
        cost += _step(reading, index)
        up[above] = cost
        index = above
    cost, index = 0.0, right
    if right in up:
        return up[right]
    for above in reading.ancestors(right):
        cost += _step(reading, index)
        if above in up:
            return up[above] + cost
        index = above
    return 9.0


def _step(reading: Reading, index: int) -> float:
    dep = reading.parse.tokens[index].dep
    if dep in {"pobj", "compound", "nummod", "appos"}:
        return 0.5
    return 2.0 if dep in CLAUSAL else 1.0


def _owner(reading: Reading, head: int, triggers: set[int]) -> int | None:
    """The nearest trigger at or above a date's head."""
    return next((above for above in (head, *reading.ancestors(head)) if above in triggers), None)


def _first_verb(reading: Reading, head: int) -> int | None:
    tokens = reading.parse.tokens
    return next((above for above in reading.ancestors(head) if tokens[above].pos in {"VERB", "AUX"}), None)


def _tells(reading: Reading, verb: int, index: int) -> bool:
    """Whether `verb` is a verb of saying, and what it tells holds token `index` ("said on Monday that ...")."""
    if not reading.lexicon.role("reporting", lemma_of(reading.parse.tokens[verb])):
        return False
    current = index
    for above in reading.ancestors(index):
        if above == verb:
            return reading.parse.tokens[current].dep in {"ccomp", "xcomp", "advcl"}
        current = above
    return False


def from_timex(reading: Reading, timex: Timex, rank: int) -> Timing:
    """The timing that a date of the text gives, with its partner if it opens a range, and its preposition."""
    end = _range_end(reading, timex)
    value = timex.value if end is None else f"{timex.value}/{end.value}"
    interval = interval_of(value, timex.mod if end is None else None)
    if interval is None:
        return from_timex(reading, replace(timex, mod=None), rank) if timex.mod else Timing()
    plain = Timing(
        basis=timex.basis,
        value=value,
        granularity=granularity_of(timex.value),
        interval=interval,
        best=_best(interval),
        timex=timex,
        rank=rank,
        why=_why(reading, timex, value),
    )
    return plain if end is not None else _bounded_by_word(reading, plain)


def _range_end(reading: Reading, timex: Timex) -> Timex | None:
    dates = reading.dates
    following = next((number + 1 for number, other in enumerate(dates) if other is timex), len(dates))
    if following < len(dates) and dates[following].range_end:
        end = dates[following]
        joined = interval_of(f"{timex.value}/{end.value}")
        return end if joined is not None else None
    return None


def _best(interval: Interval) -> int | None:
    if interval.start is not None:
        return interval.start
    return None if interval.end is None else interval.end - _DAY


def _why(reading: Reading, timex: Timex, value: str) -> str:
    said = " ".join(timex.span.of(reading.document.text).split()) if timex.span is not None else label(value)
    if timex.basis is Basis.RELATIVE:
        anchor = f", counted from {_anchor(timex.anchor)}" if timex.anchor else ""
        return f'The text says "{said}"{anchor}.'
    return f'The text says "{said}".'


def _anchor(anchor: str) -> str:
    """An anchor as a person reads it: its leading value in words, the rest as it is."""
    value, _, rest = anchor.partition(" ")
    return label(value) + (f" {rest}" if rest else "")


def _bounded_by_word(reading: Reading, timing: Timing) -> Timing:
    """Open an end where the word before the date says so ("before 3 May", "since 1991", "by June")."""
    if timing.timex is None or timing.timex.span is None or timing.interval is None:
        return timing
    if reading.parse.tokens[reading.head_of(timing.timex.span)].dep in _ATTRIBUTIVE:  # "after Thursday's talks"
        return timing
    ahead = reading.document.text[max(0, timing.timex.span.start - 16) : timing.timex.span.start]
    start, end = timing.interval.start, timing.interval.end
    value = timing.timex.value
    if _BEFORE.search(ahead) and start is not None and "T" in value:  # "before dawn on Monday" is on Monday
        day = interval_of(value.partition("T")[0])
        if day is not None and day.start is not None and day.start < start:
            return replace(timing, value=value.partition("T")[0], interval=Interval(day.start, start), best=day.start)
    if _BEFORE.search(ahead) and start is not None:
        return _bound(timing, Interval(None, start), f"../{value}", "before")
    if _AFTER.search(ahead) and end is not None:
        return _bound(timing, Interval(start, None), f"{value}/..", "from then on")
    if _BY.search(ahead) and end is not None:
        return _bound(timing, Interval(None, end), f"../{value}", "by then")
    return timing


def _bound(timing: Timing, interval: Interval, value: str, word: str) -> Timing:
    return replace(
        timing, basis=Basis.BOUNDED, interval=interval, value=value, best=_best(interval),
        why=f"{timing.why[:-1]}, which only bounds it: {word}.",
    )  # fmt: skip


def narrative(reading: Reading, timex: Timex | None, *, same_paragraph: bool) -> Timing | None:
    """The last date told, for an undated sentence of a narrative; only its year once the paragraph has changed."""
    if timex is None:
        return None
    value = timex.value if same_paragraph else _year(timex.value)
    interval = interval_of(value)
    if interval is None:
        return None
    said = " ".join(timex.span.of(reading.document.text).split()) if timex.span is not None else label(value)
    return Timing(
        Basis.RELATIVE, value, granularity_of(value), interval, _best(interval), timex, NARRATIVE,
        f'The sentence gives no date; the account has reached "{said}" ({label(value)}).',
    )  # fmt: skip


def _year(value: str) -> str:
    return re.sub(r"^((?:BC)?\d{4}).*", r"\1", value)


def document_date(reading: Reading, modality: Modality, *, same_day: bool = False) -> Timing:
    """What the document's own date says: by that day at the latest (from that day on, if only planned)."""
    dct = reading.document.dct
    interval = interval_of(dct.value, dct.mod) if dct is not None else None
    if dct is None or interval is None or interval.start is None or interval.end is None:
        return Timing(rank=UNKNOWN, why="The text gives no date, and the document has none.")
    granularity, day = granularity_of(dct.value), dct.value.split("T")[0]
    basis = Basis.DCT if modality in {Modality.HAPPENED, Modality.ONGOING} else Basis.BOUNDED
    shared = {"basis": basis, "granularity": granularity, "best": interval.start, "timex": dct, "rank": DOCUMENT}
    if modality is Modality.PLANNED:
        ahead = Interval(interval.start, None)
        why = f"It is told as lying ahead; the document is dated {label(day)}."
        return Timing(value=f"{day}/..", interval=ahead, why=why, **shared)  # type: ignore[arg-type]
    if same_day:
        why = f"The report is dated {label(day)} and opens with it."
        return Timing(value=day, interval=interval, why=why, **shared)  # type: ignore[arg-type]
    why = f"By {label(day)}, the document's date ({dct.origin or 'given'}); the text gives none."
    return Timing(value=f"../{day}", interval=Interval(None, interval.end), why=why, **shared)  # type: ignore[arg-type]


def is_dateline_story(reading: Reading) -> bool:
    """Whether a wire story's dateline dates the document to the day."""
    dct = reading.document.dct
    return dct is not None and dct.origin == "dateline" and is_fine(dct.value)


def before(timing: Timing, words: str) -> Timing:
    """Bounded: before what `timing` dates; `words` is the text that says so."""
    end = timing.interval.end if timing.interval is not None else None
    if end is None:
        return Timing(rank=UNKNOWN, why=f'The text only says "{words}".')
    day = timing.value.partition("/")[2] or timing.value
    return Timing(
        Basis.BOUNDED, f"../{day}", Granularity.UNKNOWN if not day else granularity_of(day), Interval(None, end),
        end - _DAY, timing.timex, BOUND, f'The text only says "{words}": before {label(day)}.',
    )  # fmt: skip


def after(start: Timing, upper: Timing, words: str) -> Timing:
    """Bounded: after what `start` dates (if that has a start), and by what `upper` bounds."""
    first = start.interval.start if start.interval is not None else None
    last = upper.interval.end if upper.interval is not None else None
    if first is None and last is None:
        return Timing(rank=UNKNOWN, why=f'The text only says "{words}".')
    low = start.value.partition("/")[0] if first is not None else ".."
    high = (upper.value.partition("/")[2] or upper.value) if last is not None else ".."
    interval = Interval(first, last)
    why = f'The text only says "{words}"' + (f": by {label(high)}." if last is not None else ".")
    best = last - _DAY if last is not None else first
    granularity = granularity_of(high if last is not None else low)
    return Timing(Basis.BOUNDED, f"{low}/{high}", granularity, interval, best, upper.timex, BOUND, why)
