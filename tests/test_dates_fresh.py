"""Times in passages of our own: at least as many as were reached are found."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.fresh import answers, groups, passages, unmarked

FLOORS = {  # percent of the marked times by kind (English) or language, and round, a point or two below what is reached
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
    ("de", 1): 91.0,
    ("de", 2): 93.0,
    ("de", 3): 89.0,
    ("uk", 1): 96.0,
    ("uk", 2): 95.0,
    ("uk", 3): 97.0,
    ("fr", 1): 98.0,
    ("fr", 2): 93.0,
    ("fr", 3): 90.0,
    ("es", 1): 93.0,
    ("es", 2): 93.0,
    ("es", 3): 97.0,
    ("ru", 1): 97.0,
    ("ru", 2): 95.0,
    ("ru", 3): 97.0,
    ("news", 5): 93.0,
    ("history", 5): 95.0,
    ("report", 5): 95.0,
    ("news", 6): 93.0,
    ("history", 6): 91.0,
    ("report", 6): 85.0,
}
RIGHT = ("exact", "right")
every = passages()


def test_marks_are_cut_out() -> None:
    text, marks = unmarked("It fell on {3 May|2024-05-03/2024-05} and {every day|P1D:SET}, {now|?}.")
    assert text == "It fell on 3 May and every day, now."
    assert [text[mark.start : mark.end] for mark in marks] == ["3 May", "every day", "now"]
    assert [mark.values for mark in marks] == [("2024-05-03", "2024-05"), ("P1D",), ()]


def test_passages_have_names_of_their_own() -> None:
    names = [passage["id"] for passage in every]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("group", "number"), FLOORS)
def test_share_found(group: str, number: int) -> None:
    chosen = [passage for passage in every if group in groups(passage) and passage.get("round", 1) == number]
    outcomes = [outcome for passage in chosen for outcome, *_ in answers(passage)]
    counts = Counter(outcomes)
    marked = len(outcomes) - counts["alarm"]
    assert 100 * sum(counts[name] for name in RIGHT) / marked >= FLOORS[group, number], counts
