"""The cell of a row that can be read alone."""

from __future__ import annotations

import pytest

from pipeline.titles import rows


@pytest.mark.parametrize(
    ("row", "word", "cell"),
    [
        ("18 December | Lima | A fissure opened", "opened", "A fissure opened"),
        ("18 December | Lima | a fissure opened.", "Fissure", "A fissure opened."),
        ("18 December | Lima | Fissure opened", "opened", "18 December, Lima, Fissure opened"),  # too short
        ("A fissure opened here | A fissure opened", "opened", "A fissure opened here"),  # the longest
        ("A long cell of words | Lima", "sank", "A long cell of words"),
        ("A fissure opened | ", "opened", ""),  # one cell is no row
        ("A fissure opened", "opened", ""),
    ],
)
def test_the_cell_that_holds_a_word(row: str, word: str, cell: str) -> None:
    assert rows.cell(row, word) == cell
