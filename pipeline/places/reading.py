"""A document as the recogniser sees it: name-like units, entities by unit, and what the whole text tells of a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.lang import counterparts
from pipeline.model import Parse, Span, Token
from pipeline.places.known import KnownNames
from pipeline.places.words import TITLES

_PIECE = re.compile(r"[^-–—/]+|[-–—/]")
_CAPITALS = 0.85  # share of a sentence's cased letters that makes it printed in capitals
_LEAST_LETTERS = 12
_SMALL = 0.002  # share of capitals up to which a text counts as typed in small letters, as in `nlp`
_CLOSED = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART"})
_CLOSED_ABROAD = _CLOSED | {"ADV", "VERB"}  # a rough parse of another language has these of its list alone
_NOMINAL = frozenset({"NOUN", "ADJ", "X", "VERB"})
_KNOWN = 0.4  # importance from which a word in capitals may be a place although the tagger calls it something else


@dataclass(frozen=True, slots=True)
class Unit:
    """A token, or the piece of one between hyphens. `is_name` says whether a name may begin or end with it.

    `in_capitals`: its case says nothing, the sentence is printed in capitals or the text typed in small letters.
    """

    span: Span
    text: str
    lower: str
    token: int
    sentence: int
    is_name: bool
    in_capitals: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the parse, as a range of units without its article and possessive."""

    first: int
    last: int
    label: str


@dataclass
class Reading:
    """Everything that candidates and features look at; built once a document by `read`."""

    text: str
    parse: Parse
    names: KnownNames
    units: list[Unit]
    entities: list[Entity]
    entity_of: dict[int, Entity]  # by unit
    lower_words: frozenset[str]  # words that occur in lower case
    surnames: frozenset[str]  # last words of multi-word persons, and words after a title
    given: frozenset[str]  # their first words
    counts: Counter[str]
    language: str = "en"

    @property
    def mode(self) -> str:
        """Which weights fit: "model", "capitals" (parsed, but printed in capitals) or "rough" (no model)."""
        if not self.parse.syntactic:
            return "rough"
        shouted = sum(unit.in_capitals for unit in self.units)
        return "capitals" if shouted > 0.5 * len(self.units) else "model"

    def is_used_otherwise(self, word: str) -> bool:
        """Whether the text has the lower-cased word as a person's name, or in lower case."""
        return word in self.surnames or word in self.given or word in self.lower_words

    @property
    def is_abroad(self) -> bool:
        """Whether it is a rough parse of a language whose function words are known by their English counterparts."""
        return not self.parse.syntactic and bool(counterparts.english(self.language))

    @cached_property
    def inner(self) -> frozenset[str]:
        """The words, in small letters, that are written with a capital within a sentence."""
        return frozenset(unit.lower for unit in self.units if self.parse.tokens[unit.token].pos == "PROPN")

    def is_closed(self, index: int) -> bool:
        """Whether a unit is a function word where it stands."""
        return self.parse.tokens[self.units[index].token].pos in _CLOSED_ABROAD

    def surface(self, first: int, last: int) -> str:
        """The text of units `[first, last)`, white space normalised."""
        return " ".join(self.text[self.units[first].span.start : self.units[last - 1].span.end].split())

    def word(self, index: int, sentence: int) -> str:
        """The lower-cased unit at `index`, in English where it has a counterpart; "" outside of that sentence."""
        if 0 <= index < len(self.units) and self.units[index].sentence == sentence:
            return counterparts.in_english(self.language, self.units[index].lower)
        return ""


def read(text: str, parse: Parse, names: KnownNames, language: str = "en") -> Reading:
    """The reading of one document."""
    closed = _CLOSED if parse.syntactic or not counterparts.english(language) else _CLOSED_ABROAD
    units = _units(parse, names, closed)
    if closed is _CLOSED_ABROAD:
        units = _articled(units, names, text)
    entities = _entities(parse, units)
    entity_of = {index: entity for entity in entities for index in range(entity.first, entity.last)}
    lower = frozenset(unit.lower for unit in units if unit.text == unit.lower and not unit.in_capitals)
    surnames, given = _person_words(units, entities, language)
    counts = Counter(unit.lower for unit in units)
    return Reading(text, parse, names, units, entities, entity_of, lower, surnames, given, counts, language)


def _units(parse: Parse, names: KnownNames, closed: frozenset[str]) -> list[Unit]:
    units: list[Unit] = []
    cases = [_cases(word.text for word in parse.tokens[first:last]) for first, last in parse.bounds]
    small = parse.syntactic and _is_small(sum(upper for upper, _ in cases), sum(lower for _, lower in cases))
    for number, ((first, last), (upper, lower)) in enumerate(zip(parse.bounds, cases, strict=True)):
        words = parse.tokens[first:last]
        capitals = small or (upper >= _LEAST_LETTERS and upper >= _CAPITALS * (upper + lower))
        for word in words:
            named = _may_be_name(word, names) if capitals and parse.syntactic else word.pos not in closed
            for piece in _PIECE.finditer(word.text):
                span = Span(word.span.start + piece.start(), word.span.start + piece.end())
                body = piece.group()
                is_name = named and body[0].isalpha() and (small or not body[0].islower())
                units.append(Unit(span, body, body.lower(), word.index, number, is_name, capitals))
    return units


def _articled(units: list[Unit], names: KnownNames, text: str) -> list[Unit]:
    """The units; an article that begins a known name of two words may begin a name: "La Paz" heads a sentence."""
    found = list(units)
    for index, (unit, after) in enumerate(pairwise(units)):
        if unit.text[0].isupper() and not unit.is_name and after.is_name and unit.sentence == after.sentence:
            surface = " ".join(text[unit.span.start : after.span.end].split())
            found[index] = replace(unit, is_name=names.has(surface))
    return found


def _cases(words: Iterable[str]) -> tuple[int, int]:
    """How many capitals and small letters."""
    letters = "".join(words)
    return sum(map(str.isupper, letters)), sum(map(str.islower, letters))


def _is_small(upper: int, lower: int) -> bool:
    """Whether a text is typed in small letters throughout; the parser has given it its usual case for the tagger."""
    return lower >= _LEAST_LETTERS and upper <= _SMALL * lower


def _may_be_name(word: Token, names: KnownNames) -> bool:
    """Whether a word in a sentence in capitals may be a name; the tagger saw it recased, not always rightly."""
    if word.pos == "PROPN" or word.entity:
        return True
    return word.pos in _NOMINAL and len(word.text) > 3 and names.importance(word.text) >= _KNOWN


def _entities(parse: Parse, units: list[Unit]) -> list[Entity]:
    first_unit: dict[int, int] = {}
    for index, unit in enumerate(units):
        first_unit.setdefault(unit.span.start, index)
    after_unit = {unit.span.end: index + 1 for index, unit in enumerate(units)}
    found = []
    for span, label in parse.entities:
        first, last = first_unit.get(span.start), after_unit.get(span.end)
        if first is None or last is None:
            continue
        while last - first > 1 and units[first].lower == "the":
            first += 1
        while last - first > 1 and units[last - 1].lower in {"'s", "’s", "'", "’"}:
            last -= 1
        found.append(Entity(first, last, label))
    return found


def _person_words(units: list[Unit], entities: list[Entity], language: str) -> tuple[frozenset[str], frozenset[str]]:
    people: Counter[str] = Counter()
    towns = Counter(units[each.first].lower for each in entities if each.label == "GPE" and each.last - each.first == 1)
    first_words: set[str] = set()
    for entity in entities:
        if entity.label == "PERSON" and entity.last - entity.first > 1:
            people[units[entity.last - 1].lower] += 1
            first_words.add(units[entity.first].lower)
    last_words = {word for word, count in people.items() if count >= towns[word]}
    for before, unit in pairwise(units):
        title = counterparts.in_english(language, before.lower.rstrip("."))
        if title in TITLES and (before.text[0].isupper() or title != before.lower) and unit.is_name:
            last_words.add(unit.lower)
    return frozenset(last_words), frozenset(first_words)
