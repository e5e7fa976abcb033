"""Where a chronicle's line is that gives its happening no place by its words: at the only place that it names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events.draft import Draft, Placing
from pipeline.events.locatives import NARRATIVE
from pipeline.events.nesting import holds, is_country, radius
from pipeline.events.opening import REAL
from pipeline.events.placing import names_unknown
from pipeline.events.reading import Reading
from pipeline.model import Mention, Role

_AFIELD = frozenset({"conflict", "attack", "movement"})  # what a state does elsewhere


def place_lines(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Place the first happening of every line without a place; `drafts` in text order, otherwise placed."""
    for sentence in sorted(reading.line_sentences):
        told = [draft for draft in drafts if draft.trigger.sentence == sentence and not draft.trigger.label]
        if not told or any(draft.placing.mention is not None for draft in told):
            continue
        first = next((draft for draft in told if draft.stance.modality in REAL and not draft.background), None)
        found = _only_place(reading, first) if first is not None else None
        if first is not None and found is not None:
            why = f'The line names no place but "{found.toponym.text}".'
            first.placing = Placing(found, "", NARRATIVE, why)


def _may_be(mention: Mention) -> bool:
    """Whether a name is a place's own, or a town's in another name ("Helsinki Stock Exchange")."""
    if mention.place is None or mention.toponym.role is Role.DEMONYM:
        return False
    return mention.toponym.role is not Role.PART or mention.place.kind.startswith("PPL")


def _only_place(reading: Reading, draft: Draft) -> Mention | None:
    """The finest of the places that a line names, if the others hold it; no state that acts abroad."""
    named = [mention for mention in reading.places_by_sentence.get(draft.trigger.sentence, []) if _may_be(mention)]
    finest = min(named, key=radius, default=None)
    if finest is None or not all(holds(mention.place, finest.place) for mention in named):
        return None
    if not is_country(finest) and names_unknown(reading, draft.trigger):
        return None  # it was there, wherever that is
    acts = reading.parse.tokens[reading.head_of(finest.toponym.span)].dep == "nsubj"
    return None if is_country(finest) and acts and draft.trigger.type in _AFIELD else finest
