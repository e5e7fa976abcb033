"""What shows nothing is said above the page, shown at one click, and brought onto the timeline with a key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import SETTLED, parameters, serving, settled, until

from pipeline import config
from pipeline.selection import Selection
from pipeline.store import MINE, Store
from tests import quiet_documents, sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quiet_documents.build(tmp_path_factory.mktemp("unseen") / "app", "notes", "plans", "poem")


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


def shown(configuration: Path) -> set[str]:
    return set(Store(config.load(configuration)).open(MINE).table(Selection(dataset=MINE))["title"])


@pytest.mark.parametrize("phone", [False, True])
def test_the_banner_keeps_to_the_page(visit: Visit, address: str, phone: bool) -> None:
    page = settled(visit(f"{address}?set={MINE}", phone=phone))
    banner = page.locator(".st-key-banner_unseen")
    banner.wait_for()
    width = page.viewport_size["width"]
    page.wait_for_function(
        "([key, least]) => document.querySelector(key).getBoundingClientRect().width > least",
        arg=[".st-key-banner_unseen", width / 2],  # a phone folds the filters away once the page knows its width
    )
    box = banner.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] < (240 if phone else 90)
    for button in banner.locator("button").all():
        inside = button.bounding_box()
        assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    banner.get_by_role("button", name="Which documents").click()
    page.locator(".st-key-unseen_list").get_by_text("Notes of a clerk: 3 events in the background").wait_for()


def test_a_click_shows_them_and_a_key_promotes_one(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(f"{address}?set={MINE}"))
    page.locator(".st-key-unseen_show button").click()
    until(page, "main", "0")
    page.locator(".st-key-banner_unseen").wait_for(state="detached")
    event = quiet_documents.event_of("notes")
    page = settled(visit(f"{address}?set={MINE}&main=0&ev={event.id}"))
    page.get_by_role("button", name="Show on the timeline").wait_for()
    page.mouse.click(5, 5)
    page.keyboard.press("m")
    page.get_by_role("button", name="Move to background").wait_for()
    page.wait_for_selector(SETTLED)
    assert shown(configuration) == {event.title}
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="Show on the timeline").wait_for()
    page.wait_for_selector(SETTLED)
    assert shown(configuration) == set()
    assert parameters(page)["ev"] == event.id


def test_the_kind_of_a_document_is_set_at_the_desk(visit: Visit, tmp_path: Path) -> None:
    path = sample_app.build(tmp_path / "app", seeds=("same-names.txt",), hostile=False, allow_write=True)

    def kind() -> str:
        return str(Store(config.load(path)).open("example").documents()["kind"].iloc[0])

    other = "report" if kind() != "report" else "news"
    with serving(path) as address:
        page = settled(visit(f"{address}?view=documents"))
        table = page.locator("[data-testid=stDataFrame]").bounding_box()
        page.mouse.click(table["x"] + 16, table["y"] + 52)  # the box before the first row
        page.locator(".st-key-set_kinds button").first.click()
        page.locator(".st-key-set_kind label", has_text=other).first.click()
        page.locator(".st-key-set_kind_go button:enabled").click()
        page.locator(".st-key-set_kind_go").wait_for(state="detached")
        page.wait_for_selector(SETTLED)
        assert kind() == other
        page.context.close()  # before its server is gone
