"""The types: a block of a document, and all of them in order."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model import Span


class BlockKind(StrEnum):
    """What a stretch of text is on the page."""

    TITLE = "title"
    STAMP = "stamp"  # what a text says of itself: byline, date line, contacts, source; rules of dashes or stars
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ENTRY = "entry"  # a date, a clock time or a bullet at the head of its line
    ROW = "row"  # of a table
    COLUMNS = "columns"  # the row that heads the columns of a table, and the rule below it
    CAPTION = "caption"
    MENU = "menu"  # what belongs to the site: menus, notices, lists of other texts
    QUOTE = "quote"


NEVER_TOLD = frozenset({BlockKind.STAMP, BlockKind.COLUMNS, BlockKind.MENU})


@dataclass(frozen=True, slots=True)
class Block:
    """One block.

    `span` is the whole block without white space around it. `body` is what it tells: behind dateline, bullet, entry
    head or row label; the whole span where there is none. `head` are the words at the head of an ENTRY, ROW or HEADING
    that date it, or the label of a row. `dateline` is "KYIV, Ukraine (AP) -" at the head of a paragraph. `headings`
    are indices into `Structure.blocks` of the headings, dated ones among them, whose scope holds this block, outermost
    first. `paragraph` counts blocks that blank lines or line ends part.
    """

    kind: BlockKind
    span: Span
    body: Span
    head: Span | None = None
    dateline: Span | None = None
    headings: tuple[int, ...] = ()
    paragraph: int = 0
    is_dated: bool = False  # whether `head` reads like a date or a clock time


@dataclass(frozen=True, slots=True)
class Structure:
    """The blocks of a document, in text order; every non-blank line is covered by one."""

    blocks: tuple[Block, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(block.span.start for block in self.blocks))

    def index_at(self, position: int) -> int:
        """The index of the block that holds `position`, else of the last one before it, else 0.

        Raises IndexError for a text without blocks.
        """
        if not self.blocks:
            raise IndexError("a blank text has no blocks")
        return max(0, bisect_right(self._starts, position) - 1)

    def at(self, position: int) -> Block:
        """The block at `index_at(position)`."""
        return self.blocks[self.index_at(position)]

    def is_told(self, position: int) -> bool:
        """Whether what stands there may tell of an event: not in stamps, menus and headings of columns."""
        return bool(self.blocks) and self.at(position).kind not in NEVER_TOLD

    def scope(self, position: int) -> tuple[Block, ...]:
        """The headings whose scope holds `position`, outermost first."""
        return tuple(self.blocks[index] for index in self.at(position).headings) if self.blocks else ()
