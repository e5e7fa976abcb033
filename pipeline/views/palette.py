"""Colours and marks of the event types: one table for the timeline, the map, the feed and the exported page.

A type is told by its hue *and* its mark, so that no pair is told apart by colour alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any

OTHER = "other"


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = files("pipeline").joinpath("views", "assets", "palette.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def types() -> tuple[str, ...]:
    """The types that have an entry of their own, in the order of the legend."""
    return tuple(_table()["types"])


def colour(kind: str, *, dark: bool) -> str:
    """The colour of type `kind` as "#rrggbb"; a type without an entry has that of "other"."""
    table = _table()
    hue = table["types"].get(kind, table["types"][OTHER])["hue"]
    return str(table["dark" if dark else "light"][hue])


def mark(kind: str) -> str:
    """The shape of type `kind`: circle, square, diamond, triangle, down, plus, cross or star."""
    entries = _table()["types"]
    return str(entries.get(kind, entries[OTHER])["mark"])


def legend(kinds: Iterable[str], *, dark: bool) -> dict[str, list[str]]:
    """The columns `names`, `colours`, `marks` of the types `kinds`, known ones first in the order of the table."""
    present = set(kinds)
    names = [name for name in types() if name in present] + sorted(present - set(types()))
    return {
        "names": names,
        "colours": [colour(name, dark=dark) for name in names],
        "marks": [mark(name) for name in names],
    }
