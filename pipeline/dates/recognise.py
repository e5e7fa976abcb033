"""Recognition: where in a text the rules of a language see a time expression.

One pass finds the triggers (a month, a unit, four digits ...); each rule is tried only in the windows around its own
triggers, so the work grows with the length of the text and not with the number of rules. Overlaps go to the longer
match, then to the higher priority.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.lang import Language, Rule

LEFT, RIGHT = 72, 112  # characters around a trigger in which a rule may match


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule's match: `start` and `end` are those of the time expression; `match` holds the rule's groups."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]

    def group(self, name: str) -> str | None:
        """The text of a group; None where it did not take part or the rule has no such group."""
        return self.match[name] if name in self.rule.pattern.groupindex else None

    def first(self, *names: str) -> str | None:
        """The text of the first of these groups that took part."""
        return next((found for name in names if (found := self.group(name)) is not None), None)


def candidates(text: str, language: Language) -> list[Candidate]:
    """Every time expression of `text`, sorted, without overlaps."""
    if language.trigger is None:
        return []
    windows = _windows(text, language.trigger)
    found: list[Candidate] = []
    for rule in language.rules:
        spots = _merged([window for name in rule.triggers for window in windows.get(name, ())], len(rule.triggers) > 1)
        for start, end in spots:
            found.extend(_matches(rule, text, start, end))
    return without_overlaps(found)


def _windows(text: str, trigger: re.Pattern[str]) -> dict[str, list[tuple[int, int]]]:
    """Per trigger, the stretches of text around it, cut at white space where there is some."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for found in trigger.finditer(text):
        start = max(0, found.start() - LEFT)
        end = min(len(text), found.end() + RIGHT)
        while end < len(text) and end < found.end() + RIGHT + 24 and not text[end].isspace():
            end += 1
        windows.setdefault(found.lastgroup or "", []).append((start, end))
    return windows


def _merged(windows: list[tuple[int, int]], is_mixed: bool) -> Iterator[tuple[int, int]]:
    if is_mixed:
        windows.sort()
    begin, finish = -1, -1
    for start, end in windows:
        if start <= finish:
            finish = max(finish, end)
            continue
        if begin >= 0:
            yield begin, finish
        begin, finish = start, end
    if begin >= 0:
        yield begin, finish


def _matches(rule: Rule, text: str, start: int, end: int) -> Iterator[Candidate]:
    for match in rule.pattern.finditer(text, start, end):
        first, last = match.span(rule.group) if rule.group else match.span()
        if first < 0 or not rule.stands(text, first, last):
            continue
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield Candidate(first, last, rule, match)


def without_overlaps(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that remain when longer ones, then those of higher priority, then earlier ones win."""
    ranked = sorted(found, key=lambda c: (c.start - c.end, -c.rule.priority, c.start, c.rule.name))
    starts: list[int] = []
    kept: list[Candidate] = []
    for candidate in ranked:
        place = bisect_left(starts, candidate.start)
        if place > 0 and kept[place - 1].end > candidate.start:
            continue
        if place < len(kept) and kept[place].start < candidate.end:
            continue
        starts.insert(place, candidate.start)
        kept.insert(place, candidate)
    return kept
