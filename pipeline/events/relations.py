"""Dates that other happenings give: "since its invasion of", "shortly after a crash", "had launched", "subsequent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.draft import Draft, Timing, Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.timing import BOUND, DOCUMENT, after, before
from pipeline.model import Basis, Interval, Modality, Span, TimexType
from pipeline.timex import interval_of

_EARLIER = frozenset({"after", "since", "following"})  # "X since Y": Y was before X
_LATER = frozenset({"before", "until"})
_ENSUING = frozenset({"subsequent", "ensuing", "following", "later", "resulting"})
_PREVIOUS = frozenset({"previous", "earlier", "past", "former", "prior"})
_NOMINAL = frozenset({"pobj", "pcomp", "conj"})


def mark_background(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Mark the happenings that are told only to place another one in time."""
    for draft in drafts:
        connective = _connective(reading, draft.trigger)
        draft.background = connective in _EARLIER | _LATER or _is_pluperfect(reading, draft.trigger)
        draft.bounding = draft.trigger if draft.background else None


def bound(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Give the undated ones bounds from the happenings around them; `drafts` in text order, otherwise dated."""
    for number, draft in enumerate(drafts):
        if draft.timing.rank < BOUND:
            continue
        found = _bounded(reading, draft, drafts, number)
        if found is not None:
            draft.timing = found


def _bounded(reading: Reading, draft: Draft, drafts: Sequence[Draft], number: int) -> Timing | None:
    if draft.stance.modality is Modality.HABITUAL:
        return _in_the_past(reading, draft)
    trigger = draft.bounding if draft.background and draft.bounding is not None else draft.trigger
    upper = _frame(reading, trigger, drafts)
    connective = _connective(reading, trigger)
    words = _words(reading, trigger, connective)
    told_as_past = draft.background and (connective in _EARLIER or _is_pluperfect(reading, trigger))
    if told_as_past or _says(reading, trigger, _PREVIOUS):
        return before(upper, words)
    if _says(reading, trigger, _ENSUING):
        cause = drafts[number - 1].timing if number else Timing()
        return after(cause, upper, words)
    return None


def _connective(reading: Reading, trigger: Trigger) -> str:
    """The preposition or conjunction that makes the happening a point of reference, or ""."""
    if not reading.parse.syntactic:
        return ""
    tokens = reading.parse.tokens
    token = tokens[trigger.index]
    head = tokens[token.head]
    if token.dep in _NOMINAL and head.pos in {"ADP", "SCONJ"}:
        return lemma_of(head)
    if token.dep == "advcl":
        marks = [lemma_of(tokens[below]) for below in reading.children[token.index] if tokens[below].dep == "mark"]
        return marks[0] if marks else ""
    return ""


def _is_pluperfect(reading: Reading, trigger: Trigger) -> bool:
    if not reading.parse.syntactic:
        return False
    verb = trigger.helper if trigger.helper is not None else trigger.index
    tokens = reading.parse.tokens
    return tokens[verb].tag == "VBN" and any(
        tokens[below].dep == "aux" and tokens[below].text.lower() in {"had", "'d", "’d"}
        for below in reading.children[verb]
    )


def _says(reading: Reading, trigger: Trigger, words: frozenset[str]) -> bool:
    if not reading.parse.syntactic:
        return False
    return any(lemma_of(reading.parse.tokens[below]) in words for below in reading.children[trigger.index])


def _frame(reading: Reading, trigger: Trigger, drafts: Sequence[Draft]) -> Timing:
    """The timing of the happening that governs this one, else of the document."""
    above = set(reading.ancestors(trigger.index))
    for other in drafts:
        same_sentence = [mention for mention in other.mentions if mention.sentence == trigger.sentence]
        for mention in same_sentence:
            governs = bool(above & {*mention.anchors, reading.parse.tokens[mention.index].head})
            if mention != trigger and governs and other.timing.interval is not None:
                return other.timing
    dct = reading.document.dct
    interval = interval_of(dct.value, dct.mod) if dct is not None else None
    if dct is None or interval is None:
        return Timing()
    day = dct.value.split("T")[0]
    return Timing(Basis.DCT, f"../{day}", interval=Interval(None, interval.end), timex=dct, rank=DOCUMENT)


def _words(reading: Reading, trigger: Trigger, connective: str) -> str:
    """The words that give the bound, as the text has them."""
    text = reading.document.text
    start = trigger.span.start
    if connective:
        at = text.lower().rfind(connective, reading.parse.sentences[trigger.sentence].start, start)
        start = at if at >= 0 and start - at < 60 else start
    elif trigger.helper is not None:
        start = min(start, reading.parse.tokens[trigger.helper].span.start)
    elif reading.parse.syntactic and reading.children[trigger.index]:
        first = reading.children[trigger.index][0]
        start = min(start, reading.parse.tokens[first].span.start) if trigger.index - first <= 4 else start
    return " ".join(Span(start, trigger.span.end).of(text).split())


def _in_the_past(reading: Reading, draft: Draft) -> Timing | None:
    """PAST_REF: some time before the document's date."""
    sentence = reading.parse.sentences[draft.trigger.sentence]
    vague = any(
        timex.value == "PAST_REF" and timex.span is not None and sentence.covers(timex.span)
        for timex in reading.timexes
        if timex.type is TimexType.DATE
    )
    upper = _frame(reading, draft.trigger, ())
    if upper.interval is None:
        return None
    words = "in the past" if vague else draft.stance.cue
    bounded = before(upper, words)
    return replace(bounded, value="PAST_REF") if vague else bounded
