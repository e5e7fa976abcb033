"""Rows of tables, whose cells bars or tabs part."""

from __future__ import annotations

import re

from pipeline.model import Span
from pipeline.structure import lines
from pipeline.structure.blocks import BlockKind
from pipeline.structure.heads import head
from pipeline.structure.units import Unit

FEWEST = 2  # rows of a table
LABEL = 3  # words that the head of a column has at most
_FIGURE = re.compile(r"\d")


def row_kinds(text: str, found: list[Unit]) -> dict[int, BlockKind]:
    """The units that are rows, heads of columns or menus in a line, by index."""
    kinds: dict[int, BlockKind] = {}
    run: list[int] = []
    for index, unit in enumerate(found):
        is_row = _bars(text, unit) > 0
        goes_on = run and unit.gap == 1 and is_row and _bars(text, unit) == _bars(text, found[run[-1]])
        if not goes_on:
            kinds.update(_of_run(text, found, run))
            run = []
        if is_row:
            run.append(index)
    kinds.update(_of_run(text, found, run))
    return kinds


def _bars(text: str, unit: Unit) -> int:
    line = text[unit.span.start : unit.span.end].strip("|")
    return line.count("|") or line.count("\t")


def _of_run(text: str, found: list[Unit], run: list[int]) -> dict[int, BlockKind]:
    if len(run) == 1:
        return _of_one(text, found[run[0]], run[0])
    kinds = dict.fromkeys(run, BlockKind.ROW)
    for index in run:
        if lines.is_rule(text, found[index]):
            kinds[index] = BlockKind.COLUMNS
    if len(run) >= FEWEST and _heads_columns(text, found[run[0]], found[run[1]]):
        kinds[run[0]] = BlockKind.COLUMNS
    return kinds


def _of_one(text: str, unit: Unit, index: int) -> dict[int, BlockKind]:
    """A single line with bars: a row where a cell is dated, a menu where all cells are labels."""
    cells = lines.cells(text, unit)
    if unit.date is not None and text[unit.date.end : unit.span.end].lstrip()[:1] in ("|", ""):
        return {index: BlockKind.ROW}
    if len(cells) > 2 and all(_is_label(text[cell.start : cell.end]) for cell in cells):
        return {index: BlockKind.COLUMNS if "|" in text[unit.span.start] else BlockKind.MENU}
    return {index: BlockKind.ROW} if len(cells) > 2 else {}


def _is_label(cell: str) -> bool:
    return len(cell.split()) <= LABEL and _FIGURE.search(cell) is None


def _heads_columns(text: str, first: Unit, second: Unit) -> bool:
    """Whether a row has only labels and the one below it is a rule or has figures or long cells."""
    labels = [text[cell.start : cell.end] for cell in lines.cells(text, first)]
    below = [text[cell.start : cell.end] for cell in lines.cells(text, second)]
    is_other = lines.is_rule(text, second) or not all(map(_is_label, below))
    return all(map(_is_label, labels)) and is_other


def divided(text: str, unit: Unit, language: str) -> tuple[Span, Span | None, bool]:
    """Body, head and whether the head is a date, of a row: the first cell that is a date, else the first cell."""
    cells = [cell for cell in lines.cells(text, unit) if cell.end > cell.start]
    if not cells:
        return unit.span, None, False
    for index, cell in enumerate(cells):
        date = head(text, cell.start, cell.end, language)
        if date is not None and not text[date.end : cell.end].strip(" .:"):
            is_first = index == 0 and len(cells) > 1
            return (Span(cells[1].start, cells[-1].end) if is_first else unit.span), Span(cell.start, date.end), True
    if len(cells) < 2:
        return unit.span, None, False
    return Span(cells[1].start, cells[-1].end), cells[0], False
