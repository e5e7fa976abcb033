"""Looking up names and neighbours in a built gazetteer."""

from __future__ import annotations

import functools
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.errors import GazetteerError
from pipeline.gazetteer import names
from pipeline.gazetteer.build import SCHEMA
from pipeline.gazetteer.drafts import cells_around
from pipeline.geo import distance_m
from pipeline.model import Place

REBUILD = "build it anew with: python -m pipeline gazetteer build"
Years = tuple[int | None, int | None]
ALWAYS: Years = (None, None)
PENALTY = (0.0, 0.06, 0.5)  # of importance, by kind of name: an alternate is a weaker claim than a main name
_LAPSED = 0.3  # of importance: what a name of former times loses where a town bears it today
_LIVING = 0.44  # of importance: a town from some 50,000 people
_VIEW = """
create temp view known as select p.key, p.name, p.lat, p.lon, p.radius_m, p.country, a.name as admin1, b.name as admin2,
  p.kind, p.population, p.source, p.importance, p.class, p.id, p.admin1 as unit1, p.admin2 as unit2, p.cell,
  p.since, p.until
from place p left join place a on a.id = p.admin1 left join place b on b.id = p.admin2
"""
_BY_NAME = """
select known.*, name.since, name.until, name.kind from name join known on known.id = name.place where name.norm = ?
"""
_BY_DEMONYM = "select known.*, null, null, 2 from demonym join known on known.id = demonym.place where demonym.norm = ?"
_BY_KEY = "select * from known where key = ?"
_BY_CELLS = "select * from known where class = 'P' and cell between ? and ?"
_BY_PREFIX = """
select known.*, min(n.kind) from (select place, kind from name where norm >= ? and norm < ? limit 20000) n
join known on known.id = n.place group by known.id order by known.importance - 0.06 * min(n.kind) desc limit ?
"""
_PREFIX = "select 1 from name where norm = ? union all select 1 from name where norm > ? and norm < ? limit 1"
_BY_LENGTH = "select distinct norm from name where norm >= ? and norm < ? and length(norm) between ? and ?"
_LAST = "\U0010ffff"  # sorts after every letter


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that bears a name. `importance` is 0..1; `name_kind` 0 main name, 1 alternate, 2 demonym.

    `years` are the first and last (astronomical) in which the place, or its name, was in use; None: open.
    """

    place: Place
    importance: float
    name_kind: int
    years: Years = ALWAYS

    @property
    def rank(self) -> float:
        """Importance less what a weaker kind of name costs; entries are sorted by it."""
        return self.importance - PENALTY[self.name_kind]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with what comma scoping needs: feature class, row number, row numbers of its units."""

    entry: Entry
    feature_class: str
    number: int
    units: tuple[int, ...]


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
        """Path, size in bytes, schema, numbers of places and names, fingerprint, time of building (UTC)."""
        counts = {key: int(self._meta[key]) for key in ("schema", "places", "names")}
        texts = {key: self._meta[key] for key in ("fingerprint", "built")}
        return {"path": str(self.path), "bytes": self.path.stat().st_size, **counts, **texts}

    # -- names

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, the likeliest first; demonyms last.

        A name unknown as it stands is tried in its other forms (`variants`): "Kursk Oblast" finds Kursk, "northern
        Iraq" finds Iraq. Empty if nothing is found.
        """
        return tuple(row.entry for row in self.find(name))

    def find(self, name: str) -> tuple[Row, ...]:
        """As `lookup`, with what comma scoping needs."""
        exact = self.rows(names.normalise(name))
        if name.rstrip().endswith("."):  # "Mo." is the state before any place called Mo
            exact = (*self._states(names.state_of(name)), *exact)
        if exact:
            return exact
        found = next((rows for form in names.variants(name) if (rows := self.rows(form))), ())
        if names.asks_for_unit(name):  # "Kursk Oblast" is the unit rather than the city
            return tuple(sorted(found, key=lambda row: row.feature_class != "A"))
        return found

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

    def is_own(self, name: str) -> bool:
        """Whether the most important place with exactly this name has it as its main name."""
        found = self._named(name)
        return bool(found) and found[0].entry.name_kind == 0

    def is_demonym(self, name: str) -> str:
        """ISO code of the country whose people or things are called so ("Russian" -> "RU"), or ""."""
        found = (row.entry for row in self.rows(names.normalise(name)))
        return next((entry.place.country for entry in found if entry.name_kind == 2), "")

    def starts(self, token: str) -> bool:
        """Whether some name begins with this word."""
        return any(self._starts(word) for word in names.first_words(token) if word)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Entry, ...]:
        """The most important places whose name begins with `prefix`, for completing what a person types."""
        form = names.normalise(prefix)
        if len(form) < 2:
            return self.lookup(prefix)[:limit]
        found = self._ask(_BY_PREFIX, (form, form + _LAST, limit))
        return tuple(_entry(columns, columns[-1]) for columns in found)

    def forms_like(self, form: str) -> list[str]:
        """Normal forms that begin like `form` (two letters) and are about as long: what a misspelling may mean."""
        start, size = form[:2], len(form)
        found = self._ask(_BY_LENGTH, (start, start + _LAST, size - 2, size + 2))
        return [columns[0] for columns in found]

    # -- places

    def get(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        found = self._ask(_BY_KEY, (place_id,))
        return _place(found[0]) if found else None

    def near(self, lat: float, lon: float, limit: int = 1) -> tuple[Entry, ...]:
        """The settlements nearest to a point, nearest first; looks one degree around it, then five."""
        for reach in (1, 5):
            found = [row for cells in cells_around(lat, lon, reach) for row in self._ask(_BY_CELLS, cells)]
            if found:
                found.sort(key=lambda columns: distance_m(lat, lon, columns[2], columns[3]))
                return tuple(_entry(columns, 0) for columns in found[:limit])
        return ()

    # -- inside

    def _states(self, name: str) -> tuple[Row, ...]:
        found = self.rows(names.normalise(name)) if name else ()
        return tuple(row for row in found if row.entry.place.kind == "ADM1" and row.entry.place.country in ("US", "CA"))

    def _named(self, name: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows(names.normalise(name)) if row.entry.name_kind < 2)

    def _rows(self, form: str) -> tuple[Row, ...]:
        found = [*self._ask(_BY_NAME, (form,)), *self._ask(_BY_DEMONYM, (form,))]
        rows = _lapsed(list(map(_row, found)))
        return tuple(sorted(rows, key=lambda row: (-row.entry.rank, row.entry.place.id)))

    def _has_prefix(self, word: str) -> bool:
        return bool(self._ask(_PREFIX, (word, word + " ", word + "!")))

    def _ask(self, question: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._connection().execute(question, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise GazetteerError(f"the gazetteer {self.path} is damaged ({error}): {REBUILD}") from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            connection.execute(_VIEW)
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


def _lapsed(rows: list[Row]) -> list[Row]:
    """The rows; a name of former times counts less where a town bears it today ("Salisbury" is not Harare)."""
    living = (row.entry for row in rows if row.feature_class == "P" and row.entry.name_kind == 0)
    if not any(entry.years == ALWAYS and entry.importance >= _LIVING for entry in living):
        return rows
    return [
        replace(row, entry=replace(row.entry, importance=max(0.0, row.entry.importance - _LAPSED)))
        if row.feature_class == "P" and row.entry.years[1] is not None
        else row
        for row in rows
    ]


def _place(columns: tuple[Any, ...]) -> Place:
    key, name, lat, lon, radius, country, admin1, admin2, kind, population, source = columns[:11]
    admin = tuple(unit for unit in (admin1, admin2) if unit)
    return Place(key, name, lat, lon, radius, country, admin, kind, population, source)


def _entry(columns: tuple[Any, ...], name_kind: int) -> Entry:
    return Entry(_place(columns), columns[11], name_kind, (columns[17], columns[18]))


def _row(columns: tuple[Any, ...]) -> Row:
    units = tuple(unit for unit in columns[14:16] if unit is not None)
    entry, named = _entry(columns, columns[-1]), (columns[-3], columns[-2])
    return Row(replace(entry, years=named) if named != ALWAYS else entry, columns[12], columns[13], units)
