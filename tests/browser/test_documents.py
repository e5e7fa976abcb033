"""The desk of documents with the mouse: a tick stays on its document, and what is deleted comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import serving, settled

from pipeline import config, run
from pipeline.store import MINE, Store
from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
NAMES = ("alpha", "beta", "gamma")


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = sample_app.build(
        tmp_path_factory.mktemp("desk") / "app", seeds=sample_app.SEEDS[-1:], hostile=False, allow_write=True
    )
    settings = config.load(path)
    for number, name in enumerate(NAMES, 3):
        text = f"{name.title()} report\n\nOn {number} May 2001 a bridge collapsed in Paris."
        run.add(settings, MINE, f"{name}.txt", text.encode())
    run.run(settings, MINE)
    return path


@pytest.fixture(scope="module")
def address(configuration: Path) -> Iterator[str]:
    with serving(configuration) as found:
        yield found


def rows(page: Any) -> list[str]:
    """The titles of the table's rows from top to bottom, as a screen reader meets them."""
    return list(page.locator(".st-key-desk_table td[aria-colindex='1']").all_text_contents())


def kept(configuration: Path) -> set[str]:
    return {Path(source).stem for source in Store(config.load(configuration)).open(MINE).documents()["source"]}


def until(page: Any, holds: Callable[[], bool], seconds: int = 30) -> None:
    """Wait until something holds; fails after a while."""
    for _ in range(seconds * 5):
        if holds():
            return
        page.wait_for_timeout(200)
    pytest.fail("it never held")


def tick(page: Any, row: int) -> None:
    box = page.locator(".st-key-desk_table canvas").first.bounding_box()
    page.mouse.click(box["x"] + 15, box["y"] + 35 * (row + 1) + 17)


def test_a_tick_stays_on_its_document_when_the_rows_are_sorted_anew(
    visit: Visit, address: str, configuration: Path
) -> None:
    page = settled(visit(f"{address}?set={MINE}&view=documents"))
    until(page, lambda: len(rows(page)) == len(NAMES))
    assert rows(page)[-1] == "Gamma report"
    tick(page, len(NAMES) - 1)
    page.locator(".st-key-set_dates button").first.click()
    page.locator(".st-key-set_date input").fill("2 May 2001")
    page.locator(".st-key-set_date input").press("Enter")
    page.locator(".st-key-set_date_go button:enabled").wait_for()
    page.locator(".st-key-set_date_go button").click()
    until(page, lambda: rows(page)[:1] == ["Gamma report"])  # its events are later than that day: a warning
    settled(page)
    page.locator(".st-key-delete button").first.click()
    assert "Gamma report" in page.locator("[data-testid=stPopoverBody]").inner_text()
    page.locator(".st-key-delete_go button").click()
    until(page, lambda: kept(configuration) == {"alpha", "beta"})
    page.locator(".st-key-bin button").first.click()
    page.locator("[class*=st-key-restore_] button").click()
    until(page, lambda: kept(configuration) == set(NAMES))
