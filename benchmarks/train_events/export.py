"""Boosted trees from LightGBM as JSON that `pipeline.learned.forest` reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from pipeline.learned import forest
from pipeline.learned.tables import Columns, Joined, table_of

SHARED = {
    "num_leaves": 10, "min_child_samples": 20, "lambda_l2": 2.0, "feature_fraction": 0.6, "bagging_fraction": 0.8,
    "bagging_freq": 1, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True, "max_bin": 63,
    "learning_rate": 0.08,
}  # fmt: skip
MODELS: Mapping[str, tuple[dict[str, Any], int]] = {
    "when": ({"objective": "lambdarank", "lambdarank_truncation_level": 8}, 150),
    "where": ({"objective": "rank_xendcg", "min_child_samples": 60, "lambda_l2": 10.0}, 150),
    "mention": ({"objective": "binary"}, 150),
    "same": ({"objective": "binary", "num_leaves": 12, "min_child_samples": 50}, 150),
    "main": (
        {
            "objective": "binary",
            "num_leaves": 8,
            "learning_rate": 0.06,
            "min_child_samples": 100,
            "lambda_l2": 20.0,
            "feature_fraction": 0.3,
        },
        150,
    ),
    "best": ({"objective": "lambdarank", "num_leaves": 6, "min_child_samples": 40}, 60),
    "real": ({"objective": "binary", "num_leaves": 8, "learning_rate": 0.06, "min_child_samples": 30}, 80),
}


Rows = Sequence[Mapping[str, float]]


class Table:
    """Rows of features with labels, in groups."""

    def __init__(self) -> None:
        self.parts: list[Rows] = []
        self.labels: list[int] = []
        self.groups: list[int] = []
        self.weights: list[float] = []

    def add(self, rows: Rows, labels: Sequence[int], weight: float) -> None:
        self.parts.append(rows)
        self.labels += labels
        self.groups.append(len(rows))
        self.weights += [weight] * len(rows)


def fit(model: str, table: Table) -> forest.Forest:
    return forest.parse(source_of(model, table))


def source_of(model: str, table: Table) -> str:
    """Train a model; its weights as JSON."""
    names = sorted({name for part in table.parts for name in _names(part)})
    matrix = _matrix(names, table.parts)
    parameters, rounds = MODELS[model]
    ranks = str(parameters["objective"]) in {"lambdarank", "rank_xendcg"}
    groups = table.groups if ranks else None
    data = lightgbm.Dataset(matrix, table.labels, group=groups, weight=table.weights)
    return dump(lightgbm.train({**SHARED, **parameters}, data, rounds), names)


def _names(rows: Rows) -> set[str]:
    if isinstance(rows, Columns):
        return set(rows.columns)
    found = [*rows.shared[:1], *rows.own] if isinstance(rows, Joined) else rows
    return set().union(*found)


def _matrix(names: Sequence[str], parts: Sequence[Rows]) -> npt.NDArray[np.float32]:
    """The rows of all parts; those of candidates with the same features, one behind the other, at once."""
    tables = []
    for _, run in groupby(parts, _shared):
        found = list(run)
        joined = [part for part in found if isinstance(part, Joined)]
        whole = [Joined.chained(joined)] if joined else found
        tables += [table_of(names, part).astype(np.float32) for part in whole if len(part)]
    return np.vstack(tables)


def _shared(rows: Rows) -> frozenset[str] | None:
    return frozenset(rows.shared[0]) if isinstance(rows, Joined) else None


def dump(booster: lightgbm.Booster, names: Sequence[str]) -> str:
    """The JSON of a trained model: `forest.parse` reads it."""
    trees, depth = [], 1
    for tree in booster.dump_model()["tree_info"]:
        flat: dict[str, list[float]] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}
        depth = max(depth, _flatten(tree["tree_structure"], flat))
        trees.append(flat)
    used = sorted({int(number) for tree in trees for number in tree["feature"]})
    renamed = {number: position for position, number in enumerate(used)}
    for tree in trees:
        tree["feature"] = [renamed[int(number)] for number in tree["feature"]]
    return json.dumps({"names": [names[number] for number in used], "depth": depth, "trees": trees},
                      separators=(",", ":"))  # fmt: skip


def _flatten(node: Mapping[str, Any], flat: dict[str, list[float]]) -> int:
    """Append a node and all below it; how deep they reach."""
    at = len(flat["value"])
    inner = "split_feature" in node
    value = node.get("internal_value" if inner else "leaf_value", 0.0)
    flat["value"].append(float(f"{value:.5g}"))
    flat["feature"].append(node.get("split_feature", 0))
    flat["threshold"].append(float(f"{node.get('threshold', 0.0):.7g}"))
    flat["left"].append(at)
    flat["right"].append(at)
    if not inner:
        return 1
    flat["left"][at] = len(flat["value"])
    deep = _flatten(node["left_child"], flat)
    flat["right"][at] = len(flat["value"])
    return 1 + max(deep, _flatten(node["right_child"], flat))
