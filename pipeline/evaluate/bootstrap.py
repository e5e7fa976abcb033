"""How far a share of a corpus may be off: percentile bootstrap over its records."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.evaluate.align import Counts

ROUNDS = 1_000


def interval(
    counts: Sequence[Counts], share: Callable[[Counts], float | None], rounds: int = ROUNDS
) -> tuple[float, float] | None:
    """The 95 % interval of `share` of the summed counts, when records are drawn again with replacement.

    None if the records give nothing to divide by. The draw has a fixed seed, so that a figure can be made again.
    """
    chance = random.Random(1)  # the same draw every time
    drawn = (share(_sum(chance.choices(counts, k=len(counts)))) for _ in range(rounds if counts else 0))
    figures = sorted(figure for figure in drawn if figure is not None)
    if not figures:
        return None
    return figures[int(0.025 * len(figures))], figures[min(len(figures) - 1, int(0.975 * len(figures)))]


def _sum(counts: Sequence[Counts]) -> Counts:
    total: Counts = Counter()
    for each in counts:
        for name, number in each.items():
            total[name] += number
    return total
