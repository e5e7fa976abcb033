"""The whole of GeoNames: `allCountries` and `alternateNamesV2`, streamed from text or zip files into the gazetteer.

Twelve million rows: nothing of them is kept in memory but one byte for every GeoNames id. A place that the packages
have already only gains names. https://download.geonames.org/export/dump/readme.txt describes the columns (CC BY 4.0).
"""

from __future__ import annotations

import math
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import GazetteerError
from pipeline.gazetteer.drafts import MAX_NAME, NameRow, cell_of
from pipeline.gazetteer.kinds import class_of, importance, settlement_radius_m
from pipeline.gazetteer.names import is_useful_alternate, normalise

PLACES, NAMES = "allCountries", "alternateNamesV2"
FIRST_ROW = 1_000_000_000  # row number of GeoNames id 0: the packages' places come before
_CLASSES = frozenset("AHLPSTUV")  # all but roads
_NOT_NAMES = frozenset(["link", "wkdt", "post", "iata", "icao", "faac", "unlc", "phon", "tcid", "abbr", "piny"])
_MINOR = 2.2  # level of a farm or creek on the scale of log10(population)
_TOP = 11.0
_IDS = 1 << 25  # larger than any GeoNames id
_EVERY = 65_536  # rows between two words of progress
_PLACE = "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_RAW = "create table raw (norm text, place integer, kind integer, since integer, until integer)"
_SORTED = "insert or ignore into name select norm, place, kind, since, until from raw order by norm, place, kind"

PlaceRow = tuple[object, ...]
Progress = Callable[[float, str], None]


@dataclass
class Loader:
    """Loads one dump. `known` maps GeoNames ids that are there already to their rows, `units` codes to rows."""

    known: Mapping[int, int]
    units: Mapping[str, int]
    say: Progress
    taken: bytearray = field(default_factory=lambda: bytearray(_IDS))

    def load(self, connection: sqlite3.Connection, given: Path) -> None:
        """Write the places, then the names of the dump in a folder. Raises GazetteerError for a damaged file."""
        places, names = files(given)
        connection.execute(_RAW)
        for number, row in rows(places, lambda share, text: self.say(0.5 * share, text)):
            try:
                self._place(connection, row)
            except (ValueError, IndexError) as error:
                raise GazetteerError(f"{places}, line {number}: {error}") from error
        connection.executemany("insert into raw values (?, ?, ?, ?, ?)", self._alternates(names))
        self.say(0.9, "sorting the names of GeoNames")
        connection.execute(_SORTED)
        connection.execute("drop table raw")

    def _place(self, connection: sqlite3.Connection, row: list[str]) -> None:
        identifier = int(row[0])
        if identifier in self.known or row[6] not in _CLASSES or not 0 < identifier < _IDS:
            return
        self.taken[identifier] = 1
        names = [name for name in row[3].split(",") if is_useful_alternate(name)]
        connection.execute(_PLACE, self._columns(row, len(names)))
        forms = {normalise(row[1]): 0}
        for name in (row[2], *names):
            forms.setdefault(normalise(name), 1)
        connection.executemany(
            "insert into raw values (?, ?, ?, null, null)",
            [(form, FIRST_ROW + identifier, kind) for form, kind in forms.items() if 0 < len(form) <= MAX_NAME],
        )

    def _columns(self, row: list[str], names: int) -> PlaceRow:
        lat, lon, people = float(row[4]), float(row[5]), int(row[14] or 0)
        country, kind = row[8], row[7] or "AREA"
        unit = f"{country}.{row[10]}"
        letter = "S" if row[6] in "UV" else row[6]
        return (
            FIRST_ROW + int(row[0]), f"geonames:{row[0]}", row[1], lat, lon, radius_m(letter, people), country,
            self.units.get(unit), self.units.get(f"{unit}.{row[11]}"), kind, letter, people,
            standing((letter, kind), people, names), "geonames", cell_of(lat, lon), None, None,
        )  # fmt: skip

    def _alternates(self, path: Path) -> Iterator[NameRow]:
        for _, row in rows(path, lambda share, text: self.say(0.5 + 0.4 * share, text)):
            row = [*row, *[""] * 10]  # the last columns may be left out
            place, form = self._row_of(row[1]), normalise(row[3])
            usable = row[2] not in _NOT_NAMES and is_useful_alternate(row[3]) and 0 < len(form) <= MAX_NAME
            if place is not None and usable:
                yield form, place, 1, _year(row[8]), _year(row[9])

    def _row_of(self, number: str) -> int | None:
        identifier = int(number) if number.isdecimal() else 0
        if identifier in self.known:
            return self.known[identifier]
        return FIRST_ROW + identifier if 0 < identifier < _IDS and self.taken[identifier] else None


def standing(feature: tuple[str, str], population: int, alternates: int) -> float:
    """Importance, 0..1, of a feature (class, code): what is no town and no unit of a state is minor."""
    letter, kind = feature
    usual = importance(kind if letter != "P" or class_of(kind) == "P" else "PPL", population, alternates)
    if letter == "P" or (letter == "A" and class_of(kind) == "A" and kind != "ADMD"):
        return usual
    crowd = math.log10(max(0, population) + 1)
    return round(min(usual, (max(_MINOR, crowd) + 0.45 * math.log10(1 + alternates)) / _TOP), 4)


def radius_m(letter: str, population: int) -> float:
    """Radius in metres: of a settlement by its people, of others by how wide their class is."""
    if letter == "P":
        return settlement_radius_m(population)
    return {"A": 20_000.0, "H": 5_000.0, "T": 5_000.0, "L": 10_000.0}.get(letter, 1_000.0)


def _year(text: str) -> int | None:
    """The year with which a date of GeoNames begins ("1930", "19300328"); None where there is none."""
    digits = text.strip()[:4]
    return int(digits) if digits.isdigit() and len(digits) == 4 else None


def files(given: Path) -> tuple[Path, Path]:
    """The two files of a dump, given its folder or its first file. Raises GazetteerError if one is missing."""
    folder = given if given.is_dir() else given.parent
    return _file(folder, PLACES), _file(folder, NAMES)


def _file(folder: Path, stem: str) -> Path:
    for suffix in (".txt", ".zip"):
        if (folder / (stem + suffix)).is_file():
            return folder / (stem + suffix)
    raise GazetteerError(f"there is no {stem}.txt or {stem}.zip in {folder}: get them from download.geonames.org")


def rows(path: Path, say: Progress) -> Iterator[tuple[int, list[str]]]:
    """The lines of a file of the dump as (number, columns), with words of progress."""
    try:
        with _opened(path) as (lines, size):
            yield from _split(lines, size, path.stem, say)
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise GazetteerError(f"{path} cannot be read: {error}") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Iterable[bytes], int]]:
    """The lines of a text file, or of the one in a zip file, and its size in bytes."""
    if path.suffix != ".zip":
        with path.open("rb") as lines:
            yield lines, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo(f"{path.stem}.txt")
        with archive.open(member) as lines:
            yield lines, member.file_size


def _split(lines: Iterable[bytes], size: int, what: str, say: Progress) -> Iterator[tuple[int, list[str]]]:
    done = 0
    for number, line in enumerate(lines, 1):
        done += len(line)
        if number % _EVERY == 0:
            say(done / max(1, size), f"{what}: {number:,} lines")
        if line.strip():
            yield number, line.decode("utf-8").rstrip("\r\n").split("\t")
