"""The link: what goes in comes out, and nothing that is not understood does harm."""

from __future__ import annotations

import dataclasses
import re
import string
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SelectionError
from pipeline.model import Basis, Modality
from pipeline.selection import (
    BINS,
    DATE_PRECISIONS,
    LANES,
    LAYERS,
    PARAMETERS,
    PLACE_PRECISIONS,
    SORTS,
    STATUSES,
    VIEWS,
    Selection,
    actor_id,
    decode_ring,
    encode_ring,
    reference,
)

ROOT = Path(__file__).resolve().parent.parent
LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)
SAFE = string.ascii_letters + string.digits + "_-"
TEXT = st.text(max_size=40)
IDS = st.lists(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn", "Z")), min_size=1, max_size=9), max_size=3)
REFERENCES = st.text(SAFE, min_size=1, max_size=20)
YEARS = st.integers(-4000, 3000).map(lambda year: f"{year:05d}" if year < 0 else f"{year:04d}")
ISO = st.one_of(
    YEARS,
    st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-{:02d}-{:02d}".format, YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds("{}-05-{:02d}T{:02d}".format, YEARS, st.integers(1, 28), st.integers(0, 23)),
    st.builds("{}-05-{:02d}T{:02d}:{:02d}".format, YEARS, st.integers(1, 28), st.integers(0, 23), st.integers(0, 59)),
)
PLACES = st.lists(
    st.builds(
        "{}:{}{}".format,
        st.sampled_from(["geonames", "curated", "osm", "own:sites"]),
        REFERENCES,
        st.sampled_from(["", "@0:45000", ":1.5", "@own:a:b"]),
    ),
    max_size=3,
)
RING = st.lists(st.tuples(LAT, st.floats(-180, 360)), min_size=3, max_size=12).map(encode_ring)
SELECTIONS = st.builds(
    Selection,
    start=st.one_of(st.just(""), ISO),
    end=st.one_of(st.just(""), ISO),
    touch=st.sampled_from(["touch", "within"]),
    q=TEXT,
    types=IDS.map(tuple),
    places=PLACES.map(tuple),
    actors=IDS.map(tuple),
    documents=st.lists(REFERENCES, max_size=3).map(tuple),
    countries=st.lists(st.text(string.ascii_uppercase, min_size=2, max_size=2), max_size=3).map(tuple),
    modalities=st.lists(st.sampled_from(Modality), max_size=2).map(tuple),
    bases=st.lists(st.sampled_from(Basis), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), max_size=2).map(tuple),
    not_types=IDS.map(tuple),
    not_places=PLACES.map(tuple),
    main=st.booleans(),
    place_precision=st.sampled_from(["", *PLACE_PRECISIONS]),
    date_precision=st.sampled_from(["", *DATE_PRECISIONS]),
    confidence=st.integers(0, 100),
    undated=st.booleans(),
    unplaced=st.booleans(),
    by=st.sampled_from(LANES),
    bin=st.sampled_from(BINS),
    layer=st.sampled_from(LAYERS),
    view=st.sampled_from(VIEWS),
    sort=st.sampled_from(SORTS),
    box=st.one_of(st.none(), st.tuples(LON, LAT, LON, LAT)),
    poly=st.one_of(st.just(""), RING),
    map=st.one_of(st.none(), st.tuples(st.floats(0, 22), LAT, LON)),
    window=st.one_of(st.just(""), st.builds("{}~{}".format, ISO, ISO)),
    event=st.one_of(st.just(""), REFERENCES),
    open=st.one_of(st.just(""), REFERENCES),
    dataset=st.sampled_from(["example", "my-documents", "wars-2"]),
    snapshot=st.one_of(st.just(""), REFERENCES),
)


@given(SELECTIONS)
def test_a_link_gives_its_selection_back(selection: Selection) -> None:
    query: dict[str, list[str]] = {}
    for name, value in selection.to_query():
        query.setdefault(name, []).append(value)
    assert Selection.from_query(query) == (selection, ())


@given(SELECTIONS, st.sampled_from(["https://example.org/map", "https://example.org/?embed=true", "out/index.html#"]))
def test_a_url_gives_its_selection_back_after_question_mark_and_hash(selection: Selection, base: str) -> None:
    assert Selection.from_url(selection.to_url(base)) == (selection, ())
    assert hash(Selection.from_url(selection.to_url(base))[0]) == hash(selection)


@given(st.dictionaries(st.sampled_from([parameter.name for parameter in PARAMETERS]), st.lists(TEXT, max_size=3)))
def test_any_query_is_read_and_reading_is_stable(query: dict[str, list[str]]) -> None:
    selection, _ = Selection.from_query(query)
    assert Selection.from_query(parse_qs(selection.to_url("")[1:], keep_blank_values=True)) == (selection, ())


@given(st.text())
def test_any_url_is_read(url: str) -> None:
    selection, _ = Selection.from_url(url)
    assert isinstance(selection, Selection)


def test_the_default_writes_nothing() -> None:
    assert Selection().to_query() == []
    assert Selection().to_url("https://example.org/") == "https://example.org/"


def test_every_field_has_one_parameter() -> None:
    fields = [field.name for field in dataclasses.fields(Selection)]
    assert sorted(parameter.field for parameter in PARAMETERS) == sorted(fields)
    assert len({parameter.name for parameter in PARAMETERS}) == len(PARAMETERS)


def test_a_link_is_made_of_safe_characters() -> None:
    selection = Selection(
        start="-0043-03-15",
        end="2023-09-13T14:30",
        types=("battle", "talks"),
        not_places=("geonames:2013348",),
        actors=(actor_id("Kim Jong Un"),),
        box=(170.0, -45.25, -170.0, 0.0),
        poly=encode_ring(((51.9, 128.3), (52.0, 129.0), (-10.5, 190.0))),
        map=(4.5, 12.3456, -0.00001),
        window="2023-04~2023-06",
    )
    assert re.fullmatch(r"[A-Za-z0-9_.~=&-]+", selection.to_url("")[1:])
    query = dict(selection.to_query())
    assert query["not-place"] == "geonames.2013348"
    assert query["box"] == "170~-45.25~-170~0"
    assert query["map"] == "4.5~12.3456~0"
    assert query["to"] == "2023-09-13T14.30"


@pytest.mark.parametrize(
    "place",
    [
        "geonames:3893656@0:45000", "own:sites:camp-alpha", "own:sites:a.b", "point:48.21,16.37", "remote:3.5",
        "geonames:1@curated:a-b",
    ],
)  # fmt: skip
def test_a_place_id_with_more_colons_and_points_travels(place):
    selection = Selection(places=(place,), not_places=(place,))
    assert Selection.from_url(selection.to_url("http://localhost/")) == (selection, ())
    assert selection.places == (place,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "yesterday"),
        ("from", "2023-02-30"),
        ("tm", "near"),
        ("box", "1~2~3"),
        ("box", "0~-91~1~1"),
        ("map", "99~0~0"),
        ("poly", "!!"),
        ("poly", "_____"),
        ("conf", "101"),
        ("conf", "٣"),
        ("main", "yes"),
        ("place", "Paris"),
        ("mod", "maybe"),
        ("ev", "<script>"),
        ("set", "../etc"),
        ("win", "2023"),
        ("colour", "red"),
    ],
)
def test_what_is_not_understood_is_dropped_with_a_note(name: str, value: str) -> None:
    selection, notes = Selection.from_query({name: [value]})
    assert selection == Selection()
    assert len(notes) == 1
    assert name in notes[0]


def test_marks_of_mail_programs_and_of_streamlit_are_ignored_silently() -> None:
    assert Selection.from_query({"utm_source": ["mail"], "fbclid": ["x"], "embed": ["true"]}) == (Selection(), ())


def test_reversed_dates_are_swapped_with_a_note() -> None:
    selection, notes = Selection.from_query({"from": ["2023"], "to": ["1941-05"]})
    assert (selection.start, selection.end) == ("1941-05", "2023")
    assert len(notes) == 1
    assert Selection.from_query({"from": ["2023-09"], "to": ["2023"]})[1] == ()


def test_a_selection_that_no_link_could_hold_cannot_be_made() -> None:
    with pytest.raises(SelectionError, match="start"):
        Selection(start="soon")


def test_longitudes_of_a_second_world_come_home() -> None:
    assert Selection(map=(3.0, 10.0, 370.0)).map == (3.0, 10.0, 10.0)
    assert Selection(box=(-200.0, 0.0, 200.0, 10.0)).box == (-180.0, 0.0, 180.0, 10.0)


@given(st.lists(st.tuples(LAT, LON), min_size=1, max_size=20))
def test_a_ring_comes_back_to_four_decimals(ring: list[tuple[float, float]]) -> None:
    back = decode_ring(encode_ring(ring))
    assert all(
        abs(was[0] - now[0]) <= 0.5001e-4 and abs(was[1] - now[1]) <= 0.5001e-4
        for was, now in zip(ring, back, strict=True)
    )


def test_excluded_is_told_by_parameter() -> None:
    selection = Selection(not_types=("battle",), not_places=("geonames:1",))
    assert selection.excluded == {"type": ("battle",), "place": ("geonames:1",)}


def test_actor_ids_forget_case_accents_and_hyphens() -> None:
    assert actor_id("Günter Schabowski") == "gunter-schabowski"
    assert actor_id("KIM Jong-Un") == actor_id("Kim Jong Un") == "kim-jong-un"


def test_the_documentation_holds_the_table() -> None:
    assert reference() in (ROOT / "docs" / "link.md").read_text("utf-8")
