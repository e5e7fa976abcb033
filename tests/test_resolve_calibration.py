"""Scores of candidates: in order, between 0 and 1, never surer than names were right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.calibration import ANCHORS, calibrated, scores


def test_the_table_rises() -> None:
    assert all(left[0] < right[0] and left[1] < right[1] for left, right in pairwise(ANCHORS))
    assert ANCHORS[0] == (0.0, 0.0)
    assert ANCHORS[-1][0] == 1.0


@pytest.mark.parametrize("chance", [chance for chance, _ in ANCHORS])
def test_its_points_are_met(chance: float) -> None:
    assert calibrated(chance) == pytest.approx(dict(ANCHORS)[chance])


@given(st.lists(st.floats(0.001, 1.0), max_size=6))
def test_scores_keep_their_order_and_sum(raw: list[float]) -> None:
    chances = sorted((one / max(1.0, sum(raw)) for one in raw), reverse=True)
    found = scores(chances)
    assert len(found) == len(chances)
    assert all(0.0 <= score <= 1.0 for score in found)
    assert all(left >= right - 1e-9 for left, right in pairwise(found))
    assert sum(found) <= 1.0 + 1e-6
