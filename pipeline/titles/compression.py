"""A clause made shorter by whole constituents, never by cutting: first what a stranger cannot place, then by length."""

from __future__ import annotations

from collections.abc import Collection, Set

from pipeline.analysis.reading import Reading
from pipeline.titles import readability
from pipeline.titles.phrases import spare
from pipeline.titles.wording import length, render

LONGEST = 110  # characters of a title that a line holds
MOST = 140  # characters that no title exceeds
_BARE = 40  # characters of a title that may say too little
_COMPLETE = 125  # characters up to which an object keeps what completes it ("a lawsuit against the state")


def fit(reading: Reading, words: Set[int], trigger: int) -> tuple[set[int], str]:
    """The words that remain at a title's length, and the title; no words if the least of them are too long."""
    rest = _placed(reading, words, trigger)
    size, longer = length(reading, rest), rest
    for each in _droppable(reading, rest, trigger) if size > LONGEST else ():
        below = set(reading.subtree(each))
        if each in rest and size > _limit(reading, each) and _is_apart(reading, rest, below):
            longer = rest if size <= MOST else longer
            rest = rest - below
            size = length(reading, rest)
    for chosen in (longer, rest) if size < _BARE else (rest, longer):
        title = render(reading, chosen)
        if len(title) <= MOST:
            return chosen, title
    return set(), ""


def _placed(reading: Reading, words: Set[int], trigger: int) -> set[int]:
    """`words` without the constituents that point back at what a title does not hold ("prior to this")."""
    rest = set(words)
    for each in spare(reading, words, trigger, adverbs=True):
        below = set(reading.subtree(each))
        if each in rest and _is_apart(reading, rest, below) and readability.points_back(reading, below & rest, rest):
            rest -= below
    return rest


def _droppable(reading: Reading, words: Set[int], trigger: int) -> list[int]:
    """What can go, in this order: what is behind the happening, what is before it, items of lists; the last first."""
    order = sorted(spare(reading, words, trigger), key=lambda each: (each < trigger, _limit(reading, each)))
    return [*order, *_items(reading, words, trigger)]


def _limit(reading: Reading, index: int) -> int:
    """The length of a title up to which a constituent stays: longer where it completes what its noun says."""
    token = reading.parse.tokens[index]
    noun = reading.parse.tokens[token.head]
    if token.dep in {"conj", "cc"} or (token.dep == "acl" and token.tag == "VB" and noun.pos in {"NOUN", "PROPN"}):
        return MOST
    return _COMPLETE if token.dep == "prep" and noun.dep in {"dobj", "nsubjpass"} else LONGEST


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
    edge = {token.pos for token in reading.parse.tokens[max(below) : max(below) + 2]}
    return (
        bool(edge & {"CCONJ", "PUNCT"})
        or nearest.dep in {"prep", "aux", "auxpass"}
        or nearest.pos in {"VERB", "AUX", "ADP"}
    )
