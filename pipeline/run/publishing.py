"""What is chosen, gathered for static pages: stories, their events, their documents, as much of them as may leave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.exporters.publication import Extent, Publication
from pipeline.exporters.publish import publish as write
from pipeline.selection import Selection
from pipeline.store import Query

__all__ = ["Extent", "Leaving", "publication", "publish"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave: how much of the documents, and how many decimals of a coordinate (1 is about 10 km)."""

    extent: Extent = Extent.QUOTE
    decimals: int = 4


def publication(query: Query, selection: Selection, title: str, leaving: Leaving | None = None) -> Publication:
    """The selection as a page that opens on it. Rejected events stay here unless the selection asks for them."""
    chosen = leaving or Leaving()
    events = tuple(query.events(selection))
    ids = list(dict.fromkeys(event.document_id for event in events))
    return Publication(
        events=events,
        stories=tuple(query.stories(selection)),
        documents={document.id: document for document in query.texts(ids)},
        title=title,
        extent=chosen.extent,
        query=tuple(selection.to_query()),
        decimals=chosen.decimals,
    )


def publish(content: Publication, folder: Path) -> list[Path]:
    """Write the static pages; the paths written (see `exporters.publish`)."""
    return write(content, folder)
