"""Lines that say of a text itself who wrote it, where and when, and tell of nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from pipeline.model import Token

_STAMP = re.compile(  # what a text says of itself: "Published 22:47 EET", "Last updated 8 August", "Compiled from ..."
    r"\W*(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified|revised|compiled)"
    r"(?:\s+(?:on|at|by|from))?\b(?!\s+(?:in|a|an|the)\b)[^.!?\n]{0,80}\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\W*(?:by|from|in)\b", re.IGNORECASE)
_LONGEST = 100  # code points that a byline has at most
_NAMING = frozenset({"PROPN", "NUM", "ADP", "PUNCT", "DET", "CCONJ", "SYM", "X"})


def is_stamp(line: str) -> bool:
    """Whether a line only says when and from what a text was made."""
    return _STAMP.match(line) is not None


def is_signature(line: str, words: Sequence[Token], dated: Container[int]) -> bool:
    """Whether a line is only names and dates: a byline, or where and when a text was written.

    `words` are its tokens, `dated` the indices of those within a date: "Dakar, Tuesday March 26th 2024".
    """
    named = [word for word in words if word.index not in dated]
    if len(line) > _LONGEST or any(word.pos not in _NAMING for word in named):
        return False
    signs = len(named) < len(words) or any(word.entity == "PERSON" for word in named)
    return signs or _BYLINE.match(line) is not None
