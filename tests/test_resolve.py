from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from geopy.exc import GeocoderUnavailable
from geopy.location import Location
from geopy.point import Point
from places_fixture import document, mentions, tiny_gazetteer, toponyms

from pipeline.geocoders.embedded import Embedded
from pipeline.model import DocumentKind, Place, Role, Span, Toponym
from pipeline.resolve import resolve
from pipeline.resolve.context import _window, probabilities
from pipeline.resolve.others import Others
from pipeline.resolve.senses import Name, Sense, says_kind
from pipeline.resolve.strangers import is_stranger


def placed(text: str) -> dict[str, tuple[str, str]]:
    return {
        mention.toponym.text: (mention.place.name, mention.place.country)
        for mention in mentions(text)
        if mention.place is not None
    }


def test_prominence_without_context() -> None:
    assert placed("The talks were held in Paris.")["Paris"] == ("Paris", "FR")


def test_the_area_after_a_comma_decides() -> None:
    found = mentions("He grew up in Paris, Texas. Later he often thought of Paris.")
    paris = [mention for mention in found if mention.toponym.text == "Paris"]
    assert [mention.place.admin[0] for mention in paris if mention.place] == ["Texas", "Texas"]
    assert "Texas" in paris[0].why
    assert paris[0].total > 1


def test_two_senses_when_the_text_names_two_areas() -> None:
    text = "Flights leave from Birmingham, Alabama, and from Birmingham, England."
    countries = [m.place.country for m in mentions(text) if m.place and m.toponym.text == "Birmingham"]
    assert countries == ["US", "GB"]


def test_lists_of_states_are_not_scopes() -> None:
    assert placed("Floods hit Alabama, Georgia and Texas.")["Alabama"] == ("Alabama", "US")


def test_entries_of_a_chronicle_are_apart() -> None:
    text = "1916. A fire destroyed most of Paris, Texas.\n\n2015. Gunmen killed many in Paris."
    chronicle = replace(document(text), kind=DocumentKind.CHRONICLE)
    found = resolve(chronicle, toponyms(text), Embedded(tiny_gazetteer()))
    assert [m.place.country for m in found if m.place and m.toponym.text == "Paris"] == ["US", "FR"]


def test_candidates_are_few_sorted_and_explained() -> None:
    for mention in mentions("Storms hit Springfield, London and Georgia."):
        assert len(mention.candidates) <= 5
        scores = [candidate.score for candidate in mention.candidates]
        assert scores == sorted(scores, reverse=True)
        assert mention.total >= len(mention.candidates)
        assert mention.why


def test_demonyms_are_hints_without_a_place() -> None:
    hint = next(m for m in mentions("Russian troops left London.") if m.toponym.role is Role.DEMONYM)
    assert hint.place is None
    assert hint.candidates[0].place.country == "RU"


def test_unknown_names_stay_unplaced() -> None:
    toponym = Toponym(Span(8, 18), "Qwertyuiop")
    (mention,) = resolve(document("They of Qwertyuiop left."), [toponym], Embedded(tiny_gazetteer()))
    assert mention.place is None
    assert mention.candidates == ()
    assert "no place of this name" in mention.why


def test_regions_carry_their_radius() -> None:
    (mention,) = mentions("The tribes of Siberia paid tribute.")
    assert mention.place is not None
    assert mention.place.radius_m > 100_000


def test_nothing_to_resolve() -> None:
    assert resolve(document(""), [], Embedded(tiny_gazetteer())) == ()


class Foreign:
    """A geocoder of geopy's shape whose answers are those of a Nominatim server; it takes no `limit`."""

    def geocode(self, query: str, *, exactly_one: bool = True) -> Any:
        if query != "Oslo":
            raise GeocoderUnavailable("down")
        raw = {"osm_id": 7, "importance": 0.8, "address": {"country_code": "no", "state": "Oslo"}}
        return [Location("Oslo, Norway", Point(59.91, 10.74), raw)]


@pytest.mark.parametrize(("name", "country"), [("Oslo", "NO"), ("Bergen", None)])
def test_any_geopy_geocoder(name: str, country: str | None) -> None:
    text = f"They met in {name}."
    (mention,) = resolve(document(text), [Toponym(Span(12, 12 + len(name)), name)], Foreign())
    assert (mention.place.country if mention.place else None) == country


def test_a_name_that_says_its_kind_is_of_that_kind() -> None:
    assert [says_kind(*pair) for pair in (("red sea", "SEA"), ("red sea", "ADM1"), ("lake victoria", "LK"))] == [
        1,
        0,
        1,
    ]
    assert says_kind("sea", "SEA") == 0  # no name, a word
    assert placed("Cairo and Egypt send ships to the Black Sea.")["Black Sea"] == ("Black Sea", "")


def _sense(name: str, kind: str, admin: tuple[str, ...], importance: float) -> Sense:
    return Sense(Place(f"{kind}:{name}:{admin}", name, 41.9, 12.5, 10_000.0, "IT", admin, kind), importance, 0)


def test_the_town_is_meant_not_the_unit_around_it() -> None:
    town = _sense("Messina", "PPL", ("Sicilia", "Messina"), 0.53)
    unit = _sense("Messina", "ADM2", ("Sicilia",), 0.32)
    (chance,) = probabilities([Name("messina", (town, unit), 2, toponyms=[0])])
    assert chance.tolist() == pytest.approx([1.0, 0.0])
    after_comma = Name("messina", (town, unit), 2, is_scope=True, toponyms=[0])
    (chance,) = probabilities([after_comma])
    assert chance[1] > 0.0


def test_a_village_does_not_stand_for_the_unit_that_bears_its_name() -> None:
    town = _sense("Bergamo", "PPL", ("Lombardia", "Bergamo"), 0.2)
    unit = _sense("Bergamo", "ADM2", ("Lombardia",), 0.32)
    (chance,) = probabilities([Name("bergamo", (town, unit), 2, toponyms=[0])])
    assert chance[1] > 0.0


def test_a_capital_comes_before_a_unit_of_its_name_elsewhere() -> None:
    capital = _sense("Washington", "PPLC", ("District of Columbia",), 0.68)
    state = _sense("Washington", "ADM1", (), 0.58)
    (chance,) = probabilities([Name("washington", (capital, state), 2, toponyms=[0])])
    assert chance[0] > chance[1]


def _other(name: str, country: str, kind: int, importance: float) -> Name:
    place = Place(f"x:{name}", name, 10.0, 10.0, 1_000.0, country, kind="PPL")
    return Name(name.lower(), (Sense(place, importance, kind),), 1, toponyms=[0])


def test_a_coincidence_of_spelling_stays_unplaced() -> None:
    english = [_other(name, "GB", 0, 0.5) for name in ("Dover", "Leeds", "Bath")]

    def is_one(others: list[Name], name: Name) -> bool:
        return is_stranger(name, Others([*others, name]), np.array([1.0]))

    assert is_one(english, _other("Mal", "BE", 1, 0.3))
    assert not is_one(english, _other("Mal", "BE", 0, 0.3))  # its own name
    assert not is_one(english, _other("Liege", "BE", 1, 0.6))  # well known
    assert not is_one(english, _other("Mal", "GB", 1, 0.3))  # the text is about that country
    assert not is_one(english[:1], _other("Mal", "BE", 1, 0.3))  # too little is said


def test_others_leave_the_name_itself_out() -> None:
    names = [_other("Dover", "GB", 0, 0.5), _other("Leeds", "GB", 0, 0.5), _other("Mal", "BE", 0, 0.3)]
    others = Others([*names, Name("nowhere", (), 0)])
    assert others.count() == 2
    assert [others.in_country(name, "GB") for name in names] == [1, 1, 2]
    assert [others.in_unit(name, ("BE", "")) for name in names] == [1, 1, 0]


def test_a_book_looks_for_neighbours_around_a_name() -> None:
    starts = list(range(0, 2 * 1001, 2))
    assert _window(0, starts[:101]) == (0, 200)
    assert _window(0, starts) == (0, 600)
    assert _window(500, starts) == (400, 1600)
    assert _window(999, starts) == (1398, 2000)


def test_a_site_is_asked_for_with_its_noun() -> None:
    assert placed("Miners were trapped at the San José mine near Copiapó in Chile.")["San José"][0] == "San José mine"
    assert placed("A fire broke out at the Paris mine.").get("Paris", ("", ""))[0] != "Paris mine"


@pytest.mark.parametrize(
    ("text", "site", "town"),
    [
        ("A tanker was hijacked in Lagos Anchorage, Nigeria.", "Lagos Anchorage", "Lagos"),
        ("Thieves boarded a ship at Tokyo Outer Roads, Japan.", "Tokyo Outer Roads", "Tokyo"),
        ("A fire broke out at the Kyiv Tyre Depot in Ukraine.", "Kyiv Tyre Depot", "Kyiv"),
        ("A tug sank in Paris Anchorage, Nigeria.", "Paris Anchorage", None),
    ],
)
def test_a_site_that_nobody_knows_is_at_its_town_in_the_country_named(text: str, site: str, town: str | None) -> None:
    country = next(name for name in ("Nigeria", "Japan", "Ukraine") if name in text)
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in (site, country)]
    named = [Toponym(span, span.of(text)) for span in spans]
    (mention, _) = resolve(document(text), named, Embedded(tiny_gazetteer()))
    assert (mention.place.name if mention.place else None) == town
    if mention.place is not None:
        assert mention.place.radius_m >= 15_000.0
        assert "the site itself is not known" in mention.why
