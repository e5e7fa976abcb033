"""Time expressions, TempEval-3 task A (UzZaman et al. 2013): strict, relaxed, type and value F1.

A relaxed match counts for type or value when the attribute is equal as written. Gold without a value is left out of
the value figure. A printed creation time ("dctflag") is neither right nor wrong.
"""

from __future__ import annotations

from collections import Counter

from pipeline.evaluate.align import Counts, Measures, Record, overlap, pairs, prf

_NO_VALUE = (None, "", "null")


def count(gold: Record, system: Record) -> Counts:
    """The counts of one document; add them up over a corpus."""
    printed = [timex for timex in gold["timex"] if timex.get("dctflag")]
    wanted = [timex for timex in gold["timex"] if not timex.get("dctflag")]
    found = [timex for timex in system.get("timex", ()) if not any(overlap(timex, other) for other in printed)]
    exact, every = pairs(wanted, found)
    return Counter(
        gold=len(wanted),
        system=len(found),
        strict=len(exact),
        relaxed=len(every),
        type=sum(left.get("type") == right.get("type") for left, right in every),
        value=sum(left.get("value") not in _NO_VALUE and left["value"] == right.get("value") for left, right in every),
        gold_blank=sum(timex.get("value") in _NO_VALUE for timex in wanted),
        system_blank=sum(left.get("value") in _NO_VALUE for left, _ in every),
    )


def measures(counts: Counts) -> Measures:
    """Precision, recall and F1 of strict, relaxed, type and value."""
    figures: Measures = {}
    for name in ("strict", "relaxed", "type"):
        figures |= prf(name, counts[name], counts["system"], counts["gold"])
    with_value = counts["system"] - counts["system_blank"], counts["gold"] - counts["gold_blank"]
    return figures | prf("value", counts["value"], *with_value)
