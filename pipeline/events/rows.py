"""Rows of tables, whose cells a bar parts: "18 December | Grindavík | A fissure opened"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.draft import Trigger
from pipeline.events.reading import Reading
from pipeline.model import Mention, Role

EDGES = " ,;:-–—\"'“”()[]"
_FIGURE = re.compile(r"\d")
_FEWEST = 3  # words of a cell that can be read alone


def is_heading(line: str) -> bool:
    """Whether a line heads the columns of a table ("Crew | Killed | Injured")."""
    cells = line.strip(" |\n").split("|")
    return len(cells) > 2 and not any(_FIGURE.search(cell) or len(cell.split()) > 2 for cell in cells)


def own_cells(reading: Reading, trigger: Trigger, mentions: Sequence[Mention]) -> list[Mention]:
    """The places that have a cell of the trigger's row to themselves."""
    text, row = reading.document.text, reading.parse.sentences[trigger.sentence]
    found = []
    for mention in mentions:
        span = mention.toponym.span
        left, right = text.rfind("|", row.start, span.start), text.find("|", span.end, row.end)
        cell = text[max(left + 1, row.start) : right if right >= 0 else row.end]
        names = [name.strip() for name in cell.split(",")]
        if (left >= 0 or right >= 0) and mention.toponym.role is Role.LOCATION and mention.toponym.text in names:
            found.append(mention)
    return found


def cell(row: str, word: str) -> str:
    """Of a row the cell that holds the word, or all of its cells if that is too short to be read; else nothing."""
    cells = [each.strip(EDGES) for each in row.split("|") if each.strip(EDGES)]
    if len(cells) < 2:
        return ""
    best = max([each for each in cells if word.lower() in each.lower()] or cells, key=len)
    best = best if len(best.split()) >= _FEWEST else ", ".join(cells)
    return best[:1].upper() + best[1:]
