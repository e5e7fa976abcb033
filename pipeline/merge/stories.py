"""What a story says of itself: which member leads, why they are one, how surely, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.merge.facts import Fact
from pipeline.merge.judging import THRESHOLD
from pipeline.model import Basis, Event, Granularity, Story
from pipeline.timex import label_event

_BASES = {Basis.USER: 0, Basis.EXPLICIT: 1, Basis.RELATIVE: 2, Basis.BOUNDED: 3, Basis.DCT: 4, Basis.NONE: 5}
_FINENESS = {granularity: number for number, granularity in enumerate(Granularity)}
_SURE, _LIKELY = THRESHOLD + 2.5, THRESHOLD + 1.0  # evidence


def story(members: Sequence[Fact], weakest: float) -> Story:
    """The story of the events of one group; `weakest` is the least evidence that joined two of them."""
    ordered = sorted(members, key=lambda fact: _rank(fact.event))
    identifier = min(fact.event.id for fact in members)
    why = _why(ordered, weakest) if len(ordered) > 1 else ""
    return Story(identifier, tuple(fact.event.id for fact in ordered), why)


def _rank(event: Event) -> tuple[int, int, float, str]:
    """Best-dated first: a stated date before an inferred one, a finer one before a coarser one."""
    return _BASES[event.basis], _FINENESS[event.granularity], -event.score, event.id


def _why(members: Sequence[Fact], weakest: float) -> str:
    """What the members share, how surely they are one, and where they differ, in at most two sentences."""
    events = [fact.event for fact in members]
    parts = [*_shared_places(events), *_shared_dates(events), *_shared_actors(events)]
    certainty = "surely" if weakest >= _SURE else "very likely" if weakest >= _LIKELY else "probably"
    said = f"{certainty.capitalize()} one happening: {', '.join(parts)}."
    differences = list(_differences(members))
    return said if not differences else f"{said} The sources differ: {'; '.join(differences)}."


def _shared_places(events: Sequence[Event]) -> Iterable[str]:
    places = [event.place for event in events if event.place is not None]
    if len(places) > 1 and len({place.id for place in places}) == 1:
        yield f"the same place ({places[0].name})"


def _shared_dates(events: Sequence[Event]) -> Iterable[str]:
    dates = dict.fromkeys(label_event(event) for event in events if event.interval is not None)
    if len(dates) == 1:
        yield f"the same date ({next(iter(dates))})"
    elif dates and len(set(_stated(events))) <= 1:
        yield f"dates that agree ({'; '.join(dates)})"


def _shared_actors(events: Sequence[Event]) -> Iterable[str]:
    shared = [actor for actor in events[0].actors if all(_has(event, actor) for event in events[1:])]
    yield "the same actors (" + ", ".join(shared) + ")" if shared else "much the same words"


def _differences(members: Sequence[Fact]) -> Iterable[str]:
    """Where two sources cannot both be right: days, sites, numbers of the killed and wounded."""
    days = list(dict.fromkeys(_stated([fact.event for fact in members])))
    if len(days) > 1:
        yield " or ".join(days)
    sites = dict.fromkeys(fact.event.place.name for fact in members if fact.is_exact and fact.event.place is not None)
    if len(sites) > 1:
        yield " or ".join(sites)
    for fate in dict.fromkeys(fate for fact in members for _, fate in fact.tolls):
        tolls = dict.fromkeys(count for fact in members for count in fact.event.counts if count.endswith(f" {fate}"))
        if len(tolls) > 1:
            yield " or ".join(tolls)


def _stated(events: Iterable[Event]) -> list[str]:
    fine = (Granularity.DAY, Granularity.DAYPART, Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)
    return [
        event.value[:10]
        for event in events
        if event.basis in (Basis.USER, Basis.EXPLICIT, Basis.RELATIVE) and event.granularity in fine and event.value
    ]


def _has(event: Event, actor: str) -> bool:
    words = set(actor.lower().split())
    return any(words <= set(other.lower().split()) or words >= set(other.lower().split()) for other in event.actors)
