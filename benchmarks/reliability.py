"""Whether places of names scored as so and so sure are right as often, on texts that no weights have seen.

`python -m benchmarks.reliability CORPORA_DIR [SVG]` splits the documents of the toponym corpora into five parts. The
weights of resolution are fitted on four of them (as `train_resolve` does) and give probabilities for the fifth; from
those of all parts the weights of certainty are fitted on four again and give the scores for the fifth. It prints, by
score, how many pins there were on names that the corpus marks, and the share of them that was right (within 161 km, or
the marked GeoNames id): before calibration and after, then by corpus. With SVG, draws the diagram there.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from benchmarks.diagram import diagram
from benchmarks.places import document_of, point
from benchmarks.train_places import load, parses
from benchmarks.train_resolve import Sample, sample, train
from pipeline.config import Settings
from pipeline.evaluate import toponyms
from pipeline.evaluate.align import overlap
from pipeline.gazetteer import Gazetteer
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Parse, Role, Toponym
from pipeline.places import find
from pipeline.resolve import certainty, context
from pipeline.resolve.context import Matrix, Weights
from pipeline.resolve.senses import Name, asker, names_of

CORPORA = ("lgl", "geovirus", "tudloc2013", "wotr_train", "topres19th")
PARTS = 5
PENALTY = 1.0  # of the squared weights
EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 1.01)

Record = dict[str, Any]


@dataclass(frozen=True)
class Pin:
    """One placed name that the corpus marks; `raw` is its probability before calibration."""

    corpus: str
    part: int
    traits: Matrix
    raw: float
    right: bool


@dataclass
class Text:
    """One document as the program reads it."""

    corpus: str
    part: int
    record: Record
    toponyms: list[Toponym]
    names: list[Name]
    sample: Sample


def texts(folder: Path) -> Iterator[Text]:
    """The documents of all corpora, read."""
    settings = Settings()
    gazetteer = Gazetteer.open(settings.gazetteer_path)
    ask = asker(Embedded(gazetteer))
    for corpus in CORPORA:
        records = load(folder, corpus)
        for record, parse in zip(records, parses(records, corpus, settings.spacy_model), strict=True):
            yield text_of(record, parse, corpus, (gazetteer, ask))


def text_of(record: Record, parse: Parse, corpus: str, tools: tuple[Gazetteer, Callable[..., Any]]) -> Text:
    """One document."""
    gazetteer, ask = tools
    found = list(find(document_of(record), gazetteer, parse))
    part = crc32(f"{corpus} {record['id']}".encode()) % PARTS
    names = names_of(record["text"], found, ask)
    return Text(corpus, part, record, found, names, sample(record, parse, corpus, gazetteer))


def pins(read: Sequence[Text]) -> list[Pin]:
    """Every pin, with what weights fitted on the other parts make of it."""
    found = []
    for part in range(PARTS):
        weights = train([text.sample for text in read if text.part != part])
        found += [pin for text in read if text.part == part for pin in pins_of(text, weights)]
    return found


def pins_of(text: Text, weights: Weights) -> Iterator[Pin]:
    """The pins of a document on names that the corpus marks."""
    gold = [place for place in text.record["places"] if place["lat"] is not None]
    for name, chance in zip(text.names, context.probabilities(text.names, weights), strict=True):
        for toponym in (text.toponyms[index] for index in name.toponyms if chance.size):
            span = {"start": toponym.span.start, "end": toponym.span.end}
            marked = next((place for place in gold if overlap(place, span)), None)
            if marked is None or toponym.role is Role.DEMONYM:
                continue
            first = int(np.argmax(chance))
            right = toponyms.is_near(marked, point(name.senses[first].place))
            yield Pin(text.corpus, text.part, certainty.traits(name, chance), float(chance[first]), right)


def fit(seen: Sequence[Pin]) -> Matrix:
    """Weights that make the right pins likely: logistic regression by Newton's method with an L2 penalty."""
    rows = np.array([pin.traits for pin in seen])
    right = np.array([pin.right for pin in seen], dtype=np.float64)
    weight = np.zeros(rows.shape[1])
    for _ in range(25):
        chance = 1.0 / (1.0 + np.exp(-rows @ weight))
        slope = rows.T @ (chance - right) + PENALTY * weight
        bend = (rows.T * (chance * (1.0 - chance))) @ rows + PENALTY * np.eye(weight.size)
        weight = weight - np.linalg.solve(bend, slope)
    return weight


def calibrated(seen: Sequence[Pin]) -> list[tuple[Pin, float]]:
    """Every pin with the score that weights fitted on the other parts give it."""
    scored = []
    for part in range(PARTS):
        weight = fit([pin for pin in seen if pin.part != part])
        scored += [(pin, 1.0 / (1.0 + float(np.exp(-pin.traits @ weight)))) for pin in seen if pin.part == part]
    return scored


def binned(scored: Sequence[tuple[Pin, float]]) -> list[tuple[float, float, int]]:
    """(mean score, share right, number) of the pins between each two EDGES."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for pin, score in scored:
        bins[int(np.searchsorted(EDGES, score, side="right"))].append((score, pin.right))
    return [
        (sum(score for score, _ in column) / len(column), sum(right for _, right in column) / len(column), len(column))
        for _, column in sorted(bins.items())
    ]


def tell(title: str, scored: Sequence[tuple[Pin, float]]) -> None:
    print(f"{title}: {len(scored)} pins")
    for mean, right, count in binned(scored):
        print(f"  scored {100 * mean:5.1f} %: {count:5} pins, right {100 * right:5.1f} %")


def main(arguments: list[str]) -> None:
    seen = pins(list(texts(Path(arguments[0]))))
    before, after = [(pin, pin.raw) for pin in seen], calibrated(seen)
    tell("before", before)
    tell("calibrated", after)
    for corpus in CORPORA:
        tell(corpus, [(pin, score) for pin, score in after if pin.corpus == corpus])
    if arguments[1:]:
        Path(arguments[1]).write_text(diagram(binned(before), binned(after)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
