"""What is chosen, gathered to be disclosed: stories, their events, their documents, as much of them as may leave.

Everything that leaves - a file, the static pages, the preview - is gathered here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.exporters.publication import Publication
from pipeline.exporters.publish import publish as write
from pipeline.exporters.record import row
from pipeline.exporters.redaction import EXACT, Disclosure, Extent, redacted
from pipeline.model import Event
from pipeline.selection import Selection
from pipeline.store import Query

__all__ = ["EXACT", "Disclosure", "Extent", "Preview", "Publication", "events", "preview", "publication", "publish"]

REJECTED = "rejected"
MARK = "[rejected] "  # before the title of a rejected event, so that whoever gets it knows
FIRST = 3  # events that a preview shows


@dataclass(frozen=True, slots=True)
class Preview:
    """What would leave: how many stories, told by how many events of how many documents, and the first of them."""

    stories: int
    events: int
    documents: int
    lines: tuple[str, ...]


def events(query: Query, selection: Selection, disclosure: Disclosure, most: int | None = None) -> list[Event]:
    """The events that leave, each with no more in it than may; rejected ones last, and only where they may."""
    found = query.events(_accepted(selection), most)
    if disclosure.rejected:
        rejected = query.events(_rejected(selection), most)
        found += [replace(event, title=f"{MARK}{event.title}") for event in rejected]
    return [redacted(event, disclosure) for event in found[:most]]


def publication(
    query: Query, selection: Selection, title: str, disclosure: Disclosure | None = None, language: str = "en"
) -> Publication:
    """The selection as a page that opens on it; `language` is that of the page's own words."""
    chosen = disclosure or Disclosure()
    leave = tuple(events(query, selection, chosen))
    ids = list(dict.fromkeys(event.document_id for event in leave))
    stories = query.stories(_accepted(selection)) + (query.stories(_rejected(selection)) if chosen.rejected else [])
    return Publication(
        events=leave,
        stories=tuple(stories),
        documents={document.id: document for document in query.texts(ids)},
        title=title,
        extent=chosen.extent,
        query=tuple(_opened(selection, chosen).to_query()),
        decimals=chosen.decimals,
        notes=query.notes([event.id for event in leave]) if chosen.notes else {},
        language=language,
    )


def preview(query: Query, selection: Selection, disclosure: Disclosure) -> Preview:
    """What would leave, without reading more than the first few events."""
    members = query.members(_accepted(selection)) + (query.members(_rejected(selection)) if disclosure.rejected else [])
    stories, leave, documents = (len(set(ids)) for ids in zip(*members, strict=True)) if members else (0, 0, 0)
    first = events(query, selection, disclosure, FIRST)
    notes = query.notes([event.id for event in first]) if disclosure.notes else {}
    return Preview(stories, leave, documents, tuple(_line(event, notes.get(event.id, ())) for event in first))


def publish(content: Publication, folder: Path) -> list[Path]:
    """Write the static pages; the paths written (see `exporters.publish`)."""
    return write(content, folder)


def _accepted(selection: Selection) -> Selection:
    return replace(selection, not_statuses=(*selection.not_statuses, REJECTED))


def _rejected(selection: Selection) -> Selection:
    """What was rejected of the selection; a rejected event is no main one, so that filter is lifted."""
    if selection.statuses and REJECTED not in selection.statuses:
        return _accepted(replace(selection, statuses=(REJECTED,)))  # none
    return replace(selection, statuses=(REJECTED,), main=False)


def _opened(selection: Selection, disclosure: Disclosure) -> Selection:
    """The view that the page opens with; with coarse places, areas drawn around exact ones stay here too."""
    return replace(selection, map=None, box=None, poly="") if disclosure.is_coarse else selection


def _line(event: Event, notes: tuple[str, ...]) -> str:
    """An event as it leaves, for a person to look at."""
    told = row(event)
    point = "" if told["lat"] is None else f"({told['lat']}, {told['lon']})"
    where = " ".join(str(part) for part in (told["place"], point) if part)
    head = " · ".join(str(part) for part in (told["when"], where, told["title"]) if part)
    return "\n".join([head, *(str(part) for part in (told["quote"], *notes) if part)])
