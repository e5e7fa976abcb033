"""Exporters: events to bytes. To add one: a file beside these, its test, one line in `registry`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from pipeline.exporters import geojson, georss, html, ics, jsonl, kml, table, timelinejs
from pipeline.model import Event
from pipeline.registry import Registry


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: its `name`, its media type, the suffix of its files (with the dot), and what writes it.

    `write(events, out, language)` says in that language what it words itself; documents' words stay as they are.
    """

    name: str
    media_type: str
    suffix: str
    write: Callable[[Iterable[Event], BinaryIO, str], None]


registry: Registry[Exporter] = Registry(
    "exporter",
    {
        "csv": Exporter("csv", "text/csv; charset=utf-8", ".csv", table.write),
        "geojson": Exporter("geojson", "application/geo+json", ".geojson", geojson.write),
        "kml": Exporter("kml", "application/vnd.google-earth.kml+xml", ".kml", kml.write),
        "ics": Exporter("ics", "text/calendar; charset=utf-8", ".ics", ics.write),
        "georss": Exporter("georss", "application/atom+xml", ".atom", georss.write),
        "timelinejs": Exporter("timelinejs", "application/json", ".json", timelinejs.write),
        "jsonl": Exporter("jsonl", "application/jsonl", ".jsonl", jsonl.write),
        "html": Exporter("html", "text/html; charset=utf-8", ".html", html.write),
    },
    group="whenabouts.exporters",
)
