"""Halves: of a year, unless what is told has halves of its own."""

from __future__ import annotations

import pytest

from pipeline import dates
from pipeline.model import Document, Timex, TimexType

DCT = Timex(TimexType.DATE, "2024-09-14", origin="header")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sales rose in the first half.", ["2024-H1"]),
        ("Sales rose. They scored twice in the second half.", []),
        ("They lost after a goal in the first half. It rained.", []),
        ("The novel is dull in its second half, and in the second half the hero dies.", []),
        ("They won the match. Sales rose in the first half.", ["2024-H1"]),  # said in another sentence
        ("Sales rose in the first half.\nThey won the match.", ["2024-H1"]),  # or line
        ("They scored often in the second half of 1990.", ["1990-H2"]),  # its year is written
    ],
)
def test_a_half_is_one_of_the_year_unless_its_sentence_tells_of_a_game(text: str, values: list[str]) -> None:
    assert [timex.value for timex in dates.find(Document("d", "r", "s", "t", text, dct=DCT))] == values
