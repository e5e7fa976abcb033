"""The learning curve: signed F1, cross-validated, by the number of documents that train."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.train_events.report import figures
from benchmarks.train_events.texts import FOLDS, Text
from benchmarks.train_events.training import Trained
from pipeline.events import MAIN

SHARES = (0.25, 0.5, 1.0)  # of the groups of all texts; a larger share holds the smaller ones


def curve(texts: Sequence[Text], shares: Sequence[float] = SHARES) -> None:
    """Train on ever more of the groups; every text of the corpus is scored each time, by models that did not see it."""
    for share in shares:
        trained = Trained(texts, taught(texts, share))
        chosen = {id(text): trained.selected(text) for text in trained.scored}
        documents = sum(text.group in trained.taught for text in texts) * (FOLDS - 1) // FOLDS
        print(f"{share:.0%} of the groups, {documents} documents a fold:",
              figures(trained, chosen, MAIN, trained.scored), flush=True)  # fmt: skip


def taught(texts: Sequence[Text], share: float) -> frozenset[str]:
    """A share of the groups, the same in every run: of the scored texts' and of the others' alike."""
    scored = {text.group for text in texts if text.is_scored}
    found: list[str] = []
    for members in (scored, {text.group for text in texts} - scored):
        groups = sorted(members)
        random.Random(11).shuffle(groups)
        found += groups[: round(share * len(groups))]
    return frozenset(found)
