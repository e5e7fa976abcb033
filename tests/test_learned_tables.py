"""Rows of claims that share the features of their candidate: the same as if they were put together at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.learned.tables import MISSING, Columns, Joined, table_of

NUMBERS = st.integers(-5, 5).map(float)
CANDIDATES = st.lists(
    st.tuples(
        st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS}),
        st.lists(st.dictionaries(st.sampled_from("cde"), NUMBERS), max_size=3),
    ),
    max_size=5,
)


@given(CANDIDATES)
def test_a_table_of_joined_rows_is_that_of_the_rows_put_together(candidates) -> None:
    joined = Joined.chained(Joined([shared], [len(own)], own) for shared, own in candidates)
    rows = [shared | each for shared, own in candidates for each in own]
    assert len(joined) == len(rows)
    assert list(joined) == rows == joined[:]
    assert np.array_equal(table_of("edxba", joined), table_of("edxba", rows))


def test_what_a_row_does_not_have_is_missing() -> None:
    assert table_of(("b", "a"), [{"a": True, "c": 2}, {"b": 0.5}]).tolist() == [[MISSING, 1.0], [0.5, MISSING]]


def test_no_row_is_behind_the_last() -> None:
    joined = Joined([{"a": 1.0}], [2], [{"b": 1.0}, {"b": 2.0}])
    assert joined[-1] == {"a": 1.0, "b": 2.0}
    with pytest.raises(IndexError):
        joined[2]


def test_columns_are_rows_as_well() -> None:
    columns = Columns({"a": np.array([1.0, 2.0]), "b": np.array([3.0, 4.0])}, 2)
    rows = [{"a": 1.0, "b": 3.0}, {"a": 2.0, "b": 4.0}]
    assert list(columns) == rows == columns[:]
    assert np.array_equal(table_of("bxa", columns), table_of("bxa", rows))
    assert table_of("ab", Columns({}, 0)).shape == (0, 2)
