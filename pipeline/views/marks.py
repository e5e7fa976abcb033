"""Cuts a text at the borders of the spans marked in it, so that overlapping marks can be drawn side by side."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the kind of mark it carries, the event it leads to ("" for none) and a word on hovering."""

    span: Span
    kind: str
    event: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the marks do not change."""

    text: str
    marks: tuple[str, ...] = ()
    event: str = ""
    help: str = field(default="", compare=False)


def pieces(text: str, marks: Iterable[Mark], within: Span | None = None) -> list[Piece]:
    """`text` (or the part `within`) as pieces in order; joined, they are the text again.

    Marks that reach beyond the part are cut; of several events the first mark's wins. Borders are code points.
    """
    part = within if within is not None else Span(0, len(text))
    cut = sorted((mark for mark in marks if mark.span.overlaps(part)), key=lambda mark: mark.span)
    borders = sorted(
        {part.start, part.end}
        | {min(max(edge, part.start), part.end) for mark in cut for edge in (mark.span.start, mark.span.end)}
    )
    return [_piece(text, Span(start, end), cut) for start, end in itertools.pairwise(borders)]


def _piece(text: str, span: Span, marks: Sequence[Mark]) -> Piece:
    covering = [mark for mark in marks if mark.span.start <= span.start and span.end <= mark.span.end]
    kinds = tuple(dict.fromkeys(mark.kind for mark in covering))
    event = next((mark.event for mark in covering if mark.event), "")
    return Piece(span.of(text), kinds, event, " · ".join(dict.fromkeys(mark.help for mark in covering if mark.help)))
