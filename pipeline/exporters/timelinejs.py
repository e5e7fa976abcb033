"""TimelineJS3 JSON (https://timeline.knightlab.com/docs/json-format.html): one slide an event.

A date has only the parts that are known: a year alone stays one. Years before Christ are negative as people count
them, -44 for 44 BC, because TimelineJS writes the number that it is given beside "BCE". An event that is only bounded
stands on its best day and says "by 13 Nov 2023". Undated events cannot be shown; a title slide says how many there are.
TimelineJS takes every text as HTML, so all of them are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from pipeline import timex
from pipeline.exporters.markup import in_html
from pipeline.exporters.record import Row, row
from pipeline.model import Event

_ISO = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?)?")
_PARTS = ("year", "month", "day", "hour", "minute", "second")
Slide = dict[str, Any]


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """An object with `events` and, where some are undated, `title`."""
    slides = [(event, _slide(event, language)) for event in events]
    timeline: Slide = {"scale": "human", "events": [slide for _, slide in slides if slide is not None]}
    undated = sum(slide is None for _, slide in slides)
    if undated:
        said = "1 event without a date is" if undated == 1 else f"{undated} events without a date are"
        timeline["title"] = {"text": {"headline": "Whenabouts", "text": f"<p>{said} not shown.</p>"}}
    out.write(json.dumps(timeline, ensure_ascii=True, allow_nan=False, indent=1).encode("ascii") + b"\n")


def _slide(event: Event, language: str) -> Slide | None:
    """The slide of an event; None for one that has no date at all."""
    columns = row(event, language)
    dates = _dates(event, columns)
    if not dates:
        return None
    return {
        "unique_id": f"event-{columns['id']}",
        **dates,
        "display_date": in_html(str(columns["when"])),
        "group": in_html(str(columns["type"])),
        "autolink": False,  # an address in a document is words
        "text": {"headline": in_html(str(columns["title"])), "text": _body(columns)},
    }


def _dates(event: Event, columns: Row) -> dict[str, Slide]:
    interval = event.interval
    if interval is None:
        return {}
    start, end = str(columns["start"]), str(columns["end"])
    if not interval.is_closed:
        known = start or (timex.iso_of(event.best) if event.best is not None else end)
        return {"start_date": date_of(known)} if known else {}
    return {"start_date": date_of(start)} if start == end else {"start_date": date_of(start), "end_date": date_of(end)}


def date_of(iso: str) -> dict[str, int]:
    """The parts that an ISO prefix with an astronomical year has, the year as people count it."""
    match = _ISO.fullmatch(iso)
    if match is None:
        raise ValueError(f"{iso!r} is no ISO date")
    parts = {name: int(part) for name, part in zip(_PARTS, match.groups(), strict=True) if part is not None}
    return parts | {"year": parts["year"] if parts["year"] > 0 else parts["year"] - 1}


def _body(columns: Row) -> str:
    """Place and quoted sentence as HTML."""
    where = ", ".join(str(columns[name]) for name in ("place", "admin", "country") if columns[name])
    paragraphs = (where, str(columns["quote"]))
    return "".join(f"<p>{in_html(paragraph)}</p>" for paragraph in paragraphs if paragraph)
