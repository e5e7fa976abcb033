"""Scopes: which headings hold a block.

A heading holds what stands below it, up to the next heading of its own or a higher rank.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.structure.blocks import Block, BlockKind

GRAINS = {"year": 1, "month": 2, "day": 3, "clock": 4}
Style = tuple[str, int]


def scoped(blocks: list[Block], styles: list[Style | None]) -> list[Block]:
    """The blocks with their headings; `styles` is the look of every heading, None for other blocks."""
    stack: list[tuple[Style, int]] = []
    held: list[Block] = []
    for index, block in enumerate(blocks):
        style = styles[index]
        if style is not None:
            _close(stack, style, is_below=bool(index) and styles[index - 1] is not None)
        held.append(replace(block, headings=tuple(opened for _, opened in stack)))
        if style is not None:
            stack.append((style, index))
        elif block.kind is BlockKind.MENU:
            stack.clear()
    return held


def _close(stack: list[tuple[Style, int]], style: Style, *, is_below: bool) -> None:
    """Take the headings off that a new one of this style ends. `is_below`: it stands right below another heading."""
    for depth, (opened, _) in enumerate(stack):
        if _ends(style, opened, is_below=is_below):
            del stack[depth:]
            return


def _ends(new: Style, old: Style, *, is_below: bool) -> bool:
    """Whether a heading of the style `new` ends the scope of one of the style `old`."""
    if new[0] == old[0]:
        return new[1] <= old[1]
    if "hashes" in (new[0], old[0]):
        return new[0] == "hashes"  # what is marked outranks what is not
    return old[0] == "date" and not is_below  # "Aftermath" after the days of a battle is not of its last day
