"""Structure: the blocks of a document and their scopes, in any language, by form alone. Pure; no parser.

`read` divides a text into title, stamps, headings, paragraphs, entries, rows, captions, menus and quotations. It knows
no dates, only what looks like one at the head of a line. Linear in the length of the text.
"""

from __future__ import annotations

from pipeline.structure.blocks import Block, BlockKind, Structure
from pipeline.structure.read import read

__all__ = ["Block", "BlockKind", "Structure", "read"]
