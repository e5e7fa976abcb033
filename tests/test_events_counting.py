"""Days counted from a date in the sentence, the dead of what was just dated, happenings that bear their own date."""

from __future__ import annotations

import pytest

from pipeline.model import Event
from tests.events_fixture import LIMA, LISBON, header_date, link


def of_word(found: tuple[Event, ...], text: str, word: str) -> Event:
    return next(event for event in found if event.trigger.of(text) == word)


@pytest.mark.parametrize(
    ("text", "dates", "word", "value"),
    [
        (
            "Rescuers dug on Friday, four days after an earthquake.",
            {"Friday": "2024-01-05", "four days": "P4D"},
            "earthquake",
            "2024-01-01",
        ),
        (
            "He said on Wednesday that he would go, a day after police shot five men.",
            {"Wednesday": "2024-06-26", "a day": "P1D"},
            "shot",
            "2024-06-25",
        ),
        (
            "On 3 February, hours before the campaign was to open, rebels attacked the town.",
            {"3 February": "2024-02-03", "hours": "PTXH"},
            "attacked",
            "2024-02-03",
        ),
        (
            "They met on Friday, about four days after an earthquake.",
            {"Friday": "2024-01-05", "four days": "P4D APPROX"},
            "earthquake",
            "../2024-01-05",
        ),
    ],
)
def test_days_are_counted(text: str, dates: dict[str, str], word: str, value: str) -> None:
    found = link(text, dates=dates, dct=header_date("2024-01-06"))
    assert of_word(found, text, word).value.split("T")[0] == value


def test_news_counts_the_dead_of_what_it_has_just_dated() -> None:
    text = "On Tuesday a plane crashed in Lima. Five people died."
    found = link(text, dates={"Tuesday": "2024-01-02"}, places={"Lima": LIMA}, dct=header_date("2024-01-05"))
    assert {event.value for event in found} == {"2024-01-02"}
    apart = text.replace(". Five", ".\n\nFive")
    found = link(apart, dates={"Tuesday": "2024-01-02"}, places={"Lima": LIMA}, dct=header_date("2024-01-05"))
    assert of_word(found, apart, "died").value == "../2024-01-05"


def test_what_news_recalls_by_its_year_is_no_other_word_for_the_news() -> None:
    text = "A tsunami came ashore at Lisbon. It was the worst since the disaster of March 2011."
    found = link(text, dates={"March 2011": "2011-03"}, places={"Lisbon": LISBON}, dct=header_date("2024-01-05"))
    assert of_word(found, text, "tsunami").value == "../2024-01-05"


@pytest.mark.parametrize("line", ["Published 22:47 EET, Tue March 21, 2023", "Crew | Killed | Injured"])
def test_what_a_text_says_of_itself_is_no_happening(line: str) -> None:
    found = link(f"{line}\n\nIt rains.", dct=header_date("2023-03-21"))
    assert [event.quote for event in found] == ["It rains."]


def test_a_happening_in_a_table_is_told_by_its_cell() -> None:
    text = "3 May 1990 | Lima | A bomb killed two men"
    [bomb] = link(text, dates={"3 May 1990": "1990-05-03"}, places={"Lima": LIMA}, dct=header_date("1990-06-01"))
    assert (bomb.title, bomb.place) == ("Bomb killed two men", LIMA)


def test_one_of_earlier_accidents_is_not_the_accident_told_of() -> None:
    text = "The derailment hurt six people. Earlier accidents include the derailment at Lima on 3 May 1990."
    found = link(text, dates={"3 May 1990": "1990-05-03"}, places={"Lima": LIMA}, dct=header_date("1991-01-01"))
    assert of_word(found, text, "derailment").value == "../1991-01-01"
