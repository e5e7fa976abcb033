"""Corrections as a person makes them: on the map, with the mouse in the text, with keys, in the lists of filters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import FRAME, SETTLED, parameters, serving, settled, until

from pipeline import config
from pipeline.model import Judgement
from pipeline.selection import Selection
from pipeline.store import Store
from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_app.build(tmp_path_factory.mktemp("corrections") / "app", hostile=False)


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


def said(configuration: Path) -> list[Judgement]:
    return Store(config.load(configuration)).judgements.active()


def summit(configuration: Path) -> str:
    table = Store(config.load(configuration)).open("example").table(Selection(q="vostochny summit"))
    return str(table[table["title"].str.contains("held a summit")].iloc[0]["story_id"])


def place(page: Any) -> Any:
    return page.locator(".st-key-card_head .fact").nth(1)


def test_a_click_on_the_map_puts_a_place_right_and_a_key_takes_it_back(
    visit: Visit, address: str, configuration: Path
) -> None:
    page = settled(visit(f"{address}?q=vostochny+summit&ev={summit(configuration)}"))
    before = place(page).inner_text()
    page.locator(".st-key-fix_place button").first.click()
    page.locator(".st-key-place_pick button").click()
    page.locator(".st-key-picking").wait_for()
    page.frame_locator(FRAME).locator(".wa-pick").wait_for()
    hint = page.locator(".st-key-picking").bounding_box()
    assert hint["width"] > 250
    assert hint["height"] < 80
    frame = page.locator(FRAME).bounding_box()
    page.mouse.click(frame["x"] + frame["width"] * 0.3, frame["y"] + frame["height"] * 0.4)
    page.locator(".st-key-picking").wait_for(state="detached")
    page.wait_for_function("before => !document.body.innerText.includes(before)", arg="Click on the map where")
    page.wait_for_selector(SETTLED)
    [row] = said(configuration)
    assert row.field == "place"
    assert place(page).inner_text() != before
    page.mouse.click(5, 5)
    page.keyboard.press("Control+z")
    page.locator(".st-key-said_0").wait_for(state="detached")
    page.wait_for_selector(SETTLED)
    assert said(configuration) == []
    assert place(page).inner_text() == before


def test_words_selected_in_a_document_become_an_event(visit: Visit, address: str, configuration: Path) -> None:
    event = summit(configuration)
    document = Store(config.load(configuration)).open("example").story(event).documents[0]  # type: ignore[union-attr]
    page = settled(visit(f"{address}?open={document.id}"))
    text = page.locator(".st-key-reader .text")
    text.wait_for()
    box = text.bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 240, box["y"] + 12, steps=5)
    page.mouse.up()
    page.locator(".st-key-reader .picks button", has_text="New event").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("A handshake")
    dialog.get_by_label("Title").press("Enter")
    dialog.get_by_role("button", name="Add the event").click()
    page.locator(".st-key-card_head h2", has_text="A handshake").wait_for()
    [row] = [one for one in said(configuration) if one.field == "created"]
    assert row.quote
    assert " ".join(row.quote.split()) in " ".join(document.text.split())


def test_a_value_is_asked_for_alone_and_left_out(visit: Visit, address: str) -> None:
    page = settled(visit(address))
    rows = page.locator(".st-key-facets_types .row")
    rows.first.hover()
    rows.first.locator(".only").click()
    page.wait_for_function("new URL(location.href).searchParams.has('type')")
    page.wait_for_selector(SETTLED)
    chosen = parameters(page)["type"]
    rows.first.hover()
    rows.first.locator(".not").click()
    until(page, "not-type", chosen)
    assert "type" not in parameters(page)
    assert page.locator(".st-key-facets_types .row.out").count() == 1
    page.locator(".st-key-facets_types .clear").click()
    until(page, "not-type", None)


def test_the_queue_is_walked_with_keys(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(address))
    held = len(said(configuration))
    page.locator(".st-key-review button").first.click()
    page.locator(".st-key-review_start button").click()
    page.wait_for_function("new URL(location.href).searchParams.has('ev')")
    page.wait_for_selector(SETTLED)
    first = parameters(page)["ev"]
    page.mouse.click(5, 5)
    page.keyboard.press("c")
    page.wait_for_function("first => new URL(location.href).searchParams.get('ev') !== first", arg=first)
    page.wait_for_selector(SETTLED)
    assert [row.value for row in said(configuration)[held:]] == ["confirmed"]
    assert parameters(page)["sort"] == "doubt"
