"""The full name of what a noun takes up ("the battalion": the Zrinski Battalion), where one name fits; else nothing.

A name fits if the text calls one thing only by that noun, has named it before, often or not far away, and no other
("a battalion", "two battalions") came between. Persons are never named so: a wrong name is worse than "the man".
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.naming import FullName, is_body
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.model import Token

_NEAR = 150  # words between a name and the noun that takes it up
_OFTEN = 3  # how often what is far away must be named
_LIMITS = frozenset({"amod", "compound", "nmod", "nummod", "prep", "relcl", "acl", "poss", "appos"})
_NARROWING = frozenset({"of", "with", "that", "which", "who", "whose"})  # wherever the parse hangs what they begin
_PEOPLE = ("offices", "persons", "officials", "male", "female")


def meaning(reading: Reading, index: int) -> str:
    """The words that stand in a title for the noun at `index`; nothing if it stands for itself."""
    token = reading.parse.tokens[index]
    if token.pos != "NOUN":
        return ""
    person = identified(reading, token)
    if person:
        return person
    if not is_definite(reading, token):
        return ""
    named = _name(reading, token)
    if named is None:
        return _company(reading, token)
    is_own = named.is_common and lemma_of(token) in reading.full_nouns
    return f"{named.before} {token.text}" if is_own else named.words


def identified(reading: Reading, token: Token) -> str:
    """The name of the one person whom the text identifies as "the defendant", for "the defendant"."""
    found = reading.identified.get(lemma_of(token)) if token.tag == "NN" else None
    if found is None or reading.parse.tokens[found].sentence == token.sentence or not is_definite(reading, token):
        return ""
    return reading.name_at(found)


def is_definite(reading: Reading, token: Token) -> bool:
    """Whether "the" and a common noun are all that is said of a thing."""
    if token.pos != "NOUN" or not reading.children[token.index]:
        return False
    tokens = reading.parse.tokens
    if tokens[min(token.index + 1, len(tokens) - 1)].text.lower() in _NARROWING:
        return False
    below = [tokens[each] for each in reading.children[token.index]]
    has_the = any(each.dep == "det" and each.text.lower() == "the" for each in below)
    return has_the and not any(each.dep in _LIMITS for each in below)


def is_bare(reading: Reading, kept: Sequence[int]) -> bool:
    """Whether a title begins with "the" and a noun of which it says no more: the article stays."""
    tokens = reading.parse.tokens
    first = tokens[kept[0]]
    if first.text.lower() != "the" or first.dep != "det" or len(kept) < 2 or first.head != kept[1]:
        return False
    inside = [each for each in reading.children[first.head] if each in set(kept) and tokens[each].dep in _LIMITS]
    return tokens[first.head].pos == "NOUN" and not inside and not meaning(reading, first.head)


def _name(reading: Reading, token: Token) -> FullName | None:
    """The one full name that a definite noun takes up."""
    lemma = lemma_of(token)
    if any(reading.lexicon.role(role, lemma) and not reading.lexicon.role("houses", lemma) for role in _PEOPLE):
        return None
    lemmas = sorted(reading.lexicon.roles["storms"]) if reading.lexicon.role("storms", lemma) else [lemma]
    found = (each for other in lemmas for each in reading.full_nouns.get(other, ()))
    named = sorted((each for each in found if token.tag == "NN" or each.is_common), key=lambda each: each.index)
    before = [each for each in named if each.index < token.index]
    if not before or len({each.words.lower() for each in named}) > 1:
        return None
    last = before[-1]
    is_near = len(named) >= _OFTEN or (not last.is_common and token.index - last.index <= _NEAR)
    return last if is_near and not _has_rival(reading, lemma, last.index, token.index) else None


def _company(reading: Reading, token: Token) -> str:
    """The one company that a text is about, for "the company", where no other body is named since."""
    if token.tag != "NN" or not reading.lexicon.role("companies", lemma_of(token)) or not reading.body:
        return ""
    bodies = [span for span, kind in reading.parse.entities if kind == "ORG" and span.end <= token.span.start]
    text = reading.document.text
    return reading.body if bodies and is_body(reading.body, max(bodies).of(text)) else ""


def _has_rival(reading: Reading, lemma: str, start: int, end: int) -> bool:
    """Whether another thing of the kind comes between a name and the noun."""
    between = reading.parse.tokens[start + 1 : end]
    return any(
        token.pos == "NOUN" and lemma_of(token) == lemma and not is_definite(reading, token) for token in between
    )
