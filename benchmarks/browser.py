"""What a person waits for: `python -m benchmarks.browser [events ...]` drives the real dashboard in headless Chromium.

Each number of events is a data set of made-up ones, all of them shown, served in a process of its own. Every line is a
median over repeats, the fastest in brackets, in milliseconds unless it says otherwise; benchmarks/README.md tells what
each line means and keeps the figures of the last measurement.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import store as synthetic
from pipeline import gazetteer
from pipeline.config import PROJECT, Settings, load
from pipeline.model import Span, Story
from pipeline.store import Extraction, Manifest, Store

sys.path.append(str(PROJECT / "tests" / "browser"))

from conftest import FLAGS, WIDE, executable
from dashboard_server import FRAME, SETTLED, SLOW, serving

A_PART = 100  # documents
FEED = ".st-key-feed .feed .row, .st-key-feed [role=option]"
LANES = ".st-key-timeline canvas.lanes[aria-label]"
TOKEN = "Boolean(window.whenaboutsToken)"
CHANGED = "before => window.whenaboutsToken && window.whenaboutsToken !== before"
TYPES = ".st-key-types .row .name"
CHANGES = 50  # of filters, one after the other
QUIET = 1_500  # milliseconds after which nothing more is expected

Figures = dict[str, list[float]]


@dataclass
class Wire:
    """What came over a page's websocket: `runs` of the whole script, of a `fragments`, and `received` bytes."""

    runs: int = 0
    fragments: int = 0
    received: int = 0
    sent: int = 0

    def watch(self, page: Any) -> None:
        """Listen to every websocket that `page` will open."""
        page.on("websocket", self._opened)

    def _opened(self, socket: Any) -> None:
        socket.on("framereceived", self._received)
        socket.on("framesent", self._sent)

    def _sent(self, payload: str | bytes) -> None:
        self.sent += len(payload)

    def _received(self, payload: str | bytes) -> None:
        self.received += len(payload)
        if isinstance(payload, bytes) and len(payload) < 20_000:  # a session's message is small
            message = ForwardMsg.FromString(payload)
            if message.WhichOneof("type") == "new_session":
                partial = bool(message.metadata.run.fragment_ids)
                self.fragments += partial
                self.runs += not partial


@dataclass
class Visit:
    """One page in a fresh profile, what it received, and how often the map's frame was loaded anew."""

    page: Any
    wire: Wire = field(default_factory=Wire)
    reloads: int = 0
    session: Any = None
    painting: float = 0.0  # milliseconds of the main thread until the first useful paint

    def __post_init__(self) -> None:
        self.session = self.page.context.new_cdp_session(self.page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.wire.watch(self.page)

    def busy(self) -> float:
        """Milliseconds of processor time that the page's main thread has used, the map's frame among them."""
        told = {one["name"]: one["value"] for one in self.session.send("Performance.getMetrics")["metrics"]}
        return 1000 * float(told["TaskDuration"])

    @property
    def frame(self) -> Any:
        """The frame of the map."""
        return self.page.query_selector(FRAME).content_frame()

    def token(self) -> str:
        """The token of the layer that the map shows."""
        return str(self.frame.evaluate("window.whenaboutsToken"))

    def navigated(self, frame: Any) -> None:
        """Count a load of a frame; the page itself only changes its address."""
        self.reloads += frame != self.page.main_frame

    def settle(self) -> None:
        """Wait until no script runs."""
        self.page.wait_for_selector(SETTLED, state="attached")

    def repainted(self, act: Callable[[], object]) -> float:
        """Milliseconds from what `act` does to a map that shows another layer."""
        before, started = self.token(), time.perf_counter()
        act()
        self.frame.wait_for_function(CHANGED, arg=before)
        passed = time.perf_counter() - started
        self.settle()
        return 1000 * passed


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("events", nargs="*", type=int, default=[1_000, 10_000])
    arguments.add_argument("--repeats", type=int, default=7)
    arguments.add_argument("--changes", type=int, default=CHANGES, help="filters changed in one page, for its memory")
    chosen = arguments.parse_args()
    path = executable()
    if path is None:
        raise SystemExit("there is no Chromium; install it, or set CHROMIUM_PATH")
    columns: dict[int, Figures] = {}
    with sync_playwright() as playwright:
        for number in chosen.events:
            columns[number] = figures_of(playwright.chromium, path, number, chosen)
    print(table(columns))
    print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, medians of {chosen.repeats} (fastest)")


def figures_of(chromium: Any, path: str, number: int, chosen: argparse.Namespace) -> Figures:
    """The figures of a data set of `number` events, with a server and a browser of its own."""
    with tempfile.TemporaryDirectory() as folder, serving(installation(Path(folder), number)) as address:
        browser = chromium.launch(executable_path=path, args=FLAGS)
        figures = measured(browser, address, chosen)
        browser.close()
    return figures


def installation(folder: Path, number: int) -> Path:
    """A configuration over `number` main events, each a story of its own; no language model is asked."""
    (folder / "seeds").mkdir()
    (folder / "data").mkdir()
    ready = Settings().gazetteer_path
    if gazetteer.is_current(ready):
        (folder / "data" / ready.name).symlink_to(ready)
    path = folder / "whenabouts.toml"
    path.write_text('data_dir = "data"\nseeds_dir = "seeds"\nworkers = 1\n', "utf-8")
    store = Store(load(path))
    told = list(extractions(number))
    for first in range(0, len(told), A_PART):
        store.write_part("example", str(first // A_PART), told[first : first + A_PART])
    manifest = Manifest({one.document.id: ("r", str(place // A_PART)) for place, one in enumerate(told)})
    stories = [Story(event.id, (event.id,)) for one in told for event in one.events]
    with store.lock("example"):
        store.commit("example", manifest, stories)
    return path


def extractions(number: int) -> Iterator[Extraction]:
    """Documents whose events are all main ones, with spans that lie in the text."""
    for index in range(-(-number // synthetic.A_DOCUMENT)):
        made = synthetic.extraction(index)
        events, start = [], 0
        for event in made.events:
            place = event.place
            assert place is not None
            assert event.mention is not None
            named = replace(event.mention, place=replace(place, name=f"Town {place.id.partition(':')[2]}"))
            end = start + len(event.quote)
            spans = {"sentence": Span(start, end), "trigger": Span(start, start + 3)}
            events.append(replace(event, main=True, mention=named, **spans))
            start = end + 1
        text = " ".join(event.quote for event in events)
        yield replace(made, document=replace(made.document, text=text), events=tuple(events))


def measured(browser: Any, address: str, chosen: argparse.Namespace) -> Figures:
    """Every line's values."""
    figures: Figures = {}
    figures["first visit after the start of the server"] = [painted(browser, address)[1]]
    for _ in range(chosen.repeats):
        visit, passed = painted(browser, address)
        add(figures, "first useful paint", passed)
        add(figures, "of it the page's main thread (processor time)", visit.painting)
        interact(visit, figures)
        visit.page.context.close()
    visit, _ = painted(browser, address)
    filter_often(visit, figures, chosen.changes)
    visit.page.context.close()
    return figures


def add(figures: Figures, name: str, value: float) -> None:
    figures.setdefault(name, []).append(value)


def painted(browser: Any, address: str) -> tuple[Visit, float]:
    """A fresh visit and the milliseconds until list, timeline and map show something."""
    page = browser.new_context(viewport=WIDE).new_page()
    page.set_default_timeout(2 * SLOW)
    visit = Visit(page)
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(FEED).first.wait_for()
    page.locator(LANES).first.wait_for()
    page.locator(FRAME).wait_for()
    visit.frame.wait_for_function(TOKEN)
    passed = 1000 * (time.perf_counter() - started)
    visit.painting = visit.busy()
    visit.settle()
    page.wait_for_timeout(QUIET)
    page.on("framenavigated", visit.navigated)
    return visit, passed


def interact(visit: Visit, figures: Figures) -> None:
    """A filter, the brush, an event, and moves of the map."""
    page, wire = visit.page, visit.wire
    before = wire.received
    thread = visit.busy()
    add(figures, "filter click to updated map", visit.repainted(page.locator(TYPES).nth(1).click))
    add(figures, "of it the page's main thread, all it does for it", visit.busy() - thread)
    page.wait_for_timeout(QUIET)
    add(figures, "received for it, kB", (wire.received - before) / 1000)
    add(figures, "the filter taken back", visit.repainted(page.locator(TYPES).nth(1).click))
    page.wait_for_timeout(QUIET)
    add(figures, "brush to updated map", visit.repainted(lambda: brush(page)))
    page.wait_for_timeout(QUIET)
    started = time.perf_counter()
    page.locator(FEED).first.click()
    page.locator(".st-key-card_head h2").wait_for()
    add(figures, "event to its detail", 1000 * (time.perf_counter() - started))
    visit.settle()
    page.wait_for_timeout(QUIET)
    runs, before = wire.runs, wire.received
    moved = moves(visit)
    add(figures, "runs of the page for 3 moves of the map", wire.runs - runs)
    add(figures, "received for a move, kB", (wire.received - before) / 1000 / moved)


def brush(page: Any) -> None:
    """Draw a range over the middle of the timeline."""
    box = page.locator(".st-key-timeline canvas").first.bounding_box()
    across = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.5, across)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, across, steps=3)
    page.mouse.up()


def moves(visit: Visit) -> int:
    """Pan, zoom in and zoom out."""
    page = visit.page
    box = page.locator(FRAME).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 90, y + 40, steps=4)
    page.mouse.up()
    page.wait_for_timeout(QUIET)
    for name in ("in", "out"):
        page.frame_locator(FRAME).locator(f".leaflet-control-zoom-{name}").click()
        page.wait_for_timeout(QUIET)
    return 3


def filter_often(visit: Visit, figures: Figures, changes: int) -> None:
    """Many filters in one page: the frame of the map must stay, and the memory too."""
    page = visit.page
    heap = used(page)
    for number in range(changes):
        visit.repainted(page.locator(TYPES).nth(number // 2 % 5).click)
    page.wait_for_timeout(QUIET)
    add(figures, f"reloads of a frame over {changes} filters", visit.reloads)
    add(figures, "JavaScript heap before them, MB", heap)
    add(figures, "JavaScript heap after them, MB", used(page))


def used(page: Any) -> float:
    """Megabytes of live objects, the frames' among them."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def table(columns: dict[int, Figures]) -> str:
    """All figures in Markdown."""
    names = list(dict.fromkeys(name for figures in columns.values() for name in figures))
    lines = ["| | " + " | ".join(f"{number:,} events" for number in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name in names:
        cells = [cell(figures.get(name, [])) for figures in columns.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(values: list[float]) -> str:
    if not values:
        return ""
    middle = statistics.median(values)
    shown = f"{middle:,.1f}" if 0 < middle < 100 else f"{middle:,.0f}"
    return shown if len(values) == 1 or middle == min(values) else f"{shown} ({min(values):,.0f})"


if __name__ == "__main__":
    main()
