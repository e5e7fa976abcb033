from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places_fixture import toponyms

from pipeline.model import Role
from pipeline.nlp import PINNED
from pipeline.places.candidates import Candidate, Overlaps
from pipeline.places.certain import datelines_of


def names(text: str, *roles: Role, model: str = PINNED) -> list[str]:
    return [toponym.text for toponym in toponyms(text, model) if not roles or toponym.role in roles]


@pytest.mark.parametrize("model", [PINNED, ""])
def test_plain_places(model: str) -> None:
    text = "The ship sailed from Venice to London, and then the crew travelled to Moscow in Russia."
    assert names(text, model=model) == ["Venice", "London", "Moscow", "Russia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met at Vostochny Cosmodrome in Russia's Far East.", ["Vostochny Cosmodrome", "Russia's Far East"]),
        ("He was born in Paris, Texas, and died in London, Ontario.", ["Paris", "Texas", "London", "Ontario"]),
        ("They met at the Suez Canal in Egypt.", ["Suez Canal", "Egypt"]),
        ("Octavian's fleet defeated Mark Antony and Cleopatra at Actium.", ["Actium"]),
        ("On 9 August 48 BC he defeated Pompey's army at Pharsalus.", ["Pharsalus"]),
    ],
)  # fmt: skip
def test_spans(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_demonyms_are_marked() -> None:
    text = "Russian officials met Ukrainian soldiers in Moscow."
    assert names(text, Role.DEMONYM) == ["Russian", "Ukrainian"]
    assert names(text, Role.LOCATION) == ["Moscow"]


def test_governments_that_speak_are_metonyms() -> None:
    text = "The Kremlin denied any involvement. Moscow said it was ready. The troops marched to Moscow."
    found = toponyms(text)
    assert [(toponym.text, toponym.role) for toponym in found] == [
        ("Kremlin", Role.METONYM),
        ("Moscow", Role.METONYM),
        ("Moscow", Role.LOCATION),
    ]


def test_names_inside_names_are_parts() -> None:
    text = "The London police arrested him near Paris. A study by the University of Sydney was published in London."
    roles = {toponym.text: toponym.role for toponym in toponyms(text) if toponym.text in {"Paris", "Sydney"}}
    assert roles["Paris"] is Role.LOCATION
    assert roles.get("Sydney", Role.PART) is Role.PART


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The siege of Corfu begins.", "Corfu", Role.LOCATION),
        ("British troops held on after the Battle of London.", "London", Role.LOCATION),
        ("The Treaty of Paris ended it.", "Paris", Role.LOCATION),
        ("The University of Sydney opens.", "Sydney", Role.PART),
    ],
)
def test_what_a_happening_is_named_after_is_where_it_was(text: str, name: str, role: Role) -> None:
    found = {toponym.text: toponym.role for toponym in toponyms(text)}
    assert found.get(name, Role.PART) is role


def test_the_larger_area_that_closes_an_address_is_a_place() -> None:
    assert "Ukraine" in names("The mine lies in Halmer End, Ukraine, below a hill.")


def test_surnames_are_not_places() -> None:
    text = "Mr. Jack London spoke first. London then thanked his wife, Mary London, and London sat down."
    assert names(text) == []


def test_a_town_once_taken_for_a_surname_stays_a_town() -> None:
    text = "Mary London spoke. He lives in London. They flew to London. She left London for Moscow."
    assert names(text).count("London") >= 3


def test_what_is_better_known_than_a_place_is_none_unless_said_so() -> None:
    assert names("The European Union and the Emirates signed.") == []
    assert names("They live in the European Union.") == ["European Union"]


def test_a_well_known_name_inside_a_place_that_nobody_knows() -> None:
    assert names("He was received by the King of Saudi Arabia.") == ["Saudi Arabia"]


def test_sentences_in_capitals() -> None:
    text = "   MOSCOW, 5 SEP 89 (TASS) -- [TEXT] A BOMB EXPLODED TODAY NEAR A POLICE STATION IN LONDON.\n"
    assert names(text) == ["MOSCOW", "LONDON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KYIV, Ukraine (AP) - Shells fell.", ["KYIV, Ukraine"]),
        ("Port Said, March 3 (Reuters) - The ship", ["Port Said"]),
        ("   BOGOTA, 23 AUG 89 (INRAVISION CADENA 1) -- [TEXT]", ["BOGOTA"]),
        ("It was - or so he said - late.", []),
        ("A well-known man (of 50) left.", []),
    ],
)
def test_datelines(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in datelines_of(text)] == expected


def test_toponyms_are_sorted_and_do_not_overlap() -> None:
    text = "The Sinai Peninsula, Port Said and the Suez Canal in Egypt; British and French troops left Port Said."
    spans = [toponym.span for toponym in toponyms(text)]
    assert len(spans) > 4
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(toponym.span.of(text) == toponym.text and 0 <= toponym.score <= 1 for toponym in toponyms(text))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=150), st.sampled_from(["London", "Russia's Far East", "LAKE", "’s"]))
def test_any_text(text: str, name: str) -> None:
    whole = f"{text} {name} {text}"
    for model in (PINNED, ""):
        assert all(toponym.span.of(whole) == toponym.text for toponym in toponyms(whole, model))


def test_hostile_strings(hostile: Path) -> None:
    for text in json.loads((hostile / "blns.json").read_text("utf-8")):
        assert all(toponym.span.of(text) == toponym.text for toponym in toponyms(text, ""))


def test_a_region_of_a_country_in_capitals_is_one_name() -> None:
    text = "KIM JONG UN MET VLADIMIR PUTIN AT THE VOSTOCHNY COSMODROME IN RUSSIA'S FAR EAST.\n"
    assert names(text) == ["VOSTOCHNY COSMODROME", "RUSSIA'S FAR EAST"]


def test_a_demonym_ends_before_the_full_stop() -> None:
    assert names("She met a Briton. He met a Russian.", Role.DEMONYM) == ["Briton", "Russian"]


def test_a_text_typed_in_small_letters() -> None:
    text = "the summit was held in kyiv and then in london; russian officials flew on to tokyo, japan."
    assert names(text, Role.LOCATION) == ["kyiv", "london", "tokyo", "japan"]
    assert names(text, Role.DEMONYM) == ["russian"]


def test_a_sentence_without_capitals_in_a_usual_text_is_left_alone() -> None:
    assert names("They met in London. it was nice there, and mobile. He left.") == ["London"]


def test_a_known_hyphenated_name_is_one_name() -> None:
    assert names("Floods reached Vienna in Austria-Hungary in 1876.") == ["Vienna", "Austria-Hungary"]
    assert names("The train from Moscow-London was late.", Role.LOCATION) == ["Moscow", "London"]


def test_the_scores_of_one_name_agree_within_a_document() -> None:
    text = "Flash: London, the greeters say, is home. They live in London. The road to London was closed."
    assert names(text).count("London") == 3


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("A tanker was hijacked in Lagos Anchorage, Nigeria.", "Lagos Anchorage"),
        ("A crane fell at the London Grain Terminal in England and the United Kingdom.", None),
        ("Thieves boarded a ship at Tokyo Outer Roads, Japan.", "Tokyo Outer Roads"),
        ("A fire broke out at the Kyiv Tyre Depot in Ukraine.", "Kyiv Tyre Depot"),
        ("A crane fell at the Kyiv school in Ukraine.", None),
        ("They wrote to Paris Brown, France.", None),
    ],
)
def test_a_site_before_its_country_is_one_name(text: str, site: str | None) -> None:
    found = names(text)
    assert (site in found) if site else not any(name.split()[-1] in ("Terminal", "school", "Brown") for name in found)


def test_overlaps_are_found_without_a_look_at_all() -> None:
    found = [Candidate(*pair, "model") for pair in ((0, 2), (1, 2), (3, 9), (5, 6), (9, 10))]
    overlaps = Overlaps(found)
    for first in range(11):
        for last in range(first + 1, 12):
            every = [index for index, each in enumerate(found) if each.first < last and first < each.last]
            assert overlaps.at(first, last) == every
            within = [index for index, each in enumerate(found) if first <= each.first and each.last <= last]
            assert overlaps.inside(first, last) == within


@pytest.mark.parametrize(
    ("text", "town", "role"),
    [
        ("London police arrested two men.", "London", Role.PART),
        ("A Kyiv court sentenced five people.", "Kyiv", Role.PART),
        ("A Paris appeals court upheld the sentence.", "Paris", Role.PART),
        ("Tokyo's fire service was called.", "Tokyo", Role.PART),
        ("The London Police Department (LPD) said so.", "London", Role.PART),
        ("Police in London said so.", "London", Role.LOCATION),
        ("A London bus hit a tree.", "London", Role.LOCATION),
        ("Japan's government denied it.", "Japan", Role.LOCATION),
    ],
)
def test_the_town_of_a_body_is_a_part_of_its_name(text: str, town: str, role: Role) -> None:
    assert town in names(text, role)
