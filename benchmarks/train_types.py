"""Fit the weights that type events; writes `pipeline/kinds/kinds.json`.

    python -m benchmarks.train_types TIMELINES_JSONL [--dry]

Every mention of every marked event of an English text is a sample, later mentions of an event at half weight; the
examples of kinds.toml are added to every training fold. Printed: accuracy and macro F1 over the first mentions, with
weights fitted on the other groups, beside the lexicon alone and rules alone; the confusion table; how often a type
said to be so sure is right; and the stems of the other languages. --dry writes nothing.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold

from pipeline import kinds
from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.config import Settings
from pipeline.kinds import features as kind_features
from pipeline.kinds import words as kind_words
from pipeline.model import Document, Parse, Span
from pipeline.nlp import Parser

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "kinds" / "kinds.json"
STRENGTH, EVEN = 0.4, 0.4  # inverse of the penalty; how far rare types are weighed up (0 not, 1 to equal shares)
SUPPORT = 3  # groups in which a feature must occur
LATER, EXAMPLE = 0.5, 5.0  # weights of an event's later mentions and of the examples of kinds.toml
SEEDS = (0, 1, 2)
BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 1.01)


@dataclass
class Sample:
    """A trigger with its type. `group` is what stays together in cross-validation, "" for an example of kinds.toml."""

    reading: Reading
    trigger: Trigger
    type: str
    group: str
    event: int
    weight: float = 1.0


def trigger_at(reading: Reading, index: int) -> Trigger:
    token = reading.parse.tokens[index]
    is_noun = token.pos in {"NOUN", "PROPN"}
    return Trigger(index, token.sentence, token.span, lemma_of(token), OTHER, "", is_noun=is_noun)


def reading_of(text: str, language: str, parse: Parse) -> Reading:
    return Reading(Document("d", "", "", "", text, language=language), parse, english(), (), ())


def marked(path: Path, parser: Parser) -> list[Sample]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        language = record["language"]
        reading = reading_of(record["text"], language, parser.parse(record["text"], language))
        for event in record["events"]:
            number = len(found)
            for start, end in event["mentions"]:
                trigger = trigger_at(reading, reading.head_of(Span(start, end)))
                weight = 1.0 if len(found) == number else LATER
                found.append(Sample(reading, trigger, event["type"], record["group"], number, weight))
    return found


def examples(parser: Parser) -> list[Sample]:
    found = []
    for row in kind_words.english().rows:
        at = row.example.index("[")
        text = re.sub(r"[\[\]]", "", row.example)
        reading = reading_of(text, "en", parser.parse(text))
        found.append(Sample(reading, trigger_at(reading, reading.token_at(at)), row.type, "", -1, EXAMPLE))
    return found


def features(sample: Sample) -> dict[str, float]:
    found = kind_features.of_trigger(sample.reading, sample.trigger)
    found.update(kind_features.of_sentence(sample.reading, sample.trigger.sentence))
    if sample.group:
        found.update(kind_features.of_text(sample.reading))
    return dict(found)


def supported(samples: Sequence[Sample], rows: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for number, (sample, row) in enumerate(zip(samples, rows, strict=True)):
        for feature in row:
            groups[feature].add(sample.group or f"example {number}")
    kept = {key for key, where in groups.items() if len(where) >= SUPPORT or key.startswith("ruled ")}
    return [{key: value for key, value in row.items() if key in kept} for row in rows]


def fit(samples: Sequence[Sample], rows: Sequence[dict[str, float]]) -> kinds.Model:
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(supported(samples, rows))
    counts = Counter(sample.type for sample in samples)
    mean = len(samples) / len(counts)
    weight = [sample.weight * (mean / counts[sample.type]) ** EVEN for sample in samples]
    model = LogisticRegression(C=STRENGTH, max_iter=500, tol=1e-3)
    model.fit(matrix, [sample.type for sample in samples], sample_weight=weight)
    names = {str(name): number for number, name in enumerate(vectors.get_feature_names_out())}
    return kinds.Model(tuple(model.classes_), names, np.array(model.coef_.T))


def crossed(samples: Sequence[Sample], rows: Sequence[dict[str, float]], seed: int) -> np.ndarray:
    """The chances of every sample's types (in the order of the lexicon) by weights fitted on the other groups."""
    order = english().types
    chances = np.zeros((len(samples), len(order)))
    own = [number for number, sample in enumerate(samples) if not sample.group]
    rest = [number for number, sample in enumerate(samples) if sample.group]
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=seed)
    types, groups = [samples[each].type for each in rest], [samples[each].group for each in rest]
    for train, test in folds.split(rest, types, groups):
        chosen = [rest[each] for each in train] + own
        model = fit([samples[each] for each in chosen], [rows[each] for each in chosen])
        columns = [order.index(each) for each in model.types]
        for each in test:
            scores = model.scores(rows[rest[each]])
            odds = np.exp(scores - scores.max())
            chances[rest[each], columns] = odds / odds.sum()
    return chances


def by_rules(sample: Sample) -> str:
    """Rows and lexicon for the trigger, else what most words beside it, else of its sentence, speak of."""
    reading, trigger = sample.reading, sample.trigger
    beside = list(kind_features.neighbours(reading, trigger.index))
    found = kind_features.sense_of(reading, trigger, beside) or kind_features.phrase_of(reading, trigger, beside)
    found = found or by_lexicon(sample)
    if found != OTHER:
        return found
    near = kind_features.of_trigger(reading, trigger) | kind_features.of_sentence(reading, trigger.sentence)
    votes: dict[str, float] = defaultdict(float)
    for feature, value in near.items():
        scope, _, meaning = feature.partition(" ")
        if scope in {"near", "sentence"} and meaning.startswith(("means ", "field ")):
            votes[meaning.partition(" ")[2]] += value
    return max(votes, key=lambda each: votes[each], default=OTHER)


def by_lexicon(sample: Sample) -> str:
    token = sample.reading.parse.tokens[sample.trigger.index]
    return kind_features.listed_type(english(), lemma_of(token), is_verb=token.pos == "VERB") or OTHER


def told(name: str, gold: Sequence[str], found: Sequence[str]) -> None:
    accuracy, macro = accuracy_score(gold, found), f1_score(gold, found, average="macro", zero_division=0)
    print(f"{name:<44} accuracy {accuracy:6.1%}  macro F1 {100 * macro:5.1f}")


def confusion(gold: Sequence[str], found: Sequence[str]) -> None:
    order = english().types
    table = Counter(zip(gold, found, strict=True))
    scores = precision_recall_fscore_support(gold, found, labels=list(order), zero_division=0)
    print("| gold | " + " | ".join(each[:5] for each in order) + " | P | R | F1 |")
    print("|---" * (len(order) + 4) + "|")
    for kind, precision, recall, f1 in zip(order, *scores[:3], strict=True):
        cells = " | ".join(str(table[kind, each] or "") for each in order)
        print(f"| {kind} | {cells} | {100 * precision:.0f} | {100 * recall:.0f} | {100 * f1:.0f} |")


def calibration(gold: Sequence[str], chances: np.ndarray) -> None:
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    right = np.array([english().types[each] for each in best]) == np.array(gold)
    for low, high in pairwise(BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            print(f"said {sure[inside].mean():.2f}  right {right[inside].mean():.2f}  of {inside.sum()}")


def judge(samples: Sequence[Sample], rows: Sequence[dict[str, float]]) -> None:
    first = [number for number, sample in enumerate(samples) if sample.group and sample.weight == 1.0]
    gold = [samples[each].type for each in first]
    told("lexicon alone", gold, [by_lexicon(samples[each]) for each in first])
    told("rules alone", gold, [by_rules(samples[each]) for each in first])
    order = np.array(english().types)
    for seed in SEEDS:
        chances = crossed(samples, rows, seed)
        found = order[chances[first].argmax(axis=1)]
        told(f"model, cross-validated, seed {seed}", gold, list(found))
        means = {each: [] for each in first}
        for number, sample in enumerate(samples):
            if sample.group:
                means[sample.event].append(chances[number])
        whole = np.array([np.mean(means[each], axis=0) for each in first])
        told(f"  mean over all mentions, seed {seed}", gold, list(order[whole.argmax(axis=1)]))
        if seed == SEEDS[0]:
            confusion(gold, list(found))
            calibration(gold, chances[first])


def other_languages(samples: Sequence[Sample]) -> None:
    first = [sample for sample in samples if sample.weight == 1.0 and not sample.reading.parse.syntactic]
    found = [kinds.Typer(sample.reading).type_of(sample.trigger) for sample in first]
    told("stems, other languages", [sample.type for sample in first], [kind for kind, _ in found])
    right: dict[float, list[bool]] = defaultdict(list)
    for sample, (kind, sure) in zip(first, found, strict=True):
        right[sure].append(kind == sample.type)
    for sure, hits in sorted(right.items()):
        print(f"said {sure:.2f}  right {np.mean(hits):.2f}  of {len(hits)}")


def main() -> None:
    parsed = argparse.ArgumentParser(description=__doc__)
    parsed.add_argument("timelines", type=Path)
    parsed.add_argument("--dry", action="store_true")
    arguments = parsed.parse_args()
    parser = Parser.load(Settings().spacy_model)
    found = marked(arguments.timelines, parser)
    other_languages(found)
    samples = []
    number_of: dict[int, int] = {}  # an event's number among all samples -> among the English ones
    for sample in found:
        if sample.reading.parse.syntactic:
            sample.event = number_of.setdefault(sample.event, len(samples))
            samples.append(sample)
    samples += examples(parser)
    rows = [features(sample) for sample in samples]
    judge(samples, rows)
    if not arguments.dry:
        model = fit(samples, rows)
        weights = {key: [round(float(each), 3) for each in model.weights[row]] for key, row in model.rows.items()}
        lines = ",\n".join(
            f"{json.dumps(key)}:{json.dumps(row, separators=(',', ':'))}" for key, row in weights.items()
        )
        OUT.write_text(f'{{"types":{json.dumps(model.types)},\n"weights":{{\n{lines}\n}}}}\n', "utf-8")


if __name__ == "__main__":
    main()
