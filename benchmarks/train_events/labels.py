"""Which claims are right by the gold, and which candidates an editor would sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.train_events.texts import WANTED, Text
from pipeline.evaluate import timelines
from pipeline.evaluate.system import days_of
from pipeline.events import choice
from pipeline.model import Span


def is_date_right(gold: Mapping[str, Any], claim: Any) -> bool:
    when = when_of(claim)
    right = timelines.is_date_right(gold, {"when": when})
    return when is None if right is None else bool(right)


def when_of(claim: Any) -> str | None:
    """The date of a claim as it is shown: of the document's day, which is the best estimate, no bound."""
    if claim.timing.interval is None:
        return None
    days = days_of(claim.timing.interval)
    return days.removeprefix("../") if claim.source == "by_document" else days


def is_best_mention(gold: Mapping[str, Any], span: Span) -> bool:
    """Whether a span overlaps the mention that the gold names first."""
    return span.overlaps(Span(*gold["mentions"][0]))


def is_place_right(gold: Mapping[str, Any], claim: Any) -> bool:
    place = claim.placing.mention.place if claim.placing.mention is not None else None
    if gold.get("lat") is None:
        return place is None
    point = {"lat": None, "lon": None} if place is None else {"lat": place.lat, "lon": place.lon}
    return place is not None and bool(timelines.is_place_right(gold, point))


def whole(texts: Sequence[Text]) -> Iterator[Text]:
    """The texts whose gold tells every event, with its level; chronicles only teach dates and places."""
    return (text for text in texts if not text.record["id"].startswith("chronicle-"))


def signed(text: Text, choices: Sequence[choice.Choice]) -> list[int]:
    """1 for each candidate that tells a wanted event that no better one told, its date and place not wrong.

    As in the measure: a candidate tells what it overlaps, else what is mentioned in its sentence.
    """
    events = system_events(choices, [each.score for each in choices], 0.0)
    labels, told = [0] * len(choices), set()
    for number in sorted(range(len(choices)), key=lambda number: -choices[number].score):
        found = [
            (pair.rank, -position, pair)
            for position, gold in enumerate(text.record["events"])
            if gold["level"] in WANTED and position not in told
            for pair in timelines.matched(text.record, [gold], [events[number]])
        ]
        if found:
            _, position, pair = max(found, key=lambda each: each[:2])
            told.add(-position)
            labels[number] = int(pair.holds)
    return labels


def system_events(choices: Sequence[choice.Choice], scores: Sequence[float], threshold: float) -> list[dict[str, Any]]:
    """The candidates as the events of a system record."""
    found = []
    for each, score in zip(choices, scores, strict=True):
        place = each.where.placing.mention.place if each.where.placing.mention is not None else None
        found.append({
            "start": each.trigger.span.start, "end": each.trigger.span.end, "main": score > threshold,
            "when": when_of(each.when),
            "lat": place.lat if place is not None else None, "lon": place.lon if place is not None else None,
            "salience": score,
        })  # fmt: skip
    return found
