"""Scopes: which headings a new one ends."""

from __future__ import annotations

import pytest

from pipeline.model import Span
from pipeline.structure.blocks import Block, BlockKind
from pipeline.structure.scopes import GRAINS, Style, scoped

PLAIN, CAPITALS = ("plain", 1), ("capitals", 1)
YEAR, MONTH, DAY = (("date", GRAINS[grain]) for grain in ("year", "month", "day"))
FIRST, SECOND = ("hashes", 1), ("hashes", 2)


def headings(*styles: Style | BlockKind | None) -> list[tuple[int, ...]]:
    """The headings of each block; a block without a style is a paragraph, or of the kind that stands for it."""
    blocks = []
    for number, style in enumerate(styles):
        kind = BlockKind.HEADING if isinstance(style, tuple) else style or BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(number, number + 1), Span(number, number + 1)))
    looks = [style if isinstance(style, tuple) else None for style in styles]
    return [block.headings for block in scoped(blocks, looks)]


@pytest.mark.parametrize(
    ("outer", "inner", "last"),
    [
        (FIRST, SECOND, (0, 2)),
        (SECOND, FIRST, (2,)),
        (FIRST, FIRST, (2,)),
        (YEAR, MONTH, (0, 2)),
        (YEAR, DAY, (0, 2)),
        (MONTH, DAY, (0, 2)),
        (DAY, MONTH, (2,)),
        (DAY, DAY, (2,)),
        (PLAIN, PLAIN, (2,)),
        (PLAIN, FIRST, (2,)),  # what is marked outranks what is not
        (FIRST, PLAIN, (0, 2)),
        (DAY, FIRST, (2,)),
        (FIRST, DAY, (0, 2)),
        (DAY, PLAIN, (2,)),  # what has no date is not of the last day
        (PLAIN, DAY, (0, 2)),
        (CAPITALS, PLAIN, (0, 2)),
    ],
)
def test_what_a_heading_ends(outer: Style, inner: Style, last: tuple[int, ...]) -> None:
    assert headings(outer, None, inner, None)[3] == last


def test_right_below_a_date_a_heading_is_of_it() -> None:
    assert headings(DAY, PLAIN, None) == [(), (0,), (0, 1)]


def test_a_heading_ends_all_that_stand_in_the_one_it_ends() -> None:
    assert headings(FIRST, SECOND, PLAIN, None, SECOND, None)[-1] == (0, 4)
    assert headings(FIRST, SECOND, PLAIN, None, FIRST, None)[-1] == (4,)


def test_a_menu_ends_all_headings() -> None:
    assert headings(FIRST, None, BlockKind.MENU, None) == [(), (0,), (0,), ()]
    assert headings(FIRST, None, BlockKind.STAMP, None) == [(), (0,), (0,), (0,)]


def test_the_finer_the_date_the_lower_its_rank() -> None:
    assert [name for name, _ in sorted(GRAINS.items(), key=lambda grain: grain[1])] == ["year", "month", "day", "clock"]
