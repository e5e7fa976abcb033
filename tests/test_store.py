"""The store: parts, snapshots, what is swept, what is deleted, what a lock does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import FIJI, PARIS, VOSTOCHNY, document, event, fill, store

from pipeline.errors import StoreError
from pipeline.model import UNKNOWN, Candidate, Document, Event, Mention, RunnerUp, Span, Toponym, Why
from pipeline.selection import Selection
from pipeline.store import Extraction, Manifest, Store, codec, parts, rows
from pipeline.store import snapshot as snapshots

KIM = document("kim.txt", "Summit held. War began.")
WAR = document("war.txt", "Battle fought.")
SUMMIT = event(KIM, "Summit held at the Vostochny Cosmodrome.", ".../2023-11-13", VOSTOCHNY, actors=("Kim Jong Un",))
RUNNER = RunnerUp("lead", "the fifth", "2023-11-05", 0.05)
BEGAN = event(KIM, "War began in Fiji.", "2022-02-24", FIJI)
BATTLE = event(WAR, "Battle fought at Paris.", "-0043-03-15", PARIS)


def all_rows(of: Store, dataset: str = "example") -> list[str]:
    return list(of.open(dataset).table(Selection(main=False, dataset=dataset))["event_id"])


def test_an_empty_store_answers(tmp_path: Path) -> None:
    empty = store(tmp_path)
    query = empty.open("example")
    assert empty.snapshot("example") is None
    assert query.table(Selection()).empty
    assert query.count(Selection()).total == 0
    assert query.facets(Selection())["type"] == []
    assert query.documents().empty
    assert query.story("x") is None
    assert query.document("x") is None
    assert query.events(Selection()) == []
    assert not (tmp_path / "store").exists()
    assert [one.slug for one in empty.datasets()] == ["example", "my-documents"]


def test_what_is_committed_is_read_back_as_objects(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, events=(SUMMIT, BEGAN)), Extraction(WAR, events=(BATTLE,)))
    assert kept.open("example").events(Selection()) == [BATTLE, BEGAN, SUMMIT]
    detail = Store(kept.settings).open("example").document(KIM.id)
    assert detail is not None
    assert detail.document == KIM
    assert set(detail.events) == {SUMMIT, BEGAN}


def test_equal_content_is_the_same_snapshot(tmp_path: Path) -> None:
    kept = store(tmp_path)
    first = fill(kept, Extraction(KIM, events=(SUMMIT,)))
    second = fill(kept, Extraction(KIM, events=(SUMMIT,)))
    assert (first.id, first.number) == (second.id, second.number)
    assert fill(store(tmp_path / "other"), Extraction(KIM, events=(SUMMIT,))).id == first.id


def test_a_part_is_written_once(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.write_part("example", "name", [Extraction(KIM, events=(SUMMIT,))])
    written = parts.path_of(kept.folder("example"), "events", "name")
    before = written.stat().st_mtime_ns
    kept.write_part("example", "name", [Extraction(KIM, events=(BEGAN,))])
    assert kept.has_part("example", "name")
    assert written.stat().st_mtime_ns == before


def test_a_damaged_or_half_snapshot_gives_way_to_the_one_before(tmp_path: Path) -> None:
    kept = store(tmp_path)
    first = fill(kept, Extraction(KIM, events=(SUMMIT,)))
    folder = kept.folder("example") / "snapshots"
    (folder / "00000009-0123456789ab.json").write_text('{"format": 1, "id": "01')
    (folder / "00000008-0123456789ab.json").write_text('{"format": 99}')
    second = fill(kept, Extraction(WAR, events=(BATTLE,)))
    assert second.number == 10
    parts.path_of(kept.folder("example"), "documents", second.parts[0]).unlink()
    newest = kept.snapshot("example")
    assert newest is not None
    assert newest.id == first.id
    assert all_rows(kept) == [SUMMIT.id]


def test_what_left_the_manifest_leaves_the_table(tmp_path: Path) -> None:
    kept = store(tmp_path)
    both = fill(kept, Extraction(KIM, events=(SUMMIT,)), Extraction(WAR, events=(BATTLE,)))
    entry = both.documents[WAR.id]
    kept.commit("example", Manifest({WAR.id: entry}), [])
    assert all_rows(kept) == []  # no story tells it
    kept.commit("example", Manifest({WAR.id: entry}), [snapshots.Story(BATTLE.id, (BATTLE.id,))])
    assert all_rows(kept) == [BATTLE.id]


def test_old_snapshots_are_swept_and_the_last_few_stay(tmp_path: Path) -> None:
    kept = store(tmp_path)
    for number in range(7):
        of = document(f"{number}.txt", str(number))
        fill(kept, Extraction(of, events=(event(of, f"Battle {number} fought.", "2001"),)))
    folder = kept.folder("example")
    assert len(list(folder.glob("snapshots/*.json"))) == snapshots.KEPT
    assert len(list(folder.glob("documents/*.parquet"))) == snapshots.KEPT
    assert len(list(folder.glob("stories/*.parquet"))) == snapshots.KEPT


def test_a_reader_keeps_its_snapshot_while_the_next_is_written(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, events=(SUMMIT,)))
    reader = kept.open("example")
    fill(kept, Extraction(WAR, events=(BATTLE,)))
    assert reader.events(Selection()) == [SUMMIT]
    assert kept.open("example").events(Selection()) == [BATTLE]
    assert kept.open("example") is kept.open("example")


def test_deleting_a_document_removes_it_from_the_disk_too(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, events=(SUMMIT, BEGAN)), Extraction(WAR, events=(BATTLE,)))
    kept.delete_document("example", KIM.id)
    assert all_rows(kept) == [BATTLE.id]
    held = [pq.read_table(path) for path in kept.folder("example").glob("*/*.parquet")]
    assert all(KIM.id not in table["document_id"].to_pylist() for table in held if "document_id" in table.column_names)
    assert "Vostochny" not in "".join(str(table) for table in held)
    kept.delete_document("example", KIM.id)  # once more does no harm


def test_deleting_a_data_set_leaves_the_others(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, events=(SUMMIT,)))
    fill(kept, Extraction(WAR, events=(BATTLE,)), dataset="wars-2")
    assert [one.title for one in kept.datasets()] == ["Example", "My documents", "Wars 2"]
    kept.delete_dataset("wars-2")
    assert kept.snapshot("wars-2") is None
    assert all_rows(kept) == [SUMMIT.id]


@pytest.mark.parametrize("name", ["../etc", "", "A", "a/b", ".."])
def test_a_data_set_has_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="data set"):
        store(tmp_path).snapshot(name)


def test_a_lock_admits_one_writer(tmp_path: Path) -> None:
    kept = store(tmp_path)
    with kept.lock("example"), pytest.raises(StoreError, match="another run"), kept.lock("example"):
        raise AssertionError("two writers hold one lock")
    with kept.lock("example"), kept.lock("my-documents"):
        pass


def test_a_failed_document_is_listed_with_its_error(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, error="ReadError: it is empty"), Extraction(WAR, events=(BATTLE,)))
    listed = kept.open("example").documents().set_index("document_id")
    assert listed.loc[KIM.id, "error"] == "ReadError: it is empty"
    assert "could not be read" in listed.loc[KIM.id, "warnings"]
    assert listed.loc[WAR.id, "events"] == 1
    assert "no date" in listed.loc[WAR.id, "warnings"]


def test_the_database_opens_no_file_outside_the_store(tmp_path: Path) -> None:
    kept = store(tmp_path)
    fill(kept, Extraction(KIM, events=(SUMMIT,)))
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    connection = kept.open("example")._connection.cursor()
    for statement in (
        f"FROM read_csv('{secret}')",
        f"COPY (SELECT 1) TO '{secret}'",
        f"ATTACH '{tmp_path / 'x.db'}'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD spatial",
    ):
        with pytest.raises(Exception, match=r"(?i)disabled|locked|permission|cannot|not allowed|configuration"):
            connection.execute(statement)
    assert secret.read_text() == "a\n1\n"


def test_lone_surrogates_and_nulls_do_not_stop_a_part(tmp_path: Path) -> None:
    kept = store(tmp_path)
    odd = document("odd.txt", "Battle \x00 fought.")
    told = event(odd, "Battle \x00 fought \ud800.", "2001", title="\ud800 battle", actors=("A\ud800",))
    fill(kept, Extraction(Document(odd.id, "r", "seeds/\ud800", "\ud800", "a\ud800b"), events=(told,)))
    detail = kept.open("example").document(odd.id)
    assert detail is not None
    assert detail.document.text == "a?b"
    assert kept.open("example").events(Selection()) == [told]


def test_an_older_body_is_read_by_newer_code() -> None:
    assert codec.loads(Span, '{"start": 1, "end": 2, "colour": "red"}') == Span(1, 2)
    assert codec.loads(Event, codec.dumps(SUMMIT)) == SUMMIT
    sentence = codec.dumps(SUMMIT)[:-1] + ',"why_date":"The text says so.","why_place":""}'
    assert codec.loads(Event, sentence) == replace(SUMMIT, why_date=UNKNOWN, why_place=UNKNOWN)


def test_reasons_come_back_from_json() -> None:
    why = Why("clause", "on Tuesday", Span(1, 2), (("day", "2023"),), 0.9, (("order", -0.5),), (RUNNER, RUNNER))
    reasoned = replace(SUMMIT, why_date=why, why_place=Why())
    assert codec.loads(Event, codec.dumps(reasoned)) == reasoned
    assert codec.loads(Event, codec.dumps(reasoned)).why_place.source == "none"
    assert codec.loads(Event, codec.dumps(SUMMIT)).why_place.source == ""


@given(
    st.builds(
        Mention,
        st.builds(Toponym, st.builds(Span, st.integers(0, 9), st.integers(0, 9)), st.text()),
        st.one_of(st.none(), st.just(PARIS)),
        st.lists(st.builds(Candidate, st.just(FIJI), st.floats(0, 1), st.text()), max_size=3).map(tuple),
        total=st.integers(0, 9),
    )
)
def test_any_object_comes_back_from_json(mention: Mention) -> None:
    assert codec.loads(Mention, codec.dumps(mention)) == mention


@pytest.mark.parametrize(
    ("when", "words", "vague"),
    [
        ("2023-09-13", "13 Sep 2023", False),
        ("2023-09", "September 2023", True),
        (".../2023-11-13", "by 13 Nov 2023", True),
        ("2022-02-24/...", "after 23 Feb 2022", True),
        ("-0043-03-15", "15 Mar 44 BC", False),
        ("", "undated", False),
    ],
)
def test_dates_in_words(when: str, words: str, vague: bool) -> None:
    row = rows.event_row(event(KIM, "Battle fought.", when))
    assert (row["when"], row["vague"]) == (words, vague)
