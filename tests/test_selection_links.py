"""A link gives everybody the same: 200 random states over real data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline import config
from pipeline.selection import PARAMETERS, Selection
from pipeline.store import Query, Store
from tests import sample_app
from tests.link_states import States

STATES = 200
LEAST_SHOWN = 0.4  # share of the states that show something


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_app.build(tmp_path_factory.mktemp("links") / "app")


def opened(configuration: Path) -> Query:
    """The data set as a process that has just started sees it."""
    return Store(config.load(configuration)).open("example")


@pytest.mark.parametrize("base", ["https://example.org/map", "out/index.html#"])
def test_a_link_gives_somebody_else_the_same_state(configuration: Path, base: str) -> None:
    mine, theirs = opened(configuration), opened(configuration)
    states = States(mine, seed=1).make(STATES)
    showing = 0
    for state in states:
        read, notes = Selection.from_url(state.to_url(base))
        assert (read, notes) == (state, ())
        assert theirs.count(read) == mine.count(state)
        pd.testing.assert_frame_equal(theirs.table(read), mine.table(state))
        showing += bool(len(mine.table(state)))
    assert showing / STATES >= LEAST_SHOWN


def test_the_states_use_every_parameter(configuration: Path) -> None:
    states = States(opened(configuration), seed=1).make(STATES)
    used = {name for state in states for name, _ in state.to_query()}
    assert {parameter.name for parameter in PARAMETERS} - used == {"set", "rev"}
