"""Known events with their dates (data/known_events.csv): offered where a text leaves the date open, never applied."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

from pipeline import timex
from pipeline.config import PROJECT

PATH = PROJECT / "data" / "known_events.csv"


@dataclass(frozen=True, slots=True)
class Known:
    """One row: `name` for people, `date` as a TIMEX3 value, `iso` as a link or a judgement writes it."""

    name: str
    date: str
    iso: str


def get(key: str) -> Known | None:
    """The known event `key`, or None."""
    return _table().get(key) if key else None


@lru_cache(maxsize=1)
def _table() -> dict[str, Known]:
    if not PATH.exists():
        return {}
    with PATH.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["key"]: Known(row["names"].split(";")[0].strip(), row["date"], iso(row["date"])) for row in rows}


def iso(value: str) -> str:
    """The ISO prefix of a TIMEX3 date; "" where it has none."""
    interval = timex.interval_of(value)
    if interval is None or interval.start is None:
        return ""
    return timex.iso_of(interval.start, timex.granularity_of(value))
