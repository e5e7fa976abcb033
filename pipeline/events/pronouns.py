"""Whom a pronoun means, where that is clear: for titles that can be read without the sentence before.

Subjects before objects, the same sentence before the ones before it, the same number, people for "he" and "she",
things for "it". Where nobody fits, or more than one could, the pronoun stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Token

_REACH = 3  # sentences back
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")
_PEOPLE = {
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person",
    "it": "thing", "its": "thing", "they": "several", "them": "several", "their": "several",
}  # fmt: skip
_NOT_HE = frozenset({"queen", "empress", "princess", "duchess", "mrs", "ms", "lady", "woman", "girl", "mother"})
_NOT_SHE = frozenset(
    {"king", "emperor", "prince", "duke", "mr", "sir", "lord", "man", "boy", "father", "pope", "sultan"}
)
_BODIES = frozenset({"government", "ministry", "parliament", "army", "council", "senate", "court"})
_UNNAMED = frozenset({"this", "that", "these", "those", "there", "one", "who", "which", "what", "people", "it"})


def antecedent(reading: Reading, index: int) -> int | None:
    """The head of the phrase that the pronoun at `index` means, or None; pronouns in between are followed."""
    tokens = reading.parse.tokens
    kind = _PEOPLE.get(tokens[index].text.lower())
    if kind is None or not reading.parse.syntactic or _is_empty(reading, index):
        return None
    for sentence in range(tokens[index].sentence, max(-1, tokens[index].sentence - _REACH - 1), -1):
        before = index if sentence == tokens[index].sentence else reading.parse.bounds[sentence][1]
        fitting = [each for each in _offered(reading, index, sentence, before) if _fits(reading, index, each, kind)]
        if fitting:
            return _meant(reading, index, fitting)
    return None


def _meant(reading: Reading, index: int, fitting: list[int]) -> int | None:
    """The first of the fitting words; nothing where two different things could be "it"."""
    tokens = reading.parse.tokens
    first = fitting[0]
    if tokens[first].pos == "PRON":
        return antecedent(reading, first)
    rivals = [
        each for each in fitting if tokens[each].pos != "PRON" and lemma_of(tokens[each]) != lemma_of(tokens[first])
    ]
    deps = tokens[index].dep, tokens[first].dep
    alike = deps[0] == deps[1] or deps == ("nsubjpass", "dobj")
    is_person = _PEOPLE.get(tokens[index].text.lower()) == "person"
    if is_person and tokens[first].sentence != tokens[index].sentence and _acts_on_another(reading, first):
        return None
    is_clear = tokens[index].text.lower() != "it" or not rivals or alike
    return first if is_clear else None


def _acts_on_another(reading: Reading, index: int) -> bool:
    """Whether it does something to "him" or "her", who is then more likely meant ("Smith asked him. He refused")."""
    tokens = reading.parse.tokens
    deeds = reading.subtree(tokens[index].head) if tokens[index].dep in _SUBJECTS else []
    return any(
        tokens[each].text.lower() in {"him", "her"} and tokens[each].dep in {"dobj", "dative", "pobj"}
        for each in deeds
        if tokens[each].head == tokens[index].head or tokens[tokens[each].head].head == tokens[index].head
    )


def _is_empty(reading: Reading, index: int) -> bool:
    """Whether "it" stands for nothing ("it took 38 days", "it is said that")."""
    tokens = reading.parse.tokens
    token = tokens[index]
    if token.text.lower() != "it":
        return False
    above = tokens[token.head]
    return lemma_of(above) in {"take", "be", "seem", "appear", "rain", "say"} or token.dep == "expl"


def _offered(reading: Reading, index: int, sentence: int, before: int) -> Iterator[int]:
    """The words that a pronoun may mean in a sentence, likeliest first: its last subjects, whose they are, objects."""
    tokens = reading.parse.tokens
    first = reading.parse.bounds[sentence][0]
    own = {index, *reading.ancestors(index)}
    inside = [token for token in tokens[first:before] if token.index not in own and token.head != tokens[index].head]
    subjects = [token for token in inside if token.dep in _SUBJECTS]
    mains = [token for token in subjects if tokens[token.head].dep in {"ROOT", "conj", "ccomp"}]
    ordered = [*mains, *(token for token in subjects if token not in mains)]
    if tokens[index].dep == "nsubjpass":  # "Egypt impounded the ship. It was released": what something was done to
        ordered = [*(token for token in inside if token.dep in _OBJECTS and token.pos != "PRON"), *ordered]
    for token in ordered:
        yield token.index
        owner = reading.child(token.index, "poss")
        if owner is not None:
            yield owner
    objects = [token for token in inside if token.dep == "dobj"]
    yield from (token.index for token in objects if len(objects) == 1)


def _fits(reading: Reading, index: int, other: int, kind: str) -> bool:
    """Whether the word at `other` can be what the pronoun means: its number, and whether it is a person."""
    tokens = reading.parse.tokens
    token, pronoun = tokens[other], tokens[index]
    if token.pos == "PRON":
        return _PEOPLE.get(token.text.lower()) == kind and token.text[0].lower() == pronoun.text[0].lower()
    if reading.is_dated(other) or token.text.lower() in _UNNAMED:
        return False
    if token.pos != "NOUN" and not _is_name(token):
        return False
    is_several = _is_plural(reading, token) or reading.child(other, "conj") is not None
    if kind == "several":
        return is_several
    if is_several:
        return False
    return _is_person(reading, token, pronoun) if kind == "person" else _is_thing(reading, token)


def _is_name(token: Token) -> bool:
    """Whether a word is a proper noun, or a capitalised subject that the tagger knows as something else ("Mehmed")."""
    return token.pos == "PROPN" or (token.dep in _SUBJECTS and token.text[:1].isupper() and token.tag.startswith("VB"))


def _is_plural(reading: Reading, token: Token) -> bool:
    """Whether a noun is a plural; of a proper noun only with an article ("the Alps", but "Dessalines")."""
    if token.tag != "NNPS":
        return token.tag == "NNS"
    return token.entity == "NORP" or reading.child(token.index, "det") is not None


def _is_person(reading: Reading, token: Token, pronoun: Token) -> bool:
    words = {lemma_of(reading.parse.tokens[each]) for each in (token.index, *reading.children[token.index])}
    female = pronoun.text.lower() in {"she", "her"}
    if words & (_NOT_SHE if female else _NOT_HE):
        return False
    if female and token.pos == "NOUN" and reading.lexicon.role("vessels", lemma_of(token)):
        return True
    if token.pos == "NOUN":
        return reading.lexicon.role("offices", lemma_of(token)) and lemma_of(token) not in _BODIES
    if reading.has_place(token.index):
        return False
    acts = token.dep in {"nsubj", "poss"} and not words & {"the"}  # a name that the model takes for something else
    return token.entity in {"PERSON", ""} or acts


def _is_thing(reading: Reading, token: Token) -> bool:
    office = reading.lexicon.role("offices", lemma_of(token)) and lemma_of(token) not in _BODIES
    if token.entity == "PERSON" or office:
        return False
    if token.pos == "PROPN":
        return token.entity in {"GPE", "LOC", "ORG", "FAC", "EVENT", "PRODUCT"} or reading.has_place(token.index)
    dets = {reading.parse.tokens[each].text.lower() for each in reading.children[token.index]}
    return bool(dets & {"the", "a", "an", "this", "its", "their", "his", "her"})
