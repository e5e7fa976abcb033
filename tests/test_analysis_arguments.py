"""The verb that counts for a trigger, its subject and its object."""

from __future__ import annotations

from pipeline.analysis.arguments import object_of, subject_of, verb_of
from tests.events_reading import at, evidence


def test_the_verb_that_counts() -> None:
    found = evidence("They held a summit. They left after a strike. Chaos after an earthquake")
    tokens = found.reading.parse.tokens
    verbs = {
        name: tokens[verb_of(found.reading, at(found, name))].text
        for name in ("summit", "held", "strike", "earthquake")
    }
    assert verbs == {"summit": "held", "held": "held", "strike": "left", "earthquake": "earthquake"}


def test_a_coordinated_verb_has_the_subject_of_the_first() -> None:
    found = evidence("Rebels came, saw and left while they wept.")
    tokens = found.reading.parse.tokens
    subjects = {}
    for name in ("came", "saw", "left", "wept"):
        subject = subject_of(found.reading, at(found, name).index)
        subjects[name] = tokens[subject].text if subject is not None else ""
    assert subjects == {"came": "Rebels", "saw": "Rebels", "left": "Rebels", "wept": "they"}
    alone = evidence("Leave!")
    assert subject_of(alone.reading, alone.triggers[0].index) is None


def test_the_object_is_what_is_done_to_or_said_of_the_subject() -> None:
    found = evidence("Rebels burned a bridge. She became minister. They slept.")
    tokens = found.reading.parse.tokens
    objects = {}
    for name in ("burned", "became", "slept"):
        target = object_of(found.reading, at(found, name).index)
        objects[name] = tokens[target].text if target is not None else ""
    assert objects == {"burned": "bridge", "became": "minister", "slept": ""}
