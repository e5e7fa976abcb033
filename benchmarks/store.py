"""How long the store takes at 10,000 and 50,000 events: `python -m benchmarks.store [events ...]`.

Two figures a line: the time that passed, and the processor time of all threads, which a busy machine changes less.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.config import Settings
from pipeline.model import (
    Basis,
    Document,
    Event,
    Granularity,
    Interval,
    Mention,
    Place,
    Span,
    Story,
    Timex,
    TimexType,
    Toponym,
    event_id,
)
from pipeline.selection import Selection
from pipeline.store import Extraction, Manifest, Store
from pipeline.timex import DAY, value_of

A_DOCUMENT = 20  # events
WORDS = (
    "army",
    "border",
    "bridge",
    "city",
    "fire",
    "flood",
    "king",
    "letter",
    "river",
    "ship",
    "storm",
    "treaty",
    "war",
)
TYPES = ("attack", "conflict", "meeting", "disaster", "agreement", "travel")


def main() -> None:
    for number in [int(text) for text in sys.argv[1:]] or [10_000, 50_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(number, Store(Settings(data_dir=Path(folder))))


def measure(number: int, store: Store) -> None:
    extractions = [extraction(index) for index in range(number // A_DOCUMENT)]
    print(f"\n{number:,} events")
    timed("write the parts", lambda: write(store, extractions))
    manifest = Manifest({one.document.id: ("r", str(index // 100)) for index, one in enumerate(extractions)})
    stories = [Story(event.id, (event.id,)) for one in extractions for event in one.events]
    timed("read every event", lambda: store.read_events("example", manifest))
    timed("commit", lambda: store.commit("example", manifest, stories))
    timed("open", lambda: store.open("example"))
    for title, chosen in {
        "all": Selection(main=False),
        "a century": Selection(start="1800", end="1899"),
        "text": Selection(q="river treaty"),
        "box and type": Selection(box=(0.0, 40.0, 30.0, 60.0), types=("attack",)),
    }.items():
        query = store.open("example")
        timed(f"{title}: count", lambda query=query, chosen=chosen: query.count(chosen))
        timed(f"{title}: facets", lambda query=query, chosen=chosen: query.facets(chosen))
        timed(f"{title}: table", lambda query=query, chosen=chosen: query.table(chosen))
    timed("one story", lambda: store.open("example").story(stories[number // 2].id))
    timed("open again", lambda: Store(store.settings).open("example"))


def write(store: Store, extractions: list[Extraction]) -> None:
    for first in range(0, len(extractions), 100):
        store.write_part("example", str(first // 100), extractions[first : first + 100])


def extraction(index: int) -> Extraction:
    chance = random.Random(index)
    document = Document(Document.id_of(f"seeds/{index}.txt"), "r", f"seeds/{index}.txt", f"Document {index}", "Text.")
    return Extraction(document, events=tuple(event(document, ordinal, chance) for ordinal in range(A_DOCUMENT)))


def event(document: Document, ordinal: int, chance: random.Random) -> Event:
    start = chance.randrange(-500_000, 20_000) * DAY
    place = Place(f"geonames:{chance.randrange(3000)}", "Place", chance.uniform(-60, 70), chance.uniform(-180, 180))
    quote = " ".join(chance.choices(WORDS, k=25))
    toponym = Toponym(Span(5, 10), "Place")
    return Event(
        id=event_id(document.id, quote, "war", ordinal),
        document_id=document.id,
        sentence=Span(0, 100),
        trigger=Span(0, 3),
        title=quote[:40],
        type=chance.choice(TYPES),
        main=chance.random() < 0.3,
        actors=(f"Actor {chance.randrange(500)}",),
        timex=Timex(TimexType.DATE, value_of(start, Granularity.DAY)),
        value=value_of(start, Granularity.DAY),
        granularity=Granularity.DAY,
        interval=Interval(start, start + DAY),
        best=start,
        basis=Basis.EXPLICIT,
        mention=Mention(toponym, place, why="the only place of this name"),
        salience=chance.random(),
        quote=quote,
    )


def timed(title: str, work: Callable[[], object]) -> None:
    started, used = time.perf_counter(), time.process_time()
    work()
    passed, used = time.perf_counter() - started, time.process_time() - used
    print(f"  {title:24} {1000 * passed:9.1f} ms {1000 * used:9.1f} ms")


if __name__ == "__main__":
    main()
