"""Events on disk: Parquet parts and snapshots, DuckDB to ask, SQLite for what people say.

`Store` is the one door. Readers call `open` (or `snapshot`); the pipeline calls `lock`, `write_part`, `commit`.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import StoreError
from pipeline.model import Event, Judgement, Story
from pipeline.selection import formats
from pipeline.store import codec, lock, overlay, parts, snapshot
from pipeline.store.created import Created
from pipeline.store.judgements import Judgements
from pipeline.store.overlay import corrected
from pipeline.store.parts import Listed
from pipeline.store.query import COLUMNS, Counts, DocumentDetail, Query, StoryDetail
from pipeline.store.rows import Extraction
from pipeline.store.snapshot import Manifest, Snapshot, Source
from pipeline.store.unseen import Unseen

__all__ = [
    "COLUMNS",
    "EXAMPLE",
    "MINE",
    "Counts",
    "Created",
    "Dataset",
    "DocumentDetail",
    "Extraction",
    "Judgements",
    "Listed",
    "Manifest",
    "Query",
    "Snapshot",
    "Source",
    "Store",
    "StoryDetail",
    "Unseen",
    "corrected",
]

EXAMPLE = "example"
MINE = "my-documents"
TITLES = {EXAMPLE: "Example", MINE: "My documents"}
OPEN_QUERIES = 3  # kept in memory


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named set of documents; `slug` is its name in links and folders."""

    slug: str
    title: str


class Store:
    """The event store below `settings.data_dir`. One object serves every thread of a process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.judgements = Judgements(settings.judgements_path)
        self._queries: dict[tuple[str, str, int], Query] = {}
        self._guard = threading.Lock()

    def datasets(self) -> list[Dataset]:
        """Every data set: the example, my documents, then the others by name."""
        roots = (self.settings.store_dir, self.settings.documents_dir)
        found = {path.name for root in roots if root.is_dir() for path in root.iterdir() if path.is_dir()}
        found |= set(self._written())
        others = sorted(name for name in found - TITLES.keys() if formats.SLUG.match(name))
        named = {**TITLES, **{name: name.replace("-", " ").capitalize() for name in others}}
        return [Dataset(slug, title) for slug, title in named.items()]

    def folder(self, dataset: str) -> Path:
        """Where a data set lies. Raises StoreError for a name that no link could hold."""
        if not formats.SLUG.match(dataset):
            raise StoreError(f"{dataset!r} is not a data set's name; use small letters, digits and '-'")
        return self.settings.store_dir / dataset

    def snapshot(self, dataset: str) -> Snapshot | None:
        """The newest whole snapshot, None before the first run."""
        return snapshot.newest(self.folder(dataset))

    def open(self, dataset: str) -> Query:
        """The newest snapshot with today's judgements, ready for questions; empty before the first run."""
        newest = self.snapshot(dataset) or Snapshot("", 0, "", Manifest())
        key = (dataset, newest.id, self.judgements.version())
        with self._guard:
            query = self._queries.pop(key, None) or self._query(dataset, newest)
            self._queries[key] = query  # the one used last stands last
            while len(self._queries) > OPEN_QUERIES:
                self._queries.pop(next(iter(self._queries)))
        return query

    def lock(self, dataset: str, patience: float = 0.0) -> AbstractContextManager[None]:
        """Hold the data set for writing, waiting up to `patience` seconds. Raises StoreError while another does."""
        return lock.held(self.folder(dataset) / "run.lock", patience)

    def has_part(self, dataset: str, name: str) -> bool:
        """Whether a part is there, whole."""
        return parts.exists(self.folder(dataset), name)

    def write_part(self, dataset: str, name: str, extractions: Sequence[Extraction]) -> None:
        """Write a part, or do nothing where it exists."""
        parts.write(self.folder(dataset), name, extractions)

    def read_part(self, dataset: str, name: str) -> list[Listed]:
        """The documents that a part holds, without their texts."""
        return parts.read_listed(self.folder(dataset), name)

    def read_events(self, dataset: str, manifest: Manifest) -> list[Event]:
        """Every event of a manifest's documents, as the machine found them, ordered by id."""
        return parts.read_events(self.folder(dataset), manifest.documents)

    def commit(self, dataset: str, manifest: Manifest, stories: Sequence[Story]) -> Snapshot:
        """Make the manifest and its stories the data set, then sweep what is old. The caller holds the lock."""
        folder = self.folder(dataset)
        committed = snapshot.commit(folder, manifest, stories)
        snapshot.sweep(folder)
        return committed

    def delete_document(self, dataset: str, document_id: str, patience: float = 30.0) -> None:
        """Remove a document and its events, from the disk too; earlier snapshots of the data set go with it."""
        with self.lock(dataset, patience):
            last = self.snapshot(dataset)
            if last is None or document_id not in last.documents:
                return
            folder = self.folder(dataset)
            part = last.documents[document_id][1]
            fresh = parts.without(folder, part, [document_id])
            kept = {
                name: (revision, fresh if home == part else home)
                for name, (revision, home) in last.documents.items()
                if name != document_id
            }
            sources = {
                name: Source(source.key, tuple(one for one in source.documents if one != document_id))
                for name, source in last.manifest.sources.items()
            }
            manifest = Manifest(kept, sources, last.manifest.run)
            live = {event.id for event in self.read_events(dataset, manifest)}
            snapshot.commit(folder, manifest, _kept_stories(snapshot.read_stories(folder, last), live))
            snapshot.sweep(folder, keep=1)

    def delete_dataset(self, slug: str, patience: float = 30.0) -> None:
        """Remove everything the store holds of a data set; what people wrote into it is taken back in the log."""
        folder = self.folder(slug)
        written = self._written().get(slug)
        if written:
            self.judgements.back(written)
        if folder.exists():
            with self.lock(slug, patience):
                shutil.rmtree(folder, ignore_errors=True)

    def _query(self, dataset: str, newest: Snapshot) -> Query:
        folder = self.folder(dataset)
        laid = overlay.lay(
            self._said(),
            snapshot.read_stories(folder, newest),
            dataset=dataset,
            elsewhere=lambda: self._ids_elsewhere(dataset),
            quotes=lambda: parts.read_quotes(folder, newest.documents),
        )
        return Query(folder, newest, laid)

    def _said(self) -> list[Judgement]:
        """The judgements that hold; where strangers look, without the notes: a search must not find their words."""
        said = self.judgements.active()
        is_public = self.settings.allow_write is False or bool(self.settings.public_url)
        is_open = is_public and not self.settings.login
        return [one for one in said if one.field != "note"] if is_open else said

    def _written(self) -> dict[str, list[Judgement]]:
        """The events that people wrote, by data set."""
        written: dict[str, list[Judgement]] = {}
        for row in self.judgements.active():
            if row.field == "created":
                written.setdefault(codec.loads(Created, row.value).dataset, []).append(row)
        return written

    def _ids_elsewhere(self, dataset: str) -> frozenset[str]:
        """The ids of the events that the other data sets hold."""
        others = [one.slug for one in self.datasets() if one.slug != dataset]
        held = ((self.folder(slug), self.snapshot(slug)) for slug in others)
        told = (snapshot.read_stories(folder, last) for folder, last in held if last is not None)
        return frozenset(event_id for stories in told for story in stories for event_id in story.event_ids)


def _kept_stories(stories: Sequence[Story], live: set[str]) -> list[Story]:
    """The stories with their live events only."""
    kept = (replace(story, event_ids=tuple(one for one in story.event_ids if one in live)) for story in stories)
    return [replace(story, id=min(story.event_ids)) for story in kept if story.event_ids]
