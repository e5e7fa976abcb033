"""Whether the score shown with an event is the share of such events that are right.

Right is a shown event whose date and place are not wrong by the definitions of `timelines`. What tells no gold event
cannot be judged: it is left out of *told*, and wrong in *shown*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from pipeline.evaluate.align import Record
from pipeline.evaluate.timelines import matched

EDGES = (0.0, 0.3, 0.5, 0.7, 0.9, 1.0)  # a bin holds its lower edge; the last one 1.0 too


@dataclass(frozen=True, slots=True)
class Judged:
    """The score of a shown event, whether it tells a gold event, and whether its date and place are right."""

    score: float
    tells: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Shown events with scores from `low` to `high`: how many, their mean score, the share that is right.

    `told`, `told_score` and `told_right` are the same of those that tell a gold event. None where there are none.
    """

    low: float
    high: float
    shown: int
    score: float | None
    right: float | None
    told: int
    told_score: float | None
    told_right: float | None


def judged(record: Record, system: Record) -> list[Judged]:
    """The shown events of one document with a score."""
    shown = [event for event in system.get("events", ()) if event.get("main") and event.get("score") is not None]
    holds = {id(pair.system): pair.holds for pair in matched(record, record["events"], shown)}
    return [Judged(event["score"], id(event) in holds, holds.get(id(event), False)) for event in shown]


def bins(events: Iterable[Judged], edges: Sequence[float] = EDGES) -> tuple[Bin, ...]:
    """The bins between `edges`, lowest first."""
    every = list(events)
    last = edges[-1]
    return tuple(
        _bin(low, high, [each for each in every if low <= each.score < high or each.score == high == last])
        for low, high in pairwise(edges)
    )


def _bin(low: float, high: float, inside: Sequence[Judged]) -> Bin:
    told = [each for each in inside if each.tells]
    return Bin(low, high, len(inside), *_shares(inside), len(told), *_shares(told))


def _shares(events: Sequence[Judged]) -> tuple[float | None, float | None]:
    if not events:
        return None, None
    return fmean(each.score for each in events), fmean(each.right for each in events)
