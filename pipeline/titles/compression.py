"""A clause made shorter by whole constituents, never by cutting: first what a stranger cannot place, then by length."""

from __future__ import annotations

from collections.abc import Collection, Set

from pipeline.analysis.reading import Reading
from pipeline.titles import readability
from pipeline.titles.phrases import SUBJECTS, is_date, is_set_off, spare
from pipeline.titles.wording import length, render

LONGEST = 110  # characters of a title that a line holds
MOST = 140  # characters that no title exceeds
_BRACKETS = frozenset({"(", ")"})
_ARGUMENTS = frozenset({*SUBJECTS, "dobj", "attr", "pobj"})


def fit(reading: Reading, words: Set[int], trigger: int) -> tuple[set[int], str]:
    """The words that remain at a title's length, and the title; no words if the least of them are too long."""
    rest = _placed(reading, words, trigger)
    size = length(reading, rest)
    for each in _droppable(reading, rest, trigger) if size > MOST else ():
        below = set(reading.subtree(each))
        if each in rest and size > MOST and _is_apart(reading, rest, below):
            rest = rest - below
            size = length(reading, rest)
    while rest and reading.parse.tokens[max(rest)].pos == "CCONJ":
        rest = rest - {max(rest)}
    title = render(reading, rest) if rest else ""
    return (rest, title) if 0 < len(title) <= MOST else (set(), "")


def _placed(reading: Reading, words: Set[int], trigger: int) -> set[int]:
    """`words` without the constituents that point back at what a title does not hold ("prior to this")."""
    rest = set(words)
    for each in spare(reading, words, trigger, adverbs=True):
        below = set(reading.subtree(each))
        if each in rest and _is_apart(reading, rest, below) and readability.points_back(reading, below & rest, rest):
            rest -= below
    return rest


def _droppable(reading: Reading, words: Set[int], trigger: int) -> list[int]:
    """What can go, in this order: what is behind the happening, what is before it, what completes nouns, items."""
    order = sorted(spare(reading, words, trigger), key=lambda each: (each < trigger, _rank(reading, each)))
    return [*order, *_items(reading, words, trigger)]


def _rank(reading: Reading, index: int) -> int:
    """How late a constituent goes: first what is set off, last what completes an argument of the clause."""
    if is_set_off(reading, index):
        return 0
    noun = reading.parse.tokens[reading.parse.tokens[index].head]
    return 2 if _completes(reading, index) and noun.dep in {*SUBJECTS, "dobj", "attr"} else 1


def _completes(reading: Reading, index: int) -> bool:
    """Whether a constituent completes what a noun says ("a lawsuit against the state", "their plan to leave")."""
    token = reading.parse.tokens[index]
    is_noun = reading.parse.tokens[token.head].pos in {"NOUN", "PROPN"}
    return is_noun and (token.dep == "prep" or (token.dep == "acl" and token.tag == "VB"))


def lost(reading: Reading, words: Set[int]) -> int:
    """How many constituents that complete what a noun or verb of the title says are left out."""
    below = [each for head in words for each in reading.children[head] if each > head and each not in words]
    return sum(_is_missed(reading, each) for each in below)


def _is_missed(reading: Reading, index: int) -> bool:
    """Whether a title without a constituent says too little: what an argument or a bare noun is of, what is done."""
    token = reading.parse.tokens[index]
    noun = reading.parse.tokens[token.head]
    if token.dep == "xcomp":
        return True
    is_bare = noun.pos == "NOUN" and not any(each < token.head for each in reading.children[token.head])
    completes = _completes(reading, index) or (is_bare and token.dep in {"acl", "relcl"})
    return completes and noun.dep in _ARGUMENTS and not is_date(reading, index) and not is_set_off(reading, index)


def _items(reading: Reading, words: Collection[int], trigger: int) -> list[int]:
    """Coordinated nouns with their conjunctions, the last first."""
    tokens = reading.parse.tokens
    found = [each for each in words if tokens[each].dep in {"conj", "cc"} and each > trigger]
    return sorted((each for each in found if tokens[tokens[each].head].pos in {"NOUN", "PROPN"}), reverse=True)


def _is_apart(reading: Reading, rest: Set[int], below: Set[int]) -> bool:
    """Whether the sentence closes over a constituent: it is the last, or what follows does not lean on it."""
    after = [each for each in rest - below if each > min(below)]
    if not after:
        return True
    nearest = reading.parse.tokens[min(after)]
    top = nearest
    while top.head > max(below) and top.head in rest and top.head != top.index:
        top = reading.parse.tokens[top.head]
    if top.dep in {"conj", "appos"} and top.pos in {"NOUN", "PROPN"}:
        return False
    edge = {token.pos for token in reading.parse.tokens[max(below) : max(below) + 2] if token.text not in _BRACKETS}
    return (
        bool(edge & {"CCONJ", "PUNCT"})
        or nearest.dep in {"prep", "aux", "auxpass"}
        or nearest.pos in {"VERB", "AUX", "ADP"}
    )
