"""Published pages in a real browser: the same link restores the same view, and nothing in a document ever runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.exporters.publication import payload
from pipeline.exporters.publish import publish
from tests.published_sample import FIRST, HOSTILE, events, publication

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
COUNT = len(payload(publication())["rows"]["id"])
MAIN = sum(payload(publication())["rows"]["main"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published")
    publish(publication(), out)
    return out


def opened(visit: Visit, address: str, **how: bool) -> Any:
    page = visit(address, **how)
    page.wait_for_selector("html[data-ready=true]")
    return page


def linked(page: Any, has: str = "", lacks: str = "") -> None:
    """Wait until the link has, or lacks, some text. (To wait for a function needs `eval`, which the page forbids.)"""
    lack = f"(?!.*{lacks})" if lacks else ""
    page.wait_for_url(re.compile(f"^{lack}.*{has}"), wait_until="commit")


def shown(page: Any) -> int:
    """How many events the page says it shows."""
    return int(page.locator(".count").inner_text().split(" ")[0])


@pytest.mark.parametrize("name", ["index.html", "single.html"])
def test_page_opens_from_a_folder(visit: Visit, folder: Path, name: str) -> None:
    page = opened(visit, (folder / name).as_uri())
    assert shown(page) == MAIN
    assert page.locator(".feed .row").count() == MAIN
    assert page.locator("#page .map canvas").count() >= 2
    assert page.evaluate("Boolean(window.L) && document.querySelectorAll('.leaflet-tile').length > 0")


def test_page_opens_from_a_server_below_a_path(visit: Visit, folder: Path, serve_folder: Callable[[Path], str]) -> None:
    page = opened(visit, f"{serve_folder(folder.parent)}/{folder.name}/index.html#main=0")
    assert shown(page) == COUNT


@pytest.mark.parametrize("name", ["index.html", "single.html"])
def test_nothing_in_a_document_runs(visit: Visit, folder: Path, name: str) -> None:
    page = opened(visit, f"{(folder / name).as_uri()}#main=0&type=protest")
    assert page.locator(".feed .row").count() == len(HOSTILE)
    for row in range(len(HOSTILE)):
        page.locator(".feed .row").nth(row).click()
        page.locator(".detail h2").wait_for()
        assert page.locator(".detail h2").inner_text().strip()
        page.locator(".wa-label").wait_for()
        page.locator(".detail .back").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img, #page svg[onload], iframe, .detail b[onmouseover]").count() == 0


def test_hostile_titles_are_read_as_they_are(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#type=protest")
    assert page.locator(".feed .row .title").first.inner_text() == HOSTILE[0]


def test_link_restores_the_view(visit: Visit, folder: Path) -> None:
    link = f"#from=2023&to=2023-12&ev={events()[1].id}&by=country&map=5~51.9~128.3&main=0"
    page = opened(visit, (folder / "single.html").as_uri() + link)
    assert page.locator(".detail h2").inner_text() == "Kim met Putin at the cosmodrome"  # any event of a story names it
    assert page.locator(".detail .source").count() == 2
    assert page.locator(".detail mark.where").count() == 0
    assert page.locator(".handle.start").get_attribute("aria-valuetext").endswith("2023")
    assert page.locator("select.by").input_value() == "country"
    assert shown(page) == 2
    assert page.url.endswith(link)


def test_values_that_no_link_holds_are_dropped(visit: Visit, folder: Path) -> None:
    page = opened(
        visit, f"{(folder / 'single.html').as_uri()}#from=yesterday&box=1~2&by=colour&conf=900&poly=%3C%3E&x=y"
    )
    assert shown(page) == MAIN
    assert page.locator(".filters button").count() == 0


def test_an_event_that_is_not_there_is_said(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#ev=0000000000000000")
    assert "not on this page" in page.locator(".note").inner_text()


def test_filters_write_the_link_and_back_takes_them_away(visit: Visit, folder: Path) -> None:
    page = opened(visit, (folder / "single.html").as_uri())
    page.locator(".types button", has_text="diplomacy").click()
    linked(page, "#type=diplomacy$")
    assert shown(page) == 1
    page.locator(".types button", has_text="diplomacy").click()
    page.locator("input.search").fill("storm")
    linked(page, "#q=storm$")
    page.locator("label.main input").uncheck()
    linked(page, "main=0")
    assert shown(page) == 2
    page.go_back()
    linked(page, lacks="main=0")
    assert shown(page) == 0


def test_brush_filters_by_drag_and_by_key(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#main=0&type=protest")
    strip = page.locator("canvas.overview").bounding_box()
    across = strip["y"] + 8
    page.mouse.move(strip["x"] + strip["width"] * 0.4, across)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] * 0.7, across, steps=6)
    page.mouse.up()
    linked(page, r"from=2020-01-0\d.*to=2020-01-0\d")
    fewer = shown(page)
    assert 0 < fewer < len(HOSTILE)
    page.locator(".handle.end").press("End")
    linked(page, lacks="to=")
    assert shown(page) > fewer
    page.locator(".tools .fit").click()
    linked(page, lacks="from=")
    assert shown(page) == len(HOSTILE)


def test_list_is_walked_with_the_keyboard(visit: Visit, folder: Path) -> None:
    page = opened(visit, (folder / "single.html").as_uri())
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "search"
    page.keyboard.press("Escape")
    page.locator(".feed .box").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    linked(page, "#ev=")
    page.keyboard.press("Escape")
    linked(page, lacks="ev=")


def test_lanes_tell_what_they_show_and_select_on_a_click(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#type=diplomacy")
    canvas = page.locator("canvas.lanes")
    assert canvas.get_attribute("aria-label").startswith("1 events")
    box = canvas.bounding_box()
    for x in range(130, int(box["width"]), 4):  # look for the one mark
        page.mouse.move(box["x"] + x, box["y"] + 12)
        if page.locator(".tip").is_visible():
            break
    assert "Kim met Putin" in page.locator(".tip").inner_text()
    page.mouse.down()
    page.mouse.up()
    linked(page, "ev=")


def test_a_box_drawn_on_the_map_filters(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#main=0&map=4~50~120")
    page.locator(".wa-bar a").nth(1).click()
    box = page.locator(".map").bounding_box()
    page.mouse.move(box["x"] + 120, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] - 60, steps=5)
    page.mouse.up()
    linked(page, "box=")
    assert shown(page) == 1
    page.locator(".wa-bar a").nth(1).click()
    linked(page, lacks="box=")
    assert shown(page) == COUNT


def test_hovering_the_list_lights_the_timeline(visit: Visit, folder: Path) -> None:
    page = opened(visit, (folder / "single.html").as_uri())
    page.evaluate("window.heard = []; window.addEventListener('whenabouts:hover', e => window.heard.push(e.detail))")
    page.locator(".feed .row").nth(2).hover()
    assert page.evaluate("window.heard.at(-1)") == [page.locator(".feed .row").nth(2).get_attribute("data-id")]


@pytest.mark.parametrize("dark", [False, True])
def test_phone_has_no_sideways_scroll(visit: Visit, folder: Path, dark: bool) -> None:
    page = opened(visit, (folder / "single.html").as_uri(), phone=True, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.documentElement.dataset.theme") == ("dark" if dark else "light")


def test_whole_documents_are_there_only_when_chosen(visit: Visit, tmp_path: Path) -> None:
    from pipeline.exporters.publication import Extent

    publish(publication(extent=Extent.TEXT), tmp_path)
    page = opened(visit, f"{(tmp_path / 'single.html').as_uri()}#ev={events()[0].id}")
    page.locator(".detail summary").first.click()
    assert page.locator(".detail .whole").first.inner_text() == FIRST.text


def test_files_hold_what_the_page_shows(folder: Path) -> None:
    told = (folder / "data.js").read_text("utf-8").removeprefix("window.WHENABOUTS_DATA = ").rstrip().removesuffix(";")
    assert json.loads(told) == json.loads(json.dumps(payload(publication())))


def test_events_at_one_place_are_listed_on_the_map(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#type=protest")
    page.locator(".wa-cluster-icon").click()
    rows = page.locator(".wa-list button:not(.zoom)")
    assert rows.count() == len(HOSTILE)
    assert HOSTILE[1] in page.locator(".wa-list").inner_text()
    rows.nth(1).click()
    linked(page, "ev=")
    assert page.evaluate("window.hacked") is None


def test_undated_events_lie_in_the_tray(visit: Visit, folder: Path) -> None:
    page = opened(visit, f"{(folder / 'single.html').as_uri()}#main=0")
    mark = page.get_by_role("group", name="Undated 1").get_by_role("button", name="Nobody knows when")
    mark.click()
    linked(page, "ev=")
    assert page.locator(".detail h2").inner_text() == "Nobody knows when"
