"""Typed notes: what people write in one line at a known moment. All are typed on Tuesday 14 May 2024 at 9:20."""

import pytest

from pipeline import dates
from pipeline.model import Document, Timex, TimexType
from pipeline.timex import interval_of

TYPED = Timex(TimexType.TIME, "2024-05-14T09:20:00", origin="user")
TOLD = Timex(TimexType.DATE, "2024-05-14", origin="header")


def read(text: str, dct: Timex = TYPED, language: str = "en") -> list[str]:
    return [timex.value for timex in dates.find(Document("d", "r", "s", "t", text, language=language, dct=dct))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dentist at 3", "2024-05-14T15:00"),
        ("dentist at 10", "2024-05-14T10:00"),
        ("call Ann at 8.30", "2024-05-14T20:30"),
        ("train leaves 17h42", "2024-05-14T17:42"),
        ("alarm 06:15:30", "2024-05-15T06:15:30"),
        ("half past six tomorrow evening", "2024-05-15T18:30"),
        ("tonight at ten to 9", "2024-05-14T20:50"),
        ("pub at noon on Saturday", "2024-05-18T12:00"),
        ("meet thu 23 at 4pm", "2024-05-23T16:00"),
        ("rent due on the 1st", "2024-06-01"),
        ("Friday 13 party", "2024-09-13"),
        ("review in a week and 2 days", "2024-05-23"),
        ("wake me in 25 mins", "2024-05-14T09:45:00"),
        ("parcel came 3 days ago", "2024-05-11"),
        ("deadline 2 weeks after 30 June", "2024-07-14"),
        ("party 3 days before Christmas", "2024-12-22"),
        ("holiday from 7/4", "2024-07-04"),
        ("passport expires Nov-02-2029", "2029-11-02"),
        ("born 9 march nineteen eighty four", "1984-03-09"),
        ("two Fridays from now", "2024-05-24"),
        ("thanksgiving in 2 years", "2026-11-26"),
        ("next week on Wednesday", "2024-05-22"),
        ("sign by eod", "2024-05-14T23:59:59"),
        ("Q3 numbers by 25q1", "2024-Q3 2025-Q1"),
        ("call Bo Thursday 8am PST", "2024-05-16T08:00-08:00"),
    ],
)
def test_notes(text: str, value: str) -> None:
    assert " ".join(read(text)) == value


@pytest.mark.parametrize("text", ["page 7 of 9", "bought 3 for $5", "flat 12b", "version 2.1 is out", "5 people came"])
def test_numbers_that_are_no_times(text: str) -> None:
    assert [value for value in read(text) if interval_of(value) is not None] == []


def test_the_same_words_in_a_report_are_read_as_reports_are() -> None:
    assert read("The parcel came two weeks ago.", TOLD) == ["2024-W18"]
    assert read("The parcel came two weeks ago.") == ["2024-04-30"]
    assert read("He lives at 3 Park Lane.", TOLD) == []


def test_a_longer_text_is_no_note_however_it_is_dated() -> None:
    text = "The parcel came two weeks ago.\nIt was opened by the clerk."
    assert read(text) == ["2024-W18"]


def test_a_note_says_what_it_was_counted_from() -> None:
    (found,) = dates.find(Document("d", "r", "s", "t", "dentist at 3", dct=TYPED))
    assert found.anchor is not None and "2024-05-14" in found.anchor and "moment of writing" in found.anchor
    assert found.rule == "note-at"


def test_the_country_of_a_note_says_which_comes_first() -> None:
    assert read("due 4/7", language="en-GB") == ["2024-07-04"]
    assert read("due 4/7", language="en-US") == ["2024-04-07"]
