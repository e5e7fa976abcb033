"""The dashboard in a real browser: what a person sees, does and sends, with no request leaving this machine."""

from __future__ import annotations

import http.client
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from dashboard_server import FRAME, SETTLED, SLOW, map_frame, parameters, serving, settled, until
from playwright.sync_api import expect

from pipeline import config
from pipeline.selection import Selection
from pipeline.store import Query, Store
from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
SUMMIT = (
    "North Korean leader Kim Jong Un and Russian President Vladimir Putin held a summit at the Vostochny Cosmodrome "
    "in the Amur region"
)


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_app.build(tmp_path_factory.mktemp("dashboard") / "app")


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


def query(configuration: Path) -> Query:
    return Store(config.load(configuration)).open("example")


def summit(configuration: Path) -> str:
    table = query(configuration).table(Selection(q="vostochny summit"))
    return str(table[table["title"].str.contains("held a summit")].iloc[0]["story_id"])


def count(page: Any) -> str:
    return str(page.locator(".st-key-counts [data-testid=stText]").inner_text())


def rows(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".st-key-feed [role=option]").all_inner_texts()]


def title(page: Any) -> Any:
    """The heading of the open detail."""
    return page.locator(".st-key-card_head h2")


def test_the_first_screen_holds_all_three_views(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(address))
    counts = query(configuration).count(Selection())
    assert count(page).startswith(f"Showing {counts.shown} main events of {counts.total}")
    assert page.locator(".st-key-timeline canvas").count() >= 1
    assert len(rows(page)) >= 5
    bottom = page.locator(FRAME).evaluate("frame => frame.getBoundingClientRect().bottom")
    assert bottom <= 900


def test_nothing_important_is_below_the_fold_of_a_laptop(visit: Visit, address: str) -> None:
    page = visit(address)
    page.set_viewport_size({"width": 1366, "height": 768})
    settled(page)
    frame = page.locator(FRAME).bounding_box()
    assert frame["y"] + frame["height"] <= 768
    assert frame["height"] >= 300
    assert not page.locator(".st-key-w_q input").is_visible()
    page.get_by_role("button", name="Filters").click()
    assert page.locator(".st-key-w_q input").is_visible()


def test_choosing_in_the_feed_opens_the_detail(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(f"{address}?q=vostochny+summit"))
    page.locator(".st-key-feed [role=option]").first.click()
    until(page, "ev", summit(configuration))
    title(page).wait_for()
    assert title(page).inner_text() == SUMMIT
    assert page.locator(".st-key-card_head mark.date").inner_text() == "13 September 2023"
    story = query(configuration).story(summit(configuration))
    assert story is not None and len({event.document_id for event in story.events}) == 2
    assert page.locator(".st-key-card .source").count() == len(story.events)


def test_choosing_on_the_map_opens_the_detail(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(f"{address}?q=vostochny+summit"))
    frame = map_frame(page)
    point = frame.evaluate(
        """() => {
          const map = Object.values(window).find((value) => value instanceof L.Map);
          const { x, y } = map.latLngToContainerPoint([51.884, 128.334]);
          return [x, y];
        }"""
    )
    page.frame_locator(FRAME).locator("#map_div").click(position={"x": point[0], "y": point[1]})
    until(page, "ev", summit(configuration))
    title(page).wait_for()
    assert title(page).inner_text() == SUMMIT


def test_brushing_the_timeline_goes_into_the_link(visit: Visit, address: str) -> None:
    page = settled(visit(address))
    before = count(page)
    handle = page.locator(".st-key-timeline [role=slider]").first
    handle.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    page.wait_for_function("new URL(location.href).searchParams.has('from')")
    page.wait_for_selector(SETTLED)
    page.wait_for_function("before => document.querySelector('.st-key-counts').innerText !== before", arg=before)
    assert re.fullmatch(r"-?\d{4}(-\d\d){0,2}", parameters(page)["from"])


def test_a_link_opens_the_same_view_for_somebody_else(visit: Visit, address: str, configuration: Path) -> None:
    link = f"{address}?type=attack&type=disaster&main=0&by=document&map=3~40~20&ev={summit(configuration)}"
    seen = []
    for _ in range(2):
        page = settled(visit(link))
        title(page).wait_for()
        seen.append((count(page), title(page).inner_text(), page.url))
        pressed = page.locator(".st-key-types button[aria-pressed=true]")
        assert pressed.count() == 2
    assert seen[0] == seen[1]


def test_back_restores_the_view_before(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(f"{address}?q=vostochny+summit"))
    page.locator(".st-key-feed [role=option]").first.click()
    title(page).wait_for()
    page.get_by_role("button", name="Back to the list").click()
    until(page, "ev", None)
    page.go_back()
    until(page, "ev", summit(configuration))
    title(page).wait_for()
    page.go_back()
    until(page, "ev", None)
    page.locator(".st-key-feed [role=option]").first.wait_for()
    assert page.locator(".st-key-w_q input").input_value() == "vostochny summit"


def test_nothing_in_a_document_runs(visit: Visit, address: str, configuration: Path) -> None:
    documents = query(configuration).documents()
    hostile = str(documents[documents["source"] == "seeds/hostile.txt"].iloc[0]["document_id"])
    events = query(configuration).table(Selection(documents=(hostile,), main=False))
    assert len(events) >= 2
    links = [f"?doc={hostile}&main=0&ev={event}" for event in events["story_id"]]
    links += [f"?doc={hostile}&main=0&view=table", f"?open={hostile}", "?view=documents"]
    for link in links:
        page = settled(visit(address + link))
        hacked = "typeof window.hacked !== 'undefined'"
        assert not page.evaluate(hacked)
        assert not any(frame.evaluate(hacked) for frame in page.frames)
        assert page.locator("img[src*='beacon'], script:has-text('hacked')").count() == 0
        page.context.close()


def test_document_titles_are_plain_words_in_lists(visit: Visit, address: str) -> None:
    page = settled(visit(address))
    page.locator(".st-key-facets_lists details.doc summary").click()
    page.locator(".st-key-facets_lists details.doc .label").filter(has_text="![beacon]").first.wait_for()
    assert page.locator("img[src*='beacon']").count() == 0


def test_keys_search_step_and_clear(visit: Visit, address: str, configuration: Path) -> None:
    page = settled(visit(address))
    page.mouse.click(5, 5)
    page.keyboard.press("/")
    page.keyboard.type("springfield")
    until(page, "q", "springfield")
    page.wait_for_timeout(1_000)  # a busy machine may still be drawing what was typed before
    settled(page)
    page.keyboard.press("Escape")
    listed = page.locator(".st-key-feed [role=option]")
    expect(listed).to_have_count(len(query(configuration).table(Selection(q="springfield"))), timeout=SLOW)
    listed.first.click()
    title(page).wait_for()
    first = title(page).inner_text()
    page.mouse.click(5, 5)
    page.keyboard.press("ArrowDown")
    page.locator(".st-key-card_head h2").filter(has_not_text=first).wait_for()
    page.keyboard.press("Escape")
    until(page, "ev", None)


def test_a_phone_shows_everything_one_below_the_other(visit: Visit, address: str) -> None:
    page = settled(visit(address, phone=True))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator(".st-key-w_q input").is_visible()
    page.get_by_role("button", name="Filters").click()
    page.locator(".st-key-w_q input").wait_for()
    assert page.get_by_role("button", name="Share").count() == 1
    page.locator(".st-key-close_drawer button:visible").click()
    page.locator(".st-key-w_q input").wait_for(state="hidden")


def test_the_language_chosen_reaches_every_part_of_the_page(visit: Visit, address: str) -> None:
    page = settled(visit(address))
    page.locator(".st-key-display button").first.click()
    page.locator(".st-key-w_language").get_by_text("Deutsch").click()
    page.wait_for_function("document.documentElement.lang === 'de'")
    settled(page)
    page.locator(".st-key-feed [role=listbox][aria-label='Ereignisse']").wait_for()
    assert " Hauptereignisse von " in count(page)
    assert page.locator(".st-key-timeline .tl").get_attribute("aria-label") == "Zeitleiste"
    assert page.locator(".st-key-timeline button[title='Vergrößern']").count() == 1
    page.frame_locator(FRAME).get_by_text("Legende").wait_for()
    assert map_frame(page).evaluate("document.documentElement.lang") == "de"
    assert parameters(page) == {}


def test_dark_follows_the_system(visit: Visit, address: str) -> None:
    page = settled(visit(address, dark=True))
    colour = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 60


def test_the_share_dialog_gives_the_link_and_says_who_can_open_it(visit: Visit, address: str) -> None:
    page = settled(visit(f"{address}?type=attack"))
    page.get_by_role("button", name="Share").click()
    dialog = page.locator("[role=dialog]")
    dialog.get_by_text("This link opens only on this computer.").wait_for()
    link = dialog.locator("code", has_text="://").first.inner_text()  # the box is drawn before what it holds
    selection, notes = Selection.from_url(link)
    assert notes == ()
    assert selection.types == ("attack",)
    assert selection.snapshot
    assert urlsplit(link).netloc == urlsplit(address).netloc
    with page.expect_download() as download:
        dialog.get_by_role("button", name="CSV").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    assert len(text.splitlines()) >= 2


@pytest.fixture
def own(configuration: Path, tmp_path: Path) -> Path:
    """A copy of the installation that a test may change."""
    shutil.copytree(configuration.parent, tmp_path / "app", symlinks=True)
    return tmp_path / "app" / configuration.name


def test_a_correction_lasts(visit: Visit, own: Path) -> None:
    with serving(own) as address:
        link = f"{address}?ev={summit(own)}"
        page = settled(visit(link))
        page.get_by_role("button", name="Confirm").click()
        page.get_by_role("button", name="Undo").wait_for()
        again = settled(visit(link))
        again.get_by_role("button", name="Undo").wait_for()
        assert query(own).table(Selection(statuses=("confirmed",)))["story_id"].tolist() == [summit(own)]
        for one in (page, again):
            one.context.close()


def test_a_pasted_text_shows_its_events(visit: Visit, own: Path) -> None:
    with serving(own) as address:
        page = settled(visit(f"{address}?set=my-documents"))
        box = page.locator(".st-key-welcome_text textarea")
        box.fill("Paris, 14 July 1989 - Leaders of the G7 met in Paris on 14 July 1989. They signed a declaration.")
        page.get_by_role("button", name="Find the events").click()
        page.locator(".st-key-banner_added").wait_for()
        settled(page)
        assert parameters(page)["set"] == "my-documents"
        assert rows(page)
        page.context.close()


def test_headers_and_foreign_host_names(address: str) -> None:
    parts = urlsplit(address)
    asked = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=10)
    asked.request("GET", "/")
    answer = asked.getresponse()
    answer.read()
    assert "default-src 'self'" in (answer.getheader("content-security-policy") or "")
    assert answer.getheader("x-content-type-options") == "nosniff"
    upgrade = {
        "Host": "evil.example",
        "Origin": "http://evil.example",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    asked.request("GET", "/_stcore/stream", headers=upgrade)
    assert asked.getresponse().status == 403
