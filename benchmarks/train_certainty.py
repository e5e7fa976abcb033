"""Counts how often dates of each kind are right on annotated texts: makes `pipeline/dates/certainty.csv`.

`python -m benchmarks.train_certainty CORPORA_DIR` reads the temporal corpora there, which are not part of this
project; only counts are kept. A date is right when an annotated expression that it touches means the same days; one
that touches none is wrong.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.halves import CORPORA
from pipeline.dates.certainty import is_shown
from pipeline.dates.finder import kinds_of, readings
from pipeline.evaluate import corpus
from pipeline.model import Document, DocumentKind, Span, Timex, TimexType
from pipeline.timex import interval_of

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "dates" / "certainty.csv"
FEWEST = 3  # sightings of a kind that is worth a row


@dataclass(frozen=True)
class Sighting:
    """A date found in an annotated text, and whether the annotation agrees."""

    chain: tuple[str, ...]
    own: float  # the form's own word for how sure it is
    right: bool
    document: str


def sightings(folder: Path) -> Iterator[Sighting]:
    """Every calendar date that `dates.find` sees in the corpora of a folder."""
    for name, language in CORPORA.items():
        path = folder / f"temporal_{name}.jsonl"
        for record in corpus.records([path]) if path.exists() else ():
            yield from _of_record(record, language)


def _of_record(record: dict[str, Any], language: str) -> Iterator[Sighting]:
    dct = Timex(TimexType.DATE, record["dct"][:10]) if record.get("dct") else None
    document = Document("d", "r", "s", "t", record["text"], language=language, kind=DocumentKind.NEWS, dct=dct)
    context, resolved = readings(document)
    for candidate, reading in resolved:
        span = reading.span or Span(candidate.start, candidate.end)
        touched = [gold for gold in record["timex"] if gold["start"] < span.end and span.start < gold["end"]]
        if not is_shown(reading.value) or any(gold.get("dctflag") for gold in touched):
            continue
        is_right = any(_agree(gold.get("value"), reading.value) for gold in touched)
        yield Sighting(kinds_of(context, candidate, reading), reading.score, is_right, record["id"])


def _agree(gold: str | None, value: str) -> bool:
    return bool(gold) and (gold == value or interval_of(gold or "") == interval_of(value))


def counted(seen: Iterable[Sighting]) -> dict[str, tuple[int, int]]:
    """Right and seen by kind."""
    right, every = Counter[str](), Counter[str]()
    for sighting in seen:
        every.update(sighting.chain)
        right.update(sighting.chain if sighting.right else ())
    return {kind: (right[kind], number) for kind, number in every.items() if number >= FEWEST}


def main(arguments: list[str]) -> None:
    counts = counted(sightings(Path(arguments[0])))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("kind", "right", "seen"))
        writer.writerows((kind, *counts[kind]) for kind in sorted(counts))
    print(f"{len(counts)} kinds")


if __name__ == "__main__":
    main(sys.argv[1:])
