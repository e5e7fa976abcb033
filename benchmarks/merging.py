"""What gathering stories costs: synthetic events, some told by several documents, merged in growing numbers.

`python -m benchmarks.merging [EVENTS ...]` (default 100000 1000000) prints, for each number, the seconds of
`merge.merge`, microseconds an event, how many stories it made of how many happenings, and the peak memory with the
events themselves.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from pipeline import merge
from pipeline.model import Basis, Event, Granularity, Mention, Place, Span, Toponym
from pipeline.timex import interval_of

KINDS = ("attack", "disaster", "accident", "diplomacy", "politics", "protest", "conflict", "justice")
COMMON = ("bomb", "quake", "flood", "rally", "troops", "ferry", "market", "bridge", "summit", "strike", "fire", "crash")
TELLINGS = (1, 1, 1, 2, 3)  # documents that tell a happening, drawn at random
PLACES, PERSONS, WORDS = 20_000, 30_000, 6_000


class World:
    """Happenings at random: towns, persons and words drawn from fixed stocks with a fixed seed."""

    def __init__(self) -> None:
        self.random = random.Random(7)
        draw = self.random.uniform
        self.places = [Place(f"x:{n}", f"Town{n}", draw(-60, 70), draw(-180, 180), country="XX") for n in range(PLACES)]
        self.persons = [f"Given{n % 900} Family{n}" for n in range(PERSONS)]
        self.words = [f"w{chr(97 + n % 26)}{n}" for n in range(WORDS)]

    def events(self, number: int) -> list[Event]:
        """That many events; those of one happening have one `type` and neighbouring document ids."""
        made: list[Event] = []
        while len(made) < number:
            made.extend(self._happening(len(made)))
        return made[:number]

    def _happening(self, first: int) -> Iterator[Event]:
        chance = self.random
        place, persons = chance.choice(self.places), chance.sample(self.persons, 2)
        value = f"{chance.randrange(1950, 2024)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        kind, words = chance.choice(KINDS), chance.sample(self.words, 6) + chance.sample(COMMON, 2)
        for number in range(chance.choice(TELLINGS)):
            own = chance.sample(words, 5) + chance.sample(self.words, 6)
            title = f"{own[0]} {own[1]} hit {place.name}"
            quote = f"On that day {' '.join(own)} in {place.name}, {' and '.join(persons)} said."
            event = Event(
                f"{chance.getrandbits(64):016x}", f"d{first + number}", Span(0, 1), Span(0, 1), title, kind,
                value=value, interval=interval_of(value), granularity=Granularity.DAY, basis=Basis.EXPLICIT,
                actors=tuple(persons[: chance.randrange(3)]), quote=quote,
                mention=Mention(Toponym(Span(0, 1), place.name), place) if chance.random() < 0.85 else None,
            )  # fmt: skip
            assert event.interval is not None
            event = replace(event, best=event.interval.start)
            yield event if chance.random() < 0.9 else undated(event)


def undated(event: Event) -> Event:
    """The same told without a date."""
    return replace(event, value="", interval=None, best=None, basis=Basis.NONE, granularity=Granularity.UNKNOWN)


def main(arguments: list[str]) -> None:
    for number in map(int, arguments or ("100000", "1000000")):
        events = World().events(number)
        begin = time.process_time()
        stories = merge.merge(events)
        seconds = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576
        print(
            f"{number:>9,} events: {seconds:6.1f} s, {1e6 * seconds / number:5.0f} us an event, "
            f"{len(stories):,} stories, peak {peak:.1f} GB"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
