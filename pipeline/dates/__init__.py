"""Time expressions of a document: where they are, what they mean, and what made us think so.

`find` recognises them with the rules of the document's language (`pipeline/lang/*.toml`), chooses the anchor (the
document's date or the narrative), lets years run back through ranges and lists, and resolves from left to right.
"""

from __future__ import annotations

from pipeline.dates.finder import find
from pipeline.dates.tables import language_of

__all__ = ["find", "language_of"]
