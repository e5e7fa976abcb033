"""The tables of `evaluate` that take the figures of timelines apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.cli.terminal import table

if TYPE_CHECKING:
    from pipeline.evaluate.breakdown import Breakdown, Row
    from pipeline.evaluate.calibration import Bin
    from pipeline.evaluate.confusion import TypeRow

_SYSTEMS = {
    "program": "the program",
    "B1": "B1: every sentence with a date and a place",
    "B2": "B2: every dated sentence, its first place or the last one named",
}
_MEASURES = ("lead", "signed_lead", "told", "rightly_main", "real", "date", "place", "any", "any_signed", "complete")
_PART_MEASURES = ("lead", "signed_lead", "told", "rightly_main", "date", "place")
_CONFUSIONS = 4  # of each type, the most frequent


def show(name: str, breakdown: Breakdown) -> None:
    """Print the baselines, the parts, the calibration and the types of the benchmark `name`."""
    for heading, rows in (
        ([name, "shown", "signed_f1 [95 %]", *_MEASURES], _systems(breakdown)),
        (["signed_f1 [95 %] of", "documents", "the program", "B1", "B2", *_PART_MEASURES], _parts(breakdown)),
        (["confidence", "shown", "mean", "right", "tell an event", "mean", "right"], map(_bin, breakdown.calibration)),
        (["type", "gold", "system", "P", "R", "F1", "taken for"], map(_type, breakdown.types)),
    ):
        table([heading, *rows])
        print()
    macro, equal = percent(breakdown.type_macro_f1), percent(breakdown.type_accuracy)
    print(f"types of the events found by their gold words: macro F1 {macro}, equal {equal}\n")


def percent(share: float | None) -> str:
    """A share in percent with one decimal, "-" for none."""
    return "-" if share is None else f"{100 * share:.1f}"


def _systems(breakdown: Breakdown) -> Iterator[list[str]]:
    for row in breakdown.rows:
        if row.part == "all":
            shown = f"{row.measures['shown']}"
            yield [_SYSTEMS[row.system], shown, _signed(row), *(percent(row.measures[name]) for name in _MEASURES)]


def _parts(breakdown: Breakdown) -> Iterator[list[str]]:
    for part, rows in groupby(breakdown.rows, key=lambda row: row.part):
        of: Mapping[str, Row] = {row.system: row for row in rows}
        program = of["program"].measures
        signed = (_signed(of[name]) for name in _SYSTEMS)
        yield [part, f"{program['documents']}", *signed, *(percent(program[name]) for name in _PART_MEASURES)]


def _signed(row: Row) -> str:
    figure = percent(row.measures["signed_f1"])
    return figure if row.interval is None else f"{figure} [{100 * row.interval[0]:.0f}-{100 * row.interval[1]:.0f}]"


def _bin(row: Bin) -> list[str]:
    return [
        f"{100 * row.low:.0f}-{100 * row.high:.0f} %",
        *(str(row.shown), percent(row.score), percent(row.right)),
        *(str(row.told), percent(row.told_score), percent(row.told_right)),
    ]


def _type(row: TypeRow) -> list[str]:
    taken = ", ".join(f"{name} {number}" for name, number in list(row.taken_for.items())[:_CONFUSIONS])
    figures = (percent(share) for share in (row.precision, row.recall, row.f1))
    return [row.name, str(row.gold), str(row.system), *figures, taken]
