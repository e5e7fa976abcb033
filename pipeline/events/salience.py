"""How much a happening is what the text is about, and which happenings are its main ones."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from pipeline.events.coreference import is_one_of_others
from pipeline.events.draft import Draft, Timing
from pipeline.events.leads import lead_verb
from pipeline.events.locatives import CLAUSE
from pipeline.events.opening import news
from pipeline.events.reading import Reading
from pipeline.events.timing import BOUND, DOCUMENT, LINE, NARRATIVE
from pipeline.geo import distance_m
from pipeline.model import Interval, Modality
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
_MAIN_APART = 0.9  # the same for what shares neither its day nor its place with the lead of news
_MAIN_LIFE = 0.5  # the same in an obituary, which recalls
_LEADING = range(2)  # sentences in which a main event of news may stand without a date and a place of its own
_LEAD = 0.85  # weight of the main verb of the first sentence, at least
_TOLD = 0.45  # of the main verb of a dated sentence of a narrative, at least
_PASSING = 0.4  # of a noun that only completes another one, without a date or place of its own
_TOPIC = 0.97  # of the happening that a narrative's opening names as its subject ("The Sand War was ...")
_NEWS = 0.9  # of what the headline of news tells
_RECALLED = 0.75  # of a happening that news recalls from more than _RECENT_DAYS before its own date
_RECENT_DAYS = 60
_DYING = frozenset({"die", "death"})
_PREVIOUS = frozenset({"earlier", "previous", "past", "similar"})
_NEAR_M = 60_000.0
_WEEK_DAYS = 7
_REPEAT = 0.55  # what a date and place already told by a more salient event is worth


def rate(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """Set the salience of every draft, 0..1; returns what news is about: its lead, else its headline."""
    headline = news(reading, drafts)
    for draft in drafts:
        draft.salience = _salience(reading, draft)
    if headline is not None:
        headline.salience = max(headline.salience, _NEWS * _REALITY[headline.stance.modality])
    lead = lead_of(reading, drafts)
    if lead is not None:
        lead.salience = max(lead.salience, _LEAD * _REALITY[lead.stance.modality])
    return lead or headline


def lead_of(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """The happening that the first sentence of news tells with its main verb, unless that only says something."""
    verb = lead_verb(reading)
    if verb is None:
        return None
    words = [verb, reading.child(verb, "nsubj", "nsubjpass")]
    told = [
        draft
        for word in words
        for draft in drafts
        if any(word in mention.anchors for mention in draft.mentions or [draft.trigger])
    ]
    return next((draft for draft in told if draft.trigger.type != "statement" and not draft.background), None)


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


def _is_of_the_past(reading: Reading, draft: Draft, lead: Draft | None) -> bool:
    """Whether news recalls it from long before its own date and before its lead; of the dead their life is told."""
    document, when = reading.document.dct, draft.timing.interval
    written = interval_of(document.value) if document is not None else None
    if written is None or written.start is None or when is None or when.end is None:
        return False
    if lead is not None and lead.trigger.lemma in _DYING and lead.trigger.type == "life":
        return False
    of_lead = lead.timing.interval.start if lead is not None and lead.timing.interval is not None else None
    reference = min(written.start, of_lead) if of_lead is not None else written.start
    return when.end < reference - _RECENT_DAYS * DAY


def _share(draft: Draft, lead: Draft | None) -> float:
    """The share of the best salience from which a happening of news is a main one."""
    if lead is not None and lead.trigger.lemma in _DYING and lead.trigger.type == "life":
        return _MAIN_LIFE
    return _MAIN_NEWS if lead is None or goes_with(draft, lead) else _MAIN_APART


def goes_with(draft: Draft, lead: Draft) -> bool:
    """Whether a happening may be of the day of the lead, or was at its place within a week of it."""
    if draft is lead:
        return True
    left, right = draft.timing.interval, _narrowed(lead.timing)
    if left is None or right is None or _overlap(left, right, 0):
        return True
    if not _overlap(left, right, _WEEK_DAYS * DAY):
        return False
    here, there = (each.placing.mention.place if each.placing.mention is not None else None for each in (draft, lead))
    if here is None or there is None:
        return False
    return distance_m(here.lat, here.lon, there.lat, there.lon) <= max(_NEAR_M, here.radius_m, there.radius_m)


def _narrowed(timing: Timing) -> Interval | None:
    """When the lead was; its last day, if its words only bound it ("by Monday")."""
    when = timing.interval
    if when is None or when.start is not None or when.end is None or timing.rank >= DOCUMENT:
        return when
    return Interval(when.end - DAY, when.end)


def _overlap(left: Interval, right: Interval, margin: int) -> bool:
    pairs = ((left.start, right.end), (right.start, left.end))
    return all(start is None or end is None or start < end + margin for start, end in pairs)


def _is_another(reading: Reading, draft: Draft) -> bool:
    """Whether it is told as an earlier case ("Earlier accidents include the derailment at Watford")."""
    trigger = draft.trigger
    if not trigger.is_noun or not reading.parse.syntactic:
        return False
    words = {reading.parse.tokens[index].text.lower() for index in reading.children[trigger.index]}
    return bool(words & _PREVIOUS) or is_one_of_others(reading, trigger.index)


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


def is_main(reading: Reading, draft: Draft, best: float, lead: Draft | None) -> bool:
    """Whether the happening is one of the document's main ones; `best` is the highest salience of the document.

    `lead` is what news is about: what it recalls from long before that is not main, except of somebody's life.
    """
    if draft.stance.modality not in _REAL or draft.background or draft.trigger.label:
        return False
    if reading.is_narrative:
        is_told = draft.timing.rank <= NARRATIVE and not _is_another(reading, draft)
        return is_told and draft.salience >= _MAIN_NARRATIVE * best
    if draft is not lead and (_is_of_the_past(reading, draft, lead) or _is_another(reading, draft)):
        return False
    share = _share(draft, lead)
    if draft.timing.rank == BOUND or draft.salience < share * best:
        return False
    told = draft.placing.mention is not None or draft.timing.rank <= NARRATIVE
    return told or draft.trigger.sentence in _LEADING or draft.salience >= best
