"""How sure a date is: the share of dates read in the same way that were right on public annotated texts.

`certainty.csv` counts, per kind of reading, how many were seen and how many were right. Kinds run from the basis alone
to basis, granularity, form and anchor; each finer share leans on the coarser one, so that a kind seen three times says
little. `python -m benchmarks.train_certainty` makes the table and `benchmarks.calibration` checks it on other texts.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from pipeline.model import Basis
from pipeline.timex import granularity_of, interval_of

LEAN = 12  # sightings that a coarser share weighs
LIMIT = 0.99  # nothing is certain
RELATIVE_LIMIT = 0.96  # what hangs on an anchor was right more often than that in no kind that was seen often
OWN_WORD = 0.7  # a form that is itself less sure than this (two orders of day and month) knows better

Counts = Mapping[str, tuple[int, int]]


def kinds(basis: Basis, value: str, form: str, anchored: str) -> tuple[str, ...]:
    """The kinds that a reading belongs to, the coarsest first: "relative", "relative day" ..."""
    words = (str(basis), str(granularity_of(value)), form, anchored)
    return tuple(" ".join(words[:size]) for size in range(1, len(words) + 1))


def certainty(counts: Counts, chain: tuple[str, ...], own: float) -> float:
    """The share of right readings, 0..1, among those of the finest kinds that were seen; `own` where none was."""
    share = own
    for kind in chain:
        right, seen = counts.get(kind, (0, 0))
        share = (right + LEAN * share) / (seen + LEAN)
    return min(RELATIVE_LIMIT if chain[0] == Basis.RELATIVE else LIMIT, round(share, 3))


def is_shown(value: str) -> bool:
    """Whether a value is a calendar date, which alone can be right or wrong on a timeline."""
    return interval_of(value) is not None


@lru_cache(maxsize=1)
def measured() -> Counts:
    """The table: right and seen by kind."""
    text = resources.files(__package__).joinpath("certainty.csv").read_text("utf-8")
    return {row["kind"]: (int(row["right"]), int(row["seen"])) for row in csv.DictReader(text.splitlines())}
