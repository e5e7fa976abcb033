"""Known events that a happening may be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline import events
from pipeline.model import Event, Interval
from pipeline.timex import moment
from tests.events_fixture import LIMA, header_date, link, one

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


FROM, TO = moment(1944, 6, 6), moment(1944, 6, 8)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (FROM, TO, True),
        (None, TO, True),
        (FROM, None, True),
        (None, None, True),
        (moment(1944, 6, 7), None, False),  # begins when the known one has ended
        (moment(1944, 6, 7) - 1, None, True),
        (None, FROM, False),  # ends when it begins
        (None, FROM + 1, True),
    ],
)
def test_times_that_touch_do_not_overlap(start: int | None, end: int | None, fits: bool) -> None:
    event = replace(recalled(), interval=Interval(start, end))
    assert events.suggest(event, KNOWN) == ("d-day" if fits else "")


def test_an_event_without_a_time_contradicts_nothing_and_a_row_without_a_date_says_nothing() -> None:
    event = replace(recalled(), interval=None)
    assert events.suggest(event, KNOWN) == "d-day"
    assert events.suggest(event, [{**KNOWN[0], "date": ""}]) == ""


@pytest.mark.parametrize(
    ("names", "fits"),
    [
        ("Normandy landings", True),
        ("Battle of Caen;Normandy landings", True),
        ("NORMANDY", True),
        ("the landings and the Normandy", True),  # little words count for nothing
        ("landings with its for from her his their", True),
        ("Normandy landings of Caen", False),
        (";", False),  # no name at all
        ("on D", False),  # words of three letters at least
        ("landing", False),
    ],
)
def test_a_name_fits_by_all_its_words(names: str, fits: bool) -> None:
    event = replace(recalled(), interval=None)
    assert events.suggest(event, [{**KNOWN[0], "names": names}]) == ("d-day" if fits else "")


def test_the_first_row_that_fits_is_suggested_and_the_place_counts() -> None:
    event = replace(recalled(), interval=None)
    rows = [
        {**KNOWN[0], "key": key, "names": names} for key, names in (("a", "Caen"), ("b", "landings"), ("c", "Normandy"))
    ]
    assert events.suggest(event, rows) == "b"
    placed = one(
        link("Rebels attacked the town in Lima.", places={"Lima": LIMA}, dct=header_date("2020-06-01")), "attack"
    )
    assert placed.place is not None
    titled = replace(placed, title="Attack", interval=None)
    assert events.suggest(titled, [{**KNOWN[0], "names": "Lima attack"}]) == "d-day"
