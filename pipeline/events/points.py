"""The dates and places of a text as evidence: where each stands, what is before it; and paths between words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.analysis.reading import CLAUSAL, Reading
from pipeline.analysis.trigger import Trigger
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


@dataclass(slots=True, eq=False)
class Local:
    """What all triggers of a sentence and block share, as long as they are looked at one after the other.

    `claimed` are features of claims, by their kind, source, reading and order; `proposed` what sources say.
    """

    at: tuple[int, int]
    trigger: Trigger | None = None  # that was looked at last
    claimed: dict[tuple[str, str, str, int], dict[str, float]] = field(default_factory=dict)
    proposed: dict[Any, list[Any]] = field(default_factory=dict)


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


def path_between(reading: Reading, anchor: int, token: int) -> Path:
    """The path in the parse between an anchor of a trigger and a token."""
    tokens = reading.parse.tokens
    above = {anchor: (0, 0)}
    steps = clauses = 0
    index = anchor
    for head in reading.ancestors(anchor):
        steps, clauses = steps + 1, clauses + (tokens[index].dep in CLAUSAL)
        above[head] = steps, clauses
        index = head
    steps = clauses = 0
    index = token
    for head in (token, *reading.ancestors(token)):
        if head != token:
            steps, clauses = steps + 1, clauses + (tokens[index].dep in CLAUSAL)
        if head in above:
            return Path(*(min(FAR, number) for number in (steps, above[head][0], clauses, above[head][1])))
        index = head
    return Path()
