"""Documents that show nothing by default: which, why, and none that a person hid."""

from __future__ import annotations

from pathlib import Path

import pytest
from quiet_documents import event_of, extractions
from samples import fill, store

from pipeline.model import Judgement, Story
from pipeline.selection import Selection
from pipeline.store import MINE, Store

ALL = tuple(extractions())


def filled(folder: Path, *names: str, stories: tuple[Story, ...] = ()) -> Store:
    made = store(folder)
    fill(made, *(extractions()[name] for name in names or ALL), stories=stories, dataset=MINE)
    return made


def reasons(of: Store) -> dict[str, dict[str, int]]:
    return {one.title: dict(one.reasons) for one in of.open(MINE).unseen()}


def test_each_document_with_its_reasons(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    assert reasons(kept) == {
        "A denial": {"denied": 1},
        "A diary": {"listed": 1},
        "A poem": {"nothing": 1},
        "A scan": {"failed": 1},
        "Notes of a clerk": {"background": 3},
        "Plans for a bridge": {"planned": 2},
    }
    [scan] = [one for one in kept.open(MINE).unseen() if one.title == "A scan"]
    assert scan.error.endswith("pictures of pages, no text")


def test_what_hides_nothing_is_not_named(tmp_path: Path) -> None:
    assert reasons(filled(tmp_path, "battle")) == {}
    assert store(tmp_path / "empty").open(MINE).unseen() == ()


def test_a_document_whose_event_is_shown_by_another_is_seen(tmp_path: Path) -> None:
    notes, battle = event_of("notes"), event_of("battle")
    kept = filled(tmp_path, "notes", "battle", stories=(Story(min(notes.id, battle.id), (battle.id, notes.id)),))
    assert reasons(kept) == {}


@pytest.mark.parametrize(("field", "value"), [("verdict", "rejected"), ("main", "background")])
def test_what_a_person_hid_is_no_news(tmp_path: Path, field: str, value: str) -> None:
    kept = filled(tmp_path, "battle", "notes")
    kept.judgements.add(Judgement("", "story", event_of("battle").id, field, value))
    assert reasons(kept) == {"Notes of a clerk": {"background": 3}}
    kept.judgements.add(Judgement("", "story", event_of("notes").id, field, value))
    assert reasons(kept) == {"Notes of a clerk": {"background": 2}}
    kept.judgements.add(Judgement("", "story", event_of("notes", 1).id, "main", "main"))
    assert reasons(kept) == {}


def test_documents_that_only_the_selection_hides(tmp_path: Path) -> None:
    query = filled(tmp_path).open(MINE)
    battle, diary = event_of("battle").document_id, event_of("diary").document_id
    assert query.filtered_out(Selection(dataset=MINE)) == {}
    assert query.filtered_out(Selection(dataset=MINE, start="1944")) == {diary: "A diary"}
    assert query.filtered_out(Selection(dataset=MINE, q="laughed")) == {battle: "The battle"}
