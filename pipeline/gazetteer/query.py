"""Looking up names and neighbours in a built gazetteer."""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import GazetteerError
from pipeline.gazetteer import names
from pipeline.gazetteer.build import SCHEMA
from pipeline.gazetteer.drafts import cell_of
from pipeline.geo import distance_m
from pipeline.model import Place

REBUILD = "build it anew with: python -m pipeline gazetteer build"
ALTERNATE_PENALTY = 0.06  # of importance: a place's other name is a weaker claim than its main name
DEMONYM_PENALTY = 0.5
_COLUMNS = (
    "p.key, p.name, p.lat, p.lon, p.radius_m, p.country, a.name, b.name, p.kind, p.population, p.source, p.importance,"
    " p.class"
)
_FROM = "place p left join place a on a.id = p.admin1 left join place b on b.id = p.admin2"
_BY_NAME = (
    f"select {_COLUMNS}, n.kind, p.admin1, p.admin2, p.id from name n join place p on p.id = n.place"
    " left join place a on a.id = p.admin1 left join place b on b.id = p.admin2 where n.norm = ?"
)
_BY_DEMONYM = _BY_NAME.replace("n.kind", "2").replace("from name n", "from demonym n")
_BY_KEY = f"select {_COLUMNS} from {_FROM} where p.key = ?"
_BY_CELL = f"select {_COLUMNS} from {_FROM} where p.class = 'P' and p.cell in (%s)"
_BY_PREFIX = (
    f"select {_COLUMNS}, min(n.kind) from (select place, kind from name where norm >= ? and norm < ? limit 20000) n"
    " join place p on p.id = n.place left join place a on a.id = p.admin1 left join place b on b.id = p.admin2"
    " group by p.id order by p.importance - 0.06 * min(n.kind) desc limit ?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that bears a name. `importance` is 0..1; `name_kind` 0 main name, 1 alternate, 2 demonym."""

    place: Place
    importance: float
    name_kind: int

    @property
    def rank(self) -> float:
        """Importance less what a weaker kind of name costs; entries are sorted by it."""
        return self.importance - (0.0, ALTERNATE_PENALTY, DEMONYM_PENALTY)[self.name_kind]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with what comma scoping needs: feature class, row number, row numbers of its units."""

    entry: Entry
    feature_class: str
    number: int
    units: tuple[int, ...]


def _place(columns: tuple[Any, ...]) -> Place:
    key, name, lat, lon, radius, country, admin1, admin2, kind, population, source = columns[:11]
    admin = tuple(unit for unit in (admin1, admin2) if unit)
    return Place(key, name, lat, lon, radius, country, admin, kind, population, source)


class Gazetteer:
    """A gazetteer file, read only. May be shared by threads and pickled (by its path)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._meta = self._checked()
        self.rows: Callable[[str], tuple[Row, ...]] = functools.lru_cache(50_000)(self._rows)
        self._starts: Callable[[str], bool] = functools.lru_cache(200_000)(self._has_prefix)

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """Open the gazetteer at `path`. Raises GazetteerError if it is missing, damaged or of another version."""
        return cls(path)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    @property
    def fingerprint(self) -> str:
        """Hash of everything it was built from."""
        return self._meta["fingerprint"]

    def info(self) -> dict[str, object]:
        """Path, size in bytes, schema, fingerprint, time of building (UTC), numbers of places and names."""
        counts = {key: int(self._meta[key]) for key in ("schema", "places", "names")}
        size = self.path.stat().st_size
        return {"path": str(self.path), "bytes": size, **counts, "fingerprint": self.fingerprint,
                "built": self._meta["built"]}  # fmt: skip

    # -- names

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, the likeliest first; demonyms last.

        A name unknown as it stands is tried in its other forms (`variants`): "Kursk Oblast" finds Kursk, "northern
        Iraq" finds Iraq. Empty if nothing is found.
        """
        for form in (names.normalise(name), *names.variants(name)):
            found = self.rows(form)
            if found:
                return tuple(row.entry for row in found)
        return ()

    def variants(self, name: str) -> tuple[str, ...]:
        """Other forms of a name that the gazetteer knows."""
        return tuple(form for form in names.variants(name) if self.rows(form))

    def has(self, name: str) -> bool:
        """Whether a place has exactly this name (demonyms do not count)."""
        return bool(self._named(name))

    def kinds(self, name: str) -> frozenset[str]:
        """Feature classes and codes of the places with exactly this name: {"P", "PPL", "A", "ADM1"}."""
        found = self._named(name)
        return frozenset(row.feature_class for row in found) | frozenset(row.entry.place.kind for row in found)

    def importance(self, name: str) -> float:
        """Rank of the most important place with exactly this name, 0..1; 0 if there is none."""
        found = self._named(name)
        return max(0.0, found[0].entry.rank) if found else 0.0

    def is_demonym(self, name: str) -> str:
        """ISO code of the country whose people or things are called so ("Russian" -> "RU"), or ""."""
        return next((r.entry.place.country for r in self.rows(names.normalise(name)) if r.entry.name_kind == 2), "")

    def starts(self, token: str) -> bool:
        """Whether some name begins with this word."""
        return any(self._starts(word) for word in names.first_words(token) if word)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Entry, ...]:
        """The most important places whose name begins with `prefix`, for completing what a person types."""
        form = names.normalise(prefix)
        if len(form) < 2:
            return self.lookup(prefix)[:limit]
        rows = self._ask(_BY_PREFIX, (form, form + "\U0010ffff", limit))
        return tuple(Entry(_place(row), row[11], row[13]) for row in rows)

    # -- places

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        rows = self._ask(_BY_KEY, (place_id,))
        return _place(rows[0]) if rows else None

    def near(self, lat: float, lon: float, limit: int = 1) -> tuple[Entry, ...]:
        """The settlements nearest to a point, nearest first; looks up to five degrees around it."""
        for reach in (1, 5):
            cells = {
                cell_of(min(89.9, max(-90.0, lat + up)), lon + right)
                for up in range(-reach, reach + 1)
                for right in range(-reach, reach + 1)
            }
            rows = self._ask(_BY_CELL % ",".join(map(str, sorted(cells))), ())
            if rows:
                rows = sorted(rows, key=lambda row: distance_m(lat, lon, row[2], row[3]))
                return tuple(Entry(_place(row), row[11], 0) for row in rows[:limit])
        return ()

    # -- inside

    def _named(self, name: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows(names.normalise(name)) if row.entry.name_kind < 2)

    def _rows(self, form: str) -> tuple[Row, ...]:
        found = [*self._ask(_BY_NAME, (form,)), *self._ask(_BY_DEMONYM, (form,))]
        return tuple(sorted(map(_row, found), key=lambda row: (-row.entry.rank, row.entry.place.id)))

    def _has_prefix(self, word: str) -> bool:
        question = "select 1 from name where norm = ? union all select 1 from name where norm > ? and norm < ? limit 1"
        return bool(self._ask(question, (word, word + " ", word + "!")))

    def _ask(self, question: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._connection().execute(question, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"the gazetteer {self.path} is damaged ({error}): {REBUILD}") from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection

    def _checked(self) -> dict[str, str]:
        if not self.path.is_file():
            raise GazetteerError(f"there is no gazetteer at {self.path}: {REBUILD}")
        meta = {str(key): str(value) for key, value in self._ask("select key, value from meta", ())}
        pages = self._ask("select page_count * page_size from pragma_page_count, pragma_page_size", ())
        if meta.get("schema") != str(SCHEMA):
            found = meta.get("schema", "none")
            raise GazetteerError(f"the gazetteer {self.path} is of version {found}, not {SCHEMA}: {REBUILD}")
        if pages[0][0] != self.path.stat().st_size:
            raise GazetteerError(f"the gazetteer {self.path} is cut short: {REBUILD}")
        return meta


def _row(columns: tuple[Any, ...]) -> Row:
    units = tuple(unit for unit in columns[14:16] if unit is not None)
    return Row(Entry(_place(columns), columns[11], columns[13]), columns[12], columns[16], units)
