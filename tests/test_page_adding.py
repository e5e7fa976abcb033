"""Adding in the page: many files at once, each failure told by name with why, the others read all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline import config, readers
from pipeline.config import PROJECT
from pipeline.selection import Selection
from pipeline.store import MINE, Store
from tests import sample_app
from tests.office_files import TEXT, pdf, raw_word

App = Callable[[], AppTest]
WORD = raw_word("<w:p><w:r><w:t>Leaders of the G7 met in Paris on 14 July 1989.</w:t></w:r></w:p>")
GOOD = ("summit.pdf", pdf([TEXT]), "application/pdf")
ALSO_GOOD = ("paris.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
BROKEN = ("broken.pdf", b"%PDF-1.7\nnothing", "application/pdf")
SCANNED = ("scan.pdf", pdf([""]), "application/pdf")
EMPTY = ("empty.txt", b" ", "text/plain")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    return sample_app.build(
        tmp_path / "app", seeds=("same-names.txt",), hostile=False, allow_write=True, max_document_bytes=3_000_000
    )


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, installation: Path) -> Iterator[App]:
    def opened() -> AppTest:
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(installation))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
        app.query_params["set"] = MINE
        return app.run()

    yield opened
    st.cache_resource.clear()


def add(app: AppTest, *files: tuple[str, bytes, str]) -> AppTest:
    app.file_uploader(key="welcome_files").set_value(list(files)).run()
    return app.button(key="welcome_go").click().run()


def said(app: AppTest) -> str:
    return "\n".join(str(one.value) for one in [*app.error, *app.text, *app.info])


def test_many_at_once_and_what_fails_is_told_by_name(open_page: App, installation: Path) -> None:
    app = add(open_page(), GOOD, BROKEN, EMPTY, SCANNED, ALSO_GOOD)
    assert not app.exception
    told = said(app)
    assert "2 new documents" in told
    assert "3 files could not be read" in told
    assert "broken.pdf: this PDF is damaged" in told
    assert "scan.pdf: this PDF holds pictures of pages, no text; run OCR on it first" in told
    assert "empty.txt: the file is empty" in told
    assert "documents/" not in told  # no paths
    query = Store(config.load(installation)).open(MINE)
    assert len(query.table(Selection(dataset=MINE, main=False))) >= 2
    assert len(app.query_params["doc"]) == 2
    app.button(key="remove_unread").click().run()
    assert sorted(Store(config.load(installation)).open(MINE).documents()["error"]) == ["", ""]
    assert "could not be read" not in said(app)


def test_where_nothing_can_be_read_the_reasons_stand_in_the_form(open_page: App) -> None:
    app = add(open_page(), BROKEN)
    assert "1 file could not be read" in said(app)
    assert "broken.pdf: this PDF is damaged" in said(app)
    assert "already here" not in said(app)
    assert "doc" not in app.query_params


def test_the_list_can_be_dismissed(open_page: App, installation: Path) -> None:
    app = add(open_page(), GOOD, BROKEN)
    app.button(key="dismiss_unread").click().run()
    assert "could not be read" not in said(app)
    assert len(Store(config.load(installation)).open(MINE).documents()) == 2  # the desk still has the broken one


def test_the_size_limit_is_that_of_the_settings(open_page: App) -> None:
    app = open_page()
    uploader = app.file_uploader(key="welcome_files")
    assert uploader.proto.max_upload_size_mb == 3
    assert {f".{name.removeprefix('.')}" for name in uploader.allowed_type} >= set(readers.suffixes())
    app = add(app, ("long.txt", b"x" * 3_000_001, "text/plain"))
    assert "long.txt: 3.0 MB is more than the 3 MB that max_document_bytes allows" in said(app)
