"""Rows of tables, whose cells a bar parts: "18 December | Grindavík | A fissure opened"."""

from __future__ import annotations

EDGES = " ,;:-–—\"'“”()[]"
_FEWEST = 3  # words of a cell that can be read alone


def cell(row: str, word: str) -> str:
    """Of a row the cell that holds the word, or all of its cells if that is too short to be read; else nothing."""
    cells = [each.strip(EDGES) for each in row.split("|") if each.strip(EDGES)]
    if len(cells) < 2:
        return ""
    best = max([each for each in cells if word.lower() in each.lower()] or cells, key=len)
    best = best if len(best.split()) >= _FEWEST else ", ".join(cells)
    return best[:1].upper() + best[1:]
