"""The training of events: folds by group, nested shares of the groups."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.events.evidence import Evidence
from tests.events_reading import evidence

pytest.importorskip("lightgbm")
from benchmarks.train_events.curve import taught
from benchmarks.train_events.texts import FOLDS, Text, fold


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence("It rained.")


def texts(found: Evidence, scored: list[str], added: list[str]) -> list[Text]:
    made = [Text({"group": group}, found, []) for group in (*scored, *added)]
    for text in made[len(scored) :]:
        text.is_scored = False
    return made


def test_a_group_of_scored_and_further_texts_has_one_fold(found: Evidence) -> None:
    shared = [f"flood {number}" for number in range(9)]
    made = texts(found, shared, [*shared[::-1], "strike", "quake"])
    fold(made)
    for group in shared:
        assert len({text.fold for text in made if text.group == group}) == 1


def test_further_texts_do_not_move_the_folds_of_scored_ones(found: Evidence) -> None:
    scored = [f"flood {number}" for number in range(12)]
    alone, together = texts(found, scored, []), texts(found, scored, ["a strike", "flood 3", "quake"])
    fold(alone)
    fold(together)
    assert [text.fold for text in alone] == [text.fold for text in together[:12]]
    sizes = Counter(text.fold for text in together if text.group != "flood 3")
    assert set(sizes) == set(range(FOLDS)) and max(sizes.values()) - min(sizes.values()) <= 1


def test_a_larger_share_of_the_groups_holds_the_smaller_one(found: Evidence) -> None:
    made = texts(found, [f"flood {number}" for number in range(8)], [f"quake {number}" for number in range(4)])
    quarter, half, whole = (taught(made, share) for share in (0.25, 0.5, 1.0))
    assert quarter < half < whole == {text.group for text in made}
    assert [sum(group.startswith("quake") for group in part) for part in (quarter, half)] == [1, 2]
