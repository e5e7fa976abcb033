"""Snapshots: a data set as it was at one commit. A small manifest, a new file each, says which parts are alive.

The newest whole manifest wins, so a reader sees one snapshot while the next is written, and a killed run leaves the
last one whole. Old snapshots and the parts that only they name are swept; the last few stay for open readers.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import Run, Story
from pipeline.store import parts

FORMAT = 1
KEPT = 4  # snapshots
STALE_SECONDS = 3_600.0  # after which a temporary file has no writer
MANIFEST = re.compile(r"(\d{8})-([0-9a-f]{12})\.json\Z")
STORIES = pa.schema([(name, pa.string()) for name in ("story_id", "why")])
MEMBERS = pa.schema([("story_id", pa.string()), ("event_id", pa.string()), ("ordinal", pa.int64())])


@dataclass(frozen=True, slots=True)
class Source:
    """One input file: `key` hashes all that its extraction depends on; `documents` are the ids it gave."""

    key: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a commit makes the data set: {document id: (revision, part)}, {source: Source}, and the run that did it."""

    documents: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A committed manifest. `id` hashes its content, so equal data sets have equal ids; `created` is UTC, ISO 8601."""

    id: str
    number: int
    created: str
    manifest: Manifest

    @property
    def documents(self) -> Mapping[str, tuple[str, str]]:
        """{document id: (revision, part)}"""
        return self.manifest.documents

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts that hold a live document, sorted."""
        return tuple(sorted({part for _, part in self.documents.values()}))


def newest(folder: Path) -> Snapshot | None:
    """The newest whole snapshot of a data set's folder, or None."""
    return next(_whole(folder), None)


def commit(folder: Path, manifest: Manifest, stories: Sequence[Story]) -> Snapshot:
    """Make `manifest` and its stories the data set. The caller holds the data set's lock."""
    identity = _identity(manifest, stories)
    last = newest(folder)
    if last is not None and last.id == identity and last.manifest.sources == manifest.sources:
        return last
    number = max((number for number, _ in _manifests(folder)), default=0) + 1
    members = [
        {"story_id": story.id, "event_id": event_id, "ordinal": ordinal}
        for story in stories
        for ordinal, event_id in enumerate(story.event_ids)
    ]
    told = [{"story_id": story.id, "why": story.why} for story in stories]
    parts.write_table(story_path(folder, identity), pa.Table.from_pylist(told, schema=STORIES))
    parts.write_table(member_path(folder, identity), pa.Table.from_pylist(members, schema=MEMBERS))
    snapshot = Snapshot(identity, number, datetime.now(UTC).isoformat(timespec="seconds"), manifest)
    _write(folder / "snapshots" / f"{number:08d}-{identity}.json", _plain(snapshot))
    return snapshot


def sweep(folder: Path, keep: int = KEPT) -> None:
    """Delete all but the last `keep` whole snapshots and what only the others need. The caller holds the lock."""
    kept = [snapshot for snapshot, _ in zip(_whole(folder), range(keep), strict=False)]
    numbers = {snapshot.number for snapshot in kept}
    for number, path in _manifests(folder):
        if number not in numbers:
            path.unlink(missing_ok=True)
    parts.sweep(folder, {part for snapshot in kept for part in snapshot.parts})
    identities = {snapshot.id for snapshot in kept}
    for path in (*folder.glob("stories/*.parquet"), *folder.glob("story_events/*.parquet")):
        if path.stem not in identities:
            path.unlink(missing_ok=True)
    _sweep_temporary(folder)


def read_stories(folder: Path, of: Snapshot) -> list[Story]:
    """The stories of a snapshot; none for the empty one that stands for a data set before its first run."""
    if not of.id:
        return []
    members: dict[str, list[str]] = {}
    table = pq.read_table(member_path(folder, of.id), partitioning=None)
    for story_id, event_id in zip(table["story_id"].to_pylist(), table["event_id"].to_pylist(), strict=True):
        members.setdefault(story_id, []).append(event_id)
    told = pq.read_table(story_path(folder, of.id), partitioning=None)
    whys = dict(zip(told["story_id"].to_pylist(), told["why"].to_pylist(), strict=True))
    return [Story(story_id, tuple(event_ids), whys[story_id]) for story_id, event_ids in members.items()]


def story_path(folder: Path, identity: str) -> Path:
    """The stories of a snapshot."""
    return folder / "stories" / f"{identity}.parquet"


def member_path(folder: Path, identity: str) -> Path:
    """Which events make which story, in a snapshot."""
    return folder / "story_events" / f"{identity}.parquet"


def _manifests(folder: Path) -> list[tuple[int, Path]]:
    """Manifest files, newest first."""
    found = ((MANIFEST.match(path.name), path) for path in (folder / "snapshots").glob("*.json"))
    return sorted(((int(match[1]), path) for match, path in found if match is not None), reverse=True)


def _whole(folder: Path) -> Iterator[Snapshot]:
    for _, path in _manifests(folder):
        snapshot = _read(path)
        if snapshot is not None and _is_whole(folder, snapshot):
            yield snapshot


def _is_whole(folder: Path, snapshot: Snapshot) -> bool:
    told = (story_path(folder, snapshot.id), member_path(folder, snapshot.id))
    return all(path.exists() for path in told) and all(parts.exists(folder, part) for part in snapshot.parts)


def _read(path: Path) -> Snapshot | None:
    """The snapshot of a manifest file; None for a damaged one or one of another format."""
    try:
        plain = json.loads(path.read_bytes())
        if plain["format"] != FORMAT:
            return None
        documents = {name: (revision, part) for name, (revision, part) in plain["documents"].items()}
        sources = {name: Source(key, tuple(ids)) for name, (key, ids) in plain["sources"].items()}
        run = Run(**plain["run"]) if plain["run"] is not None else None
        return Snapshot(plain["id"], plain["number"], plain["created"], Manifest(documents, sources, run))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _plain(snapshot: Snapshot) -> dict[str, Any]:
    manifest = snapshot.manifest
    return {
        "format": FORMAT,
        "id": snapshot.id,
        "number": snapshot.number,
        "created": snapshot.created,
        "documents": {name: list(entry) for name, entry in sorted(manifest.documents.items())},
        "sources": {name: [source.key, list(source.documents)] for name, source in sorted(manifest.sources.items())},
        "run": asdict(manifest.run) if manifest.run is not None else None,
    }


def _write(path: Path, plain: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with temporary.open("w", encoding="utf-8") as out:
        json.dump(plain, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)


def _identity(manifest: Manifest, stories: Sequence[Story]) -> str:
    content = [sorted(manifest.documents.items()), [(story.id, story.event_ids, story.why) for story in stories]]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]


def _sweep_temporary(folder: Path) -> None:
    for path in folder.glob("*/*.tmp"):
        if time.time() - path.stat().st_mtime > STALE_SECONDS:
            path.unlink(missing_ok=True)
