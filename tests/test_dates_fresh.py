"""Times in passages of our own: at least as many as were reached are found."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from benchmarks.fresh import PASSAGES, answers, unmarked

FLOORS = {  # percent of the marked times by kind and round, a point or two below what is reached
    ("news", 1): 91.0,
    ("history", 1): 95.0,
    ("report", 1): 91.0,
    ("news", 2): 97.0,
    ("history", 2): 87.0,
    ("report", 2): 87.0,
    ("news", 3): 96.0,
    ("history", 3): 97.0,
    ("report", 3): 96.0,
    ("news", 4): 97.0,
    ("history", 4): 95.0,
    ("report", 4): 96.0,
    ("news", 5): 93.0,
    ("history", 5): 95.0,
    ("report", 5): 95.0,
    ("news", 6): 93.0,
    ("history", 6): 91.0,
    ("report", 6): 85.0,
}
RIGHT = ("exact", "right")
passages = tomllib.loads(PASSAGES.read_text("utf-8"))["passage"]


def test_marks_are_cut_out() -> None:
    text, marks = unmarked("It fell on {3 May|2024-05-03/2024-05} and {every day|P1D:SET}, {now|?}.")
    assert text == "It fell on 3 May and every day, now."
    assert [text[mark.start : mark.end] for mark in marks] == ["3 May", "every day", "now"]
    assert [mark.values for mark in marks] == [("2024-05-03", "2024-05"), ("P1D",), ()]


def test_passages_have_names_of_their_own() -> None:
    assert len(passages) == len({passage["id"] for passage in passages}) == 238


@pytest.mark.parametrize(("kind", "number"), FLOORS)
def test_share_found(kind: str, number: int) -> None:
    chosen = [passage for passage in passages if (passage["kind"], passage.get("round", 1)) == (kind, number)]
    outcomes = [outcome for passage in chosen for outcome, *_ in answers(passage)]
    counts = Counter(outcomes)
    marked = len(outcomes) - counts["alarm"]
    assert 100 * sum(counts[name] for name in RIGHT) / marked >= FLOORS[kind, number], counts
