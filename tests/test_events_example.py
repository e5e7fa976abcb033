"""The acceptance test: the example document, worked by hand in the design, end to end with the tiny gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import dates, events, places, readers, resolve
from pipeline.gazetteer import Gazetteer
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Basis, Document, Event, Modality
from pipeline.nlp import Parser
from pipeline.timex import interval_of, moment
from tests.events_fixture import MODEL, one
from tests.gazetteer_fixture import write_tiny

SEED = Path(__file__).parent.parent / "seeds" / "000_634569b292038733.txt"
DCT = moment(2023, 11, 13)
not_reached = pytest.mark.xfail(
    strict=True, reason="the learned choices find the summit, not every background row of the table: docs/accuracy.md"
)


@pytest.fixture(scope="module")
def document() -> Document:
    [document] = readers.read(SEED.read_bytes(), "seeds/" + SEED.name)
    return document


@pytest.fixture(scope="module")
def found(document: Document, tmp_path_factory: pytest.TempPathFactory) -> tuple[Event, ...]:
    path = tmp_path_factory.mktemp("gazetteer") / "tiny.sqlite"
    write_tiny(path)
    gazetteer = Gazetteer.open(path)
    parse = Parser.load(MODEL).parse(document.text)
    mentions = resolve.resolve(document, places.find(document, gazetteer, parse), Embedded(gazetteer))
    return events.link(document, dates.find(document), mentions, parse)


def test_the_summit_is_the_one_main_event(found: tuple[Event, ...], document: Document) -> None:
    [summit] = [event for event in found if event.main]
    assert summit.trigger.of(document.text) == "summit"
    assert summit.title == "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"
    assert summit.type == "diplomacy"
    assert summit.modality is Modality.HAPPENED
    assert summit.salience == max(event.salience for event in found)


def test_the_summit_is_dated_by_a_bound(found: tuple[Event, ...]) -> None:
    summit = one(found, "summit")
    assert summit.basis is Basis.DCT
    assert summit.interval is not None
    assert (summit.interval.start, summit.interval.end) == (None, interval_of("2023-11-13").end)  # type: ignore[union-attr]
    assert summit.best == DCT
    assert (summit.why_date.source, summit.why_date.fact("day")) == ("by_document", "2023-11-13")


def test_the_summit_is_placed_at_the_cosmodrome(found: tuple[Event, ...]) -> None:
    summit = one(found, "summit")
    assert summit.place is not None
    assert summit.place.name == "Vostochny Cosmodrome"
    assert (round(summit.place.lat, 3), round(summit.place.lon, 3)) == (51.884, 128.334)
    assert summit.within == "Russia's Far East"


def test_the_meeting_and_the_talks_belong_to_the_summit(found: tuple[Event, ...]) -> None:
    summit = one(found, "summit")
    assert summit.duration == "PT4H MORE_THAN"
    assert {"Kim Jong Un", "Vladimir Putin"} <= set(summit.actors)
    assert "Yevgeny Prigozhin" not in summit.actors
    for words in ("meeting", "talks", "met ", "support", "welcomed", "pledged"):
        assert not [event.title for event in found if words in event.title.lower()]


@not_reached
def test_the_invasion_is_background_before_the_document(found: tuple[Event, ...]) -> None:
    invasion = one(found, "invasion")
    assert invasion.place is not None
    assert invasion.place.name == "Ukraine"
    assert (invasion.basis, invasion.main) == (Basis.BOUNDED, False)
    assert invasion.interval is not None
    assert invasion.interval.start is None
    assert events.suggest(
        invasion,
        [{"key": "invasion-2022", "names": "Russian invasion Ukraine; invasion Ukraine", "date": "2022-02-24"}],
    )


@not_reached
def test_the_crash_is_disputed_and_unplaced(found: tuple[Event, ...]) -> None:
    crash = one(found, "plane crash")
    assert (crash.disputed, crash.attribution) == (True, "The Kremlin")
    assert (crash.modality, crash.basis, crash.place, crash.main) == (Modality.HAPPENED, Basis.BOUNDED, None, False)
    assert crash.why_date.words == "after a suspicious plane crash"


@not_reached
def test_the_rebellion_came_before(found: tuple[Event, ...]) -> None:
    rebellion = one(found, "rebellion")
    assert (rebellion.basis, rebellion.place, rebellion.main) == (Basis.BOUNDED, None, False)
    assert "Wagner" in rebellion.title


@not_reached
def test_the_later_sanctions_are_bounded(found: tuple[Event, ...]) -> None:
    sanctions = one(found, "subsequent sanctions")
    assert (sanctions.basis, sanctions.place, sanctions.main) == (Basis.BOUNDED, None, False)


@not_reached
def test_the_trade_of_arms_is_denied(found: tuple[Event, ...]) -> None:
    trade = one(found, "arms trad")
    assert (trade.modality, trade.basis, trade.place, trade.main) == (Modality.DENIED, Basis.BOUNDED, None, False)
    assert trade.attribution == "both North Korean and Russian officials"


@not_reached
def test_the_satellite_is_a_habit_of_the_past(found: tuple[Event, ...]) -> None:
    satellite = one(found, "spy satellite")
    assert (satellite.modality, satellite.value) == (Modality.HABITUAL, "PAST_REF")
    assert (satellite.basis, satellite.place, satellite.main) == (Basis.BOUNDED, None, False)


@not_reached
def test_what_is_refused_is_not_shown(found: tuple[Event, ...]) -> None:
    for words in ("stockpiles", "seeking", "suggests", "violate", "wartime support", "previously supported"):
        assert not [event.title for event in found if words in event.title and event.main]
    names = {event.place.name for event in found if event.place is not None}
    assert names <= {"Vostochny Cosmodrome", "Ukraine"}
