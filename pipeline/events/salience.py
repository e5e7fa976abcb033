"""How much a happening is what the text is about, and which happenings are its main ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from pipeline.events.draft import Draft
from pipeline.events.locatives import CLAUSE
from pipeline.events.opening import news
from pipeline.events.reading import Reading
from pipeline.events.timing import BOUND, LINE, NARRATIVE
from pipeline.model import Modality
from pipeline.timex import DAY, interval_of

_REALITY = {
    Modality.HAPPENED: 1.0,
    Modality.ONGOING: 0.8,
    Modality.PLANNED: 0.5,
    Modality.DENIED: 0.4,
    Modality.HABITUAL: 0.3,
    Modality.HYPOTHETICAL: 0.25,
}
_REAL = frozenset({Modality.HAPPENED, Modality.ONGOING})
_FADE = 10.0  # sentences after which a happening counts a third of one in the lead
_MAIN_NEWS, _MAIN_NARRATIVE = 0.75, 0.35  # share of the best salience that makes a main event
_LEADING = range(2)  # sentences in which a main event of news may stand without a date and a place of its own
_LEAD = 0.85  # weight of the main verb of the first sentence, at least
_TOLD = 0.45  # of the main verb of a dated sentence of a narrative, at least
_PASSING = 0.4  # of a noun that only completes another one, without a date or place of its own
_TOPIC = 0.97  # of the happening that a narrative's opening names as its subject ("The Sand War was ...")
_NEWS = 0.9  # of what the headline of news tells
_RECALLED = 0.75  # of a happening that news recalls from more than _RECENT_DAYS before its own date
_RECENT_DAYS = 60
_REPEAT = 0.55  # what a date and place already told by a more salient event is worth


def rate(reading: Reading, drafts: Sequence[Draft]) -> None:
    """Set the salience of every draft, 0..1."""
    headline = news(reading, drafts)
    for draft in drafts:
        draft.salience = _salience(reading, draft)
    if headline is not None:
        headline.salience = max(headline.salience, _NEWS * _REALITY[headline.stance.modality])


def _salience(reading: Reading, draft: Draft) -> float:
    trigger = draft.trigger
    if _is_topic(reading, draft):
        return _TOPIC
    weight = reading.lexicon.weight[trigger.type] * max(mention.strength for mention in draft.mentions or [trigger])
    if trigger.sentence == 0 and trigger.type != "statement" and _heads(reading, draft):
        weight = max(weight, _LEAD)
    if reading.is_narrative and draft.timing.rank <= LINE and not trigger.is_noun and _heads(reading, draft):
        weight = max(weight, _TOLD)
    if trigger.passing and draft.placing.rank > CLAUSE and draft.timing.rank > LINE and len(draft.mentions) == 1:
        weight *= _PASSING
    lead = exp(-trigger.sentence / _FADE) if not reading.is_narrative else 1.0
    told = min(len(draft.mentions), 4) / 4
    stated = draft.timing.rank <= LINE
    support = 0.4 + 0.2 * lead + 0.1 * told + 0.15 * (draft.placing.mention is not None) + 0.15 * stated
    factor = _REALITY[draft.stance.modality] * (0.5 if draft.background else 1.0) * (0.5 if trigger.label else 1.0)
    return min(1.0, weight * support * factor * (_RECALLED if _is_recalled(reading, draft) else 1.0))


def _is_topic(reading: Reading, draft: Draft) -> bool:
    """Whether a narrative opens with it as its subject: then it is what the text is about."""
    trigger = draft.trigger
    if not reading.is_narrative or not reading.parse.syntactic or not trigger.is_noun or trigger.sentence != 0:
        return False
    if reading.line_dates or draft.stance.modality not in _REAL or draft.background:
        return False
    token = reading.parse.tokens[trigger.index]
    return token.dep in {"nsubj", "nsubjpass"} and reading.parse.tokens[token.head].dep == "ROOT"


def _is_recalled(reading: Reading, draft: Draft) -> bool:
    """Whether news tells it from long before its own date, or only of its year, and not in its first sentence."""
    document, interval = reading.document.dct, draft.timing.interval
    if reading.is_narrative or document is None or interval is None or interval.end is None:
        return False
    written = interval_of(document.value)
    if written is None or written.start is None or draft.trigger.sentence == 0:
        return False
    if interval.end < written.start - _RECENT_DAYS * DAY:
        return True
    return interval.start is not None and interval.end - interval.start > _RECENT_DAYS * DAY  # "the 2016 election"


def _heads(reading: Reading, draft: Draft) -> bool:
    return any(reading.parse.tokens[anchor].dep == "ROOT" for anchor in draft.trigger.anchors)


def order(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts by falling salience; one whose date and place were told already falls behind (its salience too)."""
    waiting = sorted(drafts, key=lambda draft: -draft.salience)
    seen: set[tuple[str, str]] = set()
    for draft in waiting:
        place = draft.placing.mention.place if draft.placing.mention is not None else None
        key = draft.timing.value, place.id if place is not None else ""
        draft.salience *= _REPEAT if key in seen else 1.0
        if draft.stance.modality in _REAL or not reading.is_narrative:  # in an account, a promise repeats nothing
            seen.add(key)
    return sorted(waiting, key=lambda draft: -draft.salience)


def is_main(reading: Reading, draft: Draft, best: float) -> bool:
    """Whether the happening is one of the document's main ones; `best` is the highest salience of the document."""
    if draft.stance.modality not in _REAL or draft.background or draft.trigger.label:
        return False
    if reading.is_narrative:
        return draft.timing.rank <= NARRATIVE and draft.salience >= _MAIN_NARRATIVE * best
    if draft.timing.rank == BOUND or draft.salience < _MAIN_NEWS * best:
        return False
    told = draft.placing.mention is not None or draft.timing.rank <= NARRATIVE
    return told or draft.trigger.sentence in _LEADING or draft.salience >= best
