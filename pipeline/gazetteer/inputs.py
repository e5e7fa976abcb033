"""What a gazetteer is built from besides the packages: the whole of GeoNames, and files of one's own places."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import GazetteerError
from pipeline.gazetteer import geonames


@dataclass(frozen=True)
class Inputs:
    """`full` is the folder of a GeoNames dump or its first file, `places` are files that `own` reads.

    They are remembered in the gazetteer, so that a later build takes them in again.
    """

    full: Path | None = None
    places: tuple[Path, ...] = ()

    def __iter__(self) -> Iterator[Path]:
        yield from (self.full,) if self.full is not None else ()
        yield from self.places

    def digests(self) -> dict[str, str]:
        """A digest of each, by its path. Raises GazetteerError for one that is missing."""
        return {str(path): _digest(path, whole=path is self.full) for path in self}


def _digest(path: Path, *, whole: bool) -> str:
    """Of the bytes; of a dump, which is large, of names, sizes and times of change."""
    try:
        if not whole:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        facts = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in geonames.files(path)]
        return hashlib.sha256(repr(facts).encode()).hexdigest()
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read: {error}") from error


def recorded(path: Path) -> tuple[Inputs, dict[str, str]]:
    """What the gazetteer at `path` was built from, and the digests then; nothing where it cannot be told."""
    if not path.is_file():
        return Inputs(), {}
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("select value from meta where key = 'inputs'").fetchone()
        kept = json.loads(found[0]) if found else {}
    except (sqlite3.Error, ValueError):
        return Inputs(), {}
    full = Path(kept["full"]) if kept.get("full") else None
    return Inputs(full, tuple(map(Path, kept.get("places", ())))), dict(kept.get("digests", {}))


def described(inputs: Inputs) -> str:
    """As `recorded` reads them."""
    full = str(inputs.full) if inputs.full is not None else None
    return json.dumps({"full": full, "places": [str(path) for path in inputs.places], "digests": inputs.digests()})


def digests_now(path: Path) -> list[str]:
    """The digests of what the gazetteer at `path` was built from; of what is gone since, the old ones."""
    inputs, old = recorded(path)
    return [_digest(one, whole=one is inputs.full) if one.exists() else old.get(str(one), "") for one in inputs]
