"""Rows of features as tables of numbers: rows that share the features of a candidate, rows kept as columns."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import overload

import numpy as np
import numpy.typing as npt

MISSING = -9.0  # the value of a feature that a row does not have
Row = dict[str, float]
Array = npt.NDArray[np.float64]


class Rows(Sequence[Row], ABC):
    """Rows that are made only where one is looked at."""

    @abstractmethod
    def row(self, number: int) -> Row:
        """The row at `number`, from the end if negative. Raises IndexError behind the last one."""

    @overload
    def __getitem__(self, number: int) -> Row: ...

    @overload
    def __getitem__(self, number: slice) -> list[Row]: ...

    def __getitem__(self, number: int | slice) -> Row | list[Row]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return self.row(number)


class Joined(Rows):
    """Rows that are a candidate's features and a claim's own, put together only where one is looked at.

    `own` are the rows of all claims; the first `counts[0]` of them are of the candidate with the features `shared[0]`,
    and so on. No name is both a candidate's and a claim's, and all candidates have the same names.
    """

    def __init__(self, shared: Sequence[Row], counts: Sequence[int], own: Sequence[Row]) -> None:
        self.shared = shared
        self.counts = counts
        self.own = own
        self._owners = list(chain.from_iterable(map(repeat, range(len(counts)), counts)))

    @staticmethod
    def chained(parts: Iterable[Joined]) -> Joined:
        """The rows of several, one after the other."""
        found = list(parts)
        return Joined(
            [row for part in found for row in part.shared],
            [count for part in found for count in part.counts],
            [row for part in found for row in part.own],
        )

    def __len__(self) -> int:
        return len(self.own)

    def row(self, number: int) -> Row:
        """A candidate's features and a claim's own."""
        return self.shared[self._owners[number]] | self.own[number]


class Columns(Rows):
    """Rows kept as a column of numbers for every name."""

    def __init__(self, columns: Mapping[str, Array], length: int) -> None:
        self.columns = columns
        self._length = length

    def __len__(self) -> int:
        return self._length

    def row(self, number: int) -> Row:
        """The numbers of one row."""
        if not -self._length <= number < self._length:
            raise IndexError(number)
        return {name: float(column[number]) for name, column in self.columns.items()}


def table_of(names: Sequence[str], rows: Sequence[Mapping[str, float]]) -> Array:
    """A line for every row, a column for every name."""
    if isinstance(rows, Columns):
        missing = np.full(len(rows), MISSING)
        return np.column_stack([rows.columns.get(name, missing) for name in names])
    if not isinstance(rows, Joined):
        return _filled(names, rows)
    if not rows.shared:
        return _filled(names, rows.own)
    table: Array = np.repeat(_filled(names, rows.shared), rows.counts, axis=0)
    own = [column for column, name in enumerate(names) if name not in rows.shared[0]]
    table[:, own] = _filled([names[column] for column in own], rows.own)
    return table


def _filled(names: Sequence[str], rows: Sequence[Mapping[str, float]]) -> Array:
    cells = chain.from_iterable(map(row.get, names, repeat(MISSING)) for row in rows)
    return np.fromiter(cells, np.float64, len(rows) * len(names)).reshape(len(rows), len(names))
