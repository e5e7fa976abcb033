"""The first screen says which added documents show nothing and why, and shows them at one click."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline.config import PROJECT
from pipeline.selection import MOST_VALUES, Selection
from pipeline.store import MINE, Unseen
from pipeline.views import texts, unseen
from tests import quiet_documents, sample_app

App = Callable[..., AppTest]
ALL = tuple(quiet_documents.extractions())


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[App]:
    """A function that opens "My documents" with the documents of these names and the parameters of a link."""

    def opened(*names: str, allow_write: bool = True, **parameters: str) -> AppTest:
        path = quiet_documents.build(tmp_path / "app", *names, allow_write=allow_write)
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(path))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
        app.query_params["set"] = MINE
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    yield opened
    st.cache_resource.clear()


def told(app: AppTest) -> list[str]:
    """What the banners say."""
    assert not app.exception
    return [str(one.value) for one in app.text if "Nothing from" in str(one.value) or "filters of" in str(one.value)]


def buttons(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


@pytest.mark.parametrize(
    ("name", "says", "offers"),
    [
        ("notes", "“Notes of a clerk” is on the timeline or the map: 3 events in the background.", "show"),
        ("plans", "“Plans for a bridge” is on the timeline or the map: 2 planned events.", "show"),
        ("denial", "“A denial” is on the timeline or the map: 1 denied event.", "show"),
        ("diary", "“A diary” is on the timeline or the map: 1 event without date and place, in the list only.", "show"),
        ("poem", "“A poem” is on the timeline or the map: no event was found in it.", "open"),
        ("scan", "“A scan” is on the timeline or the map: it could not be read (this PDF holds pictures", "open"),
    ],
)
@pytest.mark.parametrize("beside", [(), ("battle",)])
def test_one_document_says_why(open_page: App, name: str, says: str, offers: str, beside: tuple[str, ...]) -> None:
    app = open_page(name, *beside)
    [text] = told(app)
    assert text.startswith(f"Nothing from {says}")
    assert f"unseen_{offers}" in buttons(app)
    assert "reset_all" not in buttons(app)  # no filter of theirs is to blame


def test_one_click_shows_what_is_hidden(open_page: App) -> None:
    app = open_page("notes", "battle")
    app.button(key="unseen_show").click().run()
    notes = quiet_documents.event_of("notes").document_id
    assert (app.query_params["doc"], app.query_params["main"]) == (notes, "0")
    assert str(app.text[0].value).startswith("Showing 3 of 4 events")
    assert told(app) == []


def test_where_no_event_was_found_the_document_opens(open_page: App) -> None:
    app = open_page("poem")
    assert any("No events yet" in str(one.value) for one in app.markdown)
    assert "No documents yet" not in " ".join(str(one.value) for one in app.markdown)
    app.button(key="unseen_open").click().run()
    assert not app.exception
    assert any("A poem" in str(one.value) for one in app.markdown)


def test_several_documents_are_one_line_and_a_list(open_page: App) -> None:
    app = open_page(*ALL)
    assert told(app) == [
        "Nothing from 6 of 7 documents is on the timeline or the map: 3 events in the background, 2 planned events, "
        "1 denied event, 1 event without date and place, in the list only; no event was found in 1; "
        "1 could not be read."
    ]
    rows = [str(one.value) for one in app.text]
    assert "Plans for a bridge: 2 planned events" in rows
    assert "A poem: no event was found in it" in rows
    app.button(key="unseen_show").click().run()
    assert len(app.query_params["doc"]) == 4  # the poem and the scan have nothing to show


def test_documents_without_events_lead_to_the_desk(open_page: App) -> None:
    app = open_page("poem", "scan")
    app.button(key="unseen_documents").click().run()
    assert len(app.dataframe[0].value) == 2
    assert "reset_all" not in buttons(app)


def test_it_is_said_once_a_session(open_page: App) -> None:
    app = open_page("notes", "poem")
    app.button(key="dismiss_unseen").click().run()
    assert told(app) == []
    assert "reset_all" not in buttons(app)


@pytest.mark.parametrize("chosen", [{"main": "0"}, {"type": "politics"}, {"q": "council"}])
def test_who_filters_is_not_told(open_page: App, chosen: dict[str, str]) -> None:
    app = open_page("notes", "battle")
    for name, value in chosen.items():
        app.query_params[name] = value
    assert told(app.run()) == []


def test_what_the_filter_of_a_link_hides_is_told(open_page: App) -> None:
    app = open_page("battle", "diary", **{"from": "1944"})
    assert told(app) == ["The filters of this link hide everything from “A diary”."]
    app.button(key="unseen_unfilter").click().run()
    assert "from" not in app.query_params
    app.query_params["q"] = "troops"  # now it is their own
    assert not [text for text in told(app.run()) if "filters of" in text]


def test_a_copy_that_nobody_can_change_says_so_only_where_nothing_is_shown(open_page: App) -> None:
    assert told(open_page("notes", "battle", allow_write=False)) == []


def test_a_copy_that_shows_nothing_says_why(open_page: App) -> None:
    assert len(told(open_page("notes", allow_write=False))) == 1


def test_after_adding_the_new_documents_are_spoken_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = sample_app.build(tmp_path / "app", seeds=("same-names.txt",), hostile=False, allow_write=True)
    monkeypatch.setenv("WHENABOUTS_CONFIG", str(path))
    app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
    app.query_params["set"] = MINE
    app.run().text_area(key="welcome_text").set_value("Leaves are green and water is blue.").run()
    app.button(key="welcome_go").click().run()
    [text] = told(app)
    assert text.endswith("no event was found in it.")
    assert "reset_all" not in buttons(app)
    app.button(key="leave_added").click().run()
    assert len(told(app)) == 1
    st.cache_resource.clear()


@pytest.mark.parametrize("language", texts.languages())
def test_every_reason_has_words(language: str) -> None:
    say = texts.load(language)
    for reason in ("background", "planned", "denied", "hypothetical", "habitual", "listed", "nothing", "failed"):
        assert "T" in unseen.sentence(say, Unseen("a", "T", "t", "KeyError: 'x'", {reason: 2}))


def test_more_documents_than_a_link_can_name_are_shown_all() -> None:
    assert Selection(documents=tuple(f"d{n}" for n in range(MOST_VALUES))).documents  # what a link can hold
    found = unseen.showing(MINE, [f"d{n}" for n in range(MOST_VALUES + 1)])
    assert (found.documents, found.main, found.dataset) == ((), False, MINE)
    assert len(unseen.showing(MINE, ["a", "b"]).documents) == 2


def test_removing_the_filter_that_is_on_by_default_shows_the_background(open_page: App) -> None:
    app = open_page("battle", "notes", q="officials")
    assert "lift_main" in buttons(app)
    app.button(key="lift_main").click().run()
    assert not app.exception
    assert app.query_params["main"] in ("0", ["0"])
    assert "lift_main" not in buttons(app)
    assert app.query_params["q"] in ("officials", ["officials"])
