"""How well and how fast names are placed, beside what is usual: gold names, whole texts, analysts' strings, look-ups.

`python -m benchmarks.places CORPORA_DIR` reads the toponym corpora and the list of geocoded incidents there, which are
not part of this project, and prints: the share of marked names put in the right place (within 161 km, or the marked
GeoNames id) when the names are given; end-to-end F1 beside spaCy's entities put at the most important place of their
name, in the same run; how many of the strings in which analysts wrote a place are geocoded to within 20 km, beside an
exact look-up; the median time of an exact look-up and of a document of 400 words, parsing left out.
"""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline import places, resolve
from pipeline.config import Settings
from pipeline.evaluate import corpus, toponyms
from pipeline.gazetteer import Gazetteer
from pipeline.geo import distance_m
from pipeline.model import Document, Parse, Place, Role, Span, Toponym
from pipeline.run.extraction import Tools, tools_for

GIVEN = ("lgl", "geovirus")
WHOLE = ("lgl", "geovirus", "tudloc2013", "wotr_train")
PLACES = ("GPE", "LOC", "FAC")
SCORED = (Role.LOCATION, Role.METONYM, Role.PART)
NEAR_M = 20_000.0
WORDS = 400

Record = dict[str, Any]


def records(folder: Path, name: str) -> list[Record]:
    path = folder / name
    return list(corpus.records([path])) if path.exists() else []


def document_of(record: Record) -> Document:
    return Document("d", "r", "s", "", record["text"])


def point(place: Place | None) -> Record:
    """A place as a system's answer is written."""
    if place is None:
        return {"lat": None, "lon": None}
    source, _, number = place.id.partition(":")
    return {"lat": place.lat, "lon": place.lon, "geonameid": number if source == "geonames" else None}


def given(tools: Tools, gold: Iterable[Record]) -> Iterator[bool]:
    """For every marked and placed name, whether it is put right when the marked names are all that is known."""
    for record in gold:
        marked = [place for place in record["places"] if place["lat"] is not None]
        spans = sorted({(place["start"], place["end"]) for place in marked})
        names = [Toponym(Span(*span), record["text"][slice(*span)]) for span in spans]
        found = {
            mention.toponym.span: mention for mention in resolve.resolve(document_of(record), names, tools.geocoder)
        }
        for place in marked:
            mention = found.get(Span(place["start"], place["end"]))
            yield mention is not None and toponyms.is_near(place, point(mention.place))


def ours(tools: Tools, document: Document, parse: Parse) -> list[Record]:
    names = places.find(document, tools.gazetteer, parse)
    return [
        {"start": mention.toponym.span.start, "end": mention.toponym.span.end, **point(mention.place)}
        for mention in resolve.resolve(document, names, tools.geocoder)
        if mention.toponym.role in SCORED
    ]


def usual(gazetteer: Gazetteer, document: Document, parse: Parse) -> list[Record]:
    """spaCy's places, each at the most important place of its name."""
    found = []
    for span, label in parse.entities:
        if label in PLACES:
            best = next(iter(gazetteer.lookup(span.of(document.text))), None)
            place = point(best.place if best is not None else None)
            found.append({"start": span.start, "end": span.end, **place})
    return found


def whole(tools: Tools, gold: Iterable[Record]) -> tuple[float, float]:
    """End-to-end F1 of ours and of the usual way, on the same parses."""
    counts = [Counter[str](), Counter[str]()]
    errors: list[list[float]] = [[], []]
    for record in gold:
        document = document_of(record)
        parse = tools.parser.parse(document.text)
        for number, found in enumerate((ours(tools, document, parse), usual(tools.gazetteer, document, parse))):
            more, wrong = toponyms.count(record, {"places": found})
            counts[number].update(more)
            errors[number] += wrong
    first, second = (toponyms.measures(*column)["e2e161_f1"] for column in zip(counts, errors, strict=True))
    return first or 0.0, second or 0.0


def analysts(tools: Tools, gold: Iterable[Record]) -> tuple[int, int, int]:
    """Strings within 20 km by our geocoder, by exact look-up, and how many there are."""
    right, exact, every = 0, 0, 0
    for event in (
        event for record in gold for event in record["events"] if event.get("where") and event.get("lat") is not None
    ):
        every += 1
        found = tools.geocoder.geocode(event["where"])
        right += found is not None and is_within(found.latitude, found.longitude, event)
        first = next(iter(tools.gazetteer.lookup(event["where"])), None)
        exact += first is not None and is_within(first.place.lat, first.place.lon, event)
    return right, exact, every


def is_within(lat: float, lon: float, event: Record) -> bool:
    return distance_m(lat, lon, event["lat"], event["lon"]) <= NEAR_M


def look_ups(path: Path, gold: Iterable[Record]) -> float:
    """Median microseconds of an exact look-up, each name for the first time."""
    gazetteer = Gazetteer(path)
    spent = []
    for name in {place["text"] for record in gold for place in record["places"] if place.get("text")}:
        begin = time.perf_counter()
        gazetteer.lookup(name)
        spent.append(time.perf_counter() - begin)
    return 1e6 * statistics.median(spent)


def documents(tools: Tools, gold: Iterable[Record]) -> float:
    """Median milliseconds of finding and placing in the first 400 words of texts that have so many."""
    spent = []
    for record in gold:
        words = list(re.finditer(r"\S+", record["text"]))
        if len(words) < WORDS:
            continue
        document = document_of({"text": record["text"][: words[WORDS - 1].end()]})
        parse = tools.parser.parse(document.text)
        begin = time.perf_counter()
        ours(tools, document, parse)
        spent.append(time.perf_counter() - begin)
    return 1e3 * statistics.median(spent)


def main(arguments: list[str]) -> None:
    folder, settings = Path(arguments[0]), Settings()
    tools = tools_for(settings)
    for name in GIVEN:
        right = list(given(tools, records(folder, f"toponyms_{name}.jsonl")))
        halves = " / ".join(f"{100 * statistics.fmean(half):.1f}" for half in (right[::2], right[1::2]))
        print(f"{name}: {len(right)} given names, right place {100 * statistics.fmean(right):.1f} % (halves {halves})")
    right, exact, every = analysts(tools, records(folder, "events_bellingcat_ukraine.jsonl"))
    shares = f"within 20 km {100 * right / every:.1f} %, exact look-up {100 * exact / every:.1f} %"
    print(f"{every} strings of analysts: {shares}")
    texts = records(folder, "toponyms_lgl.jsonl")
    print(f"exact look-up: median {look_ups(settings.gazetteer_path, texts):.0f} us")
    print(f"a document of {WORDS} words: median {documents(tools, texts[:60]):.1f} ms, parsing left out")
    for name in WHOLE:
        first, second = whole(tools, records(folder, f"toponyms_{name}.jsonl"))
        print(f"{name}: end to end F1 {100 * first:.1f}, the usual way {100 * second:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
