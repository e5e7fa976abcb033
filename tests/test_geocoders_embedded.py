"""The embedded geocoder: geopy's manners, comma scoping, no network; hard names against the full gazetteer."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.geo import distance_m
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


HARD = """
Vostochny Cosmodrome|51.884|128.334|5        Vostochny|51.884|128.334|5            Tsiolkovsky|51.77|128.12|10
Baikonur Cosmodrome|45.965|63.305|30         Sohae|39.66|124.705|10                Yongbyon|39.80|125.75|20
Zaporizhzhia Nuclear Power Plant|47.51|34.586|5  Kremlin|55.752|37.617|2            the Pentagon|38.871|-77.056|2
Gaza Strip|31.42|34.36|30                    West Bank|32|35.25|40                 Donbas|48.3|38.2|150
Crimea|45.2|34.2|60                          Kursk Oblast|51.73|36.19|80           Bakhmut|48.594|38.0|10
Avdiivka|48.14|37.75|10                      Rafah|31.29|34.25|10                  Khan Younis|31.34|34.30|10
Black Sea|43.4|34.3|300                      Red Sea|20.3|38.5|500                 Strait of Hormuz|26.57|56.25|60
Taiwan Strait|24.5|119.5|200                 South China Sea|14.5|114|600          Sahel|15|5|1500
Horn of Africa|8|46|500                      Russia's Far East|62|140|800          Siberia|62|105|1000
the Balkans|42.7|22|300                      the Middle East|29|44|800             Kashmir|34.3|75.6|200
Tigray|13.9|39.2|120                         Darfur|13|25|300                      Xinjiang|41.5|85|300
Guantanamo Bay|19.93|-75.12|20               Diego Garcia|-7.31|72.41|15           Spratly Islands|8.64|111.92|250
Wuhan|30.58|114.27|20                        Fukushima Daiichi|37.42|141.03|5      Chernobyl|51.27|30.22|20
Three Mile Island|40.15|-76.725|5            Mount Everest|27.99|86.93|5           Lake Victoria|-1|33|100
Danube|47|18|400                             Heathrow|51.47|-.46|5                 Ramstein Air Base|49.44|7.6|5
Cape Canaveral|28.47|-80.57|15               Wall Street|40.706|-74.009|2          Downing Street|51.503|-.128|1
Paris, Texas|33.66|-95.56|5                  North Korea|40|127|150                Russia|61|96|1000
Soviet Union|60|90|1500                      Kiev|50.45|30.52|10                   Jerusalem|31.78|35.22|10
Nagorno-Karabakh|39.85|46.65|60              Hiroshima|34.4|132.45|15              Pearl Harbor|21.354|-157.95|8
Waterloo|50.68|4.41|10                       Nanking|32.06|118.78|20               Constantinople|41.0|28.95|20
Leningrad|59.94|30.31|20                     Saigon|10.78|106.7|20                 Peking|39.9|116.4|20
Stalingrad|48.72|44.5|25                     Königsberg|54.71|20.5|15              Burma|21|96|300
Persia|32|53|200                             East Germany|52.2|12.6|100            Yugoslavia|44|19|200
Normandy|49|0.2|80                           Bavaria|49|11.5|80                    Chechnya|43.4|45.7|60
Gettysburg|39.83|-77.23|10                   Thermopylae|38.797|22.537|10          Marathon|38.118|23.978|10
Actium|38.95|20.733|10                       Tiananmen Square|39.903|116.391|2     Dien Bien Phu|21.385|103.017|15
Gallipoli|40.3|26.4|40                       Trafalgar|36.183|-6.034|20            Agincourt|50.46|2.14|10
Ottoman Empire|39|33|500                     Gaul|46.8|2.5|200                     Pompeii|40.75|14.485|5
Babi Yar|50.471|30.449|5                     Srebrenica|44.106|19.297|10           Lockerbie|55.12|-3.357|10
Bay of Pigs|22.2|-81.16|30                   My Lai|15.178|108.869|10              Mogadishu|2.04|45.34|15
Москва|55.75|37.62|20                        München|48.137|11.575|15              東京|35.69|139.69|30
Washington, D.C.|38.9|-77.04|15              northern Iraq|33|44|300               Calif.|37|-119.5|200
"""


def hard_names():
    entries = [entry.strip() for line in HARD.strip().splitlines() for entry in line.split("  ") if entry.strip()]
    for entry in entries:
        name, lat, lon, km = entry.split("|")
        yield pytest.param(name, float(lat), float(lon), float(km), id=name)
    with (Path(__file__).parent / "data" / "hard_names.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield pytest.param(row["name"], *(float(row[column]) for column in ("lat", "lon", "km")), id=row["name"])


@pytest.fixture(scope="session")
def full():
    path = Settings().gazetteer_path
    if not path.is_file():
        pytest.skip("the full gazetteer is not built: python -m pipeline gazetteer build")
    return Embedded(Gazetteer.open(path))


@pytest.mark.parametrize(("name", "lat", "lon", "km"), hard_names())
def test_hard_names(full, name, lat, lon, km):
    found = full.geocode(name)
    assert found is not None
    assert distance_m(found.latitude, found.longitude, lat, lon) / 1_000 <= km, found


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
