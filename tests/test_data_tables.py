"""The project's own tables: every row readable, dated, placed; nothing twice."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import timex
from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer, normalise, polygons, sources
from pipeline.gazetteer.kinds import CLASS_OF
from pipeline.geo import SITES, distance_m

DATA = Path(__file__).resolve().parent.parent / "data"
OWN = ("own survey of public maps", "general knowledge")
OUTSIDE = {"GF", "MQ", "SJ", "EH", "UA", "XK"}  # drawn as parts of other countries, or disputed


@pytest.fixture(scope="session")
def curated():
    return list(sources.own_rows("curated"))


@pytest.fixture(scope="session")
def known():
    return list(sources.own_rows("known_events"))


def test_the_curated_table_is_large_and_has_each_place_once(curated):
    assert len(curated) >= 1_000
    assert [key for key, count in Counter(row["id"] for row in curated).items() if count > 1] == []


def test_no_two_curated_places_share_a_name(curated):
    names = Counter(
        normalise(name)
        for row in curated
        for name in {normalise(name) for name in (row["name"], *row["alternates"].split("|")) if name}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_curated_rows_are_whole(curated):
    for row in curated:
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) < 180, row
        assert 100 <= float(row["radius_m"]) <= 7_000_000, row
        assert row["kind"] in CLASS_OF or row["kind"] in SITES, row
        assert row["source"] in OWN or row["source"].startswith("wikidata:Q"), row
        assert not row["importance"] or 0 < float(row["importance"]) < 1, row


def test_curated_points_lie_in_or_near_the_country_they_name(curated):
    """Within the country's outline of Natural Earth, or nearer to it than 25 km or the place's own radius.

    Small islands are missing from the simplified outline; those are left out.
    """
    outlines: dict[str, list[polygons.Polygon]] = {}
    for feature in sources.layer("ne_admin0"):
        outlines.setdefault(feature["properties"]["iso2"], []).extend(polygons.polygons_of(feature["geometry"]))
    far = []
    for row in curated:
        if row["country"] in OUTSIDE or row["country"] not in outlines or CLASS_OF.get(row["kind"]) in ("T", "H"):
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        shapes = outlines[row["country"]]
        if any(polygons.contains(shape, lon, lat) for shape in shapes):
            continue
        nearest = min(distance_m(lat, lon, point[1], point[0]) for shape in shapes for point in shape[0])
        if nearest > max(25_000.0, float(row["radius_m"])):
            far.append((row["name"], row["country"], round(nearest / 1_000)))
    assert far == []


def test_known_events_have_one_date_each(known):
    assert len(known) >= 150
    assert len({row["key"] for row in known}) == len(known)
    for row in known:
        interval = timex.interval_of(row["date"])
        assert interval is not None and interval.is_closed, row
        assert row["names"].split(";")[0].strip(), row


def test_known_events_have_names_that_mean_one_thing(known):
    """A suggestion is made where all words of a name stand in a title: one common word would fit everywhere."""
    names = [name for row in known for name in row["names"].split(";")]
    single = [name for name in names if len({word for word in normalise(name).split() if len(word) > 2}) < 2]
    assert single == ["Anschluss", "Kristallnacht"]


def test_known_events_happened_where_the_gazetteer_knows(known, tiny_gazetteer):
    """Curated places must be there by that name; others are towns of the full gazetteer."""
    named = {row["place"] for row in known}
    found = [name for name in named if name and tiny_gazetteer.lookup(name)]
    assert len(found) > 0.7 * len(named)
    dday = next(row for row in known if row["key"] == "d-day")
    assert dday["date"] == "1944-06-06"


def test_disputed_lines_have_a_source():
    with (DATA / "disputed.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    names = " ".join(row["name"] for row in rows)
    for place in ("Crimea", "Kashmir", "Golan", "Abkhazia", "South Ossetia", "Transnistria", "Northern Cyprus"):
        assert place in names
    for row in rows:
        assert row["source"] and row["method"] in ("drawn", "shared"), row
        if row["method"] == "drawn":
            points = [tuple(map(float, point.split())) for point in row["points"].split("|")]
            assert all(distance_m(a[1], a[0], b[1], b[0]) < 100_000 for a, b in pairwise(points))


def test_historic_names_have_years_in_order_and_stand_once():
    rows = list(sources.own_rows("historic"))
    assert len(rows) >= 150
    keys = Counter((normalise(row["name"]), row["of"], row["since"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    for row in rows:
        since, until = (int(row[column]) if row[column] else None for column in ("since", "until"))
        assert until is not None or since is not None, row
        assert since is None or until is None or since < until <= 2025, row
        assert row["kind"] in CLASS_OF, row


def test_historic_names_are_known_to_the_full_gazetteer():
    path = Settings().gazetteer_path
    if not path.is_file():
        pytest.skip("the full gazetteer is not built: python -m pipeline gazetteer build")
    full = Gazetteer.open(path)
    names = [row["name"] for row in sources.own_rows("historic")]
    assert [name for name in names if not any(any(entry.years) for entry in full.lookup(name))] == []


LAUNCH_SITES = """
Baikonur Cosmodrome|45.96|63.31  Vostochny Cosmodrome|51.88|128.33  Plesetsk Cosmodrome|62.93|40.57
Kapustin Yar|48.57|46.25  Svobodny Cosmodrome|51.70|128.00  Yasny launch base|51.09|59.84
Cape Canaveral Space Force Station|28.49|-80.57  Kennedy Space Center|28.57|-80.65
Vandenberg Space Force Base|34.75|-120.52  Wallops Flight Facility|37.94|-75.47  Kodiak Launch Complex|57.44|-152.34
Starbase|26.00|-97.16  Omelek|9.05|167.74  Guiana Space Centre|5.24|-52.77  Hammaguir|30.88|-3.06
Broglio Space Center|-2.94|40.21  Alcântara Launch Center|-2.37|-44.40  Jiuquan Satellite Launch Center|40.96|100.29
Taiyuan Satellite Launch Center|38.85|111.61  Xichang Satellite Launch Center|28.25|102.03
Wenchang Space Launch Site|19.61|110.95  Tanegashima Space Center|30.40|130.97  Uchinoura Space Center|31.25|131.08
Satish Dhawan Space Centre|13.72|80.23  Naro Space Center|34.43|127.54  Semnan Space Center|35.23|53.92
Shahrud Space Center|36.20|55.33  Sohae Satellite Launching Station|39.66|124.71
Tonghae Satellite Launching Ground|40.86|129.67  Palmachim|31.88|34.68  Woomera Range|-30.95|136.50
Rocket Lab Launch Complex 1|-39.26|177.86  SaxaVord|60.82|-0.77  Esrange Space Center|67.89|21.10
Andøya Space|69.29|16.02
"""  # orbital launch sites by another hand, to two decimals


def test_launch_sites_agree_with_a_second_list(tiny_gazetteer):
    for entry in LAUNCH_SITES.replace("\n", "  ").split("  "):
        if entry.strip():
            name, lat, lon = entry.split("|")
            place = tiny_gazetteer.lookup(name)[0].place
            apart = distance_m(place.lat, place.lon, float(lat), float(lon))
            assert apart <= 35_000.0, (name, place.name, round(apart / 1_000))


def test_seas_are_at_sea(curated):
    outlines = [shape for one in sources.layer("ne_admin0") for shape in polygons.polygons_of(one["geometry"])]
    ashore = [
        row["name"]
        for row in curated
        if row["kind"] in ("SEA", "OCN", "GULF", "BAY", "STRT", "SD", "CHN")
        and float(row["radius_m"]) > 10_000  # a cove is narrower than the coast is exact
        and any(polygons.contains(shape, float(row["lon"]), float(row["lat"])) for shape in outlines)
    ]
    assert ashore == []
