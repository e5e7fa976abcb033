"""Word vectors: words that mean alike point alike, unknown words have no direction."""

from __future__ import annotations

import numpy as np

from pipeline.learned.vectors import SIZE, UNKNOWN, cosines, english


def cosine(left: str, right: str) -> float:
    first, second = english().of(left), english().of(right)
    assert first is not None
    assert second is not None
    return float(first @ second)


def test_words_that_mean_alike_point_alike() -> None:
    assert cosine("earthquake", "quake") > cosine("earthquake", "election") + 0.3
    assert cosine("killed", "died") > cosine("killed", "signed") + 0.2


def test_every_word_has_length_one() -> None:
    vectors = english()
    assert vectors.matrix.shape == (len(vectors.rows), SIZE)
    assert np.allclose(np.linalg.norm(vectors.matrix, axis=1), 1.0, atol=1e-5)


def test_the_first_known_form_counts() -> None:
    vectors = english()
    found = vectors.of("zzzqq", "flood", "storm")
    assert found is not None
    assert np.array_equal(found, vectors.matrix[vectors.rows["flood"]])
    assert vectors.of("zzzqq") is None


def test_cosines_go_row_by_row_and_tell_what_has_no_direction() -> None:
    left = np.array([[1, 0], [1, 0], [0, 0]], np.float32)
    right = np.array([[2, 0], [0, 3], [1, 1]], np.float32)
    assert cosines(left, right).tolist() == [1.0, 0.0, UNKNOWN]
