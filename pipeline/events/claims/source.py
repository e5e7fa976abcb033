"""The types of claims: a source of the table, and what it proposes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.analysis.trigger import Trigger
from pipeline.events.draft import NO_PLACING, NO_TIMING, Placing, Timing
from pipeline.events.evidence import Dated, Evidence, Located


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """One date or place that a candidate could have. Of `timing` and `placing` one says it; both empty for none.

    `dated` or `located` is what it rests on in the text, `reading` how that is read: plain, until, by, since.
    """

    source: str
    timing: Timing = NO_TIMING
    placing: Placing = NO_PLACING
    dated: Dated | None = None
    located: Located | None = None
    reading: str = "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of claims: its `name`, what it says in words, and how it finds them.

    `example` is a text in which it speaks for the trigger between stars, about the words in brackets.
    """

    name: str
    means: str
    example: str
    find: Callable[[Evidence, Trigger], Iterable[Claim]]
