"""The names of a gazetteer as a text of an inflecting language writes them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lang import inflection
from pipeline.places.known import KnownNames


@dataclass(frozen=True, slots=True)
class InflectedNames:
    """Names by their form in a text of `language`: "России" is known where "Россия" is. Implements `KnownNames`."""

    names: KnownNames
    language: str

    def has(self, name: str) -> bool:
        """Whether a place bears this name, or a well-known one bears it with another ending."""
        return self.names.has(self.base(name))

    def kinds(self, name: str) -> frozenset[str]:
        """Feature classes and codes of the places of that name."""
        return self.names.kinds(self.base(name))

    def importance(self, name: str) -> float:
        """How important the most important place of that name is, 0..1."""
        return self.names.importance(self.base(name))

    def is_own(self, name: str) -> bool:
        """Whether the most important place of that name is usually called so."""
        return self.names.is_own(self.base(name))

    def is_demonym(self, name: str) -> str:
        """ISO code of the country whose people are called so, or ""."""
        return self.names.is_demonym(name)

    def starts(self, token: str) -> bool:
        """Whether some name begins with this word, or with a form of it."""
        return self.names.starts(token) or any(map(self.names.starts, inflection.forms(token, self.language)))

    def base(self, name: str) -> str:
        """The name as the gazetteer has it."""
        return inflection.base(name, self.language, self.names.importance)


def in_language(names: KnownNames, language: str) -> KnownNames:
    """The names as texts of a language write them."""
    return InflectedNames(names, language) if inflection.inflects(language) else names
