"""What the verbs and nouns above a happening say of it: wished for, planned, refused, averted, put off."""

from __future__ import annotations

from itertools import pairwise

from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.modality import cues
from pipeline.modality.cues import NO_CUE, Cue
from pipeline.model import Modality, Token

_HELD_BACK = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "dobj", "pobj", "nsubj", "nsubjpass", "relcl"})
_TOWARDS = frozenset({"for", "of", "about", "against", "to"})
_AGREED = "agreement"  # a type: what is cancelled here did happen
_AVERTING = ("preventing", "avoiding", "postponing")
_STEPS = 4


def undone(reading: Reading, trigger: Trigger) -> Cue:
    """What was refused, averted, put off, or is left out: "failed to attack", "prevented a war", "without a fight"."""
    tokens, index = reading.parse.tokens, trigger.index
    above = tokens[tokens[index].head]
    if above.index == index:
        return NO_CUE
    if above.dep == "prep" or above.pos == "ADP":
        return _behind_preposition(reading, trigger, above)
    dep, lexicon, lemma = tokens[index].dep, reading.lexicon, lemma_of(above)
    if lexicon.role("refusing", lemma) and dep in {"xcomp", "acl", "ccomp"} and is_infinitive(reading, index):
        return Modality.DENIED, above.text
    if dep in {"dobj", "nsubjpass"} or (dep in {"xcomp", "ccomp"} and tokens[index].tag == "VBG"):
        return _by_verb(reading, trigger, above)
    return NO_CUE


def _behind_preposition(reading: Reading, trigger: Trigger, preposition: Token) -> Cue:
    """Denied behind "without", "instead of" and "kept them from"; what the noun before "of" does."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    above, word = tokens[preposition.head], cues.word_of(preposition)
    before = tokens[preposition.index - 1] if preposition.index else preposition
    if word == "without" or (word == "of" and cues.word_of(before) == "instead"):
        return Modality.DENIED, preposition.text
    is_gerund = tokens[trigger.index].tag == "VBG"
    if word == "from" and is_gerund and lexicon.role("hindering", lemma_of(above)):
        return _effective(reading, trigger, above)
    if word == "of" and above.pos in {"NOUN", "PROPN"}:
        return _by_verb(reading, trigger, above)
    return NO_CUE


def _by_verb(reading: Reading, trigger: Trigger, above: Token) -> Cue:
    """What a verb of preventing or putting off, or its noun, does to a happening."""
    lexicon, lemma = reading.lexicon, lemma_of(above)
    if lexicon.role("postponing", lemma):
        return Modality.PLANNED, above.text
    is_vague = not trigger.is_noun or not is_definite(reading, trigger.index)
    if lexicon.role("preventing", lemma) or (is_vague and lexicon.role("avoiding", lemma)):
        return _effective(reading, trigger, above)
    return NO_CUE


def _effective(reading: Reading, trigger: Trigger, above: Token) -> Cue:
    """Denied if it was prevented indeed; supposed if that was only tried, and it is not known to have happened."""
    if trigger.type == _AGREED:
        return NO_CUE
    said = cues.of_verb(reading, above.index)[0]
    is_open = is_infinitive(reading, above.index) or said is not Modality.HAPPENED
    if above.pos not in {"VERB", "AUX"} or not is_open:
        return Modality.DENIED, above.text
    is_known = trigger.is_noun and is_definite(reading, trigger.index)
    failed = said is Modality.DENIED or any(
        reading.lexicon.role("refusing", lemma_of(reading.parse.tokens[index]))
        for index in reading.ancestors(above.index)
    )
    return NO_CUE if is_known or failed else (Modality.HYPOTHETICAL, above.text)


def governed(reading: Reading, trigger: Trigger) -> Cue:
    """What the verbs and nouns above say: wishes, plans, conditions, habits."""
    tokens = reading.parse.tokens
    direct = _direct(reading, trigger)
    if direct[0] is not Modality.HAPPENED:
        return direct
    for index, above in pairwise([trigger.index, *reading.ancestors(trigger.index)][: _STEPS + 1]):
        dep, lemma = tokens[index].dep, lemma_of(tokens[above])
        if dep in {"conj", "advcl", "relcl"} and index != trigger.index:
            break
        if dep in {"nsubj", "nsubjpass", "prep"} and tokens[above].pos in {"VERB", "AUX"}:
            break
        if _averts(reading, tokens[above]):  # who hopes to avert it does not hope for it
            break
        if dep in _HELD_BACK and above != trigger.helper:
            infinite = is_infinitive(reading, index) or tokens[index].pos in {"NOUN", "PROPN"} or dep == "pcomp"
            found = _governor(reading, tokens[above], lemma, infinite=infinite)
            if found is not Modality.HAPPENED:
                return found, tokens[above].text
    return NO_CUE


def is_averted(reading: Reading, trigger: Trigger) -> bool:
    """Whether a noun is what somebody averts, puts off or avoids, or would."""
    token = reading.parse.tokens[trigger.index]
    return token.dep in {"dobj", "nsubjpass"} and _averts(reading, reading.parse.tokens[token.head])


def _averts(reading: Reading, token: Token) -> bool:
    return any(reading.lexicon.role(role, lemma_of(token)) for role in _AVERTING)


def _direct(reading: Reading, trigger: Trigger) -> Cue:
    """What is said of the happening itself: "an attack was feared", "warned of an attack", "no sign of an attack"."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[trigger.index]
    above = tokens[token.head]
    is_simple = reading.child(above.index, "xcomp", "ccomp") is None
    if token.dep == "nsubjpass" and is_simple and lexicon.role("awaiting", lemma_of(above)):
        return _governor(reading, above, lemma_of(above), infinite=True), above.text
    if token.dep in {"acl", "ccomp"}:
        return _without_sign(reading, above)
    if token.dep not in {"pobj", "pcomp"} or cues.word_of(above) not in _TOWARDS:
        return NO_CUE
    noun = tokens[above.head]
    if lexicon.role("signs", lemma_of(noun)):
        return _without_sign(reading, noun)
    if trigger.is_noun and is_definite(reading, trigger.index):
        return NO_CUE
    if noun.pos in {"NOUN", "PROPN"} and lexicon.role("prospects", lemma_of(noun)):
        return Modality.HYPOTHETICAL, noun.text
    found = _governor(reading, noun, lemma_of(noun), infinite=True)
    return (found, noun.text) if found is not Modality.HAPPENED else NO_CUE


def _without_sign(reading: Reading, noun: Token) -> Cue:
    """Supposed of what there is no sign of."""
    is_none = any(cues.is_no(reading.parse.tokens[index]) for index in reading.children[noun.index])
    is_sign = reading.lexicon.role("signs", lemma_of(noun))
    return (Modality.HYPOTHETICAL, noun.text) if is_sign and is_none else NO_CUE


def _governor(reading: Reading, above: Token, lemma: str, *, infinite: bool) -> Modality:
    lexicon = reading.lexicon
    if lemma == "struggle":
        return Modality.HABITUAL
    if infinite and (lexicon.role("planning", lemma) or cues.word_of(above) == "going"):
        return Modality.PLANNED
    if infinite and lexicon.role("irrealis", lemma):
        return Modality.HYPOTHETICAL
    return Modality.HAPPENED


def is_infinitive(reading: Reading, index: int) -> bool:
    """Whether a word is an infinitive, with or without "to"."""
    tokens = reading.parse.tokens
    return tokens[index].tag == "VB" or any(tokens[below].tag == "TO" for below in reading.children[index])


def is_definite(reading: Reading, index: int) -> bool:
    """Whether a noun is a known one: "the attack", "their attack"."""
    tokens = reading.parse.tokens
    return any(
        tokens[below].dep == "poss" or reading.lexicon.role("definite", tokens[below].text.lower())
        for below in reading.children[index]
    )
