"""Known events that a happening may be."""

from __future__ import annotations

from pipeline import events
from pipeline.model import Event
from tests.events_fixture import header_date, link

KNOWN = [{"key": "d-day", "names": "Normandy landings; D-Day", "date": "1944-06-06"}]


def recalled(text: str = "The Normandy landings began.", year: str = "1994-06-06") -> Event:
    return next(event for event in link(text, dct=header_date(year)) if event.quote == text)


def test_it_is_suggested_where_all_words_of_a_name_stand_in_the_title() -> None:
    event = recalled()
    assert "Normandy landings" in event.title
    assert events.suggest(event, [{**KNOWN[0], "date": event.value.replace("../", "")}]) == "d-day"
    assert events.suggest(event, [{**KNOWN[0], "names": "Normandy invasion", "date": "1994-06-06"}]) == ""
    assert events.suggest(event, []) == ""


def test_a_known_event_of_another_time_is_not_suggested() -> None:
    assert events.suggest(recalled(year="1940-01-01"), KNOWN) == ""
