"""Events: the share of gold events hit on the day, on the date, on the place, and on both by one system event.

Dates are closed intervals of days. *day*: gold is one day and the system's interval is it. *date*: that; or the
system's interval lies within the gold's; or it holds the gold's and is at most 31 days wide for a day, 366 for a longer
gold. *place*: within 161 km or the same GeoNames id. *both*: one system event is right on date and place. Gold with
an open end is reported apart as *open*. Matching is one to one and maximal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.align import Annotation, Counts, Measures, Record
from pipeline.evaluate.days import Days, interval
from pipeline.evaluate.toponyms import is_near, is_placed

MEASURES = ("day", "date", "open", "place", "both")
_WIDEST_FOR_A_DAY = 31
_WIDEST_FOR_LONGER = 366


@dataclass(frozen=True, slots=True)
class Dated:
    """An annotation and its interval; None for undated."""

    of: Annotation
    when: Days | None

    @property
    def closed(self) -> tuple[int, int] | None:
        """First and last day where both are known."""
        if self.when is None or self.when[0] is None or self.when[1] is None:
            return None
        return self.when[0], self.when[1]


def count(gold: Record, system: Record, top: int | None) -> Counts:
    """The counts of one record; `top` keeps that many system events of the highest salience, None all."""
    ordered = sorted(system.get("events", ()), key=lambda event: -(event.get("salience") or 0.0))[:top]
    found = [Dated(event, interval(event.get("when"))) for event in ordered]
    wanted = [
        Dated(event, interval(event.get("when_checked") or event.get("when")))
        for event in gold["events"]
        if not event.get("optional")
    ]
    counts = Counter(records=1, system=len(found), system_scored=len(found) if wanted else 0)
    for name, (chosen, fits) in _groups(wanted).items():
        counts[f"{name}_gold"] = len(chosen)
        counts[name] = matching(chosen, found, fits)
    return counts


def measures(counts: Counts) -> Measures:
    """Recall of each measure, precision on both (over records that have gold), and events a record."""
    figures: Measures = {
        f"{name}_recall": counts[name] / counts[f"{name}_gold"] if counts[f"{name}_gold"] else None for name in MEASURES
    }
    figures["both_precision"] = counts["both"] / max(1, counts["system_scored"])
    figures["events_a_record"] = counts["system"] / max(1, counts["records"])
    return figures


Fits = Callable[[Dated, Dated], bool]


def _groups(wanted: Sequence[Dated]) -> dict[str, tuple[list[Dated], Fits]]:
    closed = [event for event in wanted if event.closed]
    return {
        "day": ([event for event in closed if event.closed and event.closed[0] == event.closed[1]], _same_interval),
        "date": (closed, _same_date),
        "open": ([event for event in wanted if event.when and not event.closed], _same_interval),
        "place": ([event for event in wanted if is_placed(event.of)], _same_place),
        "both": (
            [event for event in closed if is_placed(event.of)],
            lambda left, right: _same_date(left, right) and _same_place(left, right),
        ),
    }


def _same_interval(gold: Dated, system: Dated) -> bool:
    return gold.when == system.when


def _same_place(gold: Dated, system: Dated) -> bool:
    return is_near(gold.of, system.of)


def _same_date(gold: Dated, system: Dated) -> bool:
    if gold.closed is None or system.closed is None:
        return False
    (first, last), (begin, end) = gold.closed, system.closed
    if first <= begin and end <= last:
        return True
    widest = _WIDEST_FOR_A_DAY if first == last else _WIDEST_FOR_LONGER
    return begin <= first and last <= end and end - begin < widest


def matching(left: Sequence[Dated], right: Sequence[Dated], fits: Fits) -> int:
    """The size of a maximum one-to-one matching (augmenting paths)."""
    edges = [[index for index, other in enumerate(right) if fits(one, other)] for one in left]
    owner: dict[int, int] = {}

    def augment(node: int, seen: set[int]) -> bool:
        for index in edges[node]:
            if index in seen:
                continue
            seen.add(index)
            if index not in owner or augment(owner[index], seen):
                owner[index] = node
                return True
        return False

    return sum(augment(node, set()) for node in range(len(left)))
