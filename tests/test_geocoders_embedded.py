"""The embedded geocoder: geopy's manners, comma scoping, no network, strings as analysts write them."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import Gazetteer
from pipeline.geocoders import Embedded
from pipeline.geocoders.embedded import OfflineAdapter
from pipeline.model import Place
from tests.gazetteer_fixture import write_tiny


@pytest.fixture(scope="session")
def geocoder(tiny_gazetteer):
    return Embedded(tiny_gazetteer)


def test_it_is_a_geopy_geocoder_that_refuses_the_network(geocoder):
    assert isinstance(geocoder, Geocoder)
    assert isinstance(geocoder.adapter, OfflineAdapter)
    for method in (geocoder.adapter.get_json, geocoder.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            method("http://127.0.0.1/", timeout=1.0, headers={})


def test_a_location_carries_its_place(geocoder):
    found = geocoder.geocode("Vostochny Cosmodrome")
    assert (found.latitude, found.longitude) == (51.884, 128.334)
    assert isinstance(found.raw["place"], Place)
    assert found.raw["name_kind"] == 0
    assert 0 < found.raw["importance"] <= 1


@pytest.mark.parametrize(
    ("query", "country", "unit"),
    [
        ("Paris", "FR", "Île-de-France"),
        ("Paris, Texas", "US", "Texas"),
        ("Paris, Tex.", "US", "Texas"),
        ("Paris, TX", "US", "Texas"),
        ("Paris, France", "FR", "Île-de-France"),
        ("PARIS, Texas, US", "US", "Texas"),
        ("Springfield, Illinois", "US", "Illinois"),
        ("Springfield, Mass.", "US", "Massachusetts"),
        ("London, Ontario", "CA", "Ontario"),
        ("London, UK", "GB", "England"),
        ("Cambridge, England", "GB", "England"),
        ("Cambridge, Mass.", "US", "Massachusetts"),
        ("Birmingham, Alabama", "US", "Alabama"),
        ("Moscow, Idaho", "US", "Idaho"),
        ("Alexandria, Egypt", "EG", "Alexandria"),
        ("Alexandria, Va.", "US", "Virginia"),
        ("Paris, Unheard-of", "FR", "Île-de-France"),
    ],
)
def test_what_follows_a_comma_narrows_the_choice(geocoder, query, country, unit):
    place = geocoder.geocode(query).raw["place"]
    assert (place.country, place.admin[:1]) == (country, (unit,))


def test_a_state_and_a_country_of_one_name(geocoder):
    assert geocoder.geocode("Georgia").raw["place"].country == "GE"
    assert geocoder.geocode("Georgia, US").raw["place"].kind == "ADM1"
    assert geocoder.geocode("Georgia", country_codes="us").raw["place"].country == "US"
    assert geocoder.geocode("Georgia", country_codes=["fr"]) is None


def test_several_answers(geocoder):
    found = geocoder.geocode("Springfield", exactly_one=False, limit=3)
    assert len(found) == 3
    assert len({location.raw["place"].id for location in found}) == 3
    assert geocoder.geocode("Nowhereville", exactly_one=False) is None
    assert geocoder.geocode("") is None
    assert geocoder.geocode(" , ,") is None


def test_the_country_of_an_address_in_a_language(geocoder):
    assert geocoder.geocode("Paris").address == "Paris, Île-de-France, FR"
    assert geocoder.geocode("Paris", language="de").address == "Paris, Île-de-France, Frankreich"
    assert geocoder.geocode("Germany", language="fr-CA").address == "Allemagne"
    assert geocoder.geocode("Germany", language="xx-nonsense").address == "Germany, DE"
    assert geocoder.reverse((48.85, 2.35), language="es").address.endswith("Francia")
    assert geocoder.geocode("Paris", timeout=3).latitude > 40


def test_the_nearest_place_to_a_point(geocoder):
    assert geocoder.reverse((48.85, 2.35)).raw["place"].name == "Paris"
    assert geocoder.reverse("51.88, 128.33").raw["place"].name == "Tsiolkovskiy"
    assert geocoder.reverse((0.0, -150.0)) is None
    assert len(geocoder.reverse((48.85, 2.35), exactly_one=False, limit=1)) == 1
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("not a point")


def test_zero_is_a_real_coordinate(tmp_path):
    write_tiny(tmp_path / "g.sqlite")
    found = Embedded(Gazetteer.open(tmp_path / "g.sqlite")).geocode("Great Rift Valley")
    assert found.latitude == 0.0


@given(st.text())
def test_any_text_gives_an_answer_or_none(geocoder, text):
    found = geocoder.geocode(text)
    assert found is None or -90 <= found.latitude <= 90


@pytest.mark.parametrize(("name", "most"), [("Springfield", 10), ("Georgia", 10), ("Waterloo", 10), ("Paris", 10)])
def test_ambiguous_names_keep_their_namesakes(full, name, most):
    assert 2 <= len(full.geocode(name, exactly_one=False)) <= most


@pytest.mark.parametrize(
    ("query", "name", "kind"),
    [
        ("Mykolaiv", "Mykolayiv", "PPL"),
        ("Izum, Kharkiv region", "Izyum", "PPL"),
        ("Pechenigy (Kharkiv region)", "Pechenihy", "PPL"),
        ("Unheard-of district, Kharkiv", "Kharkiv", "PPL"),
        ("Kharkiv Oblast", "Kharkiv", "ADM1"),
        ("New York, United States", "New York City", "PPL"),
    ],
)
def test_strings_as_analysts_write_them(full, query, name, kind):
    place = full.geocode(query).raw["place"]
    assert (place.name, place.kind[:4].replace("PPLC", "PPL")) == (name, kind)


def test_a_misspelt_name_without_an_area_is_not_guessed(full):
    assert full.geocode("Pechinehy") is None
