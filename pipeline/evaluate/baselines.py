"""Two naive timelines made of nothing but our own dates and places: what the events stage must beat.

B1 makes an event of every sentence with a date and a place; B2 of every dated sentence, at its first place or else the
last one named before it. All of their events are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline import timex
from pipeline.evaluate.align import Record
from pipeline.model import Mention, Role, Timex

NAMES = ("B1", "B2")
_ROLES = (Role.LOCATION, Role.PART)
_TRIGGER = 3  # code points at the head of the sentence that stand for a trigger


def baseline_sentences(
    record: Record, timexes: Sequence[Timex], mentions: Sequence[Mention], *, need_place: bool
) -> list[dict[str, Any]]:
    """The events of B1 (`need_place`) or B2 in the shape of system events; a gold record gives the sentences."""
    places = [mention for mention in mentions if mention.place is not None and mention.toponym.role in _ROLES]
    events = []
    for number, (start, end) in enumerate(record["sentences"]):
        when = _first_date(timexes, start, end)
        here = [mention for mention in places if start <= mention.toponym.span.start < end]
        if when is None or (need_place and not here):
            continue
        before = [mention for mention in places if mention.toponym.span.start < start]
        place = next((mention.place for mention in (*here[:1], *before[-1:])), None)
        trigger = {"start": start, "end": min(end, start + _TRIGGER), "main": True}
        point = {"lat": place.lat, "lon": place.lon} if place is not None else {"lat": None, "lon": None}
        events.append({"when": when, "salience": 1 - number / 1_000, **trigger, **point})
    return events


def _first_date(timexes: Sequence[Timex], start: int, end: int) -> str | None:
    """The days of the first time expression of a sentence that names closed ones, "first/last"."""
    for entry in timexes:
        if entry.span is None or not start <= entry.span.start < end:
            continue
        days = timex.interval_of(entry.value, entry.mod)
        if days is not None and days.start is not None and days.end is not None:
            return f"{timex.iso_of(days.start)}/{timex.iso_of(days.end - 1)}"
    return None
