"""Blocks in the making: what is head, body and dateline of each, how headings look."""

from __future__ import annotations

import pytest

from pipeline.structure import Block, BlockKind, read


def last(text: str) -> Block:
    return read(text).blocks[-1]


def parts(text: str) -> tuple[str, str, bool]:
    """Head, body and whether the head is a date, of the last block."""
    block = last(text)
    return block.head.of(text) if block.head is not None else "", block.body.of(text), block.is_dated


@pytest.mark.parametrize(
    ("line", "head", "body", "is_dated"),
    [
        ("3 May 2019: Rain fell.", "3 May 2019", "Rain fell.", True),
        ("3 May 2019 Rain fell.", "3 May 2019", "Rain fell.", True),
        ("- 3 May 2019: Rain fell.", "3 May 2019", "Rain fell.", True),
        ("- 3 May 2019 was wet.", "", "3 May 2019 was wet.", False),  # nothing parts it
        ("- Rain fell.", "", "Rain fell.", False),
        ("- 3 May 2019", "3 May 2019", "3 May 2019", True),  # nothing behind it
        ("# 3 May 2019, Leeds", "3 May 2019", "3 May 2019, Leeds", True),
        ("# Rain of 3 May", "", "Rain of 3 May", False),
        ("> Rain fell.", "", "Rain fell.", False),
        ("Rain fell.", "", "Rain fell.", False),
    ],
)
def test_head_and_body(line: str, head: str, body: str, is_dated: bool) -> None:
    assert parts(f"It blew.\n\n{line}") == (head, body, is_dated)


def test_blocks_are_counted_and_a_dateline_stands_before_the_body() -> None:
    text = "LEEDS (AP) -   Rain fell.\n\nIt blew."
    first, second = read(text).blocks
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert first.dateline is not None and first.dateline.of(text) == "LEEDS (AP) -"
    assert first.body.of(text) == "Rain fell."
    assert (second.dateline, second.body) == (None, second.span)


@pytest.mark.parametrize(
    ("above", "place", "is_one"),
    [
        ("", "LEEDS", True),
        ("", "Leeds", True),  # the first paragraph may begin with a place in any letters
        ("# Rain\n\n", "Leeds", True),
        ("It blew.\n\n# Rain\n\n", "LEEDS", True),  # below a heading one in capitals
        ("It blew.\n\n# Rain\n\n", "Leeds", False),
        ("It blew.\n\n* * *\n\n", "LEEDS", True),
        ("It blew.\n\n", "LEEDS", False),
        ("1917: It blew.\n\n", "LEEDS", False),
    ],
)
def test_how_far_a_paragraph_may_begin_with_a_place(above: str, place: str, is_one: bool) -> None:
    text = f"{above}{place} – Rain fell in the hills.\n\nIt froze."
    [block] = [block for block in read(text).blocks if "Rain fell" in block.span.of(text)]
    assert (block.dateline is not None) is is_one


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        ("1917", "May 1917", True),
        ("May 1917", "3 May 1917", True),
        ("3 May 1917", "10:40", True),
        ("3 May 1917", "May 1917", False),
        ("# Rain", "## Snow", True),
        ("## Rain", "# Snow", False),
        ("Rain in Leeds", "# Snow", False),  # what is marked outranks what is not
        ("# Rain", "Snow in Leeds", True),
        ("3 May 1917", "# Snow", False),
        ("RAIN IN LEEDS", "Snow in Leeds", True),  # capitals and others are of no rank
        ("Rain in Leeds", "Snow in Leeds", False),
        ("RAIN IN LEEDS", "SNOW IN LEEDS", False),
    ],
)
def test_which_heading_holds_another(first: str, second: str, holds: bool) -> None:
    text = f"It blew.\n\n{first}\n\nIt rained.\n\n{second}\n\nIt froze."
    structure = read(text)
    above = [block.span.of(text) for block in structure.scope(text.index("It froze"))]
    assert above == ([first, second] if holds else [second])


def test_an_entry_that_is_only_a_date_heads_what_stands_below() -> None:
    text = "- 3 May 1917\n\nIt rained.\n\n- 4 May 1917: It blew.\n\nIt froze."
    assert [block.headings for block in read(text).blocks] == [(), (0,), (0,), (0,)]
    assert read(text).blocks[0].kind is BlockKind.ENTRY


def test_a_blank_text_has_no_blocks() -> None:
    structure = read(" \n")
    assert structure.blocks == () and structure.scope(0) == () and not structure.is_told(0)
    with pytest.raises(IndexError):
        structure.index_at(0)


def test_the_block_of_a_position_is_the_last_that_begins_at_or_before_it() -> None:
    text = "It rained.\n\nIt blew."
    structure = read(text)
    assert [structure.index_at(at) for at in (0, 11, 12, 99)] == [0, 0, 1, 1]
    assert structure.at(12).span.of(text) == "It blew."
