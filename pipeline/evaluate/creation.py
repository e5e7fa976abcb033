"""Document creation times: the day that a reader gives a file, against the day it was made.

A gold record names its `file` (from the folder above the gold set's) and the `day`, None where it cannot be known;
`source` is the address or path under which it is read, else the file's name.
"""

from __future__ import annotations

from collections import Counter

from pipeline.evaluate.align import Counts, Measures, Record

SURE = 0.8  # a score from which a date counts as claimed with confidence


def count(gold: Record, system: Record) -> Counts:
    """The counts of one document; add them up over a corpus."""
    day, found = gold["day"], system["day"]
    return Counter(
        documents=1,
        dated=day is not None,
        right=day is not None and found == day,
        undated=day is None,
        silent=day is None and found is None,
        sure_and_wrong=found is not None and found != day and system["score"] >= SURE,
    )


def measures(counts: Counts) -> Measures:
    """Shares: right days of the dated, silence on the undated, and documents without a wrong day told with a score
    of `SURE` or more."""
    return {
        "right_day": counts["right"] / counts["dated"] if counts["dated"] else None,
        "right_none": counts["silent"] / counts["undated"] if counts["undated"] else None,
        "not_sure_and_wrong": 1 - counts["sure_and_wrong"] / max(1, counts["documents"]),
    }
