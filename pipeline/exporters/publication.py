"""What a published page holds: stories as columns, their sources, and nothing that was not chosen to leave.

Local paths and reviewers' names are not part of it: an `Event` has none, and of a `Document` only title and, where
asked for, text are taken. Events go through `redaction.redacted`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline import geo
from pipeline.exporters import said, wording
from pipeline.exporters.redaction import EXACT, Disclosure, Extent, coarse_text, redacted
from pipeline.exporters.scripts import words
from pipeline.model import Document, Event, Granularity, Span, Story
from pipeline.timex import label_event

COARSENESS = {
    **dict.fromkeys((Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR), 0),
    **dict.fromkeys((Granularity.DAYPART, Granularity.DAY), 1),
    **dict.fromkeys((Granularity.WEEK, Granularity.MONTH), 2),
    **dict.fromkeys((Granularity.SEASON, Granularity.QUARTER), 3),
    Granularity.YEAR: 4,
    Granularity.DECADE: 5,
    Granularity.CENTURY: 6,
    Granularity.UNKNOWN: 9,
}  # the link's `dp`: places in (hour, day, month, season, year, decade, century)
UNKNOWN_EXTENT = 9
Row = dict[str, Any]


@dataclass(frozen=True)
class Publication:
    """Events to publish. `stories` groups them (an event in none is a story of its own); `documents` by id.

    `query` are the link's parameters that the page opens with; `decimals` coarsens coordinates (1 is about 10 km);
    `notes` are what people noted, by event id, where that may leave; `language` is that of the page's own words.
    """

    events: tuple[Event, ...]
    stories: tuple[Story, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    title: str = "Events"
    extent: Extent = Extent.QUOTE
    query: tuple[tuple[str, str], ...] = ()
    decimals: int = 4
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"

    @property
    def disclosure(self) -> Disclosure:
        """What may leave of each event."""
        return Disclosure(self.extent, self.decimals, notes=bool(self.notes))


def payload(publication: Publication) -> dict[str, Any]:
    """The page's whole content as plain JSON values: {title, extent, query, rows, sources, documents}.

    `rows` are columns, one entry a story, oldest first, undated last; times are milliseconds since 1970 (None = open).
    `sources` has one list a story, an entry an event, best dated first.
    """
    publication = replace(
        publication, events=tuple(redacted(event, publication.disclosure) for event in publication.events)
    )
    told = sorted(_by_story(publication), key=_order)
    rows = [_row(events) for events in told]
    columns = {name: [row[name] for row in rows] for name in _row_names(rows)}
    columns["when"] = [said.date(label, publication.language) for label in columns["when"]]
    columns["sure"] = [wording.sureness(events[0], publication.language) for events in told]
    used = list(dict.fromkeys(event.document_id for events in told for event in events))
    return {
        "title": publication.title,
        "extent": publication.extent.value,
        "query": [list(pair) for pair in publication.query],
        "rows": columns,
        "sources": [[_source(event, publication) for event in events] for events in told],
        "documents": {name: _document(name, number, publication) for number, name in enumerate(used, 1)},
    }


def _by_story(publication: Publication) -> list[tuple[Event, ...]]:
    """The events of each story, best dated first."""
    by_id = {event.id: event for event in publication.events}
    grouped = []
    for story in publication.stories:
        members = tuple(by_id.pop(name) for name in story.event_ids if name in by_id)
        if members:
            grouped.append(members)
    return [*grouped, *((event,) for event in by_id.values())]


def _order(events: Sequence[Event]) -> tuple[bool, int, float, str]:
    """The order of the dashboard's list: by time, of one moment the most salient first."""
    moment = _best(events[0])
    return moment is None, moment or 0, -max(event.salience for event in events), min(event.id for event in events)


def _best(event: Event) -> int | None:
    if event.best is not None or event.interval is None:
        return event.best
    if event.interval.start is not None:
        return event.interval.start
    return None if event.interval.end is None else event.interval.end - 1


def _row_names(rows: Sequence[Row]) -> list[str]:
    return list(rows[0]) if rows else list(_row((_nothing(),)))


def _row(events: Sequence[Event]) -> Row:
    first = events[0]
    placed = next((event for event in events if event.place is not None), first)
    actors = list(dict.fromkeys(actor for event in events for actor in event.actors))
    tags = list(dict.fromkeys(tag for event in events for tag in event.tags))
    return {
        "id": min(event.id for event in events),
        "events": [event.id for event in events],
        "title": first.title,
        "type": first.type,
        "modality": first.modality.value,
        "main": any(event.is_main for event in events),
        "disputed": any(event.disputed for event in events),
        "basis": first.basis.value,
        "actors": actors,
        "actor_ids": [slug(actor) for actor in actors],
        "documents": sorted({event.document_id for event in events if event.document_id}),
        "tags": tags,
        "tag_ids": [slug(tag) for tag in tags],
        "link": next((event.link for event in events if event.link), ""),
        "salience": round(max(event.salience for event in events), 6),
        "score": round(first.score, 6),
        **_time(first),
        **_place(placed),
    }


def _time(event: Event) -> Row:
    start, end = (event.interval.start, event.interval.end) if event.interval else (None, None)
    best = _best(event)
    closed = start is not None and end is not None
    coarse = COARSENESS.get(event.granularity, UNKNOWN_EXTENT)
    return {
        "start": None if start is None else start / 1000,
        "end": None if end is None else end / 1000,
        "best": None if best is None else best / 1000,
        "vague": int(best is not None and not (closed and coarse <= 1)),
        "coarseness": None if best is None else coarse if closed else UNKNOWN_EXTENT,
        "when": "" if event.interval is None else label_event(event),
    }


def _place(event: Event) -> Row:
    place = event.place
    if place is None:
        empty = {"place": "", "place_id": "", "admin": "", "country": "", "precision": "", "area": ""}
        return {**empty, "lat": None, "lon": None, "radius": 0}
    return {
        "place": place.name,
        "place_id": place.id,
        "admin": ", ".join(place.admin),
        "country": place.country,
        "precision": geo.precision_of(place),
        "area": geo.whole_country(place.kind, place.country),
        "lat": round(place.lat, EXACT),
        "lon": round(place.lon, EXACT),
        "radius": round(place.radius_m),
    }


def _source(event: Event, publication: Publication) -> Row:
    """What one document says; with titles only, nothing of its words."""
    told: Row = {
        "id": event.id,
        "document": event.document_id,
        "when": "" if event.interval is None else said.date(label_event(event), publication.language),
        "basis": event.basis.value,
        "place": event.place.name if event.place else "",
        "quote": "",
        "notes": list(publication.notes.get(event.id, ())),
    }
    if publication.extent is Extent.TITLES:
        return told
    return {
        **told,
        "quote": event.quote,
        "marks": _marks(event, publication.documents.get(event.document_id)),
        "why_date": wording.sentence(event.why_date, "date", publication.language),
        "why_place": wording.sentence(event.why_place, "place", publication.language),
        "attribution": event.attribution,
    }


def _marks(event: Event, document: Document | None) -> list[list[str]]:
    """The words of the quote that give date and place, with what they give."""
    found = []
    span = event.timex.span if event.timex is not None else None
    if span is not None and document is not None:
        found.append([" ".join(span.of(document.text).split()), "when"])
    if event.mention is not None:
        found.append([" ".join(event.mention.toponym.text.split()), "where"])
    found += [
        [" ".join(why.words.split()), kind] for why, kind in ((event.why_date, "when"), (event.why_place, "where"))
    ]
    return [mark for mark in found if mark[0] and mark[0] in event.quote]


def _document(name: str, number: int, publication: Publication) -> Row:
    document = publication.documents.get(name)
    title = document.title if document is not None else ""
    text = document.text if document is not None and publication.extent is Extent.TEXT else ""
    if publication.disclosure.is_coarse:
        title, text = (coarse_text(words, publication.decimals) for words in (title, text))
    unnamed = words("published", language=publication.language)["published"]["document"]
    return {"title": title or unnamed.replace("{n}", str(number)), "text": text}


def slug(name: str) -> str:
    """An actor's id in a link: lower case, without accents, words joined by "-" ("kim-jong-un")."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", "-".join(re.findall(r"[^\W_]+", kept)))


def of_events(events: Iterable[Event], title: str = "Events", language: str = "en") -> Publication:
    """A publication of events alone: each is a story of its own, their documents are numbered."""
    return Publication(events=tuple(events), title=title, language=language)


def _nothing() -> Event:
    """An event that says nothing: it names the columns of a page without events."""
    return Event(id="", document_id="", sentence=Span(0, 0), trigger=Span(0, 0), title="", type="other")
