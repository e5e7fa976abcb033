"""How right events are on the development corpora, with 95 % bootstrap intervals and precision beside recall.

`python -m benchmarks.events CORPORA_DIR [NAME ...]` reads the files `events_*` there, which are not part of this
project. NAME is onthisday, muc, giveme5w1h, meantime or battles (default: all). A measure is
`share [low-high] of how many`; the definitions stand in `pipeline/evaluate/happenings.py`. One process.
"""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import Settings, load
from pipeline.evaluate import bootstrap, corpus, happenings, system
from pipeline.evaluate.align import Counts, Record
from pipeline.evaluate.days import interval

Finder = Callable[[Settings], Callable[[Mapping[str, Any]], system.Found]]


@dataclass(frozen=True)
class Texts:
    """Gold records, and what was found in each."""

    gold: list[Record]
    found: list[Record]

    def those(self, wanted: Callable[[Record], bool]) -> "Texts":
        """The records whose gold is `wanted`."""
        kept = [(gold, found) for gold, found in zip(self.gold, self.found, strict=True) if wanted(gold)]
        return Texts([gold for gold, _ in kept], [found for _, found in kept])

    def main(self) -> "Texts":
        """The same with only those events that are shown by default."""
        return Texts(self.gold, [{"events": [each for each in one["events"] if each["main"]]} for one in self.found])


def read(folder: Path, *names: str, finder: Finder = system.event_finder) -> Texts:
    """The corpora of these names, read; prints how fast."""
    gold = corpus.records([folder / f"events_{name}.jsonl" for name in names])
    find = finder(load())
    find(gold[0])  # loads the model
    begin = time.process_time()
    found = [find(record) for record in gold]
    words = sum(len(record["text"].split()) for record in gold)
    print(f"{', '.join(names)}: {len(gold)} texts, {words / (time.process_time() - begin):,.0f} words/s")
    return Texts(gold, found)


def print_shares(label: str, texts: Texts, top: int | None, measures: Sequence[str]) -> None:
    """One line of recalls with their intervals, then precision on both and events a record."""
    counts = [happenings.count(gold, found, top) for gold, found in zip(texts.gold, texts.found, strict=True)]
    total = sum(counts, Counter())
    shown = ", ".join(f"{name} {_share(counts, name)} of {total[f'{name}_gold']}" for name in measures)
    best = "all" if top is None else f"top {top}"
    precision = 100 * total["both"] / max(1, total["system_scored"])
    each = total["system"] / max(1, len(counts))
    print(f"  {label}, {best}: {shown}; precision on both {precision:.1f}, {each:.1f} events a text")


def _share(counts: Sequence[Counts], name: str) -> str:
    def share(total: Counts) -> float | None:
        return 100 * total[name] / total[f"{name}_gold"] if total[f"{name}_gold"] else None

    figure, bounds = share(sum(counts, Counter())), bootstrap.interval(counts, share)
    return "-" if figure is None or bounds is None else f"{figure:.1f} [{bounds[0]:.0f}-{bounds[1]:.0f}]"


def has_gold(record: Record) -> bool:
    """Whether a record has an event that must be found."""
    return any(not event.get("optional") for event in record["events"])


def is_whole_degree(record: Record) -> bool:
    """Whether a record's point is a whole number of degrees, which stands for a country."""
    points = [(event["lat"], event["lon"]) for event in record["events"] if event["lat"] is not None]
    return all(float(number).is_integer() for point in points for number in point)


def onthisday(folder: Path) -> None:
    texts = read(folder, "wikipedia_onthisday_single")
    for label, chosen in (("all", texts), ("without whole degrees", texts.those(lambda one: not is_whole_degree(one)))):
        print_shares(label, chosen, 2, ("day", "place", "both"))


def muc(folder: Path) -> None:
    texts = read(folder, "muc4_dev", "muc4_tst1", "muc4_tst2")
    for top in (8, 2):
        print_shares("every event", texts, top, ("date", "place", "both"))
    print_shares("main events", texts.main(), 8, ("date", "place", "both"))
    print_shares("main events", texts.main(), 2, ("date", "place", "both"))
    empty = texts.those(lambda record: not has_gold(record))
    every, main = (sum(len(one["events"]) for one in each.found) / len(empty.gold) for each in (empty, empty.main()))
    print(f"  {len(empty.gold)} texts without gold: {main:.2f} main events each, {every:.2f} in all")


def giveme5w1h(folder: Path) -> None:
    texts = read(folder, "giveme5w1h")
    for top in (1, 8):
        clusters: dict[str, Counts] = defaultdict(Counter)
        for gold, found in zip(texts.gold, texts.found, strict=True):
            clusters[gold["cluster"]] += happenings.count(gold, found, top)
        means = {
            name: sum(each[name] / each[f"{name}_gold"] for each in clusters.values()) / len(clusters)
            for name in ("day", "place", "both")
        }
        shown = ", ".join(f"{name} {100 * share:.1f}" for name, share in means.items())
        print(f"  mean of {len(clusters)} clusters, top {top}: {shown}")


def meantime(folder: Path) -> None:
    for label, finder in (("events", system.event_finder), ("mentions", system.mention_finder)):
        _print_triggers(label, read(folder, "meantime_en", finder=finder))


def _print_triggers(label: str, texts: Texts) -> None:
    counts = [_triggers(gold, found) for gold, found in zip(texts.gold, texts.found, strict=True)]
    total = sum(counts, Counter())
    precision = 100 * total["triggers"] / max(1, total["system"])
    print(
        f"  {label}: triggers {_share(counts, 'triggers')} of {total['triggers_gold']}, precision {precision:.1f}; "
        f"right day {_share(counts, 'days')} of {total['days_gold']} matched"
    )


def _triggers(gold: Record, found: Record) -> Counts:
    """Mentions hit by a trigger, one to one from left to right; of those with a day of their own, the right ones."""
    counts: Counts = Counter(triggers_gold=len(gold["events"]), system=len(found["events"]))
    free: list[dict[str, Any]] = list(found["events"])
    for mention in gold["events"]:
        hit = next((one for one in free if one["start"] < mention["end"] and mention["start"] < one["end"]), None)
        if hit is None:
            continue
        free.remove(hit)
        day = interval(mention["when"])
        is_day = day is not None and day[0] is not None and day[0] == day[1]
        counts.update(triggers=1, days_gold=is_day, days=is_day and interval(hit["when"]) == day)
    return counts


def battles(folder: Path) -> None:
    texts = read(folder, "wikipedia_battles")
    print_shares("all", texts, 1, ("date", "day"))
    print_shares("all", texts, None, ("date", "day"))


BARS = {"onthisday": onthisday, "muc": muc, "giveme5w1h": giveme5w1h, "meantime": meantime, "battles": battles}


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    for name in arguments[1:] or BARS:
        BARS[name](folder)


if __name__ == "__main__":
    main(sys.argv[1:])
