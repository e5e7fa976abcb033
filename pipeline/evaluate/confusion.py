"""The types of events against the gold's: a confusion table, and F1 of each type.

Only pairs whose trigger is a gold mention count, shown or not, so that the typer is measured and not the selection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from pipeline.evaluate.align import Record
from pipeline.evaluate.timelines import matched

Confusions = Counter[tuple[str, str]]  # (gold type, system type): how many pairs


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One type: pairs with it in gold and in the system, precision, recall, F1, and what else it was taken for."""

    name: str
    gold: int
    system: int
    precision: float
    recall: float
    f1: float
    taken_for: Mapping[str, int]


def count(record: Record, system: Record) -> Confusions:
    """The pairs of types of one document; add them up over a corpus."""
    pairs = matched(record, record["events"], system.get("events", ()))
    return Counter((pair.gold["type"], pair.system["type"]) for pair in pairs if pair.overlaps)


def rows(confusions: Confusions) -> tuple[TypeRow, ...]:
    """One row a type that gold or the system gives, the most frequent in gold first."""
    names = {name for pair in confusions for name in pair}
    found = [_row(name, confusions) for name in names]
    return tuple(sorted(found, key=lambda row: (-row.gold, row.name)))


def _row(name: str, confusions: Confusions) -> TypeRow:
    gold = sum(number for (left, _), number in confusions.items() if left == name)
    system = sum(number for (_, right), number in confusions.items() if right == name)
    right = confusions[name, name]
    taken = Counter({other: number for (left, other), number in confusions.items() if left == name != other})
    precision, recall = right / max(1, system), right / max(1, gold)
    return TypeRow(name, gold, system, precision, recall, 2 * right / (gold + system), dict(taken.most_common()))


def macro_f1(confusions: Confusions) -> float | None:
    """The mean F1 of the types that gold gives; None if there are none."""
    figures = [row.f1 for row in rows(confusions) if row.gold]
    return fmean(figures) if figures else None


def accuracy(confusions: Confusions) -> float | None:
    """The share of pairs with equal types; None if there are none."""
    total = confusions.total()
    return sum(number for (left, right), number in confusions.items() if left == right) / total if total else None
