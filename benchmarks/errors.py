"""What kinds of errors `dates.find` makes on the temporal corpora, counted.

`python -m benchmarks.errors CORPORA_DIR` prints, for each corpus, how many gold expressions there are and how often
each class of error occurs. The classes are told from the values alone, so that the counts can be made again by anyone.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.halves import CORPORA, found
from pipeline.evaluate import corpus

VAGUE = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
NO_VALUE = (None, "", "null")


def kind(value: str | None, written: str) -> str:
    """What a TIMEX3 value is: vague, length, set, time of day or date."""
    if value in NO_VALUE:
        return "no value"
    if value in VAGUE:
        return "vague word"
    if written == "SET":
        return "set"
    if value is not None and value.startswith("P") and value[1:2] in tuple("0123456789TX."):
        return "length"
    return "date"


def difference(gold: str, ours: str) -> str:
    """In what way two unequal values differ."""
    kinds = {kind(gold, ""), kind(ours, "")}
    if len(kinds) > 1:
        return "a " + " for a ".join(sorted(kinds))
    if "date" not in kinds:
        return "another length"
    if "X" in gold or "X" in ours:
        return "left open on one side (1998-WXX, 1949-XX)"
    if gold.split("T")[0] == ours.split("T")[0] or gold.startswith(ours) or ours.startswith(gold):
        return "finer or coarser, same date (day or its night, T8:30 or T08:30)"
    if gold[:4] != ours[:4]:
        return "another year"
    return "another day, week, month or quarter of the year"


def errors(gold: list[dict[str, Any]], ours: list[dict[str, Any]]) -> Iterator[str]:
    """The class of every error in one text."""
    hit: set[int] = set()
    for expression in gold:
        near = [i for i, t in enumerate(ours) if t["start"] < expression["end"] and expression["start"] < t["end"]]
        if not near:
            yield f"missed: {kind(expression['value'], expression['type'])}"
            continue
        hit.update(near)
        mine = ours[near[0]]
        if (mine["start"], mine["end"]) != (expression["start"], expression["end"]):
            yield "span cut otherwise"
        if expression["value"] not in (*NO_VALUE, mine["value"]):
            yield f"value: {difference(expression['value'], mine['value'])}"
    for i, mine in enumerate(ours):
        if i not in hit:
            yield f"false alarm: {kind(mine['value'], mine['type'])}"


def main(arguments: list[str]) -> None:
    for name, language in CORPORA.items():
        path = Path(arguments[0]) / f"temporal_{name}.jsonl"
        if not path.exists():
            continue
        counts: Counter[str] = Counter()
        total = 0
        for record in corpus.records([path]):
            counted = [expression for expression in record["timex"] if not expression.get("dctflag")]
            total += len(counted)
            counts.update(errors(record["timex"], found(record, language)["timex"]))
        print(f"{name}: {total} expressions")
        for label, count in counts.most_common():
            print(f"  {count:4}  {label}")


if __name__ == "__main__":
    main(sys.argv[1:])
