"""What the pipeline finds in gold records, in the shape of the gold files.

Documents are the gold texts unchanged, so that offsets hold; the document's date is the record's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import dates, engine, places, readers, resolve, run, timex
from pipeline.config import Settings
from pipeline.errors import WhenaboutsError
from pipeline.evaluate.baselines import baseline_sentences
from pipeline.evaluate.corpus import OWN
from pipeline.events import EventMention
from pipeline.model import (
    Basis,
    Document,
    DocumentKind,
    Event,
    Interval,
    Mention,
    Place,
    Role,
    Timex,
    TimexType,
    stable_id,
)
from pipeline.run.extraction import event_mentions, tools_for

SCORED_ROLES = (Role.LOCATION, Role.METONYM, Role.PART)  # the "Oxford" of "Oxford police" too, "Russian" not
Found = dict[str, Any]


class EvaluationError(WhenaboutsError, RuntimeError):
    """A gold text broke the pipeline, so that there is nothing to score."""


@dataclass(frozen=True, slots=True)
class Job:
    """Records of one task for one worker; `corpus` is the place of their corpus, `order` that of the first in it."""

    corpus: int
    order: int
    task: str
    records: tuple[Mapping[str, Any], ...]
    settings: Settings


def document_of(record: Mapping[str, Any], kind: DocumentKind | None = None) -> Document:
    """A gold record as a document; its kind is told from the text unless given.

    Where the record says that it has no date of its own (`dct` null), the readers look for one in the text.
    """
    text = record["text"]
    written = record.get("dct")
    dct = Timex(TimexType.DATE, str(written)[:10], origin="metadata", rule="gold") if written else None
    if dct is None and kind is None and "dct" in record:
        dct = next(readers.read(text.encode(), "gold.txt")).dct
    return Document(
        id=Document.id_of(str(record["id"])),
        revision=stable_id(text),
        source=str(record["id"]),
        title="",
        text=text,
        language=readers.language_of(text),
        kind=kind or readers.kind_of(text, "", dct),
        dct=dct,
    )


def run_chunk(job: Job) -> list[Found]:
    """What is found in the records of one job, in their order."""
    finders: dict[str, Callable[[Settings], Callable[[Mapping[str, Any]], Found]]] = {
        "dct": creation_finder,
        "temporal": timex_finder,
        "toponyms": place_finder,
        "events": event_finder,
        "stories": story_finder,
        "timelines": timeline_finder,
    }
    find = finders[job.task](job.settings)
    return [find(record) for record in job.records]


def find_all(
    corpora: Sequence[tuple[str, Sequence[Mapping[str, Any]]]],
    settings: Settings,
    progress: Callable[[int], None] | None = None,
) -> list[list[Found]]:
    """Of each corpus, a task and its gold records, one system record a gold record, in order.

    One pool of `engine` does them all, so that each of its processes opens model and gazetteer once; `progress` gets
    the number of records done.
    """
    jobs = [job for place, (task, records) in enumerate(corpora) for job in _jobs(place, task, records, settings)]
    found: dict[tuple[int, int], list[Found]] = {}
    for outcome in engine.map_chunks(run_chunk, jobs, workers=engine.workers_for(settings.workers)):
        if outcome.value is None:
            names = f"{outcome.chunk.records[0]['id']} and the {len(outcome.chunk.records) - 1} records after it"
            raise EvaluationError(f"the pipeline broke on {names}: {outcome.error}")
        found[outcome.chunk.corpus, outcome.chunk.order] = outcome.value
        if progress is not None:
            progress(sum(map(len, found.values())))
    ordered: list[list[Found]] = [[] for _ in corpora]
    for place, start in sorted(found):
        ordered[place] += found[place, start]
    return ordered


def _jobs(place: int, task: str, records: Sequence[Mapping[str, Any]], settings: Settings) -> list[Job]:
    size = max(1, min(settings.chunk_documents, len(records) // 8 + 1))
    starts = range(0, len(records), size)
    return [Job(place, start, task, tuple(records[start : start + size]), settings) for start in starts]


def creation_finder(_: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that reads the file of a gold record and gives its creation time."""

    def find(record: Mapping[str, Any]) -> Found:
        path = OWN.parent / record["file"]
        document = next(readers.read(path.read_bytes(), record.get("source") or path.name))
        dct = document.dct
        found = {"day": None, "score": 0.0} if dct is None else {"day": dct.value, "score": dct.score}
        return {"id": record["id"], **found}

    return find


def timex_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds the time expressions of a gold record."""

    def find(record: Mapping[str, Any]) -> Found:
        document = document_of(record, DocumentKind.NEWS)
        found = dates.find(document, anchor=settings.anchor, order=settings.date_order)
        return {"id": record["id"], "timex": [_timex(entry) for entry in found if entry.span is not None]}

    return find


def _timex(entry: Timex) -> Found:
    span = entry.span
    where = {"start": span.start, "end": span.end} if span is not None else {}
    return where | {"type": entry.type.value, "value": entry.value}


def place_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds and places the toponyms of a gold record; it holds model and gazetteer open."""
    tools = tools_for(settings)

    def find(record: Mapping[str, Any]) -> Found:
        document = document_of(record, DocumentKind.NEWS)
        toponyms = places.find(document, tools.gazetteer, tools.parser.parse(document.text))
        mentions = resolve.resolve(document, toponyms, tools.geocoder)
        kept = [mention for mention in mentions if mention.toponym.role in SCORED_ROLES]
        return {"id": record["id"], "places": [_mention(mention) for mention in kept]}

    return find


def _mention(mention: Mention) -> Found:
    span = mention.toponym.span
    return {"start": span.start, "end": span.end, **_point(mention.place)}


def _point(place: Place | None) -> Found:
    if place is None:
        return {"lat": None, "lon": None}
    source, _, number = place.id.partition(":")
    return {"lat": place.lat, "lon": place.lon, "geonameid": number if source == "geonames" else None}


def event_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds the events of a gold record: date, place, salience, span of the trigger, what is shown."""

    def find(record: Mapping[str, Any]) -> Found:
        extraction = run.extract(document_of(record), settings)
        return {"id": record["id"], "events": [_event(event) for event in extraction.events]}

    return find


def timeline_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds the events of a gold record, and those of both baselines from the same dates and places."""

    def find(record: Mapping[str, Any]) -> Found:
        extraction = run.extract(document_of(record), settings)
        naive = {
            name: baseline_sentences(record, extraction.timexes, extraction.mentions, need_place=name == "B1")
            for name in ("B1", "B2")
        }
        return {"id": record["id"], "events": [_event(event) for event in extraction.events], "baselines": naive}

    return find


def mention_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds the words of a gold record that tell of happenings, each with its date."""

    def find(record: Mapping[str, Any]) -> Found:
        mentions = event_mentions(run.extract(document_of(record), settings), settings)
        found = [{"start": each.span.start, "end": each.span.end, "when": when_of(each)} for each in mentions]
        return {"id": record["id"], "events": found}

    return find


def story_finder(settings: Settings) -> Callable[[Mapping[str, Any]], Found]:
    """A function that finds the events of a gold record as they are merged."""

    def find(record: Mapping[str, Any]) -> Found:
        return {"id": record["id"], "events": run.extract(document_of(record), settings).events}

    return find


def _event(event: Event) -> Found:
    trigger = {"start": event.trigger.start, "end": event.trigger.end, "main": event.main}
    shown = {"score": event.score, "type": event.type, "title": event.title}
    return {"when": when_of(event), "salience": event.salience, **trigger, **shown, **_point(event.place)}


def when_of(event: Event | EventMention) -> str | None:
    """The date that an event is scored by: its days; the best one where only the document's date bounds it."""
    interval = event.interval
    if interval is None:
        return None
    if event.basis is Basis.DCT and event.best is not None:
        return timex.iso_of(event.best)
    return days_of(interval)


def days_of(interval: Interval) -> str:
    """An interval as gold writes it: an ISO prefix or "a/b", ".." where it is open."""
    first = ".." if interval.start is None else timex.iso_of(interval.start)
    last = ".." if interval.end is None else timex.iso_of(interval.end - 1)
    return first if first == last else f"{first}/{last}"
