"""Distances, cells, boxes, precision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import geo
from pipeline.model import Place

LAT = st.floats(-90, 90)
LON = st.floats(-180, 179.999)


def test_distance_between_london_and_paris():
    assert geo.distance_m(51.5074, -0.1278, 48.8566, 2.3522) == pytest.approx(343_500, abs=1_500)


def test_distance_to_the_antipode_is_half_the_way_round():
    assert geo.distance_m(0.0, 0.0, 0.0, 180.0) == pytest.approx(20_015_000, abs=5_000)


@given(LAT, LON, LAT, LON)
def test_distance_is_symmetric_and_bounded(lat1, lon1, lat2, lon2):
    there = geo.distance_m(lat1, lon1, lat2, lon2)
    assert 0 <= there <= 20_016_000
    assert there == pytest.approx(geo.distance_m(lat2, lon2, lat1, lon1))


def test_cells_are_integers_and_near_points_share_one():
    assert isinstance(geo.h3_cell(51.884, 128.334), int)
    assert geo.h3_cell(51.884, 128.334, 3) == geo.h3_cell(51.885, 128.335, 3)
    assert geo.h3_cell(0.0, 0.0) != geo.h3_cell(10.0, 0.0)


@pytest.mark.parametrize(
    ("lat", "lon", "box", "inside"),
    [
        (0.0, 0.0, (-10, -10, 10, 10), True),
        (0.0, 20.0, (-10, -10, 10, 10), False),
        (11.0, 0.0, (-10, -10, 10, 10), False),
        (-17.0, 179.0, (170, -30, -170, 0), True),
        (-17.0, -179.0, (170, -30, -170, 0), True),
        (-17.0, 0.0, (170, -30, -170, 0), False),
        (-17.0, -179.0, (170, -30, 190, 0), True),
        (10.0, 100.0, (-180, -90, 180, 90), True),
        (10.0, 100.0, (-400, -90, 400, 90), True),
        (10.0, 179.5, (100, -90, 180, 90), True),
    ],
)
def test_boxes_may_cross_the_180th_meridian(lat, lon, box, inside):
    assert geo.in_box(lat, lon, box) is inside


@given(LAT, LON, st.floats(0.001, 40))
def test_a_box_around_a_point_holds_it(lat, lon, reach):
    west, east = geo.wrap_longitude(lon - reach), geo.wrap_longitude(lon + reach)
    assert geo.in_box(lat, lon, (west, lat - reach, east, lat + reach))


@pytest.mark.parametrize(
    ("kind", "radius", "precision"),
    [
        ("SPCP", 5_000, "site"),
        ("BTL", 2_000, "site"),
        ("PPLC", 30_000, "city"),
        ("PPL", 1_000, "city"),
        ("ADM1", 900_000, "region"),
        ("ADM2", 10_000, "region"),
        ("ISL", 60_000, "region"),
        ("MT", 5_000, "site"),
        ("PCLI", 300_000, "country"),
        ("PCLI", 1_000, "country"),
        ("SEA", 300_000, "country"),
        ("CONT", 2_500_000, "country"),
        ("RGN", 1_200_000, "country"),
        ("RGN", 150_000, "region"),
    ],
)
def test_precision_follows_kind_and_radius(kind, radius, precision):
    assert geo.precision_of(Place("x:1", "X", 1.0, 1.0, radius, kind=kind)) == precision


@given(st.floats(-89, 89), LON, st.floats(0, 360), st.floats(1, 5_000_000))
def test_a_destination_is_as_far_away_as_was_asked(lat, lon, bearing, metres):
    assert geo.distance_m(lat, lon, *geo.destination(lat, lon, bearing, metres)) == pytest.approx(metres, rel=1e-3)


@given(st.floats(-80, 80), LON, st.floats(-80, 80), LON)
def test_the_middle_is_as_far_from_both(lat1, lon1, lat2, lon2):
    lat, lon = geo.midpoint(lat1, lon1, lat2, lon2)
    there, back = geo.distance_m(lat1, lon1, lat, lon), geo.distance_m(lat2, lon2, lat, lon)
    assert there == pytest.approx(back, rel=1e-3, abs=1.0)
