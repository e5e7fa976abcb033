"""The lines of a text that are its own: those of its site (menus, lists of other texts) left out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline import structure
from pipeline.structure import BlockKind
from pipeline.structure.units import worded

_TOLD = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.ENTRY, BlockKind.ROW)
_HEADLINE = 3  # words of a headline at least; an item of a menu has fewer
_REPEATED = 40  # characters in which a line is the title of its page again


@dataclass(frozen=True, slots=True)
class Line:
    """A line without white space around it, what it is on the page, and the line above it ("" above the first)."""

    words: str
    kind: BlockKind
    above: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The non-blank lines of a text in order: `own` without those of its site, `down` all down to a list of others.

    `begins` is the index in `down` at which running text begins, 0 where none does.
    """

    own: tuple[Line, ...]
    down: tuple[Line, ...]
    begins: int


def read(text: str, language: str) -> Lines:
    """The lines of `text`; `language` is BCP 47 and tells the names of months."""
    found = _lines(text, language)
    first = next((index for index, line in enumerate(found) if line.kind in _TOLD), len(found))
    end = next((index for index in range(first, len(found)) if _heads_list(found[index])), len(found))
    own = (line for index, line in enumerate(found) if not _is_of_site(found, index, is_above=index < first))
    return Lines(tuple(own), tuple(found[:end]), first if first < len(found) else 0)


def titles(lines: tuple[Line, ...]) -> frozenset[str]:
    """The lines that are a title, or the title of the page again; one may be longer than other lines of a head."""
    found = [line.words for line in lines if line.kind is BlockKind.TITLE]
    opened = {words[:_REPEATED].casefold() for words in found if len(words) >= _REPEATED}
    return frozenset(found) | {line.words for line in lines if line.words[:_REPEATED].casefold() in opened}


def _lines(text: str, language: str) -> list[Line]:
    blocks = structure.read(text, language or "en")
    found, position = list[Line](), 0
    for raw in text.split("\n"):
        if words := raw.strip():
            kind = blocks.at(position + raw.index(words[0])).kind
            found.append(Line(words, kind, found[-1].words if found else ""))
        position += len(raw) + 1
    return found


def _heads_list(line: Line) -> bool:
    """Whether a line heads a list of other texts: "Latest news"."""
    return worded("elsewhere").fullmatch(line.words.rstrip(" :.…>»")) is not None


def _is_in_list(lines: list[Line], index: int) -> bool:
    """Whether a list of other texts begins right above a line, or with one headline between them."""
    if index and _heads_list(lines[index - 1]):
        return True
    return index > 1 and _heads_list(lines[index - 2]) and len(lines[index - 1].words.split()) >= _HEADLINE


def _is_of_site(lines: list[Line], index: int, *, is_above: bool) -> bool:
    """Whether a line is of the site; above the text one with figures may hold the day, save in a list of others."""
    line = lines[index]
    has_figures = any(letter.isdigit() for letter in line.words)
    if has_figures and _is_in_list(lines, index):
        return True
    return line.kind is BlockKind.MENU and not (is_above and has_figures)
