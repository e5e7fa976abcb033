"""The language of the page is a person's own: the browser's, or the one chosen, and never in the link."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline.config import PROJECT
from tests import sample_app

App = Callable[..., AppTest]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("language") / "app"
    return sample_app.build(folder, seeds=("fall-of-the-roman-republic.md",), hostile=False, allow_write=True)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, built: Path) -> Iterator[App]:
    """A function that opens the page in a browser of the language `locale`, with the parameters of a link."""

    def opened(locale: str | None, **parameters: str) -> AppTest:
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(built))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=90)
        app.context = {"locale": locale}
        for name, value in parameters.items():
            app.query_params[name] = value
        return app.run()

    yield opened
    st.cache_resource.clear()


def component(app: AppTest, key: str) -> dict[str, Any]:
    proto = next(one.proto for one in app.get("bidi_component") if one.key == key)
    return dict(json.loads(proto.json))


def language(app: AppTest) -> str:
    return str(component(app, "keys")["language"])


def test_a_german_browser_gets_a_german_page(open_page: App) -> None:
    app = open_page("de-AT", by="country")
    assert not app.exception
    assert language(app) == "de"
    assert app.button(key="reset").label == "Zurücksetzen"
    assert re.match(r"\d+ Hauptereignisse von \d+, 49 v. Chr. – ", str(app.text[0].value))
    assert component(app, "feed")["rows"]["when"][0] == "Januar 49 v. Chr."
    assert component(app, "feed")["words"]["unplaced"] == "ohne Ort"
    assert component(app, "timeline")["words"]["bc"] == "{year} v. Chr."
    assert {lane["id"]: lane["label"] for lane in component(app, "timeline")["lanes"]}["EG"] == "Ägypten"
    lists = component(app, "facets_lists")
    (countries,) = (group for group in lists["groups"] if group["param"] == "cc")
    assert (lists["language"], countries["label"]) == ("de", "Land")
    assert {one["id"]: one["label"] for one in countries["options"]}["EG"] == "Ägypten"
    assert dict(app.query_params) == {"by": "country"}


@pytest.mark.parametrize("locale", [None, "en-GB", "tlh"])
def test_any_other_browser_gets_an_english_one(open_page: App, locale: str | None) -> None:
    app = open_page(locale)
    assert (language(app), app.button(key="reset").label) == ("en", "Reset")


def test_the_language_chosen_stays_for_the_session_and_out_of_the_link(open_page: App) -> None:
    app = open_page("de-DE", type="conflict")
    chooser = app.segmented_control(key="w_language")
    assert (chooser.label, chooser.options, chooser.value) == ("Sprache", ["Deutsch", "English"], "de")
    chooser.set_value("en").run()
    assert not app.exception
    assert (language(app), app.button(key="reset").label) == ("en", "Reset")
    assert dict(app.query_params) == {"type": "conflict"}
    app.segmented_control(key="w_view").set_value("documents").run()
    assert (language(app), app.segmented_control(key="w_language").value) == ("en", "en")
    app.segmented_control(key="w_language").set_value("de").run()
    assert (language(app), app.segmented_control(key="w_view").value) == ("de", "documents")


def test_a_filter_that_hides_all_is_named_in_german(open_page: App) -> None:
    app = open_page("de-DE", cc="EG", q="Pharsalus", to="-0043")
    assert app.text_input(key="w_end").value == "44 v. Chr."
    assert app.button(key="lift_cc").label == "Ohne „Land\\: Ägypten“  (+1 Ereignis)"
