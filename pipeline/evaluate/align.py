"""Pairing gold with system annotations, and precision, recall and F1 from counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

Annotation = Mapping[str, Any]  # at least "start" and "end": code points, half-open
Record = Mapping[str, Any]  # one line of a gold or system file
Counts = Counter[str]
Measures = dict[str, float | None]  # None where a corpus gives nothing to divide by


def overlap(first: Annotation, second: Annotation) -> bool:
    """Whether two annotations share a code point."""
    return bool(first["start"] < second["end"] and second["start"] < first["end"])


def pairs(
    gold: Sequence[Annotation], system: Sequence[Annotation]
) -> tuple[list[tuple[Annotation, Annotation]], list[tuple[Annotation, Annotation]]]:
    """(pairs with equal spans, those and the overlapping ones), one to one.

    Equal spans first; then each gold annotation from left to right takes the first free system one that overlaps it.
    """
    free: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, annotation in enumerate(system):
        free[annotation["start"], annotation["end"]].append(index)
    taken: set[int] = set()
    exact, rest = [], []
    for wanted in gold:
        same = free[wanted["start"], wanted["end"]]
        if same:
            index = same.pop(0)
            taken.add(index)
            exact.append((wanted, system[index]))
        else:
            rest.append(wanted)
    overlapping = []
    for wanted in rest:
        index = next((i for i, other in enumerate(system) if i not in taken and overlap(wanted, other)), -1)
        if index >= 0:
            taken.add(index)
            overlapping.append((wanted, system[index]))
    return exact, exact + overlapping


def prf(name: str, right: int, system: int, gold: int) -> Measures:
    """Precision, recall and F1 under `name`_precision, `name`_recall and `name`_f1; 0 where nothing is there."""
    precision = right / system if system else 0.0
    recall = right / gold if gold else 0.0
    both = precision + recall
    return {
        f"{name}_precision": precision,
        f"{name}_recall": recall,
        f"{name}_f1": 2 * precision * recall / both if both else 0.0,
    }
