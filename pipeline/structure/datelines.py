"""Datelines: the place, with date or agency, that a report begins with: "KYIV, Ukraine, Feb. 24 (AP) -", "LEEDS – "."""

from __future__ import annotations

import re

from pipeline.model import Span
from pipeline.structure.heads import head

LONGEST = 90  # characters
SMALL = 2  # words of a place in small letters at most: "Frankfurt am Main"
WORDS = 5  # of a place in mixed letters that no agency and no date follows
_END = re.compile(r"\s*[(/–—_]|\s*--|\s+-|[,.]\s|\s(?=\d)|-\s|:\s")  # what may stand behind a place
_NO_PLACE = re.compile(r"[\n\d:;!?()/|–—\"“”«»]")
_AGENCY = re.compile(r"\s*,?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)")
_DASH = re.compile(r"\s*(?:--+|[–—_]|\s-(?=\s)|-(?=\s))\s*|\s*:\s+(?=[^\W\d_a-z])|\.\s*[/-]+\w{2,12}[/-]+\.?\s*")
_COMMAS = re.compile(r"[\s,.]*")


def dateline(text: str, start: int, end: int, language: str, *, trust: int) -> Span | None:
    """The dateline at `start` with its dash; what only a dash follows is a place by `trust`:

    2 in any letters (the first paragraph of a text), 1 in capitals (below a heading), 0 never.
    """
    limit = min(end, start + LONGEST)
    for sign in _END.finditer(text, start + 2, limit):
        place = text[start : sign.start()]
        if _NO_PLACE.search(place):
            return None
        found = _after(text, sign.start(), limit, language)
        if found is not None and found[0] < end and _is_sound(text, place, start, found, trust=trust):
            return Span(start, start + len(text[start : found[0]].rstrip()))
    return None


def _after(text: str, end: int, limit: int, language: str) -> tuple[int, bool] | None:
    """Where a dateline ends whose place ends at `end`, and whether date or agency vouch for it; None without a dash."""
    position, is_vouched = end, False
    comma = _COMMAS.match(text, position, limit)
    at = comma.end() if comma else position
    date = head(text, at, limit, language)
    if date is not None and date.is_sure and at > position:
        position, is_vouched = date.end, True
    agency = _AGENCY.match(text, position, limit)
    if agency is not None:
        position, is_vouched = agency.end(), True
    dash = _DASH.match(text, position)
    return (dash.end(), is_vouched) if dash is not None else None


def _is_sound(text: str, place: str, start: int, found: tuple[int, bool], *, trust: int) -> bool:
    """Whether the words read like a place and what follows like the begin of a sentence."""
    after, words = text[found[0] : found[0] + 1], place.replace(",", " ").split()
    names = [word for word in words if not word[0].islower()]
    if after.islower() or len(words) - len(names) > SMALL or not place[0].isalpha() or place[0].islower():
        return False
    if found[1]:
        return True
    sign = text[start + len(place) : found[0]]
    if ":" in sign or not (sign[:1].isspace() or "—" in sign or "--" in sign):
        return False
    first = words[0].strip(".,")
    is_capitals = first.isupper() and len(first) > SMALL
    return trust > 0 and (is_capitals or (trust > 1 and len(words) <= WORDS and len(names) == len(words)))
