"""The lead of a piece of news: which word of its first sentences says what happened, listed or not."""

from __future__ import annotations

from pipeline.events.reading import Reading, lemma_of
from pipeline.events.stamps import is_stamp
from pipeline.model import Token

_SENTENCES = 4  # after the headline, in which a lead that tells may stand
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_CLAUSES = ("ccomp", "parataxis")
_UNREAL = frozenset({"MD", "TO"})
_SUBJECTS = ("nsubj", "nsubjpass")


def lead_verb(reading: Reading) -> int | None:
    """The token that says what the news is: the main verb of the first sentence that tells of a happening.

    Below a verb of saying it is what was said to have happened ("Two dams gave way, officials said"), below a state
    what happened then ("India became the fourth ... when the lander touched down").
    """
    if reading.is_narrative or not reading.parse.syntactic:
        return None
    first = reading.headline.stop
    for sentence in range(first, min(first + _SENTENCES, len(reading.parse.sentences))):
        if is_stamp(reading.parse.sentences[sentence].of(reading.document.text)) or reading.is_signature(sentence):
            continue
        root = next((token for token in reading.parse.tokens_of(sentence) if token.dep == "ROOT"), None)
        if root is None or not _is_told(reading, root):
            continue
        told = _below(reading, root)
        if told is not None:
            return told.index
    return None


def _is_told(reading: Reading, root: Token) -> bool:
    """Whether a sentence is no line of names and orders: a finite verb with its subject."""
    finite = root.tag in _FINITE or any(
        reading.parse.tokens[below].tag in _FINITE for below in reading.children[root.index]
    )
    return root.pos in {"VERB", "AUX"} and finite and reading.child(root.index, *_SUBJECTS, "csubj") is not None


def _below(reading: Reading, verb: Token) -> Token | None:
    """The verb itself if it tells of a happening; else the clause below it that does."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    lemma = lemma_of(verb)
    if lexicon.role("denying", lemma):
        return None
    if lexicon.role("reporting", lemma):
        reported = reading.child(verb.index, "nsubjpass")  # "the takeover was announced in Bern"
        if reported is not None and lemma_of(tokens[reported]) in lexicon.nouns:
            return tokens[reported]
        clause = next((below for dep in _CLAUSES if (below := reading.child(verb.index, dep)) is not None), None)
        real = clause is not None and not any(tokens[below].tag in _UNREAL for below in reading.children[clause])
        return _below(reading, tokens[clause]) if real and clause is not None else None
    if verb.pos == "AUX" or lexicon.role("states", lemma):
        return next((tokens[each] for each in reading.subtree(verb.index) if _is_then(reading, verb.index, each)), None)
    return verb if verb.tag in _FINITE | {"VBN", "VBG"} else None


def _is_then(reading: Reading, state: int, clause: int) -> bool:
    """Whether a clause says when a state began ("when the lander touched down"), or what just befell its subject.

    "Desmond Tutu, who has died in Cape Town, was the voice of ..."
    """
    tokens = reading.parse.tokens
    token = tokens[clause]
    if token.dep not in {"advcl", "relcl"} or token.pos != "VERB":
        return False
    below = {tokens[each].text.lower() for each in reading.children[clause]}
    subject = reading.child(state, *_SUBJECTS)
    is_perfect = token.tag == "VBN" and bool(below & {"has", "have"})
    return (token.tag == "VBD" and "when" in below) or (is_perfect and token.head == subject)
