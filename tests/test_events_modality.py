"""How a text presents a happening: as a fact, a plan, a supposition, denied, going on, or a habit."""

from __future__ import annotations

import pytest

from pipeline.model import Modality
from tests.events_reading import at, evidence, recognised


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("Rebels attacked the town.", "attacked", Modality.HAPPENED),
        ("Rebels will attack the town.", "attack", Modality.PLANNED),
        ("Rebels won't attack the town.", "attack", Modality.PLANNED),
        ("The two presidents plan to meet.", "meet", Modality.PLANNED),
        ("They built a fortress to close the strait.", "close", Modality.PLANNED),
        ("Korea to host a summit", "summit", Modality.PLANNED),
        ("Rebels could attack the town.", "attack", Modality.HYPOTHETICAL),
        ("If rebels attack the town, people flee.", "attack", Modality.HYPOTHETICAL),
        ("The mayor urged rebels to surrender.", "surrender", Modality.HYPOTHETICAL),
        ("Rebels did not attack the town.", "attack", Modality.DENIED),
        ("There was no attack on the town.", "attack", Modality.DENIED),
        ("The general denied that his men had attacked the town.", "attacked", Modality.DENIED),
        ("The general denied any role in the attack.", "attack", Modality.HAPPENED),
        ("Rebels are attacking the town.", "attacking", Modality.ONGOING),
        ("The ongoing attack frightened them.", "attack", Modality.ONGOING),
        ("Rebels often attack the town.", "attack", Modality.HABITUAL),
        ("In the sixties you marched to the beach.", "marched", Modality.HABITUAL),
        ("Rebels who attacked the town could flee.", "attacked", Modality.HAPPENED),
    ],
)
def test_how_a_happening_is_presented(sentence: str, word: str, modality: Modality) -> None:
    found = evidence(sentence)
    assert found.stance(at(found, word)).modality is modality


@pytest.mark.parametrize(
    ("sentence", "word", "modality"),
    [
        ("The king visits Lima every year.", "visits", Modality.HABITUAL),
        ("Rebels attack the town every year.", "attack", Modality.HABITUAL),
        ("Rebels attacked the town every year.", "attacked", Modality.HAPPENED),
        ("The king visits Lima.", "visits", Modality.HAPPENED),
        ("It rains every year. The king visits Lima.", "visits", Modality.HAPPENED),
        ("Rebels will attack the town every year.", "attack", Modality.PLANNED),
    ],
)
def test_what_is_done_every_year_is_a_habit_and_what_was_done_is_not(
    sentence: str, word: str, modality: Modality
) -> None:
    found = recognised(sentence)
    assert found.stance(at(found, word)).modality is modality


def test_what_is_denied_is_attributed() -> None:
    found = evidence("The general denied any role in the attack.")
    stance = found.stance(at(found, "attack"))
    assert (stance.disputed, stance.speaker) == (True, "The general")
    found = evidence("Rebels attacked the town.")
    assert not found.stance(at(found, "attacked")).disputed


def test_who_tells_it_speaks() -> None:
    found = evidence("The officials of the ministry said that rebels attacked the town.")
    assert found.stance(at(found, "attacked")).speaker == "The officials of the ministry"
    found = evidence("Rebels attacked the town.")
    assert found.stance(at(found, "attacked")).speaker == ""


def test_without_a_parse_everything_happened() -> None:
    found = evidence("Die Flut wird kommen.", language="de", model="")
    assert found.stance(found.triggers[0]).modality is Modality.HAPPENED
