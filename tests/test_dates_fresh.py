"""Times in passages that no rule was tuned to: at least as many as were reached are found."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from benchmarks.fresh import PASSAGES, answers, unmarked

FLOORS = {"news": 80.0, "history": 83.0, "report": 74.0}  # percent of the marked times, a point below what is reached
RIGHT = ("exact", "right")
passages = tomllib.loads(PASSAGES.read_text("utf-8"))["passage"]


def test_marks_are_cut_out() -> None:
    text, marks = unmarked("It fell on {3 May|2024-05-03/2024-05} and {every day|P1D:SET}, {now|?}.")
    assert text == "It fell on 3 May and every day, now."
    assert [text[mark.start : mark.end] for mark in marks] == ["3 May", "every day", "now"]
    assert [mark.values for mark in marks] == [("2024-05-03", "2024-05"), ("P1D",), ()]


def test_there_are_eighty_with_names_of_their_own() -> None:
    assert len(passages) == len({passage["id"] for passage in passages}) == 80


@pytest.mark.parametrize("kind", FLOORS)
def test_share_found(kind: str) -> None:
    outcomes = [outcome for p in passages if p["kind"] == kind for outcome, *_ in answers(p)]
    counts = Counter(outcomes)
    marked = len(outcomes) - counts["alarm"]
    assert 100 * sum(counts[name] for name in RIGHT) / marked >= FLOORS[kind], counts
