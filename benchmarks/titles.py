"""Titles to be judged: can each be read alone, is it true, does it name the wrong person?

`python -m benchmarks.titles GOLD.jsonl [--seed N] [--half 0|1] [--main N] [--other N]` draws titles at random from the
events of the texts of a gold file (one record a line: `id`, `text`, `group`, `dct`, `language`; not part of this
project), main ones and others, and prints each with its sentence. `--half` keeps the texts of one half, by the hash of
their `group`: develop on 0, judge 1 once.

The judge, who should not have written the code, marks each: *alone* if a reader who sees nothing else knows who did
what, or what happened to whom; *true* if the text says so; *wrong person* if a name stands for somebody else. A heading
or label, a fragment, and a pronoun that is the only subject are not readable alone.
"""

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline import dates, events, places, resolve
from pipeline.config import Settings
from pipeline.evaluate import corpus, system
from pipeline.model import Event
from pipeline.run.extraction import tools_for
from pipeline.text import normalise_space

SHOWN = 400  # characters of a sentence


def half_of(group: str) -> int:
    """0 or 1, the same for every text of a group."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 2


def told(records: list[dict[str, Any]]) -> Iterator[tuple[str, Event]]:
    """Every event of the records' texts, with the id of its record."""
    settings = Settings()
    tools = tools_for(settings)
    for record in records:
        document = system.document_of(record)
        parse = tools.parser.parse(document.text, document.language)
        timexes = dates.find(document, anchor=settings.anchor, order=settings.date_order)
        mentions = resolve.resolve(document, places.find(document, tools.gazetteer, parse), tools.geocoder)
        for event in events.link(document, timexes, mentions, parse):
            yield str(record["id"]), event


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--main", type=int, default=100)
    parser.add_argument("--other", type=int, default=60)
    asked = parser.parse_args(arguments)
    records = corpus.records([asked.gold])
    kept = [record for record in records if asked.half is None or half_of(str(record["group"])) == asked.half]
    found = list(told(kept))
    draw = random.Random(asked.seed)
    for name, number, is_main in (("main", asked.main, True), ("other", asked.other, False)):
        pool = [(source, event) for source, event in found if event.main is is_main]
        for place, (source, event) in enumerate(draw.sample(pool, min(number, len(pool))), 1):
            quote = normalise_space(event.quote)[:SHOWN]
            print(f"{name} {place} of {len(pool)}, {source} ({event.modality.value})\n  {event.title}\n  {quote}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
