"""Promoting and demoting in the card, and the kind of a document at the desk, as the page offers them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline import config
from pipeline.cli import main
from pipeline.config import PROJECT
from pipeline.model import Judgement
from pipeline.selection import Selection
from pipeline.store import MINE, Store
from pipeline.views import adding
from tests import quiet_documents, sample_app

App = Callable[..., AppTest]
NOTES = quiet_documents.event_of("notes")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    return quiet_documents.build(tmp_path / "app", "battle", "notes", "plans")


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    def opened(configuration: Path, **parameters: str) -> AppTest:
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(configuration))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    yield opened
    st.cache_resource.clear()


def titles(configuration: Path) -> set[str]:
    """What the default view shows."""
    return set(Store(config.load(configuration)).open(MINE).table(Selection(dataset=MINE))["title"])


def said(configuration: Path) -> list[tuple[str, str, str]]:
    active = Store(config.load(configuration)).judgements.active()
    return [(one.target_kind, one.field, one.value) for one in active]


def test_an_event_goes_to_the_timeline_and_back(open_page: App, installation: Path) -> None:
    app = open_page(installation, set=MINE, main="0", ev=NOTES.id)
    assert app.button(key="judge_main").label == "Show on the timeline"
    app.button(key="judge_main").click().run()
    assert not app.exception
    assert said(installation) == [("story", "main", "main")]
    assert NOTES.title in titles(installation)
    assert app.button(key="judge_main").label == "Move to background"
    assert any("Shown on the timeline" in str(one.value) for one in app.caption)
    app.button(key="review_undo").click().run()
    assert NOTES.title not in titles(installation)
    app.button(key="review_redo").click().run()
    assert NOTES.title in titles(installation)
    app.button(key="judge_main").click().run()
    assert said(installation)[-1] == ("story", "main", "background")
    assert NOTES.title not in titles(installation)
    told = [str(one.value) for one in app.caption if "timeline ·" in str(one.value) or "background ·" in str(one.value)]
    assert len(told) == 1  # the last word, which alone holds
    assert told[0].startswith("Moved to the background")
    app.button(key="judge_undo_0").click().run()
    assert NOTES.title in titles(installation)


def test_a_planned_event_can_be_promoted_and_the_export_of_the_link_agrees(
    open_page: App, installation: Path, tmp_path: Path
) -> None:
    plan = quiet_documents.event_of("plans")
    app = open_page(installation, set=MINE, main="0", ev=plan.id)
    app.button(key="judge_main").click().run()
    assert plan.title in titles(installation)
    out = tmp_path / "out.csv"
    link = f"http://localhost:8501/?set={MINE}"
    assert main(["--config", str(installation), "export", "--out", str(out), "--link", link]) == 0
    with out.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["title"] for row in rows} == titles(installation)
    [row] = [row for row in rows if row["id"] == plan.id]
    assert (row["modality"], row["main"].lower()) == ("planned", "true")


def test_what_is_rejected_has_no_place_on_the_timeline(open_page: App, installation: Path) -> None:
    app = open_page(installation, set=MINE, main="0", ev=NOTES.id)
    app.button(key="judge_reject").click().run()
    assert "judge_main" not in {button.key for button in app.button}


def test_a_read_only_copy_offers_neither(open_page: App, tmp_path: Path) -> None:
    closed = quiet_documents.build(tmp_path / "app", "battle", "notes", allow_write=False)
    app = open_page(closed, set=MINE, main="0", ev=NOTES.id)
    assert "judge_main" not in {button.key for button in app.button}


def test_taking_a_documents_kind_back_reads_it_again(open_page: App, tmp_path: Path) -> None:
    path = sample_app.build(tmp_path / "app", seeds=("same-names.txt",), hostile=False, allow_write=True)
    store = Store(config.load(path))

    def kind() -> str:
        return str(store.open("example").documents()["kind"].iloc[0])

    before = kind()
    [document] = store.open("example").documents()["document_id"]
    other = "chronicle" if before != "chronicle" else "news"
    store.judgements.add(Judgement("", "document", document, "kind", other))
    app = open_page(path, view="documents")
    assert kind() == other
    app.button(key="review_undo").click().run()
    assert not app.exception
    assert adding.AGAIN not in app.session_state
    assert kind() == before
    app.button(key="review_redo").click().run()
    assert kind() == other
