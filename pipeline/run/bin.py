"""The bin of a data set: documents that the page deleted, until somebody brings them back or empties it.

Each deletion is a folder of its own below `data_dir`/bin: the files and, in entry.json, what they were. The entry is
written before a file moves, and the store changes last: wherever a deletion is killed, nothing is lost.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.config import Settings
from pipeline.run import sources
from pipeline.store import EXAMPLE, Store

ENTRY = "entry.json"


@dataclass(frozen=True, slots=True)
class Binned:
    """One deletion: its name (newer ones sort later), when it was (UTC, ISO), and the titles of what it took.

    `files` is {source: name below the entry's folder}; of the example, whose seeds stay where they are, the name is "".
    """

    name: str
    at: str
    titles: tuple[str, ...]
    files: Mapping[str, str]


def held_with(settings: Settings, dataset: str, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The sources (files) that hold the documents `ids`, each with the ids of all that it holds."""
    last = Store(settings).snapshot(dataset)
    held = last.manifest.sources if last is not None else {}
    return {name: held[name].documents for name in sorted(held) if not set(ids).isdisjoint(held[name].documents)}


def sources_of(settings: Settings, dataset: str, ids: Collection[str]) -> tuple[str, ...]:
    """The sources that hold the documents `ids`."""
    return tuple(held_with(settings, dataset, ids))


def discard(settings: Settings, dataset: str, titles: Mapping[str, str]) -> Binned:
    """Move documents, {id: title}, with whatever else their files hold, into the bin. Raises StoreError or OSError."""
    store = Store(settings)
    held = held_with(settings, dataset, titles)
    files = {source: "" if dataset == EXAMPLE else f"{number}" for number, source in enumerate(held)}
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    entry = Binned(f"{at[:26].replace(':', '')}-{uuid.uuid4().hex[:8]}", at, tuple(titles.values()), files)
    folder = _folder(settings, dataset) / entry.name
    folder.mkdir(parents=True)
    (folder / ENTRY).write_text(json.dumps(asdict(entry), ensure_ascii=False), "utf-8")
    for source, name in files.items():
        path = sources.path_of(settings, dataset, source)
        if name and path.exists():
            shutil.move(path, folder / name)
    gone = [one for documents in held.values() for one in documents] if dataset != EXAMPLE else []
    for identity in sorted({*titles, *gone}):
        store.delete_document(dataset, identity)
    return entry


def binned(settings: Settings, dataset: str) -> list[Binned]:
    """What lies in the bin, newest first; an entry that cannot be read is left out."""
    found = []
    for path in _folder(settings, dataset).glob(f"*/{ENTRY}"):
        try:
            told = json.loads(path.read_text("utf-8"))
            found.append(Binned(path.parent.name, str(told["at"]), tuple(told["titles"]), dict(told["files"])))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda entry: entry.name, reverse=True)


def restore(settings: Settings, dataset: str, name: str) -> Sequence[str]:
    """Bring the files of an entry back; the sources that a run must now read `again`. An unknown name gives none."""
    entry = next((one for one in binned(settings, dataset) if one.name == name), None)
    if entry is None:
        return ()
    folder = _folder(settings, dataset) / entry.name
    back = [_back(settings, dataset, source, folder / kept if kept else None) for source, kept in entry.files.items()]
    shutil.rmtree(folder)
    return back


def empty(settings: Settings, dataset: str) -> None:
    """Delete for good what lies in the bin."""
    shutil.rmtree(_folder(settings, dataset), ignore_errors=True)


def _back(settings: Settings, dataset: str, source: str, kept: Path | None) -> str:
    """The source as which a file is there again: another file may have taken its name meanwhile."""
    if kept is None or not kept.exists():
        return source
    path = sources.path_of(settings, dataset, source)
    if path.exists():
        added = sources.add(settings, dataset, path.name, kept.read_bytes())
        return sources.source_of(settings, dataset, added)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(kept, path)
    return source


def _folder(settings: Settings, dataset: str) -> Path:
    return settings.data_dir / "bin" / dataset
