"""What the other names of a document say together: how many lie in a country or one of its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.resolve.senses import Name

_LIKELY = 3  # senses of a name that may put it into a unit


class Others:
    """Counts over the names of a document that have senses, each of which can leave itself out."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = [name for name in names if name.senses]
        self._countries = Counter(name.senses[0].place.country for name in self._names)
        self._units = Counter(unit for name in self._names for unit in _units(name))

    def count(self) -> int:
        """How many there are besides one name."""
        return max(0, len(self._names) - 1)

    def in_country(self, name: Name, country: str) -> int:
        """How many others probably lie in a country."""
        return self._countries[country] - bool(name.senses and name.senses[0].place.country == country)

    def in_unit(self, name: Name, unit: tuple[str, str]) -> int:
        """How many others may lie in a unit (country, name)."""
        return self._units[unit] - (unit in _units(name))


def _units(name: Name) -> set[tuple[str, str]]:
    return {sense.unit for sense in name.senses[:_LIKELY]}
