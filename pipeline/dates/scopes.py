"""What passes from headings and heads of entries to the dates below them: their year, and clock times their day.

Years pass from entry to entry: below "December 16, 2012:" a line "December 17:" is of 2012, and "January 3:" after it
of 2013, whatever the document's own date is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.dates.recognise import Candidate
from pipeline.lang import Language
from pipeline.structure import Block, BlockKind, Structure

ROLL = 8  # months back from one entry to the next that make it the next year's
HALF_YEAR = 6  # months: a date without a year is of the year in which it lies nearest to the head above it
FEWEST = 3  # dated heads that make a text a chronicle
HEADED = (BlockKind.ENTRY, BlockKind.ROW, BlockKind.HEADING)
PASSABLE = frozenset({"day", "month"})  # forms whose year may be left out

_YEAR = re.compile(r"(?<![\w.,-])(?:1\d|20)\d\d(?![\w,-])")

Known = tuple[int, int | None]  # a year, and the month where one is written


@dataclass
class Scopes:
    """The structure of one document, and the days of its dated heads as they are read from left to right."""

    structure: Structure = field(default_factory=lambda: Structure(()))
    days: dict[int, int] = field(default_factory=dict)  # index of a block with a dated head, and its day
    told: tuple[tuple[int, ...], int] | None = None  # headings and day of the last entry that is dated by a day

    def head_of(self, candidate: Candidate) -> int | None:
        """The index of the block whose dated head holds the candidate; None where none does."""
        if not self.structure.blocks:
            return None
        index = self.structure.index_at(candidate.start)
        block = self.structure.blocks[index]
        is_headed = block.head is not None and block.is_dated and block.kind in HEADED
        return index if is_headed and block.head is not None and _holds(block, candidate) else None

    def note_day(self, candidate: Candidate, day: int) -> None:
        """Keep the day of a dated head for what stands below or behind it."""
        index = self.head_of(candidate)
        if index is None or index in self.days:
            return
        self.days[index] = day
        if self.structure.blocks[index].kind is not BlockKind.HEADING:
            self.told = self.structure.blocks[index].headings, day

    def day_at(self, candidate: Candidate) -> int | None:
        """The day that a clock time takes from its place: of its own entry, the heading above, the entry before."""
        if not self.structure.blocks:
            return None
        index = self.structure.index_at(candidate.start)
        block = self.structure.blocks[index]
        for each in (index, *reversed(block.headings)):
            if each in self.days:
                return self.days[each]
        is_next = block.kind in HEADED and self.told is not None and self.told[0] == block.headings
        return self.told[1] if is_next and self.told is not None else None

    def share(self, known: Mapping[int, Known]) -> float:
        """The share of the text that tells which stands in entries or below headings with a day and a known year."""
        dated = {index for index, (_, month) in known.items() if month is not None}
        if len(dated) < FEWEST:
            return 0.0
        total = headed = 0
        for index, block in enumerate(self.structure.blocks):
            if not self.structure.is_told(block.span.start) or block.kind is BlockKind.HEADING:
                continue
            length = block.span.end - block.span.start
            total += length
            headed += length * (index in dated or not dated.isdisjoint(block.headings))
        return headed / total if total else 0.0


def _holds(block: Block, candidate: Candidate) -> bool:
    return block.head is not None and block.head.start <= candidate.start < block.head.end


def years_of_heads(
    scopes: Scopes, language: Language, found: Sequence[Candidate], years: Mapping[int, int], title: str = ""
) -> dict[int, Known]:
    """The year of every dated head that has one, written or passed on, by the index of its block.

    `title` is the document's where its text is without one.
    """
    known: dict[int, Known] = {}
    last: dict[tuple[int, ...], Known] = {}
    titled = _year_of_title(scopes, years, title)
    for candidate in found:
        index = scopes.head_of(candidate)
        if index is None or index in known:
            continue
        headings = scopes.structure.blocks[index].headings
        month = language.month(candidate.group("m"))
        year = years.get(candidate.start)
        if year is None and candidate.rule.form in PASSABLE and month is not None:
            above = [known[each] for each in reversed(headings) if each in known]
            year = _passed_on(last.get(headings) or next(iter(above), None) or titled, month)
        if year is not None:
            known[index] = last[headings] = year, month
    return known


def _year_of_title(scopes: Scopes, years: Mapping[int, int], title: str) -> Known | None:
    """The year of a title that names only one."""
    titles = [block for block in scopes.structure.blocks[:3] if block.kind is BlockKind.TITLE]
    named = {year for start, year in years.items() for block in titles if block.span.start <= start < block.span.end}
    if not titles:
        named = {int(year) for year in _YEAR.findall(title)}
    return (named.pop(), None) if len(named) == 1 else None


def _passed_on(before: Known | None, month: int) -> int | None:
    if before is None:
        return None
    year, reached = before
    if reached is None:
        return year
    return year + (reached - month >= ROLL) - (month - reached >= ROLL)


def passed_by_heads(
    scopes: Scopes, language: Language, found: Sequence[Candidate], known: Mapping[int, Known]
) -> dict[int, int]:
    """The years of dates without one, by where they start: those of heads, and of what stands behind or below them."""
    passed: dict[int, int] = {}
    for candidate in found:
        month = language.month(candidate.group("m")) if candidate.rule.form in PASSABLE else None
        if month is None or not scopes.structure.blocks or candidate.group("yr") or candidate.group("rel"):
            continue
        index = scopes.structure.index_at(candidate.start)
        above = (index, *reversed(scopes.structure.blocks[index].headings))
        head = next((known[each] for each in above if each in known), None)
        if head is None:
            continue
        year, reached = head
        away = 0 if reached is None or scopes.head_of(candidate) == index else month - reached
        passed[candidate.start] = year + (away < -HALF_YEAR) - (away > HALF_YEAR)
    return passed
