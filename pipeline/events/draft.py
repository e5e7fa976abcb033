"""What the stages of `events` hand to one another: times, places, stances, and events in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.analysis.trigger import Trigger
from pipeline.modality import FACT, Stance
from pipeline.model import Basis, Granularity, Interval, Mention, Timex


@dataclass(frozen=True, slots=True)
class Timing:
    """When: as in `model.Event`."""

    basis: Basis = Basis.NONE
    value: str = ""
    granularity: Granularity = Granularity.UNKNOWN
    interval: Interval | None = None
    best: int | None = None
    timex: Timex | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where: a mention and the wider place named with it."""

    mention: Mention | None = None
    within: str = ""


NO_TIMING, NO_PLACING = Timing(), Placing()


@dataclass(slots=True)
class Draft:
    """An event in the making: one trigger first, later every mention of the same happening."""

    trigger: Trigger
    stance: Stance = FACT
    timing: Timing = Timing()
    placing: Placing = Placing()
    actors: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    duration: str = ""
    title: str = ""
    salience: float = 0.0
    mentions: list[Trigger] = field(default_factory=list)
