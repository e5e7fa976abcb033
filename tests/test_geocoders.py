"""The chain of geocoders, and any geopy geocoder behind cache and rate limit."""

from __future__ import annotations

import dataclasses

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.location import Location

from pipeline.config import Settings
from pipeline.errors import ConfigurationError, UnknownNameError
from pipeline.geocoders import Chain, Embedded, chain, registry, remote


class Fake:
    """A geocoder with geopy's signature that counts what it is asked."""

    def __init__(self, *, user_agent: str = "", timeout: float = 1.0, answers: dict[str, list[float]] | None = None):
        self.asked: list[str] = []
        self.user_agent = user_agent
        self.answers = answers or {}

    def geocode(self, query, *, exactly_one=True, **_):
        self.asked.append(query)
        if query == "down":
            raise GeocoderUnavailable("no network")
        if query not in self.answers:
            return None
        found = [Location(f"{query}, Somewhere", tuple(self.answers[query]), {"osm_id": 7})]
        return found[0] if exactly_one else found


def wrapped(tmp_path, **options):
    made: list[Fake] = []

    def factory(**kwargs):
        made.append(Fake(**kwargs))
        return made[-1]

    geocoder = remote.wrap("fake", factory, {"min_delay_s": 0.0, "max_retries": 0, **options}, tmp_path / "c.sqlite")
    return geocoder, made[0]


def test_every_geopy_geocoder_can_be_named():
    assert registry.names()[0] == "embedded"
    assert {"nominatim", "photon", "pelias", "opencage"} <= set(registry.names())


def test_the_default_is_the_embedded_one_alone(tiny_gazetteer):
    assert isinstance(chain(Settings(), tiny_gazetteer), Embedded)


def test_unknown_names_and_wrong_options_are_errors(tiny_gazetteer, tmp_path):
    settings = Settings(data_dir=tmp_path, geocoders=("embedded", "nominatm"))
    with pytest.raises(UnknownNameError, match="no geocoder is called 'nominatm'"):
        chain(settings, tiny_gazetteer)
    settings = dataclasses.replace(settings, geocoders=("photon",), geocoder_options={"photon": {"colour": "red"}})
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


def test_answers_are_kept_for_the_next_run(tmp_path):
    geocoder, service = wrapped(tmp_path, answers={"Null Island": [0.0, 0.0]})
    first = geocoder.geocode("Null Island")
    assert (first.latitude, first.longitude) == (0.0, 0.0)
    assert geocoder.geocode("Null Island", exactly_one=False)[0].raw["place"].id == "fake:7"
    assert service.asked == ["Null Island"]
    again, other_service = wrapped(tmp_path)
    assert again.geocode("Null Island").raw["place"] == first.raw["place"]
    assert other_service.asked == []


def test_nothing_found_is_remembered_too(tmp_path):
    geocoder, service = wrapped(tmp_path)
    assert geocoder.geocode("Atlantis") is None
    assert geocoder.geocode("Atlantis", exactly_one=False) is None
    assert service.asked == ["Atlantis"]


def test_a_failure_is_not_remembered(tmp_path):
    geocoder, service = wrapped(tmp_path)
    for _ in range(2):
        with pytest.raises(GeocoderUnavailable):
            geocoder.geocode("down")
    assert service.asked == ["down", "down"]


def test_a_user_agent_is_sent_and_can_be_changed(tmp_path):
    assert wrapped(tmp_path)[1].user_agent == remote.USER_AGENT
    assert wrapped(tmp_path, user_agent="me")[1].user_agent == "me"


def test_turns_are_shared_between_processes(tmp_path):
    cache = remote.Cache(tmp_path / "c.sqlite")
    cache.wait("fake", 0.0)
    other = remote.Cache(tmp_path / "c.sqlite")
    assert other.turn("fake", 30.0) == pytest.approx(30.0, abs=5.0)
    assert other.turn("another", 30.0) == 0.0


def test_the_chain_goes_on_when_one_is_down(tiny_gazetteer, tmp_path):
    geocoder, _ = wrapped(tmp_path)
    both = Chain([geocoder, Embedded(tiny_gazetteer)])
    assert both.geocode("down") is None
    assert both.geocode("Oslo").raw["place"].country == "NO"
    assert [place.latitude for place in both.geocode("Paris", exactly_one=False)]
