"""A table of events (CSV, XLSX) as judgements: changed cells of known events, and new events for new rows.

An export that was edited in a spreadsheet comes back by its `id` column. Pure but for the reading of the bytes: the
plan is shown before anything is said.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import pandas as pd

from pipeline.errors import ReadError, TimexError
from pipeline.exporters.record import row as record
from pipeline.exporters.table import unguarded
from pipeline.model import Basis, Event, Judgement, Place, Span, stable_id
from pipeline.readers.decode import decode
from pipeline.store import Created, codec, corrected
from pipeline.views import when
from pipeline.views.safe import line

FIELDS = ("id", "title", "date", "start", "end", "type", "place", "lat", "lon", "actors", "tags", "link", "note")
NAMES = {  # what columns are called elsewhere, in lower case
    "id": ("id", "event id"),
    "title": ("title", "event", "name", "headline", "what", "description", "summary", "titel", "ereignis"),
    "date": ("date", "when", "day", "event date", "event_date", "datum", "wann", "tag"),
    "start": ("start", "start date", "from", "begin", "start_date"),
    "end": ("end", "end date", "to", "until", "end_date"),
    "type": ("type", "kind", "category", "event type", "event_type", "art"),
    "place": ("place", "where", "location", "city", "place name", "ort", "wo"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "actors": ("actors", "who", "people", "actor"),
    "tags": ("tags", "keywords", "labels"),
    "link": ("link", "url", "source", "source url", "source_url", "quelle"),
    "note": ("note", "notes", "comment", "comments"),
}
PLAIN = ("title", "type", "link")
MOST_ROWS = 20_000
FIRST_ROW = 2  # below the header, as spreadsheets count
MOST_BYTES = 200_000_000  # of an unpacked workbook
BOOKS = (".xlsx", ".xlsm")
Locate = Callable[[str, str, str], Place | None]  # name, latitude, longitude as they stand in the cells


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the preview: the table's row as spreadsheets count them, the event, and what changes."""

    row: int
    title: str
    field: str
    before: str
    after: str


@dataclass
class Plan:
    """What the table would say. `problems` are (row, words) of rows that are left out."""

    judgements: list[Judgement] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    created: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def read(raw: bytes, name: str) -> pd.DataFrame:
    """The cells of the first sheet as texts, columns by their header. Raises ReadError for what is no table."""
    is_book = PurePath(name).suffix.lower() in BOOKS
    try:
        table = _book(raw) if is_book else _lines(raw, name)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, csv.Error, SyntaxError) as error:
        raise ReadError(f"{line(name, 80)} is not a table that can be read: {line(str(error), 160)}") from error
    table = table.fillna("").map(lambda cell: unguarded(str(cell).strip()))
    table.columns = [" ".join(str(column).split()) for column in table.columns]
    if table.empty:
        raise ReadError(f"{line(name, 80)} holds no rows; its first line must name the columns")
    return table


def _book(raw: bytes) -> pd.DataFrame:
    """The first sheet of a workbook; formulas give the values that were saved with them."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
            raise ValueError("it unpacks to more than this program reads")
    return pd.read_excel(io.BytesIO(raw), dtype=str, keep_default_na=False, nrows=MOST_ROWS, engine="openpyxl")


def _lines(raw: bytes, name: str) -> pd.DataFrame:
    words = decode(raw, name)
    return pd.read_csv(
        io.StringIO(words), dtype=str, keep_default_na=False, sep=_separator(words), engine="python", nrows=MOST_ROWS
    )


def _separator(words: str) -> str:
    """What parts the columns: the commonest of the usual ones in the header line."""
    header = words.lstrip().partition("\n")[0]
    return max(",;\t|", key=header.count)


def guess(columns: Sequence[str]) -> dict[str, str]:
    """{our field: the table's column} for the columns whose names say what they hold."""
    lower = {column.lower(): column for column in columns}
    return {
        name: lower[found] for name, names in NAMES.items() if (found := next((n for n in names if n in lower), None))
    }


def plan(
    table: pd.DataFrame, mapping: Mapping[str, str], known: Mapping[str, Event], dataset: str, locate: Locate
) -> Plan:
    """What the rows say of the `known` events (by id), and the events that they add to `dataset`."""
    made = Plan()
    for number, cells in enumerate(table.to_dict("records"), FIRST_ROW):
        values = {name: str(cells[column]) for name, column in mapping.items() if column in cells}
        if not any(value for name, value in values.items() if name != "id"):
            continue
        identifier = values.get("id", "")
        try:
            if identifier:
                _changed(made, number, values, known[identifier], locate)
            else:
                _new(made, number, values, dataset, locate)
        except KeyError:
            made.problems.append((number, f"there is no event {line(identifier, 40)} in this data set"))
        except (TimexError, ValueError) as error:
            made.problems.append((number, line(str(error), 200)))
    return made


def _changed(made: Plan, number: int, values: Mapping[str, str], event: Event, locate: Locate) -> None:
    """Judgements for the cells of one row that differ from the event; all of them or, where one is wrong, none."""
    before = {name: "" if value is None else str(value) for name, value in record(event).items()}
    said = {name: values[name] for name in PLAIN if name in values and _differs(values[name], before[name])}
    if not said.get("title", "x"):
        raise ValueError("its title is empty")
    date = _date(values)
    if date is not None and _differs(date, before["date"]) and not (date == "" and event.interval is None):
        said["date"] = date
    if "tags" in values and _listed(values["tags"]) != list(event.tags):
        said["tags"] = json.dumps(_listed(values["tags"]))
    if values.get("note") and values["note"] != event.note:
        said["note"] = values["note"]
    said |= _place(values, before, locate)
    if not said:
        made.unchanged += 1
    for name, value in said.items():
        made.judgements.append(Judgement("", "event", event.id, name, value, quote=event.quote))
        shown = codec.loads(Place, value).name if name == "place" and value else values.get(name, value)
        made.changes.append(Change(number, event.title, name, before.get(name, ""), shown))


def _place(values: Mapping[str, str], before: Mapping[str, str], locate: Locate) -> dict[str, str]:
    """The judgement of a changed place; an emptied one says that there is none."""
    asked = {name: values[name] for name in ("place", "lat", "lon") if name in values}
    if all(_same(value, before[name]) for name, value in asked.items()):
        return {}
    if not any(asked.values()):
        return {"place": ""}
    moved = any(not _same(asked[name], before[name]) for name in ("lat", "lon") if name in asked)
    found = locate(asked.get("place", ""), *([asked.get("lat", ""), asked.get("lon", "")] if moved else ["", ""]))
    if found is None:
        raise ValueError(
            f"no place called {line(asked.get('place', ''), 60)!r} is known; give its latitude and longitude"
        )
    return {"place": codec.dumps(found)}


def _unknown(name: str) -> ValueError:
    return ValueError(f"no place called {line(name, 60)!r} is known; give its latitude and longitude")


def _same(after: str, before: str) -> bool:
    """Whether two cells say the same; 51.5 and 51.50 do."""
    try:
        return abs(float(after) - float(before)) < 1e-6
    except ValueError:
        return not _differs(after, before)


def _differs(after: str, before: str) -> bool:
    return " ".join(after.split()) != " ".join(before.split())


def _date(values: Mapping[str, str]) -> str | None:
    """The date of a row as EDTF; None where no column gives one. Raises TimexError for words that are none."""
    if "date" in values:
        return when.edtf(_day(values["date"]))
    if "start" not in values:
        return None
    start, end = when.edtf(_day(values["start"])), when.edtf(_day(values.get("end", "")))
    return f"{start or '..'}/{end}" if end and end != start else start


def _day(cell: str) -> str:
    """A cell without the midnight that spreadsheets add to a day."""
    return cell.removesuffix(" 00:00:00").removesuffix("T00:00:00")


def _new(made: Plan, number: int, values: Mapping[str, str], dataset: str, locate: Locate) -> None:
    title = " ".join(values.get("title", "").split())
    if not title:
        raise ValueError("a new event needs a title")
    asked = [values.get(name, "") for name in ("place", "lat", "lon")]
    place = locate(asked[0], asked[1], asked[2]) if any(asked) else None
    if any(asked) and place is None:
        raise _unknown(asked[0])
    nowhere = Span(0, 0)
    event = replace(
        Event(stable_id("written", uuid.uuid4().hex), "", nowhere, nowhere, title, values.get("type") or "other"),
        basis=Basis.NONE,
        actors=tuple(_listed(values.get("actors", ""))),
        tags=tuple(_listed(values.get("tags", ""))),
        link=values.get("link", ""),
        note=values.get("note", ""),
        salience=1.0,
        score=1.0,
    )
    event = corrected(event, date=_date(values) or "", place=codec.dumps(place) if place is not None else "")
    made.created += 1
    made.judgements.append(Judgement("", "event", event.id, "created", codec.dumps(Created(dataset, event))))
    told = [when.in_words(_date(values) or ""), place.name if place is not None else "", *event.tags]
    made.changes.append(Change(number, title, "created", "", " · ".join(part for part in told if part)))


def _listed(cell: str) -> list[str]:
    return list(dict.fromkeys(" ".join(part.split()) for part in cell.split(";") if part.strip()))
