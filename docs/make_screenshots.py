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

from pipeline import gazetteer, run  # noqa: E402
from pipeline.config import Settings, load  # noqa: E402
from pipeline.selection import Selection  # noqa: E402
from pipeline.store import Store  # noqa: E402

TARGET = PROJECT / "docs" / "screenshots"


@dataclass(frozen=True)
class Picture:
    """One picture: its name, the size of the window, the link's selection and what to do before it is taken."""

    name: str
    size: tuple[int, int]
    selection: Selection = field(default_factory=Selection)
    dark: bool = False
    prepare: Callable[[Any], None] = lambda page: None


def _share(page: Any) -> None:
    page.get_by_role("button", name="Share").click()
    page.locator("[role=dialog] code").first.wait_for()


def _filters(page: Any) -> None:
    page.get_by_role("button", name="Filters").click()
    page.locator(".st-key-w_q input").wait_for()


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
    ]


def _take(browser: Any, address: str, picture: Picture) -> None:
    width, height = picture.size
    scheme = "dark" if picture.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.goto(picture.selection.to_url(address))
    settled(page)
    picture.prepare(page)
    page.wait_for_timeout(1_500)  # fades and the map's labels; only for the eye, nothing is asserted here
    page.screenshot(path=TARGET / f"{picture.name}.png")
    print(f"{picture.name}.png")
    context.close()


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
        with serving(configuration) as address:
            for picture in pictures(Store(load(configuration))):
                _take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
