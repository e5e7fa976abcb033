"""The desk of documents: a choice is of documents, not of rows; the bin; failed ones, with why, again and a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline import config, run
from pipeline.config import PROJECT
from pipeline.store import MINE, Store
from pipeline.views import documents, retry
from tests import quiet_documents, sample_app

App = Callable[..., AppTest]
NAMES = ("alpha", "beta", "gamma")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    path = sample_app.build(tmp_path / "app", seeds=sample_app.SEEDS[-1:], hostile=False, allow_write=True)
    settings = config.load(path)
    for number, name in enumerate(NAMES, 3):
        text = f"{name.title()} report\n\nOn {number} May 2001 a bridge collapsed in Paris."
        run.add(settings, MINE, f"{name}.txt", text.encode())
    run.add(settings, MINE, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    run.run(settings, MINE)
    return path


@pytest.fixture
def open_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    def opened(configuration: Path, *chosen: str) -> AppTest:
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(configuration))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
        app.query_params["set"] = MINE
        app.query_params["view"] = "documents"
        app.session_state[documents.CHOSEN] = [identity(configuration, name) for name in chosen]
        return app.run()

    yield opened
    st.cache_resource.clear()


def sources(configuration: Path) -> dict[str, str]:
    found = Store(config.load(configuration)).open(MINE).documents()
    return {Path(row.source).stem: str(row.document_id) for row in found.itertuples()}


def identity(configuration: Path, name: str) -> str:
    return sources(configuration)[name]


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_the_chosen_document_stays_chosen_when_the_rows_are_sorted_anew(open_desk: App, installation: Path) -> None:
    gamma = identity(installation, "gamma")
    app = open_desk(installation, "gamma")
    before = list(app.dataframe[0].value["title"])
    app.text_input(key="set_date").input("2 May 2001").run()
    app.button(key="set_date_go").click().run()
    assert not app.exception
    after = list(app.dataframe[0].value["title"])
    assert before.index("Gamma report") != after.index("Gamma report")
    assert app.session_state[documents.CHOSEN] == [gamma]
    app.button(key="delete_go").click().run()
    assert set(sources(installation)) == {"alpha", "beta", "picture"}


def test_deleting_names_what_goes_and_the_bin_brings_it_back(open_desk: App, installation: Path) -> None:
    app = open_desk(installation, "alpha", "beta")
    assert "Alpha report\nBeta report" in {str(one.value) for one in app.text}
    app.button(key="delete_go").click().run()
    assert set(sources(installation)) == {"gamma", "picture"}
    [entry] = run.bin.binned(config.load(installation), MINE)
    assert set(entry.titles) == {"Alpha report", "Beta report"}
    app.button(key=f"restore_{entry.name}").click().run()
    assert not app.exception
    assert set(sources(installation)) == {*NAMES, "picture"}
    assert "bin_empty" not in keys(app)


def test_a_failed_document_says_why_and_can_be_tried_again(open_desk: App, installation: Path) -> None:
    app = open_desk(installation, "picture")
    rows = app.dataframe[0].value
    [told] = [text for text in rows["warnings"] if text.startswith("could not be read")]
    assert len(told) > len("could not be read: ")
    before = Store(config.load(installation)).snapshot(MINE)
    app.button(key="retry_documents").click().run()
    assert not app.exception
    after = Store(config.load(installation)).snapshot(MINE)
    assert before is not None
    assert after is not None
    assert before.number != after.number


def test_what_was_read_offers_neither_retry_nor_report(open_desk: App, installation: Path) -> None:
    assert "retry_documents" not in keys(open_desk(installation, "alpha"))


def test_a_report_holds_nothing_of_the_document(installation: Path) -> None:
    found = Store(config.load(installation)).open(MINE).documents()
    told = retry.report(found[found["error"] != ""])
    assert "ReadError" in told
    assert "picture" not in told


def test_a_read_only_copy_neither_deletes_nor_tries_again(open_desk: App, tmp_path: Path) -> None:
    closed = quiet_documents.build(tmp_path / "app", "battle", "scan", allow_write=False)
    app = open_desk(closed, "scan")
    assert not {"retry_documents", "delete_go"} & keys(app)
