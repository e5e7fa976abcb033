"""From the softmax over namesakes to how often a pin so sure was right.

The softmax knows only the namesakes that the gazetteer has, so that it is too sure near 1 and, where two points of one
place share it, too unsure in the middle. ANCHORS are shares of right names by softmax, measured by
`benchmarks/calibration_places.py` with weights fitted on other corpora; between them the line is straight.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

ANCHORS = (
    (0.0, 0.0), (0.25, 0.28), (0.45, 0.45), (0.55, 0.7), (0.75, 0.78), (0.85, 0.845), (0.9, 0.885), (0.95, 0.9),
    (1.0, 0.915),
)  # fmt: skip


def calibrated(chance: float) -> float:
    """The share of right names among those whose first candidate has this probability."""
    for (low, below), (high, above) in pairwise(ANCHORS):
        if chance <= high:
            return below + (above - below) * (chance - low) / (high - low)
    return ANCHORS[-1][1]


def scores(chances: Sequence[float]) -> list[float]:
    """Calibrated scores of candidates, best first; the others share what the first leaves and never pass it."""
    if not chances:
        return []
    first = calibrated(chances[0])
    rest = (1.0 - first) / (1.0 - chances[0]) if chances[0] < 1.0 else 0.0
    return [first, *(min(first, chance * rest) for chance in chances[1:])]
