"""The lines of a text that are its own: those of its site (menus, lists of other texts) left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from pipeline import structure
from pipeline.structure import BlockKind
from pipeline.structure.units import worded

_TOLD = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ENTRY, BlockKind.ROW)
_BELOW_LIST = 2  # lines below the head of a list of other texts in which a day is that of one of them
_REPEATED = 40  # characters in which a line is the title of its page again


@dataclass(frozen=True, slots=True)
class Line:
    """A line without white space around it, what it is on the page, and the line above it ("" above the first)."""

    words: str
    kind: BlockKind
    above: str = ""


def read(text: str, language: str) -> tuple[Line, ...]:
    """The non-blank lines of `text` in order, without those that belong to its site."""
    blocks = structure.read(text, language or "en")
    found, position = list[Line](), 0
    for raw in text.split("\n"):
        if words := raw.strip():
            kind = blocks.at(position + raw.index(words[0])).kind
            found.append(Line(words, kind, found[-1].words if found else ""))
        position += len(raw) + 1
    first = next((index for index, line in enumerate(found) if line.kind in _TOLD), len(found))
    return tuple(line for index, line in enumerate(found) if not _is_of_site(found, index, is_above=index < first))


def titles(lines: tuple[Line, ...]) -> frozenset[str]:
    """The lines that are a title, or the title of the page again; one may be longer than other lines of a head."""
    found = [line.words for line in lines if line.kind is BlockKind.TITLE]
    opened = {words[:_REPEATED].casefold() for words in found if len(words) >= _REPEATED}
    return frozenset(found) | {line.words for line in lines if line.words[:_REPEATED].casefold() in opened}


def below(lines: tuple[Line, ...], words: str) -> Line | None:
    """The line below the first one that reads `words`, where there is one and text follows it."""
    pairs = pairwise(lines[:-1])
    return next((after for before, after in pairs if before.words == words), None)


def _is_of_site(lines: list[Line], index: int, *, is_above: bool) -> bool:
    """Whether a line is of the site; above the text a menu with figures may hold the day and stays."""
    line = lines[index]
    heads = worded("elsewhere")
    if is_above and any(heads.fullmatch(near.words.rstrip(" :>»")) for near in lines[max(0, index - _BELOW_LIST) : index]):
        return line.words[:1].isdigit() or any(figure.isdigit() for figure in line.words)
    if line.kind is not BlockKind.MENU:
        return False
    return not is_above or not any(figure.isdigit() for figure in line.words)
