"""Which of its readings an ambiguous expression has: a linear model over `evidence`, one choice per expression.

The weights (`readings.json`) are learned by `benchmarks/train_readings.py`: logistic regression on the differences
between the right reading and each wrong one. The losers are kept as alternatives; the chance of the winner is the
model's, times the share of expressions of that form of which any reading was right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from pipeline.dates.certainty import RELATIVE_LIMIT
from pipeline.dates.claims import RULE, Claim
from pipeline.dates.context import Context
from pipeline.dates.evidence import features_of, scene_of
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.learned.odds import softmax

Choose = Callable[[Context, Candidate, Sequence[Claim]], list[Reading]]
FEWEST = 0.02  # a reading less likely than that is no alternative
RIVALS = 3  # alternatives that are kept


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: weights by feature of the claim and of the scene; per form how often any reading was right.

    `ruled` are the forms of which the rules were right more often than the model.
    """

    crossed: dict[str, dict[str, float]]
    reach: dict[str, float]
    ruled: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def learned() -> Weights:
    """The weights that come with the program."""
    table = json.loads(files("pipeline.dates").joinpath("readings.json").read_text("utf-8"))
    return Weights(table["crossed"], table["reach"], frozenset(table["ruled"]))


def choose(
    context: Context, candidate: Candidate, claims: Sequence[Claim], weights: Weights | None = None
) -> list[Reading]:
    """The likeliest reading, with its chance and the others as alternatives."""
    if len(claims) < 2:
        return list(claims[0].readings) if claims else []
    weights = weights or learned()
    chances = chances_of(context, candidate, claims, weights)
    is_ruled = candidate.rule.form in weights.ruled
    ranked = sorted(
        zip(chances, claims, strict=True), key=lambda pair: (is_ruled and RULE in pair[1].names, pair[0]), reverse=True
    )
    chance, winner = ranked[0]
    others = tuple(claim.value for share, claim in ranked[1 : RIVALS + 1] if share >= FEWEST)
    score = round(min(RELATIVE_LIMIT, chance * weights.reach.get(candidate.rule.form, 1.0)), 3)
    first, *more = (replace(reading, chance=score) for reading in winner.readings)
    return [replace(first, alternatives=others), *more]


def by_rule(_context: Context, _candidate: Candidate, claims: Sequence[Claim]) -> list[Reading]:
    """What the rules say, whatever speaks for another reading."""
    return next((list(claim.readings) for claim in claims if RULE in claim.names), [])


def chances_of(context: Context, candidate: Candidate, claims: Sequence[Claim], weights: Weights) -> list[float]:
    """The chance of each reading, given that one of them is right; what all of them share weighs nothing."""
    scene = scene_of(context, candidate)
    features = [set(features_of(context, claim)) for claim in claims]
    apart = features[0].union(*features[1:]) - features[0].intersection(*features[1:])
    weighed = {name: _weight(row, scene) for name in sorted(apart) if (row := weights.crossed.get(name))}
    scores = [sum(weighed[name] for name in sorted(names) if name in weighed) for names in features]
    return softmax(scores)


def _weight(row: dict[str, float], scene: Sequence[str]) -> float:
    """What a feature of a claim weighs in a scene."""
    return sum(row[shared] for shared in scene if shared in row)
