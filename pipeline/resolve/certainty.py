"""How sure the first place of a name is, as a measured share: of the pins shown as 90 % sure, 90 % are right.

The probabilities of `context` weigh the senses of a name against one another. They know nothing of places that the
gazetteer lacks, and a name with one sense has it for certain; so what they say is turned into a share by a logistic
regression over a few traits of the name and its first sense. Weights: `certainty.json`, fitted by
`benchmarks/train_reliability.py` on probabilities of texts that the weights of `context` have not seen.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files

import numpy as np

from pipeline.resolve.context import Matrix
from pipeline.resolve.senses import Name, Sense, lies_in

TRAITS = (
    "one", "odds", "odds of one", "only sense", "many senses", "importance", "small", "other name", "country", "unit",
    "second unit", "capital", "water", "wide", "scoped", "mentions", "short", "very wide",
)  # fmt: skip
_LEAST = 0.001
_SURE = 0.999  # nothing is certain
_SMALL = 0.35  # importance of a town of a few thousand
_WIDE_M = 300_000.0
_VERY_WIDE_M = 1_000_000.0
_WATER = frozenset({"SEA", "OCN", "GULF", "STRT", "BAY", "STM", "LK"})


@lru_cache(maxsize=1)
def weights() -> Matrix:
    """The fitted weights, in the order of TRAITS."""
    table = json.loads(files("pipeline.resolve").joinpath("certainty.json").read_text("utf-8"))
    return np.array([float(table.get(trait, 0.0)) for trait in TRAITS])


def traits(name: Name, chance: Matrix) -> Matrix:
    """What the certainty of the first sense hangs on, in the order of TRAITS. The name must have a sense."""
    first = int(np.argmax(chance))
    sense = name.senses[first]
    share = min(_SURE, max(_LEAST, float(chance[first])))
    odds = math.log(share / (1 - share))
    only = len(name.senses) == 1
    kind = sense.place.kind
    return np.array(
        [
            1.0, 0.0 if only else odds, 0.0 if only else odds * abs(odds), float(only), math.log(len(name.senses)),
            sense.importance, max(0.0, _SMALL - sense.importance), float(sense.name_kind == 1),
            float(kind in ("PCLI", "PCLD")), float(kind == "ADM1"), float(kind == "ADM2"), float(kind == "PPLC"),
            float(kind in _WATER), float(sense.place.radius_m >= _WIDE_M), float(_is_scoped(name, sense)),
            math.log(len(name.toponyms)), float(len(name.key) <= 4), float(sense.place.radius_m >= _VERY_WIDE_M),
        ]
    )  # fmt: skip


def _is_scoped(name: Name, sense: Sense) -> bool:
    return any(lies_in(sense, area) for area in name.scope)


def scores(name: Name, chance: Matrix, chosen: Matrix | None = None) -> Matrix:
    """The measured share for the first sense, and in proportion for the others; they sum to 1 at most.

    What is left is the chance that the text means a place which the gazetteer does not have.
    """
    if not chance.size:
        return chance
    first = int(np.argmax(chance))
    raw = float(chance[first])
    sure = 1.0 / (1.0 + math.exp(-float(traits(name, chance) @ (weights() if chosen is None else chosen))))
    factor = sure / raw if sure <= raw else (1.0 - sure) / max(1.0 - raw, 1e-9)
    shares: Matrix = chance * factor
    shares[first] = sure
    return shares
