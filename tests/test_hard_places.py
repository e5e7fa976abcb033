"""Names that are hard to place: our own lists of places of every kind, against the full gazetteer and our own table."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import pytest

from pipeline.gazetteer import normalise, polygons, sources
from pipeline.geo import distance_m

DATA = Path(__file__).parent / "data"
WATER = ("SEA", "OCN", "GULF", "STRT", "CHN", "BAY", "SD", "HBR")
LAUNCH_SITE_M = 25_000.0
HARBOUR_M = 10_000.0  # radius of the widest
COARSE_M = 5_000.0  # how far the outlines may be off


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def hard_places():
    for row in rows("hard_places"):
        where = float(row["lat"]), float(row["lon"]), float(row["km"])
        yield pytest.param(row["name"], *where, id=row["name"])


@pytest.fixture(scope="session")
def land():
    """The land of Natural Earth: (bounds, polygon)."""
    shapes = [shape for feature in sources.layer("ne_land") for shape in polygons.polygons_of(feature["geometry"])]
    return [(polygons.bounds(shape[0]), shape) for shape in shapes]


def test_the_hard_names_are_many_and_each_is_there_once():
    names = [normalise(row["name"]) for row in rows("hard_places")]
    assert len(names) >= 300
    assert len(set(names)) > len(names) - 10  # spellings of one name are welcome


@pytest.mark.parametrize(("name", "lat", "lon", "km"), hard_places())
def test_a_hard_name_is_placed(full, name, lat, lon, km):
    found = full.geocode(name)
    assert found is not None
    assert distance_m(found.latitude, found.longitude, lat, lon) / 1_000 <= km, found


def test_every_orbital_launch_site_is_in_our_own_table():
    """A second list, made apart from the first: every site is there by its name, as a spaceport, within 25 km."""
    known = {
        normalise(name): row
        for row in sources.own_rows("curated")
        for name in (row["name"], *row["alternates"].split("|"))
        if row["kind"] == "SPCP" and name
    }
    far = []
    for site in rows("launch_sites"):
        row = known.get(normalise(site["name"]))
        points = [float(source[axis]) for source in (site, row or site) for axis in ("lat", "lon")]
        if row is None or distance_m(*points) > LAUNCH_SITE_M:
            far.append(site["name"])
    assert far == []


def test_seas_and_straits_lie_at_sea(land):
    """Off the land of Natural Earth; its outlines are too coarse for harbours: there, water close by."""
    dry = []
    for row in sources.own_rows("curated"):
        lat, lon, radius_m = (float(row[key]) for key in ("lat", "lon", "radius_m"))
        if row["kind"] in WATER and is_dry(land, lat, lon):
            around = list(circle(lat, lon, max(radius_m, COARSE_M)))
            if radius_m > HARBOUR_M or all(is_dry(land, *point) for point in around):
                dry.append(row["name"])
    assert dry == []


def is_dry(land, lat, lon):
    return any(
        west <= lon <= east and south <= lat <= north and polygons.contains(shape, lon, lat)
        for (west, south, east, north), shape in land
    )


def circle(lat, lon, radius_m):
    """Eight points around another, as far as its radius."""
    degrees = radius_m / 111_195
    for step in range(8):
        angle = step * math.pi / 4
        yield lat + degrees * math.sin(angle), lon + degrees * math.cos(angle) / math.cos(math.radians(lat))


def test_two_places_of_one_kind_are_not_the_same_spot():
    """Neighbours in a city are apart by 100 m at least; states that followed one another are named for their years."""
    seen = {}
    twice = []
    for row in sources.own_rows("curated"):
        spot = row["kind"], round(float(row["lat"]), 3), round(float(row["lon"]), 3)
        if spot in seen and row["kind"] != "PCLH":
            twice.append((seen[spot], row["name"]))
        seen[spot] = row["name"]
    assert twice == []
