"""What a piece of news is about: its headline; when and where that was, as the sentences below it tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import exp

from pipeline.events.draft import Draft, Placing, Timing
from pipeline.events.locatives import BELONGS, NARRATIVE
from pipeline.events.nesting import holds, is_country, radius
from pipeline.events.placing import names_unknown
from pipeline.events.reading import Reading, is_fine
from pipeline.events.timing import NARRATIVE as NARRATED
from pipeline.events.timing import from_timex
from pipeline.model import Mention, Modality, Place, Role, Span, Timex
from pipeline.timex import DAY, interval_of

HEADLINE = 2  # sentences that a headline, or a lead, may be
REAL = frozenset({Modality.HAPPENED, Modality.ONGOING})
_RETOLD = 12  # sentences below a headline that tell of it again
_FADE = 10.0  # sentences after which a place counts a third of one in the first
_MOST = 0.55  # share of a text's places that is most of them
_WEEK = 7 * DAY
_ASIDE = frozenset({"relcl", "advcl", "acl"})  # clauses that tell of something else
_SENTENCES = 5  # that tell where the news is


def news(reading: Reading, drafts: Sequence[Draft]) -> Draft | None:
    """The happening that a piece of news is about: what its headline tells, its main verb first."""
    there = [draft for draft in drafts if draft.trigger.sentence in reading.headline]
    told = [draft for draft in there if not _is_label(reading, draft)]
    tokens = reading.parse.tokens
    heading = [draft for draft in told if any(tokens[anchor].dep == "ROOT" for anchor in draft.trigger.anchors)]
    real = [draft for draft in told if draft.stance.modality in REAL and not draft.background]
    return next(iter([*heading, *real, *there]), None)


def _is_label(reading: Reading, draft: Draft) -> bool:
    sentence = reading.parse.sentences[draft.trigger.sentence].of(reading.document.text)
    return draft.trigger.label or sentence.rstrip().endswith(":")


def day_of_lead(reading: Reading) -> Timing | None:
    """The day that the sentences below the headline of news give what they tell, at most a week before its date."""
    for sentence in _lead(reading):
        for timex in reading.dates_by_sentence.get(sentence, []):
            found = from_timex(reading, timex, NARRATED)
            if is_fine(found.value) and _is_recent(reading, found) and _is_told_of(reading, timex):
                return replace(found, why=f"The headline gives no date. {found.why}")
    return None


def _lead(reading: Reading) -> list[int]:
    """The first sentences below the headline, without what only tells the reader to do something."""
    below = range(reading.headline.stop, len(reading.parse.sentences) if reading.headline else 0)
    return [sentence for sentence in below if not _is_imperative(reading, sentence)][:_SENTENCES]


def _is_imperative(reading: Reading, sentence: int) -> bool:
    roots = [token for token in reading.parse.tokens_of(sentence) if token.dep == "ROOT" and token.tag == "VB"]
    return any(reading.child(root.index, "nsubj", "nsubjpass", "aux") is None for root in roots)


def _is_recent(reading: Reading, timing: Timing) -> bool:
    """Whether it lies within the week that ends with the day of the document."""
    written = interval_of(reading.document.dct.value) if reading.document.dct is not None else None
    if written is None or timing.interval is None or written.start is None or timing.interval.start is None:
        return False
    return -_WEEK <= timing.interval.start - written.start < DAY


def _is_told_of(reading: Reading, timex: Timex) -> bool:
    """Whether a date belongs to the main clause of its sentence, and is not a line by itself."""
    tokens = reading.parse.tokens
    index = reading.head_of(timex.span or Span(0, 0))
    return tokens[index].dep != "ROOT" and not any(
        tokens[above].dep in _ASIDE for above in (index, *reading.ancestors(index))
    )


def place_of_lead(reading: Reading, draft: Draft) -> Placing | None:
    """The place of a happening in the headline or lead of news, where the opening names a single place.

    A country and a place in it are one. None if the happening's own sentence names a place that is not its own, or
    one that nobody knows.
    """
    if reading.is_narrative or not reading.parse.syntactic or draft.trigger.sentence >= HEADLINE:
        return None
    if _located(reading, draft.trigger.sentence) or names_unknown(reading, draft.trigger):
        return None
    mentions = [mention for sentence in range(_SENTENCES) for mention in _located(reading, sentence)]
    mentions = [mention for mention in mentions if not _acts(reading, mention)]
    if not mentions:
        return None
    finest = min(mentions, key=radius)
    if not all(holds(mention.place, finest.place) for mention in mentions):
        return None
    why = f'Its sentence names no place; the opening is at "{finest.toponym.text}".'
    return Placing(finest, "", NARRATIVE, why)


def place_of_news(reading: Reading, headline: Draft, drafts: Sequence[Draft]) -> Placing | None:
    """The place of what a headline tells: where the text retells it, else where most of the text is."""
    return _retold(headline, drafts) or place_of_lead(reading, headline) or _focus(reading)


def _retold(headline: Draft, drafts: Sequence[Draft]) -> Placing | None:
    """The place that the text gives to the first happening of the same kind."""
    for draft in drafts:
        near = headline.trigger.sentence < draft.trigger.sentence <= headline.trigger.sentence + _RETOLD
        same = draft.trigger.type == headline.trigger.type and draft.stance.modality in REAL
        if near and same and draft.placing.mention is not None and draft.placing.rank <= BELONGS:
            name = draft.placing.mention.toponym.text
            return Placing(draft.placing.mention, draft.placing.within, NARRATIVE, f'The text tells of it at "{name}".')
    return None


def _focus(reading: Reading) -> Placing | None:
    """Where most of a text's places are, the early ones counting more: a place in a country, or that country."""
    named = {
        mention: exp(-sentence / _FADE)
        for sentence in reading.places_by_sentence
        for mention in _located(reading, sentence)
    }
    inside = _most(named, lambda place: place.country)
    exact = {mention: weight for mention, weight in inside.items() if not is_country(mention)}
    chosen = next(iter([*_most(exact, lambda place: place.id), *filter(is_country, inside)]), None)
    if chosen is None:
        return None
    where = chosen.toponym.text
    return Placing(chosen, "", NARRATIVE, f'Most of the places that the text names are in or at "{where}".')


def _most(named: dict[Mention, float], key: Callable[[Place], str]) -> dict[Mention, float]:
    """Those mentions that share the key which makes most of the weight; none if no key does."""
    weights: dict[str, float] = {}
    for mention, weight in named.items():
        if mention.place is not None:
            weights[key(mention.place)] = weights.get(key(mention.place), 0.0) + weight
    most = max(weights, key=lambda each: weights[each], default="")
    if not most or weights[most] < _MOST * sum(named.values()):
        return {}
    return {mention: weight for mention, weight in named.items() if mention.place and key(mention.place) == most}


def _located(reading: Reading, sentence: int) -> list[Mention]:
    found = reading.places_by_sentence.get(sentence, [])
    located = [mention for mention in found if mention.toponym.role is Role.LOCATION and mention.place is not None]
    return [each for each in located if reading.document.text[each.toponym.span.end :][:1] != "-"]  # "US-based"


def _acts(reading: Reading, mention: Mention) -> bool:
    """Whether a state is said to do something ("Korea to host a summit"): an actor, not where the news is."""
    is_state = mention.place is not None and mention.place.kind.startswith("PCL")
    return is_state and reading.parse.tokens[reading.head_of(mention.toponym.span)].dep == "nsubj"
