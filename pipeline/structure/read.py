"""The stage itself: units, kinds, what heads each block, scopes."""

from __future__ import annotations

from functools import lru_cache

from pipeline.model import Span
from pipeline.structure import lines
from pipeline.structure.blocks import Block, BlockKind, Structure
from pipeline.structure.datelines import dateline
from pipeline.structure.kinds import is_told, kinds_of
from pipeline.structure.scopes import GRAINS, Style, scoped
from pipeline.structure.tables import divided
from pipeline.structure.units import Unit, units

HASHES = "hashes"


@lru_cache(maxsize=4)
def read(text: str, language: str = "en") -> Structure:
    """The blocks of `text` in order; `language` is BCP 47 and tells the names of months and weekdays."""
    found = units(text, language)
    kinds = kinds_of(text, found)
    first = kinds.index(BlockKind.PARAGRAPH) if BlockKind.PARAGRAPH in kinds else -1
    blocks: list[Block] = []
    for index, (unit, kind) in enumerate(zip(found, kinds, strict=True)):
        trust = _trust(kinds, index, first)
        body, head, place, is_dated = _parts(text, unit, kind, language, trust)
        blocks.append(Block(kind, unit.span, body, head, place, (), index, is_dated))
    styles = [_style(text, unit, kind) for unit, kind in zip(found, kinds, strict=True)]
    return Structure(tuple(scoped(blocks, styles)))


Parts = tuple[Span, Span | None, Span | None, bool]


def _trust(kinds: list[BlockKind], index: int, first: int) -> int:
    """How far a paragraph may begin with a dateline: 2 the first one, 1 one below a heading or stamp, 0 any other."""
    if index and is_told(kinds[index - 1]):
        return 0
    return 2 if index <= first else 1


def _parts(text: str, unit: Unit, kind: BlockKind, language: str, trust: int) -> Parts:
    """Body, head, dateline, and whether the head is a date."""
    words = Span(unit.start, unit.span.end)
    if kind is BlockKind.ROW:
        body, label, is_dated = divided(text, unit, language)
        return body, label, None, is_dated
    if kind is BlockKind.ENTRY:
        return _entry(text, unit, words)
    if kind in (BlockKind.HEADING, BlockKind.TITLE) and unit.date is not None:
        return words, Span(unit.start, unit.date.end), None, True
    if kind is BlockKind.PARAGRAPH:
        place = dateline(text, unit.start, unit.span.end, language, trust=trust)
        return _behind(text, place, words), None, place, False
    return words, None, None, False


def _entry(text: str, unit: Unit, words: Span) -> Parts:
    at = lines.sign_after(text, unit) or lines.blank_after(text, unit)
    if unit.date is None or (at is None and unit.mark):
        return words, None, None, False
    at = at if at is not None else unit.date.end
    begin = at + len(text[at : unit.span.end]) - len(text[at : unit.span.end].lstrip())
    body = Span(begin, unit.span.end) if begin < unit.span.end else words
    return body, Span(unit.start, unit.date.end), None, True


def _behind(text: str, place: Span | None, words: Span) -> Span:
    if place is None:
        return words
    rest = text[place.end : words.end]
    return Span(place.end + len(rest) - len(rest.lstrip()), words.end)


def _style(text: str, unit: Unit, kind: BlockKind) -> Style | None:
    """How a heading looks; None for what is none. Entries of only a date head the lines below them too."""
    if kind is not BlockKind.HEADING and not (kind is BlockKind.ENTRY and _is_alone(text, unit)):
        return None
    if unit.mark.startswith("#"):
        return HASHES, len(unit.mark)
    if unit.date is not None:
        return "date", GRAINS[unit.date.grain]
    return ("capitals", 1) if lines.words(text, unit).isupper() else ("plain", 1)


def _is_alone(text: str, unit: Unit) -> bool:
    return unit.date is not None and lines.is_only_date(text, unit)
