"""Section headings that name their years, as histories have them: "1917-1918", "German Spring Offensive of 1918".

Dates without a year in such a heading or below it belong to its years; a year far from them is mentioned in passing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.structure import BlockKind, Structure

RANGE = re.compile(r"(?<!\d)(\d{3,4})\s?(?:[-–—/]|to)\s?(\d{2,4})(?!\d)")
BEFORE_CHRIST = re.compile(r"\bB\.?C\b|v\. ?Chr|до н")
OPEN = re.compile(r"(?i)\b(?:since|after|onwards?|seit|ab|depuis|desde|после|після)\b")
FOREVER = 9999
FEWEST = 2  # headings with years that make it a habit of the text
RUNS_ON = 1  # years by which a section may outrun its heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading from `start` to `end`, and the astronomical years it names (None: no years)."""

    start: int
    end: int
    years: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a text, in order."""

    starts: tuple[int, ...] = ()
    sections: tuple[Section, ...] = ()

    def at(self, place: int) -> Section | None:
        """The section that holds `place`, its heading included."""
        index = bisect_right(self.starts, place) - 1
        return self.sections[index] if index >= 0 else None

    def is_in_passing(self, place: int, year: int) -> bool:
        """Whether a year is far from those of the section it stands in."""
        section = self.at(place)
        if section is None or section.years is None:
            return False
        first, last = section.years
        return not first <= year <= last + RUNS_ON


def _years_in(heading: str, read: Sequence[int]) -> tuple[int, int] | None:
    """The first and last year of a heading: those that were `read` in it and the ends of their ranges."""
    if not read:
        return None
    ends = [int(end) if len(end) == 4 else int(start[: 4 - len(end)] + end) for start, end in RANGE.findall(heading)]
    if BEFORE_CHRIST.search(heading):
        ends = [1 - int(end) for _, end in RANGE.findall(heading)]
    return min(read), FOREVER if OPEN.search(heading) else max(*read, *ends, min(read))


def sections_of(text: str, structure: Structure, years: Mapping[int, int]) -> Sections:
    """The sections of `text`; `years` are the written years by where their expressions start."""
    if not years:
        return Sections()
    places = sorted(years)
    found: list[Section] = []
    for block in structure.blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        start, end = block.span.start, block.span.end
        dated = places[bisect_left(places, start) : bisect_right(places, end)]
        found.append(Section(start, end, _years_in(text[start:end], [years[place] for place in dated])))
    if sum(section.years is not None for section in found) < FEWEST:
        return Sections()
    return Sections(tuple(section.start for section in found), tuple(found))
