"""Datelines: the place, with date or agency, that a report begins with: "KYIV, Ukraine, Feb. 24 (AP) -", "LEEDS – "."""

from __future__ import annotations

import re

from pipeline.model import Span
from pipeline.structure.heads import head

LONGEST = 90  # characters
WORDS = 5  # of a place in mixed letters that no agency and no date follows
_PLACE = re.compile(r"[^\W\d_][^\n\d:;!?()/|–—\"“”«»]{1,60}?(?=\s*(?:[,.]?\s*[(/\d]|,?\s*[–—-]|\s--|[,.]\s|,\s*[^\W\d_]+\.?\s\d))")
_AGENCY = re.compile(r"\s*,?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)")
_DASH = re.compile(r"\s*(?:--+|[–—_]|\s-(?=\s)|-(?=\s))\s*|\s*:\s+(?=[^\W\d_a-z])|\.\s*[/-]+\w{2,12}[/-]+\.?\s*")
_COMMAS = re.compile(r"[\s,.]*")


def dateline(text: str, start: int, end: int, language: str, *, is_first: bool) -> Span | None:
    """The dateline at `start` with its dash; `is_first` trusts a place in mixed letters that only a dash follows."""
    limit = min(end, start + LONGEST)
    place = _PLACE.match(text, start, limit)
    while place is not None:
        found = _after(text, place.start(), place.end(), limit, language)
        if found is not None and found[0] < end and _is_sound(text, place, found, is_first=is_first):
            return Span(start, _trimmed(text, start, found[0]))
        longer = re.compile(rf"(?s:.{{{place.end() - start}}}),?\s?[^\W\d_]").match(text, start, limit)
        place = _longer(text, place, limit) if longer else None
    return None


def _longer(text: str, place: re.Match[str], limit: int) -> re.Match[str] | None:
    """The same place up to the next sign that may end it."""
    pattern = re.compile(rf"[^\n\d:;!?()/|–—\"“”«»]{{{place.end() - place.start() + 1},60}}?(?=\s*(?:[,.]?\s*[(/\d]|,?\s*[–—-]|\s--|[,.]\s))")
    return pattern.match(text, place.start(), limit)


def _after(text: str, start: int, end: int, limit: int, language: str) -> tuple[int, bool] | None:
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


def _is_sound(text: str, place: re.Match[str], found: tuple[int, bool], *, is_first: bool) -> bool:
    """Whether the words read like a place and what follows like the begin of a sentence."""
    after = text[found[0] : found[0] + 1]
    if after.isalpha() and after.islower():
        return False
    words = place[0].replace(",", " ").split()
    names = [word for word in words if word[:1].isupper() or not word[:1].islower()]
    if len(words) - len(names) > 2 or not place[0][:1].isalpha() or place[0][:1].islower():
        return False
    if found[1]:
        return True
    sign = text[place.end() : found[0]]
    if ":" in sign or not (sign[:1].isspace() or "—" in sign or "--" in sign):
        return False
    first = words[0].strip(".,")
    return (first.isupper() and len(first) > 2) or (is_first and len(words) <= WORDS and len(names) == len(words))


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
