"""The type of a happening (one of `lexicon.types`) and how likely it is. Pure.

In English a multinomial logistic regression weighs what the trigger means where it stands, the words beside it and in
its sentence, and what the text speaks of (`features`; weights: `kinds.json`, fitted by
`benchmarks/train_types.py`). In other languages only the event words of the language pack count; where it knows none,
the type is "other".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.reading import Reading
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.kinds import features
from pipeline.kinds.words import stems
from pipeline.lang import base_of

Vector = NDArray[np.float64]

_ENDINGS = ("s", "es", "ed", "ing")
_BY_WORD, _BY_SENTENCE, _BY_NOTHING = 0.7, 0.45, 0.1  # shares that were right, by benchmarks/train_types.py


@dataclass(frozen=True)
class Model:
    """`weights[rows[feature]]` are the weights of a feature, in the order of `types`."""

    types: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Vector

    def scores(self, features: Mapping[str, float]) -> Vector:
        """The log odds of each type, short of a constant."""
        known = [(self.rows[feature], value) for feature, value in features.items() if feature in self.rows]
        values: Vector = np.array([value for _, value in known])
        total: Vector = values @ self.weights[[row for row, _ in known]] if known else np.zeros(len(self.types))
        return total


@lru_cache(maxsize=1)
def fitted() -> Model:
    """The model of kinds.json, read once."""
    table = json.loads(resources.files(__package__).joinpath("kinds.json").read_text("utf-8"))
    rows = {feature: number for number, feature in enumerate(table["weights"])}
    return Model(tuple(table["types"]), rows, np.array(list(table["weights"].values()), dtype=np.float64))


@dataclass(frozen=True)
class Typer:
    """Types the happenings of one document; what is the same for all of them is counted once."""

    reading: Reading
    _sentences: dict[int, Vector] = field(default_factory=dict, repr=False)

    def type_of(self, *mentions: Trigger) -> tuple[str, float]:
        """The type of the happening that `mentions` tell of (one at least), and its probability."""
        if not _is_english(self.reading):
            return _by_stems(self.reading, mentions[0])
        if not self.reading.parse.syntactic:
            return _by_lexicon(self.reading, mentions[0])
        chances = np.mean([self._chances(trigger) for trigger in mentions], axis=0)
        best = int(np.argmax(chances))
        return fitted().types[best], float(chances[best])

    def _chances(self, trigger: Trigger) -> Vector:
        own = fitted().scores(features.of_trigger(self.reading, trigger))
        scores = own + self._sentence(trigger.sentence) + self._text
        odds = np.exp(scores - scores.max())
        chances: Vector = odds / odds.sum()
        return chances

    def _sentence(self, sentence: int) -> Vector:
        if sentence not in self._sentences:
            self._sentences[sentence] = fitted().scores(features.of_sentence(self.reading, sentence))
        return self._sentences[sentence]

    @cached_property
    def _text(self) -> Vector:
        return fitted().scores(features.of_text(self.reading))


def listed(reading: Reading, sentence: int) -> list[str]:
    """The types of the event words of a sentence of an unparsed text, by the language pack or the English lexicon."""
    words = [token.text.lower() for token in reading.parse.tokens_of(sentence)]
    if _is_english(reading):
        nouns, verbs = reading.lexicon.nouns, reading.lexicon.verbs
        known = (next((form for form in _forms(word) if form in nouns or form in verbs), "") for word in words)
        return [nouns.get(form) or verbs[form] for form in known if form]
    return [kind for kind, pattern in stems(reading.document.language) for word in words if pattern.match(word)]


def _is_english(reading: Reading) -> bool:
    return base_of(reading.document.language) == "en"


def _forms(word: str) -> list[str]:
    """A word and what it may be an inflection of."""
    stems_ = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    return [word, *stems_, *(stem + "e" for stem in stems_)]


def _by_stems(reading: Reading, trigger: Trigger) -> tuple[str, float]:
    """Without a model of the language: the type of the trigger's stem, else that of most words of its sentence."""
    own = reading.parse.tokens[trigger.index].text.lower()
    patterns = stems(reading.document.language)
    found = next((kind for kind, pattern in patterns if pattern.match(own)), "")
    return (found, _BY_WORD) if found else _most(listed(reading, trigger.sentence))


def _by_lexicon(reading: Reading, trigger: Trigger) -> tuple[str, float]:
    """English without a parse: the lexicon's type of the trigger, else that of most words of its sentence."""
    own = reading.lexicon.nouns.get(trigger.lemma) or reading.lexicon.verbs.get(trigger.lemma)
    return (own, _BY_WORD) if own else _most(listed(reading, trigger.sentence))


def _most(kinds: Sequence[str]) -> tuple[str, float]:
    return (Counter(kinds).most_common(1)[0][0], _BY_SENTENCE) if kinds else (OTHER, _BY_NOTHING)
