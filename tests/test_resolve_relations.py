"""Places given by others, and positions in degrees, on the tiny real gazetteer."""

from __future__ import annotations

import pytest
from places_fixture import document, mentions, tiny_gazetteer, toponyms

from pipeline.geo import distance_m
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Place
from pipeline.resolve import resolve
from pipeline.resolve.relations import direction_of

MOSCOW = (55.75204, 37.61781)
PARIS = (48.85341, 2.3488)
LONDON = (51.50853, -0.12574)


def place_of(text: str, name: str) -> Place:
    return next(mention.place for mention in mentions(text) if mention.toponym.text == name and mention.place)


@pytest.mark.parametrize(
    ("text", "metres", "lat", "lon"),
    [
        ("The mine lies 145 km north of Moscow.", 145_000, 57.056, 37.616),
        ("The mine lies about 90 miles south-east of Moscow.", 144_841, 54.81, 39.20),
        ("A drone fell 60 kilometres (37 miles) west of Moscow.", 60_000, 55.75, 36.66),
        ("A drone fell sixty kilometres to the NE of the city of Moscow.", 60_000, 56.13, 38.30),
    ],
)
def test_a_distance_and_a_direction_move_the_point(text: str, metres: float, lat: float, lon: float) -> None:
    place = place_of(text, "Moscow")
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.03), pytest.approx(lon, abs=0.05))
    assert distance_m(*MOSCOW, place.lat, place.lon) == pytest.approx(metres, rel=0.01)
    assert place.radius_m == pytest.approx(0.25 * metres, rel=0.01)
    assert place.name.endswith("of Moscow") and place.country == "RU"
    assert place.id != place_of("They met in Moscow.", "Moscow").id


@pytest.mark.parametrize("text", ["The mine lies 145 km from Moscow.", "It fell 145 kilometres outside Moscow."])
def test_a_distance_alone_makes_the_place_vague(text: str) -> None:
    place = place_of(text, "Moscow")
    assert (place.lat, place.lon) == MOSCOW
    assert place.radius_m == 145_000.0


def test_a_distance_within_the_place_says_nothing() -> None:
    assert place_of("A fire broke out 2 km north of Moscow.", "Moscow").name == "Moscow"


def test_between_two_towns_lies_the_middle() -> None:
    text = "The convoy was attacked between Paris and London."
    place = place_of(text, "Paris")
    assert place == place_of(text, "London")
    assert distance_m(*PARIS, place.lat, place.lon) == pytest.approx(
        distance_m(*LONDON, place.lat, place.lon), rel=0.01
    )
    assert place.radius_m == pytest.approx(172_000, rel=0.02)


@pytest.mark.parametrize(
    "text",
    [
        "They signed a treaty between Paris and London.",
        "The train ran between Paris and Moscow.",
        "The border between Russia and Ukraine was closed.",
    ],
)
def test_between_parties_and_far_places_nothing_moves(text: str) -> None:
    assert all("between" not in mention.place.name for mention in mentions(text) if mention.place)


def test_the_point_shown_is_the_first_candidate() -> None:
    text = "The convoy was attacked between Paris and London, 145 km north of Moscow."
    for mention in mentions(text):
        assert mention.candidates[0].place == mention.place
        assert len(mention.candidates) <= 5


def test_off_a_coast_is_vaguer_than_the_place() -> None:
    ashore = place_of("The ship sailed from Egypt.", "Egypt")
    at_sea = place_of("The ship sank off the coast of Egypt.", "Egypt")
    assert at_sea.radius_m == ashore.radius_m + 40_000.0


def test_a_position_in_degrees_is_a_place_with_a_country() -> None:
    text = "The wreck lies at 48.8600 N, 2.3500 E, off 55.0000 N, 170.0000 W."
    found = resolve(document(text), toponyms(text), Embedded(tiny_gazetteer()))
    near, far = [mention.place for mention in found]
    assert near is not None and far is not None
    assert (near.lat, near.lon, near.country, near.id) == (48.86, 2.35, "FR", "point:48.86,2.35")
    assert (far.lat, far.lon, far.country) == (55.0, -170.0, "")


def test_a_geocoder_over_the_network_is_not_asked_for_positions() -> None:
    class Remote:
        def geocode(self, query: str, *, exactly_one: bool = True) -> None:
            raise AssertionError(query)

    text = "The wreck lies at 48.8600 N, 2.3500 E."
    (mention,) = resolve(document(text), toponyms(text), Remote())
    assert mention.place is not None and mention.place.country == ""


@pytest.mark.parametrize(
    ("words", "bearing"),
    [
        (" to the north ", 0.0),
        (" south-southwest", 180.0),
        (" north-western outskirts", 315.0),
        (" (25 miles) SE ", 135.0),
        (" away ", None),
        ("", None),
    ],
)
def test_directions(words: str, bearing: float | None) -> None:
    assert direction_of(words) == bearing


@pytest.mark.parametrize(
    ("words", "kind"), [("Kursk region", "ADM1"), ("Lviv oblast", "ADM1"), ("city of Kursk", "PPL")]
)
def test_a_region_named_with_its_noun_is_not_its_city(words: str, kind: str) -> None:
    name = words.removeprefix("city of ").split()[0]
    assert place_of(f"Drones hit the {words} on Monday.", name).kind == kind
