"""Exporters: snapshots of four hard events, and what each format's own standard demands."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import exporters, timex
from pipeline.errors import UnknownNameError
from pipeline.exporters import georss, ics, record, timelinejs
from pipeline.model import (
    Basis,
    Candidate,
    Event,
    Granularity,
    Interval,
    Mention,
    Modality,
    Place,
    RunnerUp,
    Span,
    Timex,
    TimexType,
    Toponym,
    Why,
)

SNAPSHOTS = Path(__file__).parent / "snapshots"
OURS = ("csv", "geojson", "kml", "ics", "georss", "timelinejs", "jsonl")
STAMP = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def mention(place: Place) -> Mention:
    toponym = Toponym(Span(4, 4 + len(place.name)), place.name)
    return Mention(toponym, place, (Candidate(place, 0.9, "the only one"),), "the only place of that name", 1)


WHY = Why(
    "clause",
    "13 September 2023",
    Span(20, 37),
    (("day", "2023-09-13"),),
    0.91,
    (("same_clause", 1.5), ("distance", -0.25)),
    (RunnerUp("paragraph", "=Tuesday", "2023-09-12", 0.06),),
)
COSMODROME = Place(
    "curated:vostochny", "Vostochny Cosmodrome", 51.884, 128.334, 3_000.0, "RU", ("Amur Oblast",), "SPCP", 0, "curated"
)
NULL_ISLAND = Place("geonames:1", "=HYPERLINK(0)", 0.0, -0.5, 500_000.0, "", (), "RGN")


def stated() -> Event:
    interval = timex.interval_of("2023-09-13")
    assert interval is not None
    return Event(
        id="a1",
        document_id="d1",
        sentence=Span(0, 60),
        trigger=Span(10, 13),
        title="Kim and Putin meet; talks, smiles & a long toast — «на здоровье» — beyond seventy-five octets",
        type="meeting",
        actors=("Kim Jong Un", "Vladimir Putin"),
        duration="PT4H",
        timex=Timex(TimexType.DATE, "2023-09-13", Span(20, 37), rule="day month year"),
        value="2023-09-13",
        granularity=Granularity.DAY,
        interval=interval,
        best=interval.start,
        basis=Basis.EXPLICIT,
        mention=mention(COSMODROME),
        within="Russia's Far East",
        salience=0.9,
        score=0.8,
        why_date=WHY,
        quote='He said:\n"<b>meet</b>" & left, \\ done; ok',
    )


def bounded() -> Event:
    end = timex.moment(2023, 11, 14)
    return replace(
        stated(),
        id="b2",
        title="By then",
        interval=Interval(None, end),
        best=end - timex.DAY,
        basis=Basis.DCT,
        timex=None,
        value="",
        mention=None,
    )


def ancient() -> Event:
    interval = timex.interval_of("BC0044-03-15")
    assert interval is not None
    return replace(
        stated(),
        id="c3",
        title="=cmd|' /C calc'!A0",
        value="BC0044-03-15",
        interval=interval,
        best=interval.start,
        mention=mention(NULL_ISLAND),
        actors=(),
    )


def undated() -> Event:
    return replace(
        stated(),
        id="d4",
        title="@SUM(1)\x01",
        modality=Modality.DENIED,
        interval=None,
        best=None,
        value="",
        timex=None,
        basis=Basis.NONE,
        granularity=Granularity.UNKNOWN,
        mention=None,
    )


EVENTS = (stated(), bounded(), ancient(), undated())


def export(name: str, *events: Event) -> bytes:
    out = io.BytesIO()
    if name == "ics":
        for line in ics.lines(events, STAMP):
            out.write(ics._folded(line))
    elif name == "georss":
        out.write("".join(georss.pieces(events, STAMP)).encode())
    else:
        exporters.registry[name].write(events, out)
    return out.getvalue()


@pytest.mark.parametrize("name", OURS)
def test_snapshot(name: str) -> None:
    """To renew: delete the file, run once, read the difference."""
    path = SNAPSHOTS / f"events{exporters.registry[name].suffix}"
    written = export(name, *EVENTS)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(written)
    assert written == path.read_bytes()


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(
        UnknownNameError, match="no exporter is called 'kmz'; there are: csv, geojson, kml, ics, georss"
    ):
        exporters.registry["kmz"]


def rows(*events: Event) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export("csv", *events).decode("utf-8-sig"), newline="")))


def test_csv_cells_never_start_a_formula() -> None:
    for line in rows(*EVENTS):
        for name, cell in line.items():
            if name not in {"lat", "lon"}:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
    assert rows(ancient())[0]["title"].startswith("'=cmd")
    assert rows(ancient())[0]["start"] == "'-0043-03-15"


def test_csv_numbers_stay_numbers() -> None:
    line = rows(ancient())[0]
    assert (float(line["lat"]), float(line["lon"])) == (0.0, -0.5)
    assert rows(undated())[0]["lat"] == ""


def test_csv_without_events_has_its_header() -> None:
    assert export("csv").decode("utf-8-sig").strip() == ",".join(record.COLUMNS)


def test_rows_have_every_column_in_order() -> None:
    for event in EVENTS:
        assert tuple(record.row(event)) == record.COLUMNS


def test_open_intervals_say_so() -> None:
    line = record.row(bounded())
    assert (line["start"], line["end"], line["date"], line["best"]) == ("", "2023-11-13", "../2023-11-13", "2023-11-13")
    assert line["when"] == "by 13 Nov 2023"
    assert record.row(undated())["when"] == "undated"


@given(st.text(max_size=40))
def test_any_title_makes_one_safe_csv_row(title: str) -> None:
    lines = rows(replace(stated(), title=title))
    assert len(lines) == 1
    assert not lines[0]["title"].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_geojson_follows_rfc_7946() -> None:
    collection = json.loads(export("geojson", *EVENTS))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    geometries = [feature["geometry"] for feature in collection["features"]]
    assert geometries[0] == {"type": "Point", "coordinates": [128.334, 51.884]}
    assert geometries[1] is None
    assert geometries[2]["coordinates"] == [-0.5, 0.0]
    assert [feature["id"] for feature in collection["features"]] == ["a1", "b2", "c3", "d4"]
    assert json.loads(export("geojson"))["features"] == []


KML = {"k": "http://www.opengis.net/kml/2.2"}


def test_kml_parses_and_keeps_time() -> None:
    placemarks = ET.fromstring(export("kml", *EVENTS)).findall(".//k:Placemark", KML)
    assert len(placemarks) == 4
    assert placemarks[0].findtext("k:TimeStamp/k:when", "", KML) == "2023-09-13"
    assert placemarks[1].find("k:TimeSpan/k:begin", KML) is None
    assert placemarks[1].findtext("k:TimeSpan/k:end", "", KML) == "2023-11-13"
    assert placemarks[2].findtext("k:TimeStamp/k:when", "", KML) == "-0043-03-15"
    assert placemarks[3].find("k:TimeStamp", KML) is None
    assert placemarks[0].findtext("k:Point/k:coordinates", "", KML) == "128.334,51.884"
    assert placemarks[1].find("k:Point", KML) is None
    assert "<b>meet</b>" in placemarks[0].findtext("k:description", "", KML)


def test_kml_writes_clocks_to_the_second() -> None:
    interval = timex.interval_of("1969-07-16T09:32")
    assert interval is not None
    event = replace(stated(), value="1969-07-16T09:32", granularity=Granularity.MINUTE, interval=interval)
    placemark = ET.fromstring(export("kml", event)).find(".//k:Placemark", KML)
    assert placemark is not None
    assert placemark.findtext("k:TimeStamp/k:when", "", KML) == "1969-07-16T09:32:00"


@given(st.text(max_size=40))
def test_any_text_is_well_formed_kml(text: str) -> None:
    root = ET.fromstring(export("kml", replace(stated(), title=text, quote=text)))
    assert len(root.findall(".//k:Placemark", KML)) == 1


def unfolded(written: bytes) -> list[str]:
    return written.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_ics_lines_are_short_and_end_with_crlf() -> None:
    written = export("ics", *EVENTS)
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_ics_dates_bounds_and_what_is_left_out() -> None:
    lines = unfolded(export("ics", *EVENTS))
    assert lines.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20230913" in lines
    assert "DTEND;VALUE=DATE:20230914" in lines
    assert "SUMMARY:By then (by 13 Nov 2023)" in lines
    assert "DTSTART;VALUE=DATE:20231113" in lines
    assert "X-WHENABOUTS-DATE:../2023-11-13" in lines
    assert lines.count("STATUS:TENTATIVE") == 1
    assert "X-WHENABOUTS-SKIPPED:2" in lines  # 44 BC and the undated one
    assert "LOCATION:Vostochny Cosmodrome\\, Amur Oblast\\, RU" in lines
    assert any(line.startswith('DESCRIPTION:He said:\\n"<b>meet</b>" & left\\, \\\\ done\\; ok') for line in lines)


def test_ics_a_month_spans_the_month() -> None:
    interval = timex.interval_of("2023-12")
    assert interval is not None
    lines = unfolded(
        export("ics", replace(stated(), value="2023-12", granularity=Granularity.MONTH, interval=interval))
    )
    assert "DTSTART;VALUE=DATE:20231201" in lines
    assert "DTEND;VALUE=DATE:20240101" in lines


@given(st.text(max_size=120))
def test_any_title_is_one_ics_line(title: str) -> None:
    lines = unfolded(export("ics", replace(stated(), title=title)))
    assert sum(line.startswith("SUMMARY:") for line in lines) == 1
    assert len(lines) == len(unfolded(export("ics", stated())))


@pytest.mark.parametrize("name", [name for name in OURS if name not in ("georss", "timelinejs")])
def test_reasons_are_told_in_the_language_of_who_exports(name: str) -> None:
    out = io.BytesIO()
    exporters.registry[name].write([stated()], out, "de")
    told = re.sub(r"\r\n ", "", out.getvalue().decode("utf-8"))
    told = told.encode("ascii").decode("unicode_escape") if name == "jsonl" else told
    assert "„13 September 2023“ steht im selben Teilsatz." in told
    assert "same clause" not in told


@pytest.mark.parametrize("name", ["csv", "geojson", "kml", "georss", "timelinejs"])
def test_dates_are_said_in_the_language_of_who_exports(name: str) -> None:
    out = io.BytesIO()
    exporters.registry[name].write([stated()], out, "de")
    assert "13. Sep 2023" in out.getvalue().decode("utf-8")


def test_jsonl_loses_nothing() -> None:
    lines = export("jsonl", *EVENTS).decode("ascii").splitlines()
    assert [record.load_event(json.loads(line)) for line in lines] == list(EVENTS)


FEED = {
    "a": "http://www.w3.org/2005/Atom",
    "g": "http://www.georss.org/georss",
    "d": "http://purl.org/dc/terms/",
}


def test_georss_is_an_atom_feed_with_points() -> None:
    feed = ET.fromstring(export("georss", *EVENTS))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for needed in ("id", "title", "updated"):  # RFC 4287, 4.1.1 and 4.1.2
        assert feed.findtext(f"a:{needed}", "", FEED)
        assert all(entry.findtext(f"a:{needed}", "", FEED) for entry in feed.findall("a:entry", FEED))
    entries = feed.findall("a:entry", FEED)
    assert [entry.findtext("g:point", None, FEED) for entry in entries] == ["51.884 128.334", None, "0.0 -0.5", None]
    times = [entry.findtext("d:temporal", None, FEED) for entry in entries]
    assert times == [
        "start=2023-09-13; end=2023-09-13; scheme=W3C-DTF;",
        "end=2023-11-13; scheme=W3C-DTF;",
        "start=-0043-03-15; end=-0043-03-15; scheme=W3C-DTF;",
        None,
    ]
    assert "<b>meet</b>" in entries[0].findtext("a:summary", "", FEED)  # words, not mark-up


def test_georss_is_made_now() -> None:
    out = io.BytesIO()
    exporters.registry["georss"].write(EVENTS, out)
    written = ET.fromstring(out.getvalue()).findtext("a:updated", "", FEED)
    assert datetime.fromisoformat(written) > STAMP


@given(st.text(max_size=40))
def test_any_text_is_a_well_formed_feed(text: str) -> None:
    place = replace(COSMODROME, name=text)
    feed = ET.fromstring(export("georss", replace(stated(), title=text, quote=text, type=text, mention=mention(place))))
    assert len(feed.findall("a:entry", FEED)) == 1


def slides(*events: Event) -> list[dict[str, Any]]:
    return list(json.loads(export("timelinejs", *events))["events"])


def of_value(value: str, granularity: Granularity) -> Event:
    return replace(stated(), value=value, granularity=granularity, interval=timex.interval_of(value), timex=None)


def test_timelinejs_has_only_the_known_parts_of_a_date() -> None:
    (day, bound, ancient_day) = slides(*EVENTS)
    assert day["start_date"] == {"year": 2023, "month": 9, "day": 13}
    assert "end_date" not in day
    assert bound["start_date"] == {"year": 2023, "month": 11, "day": 13}
    assert bound["display_date"] == "by 13 Nov 2023"
    assert ancient_day["start_date"] == {"year": -44, "month": 3, "day": 15}
    assert ancient_day["display_date"] == "15 Mar 44 BC"
    (month, year, decade, minute) = slides(
        of_value("2023-09", Granularity.MONTH),
        of_value("BC0001", Granularity.YEAR),
        of_value("199", Granularity.DECADE),
        of_value("1969-07-16T09:32", Granularity.MINUTE),
    )
    assert month["start_date"] == {"year": 2023, "month": 9}
    assert year["start_date"] == {"year": -1}
    assert (decade["start_date"]["year"], decade["end_date"]["year"]) == (1990, 1999)
    assert minute["start_date"] == {"year": 1969, "month": 7, "day": 16, "hour": 9, "minute": 32}


def test_timelinejs_counts_the_undated() -> None:
    assert "1 event without a date" in json.loads(export("timelinejs", *EVENTS))["title"]["text"]["text"]
    assert "title" not in json.loads(export("timelinejs", stated()))


@given(st.text(max_size=40))
def test_timelinejs_holds_no_mark_up_of_documents(text: str) -> None:
    hostile = f"<img src=x onerror=alert(1)>{text}"
    written = slides(replace(stated(), title=hostile, quote=hostile, type=hostile))[0]
    assert "<img" not in json.dumps(written)
    assert not re.search("[\x00-\x08\x0e-\x1f]", written["text"]["headline"] + written["text"]["text"])
    assert set(re.findall(r"<[^>]*>", written["text"]["text"])) == {"<p>", "</p>"}


@pytest.mark.parametrize("iso", ["", "soon", "2023-9"])
def test_what_is_no_date_is_no_slide(iso: str) -> None:
    with pytest.raises(ValueError, match="no ISO date"):
        timelinejs.date_of(iso)
