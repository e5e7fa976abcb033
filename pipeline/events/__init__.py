"""Dated, located events from a parsed document: `link`; every word that tells of one: `mentions`. Pure.

No I/O but the package's own weights and the lexicon.

The stages, in order: which words could tell of an event (`candidates`), what could date and place them (`claims`),
which claims hold, which candidates are one and which an editor would show (`choice`), what is said of each
(`assembly`). docs/events.md tells it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading
from pipeline.events import candidates, choice, confidence
from pipeline.events.account import Account, ClaimAccount
from pipeline.events.account import of_candidates as _accounts
from pipeline.events.assembly import KEPT, MAIN, Told, assemble
from pipeline.events.choice import ONE
from pipeline.events.evidence import Evidence
from pipeline.events.features import TYPES
from pipeline.events.suggestions import suggest
from pipeline.model import Basis, Document, Event, Interval, Mention, Modality, Parse, Span, Timex, event_id
from pipeline.text import normalise_space

__all__ = [
    "KEPT",
    "MAIN",
    "ONE",
    "TYPES",
    "Account",
    "ClaimAccount",
    "EventMention",
    "considered",
    "link",
    "mentions",
    "suggest",
]

_TOLD = 0.2  # the least score of a candidate that mentions an event


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that tells of a happening; its type, modality and date as in `Event`."""

    span: Span
    type: str
    modality: Modality
    basis: Basis
    value: str
    interval: Interval | None
    best: int | None


def link(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention], parse: Parse) -> tuple[Event, ...]:
    """The events of `document`, in text order; each with the date and place that the text gives it, or none."""
    evidence = _evidence(document, timexes, mentions, parse)
    ordinals: dict[tuple[str, str], int] = {}
    assembled = assemble(evidence, choice.weigh(evidence, evidence.triggers))
    return tuple(_event(evidence.reading, each, ordinals) for each in assembled.told)


def considered(
    document: Document, timexes: Sequence[Timex], places: Sequence[Mention], parse: Parse
) -> tuple[Account, ...]:
    """Every candidate of `document` in text order: what was considered for it and what became of it, for `explain`."""
    evidence = _evidence(document, timexes, places, parse)
    weighed = choice.weigh(evidence, evidence.triggers)
    return _accounts(evidence, weighed, assemble(evidence, weighed))


def mentions(
    document: Document, timexes: Sequence[Timex], places: Sequence[Mention], parse: Parse
) -> tuple[EventMention, ...]:
    """Every word of `document` that tells of a happening, in text order: those that `link` makes events of, and more.

    With what is told again, said, planned or in passing; each with its modality and date.
    """
    evidence = _evidence(document, timexes, places, parse)
    found = []
    for weighed in choice.weigh(evidence, evidence.triggers):
        trigger, timing = weighed.choice.trigger, weighed.choice.when.timing
        stance = evidence.stance(trigger)
        if weighed.choice.score >= _TOLD and stance.modality not in {Modality.HYPOTHETICAL, Modality.DENIED}:
            found.append(EventMention(trigger.span, trigger.type, stance.modality, timing.basis, timing.value,
                                      timing.interval, timing.best))  # fmt: skip
    return tuple(found)


def _evidence(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention], parse: Parse) -> Evidence:
    reading = Reading(document, parse, english(), timexes, mentions)
    return Evidence(reading, candidates.find(reading))


def _event(reading: Reading, told: Told, ordinals: dict[tuple[str, str], int]) -> Event:
    draft = told.draft
    sentence = reading.parse.sentences[draft.trigger.sentence]
    quote = normalise_space(sentence.of(reading.document.text))
    word = draft.trigger.span.of(reading.document.text)
    ordinal = ordinals.get((quote, word), 0)
    ordinals[(quote, word)] = ordinal + 1
    when, where = draft.timing, draft.placing
    return Event(
        id=event_id(reading.document.id, quote, word, ordinal),
        document_id=reading.document.id,
        sentence=sentence,
        trigger=draft.trigger.span,
        title=draft.title,
        type=draft.trigger.type,
        modality=draft.stance.modality,
        main=told.is_main,
        disputed=draft.stance.disputed,
        attribution=draft.stance.speaker,
        actors=draft.actors,
        counts=draft.counts,
        duration=draft.duration,
        timex=when.timex,
        value=when.value,
        granularity=when.granularity,
        interval=when.interval,
        best=when.best,
        basis=when.basis,
        mention=where.mention,
        within=where.within,
        salience=round(draft.salience, 4),
        score=round(confidence.of_event(told.why_date.probability, told.why_place.probability), 3),
        why_date=told.why_date,
        why_place=told.why_place,
        quote=quote,
    )
