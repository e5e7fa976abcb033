"""How likely each candidate is a place name: two logistic steps, the second of which knows the whole document.

The first step weighs what is seen of one candidate. The second adds how the same string fares elsewhere in the
document ("same string, same reading"). Weights: `weights.json`, written by `benchmarks/train_places.py`.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from pipeline.places.candidates import Candidate
from pipeline.places.features import Features, observe
from pipeline.places.reading import Reading

Weights = Mapping[str, float]
STEPS = ("alone", "document")
_CLIP = 8.0
_READINGS = {  # how the model reads the same string elsewhere in the document
    "others as place": ("label:=GPE", "label:=LOC", "label:=FAC"),
    "others as body": ("label:=ORG", "label:=PRODUCT", "label:=WORK_OF_ART"),
    "others as person": ("label:=PERSON", "label:<PERSON:first", "label:<PERSON:last"),
    "others in a body": ("label:<ORG:first", "label:<ORG:mid", "label:<ORG:last"),
}


@lru_cache(maxsize=3)
def weights(mode: str) -> dict[str, Weights]:
    """The weights of both steps for a kind of text: `Reading.mode`."""
    table = json.loads(files("pipeline.places").joinpath("weights.json").read_text("utf-8"))
    chosen: dict[str, Weights] = table[mode]
    return chosen


def probabilities(reading: Reading, found: Sequence[Candidate]) -> list[float]:
    """The probability of each candidate, 0..1."""
    table = weights(reading.mode)
    seen = [observe(reading, candidate) for candidate in found]
    logits = [dot(table["alone"], features) for features in seen]
    return [logistic(dot(table["document"], features)) for features in second_step(reading, found, seen, logits)]


@dataclass(slots=True)
class _SameForm:
    """What the candidates of one string come to together."""

    logits: list[float] = field(default_factory=list)
    total: float = 0.0
    read_as: Counter[str] = field(default_factory=Counter)
    best: tuple[float, float] = (-math.inf, -math.inf)  # the highest logit and the next

    def add(self, logit: float, names: Iterable[str]) -> None:
        self.logits.append(logit)
        self.total += logit
        self.read_as.update(names)
        first, second = self.best
        self.best = (logit, first) if logit > first else (first, max(second, logit))

    def best_beside(self, logit: float) -> float:
        """The highest logit of the others than one that has this logit."""
        return self.best[1] if logit == self.best[0] else self.best[0]


def second_step(
    reading: Reading, found: Sequence[Candidate], seen: Sequence[Features], logits: Sequence[float]
) -> list[Features]:
    """The features of the second step: the first step's logit and those of the same, longer and shorter strings."""
    groups: dict[str, _SameForm] = defaultdict(_SameForm)
    forms = [reading.surface(candidate.first, candidate.last).casefold() for candidate in found]
    read_as = [[name for name, labels in _READINGS.items() if any(map(row.__contains__, labels))] for row in seen]
    for form, logit, names in zip(forms, logits, read_as, strict=True):
        groups[form].add(logit, names)
    rivals = _rivals(found, logits)
    steps = []
    for index, form in enumerate(forms):
        group = groups[form]
        others = len(group.logits) - 1
        features: Features = {"bias": 1.0, "logit": _clip(logits[index]), f"others:{min(others, 3)}": 1.0}
        if others:
            features["mean of others"] = _clip((group.total - logits[index]) / others)
            features["best of others"] = _clip(group.best_beside(logits[index]))
            features["first"] = _clip(group.logits[0])
            for name in _READINGS:
                features[name] = (group.read_as[name] - (name in read_as[index])) / others
        longer, shorter = rivals[index]
        features["longer"] = longer
        features["shorter"] = shorter
        for name in (
            "surname here",
            "importance",
            "also in lower case",
            "given name",
            "size:1",
            "name before",
            "name after",
            "another thing",
            "by another name",
        ):
            if name in seen[index]:
                features[name] = seen[index][name]
        steps.append(features)
    return steps


def _rivals(found: Sequence[Candidate], logits: Sequence[float]) -> list[tuple[float, float]]:
    """For each candidate the probability of its likeliest overlapping rival that is longer, and that is not."""
    best = [(0.0, 0.0)] * len(found)
    for left, candidate in enumerate(found):
        for right in range(left + 1, len(found)):
            if found[right].first >= candidate.last:
                break
            _compete(found, logits, best, left, right)
    return best


def _compete(
    found: Sequence[Candidate], logits: Sequence[float], best: list[tuple[float, float]], left: int, right: int
) -> None:
    for mine, other in ((left, right), (right, left)):
        chance = logistic(logits[other])
        longer, shorter = best[mine]
        if found[other].last - found[other].first > found[mine].last - found[mine].first:
            best[mine] = (max(longer, chance), shorter)
        else:
            best[mine] = (longer, max(shorter, chance))


def dot(table: Weights, features: Features) -> float:
    """The weighted sum of the features; a feature without a weight counts nothing."""
    return sum(table.get(name, 0.0) * value for name, value in features.items())


def logistic(value: float) -> float:
    """1 / (1 + exp(-value)), safe for large values."""
    return 1.0 / (1.0 + math.exp(-value)) if value >= 0 else 1.0 - 1.0 / (1.0 + math.exp(value))


def _clip(value: float) -> float:
    return max(-_CLIP, min(_CLIP, value)) / 4.0
