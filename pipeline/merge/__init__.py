"""The same happening told by several documents, or twice by one, becomes one story: `merge`. Pure.

The stages, in order: what is compared of an event (`facts`), which pairs are worth comparing (`candidates`), how much
speaks for one happening (`judging`), which pairs may be joined (`groups`), what the story says of itself (`stories`).
docs/events.md tells it in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.merge import facts, judging, stories
from pipeline.merge.candidates import pairs
from pipeline.merge.groups import Groups
from pipeline.model import Event, Story

__all__ = ["merge"]


def merge(events: Sequence[Event]) -> tuple[Story, ...]:
    """The stories of `events`, each event in exactly one, in the order of their first event.

    A story's id is its smallest member id; its best-dated member comes first, a stated date before an inferred one.
    """
    vocabulary = facts.Vocabulary()
    told = [facts.fact_of(event, vocabulary) for event in events]
    rarity = vocabulary.rarities(len(told))
    accepted: dict[tuple[int, int], float] = {}
    for left, right in pairs(told, rarity):
        pair = min(left, right), max(left, right)
        if pair not in accepted:
            evidence = judging.evidence(told[left], told[right], rarity)
            if evidence >= judging.THRESHOLD:
                accepted[pair] = evidence
    groups = Groups(told)
    for (left, right), evidence in sorted(accepted.items(), key=lambda item: (-item[1], item[0])):
        groups.unite(left, right, evidence)
    return tuple(stories.story(members, weakest) for members, weakest in groups.members())
