"""The chain of geocoders, and geopy's Nominatim and Photon against a real server with faults."""

from __future__ import annotations

import dataclasses
import json

import pytest
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)

from pipeline.config import Settings
from pipeline.errors import ConfigurationError, UnknownNameError
from pipeline.geocoders import Chain, Embedded, chain, registry, remote
from pipeline.model import Document, Span, Toponym
from pipeline.resolve import resolve
from tests.http_geocoders import serving

QUICK = {"scheme": "http", "min_delay_s": 0.0, "max_retries": 0, "error_wait_s": 0.01, "timeout": 0.5}


@pytest.fixture
def service():
    with serving() as running:
        yield running


@pytest.fixture(params=["nominatim", "photon"])
def made(request, service, tmp_path):
    def make(**options):
        chosen = {**QUICK, "domain": service.domain, **options}
        return remote.wrap(request.param, registry[request.param], chosen, tmp_path / "c.sqlite")

    return make


@pytest.fixture
def nominatim(service, tmp_path):
    def make(**options):
        chosen = {**QUICK, "domain": service.domain, **options}
        return remote.wrap("nominatim", registry["nominatim"], chosen, tmp_path / "c.sqlite")

    return make


def test_every_geopy_geocoder_can_be_named():
    assert registry.names()[0] == "embedded"
    assert {"nominatim", "photon", "pelias", "opencage"} <= set(registry.names())


def test_the_default_is_the_embedded_one_alone(tiny_gazetteer):
    assert isinstance(chain(Settings(), tiny_gazetteer), Embedded)


def test_unknown_names_and_wrong_options_are_errors(tiny_gazetteer, tmp_path):
    settings = Settings(data_dir=tmp_path, geocoders=("embedded", "nominatm"))
    with pytest.raises(UnknownNameError, match="no geocoder is called 'nominatm'"):
        chain(settings, tiny_gazetteer)
    for wrong in ({"colour": "red"}, {"budget": "many"}):
        settings = dataclasses.replace(settings, geocoders=("photon",), geocoder_options={"photon": wrong})
        with pytest.raises(ConfigurationError, match=r"geocoder_options\.photon"):
            chain(settings, tiny_gazetteer)
    with pytest.raises(ConfigurationError, match="empty"):
        chain(dataclasses.replace(settings, geocoders=()), tiny_gazetteer)


def test_a_configured_remote_geocoder_is_made_and_announced(tiny_gazetteer, tmp_path, caplog):
    settings = Settings(data_dir=tmp_path, geocoders=("embedded", "nominatim"))
    made = chain(settings, tiny_gazetteer)
    assert isinstance(made, Chain)
    assert "sent over the network to: nominatim" in caplog.text
    found = made.geocode("Paris, Texas")
    assert found is not None and found.latitude == pytest.approx(33.66, abs=0.01)


def test_the_notice_names_only_what_uses_the_network():
    assert remote.notice(["embedded"]) == ""
    assert "photon, pelias" in remote.notice(["photon", "embedded", "pelias"])


def test_an_answer_becomes_a_place_with_country_kind_and_radius(made, service):
    place = made().geocode("Oslo").raw["place"]
    assert (place.name, place.country, place.kind) == ("Oslo", "NO", "PPL")
    assert (place.lat, place.lon) == (59.9133301, 10.7389701)
    assert place.radius_m == pytest.approx(22_000, rel=0.1)
    assert place.id.endswith(":406091")


def test_zero_is_a_real_coordinate(nominatim):
    found = nominatim().geocode("Null Island")
    assert (found.latitude, found.longitude) == (0.0, 0.0)


def test_answers_are_kept_for_the_next_run(made, service):
    first = made().geocode("Oslo")
    assert made().geocode("Oslo", exactly_one=False)[0].raw["place"] == first.raw["place"]
    assert len(service.asked) == 1


def test_nothing_found_is_remembered_too(made, service):
    geocoder = made()
    assert geocoder.geocode("Atlantis") is None
    assert geocoder.geocode("Atlantis", exactly_one=False) is None
    assert len(service.asked) == 1


def test_options_that_the_service_knows_reach_it_and_its_cache(nominatim, service):
    geocoder = nominatim()
    geocoder.geocode("Oslo")
    geocoder.geocode("Oslo", language="fr", country_codes="no", osm_tag="unknown to Nominatim")
    assert service.asked[0]["addressdetails"] == "1" and service.asked[0]["limit"] == "10"
    assert service.asked[1]["accept-language"] == "fr" and service.asked[1]["countrycodes"] == "no"


def test_points_are_looked_up(made, service):
    geocoder = made()
    assert geocoder.reverse((59.91, 10.74)).raw["place"].name == "Oslo"
    assert len(geocoder.reverse("59.91, 10.74", exactly_one=False)) == 1
    assert len(service.asked) == 1
    with pytest.raises(GeocoderQueryError):
        geocoder.reverse("not a point")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("429", GeocoderQuotaExceeded),
        ("500", GeocoderServiceError),
        ("503", GeocoderServiceError),
        ("slow", (GeocoderTimedOut, GeocoderUnavailable)),
        ("<html>garbage</html>", GeocoderParseError),
        ("", None),
    ],
)
def test_a_service_that_fails_raises_geopys_errors_and_nothing_is_kept(made, service, fault, error):
    geocoder = made()
    service.faults = [fault] * (5 if fault == "slow" else 1)  # geopy asks again by itself after a time-out
    if error is not None:
        with pytest.raises(error):
            geocoder.geocode("Oslo")
    service.faults = []
    assert geocoder.geocode("Oslo").latitude == pytest.approx(59.91, abs=0.01)


@pytest.mark.parametrize(
    "wrong",
    ['[{"no": "position"}]', '["Oslo"]', "7", '[{"lat": "nan", "lon": "nan", "display_name": "X"}]',
     '[{"lat": "north", "lon": "1", "display_name": "X"}]', '{"features": 3}', '{"features": [{"geometry": null}]}'],
)  # fmt: skip
def test_json_of_another_shape_is_no_answer_and_no_crash(made, service, wrong):
    geocoder = made()
    service.faults = [wrong]
    try:
        assert geocoder.geocode("Oslo") is None
    except GeopyError as error:
        assert isinstance(error, GeocoderServiceError)


def test_a_failure_is_tried_again(made, service):
    service.faults = ["500", "429"]
    assert made(max_retries=2).geocode("Oslo").latitude == pytest.approx(59.91, abs=0.01)
    assert len(service.asked) == 3


def test_a_service_that_keeps_failing_is_left_alone(nominatim, service):
    geocoder = nominatim()
    service.faults = ["500"] * 20
    for name in "ABCDE":
        with pytest.raises(GeocoderServiceError):
            geocoder.geocode(name)
    assert len(service.asked) == remote.FAILURES
    with pytest.raises(GeocoderUnavailable, match="left alone"):
        geocoder.geocode("F")


def test_the_budget_ends_the_asking_for_all_processes(nominatim, service):
    first, second = nominatim(budget=2), nominatim(budget=2)
    first.geocode("A")
    second.geocode("B")
    for geocoder in (first, second):
        assert geocoder.geocode("A") is None  # from the cache
        with pytest.raises(GeocoderQuotaExceeded, match="budget of 2"):
            geocoder.geocode("C")
    assert len(service.asked) == 2


def test_a_run_that_begins_has_the_whole_budget(nominatim, service, tmp_path):
    geocoder = nominatim(budget=1)
    geocoder.geocode("A")
    with pytest.raises(GeocoderQuotaExceeded):
        geocoder.geocode("B")
    remote.Cache(tmp_path / "c.sqlite").begin_run()
    geocoder.geocode("B")
    with pytest.raises(GeocoderQuotaExceeded):
        geocoder.geocode("C")
    assert len(service.asked) == 2


def test_a_user_agent_is_sent_and_can_be_changed(made, service):
    made().geocode("A")
    made(user_agent="me").geocode("B")
    assert service.agents == [remote.USER_AGENT, "me"]


def test_turns_are_shared_between_processes(tmp_path):
    cache = remote.Cache(tmp_path / "c.sqlite")
    cache.wait("one", 0.0)
    other = remote.Cache(tmp_path / "c.sqlite")
    assert other.turn("one", 30.0) == pytest.approx(30.0, abs=5.0)
    assert other.turn("another", 30.0) == 0.0


def test_the_chain_goes_on_when_one_fails(tiny_gazetteer, service, made, caplog):
    both = Chain([made(), Embedded(tiny_gazetteer)])
    service.faults = ["500", "<garbage>"]
    assert both.geocode("Bergen") is None
    assert both.geocode("Paris").raw["place"].country == "FR"
    assert "could not be asked for 'Paris'" in caplog.text
    assert both.geocode("Oslo").raw["place"].country == "NO"
    assert both.reverse((48.85, 2.35)).raw["place"].name == "Oslo"  # what this service says of every point


def test_the_chain_asks_the_next_where_the_first_knows_nothing(tiny_gazetteer, service, made):
    both = Chain([Embedded(tiny_gazetteer), made()])
    assert both.geocode("Paris", limit=1, exactly_one=False, country_codes="us", language="en")[0].latitude < 40
    assert both.reverse((48.85, 2.35)).raw["place"].name == "Paris"
    assert service.asked == []
    assert both.nearest((48.85, 2.35)).raw["place"].name == "Paris"
    with pytest.raises(GeocoderQueryError):
        both.reverse("nowhere")


def test_a_document_is_resolved_through_the_chain_while_the_service_fails(tiny_gazetteer, service, made):
    text = "They met in Bergen, then in Oslo and in Paris."
    names = [
        Toponym(Span(text.index(name), text.index(name) + len(name)), name) for name in ("Bergen", "Oslo", "Paris")
    ]
    service.faults = ["429"]
    found = resolve(Document("d", "r", "s", "", text), names, Chain([Embedded(tiny_gazetteer), made()]))
    assert [mention.place.country if mention.place else None for mention in found] == [None, "NO", "FR"]


def test_the_cache_is_plain_json_of_places(nominatim, tmp_path):
    nominatim().geocode("Oslo")
    kept = remote.Cache(tmp_path / "c.sqlite").get("nominatim", "Oslo")
    assert json.dumps([dataclasses.asdict(place) for place in kept])
    assert remote.Cache(tmp_path / "c.sqlite").get("nominatim", "Bergen") is None
