"""Judgements over the machine's guesses: which event changes how, which stories are joined or parted, what is orphaned.

Pure: it takes the log's active rows and the live stories, and gives an `Overlay`. Where a target is no longer there
(its document was edited or renamed), the judgement's quote finds the event that now says the same.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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
    Why,
)
from pipeline.store import codec
from pipeline.store.created import Created

BY_HAND = ("date", "place", "title", "type", "tags", "link", "note")  # fields that change the event itself
ALIKE = 0.6  # shared words over all words, from which two sentences count as the same after an edit
GRANULARITIES = tuple(Granularity)
PERSON = Why(source="user", probability=1.0)
PERSON_UNKNOWN = Why(source="user", facts=(("unknown", "yes"),), probability=1.0)


@dataclass(frozen=True)
class Overlay:
    """What the active judgements make of one snapshot.

    `changes` is {event id: {field: value}}, `statuses` {event id: verdict}, `stories` the stories after joining and
    parting, `orphans` what found no target, `placed` every attached judgement by the event id it is about, `created`
    the events that a person wrote, by id, as they were written.
    """

    changes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    orphans: tuple[Judgement, ...] = ()
    placed: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    created: Mapping[str, Event] = field(default_factory=dict)


def lay(
    judgements: Iterable[Judgement],
    stories: Sequence[Story],
    *,
    dataset: str = "",
    elsewhere: Callable[[], frozenset[str]],
    quotes: Callable[[], Mapping[str, str]],
) -> Overlay:
    """Apply the active judgements, oldest first, to the live stories of a data set.

    `elsewhere` gives the ids that other data sets hold, `quotes` {event id: quote}; both are asked only at need.
    """
    desk = _Desk(stories)
    for judgement in judgements:
        if judgement.target_kind not in ("event", "story"):
            continue
        if judgement.field == "created":
            desk.create(judgement, dataset)
            continue
        target = desk.find(judgement, elsewhere, quotes)
        if target:
            desk.put(judgement, target)
    return desk.overlay()


def applied(event: Event, changes: Mapping[str, str]) -> Event:
    """The event as a person corrected it; a value that makes no sense changes nothing."""
    if "title" in changes and changes["title"].strip():
        event = dataclasses.replace(event, title=" ".join(changes["title"].split()))
    if "type" in changes and changes["type"].strip():
        event = dataclasses.replace(event, type=changes["type"].strip())
    event = dataclasses.replace(
        event,
        tags=_tags(changes, event.tags),
        link=changes.get("link", event.link),
        note=changes.get("note", event.note),
    )
    if changes.get("main") in ("main", "background"):
        said = changes["main"] == "main"
        event = dataclasses.replace(event, main=said, main_said=said)
    if "date" in changes:
        event = _dated(event, changes["date"])
    if "place" in changes:
        event = _placed(event, changes["place"])
    return event


def corrected(event: Event, *, date: str, place: str) -> Event:
    """An event with a person's date (EDTF) and place (JSON of `Place`); "" leaves either as it is."""
    return applied(event, {name: value for name, value in (("date", date), ("place", place)) if value})


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
        self.created: dict[str, Event] = {}
        self.foreign: set[str] = set()  # written by a person in another data set

    def create(self, judgement: Judgement, dataset: str) -> None:
        """Put in an event that a person wrote, as a story of its own."""
        try:
            written = codec.loads(Created, judgement.value)
        except (ValueError, TypeError, KeyError, AttributeError):
            self.orphans.append(judgement)
            return
        event = dataclasses.replace(written.event, id=judgement.target_id)
        if written.dataset != dataset:
            self.foreign.add(event.id)
        elif event.id not in self.home:
            self.created[event.id] = event
            self.placed.setdefault(event.id, []).append(judgement)
            self._name([event.id], "")

    def find(
        self,
        judgement: Judgement,
        elsewhere: Callable[[], frozenset[str]],
        quotes: Callable[[], Mapping[str, str]],
    ) -> str:
        """The id of the live event that the judgement is about, or ""."""
        if judgement.target_id in self.home:
            return judgement.target_id
        if judgement.target_id in self.foreign or judgement.target_id in elsewhere():
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
        elif judgement.field == "main":  # a story is a main one as long as one of its members is
            everyone = whole and judgement.value == "background"
            for one in self.members[self.home[event_id]] if everyone else [event_id]:
                self._change(one, judgement)
        elif judgement.field in BY_HAND:
            target = self.members[self.home[event_id]][0] if whole else event_id
            self._change(target, judgement)
        elif judgement.field == "merged_with" and judgement.value in self.home:
            self._join(self.home[judgement.value], self.home[event_id])
        elif judgement.field == "split_from":
            self._part(event_id)

    def overlay(self) -> Overlay:
        """What became of it all."""
        stories = tuple(Story(name, tuple(ids), self.whys[name]) for name, ids in self.members.items())
        placed = {event_id: tuple(rows) for event_id, rows in self.placed.items()}
        return Overlay(self.changes, self.statuses, stories, tuple(self.orphans), placed, self.created)

    def _change(self, event_id: str, judgement: Judgement) -> None:
        """The last word holds; of notes every one does."""
        changes = self.changes.setdefault(event_id, {})
        kept = changes.get("note") if judgement.field == "note" else None
        changes[judgement.field] = f"{kept}\n{judgement.value}" if kept else judgement.value

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


def _tags(changes: Mapping[str, str], before: tuple[str, ...]) -> tuple[str, ...]:
    """The tags as the last judgement lists them, each once, without stray white space."""
    if "tags" not in changes:
        return before
    try:
        listed = [" ".join(str(tag).split()) for tag in json.loads(changes["tags"])]
    except (ValueError, TypeError):
        return before
    return tuple(dict.fromkeys(tag for tag in listed if tag))


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
    if not date:
        blank = {"timex": None, "value": "", "granularity": Granularity.UNKNOWN, "interval": None, "best": None}
        return _said(event, basis=Basis.USER, why_date=PERSON_UNKNOWN, **blank)
    try:
        value, mod = timex.from_edtf(date)
    except TimexError:
        return event
    interval = timex.interval_of(value, mod)
    if interval is None:
        return event
    written = Timex(TimexType.DATE, value, mod=mod, basis=Basis.USER, origin="user", rule="user")
    known = [timex.granularity_of(one) for one in value.split("/") if one != ".."]
    return _said(
        event,
        timex=written,
        value=value,
        granularity=max(known, key=GRANULARITIES.index),
        interval=interval,
        best=_best(interval),
        basis=Basis.USER,
        why_date=PERSON,
    )


def _best(interval: Interval) -> int | None:
    """The moment to sort by: the start, or the last known moment where only the end is known."""
    if interval.start is not None:
        return interval.start
    return None if interval.end is None else interval.end - timex.DAY


def _placed(event: Event, written: str) -> Event:
    """The event at a place (JSON of `Place`), or unplaced where `written` is empty."""
    if not written:
        return _said(event, mention=None, why_place=PERSON_UNKNOWN)
    try:
        place = codec.loads(Place, written)
    except (ValueError, TypeError, KeyError, AttributeError):
        return event
    toponym = Toponym(event.trigger, place.name, rule="user") if event.mention is None else event.mention.toponym
    old = event.mention or Mention(toponym, None)
    return _said(event, mention=dataclasses.replace(old, place=place, why=""), why_place=PERSON)


def _said(event: Event, **changes: Any) -> Event:
    """The event with what a person says of its date or place; what is left to doubt is the other of the two.

    Where nothing was recorded of the other one, the score stays.
    """
    event = dataclasses.replace(event, **changes)
    least = min(event.why_date.probability, event.why_place.probability)
    return dataclasses.replace(event, score=least) if least > 0.0 else event
