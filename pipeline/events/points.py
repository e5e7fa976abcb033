"""The dates and places of a text as evidence: where each stands, what is before it; and paths between words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from pipeline.model import Granularity, Interval, Mention, Role, Span, Timex

FAR = 9  # steps of a path that does not exist
GRAINS = {grain: number for number, grain in enumerate(Granularity)}
FINE_GRAIN = GRAINS[Granularity.DAY]


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A calendar date of the text: its sentence, block, head token, interval and place in the order of dates."""

    timex: Timex
    span: Span
    order: int
    sentence: int
    block: int
    head: int
    interval: Interval
    grain: int  # of Granularity, 0 is the finest
    before: str  # the word before it
    partner: Timex | None  # the end of the range that it opens
    times: int  # how often its value stands in the text


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A resolved place name of the text, as `Dated`; `rank` orders places by how often the text names them."""

    mention: Mention
    span: Span
    order: int
    sentence: int
    block: int
    head: int
    before: str
    times: int
    rank: int

    @property
    def key(self) -> str:
        """The id of the place."""
        return self.mention.place.id if self.mention.place is not None else ""


Found = TypeVar("Found", Dated, Located)


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a token and from a trigger up to what governs both; how many of them leave a clause."""

    token: int = FAR
    trigger: int = FAR
    token_clauses: int = FAR
    trigger_clauses: int = FAR

    @property
    def cost(self) -> int:
        """The distance, in which leaving a clause counts double."""
        return self.token + self.trigger + 2 * (self.token_clauses + self.trigger_clauses)


def is_location(located: Located) -> bool:
    """Whether a name stands for the place itself."""
    return located.mention.toponym.role is Role.LOCATION
