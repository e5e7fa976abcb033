"""What a stranger who reads a title alone cannot place: pronouns, words that point back, nouns without a name."""

from __future__ import annotations

from collections.abc import Set

from pipeline.analysis.reading import Reading, lemma_of
from pipeline.model import Token
from pipeline.titles import nouns, pronouns
from pipeline.titles.phrases import SUBJECTS, describes

UNPLACED = 3.0  # of a subject that is a pronoun or points back
_BACK = 2.0  # of another word that points back
_NOUN = 1.0  # of a subject that is a bare definite noun
_EMPTY = 1.0  # of a noun that tells nothing of what was done
_HOLLOW = 0.5  # of "there was" and few words more
_NAMELESS = 0.4  # of a title without a name
_SHORT = 0.8  # of a title of too few words
_FEWEST, _FULL = 4, 7
_ARGUMENTS = frozenset({*SUBJECTS, "dobj", "pobj", "attr", "poss"})
_COMPLETING = frozenset({"prep", "acl", "relcl", "appos", "ccomp", "xcomp", "poss", "compound", "nmod"})
_POINTING = frozenset({"this", "these", "those", "such", "similar", "same"})
_NOMINAL = frozenset(
    {"former", "latter", "another", "others", "one", "several", "both", "many", "some", "few"}
)  # that point back where no noun follows
_SPEAKERS = frozenset({"i", "we", "you", "me", "us", "my", "our", "your", "mine", "ours"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_COMMON = frozenset({"world", "war", "sea", "sun", "internet", "police", "public", "country", "time", "way", "end"})


def faults(reading: Reading, words: Set[int], title: str) -> float:
    """How much a title of `words` leaves unsaid; 0 if it can be read alone."""
    kept = sorted(words)
    found = sum(_fault(reading, reading.parse.tokens[index], words) for index in kept)
    named = (reading.parse.tokens[index] for index in kept[1:] if not reading.is_dated(index))
    has_name = any(token.pos in {"PROPN", "NUM"} for token in named) or _is_named(reading, kept)
    found += _HOLLOW if len(kept) < _FULL and _only_is(reading, kept) else 0.0
    return found + (0.0 if has_name else _NAMELESS) + (_SHORT if len(title.split()) < _FEWEST else 0.0)


def skips_person(reading: Reading, words: Set[int]) -> bool:
    """Whether a person between the words of a title is left out whom a later "he" or "she" of it can mean."""
    tokens, first = reading.parse.tokens, min(words)
    personal = [each for each in words if tokens[each].text.lower() in {"he", "she", "his", "her", "him"}]
    left = [each for each in range(first, max(personal, default=first)) if each not in words]
    return any(tokens[each].dep in SUBJECTS and tokens[each].entity == "PERSON" for each in left)


def _only_is(reading: Reading, kept: list[int]) -> bool:
    """Whether a title says of something without a name only that it was ("There were two deaths")."""
    tokens = [reading.parse.tokens[each] for each in kept]
    return any(token.dep == "expl" for token in tokens) and not any(token.pos == "PROPN" for token in tokens)


def points_back(reading: Reading, part: Set[int], words: Set[int]) -> bool:
    """Whether a constituent has a word that a title of `words` leaves unplaced."""
    return any(_fault(reading, reading.parse.tokens[index], words) >= _BACK for index in sorted(part))


def _is_named(reading: Reading, kept: list[int]) -> bool:
    first = reading.parse.tokens[kept[0]]
    return first.pos == "PROPN" or bool(nouns.meaning(reading, first.index))


def _fault(reading: Reading, token: Token, words: Set[int]) -> float:
    """What one word leaves unsaid."""
    word = token.text.lower()
    if (word in _SPEAKERS and token.pos != "PROPN") or (token.pos == "NUM" and token.dep in SUBJECTS):
        return UNPLACED if not any(_is_subject(reading, each) for each in words if each < token.index) else _BACK / 2
    leads = _leads(reading, token)
    if _points(reading, token):
        return UNPLACED if leads else _BACK
    if word in {"that", "it", "there"} and (token.tag in {"IN", "WDT"} or _is_empty(reading, token)):
        return 0.0
    if token.pos == "PRON" and token.tag not in _RELATIVES:
        return _of_pronoun(reading, token, words, leads=leads)
    if _is_hollow(reading, token, words):
        return _EMPTY
    if nouns.is_definite(reading, token) and lemma_of(token) not in _COMMON and not nouns.meaning(reading, token.index):
        return _NOUN if leads else _NOUN / 3
    return 0.0


def _points(reading: Reading, token: Token) -> bool:
    """Whether a word points back at what was told before ("this move", "the same day", "another said")."""
    word = token.text.lower()
    following = reading.parse.tokens[min(token.index + 1, len(reading.parse.tokens) - 1)].text.lower()
    if word == "there" and token.dep == "advmod":
        return True
    if word == "this" and reading.is_dated(token.index):  # "this Friday"
        return False
    if word in _POINTING:
        return not (word == "such" and following == "as")
    return (word in _NOMINAL and token.dep in _ARGUMENTS and following != "of") or (
        word == "that" and token.tag == "DT"
    )


def _is_hollow(reading: Reading, token: Token, words: Set[int]) -> bool:
    """Whether a noun tells nothing of what was done ("the move"), and no words in the title complete it."""
    if token.pos != "NOUN" or not reading.lexicon.role("empty", lemma_of(token)) or token.dep not in _ARGUMENTS:
        return False
    below = [reading.parse.tokens[each] for each in reading.children[token.index] if each in words]
    is_explained = any(
        reading.parse.tokens[each].dep == "advcl" for each in reading.children[token.head] if each in words
    )
    if is_explained or not any(each.dep == "det" for each in below):
        return False
    return not any(each.dep in _COMPLETING and (each.index > token.index or each.pos == "PROPN") for each in below)


def _is_empty(reading: Reading, token: Token) -> bool:
    """Whether "it" or "there" only stands in for what follows ("it was announced that")."""
    clause = reading.child(token.head, "ccomp", "csubj", "xcomp") if token.dep in SUBJECTS else None
    return token.dep in {"expl", "mark"} or (clause is not None and token.dep == "nsubjpass" and clause > token.index)


def _is_subject(reading: Reading, index: int) -> bool:
    token = reading.parse.tokens[index]
    return token.dep in SUBJECTS and token.pos in {"NOUN", "PROPN"}


def _leads(reading: Reading, token: Token) -> bool:
    """Whether a word is the subject of a clause, or belongs to it."""
    head = reading.parse.tokens[token.head]
    return token.dep in SUBJECTS or (token.dep in {"det", "poss", "amod"} and head.dep in SUBJECTS)


def _of_pronoun(reading: Reading, token: Token, words: Set[int], *, leads: bool) -> float:
    """A pronoun is placed by the name that stands for it, or by a noun before it in the title that it can mean."""
    if not pronouns.is_personal(token):
        return 0.0 if token.text.lower() not in {"none", "one", "others", "both"} else _BACK
    if pronouns.meaning(reading, token.index, words):
        return 0.0
    other = pronouns.antecedent(reading, token.index)
    before = [each for each in words if each < token.index]
    if other is not None and pronouns.name_of(reading, other) in {pronouns.name_of(reading, each) for each in before}:
        return 0.0
    if any(pronouns.is_alike(token, reading.parse.tokens[each]) for each in before):  # what it means is asked there
        return 0.0
    if any(_may_mean(reading, token, reading.parse.tokens[each]) for each in before):
        return 0.0
    is_first = not any(_is_subject(reading, each) for each in before)
    return UNPLACED if leads and is_first else _BACK


def _may_mean(reading: Reading, token: Token, noun: Token) -> bool:
    """Whether a noun before a pronoun can be what it means: not in one clause, unless as whose something is."""
    if noun.dep not in _ARGUMENTS or noun.pos not in {"NOUN", "PROPN"}:
        return False
    verb = reading.parse.tokens[token.head].head if token.dep == "pobj" else token.head
    in_clause = token.dep != "poss" and noun.head == verb
    several = noun.tag in {"NNS", "NNPS"} or reading.child(noun.index, "conj") is not None
    is_plural = token.text.lower() in {"they", "them", "their", "theirs", "themselves"}
    is_thing = token.text.lower() in {"it", "its"}
    is_fit = noun.entity != "PERSON" if is_thing else is_plural or _is_somebody(reading, noun)
    return not in_clause and several == is_plural and is_fit


def _is_somebody(reading: Reading, noun: Token) -> bool:
    """Whether a noun names or describes a person, or may do so."""
    is_name = noun.pos == "PROPN" and not reading.has_place(noun.index)
    relative = reading.child(noun.index, "relcl")
    has_who = relative is not None and any(
        reading.parse.tokens[each].text.lower() == "who" for each in reading.children[relative]
    )
    return is_name or has_who or describes(reading, noun)
