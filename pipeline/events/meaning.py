"""What candidates mean, by the vectors of their words: features of each, likeness of two, for parsed English only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.analysis.arguments import Arguments
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.learned.tables import Array
from pipeline.learned.vectors import SIZE, Vector, cosines, english

Numbers = npt.NDArray[np.int64]
_WORD, _ARGUMENT = 16, 8  # how many axes of the vectors of a trigger and of its arguments are features
_FREQUENT = 2000  # the rank from which a word says all that it can; more frequent ones say less
_ZERO: Vector = np.zeros(SIZE, np.float32)


class Meaning:
    """The vectors of the candidates of a document, by the tokens of their triggers.

    `found` are the arguments of each, `opening` is the last sentence of the document's opening.
    """

    def __init__(self, reading: Reading, found: Mapping[int, Arguments], opening: int) -> None:
        self.reading = reading
        self.opening = opening
        self.is_known = reading.parse.syntactic and reading.is_english
        if not self.is_known:
            return
        self.rows = {index: row for row, index in enumerate(found)}
        self.words = self._matrix(list(found))
        self.subjects = self._matrix([each.subject for each in found.values()])
        self.objects = self._matrix([each.target for each in found.values()])
        self.themes, self.likeness = (
            cosines(self.words, np.broadcast_to(theme, self.words.shape)) for theme in self._themes
        )

    def of_trigger(self, index: int) -> dict[str, float]:
        """The strongest axes of a candidate's words, and how near it is to what text and opening are about."""
        if not self.is_known:
            return {}
        row = self.rows[index]
        found = {"theme": float(self.themes[row]), "opening_likeness": float(self.likeness[row])}
        for name, matrix, axes in (("word", self.words, _WORD), ("subject", self.subjects, _ARGUMENT),
                                   ("object", self.objects, _ARGUMENT)):  # fmt: skip
            found |= {f"{name}_axis_{axis}": value for axis, value in enumerate(matrix[row, :axes].tolist())}
        return found

    def of_pairs(self, indices: Sequence[int], left: Numbers, right: Numbers) -> dict[str, Array]:
        """Columns of how alike the words of both candidates of each pair are.

        `left` and `right` are places in `indices`, the tokens of triggers.
        """
        if not self.is_known:
            return {}
        rows = np.array([self.rows[index] for index in indices], np.int64)
        first, second = rows[left], rows[right]
        return {
            "like_words": cosines(self.words[first], self.words[second]),
            "like_subjects": cosines(self.subjects[first], self.subjects[second]),
            "like_objects": cosines(self.objects[first], self.objects[second]),
            "like_word_object": cosines(self.words[first], self.objects[second]),
            "first_theme": self.themes[first],
            "second_theme": self.themes[second],
            "second_likeness": self.likeness[second],
        }

    @cached_property
    def _themes(self) -> tuple[Vector, Vector]:
        """The direction of the whole text, and of title and opening; frequent words and names of people say less."""
        whole, opening = np.zeros((2, SIZE), np.float32)
        vectors = english()
        for token in self.reading.parse.tokens:
            row = vectors.rows.get(token.text.lower())
            if row is not None and token.entity != "PERSON":
                worth = min(1.0, row / _FREQUENT) * vectors.matrix[row]
                whole += worth
                if token.sentence <= self.opening:
                    opening += worth
        return whole, opening

    def _matrix(self, indices: Sequence[int | None]) -> Vector:
        tokens, vectors = self.reading.parse.tokens, english()
        found = [
            None if index is None else vectors.of(tokens[index].text.lower(), lemma_of(tokens[index]))
            for index in indices
        ]
        return np.array([_ZERO if vector is None else vector for vector in found], np.float32).reshape(-1, SIZE)
