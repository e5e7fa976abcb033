"""Rows of tables: runs of lines with as many bars, heads of columns, single lines with bars, cells with dates."""

from __future__ import annotations

import pytest

from pipeline.structure import BlockKind
from pipeline.structure.tables import divided, row_kinds
from pipeline.structure.units import units

ROW, COLUMNS, MENU = BlockKind.ROW, BlockKind.COLUMNS, BlockKind.MENU


def rows(text: str) -> dict[int, BlockKind]:
    return row_kinds(text, units(text, "en"))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a | It rained 3 days\nb | It blew 2 days", {0: ROW, 1: ROW}),
        ("a\tIt rained 3 days\nb\tIt blew 2 days", {0: ROW, 1: ROW}),
        ("When | What\n1917 | Rain", {0: COLUMNS, 1: ROW}),  # labels above a figure
        ("When | What\nLater | It rained for days", {0: COLUMNS, 1: ROW}),  # above a long cell
        ("When | What\nLater | Rain in Leeds", {0: ROW, 1: ROW}),  # above labels
        ("When | What came after it\n1917 | Rain", {0: ROW, 1: ROW}),  # four words are no label
        ("When | What 1\n1917 | Rain", {0: ROW, 1: ROW}),  # nor is a figure
        ("When | What\n---|---\nLater | Rain", {0: COLUMNS, 1: COLUMNS, 2: ROW}),
        ("| When | What |\n| 1917 | Rain |", {0: COLUMNS, 1: ROW}),
        ("a | It rained 3 days\n\nb | It blew 2 days", {}),  # no run, and too few cells each
        ("a | It rained 3 days\nb | c | It blew 2 days", {1: ROW}),  # as many bars
        ("It rained.\nIt blew.", {}),
    ],
)
def test_runs_of_rows(text: str, kinds: dict[int, BlockKind]) -> None:
    assert rows(text) == kinds


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("3 May | Rain", {0: ROW}),
        ("3 May in Leeds | Rain", {}),
        ("Home | News | Shop", {0: MENU}),
        ("| Home | News | Shop |", {0: COLUMNS}),
        ("Home | News", {}),
        ("Home | News | It rained for days", {0: ROW}),
        ("Home | News | 3 days", {0: ROW}),
        ("Home", {}),
    ],
)
def test_a_single_line_with_bars(line: str, kinds: dict[int, BlockKind]) -> None:
    assert rows(line) == kinds


@pytest.mark.parametrize(
    ("line", "body", "head", "is_dated"),
    [
        ("3 May | Leeds | Rain", "Leeds | Rain", "3 May", True),
        ("3 May. | Rain", "Rain", "3 May.", True),
        ("3 May : | Rain", "Rain", "3 May", True),
        ("Leeds | 3 May | Rain", "Leeds | 3 May | Rain", "3 May", True),
        ("3 May in Leeds | Rain", "Rain", "3 May in Leeds", False),
        ("Leeds | Rain", "Rain", "Leeds", False),
        ("|| Leeds | Rain", "Rain", "Leeds", False),  # an empty cell is none
        ("3 May", "3 May", "3 May", True),
        ("Leeds", "Leeds", None, False),
        ("| |", "| |", None, False),
    ],
)
def test_how_a_row_divides(line: str, body: str, head: str | None, is_dated: bool) -> None:
    [unit] = units(line, "en")
    found, label, dated = divided(line, unit, "en")
    assert (found.of(line), label.of(line) if label is not None else None, dated) == (body, head, is_dated)
