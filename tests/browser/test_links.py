"""One link, two strangers: the page that a link opens is the same in every fresh profile, and in published files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import FRAME, serving, settled

from pipeline import config
from pipeline.run import publishing
from pipeline.selection import Selection
from pipeline.store import Query, Store
from pipeline.views.texts import load
from pipeline.views.top import sentence
from tests import sample_app
from tests.link_states import States

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
STATES = 20
LOOKS = 40  # at most, until two in a row show the same
TALL = {"width": 1440, "height": 9000}  # the whole list is drawn, not only what fits a screen

# What each component has drawn when it is ready: it may come after the script that sent it has ended.
DRAWN = {
    "timeline": "canvas.lanes[aria-label], canvas.lanes[hidden]",  # hidden where no event is dated
    "feed": ".pad > *",
    "card_head": "h2",
    "counts": "[data-testid=stText]",
}
# What a person sees and what the link became, in one look.
SEEN = """() => {
  const parts = (key, what) => {
    const hosts = [...document.querySelectorAll(`.st-key-${key} *`)].filter((one) => one.shadowRoot);
    return hosts.flatMap((host) => [...host.shadowRoot.querySelectorAll(what)]);
  };
  const named = (one, names) => names.map((name) => one.getAttribute(name) || "").join("|");
  return {
    link: [...new URL(location.href).searchParams].map((pair) => pair.join("=")).sort(),
    count: document.querySelector(".st-key-counts [data-testid=stText]").innerText,
    rows: parts("feed", ".row").map((row) => row.dataset.id),
    timeline: parts("timeline", "canvas, .handle").map((one) => named(one, ["aria-label", "aria-valuetext"])),
    drawn: parts("timeline", "canvas").map((one) => one.toDataURL()),
    detail: parts("card_head", "h2").map((one) => one.innerText),
  };
}"""


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_app.build(tmp_path_factory.mktemp("links") / "app")


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


@pytest.fixture(scope="module")
def query(configuration: Path) -> Query:
    return Store(config.load(configuration)).open("example")


def seen(page: Any) -> dict[str, Any]:
    """What the page shows once it is at rest; `map` is the token of the layer on it."""
    settled(page)
    for name, drawn in DRAWN.items():
        if page.locator(f".st-key-{name}").count():
            page.locator(f".st-key-{name} {drawn}").first.wait_for(state="attached")
    page.evaluate("document.fonts.ready")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: dict[str, Any] = {}
    for _ in range(LOOKS):  # columns come one after the other, and a canvas is drawn anew when its width has changed
        before, found = found, page.evaluate(SEEN)
        if found == before:
            break
        page.wait_for_timeout(250)
    frame = page.query_selector(FRAME)
    found["map"] = frame.content_frame().evaluate("window.whenaboutsToken") if frame is not None else ""
    return found


def at_rest(pages: list[Any]) -> list[dict[str, Any]]:
    """What pages show; looked at again where they differ, since a busy machine may still be drawing one of them."""
    found = [seen(page) for page in pages]
    for _ in range(LOOKS):
        if all(each == found[0] for each in found):
            break
        pages[0].wait_for_timeout(500)
        found = [seen(page) for page in pages]
    return found


def test_two_strangers_see_the_same(visit: Visit, address: str, query: Query) -> None:
    say = load("en")
    for state in States(query, seed=2).make(STATES):
        link = state.to_url(address)
        pages = [visit(link), visit(link)]
        mine, theirs = at_rest(pages)
        assert mine == theirs, link
        assert mine["link"] == sorted("=".join(pair) for pair in state.to_query())
        assert mine["count"] == sentence(say, query.count(state), main=state.main)
        ids = query.table(state)["story_id"].tolist()
        assert mine["rows"] == ids[: len(mine["rows"])], link
        assert bool(mine["detail"]) == bool(state.event and not state.open), link
        for page in pages:
            page.context.close()


def test_published_files_show_what_the_link_chooses(visit: Visit, query: Query, tmp_path: Path) -> None:
    publishing.publish(publishing.publication(query, Selection(main=False), "Links"), tmp_path)
    file = (tmp_path / "single.html").as_uri()
    page = visit(file)
    page.set_viewport_size(TALL)
    for state in States(query, seed=3, looks=False, judged=False).make(STATES):
        page.goto("about:blank")
        page.goto(state.to_url(f"{file}#"))
        page.wait_for_selector("html[data-ready=true]")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        rows = page.locator(".feed .row").evaluate_all("rows => rows.map((row) => row.dataset.id)")
        assert rows == query.table(state)["story_id"].tolist(), state.to_url("#")
