"""Who took part, how many were killed or hurt, how long it lasted."""

from __future__ import annotations

import pytest

from pipeline.titles import people
from tests.events_fixture import LIMA
from tests.events_reading import at, evidence


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The bomb killed 19 people and 12 were wounded.", ("12 wounded", "19 killed")),
        ("A crash left at least two dozen people dead.", ("two dozen killed",)),
        ("The attack wounded three soldiers.", ("three wounded",)),
        ("More than 36,000 people died in the flood.", ("36,000 killed",)),
        ("Police arrested 40 people.", ("40 arrested",)),
        ("The bridge fell.", ()),
    ],
)
def test_the_killed_and_wounded_are_counted(sentence: str, counts: tuple[str, ...]) -> None:
    assert sorted(people.counts(evidence(sentence).reading, 0)) == sorted(counts)


def test_a_year_is_no_count() -> None:
    assert people.counts(evidence("In 1990 people died.", dates={"1990": "1990"}).reading, 0) == ()


@pytest.mark.parametrize(
    ("text", "word", "actors"),
    [
        ("Angela Merkel met Barack Obama in Lima.", "met", ("Angela Merkel", "Barack Obama")),
        ("Barack Obama was welcomed by Angela Merkel.", "welcomed", ("Barack Obama", "Angela Merkel")),
        ("It rained.", "rained", ()),
    ],
)
def test_actors_are_who_takes_part(text: str, word: str, actors: tuple[str, ...]) -> None:
    found = evidence(text, places={"Lima": LIMA})
    assert people.actors(found.reading, at(found, word)) == actors


def test_without_a_parse_nobody_is_known_to_take_part() -> None:
    found = evidence("Angela Merkel met Barack Obama.", model="")
    assert people.actors(found.reading, found.triggers[0]) == ()


def test_a_place_that_the_model_takes_for_a_person_is_no_actor() -> None:
    text = (
        "Kim Jong Un and Russian President Vladimir Putin held a summit at the Vostochny Cosmodrome in the Amur region "
        "on 13 September 2023, their first meeting in more than four years."
    )
    found = evidence(text, places={"Amur": LIMA})
    actors = {name for trigger in found.triggers for name in people.actors(found.reading, trigger)}
    assert "Vladimir Putin" in actors and "Amur" not in actors


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("The meeting lasted four hours.", "PT4H"),
        ("The meeting lasted nearly four hours.", "PT4H LESS_THAN"),
        ("The meeting lasted more than four hours.", "PT4H MORE_THAN"),
        ("The meeting ended after four hours.", ""),
        ("The meeting ended. It lasted four hours.", ""),
    ],
)
def test_how_long_it_lasted(text: str, duration: str) -> None:
    found = evidence(text, dates={"four hours": "PT4H"})
    triggers = [trigger for trigger in found.triggers if trigger.sentence == 0]
    assert {people.duration(found.reading, trigger) for trigger in triggers} - {""} == ({duration} - {""})
