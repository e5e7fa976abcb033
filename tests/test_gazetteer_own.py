"""A user's own places: CSV and GeoJSON, read, refused with row and reason, remembered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GazetteerError
from pipeline.gazetteer import Gazetteer, own
from pipeline.gazetteer.build import write
from pipeline.gazetteer.drafts import Atlas
from pipeline.gazetteer.inputs import Inputs, digests_now, recorded
from pipeline.gazetteer.own import add_own
from pipeline.selection import Selection
from tests.gazetteer_fixture import tiny_atlas

CSV = """name,lat,lon,alternates,country,type,valid_from,valid_to,radius_m
Camp Alpha,0.0,30.5,Alpha Camp|Lager Alpha,ug,camp,,,400
New Oslo,60.1,10.2,,NO,town,1950,1999,
Old Ford,-12.5,181.0,,,FCL,44 BC,-0010,
"""


def built(folder: Path, *files: Path) -> Gazetteer:
    atlas = tiny_atlas()
    for file in files:
        add_own(atlas, file)
    path = folder / "g.sqlite"
    write(path, atlas, "own", lambda share, text: None, Inputs(places=files))
    return Gazetteer.open(path)


def saved(folder: Path, text: str, name: str = "mine.csv") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_rows_of_a_csv_are_places(tmp_path):
    gazetteer = built(tmp_path, saved(tmp_path, CSV))
    entry = gazetteer.lookup("Lager Alpha")[0]
    place = entry.place
    assert (place.id, place.name, place.lat, place.lon) == ("own:mine:camp-alpha", "Camp Alpha", 0.0, 30.5)
    assert (place.country, place.kind, place.radius_m, place.source) == ("UG", "CMP", 400.0, "own: mine.csv")
    assert entry.years == (None, None)
    assert gazetteer.lookup("New Oslo")[0].years == (1950, 1999)
    assert gazetteer.lookup("Old Ford")[0].years == (-43, -10)
    assert gazetteer.lookup("Old Ford")[0].place.lon == -179.0


def test_an_own_place_comes_before_its_namesakes(tmp_path):
    gazetteer = built(
        tmp_path, saved(tmp_path, "name;latitude;longitude\nSpringfield;-1,0;2\n".replace("-1,0", "-1.0"))
    )
    assert gazetteer.lookup("Springfield")[0].place.source == "own: mine.csv"


def test_features_of_a_geojson_are_places(tmp_path):
    square = [[[10, 50], [10.2, 50], [10.2, 50.2], [10, 50.2], [10, 50]]]
    point, line = (
        {"type": "Point", "coordinates": [5, 0]},
        {"type": "LineString", "coordinates": [[1, 1], [2, 2], [3, 3]]},
    )
    features = [
        {"id": 7, "properties": {"name": "Depot", "kind": "factory"}, "geometry": point},
        {"properties": {"name": "Zone", "aliases": ["Zone A"]}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"properties": {"name": "Road"}, "geometry": line},
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    gazetteer = built(tmp_path, saved(tmp_path, text, "map.geojson"))
    depot, zone = (gazetteer.lookup(name)[0].place for name in ("Depot", "Zone A"))
    assert (depot.id, depot.lat, depot.lon, depot.kind) == ("own:map:7", 0.0, 5.0, "MFG")
    assert 50 < zone.lat < 50.2 and zone.radius_m == pytest.approx(10_000, rel=0.1)
    assert gazetteer.lookup("Road")[0].place.lat == 2.0


STEMS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
IDS = st.text(st.characters(exclude_characters=',"\r\n'), max_size=100)


@settings(max_examples=300, deadline=None)
@given(
    IDS, st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), st.sampled_from(["", "@0:45000", "@own:x:1"])
)
def test_every_own_place_has_an_id_that_a_link_holds(identifier: str, stem: str, moved: str) -> None:
    row = {"name": "Camp Alpha", "lat": "0", "lon": "30.5", "id": identifier}
    place = own.draft(Atlas(), Path(f"{stem}.csv"), row).key + moved
    selection = Selection(places=(place,), not_places=(place,))
    assert Selection.from_url(selection.to_url("http://localhost/")) == (selection, ())
    assert selection.places == (place,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,lat\nX,1\n", "row 2: no column 'lon'"),
        ("name,lat,lon\nX,91,1\n", "row 2: 91.0, 1.0 is no latitude"),
        ("name,lat,lon\nX,nan,1\n", "row 2: nan, 1.0 is no latitude"),
        ("name,lat,lon\nX,north,1\n", "row 2: could not convert"),
        ("name,lat,lon,type\nX,1,1,castle in the air\n", "row 2: no type is called 'castle in the air'"),
        ("name,lat,lon,country\nX,1,1,Norway\n", "row 2: country 'NORWAY'"),
        ("name,lat,lon,valid_from\nX,1,1,long ago\n", "row 2: 'long ago' is no year"),
        ("name,lat,lon,importance\nX,1,1,7\n", "row 2: importance 7.0"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(tmp_path, text, reason):
    with pytest.raises(GazetteerError, match=r"mine\.csv") as raised:
        add_own(tiny_atlas(), saved(tmp_path, text))
    assert reason in str(raised.value)


@pytest.mark.parametrize("text", ["{", "[]", '{"features": 3}'])
def test_a_geojson_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(GazetteerError, match=r"mine\.json|FeatureCollection"):
        add_own(tiny_atlas(), saved(tmp_path, text, "mine.json"))


def test_a_file_that_is_missing_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="cannot be read"):
        add_own(tiny_atlas(), tmp_path / "none.csv")


def test_the_gazetteer_remembers_its_inputs_and_sees_them_change(tmp_path):
    file = saved(tmp_path, CSV)
    gazetteer = built(tmp_path, file)
    assert recorded(gazetteer.path)[0] == Inputs(places=(file,))
    before = digests_now(gazetteer.path)
    file.unlink()
    assert digests_now(gazetteer.path) == before
    file.write_text(CSV + "More,1,1,,,,,,\n", "utf-8")
    assert digests_now(gazetteer.path) != before
    assert recorded(tmp_path / "none.sqlite")[0] == Inputs()
    assert recorded(file)[0] == Inputs()
