"""The walk: from the first screen to a link that opens the same view for somebody else, with nothing but the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import walk
from dashboard_server import parameters, serving

from pipeline.selection import Selection
from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(sample_app.build(tmp_path_factory.mktemp("walk") / "app")) as found:
        yield found


def told(page: Any) -> dict[str, Any]:
    """What a person can read on the page."""
    return {
        "link": {name: value for name, value in parameters(page).items() if name != "rev"},
        "title": page.locator(walk.TITLE).inner_text(),
        "count": page.locator(".st-key-counts [data-testid=stText]").inner_text(),
        "from": page.locator(".st-key-w_start input").input_value(),
        "to": page.locator(".st-key-w_end input").input_value(),
        "why": page.locator(walk.WHY).all_inner_texts(),
    }


def test_a_stranger_finds_the_summit_and_sends_it(visit: Visit, address: str) -> None:
    page = visit(address)
    for step in walk.STEPS[:-1]:
        step.act(page)
    mine = told(page)
    assert mine["title"].startswith("North Korean leader Kim Jong Un and Russian President Vladimir Putin held a")
    assert mine["why"][0].startswith("Why this date")
    assert "13 September 2023" in mine["why"][0]
    assert (mine["from"], mine["to"]) == ("2023", "2023")
    walk.share(page)
    link = walk.link(page)
    chosen, notes = Selection.from_url(link)
    assert (chosen.q, chosen.start, chosen.end, bool(chosen.event), notes) == ("", "2023", "2023", True, ())
    theirs = visit(link)
    walk.received(theirs)
    assert told(theirs) == mine
