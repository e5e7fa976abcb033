"""One document through every stage: the only place where the stages are composed.

The language model and the gazetteer are opened once a process, when the first document needs them.
"""

from __future__ import annotations

import csv
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline import dates, events, places, readers, resolve, timex
from pipeline.config import Settings
from pipeline.errors import TimexError
from pipeline.gazetteer import Gazetteer
from pipeline.geocoders import chain
from pipeline.model import Basis, Document, DocumentKind, Event, Granularity, Timex, TimexType
from pipeline.nlp import Parser
from pipeline.run.faults import attempt
from pipeline.run.sources import Input
from pipeline.run.version import KNOWN_EVENTS
from pipeline.store import Extraction, Store

CERTAIN = (Granularity.DAY, Granularity.DAYPART, Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)


@dataclass(frozen=True)
class Job:
    """A chunk of work: read `inputs`, write what they give as part `part`.

    `said` is {document id: {"dct": ISO date, "kind": kind}}: what a person said of the document's own date and kind.
    """

    settings: Settings
    dataset: str
    part: str
    inputs: tuple[Input, ...]
    said: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Tools:
    """What the stages share: the parser, the gazetteer, the geocoder, the known events."""

    parser: Parser
    gazetteer: Gazetteer
    geocoder: Any
    known: tuple[Mapping[str, str], ...]


def extract(document: Document, settings: Settings) -> Extraction:
    """Everything found in one document. Raises whatever a stage raises."""
    tools = tools_for(settings)
    parse = tools.parser.parse(document.text, document.language)
    timexes = dates.find(document, anchor=settings.anchor, order=settings.date_order)
    toponyms = places.find(document, tools.gazetteer, parse)
    mentions = resolve.resolve(document, toponyms, tools.geocoder)
    found = events.link(document, timexes, mentions, parse)
    return Extraction(document, timexes, mentions, tuple(_suggested(event, tools) for event in found))


def event_mentions(extraction: Extraction, settings: Settings) -> tuple[events.EventMention, ...]:
    """Every word of an extracted document that tells of a happening. Raises whatever a stage raises."""
    document = extraction.document
    parse = tools_for(settings).parser.parse(document.text, document.language)
    return events.mentions(document, extraction.timexes, extraction.mentions, parse)


def considered(extraction: Extraction, settings: Settings) -> tuple[events.Account, ...]:
    """Every candidate of an extracted document and what became of it. Raises whatever a stage raises."""
    document = extraction.document
    parse = tools_for(settings).parser.parse(document.text, document.language)
    return events.considered(document, extraction.timexes, extraction.mentions, parse)


def process(job: Job) -> None:
    """Read and extract every file of a job and write its part; a file or document that fails is written so."""
    tools_for(job.settings)  # a missing model or gazetteer is no document's fault: it ends the run
    extractions = [one for given in job.inputs for one in _file(given, job)]
    Store(job.settings).write_part(job.dataset, job.part, extractions)


def failed(given: Input, job: Job, error: str) -> Extraction:
    """What stands for a file that gave nothing."""
    name = Path(given.source).name
    document = Document(Document.id_of(given.source), given.digest, given.source, name, "", dataset=job.dataset)
    return Extraction(document, error=error)


def tools_for(settings: Settings) -> Tools:
    """The tools of these settings, opened once a process. Raises ModelError, GazetteerError, ConfigurationError."""
    options = json.dumps(settings.geocoder_options, sort_keys=True, default=str)
    return _tools(settings.spacy_model, settings.gazetteer_path, settings.geocoders, options, settings.data_dir)


@lru_cache(maxsize=2)
def _tools(model: str, gazetteer_path: Path, geocoders: tuple[str, ...], options: str, data_dir: Path) -> Tools:
    gazetteer = Gazetteer.open(gazetteer_path)
    settings = Settings(data_dir=data_dir, geocoders=geocoders, geocoder_options=json.loads(options))
    return Tools(Parser.load(model), gazetteer, chain(settings, gazetteer), _known_events())


def _file(given: Input, job: Job) -> list[Extraction]:
    """The extractions of one file; errors are kept with the document they happened in."""
    settings = job.settings
    read, error = attempt(
        lambda: list(
            readers.read(given.path.read_bytes(), given.source, job.dataset, limit=settings.max_document_bytes)
        )
    )
    if read is None:
        return [failed(given, job, error)]
    corrected = (_corrected(document, job.said.get(document.id, {})) for document in read)
    if settings.file_time:
        changed = given.path.stat().st_mtime
        corrected = (readers.by_file_time(document, changed) for document in corrected)
    return [_document(document, settings) for document in corrected]


def _document(document: Document, settings: Settings) -> Extraction:
    extraction, error = attempt(lambda: extract(document, settings))
    return extraction if extraction is not None else Extraction(document, error=error)


def _corrected(document: Document, said: Mapping[str, str]) -> Document:
    """The document with the kind and the date that a person gave it."""
    if said.get("kind") in set(DocumentKind):
        document = dataclasses.replace(document, kind=DocumentKind(said["kind"]))
    return _dated(document, said["dct"]) if "dct" in said else document


def _dated(document: Document, date: str) -> Document:
    """The document with a person's date (ISO)."""
    try:
        value = timex.value_of_iso(date)
    except TimexError:
        return document
    said = Timex(TimexType.DATE, value, basis=Basis.USER, origin="user", rule="user")
    return dataclasses.replace(document, dct=said)


def _suggested(event: Event, tools: Tools) -> Event:
    """The event with the known event it seems to be, unless the text itself gives its day."""
    if event.basis is Basis.EXPLICIT and event.granularity in CERTAIN:
        return event
    key = events.suggest(event, tools.known)
    return dataclasses.replace(event, suggestion=key) if key else event


@lru_cache(maxsize=1)
def _known_events() -> tuple[Mapping[str, str], ...]:
    if not KNOWN_EVENTS.exists():
        return ()
    with KNOWN_EVENTS.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
