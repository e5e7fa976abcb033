"""Questions to one snapshot: columns for the views, objects for the exporters, counts and facets for the filters.

A `Query` never changes; a new snapshot or judgement makes a new one. It may be shared between threads: every
question runs on a cursor of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from babel import Locale

from pipeline.errors import StoreError
from pipeline.model import Document, Event, Judgement, Mention, Story, Timex
from pipeline.selection import Selection
from pipeline.store import codec, desk, parts, tables, unseen
from pipeline.store.created import anchored
from pipeline.store.kept import Kept
from pipeline.store.overlay import Overlay, applied
from pipeline.store.snapshot import Snapshot
from pipeline.store.unseen import Unseen
from pipeline.store.where import LISTED, LISTS, Clause, clauses, joined

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    *("story_id", "event_id", "document_id", "title", "type", "modality", "main", "disputed", "status"),
    *("start", "end", "best", "granularity", "basis", "value", "when"),
    *("place_id", "place", "admin", "country", "lat", "lon", "radius_m", "place_kind", "precision"),
    *("actors", "sources", "quote", "salience", "score", "vague", "tags", "link"),
)
TABLES_KEPT = 3  # of which one holds what is shown, one what the dates leave out, one what was shown before
COUNTS_KEPT = 64
ORDERS = {
    "time": "best NULLS LAST, salience DESC, story_id",
    "salience": "salience DESC, best NULLS LAST, story_id",
    "confidence": "score DESC, best NULLS LAST, salience DESC, story_id",
    "doubt": "status <> 'new', score, best NULLS LAST, salience DESC, story_id",
}


Facets = dict[str, list[tuple[str, str, int]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories a selection shows, of how many, where and when.

    `shown` match; `total` are in the data set, `main_total` of them main ones; `others` are no main ones and match if
    such are shown; `places` and `documents` are distinct
    ones among the shown; `undated` and `unplaced` would match if such events were shown; `vague` are shown with a date
    not known to the day; `first` and `last` are moments (microseconds), None if nothing shown is dated.
    """

    shown: int
    total: int
    main_total: int
    others: int
    places: int
    documents: int
    undated: int
    unplaced: int
    vague: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class StoryDetail:
    """A story with its events (best dated first, corrected), their documents, mentions by document, and judgements."""

    story: Story
    events: tuple[Event, ...]
    documents: tuple[Document, ...]
    mentions: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()

    def document_of(self, event: Event) -> Document | None:
        """The document that tells of one of the events; None for what a person wrote without one."""
        return next((one for one in self.documents if one.id == event.document_id), None)


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document with everything found in it, events corrected; `error` says why nothing could be."""

    document: Document
    timexes: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    statuses: dict[str, str] = field(default_factory=dict)
    error: str = ""


class Query:
    """The window through which everything looks at the store."""

    def __init__(self, folder: Path, snapshot: Snapshot, overlay: Overlay) -> None:
        self.snapshot = snapshot
        self.snapshot_id = snapshot.id
        self._folder = folder
        self._overlay = overlay
        self._stories = {story.id: story for story in overlay.stories}
        self._home = {event_id: story.id for story in overlay.stories for event_id in story.event_ids}
        self._kept_tables, self._kept_counts = Kept(TABLES_KEPT), Kept(COUNTS_KEPT)
        self._connection = tables.connect(folder)
        tables.build(self._connection, folder, snapshot, overlay)

    def table(self, selection: Selection) -> pd.DataFrame:
        """One row a story, in the selection's order.

        Columns `COLUMNS`: `start`, `end`, `best` are nullable Int64 microseconds (NA = open or undated), `lat` and
        `lon` are NaN where unplaced, `actors` are joined by "; ", `sources` counts documents.
        """
        condition, values = joined(clauses(selection))
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        statement = f"SELECT {names} FROM stories WHERE {condition} ORDER BY {ORDERS[selection.sort]}"  # noqa: S608
        kept = self._kept_tables.get((statement, repr(values)), lambda: self._frame(statement, values))
        return kept.copy(deep=False)  # whoever adds a column to it adds it to a copy

    def count(self, selection: Selection) -> Counts:
        """How many stories match, and what the count sentence says about them."""
        chosen = clauses(selection)
        return self._kept_counts.get(("count", repr(chosen)), lambda: self._count(chosen))

    def _count(self, chosen: Sequence[Clause]) -> Counts:
        shown = self._row(
            """count(*), count(DISTINCT nullif(place_id, '')), count(*) FILTER (vague), min(coalesce("start", best)),
            max(coalesce("end" - 1, best))""",
            chosen,
        )
        documents = self._row("count(DISTINCT document) FROM (SELECT unnest(document_ids) AS document", chosen, ")")
        (undated,) = self._row("count(*) FILTER (best IS NULL)", chosen, without=("nt",))
        (unplaced,) = self._row("count(*) FILTER (lat IS NULL)", chosen, without=("ng",))
        (others,) = self._row("count(*) FILTER (NOT (main AND status <> 'rejected'))", chosen, without=("main",))
        total, main_total = self._row("count(*), count(*) FILTER (main AND status <> 'rejected')", ())
        return Counts(
            shown[0], total, main_total, others, shown[1], documents[0], undated, unplaced, shown[2], shown[3], shown[4]
        )

    def facets(self, selection: Selection) -> Facets:
        """{parameter: [(id, label, count)]}, most frequent first: each as the selection's other filters leave it."""
        chosen = clauses(selection)
        found: Facets = self._kept_counts.get(
            ("facets", repr(chosen)), lambda: {parameter: self._facet(parameter, chosen) for parameter in LISTED}
        )
        return {parameter: list(counted) for parameter, counted in found.items()}

    def hiding(self, selection: Selection) -> list[tuple[str, str, int]]:
        """[(parameter, what it says, how many more stories match without it)], the filter that hides most first."""
        chosen = clauses(selection)
        (shown,) = self._row("count(*)", chosen)
        said: dict[str, list[str]] = {}
        for name, value in selection.to_query():
            said.setdefault(name, []).append(value)
        hidden = [
            (
                parameter,
                ", ".join(said.get(parameter, [])),
                self._row("count(*)", chosen, without=(parameter,))[0] - shown,
            )
            for parameter in dict.fromkeys(clause.parameter for clause in chosen)
        ]
        return sorted((entry for entry in hidden if entry[2] > 0), key=lambda entry: -entry[2])

    def events(self, selection: Selection, most: int | None = None) -> list[Event]:
        """The events of the matching stories, corrected, story by story, without rejected members of others.

        Of many only the first `most`.
        """
        return self._events([event_id for _, event_id, _ in self.members(selection)[:most]])

    def members(self, selection: Selection) -> list[tuple[str, str, str]]:
        """(story, event, document) ids of what `events` gives, in its order."""
        condition, values = joined(clauses(selection))
        statement = f"""WITH chosen AS (
            SELECT story_id, status, row_number() OVER (ORDER BY {ORDERS[selection.sort]}) AS turn
            FROM stories WHERE {condition})
          SELECT story_id, members.event_id, document_id
          FROM chosen JOIN members USING (story_id) JOIN events USING (event_id)
          WHERE events.status <> 'rejected' OR chosen.status = 'rejected'
          ORDER BY turn, members.ordinal"""  # noqa: S608
        return [(story, event, document) for story, event, document in self._ask(statement, values)]

    def notes(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """{event id: what people noted about it, oldest first}; who noted it is not told."""
        placed = ((event_id, self._overlay.placed.get(event_id, ())) for event_id in ids)
        found = {
            event_id: tuple(one.value for one in said if one.field == "note" and one.value.strip())
            for event_id, said in placed
        }
        return {event_id: notes for event_id, notes in found.items() if notes}

    def stories(self, selection: Selection) -> list[Story]:
        """The matching stories, in the selection's order."""
        condition, values = joined(clauses(selection))
        statement = f"SELECT story_id FROM stories WHERE {condition} ORDER BY {ORDERS[selection.sort]}"  # noqa: S608
        return [self._stories[name] for (name,) in self._ask(statement, values) if name in self._stories]

    def texts(self, ids: Sequence[str]) -> list[Document]:
        """The documents of these ids, with their texts; those that the snapshot does not hold are left out."""
        return self._documents(ids)

    def home(self, story_or_event_id: str) -> str:
        """The id of the story that an event is in; "" where there is none."""
        return self._home.get(story_or_event_id, "")

    def story(self, story_or_event_id: str) -> StoryDetail | None:
        """A story by its id or by the id of one of its events; None if there is none."""
        story = self._stories.get(self._home.get(story_or_event_id, ""))
        if story is None:
            return None
        shown = self._ask("SELECT event_id FROM stories WHERE story_id = ?", [story.id])
        ids = list(dict.fromkeys([*(event_id for (event_id,) in shown), *story.event_ids]))
        events = self._events(ids)
        documents = tuple(self._documents(list(dict.fromkeys(event.document_id for event in events))))
        texts = {document.id: document.text for document in documents}
        events = [self._anchored(one, texts.get(one.document_id)) for one in events]
        mentions = {document.id: tuple(self._mentions(document.id)) for document in documents}
        said = (row for event_id in ids for row in self._overlay.placed.get(event_id, ()))
        return StoryDetail(story, tuple(events), documents, mentions, self._statuses(ids), tuple(said))

    def document(self, document_id: str) -> DocumentDetail | None:
        """A document with its text, its timexes, mentions and events; None if the snapshot does not hold it."""
        found = self._documents([document_id])
        if not found:
            return None
        events = tuple(self._anchored(event, found[0].text) for event in self.events_of(document_id))
        [(error,)] = self._ask("SELECT error FROM documents WHERE document_id = ?", [document_id])
        statuses = self._statuses([event.id for event in events])
        mentions = tuple(self._mentions(document_id))
        return DocumentDetail(found[0], self.timexes(document_id), mentions, events, statuses, error)

    def timexes(self, document_id: str) -> tuple[Timex, ...]:
        """The time expressions of a document, in the order of the text."""
        return tuple(codec.loads(Timex, body) for _, body in self._bodies("timexes", "document_id", [document_id]))

    def events_of(self, document_id: str) -> list[Event]:
        """A document's events, corrected, in the order of the text."""
        statement = "SELECT event_id FROM events WHERE document_id = ? ORDER BY trigger_start, event_id"
        return self._events([event_id for (event_id,) in self._ask(statement, [document_id])])

    def documents(self) -> pd.DataFrame:
        """The quality desk: one row a document, with its date and origin, counts and warnings (see `desk`)."""
        return self._frame(desk.DOCUMENTS, [])

    def unseen(self) -> tuple[Unseen, ...]:
        """The documents of which the default view draws nothing, and why."""
        found: tuple[Unseen, ...] = self._kept_counts.get("unseen", lambda: unseen.read(self._ask(unseen.UNSEEN, [])))
        return found

    def filtered_out(self, selection: Selection) -> dict[str, str]:
        """{id: title} of the documents that the default view shows something of and the selection nothing."""
        named = self._labels("doc")
        left = self._documents_of(Selection()) - self._documents_of(selection)
        return {document_id: named[document_id] for document_id in sorted(left) if document_id in named}

    def orphans(self) -> list[Judgement]:
        """Judgements whose event is gone and whose quote nothing resembles."""
        return list(self._overlay.orphans)

    def _documents_of(self, selection: Selection) -> set[str]:
        """The documents that tell the matching stories."""
        condition, values = joined(clauses(selection))
        told = self._ask(f"SELECT DISTINCT unnest(document_ids) FROM stories WHERE {condition}", values)  # noqa: S608
        return {document_id for (document_id,) in told}

    def _facet(self, parameter: str, chosen: Sequence[Clause]) -> list[tuple[str, str, int]]:
        column = LISTED[parameter][1]
        condition, values = joined(chosen, (parameter, f"not-{parameter}"))
        one = f"unnest({column})" if column in LISTS else column
        label = "any_value(place)" if parameter == "place" else "NULL"
        statement = f"""SELECT id, {label}, count(*) FROM (SELECT {one} AS id, place FROM stories WHERE {condition})
          WHERE id <> '' GROUP BY id ORDER BY count(*) DESC, id"""  # noqa: S608
        counted = self._ask(statement, values)
        labels = self._labels(parameter)
        return [(key, label or labels.get(key, key), count) for key, label, count in counted]

    def _labels(self, parameter: str) -> dict[str, str]:
        if parameter == "cc":
            return dict(Locale("en").territories)
        if parameter == "doc":
            return dict(self._ask("SELECT document_id, coalesce(nullif(title, ''), source) FROM documents", []))
        if parameter == "actor":
            named = "SELECT unnest(actor_ids) AS id, unnest(actors) AS name FROM events"
            return dict(self._ask(f"SELECT id, mode(name) FROM ({named}) GROUP BY id", []))  # noqa: S608
        if parameter == "tag":
            named = "SELECT unnest(tag_ids) AS id, unnest(tags) AS name FROM events"
            return dict(self._ask(f"SELECT id, mode(name) FROM ({named}) GROUP BY id", []))  # noqa: S608
        return {}

    def _events(self, ids: Sequence[str]) -> list[Event]:
        """Corrected events in the order of `ids`."""
        changes = self._overlay.changes
        found = {
            event_id: applied(codec.loads(Event, body), changes.get(event_id, {}))
            for event_id, body in self._bodies("events", "event_id", ids)
        }
        created = self._overlay.created
        found |= {name: applied(created[name], changes.get(name, {})) for name in ids if name in created}
        return [found[event_id] for event_id in ids if event_id in found]

    def _anchored(self, event: Event, text: str | None) -> Event:
        """A person's event at the words that it was made from; the machine's are read anew with the text."""
        return event if text is None or event.id not in self._overlay.created else anchored(event, text)

    def _mentions(self, document_id: str) -> list[Mention]:
        return [codec.loads(Mention, body) for _, body in self._bodies("mentions", "document_id", [document_id])]

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        found = parts.read_documents(self._folder, {one: self.snapshot.documents[one] for one in self._live(ids)})
        return [found[document_id] for document_id in ids if document_id in found]

    def _live(self, ids: Sequence[str]) -> list[str]:
        return [document_id for document_id in ids if document_id in self.snapshot.documents]

    def _statuses(self, ids: Collection[str]) -> dict[str, str]:
        return dict(self._ask("SELECT event_id, status FROM events WHERE list_contains(?, event_id)", [list(ids)]))

    def _bodies(self, table: str, column: str, ids: Sequence[str]) -> list[tuple[str, str]]:
        try:
            return tables.bodies(self._connection.cursor(), self._folder, table, column, ids)
        except tables.Error as error:
            raise StoreError("this version of the data set is gone; load the page again") from error

    def _row(
        self, what: str, chosen: Sequence[Clause], end: str = "", *, without: Collection[str] = ()
    ) -> tuple[Any, ...]:
        condition, values = joined(chosen, without)
        return self._ask(f"SELECT {what} FROM stories WHERE {condition}{end}", values)[0]  # noqa: S608

    def _ask(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._connection.cursor().execute(statement, list(values)).fetchall()

    def _frame(self, statement: str, values: Sequence[Any]) -> pd.DataFrame:
        import pandas as pd  # takes over a second, which those that only write need not wait for

        table: pa.Table = self._connection.cursor().sql(statement, params=list(values)).to_arrow_table()
        whole: pd.DataFrame = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        return whole
