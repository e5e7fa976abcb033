"""How sure a chosen date, place and event are, from the shares that cross-validation gave."""

from __future__ import annotations

import numpy as np

from benchmarks import chances
from benchmarks.train_events.report import linked
from benchmarks.train_events.texts import FOLDS
from benchmarks.train_events.training import Linked, Trained
from pipeline.events import confidence
from pipeline.learned.odds import logit


def calibrate(trained: Trained | Linked) -> dict[str, dict[str, float]]:
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
        unseen = _unseen(rows, labels, np.array([link.text.fold for link, _ in judged]))
        chances.print_reliability(f"{name}, shares", shares, labels)
        chances.print_reliability(f"{name}, calibrated", unseen, labels)
        weights = chances.fit(rows, labels)
        numbers = (round(float(weight), 4) for weight in weights)
        found[name] = dict(zip(("intercept", "share", "claims"), numbers, strict=True))
    return found


def _unseen(rows: chances.Array, labels: chances.Array, folds: chances.Array) -> chances.Array:
    """The chances that each fold gets from what was fitted on the others."""
    found = np.zeros(len(labels))
    for number in range(FOLDS):
        own = folds == number
        found[own] = chances.of(rows[own], chances.fit(rows[~own], labels[~own]))
    return found


def calibration(trained: Trained | Linked) -> dict[str, list[float]]:
    """The weights of `confidence.json`: of a date and a place by `calibrate`, of an event by those of both."""
    fitted = {
        name: [weights["intercept"], weights["share"], weights["claims"]]
        for name, weights in calibrate(trained).items()
    }
    rows, right, folds = [], [], []
    for link in linked(trained):
        each = link.weighed
        sure = [confidence.sure(fitted[name], max(ranked.shares), len(ranked.claims))
                for name, ranked in (("when", each.when), ("where", each.where))]  # fmt: skip
        rows.append([1.0, *(logit(chance) for chance in sure)])
        right.append(float(link.date is not False and link.place is not False))
        folds.append(link.text.fold)
    table, labels = np.array(rows), np.array(right)
    unseen = _unseen(table, labels, np.array(folds))
    chances.print_reliability("event, calibrated", unseen, labels)
    chances.print_between("event, calibrated", unseen, labels, 0.7, 0.9)
    event = chances.fit(table, labels)
    return fitted | {"event": [round(float(weight), 4) for weight in event]}
