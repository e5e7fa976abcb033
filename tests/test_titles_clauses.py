"""Clauses: what of a sentence is told of one happening."""

from __future__ import annotations

import pytest

from pipeline import titles
from pipeline.titles import clauses
from tests.events_reading import at, evidence


@pytest.mark.parametrize(
    ("text", "word", "title"),
    [
        ("Rebels came to the town and burned a bridge.", "came", "Rebels came to the town"),
        ("Rebels came to the town and burned a bridge.", "burned", "Rebels burned a bridge"),
        ("An attack on the town and the port failed.", "attack", "Attack on the town and the port failed"),
    ],
)
def test_what_is_joined_to_a_verb_is_told_by_itself(text: str, word: str, title: str) -> None:
    found = evidence(text)
    assert titles.compose(found.reading, at(found, word)) == title


@pytest.mark.parametrize(
    ("text", "word", "argument"),
    [
        ("The mayor was charged with murder.", "murder", True),
        ("The mayor praised the attack.", "attack", True),
        ("The attack failed.", "attack", True),
        ("The mayor left the town after an attack.", "attack", False),
    ],
)
def test_a_noun_is_an_argument_of_its_verb_or_right_behind_it(text: str, word: str, argument: bool) -> None:
    found = evidence(text)
    assert clauses._is_argument(found.reading, at(found, word).index) is argument
