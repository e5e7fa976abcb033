"""How sure a choice is: shares and scores as probabilities, as measured on documents that no model had seen."""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _weights() -> dict[str, list[float]]:
    source = resources.files(__package__).joinpath("weights", "confidence.json").read_text("utf-8")
    weights: dict[str, list[float]] = json.loads(source)
    return weights


def of_share(model: str, share: float) -> float:
    """The probability that a claim with this share of its candidate's claims is right."""
    intercept, slope = _weights()[model]
    return _sigmoid(intercept + slope * _logit(share))


def of_event(when: float, where: float, score: float) -> float:
    """The probability that date and place of an event are both right, from those of each and its score."""
    intercept, *slopes = _weights()["event"]
    return _sigmoid(intercept + sum(a * _logit(b) for a, b in zip(slopes, (when, where, score), strict=True)))


def _logit(share: float) -> float:
    bounded = min(0.999, max(0.001, share))
    return math.log(bounded / (1.0 - bounded))


def _sigmoid(margin: float) -> float:
    return 1.0 / (1.0 + math.exp(-margin))
