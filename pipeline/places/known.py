"""What the recogniser wants to know of a gazetteer; `gazetteer.Gazetteer` implements it, `run` hands it over."""

from __future__ import annotations

from typing import Protocol


class KnownNames(Protocol):
    """Names of places by their exact form (case, accents, punctuation and a leading "the" do not count)."""

    def has(self, name: str) -> bool:
        """Whether a place bears this name; demonyms do not count."""
        ...

    def kinds(self, name: str) -> frozenset[str]:
        """Feature classes and codes of the places of that name: {"P", "PPL", "A", "PCLI"}."""
        ...

    def importance(self, name: str) -> float:
        """How important the most important place of that name is, 0..1; 0 if there is none."""
        ...

    def is_own(self, name: str) -> bool:
        """Whether the most important place of that name is usually called so, not also or formerly."""
        ...

    def is_demonym(self, name: str) -> str:
        """ISO code of the country whose people are called so ("Russian" -> "RU"), or ""."""
        ...

    def starts(self, token: str) -> bool:
        """Whether some name begins with this word."""
        ...
