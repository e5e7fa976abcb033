"""Recognition: where in a text the rules of a language see a time expression.

One pass finds the triggers (a month, a unit, four digits ...); each rule is tried only in the windows around its own
triggers, so the work grows with the length of the text and not with the number of rules. Overlaps go to the longer
match, then to the higher priority.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pipeline.lang import REACH, Language, Rule, Triggers

WHITE = re.compile(r"\s")


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


def of_mode(found: Sequence[Candidate], every: Sequence[Candidate], modes: Set[str]) -> list[Candidate]:
    """`found` without the rules of other modes; what those had covered is chosen anew from `every` match."""
    here = [candidate for candidate in found if candidate.rule.when in modes]
    if len(here) == len(found):
        return here
    return without_overlaps([candidate for candidate in every if candidate.rule.when in modes])


def matches(text: str, language: Language) -> list[Candidate]:
    """Every match of every rule, overlaps and all."""
    windows = _windows(text, language.triggers)
    spots: dict[tuple[str, ...], list[tuple[int, int]]] = {}  # rules of the same triggers look at the same places
    found: list[Candidate] = []
    small = text.lower()
    for rule in language.rules:
        if rule.triggers not in spots:
            near = [window for name in rule.triggers for window in windows.get(name, ())]
            spots[rule.triggers] = list(_merged(near, len(rule.triggers) > 1))
        places = spots[rule.triggers]
        if rule.needs and len(small) == len(text):  # a few letters grow when they are made small
            places = [(s, e) for s, e in places if any(small.find(word, s, e) >= 0 for word in rule.needs)]
        for start, end in places:
            found.extend(_matches(rule, text, start, end))
    return found


def _windows(text: str, triggers: Triggers) -> dict[str, list[tuple[int, int]]]:
    """Per trigger, the stretches of text around it, cut at white space where there is some."""
    windows: dict[str, list[tuple[int, int]]] = {}
    for name, first, last in triggers.find(text):
        left, right = triggers.reach.get(name, REACH)
        start = max(0, first - left)
        limit = min(len(text), last + right)
        end = limit if limit == len(text) else _word_end(text, limit)
        windows.setdefault(name, []).append((start, end))
    return windows


def _word_end(text: str, place: int) -> int:
    """The first white space from `place` on; no further than 24 characters."""
    found = WHITE.search(text, place, place + 24)
    return min(len(text), place + 24) if found is None else found.start()


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
