"""Gold files, and what is measured on them: JSON Lines with `text`, `dct` and `timex`, `places`, `events` or `story`.

A record of document dates has a `file` and its `day` instead, and an empty `text`.

A *benchmark* is one or more gold files of one task scored together. Those with floors stand in `floors.toml`, which
also pins the SHA-256 of every file, so that a figure is never compared with another corpus's.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT
from pipeline.errors import ConfigurationError, ReadError

OWN = PROJECT / "tests" / "gold"
FLOORS = OWN / "floors.toml"
TASKS = ("dct", "temporal", "toponyms", "events", "stories", "timelines")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What is scored together: `files` of one `task`, the `top` events a record (None: all), pinned hashes, floors.

    `in_sample` says that weights of the program were trained on these files, so that the figures are no forecast.
    """

    name: str
    task: str
    files: tuple[str, ...]
    top: int | None = None
    sha256: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, float] = field(default_factory=dict)
    in_sample: bool = False

    def paths(self, folders: Sequence[Path]) -> list[Path] | None:
        """Where its files lie, None if one of them is in none of the `folders`."""
        found = [next((folder / name for folder in folders if (folder / name).is_file()), None) for name in self.files]
        return [path for path in found if path is not None] if None not in found else None


def pinned(path: Path = FLOORS) -> dict[str, Benchmark]:
    """The benchmarks with floors, by name. Raises ConfigurationError for a file that does not say what they are."""
    try:
        tables = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        return {name: _benchmark(name, table) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"{path}: {error}; each table needs files, sha256 and floors") from error


def _benchmark(name: str, table: Mapping[str, Any]) -> Benchmark:
    files = tuple(table["files"])
    floors = {measure: float(floor) for measure, floor in table["floors"].items()}
    in_sample = bool(table.get("in_sample", False))
    return Benchmark(name, task_of(files[0]), files, table.get("top"), dict(table["sha256"]), floors, in_sample)


def task_of(file_name: str) -> str:
    """The task that a file's name begins with. Raises ConfigurationError if it is none."""
    task = file_name.split("_")[0]
    if task not in TASKS:
        raise ConfigurationError(f"{file_name}: a gold file's name begins with {', '.join(TASKS)} and an underscore")
    return task


def available(folders: Sequence[Path], floors: Path = FLOORS) -> dict[str, Benchmark]:
    """Every benchmark that can be scored here: the pinned ones, and each other gold file by itself."""
    known = {name: benchmark for name, benchmark in pinned(floors).items() if benchmark.paths(folders) is not None}
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            if path.stem.split("_")[0] in TASKS and path.stem not in known:
                known[path.stem] = Benchmark(path.stem, task_of(path.stem), (path.name,))
    return known


def records(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The records of gold files in order; a repeated id is told apart as "id#2". Raises ReadError for a bad line."""
    loaded: list[dict[str, Any]] = []
    for path in paths:
        seen: dict[str, int] = {}
        for record in _lines(path):
            times = seen[record["id"]] = seen.get(record["id"], 0) + 1
            loaded.append(record if times == 1 else record | {"id": f"{record['id']}#{times}"})
    return loaded


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record: dict[str, Any] = json.loads(line)
            yield record | {"id": str(record["id"]), "text": str(record["text"])}
        except (ValueError, KeyError, TypeError) as error:
            raise ReadError(f"{path}, line {number}: not a gold record ({error!r})") from error


def fingerprint(path: Path) -> str:
    """The SHA-256 of a gold file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
