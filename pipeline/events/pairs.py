"""Features of two candidates of a document: whether both tell of one happening."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from pipeline.analysis.trigger import Trigger
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features
from pipeline.geo import EARTH_RADIUS_M
from pipeline.learned.tables import MISSING, Array, Columns
from pipeline.model import Interval
from pipeline.timex import DAY

Numbers = npt.NDArray[np.int64]

REACH = 12  # sentences over which words of different kinds may tell of one happening
WORTH = 0.2  # the least score of a candidate that is compared
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


def of_pairs(evidence: Evidence, choices: Sequence[Choice], numbers: Sequence[tuple[int, int]]) -> Columns:
    """The features of pairs of candidates, each told by their `numbers` in text order."""
    used, positions = np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)
    left, right = positions.reshape(-1, 2).T
    numbers, choices = list(zip(left.tolist(), right.tolist(), strict=True)), [choices[each] for each in used]
    triggers = [choice.trigger for choice in choices]
    groups = _codes(trigger.group for trigger in triggers)
    values = _codes(choice.when.timing.value for choice in choices)
    places = _codes(choice.where.place_id for choice in choices)
    sentences, paragraphs = _numbers(triggers, "sentence"), _features(choices, "paragraph")
    indices, scores = _numbers(triggers, "index"), _numbers(choices, "score")
    found = {
        "same_lemma": _same(_codes(trigger.lemma for trigger in triggers), left, right, known=False),
        "same_group": _same(groups, left, right),
        "same_type": _same(_codes(trigger.type for trigger in triggers), left, right, known=False),
        "sentences_apart": sentences[right] - sentences[left],
        "blocks_apart": paragraphs[right] - paragraphs[left],
        "words_apart": indices[right] - indices[left],
        "same_when": _same(values, left, right),
        "same_where": _same(places, left, right),
        "first_score": scores[left],
        "second_score": scores[right],
        "kind": _features(choices, "kind")[left],
    }
    for name in ("when_share", "where_share"):
        shares = _numbers(choices, name)
        found[name] = np.minimum(shares[left], shares[right])
    for name in _SHARED:
        column = _features(choices, name)
        found[f"first_{name}"], found[f"second_{name}"] = column[left], column[right]
    found |= _of_words(evidence, triggers, numbers) | _of_tree(evidence, triggers, numbers)
    found |= _of_dates(choices, left, right) | _of_places(choices, left, right)
    found |= evidence.meaning.of_pairs([trigger.index for trigger in triggers], left, right)
    return Columns(found, len(numbers))


def _codes(words: Iterable[str]) -> Array:
    """A number for every different word, -1 for none."""
    known = {"": -1.0}
    return np.array([known.setdefault(word, float(len(known))) for word in words])


def _same(codes: Array, left: Numbers, right: Numbers, *, known: bool = True) -> Array:
    """Whether two codes are the same; with `known`, none is like nothing."""
    same = codes[left] == codes[right]
    return np.asarray(same & (codes[left] >= 0) if known else same, dtype=np.float64)


def _numbers(found: Sequence[Trigger] | Sequence[Choice], name: str) -> Array:
    return np.array([getattr(each, name) for each in found], dtype=np.float64)


def _features(choices: Sequence[Choice], name: str) -> Array:
    return np.array([choice.features.get(name, MISSING) for choice in choices], dtype=np.float64)


def _of_words(evidence: Evidence, triggers: Sequence[Trigger], numbers: Sequence[tuple[int, int]]) -> dict[str, Array]:
    """What the sentences and the arguments share."""
    participants = [evidence.participants(trigger) for trigger in triggers]
    lemmas, sentences = [trigger.lemma for trigger in triggers], [trigger.sentence for trigger in triggers]
    words = [evidence.words(sentence) for sentence in sentences]
    shared_words = cache(evidence.shared_words)  # several candidates stand in a sentence
    shared = [shared_words(sentences[left], sentences[right]) for left, right in numbers]
    found = dict(zip(("shared_words", "shared_rarity", "shared_share"), _columns(shared, 3), strict=True))
    found["shared_participants"] = _array(len(participants[left] & participants[right]) for left, right in numbers)
    found["first_in_second"] = _array(lemmas[left] in words[right] for left, right in numbers)
    found["second_in_first"] = _array(lemmas[right] in words[left] for left, right in numbers)
    return found


def _array(values: Iterable[float]) -> Array:
    return np.fromiter(values, np.float64)


def _columns(rows: Sequence[Sequence[float]], width: int) -> Array:
    return np.array(rows, dtype=np.float64).reshape(-1, width).T


def _ends(interval: Interval | None) -> tuple[float, float]:
    """Start and end of an interval that is closed, else not a number."""
    if interval is None or interval.start is None or interval.end is None:
        return math.nan, math.nan
    return interval.start, interval.end


def _of_dates(choices: Sequence[Choice], left: Numbers, right: Numbers) -> dict[str, Array]:
    """How the chosen dates stand to each other: days apart (logarithm, with sign), overlap, which lies in the other."""
    intervals = [choice.when.timing.interval for choice in choices]
    starts, ends = _columns([_ends(each) for each in intervals], 2) / DAY
    days = starts[right] - starts[left]
    within = (starts[left] >= starts[right]) & (ends[left] <= ends[right])
    around = (starts[right] >= starts[left]) & (ends[right] <= ends[left])
    found = {
        "days_apart": np.sign(days) * np.log1p(np.abs(days)),
        "overlap": np.maximum(starts[left], starts[right]) < np.minimum(ends[left], ends[right]),
        "inside": within.astype(np.float64) - around,
    }
    return {name: np.where(np.isnan(days), MISSING, column) for name, column in found.items()}


def _of_places(choices: Sequence[Choice], left: Numbers, right: Numbers) -> dict[str, Array]:
    """How far apart the chosen places are, in kilometres."""
    mentions = [choice.where.placing.mention for choice in choices]
    places = [mention.place if mention is not None else None for mention in mentions]
    points = [(math.nan, math.nan) if place is None else (place.lat, place.lon) for place in places]
    lat, lon = np.radians(_columns(points, 2))
    squares = (
        np.sin((lat[right] - lat[left]) / 2) ** 2
        + np.cos(lat[left]) * np.cos(lat[right]) * np.sin((lon[right] - lon[left]) / 2) ** 2
    )
    kilometres = 2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.minimum(squares, 1.0)))
    return {"km_apart": np.where(np.isnan(kilometres), MISSING, kilometres)}


def _of_tree(evidence: Evidence, triggers: Sequence[Trigger], numbers: Sequence[tuple[int, int]]) -> dict[str, Array]:
    """Which of two candidates of one sentence governs the other, and over how many steps."""
    rows = [_governing(evidence, triggers[left], triggers[right]) for left, right in numbers]
    return dict(zip(("governs", "steps"), _columns(rows, 2), strict=True))


def _governing(evidence: Evidence, left: Trigger, right: Trigger) -> tuple[int, int]:
    if left.sentence != right.sentence or not evidence.reading.parse.syntactic:
        return 0, _STEPS
    for code, below, above in ((1, right, left), (2, left, right)):
        steps = _steps(evidence, below.index, above.index)
        if steps:
            return code, steps
    return 0, _STEPS


def _steps(evidence: Evidence, below: int, above: int) -> int:
    ancestors: Sequence[int] = [head for head, _ in zip(evidence.reading.ancestors(below), range(_STEPS), strict=False)]
    return ancestors.index(above) + 1 if above in ancestors else 0
