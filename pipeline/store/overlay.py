"""Judgements over the machine's guesses: which event changes how, which stories are joined or parted, what is orphaned.

Pure: it takes the log's active rows and the live stories, and gives an `Overlay`. Where a target is no longer there
(its document was edited or renamed), the judgement's quote finds the event that now says the same.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline import timex
from pipeline.errors import TimexError
from pipeline.model import (
    Basis,
    Event,
    Granularity,
    Interval,
    Judgement,
    Mention,
    Place,
    Story,
    Timex,
    TimexType,
    Toponym,
)
from pipeline.store import codec

BY_HAND = ("date", "place", "title")  # fields that change the event itself
ALIKE = 0.6  # shared words over all words, from which two sentences count as the same after an edit
GRANULARITIES = tuple(Granularity)


@dataclass(frozen=True)
class Overlay:
    """What the active judgements make of one snapshot.

    `changes` is {event id: {field: value}}, `statuses` {event id: verdict}, `stories` the stories after joining and
    parting, `orphans` what found no target, `placed` every attached judgement by the event id it is about.
    """

    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    orphans: tuple[Judgement, ...] = ()
    placed: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)


def lay(
    judgements: Iterable[Judgement],
    stories: Sequence[Story],
    *,
    elsewhere: Callable[[], frozenset[str]],
    quotes: Callable[[], Mapping[str, str]],
) -> Overlay:
    """Apply the active judgements, oldest first, to the live stories.

    `elsewhere` gives the ids that other data sets hold, `quotes` {event id: quote}; both are asked only at need.
    """
    desk = _Desk(stories)
    for judgement in judgements:
        if judgement.target_kind in ("document", "mention"):
            continue
        target = desk.find(judgement, elsewhere, quotes)
        if target:
            desk.put(judgement, target)
    return desk.overlay()


def applied(event: Event, changes: Mapping[str, str]) -> Event:
    """The event as a person corrected it; a value that makes no sense changes nothing."""
    if "title" in changes and changes["title"].strip():
        event = dataclasses.replace(event, title=" ".join(changes["title"].split()))
    if "date" in changes:
        event = _dated(event, changes["date"])
    if "place" in changes:
        event = _placed(event, changes["place"])
    return event


class _Desk:
    """The stories while judgements are being laid over them."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.members = {story.id: list(story.event_ids) for story in stories}
        self.whys = {story.id: story.why for story in stories}
        self.home = {event_id: story.id for story in stories for event_id in story.event_ids}
        self.changes: dict[str, dict[str, str]] = {}
        self.statuses: dict[str, str] = {}
        self.orphans: list[Judgement] = []
        self.placed: dict[str, list[Judgement]] = {}

    def find(
        self,
        judgement: Judgement,
        elsewhere: Callable[[], frozenset[str]],
        quotes: Callable[[], Mapping[str, str]],
    ) -> str:
        """The id of the live event that the judgement is about, or ""."""
        if judgement.target_id in self.home:
            return judgement.target_id
        if judgement.target_id in elsewhere():
            return ""
        found = closest(judgement.quote, quotes())
        if not found:
            self.orphans.append(judgement)
        return found

    def put(self, judgement: Judgement, event_id: str) -> None:
        """Apply one judgement to the event, or to the story that holds it."""
        self.placed.setdefault(event_id, []).append(judgement)
        whole = judgement.target_kind == "story"
        if judgement.field == "verdict":
            for one in self.members[self.home[event_id]] if whole else [event_id]:
                self.statuses[one] = judgement.value
        elif judgement.field in BY_HAND:
            target = self.members[self.home[event_id]][0] if whole else event_id
            self.changes.setdefault(target, {})[judgement.field] = judgement.value
        elif judgement.field == "merged_with" and judgement.value in self.home:
            self._join(self.home[judgement.value], self.home[event_id])
        elif judgement.field == "split_from":
            self._part(event_id)

    def overlay(self) -> Overlay:
        """What became of it all."""
        stories = tuple(Story(name, tuple(ids), self.whys[name]) for name, ids in self.members.items())
        placed = {event_id: tuple(rows) for event_id, rows in self.placed.items()}
        return Overlay(self.changes, self.statuses, stories, tuple(self.orphans), placed)

    def _join(self, first: str, second: str) -> None:
        if first != second:
            self._name(self.members.pop(first) + self.members.pop(second), "joined by a person")

    def _part(self, event_id: str) -> None:
        ids = self.members.pop(self.home[event_id])
        rest = [one for one in ids if one != event_id]
        self._name([event_id], "parted by a person" if rest else "")
        if rest:
            self._name(rest, "parted by a person")

    def _name(self, ids: list[str], why: str) -> None:
        name = min(ids)
        self.members[name] = ids
        self.whys[name] = why
        self.home.update(dict.fromkeys(ids, name))


def closest(quote: str, quotes: Mapping[str, str]) -> str:
    """The id of the one event whose quote says the same as `quote`, word for word or nearly; "" if none does, or two.

    Two events of one sentence cannot be told apart by it: then the judgement is orphaned rather than misplaced.
    """
    words = _words(quote)
    if not words:
        return ""
    alike = {event_id: _likeness(quote, words, kept) for event_id, kept in quotes.items()}
    best = max(alike.values(), default=0.0)
    found = [event_id for event_id, likeness in alike.items() if likeness == best]
    return found[0] if best >= ALIKE and len(found) == 1 else ""


def _likeness(quote: str, words: set[str], other: str) -> float:
    """Shared words over all words (Jaccard), 2 for the same text."""
    if other.split() == quote.split():
        return 2.0
    others = _words(other)
    return len(words & others) / len(words | others)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _dated(event: Event, date: str) -> Event:
    """The event on a day, in a range "a/b", or undated where a person says that nobody knows."""
    why = "A person set this date." if date else "A person says that the date is unknown."
    if not date:
        unknown = Granularity.UNKNOWN
        return dataclasses.replace(
            event, timex=None, value="", granularity=unknown, interval=None, best=None, basis=Basis.USER, why_date=why
        )
    first, _, last = date.partition("/")
    try:
        start, end = timex.from_iso(first)[0], timex.from_iso(last or first)[1]
        values = [timex.value_of_iso(written) for written in (first, last) if written]
    except TimexError:
        return event
    value = "/".join(dict.fromkeys(values))
    return dataclasses.replace(
        event,
        timex=Timex(TimexType.DATE, value, basis=Basis.USER, origin="user", rule="user"),
        value=value,
        granularity=max((timex.granularity_of(one) for one in values), key=GRANULARITIES.index),
        interval=Interval(start, end),
        best=start,
        basis=Basis.USER,
        why_date=why,
    )


def _placed(event: Event, written: str) -> Event:
    """The event at a place (JSON of `Place`), or unplaced where `written` is empty."""
    if not written:
        return dataclasses.replace(event, mention=None, why_place="A person says that the place is unknown.")
    try:
        place = codec.loads(Place, written)
    except (ValueError, TypeError, KeyError, AttributeError):
        return event
    why = "A person set this place."
    toponym = Toponym(event.trigger, place.name, rule="user") if event.mention is None else event.mention.toponym
    old = event.mention or Mention(toponym, None)
    return dataclasses.replace(event, mention=dataclasses.replace(old, place=place, why=why), why_place=why)
