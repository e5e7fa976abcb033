"""The types of claims: a source of a table, and what it proposes; what dates and places have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pipeline.analysis.trigger import Trigger
from pipeline.events.draft import NO_PLACING, NO_TIMING, Placing, Timing
from pipeline.events.evidence import Evidence
from pipeline.events.points import Dated, Found, Located
from pipeline.model import Span

Value = TypeVar("Value")


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

    @property
    def span(self) -> Span | None:
        """Where the words are that it rests on, None for none."""
        found = self.dated or self.located
        return found.span if found is not None else None

    @property
    def place_id(self) -> str:
        """The id of the place that it rests on, "" for none."""
        return self.located.key if self.located is not None else ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of claims: its `name`, what it says in words, and how it finds them.

    `example` is a text in which it speaks for the trigger between stars, about the words in brackets. With
    `of_sentence` it says the same for every trigger of a sentence and block, and is asked once for them.
    """

    name: str
    means: str
    example: str
    find: Callable[[Evidence, Trigger], Iterable[Claim]]
    of_sentence: bool = True

    def claims(self, evidence: Evidence, trigger: Trigger) -> Iterable[Claim]:
        """What it proposes for a trigger."""
        return once(evidence, trigger, self.find) if self.of_sentence else self.find(evidence, trigger)


def once(evidence: Evidence, trigger: Trigger, find: Callable[[Evidence, Trigger], Iterable[Value]]) -> list[Value]:
    """What `find` finds, asked once for all triggers of a sentence and block."""
    proposed = evidence.local(trigger).proposed
    if find not in proposed:
        proposed[find] = list(find(evidence, trigger))
    return proposed[find]


def propose(
    sources: Iterable[Source], evidence: Evidence, trigger: Trigger, key: Callable[[Claim], Hashable]
) -> list[Claim]:
    """What sources find for a trigger, in their order: of claims with one `key` the first."""
    found: dict[Hashable, Claim] = {}
    for source in sources:
        for claim in source.claims(evidence, trigger):
            found.setdefault(key(claim), claim)
    return list(found.values())


def governed(evidence: Evidence, trigger: Trigger, found: Iterable[Found]) -> Iterator[Found]:
    """The dates or places that hang on the trigger itself."""
    for each in found:
        path = evidence.path(trigger, each.head)
        if path.trigger == 0 and path.token_clauses == 0 and evidence.owner(each.head) in trigger.anchors:
            yield each


def in_clause(evidence: Evidence, trigger: Trigger, found: Iterable[Found]) -> Iterator[Found]:
    """The dates or places of its clause."""
    for each in found:
        path = evidence.path(trigger, each.head)
        if path.token_clauses + path.trigger_clauses == 0:
            yield each
