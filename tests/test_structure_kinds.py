"""Kinds of blocks at their edges: how many lines, how near."""

from __future__ import annotations

import pytest

from pipeline.structure import BlockKind, read

TITLE, PARAGRAPH, ENTRY, STAMP, MENU = (
    BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.ENTRY, BlockKind.STAMP, BlockKind.MENU,
)  # fmt: skip


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in read(text, "en").blocks]


def test_a_title_may_begin_with_a_date_that_no_entry_has() -> None:
    below = "It rained in the hills for days.\n\nIt snowed in the hills for days."
    assert kinds(f"1944: what happened in August\n\n{below}") == [TITLE, PARAGRAPH, PARAGRAPH]
    assert kinds("1944: what happened in August\n\nIt rained in the hills for days.")[0] is ENTRY  # too little below


@pytest.mark.parametrize(("paragraphs", "kind"), [(1, BlockKind.HEADING), (2, STAMP)])
def test_a_date_alone_heads_what_goes_on_in_entries(paragraphs: int, kind: BlockKind) -> None:
    text = (
        "3 May 2019\n\n" + "It rained in the hills for days.\n\n" * paragraphs + "4 May 2019: It snowed in the hills."
    )
    assert kinds(text)[0] is kind


def test_three_lines_below_the_text_are_a_menu_and_two_are_not() -> None:
    text = "It rained in the hills for days.\nIt snowed in the hills for days.\n\n"
    assert kinds(text + "Home\nSport\nShop")[-3:] == [MENU] * 3
    assert MENU not in kinds(text + "Home\nSport")


def test_an_entry_with_a_bullet_has_its_date_for_a_head() -> None:
    text = "- 3 May 2019: It rained.\n- 4 May 2019: It snowed."
    blocks = read(text, "en").blocks
    assert [block.head.of(text) if block.head is not None else "" for block in blocks] == ["3 May 2019", "4 May 2019"]
    assert [block.body.of(text) for block in blocks] == ["It rained.", "It snowed."]
