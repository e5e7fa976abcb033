"""Corrections from elsewhere: ill-typed rows are refused, what is taken stops nothing; no log is overwritten."""

from __future__ import annotations

import copy
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples import PARIS, document, event, fill, store

from pipeline import exporters
from pipeline.errors import StoreError
from pipeline.model import Judgement
from pipeline.selection import Selection
from pipeline.store import Extraction, Judgements, Store, codec, saved
from pipeline.store.created import Created

NEWS = document("news.txt", "one")
LANDED = event(NEWS, "Troops landed near Paris at dawn.", "1944-06", PARIS, type="attack", salience=0.9)
WRITTEN = event(NEWS, "Sailors left Paris.", "1944-07-03", PARIS, type="travel", tags=("sea",), link="https://a.org/b")
ODD: tuple[Any, ...] = (None, 7, float("nan"), -(2**70), "\ud800", "javascript:alert(1)", ["\ud800"], {"id": 7})
PLAIN: dict[str, tuple[str, str, str]] = {
    "created": ("event", WRITTEN.id, codec.dumps(Created("example", WRITTEN))),
    "place": ("event", LANDED.id, codec.dumps(PARIS)),
    "tags": ("event", LANDED.id, json.dumps(["sea"])),
    "saved": (saved.KIND, "v", json.dumps({"name": "Sea", "query": "q=sea"})),
}
ROWS = {
    **{name: Judgement("r", *about[:2], name, about[2], at="2026-01-01") for name, about in PLAIN.items()},
    "date": Judgement("r", "event", LANDED.id, "date", "1944-06-06", at="2026-01-01"),
    "link": Judgement("r", "event", LANDED.id, "link", "https://a.org/b", at="2026-01-01"),
    "type": Judgement("r", "event", LANDED.id, "type", "attack", at="2026-01-01"),
}


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    made = store(tmp_path)
    fill(made, Extraction(NEWS, events=(LANDED,)))
    return made


def paths(plain: Any, base: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, value in inner:
        yield (*base, key)
        yield from paths(value, (*base, key))


def put(plain: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(plain)
    home = made
    for key in path[:-1]:
        home = home[key]
    home[path[-1]] = value
    return made


def written(number: int, row: dict[str, Any]) -> bytes:
    return json.dumps({**row, "id": f"r{number}"}).encode()


def mutants(name: str) -> Iterator[bytes]:
    """Rows as a stranger's file may hold them: every part of a sound one replaced by what does not belong there."""
    number = 0
    row = json.loads(codec.dumps(ROWS[name]))
    for path in paths(row):
        for odd in ODD:
            number += 1
            yield written(number, put(row, path, odd))
    value = json.loads(row["value"]) if name in PLAIN else None
    for path in paths(value):
        for odd in ODD:
            number += 1
            yield written(number, {**row, "value": json.dumps(put(value, path, odd))})


@pytest.mark.parametrize("name", ROWS)
def test_what_is_taken_from_elsewhere_stops_nothing(kept: Store, name: str) -> None:
    refused = 0
    for line in mutants(name):
        kept.judgements.path.unlink(missing_ok=True)
        fresh = Store(kept.settings)
        try:
            fresh.judgements.load(line)
        except StoreError:
            refused += 1
            assert fresh.judgements.log() == []
            continue
        look(fresh)
    assert refused > len(ODD)


def look(at: Store) -> None:
    """Everything as the page and the exports do."""
    query = at.open("example")
    shown = query.events(Selection(main=False))
    assert query.count(Selection(main=False)).total >= 1
    for one in shown:
        assert query.story(one.id) is not None
    query.table(Selection(main=False))
    query.facets(Selection(main=False))
    saved.views(at.judgements.active())
    for name in exporters.registry:
        exporters.registry[name].write(shown, io.BytesIO(), "en")
    assert at.judgements.export()
    assert not [one for one in shown if one.link.startswith("javascript:")]


def test_rows_that_make_no_sense_and_are_there_already_are_kept_and_applied_nowhere(kept: Store) -> None:
    kept.judgements.add(Judgement("", "event", LANDED.id, "title", "Landing"))
    with sqlite3.connect(kept.judgements.path) as connection:
        connection.execute("UPDATE log SET id = 'odd', field = 'place', value = '{\"id\": 7}'")
    fresh = Store(kept.settings)
    assert fresh.judgements.log() == []
    assert [row.id for row in fresh.judgements.unsound()] == ["odd"]
    assert fresh.open("example").count(Selection(main=False)).total == 1


def test_a_backup_never_overwrites_the_log_nor_an_older_backup_before_it_is_whole(kept: Store, tmp_path: Path) -> None:
    kept.judgements.add(Judgement("", "event", LANDED.id, "title", "Landing"))
    log = kept.judgements.path
    (tmp_path / "alias").symlink_to(log)
    for own in (log, tmp_path / "alias", log.parent / "." / log.name, log.with_name(f"{log.name}-wal")):
        with pytest.raises(StoreError, match="the log itself"):
            kept.judgements.backup(own)
    assert len(Judgements(log).log()) == 1
    older = tmp_path / "backup.sqlite"
    kept.judgements.backup(older)
    before = older.read_bytes()
    log.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError):
        Judgements(log).backup(older)
    assert older.read_bytes() == before
    assert [path.name for path in tmp_path.glob(".backup*")] == []
