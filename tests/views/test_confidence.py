"""A score is told in words: it orders events and is no measured probability."""

from __future__ import annotations

import pytest

from pipeline.views import card
from pipeline.views.texts import load


@pytest.mark.parametrize(("score", "word"), [(1.0, "high"), (0.75, "high"), (0.6, "fair"), (0.1, "low")])
def test_confidence_is_a_word_that_the_interface_knows(score: float, word: str) -> None:
    assert card.confidence(score) == word
    assert load()(f"detail.confidence_{word}") == f"{word} confidence"
