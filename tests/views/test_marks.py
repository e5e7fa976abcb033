"""A text cut at the borders of its marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Span
from pipeline.views.marks import Mark, pieces

TEXT = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20), st.sampled_from(["date", "place", "event"])))


def _marks(drawn: list[tuple[int, int, str]]) -> list[Mark]:
    return [Mark(Span(start, start + length), kind) for start, length, kind in drawn]


@given(TEXT, SPANS)
def test_pieces_joined_are_the_text(text: str, drawn: list[tuple[int, int, str]]) -> None:
    assert "".join(piece.text for piece in pieces(text, _marks(drawn))) == text


@given(TEXT, SPANS)
def test_every_code_point_carries_the_marks_that_cover_it(text: str, drawn: list[tuple[int, int, str]]) -> None:
    marks = _marks(drawn)
    at = 0
    for piece in pieces(text, marks):
        for position in range(at, at + len(piece.text)):
            covering = {mark.kind for mark in marks if mark.span.start <= position < mark.span.end}
            assert set(piece.marks) == covering
        at += len(piece.text)


def test_a_part_is_cut_out_with_the_marks_that_reach_into_it() -> None:
    text = "On 13 September they met."
    found = pieces(text, [Mark(Span(3, 15), "date"), Mark(Span(16, 24), "event", event="e1")], Span(6, 20))
    assert [(piece.text, piece.marks, piece.event) for piece in found] == [
        ("September", ("date",), ""),
        (" ", (), ""),
        ("they", ("event",), "e1"),
    ]
