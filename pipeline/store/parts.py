"""Parts: the immutable Parquet files (zstd) of a data set, one file a table, named by the hash of what went in.

A part is written table by table as `*.tmp` and moved into place; its documents come last, so that a documents file
says that the part is whole. A part that exists is never written again: a killed run resumes where it was.
"""

from __future__ import annotations

import dataclasses
import os
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import StoreError
from pipeline.model import Document, Event, stable_id
from pipeline.store import codec
from pipeline.store.rows import SCHEMAS, Extraction, tables_of

LAST = "documents"  # the table whose presence makes a part whole
ROW_GROUP = 120_000


class Listed(NamedTuple):
    """A document of a part, without its text; `error` is "" where it could be read."""

    document_id: str
    revision: str
    source: str
    error: str


def path_of(folder: Path, table: str, name: str) -> Path:
    """Where one table of a part lies."""
    return folder / table / f"{name}.parquet"


def exists(folder: Path, name: str) -> bool:
    """Whether the part is there, whole."""
    return path_of(folder, LAST, name).exists()


def write(folder: Path, name: str, extractions: Sequence[Extraction]) -> None:
    """Write a part, or do nothing where it exists."""
    if not exists(folder, name):
        _write_tables(folder, name, tables_of(extractions))


def write_table(path: Path, table: pa.Table) -> None:
    """One Parquet file, whole or not there at all, even after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with temporary.open("wb") as out:
        pq.write_table(table, out, compression="zstd", row_group_size=ROW_GROUP)
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(path)


def without(folder: Path, name: str, document_ids: Collection[str]) -> str:
    """The name of a part that holds what `name` holds, save these documents: so that deleted means gone."""
    fresh = stable_id("without", name, *sorted(document_ids)) + name[:16]
    if exists(folder, fresh):
        return fresh
    gone = pa.array(sorted(document_ids), pa.string())
    tables = {table: pq.read_table(path_of(folder, table, name), partitioning=None) for table in SCHEMAS}
    kept = {
        table: content.filter(pc.invert(pc.is_in(content["document_id"], value_set=gone)))
        for table, content in tables.items()
    }
    _write_tables(folder, fresh, kept)
    return fresh


def read_events(folder: Path, documents: Mapping[str, tuple[str, str]]) -> list[Event]:
    """Every event of the live documents, {document id: (revision, part)}, ordered by event id."""
    live: dict[str, set[str]] = {}
    for document_id, (_, part) in documents.items():
        live.setdefault(part, set()).add(document_id)
    return sorted((event for part, ids in live.items() for event in _events(folder, part, ids)), key=lambda one: one.id)


def read_listed(folder: Path, name: str) -> list[Listed]:
    """What a part holds."""
    return [Listed(*row) for row in _columns(path_of(folder, LAST, name), Listed._fields)]


def read_documents(folder: Path, documents: Mapping[str, tuple[str, str]]) -> dict[str, Document]:
    """Documents with their texts by id; `documents` is {document id: (revision, part)}."""
    found: dict[str, Document] = {}
    for part in sorted({part for _, part in documents.values()}):
        for document_id, text, body in _columns(path_of(folder, "documents", part), ("document_id", "text", "body")):
            if documents.get(document_id, ("", ""))[1] == part:
                found[document_id] = dataclasses.replace(codec.loads(Document, body), text=text)
    return found


def read_quotes(folder: Path, documents: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """{event id: quote} of the live documents."""
    names = ("event_id", "document_id", "quote")
    return {
        event_id: quote
        for part in sorted({part for _, part in documents.values()})
        for event_id, document_id, quote in _columns(path_of(folder, "events", part), names)
        if documents.get(document_id, ("", ""))[1] == part
    }


def sweep(folder: Path, kept: Collection[str]) -> None:
    """Delete every part that is not in `kept`; the documents go first, so that no half part looks whole."""
    for table in (LAST, *SCHEMAS):
        _sweep_table(folder / table, kept)


def _sweep_table(folder: Path, kept: Collection[str]) -> None:
    for path in folder.glob("*.parquet"):
        if path.stem not in kept:
            path.unlink(missing_ok=True)


def _write_tables(folder: Path, name: str, tables: Mapping[str, pa.Table]) -> None:
    for table in SCHEMAS:  # ordered: documents last
        write_table(path_of(folder, table, name), tables[table])


def _events(folder: Path, part: str, document_ids: Collection[str]) -> Iterable[Event]:
    for document_id, body in _columns(path_of(folder, "events", part), ("document_id", "body")):
        if document_id in document_ids:
            yield codec.loads(Event, body)


def _columns(path: Path, names: Sequence[str]) -> Iterable[tuple[str, ...]]:
    try:
        table = pq.read_table(path, columns=list(names), partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path.name} cannot be read ({error}); run the pipeline again") from error
    return zip(*(table[name].to_pylist() for name in names), strict=True)
