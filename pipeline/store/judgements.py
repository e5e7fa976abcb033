"""What people said: an append-only log in one SQLite file (WAL), which many sessions write at once.

Nothing is ever changed or deleted: taking back is one more row. Judgements are applied on reading (see `overlay`).
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import re
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline import timex
from pipeline.errors import StoreError, TimexError
from pipeline.model import DocumentKind, Interval, Judgement, Place
from pipeline.store import codec, saved
from pipeline.store.created import Created

VERDICTS = ("confirmed", "rejected", "unsure")
STANDINGS = ("main", "background")  # what a person says of `main`
ABOUT = {"main": ("event", "story"), "kind": ("document",)}  # the only kinds of targets that have these fields
KINDS = ("event", "story", "document", "mention", saved.KIND)
FIELDS = (
    *("verdict", "main", "date", "place", "title", "type", "dct", "kind", "note", "tags", "link"),
    *("merged_with", "split_from", "created", saved.FIELD),
)
LINK = re.compile(r"https?://[^\s<>\"]{1,2000}\Z")
COLUMNS = tuple(field.name for field in dataclasses.fields(Judgement))
TABLE = (
    "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, "
    + ", ".join(f"{name} TEXT NOT NULL" for name in COLUMNS[1:])
    + ")"
)
INSERT = f"INSERT OR IGNORE INTO log ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
SELECT = f"SELECT {', '.join(COLUMNS)} FROM log"  # noqa: S608  (both are made of our own field names)
BUSY_SECONDS = 30.0


class Judgements:
    """The log of one installation. `path` need not exist: then nobody has said anything yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[int, list[Judgement]] = (0, [])  # the log as of a version: it only ever grows

    def add(self, judgement: Judgement) -> Judgement:
        """Append what a person said; an empty id and time are filled in. Raises StoreError for what makes no sense."""
        check(judgement)
        whole = dataclasses.replace(
            judgement,
            id=judgement.id or uuid.uuid4().hex[:16],
            at=judgement.at or datetime.now(UTC).isoformat(timespec="microseconds"),
        )
        self._append([whole])
        return whole

    def add_all(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """Append several in one breath: all or none, at one moment, so that they are taken back together."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        for judgement in judgements:
            check(judgement)
        whole = [dataclasses.replace(one, id=one.id or uuid.uuid4().hex[:16], at=one.at or now) for one in judgements]
        self._append(whole)
        return whole

    def undo(self, judgement_id: str, by: str = "") -> Judgement:
        """Take a judgement back, or, given the id of a taking back, bring it in again. Raises StoreError."""
        known = next((one for one in self.log() if one.id == judgement_id), None)
        if known is None:
            raise StoreError(f"there is no judgement {judgement_id!r} to take back")
        return self.add(dataclasses.replace(known, id="", at="", by=by, undoes=judgement_id))

    def steps(self) -> tuple[list[Judgement], list[Judgement]]:
        """What `undo` and `redo` would act on: the rows said last that still hold, and the takings back since.

        Rows said in one breath are one step. Saying something new leaves nothing to bring back.
        """
        done: list[list[Judgement]] = []
        undone: list[list[Judgement]] = []
        for breath in _breaths(self.log()):
            taken = {row.undoes for row in breath}
            if "" in taken:
                done.append(breath)
                undone.clear()
            elif any(row.id in taken for last in undone for row in last):
                undone = [last for last in undone if not any(row.id in taken for row in last)]
                done.append(breath)
            else:
                _take(done, taken)
                undone.append(breath)
        return (done[-1] if done else []), (undone[-1] if undone else [])

    def back(self, rows: Sequence[Judgement], by: str = "") -> None:
        """Take one step of `steps` back, or bring it in again."""
        self.add_all([dataclasses.replace(row, id="", at="", by=by, undoes=row.id) for row in rows])

    def log(self) -> list[Judgement]:
        """Every row, oldest first; read from the disk again only when there is more of it."""
        version = self.version()
        if self._read[0] != version:
            self._read = (version, list(filter(_is_sound, self._select(f"{SELECT} ORDER BY seq"))))
        return list(self._read[1])

    def unsound(self) -> list[Judgement]:
        """Rows that make no sense, which an older version or another program wrote: kept, and applied nowhere."""
        return [row for row in self._select(f"{SELECT} ORDER BY seq") if not _is_sound(row)]

    def active(self) -> list[Judgement]:
        """What holds now, oldest first: neither taken back nor itself a taking back."""
        rows = self.log()
        undone: set[str] = set()
        for row in reversed(rows):
            if row.undoes and row.id not in undone:
                undone.add(row.undoes)
        return [row for row in rows if not row.undoes and row.id not in undone]

    def history(self, target_id: str) -> list[Judgement]:
        """Every row about one target, oldest first, takings back included."""
        return self._select(f"{SELECT} WHERE target_id = ? ORDER BY seq", (target_id,))

    def version(self) -> int:
        """A number that grows with every change; 0 for an empty log."""
        if self._is_blank():
            return 0
        with self._reading() as connection:
            return int(connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])

    def backup(self, path: Path) -> None:
        """A consistent copy of the log in one file, while others write. An older backup stays until this one is whole.

        Raises StoreError if `path` is the log itself.
        """
        self.keep_off(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
        try:
            with self._writing() as source, contextlib.closing(sqlite3.connect(beside)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def keep_off(self, path: Path) -> None:
        """Raise StoreError if writing to `path` would overwrite the log."""
        own = [self.path.with_name(f"{self.path.name}{end}") for end in ("", "-wal", "-shm")]
        if path.resolve() in [each.resolve() for each in own] or (self.path.exists() and _is_same(path, self.path)):
            raise StoreError(f"{path} is the log itself; choose another file")

    def restore(self, path: Path) -> int:
        """Bring back every row of a backup that the log lacks; nothing newer is lost. The number of rows brought back.

        Raises StoreError if `path` is not a backup.
        """
        if not path.is_file():
            raise StoreError(f"there is no backup {path}")
        rows = Judgements(path).log()
        known = {row.id for row in self.log()}
        missing = [row for row in rows if row.id not in known]
        self._append(missing)
        return len(missing)

    def export(self, *, by: bool = False) -> bytes:
        """Every row as JSON Lines, oldest first, to be imported elsewhere; names of people only if asked for."""
        rows = (one if by else dataclasses.replace(one, by="") for one in self.log())
        return "".join(f"{codec.dumps(row)}\n" for row in rows).encode("ascii")

    def load(self, raw: bytes) -> int:
        """Add the rows of an export that the log lacks, all or none; the number added.

        Raises StoreError that names the line that is no judgement.
        """
        rows = [_read_row(number, written) for number, written in enumerate(raw.splitlines(), 1) if written.strip()]
        known = {row.id for row in self.log()}
        missing = [row for row in rows if row.id not in known]
        self._append(missing)
        return len(missing)

    def _append(self, rows: Iterable[Judgement]) -> None:
        with self._writing() as connection:
            connection.executemany(INSERT, [dataclasses.astuple(row) for row in rows])

    def _select(self, statement: str, values: tuple[str, ...] = ()) -> list[Judgement]:
        if self._is_blank():
            return []
        with self._reading() as connection:
            return [Judgement(*row) for row in connection.execute(statement, values)]

    def _is_blank(self) -> bool:
        """Whether there is no log yet, or an empty file that something else left in its place."""
        return not self.path.exists() or self.path.stat().st_size == 0

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._errors(), contextlib.closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS)) as connection:
            _use_wal(connection)
            connection.execute("PRAGMA synchronous=FULL")
            with connection:
                connection.execute(TABLE)
                yield connection

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with self._errors(), contextlib.closing(_open_read_only(address)) as connection:
            yield connection

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"the judgements in {self.path} cannot be used: {error}") from error


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and path.samefile(other)


def _is_sound(row: Judgement) -> bool:
    try:
        check(row)
    except StoreError:
        return False
    return True


def _read_row(number: int, written: bytes) -> Judgement:
    try:
        row = codec.loads(Judgement, written.decode("utf-8"))
        if not row.id or not row.at:
            raise StoreError("it has no id or no time")
        check(row)
    except (StoreError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise StoreError(f"line {number} is not a judgement: {error}") from error
    return row


def _breaths(rows: Sequence[Judgement]) -> Iterator[list[Judgement]]:
    """Rows that share moment and direction, together."""
    for _, breath in itertools.groupby(rows, key=lambda row: (row.at, row.by, bool(row.undoes))):
        yield list(breath)


def _take(done: list[list[Judgement]], taken: set[str]) -> None:
    """Take rows out of what still holds, wherever they stand."""
    for breath in done:
        breath[:] = [row for row in breath if row.id not in taken]
    done[:] = [breath for breath in done if breath]


def check(judgement: Judgement) -> None:
    """Raise StoreError unless the judgement's kind, field and value make sense."""
    try:
        codec.check(Judgement, judgement)
    except (TypeError, ValueError) as error:
        raise StoreError(f"it is no judgement: {error}") from error
    kind, field = judgement.target_kind, judgement.field
    if kind not in ABOUT.get(field, KINDS) or field not in FIELDS or not judgement.target_id:
        raise StoreError(f"no judgement is about the {field!r} of a {kind!r}")
    try:
        _check_value(field, judgement.value)
    except (TimexError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(f"{judgement.value!r} is not a {field}: {error}") from error


def _check_value(field: str, value: str) -> None:
    if field in CHECKS and (value or field in NEVER_EMPTY):
        CHECKS[field](value)


def _one_of(*names: str) -> Callable[[str], None]:
    def test(value: str) -> None:
        if value not in names:
            raise ValueError(f"it is one of {', '.join(names)}")

    return test


def _check_place(value: str) -> None:
    place = codec.loads(Place, value)
    codec.check(Place, place)
    if not (place.id and -90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        raise ValueError("it needs an id, a latitude and a longitude")


def _check_tags(value: str) -> None:
    plain = json.loads(value)
    if not isinstance(plain, list):
        raise ValueError("it is a JSON list of texts")
    codec.check(tuple[str, ...], tuple(plain))


def _check_link(value: str) -> None:
    if not LINK.match(value):
        raise ValueError("it is a web address that begins with http:// or https://")


def _check_created(value: str) -> None:
    made = codec.loads(Created, value)
    codec.check(Created, made)
    if not made.event.title.strip() or not made.event.id:
        raise ValueError("it needs a title and an id")
    if made.event.link:
        _check_link(made.event.link)
    if made.event.place is not None:
        _check_place(codec.dumps(made.event.place))
    if made.event.interval is not None:
        _check_interval(made.event.interval)


def _check_interval(interval: Interval) -> None:
    if interval.start is not None and interval.end is not None and interval.start >= interval.end:
        raise ValueError("it ends before it begins")


CHECKS: dict[str, Callable[[str], object]] = {
    "verdict": _one_of(*VERDICTS),
    "main": _one_of(*STANDINGS),
    "kind": _one_of(*DocumentKind),
    "date": timex.from_edtf,
    "dct": timex.from_iso,
    "place": _check_place,
    "tags": _check_tags,
    "link": _check_link,
    "created": _check_created,
    saved.FIELD: saved.check,
}
# An empty date, place or link says that there is none.
NEVER_EMPTY = ("verdict", "main", "dct", "kind", "tags", "created", saved.FIELD)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging. SQLite's time-out does not cover this one statement, so the waiting is ours."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
            time.sleep(0.01)


def _open_read_only(address: str) -> sqlite3.Connection:
    """A reading connection, also on a read-only disk, where WAL's helper files cannot be made."""
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        connection = sqlite3.connect(f"{address}&immutable=1", uri=True)
    return connection
