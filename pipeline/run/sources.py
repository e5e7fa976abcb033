"""The documents of a data set as files: where they lie, how they are named, how one is added or removed.

"example" is the folder of seeds; every other data set is a folder below `documents_dir`, filled by uploads and pastes.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import ReadError, StoreError
from pipeline.selection import formats
from pipeline.store import EXAMPLE

LONGEST_STEM = 80  # code points of an added file's name, without its suffix
LONGEST_SUFFIX = 10
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)  # names that Windows keeps for devices


@dataclass(frozen=True, slots=True)
class Input:
    """One file of a data set. `source` names it on every machine: "seeds/x.txt"; `digest` is its SHA-256."""

    path: Path
    source: str
    digest: str = ""


def folder_of(settings: Settings, dataset: str) -> Path:
    """Where the files of a data set lie. Raises StoreError for a name that no link could hold."""
    if not formats.SLUG.match(dataset):
        raise StoreError(f"{dataset!r} is not a data set's name; use small letters, digits and '-'")
    return settings.seeds_dir if dataset == EXAMPLE else settings.documents_dir / dataset


def inputs(settings: Settings, dataset: str) -> list[Input]:
    """Every file of a data set, with its digest, sorted by source; hidden files and folders are not documents."""
    found = {given.source: given for given in _inputs(settings, dataset)}
    return [found[source] for source in sorted(found)]


def path_of(settings: Settings, dataset: str, source: str) -> Path:
    """The file of a source; its name may be written in another Unicode form on the disk."""
    found = (given.path for given in _inputs(settings, dataset) if given.source == source)
    return next(found, folder_of(settings, dataset) / source.removeprefix(f"{_prefix(dataset)}/"))


def source_of(settings: Settings, dataset: str, path: Path) -> str:
    """The source that a file of a data set is."""
    relative = os.fsencode(path.relative_to(folder_of(settings, dataset)).as_posix())  # in whatever encoding
    return f"{_prefix(dataset)}/{unicodedata.normalize('NFC', relative.decode('utf-8', 'replace'))}"


def add(settings: Settings, dataset: str, name: str, raw: bytes) -> Path:
    """Save an upload or a paste. The same name with the same bytes is the same file; with others it gets a number.

    Raises ReadError for an empty or too large document, StoreError for the example, which is not added to.
    """
    if dataset == EXAMPLE:
        raise StoreError("documents are not added to the example; add them to another data set")
    if not raw.strip():
        raise ReadError(f"{name or 'the document'}: the file is empty; nothing to read")
    if len(raw) > settings.max_document_bytes:
        size, most = len(raw) / 1e6, settings.max_document_bytes / 1e6
        raise ReadError(f"{name}: {size:.1f} MB is more than the {most:g} MB that max_document_bytes allows; split it")
    folder = folder_of(settings, dataset)
    folder.mkdir(parents=True, exist_ok=True)
    for path in _names(folder, safe_name(name)):
        if not path.exists():
            temporary = folder / f".{uuid.uuid4().hex}.tmp"
            temporary.write_bytes(raw)
            temporary.replace(path)
            return path
        if path.is_file() and path.read_bytes() == raw:
            return path
    raise AssertionError("names never end")


def safe_name(name: str) -> str:
    """A file name that is harmless on every system, from whatever a browser says a file is called."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join("_" if _is_unsafe(character) else character for character in last)
    stem, dot, suffix = " ".join(plain.split()).strip(". ").rpartition(".")
    if not dot or not re.fullmatch(rf"\w{{1,{LONGEST_SUFFIX}}}", suffix):
        stem, suffix = f"{stem}{dot}{suffix}", "txt"
    stem = _shortened(stem.strip(". "))
    return f"{'_' if RESERVED.match(stem) else ''}{stem or 'document'}.{suffix}"


def _inputs(settings: Settings, dataset: str) -> Iterator[Input]:
    folder = folder_of(settings, dataset)
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield Input(path, source_of(settings, dataset, path), _digest(path))


def _prefix(dataset: str) -> str:
    return "seeds" if dataset == EXAMPLE else f"documents/{dataset}"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""  # reading it will say why


def _names(folder: Path, name: str) -> Iterator[Path]:
    """`name`, then "name (2)", "name (3)" ..."""
    path = folder / name
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1


def _is_unsafe(character: str) -> bool:
    return character in '<>:"|?*' or unicodedata.category(character)[0] == "C"


def _shortened(stem: str) -> str:
    """At most `LONGEST_STEM` code points and 200 bytes, which every file system takes."""
    return stem[:LONGEST_STEM].encode()[:200].decode("utf-8", "ignore").strip()
