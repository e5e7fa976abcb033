"""Addresses: parts from the finest to the coarsest, other spellings, the coarser place where the finer is not known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer.names import alike, skeleton, spellings
from pipeline.geocoders import Embedded
from pipeline.geocoders.address import parts_of


@pytest.fixture(scope="session")
def geocoder(tiny_gazetteer):
    return Embedded(tiny_gazetteer)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("Chaplyne (Dnipro obl.)", ["Chaplyne", "Dnipro oblast"]),
        ("Chuhuiv, south of Kharkiv", ["Chuhuiv", "Kharkiv"]),
        ("smt. Chaplyne, Synelnykove r-n", ["Chaplyne", "Synelnykove raion"]),
        ("s. Kyselivka, Chornobaivka hromada", ["Kyselivka", "Chornobaivka"]),
        ("12 km north-east of the Bakhmut", ["Bakhmut"]),
        ("Mira St, 14, Kherson", ["Mira St", "Kherson"]),
        ("Baden-Baden", ["Baden-Baden"]),
        ("S. Dakota", ["S. Dakota"]),
        (" , ;()", []),
    ],
)
def test_the_parts_of_an_address(query, parts):
    assert [part.strip() for part in parts_of(query)] == parts


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Bakhmut (Donetsk region)", "Bakhmut"),
        ("Bakhmut, Donetsk oblast, Ukraine", "Bakhmut"),
        ("Bahmut, Donetsk obl.", "Bakhmut"),  # another transliteration
        ("Bakmhut, Donetsk oblast", "Bakhmut"),  # letters that changed places, inside a known area
        ("Mira Street 5, Kherson", "Kherson"),
        ("Kirov district, Mariupol", "Mariupol"),
        ("Kharkiv, 531 Microdistrict", "Kharkiv"),
        ("a park in Kharkiv", "Kharkiv"),
        ("5 km north of Bakhmut", "Bakhmut"),
        ("Unheard-of, Kherson oblast", "Kherson"),
        ("221B Baker Street, London, UK", "London"),
    ],
)
def test_the_finest_part_that_is_known_answers(geocoder, query, name):
    assert geocoder.geocode(query).raw["place"].name == name


def test_a_place_that_the_area_does_not_hold_is_not_pulled_into_it(geocoder):
    assert geocoder.geocode("Paris, Bakhmut").raw["place"].country == "FR"


def test_a_whole_country_does_not_stand_for_what_is_not_known_in_it(geocoder):
    assert geocoder.geocode("Unheard-of, France") is None


def test_a_name_alone_is_spelled_otherwise_but_never_guessed(geocoder):
    assert geocoder.geocode("Bahmut").raw["place"].name == "Bakhmut"
    assert geocoder.geocode("Bakmhut") is None


def test_what_sounds_alike():
    assert skeleton("moschun") == skeleton("moshchun")
    assert skeleton("gomel") == skeleton("homyel")
    assert "huliaipole" in spellings("hulyaipole")
    assert spellings("xx") == ()
    assert [alike("popasne", other) for other in ("popasna", "popasne", "popas", "prypiat")] == [1, 0, None, None]
    assert [alike("avdiivka", other) for other in ("avdiika", "avdivika", "avdiivkas")] == [1, 1, 1]


@given(st.text(), st.text())
def test_any_two_words_are_compared_the_same_both_ways(one, other):
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 0


@given(st.text(alphabet="ab ,();-/5km.northfi"))
def test_any_address_has_an_answer_or_none(geocoder, text):
    found = geocoder.geocode(text)
    assert found is None or -90 <= found.latitude <= 90
