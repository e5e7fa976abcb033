"""What people say: kept for good, taken back by one more row, applied on reading, found again after an edit."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from samples import FIJI, PARIS, document, event, fill, store

from pipeline import timex
from pipeline.errors import StoreError
from pipeline.model import UNKNOWN, Basis, Event, Judgement, Modality, Span, Story, Why, stable_id
from pipeline.selection import Selection
from pipeline.store import Extraction, Judgements, Store, codec, saved
from pipeline.store.created import Created, anchored
from pipeline.store.overlay import applied, corrected

NEWS = document("news.txt", "one")
BOOK = document("book.txt", "two")
LANDED = event(NEWS, "Troops landed near Paris at dawn.", "1944-06", PARIS, type="attack", salience=0.9)
FOUGHT = event(BOOK, "Troops landed near Paris on a Tuesday.", "1944-06-06", None, type="attack")
SAILED = event(BOOK, "Sailors left Fiji.", "1944-07", FIJI, type="travel")
LOST = event(NEWS, "Lost sheep were found.", "", None, type="other")


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    made = store(tmp_path)
    told = Story(min(LANDED.id, FOUGHT.id), (FOUGHT.id, LANDED.id), "the same landing")
    news, book = Extraction(NEWS, events=(LANDED, LOST)), Extraction(BOOK, events=(FOUGHT, SAILED))
    fill(made, news, book, stories=(told,))
    return made


def say(of: Store, target: str, field: str, value: str, kind: str = "event", **more: str) -> Judgement:
    return of.judgements.add(Judgement("", kind, target, field, value, **more))


def row(of: Store, event_id: str) -> dict[str, object]:
    """The row of the story that holds an event."""
    query = of.open("example")
    detail = query.story(event_id)
    assert detail is not None
    table = query.table(Selection(main=False)).set_index("story_id")
    return dict(table.loc[detail.story.id])


def test_the_log_keeps_everything_in_order(kept: Store) -> None:
    first = say(kept, SAILED.id, "verdict", "confirmed")
    second = say(kept, SAILED.id, "note", "as told by the harbour book")
    undone = kept.judgements.undo(first.id)
    log = kept.judgements
    assert log.active() == [second]
    assert log.history(SAILED.id) == [first, second, undone]
    assert log.version() == 3
    log.undo(undone.id)
    assert log.active() == [first, second]
    assert all(one.id and one.at for one in log.log())


def test_an_empty_log_leaves_no_file(tmp_path: Path) -> None:
    log = Judgements(tmp_path / "judgements.sqlite")
    assert (log.active(), log.version(), log.history("x")) == ([], 0, [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("event", "verdict", "perhaps"),
        ("event", "date", "soon"),
        ("event", "date", "2023-02-30"),
        ("event", "date", "2024/2023"),
        ("event", "place", "Paris"),
        ("event", "place", '{"id":"x","name":"X","lat":91,"lon":0}'),
        ("event", "place", '{"id":"x","name":"X"}'),
        ("event", "tags", '"war"'),
        ("event", "tags", "[1]"),
        ("event", "link", "javascript:alert(1)"),
        ("event", "date", ".."),
        ("event", "created", "{}"),
        ("event", "colour", "red"),
        ("animal", "verdict", "confirmed"),
        ("document", "dct", "yesterday"),
        ("document", "kind", "novel"),
        ("document", "kind", ""),
        ("event", "kind", "news"),
        ("event", "main", "yes"),
        ("event", "main", ""),
        ("document", "main", "main"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, kind: str, field: str, value: str) -> None:
    log = Judgements(tmp_path / "judgements.sqlite")
    with pytest.raises(StoreError):
        log.add(Judgement("", kind, "target", field, value))
    with pytest.raises(StoreError):
        log.undo("unknown")
    assert log.log() == []


def test_many_sessions_write_at_once(tmp_path: Path) -> None:
    def write(session: int) -> None:
        log = Judgements(tmp_path / "judgements.sqlite")
        for number in range(10):
            log.add(Judgement("", "event", f"{session}-{number}", "note", "x"))

    threads = [threading.Thread(target=write, args=(session,)) for session in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.target_id for one in Judgements(tmp_path / "judgements.sqlite").log()}) == 60


def test_a_backup_brings_back_what_is_lost_and_loses_nothing_newer(kept: Store, tmp_path: Path) -> None:
    first = say(kept, SAILED.id, "verdict", "confirmed")
    copy = tmp_path / "backup" / "said.sqlite"
    kept.judgements.backup(copy)
    newer = say(kept, LANDED.id, "verdict", "unsure")
    assert kept.judgements.restore(copy) == 0
    assert kept.judgements.active() == [first, newer]
    fresh = Judgements(tmp_path / "elsewhere" / "judgements.sqlite")
    assert fresh.restore(copy) == 1
    assert fresh.active() == [first]
    with pytest.raises(StoreError, match="no backup"):
        fresh.restore(tmp_path / "missing.sqlite")
    (tmp_path / "other.sqlite").write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    with pytest.raises(StoreError):
        fresh.restore(tmp_path / "other.sqlite")


def test_a_log_on_a_read_only_disk_can_be_read(kept: Store) -> None:
    said = say(kept, SAILED.id, "verdict", "confirmed")
    with sqlite3.connect(kept.judgements.path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    folder = kept.judgements.path.parent
    folder.chmod(0o555)
    try:
        assert Judgements(kept.judgements.path).active() == [said]
    finally:
        folder.chmod(0o755)


def test_a_rejected_story_leaves_the_main_events_and_comes_back(kept: Store) -> None:
    said = say(kept, FOUGHT.id, "verdict", "rejected", "story")
    query = kept.open("example")
    assert set(query.table(Selection())["event_id"]) == {SAILED.id, LOST.id}
    assert query.count(Selection(statuses=("rejected",), main=False)).shown == 1
    assert set(query.events(Selection(statuses=("rejected",), main=False))) == {FOUGHT, LANDED}
    kept.judgements.undo(said.id)
    assert len(kept.open("example").table(Selection())) == 3


def test_a_rejected_member_leaves_its_story_to_the_others(kept: Store) -> None:
    say(kept, FOUGHT.id, "verdict", "rejected")
    told = row(kept, FOUGHT.id)
    assert (told["event_id"], told["status"], told["sources"]) == (LANDED.id, "new", 1)
    assert kept.open("example").events(Selection(types=("attack",))) == [LANDED]
    detail = kept.open("example").story(LANDED.id)
    assert detail is not None
    assert detail.statuses == {LANDED.id: "new", FOUGHT.id: "rejected"}


def test_the_last_verdict_holds(kept: Store) -> None:
    say(kept, SAILED.id, "verdict", "rejected")
    say(kept, SAILED.id, "verdict", "confirmed")
    assert row(kept, SAILED.id)["status"] == "confirmed"
    assert kept.open("example").facets(Selection())["status"] == [("new", "new", 2), ("confirmed", "confirmed", 1)]


def test_a_date_set_by_a_person_is_shown_first_and_keeps_the_id(kept: Store) -> None:
    say(kept, LANDED.id, "date", "-0043-03-15")
    told = row(kept, LANDED.id)
    assert (told["event_id"], told["when"], told["basis"]) == (LANDED.id, "15 Mar 44 BC", "user")
    assert told["best"] == timex.from_iso("-0043-03-15")[0]
    fought, landed = kept.open("example").events(Selection(end="-0001"))
    assert (fought.value, fought.basis) == ("1944-06-06", Basis.EXPLICIT)
    assert (landed.id, landed.value, landed.basis) == (LANDED.id, "BC0044-03-15", Basis.USER)


def test_a_range_and_no_date_at_all(kept: Store) -> None:
    say(kept, SAILED.id, "date", "1944-07-01/1944-07-05")
    assert row(kept, SAILED.id)["when"] == "1–5 Jul 1944"
    assert row(kept, SAILED.id)["end"] == timex.from_iso("1944-07-05")[1]
    say(kept, SAILED.id, "date", "")
    assert row(kept, SAILED.id)["when"] == "undated"
    assert kept.open("example").count(Selection()).undated == 2


def test_a_place_set_by_a_person(kept: Store) -> None:
    say(kept, LOST.id, "place", codec.dumps(PARIS))
    told = row(kept, LOST.id)
    assert (told["place_id"], told["lat"], told["country"]) == (PARIS.id, PARIS.lat, "FR")
    assert kept.open("example").count(Selection(countries=("FR",))).shown == 2
    say(kept, SAILED.id, "place", "")
    assert row(kept, SAILED.id)["precision"] == ""
    [moved] = [one for one in kept.open("example").events(Selection()) if one.id == LOST.id]
    assert moved.place == PARIS
    assert moved.why_place == Why("user", probability=1.0)


def test_what_a_person_sets_is_no_longer_in_doubt() -> None:
    guessed = replace(LOST, score=0.5, why_date=Why("clause", probability=0.7), why_place=Why("lead", probability=0.6))
    dated = corrected(guessed, date="1944", place="")
    assert (dated.score, dated.why_date.source) == (0.6, "user")
    placed = corrected(guessed, date="", place=codec.dumps(PARIS))
    assert (placed.score, placed.why_place.source) == (0.7, "user")
    assert corrected(guessed, date="1944", place=codec.dumps(PARIS)).score == 1.0
    assert corrected(replace(guessed, why_place=UNKNOWN), date="1944", place="").score == 0.5
    undated = applied(guessed, {"date": ""})
    assert (undated.why_date.fact("unknown"), undated.interval) == ("yes", None)


def test_a_story_is_as_sure_as_the_event_that_it_shows(tmp_path: Path) -> None:
    kept = store(tmp_path)
    first, second = replace(LANDED, score=0.4), replace(FOUGHT, score=0.9)
    story = Story(min(first.id, second.id), (first.id, second.id))
    fill(kept, Extraction(NEWS, events=(first,)), Extraction(BOOK, events=(second,)), stories=(story,))
    assert list(kept.open("example").table(Selection())["score"]) == [0.4]
    assert kept.open("example").count(Selection(confidence=50)).shown == 0


def test_a_title_is_found_by_searching(kept: Store) -> None:
    say(kept, SAILED.id, "title", "  The great   departure ")
    assert row(kept, SAILED.id)["title"] == "The great departure"
    assert kept.open("example").count(Selection(q="departure")).shown == 1


def test_stories_are_joined_and_parted_by_hand(kept: Store) -> None:
    joined = say(kept, SAILED.id, "merged_with", FOUGHT.id, "story")
    assert row(kept, SAILED.id)["sources"] == 2
    detail = kept.open("example").story(SAILED.id)
    assert detail is not None
    assert {one.id for one in detail.events} == {LANDED.id, FOUGHT.id, SAILED.id}
    assert detail.story.id == min(LANDED.id, FOUGHT.id, SAILED.id)
    say(kept, LANDED.id, "split_from", detail.story.id)
    assert row(kept, LANDED.id)["sources"] == 1
    kept.judgements.undo(joined.id)
    assert len(kept.open("example").table(Selection())) == 4


def shown(of: Store) -> set[str]:
    """The events that the default view shows."""
    return {one.id for one in of.open("example").events(Selection())}


@pytest.mark.parametrize("modality", [Modality.HAPPENED, Modality.PLANNED, Modality.DENIED])
def test_a_background_event_is_shown_once_a_person_says_so(kept: Store, modality: Modality) -> None:
    quiet = event(BOOK, "Clerks counted sheep.", "1944-08", PARIS, main=False, modality=modality)
    fill(kept, Extraction(BOOK, events=(SAILED, quiet)))
    assert shown(kept) == {SAILED.id}
    say(kept, quiet.id, "main", "main", "story")
    assert shown(kept) == {SAILED.id, quiet.id}
    query = kept.open("example")
    assert dict(zip(query.documents()["source"], query.documents()["main"], strict=True)) == {BOOK.source: 2}
    assert query.count(Selection()).others == 0
    [found] = query.story(quiet.id).events  # type: ignore[union-attr]
    assert (found.is_main, found.modality) == (True, modality)  # what the text says stays
    kept.judgements.back(kept.judgements.steps()[0])
    assert shown(kept) == {SAILED.id}
    kept.judgements.back(kept.judgements.steps()[1])
    assert shown(kept) == {SAILED.id, quiet.id}
    say(kept, quiet.id, "main", "background", "story")
    assert shown(kept) == {SAILED.id}


def test_a_story_is_a_main_one_as_long_as_a_member_is(kept: Store) -> None:
    say(kept, LANDED.id, "main", "background")
    assert {LANDED.id, FOUGHT.id} <= shown(kept)  # the other document still tells it
    say(kept, LANDED.id, "main", "background", "story")
    assert shown(kept) == {SAILED.id, LOST.id}
    say(kept, SAILED.id, "main", "background", "story")
    say(kept, SAILED.id, "merged_with", LOST.id, "story")
    assert shown(kept) == {SAILED.id, LOST.id}  # joined with a main one
    say(kept, FOUGHT.id, "main", "main", "story")
    say(kept, FOUGHT.id, "split_from", min(LANDED.id, FOUGHT.id))
    assert FOUGHT.id in shown(kept)
    assert LANDED.id not in shown(kept)  # only the one that was promoted


def test_a_promoted_event_finds_its_sentence_after_an_edit_and_travels(kept: Store, tmp_path: Path) -> None:
    quiet = event(BOOK, "Clerks counted sheep.", "1944-08", main=False)
    fill(kept, Extraction(BOOK, events=(quiet,)))
    say(kept, quiet.id, "main", "main", "story", quote="Clerks counted sheep.", by="Ann")
    renamed = document("renamed.txt", "two")
    again = event(renamed, "Clerks counted all sheep.", "1944-08", main=False)
    fill(kept, Extraction(renamed, events=(again,)))
    assert shown(kept) == {again.id}
    elsewhere = store(tmp_path / "elsewhere")
    fill(elsewhere, Extraction(BOOK, events=(quiet,)))
    assert shown(elsewhere) == set()
    assert elsewhere.judgements.load(kept.judgements.export(by=True)) == 1
    assert shown(elsewhere) == {quiet.id}
    [row] = elsewhere.judgements.active()
    assert (row.by, bool(row.at)) == ("Ann", True)
    assert elsewhere.judgements.load(kept.judgements.export()) == 0


def test_judgements_survive_a_new_run(kept: Store) -> None:
    say(kept, SAILED.id, "verdict", "confirmed")
    edited = document("book.txt", "two, with a preface")
    fill(kept, Extraction(edited, events=(SAILED,)), Extraction(NEWS, events=(LANDED,)))
    assert row(kept, SAILED.id)["status"] == "confirmed"


def test_a_judgement_finds_its_sentence_after_an_edit(kept: Store) -> None:
    say(kept, SAILED.id, "verdict", "confirmed", quote="Sailors  left Fiji.\n")
    renamed = document("renamed.txt", "two")
    again = event(renamed, "Sailors left Fiji.", "1944-07", FIJI)
    fill(kept, Extraction(renamed, events=(again,)), Extraction(NEWS, events=(LOST,)))
    assert again.id != SAILED.id
    assert row(kept, again.id)["status"] == "confirmed"
    longer = event(renamed, "Sailors left Fiji again.", "1944-07", FIJI)
    fill(kept, Extraction(renamed, events=(longer,)))
    assert row(kept, longer.id)["status"] == "confirmed"
    assert kept.open("example").orphans() == []


def test_a_judgement_without_its_sentence_is_listed_not_lost(kept: Store) -> None:
    said = say(kept, SAILED.id, "verdict", "confirmed", quote="Sailors left Fiji.")
    fill(kept, Extraction(NEWS, events=(LANDED, LOST)))
    assert kept.open("example").orphans() == [said]
    homes = (document("b2.txt"), document("b3.txt"))
    fill(kept, *(Extraction(home, events=(event(home, "Sailors left Fiji.", "1944"),)) for home in homes))
    assert kept.open("example").orphans() == [said]  # nobody knows which of the two was meant
    fill(kept, Extraction(BOOK, events=(SAILED,)))
    assert kept.open("example").orphans() == []


def test_a_judgement_about_another_data_set_is_neither_applied_nor_orphaned(kept: Store) -> None:
    mine = document("mine.txt", "two", "my-documents")
    copied = event(mine, "Sailors left Fiji.", "1944-07", FIJI)
    fill(kept, Extraction(mine, events=(copied,)), dataset="my-documents")
    say(kept, SAILED.id, "verdict", "rejected", quote="Sailors left Fiji.")
    query = kept.open("my-documents")
    assert list(query.table(Selection(dataset="my-documents"))["status"]) == ["new"]
    assert query.orphans() == []


def test_what_was_said_is_told_with_the_story(kept: Store) -> None:
    said = [say(kept, FOUGHT.id, "note", "see the diary"), say(kept, LANDED.id, "verdict", "unsure", "story")]
    detail = kept.open("example").story(FOUGHT.id)
    assert detail is not None
    assert list(detail.judgements) == said
    assert row(kept, FOUGHT.id)["status"] == "unsure"


def test_values_from_elsewhere_that_make_no_sense_change_nothing(kept: Store) -> None:
    say(kept, SAILED.id, "note", "x")
    with sqlite3.connect(kept.judgements.path) as connection:
        connection.execute("UPDATE log SET field = 'date', value = 'soon'")
        connection.execute(
            "INSERT INTO log SELECT 99, 'other', target_kind, target_id, 'place', '[]', by, at, undoes,"
            " quote, prefix, suffix FROM log"
        )
    told = row(kept, SAILED.id)
    assert (told["when"], told["place_id"]) == ("July 1944", FIJI.id)


def write(of: Store, title: str, dataset: str = "example", **fields: object) -> str:
    """An event that a person wrote; its id."""
    identifier = stable_id("event", "by hand", title)
    told = Event(identifier, "", Span(0, 0), Span(0, 0), title, "other", basis=Basis.USER, **fields)  # type: ignore[arg-type]
    say(of, identifier, "created", codec.dumps(Created(dataset, told)))
    return identifier


def test_an_event_that_a_person_wrote_is_one_like_any_other(kept: Store) -> None:
    made = write(kept, "The harbour froze")
    say(kept, made, "date", "1944-01~")
    say(kept, made, "place", codec.dumps(PARIS))
    told = row(kept, made)
    assert (told["title"], told["when"], told["place"]) == ("The harbour froze", "about January 1944", "Paris")
    assert (told["sources"], told["basis"], told["document_id"]) == (1, "user", "")
    counts = kept.open("example").count(Selection(q="harbour froze", main=False))
    assert (counts.shown, counts.documents) == (1, 0)
    assert [one.id for one in kept.open("example").events(Selection(end="1944-01"))] == [made]
    say(kept, made, "merged_with", SAILED.id, "story")
    assert row(kept, SAILED.id)["sources"] == 2


def test_an_event_that_a_person_wrote_stays_in_its_data_set_and_can_be_taken_back(kept: Store) -> None:
    mine = document("mine.txt", "two", "my-documents")
    fill(kept, Extraction(mine, events=()), dataset="my-documents")
    made = write(kept, "The harbour froze", "my-documents")
    say(kept, made, "verdict", "confirmed")
    assert kept.open("example").story(made) is None
    assert kept.open("example").orphans() == []
    assert row_in(kept, "my-documents", made)["status"] == "confirmed"
    done, _ = kept.judgements.steps()
    kept.judgements.back(done)
    done, undone = kept.judgements.steps()
    assert [one.field for one in done] == ["created"]
    kept.judgements.back(done)
    assert kept.open("my-documents").story(made) is None
    _, undone = kept.judgements.steps()
    kept.judgements.back(undone)
    assert row_in(kept, "my-documents", made)["status"] == "new"


def row_in(of: Store, dataset: str, event_id: str) -> dict[str, object]:
    table = of.open(dataset).table(Selection(dataset=dataset, main=False)).set_index("event_id")
    return dict(table.loc[event_id])


def test_undo_and_redo_walk_through_what_was_said(kept: Store) -> None:
    log = kept.judgements
    assert log.steps() == ([], [])
    say(kept, SAILED.id, "verdict", "confirmed")
    both = [Judgement("", "event", name, "tags", '["naval"]') for name in (SAILED.id, LOST.id)]
    log.add_all(both)
    assert len(log.active()) == 3
    log.back(log.steps()[0])
    assert [one.field for one in log.active()] == ["verdict"]
    log.back(log.steps()[0])
    assert log.active() == []
    for held in (1, 3):
        log.back(log.steps()[1])
        assert len(log.active()) == held
    assert log.steps()[1] == []
    log.back(log.steps()[0])
    assert len(log.active()) == 1
    say(kept, SAILED.id, "note", "new words leave nothing to bring back")
    assert log.steps()[1] == []


def test_tags_a_link_and_notes_are_searched_filtered_and_told(kept: Store) -> None:
    say(kept, SAILED.id, "tags", '["Needs a  second source", "naval", "naval"]')
    say(kept, SAILED.id, "link", "https://example.org/log?page=3")
    say(kept, SAILED.id, "note", "seen by the pilot")
    say(kept, SAILED.id, "note", "and by his wife")
    query = kept.open("example")
    assert query.facets(Selection())["tag"] == [
        ("naval", "naval", 1),
        ("needs-a-second-source", "Needs a second source", 1),
    ]
    assert query.count(Selection(tags=("needs-a-second-source",))).shown == 1
    assert query.count(Selection(not_tags=("naval",))).shown == 2
    assert [query.count(Selection(q=words)).shown for words in ("second source", "pilot", "wife")] == [1, 1, 1]
    [told] = query.events(Selection(tags=("naval",)))
    assert (told.tags, told.link) == (("Needs a second source", "naval"), "https://example.org/log?page=3")
    assert told.note == "seen by the pilot\nand by his wife"
    assert row(kept, SAILED.id)["tags"] == "Needs a second source; naval"


def test_where_strangers_look_no_note_is_found(kept: Store) -> None:
    say(kept, SAILED.id, "note", "seen by the pilot")
    for changed in ({"public_url": "https://example.org/"}, {"allow_write": False}):
        public = Store(replace(kept.settings, **changed))  # type: ignore[arg-type]
        assert public.open("example").count(Selection(q="pilot")).shown == 0
        assert public.open("example").events(Selection())[0].note == ""


@pytest.mark.parametrize(
    ("written", "when", "vague"),
    [
        ("194X", "1940s", True),
        ("19XX", "20th century", True),
        ("../1944-06-06", "by 6 Jun 1944", True),
        ("1944-06-06/..", "from 6 Jun 1944", True),
        ("1944-22", "summer 1944", True),
        ("1944~", "about 1944", True),
        ("1944-06-06T07", "6 Jun 1944, 07:00", False),
    ],
)
def test_a_vague_date_stays_as_vague_as_it_was_said(kept: Store, written: str, when: str, vague: bool) -> None:
    say(kept, SAILED.id, "date", written)
    told = row(kept, SAILED.id)
    assert (told["when"], told["vague"], told["basis"]) == (when, vague, "user")


def test_the_log_travels_as_a_file(kept: Store, tmp_path: Path) -> None:
    say(kept, SAILED.id, "verdict", "confirmed", by="Ann")
    made = write(kept, "The harbour froze")
    raw = kept.judgements.export()
    assert b"Ann" not in raw
    fresh = Judgements(tmp_path / "elsewhere.sqlite")
    assert fresh.load(raw) == 2
    assert fresh.load(raw) == 0
    assert [one.target_id for one in fresh.active()] == [SAILED.id, made]
    broken = raw + b'{"id":"x","at":"now","target_kind":"event","target_id":"y","field":"date","value":"soon"}\n'
    other = Judgements(tmp_path / "other.sqlite")
    with pytest.raises(StoreError, match="line 3"):
        other.load(broken)
    assert other.log() == []


def test_a_persons_event_is_found_again_where_its_sentence_now_stands() -> None:
    text = "First line. The harbour froze in January."
    start = text.index("The harbour")
    told = Event("e", "d", Span(start, len(text)), Span(start + 12, start + 17), "froze", "other", quote=text[start:])
    assert anchored(told, text) == told
    moved = anchored(told, f"A new heading.\n\n{text}")
    assert moved.trigger.of(f"A new heading.\n\n{text}") == "froze"
    assert anchored(told, "Quite another text that is longer than the first one was, by far.").sentence == Span(0, 0)


def test_views_are_kept_by_name(kept: Store) -> None:
    log = kept.judgements
    log.add(saved.judgement("Naval  battles", "type=attack&q=sea"))
    log.add(saved.judgement("a first", "cc=FR"))
    again = log.add(saved.judgement("naval battles", "type=attack"))
    assert [(one.name, one.query) for one in saved.views(log.active())] == [
        ("a first", "cc=FR"), ("naval battles", "type=attack"),
    ]  # fmt: skip
    assert kept.open("example").orphans() == []
    log.undo(again.id)
    assert saved.views(log.active())[1].query == "type=attack&q=sea"
    with pytest.raises(StoreError):
        log.add(saved.judgement(" ", "type=attack"))
