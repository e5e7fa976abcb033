"""What candidates mean: axes of their words, nearness to the text, likeness of two."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.events.evidence import Evidence
from pipeline.events.meaning import Meaning
from pipeline.learned.vectors import UNKNOWN, english
from tests.events_reading import at, evidence

TEXT = (
    "Earthquake shakes the harbour\n\nAn earthquake destroyed two bridges on Monday.\n\n"
    "The quake struck at night. A minister later signed a budget. Rain fell."
)


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(TEXT)


def alike(found: Evidence, first: str, second: str) -> dict[str, float]:
    indices = [at(found, first).index, at(found, second).index]
    columns = found.meaning.of_pairs(indices, np.array([0]), np.array([1]))
    return {name: float(column[0]) for name, column in columns.items()}


def test_words_of_one_field_are_more_alike(found: Evidence) -> None:
    assert alike(found, "destroyed", "struck")["like_words"] > alike(found, "destroyed", "signed")["like_words"] + 0.1


def test_subjects_and_objects_are_compared(found: Evidence) -> None:
    near, far = alike(found, "destroyed", "struck"), alike(found, "destroyed", "signed")
    assert near["like_subjects"] > far["like_subjects"] + 0.3
    assert near["like_objects"] == UNKNOWN  # "struck" has no object here
    assert -1.0 <= far["like_objects"] <= 1.0


def test_a_candidate_on_the_theme_is_nearer_to_it(found: Evidence) -> None:
    on, off = (found.meaning.of_trigger(at(found, word).index) for word in ("quake", "signed"))
    assert on["theme"] > off["theme"]
    assert on["opening_likeness"] > off["opening_likeness"]


def test_the_strongest_axes_are_features(found: Evidence) -> None:
    features = found.meaning.of_trigger(at(found, "signed").index)
    vector = english().of("signed")
    assert vector is not None
    assert features["word_axis_0"] == pytest.approx(float(vector[0]))
    budget = english().of("budget")
    assert budget is not None
    assert features["object_axis_7"] == pytest.approx(float(budget[7]))
    assert "word_axis_16" not in features


def test_other_languages_have_none() -> None:
    german = evidence("Ein Beben zerstörte zwei Brücken. Der Minister sprach.", language="de")
    meaning = Meaning(german.reading, {german.triggers[0].index: german.arguments(german.triggers[0])}, 0)
    assert meaning.of_trigger(german.triggers[0].index) == {}
    assert meaning.of_pairs([german.triggers[0].index], np.array([0]), np.array([0])) == {}
