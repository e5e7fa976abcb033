"""Makes docs/screenshots/*.png from the real app: `python docs/make_screenshots.py` (needs Chromium and Playwright).

Serves the example data set from a folder of its own, so that nothing of this installation gets into the pictures.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests" / "browser")]

from conftest import FLAGS, executable  # noqa: E402
from dashboard_server import SLOW, serving, settled  # noqa: E402

from benchmarks import browser as crowd  # noqa: E402
from pipeline import gazetteer, run  # noqa: E402
from pipeline.config import Settings, load  # noqa: E402
from pipeline.selection import Selection  # noqa: E402
from pipeline.store import MINE, Store  # noqa: E402

TARGET = PROJECT / "docs" / "screenshots"
CROWD = 10_000  # made-up events


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the size of the window, the link's selection and what to do before it is taken."""

    name: str
    size: tuple[int, int]
    selection: Selection = field(default_factory=Selection)
    dark: bool = False
    extra: str = ""  # parts of a link that no selection holds
    prepare: Callable[[Any], None] = lambda page: None


def _share(page: Any) -> None:
    page.get_by_role("button", name="Share").click()
    page.locator("[role=dialog] code").first.wait_for()


def _filters(page: Any) -> None:
    page.get_by_role("button", name="Filters").click()
    page.locator(".st-key-w_q input").wait_for()


def _fix_date(page: Any) -> None:
    page.locator(".st-key-fix_date button").first.click()
    page.get_by_test_id("stPopoverBody").get_by_text("In the text").wait_for()


def pictures(store: Store) -> list[Picture]:
    """Every picture of the documentation."""
    found = store.open("example").table(Selection(q="vostochny summit"))
    event = str(found.iloc[0]["story_id"])
    document = str(found.iloc[0]["document_id"])
    chosen = Selection(event=event)
    return [
        Picture("light-1440", (1440, 900)),
        Picture("dark-1440", (1440, 900), chosen, dark=True),
        Picture("light-1366", (1366, 768), chosen),
        Picture("reader-1440", (1440, 900), Selection(event=event, open=document)),
        Picture("table-1440", (1440, 900), Selection(view="table")),
        Picture("documents-1440", (1440, 900), Selection(view="documents"), dark=True),
        Picture("share-1440", (1440, 900), chosen, prepare=_share),
        Picture("phone-light", (390, 844)),
        Picture("phone-dark", (390, 844), chosen, dark=True),
        Picture("phone-filters", (390, 844), prepare=_filters),
        Picture("phone-reader-dark", (390, 844), Selection(event=event, open=document), dark=True),
        Picture("empty-1440", (1440, 900), Selection(dataset=MINE)),
        Picture("one-article-1366", (1366, 768), Selection(documents=(document,)), dark=True),
        Picture("nothing-1366", (1366, 768), Selection(q="zeppelin", types=("attack",))),
        Picture("nothing-phone", (390, 844), Selection(q="zeppelin", types=("attack",)), dark=True),
        Picture("broken-link-1366", (1366, 768), extra="from=soon&junk=1&ev=0123456789abcdef&rev=0123456789ab"),
        Picture("fix-date-1440", (1440, 900), chosen, prepare=_fix_date),
    ]


def many() -> list[Picture]:
    """The pictures of 10,000 made-up events."""
    return [
        Picture("many-light-1440", (1440, 900)),
        Picture("many-dark-1366", (1366, 768), Selection(by="country"), dark=True),
        Picture("many-phone", (390, 844)),
    ]


def _take(browser: Any, address: str, picture: Picture) -> None:
    width, height = picture.size
    scheme = "dark" if picture.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(f"{address}?{picture.extra}" if picture.extra else picture.selection.to_url(address))
    settled(page)
    picture.prepare(page)
    page.wait_for_timeout(1_500)  # fades and the map's labels; only for the eye, nothing is asserted here
    page.screenshot(path=TARGET / f"{picture.name}.png")
    print(f"{picture.name}.png")
    context.close()


def _album(browser: Any, configuration: Path, chosen: list[Picture]) -> None:
    with serving(configuration) as address:
        for picture in chosen:
            _take(browser, address, picture)


def installation(folder: Path) -> Path:
    """A configuration over a fresh data folder with the example data set in it."""
    (folder / "data").mkdir()
    ready = Settings().gazetteer_path
    if gazetteer.is_current(ready):
        (folder / "data" / ready.name).symlink_to(ready)
    path = folder / "whenabouts.toml"
    path.write_text(f'data_dir = "data"\nseeds_dir = "{PROJECT / "seeds"}"\n', "utf-8")
    run.ensure(load(path))
    return path


def main() -> None:
    browser_path = executable()
    if browser_path is None:
        raise SystemExit("there is no Chromium; install it, or set CHROMIUM_PATH")
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        configuration = installation(Path(folder))
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        _album(browser, configuration, pictures(Store(load(configuration))))
        beside = Path(folder) / "crowd"
        beside.mkdir()
        _album(browser, crowd.installation(beside, CROWD), many())
        browser.close()


if __name__ == "__main__":
    main()
