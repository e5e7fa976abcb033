"""What a user reads: titles that say who, one event a happening, the exact one of two dates, where a movement ended."""

from __future__ import annotations

import pytest

from pipeline.model import DocumentKind, Place
from tests.events_fixture import BERLIN, LIMA, LISBON, NORWAY, PERU, Where, header_date, link, one

EVEREST = Place("geonames:1283416", "Mount Everest", 27.988, 86.925, 2_000.0, "NP", (), "MT")
DATES = {"3 May 1990": "1990-05-03", "5 May 1990": "1990-05-05", "7 May 1990": "1990-05-07"}


def titles(text: str) -> list[str]:
    return [event.title for event in link(text, dates=DATES, kind=DocumentKind.HISTORY)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Julius Caesar fled to Egypt. He was murdered on 3 May 1990.", "Julius Caesar was murdered"),
        (
            "Italian troops came back on 3 May 1990. They invaded the town on 5 May 1990.",
            "Italian troops invaded the town",
        ),
        ("The plague struck Florence on 3 May 1990. It reached London on 5 May 1990.", "Plague reached London"),
        ("On 3 May 1990 soldiers stormed a camp and killed ten miners.", "Soldiers killed ten miners"),
        (
            "On 3 May 1990 he took the town, and Antony and Cleopatra killed themselves.",
            "Antony and Cleopatra killed themselves",
        ),
        ("The last explosion was heard on 3 May 1990 in Lisbon.", "Last explosion was heard in Lisbon"),
        ("The troops came back on 3 May 1990.", "Troops came back"),
        ("Two men were arrested near Lima on 3 May 1990 and deported to France.", "Two men were deported to France"),
        ("The war went on.", "War went on"),
        ("Mandela asked him to go. He was arrested on 3 May 1990.", "He was arrested"),
        (
            "Pompey fled. Caesar followed him, and on 9 August 48 BC he defeated Pompey's army at Pharsalus.",
            "Caesar defeated Pompey's army at Pharsalus",
        ),
        (
            "Fishermen noticed a new island rise from the sea on 3 May 1990.",
            "Fishermen noticed a new island rise from the sea",
        ),
        ("The ship Ever Given ran aground on 3 May 1990.", "Ship Ever Given ran aground"),
    ],
)
def test_a_title_says_who_and_what(text: str, title: str) -> None:
    assert title in titles(text)


def test_a_pronoun_stays_where_it_is_not_clear() -> None:
    assert "He was murdered" in titles("The ships sailed on 3 May 1990. He was murdered on 5 May 1990.")


def test_a_title_leaves_out_the_date_that_opens_the_sentence() -> None:
    found = titles("On 3 May 1990 fighting.")
    assert found
    assert not any("1990" in title for title in found)


def test_a_fire_that_killed_is_one_happening() -> None:
    text = "It began with a disaster: on 3 May 1990 a fire during a test in Lima killed three men."
    found = link(text, dates=DATES, places={"Lima": LIMA}, kind=DocumentKind.HISTORY)
    assert [(event.title, event.place) for event in found] == [("Fire killed three men", LIMA)]


def test_two_verbs_with_subjects_of_their_own_are_two_happenings() -> None:
    text = "The three men formed an alliance on 3 May 1990, and soldiers killed the mayor on 5 May 1990."
    found = link(text, dates=DATES, kind=DocumentKind.HISTORY)
    assert [event.value for event in found] == ["1990-05-03", "1990-05-05"]


@pytest.mark.parametrize(
    "sentence", ["Two men stood on the summit.", "The expedition reached the summit of Mount Everest."]
)
def test_the_summit_of_a_mountain_is_no_meeting(sentence: str) -> None:
    found = link(sentence, places={"Mount Everest": EVEREST}, dct=header_date("2001-01-01"))
    assert "diplomacy" not in [event.type for event in found]


@pytest.mark.parametrize(
    "sentence", ["The leaders held a summit.", "The leaders agreed on the summit.", "A nuclear summit took place."]
)
def test_a_summit_of_leaders_is(sentence: str) -> None:
    assert "diplomacy" in [event.type for event in link(sentence, dct=header_date("2001-01-01"))]


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Abraham Lincoln was buried on 3 May 1990.", "buried", "life"),
        ("The people rose against their masters on 3 May 1990.", "rose", "conflict"),
        ("The ship ran aground on 3 May 1990.", "ran", "accident"),
        ("The waves damaged the harbour on 3 May 1990.", "damaged", "disaster"),
        ("The police opened fire on 3 May 1990.", "fire", "attack"),
        ("The general killed himself on 3 May 1990.", "killed", "life"),
    ],
)
def test_the_words_around_decide_the_type(sentence: str, word: str, kind: str) -> None:
    assert one(link(sentence, dates=DATES, kind=DocumentKind.HISTORY), word).type == kind


@pytest.mark.parametrize(
    ("sentence", "word", "place"),
    [
        ("A ship from Lisbon carried the disease to Lima on 3 May 1990.", "carried", LIMA),
        ("The king fled from Lisbon to Lima on 3 May 1990.", "fled", LIMA),
        ("The king escaped to Lisbon, where he was murdered on 3 May 1990.", "murdered", LISBON),
        ("Norway began to dismantle the fence along its border with Peru on 3 May 1990.", "began", NORWAY),
        ("A bomb exploded in Lima in Peru on 3 May 1990.", "exploded", LIMA),
        ("The armies fought for Berlin on 3 May 1990.", "fought", BERLIN),
    ],
)
def test_where_it_ended(sentence: str, word: str, place: Place) -> None:
    places: dict[str, Place | Where] = {
        "Lisbon": LISBON,
        "Lima": LIMA,
        "Peru": PERU,
        "Norway": NORWAY,
        "Berlin": BERLIN,
    }
    assert one(link(sentence, dates=DATES, places=places, kind=DocumentKind.HISTORY), word).place == place
