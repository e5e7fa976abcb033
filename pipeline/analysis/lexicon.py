"""The words that name happenings: `lexicon.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Lexicon:
    """Lemma -> event type for nouns and for verbs; lemma -> group of words that name the same kind of happening.

    `weight` (0..1) says how much a happening of a type tends to be what a text is about; `roles` holds the word sets
    of the table `roles`; `phrases` gives the type of a verb with its particle or object; `plover` and `cameo` are the
    published counterparts of each type.
    """

    types: tuple[str, ...]
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    groups: Mapping[str, str]
    weight: Mapping[str, float]
    roles: Mapping[str, frozenset[str]]
    phrases: Mapping[tuple[str, str], str]
    plover: Mapping[str, tuple[str, ...]]
    cameo: Mapping[str, tuple[str, ...]]
    means: Mapping[str, str]

    def role(self, name: str, lemma: str) -> bool:
        """Whether `lemma` plays the role `name` (a key of `roles`)."""
        return lemma in self.roles[name]

    def group_of(self, lemma: str) -> str:
        """The group of `lemma`; a word without one is a group of its own."""
        return self.groups.get(lemma, lemma)


@lru_cache(maxsize=1)
def english() -> Lexicon:
    """The English lexicon."""
    return parse(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))


def parse(source: str) -> Lexicon:
    """The lexicon written in `source` (TOML). Raises KeyError for a missing table."""
    tables: dict[str, Any] = tomllib.loads(source)
    kinds: dict[str, dict[str, Any]] = tables["types"]
    return Lexicon(
        types=tuple(kinds),
        nouns={lemma: kind for kind, table in kinds.items() for lemma in table["nouns"].split()},
        verbs={lemma: kind for kind, table in kinds.items() for lemma in table["verbs"].split()},
        groups={lemma: group for group, lemmas in tables["groups"].items() for lemma in lemmas.split()},
        weight={kind: float(table["weight"]) for kind, table in kinds.items()},
        roles={role: frozenset(words.split()) for role, words in tables["roles"].items()},
        phrases={
            (verb, other): kind
            for kind, phrases in tables["phrases"].items()
            for verb, other in (phrase.split() for phrase in phrases)
        },
        plover={kind: tuple(table["plover"]) for kind, table in kinds.items()},
        cameo={kind: tuple(table["cameo"]) for kind, table in kinds.items()},
        means={kind: table["means"] for kind, table in kinds.items()},
    )
