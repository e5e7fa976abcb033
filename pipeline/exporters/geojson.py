"""GeoJSON (RFC 7946): one feature an event; an event without a place has the geometry null."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from pipeline.exporters.record import reasons, row
from pipeline.model import Event


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """A FeatureCollection, one feature a line; properties are the columns of `record.COLUMNS`, radius_m in metres.

    The property `why` has the reasons of date and place as data.
    """
    out.write(b'{"type":"FeatureCollection","features":[')
    for number, event in enumerate(events):
        line = json.dumps(_feature(event, language), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        out.write((",\n" if number else "\n").encode() + line.encode("utf-8", "replace"))
    out.write(b"\n]}\n")


def _feature(event: Event, language: str) -> dict[str, Any]:
    properties: dict[str, Any] = dict(row(event, language))
    lat, lon = properties.pop("lat"), properties.pop("lon")
    placed = lat is not None and lon is not None
    geometry = {"type": "Point", "coordinates": [lon, lat]} if placed else None
    properties["why"] = reasons(event, language)
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}
