"""From scores to chances and back, without numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence


def softmax(margins: Sequence[float]) -> list[float]:
    """Shares that add up to one."""
    if not margins:
        return []
    highest = max(margins)
    powers = [math.exp(margin - highest) for margin in margins]
    total = sum(powers)
    return [power / total for power in powers]


def sigmoid(margin: float) -> float:
    """The probability of log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, margin))))


def logit(share: float) -> float:
    """The log-odds of a share, which is kept away from 0 and 1."""
    bounded = min(0.9999, max(0.0001, share))
    return math.log(bounded / (1.0 - bounded))
