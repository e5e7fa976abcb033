"""Every word of a text that tells of a happening, before happenings are folded, joined, refused or ranked."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.events import modality, senses, timing
from pipeline.events.draft import Draft, Timing, Trigger
from pipeline.events.opening import day_of_lead
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Basis, Interval, Modality, Span, Token

_ASIDE = frozenset({"amod", "compound", "nmod", "prep", "case", "aux", "auxpass", "pobj", "dobj", "acomp"})
_NOT_TOLD = frozenset({Modality.HYPOTHETICAL, Modality.DENIED})
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_LENDING = ("support", "aspect", "planning", "irrealis")
_PARTS = frozenset({"dobj", "nsubjpass", "xcomp"})  # what a verb of support or of phase only lends its tense


@dataclass(frozen=True, slots=True)
class EventMention:
    """A word that tells of a happening.

    `type` is that of the event that it tells of, else the word's own ("other" if the lexicon has none); `value`
    (TIMEX3), `interval`, `best` and `basis` say when, as in `Event`; `event` is the trigger of that event, or None.
    """

    span: Span
    type: str
    modality: Modality
    basis: Basis
    value: str
    interval: Interval | None
    best: int | None
    event: Span | None = None


def every(reading: Reading, drafts: Sequence[Draft]) -> tuple[EventMention, ...]:
    """The mentions of a document in text order; `drafts` are its events, dated. What is denied or supposed is none."""
    told = {trigger.index: (trigger, draft) for draft in drafts for trigger in draft.mentions}
    found = {token.index: trigger for token in reading.parse.tokens if (trigger := _word(reading, token)) is not None}
    found |= {index: trigger for index, (trigger, _) in told.items() if index not in found}
    kept = [found[index] for index in sorted(found) if index in told or not _only_lends(reading, found[index], found)]
    owners = {index: draft for index, (_, draft) in told.items()}
    return tuple(_mentions(reading, kept, owners, set(found)))


def _mentions(
    reading: Reading, words: Sequence[Trigger], told: Mapping[int, Draft], rivals: set[int]
) -> Iterator[EventMention]:
    for trigger in words:
        draft = told.get(trigger.index)
        stance = draft.stance if draft is not None else modality.judge(reading, trigger)
        if stance.modality in _NOT_TOLD:
            continue
        when = _known(reading, draft) or _when(reading, trigger, stance.modality, rivals)
        kind = draft.trigger.type if draft is not None else trigger.type
        owner = draft.trigger.span if draft is not None else None
        yield EventMention(trigger.span, kind, stance.modality, when.basis, when.value, when.interval, when.best, owner)


def _known(reading: Reading, draft: Draft | None) -> Timing | None:
    """The date of the event that a mention tells of, if the text gives it one."""
    if draft is None or draft.timing.rank >= timing.DOCUMENT or reading.is_own_date(draft.timing.value):
        return None
    return draft.timing


def _when(reading: Reading, trigger: Trigger, stance: Modality, rivals: set[int]) -> Timing:
    """By its own words; else by its line; else by the document's date, best on the day of the lead of news."""
    choice = timing.stated(reading, trigger, rivals)
    found = timing.from_timex(reading, choice.timex, choice.rank) if choice is not None else Timing()
    line = timing.of_line(reading, trigger)
    if line is not None and timing.prefers_line(reading, trigger, found, line):
        found = line
    is_own = reading.is_own_date(found.value)
    lead = day_of_lead(reading) if stance is Modality.HAPPENED and (is_own or found.interval is None) else None
    if found.interval is not None and lead is None:
        return found
    bounded = timing.document_date(reading, stance)
    return bounded if lead is None else replace(bounded, best=lead.best)


def _word(reading: Reading, token: Token) -> Trigger | None:
    """The token as a trigger, if it is a verb that says what happens or a noun of action."""
    lemma, lexicon = lemma_of(token), reading.lexicon
    if reading.is_dated(token.index):
        return None
    if token.pos == "VERB" and token.dep not in _ASIDE and not lexicon.role("states", lemma):
        kind = lexicon.verbs.get(lemma, "other")
        return Trigger(token.index, token.sentence, token.span, lemma, kind, lexicon.group_of(lemma), is_noun=False)
    if token.pos not in {"NOUN", "PROPN"} or token.dep in _MODIFIERS:
        return None
    listed = lemma in lexicon.nouns and senses.is_noun_here(reading, token, lemma)
    if not listed and not (token.pos == "NOUN" and lexicon.role("actions", lemma)):
        return None
    kind = lexicon.nouns.get(lemma, "other")
    return Trigger(token.index, token.sentence, token.span, lemma, kind, lexicon.group_of(lemma), is_noun=True)


def _only_lends(reading: Reading, trigger: Trigger, words: Container[int]) -> bool:
    """Whether a verb only lends tense, phase or doubt to a happening beside it ("made a cut", "plans to build")."""
    if trigger.is_noun or not any(reading.lexicon.role(role, trigger.lemma) for role in _LENDING):
        return False
    tokens = reading.parse.tokens
    return any(below in words and tokens[below].dep in _PARTS for below in reading.children[trigger.index])
