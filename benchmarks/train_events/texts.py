"""Annotated documents with their candidates, and the gold event that each candidate tells."""

from __future__ import annotations

import json
import pickle
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import dates, places, resolve
from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading
from pipeline.config import Settings
from pipeline.evaluate import system
from pipeline.events import candidates, choice
from pipeline.events.evidence import Evidence
from pipeline.model import Document
from pipeline.nlp.rough import rough_parse
from pipeline.run.extraction import tools_for

FOLDS = 5
WANTED = ("lead", "main")


@dataclass(eq=False)
class Text:
    """One document with its candidates, their features and claims, and the gold event that each tells (or None)."""

    record: Mapping[str, Any]
    evidence: Evidence
    considered: list[tuple[Any, ...]]
    gold: list[int | None] = field(default_factory=list)
    near: list[int | None] = field(default_factory=list)  # also of what governs, or is governed by, a gold mention
    fold: int = 0
    is_scored: bool = True  # further texts only train
    is_lesson: bool = False  # of `benchmarks.lessons`: teaches what is an event, with a parse
    weight: float = 1.0
    without: tuple[str, str] = ("", "")  # sources of dates and of places that are switched off

    @property
    def group(self) -> str:
        """What stays together in cross-validation."""
        return str(self.record["group"])

    def level(self, number: int | None) -> str:
        return self.record["events"][number]["level"] if number is not None else ""


def fold(texts: Sequence[Text]) -> None:
    """Give every group one fold: the groups of scored texts first, then the others, each in a seeded order.

    A group of both kinds of texts has one fold, so that no model that judges one of them saw another.
    """
    scored = {text.group for text in texts if text.is_scored}
    folds: dict[str, int] = {}
    for members in (scored, {text.group for text in texts} - scored):
        groups = sorted(members)
        random.Random(7).shuffle(groups)
        folds |= {group: number % FOLDS for number, group in enumerate(groups, len(folds))}
    for text in texts:
        text.fold = folds[text.group]


def read(path: Path, cache: Path | None) -> list[Text]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return of_records(records, cache / f"{path.stem}.pickle" if cache is not None else None)


def of_records(records: Sequence[Mapping[str, Any]], kept: Path | None) -> list[Text]:
    """Records as texts; `kept` is a file that keeps what was read of them."""
    readings = _readings(records, kept)
    return [prepare(record, reading) for record, reading in zip(records, readings, strict=True)]


def _readings(records: Sequence[Mapping[str, Any]], kept: Path | None) -> list[Reading]:
    if kept is not None and kept.exists():
        loaded = pickle.loads(kept.read_bytes())
    else:
        loaded = [_stages(record) for record in records]
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(loaded))
    return [Reading(document, parse, english(), timexes, mentions) for document, parse, timexes, mentions in loaded]


def _stages(record: Mapping[str, Any]) -> tuple[Document, Any, Any, Any]:
    settings = Settings()
    tools = tools_for(settings)
    document = system.document_of(record)
    parse = tools.parser.parse(document.text, document.language)
    timexes = dates.find(document, anchor=settings.anchor, order=settings.date_order)
    mentions = resolve.resolve(document, places.find(document, tools.gazetteer, parse), tools.geocoder)
    return document, parse, timexes, mentions


def prepare(record: Mapping[str, Any], reading: Reading, without: tuple[str, str] = ("", "")) -> Text:
    triggers = candidates.find(reading)
    evidence = Evidence(reading, triggers)
    considered = [choice.consider(evidence, trigger, without) for trigger in triggers]
    text = Text(record, evidence, considered, without=without)
    text.gold = [_told(record, trigger.span.start, trigger.span.end) for trigger in triggers]
    if not reading.is_english:
        text.gold = [
            told if told is not None else _in_sentence(record, trigger.span.start)
            for told, trigger in zip(text.gold, triggers, strict=True)
        ]
    text.near = _near(text)
    return text


def considered_again(text: Text, without: tuple[str, str]) -> Text:
    """The text with all claims but those of a source of dates and of one of places."""
    evidence = text.evidence
    return replace(text, considered=[choice.consider(evidence, trigger, without) for trigger in evidence.triggers],
                   without=without)  # fmt: skip


def without_parse(text: Text) -> Text:
    """The same document as a text of a language without a parser."""
    reading = text.evidence.reading
    document = reading.document
    rough = Reading(document, rough_parse(document.text), english(), reading.timexes, reading.mentions)
    found = prepare(text.record, rough, text.without)
    found.fold, found.weight = text.fold, 0.5
    return found


def _told(record: Mapping[str, Any], start: int, end: int) -> int | None:
    """The gold event whose mention a trigger overlaps, its best mention before any other."""
    events = record["events"]
    told = [number for number, event in enumerate(events) if any(start < b and a < end for a, b in event["mentions"])]
    best = [
        number for number in told if start < events[number]["mentions"][0][1] and events[number]["mentions"][0][0] < end
    ]
    return (best or told or [None])[0]


def _in_sentence(record: Mapping[str, Any], start: int) -> int | None:
    """The gold event told in the sentence at `start`, a wanted one first, the nearest first."""
    here = next((span for span in record["sentences"] if span[0] <= start < span[1]), None)
    if here is None:
        return None
    told = [
        (event["level"] not in WANTED, abs(a - start), number)
        for number, event in enumerate(record["events"])
        for a, _ in event["mentions"]
        if here[0] <= a < here[1]
    ]
    return min(told)[2] if told else None


_LINKED = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "xcomp", "oprd"})


def _near(text: Text) -> list[int | None]:
    reading = text.evidence.reading
    if not reading.parse.syntactic:
        return list(text.gold)
    tokens = reading.parse.tokens
    by_token = {trigger.index: number for number, trigger in enumerate(text.evidence.triggers)}
    near = list(text.gold)
    for number, trigger in enumerate(text.evidence.triggers):
        above = by_token.get(tokens[trigger.index].head)
        if above is None or above == number or tokens[trigger.index].dep not in _LINKED:
            continue
        if near[number] is None and text.gold[above] is not None:
            near[number] = text.gold[above]
        elif near[above] is None and text.gold[number] is not None:
            near[above] = text.gold[number]
    return near
