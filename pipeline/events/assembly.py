"""From choices to events: which candidates are events, which only mention one, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import titles
from pipeline.analysis.trigger import Trigger
from pipeline.events import bounds, choice, explaining, nesting, timing
from pipeline.events.choice import ONE, Weighed
from pipeline.events.draft import Draft, Placing
from pipeline.events.evidence import Evidence
from pipeline.kinds import Typer
from pipeline.model import Basis, Modality, Why
from pipeline.titles import people

MAIN = 0.22  # the least score of a main event: set on cross-validation
KEPT = 0.2  # the least probability, by the model `real`, of an event at all
SURELY_ONE = 0.7  # `choice.ONE` for a candidate that scores as a main event: the score knows of its doubles
_REAL = frozenset({Modality.HAPPENED, Modality.ONGOING})
_UNDATED = frozenset({"by_document", "none"})  # sources that give no date of the happening's own


@dataclass(slots=True)
class Told:
    """An event in the making: the draft, what was weighed for it, its score, and why it has its date and place."""

    draft: Draft
    weighed: Weighed
    score: float
    why_date: Why
    why_place: Why

    @property
    def is_main(self) -> bool:
        """Whether an editor would show it."""
        return self.score >= MAIN and self.draft.stance.modality in _REAL


@dataclass(frozen=True, slots=True)
class Assembled:
    """What became of the candidates of a document.

    `scores` and `same` are of the candidates in their order, `told` are the events in text order.
    """

    scores: Sequence[float]
    same: choice.Same
    told: list[Told]


def assemble(evidence: Evidence, weighed: Sequence[Weighed]) -> Assembled:
    """The events of a document, each with all its mentions, and the scores that chose them."""
    choices = [each.choice for each in weighed]
    same = choice.compare(evidence, choices)
    rows = choice.among(choices, same)
    scores = choice.select(choices, rows)
    heads = _heads(scores, choice.select(choices, rows, model="real"), same)
    mentions = _mentions(heads, same)
    ordered = sorted(heads)
    retold = [_retold(weighed, choice.best(choices, mentions[head]), head) for head in ordered]
    triggers = [[choices[other].trigger for other in mentions[head]] for head in ordered]
    found = _all_told(evidence, retold, [scores[head] for head in ordered], triggers)
    found.sort(key=lambda told: told.draft.trigger.index)
    _bound(evidence, found)
    for told in found:
        draft = told.draft
        draft.title = titles.compose(
            evidence.reading, draft.trigger, draft.actors, draft.placing.mention, draft.mentions
        )
    return Assembled(scores, same, found)


def _retold(weighed: Sequence[Weighed], best: int, head: int) -> Weighed:
    """The best mention of an event, with the date and the place that were weighed for its head."""
    own, chosen = weighed[best].choice, weighed[head].choice
    return replace(
        weighed[head],
        choice=replace(
            own, when=chosen.when, where=chosen.where, when_share=chosen.when_share, where_share=chosen.where_share
        ),
    )


def _heads(scores: Sequence[float], real: Sequence[float], same: choice.Same) -> list[int]:
    """The candidates that are events of their own: likely main, or real at all, and no double of a better one."""
    heads: list[int] = []
    kept: set[int] = set()
    for number in sorted(range(len(scores)), key=lambda number: (-(scores[number] >= MAIN), -scores[number])):
        most = SURELY_ONE if scores[number] >= MAIN else ONE
        is_likely = scores[number] >= MAIN or real[number] >= KEPT
        if is_likely and not _is_double(number, kept, same, most):
            heads.append(number)
            kept.add(number)
    return heads


def _is_double(number: int, kept: set[int], same: choice.Same, most: float) -> bool:
    """Whether a candidate is one with any that is kept, by more than `most`: by itself, or by way of a third."""
    likely = [(other, one) for other, one in same[number].items() if one > most]  # a way is no likelier than its steps
    if any(other in kept for other, _ in likely):
        return True
    return any(one * second > most for other, one in likely for third, second in same[other].items() if third in kept)


def _mentions(heads: Sequence[int], same: choice.Same) -> dict[int, list[int]]:
    """Head -> itself and the candidates that mention it, in text order; each joins its likeliest head."""
    mentions = {head: [head] for head in heads}
    for number, others in enumerate(same):
        if number in mentions:
            continue
        best = max((other for other in others if other in mentions), key=others.__getitem__, default=None)
        if best is not None and others[best] > ONE:
            mentions[best].append(number)
    return {head: sorted(numbers) for head, numbers in mentions.items()}


def _all_told(
    evidence: Evidence, weighed: Sequence[Weighed], scores: Sequence[float], mentions: Sequence[Sequence[Trigger]]
) -> list[Told]:
    """The events with what was weighed for each, its score and its mentions."""
    typer = Typer(evidence.reading)
    drafts = [_draft(evidence, *each, typer) for each in zip(weighed, scores, mentions, strict=True)]
    whys = explaining.of_dates(evidence, weighed), explaining.of_places(evidence, weighed)
    return [Told(*each) for each in zip(drafts, weighed, scores, *whys, strict=True)]


def _draft(evidence: Evidence, weighed: Weighed, score: float, mentions: Sequence[Trigger], typer: Typer) -> Draft:
    trigger, when, where = weighed.choice.trigger, weighed.choice.when, weighed.choice.where
    told = (trigger, *(mention for mention in mentions if mention != trigger))
    trigger = replace(trigger, type=typer.type_of(*told)[0])
    stance = evidence.stance(trigger)
    mention = where.placing.mention
    reading = evidence.reading
    return Draft(
        trigger=trigger,
        stance=stance,
        timing=when.timing,
        placing=Placing(mention, nesting.within(evidence, mention)) if mention is not None else Placing(),
        actors=tuple(dict.fromkeys(name for each in told for name in people.actors(reading, each))),
        counts=people.counts(reading, trigger.sentence),
        duration=next((found for each in mentions if (found := people.duration(reading, each))), ""),
        salience=score,
        mentions=list(mentions),
    )


def _bound(evidence: Evidence, found: Sequence[Told]) -> None:
    """Give bounds to what has no date of its own, where its words say before or after what it was."""
    drafts = {mention.index: told.draft for told in found for mention in told.draft.mentions}
    previous: Draft | None = None
    for told in found:
        source = told.weighed.choice.when.source
        if source in _UNDATED and not told.is_main:
            bound = bounds.refine(evidence, told.draft, drafts, previous)
            if bound is not None:
                told.draft.timing = bound.timing
                told.why_date = replace(told.why_date, source=bound.source, words=bound.words, span=None)
            elif told.draft.timing.basis is Basis.DCT and told.draft.stance.modality is Modality.PLANNED:
                told.draft.timing = timing.from_document(evidence.reading.document.dct)
        previous = told.draft
