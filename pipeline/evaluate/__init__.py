"""How right the pipeline is: scores on gold, by the definitions of TempEval-3, of toponym resolution and our own.

`score` measures benchmarks, `gate` holds the figures against the floors of tests/gold/floors.toml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT, Settings
from pipeline.evaluate import breakdown, corpus, creation, happenings, stories, system, temporal, timelines, toponyms
from pipeline.evaluate.align import Counts, Measures
from pipeline.evaluate.breakdown import Breakdown
from pipeline.evaluate.corpus import Benchmark

__all__ = ["Benchmark", "Report", "figures", "folders", "headline", "score"]

CORPORA = PROJECT.parent / "shared" / "corpora"  # where development corpora are looked for unless told otherwise
_HEADLINES = {
    "dct": ("right_day", "right_none", "not_sure_and_wrong"),
    "temporal": ("strict_f1", "relaxed_f1", "type_f1", "value_f1"),
    "toponyms": ("strict_f1", "overlap_f1", "acc161", "e2e161_f1"),
    "events": ("day_recall", "date_recall", "place_recall", "both_recall", "both_precision", "events_a_record"),
    "stories": ("joined", "flawed_joined", "kept_apart"),
    "timelines": ("signed_f1", "lead", "signed_lead", "told", "rightly_main", "real", "date", "place"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one benchmark: `measures` are shares from 0 to 1, except kilometres and events a record.

    `records` is the number that was scored; `sampled` says that it is not all of them. Timelines have a `breakdown`.
    """

    benchmark: Benchmark
    records: int
    measures: Measures
    sampled: bool = False
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    breakdown: Breakdown | None = None


def folders(corpora: Path | None = None) -> list[Path]:
    """Where gold is looked for: our own, then the development corpora, which may be absent."""
    return [folder for folder in (corpus.OWN, corpora or CORPORA) if folder.is_dir()]


def headline(report: Report) -> dict[str, float | None]:
    """The measures that stand in a table, in its order."""
    return {name: report.measures[name] for name in _HEADLINES[report.benchmark.task]}


def figures(
    task: str, gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], top: int | None = None
) -> Measures:
    """Every measure of a task for gold records and system records that lie side by side."""
    pairs = list(zip(gold, found, strict=True))
    if task == "temporal":
        return temporal.measures(_sum(temporal.count(left, right) for left, right in pairs))
    if task == "timelines":
        return timelines.measures(_sum(timelines.count(left, right) for left, right in pairs))
    if task == "dct":
        return creation.measures(_sum(creation.count(left, right) for left, right in pairs))
    if task == "events":
        return happenings.measures(_sum(happenings.count(left, right, top) for left, right in pairs))
    if task == "stories":
        return stories.measures(stories.count(gold, found))
    counts: Counts = Counter()
    errors: list[float] = []
    for left, right in pairs:
        added, further = toponyms.count(left, right)
        counts += added
        errors += further
    return toponyms.measures(counts, errors)


def _sum(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counter())


def score(
    benchmarks: Sequence[Benchmark],
    settings: Settings,
    where: Sequence[Path],
    *,
    sample: int = 0,
    progress: Callable[[float, str], None] | None = None,
) -> list[Report]:
    """Run the pipeline over benchmarks and measure each; `sample` takes that many records of it, evenly spread.

    Raises FileNotFoundError where a file of theirs is in none of the folders `where`.
    """
    paths = [_paths(benchmark, where) for benchmark in benchmarks]
    gold = [corpus.records(files) for files in paths]
    chosen = [_sampled(records, sample) for records in gold]
    total = max(1, sum(map(len, chosen)))

    def done(number: int) -> None:
        if progress is not None:
            progress(number / total, f"{number} of {total} texts")

    corpora = [(benchmark.task, records) for benchmark, records in zip(benchmarks, chosen, strict=True)]
    found = system.find_all(corpora, settings, done)
    return [
        Report(
            benchmark,
            len(records),
            figures(benchmark.task, records, answers, benchmark.top),
            len(records) < len(whole),
            {path.name: corpus.fingerprint(path) for path in files},
            breakdown.of(records, answers) if benchmark.task == "timelines" else None,
        )
        for benchmark, files, whole, records, answers in zip(benchmarks, paths, gold, chosen, found, strict=True)
    ]


def _paths(benchmark: Benchmark, where: Sequence[Path]) -> list[Path]:
    paths = benchmark.paths(where)
    if paths is None:
        raise FileNotFoundError(
            f"{benchmark.name}: {', '.join(benchmark.files)} is not in {', '.join(map(str, where))}"
        )
    return paths


def _sampled(records: list[dict[str, Any]], sample: int) -> list[dict[str, Any]]:
    if not 0 < sample < len(records):
        return records
    return records[:: max(1, len(records) // sample)][:sample]
