"""Events that a person wrote: from words of a document that the machine passed over, or without any document."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from pipeline.model import Event, Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Created:
    """The value of a `created` judgement: the event as it was written, and the data set it belongs to."""

    dataset: str
    event: Event


def anchored(event: Event, text: str) -> Event:
    """The event with its spans where its quote stands in `text` now; with empty spans where it no longer does.

    The machine's events are read anew with their document, a person's are not: an edit further up moves theirs.
    """
    if not event.quote or " ".join(event.sentence.of(text).split()) == event.quote:
        return event
    at = text.find(event.quote)
    if at < 0:
        return dataclasses.replace(event, sentence=NOWHERE, trigger=NOWHERE)
    moved = at - event.sentence.start
    trigger = Span(max(at, event.trigger.start + moved), max(at, event.trigger.end + moved))
    return dataclasses.replace(event, sentence=Span(at, at + len(event.quote)), trigger=trigger)
