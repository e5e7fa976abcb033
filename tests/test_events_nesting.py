"""The wider place beside a chosen one."""

from __future__ import annotations

import pytest

from pipeline.events import nesting
from pipeline.model import Place
from tests.events_fixture import FAR_EAST, LIMA, LISBON, PERU, RUSSIA, VOSTOCHNY
from tests.events_reading import evidence

PLACES = {"Lima": LIMA, "Peru": PERU, "Lisbon": LISBON, "Vostochny": VOSTOCHNY, "Russia": RUSSIA, "Far East": FAR_EAST}


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("A bomb exploded in Lima, Peru.", "Peru"),
        ("A bomb exploded in Lima in Peru.", "Peru"),
        ("A bomb exploded in Lima in the Peru of old.", "Peru"),
        ("A bomb exploded in Lima (Peru).", "Peru"),
        ("A bomb exploded in Lima and Peru.", ""),
        ("A bomb exploded in Lima; in Peru it rained.", ""),
        ("A bomb exploded in Lima.", ""),
        ("A bomb exploded in Lima, Lisbon.", ""),  # which is no wider
        ("A bomb exploded in Lima,            Peru.", ""),  # too far
        ("They met at Vostochny in Russia's Far East.", "Russia's Far East"),
        ("They met at Vostochny in Russia’s\nFar East.", "Russia's Far East"),
        ("They met at Vostochny in Russia and Far East.", "Russia"),
    ],
)
def test_what_a_place_lies_in(text: str, within: str) -> None:
    found = evidence(text, places=dict(PLACES))
    assert nesting.within(found, found.places[0].mention) == within


def test_a_place_as_wide_holds_and_an_unknown_one_does_not() -> None:
    same = Place("x:1", "Callao", -12.05, -77.1, LIMA.radius_m, "PE")
    found = evidence("It rained in Lima, Callao.", places={"Lima": LIMA, "Callao": same})
    assert nesting.within(found, found.places[0].mention) == "Callao"


@pytest.mark.parametrize(
    ("between", "holds"),
    [(", ", True), (" IN ", True), (" of the ", True), (" of   the   ", True), (",            ", False)],
)
def test_twelve_characters_between_them_at_most(between: str, holds: bool) -> None:
    found = evidence(f"It rained in Lima{between}Peru.", places={"Lima": LIMA, "Peru": PERU})
    assert nesting.within(found, found.places[0].mention) == ("Peru" if holds else "")
    assert (len(between) <= 12) is holds
