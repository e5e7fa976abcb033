"""Saved views: a link under a name, kept in the log of judgements like everything else that a person says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Judgement, stable_id

KIND, FIELD = "view", "saved"


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view: its `name`, the link's `query` (without "?"), and the `id` of its target in the log."""

    name: str
    query: str
    id: str = ""


def judgement(name: str, query: str) -> Judgement:
    """The row that saves a view; one of the same name takes its place."""
    title = " ".join(name.split())
    value = json.dumps({"name": title, "query": query})
    return Judgement("", KIND, stable_id("view", title.casefold()), FIELD, value)


def check(value: str) -> None:
    """Raise ValueError, TypeError or KeyError unless `value` is a view's."""
    read = json.loads(value)
    name, query = read["name"], read["query"]
    if not (isinstance(name, str) and name.strip() and isinstance(query, str)):
        raise ValueError("a view needs a name and a link")


def views(judgements: Iterable[Judgement]) -> list[SavedView]:
    """The views that hold, by name."""
    last = {row.target_id: row for row in judgements if row.target_kind == KIND and row.field == FIELD}
    read = [(json.loads(row.value), target) for target, row in last.items()]
    found = (SavedView(one["name"], one["query"], target) for one, target in read)
    return sorted(found, key=lambda one: one.name.casefold())
