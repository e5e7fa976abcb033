"""How the events of articles of our own agree with what an editor said of them before the program read them.

Twenty are in `tests/articles/`, ten later ones in `tests/articles2/`, for which nothing was mended.
`python -m benchmarks.articles [--later] [--misses]` prints what can be told mechanically (how many
expected main events are shown by default, with the right day and place; in how many articles no leading one is missing;
how many document dates are right), then, from a reader's verdicts on each event shown, how many are real and main,
truly dated and rightly placed, at the first reading and now. What is shown now without a verdict is counted apart.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline import run
from pipeline.config import Settings, load
from pipeline.geo import distance_m
from pipeline.model import Document, Event, Interval
from pipeline.timex import DAY

FOLDER = Path(__file__).parent.parent / "tests" / "articles"
LATER = FOLDER.with_name("articles2")
EPOCH = date(1970, 1, 1)
AT_MOST_DAYS = 366  # wider dates than a year tell too little of a day
PLACED = {"place", "coarse", "unplaced"}


@dataclass(frozen=True)
class Reading:
    """One article as judged, what the program shows of it by default, and its five most salient events."""

    article: dict[str, Any]
    document: Document
    shown: Sequence[Event]
    top: Sequence[Event]

    def verdicts(self, *, first: bool) -> Iterator[frozenset[str] | None]:
        """What is right of each event shown at the first reading, or now; None for one that nobody has judged."""
        if first:
            yield from (frozenset(verdict["right"]) for verdict in self.article["shown"] if 1 in verdict["readings"])
            return
        known = {
            (each["title"], each["value"], each["place"]): frozenset(each["right"]) for each in self.article["shown"]
        }
        yield from (known.get(key_of(event)) for event in self.shown)


def key_of(event: Event) -> tuple[str, str, str]:
    """By what a verdict knows its event: title, value and name of the place as shown."""
    return event.title, event.value, event.place.name if event.place is not None else ""


def read(settings: Settings, folder: Path = FOLDER) -> list[Reading]:
    """Every article of a folder, read by the program."""
    readings = []
    for article in tomllib.loads((folder / "judgement.toml").read_text("utf-8"))["article"]:
        (document,) = run.read((folder / article["file"]).read_bytes(), article["file"])
        events = run.extract(document, settings).events
        shown = sorted((event for event in events if event.main), key=lambda event: event.trigger.start)
        top = sorted(events, key=lambda event: -event.salience)[:5]
        readings.append(Reading(article, document, shown, top))
    return readings


def days_of(expected: dict[str, Any]) -> Interval:
    """The first to the last day of an expected event, half-open."""
    return Interval((expected["from"] - EPOCH).days * DAY, (expected["to"] + timedelta(1) - EPOCH).days * DAY)


def is_dated(event: Event, expected: dict[str, Any]) -> bool:
    """Whether the event's own date meets the expected days and is no wider than a year beyond them."""
    when, days = event.interval, days_of(expected)
    if when is None or (when.start is None and when.end is None) or days.start is None or days.end is None:
        return False
    start = when.start if when.start is not None else days.start - AT_MOST_DAYS * DAY
    end = when.end if when.end is not None else days.end + AT_MOST_DAYS * DAY
    wide = end - start > days.end - days.start + AT_MOST_DAYS * DAY
    return start < days.end and days.start < end and not wide


def is_placed(event: Event, expected: dict[str, Any]) -> bool:
    """Whether the pin, with its radius, lies at one of the expected places; no pin is right where there is no place."""
    place = event.place
    if place is None:
        return not expected["places"]
    near = (
        distance_m(place.lat, place.lon, lat, lon) <= 1000 * km + place.radius_m for lat, lon, km in expected["places"]
    )
    return any(near)


def is_told(reading: Reading, event: Event, expected: dict[str, Any]) -> bool:
    """Whether the event's sentence tells the expected one, by its words."""
    sentence = reading.document.text[event.sentence.start : event.sentence.end]
    return re.search(expected["words"], sentence, re.IGNORECASE) is not None


def outcome(reading: Reading, expected: dict[str, Any]) -> str:
    """What became of an expected event: right, unplaced, misplaced, misdated or missing; the best of its tellings."""
    told = [event for event in reading.shown if is_told(reading, event, expected)]
    dated = [event for event in told if is_dated(event, expected)]
    if any(is_placed(event, expected) for event in dated):
        return "right"
    if any(event.place is None for event in dated):
        return "unplaced"
    return "misplaced" if dated else "misdated" if told else "missing"


def outcomes(readings: Sequence[Reading], *, leading: bool) -> Iterator[tuple[Reading, str, str]]:
    """Each expected event, or each leading one: its article, its name, what became of it."""
    for reading in readings:
        for expected in reading.article["event"]:
            if expected["lead"] or not leading:
                yield reading, expected["name"], outcome(reading, expected)


def print_expected(readings: Sequence[Reading]) -> None:
    """What became of the events that an editor expects to be shown."""
    for label, leading in (("expected main events", False), ("leading ones", True)):
        counts = Counter(said for _, _, said in outcomes(readings, leading=leading))
        others = ", ".join(f"{counts[said]} {said}" for said in ("unplaced", "misplaced", "misdated", "missing"))
        print(f"{label}: {counts['right']} of {counts.total()} right; {others}")
    for label, faults in (("missing", {"missing"}), ("missing or misdated", {"missing", "misdated"})):
        lacking = {reading.article["file"] for reading, _, said in outcomes(readings, leading=True) if said in faults}
        print(f"articles without a leading event {label}: {len(readings) - len(lacking)} of {len(readings)}")
    days = [reading.document.dct.value[:10] if reading.document.dct is not None else "" for reading in readings]
    right = sum(day == reading.article["dct"] for day, reading in zip(days, readings, strict=True))
    print(f"document dates right: {right} of {len(readings)}")


def print_verdicts(label: str, readings: Sequence[Reading], *, first: bool) -> None:
    """Shares of the events shown that are real and main, truly dated, rightly placed, by a reader's verdicts."""
    verdicts = [verdict for reading in readings for verdict in reading.verdicts(first=first)]
    judged = [verdict for verdict in verdicts if verdict is not None]
    counts = {
        "real": sum("real" in verdict for verdict in judged),
        "real and main": sum(verdict >= {"real", "main"} for verdict in judged),
        "true date inside": sum("date" in verdict for verdict in judged),
        "place right, coarse or none": sum(bool(verdict & PLACED) for verdict in judged),
        "title good": sum("title" in verdict for verdict in judged),
    }
    shares = ", ".join(f"{name} {100 * count / max(1, len(judged)):.1f} %" for name, count in counts.items())
    print(f"{label}: of {len(judged)} shown {shares}; {len(verdicts) - len(judged)} without a verdict")


def print_misses(readings: Sequence[Reading]) -> None:
    """The leading events that are not right, and the shown ones that are not, or that nobody has judged."""
    for reading, name, said in outcomes(readings, leading=True):
        if said != "right":
            print(f"  {reading.article['file']} {said}: {name}")
    shown = [
        (reading, *pair)
        for reading in readings
        for pair in zip(reading.shown, reading.verdicts(first=False), strict=True)
    ]
    for reading, event, verdict in shown:
        if verdict is None or not verdict >= {"real", "main", "date"} or not verdict & PLACED:
            print(f"  {reading.article['file']} {key_of(event)}: {sorted(verdict or ['not judged'])}")


def main(arguments: list[str]) -> None:
    readings = read(load(), LATER if "--later" in arguments else FOLDER)
    print_expected(readings)
    top = [replace(reading, shown=reading.top) for reading in readings]
    told = [said for _, _, said in outcomes(top, leading=True)]
    print(f"leading events told among the five most salient: {len(told) - told.count('missing')} of {len(told)}")
    print_verdicts("first reading", readings, first=True)
    print_verdicts("now", readings, first=False)
    if "--misses" in arguments:
        print_misses(readings)


if __name__ == "__main__":
    main(sys.argv[1:])
