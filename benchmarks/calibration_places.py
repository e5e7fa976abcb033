"""Whether pins shown as so and so sure are right as often, with weights fitted on other corpora.

    python benchmarks/calibration_places.py FOLDER_OF_CORPORA

For each corpus of placed names the weights are fitted on the others (as `train_resolve` does); every marked name is
resolved among the names that `places.find` finds, and counts as right if its first candidate bears the marked GeoNames
id or lies within 161 km. Prints, by shown score to the nearest twentieth, how many there are, their mean and the share
that was right; and writes the plot to docs/reliability-places.svg.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from train_places import load, parses
from train_resolve import WEIGHT, Sample, sample, train

from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.geo import distance_m
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Document, Parse, Span, Toponym
from pipeline.places import find
from pipeline.resolve import calibration, context
from pipeline.resolve.context import Weights
from pipeline.resolve.senses import Name, Sense, asker, names_of

CORPORA = ("lgl", "geovirus", "tudloc2013", "wotr_train", "topres19th")
NEAR_M = 161_000.0
FEWEST = 20
OUT = Path(__file__).resolve().parent.parent / "docs" / "reliability-places.svg"
Shown = tuple[float, bool]
Marked = tuple[list[Name], list[tuple[int, dict[str, Any]]]]


def marked(record: dict[str, Any], parse: Parse, names: Gazetteer) -> Marked:
    """The names of a text, and for each marked place the number of its name."""
    text = str(record["text"])
    gold = [place for place in record["places"] if place["lat"] is not None]
    spans = {Span(place["start"], place["end"]) for place in gold}
    found = [one for one in find(Document("d", "", "", "", text), names, parse) if one.rule != "coordinates"]
    toponyms = [one for one in found if not any(one.span.overlaps(span) for span in spans)]
    toponyms = sorted([*toponyms, *(Toponym(span, span.of(text)) for span in spans)], key=lambda one: one.span)
    grouped = names_of(text, toponyms, asker(Embedded(names)))
    number = {toponyms[index].span: at for at, name in enumerate(grouped) for index in name.toponyms}
    return grouped, [(number[Span(place["start"], place["end"])], place) for place in gold]


def shown(texts: Sequence[Marked], weights: Weights) -> Iterator[Shown]:
    """The probability of every first candidate before calibration, and whether it is right."""
    for names, places in texts:
        chances = context.probabilities(names, weights)
        for number, place in places:
            if len(chances[number]):
                best = int(np.argmax(chances[number]))
                yield float(chances[number][best]), is_right(names[number].senses[best], place)


def is_right(sense: Sense, place: dict[str, Any]) -> bool:
    if place.get("geonameid") and sense.place.id == f"geonames:{place['geonameid']}":
        return True
    return distance_m(sense.place.lat, sense.place.lon, place["lat"], place["lon"]) <= NEAR_M


def bins(pairs: Sequence[Shown]) -> list[tuple[int, int, float, float]]:
    """(score in twentieths, how many, mean score, share right) of every bin with enough."""
    held: dict[int, list[Shown]] = defaultdict(list)
    for score, right in pairs:
        held[round(score * 20)].append((score, right))
    full = {step: found for step, found in sorted(held.items()) if len(found) >= FEWEST}
    return [(step, len(found), *(float(np.mean(column)) for column in zip(*found, strict=True)))
            for step, found in full.items()]  # fmt: skip


def plot(rows: Sequence[tuple[int, int, float, float]], raw: Sequence[tuple[int, int, float, float]]) -> str:
    """Shown score to the right, share right upward; the size of a dot tells how many."""
    size, edge = 360, 48

    def at(x: float, y: float) -> tuple[float, float]:
        return round(edge + size * x, 1), round(edge / 2 + size * (1 - y), 1)

    def dots(found: Sequence[tuple[int, int, float, float]], colour: str) -> str:
        return "".join(
            f'<circle cx="{at(mean, right)[0]}" cy="{at(mean, right)[1]}" r="{2 + 1.2 * np.log10(count):.1f}" '
            f'fill="{colour}"><title>{count} names: shown {mean:.2f}, right {right:.2f}</title></circle>'
            for _, count, mean, right in found
        )

    ticks = "".join(
        f'<text x="{at(value, 0)[0]}" y="{at(0, 0)[1] + 16}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{edge - 6}" y="{at(0, value)[1] + 4}" text-anchor="end">{value:.1f}</text>'
        for value in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    band = " ".join(f"{x},{y}" for x, y in (at(0, 0.05), at(0.95, 1), at(1, 1), at(1, 0.95), at(0.05, 0), at(0, 0)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}" '
        f'font-family="sans-serif" font-size="11">\n<rect width="100%" height="100%" fill="#fff"/>'
        f'<polygon points="{band}" fill="#e6eef5"/><path d="M{x0} {y0}L{x1} {y1}" stroke="#89a" fill="none"/>'
        f'<rect x="{x0}" y="{y1}" width="{size}" height="{size}" fill="none" stroke="#567"/>{ticks}\n'
        f"{dots(raw, '#c9b6a5')}\n{dots(rows, '#1f5f8b')}\n"
        f'<text x="{edge + size / 2}" y="{size + edge + 14}" text-anchor="middle">score shown '
        f"(blue; beige: before calibration)</text>"
        f'<text transform="translate(14 {edge / 2 + size / 2}) rotate(-90)" text-anchor="middle">share within 161 km'
        f"</text></svg>\n"
    )


def main(arguments: Sequence[str]) -> None:
    folder, names = Path(arguments[0]), Gazetteer.open(Settings().gazetteer_path)
    samples: list[Sample] = []
    texts: dict[str, list[Marked]] = {}
    for corpus in WEIGHT:
        records = load(folder, corpus)
        parsed = parses(records, corpus, Settings().spacy_model)
        both = list(zip(records, parsed, strict=True))
        samples += [sample(record, parse, corpus, names) for record, parse in both]
        if corpus in CORPORA:
            texts[corpus] = [marked(record, parse, names) for record, parse in both]
    raw: list[Shown] = []
    for corpus in CORPORA:
        raw += shown(texts[corpus], train([one for one in samples if one.corpus != corpus]))
    calibrated = [(calibration.calibrated(score), right) for score, right in raw]
    for title, pairs in (("before", raw), ("shown", calibrated)):
        for step, count, mean, right in bins(pairs):
            print(f"{title}, {5 * step:3} %: {count:5} names, mean {100 * mean:.1f}, right {100 * right:.1f} %")
    OUT.write_text(plot(bins(calibrated), bins(raw)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
