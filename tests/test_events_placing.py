"""Where: locatives, patients, polities, names; never metonyms, nations' adjectives or the home of who acts."""

from __future__ import annotations

import pytest

from pipeline.model import DocumentKind, Place, Role
from tests.events_fixture import BERLIN, LIMA, LISBON, MOSCOW, NORWAY, PERU, UKRAINE, Where, header_date, link

PLACES: dict[str, Place | Where] = {
    "Lima": LIMA,
    "Peru": PERU,
    "Lisbon": LISBON,
    "Berlin": BERLIN,
    "Ukraine": UKRAINE,
    "Norway": NORWAY,
    "Moscow": Where(MOSCOW, Role.METONYM),
    "Norwegian": Where(NORWAY, Role.DEMONYM),
}


def place_of(sentence: str, word: str, kind: DocumentKind = DocumentKind.NEWS) -> Place | None:
    found = link(sentence, places=PLACES, dct=header_date("2001-01-01"), kind=kind)
    [event] = [event for event in found if event.trigger.of(sentence) == word]
    return event.place


@pytest.mark.parametrize(
    ("sentence", "word", "place"),
    [
        ("A bomb exploded in Lima.", "exploded", LIMA),
        ("A summit was held in Lisbon.", "summit", LISBON),
        ("An earthquake rocked Lima on Monday.", "earthquake", LIMA),
        ("A tornado swept through the suburbs of Lima.", "tornado", LIMA),
        ("A bomb exploded beside the Norway embassy in Lima.", "exploded", LIMA),  # a country only says whose it is
        ("Troops invaded Ukraine.", "invaded", UKRAINE),
        ("The siege of Lisbon ended.", "siege", LISBON),
        ("The Lisbon earthquake killed thousands.", "earthquake", LISBON),
        ("The Battle of Berlin was fought.", "Battle", BERLIN),
        ("The bomb exploded during a rally in Lima.", "exploded", LIMA),
        ("Norway declared its independence.", "independence", NORWAY),
        ("Soldiers captured the city of Lisbon.", "captured", LISBON),
        ("The pope visited Peru.", "visited", PERU),
        ("Moscow attacked the town.", "attacked", None),
        ("Norwegian troops attacked the town.", "attacked", None),
        ("Norway's prime minister resigned.", "resigned", None),
        ("Rebels were attacked by Norway.", "attacked", None),
        ("Norway signed a treaty.", "treaty", None),
        ("Shares collapsed after the chairman said in Lima that he would go.", "collapsed", None),
    ],
)
def test_where_it_was(sentence: str, word: str, place: Place | None) -> None:
    assert place_of(sentence, word) == place


def test_the_most_exact_place_is_kept_within_the_wider() -> None:
    [event] = link("A bomb exploded in Lima, Peru.", places=PLACES, dct=header_date("2001-01-01"))
    assert (event.place, event.within) == (LIMA, "Peru")


def test_the_next_sentence_is_at_the_same_place() -> None:
    text = "A bomb exploded in Lima. Two ships burned."
    found = link(text, places=PLACES, dct=header_date("2001-01-01"))
    assert [event.place for event in found] == [LIMA, LIMA]
    assert "names no place" in found[1].why_place.fact("sentence")


def test_a_place_without_a_point_keeps_its_sentence_from_the_place_of_the_one_before() -> None:
    text = "A bomb exploded in Lima. A minister visited Vostochny."
    found = link(text, places={**PLACES, "Vostochny": Where(None)}, dct=header_date("2001-01-01"))
    assert [event.place for event in found] == [LIMA, None]


def test_a_name_that_could_not_be_placed_is_not_replaced() -> None:
    text = "A bomb exploded in Lima. Troops attacked rebels at Xyzzyville."
    found = link(text, places=PLACES, dct=header_date("2001-01-01"))
    assert [event.place for event in found] == [LIMA, None]


def test_the_dateline_places_the_opening() -> None:
    text = "LIMA (AP) - A ship burned on Tuesday."
    found = link(text, places={"LIMA": LIMA}, dct=header_date("2001-01-01"))
    assert [event.place for event in found] == [LIMA]
    assert "dateline" in found[0].why_place.fact("sentence")
    assert found[0].title == "Ship burned on Tuesday"


@pytest.mark.parametrize(
    "sentence",
    ["Gunmen attacked a convoy between Lima and Berlin.", "Rebels attacked a depot 12 km south of Lima."],
)
def test_a_point_given_by_other_places_is_where_it_was(sentence: str) -> None:
    there = Place("geonames:1@180:12000", "12 km south of Lima", -12.15, -77.03, 3_000.0, "PE", (), "AREA")
    [event] = link(sentence, places={"Lima": there, "Berlin": there}, dct=header_date("2001-01-01"))
    assert event.place == there


@pytest.mark.parametrize(("year", "place"), [("2000", LIMA), ("1997", None)])
def test_a_look_back_to_another_year_is_not_where_the_account_is(year: str, place: Place | None) -> None:
    text = f"A bomb exploded in Lima on 3 May 2000. Police arrested ten people on 4 May {year}."
    dates = {"3 May 2000": "2000-05-03", f"4 May {year}": f"{year}-05-04"}
    found = link(text, dates=dates, places=PLACES, dct=header_date("2001-01-01"))
    assert found[-1].place == place


def test_a_siege_is_where_it_was_laid() -> None:
    assert place_of("The army marched from Lisbon and laid siege to Lima in 1189.", "siege") == LIMA


def test_the_subject_of_a_where_clause_was_there() -> None:
    assert place_of("In Lima, where floods killed more than 220 people, protesters marched.", "floods") == LIMA


@pytest.mark.parametrize(
    ("line", "word", "place"),
    [
        ("Norway abandons its old coins.", "abandons", NORWAY),
        ("The Lisbon Stock Exchange changes its rules.", "changes", LISBON),
        ("A bishop of Lima, Peru, publishes a book.", "publishes", LIMA),
        ("Norway invades the island.", "invades", None),  # what a state does abroad
        ("A bishop of Lima publishes a book with a bishop of Lisbon.", "publishes", None),
    ],
)
def test_a_line_of_a_chronicle_is_at_the_only_place_it_names(line: str, word: str, place: Place | None) -> None:
    text = f"May 3, 1990. {line}"
    places = PLACES | {"Lisbon": Where(LISBON, Role.PART)} if "Stock" in line else PLACES
    found = link(text, dates={"May 3, 1990": "1990-05-03"}, places=places, kind=DocumentKind.CHRONICLE)
    [event] = [event for event in found if event.trigger.of(text) == word]
    assert event.place == place
    assert (place is None) or event.why_place.fact("sentence").startswith("The line names no place but")


def test_a_country_gives_way_to_the_only_place_in_it() -> None:
    [event] = link("The Lima bridge was opened in Peru.", places=PLACES, dct=header_date("2001-01-01"))
    assert (event.place, event.within) == (LIMA, "Peru")
