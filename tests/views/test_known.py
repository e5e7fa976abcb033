"""Known events: their dates as judgements write them, and the offer in the detail."""

from __future__ import annotations

import csv

import pytest

from pipeline import timex
from pipeline.views import known


@pytest.mark.parametrize(
    ("value", "prefix"), [("1953-05-29", "1953-05-29"), ("1815-06", "1815-06"), ("BC0490", "-0489"), ("PAST_REF", "")]
)
def test_a_date_as_a_judgement_writes_it(value: str, prefix: str) -> None:
    assert known.iso(value) == prefix


def test_every_known_event_can_be_accepted() -> None:
    with known.PATH.open(encoding="utf-8", newline="") as lines:
        keys = [row["key"] for row in csv.DictReader(lines)]
    assert keys
    offers = [known.get(key) for key in keys]
    assert all(offer is not None and offer.name and timex.from_iso(offer.iso) for offer in offers)
    assert known.get("") is None
    assert known.get("no-such-event") is None
