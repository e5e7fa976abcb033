"""The accuracy gate: no figure may fall below its floor, and no corpus may change unnoticed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.evaluate import Report
from pipeline.evaluate.corpus import FLOORS, Benchmark, pinned

MARGIN = 0.005  # a floor is written half a point below the figure, room for another machine's rounding
_HEADER = (
    "# Accuracy floors, one table a benchmark: its gold files with their SHA-256, and the least each measure may be.\n"
    "# `in_sample`: weights of the program were trained on these files.\n"
    "# Checked by `python -m pipeline evaluate --gate`, raised by `--write-floors`, lowered by `--allow-lower` alone.\n"
)


def failures(reports: Sequence[Report]) -> list[str]:
    """What is wrong, one sentence each; empty when every figure holds."""
    return [failure for report in reports for failure in (*_changed(report), *_below(report))]


def _changed(report: Report) -> list[str]:
    return [
        f"{report.benchmark.name}: {name} is not the corpus that the floors were written for "
        f"(SHA-256 {found[:12]}..., pinned {report.benchmark.sha256.get(name, 'none')[:12]}...); "
        "look at the change, then write the floors again"
        for name, found in report.fingerprints.items()
        if report.benchmark.sha256.get(name) != found
    ]


def _below(report: Report) -> list[str]:
    failed = []
    for measure, floor in report.benchmark.floors.items():
        figure = report.measures.get(measure)
        if figure is None or figure < floor:
            shown = "missing" if figure is None else f"{100 * figure:.2f}"
            failed.append(f"{report.benchmark.name}: {measure} is {shown}, below its floor of {100 * floor:.2f}")
    return failed


def write_floors(reports: Sequence[Report], path: Path = FLOORS, *, allow_lower: bool = False) -> list[str]:
    """Pin the measured figures of `reports` (those measures that have floors already, or the headline's first).

    Returns what was written, one line each. Raises ConfigurationError where that would lower a floor, unless allowed.
    """
    known = pinned(path)
    renewed = {report.benchmark.name: _renewed(report, allow_lower=allow_lower) for report in reports}
    known.update(renewed)
    path.write_text(rendered(known), "utf-8")
    return [f"{name}: {_shown(benchmark.floors)}" for name, benchmark in renewed.items()]


def _renewed(report: Report, *, allow_lower: bool) -> Benchmark:
    old = report.benchmark
    if report.sampled:
        raise ConfigurationError(f"{old.name}: floors are written from whole corpora; leave --sample out")
    names = list(old.floors) or _FIRST[old.task]
    floors = {name: round((report.measures[name] or 0.0) - MARGIN, 3) for name in names}
    lowered = [name for name in names if floors[name] < old.floors.get(name, 0.0)]
    if allow_lower:
        return replace(old, sha256=report.fingerprints, floors=floors)
    if any((report.measures[name] or 0.0) < old.floors[name] for name in lowered):
        raise ConfigurationError(
            f"{old.name}: {', '.join(lowered)} would get a lower floor; add --allow-lower if that is meant"
        )
    kept = {name: max(floors[name], old.floors.get(name, 0.0)) for name in names}
    return replace(old, sha256=report.fingerprints, floors=kept)


_FIRST = {
    "dct": ["right_day", "right_none", "not_sure_and_wrong"],
    "temporal": ["value_f1"],
    "toponyms": ["e2e161_f1"],
    "events": ["date_recall", "place_recall", "both_recall"],
    "stories": ["joined", "kept_apart"],
    "timelines": ["signed_f1", "told", "date", "place"],
}


def rendered(benchmarks: Mapping[str, Benchmark]) -> str:
    """The text of floors.toml."""
    return _HEADER + "".join(_table(benchmark) for _, benchmark in sorted(benchmarks.items()))


def _table(benchmark: Benchmark) -> str:
    files = ", ".join(f'"{name}"' for name in benchmark.files)
    hashes = ", ".join(f'"{name}" = "{found}"' for name, found in benchmark.sha256.items())
    top = f"top = {benchmark.top}\n" if benchmark.top is not None else ""
    top += "in_sample = true\n" if benchmark.in_sample else ""
    floors = ", ".join(f"{name} = {floor}" for name, floor in benchmark.floors.items())
    return f"\n[{benchmark.name}]\nfiles = [{files}]\n{top}floors = {{ {floors} }}\nsha256 = {{ {hashes} }}\n"


def _shown(floors: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {100 * floor:.1f}" for name, floor in floors.items())
