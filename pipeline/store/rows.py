"""Objects to flat rows: what the Parquet tables and the query layer hold of a document, a timex, a mention, an event.

Every table has the columns that questions are asked of, and `body`, the whole object as JSON, for the few that are
looked at. Moments are microseconds (int64, null = open or undated), coordinates degrees (null = unplaced).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline import geo, timex
from pipeline.model import Document, Event, Granularity, Interval, Mention, Place, Timex
from pipeline.selection import actor_id
from pipeline.store import codec

DOCUMENTS = pa.schema(
    [(name, pa.string()) for name in ("document_id", "revision", "source", "title", "language", "media_type", "kind")]
    + [(name, pa.string()) for name in ("dct_value", "dct_origin", "error", "text", "body")]
)
TIMEXES = pa.schema(
    [("document_id", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    + [(name, pa.string()) for name in ("type", "value", "basis", "rule", "body")]
)
MENTIONS = pa.schema(
    [("document_id", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    + [(name, pa.string()) for name in ("text", "role", "place_id", "body")]
)
EVENTS = pa.schema(
    [
        *((name, pa.string()) for name in ("event_id", "document_id", "title", "type", "modality")),
        *((name, pa.bool_()) for name in ("main", "disputed")),
        *((name, pa.int64()) for name in ("start", "end", "best")),
        *((name, pa.string()) for name in ("granularity", "basis", "value", "when", "place_id", "place", "admin")),
        ("country", pa.string()),
        *((name, pa.float64()) for name in ("lat", "lon", "radius_m")),
        *((name, pa.string()) for name in ("place_kind", "precision")),
        ("h3", pa.uint64()),
        *((name, pa.list_(pa.string())) for name in ("actors", "actor_ids")),
        ("quote", pa.string()),
        ("trigger_start", pa.int64()),
        *((name, pa.float64()) for name in ("salience", "score")),
        ("vague", pa.bool_()),
        ("body", pa.string()),
    ]
)
SAID = pa.schema(  # what only a person says: no part holds it
    [
        *((name, pa.list_(pa.string())) for name in ("tags", "tag_ids")),
        *((name, pa.string()) for name in ("link", "note")),
        ("main_said", pa.bool_()),
    ]
)
SHOWN = pa.schema([*(column for column in EVENTS if column.name != "body"), *SAID])  # an event as questions see it
SCHEMAS = {"events": EVENTS, "mentions": MENTIONS, "timexes": TIMEXES, "documents": DOCUMENTS}
# `Event.is_main` as SQL over the columns of `SHOWN`
MAIN = "coalesce(main_said, main AND modality IN ('happened', 'ongoing'))"
SHARP = frozenset(
    (Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.DAYPART, Granularity.DAY)
)  # dates known to the day


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave, or the `error` that kept it from giving anything."""

    document: Document
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    error: str = ""


def tables_of(extractions: Iterable[Extraction]) -> dict[str, pa.Table]:
    """The four tables of a part, by name."""
    kept = list(extractions)
    rows: dict[str, list[dict[str, Any]]] = {
        "events": [event_row(event) for one in kept for event in one.events],
        "mentions": [_mention_row(one.document.id, mention) for one in kept for mention in one.mentions],
        "timexes": [_timex_row(one.document.id, found) for one in kept for found in one.timexes],
        "documents": [_document_row(one) for one in kept],
    }
    rows["events"].sort(key=lambda row: (row["best"] is None, row["best"] or 0, row["event_id"]))
    return {name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in SCHEMAS.items()}


def event_row(event: Event) -> dict[str, Any]:
    """One event as a row of `EVENTS`."""
    interval = event.interval or Interval(None, None)
    return {
        "event_id": event.id,
        "document_id": event.document_id,
        "title": _utf8(event.title),
        "type": event.type,
        "modality": event.modality.value,
        "main": event.main,
        "disputed": event.disputed,
        "start": interval.start,
        "end": interval.end,
        "best": best_of(event),
        "granularity": event.granularity.value,
        "basis": event.basis.value,
        "value": event.value,
        "when": timex.label_event(event),
        **_place_columns(event.place),
        "actors": [_utf8(actor) for actor in event.actors],
        "actor_ids": [actor_id(_utf8(actor)) for actor in event.actors],
        "quote": _utf8(event.quote),
        "trigger_start": event.trigger.start,
        "salience": event.salience,
        "score": event.score,
        "vague": best_of(event) is not None and (not interval.is_closed or event.granularity not in SHARP),
        "tags": list(event.tags),
        "tag_ids": [actor_id(tag) for tag in event.tags],
        "link": event.link,
        "note": event.note,
        "main_said": event.main_said,
        "body": codec.dumps(event),
    }


def best_of(event: Event) -> int | None:
    """The moment an event is sorted by: its best estimate, else the known end of its interval, None if undated."""
    if event.best is not None or event.interval is None:
        return event.best
    if event.interval.start is not None:
        return event.interval.start
    return None if event.interval.end is None else event.interval.end - 1


def _place_columns(place: Place | None) -> dict[str, Any]:
    if place is None:
        empty = dict.fromkeys(("place_id", "place", "admin", "country", "place_kind", "precision"), "")
        return {**empty, "lat": None, "lon": None, "radius_m": None, "h3": None}
    return {
        "place_id": place.id,
        "place": _utf8(place.name),
        "admin": ", ".join(reversed(place.admin)),
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "radius_m": place.radius_m,
        "place_kind": place.kind,
        "precision": geo.precision_of(place),
        "h3": geo.h3_cell(place.lat, place.lon),
    }


def _document_row(extraction: Extraction) -> dict[str, Any]:
    document = extraction.document
    return {
        "document_id": document.id,
        "revision": document.revision,
        "source": _utf8(document.source),
        "title": _utf8(document.title),
        "language": document.language,
        "media_type": document.media_type,
        "kind": document.kind.value,
        "dct_value": document.dct.value if document.dct is not None else "",
        "dct_origin": (document.dct.origin or "") if document.dct is not None else "",
        "error": _utf8(extraction.error),
        "text": _utf8(document.text),
        "body": codec.dumps(dataclasses.replace(document, text="")),
    }


def _timex_row(document_id: str, found: Timex) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "start": found.span.start if found.span is not None else None,
        "end": found.span.end if found.span is not None else None,
        "type": found.type.value,
        "value": found.value,
        "basis": found.basis.value,
        "rule": found.rule,
        "body": codec.dumps(found),
    }


def _mention_row(document_id: str, mention: Mention) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "start": mention.toponym.span.start,
        "end": mention.toponym.span.end,
        "text": _utf8(mention.toponym.text),
        "role": mention.toponym.role.value,
        "place_id": mention.place.id if mention.place is not None else "",
        "body": codec.dumps(mention),
    }


def _utf8(text: str) -> str:
    """The same text, as long, with "?" for a lone surrogate, which no UTF-8 file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
