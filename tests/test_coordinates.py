"""Positions written in degrees: found, read, and told from other numbers."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import coordinates
from pipeline.model import Span


def points(text):
    return [(point.lat, point.lon) for point in coordinates.find(text)]


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("The wreck lies at 59.4370 N, 24.7536 E.", 59.437, 24.7536),
        ("at 51°53′03″N 128°20′02″E", 51.8842, 128.3339),
        ("41°24'12.2\"N 2°10'26.5\"E", 41.4034, 2.1740),
        ("N 51° 30.5' W 000° 07.6'", 51.5083, -0.1267),
        ("S 33.8688, E 151.2093", -33.8688, 151.2093),
        ("33.5°S, 151.2°W.", -33.5, -151.2),
        ("34.5 degrees north latitude, 69.2 degrees east longitude", 34.5, 69.2),
        ("34 degrees 30 minutes North, 69 degrees 12 minutes East", 34.5, 69.2),
        ("latitude 34.5, longitude 69.2", 34.5, 69.2),
        ("lat: -12.04 lon: -77.03", -12.04, -77.03),
        ("Impact (48.8566, 2.3522) at noon", 48.8566, 2.3522),
        ("Coordinates: -33.8688, 151.2093.", -33.8688, 151.2093),
        ("GPS 48.85, 2.35.", 48.85, 2.35),
        ("0.0000 N, 0.5000 W", 0.0, -0.5),
    ],
)
def test_forms(text, lat, lon):
    ((found_lat, found_lon),) = points(text)
    assert (found_lat, found_lon) == (pytest.approx(lat, abs=1e-4), pytest.approx(lon, abs=1e-4))


@pytest.mark.parametrize(
    "text",
    [
        "They paid 12.3456, 13.4567, 14.5678 and 15.6789.",
        "p = 0.0123, 0.0456",
        "scores of 3.5, 4.5",
        "Building 5 N and 3 E wing",
        "95.1234, 200.1234",
        "rose 12.3456, 13.4567 % in all",
        "on 12.11.2023, 13.11.2023",
        "",
    ],
)
def test_other_numbers(text):
    assert points(text) == []


@pytest.mark.parametrize(
    ("text", "radius_m"),
    [("38°N 77°W", 111_195), ("33.5°S, 151.2°E", 11_120), ("51°53′N 128°20′E", 1_853), ("48.85661, 2.35222", 100)],
)
def test_the_last_digit_says_how_vague_it_is(text, radius_m):
    assert coordinates.find(text)[0].radius_m == pytest.approx(radius_m, abs=1)


def test_several_in_one_text_in_its_order():
    text = "From 48.8566, 2.3522 to 51°30′N 0°7′W, then 41.0082, 28.9784."
    found = coordinates.find(text)
    assert [point.span.of(text) for point in found] == ["48.8566, 2.3522", "51°30′N 0°7′W", "41.0082, 28.9784"]


_BITS = st.sampled_from([
    "coordinates", "GPS", "coords:", "position", "lat/lon", "latitude", "lon", "48.21", "16.37", "-33.8688", "151.209",
    "−0.5", "91.5", "12.", ".25", "7", "°", "′", "\"", "N", "S", "east", "west", ",", ";", "/", " ", "-", "(", "and",
])  # fmt: skip


@given(st.text(alphabet="0123456789.,-°′″NSEW latlon/;()", max_size=60) | st.lists(_BITS, max_size=16).map(" ".join)
       | st.lists(_BITS, max_size=16).map("".join))  # fmt: skip
def test_the_words_of_a_position_state_it_without_their_text(text):
    for point in coordinates.find(text):
        assert -90 <= point.lat <= 90 and -180 <= point.lon <= 180 and point.radius_m >= 100
        alone = coordinates.stated(point.span.of(text))
        assert alone is not None
        assert (alone.lat, alone.lon, alone.radius_m) == (point.lat, point.lon, point.radius_m)


@pytest.mark.parametrize("label", ["coordinates", "Coords", "GPS:", "position", "lat/lon", "co-ordinates of"])
@pytest.mark.parametrize("pair", ["48.21, 16.37", "48.212 / 16.373", "-33.86; 151.21", "−33.86°, 151.21°"])
def test_a_pair_with_few_decimals_behind_a_label(label, pair):
    (point,) = coordinates.find(f"It fell at {label} {pair}, police said.")
    assert coordinates.stated(pair) == dataclasses.replace(point, span=Span(0, len(pair)))


def test_no_position_is_stated_by_other_words():
    assert coordinates.stated("48.21") is None
    assert coordinates.stated("Lima 48.21, 16.37") is None


def test_a_position_typed_alone_may_have_few_decimals() -> None:
    found = coordinates.typed(" 51.9, 128.3 ")
    assert found is not None
    assert (found.lat, found.lon, found.radius_m) == (51.9, 128.3, 11_120.0)
    assert coordinates.typed("-33 151") is not None
    assert coordinates.typed("51°53′N 128°20′E") is not None
    for text in ("Paris", "12", "91, 0", "51.9, 128.3 and more", ""):
        assert coordinates.typed(text) is None
