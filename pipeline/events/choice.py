"""The learned choices: when and where of every candidate, which candidates are one, which an editor would show.

Four models (`weights/`), trained by `benchmarks/train_events.py`: *when* and *where* rank the claims of a candidate,
none among them; *same* says of two candidates whether they tell of one happening; *main* says how surely an editor
would put a candidate on the timeline, first by itself (`mention`), then among all the others (`main`).
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.analysis.trigger import Trigger
from pipeline.events import pairs
from pipeline.events.claims import features as claim_features
from pipeline.events.claims import when, where
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features, of_trigger
from pipeline.events.pairs import Choice
from pipeline.learned import forest
from pipeline.learned.odds import sigmoid, softmax
from pipeline.learned.tables import MISSING, Joined

Value = TypeVar("Value")
Margins = Callable[[str, Sequence[Features]], list[float]]
UNPLACED = 0.3  # what the margin of "no place" is lowered by: set on cross-validation
_ALIKE = 8  # earlier candidates of one word or group that a candidate is compared with
_LIKELY = 0.4  # the score of a candidate that is likely a main event's mention
ONE = 0.5  # the probability from which two candidates are one
_AT_ONCE, _PAIRS_AT_ONCE = 256, 4096
Same = list[dict[int, float]]
Considered = tuple[Features, list[Claim], Joined, list[Claim], Joined]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The claims of a candidate with their shares, in the order of their sources; `row` are the best one's features."""

    claims: Sequence[Claim]
    shares: Sequence[float]
    row: Features

    @property
    def best(self) -> int:
        """The number of the claim with the largest share."""
        return _best(self.shares)


def _best(shares: Sequence[float]) -> int:
    return max(range(len(shares)), key=shares.__getitem__)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with everything that was considered for it."""

    choice: Choice
    when: Ranked
    where: Ranked


def trees(model: str) -> forest.Forest:
    """The committed trees of `model`."""
    return forest.load(__package__, model)


def learned(model: str, rows: Sequence[Features]) -> list[float]:
    """The margins that the committed weights of `model` give."""
    return trees(model).margins(rows)


def rows_of(features: Features, claims: Sequence[Features]) -> Joined:
    """The rows of a candidate's claims: its own features and the claim's (no name is in both)."""
    return Joined([features], [len(claims)], claims)


def weigh(evidence: Evidence, triggers: Sequence[Trigger], margins: Margins = learned) -> list[Weighed]:
    """Every candidate with its ranked claims and its score as a mention of a main event."""
    weighed: list[Weighed] = []
    for some in _chunks(triggers, _AT_ONCE):
        weighed += weigh_considered(some, [consider(evidence, trigger) for trigger in some], margins)
    return weighed


def _chunks(found: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    """A few at a time: the features of a book's candidates together would fill the memory."""
    return (found[start : start + size] for start in range(0, len(found), size))


def weigh_considered(
    triggers: Sequence[Trigger], considered: Sequence[Considered], margins: Margins = learned
) -> list[Weighed]:
    """Candidates whose features and claims are known, with the claims ranked and the candidates scored."""
    whens = _ranked("when", [(claims, rows) for _, claims, rows, _, _ in considered], margins)
    wheres = _ranked("where", [(claims, rows) for _, _, _, claims, rows in considered], margins)
    choices = [
        _choice(trigger, features, first, second)
        for trigger, (features, *_), first, second in zip(triggers, considered, whens, wheres, strict=True)
    ]
    scores = margins("mention", [choice.features for choice in choices])
    scored = [replace(choice, score=sigmoid(score)) for choice, score in zip(choices, scores, strict=True)]
    return [Weighed(*each) for each in zip(scored, whens, wheres, strict=True)]


def consider(evidence: Evidence, trigger: Trigger, without: tuple[str, str] = ("", "")) -> Considered:
    """The features of a candidate, its claims of when and of where, and the rows of features of each.

    `without` names a source of dates and one of places that are not asked.
    """
    features = of_trigger(evidence, trigger)
    dates, places = when.propose(evidence, trigger, without[0]), where.propose(evidence, trigger, without[1])
    return (
        features | evidence.meaning.of_trigger(trigger.index),
        dates,
        rows_of(features, claim_features.of_dates(evidence, trigger, dates)),
        places,
        rows_of(features, claim_features.of_places(evidence, trigger, places)),
    )


def _ranked(model: str, considered: Sequence[tuple[list[Claim], Joined]], margins: Margins) -> list[Ranked]:
    """The claims of all candidates, ranked in one call of the model."""
    flat = margins(model, Joined.chained(rows for _, rows in considered))
    ranked, at = [], 0
    for claims, rows in considered:
        own = flat[at : at + len(claims)]
        lowered = [
            margin - UNPLACED * (model == "where" and claim.source == "none")
            for claim, margin in zip(claims, own, strict=True)
        ]
        shares = softmax(lowered)
        ranked.append(Ranked(claims, shares, rows[_best(shares)]))
        at += len(claims)
    return ranked


def _choice(trigger: Trigger, features: Features, dates: Ranked, places: Ranked) -> Choice:
    first, second = dates.best, places.best
    chosen = Choice(
        trigger, features, dates.claims[first], places.claims[second], dates.shares[first], places.shares[second]
    )
    return replace(chosen, features=features | _of_chosen(dates, places))


_WHEN = ("source", "grain", "days_ahead", "path_down", "path_up", "is_owned", "reading")
_WHERE = ("source", "class", "radius", "sentences_back", "is_owned", "role")


def _of_chosen(dates: Ranked, places: Ranked) -> Features:
    """What the chosen claims tell of how well a candidate is dated and placed."""
    when_row, where_row = dates.row, places.row
    found: Features = {"when_share": max(dates.shares), "where_share": max(places.shares)}
    found |= {f"when_{name}": when_row.get(name, MISSING) for name in _WHEN}
    return found | {f"where_{name}": where_row.get(name, MISSING) for name in _WHERE}


def compare(evidence: Evidence, choices: Sequence[Choice], margins: Margins = learned) -> Same:
    """For every candidate the others that it was compared with, and the probability that both tell of one happening."""
    same: Same = [{} for _ in choices]
    for numbers in _chunks(list(compared(choices)), _PAIRS_AT_ONCE):
        found = margins("same", pairs.of_pairs(evidence, choices, numbers))
        for (left, right), margin in zip(numbers, found, strict=True):
            same[left][right] = same[right][left] = sigmoid(margin)
    return same


def compared(choices: Sequence[Choice]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: near each other, or with one word or group in common, the last few of each."""
    near: deque[int] = deque()
    alike: dict[str, deque[int]] = {}
    for number, choice in enumerate(choices):
        if choice.score <= pairs.WORTH:
            continue
        trigger = choice.trigger
        while near and trigger.sentence - choices[near[0]].trigger.sentence > pairs.REACH:
            near.popleft()
        keys = {trigger.lemma, trigger.group} - {""}
        earlier = {other for key in keys for other in alike.get(key, ())}
        for other in sorted(earlier.union(near)):
            yield other, number
        near.append(number)
        for key in keys:
            alike.setdefault(key, deque(maxlen=_ALIKE)).append(number)


def among(choices: Sequence[Choice], same: Same) -> list[Features]:
    """The features of every candidate among the others: better ones in its sentence and text, doubles of its own."""
    order = sorted(range(len(choices)), key=lambda number: -choices[number].score)
    field = Field(choices, same)
    rows: list[Features] = [{} for _ in choices]
    for rank, number in enumerate(order):
        rows[number] = field.of(number, rank)
        field.better.add(number)
    return rows


class Field:
    """The candidates of a document while they are looked at from the best down; `better` are those seen."""

    def __init__(self, choices: Sequence[Choice], same: Same) -> None:
        self.choices = choices
        self.same = same
        self.better: set[int] = set()
        self.by_sentence: dict[int, list[int]] = {}
        for number, choice in enumerate(choices):
            self.by_sentence.setdefault(choice.trigger.sentence, []).append(number)
        scores = [choice.score for choice in choices]
        likely = sum(score > _LIKELY for score in scores)
        self.best = max(scores, default=0.0)
        self.shared: Features = {
            "likely": min(likely, 60),
            "likely_share": likely / max(1, len(scores)),
            "likely_a_sentence": likely / max(1, len(self.by_sentence)),
            "mean_score": sum(scores) / max(1, len(scores)),
            "sum_score": min(sum(scores), 60.0),
        }

    def of(self, number: int, rank: int) -> Features:
        """The features of the candidate at `rank`."""
        choice = self.choices[number]
        sentence = choice.trigger.sentence
        beside = [other for other in self.by_sentence[sentence] if other in self.better]
        doubles = {other: same for other, same in self.same[number].items() if other in self.better}
        found = self.shared | {
            "score": choice.score,
            "below_best": choice.score - self.best,
            "share_of_best": choice.score / max(self.best, 1e-6),
            "rank": min(rank, 60),
            "relative_rank": rank / len(self.choices),
            "better_in_sentence": len(beside),
            "best_in_sentence": max((self.choices[other].score for other in beside), default=0.0),
            "double": max(doubles.values(), default=-1.0),
            "doubles": sum(probability > ONE for probability in doubles.values()),
            "double_in_sentence": max((doubles.get(other, 0.0) for other in beside), default=-1.0),
            "is_new": math.prod(1.0 - probability for probability in doubles.values()),
            "same_claims": sum(_says_same(choice, self.choices[other]) for other in doubles),
            "mentions": sum(probability > ONE for probability in self.same[number].values()),
        }
        for name, step in (("best_before", -1), ("best_after", 1)):
            others = self.by_sentence.get(sentence + step, ())
            found[name] = max((self.choices[other].score for other in others), default=0.0)
        return found


def _says_same(left: Choice, right: Choice) -> bool:
    """Whether two candidates were given one date and one place."""
    return left.when.timing.value == right.when.timing.value and left.where.place_id == right.where.place_id


def best(choices: Sequence[Choice], numbers: Sequence[int], margins: Margins = learned) -> int:
    """Which of the candidates that tell of one event tells it best: with its date, its place and who took part."""
    if len(numbers) == 1:
        return numbers[0]
    found = margins("best", [choices[number].features for number in numbers])
    return max(zip(found, (-number for number in numbers), numbers, strict=True))[2]


def select(
    choices: Sequence[Choice], among_rows: Sequence[Features], margins: Margins = learned, *, model: str = "main"
) -> list[float]:
    """How surely an editor would show each candidate (`main`), or call it an event at all (`real`), 0..1."""
    scores: list[float] = []
    for some in _chunks(list(zip(choices, among_rows, strict=True)), _AT_ONCE):
        rows = [choice.features | row for choice, row in some]
        scores += [sigmoid(margin) for margin in margins(model, rows)]
    return scores
