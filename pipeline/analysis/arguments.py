"""The verb that counts for a trigger, and its subject and object."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.analysis.reading import Reading
from pipeline.analysis.trigger import Trigger

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd", "dative")


class Arguments(NamedTuple):
    """The tokens of a trigger's verb, of the verb's subject, and of its object, None where it has none."""

    verb: int
    subject: int | None
    target: int | None


def of_trigger(reading: Reading, trigger: Trigger) -> Arguments:
    """The arguments of a trigger."""
    verb = verb_of(reading, trigger)
    return Arguments(verb, subject_of(reading, verb), object_of(reading, verb))


def verb_of(reading: Reading, trigger: Trigger) -> int:
    """The verb whose tense and arguments count for a trigger: its helper, itself, or the next one above a noun."""
    if trigger.helper is not None:
        return trigger.helper
    tokens = reading.parse.tokens
    if tokens[trigger.index].pos in {"VERB", "AUX"}:
        return trigger.index
    above = reading.ancestors(trigger.index)
    return next((index for index in above if tokens[index].pos in {"VERB", "AUX"}), trigger.index)


def subject_of(reading: Reading, verb: int) -> int | None:
    """The subject of a verb; of a coordinated one without its own, that of the first."""
    tokens = reading.parse.tokens
    found = reading.child(verb, *_SUBJECTS)
    while found is None and tokens[verb].dep == "conj" and tokens[verb].head != verb:
        verb = tokens[verb].head
        found = reading.child(verb, *_SUBJECTS)
    return found


def object_of(reading: Reading, verb: int) -> int | None:
    """The object of a verb, or what it says of its subject."""
    return reading.child(verb, *_OBJECTS)
