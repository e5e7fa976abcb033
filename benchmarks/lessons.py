"""Lessons: small texts of our own for training, made of `lessons.toml` with other names, places and days each time.

Annotated news hardly holds lives with a date in every clause, logs whose copulas tell, accidents in three sentences,
lines of day and place over paragraphs, or who comments beside what happened. Every text is a record as those of the
corpora, with its gold.
"""

from __future__ import annotations

import datetime
import json
import random
import re
import sys
import tomllib
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.text import sentences

SOURCE = Path(__file__).with_suffix(".toml")
TIMES = 4  # texts made of each pattern
MOST_TRIES = 100  # to make one that is not there yet
PLACES = {
    "Bergen": (60.39, 5.32), "Turin": (45.07, 7.69), "Krakow": (50.06, 19.94), "Seville": (37.39, -5.99),
    "Bristol": (51.45, -2.59), "Hamburg": (53.55, 9.99), "Marseille": (43.30, 5.37), "Zagreb": (45.81, 15.98),
    "Antwerp": (51.22, 4.40), "Prague": (50.08, 14.42), "Chicago": (41.85, -87.65), "Boston": (42.36, -71.06),
    "Denver": (39.74, -104.98), "Montreal": (45.51, -73.59), "Nairobi": (-1.28, 36.82), "Mumbai": (19.07, 72.88),
    "Osaka": (34.69, 135.50), "Melbourne": (-37.81, 144.96), "Montevideo": (-34.90, -56.19), "Helsinki": (60.17, 24.94),
    "Dublin": (53.33, -6.25), "Budapest": (47.50, 19.04), "Glasgow": (55.87, -4.26), "Genoa": (44.41, 8.93),
}  # fmt: skip
PEOPLE = (("Ingrid Dahl", "she"), ("Thomas Weir", "he"), ("Clara Novak", "she"), ("Henrik Bloom", "he"),
          ("Rosa Conti", "she"), ("Paul Marsh", "he"))  # fmt: skip
DAYS = ("{day} {month} {year}", "{month} {day}, {year}")
_CHOICE = re.compile(r"\(([^()]*/[^()]*)\)")
_PART = re.compile(r"\{(\w+)\}|<(~?)([^|=<>]+)(?:\|(\w+|-)\|(\w+|-)|=(\d))>")


def records() -> list[dict[str, Any]]:
    """All lessons, always the same, no two with the same text."""
    chance = random.Random(11)
    found: dict[str, dict[str, Any]] = {}
    for kind, table in tomllib.loads(SOURCE.read_text("utf-8")).items():
        for number, pattern in enumerate(table["texts"]):
            for time in range(TIMES):
                made = _another(pattern, chance, found)
                found[made.text] = made.record(
                    f"lesson-{kind}-{number}", time, kind=table.get("kind", "history"), dct=table.get("dct")
                )
    return list(found.values())


def _another(pattern: str, chance: random.Random, known: Container[str]) -> _Lesson:
    """A lesson whose text is not known yet. Raises ValueError for a pattern that gives too few."""
    for _ in range(MOST_TRIES):
        made = _Lesson(pattern, chance)
        if made.text not in known:
            return made
    raise ValueError(f"too few texts can be made of {pattern!r}")


class _Lesson:
    """One pattern that is being filled: the text so far, where its slots were written, and its events."""

    def __init__(self, pattern: str, chance: random.Random) -> None:
        self.slots = dict(_slots(chance))
        self.text = ""
        self.spans: dict[str, list[int]] = {}
        self.events: list[dict[str, Any]] = []
        self.mentions: list[tuple[int, list[int]]] = []
        self._fill(_CHOICE.sub(lambda found: chance.choice(found[1].split("/")), pattern))

    def record(self, group: str, number: int, *, kind: str, dct: str | None) -> dict[str, Any]:
        """The text with its gold; `dct` is the slot of the document's own date, if it has one."""
        spans = [[span.start, span.end] for span in sentences(self.text, "en")]
        return {
            "id": f"{group}-{number}", "source": "lessons", "group": group, "kind": kind, "language": "en",
            "dct": self.slots[dct][1] if dct else None, "text": self.text, "sentences": spans,
            "events": [self._placed(each) for each in self.events],
        }  # fmt: skip

    def _fill(self, pattern: str) -> None:
        at = 0
        for part in _PART.finditer(pattern):
            self.text += pattern[at : part.start()]
            self._write(part)
            at = part.end()
        self.text += pattern[at:]
        for number, span in self.mentions:
            self.events[number]["mentions"].append(span)

    def _write(self, part: re.Match[str]) -> None:
        slot, is_background, word, when, where, number = part.groups()
        start = len(self.text)
        self.text += self.slots[slot][0] if slot else word
        span = [start, len(self.text)]
        if slot:
            self.spans.setdefault(slot, span)
        elif number is not None:
            self.mentions.append((int(number), span))
        else:
            level = "background" if is_background else "main"
            self.events.append({"level": level, "mentions": [span], "when": when, "place": where})

    def _placed(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """An event with the values of its slots."""
        when, where = event["when"], event["place"]
        name = self.slots[where][0] if where != "-" else None
        lat, lon = PLACES[name] if name is not None else (None, None)
        return {
            **event, "title": "", "type": "other", "basis": "explicit", "when": self.slots[when][1],
            "when_span": self.spans.get(when), "where_span": self.spans.get(where), "place": name, "lat": lat,
            "lon": lon, "scale": "city", "is_place_open": name is None,
        }  # fmt: skip


def _slots(chance: random.Random) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every slot with its words and its value."""
    name, she = chance.choice(PEOPLE)
    her = {"she": "her", "he": "his"}[she]
    yield from ((key, (word, "")) for key, word in (("name", name), ("she", she), ("She", she.title()), ("her", her),
                                                     ("Her", her.title())))  # fmt: skip
    for number, place in enumerate(chance.sample(sorted(PLACES), 4)):
        yield f"p{number}", (place, "")
    form = chance.choice(DAYS)
    day = datetime.date(chance.randrange(1780, 2015), chance.randrange(1, 13), chance.randrange(1, 28))
    for number in range(8):
        words = form.format(day=day.day, month=f"{day:%B}", year=day.year)
        yield f"d{number}", (words, day.isoformat())
        yield f"m{number}", (f"{day:%B} {day.year}", f"{day:%Y-%m}")
        yield f"y{number}", (str(day.year + 3 * number), str(day.year + 3 * number))
        day += datetime.timedelta(days=chance.randrange(1, 40))


def main() -> None:
    out = Path(sys.argv[1])
    made = records()
    out.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in made), "utf-8")
    print(f"{len(made)} lessons")


if __name__ == "__main__":
    main()
