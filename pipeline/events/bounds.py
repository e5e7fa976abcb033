"""Bounds from the words around a happening: "since its invasion of", "shortly after a crash", "had launched"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.analysis.reading import lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.events import timing
from pipeline.events.draft import Draft, Timing
from pipeline.events.evidence import Evidence
from pipeline.events.features import TENSES, tense
from pipeline.model import Modality, Span, TimexType
from pipeline.text import normalise_space

BEFORE, ENSUING = "before", "ensuing"  # keys of sources
_NOMINAL = frozenset({"pobj", "pcomp", "conj"})
_REACH = 60  # code points between a connective and its happening


@dataclass(frozen=True, slots=True)
class Bound:
    """A timing that another happening, or the document, bounds; the words that say so."""

    source: str
    timing: Timing
    words: str


def refine(evidence: Evidence, draft: Draft, told: Mapping[int, Draft], previous: Draft | None) -> Bound | None:
    """The bound of a happening that has no date of its own, None where the words give none.

    `told` are the drafts by the tokens of their mentions; `previous` is the one before it in the text.
    """
    trigger = draft.trigger
    if not evidence.reading.is_english:
        return None
    if draft.stance.modality is Modality.HABITUAL:
        return _in_the_past(evidence, trigger)
    lexicon = evidence.reading.lexicon
    connective = connective_of(evidence, trigger)
    is_past = lexicon.role("earlier", connective) or TENSES[tense(evidence, trigger)] == "pluperfect"
    if is_past or _says(evidence, trigger, "previous"):
        found = timing.until(_frame(evidence, trigger, told), inclusive=True)
        return Bound(BEFORE, found, _words(evidence, trigger, connective)) if found.interval is not None else None
    if _says(evidence, trigger, "ensuing") and previous is not None:
        start = previous.timing if previous.timing.interval is not None else Timing()
        found = timing.since(start, _document(evidence))
        found = found if found.interval is not None else timing.until(_document(evidence), inclusive=True)
        return Bound(ENSUING, found, _words(evidence, trigger, connective)) if found.interval is not None else None
    return None


def connective_of(evidence: Evidence, trigger: Trigger) -> str:
    """The preposition or conjunction that makes the happening a point of reference, or ""."""
    reading = evidence.reading
    tokens = reading.parse.tokens
    token = tokens[trigger.index]
    head = tokens[token.head]
    if token.dep in _NOMINAL and head.pos in {"ADP", "SCONJ"}:
        return lemma_of(head)
    marks = [lemma_of(tokens[below]) for below in reading.children[token.index] if tokens[below].dep == "mark"]
    return marks[0] if token.dep == "advcl" and marks else ""


def _says(evidence: Evidence, trigger: Trigger, role: str) -> bool:
    reading = evidence.reading
    below = [reading.parse.tokens[index] for index in reading.children[trigger.index]]
    return any(reading.lexicon.role(role, word) for token in below for word in (token.text.lower(), lemma_of(token)))


def _document(evidence: Evidence) -> Timing:
    return timing.of_document(evidence.reading.document.dct)


def _frame(evidence: Evidence, trigger: Trigger, told: Mapping[int, Draft]) -> Timing:
    """The timing of the happening that governs this one, else the document's day."""
    tokens = evidence.reading.parse.tokens
    for above in evidence.reading.ancestors(trigger.index):
        children = [index for index in evidence.reading.children[above] if tokens[index].dep in {"nsubj", "nsubjpass"}]
        for index in (above, *children):
            other = told.get(index)
            if other is not None and other.trigger != trigger and timing.until(other.timing, inclusive=True).interval:
                return other.timing
    return _document(evidence)


def _words(evidence: Evidence, trigger: Trigger, connective: str) -> str:
    """The words that give the bound, as the text has them."""
    text = evidence.reading.document.text
    tokens, start = evidence.reading.parse.tokens, trigger.span.start
    at = text.lower().rfind(connective, evidence.sentence(trigger.sentence).start, start) if connective else -1
    if at >= 0 and start - at < _REACH:
        start = at
    else:
        verb = evidence.arguments(trigger).verb
        helpers = [index for index in evidence.reading.children[verb] if tokens[index].dep in {"aux", "amod"}]
        start = min(
            [start, *(tokens[index].span.start for index in helpers if start - tokens[index].span.start < _REACH)]
        )
    return normalise_space(Span(start, trigger.span.end).of(text))


def _in_the_past(evidence: Evidence, trigger: Trigger) -> Bound | None:
    """PAST_REF: some time before the document's date."""
    span = evidence.sentence(trigger.sentence)
    vague = [
        timex
        for timex in evidence.reading.timexes
        if timex.type is TimexType.DATE
        and timex.value == "PAST_REF"
        and timex.span is not None
        and span.covers(timex.span)
    ]
    found = timing.until(_document(evidence), inclusive=True)
    if found.interval is None:
        return None
    if not vague or vague[0].span is None:
        return Bound(BEFORE, found, trigger.span.of(evidence.reading.document.text))
    return Bound(BEFORE, replace(found, value="PAST_REF"), vague[0].span.of(evidence.reading.document.text))
