"""The verb evaluate: scores on gold, and the gate."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli import timelines
from pipeline.cli.terminal import Progress, settings_of, table

if TYPE_CHECKING:
    from pipeline.evaluate import Benchmark, Report

IN_SAMPLE = "in sample: these documents trained the weights; the forecast is in docs/accuracy.md"


def add(verbs: Any) -> None:
    """Put the verb on the command line."""
    evaluate = verbs.add_parser("evaluate", help="score the pipeline on texts with known answers")
    evaluate.add_argument(
        "--corpus",
        action="append",
        default=[],
        metavar="NAME",
        help="a benchmark, may be repeated; `all` is every one here",
    )
    evaluate.add_argument("--corpora", type=Path, metavar="DIR", help="a folder of development corpora")
    evaluate.add_argument("--list", action="store_true", help="list the benchmarks that can be scored here")
    evaluate.add_argument("--sample", type=int, default=0, metavar="N", help="only N records of each, evenly spread")
    evaluate.add_argument("--top", type=int, metavar="K", help="count the K most salient events of a record")
    evaluate.add_argument("--workers", type=int, metavar="N", help="processes; 0 is one a core (default: the setting)")
    evaluate.add_argument("--json", action="store_true", help="every measure as JSON")
    evaluate.add_argument("--gate", action="store_true", help="fail below a floor or on a changed corpus")
    evaluate.add_argument("--write-floors", action="store_true", help="pin the figures as new floors")
    evaluate.add_argument("--allow-lower", action="store_true", help="let --write-floors lower a floor")
    evaluate.set_defaults(run=evaluate_pipeline)


def evaluate_pipeline(arguments: argparse.Namespace) -> int:
    """`evaluate`: measure, print, and hold against the floors if asked to."""
    from pipeline import evaluate

    settings = settings_of(arguments)
    if arguments.workers is not None:
        settings = dataclasses.replace(settings, workers=arguments.workers)
    where = evaluate.folders(arguments.corpora)
    chosen, absent = _chosen(arguments, where)
    if arguments.list:
        table([["name", "task", "files"], *([one.name, one.task, ", ".join(one.files)] for one in chosen)])
        return 0
    with Progress() as progress:
        reports = evaluate.score(chosen, settings, where, sample=arguments.sample, progress=progress)
    print(json.dumps([_plain(report) for report in reports], indent=1)) if arguments.json else _print(reports)
    for name in absent:
        print(f"not scored: {name} (its files are not here)", file=sys.stderr)
    return _hold(arguments, reports)


def _chosen(arguments: argparse.Namespace, where: Sequence[Path]) -> tuple[list[Benchmark], list[str]]:
    """The benchmarks to score, and the names of pinned ones whose files are missing.

    Raises UnknownNameError for a name that is none, ConfigurationError where our own gold is missing.
    """
    from pipeline.errors import ConfigurationError
    from pipeline.evaluate import corpus
    from pipeline.registry import Registry

    known = corpus.available(where)
    absent: list[str] = []
    if arguments.list or "all" in arguments.corpus:
        names = list(known)
    elif arguments.corpus:
        names = arguments.corpus
    else:
        pinned = corpus.pinned()
        names = [name for name in pinned if name in known]
        absent = [name for name in pinned if name not in known]
    if own := [name for name in absent if name.endswith("_own")]:
        raise ConfigurationError(f"the gold set {', '.join(own)} is missing from {corpus.OWN}")
    registry = Registry("benchmark", known)
    benchmarks = [registry[name] for name in names]
    if arguments.top is not None and not arguments.gate:
        benchmarks = [dataclasses.replace(benchmark, top=arguments.top) for benchmark in benchmarks]
    return benchmarks, absent


def _hold(arguments: argparse.Namespace, reports: Sequence[Report]) -> int:
    from pipeline.evaluate import gate

    if arguments.write_floors:
        for line in gate.write_floors(reports, allow_lower=arguments.allow_lower):
            print(f"floor written: {line}", file=sys.stderr)
    if not arguments.gate:
        return 0
    failures = gate.failures(reports)
    for failure in failures:
        print(f"gate: {failure}", file=sys.stderr)
    if not failures:
        print("gate: every figure holds", file=sys.stderr)
    return 1 if failures else 0


def _print(reports: Sequence[Report]) -> None:
    """One table a task: shares as percentages, beside each floor that is pinned."""
    from pipeline.evaluate import headline

    for task in dict.fromkeys(report.benchmark.task for report in reports):
        of_task = [report for report in reports if report.benchmark.task == task]
        names = list(headline(of_task[0]))
        rows = [[task, "records", *names]]
        for report in of_task:
            top = f" (top {report.benchmark.top})" if report.benchmark.top is not None else ""
            records = f"{report.records}{' sampled' if report.sampled else ''}"
            rows.append([f"{report.benchmark.name}{top}", records, *(_shown(report, name) for name in names)])
        table(rows)
        for report in of_task:
            if report.benchmark.in_sample:
                print(f"{report.benchmark.name}: {IN_SAMPLE}")
        print()
        for report in of_task:
            if report.breakdown is not None:
                timelines.show(report.benchmark.name, report.breakdown)


def _shown(report: Report, name: str) -> str:
    figure = report.measures[name]
    if figure is None:
        return "-"
    floor = report.benchmark.floors.get(name)
    written = f"{figure:.1f}" if name == "events_a_record" else f"{100 * figure:.1f}"
    return written if floor is None else f"{written} (floor {100 * floor:.1f})"


def _plain(report: Report) -> dict[str, Any]:
    benchmark = report.benchmark
    return {
        "name": benchmark.name,
        "task": benchmark.task,
        "files": list(benchmark.files),
        "top": benchmark.top,
        "records": report.records,
        "sampled": report.sampled,
        "in_sample": benchmark.in_sample,
        "measures": report.measures,
        "floors": dict(benchmark.floors),
        "sha256": dict(report.fingerprints),
        "breakdown": None if report.breakdown is None else dataclasses.asdict(report.breakdown),
    }
