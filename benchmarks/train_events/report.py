"""What cross-validated choices reach: signed F1 by threshold, kind and language; dates and places of best mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.train_events.labels import is_best_mention, system_events
from benchmarks.train_events.texts import WANTED, Text
from benchmarks.train_events.training import Linked, Trained
from pipeline.evaluate import timelines
from pipeline.events import MAIN, choice


def report(trained: Trained) -> None:
    chosen = {id(text): trained.selected(text) for text in trained.scored}
    links(trained)
    links_by_kind(trained)
    for threshold in (0.15, 0.175, 0.2, 0.225, 0.25, 0.3):
        print(threshold, figures(trained, chosen, threshold, trained.scored), flush=True)
    groups: dict[str, list[Text]] = {}
    for text in trained.scored:
        language = text.record["language"]
        for name in (text.record["kind"], "English" if language == "en" else "not English"):
            groups.setdefault(name, []).append(text)
    for name, members in groups.items():
        print(f"{name:12}", figures(trained, chosen, MAIN, members))


def figures(trained: Trained, chosen: Mapping[int, list[float]], threshold: float, texts: Sequence[Text]) -> str:
    total: Counter[str] = Counter()
    for text in texts:
        choices = [each.choice for each in trained.weighed[id(text)]]
        events = system_events(choices, chosen[id(text)], threshold)
        total += timelines.count(text.record, {"id": text.record["id"], "events": events})
    measured = timelines.measures(total)
    names = ("shown", "real", "rightly_main", "date", "place", "lead", "told", "signed_lead", "signed_precision",
             "signed_recall", "signed_f1")  # fmt: skip
    return "  ".join(f"{name} {_shown(measured.get(name))}" for name in names)


def _shown(value: float | None) -> str:
    return (
        "-" if value is None else f"{100 * value:.1f}" if isinstance(value, float) and value <= 1 else str(int(value))
    )


@dataclass(frozen=True)
class Link:
    """The best mention of a lead or main event as it was dated and placed; None where the gold does not say."""

    text: Text
    gold: Mapping[str, Any]
    weighed: choice.Weighed
    date: bool | None
    place: bool | None

    @property
    def is_placed(self) -> bool:
        return self.weighed.choice.where.located is not None


def linked(trained: Trained | Linked) -> Iterator[Link]:
    """The best mention of every lead or main event that is a candidate."""
    for text in trained.scored:
        told: set[int] = set()
        for each, number in zip(trained.weighed[id(text)], text.gold, strict=True):
            if number is None or number in told or text.level(number) not in WANTED:
                continue
            gold = text.record["events"][number]
            if is_best_mention(gold, each.choice.trigger.span):
                told.add(number)
                (event,) = system_events([each.choice], [1.0], 0.0)
                right = timelines.is_date_right(gold, event), timelines.is_place_right(gold, event)
                yield Link(text, gold, each, *right)


def links(trained: Trained | Linked) -> None:
    """How often the best mention of a lead or main event is dated and placed right, by kind, basis and scale."""
    found = list(linked(trained))
    unplaced = [link for link in found if not link.is_placed]
    rightly = sum(link.gold["lat"] is None for link in unplaced)
    both = sum(link.date is not False and link.place is not False for link in found) / len(found)
    dates, places_ = [link.date for link in found], [link.place for link in found]
    print(f"links of best mentions: date {_rate(dates)} place {_rate(places_)} both {both:.3f} of {len(found)}; "
          f"unplaced {len(unplaced)}, rightly {rightly}", flush=True)  # fmt: skip


def links_by_kind(trained: Trained) -> None:
    """The rates of `links` for every kind of text, basis of date and scale of place."""
    found = list(linked(trained))
    for key in ("kind", "basis", "scale"):
        groups: dict[str, list[Link]] = {}
        for link in found:
            groups.setdefault(str((link.text.record if key == "kind" else link.gold)[key]), []).append(link)
        for name, members in sorted(groups.items()):
            rates = _rate([link.date for link in members]), _rate([link.place for link in members])
            print(f"  {key} {name:12} {len(members):4} date {rates[0]} place {rates[1]}")


def _rate(right: Sequence[bool | None]) -> str:
    judged = [value for value in right if value is not None]
    return f"{sum(judged) / len(judged):.3f}" if judged else "-"
