"""Trains the choices of `pipeline/events` on timelines and says, cross-validated, what they reach.

    python -m benchmarks.train_events CORPORA [--more FILE ...] [--write] [--links] [--ablate] [--curve]
        [--lessons WEIGHT]

CORPORA holds timelines_dev.jsonl; `--more` adds further annotated files of the same format to every training part,
never to what is scored: they are folded too, since a choice must not build on choices of models that saw its text.
Folds are made by `group`: all texts of a group, of whichever file, are in one fold.
`--write` trains on everything and writes pipeline/events/weights.
`--links` trains only the choices of when and where; `--ablate` does so once for every source, switched off.
`--curve` trains on a quarter, a half and all of the groups and prints the signed F1 of each.
`--lessons` weighs the small texts that `benchmarks.lessons` makes: they teach `mention`, `same`, `main` and `real`.
Every English document is also read without its parse, so that the models know texts of languages without a parser.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.lessons import records as made
from benchmarks.train_events.calibration import calibration
from benchmarks.train_events.curve import curve
from benchmarks.train_events.export import source_of
from benchmarks.train_events.report import links, report
from benchmarks.train_events.texts import Text, considered_again, fold, of_records, read
from benchmarks.train_events.training import Linked, Trained, first_tables
from pipeline.events.claims import when, where

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "gold" / "timelines_own.jsonl"  # the example document, worked by hand
OWN_WEIGHT = 12.0
LESSON_WEIGHT = 0.7  # of each of many small texts
WEIGHTS = ROOT / "pipeline" / "events" / "weights"


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    started = time.time()
    texts = read_all(options.corpora, options.more, options.cache, options.lessons)
    scored = sum(text.is_scored for text in texts)
    print(f"{scored} texts and {len(texts) - scored} more read in {time.time() - started:.0f} s", flush=True)
    if options.links or options.ablate:
        trained_links = Linked(texts)
        links(trained_links)
        if options.write:
            write_calibration(trained_links)
        if options.ablate:
            ablate(texts)
    elif options.curve:
        curve(texts)
    else:
        trained = Trained(texts)
        report(trained)
        if options.write:
            write(trained)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--curve", action="store_true", help="only the signed F1 by the number of training documents")
    parser.add_argument("--links", action="store_true", help="train and report only when and where")
    parser.add_argument("--ablate", action="store_true", help="the links with every source switched off, one by one")
    parser.add_argument(
        "--lessons", type=float, default=LESSON_WEIGHT, metavar="WEIGHT", help="of each of our own lessons; 0: none"
    )
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read of each file")
    return parser


def read_all(corpora: Path, more: Sequence[Path], cache: Path | None, lesson_weight: float) -> list[Text]:
    """The texts that are scored, then those that only train, our own lessons among them; folded."""
    texts = read(corpora / "timelines_dev.jsonl", cache)
    added = [text for path in more for text in read(path, cache)]
    own = read(OWN, cache)
    for text in own:
        text.weight = OWN_WEIGHT
    lessons = of_records(made() if lesson_weight else [], None)  # small, and read anew: their patterns change
    for text in lessons:
        text.weight, text.is_lesson = lesson_weight, True
    for text in (*added, *own, *lessons):
        text.is_scored = False
    texts += added + own + lessons
    fold(texts)
    return texts


def ablate(texts: Sequence[Text]) -> None:
    """The links once for every source of dates or places, switched off."""
    for without in [(name, "") for name in when.NAMES] + [("", name) for name in where.NAMES]:
        print(" ".join(filter(None, without)), end=": ", flush=True)
        models = ("when",) if without[0] else ("where",)
        links(Linked([considered_again(text, without) for text in texts], models))


def write(trained: Trained) -> None:
    """Train on every text, each step on what the step before made of texts that it had not seen; write the weights."""
    texts = trained.texts
    tables = first_tables(texts) | trained.mention_table(texts) | trained.same_table(texts) | trained.main_table(texts)
    tables |= trained.best_table(texts)
    WEIGHTS.mkdir(exist_ok=True)
    for name, table in tables.items():
        (WEIGHTS / f"{name}.json").write_text(source_of(name, table) + "\n", "utf-8")
    write_calibration(trained)


def write_calibration(trained: Trained | Linked) -> None:
    (WEIGHTS / "confidence.json").write_text(json.dumps(calibration(trained)) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
