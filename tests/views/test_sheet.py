"""A table of events: an export comes back by its ids, changed cells are corrections, new rows new events."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest
from samples import FIJI, PARIS, document, event, fill, store

from pipeline import exporters
from pipeline.errors import ReadError
from pipeline.model import Place
from pipeline.selection import Selection
from pipeline.store import Created, Extraction, Store, codec
from pipeline.views import sheet

NEWS = document("news.txt", "one")
LANDED = event(NEWS, "Troops landed near Paris at dawn.", "1944-06", PARIS, type="attack")
SAILED = event(NEWS, "=Sailors left Fiji.", "-0043", FIJI, type="movement")
LOST = event(NEWS, "Lost sheep were found.", "", None, type="other")
KNOWN = {one.id: one for one in (LANDED, SAILED, LOST)}


def locate(name: str, lat: str, lon: str) -> Place | None:
    if lat and lon:
        return Place(f"point:{lat},{lon}", name or "a point", float(lat), float(lon), 100.0)
    return {"Fiji": FIJI, "Paris": PARIS}.get(name)


def exported(of: Store) -> bytes:
    out = io.BytesIO()
    exporters.registry["csv"].write(of.open("example").events(Selection(main=False)), out)
    return out.getvalue()


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    made = store(tmp_path)
    fill(made, Extraction(NEWS, events=(LANDED, SAILED, LOST)))
    return made


def planned(raw: bytes, name: str = "events.csv") -> sheet.Plan:
    table = sheet.read(raw, name)
    return sheet.plan(table, sheet.guess(list(table.columns)), KNOWN, "example", locate)


def edited(raw: bytes, title: str, **cells: str) -> bytes:
    """The export with some cells of the row of that title changed, as a spreadsheet saves it."""
    table = pd.read_csv(io.BytesIO(raw), dtype=str, keep_default_na=False)
    for name, value in cells.items():
        table.loc[table["title"].str.contains(title), name] = value
    return table.to_csv(index=False, sep=";").encode("utf-8")


def test_an_export_that_nobody_edited_changes_nothing(kept: Store) -> None:
    made = planned(exported(kept))
    assert (made.judgements, made.unchanged, made.problems, made.created) == ([], 3, [], 0)


def test_changed_cells_become_judgements_and_the_same_table_then_changes_nothing(kept: Store) -> None:
    cells = {"date": "1944-06-06", "tags": "naval; dawn", "link": "https://example.org/", "type": "conflict"}
    raw = edited(exported(kept), "Troops", **cells)
    made = planned(raw)
    assert {(one.field, one.value) for one in made.judgements} == {
        ("date", "1944-06-06"), ("tags", json.dumps(["naval", "dawn"])), ("link", "https://example.org/"),
        ("type", "conflict"),
    }  # fmt: skip
    assert {one.target_id for one in made.judgements} == {LANDED.id}
    kept.judgements.add_all(made.judgements)
    known = {one.id: one for one in kept.open("example").events(Selection(main=False))}
    table = sheet.read(raw, "again.csv")
    again = sheet.plan(table, sheet.guess(list(table.columns)), known, "example", locate)
    assert again.judgements == []
    assert known[LANDED.id].value == "1944-06-06"


def test_places_move_by_name_or_by_coordinates_and_can_be_taken_away(kept: Store) -> None:
    made = planned(edited(exported(kept), "Lost", place="Fiji"))
    assert [codec.loads(Place, one.value).id for one in made.judgements] == [FIJI.id]
    made = planned(edited(exported(kept), "Troops", lat="49.18", lon="-0.37", place="Caen"))
    [found] = [codec.loads(Place, one.value) for one in made.judgements]
    assert (found.name, found.lat, found.lon) == ("Caen", 49.18, -0.37)
    made = planned(edited(exported(kept), "Troops", lat="", lon="", place=""))
    assert [(one.field, one.value) for one in made.judgements] == [("place", "")]


def test_new_rows_become_events_and_wrong_rows_are_named(kept: Store) -> None:
    raw = (
        b"Event,When,Where,Latitude,Longitude,Keywords,URL\n"
        b"The harbour froze,about 1944,Paris,,,cold; ice,https://example.org/a\n"
        b"A signal was seen,1990s,,12.5,-3.25,,\n"
        b",1944,Paris,,,,\n"
        b"Something,soon,,,,,\n"
        b"Elsewhere,1944,Atlantis,,,,\n"
    )
    made = planned(raw)
    events = [codec.loads(Created, one.value).event for one in made.judgements]
    assert [(one.title, one.value, one.tags) for one in events] == [
        ("The harbour froze", "1944", ("cold", "ice")), ("A signal was seen", "199", ()),
    ]  # fmt: skip
    assert [(one.place.name, one.place.lat) for one in events if one.place] == [("Paris", PARIS.lat), ("a point", 12.5)]
    assert [number for number, _ in made.problems] == [4, 5, 6]
    kept.judgements.add_all(made.judgements)
    assert kept.open("example").count(Selection(q="harbour")).shown == 1
    assert kept.open("example").count(Selection(tags=("ice",))).shown == 1


def test_a_row_of_another_data_set_is_left_out_with_a_reason() -> None:
    made = planned(b"id,title\n0123456789abcdef,Something\n")
    assert made.judgements == []
    assert "0123456789abcdef" in made.problems[0][1]


def test_a_workbook_is_read_with_its_days(kept: Store) -> None:
    out = io.BytesIO()
    days = pd.to_datetime(["1944-06-06"])
    pd.DataFrame({"title": ["Landing"], "date": days, "lat": [49.3], "lon": [-0.9]}).to_excel(out, index=False)
    made = planned(out.getvalue(), "events.xlsx")
    assert made.problems == []
    [event_made] = [codec.loads(Created, one.value).event for one in made.judgements]
    assert (event_made.value, event_made.place is not None) == ("1944-06-06", True)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "a.csv"),
        (b"PK\x03\x04nothing", "a.xlsx"),
        (b"title\n", "a.csv"),
        (b"\x89PNG\r\n\x1a\n" * 9, "a.csv"),
        (b"x", "a.xlsx"),
    ],
)
def test_what_is_no_table_is_said_in_words(raw: bytes, name: str) -> None:
    with pytest.raises(ReadError):
        sheet.read(raw, name)
