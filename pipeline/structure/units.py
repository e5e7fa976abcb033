"""Units: lines of a text, or what a fixed width has wrapped into one, with what their form tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lang import layout
from pipeline.model import Span
from pipeline.structure.heads import Head, head
from pipeline.text import hard_breaks

SHORT, FEW = 100, 14  # characters and words of a line that may be a heading
BEHIND = 8  # characters before a line in which the one before it ends
ENDED = 3  # words: a shorter line with a full stop may end in an abbreviation
LONG = 160  # characters: a line so long is prose, whatever ends it
_LINE = re.compile(r"[^\n\f\v\r\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]」』]*$")
_FULL_STOP = re.compile(r"[.!?…。！？؟।][\"'”’»)\]」』]*$")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]*\s+[\"'“‘«(]*(?![a-zß-öø-ÿа-яё])[^\W\d_]|[。！？].")
_BULLET = re.compile(r"(?:[-*+•‣◦▪●·–]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_QUOTE = re.compile(r">\s?(?=\S)")
_DECORATION = re.compile(r"(?:[\W_]+|[\W\d_]{1,3})$")
_BARS = re.compile(r"\||\t")
_COMMA = re.compile(r",\s+")
_NUMBERED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or lines wrapped into one, without white space around it.

    `gap` is how many line ends part it from the unit before (1: the next line). `start` is where its words begin,
    behind a bullet or the signs of a heading or a quotation, which `mark` names ("-" for any bullet, "#" to "######",
    ">", "" for none). `date` is the date that its words begin with. `has_stop` is any stop at its end, a colon or comma
    among them; `is_ended` is that of a sentence, at its end or within it. `ends_in_date`: behind words and a comma
    it is a date and nothing more ("Lima, 3 May 1988").
    """

    span: Span
    gap: int
    start: int
    mark: str
    date: Head | None
    words: int
    is_prose: bool
    has_stop: bool
    is_ended: bool
    ends_in_date: bool = False

    @property
    def length(self) -> int:
        """Characters from its first word on."""
        return self.span.end - self.start

    @property
    def is_short(self) -> bool:
        """Whether it is short enough for a heading and no stop ends it."""
        return not self.is_prose and not self.has_stop and self.length <= SHORT and self.words <= FEW


def units(text: str, language: str) -> list[Unit]:
    """The units of a text in order; between them is nothing but white space."""
    starts = hard_breaks(text)
    lines = [span for match in _LINE.finditer(text) if (span := _trimmed(text, match.start(), match.end()))]
    joined: list[tuple[Span, int]] = []
    for index, line in enumerate(lines):
        gap = text.count("\n", lines[index - 1].end, line.start) if index else 2
        if index and not _begins(text, line, starts, gap, language):
            joined[-1] = (Span(joined[-1][0].start, line.end), joined[-1][1])
        else:
            joined.append((line, gap))
    return [_unit(text, span, gap, language) for span, gap in joined]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    if not line.strip():
        return None
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))


def _begins(text: str, line: Span, starts: tuple[int, ...], gap: int, language: str) -> bool:
    """Whether a line begins a unit: at a hard break, or by a date.

    The date is parted by a sign from what it dates, or has the line to itself behind a full stop.
    """
    at = text.rfind("\n", 0, line.start) + 1
    index = bisect_left(starts, at)
    if gap != 1 or (index < len(starts) and starts[index] <= line.start):
        return True
    found = head(text, line.start, line.end, language)
    if found is None or not found.is_sure:
        return False
    rest = text[found.end : line.end].strip()
    follows_stop = _FULL_STOP.search(text, max(0, line.start - BEHIND), at - 1) is not None
    return rest[:1] in tuple(":–—|") or (not rest and follows_stop)


def _unit(text: str, span: Span, gap: int, language: str) -> Unit:
    date = head(text, span.start, span.end, language)
    start, mark = span.start, ""
    marked = _HASHES.match(text, span.start, span.end) or _QUOTE.match(text, span.start, span.end)
    if marked is None and (date is None or text[span.start] in "-–+"):
        marked = _BULLET.match(text, span.start, span.end)
    if marked is not None:
        start = marked.end()
        mark = marked[0].strip() if marked[0][0] in "#>" else "-"
        date = head(text, start, span.end, language)
    words = text[start : span.end]
    has_stop = _STOP.search(words) is not None
    count = len(words.split())
    is_ended = _INNER_STOP.search(words) is not None or (_FULL_STOP.search(words) is not None and count > ENDED)
    ends_in_date = date is None and not has_stop and count <= FEW and _ends_in_date(text, start, span.end, language)
    return Unit(span, gap, start, mark, date, count, is_ended or len(words) > LONG, has_stop, is_ended, ends_in_date)


def _ends_in_date(text: str, start: int, end: int, language: str) -> bool:
    """Whether a sure date is all that stands behind the first comma, or behind a later one."""
    commas = [match.end() for match in _COMMA.finditer(text, start, end)]
    dates = (head(text, at, end, language) for at in commas[:3])
    return any(date is not None and date.is_sure and date.end == end for date in dates)


def is_decoration(text: str, unit: Unit) -> bool:
    """Whether a line holds no letter and no number: "* * *", "###", a page's "12"."""
    return _DECORATION.match(text[unit.span.start : unit.span.end]) is not None


@lru_cache(maxsize=16)
def worded(*names: str) -> re.Pattern[str]:
    """Lists of `lang/_layout.toml` as one pattern, at the edges of words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(layout.pattern(name) for name in names)})(?!\w)", re.IGNORECASE)
