"""Places of a document as `explain` prints them: offsets and the words there, on one line."""

from __future__ import annotations

from pipeline.model import Document, Span
from pipeline.text import normalise_space

LONGEST_QUOTE = 160  # code points


def at(span: Span | None) -> str:
    """ "[12:17]", "[-]" for none."""
    return f"[{span.start}:{span.end}]" if span is not None else "[-]"


def quoted(document: Document, span: Span | None) -> str:
    """The words of a span in quotation marks."""
    return f"“{short(span.of(document.text) if span is not None else '')}”"


def short(text: str) -> str:
    """A text on one line, its end cut where it is long."""
    words = normalise_space(text)
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
