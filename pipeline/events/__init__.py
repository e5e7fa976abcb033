"""Dated, located events from a parsed document: `link`; every word that tells of one: `mentions`. Pure.

No I/O but the package's own word list.

The stages, in order: which words name happenings (`triggers`), how the text presents them (`modality`), where
(`placing`) and when (`timing`), which mentions are one (`coreference`), what the others bound (`relations`), what
matters (`salience`), what to call it (`titles`). docs/events.md tells it in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.events import (
    coreference,
    counting,
    modality,
    nationwide,
    people,
    placing,
    relations,
    salience,
    senses,
    timing,
    titles,
    triggers,
)
from pipeline.events.draft import Draft, Placing, Timing
from pipeline.events.lexicon import english
from pipeline.events.lines import place_lines
from pipeline.events.locatives import DATELINE, NARRATIVE, is_of_other_time
from pipeline.events.opening import day_of_lead, news, place_of_lead, place_of_news
from pipeline.events.reading import FINE, Reading
from pipeline.events.suggestions import suggest
from pipeline.events.telling import EventMention, every
from pipeline.model import Document, Event, Mention, Modality, Parse, Timex, Why, event_id
from pipeline.text import normalise_space

__all__ = ["TYPES", "EventMention", "link", "mentions", "suggest"]

TYPES: tuple[str, ...] = (
    "conflict", "attack", "disaster", "accident", "diplomacy", "agreement", "politics", "protest", "justice", "economy",
    "science", "culture", "life", "founding", "movement", "statement", "other",
)  # fmt: skip
_REAL = frozenset({Modality.HAPPENED, Modality.ONGOING})
_A_YEAR = 366 * 86_400_000_000  # microseconds


def link(document: Document, timexes: Sequence[Timex], mentions: Sequence[Mention], parse: Parse) -> tuple[Event, ...]:
    """The events of `document`, in text order; each with the date and place that the text gives it, or none."""
    reading = Reading(document, parse, english(), timexes, mentions)
    drafts = _dated(reading)
    _place(reading, drafts)
    place_lines(reading, drafts)
    nationwide.widen(reading, drafts)
    lead = salience.rate(reading, drafts)
    ordered = salience.order(reading, drafts)
    best = ordered[0].salience if ordered else 0.0
    main = {id(draft) for draft in ordered if salience.is_main(reading, draft, best, lead)}
    ordinals: dict[tuple[str, str], int] = {}
    return tuple(_event(reading, draft, ordinals, main=id(draft) in main) for draft in drafts)


def mentions(
    document: Document, timexes: Sequence[Timex], places: Sequence[Mention], parse: Parse
) -> tuple[EventMention, ...]:
    """Every word of `document` that tells of a happening, in text order: those that `link` makes events of, and more.

    With what is told again, said, planned or in passing; each with its modality and date.
    """
    reading = Reading(document, parse, english(), timexes, places)
    return every(reading, _dated(reading)) if parse.syntactic else ()


def _dated(reading: Reading) -> list[Draft]:
    """The happenings of a document with their dates, every one of them once."""
    drafts = _drafts(reading)
    relations.mark_background(reading, drafts)
    for draft in drafts:
        if draft.background and draft.timing.rank > timing.GOVERNED:
            draft.timing = Timing()
    senses.lend_types(reading, drafts)
    drafts = coreference.gather(reading, drafts)
    _date(reading, drafts)
    relations.bound(reading, drafts)
    return drafts


def _drafts(reading: Reading) -> list[Draft]:
    """One draft a trigger, with what its own sentence says."""
    found = triggers.find(reading)
    tokens = {anchor for trigger in found for anchor in trigger.anchors}
    drafts = []
    for trigger in found:
        draft = Draft(trigger, mentions=[trigger])
        draft.stance = modality.judge(reading, trigger)
        draft.placing = placing.place(reading, trigger, tokens)
        choice = timing.stated(reading, trigger, tokens)
        since = counting.counted(reading, trigger)
        if since is not None:
            draft.timing = since
        elif choice is not None:
            draft.timing = timing.from_timex(reading, choice.timex, choice.rank)
        draft.actors = people.actors(reading, trigger)
        draft.counts = people.counts(reading, trigger.sentence)
        draft.duration = people.duration(reading, trigger)
        draft.title = titles.compose(reading, draft)
        drafts.append(draft)
    return drafts


def _date(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Date the drafts that their own sentences leave undated: by their line, the narrative, or the document."""
    told: Draft | None = None
    headline = news(reading, drafts)
    for draft in drafts:
        line = timing.of_line(reading, draft.trigger)
        if line is not None and timing.prefers_line(reading, draft.trigger, draft.timing, line):
            draft.timing = line
        if draft.timing.rank > timing.SENTENCE:
            lead = day_of_lead(reading) if draft is headline and draft.stance.modality in _REAL else None
            draft.timing = lead or _undated(reading, draft, told)
        if draft.timing.rank <= timing.SENTENCE and draft.stance.modality is Modality.HAPPENED and not draft.background:
            told = draft


def _undated(reading: Reading, draft: Draft, told: Draft | None) -> Timing:
    if reading.is_narrative and told is not None and told.timing.timex is not None:
        gap = reading.document.text[told.trigger.span.end : draft.trigger.span.start]
        carried = timing.narrative(reading, told.timing.timex, same_paragraph="\n\n" not in gap)
        if carried is not None:
            return carried
    if _is_outcome(reading, draft, told) and told is not None:
        carried = timing.narrative(reading, told.timing.timex, same_paragraph=True)
        if carried is not None:
            return carried
    opens = draft.trigger.sentence == 0 and timing.is_dateline_story(reading)
    return timing.document_date(reading, draft.stance.modality, same_day=opens and not draft.background)


def _is_outcome(reading: Reading, draft: Draft, told: Draft | None) -> bool:
    """Whether news counts the dead or hurt of what the sentence before has dated ("Five of the six on board died")."""
    if told is None or draft.trigger.sentence - told.trigger.sentence != 1 or draft.stance.modality not in _REAL:
        return False
    lemma = draft.trigger.lemma
    counts = bool(draft.counts) and (lemma == "die" or reading.lexicon.role("consequence", lemma))
    gap = reading.document.text[told.trigger.span.end : draft.trigger.span.start]
    fine = told.timing.granularity in FINE and told.timing.timex is not None
    return counts and fine and told.trigger.type != "statement" and "\n\n" not in gap


def _place(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Place the unplaced: where the paragraph's last happening was, else at the dateline."""
    opening, headline = placing.dateline(reading), news(reading, drafts)
    for previous, draft in zip([None, *drafts], drafts, strict=False):
        if draft.placing.mention is not None or draft.background:
            continue
        carried = _recalled(reading, drafts, draft) or _carried(reading, previous, draft)
        if carried is not None:
            draft.placing = carried
        elif draft is headline and (found := place_of_news(reading, draft, drafts)) is not None:
            draft.placing = found
        elif previous is not None and _goes_back(previous, draft):
            continue
        elif opening is None and (lead := place_of_lead(reading, draft)) is not None:
            draft.placing = lead
        elif opening is not None and draft.trigger.sentence <= 2:
            draft.placing = Placing(opening, "", DATELINE, "The text names no place; it is the dateline.")


def _recalled(reading: Reading, drafts: Sequence[Draft], draft: Draft) -> Placing | None:
    """The place of the happening that a definite noun takes up again ("Kennedy lifted the blockade")."""
    if not draft.trigger.is_noun or not reading.parse.syntactic or not coreference.points_back(reading, draft):
        return None
    if placing.names_unknown(reading, draft.trigger):
        return None
    earlier = [
        other for other in drafts if other.trigger.index < draft.trigger.index and other.placing.mention is not None
    ]
    same = [other for other in earlier if other.trigger.lemma == draft.trigger.lemma]
    if not same or same[-1].placing.mention is None:
        return None
    why = f'The text has told of the {draft.trigger.lemma} before, at "{same[-1].placing.mention.toponym.text}".'
    return Placing(same[-1].placing.mention, same[-1].placing.within, NARRATIVE, why)


def _carried(reading: Reading, previous: Draft | None, draft: Draft) -> Placing | None:
    if draft.trigger.sentence in reading.line_sentences:
        return None
    if previous is None or previous.placing.mention is None or draft.trigger.sentence - previous.trigger.sentence > 1:
        return None
    if "\n\n" in reading.document.text[previous.trigger.span.end : draft.trigger.span.start]:
        return None
    if previous.stance.modality not in _REAL or _goes_back(previous, draft):
        return None
    if is_of_other_time(reading, draft.trigger, previous.trigger.index):
        return None
    if not reading.is_narrative and _goes_on(previous, draft):  # a history stays where it is
        return None
    if (
        previous.trigger.type == "movement" and not placing.ends_there(reading, previous.trigger)
    ) or placing.names_unknown(reading, draft.trigger):
        return None
    why = f'The sentence names no place; the account is at "{previous.placing.mention.toponym.text}".'
    return Placing(previous.placing.mention, previous.placing.within, NARRATIVE, why)


def _goes_back(previous: Draft, draft: Draft) -> bool:
    """Whether a happening is of an earlier year than the one told before it: a look back, elsewhere as a rule."""
    here, there = draft.timing.best, previous.timing.best
    return here is not None and there is not None and there - here > _A_YEAR


def _goes_on(previous: Draft, draft: Draft) -> bool:
    """Whether a happening is, by its own date, more than a year later than the one told before it."""
    here, there = draft.timing.best, previous.timing.best
    own = draft.timing.rank <= timing.SENTENCE
    return own and here is not None and there is not None and here - there > _A_YEAR


def _event(reading: Reading, draft: Draft, ordinals: dict[tuple[str, str], int], *, main: bool) -> Event:
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
        main=main,
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
        score=round(_score(draft), 4),
        why_date=_why(when.why),
        why_place=_why(where.why or "The text names no place for it."),
        quote=quote,
    )


def _why(sentence: str) -> Why:
    return Why(source="legacy", facts=(("sentence", sentence),))


def _score(draft: Draft) -> float:
    """Confidence, 0..1: in the word, its date and its place."""
    certainty = {rank: 1.0 - 0.1 * rank for rank in range(10)}
    placed = certainty[draft.placing.rank] if draft.placing.mention is not None else 0.4
    return draft.trigger.strength * (0.4 + 0.3 * certainty[min(draft.timing.rank, 9)] + 0.3 * placed)
