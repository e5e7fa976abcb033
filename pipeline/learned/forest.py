"""Boosted trees as numbers: the weights that the training commands of `benchmarks` write, and what they say.

A model is a JSON file: the names of its features and, for every tree, its splits. A row goes left where its feature is
at most the threshold; the margins of the leaves add up. Trained with LightGBM, read without it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

_BATCH = 64
MISSING = -9.0  # the value of a feature that a row does not have
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Forest:
    """`feature`, `threshold`, `left`, `right` and `value` have one row a tree; a leaf is its own child.

    `value` holds, for inner nodes too, the margin expected there, so that a path tells what each feature added.
    """

    names: tuple[str, ...]
    feature: npt.NDArray[np.int64]
    threshold: Array
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: Array
    depth: int

    def margins(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """The margin (log-odds, or the score of a ranking) of each row of features."""
        if not rows:
            return []
        table = self._table(rows)
        first = (np.arange(len(self.feature), dtype=np.int32) * self.feature.shape[1])[None, :]
        margins: list[float] = []
        for start in range(0, len(rows), _BATCH):  # few rows at a time stay in the cache of the processor
            margins += self._of_batch(table[start : start + _BATCH], first)
        return margins

    def _of_batch(self, table: Array, first: npt.NDArray[np.int32]) -> list[float]:
        """Margins by flat indices: `first` is where each tree begins."""
        feature, threshold, below, value = self._flat
        cells, rows = table.ravel(), (np.arange(len(table), dtype=np.int32) * table.shape[1])[:, None]
        nodes = np.broadcast_to(first, (len(table), first.shape[1]))
        for _ in range(self.depth):
            goes_right = cells.take(rows + feature.take(nodes)) > threshold.take(nodes)
            nodes = below.take(2 * nodes + goes_right)
        return list(map(float, value.take(nodes).sum(axis=1)))

    @cached_property
    def _flat(self) -> tuple[npt.NDArray[np.int32], Array, npt.NDArray[np.int32], Array]:
        """All trees in one row: features, thresholds, the left and right node of each, values."""
        first = (np.arange(len(self.feature)) * self.feature.shape[1])[:, None]
        below = np.stack([self.left + first, self.right + first], axis=2)
        return (
            self.feature.ravel().astype(np.int32), self.threshold.ravel(), below.ravel().astype(np.int32),
            self.value.ravel(),
        )  # fmt: skip

    def contributions(self, row: Mapping[str, float]) -> list[tuple[str, float]]:
        """What each feature adds to the margin of a row along its paths, largest first; those that add nothing not."""
        feature, threshold, below, value = self._flat
        cells = self._table([row])[0]
        nodes = np.arange(len(self.feature), dtype=np.int32) * self.feature.shape[1]
        added = np.zeros(len(self.names))
        for _ in range(self.depth):
            used = feature.take(nodes)
            following = below.take(2 * nodes + (cells.take(used) > threshold.take(nodes)))
            np.add.at(added, used, value.take(following) - value.take(nodes))
            nodes = following
        found = [(name, float(each)) for name, each in zip(self.names, added, strict=True) if each]
        return sorted(found, key=lambda each: -abs(each[1]))

    def _table(self, rows: Sequence[Mapping[str, float]]) -> Array:
        return np.array([[row.get(name, MISSING) for name in self.names] for row in rows], dtype=np.float64)


def parse(source: str) -> Forest:
    """The forest written in `source` (JSON). Raises KeyError for a part that is not there."""
    written: dict[str, Any] = json.loads(source)
    trees: list[dict[str, list[float]]] = written["trees"]
    size = max(len(tree["value"]) for tree in trees)

    def table(name: str, kind: type) -> Any:
        return np.array([list(tree[name]) + [0] * (size - len(tree[name])) for tree in trees], dtype=kind)

    left, right = table("left", np.int64), table("right", np.int64)
    return Forest(
        names=tuple(written["names"]),
        feature=table("feature", np.int64),
        threshold=table("threshold", np.float64),
        left=left,
        right=right,
        value=table("value", np.float64),
        depth=int(written["depth"]),
    )


@lru_cache(maxsize=16)
def load(package: str, name: str) -> Forest:
    """The committed forest of that name: NAME.json in the folder `weights` of a package."""
    return parse(resources.files(package).joinpath("weights", f"{name}.json").read_text("utf-8"))


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
