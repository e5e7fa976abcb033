"""Features of a word's type: the words beside it and what they mean."""

from __future__ import annotations

import pytest

from pipeline.analysis.lexicon import english
from pipeline.kinds import features as kind_features
from tests.events_reading import at, evidence


def beside(text: str, word: str) -> list[tuple[str, str]]:
    found = evidence(text)
    near = kind_features.neighbours(found.reading, at(found, word).index)
    return [(each.relation, each.token.text) for each in near if each.token.pos != "PUNCT"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Rebels fled to towns.", "fled", [("nsubj", "Rebels"), ("prep", "to"), ("behind", "towns")]),
        ("A guard left after an attack.", "attack", [("det", "an"), ("above pobj", "after"), ("governs", "left")]),
        ("The attack killed men.", "attack", [("det", "The"), ("above nsubj", "killed"), ("argument", "men")]),
        ("Rebels came and fled.", "fled", [("above conj", "came"), ("shared", "Rebels")]),
    ],
)
def test_the_words_beside_a_candidate(text: str, word: str, expected: list[tuple[str, str]]) -> None:
    assert beside(text, word) == expected


def test_a_neighbour_counts_once_for_what_it_means() -> None:
    found = evidence("The earthquake killed men.")
    row = kind_features.of_trigger(found.reading, at(found, "killed"))
    assert row["nsubj means disaster"] == row["near means disaster"] == 1
    assert row["bias"] == row["is VERB"] == row["word kill"] == 1
    named = evidence("Rebels killed Barack Obama.")
    assert kind_features.of_trigger(named.reading, at(named, "killed"))["dobj named PERSON"] == 1


def test_a_word_is_listed_first_as_what_it_is_here() -> None:
    lexicon = english()
    nouns, verbs = lexicon.nouns, lexicon.verbs
    both = next(lemma for lemma in nouns if lemma in verbs and verbs[lemma] != nouns[lemma])
    assert kind_features.listed_type(lexicon, both, is_verb=True) == lexicon.verbs[both]
    assert kind_features.listed_type(lexicon, both, is_verb=False) == lexicon.nouns[both]
    only = next(lemma for lemma in lexicon.nouns if lemma not in lexicon.verbs)
    assert kind_features.listed_type(lexicon, only, is_verb=True) == lexicon.nouns[only]
    assert kind_features.listed_type(lexicon, "chocolate", is_verb=False) == ""
