"""Boosted trees as numbers: the weights that the training commands of `benchmarks` write, and what they say.

A model is a JSON file: the names of its features and, for every tree, its splits. A row goes left where its feature is
at most the threshold; the margins of the leaves add up. Trained with LightGBM, read without it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.learned.tables import Array, table_of

_BATCH = 256


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
        table, value = table_of(self.names, rows), self.value.ravel()
        margins: list[float] = []
        for start in range(0, len(rows), _BATCH):  # few rows at a time stay in the cache of the processor
            ends = self._ends(np.ascontiguousarray(table[start : start + _BATCH].T))
            margins += np.ascontiguousarray(value.take(ends).T).sum(axis=1).tolist()
        return margins

    def contributions(self, rows: Sequence[Mapping[str, float]]) -> list[list[tuple[str, float]]]:
        """What each feature adds to the margin of each row along its paths, largest first; without those at zero."""
        if not rows:
            return []
        used, added = self._paths
        found = []
        for ends in self._ends(np.ascontiguousarray(table_of(self.names, rows).T)).T:
            sums = np.bincount(used[:, ends].ravel(), added[:, ends].ravel(), len(self.names)).tolist()
            named = [(name, each) for name, each in zip(self.names, sums, strict=True) if each]
            found.append(sorted(named, key=lambda each: -abs(each[1])))
        return found

    def _ends(self, columns: Array) -> npt.NDArray[np.int64]:
        """The flat index of the leaf of every tree (rows) in which every column of features ends.

        Every split is asked, and the answers of a tree are looked up: no path is walked.
        """
        feature, threshold, leaves = self._splits
        codes = np.zeros((len(leaves), columns.shape[1]), dtype=np.int32)
        for split in range(len(feature)):
            codes += (columns.take(feature[split], axis=0) > threshold[split]) * np.int32(1 << split)
        codes += (np.arange(len(codes), dtype=np.int32) * leaves.shape[1])[:, None]
        ends: npt.NDArray[np.int64] = leaves.ravel().take(codes)
        return ends

    @cached_property
    def _splits(self) -> tuple[npt.NDArray[np.int64], Array, npt.NDArray[np.int64]]:
        """Of the n-th split of each tree the feature and the threshold (at infinity if it has fewer).

        With `leaves[tree, code]`: the flat index of the leaf of a row that goes right where bit n of the code is set.
        """
        nodes, first = self.feature.shape[1], (np.arange(len(self.feature)) * self.feature.shape[1])[:, None]
        inner = self.left != np.arange(nodes)
        order = np.argsort(~inner, axis=1, kind="stable")[:, : max(1, int(inner.sum(axis=1).max()))]
        threshold = np.where(np.take_along_axis(inner, order, 1), np.take_along_axis(self.threshold, order, 1), np.inf)
        number = np.maximum(np.cumsum(inner, axis=1) - 1, 0)  # of a split among those of its tree
        at = np.zeros((len(inner), 1 << order.shape[1]), dtype=np.int64)
        for _ in range(self.depth):
            goes_right = (np.arange(at.shape[1]) >> np.take_along_axis(number, at, 1)) & 1
            below = np.take_along_axis(self.left, at, 1), np.take_along_axis(self.right, at, 1)
            at = np.where(goes_right == 1, below[1], below[0])
        feature = np.take_along_axis(self.feature, order, 1)
        return feature.T.copy(), threshold.T[:, :, None].copy(), at + first

    @cached_property
    def _paths(self) -> tuple[npt.NDArray[np.int64], Array]:
        """`[step, node]`: the features asked on the way to a node (flat index), and what each step adds."""
        trees, nodes = self.feature.shape
        used = np.zeros((self.depth, trees, nodes), dtype=np.int64)
        added, level = np.zeros(used.shape), np.zeros((trees, nodes), dtype=np.int64)
        for node in range(nodes):  # in the order written: a node before those below it
            for below in (self.left[:, node], self.right[:, node]):
                tree = np.flatnonzero(below != node)
                child, step = below[tree], level[tree, node]
                used[:, tree, child], added[:, tree, child] = used[:, tree, node], added[:, tree, node]
                used[step, tree, child] = self.feature[tree, node]
                added[step, tree, child] = self.value[tree, child] - self.value[tree, node]
                level[tree, child] = step + 1
        return used.reshape(self.depth, -1), added.reshape(self.depth, -1)


def parse(source: str) -> Forest:
    """The forest written in `source` (JSON). Raises KeyError for a part that is not there."""
    written: dict[str, Any] = json.loads(source)
    trees: list[dict[str, list[float]]] = written["trees"]
    size = max(len(tree["value"]) for tree in trees)

    def table(name: str, kind: type) -> Any:
        """One line a tree; behind a smaller tree stand nodes that are leaves, each its own child."""
        return np.array([[*tree[name], *range(len(tree[name]), size)] for tree in trees], dtype=kind)

    left, right = table("left", np.int64), table("right", np.int64)
    return Forest(
        names=tuple(written["names"]),
        feature=np.where(left == np.arange(size), 0, table("feature", np.int64)),
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
