"""What stands beside a word of a happening: auxiliaries, negation, conjunctions, adverbs, adjectives, a question mark.

An apostrophe is read as a straight one ("n’t" as "n't").
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis import arguments
from pipeline.analysis.reading import CONDITIONS, FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.model import Modality, Token
from pipeline.text import straight

Cue = tuple[Modality, str]
NO_CUE: Cue = (Modality.HAPPENED, "")
_DOUBTFUL = frozenset({"would", "could", "may", "might", "should", "must", "can", "shall"})
_ABLE = frozenset({"could", "can", "ca"})  # who could not do it did not do it
_FUTURE = frozenset({"will", "'ll", "wo"})
_NEGATIONS = frozenset({"neg", "advmod", "preconj", "cc", "det"})
_ONLY = frozenset({"only", "just", "merely", "simply"})  # "not only attacked but burned"
_LIMITS = frozenset({"until", "till"})  # "did not open until 1990": it did then
_LISTS = frozenset({"and", "or", "nor", "&"})


def word_of(token: Token) -> str:
    """The word in small letters with a straight apostrophe."""
    return straight(token.text.lower())


def of_verb(reading: Reading, verb: int) -> Cue:
    """What a verb's own words say, or those of the verb that it is coordinated with: denial before doubt."""
    for each in _coordinated(reading, verb):
        found = _beside(reading, each)
        if found[0] is not Modality.HAPPENED:
            return found
    return _nobody(reading, verb)


def _beside(reading: Reading, verb: int) -> Cue:
    below = [reading.parse.tokens[index] for index in reading.children[verb]]
    negation = next((token for token in below if _negates(reading, token)), None)
    if negation is not None:
        return _negated(below, negation)
    found = (_doubt(reading, token) for token in below if token.dep in {"aux", "mark", "advmod"})
    return next((cue for cue in found if cue[0] is not Modality.HAPPENED), _asked(reading, verb))


def of_helpers(reading: Reading, verb: int) -> Cue:
    """What the auxiliaries and conjunctions of the verb above a noun say."""
    below = [reading.parse.tokens[index] for index in reading.children[verb]]
    found = (_doubt(reading, token) for token in below if token.dep in {"aux", "mark"})
    return next((cue for cue in found if cue[0] is not Modality.HAPPENED), NO_CUE)


def _coordinated(reading: Reading, verb: int) -> Iterator[int]:
    """A verb, and those before it whose auxiliaries it shares ("may attack and burn")."""
    yield verb
    tokens = reading.parse.tokens
    while tokens[verb].dep == "conj" and _shares(reading, tokens[verb]):
        verb = tokens[verb].head
        yield verb


def _shares(reading: Reading, token: Token) -> bool:
    """Whether a coordinated verb has the auxiliaries of the one before it: of one form, with nothing of its own."""
    tokens, head = reading.parse.tokens, reading.parse.tokens[token.head]
    own = {tokens[index].dep for index in reading.children[token.index]}
    links = {word_of(tokens[index]) for index in reading.children[head.index] if tokens[index].dep == "cc"}
    is_bare = token.tag == head.tag or "nor" in links
    return (
        is_bare
        and links <= _LISTS
        and not own & {"aux", "auxpass", "nsubj", "nsubjpass"}
        and (token.tag not in FINITE or "nor" in links)
    )


def _negates(reading: Reading, token: Token) -> bool:
    """Whether a word beside a verb denies it; not that of "not only", nor the "no" of a name."""
    if token.dep not in _NEGATIONS:
        return False
    tokens = reading.parse.tokens
    below = [token, *(tokens[index] for index in reading.children[token.index])]
    if not any(reading.lexicon.role("negating", word_of(each)) for each in below):
        return False
    following = tokens[token.index + 1 : token.index + 2]
    return token.dep != "det" and not any(word_of(each) in _ONLY for each in (*below, *following))


def _negated(below: list[Token], negation: Token) -> Cue:
    """Denied, but of what is not done until a day, and of what may not be."""
    words = {word_of(token) for token in below if token.dep in {"aux", "prep", "mark", "advmod"}}
    if words & _LIMITS:
        return NO_CUE
    doubt = words & (_DOUBTFUL - _ABLE)
    return (Modality.HYPOTHETICAL, min(doubt)) if doubt else (Modality.DENIED, negation.text)


def _doubt(reading: Reading, token: Token) -> Cue:
    text, lemma = word_of(token), lemma_of(token)
    if token.dep == "aux" and (text in _FUTURE or lemma == "will"):
        return Modality.PLANNED, token.text
    if text in _DOUBTFUL or lemma in _DOUBTFUL or (token.dep == "mark" and text in CONDITIONS):
        return Modality.HYPOTHETICAL, token.text
    if token.dep == "advmod" and reading.lexicon.role("doubting", text) and not _is_of_number(reading, token):
        return Modality.HYPOTHETICAL, token.text
    if token.dep == "advmod" and reading.lexicon.role("habitual", text):
        return Modality.HABITUAL, token.text
    return NO_CUE


def _is_of_number(reading: Reading, token: Token) -> bool:
    """Whether an adverb belongs to the number behind it ("perhaps 100 people died")."""
    return any(each.tag == "CD" for each in reading.parse.tokens[token.index + 1 : token.index + 2])


def _asked(reading: Reading, verb: int) -> Cue:
    """Whether it is asked if it happened, or supposed that it had ("Had they attacked, ..."); not who did it."""
    token, tokens = reading.parse.tokens[verb], reading.parse.tokens
    words = reading.parse.tokens_of(token.sentence)
    is_question = token.dep == "ROOT" and words[-1].text.startswith("?")
    if is_question and not any(each.tag.startswith("W") for each in words):
        return Modality.HYPOTHETICAL, "?"
    deps = {tokens[index].dep: index for index in reversed(reading.children[verb])}
    subject = deps.get("nsubj", deps.get("nsubjpass", -1))
    first = deps.get("aux", deps.get("auxpass", verb))
    is_aside = token.dep == "advcl" or (token.dep == "ccomp" and token.head > verb)
    is_inverted = is_aside and first < subject and first == min(reading.subtree(verb))
    return (Modality.HYPOTHETICAL, tokens[first].text) if is_inverted else NO_CUE


def _nobody(reading: Reading, verb: int) -> Cue:
    """Denied of nobody, of none of them and of no ship."""
    subject = arguments.subject_of(reading, verb)
    if subject is None:
        return NO_CUE
    token, tokens = reading.parse.tokens[subject], reading.parse.tokens
    if reading.lexicon.role("nobody", word_of(token)):
        return Modality.DENIED, token.text
    none = next((tokens[index].text for index in reading.children[subject] if is_no(tokens[index])), "")
    return (Modality.DENIED, none) if none else NO_CUE


def is_no(token: Token) -> bool:
    """Whether a word is the "no" or "neither" of a noun."""
    return token.dep in {"det", "preconj"} and word_of(token) in {"no", "neither"}


def of_noun(reading: Reading, trigger: Trigger) -> Cue:
    """What stands before a noun: no, ongoing, planned, possible, averted."""
    lexicon = reading.lexicon
    for index in reading.children[trigger.index]:
        token = reading.parse.tokens[index]
        word, lemma = word_of(token), lemma_of(token)
        if is_no(token):
            return Modality.DENIED, token.text
        if token.dep not in {"amod", "nmod", "compound"}:
            continue
        for role, modality in _BEFORE_NOUNS:
            if lexicon.role(role, word) or lexicon.role(role, lemma):
                return modality, token.text
    return NO_CUE


_BEFORE_NOUNS = (
    ("ongoing", Modality.ONGOING),
    ("upcoming", Modality.PLANNED),
    ("postponing", Modality.PLANNED),
    ("doubting", Modality.HYPOTHETICAL),
    ("preventing", Modality.DENIED),
)


def alleged(reading: Reading, trigger: Trigger, verb: int) -> str:
    """The word beside a happening that says it is only alleged, "" without one."""
    near = {trigger.index} if trigger.is_noun and trigger.helper is None else {trigger.index, verb}
    for index in (below for each in sorted(near) for below in reading.children[each]):
        token = reading.parse.tokens[index]
        if token.dep in {"advmod", "amod"} and reading.lexicon.role("alleged", word_of(token)):
            return token.text
    return ""


def is_existential(reading: Reading, trigger: Trigger, verb: int) -> bool:
    """Whether a noun is what there was ("there was never an attack")."""
    return reading.parse.tokens[trigger.index].head == verb and reading.child(verb, "expl") is not None
