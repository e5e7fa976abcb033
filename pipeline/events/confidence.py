"""How sure a choice is: shares of claims as probabilities, as measured on documents that no model had seen."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from pipeline.learned.odds import logit, sigmoid


@lru_cache(maxsize=1)
def _weights() -> dict[str, list[float]]:
    source = resources.files(__package__).joinpath("weights", "confidence.json").read_text("utf-8")
    weights: dict[str, list[float]] = json.loads(source)
    return weights


def of_share(model: str, share: float, claims: int) -> float:
    """The probability that the winner of so many claims is right, from its share of them."""
    return sure(_weights()[model], share, claims)


def of_event(when: float, where: float) -> float:
    """The probability that date and place of an event are both right, from those of each."""
    intercept, *slopes = _weights()["event"]
    return sigmoid(intercept + sum(slope * logit(each) for slope, each in zip(slopes, (when, where), strict=True)))


def sure(weights: Sequence[float], share: float, claims: int) -> float:
    """A share as a probability: weights of 1, of its log-odds and of the logarithm of the number of claims."""
    intercept, slope, number = weights
    return sigmoid(intercept + slope * logit(share) + number * math.log(max(1, claims)))
