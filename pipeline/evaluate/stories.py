"""Stories: which tellings of one happening are merged, and which other happenings are wrongly merged with them.

A gold record is one telling: `story` names what it tells, `near` a story that it is easily mistaken for, `flaw` what is
wrong or absent in it (date-wrong, date-absent, place-wrong, place-absent). All events of all records are merged at
once. Two records count as joined if one story holds events that both show by default (of a text with no main event,
its most salient one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from pipeline import merge
from pipeline.evaluate.align import Counts, Measures, Record
from pipeline.model import Event


def count(gold: Sequence[Record], system: Sequence[Record]) -> Counts:
    """The counts of a whole corpus: pairs of tellings, pairs easily mistaken, and what became of them."""
    told: list[Sequence[Event]] = [record["events"] for record in system]
    home = {
        event_id: story.id
        for story in merge.merge([event for events in told for event in events])
        for event_id in story.event_ids
    }
    shown = [{home[event.id] for event in _shown(events)} for events in told]
    counts: Counts = Counter()
    for (left, first), (right, second) in combinations(enumerate(gold), 2):
        counts += _pair(first, second, joined=bool(shown[left] & shown[right]))
    return counts


def _shown(events: Sequence[Event]) -> Sequence[Event]:
    main = [event for event in events if event.main]
    return main or sorted(events, key=lambda event: -event.salience)[:1]


def _pair(first: Record, second: Record, *, joined: bool) -> Counts:
    if first["story"] == second["story"]:
        flawed = bool(first.get("flaw") or second.get("flaw"))
        return Counter(same=1, joined=joined, flawed=flawed, flawed_joined=flawed and joined)
    near = first.get("near") == second["story"] or second.get("near") == first["story"]
    return Counter(near=near, mistaken=joined)


def measures(counts: Counts) -> Measures:
    """Shares: pairs of tellings that are joined, of these with a flaw, and pairs easily mistaken that are kept apart.

    A join of any two different happenings counts against the last.
    """
    return {
        "joined": counts["joined"] / counts["same"] if counts["same"] else None,
        "flawed_joined": counts["flawed_joined"] / counts["flawed"] if counts["flawed"] else None,
        "kept_apart": 1 - counts["mistaken"] / counts["near"] if counts["near"] else None,
    }
