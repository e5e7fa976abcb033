"""The map: everything from this server, one layer, the view fitted to the data, and what the frame sends back."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import folium
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit_folium import generate_leaflet_string

from pipeline.config import PROJECT
from pipeline.gazetteer import polygons
from pipeline.selection import Selection, encode_ring
from pipeline.views import map as event_map
from pipeline.views import offline
from tests.frames import at, frame, story
from tests.published_sample import HOSTILE

VENDOR = PROJECT / "static" / "vendor"


def script(rows: pd.DataFrame, selection: Selection | None = None) -> str:
    """The layer's script as streamlit-folium makes it."""
    group = folium.FeatureGroup("events")
    offline.EventLayer(event_map.payload(rows, selection or Selection())).add_to(group)
    group.add_to(offline.base_map())
    group.render()
    return str(generate_leaflet_string(group, base_id="feature_group_0"))


def sent(written: str) -> dict[str, object]:
    found = re.search(r"show\(\w+, (\{.*\})\);", written)
    assert found is not None
    return dict(json.loads(found[1]))


def test_vendored_files_are_the_ones_that_were_noted() -> None:
    noted = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text(), re.MULTILINE))
    scripts_and_styles = {path.name for path in VENDOR.iterdir() if path.suffix in (".js", ".css")}
    assert set(noted) == scripts_and_styles - {"basemap-world.js", "basemap-countries.js"}
    for name, digest in noted.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name


def test_base_map_loads_only_files_of_this_server() -> None:
    shown = offline.base_map()
    page = shown.get_root().render()
    asked = re.findall(r"""<(?:script|link)[^>]+(?:src|href)=["']([^"']+)["']""", page)
    assert asked
    assert all(address.startswith("../../app/static/vendor/") for address in asked), asked
    assert all((VENDOR / Path(address).name).is_file() for address in asked)


def test_base_map_is_the_same_on_every_run() -> None:
    first, second = (generate_leaflet_string(offline.base_map()) for _ in range(2))
    assert first == second


def test_code_of_the_map_is_no_template() -> None:
    code = offline.OfflineBasemap().code
    assert not re.search(r"\{[{%#]", code)  # branca reads every script as a Jinja template


def test_layer_empties_the_list_of_old_layers_first() -> None:
    assert re.search(r"window\.feature_group = \[\];\s+window\.whenabouts\.show", script(frame(at("a", 1.0, 2.0))))


def test_hostile_titles_reach_the_layer_as_data() -> None:
    rows = frame(*(at(f"s{number}", 1.0, 2.0, title=text) for number, text in enumerate(HOSTILE)))
    written = script(rows)
    assert not set("<>&`$'") & set(re.sub(r"^.*?show\(", "", written, flags=re.DOTALL))
    assert sent(written)["title"][0] == HOSTILE[0]  # type: ignore[index]


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60))
def test_any_title_survives_streamlit_folium(title: str) -> None:
    shown = sent(script(frame(at("a", 1.0, 2.0, title=title))))["title"]
    assert shown == event_map.payload(frame(at("a", 1.0, 2.0, title=title)), Selection())["title"]


def test_unplaced_stories_are_not_drawn() -> None:
    drawn = event_map.payload(frame(at("a", 0.0, 0.0), story("b", "2023")), Selection())
    assert drawn["id"] == ["a"]  # and latitude 0.0 is a place


def test_points_on_both_sides_of_180_degrees_lie_together() -> None:
    rows = frame(at("fiji", -18.0, 178.0), at("samoa", -13.8, -171.8))
    drawn = event_map.payload(rows, Selection())
    assert drawn["lon"] == [178.0, 188.2]
    assert drawn["fit"] == [[-18.0, 178.0], [-13.8, 188.2]]


def test_world_wide_points_stay_where_they_are() -> None:
    longitudes = np.array([-120.0, -60.0, 0.0, 60.0, 120.0])
    assert event_map.unwrapped(longitudes).tolist() == longitudes.tolist()


def test_fit_leaves_out_the_outermost_of_many_points() -> None:
    rows = frame(*(at(f"s{n}", 50.0 + n / 100, 10.0) for n in range(60)), at("far", -54.0, -68.0))
    (south, _), _ = event_map.bounds(rows) or [[0, 0], [0, 0]]
    assert south > 49
    assert event_map.bounds(frame()) is None


def test_many_events_are_counted_in_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_map, "SINGLY", 3)
    rows = frame(*(at(f"s{n}", 48.85, 2.35, type="protest") for n in range(4)), at("tokyo", 35.7, 139.7, type="attack"))
    drawn = event_map.payload(rows, Selection())
    assert drawn["cells"] is True
    assert sorted(drawn["n"]) == [1, 4]
    kinds = dict(zip(drawn["n"], drawn["type"], strict=True))
    assert drawn["types"]["names"][kinds[4]] == "protest"


@pytest.mark.parametrize("singly", [5_000, 1])
def test_events_of_a_country_as_a_whole_carry_its_code(monkeypatch: pytest.MonkeyPatch, singly: int) -> None:
    monkeypatch.setattr(event_map, "SINGLY", singly)
    france = {"country": "FR", "place_kind": "PCLI", "place": "France"}
    rows = frame(
        at("a", 46.0, 2.0, **france),
        at("b", 46.0, 2.0, **france),
        at("c", 48.85, 2.35, country="FR", place_kind="PPLC"),
        at("d", 46.0, 2.0, country="", place_kind="PCLH"),  # a state of the past has other borders
    )
    drawn = event_map.payload(rows, Selection())
    shaded = [n for code, n in zip(drawn["area"], drawn["n"], strict=True) if code == "FR"]
    assert sum(shaded) == 2
    assert set(drawn["area"]) == {"FR", ""}


def test_link_of_the_selection_reaches_the_layer() -> None:
    ring = encode_ring(((50.0, 10.0), (60.0, 10.0), (60.0, 20.0)))
    selection = Selection(map=(5, 51.9, 128.3), box=(170.0, -20.0, -170.0, 0.0), poly=ring, event="a")
    drawn = event_map.payload(frame(at("a", 1.0, 2.0)), selection, event_map.Look(dark=True))
    assert drawn["view"] == "5~51.9~128.3"
    assert drawn["box"] == [170.0, -20.0, -170.0, 0.0]
    assert drawn["ring"] == [[50.0, 10.0], [60.0, 10.0], [60.0, 20.0]]
    assert drawn["selected"] == "a"


def test_each_message_of_the_frame_is_heard_once() -> None:
    heard: dict[str, object] = {}
    said = {"event": "s1", "event_at": 11, "box": "", "box_at": 0, "view": "4~1~2"}
    assert event_map.changes(said, heard) == [event_map.MapChange("event", event="s1")]
    assert event_map.changes({**said, "view": "5~1~2"}, heard) == []
    again = event_map.changes({**said, "event_at": 12, "box": "10~20~30~40", "box_at": 13}, heard)
    assert again == [
        event_map.MapChange("event", event="s1"),
        event_map.MapChange("box", box=(10.0, 20.0, 30.0, 40.0)),
    ]


@pytest.mark.parametrize("text", ["", "1~2", "a~b~c", "nan~0~0", "5~91~0", "5~0~181", "-1~0~0", "1~2~3~4"])
def test_positions_that_are_none(text: str) -> None:
    assert event_map.position(text) is None


@pytest.mark.parametrize("text", ["", "1~2~3", "0~10~5~10", "0~-91~5~10", "-181~0~5~10", "inf~0~5~10"])
def test_boxes_that_are_none(text: str) -> None:
    assert event_map.box_of(text) is None


def test_a_box_may_cross_180_degrees() -> None:
    assert event_map.box_of("170~-20~-170~0") == (170.0, -20.0, -170.0, 0.0)


def country(code: str) -> list[list[list[float]]]:
    """The rings of a country of basemap-countries.js as [lon, lat]."""
    written = (VENDOR / "basemap-countries.js").read_text("utf-8")
    steps = json.loads(written.partition("COUNTRIES=")[2].rstrip().removesuffix(";"))[code]["rings"]
    return [(np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / 100).tolist() for ring in steps]


def inside(rings: list[list[list[float]]], lon: float, lat: float) -> bool:
    return sum(polygons.contains([ring], lon, lat) for ring in rings) % 2 == 1


@pytest.mark.parametrize(
    ("code", "lon", "lat", "held"),
    [
        ("UA", 34.1, 44.95, True),  # Simferopol, by the border policy of docs/data.md
        ("RU", 34.1, 44.95, False),
        ("RU", 185.0, 66.5, True),  # Chukotka, beyond 180 degrees in one piece with the rest
        ("ZA", 28.2, -29.5, False),  # Lesotho is a hole
        ("LS", 28.2, -29.5, True),
        ("FR", 9.1, 42.2, True),  # Corsica
        ("XK", 20.9, 42.6, True),
        ("EG", 30.0, 27.0, True),
    ],
)
def test_countries_are_shaded_where_they_are(code: str, lon: float, lat: float, held: bool) -> None:
    assert inside(country(code), lon, lat) is held


def test_a_place_shown_on_the_map_is_heard_once() -> None:
    heard: dict[str, object] = {}
    said = {"event": "", "event_at": 0, "box": "", "box_at": 0, "pick": "51.5~-0.12~40", "pick_at": 7}
    assert event_map.changes(said, heard) == [event_map.MapChange("pick", point=(51.5, -0.12, 40.0))]
    assert event_map.changes(said, heard) == []
    assert [event_map.point_of(text) for text in ("91~0~1", "0~181~1", "0~0~-1", "a~b~c", "1~2")] == [None] * 5


def test_cells_are_as_large_as_the_map_shows_them() -> None:
    assert [event_map.fitting(box) for box in (None, [[-60.0, -170.0], [70.0, 170.0]], [[48.0, 2.0], [49.0, 3.0]])] == [
        event_map.FAR_ZOOM, 1, event_map.FITTED_ZOOM,
    ]  # fmt: skip
