"""Confidence: between 0 and 1, the larger the share or the probabilities the larger, bounded at the ends."""

from __future__ import annotations

import math

import pytest

from pipeline.events import confidence

STEPS = [0.0, 0.00005, 0.01, 0.2, 0.5, 0.8, 0.99, 0.99995, 1.0]


@pytest.mark.parametrize("model", ["when", "where"])
@pytest.mark.parametrize("claims", [1, 12])
def test_a_larger_share_is_surer(model: str, claims: int) -> None:
    sure = [confidence.of_share(model, share, claims) for share in STEPS]
    assert all(0 < each < 1 for each in sure)
    assert sure == sorted(sure)
    assert sure[0] == sure[1] and sure[-1] == sure[-2]  # ends are cut off
    assert sure[1] < sure[2] and sure[-3] < sure[-2]


def test_both_date_and_place_make_an_event_surer() -> None:
    found = [confidence.of_event(share, share) for share in STEPS]
    assert all(0 < each < 1 for each in found)
    assert found == sorted(found) and found[0] < found[4] < found[-1]


def test_a_surer_date_makes_an_event_surer() -> None:
    assert confidence.of_event(0.1, 0.9) < confidence.of_event(0.9, 0.9)


def test_a_surer_place_makes_an_event_surer() -> None:
    assert confidence.of_event(0.9, 0.1) < confidence.of_event(0.9, 0.9)


@pytest.mark.parametrize(
    ("weights", "share", "claims", "expected"),
    [
        ((0.0, 1.0, 0.0), 0.3, 7, 0.3),  # as it is
        ((0.0, 0.0, 0.0), 0.3, 7, 0.5),
        ((math.log(3), 0.0, 0.0), 0.3, 7, 0.75),
        ((0.0, 2.0, 0.0), 0.75, 7, 0.9),
        ((0.0, 0.0, 1.0), 0.3, 4, 0.8),
        ((0.0, 0.0, 1.0), 0.3, 0, 0.5),  # none count as one
        ((math.log(3), 1.0, -1.0), 0.5, 3, 0.5),
    ],
)
def test_intercept_share_and_number_add_up(
    weights: tuple[float, float, float], share: float, claims: int, expected: float
) -> None:
    assert confidence.sure(weights, share, claims) == pytest.approx(expected)


def test_log_odds_are_those_of_a_share_and_finite() -> None:
    assert confidence.logit(0.75) == pytest.approx(math.log(3))
    assert confidence.logit(0.5) == 0.0
    assert [confidence.logit(end) for end in (0.0, 1.0)] == pytest.approx([-math.log(9999), math.log(9999)])
