"""Lines of printed pages to running text: furniture off, hyphens joined, lines gathered into paragraphs. Pure.

A page is what a format found on it, in reading order. Coordinates are in points, y grows upwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_REPEATS = 3  # pages on which the same line at an edge is furniture
_GAP = 1.35  # times the usual distance of two lines: from there on a paragraph ends
_HEADING = 1.15  # times the size of the next line
_BY_HAND = 0.75  # share of the usual width that a line fills if its next word would not have fitted
_FEW_LINES = 3  # lines that tell no usual width
_HYPHENS = "-\u2010\u00ad"
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pg\.)\s*)?(\d{1,4})(?:\s*(?:of|/|von|de|sur|из)\s*\d{1,4})?\W*", re.I
)
_NUMBERED_END = re.compile(r"(\d{1,4})\s+\D.*|.*\D\s+(\d{1,4})")
_BULLET = re.compile(r"(?:[-*•‣◦–▪●]\s|\d{1,2}[.)]\s|\([a-z\d]\)\s)")
_TERMINAL = re.compile(r"[.!?…:。！？]['\"”’»)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W\d_]+$")
_FIRST_PART = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, the left end `x` of its base line at height `y`, the `size` of its letters."""

    words: str
    x: float
    y: float
    size: float


Page = Sequence[Line]


def text_of(pages: Sequence[Page]) -> str:
    """The text of `pages`, its paragraphs parted by blank lines, its list entries and table rows by line ends."""
    kept = [[line for line in page if line.words.strip()] for page in pages]
    kept = without_furniture(kept)
    known = Counter(word.casefold() for page in kept for line in page for word in _WORD.findall(line.words))
    written = ""
    for line, gap in _with_gaps(kept):
        words = " ".join(line.words.split())
        written = _joined(written, words, known) if gap == " " else f"{written}{gap}{words}"
    return written.strip().replace("\u00ad", "")


def without_furniture(pages: Sequence[Page]) -> list[list[Line]]:
    """The pages without their numbers and without the lines that repeat at their edges.

    What the first page repeats with the others stays there once: a newspaper's head or a report's date may stand in it.
    A number is one of a page where it counts the pages: the years above the parts of a chronicle do not.
    """
    edges = [_edges(page) for page in pages]
    told = Counter(key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[at]) for at in edge})
    shifts = Counter(_shift(number, pages[number][at]) for number, edge in enumerate(edges) for at in edge)

    def is_furniture(number: int, line: Line) -> bool:
        counted = 0 if _shift(number, line) is None else shifts[_shift(number, line)]
        if _PAGE_NUMBER.fullmatch(line.words.strip()):
            return counted > 1
        return number > 0 and max(told[_key(line)], counted) >= _REPEATS

    return [
        [line for at, line in enumerate(page) if at not in edge or not is_furniture(number, line)]
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True))
    ]


def _edges(page: Page) -> set[int]:
    """The places in `page` of its highest and lowest lines."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return {at for at, line in enumerate(page) if round(line.y) in outer}


def _key(line: Line) -> str:
    return _NUMBER.sub("#", " ".join(line.words.casefold().split()))


def _shift(number: int, line: Line) -> int | None:
    """How far the number that a line is, begins or ends with is ahead of its page's place; None where it has none."""
    words = line.words.strip()
    match = _PAGE_NUMBER.fullmatch(words) or _NUMBERED_END.fullmatch(words)
    return int(next(figures for figures in match.groups() if figures)) - number if match else None


def _with_gaps(pages: Sequence[Page]) -> Iterator[tuple[Line, str]]:
    """Every line with what parts it from the one before: a blank, a line end or a blank line."""
    lines = [line for page in pages for line in page]
    width = _width(lines)
    leading = _leading(pages)
    if lines:
        yield lines[0], ""
    for before, line in pairwise(lines):
        yield line, _gap(before, line, width, leading)


def _gap(before: Line, line: Line, width: int, leading: float) -> str:
    fall = before.y - line.y
    same_row = abs(fall) < 0.3 * line.size
    if same_row:
        return " "
    scale = max(before.size, line.size) / min(before.size, line.size) if before.size and line.size else 1.0
    by_hand = len(before.words) + 1 + len(line.words.split(maxsplit=1)[0]) < _BY_HAND * width
    if scale > _HEADING or (leading and fall > _GAP * leading):
        return "\n\n"
    if fall < 0:  # the next column or page: a sentence may run on
        return "\n\n" if by_hand or _TERMINAL.search(before.words) or _BULLET.match(line.words) else " "
    if _BULLET.match(line.words):
        return "\n"
    if _is_indented(before, line) and _TERMINAL.search(before.words):
        return "\n\n"
    return "\n" if by_hand else " "


def _is_indented(before: Line, line: Line) -> bool:
    return 0.8 * line.size < line.x - before.x < 5 * line.size


def _width(lines: Iterable[Line]) -> int:
    """How many characters a full line has: the ninth decile; 0 for too few lines."""
    lengths = sorted(len(line.words) for line in lines)
    return lengths[int(0.9 * (len(lengths) - 1))] if len(lengths) > _FEW_LINES else 0


def _leading(pages: Sequence[Page]) -> float:
    """The usual distance of two base lines; 0 where there are none."""
    falls = [before.y - line.y for page in pages for before, line in pairwise(page)]
    near = [fall for fall in falls if fall > 1.0]
    return median(near) if len(near) >= _FEW_LINES else 0.0


def _joined(written: str, words: str, known: Counter[str]) -> str:
    """`words` put behind `written`; a word that was cut at the end of the line is whole again."""
    if not written.endswith(tuple(_HYPHENS)) or not written[-2:-1].isalnum() or not words[:1].isalnum():
        return f"{written} {words}"
    stem, hyphen = written[:-1], written[-1]
    if hyphen == "\u00ad":
        return stem + words
    first, rest = _LAST_PART.search(stem), _FIRST_PART.match(words)
    if first is None or rest is None or words[0].isupper():
        return written + words  # "2019-20", "Anglo-French"
    whole, compound = f"{first[0]}{rest[0]}".casefold(), f"{first[0]}-{rest[0]}".casefold()
    return written + words if known[compound] > known[whole] else stem + words
