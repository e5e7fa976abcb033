"""Redaction: what of an event is held back when it leaves the machine: words, exact places, what people noted.

Every way out - files, static pages, the preview - takes its events through `redacted`, so that they all hold the same.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any

from pipeline import coordinates
from pipeline.model import UNKNOWN, Event, Mention, Place, Timex, Why

EXACT = 4  # decimals of a coordinate: about 10 m
_DEGREE_M = 111_000.0  # of latitude, in metres
_OWN_POINT = "point:"  # the id of a place that is only its coordinates begins so
_PRIVATE = ("note",)  # fields of an event that a person wrote to themselves
_WORDS = ("title", "quote", "attribution", "within")
_SAID = ("quote", "attribution", "within", "duration", "suggestion")
_REASONS = ("why_date", "why_place")


class Extent(StrEnum):
    """How much of the documents leaves."""

    TITLES = "titles"
    QUOTE = "quote"  # the sentence, who and what it names, and why this date and place
    TEXT = "text"  # the whole documents too


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may leave the machine.

    `decimals` of a coordinate: 4 is exact, 1 about 10 km; then positions written in texts are as coarse. `notes` and
    `rejected` let out what people noted and what they rejected; who they are never leaves.
    """

    extent: Extent = Extent.QUOTE
    decimals: int = EXACT
    notes: bool = False
    rejected: bool = False

    @property
    def is_coarse(self) -> bool:
        """Whether places are less exact than they are known."""
        return self.decimals < EXACT


def redacted(event: Event, disclosure: Disclosure) -> Event:
    """`event` with no more in it than may leave; again gives the same."""
    if not disclosure.notes:
        event = without_notes(event)
    if disclosure.extent is Extent.TITLES:
        event = _titled(event)
    if disclosure.is_coarse:
        mention = None if event.mention is None else _placed(event.mention, disclosure.decimals)
        masked = partial(coarse_text, decimals=disclosure.decimals)
        words: dict[str, Any] = {name: masked(getattr(event, name)) for name in _WORDS}
        words |= {name: _coarse_why(getattr(event, name), disclosure.decimals) for name in _REASONS}
        actors, counts = tuple(map(masked, event.actors)), tuple(map(masked, event.counts))
        event = replace(event, mention=mention, actors=actors, counts=counts, **words)
    return event


def without_notes(event: Event) -> Event:
    """`event` without what people noted about it."""
    private: dict[str, Any] = {one.name: one.default for one in dataclasses.fields(event) if one.name in _PRIVATE}
    return replace(event, **private) if private else event


def coarse_text(text: str, decimals: int) -> str:
    """`text` with the positions that it states rounded: "at 51.88413, 128.33402" becomes "at (51.9, 128.3)"."""
    for point in reversed(coordinates.find(text)):
        rounded = f"({round(point.lat, decimals):g}, {round(point.lon, decimals):g})"
        text = text[: point.span.start] + rounded + text[point.span.end :]
    return text


def _titled(event: Event) -> Event:
    """Title, type, date and place of an event, in none of its document's words."""
    timex = event.timex
    plain = None if timex is None else Timex(timex.type, timex.value, mod=timex.mod, basis=timex.basis)
    mention, place = event.mention, event.place
    if mention is not None:
        bare = replace(mention.toponym, text=place.name if place else "", rule="")
        mention = None if place is None else Mention(bare, place)
    silent: dict[str, Any] = {**dict.fromkeys(_SAID, ""), **dict.fromkeys(_REASONS, UNKNOWN)}
    return replace(event, timex=plain, mention=mention, actors=(), counts=(), **silent)


def _coarse_why(why: Why, decimals: int) -> Why:
    """The reason with the positions in its words, facts and runners-up rounded."""
    masked = partial(coarse_text, decimals=decimals)
    facts = tuple((name, masked(value)) for name, value in why.facts)
    runners = tuple(replace(one, words=masked(one.words), value=masked(one.value)) for one in why.runners_up)
    return replace(why, words=masked(why.words), facts=facts, runners_up=runners)


def _placed(mention: Mention, decimals: int) -> Mention:
    """The mention with its place rounded, and without the places it was not."""
    masked = partial(coarse_text, decimals=decimals)
    toponym = replace(mention.toponym, text=masked(mention.toponym.text))
    place = None if mention.place is None else _rounded(mention.place, decimals)
    return replace(mention, toponym=toponym, place=place, candidates=(), why=masked(mention.why))


def _rounded(place: Place, decimals: int) -> Place:
    lat, lon = round(place.lat, decimals), round(place.lon, decimals)
    radius = max(place.radius_m, _DEGREE_M * 10.0**-decimals)
    identity = f"{_OWN_POINT}{lat:g},{lon:g}" if place.id.startswith(_OWN_POINT) else place.id
    name = coarse_text(place.name, decimals)
    return replace(place, lat=lat, lon=lon, radius_m=radius, id=identity, name=name)
