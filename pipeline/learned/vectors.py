"""Word vectors: what the frequent English words mean, as numbers; words that mean alike point alike.

`vectors.npz` is made by `benchmarks/word_vectors.py`, which tells the origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

SIZE = 48
UNKNOWN = -2.0  # the cosine of what has no direction
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Vectors:
    """Lower-case word -> its row; rows of SIZE numbers of length 1, the strongest axes first, frequent words first."""

    rows: Mapping[str, int]
    matrix: Vector

    def of(self, *forms: str) -> Vector | None:
        """The vector of the first of the forms that is known."""
        row = next((self.rows[form] for form in forms if form in self.rows), None)
        return None if row is None else self.matrix[row]


@lru_cache(maxsize=1)
def english() -> Vectors:
    """The vectors of English words, read once."""
    with resources.files(__package__).joinpath("vectors.npz").open("rb") as file:
        loaded = np.load(file)
        words, matrix = bytes(loaded["words"]).decode().split("\n"), loaded["matrix"].astype(np.float32)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return Vectors({word: row for row, word in enumerate(words)}, matrix)


def cosines(left: Vector, right: Vector) -> npt.NDArray[np.float64]:
    """The cosine of every row of one matrix with the row of the other, UNKNOWN where one has no direction."""
    lengths = np.linalg.norm(left, axis=1) * np.linalg.norm(right, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(lengths > 0, (left * right).sum(1) / lengths, UNKNOWN)
