"""An event's score is told in words, for it only orders; a date's is a measured share and told as one."""

from __future__ import annotations

import pytest

from pipeline.model import Basis, Span, Timex, TimexType
from pipeline.views import card
from pipeline.views.texts import load
from tests.samples import document, event


@pytest.mark.parametrize(("score", "word"), [(1.0, "high"), (0.75, "high"), (0.6, "fair"), (0.1, "low")])
def test_confidence_is_a_word_that_the_interface_knows(score: float, word: str) -> None:
    assert card.confidence(score) == word
    assert load()(f"detail.confidence_{word}") == f"{word} confidence"


@pytest.mark.parametrize(
    ("timex", "share"),
    [
        (Timex(TimexType.DATE, "2023-09-12", Span(0, 7), basis=Basis.RELATIVE, score=0.913), "about 90 times in 100"),
        (Timex(TimexType.DATE, "2023-09-12", None, origin="user", score=1.0), ""),
        (Timex(TimexType.DURATION, "P4D", Span(0, 7), score=0.9), ""),
    ],
)
def test_the_reason_of_a_date_says_how_often_such_readings_are_right(timex: Timex, share: str) -> None:
    shown = {row["name"]: row["text"] for row in _reasons(timex)}
    assert share in shown.get("How sure", "")
    assert ("How sure" in shown) is bool(share)


def test_the_reason_of_a_date_names_its_other_readings() -> None:
    doubtful = Timex(TimexType.DATE, "2023-03-04", Span(0, 7), alternatives=("2023-04-03",), score=0.6)
    assert {"name": "Or", "text": "2023-04-03"} in _reasons(doubtful)


def _reasons(timex: Timex) -> list[dict[str, str]]:
    told = event(document("a.txt"), "Tuesday saw it.", "2023-09-12", timex=timex)
    rows: list[dict[str, str]] = card.why_date(told, load())["rows"]
    return rows
