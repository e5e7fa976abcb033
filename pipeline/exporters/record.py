"""An event as a flat row and as a lossless record; the formats share them, so that a column means the same in each.

Dates are ISO 8601 prefixes as long as their precision, both ends included, with astronomical years (44 BC is -0043).
An end that nobody knows is "" in `start` or `end` and ".." in `date`.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from enum import Enum
from itertools import repeat
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipeline import geo, timex
from pipeline.exporters import said, wording
from pipeline.model import Event, Granularity, Interval, Why

COLUMNS = (
    "id",
    "title",
    "type",
    "date",
    "start",
    "end",
    "best",
    "date_precision",
    "basis",
    "timex",
    "when",
    "place",
    "country",
    "admin",
    "lat",
    "lon",
    "radius_m",
    "place_precision",
    "place_kind",
    "place_id",
    "within",
    "modality",
    "main",
    "disputed",
    "attribution",
    "actors",
    "counts",
    "duration",
    "quote",
    "why_date",
    "why_place",
    "salience",
    "score",
    "tags",
    "link",
    "note",
    "document",
)
Row = dict[str, str | float | bool | None]


def row(event: Event, language: str = "en") -> Row:
    """One event, flat: the keys are `COLUMNS` in their order; texts, finite numbers, booleans, None for unplaced.

    `when`, `why_date` and `why_place` are in words of the `language`; `score` is how sure date and place are, 0..1.
    """
    return {
        "id": event.id,
        "title": event.title,
        "type": event.type,
        **_when(event, language),
        **_where(event),
        "modality": event.modality.value,
        "main": event.main,
        "disputed": event.disputed,
        "attribution": event.attribution,
        "actors": "; ".join(event.actors),
        "counts": "; ".join(event.counts),
        "duration": event.duration,
        "quote": event.quote,
        "why_date": wording.sentence(event.why_date, "date", language),
        "why_place": wording.sentence(event.why_place, "place", language),
        "salience": round(event.salience, 3),
        "score": round(event.score, 3),
        "tags": "; ".join(event.tags),
        "link": event.link,
        "note": event.note,
        "document": event.document_id,
    }


def first_and_last(interval: Interval, granularity: Granularity) -> tuple[str, str]:
    """The ISO prefixes of both ends, the last one included; "" for an open end."""
    fine = (
        Granularity.DAY if granularity in (Granularity.UNKNOWN, Granularity.DAYPART, Granularity.WEEK) else granularity
    )
    start = "" if interval.start is None else timex.iso_of(interval.start, fine)
    end = "" if interval.end is None else timex.iso_of(interval.end - 1, fine)
    return start, end


def spelled(start: str, end: str) -> str:
    """Both ends in one text, as ISO 8601-2 does: "2023-09-13", "1941/1945", "../2023-11-13"; "" for neither."""
    return start if start == end else f"{start or '..'}/{end or '..'}"


def _when(event: Event, language: str) -> Row:
    start, end = first_and_last(event.interval, event.granularity) if event.interval else ("", "")
    return {
        "date": spelled(start, end),
        "start": start,
        "end": end,
        "best": "" if event.best is None else timex.iso_of(event.best),
        "date_precision": "" if event.interval is None else event.granularity.value,
        "basis": event.basis.value,
        "timex": event.value,
        "when": said.date(timex.label_event(event), language),
    }


def _where(event: Event) -> Row:
    place = event.place
    return {
        "place": place.name if place else "",
        "country": place.country if place else "",
        "admin": ", ".join(place.admin) if place else "",
        "lat": _finite(place.lat) if place else None,
        "lon": _finite(place.lon) if place else None,
        "radius_m": _finite(place.radius_m) if place else None,
        "place_precision": geo.precision_of(place) if place else "",
        "place_kind": place.kind if place else "",
        "place_id": place.id if place else "",
        "within": event.within,
    }


def _finite(number: float) -> float | None:
    return round(number, 6) if math.isfinite(number) else None


def dump(value: Any) -> Any:
    """A model object as plain JSON values, nothing lost: dataclasses as objects, tuples as lists, enums as texts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {spec.name: dump(getattr(value, spec.name)) for spec in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [dump(entry) for entry in value]
    return value


def reasons(event: Event, language: str) -> dict[str, Any]:
    """Why the event has its date and its place: each as data, with the sentence that says it."""
    return {"date": _reason(event.why_date, "date", language), "place": _reason(event.why_place, "place", language)}


def _reason(why: Why, subject: wording.Subject, language: str) -> dict[str, Any]:
    return {"sentence": wording.sentence(why, subject, language), **dump(why)}


def load_event(record: Mapping[str, Any]) -> Event:
    """The event that `dump` wrote; what an event has no field for is left.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    event: Event = _load(Event, record)
    return event


def _load(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _load(next(argument for argument in arguments if argument is not type(None)), value)
    if origin is tuple:
        kinds = repeat(arguments[0]) if arguments[-1] is Ellipsis else arguments
        return tuple(_load(one, entry) for one, entry in zip(kinds, value, strict=False))
    if dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _load(hints[name], entry) for name, entry in value.items() if name in hints})  # type: ignore[operator]
    return kind(value)
