"""A link gives everybody the same: 200 random states over real data, and every link that a release has handed out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from pipeline import config
from pipeline.model import Judgement
from pipeline.selection import DEFAULTS, PARAMETERS, Selection
from pipeline.store import Query, Store
from tests import sample_app
from tests.link_states import States

LINKS = Path(__file__).with_name("data") / "links.txt"
STATES = 200
BASES = ("https://example.org/map", "out/index.html#")
LEAST_SHOWN = 0.4  # share of the states that show something


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = sample_app.build(tmp_path_factory.mktemp("links") / "app")
    store = Store(config.load(built))
    named = store.open("example").table(Selection(main=False))["event_id"]
    for at, tags in enumerate(('["checked"]', '["Needs a second source"]', '["checked", "naval"]')):
        rows = [Judgement("", "event", str(name), "tags", tags) for name in named[at::4]]
        store.judgements.add_all(rows)
    return built


def opened(configuration: Path) -> Query:
    """The data set as a process that has just started sees it."""
    return Store(config.load(configuration)).open("example")


def test_a_link_gives_somebody_else_the_same_state(configuration: Path) -> None:
    mine, theirs = opened(configuration), opened(configuration)
    showing = 0
    for state in States(mine, seed=1).make(STATES):
        for base in BASES:
            assert Selection.from_url(state.to_url(base)) == (state, ())
        read, _ = Selection.from_url(state.to_url(BASES[0]))
        assert theirs.count(read) == mine.count(state)
        table = mine.table(state)
        pd.testing.assert_frame_equal(theirs.table(read), table)
        showing += bool(len(table))
    assert showing / STATES >= LEAST_SHOWN


def test_the_states_use_every_parameter(configuration: Path) -> None:
    states = States(opened(configuration), seed=1).make(STATES)
    used = {name for state in states for name, _ in state.to_query()}
    assert {parameter.name for parameter in PARAMETERS} - used == {"set", "rev"}


def released() -> list[tuple[str, str]]:
    """(link, what it selects as JSON) of every release."""
    lines = (line.strip() for line in LINKS.read_text("utf-8").splitlines())
    pairs = (line.split(" => ") for line in lines if line and not line.startswith("#"))
    return [(link, chosen) for link, chosen in pairs]


@pytest.mark.parametrize(("link", "chosen"), released())
def test_a_link_that_was_handed_out_still_selects_the_same(link: str, chosen: str) -> None:
    fields = {
        name: tuple(map(str, value)) if isinstance(DEFAULTS[name], tuple) else value
        for name, value in json.loads(chosen).items()
    }
    selection, notes = Selection.from_url(link)
    assert (selection, notes) == (Selection(**fields), ())
    assert {name for name, default in DEFAULTS.items() if getattr(selection, name) != default} == set(fields)
    assert Selection.from_url(selection.to_url("https://example.org/")) == (selection, ())


def test_every_parameter_has_been_handed_out() -> None:
    known = {name for link, _ in released() for name in parse_qs(re.sub(r".*?[?#]", "", link))}
    assert {parameter.name for parameter in PARAMETERS} <= known
