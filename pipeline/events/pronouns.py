"""Whom a pronoun means, where the paragraph leaves one answer; else nobody: a wrong name is worse than "he".

A person is meant only if the paragraph, up to the pronoun, names or describes exactly one person that it can be. What
might be a person counts as a rival, whoever it is; quoted and unquoted words do not answer one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from pipeline.events.clauses import kept
from pipeline.events.people import full_name
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Span, Token
from pipeline.text import normalise_space

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ROLES = _SUBJECTS | {"dobj"}
_KINDS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she",
    "it": "it", "its": "it", "they": "they", "them": "they", "their": "they",
}  # fmt: skip
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_LONGEST = 6  # words that stand for a pronoun


def antecedent(reading: Reading, index: int) -> int | None:
    """The head of the phrase that the pronoun at `index` means, or None."""
    kind = _KINDS.get(reading.parse.tokens[index].text.lower())
    if kind is None or not reading.parse.syntactic:
        return None
    fitting = list(_fitting(reading, index, kind))
    keys = {_key(reading, each) for each in fitting}
    if len(keys) != 1 or (kind in {"it", "they"} and reading.parse.tokens[index].dep not in _SUBJECTS):
        return None
    named = [each for each in fitting if reading.parse.tokens[each].dep in _ROLES and not _is_rival_only(reading, each)]
    same_side = [each for each in named if _quoted(reading, each) == _quoted(reading, index)]
    return same_side[0] if same_side else None


def meaning(reading: Reading, index: int, words: Set[int]) -> str:
    """What stands for the pronoun at `index` in a title of the tokens `words`; nothing if the pronoun stands."""
    token = reading.parse.tokens[index]
    other = antecedent(reading, index) if token.pos == "PRON" else None
    if other is None or any(each in words and _key(reading, each) == _key(reading, other) for each in _names(reading, words)):
        return ""
    name = _named(reading, other, leads=index == min(words))
    if not name or len(name.split()) > _LONGEST:
        return ""
    owns = token.dep == "poss"
    return name + ("'" if owns and name.endswith("s") else "'s" if owns else "")


def _names(reading: Reading, words: Set[int]) -> Iterator[int]:
    return (each for each in words if reading.parse.tokens[each].pos in {"NOUN", "PROPN"})


def _fitting(reading: Reading, index: int, kind: str) -> Iterator[int]:
    """What stands in the paragraph before a pronoun that it could mean, and other pronouns of the kind that nothing
    explains: they mean somebody named before the paragraph."""
    tokens = reading.parse.tokens
    first = _first(reading, index)
    known = False
    for token in tokens[first:index]:
        if _KINDS.get(token.text.lower()) == kind and not known:
            yield token.index
        elif token.pos in {"NOUN", "PROPN"} and _fits(reading, token, kind):
            known = True
            yield token.index


def _first(reading: Reading, index: int) -> int:
    """The first token of the paragraph; for things the sentence before, as everything could be "it" further off."""
    text, tokens = reading.document.text, reading.parse.tokens
    mark = "\n\n" if "\n\n" in text else "\n"
    start = reading.token_at(text.rfind(mark, 0, tokens[index].span.start) + len(mark))
    if _KINDS[tokens[index].text.lower()] in {"he", "she"}:
        return start
    return max(start, reading.parse.bounds[max(0, tokens[index].sentence - 1)][0])


def _fits(reading: Reading, token: Token, kind: str) -> bool:
    """Whether the head of a phrase can be what a pronoun means, by number and by being a person."""
    name = token.dep in {"compound", "amod", "nmod"} and reading.parse.tokens[token.head].pos in {"NOUN", "PROPN"}
    if reading.is_dated(token.index) or token.dep in {"appos", "attr"} or (name and token.entity != "PERSON"):
        return False
    joined = reading.child(token.index, "conj") is not None
    plural = token.tag == "NNS" or (joined and token.dep in _ROLES)
    if kind == "they":
        return plural
    if token.tag == "NNS" or (kind == "it" and joined):
        return False
    if kind == "it":
        return token.dep in _ROLES and not _may_be_person(reading, token, kind)
    return _may_be_person(reading, token, kind)


def _may_be_person(reading: Reading, token: Token, kind: str) -> bool:
    """Whether a word may name or describe a person whom "he" or "she" can mean (any, for "it")."""
    lemma = lemma_of(token)
    words = {token.text.lower() for token in (reading.parse.tokens[each] for each in reading.children[token.index])}
    titles = {*words, lemma}
    if any(reading.lexicon.role("female" if kind == "he" else "male", word) for word in titles if kind != "it"):
        return False
    if token.pos == "NOUN":
        ending = any(lemma.endswith(each) for each in ("er", "or", "ist", "ian", "man", "ant"))
        return ending or any(reading.lexicon.role(role, lemma) for role in ("offices", "persons", "male", "female"))
    if token.entity == "PERSON":
        return True
    is_body = token.text.isupper() or "the" in words or token.entity in _PLACES or reading.has_place(token.index)
    return not is_body


def _is_rival_only(reading: Reading, index: int) -> bool:
    """Whether a word is too doubtful a person to stand for one: a name of another kind, or another pronoun."""
    token = reading.parse.tokens[index]
    return token.pos == "PRON" or (token.pos == "PROPN" and token.entity == "ORG" and not reading.child(index, "det"))


def _key(reading: Reading, index: int) -> str:
    """What makes two mentions one: the last word of a name, the lemma of a noun."""
    for span, kind in reading.entities_by_sentence.get(reading.parse.tokens[index].sentence, []):
        if kind == "PERSON" and span.start <= reading.parse.tokens[index].span.start < span.end:
            return span.of(reading.document.text).removesuffix("'s").removesuffix("’s").split()[-1].lower()
    return lemma_of(reading.parse.tokens[index])


def _quoted(reading: Reading, index: int) -> bool:
    """Whether a word stands between quotation marks, as its paragraph opens and closes them."""
    tokens = reading.parse.tokens
    before = reading.document.text[tokens[_first(reading, index)].span.start : tokens[index].span.start] if _KINDS.get(
        tokens[index].text.lower()
    ) else reading.document.text[max(0, tokens[index].span.start - 400) : tokens[index].span.start].rpartition("\n\n")[2]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _named(reading: Reading, index: int, *, leads: bool) -> str:
    """The full name of a person, or the noun phrase without what hangs on it."""
    tokens = reading.parse.tokens
    position = tokens[index].span.start
    for span, kind in reading.entities_by_sentence.get(tokens[index].sentence, []):
        if kind == "PERSON" and span.start <= position < span.end:
            return full_name(reading, reading.shown(span).removesuffix("'s").removesuffix("’s"))
    inside = sorted(kept(reading, index, frozenset()))
    words = normalise_space(reading.shown(Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)))
    first, _, rest = words.partition(" ")
    if tokens[inside[0]].pos == "DET":
        return rest if leads else f"{first.lower()} {rest}"
    return words
