"""Fit the weights of toponym recognition on corpora with marked toponyms; writes `pipeline/places/weights.json`.

    python benchmarks/train_places.py FOLDER_OF_CORPORA [--cross]

`--cross` writes nothing and prints recognition F1 on each corpus with weights fitted on the others. The corpora mark
every toponym of their texts: LGL, GeoVirus, TUD-Loc-2013, War of the Rebellion and TopRes19th. Marked names without
coordinates (streets, mostly) and demonyms count neither way. Parses are kept in the temporary folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.model import Parse
from pipeline.nlp import Parser
from pipeline.places import select
from pipeline.places.candidates import Candidate, candidates
from pipeline.places.certain import adjusted
from pipeline.places.features import Features, observe
from pipeline.places.reading import Reading, read
from pipeline.places.score import dot, logistic, second_step

WEIGHT = {"lgl": 1.0, "geovirus": 1.0, "tudloc2013": 0.7, "wotr_train": 0.25, "topres19th": 0.4}
PENALTY = 2.0  # of the squared weights
SMALLEST = 0.02  # weights nearer to zero are dropped
RAREST = 5  # features seen less often are dropped
FOLDS = 3  # of the first step, so that the second learns from honest logits
OUT = Path(__file__).resolve().parent.parent / "pipeline" / "places" / "weights.json"


@dataclass
class Sample:
    """One document: its candidates, features, answers (None = does not count) and weight."""

    corpus: str
    reading: Reading
    found: list[Candidate]
    seen: list[Features]
    truth: list[float | None]
    gold: list[dict[str, Any]]
    weight: float


def parses(records: Sequence[dict[str, Any]], corpus: str, model: str) -> list[Parse]:
    """The parses of a corpus, from the cache where they are there."""
    parser = Parser.load(model)
    key = hashlib.sha256(f"{parser.fingerprint} {corpus}".encode()).hexdigest()[:16]
    cache = Path(tempfile.gettempdir()) / f"whenabouts-parses-{key}.pickle"
    if cache.exists():
        loaded: list[Parse] = pickle.loads(cache.read_bytes())
        return loaded
    parsed = list(parser.parse_many([record["text"] for record in records]))
    cache.write_bytes(pickle.dumps(parsed))
    return parsed


def load(folder: Path, corpus: str) -> list[dict[str, Any]]:
    """The records of one corpus."""
    with (folder / f"toponyms_{corpus}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def samples(folder: Path, corpus: str, how: tuple[str, str], names: Gazetteer) -> list[Sample]:
    """The documents of one corpus, described; `how` is the model and the kind of weights to fit."""
    model, kind = how
    records = load(folder, corpus)
    if kind == "capitals":
        records = [record | {"text": shout(record["text"])} for record in records]
        corpus += " in capitals"
    made = []
    for record, parse in zip(records, parses(records, corpus, model), strict=True):
        reading = read(record["text"], parse, names)
        found = candidates(reading)
        truth = [answer(reading, candidate, record["places"]) for candidate in found]
        seen = [observe(reading, candidate) for candidate in found]
        made.append(Sample(corpus, reading, found, seen, truth, record["places"], WEIGHT[corpus.split()[0]]))
    return made


def shout(text: str) -> str:
    """The text in capitals, every character in its place."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def answer(reading: Reading, candidate: Candidate, places: Sequence[dict[str, Any]]) -> float | None:
    """1 for a marked span, 0 for others, None where it does not count."""
    start, end = reading.units[candidate.first].span.start, reading.units[candidate.last - 1].span.end
    for place in places:
        if place["start"] < end and start < place["end"]:
            if place["lat"] is None:
                return None
            if (place["start"], place["end"]) == (start, end):
                return 1.0
    return 0.0


def fit(rows: Sequence[Features], truth: Sequence[float], sizes: Sequence[float]) -> dict[str, float]:
    """Weights of a logistic regression with an L2 penalty (Newton's method)."""
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)), dtype=np.float32)
    for index, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[index, column[name]] = value
    wanted, size = np.array(truth, dtype=np.float32), np.array(sizes, dtype=np.float32)
    weight = np.zeros(len(names), dtype=np.float64)
    for _ in range(12):
        chance = 1.0 / (1.0 + np.exp(-np.clip(matrix @ weight, -30, 30)))
        slope = matrix.T @ (size * (chance - wanted)) + PENALTY * weight
        bend = matrix.T @ (matrix * (size * chance * (1 - chance))[:, None]) + PENALTY * np.eye(len(names))
        step = np.linalg.solve(bend.astype(np.float64), slope.astype(np.float64))
        weight -= step
        if np.abs(step).max() < 1e-4:
            break
    return {name: round(float(value), 3) for name, value in zip(names, weight, strict=True) if abs(value) >= SMALLEST}


def train(training: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """Both steps; the second sees first-step logits of documents that the first was not fitted on."""
    alone = fit_alone(training)
    rows: list[Features] = []
    truth: list[float] = []
    sizes: list[float] = []
    for fold in range(FOLDS):
        inner = fit_alone([sample for number, sample in enumerate(training) if number % FOLDS != fold])
        for sample in training[fold::FOLDS]:
            logits = [dot(inner, features) for features in sample.seen]
            second = second_step(sample.reading, sample.found, sample.seen, logits)
            extend(rows, truth, sizes, sample, second)
    return {"alone": alone, "document": fit(rows, truth, sizes)}


def fit_alone(training: Sequence[Sample]) -> dict[str, float]:
    rows: list[Features] = []
    truth: list[float] = []
    sizes: list[float] = []
    for sample in training:
        extend(rows, truth, sizes, sample, sample.seen)
    return fit(rows, truth, sizes)


def extend(
    rows: list[Features], truth: list[float], sizes: list[float], sample: Sample, seen: Sequence[Features]
) -> None:
    for features, right in zip(seen, sample.truth, strict=True):
        if right is not None:
            rows.append(features)
            truth.append(right)
            sizes.append(sample.weight)


def f1(tested: Sequence[Sample], table: dict[str, dict[str, float]]) -> tuple[float, float, float]:
    """Exact precision, recall and F1, demonyms aside."""
    right = found = gold = 0
    for sample in tested:
        logits = [dot(table["alone"], features) for features in sample.seen]
        second = second_step(sample.reading, sample.found, sample.seen, logits)
        scores = [logistic(dot(table["document"], features)) for features in second]
        scores = adjusted(sample.reading, sample.found, scores)
        units = sample.reading.units
        spans = {(units[c.first].span.start, units[c.last - 1].span.end) for c, _ in select(sample.found, scores)}
        wanted = {(p["start"], p["end"]) for p in sample.gold if p["lat"] is not None}
        blank = [p for p in sample.gold if p["lat"] is None]
        spans = {s for s in spans if s in wanted or not any(p["start"] < s[1] and s[0] < p["end"] for p in blank)}
        right += len(spans & wanted)
        found += len(spans)
        gold += len(wanted)
    precision, recall = right / max(1, found), right / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cross", action="store_true")
    arguments.add_argument("--gazetteer", type=Path, default=Settings().gazetteer_path)
    chosen = arguments.parse_args()
    names = Gazetteer.open(chosen.gazetteer)
    tables = {}
    for kind, model in (("model", Settings().spacy_model), ("capitals", Settings().spacy_model), ("rough", "")):
        described = {corpus: samples(chosen.folder, corpus, (model, kind), names) for corpus in WEIGHT}
        everything = [sample for group in described.values() for sample in group]
        if not chosen.cross:
            tables[kind] = train(everything)
            print(kind, {step: len(table) for step, table in tables[kind].items()}, "weights")
        for corpus, tested in described.items():
            others = [sample for sample in everything if not sample.corpus.startswith(corpus)]
            table = train(others) if chosen.cross else tables[kind]
            print(kind, corpus, "P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(tested, table)))
    if not chosen.cross:
        OUT.write_text(json.dumps(tables, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
