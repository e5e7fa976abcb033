"""Features of two candidates of a document: whether both tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.analysis.trigger import Trigger
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features
from pipeline.learned.forest import MISSING

REACH = 12  # sentences over which words of different kinds may tell of one happening
WORTH = 0.2  # the least score of a candidate that is compared
_OBJECTS = frozenset({"dobj", "attr", "pobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 15
_SHARED = (
    "is_noun", "is_definite", "is_indefinite", "dependency", "block", "tense", "modality", "dates", "order",
    "is_reporting", "is_anaphors", "is_consequence", "title_overlap", "places",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen for a candidate: claims of when and where with their shares, features, and its score."""

    trigger: Trigger
    features: Features
    when: Claim
    where: Claim
    when_share: float
    where_share: float
    score: float = 0.0


def of_pair(evidence: Evidence, first: Choice, second: Choice) -> Features:
    """The features of two candidates in text order."""
    left, right = first.trigger, second.trigger
    found: Features = {
        "same_lemma": left.lemma == right.lemma,
        "same_group": bool(left.group) and left.group == right.group,
        "same_type": left.type == right.type,
        "sentences_apart": right.sentence - left.sentence,
        "blocks_apart": second.features["paragraph"] - first.features["paragraph"],
        "words_apart": right.index - left.index,
        "same_when": bool(first.when.timing.value) and first.when.timing.value == second.when.timing.value,
        "same_where": first.where.place_id != "" and first.where.place_id == second.where.place_id,
        "when_share": min(first.when_share, second.when_share),
        "where_share": min(first.where_share, second.where_share),
        "first_score": first.score,
        "second_score": second.score,
        "kind": first.features["kind"],
    }
    for name in _SHARED:
        found[f"first_{name}"] = first.features.get(name, MISSING)
        found[f"second_{name}"] = second.features.get(name, MISSING)
    return found | _of_words(evidence, left, right) | _of_tree(evidence, left, right)


def _of_words(evidence: Evidence, left: Trigger, right: Trigger) -> Features:
    """What the sentences and the arguments share."""
    first, second = evidence.words(left.sentence), evidence.words(right.sentence)
    words, shared, share = evidence.shared_words(left.sentence, right.sentence)
    subjects = [evidence.arguments(trigger.index, _SUBJECTS) for trigger in (left, right)]
    objects = [evidence.arguments(trigger.index, _OBJECTS) for trigger in (left, right)]
    return {
        "shared_words": words,
        "shared_rarity": shared,
        "shared_share": share,
        "shared_subjects": len(subjects[0] & subjects[1]),
        "shared_objects": len(objects[0] & objects[1]),
        "shared_arguments": len((subjects[0] | objects[0]) & (subjects[1] | objects[1])),
        "first_in_second": left.lemma in second,
        "second_in_first": right.lemma in first,
    }


def _of_tree(evidence: Evidence, left: Trigger, right: Trigger) -> Features:
    """Which of two candidates of one sentence governs the other, and over how many steps."""
    if left.sentence != right.sentence or not evidence.reading.parse.syntactic:
        return {"governs": 0, "steps": _STEPS}
    for code, below, above in ((1, right, left), (2, left, right)):
        steps = _steps(evidence, below.index, above.index)
        if steps:
            return {"governs": code, "steps": steps}
    return {"governs": 0, "steps": _STEPS}


def _steps(evidence: Evidence, below: int, above: int) -> int:
    ancestors: Sequence[int] = [head for head, _ in zip(evidence.reading.ancestors(below), range(_STEPS), strict=False)]
    return ancestors.index(above) + 1 if above in ancestors else 0
