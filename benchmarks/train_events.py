"""Trains the choices of `pipeline/events` on timelines and says, cross-validated, what they reach.

    python -m benchmarks.train_events CORPORA [--more FILE ...] [--write] [--links] [--ablate] [--curve]

CORPORA holds timelines_dev.jsonl; `--more` adds further annotated files of the same format to every training part,
never to what is scored: they are folded too, since a choice must not build on choices of models that saw its text.
Folds are made by `group`. `--write` trains on everything and writes pipeline/events/weights.
`--links` trains only the choices of when and where; `--ablate` does so once for every source, switched off.
Every English document is also read without its parse, so that the models know texts of languages without a parser.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks import chances
from pipeline import dates, places, resolve
from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading
from pipeline.config import Settings
from pipeline.evaluate import system, timelines
from pipeline.events import candidates, choice, confidence, pairs
from pipeline.events.claims import when, where
from pipeline.events.evidence import Evidence
from pipeline.learned import forest
from pipeline.model import Document
from pipeline.nlp.rough import rough_parse
from pipeline.run.extraction import tools_for

FOLDS = 5
WANTED = ("lead", "main")
MAIN = 0.2  # the threshold of the figures by kind and language
OWN = Path(__file__).parent.parent / "tests" / "gold" / "timelines_own.jsonl"  # the example document, worked by hand
OWN_WEIGHT = 12.0
WEIGHTS = Path(__file__).parent.parent / "pipeline" / "events" / "weights"
SHARED = {
    "num_leaves": 10, "min_child_samples": 20, "lambda_l2": 2.0, "feature_fraction": 0.6, "bagging_fraction": 0.8,
    "bagging_freq": 1, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True, "max_bin": 63,
    "learning_rate": 0.08,
}  # fmt: skip
MODELS: Mapping[str, tuple[dict[str, Any], int]] = {
    "when": ({"objective": "lambdarank", "lambdarank_truncation_level": 8}, 150),
    "where": ({"objective": "rank_xendcg"}, 150),
    "mention": ({"objective": "binary"}, 150),
    "same": ({"objective": "binary"}, 150),
    "main": (
        {
            "objective": "binary",
            "num_leaves": 8,
            "learning_rate": 0.06,
            "min_child_samples": 100,
            "lambda_l2": 20.0,
            "feature_fraction": 0.3,
        },
        150,
    ),
    "best": ({"objective": "lambdarank", "num_leaves": 6, "min_child_samples": 40}, 60),
    "real": ({"objective": "binary", "num_leaves": 8, "learning_rate": 0.06, "min_child_samples": 30}, 80),
}


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
    weight: float = 1.0
    without: tuple[str, str] = ("", "")  # sources of dates and of places that are switched off

    def level(self, number: int | None) -> str:
        return self.record["events"][number]["level"] if number is not None else ""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--links", action="store_true", help="train and report only when and where")
    parser.add_argument("--ablate", action="store_true", help="the links with every source switched off, one by one")
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read of each file")
    options = parser.parse_args(arguments)
    started = time.time()
    scored = read(options.corpora / "timelines_dev.jsonl", options.cache)
    fold(scored)
    added = [text for path in options.more for text in read(path, options.cache)]
    own = read(OWN, options.cache)
    for text in own:
        text.weight = OWN_WEIGHT
    added += own
    fold(added)
    for text in added:
        text.is_scored = False
    print(f"{len(scored)} texts and {len(added)} more read in {time.time() - started:.0f} s", flush=True)
    texts = scored + added
    if options.links or options.ablate:
        trained_links = Linked(texts)
        links(trained_links)
        if options.write:
            (WEIGHTS / "confidence.json").write_text(json.dumps(calibration(trained_links)) + "\n", "utf-8")
        for without in _switched_off() if options.ablate else ():
            print(" ".join(filter(None, without)), end=": ", flush=True)
            models = ("when",) if without[0] else ("where",)
            links(Linked([considered_again(text, without) for text in texts], models))
        return
    trained = Trained(texts)
    report(trained)
    if options.write:
        write(trained)


def fold(texts: Sequence[Text]) -> None:
    """Spread the groups over the folds."""
    groups = sorted({text.record["group"] for text in texts})
    random.Random(7).shuffle(groups)
    folds = {group: number % FOLDS for number, group in enumerate(groups)}
    for text in texts:
        text.fold = folds[text.record["group"]]


# -- reading -------------------------------------------------------------------------------------------------------


def read(path: Path, cache: Path | None) -> list[Text]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    readings = _readings(records, cache / f"{path.stem}.pickle" if cache is not None else None)
    return [prepare(record, reading) for record, reading in zip(records, readings, strict=True)]


def _readings(records: Sequence[Mapping[str, Any]], kept: Path | None) -> list[Reading]:
    import pickle

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


def _switched_off() -> list[tuple[str, str]]:
    return [(name, "") for name in when.NAMES] + [("", name) for name in where.NAMES]


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


# -- training ------------------------------------------------------------------------------------------------------


class Table:
    """Rows of features with labels, in groups."""

    def __init__(self) -> None:
        self.rows: list[Mapping[str, float]] = []
        self.labels: list[int] = []
        self.groups: list[int] = []
        self.weights: list[float] = []

    def add(self, rows: Sequence[Mapping[str, float]], labels: Sequence[int], weight: float) -> None:
        self.rows += rows
        self.labels += labels
        self.groups.append(len(rows))
        self.weights += [weight] * len(rows)


def fit(model: str, table: Table) -> forest.Forest:
    return forest.parse(source_of(model, table))


def source_of(model: str, table: Table) -> str:
    """Train a model; its weights as JSON."""
    names = sorted({name for row in table.rows for name in row})
    matrix = np.array([[row.get(name, forest.MISSING) for name in names] for row in table.rows], dtype=np.float32)
    parameters, rounds = MODELS[model]
    ranks = str(parameters["objective"]) in {"lambdarank", "rank_xendcg"}
    groups = table.groups if ranks else None
    data = lightgbm.Dataset(matrix, table.labels, group=groups, weight=table.weights)
    return dump(lightgbm.train({**SHARED, **parameters}, data, rounds), names)


def dump(booster: lightgbm.Booster, names: Sequence[str]) -> str:
    """The JSON of a trained model: `forest.parse` reads it."""
    trees, depth = [], 1
    for tree in booster.dump_model()["tree_info"]:
        flat: dict[str, list[float]] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}
        depth = max(depth, _flatten(tree["tree_structure"], flat))
        trees.append(flat)
    used = sorted({int(number) for tree in trees for number in tree["feature"]})
    renamed = {number: position for position, number in enumerate(used)}
    for tree in trees:
        tree["feature"] = [renamed[int(number)] for number in tree["feature"]]
    return json.dumps({"names": [names[number] for number in used], "depth": depth, "trees": trees},
                      separators=(",", ":"))  # fmt: skip


def _flatten(node: Mapping[str, Any], flat: dict[str, list[float]]) -> int:
    """Append a node and all below it; how deep they reach."""
    at = len(flat["value"])
    inner = "split_feature" in node
    value = node.get("internal_value" if inner else "leaf_value", 0.0)
    flat["value"].append(float(f"{value:.5g}"))
    flat["feature"].append(node.get("split_feature", 0))
    flat["threshold"].append(float(f"{node.get('threshold', 0.0):.7g}"))
    flat["left"].append(at)
    flat["right"].append(at)
    if not inner:
        return 1
    flat["left"][at] = len(flat["value"])
    deep = _flatten(node["left_child"], flat)
    flat["right"][at] = len(flat["value"])
    return 1 + max(deep, _flatten(node["right_child"], flat))


def is_date_right(gold: Mapping[str, Any], claim: Any) -> bool:
    when = when_of(claim.timing)
    if claim.source == "by_document" and when is not None:
        when = when.removeprefix("../")  # what is shown is the document's day as the best estimate
    right = timelines.is_date_right(gold, {"when": when})
    return when is None if right is None else bool(right)


def when_of(timing: Any) -> str | None:
    from pipeline.timex import iso_of

    if timing.interval is None:
        return None
    first = ".." if timing.interval.start is None else iso_of(timing.interval.start)
    last = ".." if timing.interval.end is None else iso_of(timing.interval.end - 1)
    return first if first == last else f"{first}/{last}"


def is_place_right(gold: Mapping[str, Any], claim: Any) -> bool:
    place = claim.placing.mention.place if claim.placing.mention is not None else None
    if gold.get("lat") is None:
        return place is None
    point = {"lat": None, "lon": None} if place is None else {"lat": place.lat, "lon": place.lon}
    return place is not None and bool(timelines.is_place_right(gold, point))


def first_tables(texts: Sequence[Text]) -> dict[str, Table]:
    """What trains the choices that a candidate allows by itself: when and where.

    A right claim that rests on the very words that the gold gives counts double, and so do lead and main events.
    """
    tables = {"when": Table(), "where": Table()}
    for text in texts:
        for considered, told in zip(text.considered, text.gold, strict=True):
            if told is not None:
                _add_claims(tables, text, considered, text.record["events"][told])
    return tables


def _add_claims(tables: Mapping[str, Table], text: Text, considered: tuple[Any, ...], gold: Mapping[str, Any]) -> None:
    _, dates_, date_rows, places_, place_rows = considered
    weight = text.weight * (2.0 if gold["level"] in WANTED else 1.0)
    named = _keys_at(text, gold["where_span"])
    whens = [is_date_right(gold, claim) * (1 + _is_at(claim.dated, gold["when_span"])) for claim in dates_]
    wheres = [is_place_right(gold, claim) * (1 + _is_named(claim, named)) for claim in places_]
    if gold.get("is_place_open"):
        wheres = []
    for name, rows, labels in (("when", date_rows, whens), ("where", place_rows, wheres)):
        if any(labels):
            tables[name].add(rows, labels, weight)


def _is_at(found: Any, span: Sequence[int] | None) -> bool:
    return found is not None and span is not None and found.span.start < span[1] and span[0] < found.span.end


def _keys_at(text: Text, span: Sequence[int] | None) -> set[str]:
    return {located.key for located in text.evidence.places if _is_at(located, span)}


def _is_named(claim: Any, keys: set[str]) -> bool:
    return claim.located is not None and claim.located.key in keys


def whole(texts: Sequence[Text]) -> Iterator[Text]:
    """The texts whose gold tells every event, with its level; chronicles only teach dates and places."""
    return (text for text in texts if not text.record["id"].startswith("chronicle-"))


class Trained:
    """Cross-validated choices of every scored text; every text trains all folds but its own."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = [*texts, *(without_parse(text) for text in texts if text.evidence.reading.is_english)]
        self.scored = [text for text in texts if text.is_scored]
        self.models: list[dict[str, forest.Forest]] = [{} for _ in range(FOLDS)]
        self._step(("when", "where"), first_tables)
        self.linked = {id(text): self._weighed(text) for text in self.texts}
        self._step(("mention",), self.mention_table)
        self.weighed = {id(text): self._weighed(text) for text in self.texts}
        self._step(("same",), self.same_table)
        self.same = {id(text): self._compared(text) for text in self.texts}
        self._step(("main", "real"), self.main_table)

    def _step(self, names: Sequence[str], tables: Any) -> None:
        started = time.time()
        for number in range(FOLDS):
            made = tables([text for text in self.texts if text.fold != number])
            for name in names:
                self.models[number][name] = fit(name, made[name])
        print(f"{', '.join(names)}: {time.time() - started:.0f} s", flush=True)

    def margins(self, text: Text) -> choice.Margins:
        """The models that did not see a text."""
        models = self.models[text.fold]
        return lambda name, rows: models[name].margins(rows) if name in models else [0.0] * len(rows)

    def _weighed(self, text: Text) -> list[choice.Weighed]:
        return choice.weigh_considered(text.evidence.triggers, text.considered, self.margins(text))

    def mention_table(self, texts: Sequence[Text]) -> dict[str, Table]:
        table = Table()
        for text in whole(texts):
            rows = [choice.mention_row(each.choice) for each in self.linked[id(text)]]
            table.add(rows, [int(text.level(told) in WANTED) for told in text.near], text.weight)
        return {"mention": table}

    def same_table(self, texts: Sequence[Text]) -> dict[str, Table]:
        table = Table()
        for text in whole(texts):
            choices = [each.choice for each in self.weighed[id(text)]]
            numbers = [
                pair
                for pair in choice.compared(choices)
                if text.near[pair[0]] is not None and text.near[pair[1]] is not None
            ]
            rows = [pairs.of_pair(text.evidence, choices[left], choices[right]) for left, right in numbers]
            table.add(rows, [int(text.near[left] == text.near[right]) for left, right in numbers], text.weight)
        return {"same": table}

    def _compared(self, text: Text) -> choice.Same:
        return choice.compare(text.evidence, [each.choice for each in self.weighed[id(text)]], self.margins(text))

    def among(self, text: Text) -> tuple[list[choice.Choice], list[Mapping[str, float]]]:
        choices = [each.choice for each in self.weighed[id(text)]]
        return choices, list(choice.among(choices, self.same[id(text)]))

    def main_table(self, texts: Sequence[Text]) -> dict[str, Table]:
        """For `main`, whether showing a candidate after all better ones adds an event that an editor would sign.

        For `real`, whether it is the likeliest candidate of any gold event.
        """
        main, real = Table(), Table()
        for text in whole(texts):
            choices, rows = self.among(text)
            marked = self._marked(text, choices)
            features = [each.features | row for each, row in zip(choices, rows, strict=True)]
            main.add(features, signed(text, choices), text.weight)
            real.add(features, [int(number in marked) for number in range(len(choices))], text.weight)
        return {"main": main, "real": real}

    def best_table(self, texts: Sequence[Text]) -> dict[str, Table]:
        """Which mention of an event is its best one: that which the gold names first."""
        table = Table()
        for text in whole(texts):
            told: dict[int, list[int]] = {}
            for number, gold in enumerate(text.gold):
                if gold is not None:
                    told.setdefault(gold, []).append(number)
            for gold, numbers in told.items():
                first = text.record["events"][gold]["mentions"][0]
                choices = [self.weighed[id(text)][number].choice for number in numbers]
                labels = [
                    int(each.trigger.span.start < first[1] and first[0] < each.trigger.span.end) for each in choices
                ]
                if 0 < sum(labels) < len(labels):
                    table.add([each.features for each in choices], labels, text.weight)
        return {"best": table}

    def _marked(self, text: Text, choices: Sequence[choice.Choice]) -> set[int]:
        """One candidate for every gold event: the likeliest."""
        marked: dict[int, tuple[float, int]] = {}
        for number, gold in enumerate(text.near):
            if gold is not None:
                marked[gold] = max(marked.get(gold, (-1.0, -1)), (choices[number].score, number))
        return {number for _, number in marked.values()}

    def selected(self, text: Text) -> list[float]:
        choices, rows = self.among(text)
        return choice.select(choices, rows, self.margins(text))


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


class Linked(Trained):
    """Only the choices of when and where, cross-validated; one that is not trained takes what is proposed first."""

    def __init__(self, texts: Sequence[Text], models: Sequence[str] = ("when", "where")) -> None:
        self.texts = [*texts, *(without_parse(text) for text in texts if text.evidence.reading.is_english)]
        self.scored = [text for text in texts if text.is_scored]
        self.models = [{} for _ in range(FOLDS)]
        self._step(models, first_tables)
        self.weighed = {id(text): self._weighed(text) for text in self.scored}


# -- reporting -----------------------------------------------------------------------------------------------------


def system_events(choices: Sequence[choice.Choice], scores: Sequence[float], threshold: float) -> list[dict[str, Any]]:
    """The candidates as the events of a system record."""
    found = []
    for each, score in zip(choices, scores, strict=True):
        place = each.where.placing.mention.place if each.where.placing.mention is not None else None
        timing = each.when.timing
        when = when_of(timing)
        if each.when.source == "by_document" and when is not None:
            when = when.removeprefix("../")
        found.append({
            "start": each.trigger.span.start, "end": each.trigger.span.end, "main": score > threshold, "when": when,
            "lat": place.lat if place is not None else None, "lon": place.lon if place is not None else None,
            "salience": score,
        })  # fmt: skip
    return found


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


def linked(trained: Trained) -> Iterator[Link]:
    """The best mention of every lead or main event that is a candidate."""
    for text in trained.scored:
        told: set[int] = set()
        for each, number in zip(trained.weighed[id(text)], text.gold, strict=True):
            if number is None or number in told or text.level(number) not in WANTED:
                continue
            gold, span = text.record["events"][number], each.choice.trigger.span
            first = gold["mentions"][0]
            if span.start < first[1] and first[0] < span.end:
                told.add(number)
                (event,) = system_events([each.choice], [1.0], 0.0)
                right = timelines.is_date_right(gold, event), timelines.is_place_right(gold, event)
                yield Link(text, gold, each, *right)


def links(trained: Trained) -> None:
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


# -- calibration ---------------------------------------------------------------------------------------------------


def calibrate(trained: Trained) -> dict[str, dict[str, float]]:
    """How sure a chosen date and place are: P(right) = sigmoid(intercept + share * logit(s) + claims * ln(n)).

    `s` is the winner's share, `n` the number of its candidate's claims. Fitted on the shares that cross-validation gave
    to the best mentions of lead and main events; prints how well it says (each fold fitted on the others). A "none"
    that is chosen where the gold has a value counts as wrong; where the gold has none nothing is judged.
    """
    found: dict[str, dict[str, float]] = {}
    all_links = list(linked(trained))
    for name in ("when", "where"):
        right = [(link, link.date if name == "when" else link.place) for link in all_links]
        judged = [(link, bool(value)) for link, value in right if value is not None]
        ranked = [getattr(link.weighed, name) for link, _ in judged]
        shares = np.array([max(each.shares) for each in ranked])
        rows = chances.design(shares, np.array([float(len(each.claims)) for each in ranked]))
        labels = np.array([float(value) for _, value in judged])
        folds = np.array([link.text.fold for link, _ in judged])
        unseen = np.zeros(len(shares))
        for number in range(FOLDS):
            own = folds == number
            unseen[own] = chances.of(rows[own], chances.fit(rows[~own], labels[~own]))
        chances.print_reliability(f"{name}, shares", shares, labels)
        chances.print_reliability(f"{name}, calibrated", unseen, labels)
        weights = chances.fit(rows, labels)
        numbers = (round(float(weight), 4) for weight in weights)
        found[name] = dict(zip(("intercept", "share", "claims"), numbers, strict=True))
    return found


def write(trained: Trained) -> None:
    """Train on every text, each step on what the step before made of texts that it had not seen; write the weights."""
    texts = trained.texts
    tables = first_tables(texts) | trained.mention_table(texts) | trained.same_table(texts) | trained.main_table(texts)
    tables |= trained.best_table(texts)
    WEIGHTS.mkdir(exist_ok=True)
    for name, table in tables.items():
        (WEIGHTS / f"{name}.json").write_text(source_of(name, table) + "\n", "utf-8")
    (WEIGHTS / "confidence.json").write_text(json.dumps(calibration(trained)) + "\n", "utf-8")


def calibration(trained: Trained) -> dict[str, list[float]]:
    """The weights of `confidence.json`: of a date and a place by `calibrate`, of an event by those of both."""
    fitted = {
        name: [weights["intercept"], weights["share"], weights["claims"]]
        for name, weights in calibrate(trained).items()
    }
    rows, right = [], []
    for link in linked(trained):
        each = link.weighed
        sure = [confidence.sure(fitted[name], max(ranked.shares), len(ranked.claims))
                for name, ranked in (("when", each.when), ("where", each.where))]  # fmt: skip
        rows.append([1.0, *(confidence.logit(chance) for chance in sure)])
        right.append(float(link.date is not False and link.place is not False))
    event = chances.fit(np.array(rows), np.array(right))
    return fitted | {"event": [round(float(weight), 4) for weight in event]}


if __name__ == "__main__":
    main(sys.argv[1:])
