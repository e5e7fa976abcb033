"""A run: look at the files of a data set, do again what changed, gather the stories, commit.

A part is named by the hash of all that it depends on. So a run that was killed finds the parts it wrote and goes on
from there; until it commits, everybody sees the snapshot before.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import engine
from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.model import Document, Run, stable_id
from pipeline.run import sources, version
from pipeline.run.sources import Input
from pipeline.store import Listed, Manifest, Snapshot, Source, Store

if TYPE_CHECKING:
    from pipeline.run.extraction import Job

Progress = Callable[[float, str], None]
Said = Mapping[str, Mapping[str, str]]  # {document id: {field: value}}, as people corrected the document itself
OF_DOCUMENT = ("dct", "kind")
FEW_DOCUMENTS = 8  # up to which, if small, starting processes costs more than it gains
SMALL_BYTES = 400_000
CHUNKS_A_WORKER = 4  # so that the last chunk does not keep the others waiting
PATIENCE_SECONDS = 600.0
STARTED, READ_ALL, MERGED = 0.02, 0.85, 0.95  # shares of the progress bar


@dataclass(frozen=True)
class Plan:
    """What a run has to do: `changed` files to read, `kept` sources that stay as the last snapshot has them."""

    last: Snapshot | None
    keys: Mapping[str, str]  # source -> hash of all that its extraction depends on
    changed: tuple[Input, ...]
    kept: Mapping[str, Source]
    said: Said
    blank: Run  # with the version and the hashes of this run
    salt: str = ""  # in the names of the parts, where what is there already is not wanted

    @property
    def is_empty(self) -> bool:
        """Whether the last snapshot is what this run would make."""
        return not self.changed and dict(self.kept) == _known(self.last)

    @property
    def manifest(self) -> Manifest:
        """What stays of the last snapshot."""
        ids = {document_id for source in self.kept.values() for document_id in source.documents}
        held = self.last.documents if self.last is not None else {}
        return Manifest({name: entry for name, entry in held.items() if name in ids}, dict(self.kept), self.blank)


def run(
    settings: Settings,
    dataset: str,
    *,
    progress: Progress | None = None,
    only: Sequence[Path] | None = None,
    again: Collection[str] = (),
) -> Run:
    """Bring a data set up to date and tell what was done; nothing is written where nothing changed.

    `only` limits the work to some files; the others stay as they are. The sources in `again` are read though they did
    not change: a document that failed, or one that comes back. Progress is told as a share and a line of text.
    Raises GazetteerError, ModelError or StoreError; what was there before then stays.
    """
    store = Store(settings)
    chosen = None if only is None else {path.resolve() for path in only}
    plan = _plan(store, dataset, chosen, again)
    if plan.is_empty:
        return plan.blank
    with store.lock(dataset, PATIENCE_SECONDS):
        plan = _plan(store, dataset, chosen, again)  # another run may have done it meanwhile
        return plan.blank if plan.is_empty else _carry_out(plan, store, dataset, progress or _silent)


def said_of_documents(store: Store) -> Said:
    """What people said of documents themselves: their date (ISO) and their kind; the last word holds."""
    said: dict[str, dict[str, str]] = {}
    for one in store.judgements.active():
        if one.target_kind == "document" and one.field in OF_DOCUMENT:
            said.setdefault(one.target_id, {})[one.field] = one.value
    return said


def _plan(store: Store, dataset: str, chosen: Collection[Path] | None, again: Collection[str]) -> Plan:
    settings, last = store.settings, store.snapshot(dataset)
    known = _known(last)
    said = said_of_documents(store)
    blank = _blank(settings)
    found = sources.inputs(settings, dataset)
    keys = {given.source: _key(given, known.get(given.source, Source("")), said, blank) for given in found}
    changed = tuple(
        given
        for given in found
        if (given.source not in known or given.source in again or known[given.source].key != keys[given.source])
        and (chosen is None or given.path.resolve() in chosen)
    )
    redone = {given.source for given in changed}
    kept = {source: state for source, state in known.items() if source in keys and source not in redone}
    return Plan(last, keys, changed, kept, said, blank, salt=blank.id if again else "")


def _carry_out(plan: Plan, store: Store, dataset: str, tell: Progress) -> Run:
    from pipeline import merge

    if store.settings.geocoders != ("embedded",):
        from pipeline import geocoders

        geocoders.begin_run(store.settings)
    manifest = plan.manifest
    read = failed = 0
    for job in _worked(_jobs(plan, store.settings, dataset), store, tell):
        listed = store.read_part(dataset, job.part)
        read, failed = read + len(listed), failed + sum(1 for one in listed if one.error)
        manifest = _extended(manifest, job, listed, plan.keys)
    tell(READ_ALL, "Gathering stories")
    found = store.read_events(dataset, manifest)
    stories = merge.merge(found)
    tell(MERGED, "Saving")
    ended = replace(plan.blank, ended=_now(), read=read, failed=failed, events=len(found))
    store.commit(dataset, replace(manifest, run=ended), stories)
    tell(1.0, "Done")
    return ended


def _worked(jobs: Sequence[Job], store: Store, tell: Progress) -> Iterator[Job]:
    """Each job when its part is written, with progress."""
    total = sum(len(job.inputs) for job in jobs)
    finished = 0
    tell(STARTED, f"Reading {total} documents")
    for job in _executed(jobs, store, _workers(jobs, store.settings)):
        finished += len(job.inputs)
        yield job
        tell(STARTED + (READ_ALL - STARTED) * finished / total, f"Read {finished} of {total} documents")


def _executed(jobs: Sequence[Job], store: Store, workers: int) -> Iterator[Job]:
    """Each job when its part is there; one that kills its process is tried file by file, then recorded as failed."""
    from pipeline.run import extraction

    ready = {job.part for job in jobs if store.has_part(job.dataset, job.part)}
    yield from (job for job in jobs if job.part in ready)
    todo = [job for job in jobs if job.part not in ready]
    for outcome in engine.map_chunks(extraction.process, todo, workers=workers):
        job = outcome.chunk
        if outcome.error and len(job.inputs) > 1:
            yield from _executed(_singles(job), store, workers)
            continue
        if outcome.error:
            store.write_part(job.dataset, job.part, [extraction.failed(job.inputs[0], job, outcome.error)])
        yield job


def _jobs(plan: Plan, settings: Settings, dataset: str) -> list[Job]:
    from pipeline.run.extraction import Job

    workers = engine.workers_for(settings.workers)
    size = min(settings.chunk_documents, max(1, -(-len(plan.changed) // (workers * CHUNKS_A_WORKER))))
    chunks = [plan.changed[first : first + size] for first in range(0, len(plan.changed), size)]
    return [Job(settings, dataset, _part_name(chunk, plan), chunk, plan.said) for chunk in chunks]


def _singles(job: Job) -> list[Job]:
    return [replace(job, inputs=(given,), part=stable_id(job.part, given.source)) for given in job.inputs]


def _workers(jobs: Sequence[Job], settings: Settings) -> int:
    """How many processes: none for a few small documents, which this process reads sooner than others start."""
    sizes = [given.path.stat().st_size for job in jobs for given in job.inputs if given.path.exists()]
    few = len(sizes) <= FEW_DOCUMENTS and sum(sizes) <= SMALL_BYTES
    return 0 if few else engine.workers_for(settings.workers)


def _extended(manifest: Manifest, job: Job, listed: Sequence[Listed], keys: Mapping[str, str]) -> Manifest:
    """The manifest with what a job's part holds."""
    ids: dict[str, list[str]] = {given.source: [] for given in job.inputs}
    for one in listed:
        ids[one.source].append(one.document_id)
    documents = {one.document_id: (one.revision, job.part) for one in listed}
    fresh = {source: Source(keys[source], tuple(found)) for source, found in ids.items()}
    return replace(manifest, documents={**manifest.documents, **documents}, sources={**manifest.sources, **fresh})


def _known(last: Snapshot | None) -> dict[str, Source]:
    return dict(last.manifest.sources) if last is not None else {}


def _key(given: Input, known: Source, said: Said, blank: Run) -> str:
    """The hash of all that the extraction of a file depends on."""
    ids = {Document.id_of(given.source), *known.documents}
    words = [f"{name} {sorted(said[name].items())}" for name in sorted(ids) if name in said]
    return stable_id(given.source, given.digest, blank.version, blank.configuration, blank.gazetteer, *words)


def _part_name(chunk: Sequence[Input], plan: Plan) -> str:
    """The SHA-256 of the chunk's keys, each of which hashes a document, the version, configuration and gazetteer."""
    keys = sorted(plan.keys[given.source] for given in chunk)
    return hashlib.sha256("\n".join([*keys, *filter(None, (plan.salt,))]).encode()).hexdigest()


def _blank(settings: Settings) -> Run:
    gazetteer = Gazetteer.open(settings.gazetteer_path).fingerprint
    configuration = version.configuration(settings)
    return Run(uuid.uuid4().hex[:16], version.code_version(), configuration, gazetteer, _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _silent(share: float, text: str) -> None:
    """The progress that nobody watches."""
