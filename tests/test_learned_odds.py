"""Scores as chances."""

from __future__ import annotations

import math

import pytest

from pipeline.learned import odds


def test_softmax_shares_add_up_to_one() -> None:
    shares = odds.softmax([1.0, 2.0, 2.0])
    assert sum(shares) == pytest.approx(1.0)
    assert shares[1] == shares[2] == pytest.approx(math.e * shares[0])
    assert odds.softmax([1000.0, 0.0]) == pytest.approx([1.0, 0.0])
    assert odds.softmax([]) == []


def test_sigmoid_is_the_probability_of_log_odds() -> None:
    assert odds.sigmoid(0.0) == 0.5
    assert odds.sigmoid(math.log(3)) == pytest.approx(0.75)
    assert odds.sigmoid(-math.log(3)) == pytest.approx(0.25)
    assert 0 < odds.sigmoid(-1e9) < 1e-12 and 1 - 1e-12 < odds.sigmoid(1e9) < 1
