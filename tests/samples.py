"""Small events and documents for the tests of the store, the run and what lies above them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline import timex
from pipeline.config import Settings
from pipeline.model import (
    Basis,
    Document,
    Event,
    Granularity,
    Interval,
    Mention,
    Place,
    Span,
    Story,
    Timex,
    TimexType,
    Toponym,
    event_id,
)
from pipeline.store import Extraction, Manifest, Snapshot, Store

VOSTOCHNY = Place("curated:vostochny", "Vostochny Cosmodrome", 51.884, 128.334, 5_000.0, "RU", ("Amur Oblast",), "SPCP")
PARIS = Place("geonames:2988507", "Paris", 48.8534, 2.3488, 10_000.0, "FR", ("Île-de-France", "Paris"), "PPLC")
FIJI = Place("geonames:2205218", "Fiji", -18.0, 178.0, 250_000.0, "FJ", (), "PCLI")
SAMOA = Place("geonames:4035413", "Apia", -13.833, -171.7667, 10_000.0, "WS", (), "PPLC")
GREENWICH = Place("geonames:0", "Null Island", 0.0, 0.0, 1_000.0, "", (), "ISL")


def document(name: str, text: str = "Something happened.", dataset: str = "example") -> Document:
    source = f"seeds/{name}"
    return Document(
        Document.id_of(source), hashlib.sha256(text.encode()).hexdigest(), source, name, text, dataset=dataset
    )


def event(of: Document, quote: str, when: str = "", place: Place | None = None, **fields: object) -> Event:
    """An event of `of`. `when` is an ISO prefix, ".../b" or "a/..." for an open interval, "" for undated."""
    trigger = quote.split()[0]
    dated: dict[str, object] = {}
    if when:
        first, _, last = when.partition("/")
        known = first if first != "..." else last
        start = None if first == "..." else timex.from_iso(first)[0]
        end = None if last == "..." else timex.from_iso(last or first)[1]
        value = timex.value_of_iso(known)
        dated = {
            "timex": Timex(TimexType.DATE, value),
            "value": value,
            "granularity": timex.granularity_of(value),
            "interval": Interval(start, end),
            "best": timex.from_iso(known)[0],
            "basis": Basis.EXPLICIT if start is not None and end is not None else Basis.BOUNDED,
        }
    mention = None if place is None else Mention(Toponym(Span(0, 4), place.name), place, why="sample")
    plain: dict[str, object] = {
        "title": quote[:40],
        "type": "battle",
        "granularity": Granularity.UNKNOWN,
        "quote": quote,
        "mention": mention,
        **dated,
        **fields,
    }
    return Event(event_id(of.id, quote, trigger, 0), of.id, Span(0, len(quote)), Span(0, len(trigger)), **plain)  # type: ignore[arg-type]


def store(folder: Path) -> Store:
    return Store(Settings(data_dir=folder, seeds_dir=folder / "seeds"))


def fill(into: Store, *extractions: Extraction, stories: tuple[Story, ...] = (), dataset: str = "example") -> Snapshot:
    """Commit the extractions as one part; events that no story names are stories of their own."""
    name = hashlib.sha256(repr(extractions).encode()).hexdigest()
    into.write_part(dataset, name, extractions)
    manifest = Manifest({one.document.id: (one.document.revision, name) for one in extractions})
    told = {event_id for story in stories for event_id in story.event_ids}
    alone = [Story(one.id, (one.id,)) for extraction in extractions for one in extraction.events if one.id not in told]
    return into.commit(dataset, manifest, (*stories, *alone))
