"""Paths between words: steps up from each to what governs both, and clauses left on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.events.evidence import Evidence
from pipeline.events.points import FAR, FINE_GRAIN, GRAINS, Path, path_between
from pipeline.model import Granularity
from tests.events_fixture import LIMA, Where
from tests.events_reading import evidence

TEXT = "Rebels fled when soldiers came to the town of Lima. It rained."


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(TEXT)


def path(found: Evidence, anchor: str, token: str) -> Path:
    index = {token.text: token.index for token in found.reading.parse.tokens}
    return path_between(found.reading, index[anchor], index[token])


@pytest.mark.parametrize(
    ("anchor", "token", "expected"),
    [
        ("came", "came", Path(0, 0, 0, 0)),
        ("came", "to", Path(1, 0, 0, 0)),
        ("to", "came", Path(0, 1, 0, 0)),
        ("came", "Lima", Path(4, 0, 0, 0)),
        ("Lima", "came", Path(0, 4, 0, 0)),
        ("fled", "soldiers", Path(2, 0, 1, 0)),  # up from a clause
        ("soldiers", "fled", Path(0, 2, 0, 1)),
        ("Rebels", "soldiers", Path(2, 1, 1, 0)),
        ("fled", "rained", Path(FAR, FAR, FAR, FAR)),  # another sentence
    ],
)
def test_a_path(found: Evidence, anchor: str, token: str, expected: Path) -> None:
    assert path(found, anchor, token) == expected


def test_leaving_a_clause_counts_double() -> None:
    assert (Path(1, 0, 0, 0).cost, Path(0, 1, 0, 0).cost, Path(0, 0, 1, 0).cost, Path(0, 0, 0, 1).cost) == (1, 1, 2, 2)
    assert Path() == Path(FAR, FAR, FAR, FAR)


def test_long_paths_are_cut_off() -> None:
    text = "He said that " + "he knew that " * 12 + "rebels fled."
    long = evidence(text)
    tokens = long.reading.parse.tokens
    first, last = tokens[1].index, max(token.index for token in tokens if token.text == "fled")
    assert path_between(long.reading, first, last) == Path(FAR, 0, FAR, 0)
    assert path_between(long.reading, last, first) == Path(0, FAR, 0, FAR)


def test_grains_grow_from_the_finest_and_a_day_is_fine() -> None:
    grains = [GRAINS[grain] for grain in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR)]
    assert grains == sorted(grains) and grains[0] == FINE_GRAIN


def test_a_name_without_a_place_has_no_key() -> None:
    found = evidence("It rained in Lima.", places={"Lima": Where(None)})
    assert found.places == []
    located = evidence("It rained in Lima.", places={"Lima": LIMA}).places[0]
    assert located.key == LIMA.id
    assert replace(located, mention=replace(located.mention, place=None)).key == ""
