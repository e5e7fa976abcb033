"""Trees as numbers: parsing, margins, contributions, missing features, and what LightGBM itself says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pipeline.learned import forest
from pipeline.learned.tables import MISSING

# One tree of two levels and one that is a leaf only: a <= 1 ? (b <= 5 ? 1 : 2) : 4, and 0.5.
SOURCE = json.dumps(
    {
        "names": ["a", "b"],
        "depth": 2,
        "trees": [
            {
                "feature": [0, 1, 0, 0, 0],
                "threshold": [1.0, 5.0, 0.0, 0.0, 0.0],
                "left": [1, 2, 2, 3, 4],
                "right": [4, 3, 2, 3, 4],
                "value": [2.0, 1.25, 1.0, 2.0, 4.0],
            },
            {"feature": [0], "threshold": [0.0], "left": [0], "right": [0], "value": [0.5]},
        ],
    }
)


@pytest.mark.parametrize(
    ("row", "margin"),
    [
        ({"a": 1, "b": 5}, 1.5),  # at the threshold goes left
        ({"a": 1, "b": 5.1}, 2.5),
        ({"a": 1.1, "b": 0}, 4.5),
        ({"a": 1}, 1.5),  # a feature that a row does not have is small
        ({"b": 9}, 2.5),
        ({"a": 2, "other": 7}, 4.5),  # and one that the model does not know is none
    ],
)
def test_a_row_runs_down_to_its_leaf(row: dict[str, float], margin: float) -> None:
    assert forest.parse(SOURCE).margins([row]) == [margin]


def test_rows_are_scored_in_order() -> None:
    model = forest.parse(SOURCE)
    assert model.margins([{"a": 2}, {"a": 0}, {"a": 0, "b": 6}]) == [4.5, 1.5, 2.5]
    assert model.margins([]) == []


def walked(model: forest.Forest, row: dict[str, float]) -> float:
    """The margin of a row, tree by tree and split by split."""
    margin = 0.0
    for feature, threshold, left, right, value in zip(
        model.feature, model.threshold, model.left, model.right, model.value, strict=True
    ):
        node = 0
        while left[node] != node:
            goes_right = row.get(model.names[feature[node]], MISSING) > threshold[node]
            node = right[node] if goes_right else left[node]
        margin += float(value[node])
    return margin


@pytest.mark.parametrize("name", ["when", "where", "mention", "same", "main", "real", "best"])
def test_looking_answers_up_is_walking_down(name: str) -> None:
    model = forest.load("pipeline.events", name)
    generator = np.random.default_rng(11)
    rows = [{feature: float(generator.integers(-10, 30)) / 2 for feature in model.names} for _ in range(300)]
    rows += [{}, {model.names[0]: 3.0}]
    assert model.margins(rows) == pytest.approx([walked(model, row) for row in rows], abs=1e-9)


def test_contributions_say_what_each_feature_added() -> None:
    model = forest.parse(SOURCE)
    rows = [{"a": 1, "b": 6}, {"a": 2}]
    assert model.contributions(rows) == [[("a", -0.75), ("b", 0.75)], [("a", 2.0)]]  # of the second b was not asked
    assert model.contributions([]) == []


@pytest.mark.parametrize("name", ["when", "where", "mention", "same", "main"])
def test_contributions_add_up_to_the_margin_above_the_root(name: str) -> None:
    model = forest.load("pipeline.events", name)
    generator = np.random.default_rng(7)
    root = float(model.value[:, 0].sum())
    for _ in range(20):
        row = {feature: float(generator.integers(-3, 12)) for feature in model.names}
        [added] = model.contributions([row])
        assert sum(value for _, value in added) == pytest.approx(model.margins([row])[0] - root, abs=1e-6)
        assert [abs(value) for _, value in added] == sorted((abs(value) for _, value in added), reverse=True)


def test_a_part_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        forest.parse('{"names": [], "trees": [{"value": [1.0]}], "depth": 1}')


def test_it_says_what_lightgbm_says() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    export = pytest.importorskip("benchmarks.train_events.export")
    generator = np.random.default_rng(3)
    names = ("a", "b", "c", "unused")
    table = generator.normal(size=(400, 4)).round(2)
    table[:, 3] = 0.0
    wanted = (table[:, 0] * table[:, 1] > 0) ^ (table[:, 2] > 0.7)
    options = {"objective": "binary", "num_leaves": 9, "verbose": -1, "num_threads": 1, "seed": 1}
    booster = lightgbm.train(options, lightgbm.Dataset(table, wanted.astype(int)), 25)
    model = forest.parse(export.dump(booster, names))
    assert set(model.names) <= {"a", "b", "c"}
    rows = [dict(zip(names, row, strict=True)) for row in table]
    assert model.margins(rows) == pytest.approx(booster.predict(table, raw_score=True).tolist(), abs=2e-3)
    assert len({round(margin, 3) for margin in model.margins(rows)}) > 20
