"""Which pairs of events are worth comparing: those that share a key, and the keys are rare.

Dated events share their day (or the next) and a grid cell, a country or one of their rarest words; those without a day
share a cell and a rare word, or two rare words, with any other. In a large block only neighbours in time are compared,
so that the work grows little faster than the number of events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import combinations, product

from pipeline.merge.facts import Fact
from pipeline.model import Place

BLOCK = 60  # in a block larger than this, an event is compared with as many neighbours in time only
CELL_DEGREES = 0.5
MARGIN_DEGREES = 0.025  # places as near as this to the edge of a cell stand in both
LONGEST = 7  # days of a range that are looked up one by one
RARE = 4  # rarest words of an event that make keys
_COUNTRIES = 1_000_000  # above every cell
_STRIDE = 1 << 22  # more words or cells than a key can hold

Blocks = dict[int, list[int]]
Keys = Callable[[Fact], list[int]]


def pairs(facts: Sequence[Fact], rarity: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of `facts`; one pair may come more than once."""
    times = [fact.event.best or 0 for fact in facts]
    yield from _same_days(facts, times, lambda fact: _cells(fact.event.place))
    yield from _same_days(facts, times, lambda fact: _rarest(fact, rarity))
    for left, right in _same_days(facts, times, _country):
        if not (facts[left].is_exact and facts[right].is_exact):
            yield left, right
    yield from _undated(facts, times, rarity)


def _rarest(fact: Fact, rarity: Sequence[float]) -> list[int]:
    """The words of an event that fewest others have, names first."""
    names = nlargest(RARE, fact.names, key=lambda name: (rarity[name], name))
    return names + nlargest(RARE - min(RARE - 1, len(names)), fact.words, key=lambda word: (rarity[word], word))


def _cells(place: Place | None) -> list[int]:
    """The grid cells of a place and those beside it that it nearly lies in, across 180 degrees too."""
    if place is None:
        return []
    around = (-MARGIN_DEGREES, MARGIN_DEGREES)
    rows = {int((place.lat + shift + 90) // CELL_DEGREES) for shift in around}
    columns = {int((place.lon + shift + 180) % 360 // CELL_DEGREES) for shift in around}
    return [row * 1_000 + column for row in rows for column in columns]


def _country(fact: Fact) -> list[int]:
    """A key for the country of the place: what happened "in Turkey" may be what happened in one of its towns."""
    place = fact.event.place
    if place is None or not place.country:
        return []
    return [_COUNTRIES + ord(place.country[0]) * 256 + ord(place.country[-1])]


def _same_days(facts: Sequence[Fact], times: Sequence[int], keys: Keys) -> Iterator[tuple[int, int]]:
    """Pairs of dated events that share a key on the same day, or on one day and the next."""
    blocks: Blocks = defaultdict(list)
    for index, fact in enumerate(facts):
        for key, day in product(keys(fact) if fact.is_dated else (), _days(fact)):
            blocks[day * _STRIDE + key].append(index)
    for key, block in blocks.items():
        yield from _neighbours(times, block)
        after = blocks.get(key + _STRIDE)
        if after is not None:
            yield from _across(block, after)


def _days(fact: Fact) -> Iterable[int]:
    if fact.first is None or fact.last is None:
        return ()
    return range(fact.first, min(fact.last, fact.first + LONGEST) + 1)


def _undated(facts: Sequence[Fact], times: Sequence[int], rarity: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Pairs of an event without a day and any other that share a cell and a rare word, or two rare words."""
    blocks: Blocks = defaultdict(list)
    for index, fact in enumerate(facts):
        for key in () if fact.is_dated else _word_keys(fact, rarity):
            blocks[key].append(index)
    for index, fact in enumerate(facts):
        for key in _word_keys(fact, rarity) if blocks and fact.is_dated else ():
            if key in blocks:
                blocks[key].append(index)
    for block in blocks.values():
        near = combinations(block, 2) if len(block) <= BLOCK else _neighbours(times, block)
        yield from ((one, other) for one, other in near if not (facts[one].is_dated and facts[other].is_dated))


def _word_keys(fact: Fact, rarity: Sequence[float]) -> Iterator[int]:
    rare = sorted(_rarest(fact, rarity))
    yield from (-(first * _STRIDE + second) for first, second in combinations(rare, 2))
    yield from (cell * _STRIDE + word for cell in _cells(fact.event.place) for word in rare)


def _neighbours(times: Sequence[int], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(block) <= BLOCK:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda index: (times[index], index))
    for number, index in enumerate(ordered):
        yield from ((index, other) for other in ordered[number + 1 : number + 1 + BLOCK // 2])


def _across(block: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int]]:
    some = after[:BLOCK]
    yield from ((left, right) for left in block[:BLOCK] for right in some if left != right)
