"""Fit the weights of toponym resolution on corpora with placed toponyms; writes `pipeline/resolve/weights.json`.

    python -m benchmarks.train_resolve FOLDER_OF_CORPORA [--cross]

The model is a softmax over the senses of each name. The first look is fitted on prominence; then the context is
computed from its probabilities and the second look fitted, and once more with the better context. The documents are
read as `places.find` reads them, with the marked names it misses added. A sense is right if it bears the marked
GeoNames id or lies within 161 km of the marked point
(countries and wider: half their radius). Printed: the share of marked names that are right, --cross: with
weights fitted on the other corpora.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.train_places import load, parses
from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.geo import WIDE, distance_m
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Document, Parse, Span, Toponym
from pipeline.places import find
from pipeline.resolve import context
from pipeline.resolve.context import CONTEXT, PROMINENCE, Matrix, Weights
from pipeline.resolve.senses import Name, Sense, asker, names_of

WEIGHT = {"lgl": 1.0, "geovirus": 1.0, "tudloc2013": 0.7, "wiktor": 0.3, "wotr_train": 0.2, "topres19th": 0.3}
PENALTY = 2.0  # of the squared weights
NEAR_M = 161_000.0
OUT = Path(__file__).resolve().parent.parent / "pipeline" / "resolve" / "weights.json"


@dataclass
class Sample:
    """One document: its names, and for each marked mention the name, which senses are right, and its weight."""

    corpus: str
    names: list[Name]
    marked: list[tuple[int, Matrix, float]]
    missing: int  # marked names that the gazetteer does not know


def sample(record: dict[str, Any], parse: Parse, corpus: str, names: Gazetteer) -> Sample:
    """One record, read and asked."""
    document = Document(record["id"], "", "", "", record["text"])
    toponyms = list(find(document, names, parse))
    marked = [place for place in record["places"] if place["lat"] is not None]
    spans = [Span(place["start"], place["end"]) for place in marked]
    toponyms = [toponym for toponym in toponyms if not any(toponym.span.overlaps(span) for span in spans)]
    toponyms += [Toponym(span, span.of(record["text"])) for span in spans]
    toponyms.sort(key=lambda toponym: toponym.span)
    found = names_of(record["text"], toponyms, asker(Embedded(names)))
    name_at = {toponyms[index].span: number for number, name in enumerate(found) for index in name.toponyms}
    made = Sample(corpus, found, [], 0)
    for place, span in zip(marked, spans, strict=True):
        number = name_at[span]
        right = np.array([is_right(sense, place) for sense in found[number].senses], dtype=np.float64)
        if right.any():
            made.marked.append((number, right, WEIGHT[corpus]))
        else:
            made.missing += 1
    return made


def is_right(sense: Sense, place: dict[str, Any]) -> bool:
    """Same GeoNames id, or near enough; gazetteers differ in where they put the point of a wide area."""
    if place.get("geonameid") and sense.place.id == f"geonames:{place['geonameid']}":
        return True
    reach = max(NEAR_M, 0.5 * sense.place.radius_m) if sense.place.kind in WIDE else NEAR_M
    return distance_m(sense.place.lat, sense.place.lon, place["lat"], place["lon"]) <= reach


def fit(rows: Sequence[tuple[Matrix, Matrix, float]], size: int) -> Matrix:
    """Weights that make the right senses likely: softmax regression by Newton's method with an L2 penalty."""
    weight = np.zeros(size)
    for _ in range(15):
        slope = PENALTY * weight
        bend = PENALTY * np.eye(size)
        for matrix, right, count in rows:
            chance = context.softmax(matrix @ weight)
            hoped = chance * right
            hoped = hoped / max(hoped.sum(), 1e-12)
            slope = slope + count * matrix.T @ (chance - hoped)
            mean = matrix.T @ chance
            bend = bend + count * ((matrix.T * chance) @ matrix - np.outer(mean, mean))
        step = np.linalg.solve(bend, slope)
        weight = weight - np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-3:
            break
    return weight


def train(samples: Sequence[Sample]) -> Weights:
    """Both looks."""
    alone = [[context.prominence(name) for name in made.names] for made in samples]
    first = fit(
        [(matrices[n], right, w) for made, matrices in zip(samples, alone, strict=True) for n, right, w in made.marked],
        len(PROMINENCE),
    )
    chances = [[context.softmax(matrix @ first) for matrix in matrices] for matrices in alone]
    second = np.zeros(len(PROMINENCE) + len(CONTEXT))
    for _ in range(context.PASSES):
        rows = []
        full = []
        for made, matrices, chance in zip(samples, alone, chances, strict=True):
            seen = context.context(made.names, chance)
            both = [np.hstack([left, right]) for left, right in zip(matrices, seen, strict=True)]
            full.append(both)
            rows += [(both[n], right, w) for n, right, w in made.marked]
        second = fit(rows, second.size)
        chances = [[context.softmax(matrix @ second) for matrix in both] for both in full]
    return Weights(first, second)


def accuracy(samples: Sequence[Sample], weights: Weights) -> tuple[float, float, int]:
    """(share right of all marked, share right of those that have a right sense, marked)."""
    right = known = total = 0
    for made in samples:
        chances = context.probabilities(made.names, weights)
        total += len(made.marked) + made.missing
        known += len(made.marked)
        right += sum(int(answer[int(np.argmax(chances[number]))]) for number, answer, _ in made.marked)
    return right / max(1, total), right / max(1, known), total


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cross", action="store_true")
    arguments.add_argument("--gazetteer", type=Path, default=Settings().gazetteer_path)
    chosen = arguments.parse_args()
    names = Gazetteer.open(chosen.gazetteer)
    samples = []
    for corpus in WEIGHT:
        records = load(chosen.folder, corpus)
        parsed = parses(records, corpus, Settings().spacy_model)
        samples += [sample(record, parse, corpus, names) for record, parse in zip(records, parsed, strict=True)]
    weights = train(samples)
    for corpus in WEIGHT:
        tested = [made for made in samples if made.corpus == corpus]
        table = train([made for made in samples if made.corpus != corpus]) if chosen.cross else weights
        alone = Weights(table.prominence, np.concatenate([table.prominence, np.zeros(len(CONTEXT))]))
        print(corpus, "prominence {:.3f} ({:.3f}) of {}".format(*accuracy(tested, alone)),
              "context {:.3f} ({:.3f}) of {}".format(*accuracy(tested, table)), flush=True)  # fmt: skip
    rounded = {
        "prominence": {name: round(float(v), 4) for name, v in zip(PROMINENCE, weights.prominence, strict=True)},
        "context": {n: round(float(v), 4) for n, v in zip((*PROMINENCE, *CONTEXT), weights.context, strict=True)},
    }
    print(json.dumps(rounded, indent=1))
    if not chosen.cross:
        OUT.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
