"""The page's logic: what the link asks for is what the widgets show, and what a person does goes into the link."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline import config
from pipeline.config import PROJECT, Settings
from pipeline.model import Judgement, Span
from pipeline.run import publishing
from pipeline.run.publishing import Disclosure
from pipeline.selection import PARAMETERS, Selection
from pipeline.store import Query, Store
from pipeline.views import adding, facets, hosts, login, reader, texts, writing
from tests import sample_app

App = Callable[..., AppTest]
SECONDS = 90


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration over a few documents; nothing in here writes to it."""
    return sample_app.build(tmp_path_factory.mktemp("page") / "app", allow_write=True)


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, built: Path) -> Iterator[App]:
    """A function that opens the page with the parameters of a link."""

    def opened(configuration: Path = built, **parameters: str | list[str]) -> AppTest:
        monkeypatch.setenv("WHENABOUTS_CONFIG", str(configuration))
        app = AppTest.from_file(str(PROJECT / "dashboard.py"), default_timeout=SECONDS)
        for name, value in parameters.items():
            app.query_params[name.replace("_", "-")] = value
        return app.run()

    yield opened
    st.cache_resource.clear()


@pytest.fixture
def writable(built: Path, tmp_path: Path) -> Path:
    """A copy of the installation that a test may change."""
    shutil.copytree(built.parent, tmp_path / "app", symlinks=True)
    return tmp_path / "app" / built.name


def query(configuration: Path, dataset: str = "example") -> Query:
    return Store(config.load(configuration)).open(dataset)


def sentence(app: AppTest) -> str:
    return str(app.text[0].value)


def component(app: AppTest, key: str) -> dict[str, Any]:
    """What one of our own components was given to draw."""
    proto = next(one.proto for one in app.get("bidi_component") if one.key == key)
    return dict(json.loads(proto.json))


def shown(app: AppTest) -> Selection:
    names = app.query_params
    values = {name: [value] if isinstance(value, str) else value for name, value in names.items()}
    return Selection.from_query(values)[0]


def test_the_first_view_shows_the_main_events_with_an_empty_link(open_page: App, built: Path) -> None:
    app = open_page()
    counts = query(built).count(Selection())
    assert not app.exception
    assert sentence(app).startswith(f"Showing {counts.shown} main events of {counts.total}, 49 BC – 2023, in ")
    assert dict(app.query_params) == {}
    assert len(component(app, "feed")["rows"]["id"]) == counts.shown
    assert app.toggle(key="w_main").value is True


def test_every_filter_of_the_link_reaches_its_widget(open_page: App) -> None:
    app = open_page(
        **{"from": "-0043", "to": "2023-09", "type": ["attack", "conflict"], "q": "rome", "conf": "25", "dp": "year"},
        main="0", nt="0", ng="0", pp="region", tm="within",
    )  # fmt: skip
    assert not app.exception
    assert app.text_input(key="w_q").value == "rome"
    assert app.text_input(key="w_start").value == "44 BC"
    assert app.text_input(key="w_end").value == "September 2023"
    assert states(app, "facets_types", "type") == {"attack": 1, "conflict": 1}
    assert app.slider(key="w_confidence").value == 25
    assert app.selectbox(key="w_date_precision").value == "year"
    assert app.selectbox(key="w_place_precision").value == "region"
    assert app.segmented_control(key="w_touch").value == "within"
    boxes = [app.toggle(key="w_main"), app.checkbox(key="w_undated"), app.checkbox(key="w_unplaced")]
    assert [box.value for box in boxes] == [False, False, False]


def states(app: AppTest, key: str, param: str) -> dict[str, int]:
    """The values of a list that are chosen (1) or left out (-1)."""
    group = next(one for one in component(app, key)["groups"] if one["param"] == param)
    return {option["id"]: option["state"] for option in group["options"] if option["state"]}


def test_lists_show_what_is_chosen_and_left_out_with_what_each_would_leave(open_page: App, built: Path) -> None:
    app = open_page(**{"type": "conflict", "not-cc": "EG", "main": "0", "actor": "nobody-at-all"})
    assert states(app, "facets_types", "type") == {"conflict": 1}
    assert states(app, "facets_lists", "cc") == {"EG": -1}
    assert states(app, "facets_lists", "actor") == {"nobody-at-all": 1}
    app = open_page(**{"not-cc": "EG"})
    group = next(one for one in component(app, "facets_lists")["groups"] if one["param"] == "cc")
    counts = {option["id"]: option["count"] for option in group["options"]}
    assert counts == {name: number for name, _, number in query(built).facets(Selection())["cc"]}


def test_a_value_is_chosen_left_out_and_asked_for_alone(open_page: App, monkeypatch: pytest.MonkeyPatch) -> None:
    link: dict[str, Selection] = {"now": Selection(types=("attack",), not_types=("life",))}
    monkeypatch.setattr(facets.state, "read", lambda: (link["now"], ()))
    monkeypatch.setattr(facets.state, "write", lambda selection: link.update(now=selection))
    for value, act, expected in (
        ("conflict", "toggle", (("attack", "conflict"), ("life",))),
        ("attack", "toggle", (("conflict",), ("life",))),
        ("conflict", "out", ((), ("life", "conflict"))),
        ("life", "out", ((), ("conflict",))),
        ("conflict", "toggle", ((), ())),
        ("life", "out", ((), ("life",))),
        ("attack", "only", (("attack",), ())),
        ("", "clear", ((), ())),
        ("attack", "explode", ((), ())),
    ):
        facets.choose("type", value, act)
        assert (link["now"].types, link["now"].not_types) == expected


def test_what_a_person_types_goes_into_the_link(open_page: App) -> None:
    app = open_page()
    app.text_input(key="w_q").set_value("vostochny").run()
    app.text_input(key="w_start").set_value("13 Sep 2023").run()
    assert shown(app) == Selection(q="vostochny", start="2023-09-13")
    app.text_input(key="w_start").set_value("").run()
    app.text_input(key="w_q").set_value("").run()
    assert dict(app.query_params) == {}


def test_words_that_are_no_date_stay_in_the_box_with_an_explanation(open_page: App) -> None:
    app = open_page()
    app.text_input(key="w_end").set_value("soon").run()
    assert app.text_input(key="w_end").value == "soon"
    assert "not a date" in app.error[0].value
    assert dict(app.query_params) == {}
    app.text_input(key="w_end").set_value("44 BC").run()
    assert not app.error
    assert shown(app).end == "-0043"


def test_a_preset_sets_both_dates(open_page: App) -> None:
    app = open_page()
    app.pills(key="w_preset").set_value("bc").run()
    assert shown(app) == Selection(end="0000")
    assert component(app, "timeline")["range"][1] is not None


def test_the_way_of_looking_is_in_the_link(open_page: App, built: Path) -> None:
    app = open_page()
    app.segmented_control(key="w_by").set_value("document").run()
    app.segmented_control(key="w_view").set_value("table").run()
    assert shown(app) == Selection(by="document", view="table")
    assert len(app.dataframe[0].value) == len(query(built).table(Selection()))


def test_show_all_and_reset(open_page: App) -> None:
    app = open_page(q="rome")
    app.button(key="show_all").click().run()
    assert shown(app) == Selection(q="rome", main=False)
    app.button(key="reset").click().run()
    assert dict(app.query_params) == {}


def test_invalid_parts_of_a_link_are_named_and_can_be_cleaned(open_page: App) -> None:
    app = open_page(**{"from": "soon", "junk": "1", "q": "rome"})
    assert not app.exception
    said = " ".join(str(text.value) for text in app.text)
    assert "junk" in said
    assert "from=soon" in said
    app.button(key="dismiss_notes").click().run()
    assert dict(app.query_params) == {"q": "rome"}


def test_a_link_of_other_data_and_a_lost_event_are_told(open_page: App) -> None:
    app = open_page(rev="0123456789ab", ev="0123456789abcdef")
    said = " ".join(str(text.value) for text in app.text)
    assert "made with other data" in said
    assert "no longer here" in said
    app.button(key="dismiss_gone").click().run()
    assert dict(app.query_params) == {}


def test_nothing_matches_names_the_filter_that_hides_most(open_page: App) -> None:
    app = open_page(q="zeppelin", type="attack")
    assert not app.exception
    button = app.button(key="lift_q")
    assert "zeppelin" in button.label
    button.click().run()
    assert shown(app) == Selection(types=("attack",))


def test_an_empty_data_set_offers_a_drop_zone_and_the_example(open_page: App) -> None:
    app = open_page(set="my-documents")
    assert not app.exception
    assert app.text_area(key="welcome_text").value in ("", None)
    app.button(key="load_example").click().run()
    assert dict(app.query_params) == {}
    assert sentence(app).startswith("Showing")


def summit(configuration: Path) -> str:
    table = query(configuration).table(Selection(q="vostochny"))
    return str(table[table["title"].str.contains("held a summit")].iloc[0]["story_id"])


def test_the_detail_shows_why_and_who_says_so(open_page: App, built: Path) -> None:
    app = open_page(ev=summit(built))
    card = component(app, "card")
    assert card["title"].startswith("North Korean leader Kim Jong Un")
    assert [fact["text"] for fact in card["facts"]][:1] == ["13 Sep 2023"]
    marked = {piece["mark"]: piece["text"] for piece in card["quote"]}
    assert marked["date"] == "13 September 2023"
    assert marked["place"] == "Vostochny Cosmodrome"
    bases = [source["basis"] for source in card["sources"]]
    assert (bases[0], bases[-1], set(bases)) == ("explicit", "dct", {"explicit", "dct"})
    assert card["sources"][0]["quote"] == []
    assert card["why_date"]["sentence"]
    assert [chip["text"] for chip in card["chips"] if "of 100" in chip["text"]] != []
    assert card["candidates"][0]["chosen"]


@pytest.mark.parametrize("view", ["map", "table", "documents"])
@pytest.mark.parametrize("hiding", [{}, {"q": "rome"}, {"q": "zeppelin"}])
def test_a_link_to_an_event_opens_it_whatever_the_view_and_the_filters(
    open_page: App, built: Path, view: str, hiding: dict[str, str]
) -> None:
    app = open_page(ev=summit(built), view=view, **hiding)
    assert not app.exception
    assert component(app, "card_head")["title"].startswith("North Korean leader Kim Jong Un")
    said = any("outside the current filter" in caption.value for caption in app.caption)
    assert said == bool(hiding)
    assert len(app.get("dataframe")) == (view != "map")
    app.button(key="close_detail").click().run()
    assert not app.exception
    assert not [one for one in app.get("bidi_component") if one.key == "card_head"]


def test_a_person_confirms_corrects_and_takes_back(open_page: App, writable: Path) -> None:
    event = summit(writable)
    app = open_page(writable, ev=event)
    app.button(key="judge_confirm").click().run()
    assert [row.value for row in Store(config.load(writable)).judgements.active()] == ["confirmed"]
    key = f"date_{query(writable).story(event).events[0].id}"  # type: ignore[union-attr]
    app.text_input(key=key).set_value("14 Sep 2023").run()
    app.button(key="date_save").click().run()
    assert not app.exception
    assert component(app, "card")["facts"][0]["text"] == "14 Sep 2023"
    app.button(key="judge_undo_1").click().run()
    assert component(app, "card")["facts"][0]["text"] == "13 Sep 2023"
    assert [row.field for row in Store(config.load(writable)).judgements.active()] == ["verdict"]
    app.button(key="review_redo").click().run()
    assert component(app, "card")["facts"][0]["text"] == "14 Sep 2023"
    app.button(key="review_undo").click().run()
    app.button(key="review_undo").click().run()
    assert Store(config.load(writable)).judgements.active() == []


def test_a_place_is_put_right_by_name(open_page: App, writable: Path) -> None:
    event = summit(writable)
    app = open_page(writable, ev=event)
    best = query(writable).story(event).events[0].id  # type: ignore[union-attr]
    app.text_input(key=f"place_{best}").set_value("Vladivostok").run()
    app.button(key="place_save").click().run()
    assert component(app, "card")["facts"][1]["text"].startswith("Vladivostok")


def test_a_place_is_put_right_by_its_coordinates_and_a_date_from_the_sentence(open_page: App, writable: Path) -> None:
    event = summit(writable)
    app = open_page(writable, ev=event)
    best = query(writable).story(event).events[0].id  # type: ignore[union-attr]
    app.text_input(key=f"place_{best}").set_value("51.884, 128.334").run()
    app.button(key="place_save").click().run()
    where = component(app, "card")["facts"][1]["text"]
    assert where.startswith("51.884, 128.33 (")
    assert "Tsiolkovskiy" in where
    app.button_group(key=f"date_{best}_picked").set_value("2023-09-13").run()
    assert app.text_input(key=f"date_{best}").value == "2023-09-13"
    app.text_input(key=f"date_{best}").set_value("by May 2024").run()
    app.button(key="date_save").click().run()
    assert component(app, "card")["facts"][0]["text"] == "by May 2024"


def test_what_is_said_of_one_event_can_be_said_of_all_of_the_same_reason(open_page: App, writable: Path) -> None:
    asked = query(writable)
    groups: dict[tuple[str, object], list[str]] = {}
    for document in asked.documents()["document_id"]:
        for event in asked.events_of(str(document)):
            if event.timex is not None and event.timex.span is not None:
                groups.setdefault((event.document_id, event.timex.span), []).append(event.id)
    ids = max(groups.values(), key=len)
    assert len(ids) > 1
    shown = [event.id for event in (asked.story(one).events[0] for one in ids) if event.id in ids]  # type: ignore[union-attr]
    app = open_page(writable, ev=shown[0], main="0")
    app.checkbox(key="also_date").check().run()
    app.text_input(key=f"date_{shown[0]}").set_value("1990s").run()
    app.button(key="date_save").click().run()
    said = Store(config.load(writable)).judgements.active()
    assert {row.target_id for row in said} == set(ids)
    assert {row.value for row in said} == {"199X"}
    app.button(key="review_undo").click().run()
    assert Store(config.load(writable)).judgements.active() == []


def test_title_tags_source_and_note_are_edited_together(open_page: App, writable: Path) -> None:
    event = summit(writable)
    app = open_page(writable, ev=event)
    best = query(writable).story(event).events[0].id  # type: ignore[union-attr]
    app.text_input(key=f"title_{best}").set_value("The summit in the Far East").run()
    app.text_input(key=f"link_{best}").set_value("javascript:alert(1)").run()
    app.button(key="edit_save").click().run()
    assert Store(config.load(writable)).judgements.active() == []
    app.text_input(key=f"link_{best}").set_value("https://example.org/a").run()
    app.text_area(key=f"note_{best}").set_value("seen on video").run()
    app.multiselect(key=f"tags_{best}").set_value(["checked twice"]).run()
    app.button(key="edit_save").click().run()
    assert not app.exception
    card = component(app, "card")
    assert card["title"] == "The summit in the Far East"
    assert card["sources"][0]["link"] == "https://example.org/a"
    assert [fact["text"] for fact in card["facts"]][-1] == "checked twice"
    tagged = open_page(writable, tag="checked-twice")
    assert sentence(tagged).startswith("Showing 1 main event")
    assert query(writable).count(Selection(q="video")).shown == 1


def test_two_stories_are_joined_and_one_is_told_as_another_event(open_page: App, writable: Path) -> None:
    rows = query(writable).table(Selection())
    first, second = (str(name) for name in rows["event_id"][:2])
    app = open_page(writable, ev=first)
    app.text_input(key=f"join_{first}").set_value(str(rows.iloc[1]["title"])).run()
    app.selectbox(key=f"join_pick_{first}").set_value(second).run()
    app.button(key="join_save").click().run()
    assert not app.exception
    assert len(component(app, "card")["sources"]) >= 2
    assert {one.id for one in query(writable).story(first).events} >= {first, second}  # type: ignore[union-attr]


def test_the_queue_walks_from_the_least_certain_event_to_the_next(open_page: App, writable: Path) -> None:
    rows = query(writable).table(Selection()).sort_values("score", kind="stable")
    app = open_page(writable)
    app.button(key="review_start").click().run()
    first = shown(app).event
    assert first in {str(name) for name in rows["story_id"][:3]}
    app.button(key="judge_confirm").click().run()
    assert not app.exception
    assert shown(app).event not in ("", first)
    assert [row.value for row in Store(config.load(writable)).judgements.active()] == ["confirmed"]


def test_a_place_is_shown_on_the_map(open_page: App, writable: Path) -> None:
    event = summit(writable)
    app = open_page(writable, ev=event)
    app.button(key="place_pick").click().run()
    assert not app.exception
    assert app.button(key="pick_cancel")
    app.button(key="pick_cancel").click().run()
    assert not [button for button in app.button if button.key == "pick_cancel"]


def test_a_view_is_saved_opened_and_removed(open_page: App, writable: Path) -> None:
    app = open_page(writable, **{"not-type": "life", "cc": "FR", "map": "4~48~2"})
    app.text_input(key="view_name").set_value("France").run()
    app.button(key="view_save").click().run()
    assert app.text_input(key="view_name").value == ""
    app.button(key="reset").click().run()
    assert dict(app.query_params) == {}
    app.button(key="view_open_0").click().run()
    assert shown(app) == Selection(not_types=("life",), countries=("FR",), map=(4.0, 48.0, 2.0))
    app.button(key="view_drop_0").click().run()
    assert not [button for button in app.button if button.key == "view_open_0"]


def test_an_event_by_hand_begins_a_data_set_and_a_table_goes_on_with_it(open_page: App, writable: Path) -> None:
    app = open_page(writable, set="my-documents")
    app.segmented_control(key="welcome_kind").set_value("event").run()
    app.text_input(key="new_welcome_0_title").set_value("The harbour froze").run()
    app.text_input(key="date_new_welcome_0").set_value("about 1944").run()
    app.text_input(key="place_new_welcome_0").set_value("Odesa").run()
    app.button(key="new_welcome_0_save").click().run()
    assert not app.exception
    made = query(writable, "my-documents").table(Selection(dataset="my-documents"))
    assert list(made["when"]) == ["about 1944"]
    assert made.iloc[0]["country"] == "UA"
    assert shown(app).dataset == "my-documents"
    assert sentence(app).startswith("Showing 1 event")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("Kyiv 2022", "kyiv-2022"), ("Émeutes!", "emeutes"), ("example", "my-documents"), ("  ", "my-documents")],
)
def test_a_data_set_gets_a_name_that_a_link_can_hold(typed: str, slug: str) -> None:
    assert adding.slug_of(typed) == slug


def test_words_of_a_document_become_an_event(open_page: App, writable: Path) -> None:
    asked = query(writable)
    document = asked.story(summit(writable)).documents[0]  # type: ignore[union-attr]
    start = document.text.index("their first meeting")
    app = open_page(writable)
    app.session_state["writing"] = writing.Draft(
        "their first meeting", "2023-09-13", "Vostochny Cosmodrome", document.id,
        Span(0, start + 10), Span(start, start + 19), "their first meeting in more than four years",
    )  # fmt: skip
    app.run()
    key = f"new_{document.id}_{start}"
    assert app.text_input(key=f"{key}_title").value == "their first meeting"
    app.text_input(key=f"{key}_tags").set_value("added, by hand").run()
    app.button(key=f"{key}_save").click().run()
    assert not app.exception
    made = query(writable).table(Selection(tags=("by-hand",)))
    assert made.iloc[0]["title"] == "their first meeting"
    assert (made.iloc[0]["when"], made.iloc[0]["place"]) == ("13 Sep 2023", "Vostochny Cosmodrome")


def test_the_reader_counts_in_code_points() -> None:
    text = "One 🛰 two three"
    assert reader.span_of({"use": "event", "start": 4, "end": 9}, text) == Span(4, 9)
    assert reader.span_of({"use": "event", "start": 5, "end": 10}, text) == Span(6, 9)
    assert reader.span_of({"use": "event", "start": 3, "end": 4}, text) is None
    assert reader.span_of({"start": "x"}, text) is None
    assert reader.span_of(None, text) is None


def allow(configuration: Path, setting: str) -> None:
    written = configuration.read_text("utf-8").replace("allow_write = true", setting)
    configuration.write_text(written, "utf-8")


def test_a_read_only_copy_offers_no_change(open_page: App, writable: Path) -> None:
    allow(writable, "allow_write = false")
    app = open_page(writable, ev=summit(writable))
    assert not app.exception
    keys = {button.key for button in app.button}
    assert not keys & {"add", "judge_confirm", "judge_reject", "date_save", "place_save", "note_save"}
    assert component(app, "card")["writable"] is False


def test_where_a_login_is_asked_for_nothing_is_shown_before_it(open_page: App, writable: Path) -> None:
    allow(writable, 'login = true\nwriters = ["ann@example.org"]')
    app = open_page(writable, ev=summit(writable))
    assert not app.exception
    assert [error.value for error in app.error] == [texts.load("en")("login.not_configured")]
    assert not app.get("bidi_component")


def test_only_writers_may_write_once_they_are_named(open_page: App, writable: Path) -> None:
    allow(writable, 'writers = ["ann@example.org"]')
    app = open_page(writable, ev=summit(writable))
    assert component(app, "card")["writable"] is False
    named = Settings(writers=("Ann@example.org",))
    assert [login.may_write(named, person) for person in ("ann@example.org", "bob@example.org", "")] == [
        True, False, False,
    ]  # fmt: skip


def test_without_a_loopback_address_nothing_can_be_written(open_page: App, writable: Path) -> None:
    allow(writable, "")
    app = open_page(writable)
    assert "add" not in {button.key for button in app.button}


def test_the_reader_marks_every_date_place_and_event(open_page: App, built: Path) -> None:
    documents = query(built).documents()
    row = documents[documents["title"].str.contains("newest spaceport")].iloc[0]
    app = open_page(open=str(row["document_id"]))
    assert not app.exception
    reader = component(app, "reader")
    detail = query(built).document(str(row["document_id"]))
    assert detail is not None
    assert "".join(piece["text"] for piece in reader["pieces"]) == detail.document.text
    assert {mark for piece in reader["pieces"] for mark in piece["marks"]} >= {"date", "place", "event"}


def test_pasted_text_becomes_events_and_the_view_goes_to_exactly_those(open_page: App, writable: Path) -> None:
    app = open_page(writable, set="my-documents")
    text = "PARIS, 14 July 1989 - Leaders of the G7 met in Paris on 14 July 1989. They signed a declaration."
    app.text_area(key="welcome_text").set_value(text).run()
    app.button(key="welcome_go").click().run()
    assert not app.exception
    selection = shown(app)
    assert selection.dataset == "my-documents"
    assert len(selection.documents) == 1
    assert len(query(writable, "my-documents").table(selection)) >= 1
    said = " ".join(str(one.value) for one in app.text)
    assert "1 new document" in said


def test_the_page_says_when_place_names_leave_the_machine(open_page: App, writable: Path) -> None:
    local = open_page(writable, set="my-documents")
    allow(writable, 'allow_write = true\ngeocoders = ["embedded", "photon"]')
    remote = open_page(writable, set="my-documents")
    captions = [" ".join(caption.value for caption in app.caption) for app in (local, remote)]
    assert "photon" not in captions[0]
    assert "sent over the network to: photon" in captions[1]


def test_the_documents_desk_lists_every_document(open_page: App, built: Path) -> None:
    app = open_page(view="documents")
    assert not app.exception
    assert len(app.dataframe[0].value) == len(query(built).documents())


def test_labels_of_widgets_hold_no_markdown_of_documents(open_page: App) -> None:
    app = open_page(main="0", q="rebels")
    labels = [str(button.label) for button in app.button] + [str(one.value) for one in [*app.caption, *app.markdown]]
    assert not [label for label in labels if "onmouseover" in label and "<b" in label and "\\<" not in label]


def test_the_share_dialog_shows_what_leaves_as_it_will_leave(
    open_page: App, writable: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "on_network", lambda: "")  # asks the system for its address
    stories = query(writable).table(Selection()).iloc[:1]
    rejected, title = str(stories.iloc[0]["event_id"]), str(stories.iloc[0]["title"])
    Store(config.load(writable)).judgements.add(
        Judgement(id="", target_kind="event", target_id=rejected, field="verdict", value="rejected")
    )
    app = open_page(writable)
    app.button(key="share").click().run()
    caption = next(one.value for one in app.caption if "Stays here" in one.value)
    assert "Stays here: notes, rejected events, the rest of the documents, file paths, who reviewed" in caption
    first = next(event for event in query(writable).events(Selection()) if event.quote)
    assert any(first.quote[:60] in str(one.value) for one in app.text)
    app.segmented_control(key="share_extent").set_value("titles")
    app.checkbox(key="share_rejected").check()
    app.button(key="share").click().run()  # a run of the whole page closes the dialog
    assert not any(first.quote[:60] in str(one.value) for one in app.text)
    caption = next(one.value for one in app.caption if "Stays here" in one.value)
    assert "Stays here: notes, all words of the documents" in caption
    assert not app.exception
    leave = publishing.events(query(writable), Selection(), Disclosure(rejected=True))
    assert f"[rejected] {title}" in [event.title for event in leave]


def test_one_module_reads_and_writes_the_address() -> None:
    """Every control goes through `state`; what is kept beside the link (the open tray) says in its module why."""
    views = sorted((PROJECT / "pipeline" / "views").glob("*.py"))
    assert [path.name for path in views if "query_params" in path.read_text("utf-8")] == ["state.py"]


def test_every_held_widget_has_a_row_in_the_table() -> None:
    fields = {parameter.field for parameter in PARAMETERS} | {"dataset", "preset"}  # a preset writes start and end
    views = (PROJECT / "pipeline" / "views").glob("*.py")
    held = {name for path in views for name in re.findall(r'hold\("w_([a-z_]+)"', path.read_text("utf-8"))}
    assert held
    assert held <= fields
