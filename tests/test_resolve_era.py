"""Names and states in the years of a document: "Salisbury" of 1970 and of 2018."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from gazetteer_fixture import tiny_atlas
from places_fixture import document

from pipeline.gazetteer import Gazetteer
from pipeline.gazetteer.build import write
from pipeline.gazetteer.drafts import Draft
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Place, Span, Timex, TimexType, Toponym
from pipeline.resolve import resolve
from pipeline.resolve.era import fit, years_of
from pipeline.resolve.senses import Sense


@pytest.fixture(scope="module")
def geocoder(tmp_path_factory: pytest.TempPathFactory) -> Embedded:
    path: Path = tmp_path_factory.mktemp("era") / "g.sqlite"
    atlas = tiny_atlas()
    atlas.add(
        Draft("geonames:1", "Salisbury", 51.07, -1.79, "PPL", "GB", 44_748, 2_000.0, alternates=("Sarum", "Salesbury"))
    )
    atlas.add(
        Draft(
            "geonames:2", "Harare", -17.83, 31.05, "PPLC", "ZW", 1_500_000, 11_000.0, dated=[("Salisbury", 1890, 1982)]
        )
    )
    write(path, atlas, "era", lambda share, text: None)
    return Embedded(Gazetteer.open(path))


def country_of(geocoder: Embedded, text: str, name: str, dct: str = "") -> str:
    start = text.index(name)
    written = replace(document(text), dct=Timex(TimexType.DATE, dct) if dct else None)
    (mention,) = resolve(written, [Toponym(Span(start, start + len(name)), name)], geocoder)
    assert mention.place is not None
    return mention.place.country


@pytest.mark.parametrize(
    ("text", "dct", "country"),
    [
        ("A spy was poisoned in Salisbury on 4 March 2018.", "", "GB"),
        ("A spy was poisoned in Salisbury.", "2018-03-05", "GB"),
        ("Police in Salisbury recalled a murder of 1978.", "2018-03-05", "GB"),
        ("In 1970 the government in Salisbury refused the plan of 1965.", "", "ZW"),
        ("The government in Salisbury refused.", "1970-02-01", "ZW"),
        ("The cathedral of Salisbury was begun in 1220.", "", "GB"),
        ("They met in Salisbury.", "", "GB"),
    ],
)
def test_a_name_of_former_times_needs_its_years(geocoder: Embedded, text: str, dct: str, country: str) -> None:
    assert country_of(geocoder, text, "Salisbury", dct) == country


def test_without_a_living_namesake_the_old_name_is_found_at_any_time(geocoder: Embedded) -> None:
    for text in ("In 1942 Leningrad starved.", "In 2020 they recalled Leningrad.", "They came from Leningrad."):
        assert country_of(geocoder, text, "Leningrad") == "RU"


def test_the_geocoder_tells_the_years(geocoder: Embedded) -> None:
    assert geocoder.geocode("Leningrad").raw["years"] == (1924, 1991)
    assert geocoder.geocode("Soviet Union").raw["years"] == (1922, 1991)
    assert geocoder.geocode("Paris").raw["years"] == (None, None)
    assert [one.raw["place"].country for one in geocoder.geocode("Salisbury", exactly_one=False)] == ["GB", "ZW"]


def test_why_names_the_years(geocoder: Embedded) -> None:
    text = "In 1970 the government in Salisbury refused."
    (mention,) = resolve(document(text), [Toponym(Span(26, 35), "Salisbury")], geocoder)
    assert "in the years that the text names" in mention.why


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 1861 and 1861, in the 1970s, by 44 BC.", (-43, 1861, 1861, 1970)),
        ("1200 people, 1,861 men, $1970, 1970 km, 12.1861, a-1861, 3000", ()),
        ("", ()),
    ],
)
def test_the_years_of_a_text(text: str, years: tuple[int, ...]) -> None:
    assert years_of(document(text)) == years


def test_the_date_of_the_document_counts_once() -> None:
    dated = replace(document("In 1970 it rained."), dct=Timex(TimexType.DATE, "2018-03-05"))
    assert years_of(dated) == (1970, 2018)


@pytest.mark.parametrize(
    ("years", "era", "logits"),
    [
        ((None, None), (1970,), 0.0),
        ((1890, 1982), (), 0.0),
        ((1890, 1982), (1970,), 5.5),
        ((1890, 1982), (2018,), -1.5),
        ((None, 1935), (-43, 1900), 5.5),
        ((1993, None), (1970, 2018), 2.0),
    ],
)
def test_fit(years: tuple[int | None, int | None], era: tuple[int, ...], logits: float) -> None:
    assert fit(Sense(Place("x", "X", 0.0, 0.0), 0.5, 0, years), era) == logits
