"""A `Selection` as SQL conditions on the table of stories: one `Clause` a filter, so that each can be left out alone.

Values are always bound, never written into the statement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import timex
from pipeline.model import Granularity
from pipeline.selection import DATE_PRECISIONS, PLACE_PRECISIONS, Selection

# How coarse each granularity is, on the scale of the link's `dp`; an open interval counts as unknown.
COARSENESS = {
    Granularity.SECOND: 0,
    Granularity.MINUTE: 0,
    Granularity.HOUR: 0,
    Granularity.DAYPART: 1,
    Granularity.DAY: 1,
    Granularity.WEEK: 2,
    Granularity.MONTH: 2,
    Granularity.SEASON: 3,
    Granularity.QUARTER: 3,
    Granularity.YEAR: 4,
    Granularity.DECADE: 5,
    Granularity.CENTURY: 6,
    Granularity.UNKNOWN: 9,
}
LISTED = {  # parameter -> (field, column); a story matches when one of its values is chosen
    "type": ("types", "type"),
    "place": ("places", "place_id"),
    "actor": ("actors", "actor_ids"),
    "doc": ("documents", "document_ids"),
    "cc": ("countries", "country"),
    "mod": ("modalities", "modality"),
    "basis": ("bases", "basis"),
    "status": ("statuses", "status"),
    "tag": ("tags", "tag_ids"),
}
LISTS = frozenset(("actor_ids", "document_ids", "tag_ids"))
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
TERM = re.compile(r'"([^"]*)"?|(\S+)')

# Even-odd rule: a point is inside when a ray to the east crosses an odd number of edges. Edges are y1, x1, y2, x2; the
# ring may be written past 180 degrees, so the point is tried in three worlds.
INSIDE = """EXISTS (
  SELECT 1 FROM (VALUES (-360.0), (0.0), (360.0)) AS worlds(shift)
  WHERE (SELECT count(*) FROM (SELECT unnest(?::DOUBLE[][]) AS edge)
         WHERE (edge[1] > lat) <> (edge[3] > lat)
           AND lon + shift < (edge[4] - edge[2]) * (lat - edge[1]) / (edge[3] - edge[1]) + edge[2]) % 2 = 1)"""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: the link's `parameter` it comes from, its SQL and the values bound to its question marks."""

    parameter: str
    sql: str
    values: tuple[Any, ...] = ()


def clauses(selection: Selection) -> tuple[Clause, ...]:
    """Every condition of the selection that limits anything."""
    return (*_listed(selection), *_text(selection), *_time(selection), *_space(selection), *_flags(selection))


def joined(chosen: Sequence[Clause], without: Collection[str] = ()) -> tuple[str, list[Any]]:
    """A WHERE expression and its values, leaving out the clauses of some parameters."""
    kept = [clause for clause in chosen if clause.parameter not in without]
    return " AND ".join(["true", *(clause.sql for clause in kept)]), [one for clause in kept for one in clause.values]


def _listed(selection: Selection) -> Iterator[Clause]:
    for parameter, (field, column) in LISTED.items():
        test = f"list_has_any({column}, ?)" if column in LISTS else f"list_contains(?, {column})"
        chosen, left_out = getattr(selection, field), getattr(selection, f"not_{field}")
        if chosen:
            yield Clause(parameter, test, (list(chosen),))
        if left_out:
            yield Clause(f"not-{parameter}", f"NOT {test}", (list(left_out),))


def _text(selection: Selection) -> Iterator[Clause]:
    for phrase, word in TERM.findall(selection.q):
        term = phrase or word
        start = "" if UNSPACED.search(term) else "' ' || "  # words match from their start: "kim" is not in "Hakim"
        yield Clause("q", f"contains(haystack, {start}folded(?))", (term,))


def _time(selection: Selection) -> Iterator[Clause]:
    if selection.start:
        first = timex.from_iso(selection.start)[0]
        end = "known_start" if selection.touch == "within" else "known_end - 1"
        yield Clause("from", f"{end} >= ?", (first,))
    if selection.end:
        last = timex.from_iso(selection.end)[1]
        start = "known_end - 1" if selection.touch == "within" else "known_start"
        yield Clause("to", f"{start} < ?", (last,))
    if selection.date_precision:
        yield Clause("dp", "coarseness <= ?", (DATE_PRECISIONS.index(selection.date_precision),))
    if not selection.undated:
        yield Clause("nt", "best IS NOT NULL")


def _space(selection: Selection) -> Iterator[Clause]:
    if selection.box is not None:
        west, south, east, north = selection.box
        crossing = "(lon >= ? OR lon <= ?)" if west > east else "(lon >= ? AND lon <= ?)"
        yield Clause("box", f"(lat >= ? AND lat <= ? AND {crossing})", (south, north, west, east))
    if selection.poly:
        corners = selection.ring
        edges = [[*first, *second] for first, second in zip(corners, (*corners[1:], corners[0]), strict=True)]
        yield Clause("poly", f"(lat IS NOT NULL AND {INSIDE})", (edges,))
    if selection.place_precision:
        fine = PLACE_PRECISIONS[: PLACE_PRECISIONS.index(selection.place_precision) + 1]
        yield Clause("pp", "list_contains(?, precision)", (list(fine),))
    if not selection.unplaced:
        yield Clause("ng", "lat IS NOT NULL")


def _flags(selection: Selection) -> Iterator[Clause]:
    if selection.main:
        yield Clause("main", "(main AND status <> 'rejected')")
    if selection.confidence:
        yield Clause("conf", "round(score * 100) >= ?", (selection.confidence,))
