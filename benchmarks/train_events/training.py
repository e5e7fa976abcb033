"""The choices of every scored text by models that did not see it, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.train_events.export import Table, fit
from benchmarks.train_events.labels import is_best_mention, is_date_right, is_place_right, signed, whole
from benchmarks.train_events.texts import FOLDS, WANTED, Text, without_parse
from pipeline.events import choice, pairs
from pipeline.learned import forest
from pipeline.model import Span

Tables = Callable[[Sequence[Text]], dict[str, Table]]


def first_tables(texts: Sequence[Text]) -> dict[str, Table]:
    """What trains the choices that a candidate allows by itself: when and where.

    A right claim that rests on the very words that the gold gives counts double, and so do lead and main events.
    Lessons do not teach them: their dates and places are plain.
    """
    tables = {"when": Table(), "where": Table()}
    for text in texts:
        if text.is_lesson:
            continue
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
    return found is not None and span is not None and found.span.overlaps(Span(*span))


def _keys_at(text: Text, span: Sequence[int] | None) -> set[str]:
    return {located.key for located in text.evidence.places if _is_at(located, span)}


def _is_named(claim: Any, keys: set[str]) -> bool:
    return claim.located is not None and claim.located.key in keys


class CrossValidated:
    """Models by fold; every text of `taught` groups (of all, without a choice) trains all folds but its own."""

    def __init__(self, texts: Sequence[Text], taught: frozenset[str] | None = None) -> None:
        self.taught = taught if taught is not None else frozenset(text.group for text in texts)
        needed = [text for text in texts if text.is_scored or text.group in self.taught]
        taught = [text for text in needed if text.group in self.taught and not text.is_lesson]
        english = [text for text in taught if text.evidence.reading.is_english]
        self.texts = [*needed, *map(without_parse, english)]
        self.scored = [text for text in texts if text.is_scored]
        self.models: list[dict[str, forest.Forest]] = [{} for _ in range(FOLDS)]

    def teaching(self, fold: int) -> list[Text]:
        """The texts that train the models of a fold."""
        return [text for text in self.texts if text.fold != fold and text.group in self.taught]

    def _step(self, names: Sequence[str], tables: Tables) -> None:
        started = time.time()
        for number in range(FOLDS):
            made = tables(self.teaching(number))
            for name in names:
                self.models[number][name] = fit(name, made[name])
        print(f"{', '.join(names)}: {time.time() - started:.0f} s", flush=True)

    def margins(self, text: Text) -> choice.Margins:
        """The models that did not see a text."""
        models = self.models[text.fold]
        return lambda name, rows: models[name].margins(rows) if name in models else [0.0] * len(rows)

    def _weighed(self, text: Text) -> list[choice.Weighed]:
        return choice.weigh_considered(text.evidence.triggers, text.considered, self.margins(text))


class Linked(CrossValidated):
    """Only the choices of when and where; one that is not trained takes what is proposed first."""

    def __init__(self, texts: Sequence[Text], models: Sequence[str] = ("when", "where")) -> None:
        super().__init__(texts)
        self._step(models, first_tables)
        self.weighed = {id(text): self._weighed(text) for text in self.scored}


class Trained(CrossValidated):
    """All choices, each step trained on what the steps before made of texts that they had not seen."""

    def __init__(self, texts: Sequence[Text], taught: frozenset[str] | None = None) -> None:
        super().__init__(texts, taught)
        self._step(("when", "where"), first_tables)
        self.linked = {id(text): self._weighed(text) for text in self.texts}
        self._step(("mention",), self.mention_table)
        self.weighed = {id(text): self._weighed(text) for text in self.texts}
        self._step(("same",), self.same_table)
        self.same = {id(text): self._compared(text) for text in self.texts}
        self._step(("main", "real"), self.main_table)

    def mention_table(self, texts: Sequence[Text]) -> dict[str, Table]:
        table = Table()
        for text in whole(texts):
            rows = [each.choice.features for each in self.linked[id(text)]]
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
            rows = pairs.of_pairs(text.evidence, choices, numbers)
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
                choices = [self.weighed[id(text)][number].choice for number in numbers]
                labels = [int(is_best_mention(text.record["events"][gold], each.trigger.span)) for each in choices]
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
