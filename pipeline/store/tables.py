"""One snapshot with its judgements as DuckDB tables in memory: what `Query` asks.

`events` has one row an event, `members` says which event is in which story, `stories` one row a story with the
columns of the page's table and what the filters need. DuckDB is locked down: no extension is loaded or fetched, no
file outside the store is opened, and no statement can change that.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.model import Event
from pipeline.store import codec, parts
from pipeline.store.overlay import Overlay, applied
from pipeline.store.rows import DOCUMENTS, EVENTS, MAIN, SCHEMAS, SHOWN, event_row
from pipeline.store.snapshot import MEMBERS, Snapshot
from pipeline.store.where import COARSENESS

Connection = duckdb.DuckDBPyConnection
Error = duckdb.Error
LIVE = pa.schema([("document_id", pa.string()), ("part", pa.string())])

FOLDED = r"""CREATE MACRO folded(words) AS
  trim(regexp_replace(lower(strip_accents(words)), '[^\p{L}\p{N}]+', ' ', 'g'))"""
# The first member is the one shown: not rejected, dated by a person, best dated (the order that merging gave).
RANKED = """CREATE TEMP TABLE ranked AS
  SELECT members.story_id, events.*, row_number() OVER (
    PARTITION BY members.story_id ORDER BY status = 'rejected', basis <> 'user', members.ordinal, event_id) AS rank,
    status <> 'rejected' OR bool_and(status = 'rejected') OVER (PARTITION BY members.story_id) AS alive
  FROM members JOIN events USING (event_id)"""
STORIES = r"""CREATE TABLE stories AS
  WITH gathered AS (
    SELECT story_id,
      bool_or({main}) AS main,
      bool_or(disputed) AS disputed,
      max(salience) AS salience,
      count(DISTINCT coalesce(nullif(document_id, ''), event_id))::INTEGER AS sources,
      coalesce(list(DISTINCT document_id ORDER BY document_id) FILTER (document_id <> ''), []) AS document_ids,
      flatten(list(actor_ids ORDER BY rank)) AS all_ids, flatten(list(actors ORDER BY rank)) AS all_names,
      list_sort(list_distinct(flatten(list(tags)))) AS tags,
      list_distinct(flatten(list(tag_ids))) AS tag_ids,
      coalesce(max(link) FILTER (link <> ''), '') AS link,
      coalesce(string_agg(nullif(note, ''), ' | ' ORDER BY rank), '') AS note,
      CASE WHEN bool_and(status = 'rejected') THEN 'rejected' WHEN bool_or(status = 'confirmed') THEN 'confirmed'
           WHEN bool_or(status = 'unsure') THEN 'unsure' ELSE 'new' END AS status,
      ' ' || string_agg(folded(concat_ws(' ', title, quote, place, admin, array_to_string(actors, ' '),
                        array_to_string(tags, ' '), link, note)), ' | ' ORDER BY rank) AS haystack,
      arg_min({place}, rank) FILTER (lat IS NOT NULL) AS spot
    FROM ranked WHERE alive GROUP BY story_id)
  SELECT gathered.* EXCLUDE (spot, all_ids, all_names, tags), list_distinct(all_ids) AS actor_ids,
    array_to_string(gathered.tags, '; ') AS tags,
    event_id, document_id, title, type, modality, "start", "end", best, granularity, basis, value, "when", quote, vague,
    score,
    array_to_string([all_names[n] FOR n IN range(1, len(all_ids) + 1) IF list_position(all_ids, all_ids[n]) = n],
                    '; ') AS actors,
    {spots},
    CASE WHEN "start" IS NULL THEN "end" - 1 ELSE "start" END AS known_start,
    CASE WHEN "end" IS NULL THEN "start" + 1 ELSE greatest("end", coalesce("start" + 1, "end")) END AS known_end,
    CASE WHEN best IS NULL THEN NULL WHEN "start" IS NULL OR "end" IS NULL THEN 9
         ELSE coarse.rank END AS coarseness
  FROM gathered JOIN ranked USING (story_id) LEFT JOIN coarse ON coarse.name = granularity
  WHERE ranked.rank = 1"""
SPOT = ("place_id", "place", "admin", "country", "lat", "lon", "radius_m", "place_kind", "precision")
TEXTS = frozenset(("place_id", "place", "admin", "country", "place_kind", "precision"))


def connect(allowed: Path) -> Connection:
    """An empty DuckDB in memory that can open files below `allowed` and nothing else."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
    }
    connection = duckdb.connect(":memory:", config=settings)
    folder = str(allowed.absolute()).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{folder}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def build(connection: Connection, folder: Path, snapshot: Snapshot, overlay: Overlay) -> None:
    """Fill the connection with a snapshot as the overlay makes it."""
    _load(connection, folder, snapshot)
    _correct(connection, folder, overlay)
    members = [
        {"story_id": story.id, "event_id": event_id, "ordinal": ordinal}
        for story in overlay.stories
        for ordinal, event_id in enumerate(story.event_ids)
    ]
    put(connection, "members", pa.Table.from_pylist(members, schema=MEMBERS))
    grades = [{"name": name.value, "rank": rank} for name, rank in COARSENESS.items()]
    put(connection, "coarse", pa.Table.from_pylist(grades))
    connection.execute(FOLDED)
    connection.execute(RANKED)
    packed = "{" + ", ".join(f"'{name}': {name}" for name in SPOT) + "}"
    spots = ", ".join(f"coalesce(spot.{name}, '') AS {name}" if name in TEXTS else f"spot.{name}" for name in SPOT)
    connection.execute(STORIES.format(main=MAIN, place=packed, spots=spots))
    connection.execute("DROP TABLE ranked")


def put(connection: Connection, name: str, table: pa.Table) -> None:
    """An Arrow table as a DuckDB table of its own."""
    connection.register("incoming", table)
    connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608  (our own names)
    connection.unregister("incoming")


def bodies(connection: Connection, folder: Path, table: str, column: str, ids: Sequence[str]) -> list[tuple[str, str]]:
    """(`column`, body) of the live rows of a part table whose `column` is in `ids`, in the order of the file."""
    if not ids:
        return []
    names = connection.execute("SELECT DISTINCT part FROM live").fetchall()
    if not names:
        return []
    files = [str(parts.path_of(folder, table, name)) for (name,) in names]
    statement = f"""SELECT body_rows.{column}, body FROM read_parquet(?, filename = true) AS body_rows
      JOIN live ON live.document_id = body_rows.document_id AND live.part = parse_filename(filename, true)
      WHERE list_contains(?, body_rows.{column})"""  # noqa: S608  (our own names)
    return [(key, body) for key, body in connection.execute(statement, [files, list(ids)]).fetchall()]


def _load(connection: Connection, folder: Path, snapshot: Snapshot) -> None:
    live = [{"document_id": name, "part": part} for name, (_, part) in snapshot.documents.items()]
    put(connection, "live", pa.Table.from_pylist(live, schema=LIVE))
    for table, schema in (("events", EVENTS), ("documents", DOCUMENTS)):
        files = [str(parts.path_of(folder, table, name)) for name in snapshot.parts]
        columns = ", ".join(f'rows."{name}"' for name in schema.names if name not in ("body", "text"))
        if not files:
            put(connection, table, SCHEMAS[table].empty_table().drop_columns(["body"]))
            continue
        statement = f"""CREATE TABLE {table} AS SELECT {columns} FROM read_parquet(?, filename = true) AS rows
          JOIN live ON live.document_id = rows.document_id AND live.part = parse_filename(filename, true)"""  # noqa: S608
        connection.execute(statement, [files])
    for column in ("tags VARCHAR[] DEFAULT []", "tag_ids VARCHAR[] DEFAULT []", "link VARCHAR DEFAULT ''",
                   "note VARCHAR DEFAULT ''", "main_said BOOLEAN", "status VARCHAR DEFAULT 'new'"):  # fmt: skip
        connection.execute(f"ALTER TABLE events ADD COLUMN {column}")


def _correct(connection: Connection, folder: Path, overlay: Overlay) -> None:
    """Put the corrected rows in place of the machine's, and the verdicts beside them."""
    changed = [
        applied(codec.loads(Event, body), overlay.changes[event_id])
        for event_id, body in bodies(connection, folder, "events", "event_id", list(overlay.changes))
    ]
    changed += [applied(event, overlay.changes.get(name, {})) for name, event in overlay.created.items()]
    if changed:
        rows = pa.Table.from_pylist([event_row(event) for event in changed], schema=SHOWN)
        connection.register("incoming", rows)
        connection.execute("DELETE FROM events WHERE event_id IN (SELECT event_id FROM incoming)")
        connection.execute("INSERT INTO events BY NAME SELECT * FROM incoming")
        connection.unregister("incoming")
    if overlay.statuses:
        said = [{"event_id": event_id, "verdict": verdict} for event_id, verdict in overlay.statuses.items()]
        connection.register("incoming", pa.Table.from_pylist(said))
        connection.execute("UPDATE events SET status = verdict FROM incoming WHERE events.event_id = incoming.event_id")
        connection.unregister("incoming")
