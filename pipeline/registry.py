"""Named, replaceable parts: readers, geocoders, exporters.

A `Registry` is an explicit dict written in a package's `__init__`, plus the entry points of other installed packages.
Nothing registers itself on import.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from typing import Generic, TypeVar, cast

from pipeline.errors import UnknownNameError

Part = TypeVar("Part")


class Registry(Generic[Part]):
    """Parts of one kind by name.

    `kind` is the word used in error messages ("exporter"); `group` is the entry-point group in which other packages
    may add parts ("whenabouts.exporters"). A part of our own wins over an entry point of the same name.
    """

    def __init__(self, kind: str, parts: Mapping[str, Part], *, group: str | None = None) -> None:
        self.kind = kind
        self._parts = dict(parts)
        self._group = group

    def names(self) -> list[str]:
        """Every known name, our own first, then those of other packages."""
        return [*self._parts, *sorted(set(self._foreign) - set(self._parts))]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __contains__(self, name: object) -> bool:
        return name in self.names()

    def __getitem__(self, name: str) -> Part:
        if name in self._parts:
            return self._parts[name]
        foreign = self._foreign
        if name in foreign:
            return cast("Part", foreign[name].load())  # type: ignore[attr-defined]
        known = ", ".join(self.names())
        raise UnknownNameError(f"no {self.kind} is called {name!r}; there are: {known}")

    @cached_property
    def _foreign(self) -> dict[str, object]:
        """The entry points of other packages: a page asks for every name on every run, and they stay as they are."""
        if self._group is None:
            return {}
        return {point.name: point for point in entry_points(group=self._group)}
