"""The canvases inside Streamlit, in a real browser: what a person does reaches the link, and the link is drawn."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import PROJECT
from pipeline.exporters.scripts import asset

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def address(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Streamlit server that shows canvases_app.py."""
    folder = tmp_path_factory.mktemp("canvases")
    shutil.copy(Path(__file__).with_name("canvases_app.py"), folder / "app.py")
    (folder / "static").symlink_to(PROJECT / "static")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "server.port": port, "server.address": "127.0.0.1", "server.headless": "true", "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false", "server.enableStaticServing": "true",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        *(f"--{name}={value}" for name, value in options.items()),
    ]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    log = (folder / "log").open("w+")
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}/"
    page = browser.new_page()
    for _ in range(120):
        try:
            page.goto(url)
            break
        except Exception:  # noqa: BLE001 - refused until the server listens
            page.wait_for_timeout(500)
    page.close()
    yield url
    server.terminate()
    server.wait(20)
    log.close()


def opened(visit: Visit, url: str, **how: bool) -> tuple[Any, Any]:
    """The page and the frame of its map, both drawn."""
    page = visit(url, **how)
    frame = page.frame_locator("iframe[title^='streamlit_folium']")
    page.locator(".feed .row").first.wait_for()
    frame.locator(".wa-cluster, .leaflet-tile-loaded").first.wait_for()
    frame.locator(".wa-legend .row").first.wait_for(state="attached")
    settle(page)
    return page, frame


def in_sight(nodes: Any, box: dict[str, float]) -> Any:
    """The first of `nodes` that is wholly inside `box`."""
    for node in nodes.all():
        own = node.bounding_box()
        if box["x"] < own["x"] < box["x"] + box["width"] - 60 and box["y"] < own["y"] < box["y"] + box["height"] - 60:
            return node
    raise AssertionError("nothing is in sight")


def settle(page: Any) -> None:
    page.wait_for_selector("[data-test-script-state=notRunning]")


def linked(page: Any, has: str = "", lacks: str = "") -> None:
    lack = f"(?!.*{lacks})" if lacks else ""
    page.wait_for_url(re.compile(f"^{lack}.*{has}"), wait_until="commit")
    settle(page)


def test_everything_is_drawn_and_hostile_titles_are_words(visit: Visit, address: str) -> None:
    page, frame = opened(visit, f"{address}?ev=h1")
    assert page.locator("canvas.lanes").get_attribute("aria-label").startswith("45 events")
    assert frame.locator(".wa-cluster").count() >= 1
    frame.locator(".wa-label").wait_for()
    assert page.locator(".feed .row.on .title").inner_text().startswith("<img src=x")
    assert frame.locator(".wa-label").inner_text().startswith("<img src=x")
    assert page.evaluate("window.hacked") is None
    assert frame.locator("html").evaluate("() => window.hacked") is None


def test_brush_reaches_the_link_and_the_link_draws_it(visit: Visit, address: str) -> None:
    page, _ = opened(visit, f"{address}?from=2012&to=2014-06")
    start = page.locator(".handle.start")
    assert start.get_attribute("aria-valuetext").endswith("2012")
    start.press("ArrowRight")
    linked(page, r"from=2012-\d\d")
    page.locator(".tools .fit").click()
    linked(page, lacks="from=")


def test_zoom_is_a_window_of_its_own(visit: Visit, address: str) -> None:
    page, _ = opened(visit, address)
    page.locator("canvas.lanes").press("+")
    linked(page, r"win=[\d-]+~[\d-]+", lacks="from=")
    page.locator(".tools .apply").click()
    linked(page, "from=", lacks="win=")


def test_undated_events_lie_in_a_tray_that_opens_them(visit: Visit, address: str) -> None:
    page, _ = opened(visit, address)
    tray = page.get_by_role("group", name="Undated 1")
    mark = tray.get_by_role("button", name="Something happened")
    page.locator(".feed .box").press("End")  # the list holds only the rows in sight
    mark.focus()
    assert page.locator(".feed .row.hover .title").inner_text() == "Something happened"
    mark.press("Enter")
    linked(page, "ev=undated")
    assert page.locator(".tray button.on").count() == 1
    page.locator(".feed .row", has_text="Something happened").hover()
    page.locator(".tray button.hover").wait_for()


def test_wheel_zooms_the_lanes_that_have_the_focus(visit: Visit, address: str) -> None:
    page, _ = opened(visit, address)
    lanes = page.locator("canvas.lanes")
    lanes.focus()
    box = lanes.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30)
    page.mouse.wheel(0, -300)
    linked(page, r"win=[\d-]+~[\d-]+")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_play_lets_the_dates_slide_until_it_is_stopped(visit: Visit, address: str, motion: str) -> None:
    page, _ = opened(visit, address)
    page.emulate_media(reduced_motion=motion)
    page.get_by_label("Speed").select_option("4")
    page.get_by_role("button", name="Play").click()
    first = page.wait_for_function("new URL(location.href).searchParams.get('to')").json_value()
    page.wait_for_function("first => new URL(location.href).searchParams.get('to') > first", arg=first)
    page.locator("button.play").click()
    assert page.get_by_role("button", name="Play").count() == 1


def test_two_fingers_zoom_the_lanes(visit: Visit, address: str) -> None:
    page, _ = opened(visit, address, phone=True)
    lanes = page.locator("canvas.lanes")
    lanes.scroll_into_view_if_needed()
    box = lanes.bounding_box()
    fingers = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 2
    for kind, apart in (("touchStart", 30), ("touchMove", 60), ("touchMove", 90)):
        points = [{"x": 190 - apart, "y": y, "id": 1}, {"x": 190 + apart, "y": y, "id": 2}]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    linked(page, r"win=[\d-]+~[\d-]+")


def test_events_at_one_place_are_listed_and_chosen_on_the_map(visit: Visit, address: str) -> None:
    page, frame = opened(visit, f"{address}?map=6~-33.9~151")
    frame.locator(".wa-cluster-icon").click()
    assert frame.locator(".wa-list .zoom").count() == 0  # nothing could be parted
    frame.locator(".wa-list button").nth(2).click()
    linked(page, "ev=h")
    frame.locator(".wa-label").wait_for()


def test_a_cluster_lists_its_events_before_it_zooms(visit: Visit, address: str) -> None:
    page, frame = opened(visit, f"{address}?map=2~48~20")
    cluster = in_sight(
        frame.locator(".wa-cluster-icon"), page.locator("iframe[title^='streamlit_folium']").bounding_box()
    )
    cluster.hover()
    page.locator(".feed .row.hover").first.wait_for()  # what it holds lights up
    cluster.press("Enter")
    rows = frame.locator(".wa-list button:not(.zoom)")
    assert rows.count() > 1
    assert frame.locator(".wa-list .zoom").evaluate("node => node === document.activeElement")
    page.keyboard.press("ArrowDown")
    assert rows.first.evaluate("node => node === document.activeElement")
    frame.locator(".wa-list .zoom").click()
    linked(page, r"map=(?!2~)[\d.]+~")


def test_a_country_is_shaded_counted_and_lists_its_events(visit: Visit, address: str) -> None:
    page, frame = opened(visit, f"{address}?map=4~46~2.5")
    number = frame.get_by_role("button", name="France: 2 events")
    number.hover()
    assert frame.locator(".wa-tooltip strong").inner_text() == "France"
    page.locator(".feed .box").press("End")
    page.locator(".feed .row", has_text="In France again").hover()
    frame.locator(".leaflet-wa-chosen-pane path").nth(1).wait_for()  # its outline and the ring around the number
    number.press("Enter")
    frame.locator(".wa-list button", has_text="In France again").click()
    linked(page, "ev=f2")
    frame.locator(".wa-label", has_text="In France again").wait_for()
    page.reload()
    frame.locator(".wa-legend .row").first.wait_for()
    settle(page)
    box = page.locator("iframe[title^='streamlit_folium']").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2 - 40, box["y"] + box["height"] / 2 + 40)  # on the bare country
    frame.locator(".wa-list", has_text="In France, nobody says where").wait_for()


def test_choice_elsewhere_brings_the_map_there(visit: Visit, address: str) -> None:
    page, frame = opened(visit, f"{address}?map=6~-33.9~151")
    page.locator(".feed .box").press("End")
    page.locator(".feed .row", has_text="The one in the east").click()
    linked(page, "ev=alone")
    label = frame.locator(".wa-label")
    label.wait_for()
    frame.locator(".leaflet-container:not(.leaflet-pan-anim)").wait_for()
    box, outer = label.bounding_box(), page.locator("iframe[title^='streamlit_folium']").bounding_box()
    assert box["x"] >= outer["x"]
    assert box["x"] + box["width"] <= outer["x"] + outer["width"]
    assert box["y"] >= outer["y"]


def test_moving_the_map_is_kept_in_the_link_without_a_run(visit: Visit, address: str) -> None:
    page, frame = opened(visit, address)
    assert "map=" not in page.url  # a view that nobody chose is not written
    frame.locator(".leaflet-control-zoom-in").click()
    linked(page, r"map=[\d.]+~-?[\d.]+~-?[\d.]+")
    page.reload()
    frame.locator(".wa-legend .row").first.wait_for()
    linked(page, "map=")


@pytest.mark.parametrize("dark", [False, True])
def test_phone(visit: Visit, address: str, dark: bool) -> None:
    page, frame = opened(visit, address, phone=True, dark=dark)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert frame.locator(".leaflet-container.wa-dark").count() == int(dark)


CROWDED = """(() => {
%s
const g = { measureText: (text) => ({ width: 6 * text.length }) };
const n = 14;
const row = (make) => Array.from({ length: n }, (_, i) => make(i));
const marks = { start: row(() => null), end: row(() => null), best: row((i) => 30 * i), vague: row(() => 0),
  title: row((i) => `A rather long title, number ${i}`), n: row(() => 1) };
const view = { data: { marks }, scale: { x: (t) => 100 + t }, left: 100, right: 900 };
const { shapes, crowded } = packLane({ marks: row((i) => i) }, view, g, 3);
const over = (a, b) => a.title && b !== a && b.row === a.row && b.x + RADIUS > a.title.x
  && b.x - RADIUS < a.title.x + a.title.width;
const hidden = shapes.filter((a) => shapes.some((b) => over(a, b)));
return { crowded, titles: shapes.filter((one) => one.title).length, over: hidden.length };
})()"""


def test_no_mark_stands_on_a_title(visit: Visit) -> None:
    page = visit("about:blank")
    laid = page.evaluate(CROWDED % "\n".join(asset(name) for name in ("time.js", "marks.js", "lanes.js")))
    assert laid["crowded"] > 0
    assert laid["titles"] >= 3
    assert laid["over"] == 0
