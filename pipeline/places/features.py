"""What is observed of a candidate, as named numbers; `score` weighs them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.places import words
from pipeline.places.candidates import Candidate
from pipeline.places.reading import Reading

Features = dict[str, float]
_GROUPS = {
    "article": words.ARTICLES,
    "locative": words.LOCATIVE,
    "title": words.TITLES,
    "unit": words.UNITS,
    "natural": words.NATURAL,
    "site": words.SITES,
    "street": words.STREETS,
    "organised": words.ORGANISED,
    "member": words.MEMBERS,
    "direction": words.DIRECTIONS,
    "of": frozenset({"of"}),
    "and": frozenset({"and", "or", "&"}),
    "comma": frozenset({","}),
    "possessive": frozenset({"'s", "’s", "'", "’"}),
    "hyphen": frozenset("-–—/"),
    "bracket": frozenset("()[]"),
    "stop": frozenset({".", ":", ";", "!", "?", "--"}),
    "quote": frozenset({'"', "“", "”", "``", "''", "‘"}),
}
_AREAS = frozenset({"ADM1", "PCLI", "PCLD"})
_PREPOSITIONS = words.LOCATIVE | {"of", "for", "with", "by", "on"}
_CLASSES = ("P", "A", "H", "T", "L", "S", "PCLI", "PCLD", "ADM1", "ADM2", "PPLC", "CONT", "RGN")


def group_of(word: str) -> str:
    """The first group of words that `word` is in; "blank" for none there, "number", "other"."""
    if not word:
        return "blank"
    for name, group in _GROUPS.items():
        if word in group or word.rstrip(".") in group:
            return name
    return "number" if word[0].isdigit() else "other"


def observe(reading: Reading, candidate: Candidate) -> Features:
    """The features of one candidate, each 0..1 or a small real number; absent means 0."""
    seen: Features = {"bias": 1.0}
    label = _label(reading, candidate)
    known = _gazetteer(reading, candidate, seen)
    if known != "unknown" and not reading.names.is_own(reading.surface(candidate.first, candidate.last)):
        seen["by another name"] = seen[f"by another name&label:{label}"] = 1.0
    seen[f"label:{label}"] = 1.0
    seen[f"label:{label}&{known}"] = 1.0
    seen[f"rule:{candidate.rule}"] = 1.0
    for name in _shape(reading, candidate):
        seen[name] = 1.0
        seen[f"{name}&{known}"] = 1.0
    _context(reading, candidate, seen, known)
    for name in _persons(reading, candidate):
        seen[name] = 1.0
    if reading.parse.syntactic:
        _syntax(reading, candidate, seen)
    return seen


def _label(reading: Reading, candidate: Candidate) -> str:
    """How the model's entities lie to the candidate: "=GPE" the same span, "<ORG" inside, ">GPE" around, "none"."""
    inside = [reading.entity_of[i] for i in range(candidate.first, candidate.last) if i in reading.entity_of]
    if not inside:
        return "none" if reading.parse.syntactic else "unread"
    entity = inside[0]
    if (entity.first, entity.last) == (candidate.first, candidate.last):
        return f"={entity.label}"
    if entity.first <= candidate.first and candidate.last <= entity.last:
        where = "first" if entity.first == candidate.first else "last" if entity.last == candidate.last else "mid"
        return f"<{entity.label}:{where}"
    return f">{entity.label}"


def _gazetteer(reading: Reading, candidate: Candidate, seen: Features) -> str:
    """Adds what the gazetteer knows of the name; "unknown", "minor", "known" or "major"."""
    surface = reading.surface(candidate.first, candidate.last)
    if not reading.names.has(surface):
        return "unknown"
    importance = reading.names.importance(surface)
    kinds = reading.names.kinds(surface)
    seen["importance"] = importance
    seen["importance^2"] = importance * importance
    for kind in _CLASSES:
        if kind in kinds:
            seen[f"kind:{kind}"] = 1.0
    if "P" in kinds and len(kinds & {"P", "A", "H", "T", "L", "S"}) == 1:
        seen["kind:only P"] = 1.0
    if reading.names.is_demonym(surface):
        seen["demonym too"] = 1.0
    return "major" if importance >= 0.5 else "known" if importance >= 0.33 else "minor"


def _shape(reading: Reading, candidate: Candidate) -> Iterator[str]:
    units = reading.units[candidate.first : candidate.last]
    size = candidate.last - candidate.first
    yield f"size:{min(size, 4)}"
    yield from _single(reading, candidate) if size == 1 else _compound([unit.lower for unit in units])
    bodies = [unit.text for unit in units if unit.text[0].isalpha()]
    if units[0].in_capitals:
        yield "sentence in capitals"
    elif all(body.isupper() for body in bodies):
        yield "dotted" if "." in units[0].text else f"capitals:{min(len(bodies[0]), 5)}"
    if " ".join(unit.lower for unit in units) in words.OTHER_THINGS:
        yield "another thing"
    if units[0].lower in words.DIRECTIONS:
        yield "begins direction"


def _compound(units: list[str]) -> Iterator[str]:
    for name in ("unit", "natural", "site", "street", "organised"):
        if units[-1] in _GROUPS[name]:
            yield f"ends in {name}"
    if units[0] in words.NATURAL_FIRST:
        yield "begins natural"
    if any(unit in {"and", "&", "."} for unit in units[1:-1]):
        yield "joins"


def _single(reading: Reading, candidate: Candidate) -> Iterator[str]:
    unit = reading.units[candidate.first]
    if unit.lower in reading.lower_words:
        yield "also in lower case"
    if reading.parse.syntactic and reading.parse.tokens[unit.token].pos != "PROPN":
        yield f"pos:{reading.parse.tokens[unit.token].pos}"
    if unit.lower in words.GIVEN_NAMES:
        yield "given name"
    for name in ("unit", "natural", "site", "organised", "direction", "title"):
        if unit.lower in _GROUPS[name]:
            yield f"is {name}"
    if len(unit.text) <= 3:
        yield "short"
    yield f"count:{min(reading.counts[unit.lower], 3)}"


def _context(reading: Reading, candidate: Candidate, seen: Features, known: str) -> None:
    units = reading.units
    sentence = units[candidate.first].sentence
    before = [reading.word(candidate.first - step, sentence) for step in (1, 2)]
    after = [reading.word(candidate.last + step, sentence) for step in (0, 1)]
    left, right = group_of(before[0]), group_of(after[0])
    seen[f"left:{left}"] = seen[f"right:{right}"] = seen[f"left:{left}&{known}"] = seen[f"right:{right}&{known}"] = 1.0
    seen[f"left2:{group_of(before[1])}"] = seen[f"right2:{group_of(after[1])}"] = 1.0
    if before[0] in {"in", "at", "from", "to", "near", "of"}:
        seen[f"left word:{before[0]}"] = 1.0
    if before[0] and units[candidate.first - 1].is_name:
        seen["name before"] = seen[f"name before&{known}"] = 1.0
    if after[0] and units[candidate.last].is_name:
        seen["name after"] = seen[f"name after&{known}"] = 1.0
    if left == "of" and group_of(before[1]) in {"organised", "unit"}:
        seen["of a body"] = 1.0
    if right == "possessive" and candidate.last + 1 < len(units) and units[candidate.last + 1].is_name:
        seen["possessive name"] = 1.0
    _commas(reading, candidate, seen)
    if candidate.first < 4 and right in {"bracket", "hyphen", "stop"}:
        seen["dateline"] = 1.0


def _commas(reading: Reading, candidate: Candidate, seen: Features) -> None:
    """ "Paris, Texas": a known unit or country follows the comma, or a name precedes it."""
    units, names = reading.units, reading.names
    following = candidate.last + 1
    if following < len(units) and units[candidate.last].text == "," and units[following].is_name:
        for last in (following + 2, following + 1):
            kinds = names.kinds(reading.surface(following, min(last, len(units))))
            if kinds:
                seen["comma area" if kinds & _AREAS else "comma place"] = 1.0
    if candidate.first > 1 and units[candidate.first - 1].text == "," and units[candidate.first - 2].is_name:
        seen["after comma name"] = 1.0
        if names.has(units[candidate.first - 2].text):
            seen["after comma place"] = 1.0


def _persons(reading: Reading, candidate: Candidate) -> Iterator[str]:
    units = reading.units
    last = units[candidate.last - 1].lower
    size = candidate.last - candidate.first
    if size == 1 and last in reading.surnames:
        yield "surname here"
    if size == 1 and last in reading.given:
        yield "given here"
    if candidate.first and units[candidate.first - 1].is_name:
        before = units[candidate.first - 1].lower
        if before in words.GIVEN_NAMES or before in reading.given:
            yield "given name before"
    if (
        candidate.last < len(units)
        and units[candidate.last].is_name
        and units[candidate.last].lower in reading.surnames
    ):
        yield "surname after"


def _syntax(reading: Reading, candidate: Candidate, seen: Features) -> None:
    tokens = reading.parse.tokens
    first, last = reading.units[candidate.first].token, reading.units[candidate.last - 1].token
    root = next((i for i in range(last, first - 1, -1) if not first <= tokens[i].head <= last), last)
    token = tokens[root]
    head = tokens[token.head]
    seen[f"dep:{token.dep}"] = 1.0
    seen[f"head:{head.pos}:{token.dep}"] = 1.0
    if token.dep == "pobj":
        lemma = head.lemma.lower()
        seen[f"pobj of {lemma if lemma in _PREPOSITIONS else 'other'}"] = 1.0
    if token.dep == "compound":
        seen[f"compound of {group_of(head.text.lower())}"] = 1.0
    if token.dep == "nsubj" and head.lemma.lower() in words.SAYING:
        seen["says"] = 1.0
