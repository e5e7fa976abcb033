"""Near-exact duplicates become one story: the same happening told by several documents, or twice by one. Pure.

Only events that share a block (a neighbourhood or an actor, a kind of happening, a word) are compared, and within a
large block only neighbours in time, so that the work grows little faster than the number of events. The likeliest
pairs are joined first; a join that would put two different stated dates into one story is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from pipeline.geo import distance_m
from pipeline.model import Basis, Event, Granularity, Interval, Modality, Story
from pipeline.timex import DAY, label_event

THRESHOLD = 3.0  # evidence that makes two events one (see `_evidence`)
SAME_DOCUMENT_OVERLAP = 0.8  # share of equal title words that makes two events of one document one
NEAR_M = 5_000.0
EXACT_RADIUS_M = 50_000.0  # a place no vaguer than this is evidence by itself
BOUND_DAYS = 366  # how long before its upper bound a happening is still looked for
BLOCK = 60  # in a block larger than this, an event is compared with as many neighbours in time only
CELL_DEGREES = 0.5

_KINDS = (("conflict", "attack"), ("diplomacy", "agreement"), ("accident", "disaster"), ("politics", "founding"))
_KIND = {kind: kinds[0] for kinds in _KINDS for kind in kinds}
_BASES = {Basis.USER: 0, Basis.EXPLICIT: 1, Basis.RELATIVE: 2, Basis.BOUNDED: 3, Basis.DCT: 4, Basis.NONE: 5}
_FINENESS = {granularity: number for number, granularity in enumerate(Granularity)}
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset(
    {"the", "and", "for", "with", "from", "that", "this", "was", "were", "has", "had", "have", "his", "her", "its",
     "are", "their", "after", "before", "into", "over", "near", "about", "said", "than", "who", "which", "been", "not",
     "but"}
)  # fmt: skip
_ENDINGS = re.compile(r"(?:ing|ed|es|s)$")


@dataclass(frozen=True)
class Fact:
    """An event with what is compared of it."""

    event: Event

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the title's content words."""
        return frozenset(_stems(self.event.title))

    @cached_property
    def names(self) -> frozenset[str]:
        """The actors in lower case."""
        return frozenset(actor.lower() for actor in self.event.actors)

    @cached_property
    def stated(self) -> Interval | None:
        """The interval, if the text states it."""
        interval = self.event.interval
        return interval if interval is not None and interval.is_closed and self.event.basis is not Basis.DCT else None

    @property
    def kind(self) -> str:
        """The kind of happening, wider than the type."""
        return _KIND.get(self.event.type, self.event.type)

    @property
    def is_real(self) -> bool:
        """Whether it is told as having happened."""
        return self.event.modality in {Modality.HAPPENED, Modality.ONGOING}


def merge(events: Sequence[Event]) -> tuple[Story, ...]:
    """The stories of `events`, each event in exactly one, in the order of their first event.

    A story's id is its smallest member id; its best-dated member comes first, a stated date before an inferred one.
    """
    facts = [Fact(event) for event in events]
    pairs = sorted(_likely(facts), reverse=True)
    groups = _Groups(facts)
    for _, left, right in pairs:
        groups.unite(left, right)
    return tuple(_story(members) for members in groups.members())


def _stems(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.lower()):
        if word not in _EMPTY:
            yield _ENDINGS.sub("", word) if len(word) > 5 else word


def _likely(facts: Sequence[Fact]) -> Iterator[tuple[float, int, int]]:
    """(evidence, index, index) of the pairs that are one happening."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(facts).values():
        for left, right in _neighbours(facts, block):
            pair = min(left, right), max(left, right)
            if pair in seen:
                continue
            seen.add(pair)
            evidence = _evidence(facts[left], facts[right])
            if evidence >= THRESHOLD:
                yield evidence, *pair


def _blocks(facts: Sequence[Fact]) -> dict[tuple[str, ...], list[int]]:
    """Events that share a neighbourhood or an actor, a kind of happening and a word, by block."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        words = fact.words | {name.split()[-1] for name in fact.names if name}
        for where in {*_cells(fact.event), *fact.names}:
            for word in words:
                blocks[(fact.kind, where, word)].append(index)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _cells(event: Event) -> Iterator[str]:
    """The grid cells of a place and those beside it that lie within NEAR_M of it, across 180 degrees too."""
    place = event.place
    if place is None:
        return
    margin = NEAR_M / 111_000 / 2
    rows = {int((place.lat + shift + 90) // CELL_DEGREES) for shift in (-margin, margin)}
    columns = {int((place.lon + shift + 180) % 360 // CELL_DEGREES) for shift in (-margin, margin)}
    yield from {f"{row}:{column}" for row in rows for column in columns}


def _neighbours(facts: Sequence[Fact], block: Sequence[int]) -> Iterable[tuple[int, int]]:
    if len(block) <= BLOCK:
        return combinations(block, 2)
    ordered = sorted(block, key=lambda index: (facts[index].event.best or 0, facts[index].event.id))
    return (
        (index, other)
        for number, index in enumerate(ordered)
        for other in ordered[number + 1 : number + 1 + BLOCK // 2]
    )


def _evidence(left: Fact, right: Fact) -> float:
    """How much speaks for one happening: shared actors, equal title words, the same day, the same exact place.

    0 if the kind, the modality, the dates or the places contradict each other.
    """
    if left.is_real != right.is_real or not (left.is_real or left.event.modality is right.event.modality):
        return 0.0
    if not _dates_agree(left.event, right.event) or not _places_agree(left.event, right.event):
        return 0.0
    overlap = _overlap(left.words, right.words)
    if left.event.document_id == right.event.document_id:
        same = overlap >= SAME_DOCUMENT_OVERLAP and left.event.value == right.event.value
        return THRESHOLD + overlap if same and left.event.place == right.event.place else 0.0
    return 2 * overlap + min(_shared(left, right), 2) + _same_day(left.event, right.event) + _same_site(left, right)


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    shared = len(left & right)
    return shared / min(len(left), len(right)) if shared > 1 else 0.0


def _shared(left: Fact, right: Fact) -> int:
    """How many actors both have; a family name matches a full one."""
    return sum(any(_is_same_name(name, other) for other in right.names) for name in left.names)


def _is_same_name(name: str, other: str) -> bool:
    return name == other or name in other.split() or other in name.split()


def _same_day(left: Event, right: Event) -> float:
    fine = all(_is_day(event) for event in (left, right))
    return (
        1.0
        if fine and left.best is not None and right.best is not None and left.best // DAY == right.best // DAY
        else 0.0
    )


def _is_day(event: Event) -> bool:
    interval = event.interval
    return (
        interval is not None
        and interval.start is not None
        and interval.end is not None
        and (interval.end - interval.start <= DAY)
    )


def _same_site(left: Fact, right: Fact) -> float:
    places = left.event.place, right.event.place
    exact = all(place is not None and place.radius_m <= EXACT_RADIUS_M for place in places)
    return 1.0 if exact else 0.0


def _places_agree(left: Event, right: Event) -> bool:
    """Whether the places are one, or one event is unplaced."""
    first, second = left.place, right.place
    if first is None or second is None or first.id == second.id:
        return True
    reach = NEAR_M if first.radius_m > EXACT_RADIUS_M else max(NEAR_M, min(first.radius_m, second.radius_m))
    return distance_m(first.lat, first.lon, second.lat, second.lon) <= reach


def _dates_agree(left: Event, right: Event) -> bool:
    """Whether the intervals meet; one open to the past only reaches BOUND_DAYS back."""
    first, second = left.interval, right.interval
    if first is None or second is None:
        return True
    return _meets(_closed(first), _closed(second))


def _closed(interval: Interval) -> tuple[int, int]:
    start, end = interval.start, interval.end
    if start is None:
        return (0 if end is None else end) - BOUND_DAYS * DAY, 0 if end is None else end
    return start, start + BOUND_DAYS * DAY if end is None else end


def _meets(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


class _Groups:
    """Union-find over events, each group with the stretch of time that all its stated dates share."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._parent = list(range(len(facts)))
        self._stretch = [_stretch(fact) for fact in facts]

    def unite(self, left: int, right: int) -> None:
        """Join two groups unless their stated dates exclude each other."""
        first, second = self._root(left), self._root(right)
        if first == second:
            return
        start = max(self._stretch[first][0], self._stretch[second][0])
        end = min(self._stretch[first][1], self._stretch[second][1])
        if start < end:
            self._parent[second] = first
            self._stretch[first] = start, end

    def members(self) -> Iterator[list[Fact]]:
        """The groups, in the order of their first events."""
        groups: dict[int, list[Fact]] = defaultdict(list)
        for index, fact in enumerate(self._facts):
            groups[self._root(index)].append(fact)
        yield from groups.values()

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


def _stretch(fact: Fact) -> tuple[float, float]:
    interval = fact.stated
    if interval is None or interval.start is None or interval.end is None:
        return float("-inf"), float("inf")
    return interval.start, interval.end


def _story(members: Sequence[Fact]) -> Story:
    ordered = sorted(members, key=lambda fact: _rank(fact.event))
    identifier = min(fact.event.id for fact in members)
    return Story(identifier, tuple(fact.event.id for fact in ordered), _why(ordered) if len(ordered) > 1 else "")


def _rank(event: Event) -> tuple[int, int, float, str]:
    """Best-dated first: a stated date before an inferred one, a finer one before a coarser one."""
    return _BASES[event.basis], _FINENESS[event.granularity], -event.score, event.id


def _why(members: Sequence[Fact]) -> str:
    """What the members share, in one sentence."""
    first = members[0]
    parts = []
    places = [fact.event.place for fact in members if fact.event.place is not None]
    if len(places) > 1:
        parts.append(f"the same place ({places[0].name})")
    dates = dict.fromkeys(label_event(fact.event) for fact in members)
    single = len(dates) == 1
    parts.append(f"the same date ({next(iter(dates))})" if single else f"dates that agree ({'; '.join(dates)})")
    shared = [actor for actor in first.event.actors if all(_has(fact, actor) for fact in members[1:])]
    if shared:
        parts.append("the same actors (" + ", ".join(shared) + ")")
    else:
        parts.append("nearly the same words")
    return "One happening: " + ", ".join(parts) + "."


def _has(fact: Fact, actor: str) -> bool:
    return any(_is_same_name(actor.lower(), name) for name in fact.names)
