"""Learns which reading an ambiguous time expression has: makes `pipeline/dates/readings.json`, and a table.

`python -m benchmarks.train_readings CORPORA_DIR` reads the temporal corpora and `timelines_dev.jsonl` there, which are
not part of this project (only weights are kept), and our own passages. Five folds by document (by `group` where given)
are first read with what the other folds taught: these figures are printed beside those of the rules, and a form of
which the rules were right more often is left to them. With `--check` nothing is written.

A reading is right when an annotated expression that it touches means the same days; on timelines, where the event's
time is annotated and not the expression's, when the days overlap.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks import fresh
from benchmarks.halves import CORPORA
from pipeline.dates import choice
from pipeline.dates.choice import Choose, Weights
from pipeline.dates.claims import AMBIGUOUS, RULE, Claim
from pipeline.dates.context import Context
from pipeline.dates.evidence import features_of, scene_of
from pipeline.dates.finder import readings
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.evaluate import corpus, temporal
from pipeline.evaluate.system import document_of
from pipeline.model import DocumentKind, Span
from pipeline.timex import interval_of

TABLE = Path(__file__).resolve().parent.parent / "pipeline" / "dates" / "readings.json"
TIMELINES = "timelines_dev"
OWN = "own passages"
FOLDS = 5
STRENGTH = 0.03  # inverse of the regularisation
FEWEST = 5  # expressions in which a feature must be seen
LEAST = 0.004  # a smaller weight is left out
WHERE = ("corpora", "timelines", "own")
LEAN = 20  # expressions that the mean share weighs in that of a form


@dataclass(frozen=True)
class Gold:
    """One annotated document."""

    corpus: str
    record: dict[str, Any]
    marks: tuple[dict[str, Any], ...]

    @property
    def fold(self) -> int:
        """Documents of one group fall into one fold, in every run."""
        group = f"{self.corpus} {self.record.get('group') or self.record['id']}"
        return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


@dataclass(frozen=True)
class Example:
    """One expression: the crossed features of each reading, whether it is right, whether the rules say so."""

    gold: Gold
    form: str
    features: tuple[tuple[tuple[str, str], ...], ...]
    right: tuple[bool, ...]
    by_rule: tuple[bool, ...]


def golds(folder: Path) -> Iterator[Gold]:
    """The annotated documents of a folder."""
    for name in CORPORA:
        for record in corpus.records([folder / f"temporal_{name}.jsonl"]):
            yield Gold(name, record, tuple(mark for mark in record["timex"] if not mark.get("dctflag")))
    for record in corpus.records([folder / f"{TIMELINES}.jsonl"]):
        yield Gold(TIMELINES, record, tuple(_marks(record)))
    for passage in fresh.passages():
        text, marked = fresh.unmarked(passage["text"])
        values = [(mark, value) for mark in marked for value in mark.values]
        marks = tuple({"start": mark.start, "end": mark.end, "value": value} for mark, value in values)
        yield Gold(OWN, passage | {"text": text}, marks)


def _marks(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The words that date an event, with the event's time."""
    for event in record["events"]:
        if event["when_span"] and event["when"] and event["basis"] in ("explicit", "relative"):
            yield {"start": event["when_span"][0], "end": event["when_span"][1], "value": event["when"]}


def is_right(gold: Gold, start: int, end: int, value: str) -> bool | None:
    """Whether a value is that of the mark it touches; None where there is no mark."""
    touched = [mark["value"] for mark in gold.marks if mark["start"] < end and start < mark["end"] and mark["value"]]
    if not touched:
        return None
    return any(_overlap(mark, value) if gold.corpus == TIMELINES else _agree(mark, value) for mark in touched)


def _agree(gold: str, value: str) -> bool:
    return gold == value or (interval_of(value) is not None and interval_of(gold) == interval_of(value))


def _overlap(gold: str, value: str) -> bool:
    """Whether the days of a value and of an event (`2019-07`, `a/b`, `../b`) overlap; of an open one, the known end."""
    days = interval_of(value.partition("T")[0])
    ends = [interval_of(end[:10]) for end in gold.split("/") if end != ".."]
    if days is None or days.start is None or days.end is None or not ends or None in ends:
        return False
    known = [end for end in ends if end is not None and end.start is not None and end.end is not None]
    return (
        bool(known) and days.start < max(end.end or 0 for end in known) and min(e.start or 0 for e in known) < days.end
    )


def examples(documents: Iterable[Gold]) -> Iterator[Example]:
    """The ambiguous expressions of documents that are marked; where a reading is right, the text goes on from it."""
    for gold in documents:
        seen: list[Example] = []
        read(gold, partial(_learn, gold, seen))
        yield from seen


def _learn(
    gold: Gold, seen: list[Example], context: Context, candidate: Candidate, claims: Sequence[Claim]
) -> list[Reading]:
    right = [is_right(gold, candidate.start, candidate.end, claim.value) for claim in claims]
    by_rule = choice.by_rule(context, candidate, claims)
    if not claims or None in right:
        return by_rule
    scene = scene_of(context, candidate)
    features = tuple(tuple((own, shared) for own in features_of(context, c) for shared in scene) for c in claims)
    rules = tuple(RULE in claim.names for claim in claims)
    seen.append(Example(gold, candidate.rule.form, features, tuple(map(bool, right)), rules))
    if any(ok and said for ok, said in zip(right, rules, strict=True)):
        return by_rule
    return next((list(claim.readings) for claim, ok in zip(claims, right, strict=True) if ok), by_rule)


def read(gold: Gold, choose: Choose) -> list[tuple[Candidate, Reading]]:
    """What is read in a document, by a way to choose."""
    kind = DocumentKind(gold.record["kind"]) if gold.corpus == OWN else DocumentKind.NEWS
    kind = None if gold.corpus == TIMELINES else kind
    return readings(document_of(gold.record, kind), choose=choose)[1]


def fitted(seen: Sequence[Example]) -> Weights:
    """The weights that examples teach."""
    common = Counter(feature for one in seen for feature in set(chain.from_iterable(one.features)))
    names = [feature for feature, number in common.items() if number >= FEWEST]
    columns = {feature: column for column, feature in enumerate(sorted(names))}
    rows, labels, shares = [], [], []
    for one in seen:
        pairs = list(_pairs(one))
        for difference in pairs:
            sign = 1 if len(rows) % 2 else -1  # both labels must be there; the intercept is nil
            rows.append({columns[f]: sign * n for f, n in difference.items() if n and f in columns})
            labels.append(sign)
            shares.append(1 / len(pairs))
    values, where, ends = _sparse(rows)
    matrix = csr_matrix((values, where, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(matrix, labels, sample_weight=shares)
    crossed: dict[str, dict[str, float]] = {}
    for (own, shared), column in columns.items():
        weight = round(float(model.coef_[0][column]), 3)
        if abs(weight) >= LEAST:
            crossed.setdefault(own, {})[shared] = weight
    return Weights(crossed, _reach(seen))


def _pairs(one: Example) -> Iterator[Counter[tuple[str, str]]]:
    """What the right reading has and each wrong one has not, and the other way round."""
    right = [place for place, ok in enumerate(one.right) if ok]
    if not right:
        return
    best = next((place for place in right if one.by_rule[place]), right[0])
    for place, ok in enumerate(one.right):
        if not ok:
            difference = Counter(one.features[best])
            difference.subtract(one.features[place])
            yield difference


def _sparse(rows: Sequence[dict[int, int]]) -> tuple[list[int], list[int], list[int]]:
    ends = [0]
    for row in rows:
        ends.append(ends[-1] + len(row))
    return [n for row in rows for n in row.values()], [column for row in rows for column in row], ends


def _reach(seen: Sequence[Example]) -> dict[str, float]:
    """Per form, the share of expressions of which any reading is right, drawn to the mean."""
    every, right = Counter(one.form for one in seen), Counter(one.form for one in seen if any(one.right))
    mean = sum(right.values()) / max(1, len(seen))
    return {form: round((right[form] + LEAN * mean) / (number + LEAN), 3) for form, number in sorted(every.items())}


@dataclass
class Tally:
    """What one way to choose got right."""

    corpora: dict[str, Counter[str]] = field(default_factory=dict)  # TempEval-3 counts, of timelines right and seen
    forms: dict[str, Counter[str]] = field(default_factory=dict)  # right and seen in corpora and in timelines
    chances: dict[int, Counter[str]] = field(default_factory=dict)  # by tenths of the chance that was shown

    def add(self, gold: Gold, found: Sequence[tuple[Candidate, Reading]]) -> None:
        """Count one document."""
        where = {TIMELINES: "timelines", OWN: "own"}.get(gold.corpus, "corpora")
        counts = self.corpora.setdefault(gold.corpus, Counter())
        if gold.corpus not in (TIMELINES, OWN):
            counts.update(temporal.count(gold.record, {"timex": [_as_gold(*pair) for pair in found]}))
        for candidate, reading in found:
            right = is_right(gold, candidate.start, candidate.end, reading.value)
            if right is None or candidate.rule.form not in AMBIGUOUS:
                continue
            counts.update(right=right, seen=1)
            row = self.forms.setdefault(candidate.rule.form, Counter())
            row.update({f"{where} right": int(right), f"{where} seen": 1})
            if reading.chance is not None:
                self.chances.setdefault(int(reading.chance * 10), Counter()).update(right=right, seen=1)


def _as_gold(candidate: Candidate, reading: Reading) -> dict[str, Any]:
    span = reading.span or Span(candidate.start, candidate.end)
    return {"start": span.start, "end": span.end, "type": reading.type.value, "value": reading.value}


def compared(documents: Sequence[Gold], seen: Sequence[Example]) -> tuple[Tally, Tally]:
    """The rules and the model, each document read by what the other folds taught."""
    models = {fold: fitted([one for one in seen if one.gold.fold != fold]) for fold in range(FOLDS)}
    rules, model = Tally(), Tally()
    for gold in documents:
        rules.add(gold, read(gold, choice.by_rule))
        model.add(gold, read(gold, partial(choice.choose, weights=models[gold.fold])))
    return rules, model


def better_by_rule(rules: Tally, model: Tally) -> frozenset[str]:
    """The forms of which the rules were right more often."""
    sums = [{form: sum(row[f"{w} right"] for w in WHERE) for form, row in t.forms.items()} for t in (rules, model)]
    return frozenset(form for form, right in sums[0].items() if right > sums[1][form])


def show(rules: Tally, model: Tally) -> None:
    """Print the table: corpora, forms, chances."""
    for name, counts in rules.corpora.items():
        pair = [f"{counts['right']} of {counts['seen']}", f"{model.corpora[name]['right']}"]
        if name not in (TIMELINES, OWN):
            pair += [f"{100 * (temporal.measures(t.corpora[name])['value_f1'] or 0):.2f}" for t in (rules, model)]
        print(f"| {name} | {' | '.join(pair)} |")
    for form, row in sorted(rules.forms.items()):
        cells = [f"{row[f'{w} right']} > {model.forms[form][f'{w} right']} of {row[f'{w} seen']}" for w in WHERE]
        print(f"| {form} | {' | '.join(cells)} |")
    for tenth, row in sorted(model.chances.items()):
        print(f"shown as {tenth / 10:.1f}: {row['right']} of {row['seen']} right, {row['right'] / row['seen']:.3f}")


def main(arguments: list[str]) -> None:
    documents = list(golds(Path(arguments[0])))
    seen = list(examples(documents))
    rules, model = compared(documents, seen)
    show(rules, model)
    if "--check" not in arguments:
        write(fitted(seen), sorted(better_by_rule(rules, model)))


def write(weights: Weights, ruled: Sequence[str]) -> None:
    """Keep the model as JSON text, a line a feature of the claim."""
    crossed = [f"{json.dumps(own)}: {json.dumps(row, sort_keys=True)}" for own, row in sorted(weights.crossed.items())]
    rows = ",\n".join(crossed)
    head = f'"ruled": {json.dumps(ruled)},\n"reach": {json.dumps(weights.reach)}'
    TABLE.write_text(f'{{{head},\n"crossed": {{\n{rows}\n}}}}\n', "utf-8")
    print(f"{sum(map(len, weights.crossed.values()))} weights; by rule: {', '.join(ruled) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
