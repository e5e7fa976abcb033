"""The walk of somebody who has never seen the page: find an event, see how its date is known, narrow, send a link.

The test does it and looks; docs/make_walk.py does the same and takes a picture of each step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard_server import settled, until

SEARCH = "vostochny summit"
YEAR = "2023"
ROWS = ".st-key-feed [role=option]"
TITLE = ".st-key-card_head h2"
WHY = ".st-key-card section.why"
LINK = "[role=dialog] code"
Act = Callable[[Any], None]


@dataclass(frozen=True)
class Step:
    """One thing that a person does (`act`), and the words under its picture."""

    caption: str
    act: Act


def look(page: Any) -> None:
    """See the first screen."""
    settled(page)
    page.locator(ROWS).first.wait_for()


def search(page: Any) -> None:
    """Type what one looks for; the page follows the typing."""
    page.locator(".st-key-w_q input").press_sequentially(SEARCH, delay=20)
    until(page, "q", SEARCH)
    settled(page)


def point(page: Any) -> None:
    """Point at the first event of the list: timeline and map light it."""
    page.locator(ROWS).first.hover()


def choose(page: Any) -> None:
    """Open the first event of the list."""
    page.locator(ROWS).first.click()
    page.locator(TITLE).wait_for()
    settled(page)


def ask_why(page: Any) -> None:
    """Read how the date is known."""
    page.locator(WHY).first.locator("dl, .candidates").first.scroll_into_view_if_needed()


def ask_where(page: Any) -> None:
    """Read how the place is known."""
    page.locator(WHY).last.locator(".candidates").scroll_into_view_if_needed()


def narrow(page: Any) -> None:
    """Clear the search, and type the year into both boxes; the chosen event stays."""
    page.locator(".st-key-w_q input").fill("")
    until(page, "q", None)
    for name, parameter in (("start", "from"), ("end", "to")):
        box = page.locator(f".st-key-w_{name} input")
        box.fill(YEAR)
        box.press("Enter")
        until(page, parameter, YEAR)
    settled(page)


def share(page: Any) -> None:
    """Open the dialog with the link."""
    page.get_by_role("button", name="Share").click()
    page.locator(LINK).first.wait_for()


STEPS = (
    Step("The first screen: what happened, when and where", look),
    Step("Type what you look for", search),
    Step("Point at an event: timeline and map light it", point),
    Step("Choose it: the sentence, with its date and place marked", choose),
    Step("Why this date", ask_why),
    Step("Why this place", ask_where),
    Step("Look around it: everything in 2023", narrow),
    Step("Send a link", share),
)
RECEIVED = Step("Whoever opens the link sees the same", look)


def link(page: Any) -> str:
    """The link in the open dialog."""
    return str(page.locator(LINK).first.inner_text()).strip()


def received(page: Any) -> None:
    """What the link opened, in a profile of its own."""
    settled(page)
    page.locator(TITLE).wait_for()
