"""What is compared of an event."""

from __future__ import annotations

import pytest

from pipeline.merge.facts import Vocabulary, fact_of
from pipeline.model import Event, Span


@pytest.mark.parametrize(
    ("title", "follows"),
    [
        ("Trial of the bomber opened in Lima", True),
        ("Mayor of the old town opened an inquiry into the fire", True),
        ("Bomb exploded in the market of Lima and killed eleven victims", False),
        ("Bomb exploded in Lima", False),
    ],
)
def test_an_event_follows_another_where_the_head_of_its_title_says_so(title: str, follows: bool) -> None:
    event = Event("e", "d", Span(0, 9), Span(0, 4), title, "attack")
    assert fact_of(event, Vocabulary()).follows == follows
