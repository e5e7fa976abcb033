"""Rows of `Query.table` for the tests of the views."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pipeline import timex

PLAIN: dict[str, Any] = {
    "document_id": "d", "title": "Something happened", "type": "other", "modality": "happened", "main": True,
    "disputed": False, "status": "new", "granularity": "day", "basis": "explicit", "value": "", "when": "then",
    "place_id": "", "place": "", "admin": "", "country": "", "lat": float("nan"), "lon": float("nan"), "radius_m": 0.0,
    "place_kind": "", "precision": "", "actors": "", "sources": 1, "quote": "", "salience": 0.5, "score": 0.5,
    "vague": False, "tags": "", "link": "",
}  # fmt: skip


def story(name: str, when: str = "", end: str = "", **fields: Any) -> dict[str, Any]:
    """One row: dated `when` (an ISO prefix), or open up to `end`, or undated."""
    dates: dict[str, Any] = {"start": None, "end": None, "best": None}
    if when:
        first, last = timex.from_iso(when)
        dates = {"start": first, "end": last, "best": first}
    elif end:
        dates = {"start": None, "end": timex.from_iso(end)[1], "best": timex.from_iso(end)[0], "vague": True}
    return {**PLAIN, "story_id": name, "event_id": f"event of {name}", **dates, **fields}


def at(name: str, lat: float, lon: float, **fields: Any) -> dict[str, Any]:
    """One placed row."""
    placed = {"lat": lat, "lon": lon, "place": "somewhere", "precision": "city", "radius_m": 5_000.0}
    return story(name, **{"when": "2023-09-13", **placed, **fields})


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=["story_id", "event_id", "start", "end", "best", *PLAIN])
    return table.astype({"start": "Int64", "end": "Int64", "best": "Int64"})
