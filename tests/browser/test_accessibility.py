"""axe-core finds nothing serious in what is ours; every width and every taste of a reader is served."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import FRAME, map_frame, serving, settled

from pipeline import config
from pipeline.exporters.publish import publish
from pipeline.selection import Selection
from pipeline.store import Store
from tests import sample_app
from tests.published_sample import events, publication

if os.environ.get("REQUIRE_BROWSER") != "1":
    pytest.importorskip("axe_playwright_python", reason="pip install -r requirements-dev.txt")

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
RUN = """async (frame) => {
  const all = frame ? document : { exclude: ["iframe"] };
  const found = await axe.run(all, { resultTypes: ["violations"], iframes: false });
  const told = (rule, node) => (
    { rule, target: node.target.flat().join(" "), html: node.html, why: node.failureSummary });
  return found.violations.filter((one) => one.impact === "serious" || one.impact === "critical")
    .flatMap((one) => one.nodes.map((node) => told(one.id, node)));
}"""
SCREENS = ("first", "detail", "reader", "table", "documents", "share", "add", "phone")


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_app.build(tmp_path_factory.mktemp("accessibility") / "app")


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("published")
    publish(publication(), folder)
    return (folder / "single.html").as_uri()


def links(configuration: Path) -> dict[str, Selection]:
    """What each screen's link chooses."""
    table = Store(config.load(configuration)).open("example").table(Selection(q="vostochny summit"))
    event, document = str(table.iloc[0]["story_id"]), str(table.iloc[0]["document_id"])
    return {
        "detail": Selection(event=event),
        "reader": Selection(event=event, open=document),
        "table": Selection(view="table"),
        "documents": Selection(view="documents"),
        "share": Selection(event=event),
    }


def findings(target: Any, *, frame: bool = False) -> list[dict[str, str]]:
    """What axe finds serious or critical in a page or a frame. Nothing is left out, not even what Streamlit draws."""
    target.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found: list[dict[str, str]] = target.evaluate(RUN, frame)
    return found


def styled(page: Any) -> Any:
    """The settled page with its style sheet, which Streamlit may put in after everything else."""
    settled(page)
    page.wait_for_function("getComputedStyle(document.querySelector('.st-key-brand h1')).whiteSpace === 'nowrap'")
    return page


def opened(visit: Visit, address: str, configuration: Path, screen: str, *, dark: bool) -> Any:
    chosen = links(configuration).get(screen, Selection())
    page = styled(visit(chosen.to_url(address), phone=screen == "phone", dark=dark))
    if screen in ("share", "add"):
        page.get_by_role("button", name={"share": "Share", "add": "Add documents"}[screen]).click()
        page.locator("[role=dialog] button").nth(2).wait_for()
    page.wait_for_timeout(500)  # a fade seen half-way has no contrast
    return page


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_serious_finding(visit: Visit, address: str, configuration: Path, screen: str, dark: bool) -> None:
    page = opened(visit, address, configuration, screen, dark=dark)
    found = findings(page)
    if page.locator(FRAME).count():
        found += findings(map_frame(page), frame=True)
    assert found == [], json.dumps(found, indent=1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("link", ["", "chosen"])
def test_no_serious_finding_in_published_pages(visit: Visit, published: str, link: str, dark: bool) -> None:
    page = visit(f"{published}#main=0" + (f"&ev={events()[1].id}" if link else ""), dark=dark)
    page.wait_for_selector("html[data-ready=true]")
    found = findings(page, frame=True)
    assert found == [], json.dumps(found, indent=1)


@pytest.mark.parametrize("width", [320, 2560])
@pytest.mark.parametrize("screen", ["first", "detail", "table", "documents"])
def test_no_width_scrolls_sideways(visit: Visit, address: str, configuration: Path, screen: str, width: int) -> None:
    page = visit(links(configuration).get(screen, Selection()).to_url(address))
    page.set_viewport_size({"width": width, "height": 900})
    styled(page)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth - main.clientWidth") <= 0


@pytest.mark.parametrize("width", [320, 2560])
def test_no_width_of_a_published_page_scrolls_sideways(visit: Visit, published: str, width: int) -> None:
    page = visit(f"{published}#main=0&ev={events()[1].id}")
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_less_motion_means_none(visit: Visit, address: str, configuration: Path) -> None:
    page = visit("about:blank")
    page.emulate_media(reduced_motion="reduce")
    page.goto(Selection(map=(6, -30.0, 20.0)).to_url(address))
    styled(page)
    frame = map_frame(page)
    gliding = "Object.values(window).find((value) => value instanceof L.Map)._zoomAnimated"
    assert not frame.evaluate(gliding)
    frame.evaluate(
        """() => {
          const map = Object.values(window).find((value) => value instanceof L.Map);
          window.glided = [];
          new MutationObserver(() => window.glided.push(map.getPane("mapPane").className))
            .observe(map.getPane("mapPane"), { attributes: true, attributeFilter: ["class"] });
          map.panBy([120, 0]);
          map.setZoom(4);
        }"""
    )
    assert frame.evaluate("window.glided.filter((name) => name.includes('anim'))") == []
    slowest = page.locator(".st-key-share button").first.evaluate(
        "button => getComputedStyle(button).transitionDuration"
    )
    assert float(slowest.split("s")[0]) < 0.01


# What can be pressed on the screen and says nothing on paper; a country's number and an undated mark do say something.
BUTTONS = """() => [...document.querySelectorAll("button, input, [role=slider]"),
    ...[...document.querySelectorAll("*")].filter((one) => one.shadowRoot)
      .flatMap((host) => [...host.shadowRoot.querySelectorAll("button")])]
  .filter((one) => !one.matches(".wa-number, .tray button"))
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)
  .map((one) => one.outerHTML.slice(0, 120))"""


def test_paper_holds_timeline_map_and_whole_list_without_buttons(
    visit: Visit, address: str, configuration: Path
) -> None:
    chosen = Selection(main=False)
    page = styled(visit(chosen.to_url(address)))
    page.emulate_media(media="print")
    shown = len(Store(config.load(configuration)).open("example").table(chosen))
    assert page.locator(".st-key-feed .row").nth(shown - 1).is_visible()
    assert page.evaluate(BUTTONS) == []
    assert page.locator(".st-key-timeline canvas.lanes").is_visible()
    assert page.locator(FRAME).is_visible()
    assert page.locator(".st-key-counts").inner_text().startswith("Showing")
    list_end = page.locator(".st-key-feed .row").nth(shown - 1).evaluate("row => row.getBoundingClientRect().bottom")
    assert page.evaluate("document.documentElement.scrollHeight") >= list_end


def test_paper_of_a_published_page(visit: Visit, published: str) -> None:
    page = visit(f"{published}#main=0")
    page.wait_for_selector("html[data-ready=true]")
    page.emulate_media(media="print")
    assert page.evaluate(BUTTONS) == []
    assert page.locator("#page .map").is_visible()
    assert page.locator(".feed .row").last.is_visible()
