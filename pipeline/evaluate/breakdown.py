"""The figures of timelines taken apart: beside both baselines, per kind and language, by score and by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pipeline.evaluate import baselines, calibration, confusion, timelines
from pipeline.evaluate.align import Counts, Measures, Record

PROGRAM = "program"
ALL = "all"
_PARTS = ("kind", "language")


@dataclass(frozen=True, slots=True)
class Row:
    """The measures of one system (program, B1, B2) on one `part` of the documents, e.g. "all" or "kind: news".

    `interval` is the 95 % interval of signed F1.
    """

    part: str
    system: str
    measures: Measures
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What is printed below the figures of a benchmark of timelines."""

    rows: tuple[Row, ...]
    calibration: tuple[calibration.Bin, ...]
    types: tuple[confusion.TypeRow, ...]
    type_macro_f1: float | None
    type_accuracy: float | None


def of(gold: Sequence[Record], found: Sequence[Record]) -> Breakdown:
    """The breakdown of gold and system records that lie side by side; system records may hold `baselines`."""
    pairs = list(zip(gold, found, strict=True))
    types = sum((confusion.count(left, right) for left, right in pairs), Counter())
    events = chain.from_iterable(calibration.judged(left, right) for left, right in pairs)
    return Breakdown(
        rows=tuple(_rows(gold, found)),
        calibration=calibration.bins(events),
        types=confusion.rows(types),
        type_macro_f1=confusion.macro_f1(types),
        type_accuracy=confusion.accuracy(types),
    )


def _rows(gold: Sequence[Record], found: Sequence[Record]) -> Iterator[Row]:
    counted = {
        system: [timelines.count(left, _of(right, system)) for left, right in zip(gold, found, strict=True)]
        for system in (PROGRAM, *baselines.NAMES)
    }
    for part, places in _parts(gold).items():
        for system, counts in counted.items():
            yield _row(part, system, [counts[place] for place in places])


def _of(found: Record, system: str) -> Record:
    return found if system == PROGRAM else {"events": found.get("baselines", {}).get(system, ())}


def _row(part: str, system: str, counts: Sequence[Counts]) -> Row:
    return Row(part, system, timelines.measures(sum(counts, Counter())), timelines.bootstrap(counts))


def _parts(gold: Sequence[Record]) -> dict[str, list[int]]:
    """The places of the records of every part in `gold`: all, each kind, each language, all but English."""
    parts: dict[str, list[int]] = {ALL: list(range(len(gold)))}
    for name in _PARTS:
        values = Counter(record.get(name) for record in gold)
        for value, _ in values.most_common():
            parts[f"{name}: {value}"] = [place for place, record in enumerate(gold) if record.get(name) == value]
    foreign = [place for place, record in enumerate(gold) if record.get("language") not in ("en", None)]
    return parts | ({"language: not en": foreign} if foreign else {})
