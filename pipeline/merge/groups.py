"""Which of the accepted pairs may be joined: union-find that never lets stated days drift apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.merge.facts import Fact

OPEN = float("inf")


class Groups:
    """Union-find over events, each group with the days that all its stated dates share."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._parent = list(range(len(facts)))
        self._stretch = [_stretch(fact) for fact in facts]
        self._weakest: dict[int, float] = {}

    def unite(self, left: int, right: int, evidence: float) -> None:
        """Join two groups unless their stated dates lie more than a day apart."""
        first, second = self._root(left), self._root(right)
        if first == second:
            return
        start = max(self._stretch[first][0], self._stretch[second][0])
        end = min(self._stretch[first][1], self._stretch[second][1])
        if start - end <= 1:
            self._parent[second] = first
            self._stretch[first] = start, end
            self._weakest[first] = min(evidence, self._weakest.get(first, OPEN), self._weakest.pop(second, OPEN))

    def members(self) -> Iterator[tuple[list[Fact], float]]:
        """The groups in the order of their first events, each with the least evidence that joined it."""
        groups: dict[int, list[Fact]] = defaultdict(list)
        for index, fact in enumerate(self._facts):
            groups[self._root(index)].append(fact)
        for root, members in groups.items():
            yield members, self._weakest.get(root, OPEN)

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index


def _stretch(fact: Fact) -> tuple[float, float]:
    if not fact.is_stated or fact.first is None or fact.last is None:
        return -OPEN, OPEN
    return fact.first, fact.last
