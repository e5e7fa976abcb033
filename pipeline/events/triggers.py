"""Which words of a document name happenings: event nouns and verbs of the lexicon, in the contexts where they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events.draft import Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Token

_FRAMES = frozenset({"war", "rebellion", "campaign", "crusade", "protest", "crisis", "scandal"})  # rather than events
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "obj", "nsubjpass")
_PERIODS = frozenset({"during", "amid", "throughout", "of", "in"})  # "during the Civil War" only frames what is told


def find(reading: Reading) -> list[Trigger]:
    """The triggers of the document in text order; a verb that only supports an event noun is folded into it."""
    found: list[Trigger] = []
    for sentence, (first, last) in enumerate(reading.parse.bounds):
        tokens = reading.parse.tokens[first:last]
        candidates = [trigger for token in tokens if (trigger := _at(reading, token)) is not None]
        candidates = _fold(reading, candidates) if reading.parse.syntactic else candidates
        if all(trigger.label for trigger in candidates):
            told = [*_told(reading, sentence)]
            candidates = [*candidates, *told] if told else [replace(trigger, label=False) for trigger in candidates]
        found.extend(candidates)
    return found


def _at(reading: Reading, token: Token) -> Trigger | None:
    if reading.is_dated(token.index):
        return None
    lemma = lemma_of(token)
    lexicon = reading.lexicon
    if token.pos in {"NOUN", "PROPN"} or not reading.parse.syntactic:
        noun = lemma if lemma in lexicon.nouns else _singular(lemma, reading)
        if noun in lexicon.nouns and _is_noun_here(reading, token):
            return _trigger(reading, token, noun, is_noun=True)
    if token.pos == "VERB" or not reading.parse.syntactic:
        verb = lemma if lemma in lexicon.verbs else _base(lemma, reading)
        if verb in lexicon.verbs and _is_verb_here(reading, token, verb):
            return _trigger(reading, token, verb, is_noun=False)
    return None


def _trigger(reading: Reading, token: Token, lemma: str, *, is_noun: bool) -> Trigger:
    lexicon = reading.lexicon
    kind = (lexicon.nouns if is_noun else lexicon.verbs)[lemma]
    return Trigger(
        index=token.index,
        sentence=token.sentence,
        span=token.span,
        lemma=lemma,
        type=kind,
        group=lexicon.group_of(lemma),
        is_noun=is_noun,
        strength=_strength(reading, token, lemma, is_noun=is_noun),
        label=lexicon.group_of(lemma) in _FRAMES and _in_label(reading, token),
        passing=is_noun and _is_passing(reading, token),
    )


def _singular(lemma: str, reading: Reading) -> str:
    """The listed noun that `lemma` is the plural of, for parses without lemmas and mistagged capitals."""
    for ending, stem in (("s", ""), ("es", ""), ("ies", "y")):
        if lemma.endswith(ending) and lemma[: -len(ending)] + stem in reading.lexicon.nouns:
            return lemma[: -len(ending)] + stem
    return lemma


def _base(lemma: str, reading: Reading) -> str:
    """The listed verb that `lemma` is a regular form of, for parses without lemmas."""
    for ending in ("ed", "d", "ing", "s", "es"):
        stem = lemma[: -len(ending)] if lemma.endswith(ending) else ""
        for verb in (stem, stem + "e", stem[:-1]):
            if len(verb) > 2 and verb in reading.lexicon.verbs:
                return verb
    return lemma


def _is_noun_here(reading: Reading, token: Token) -> bool:
    """Not "attack helicopter", not "the Storm Battalion"; "Battle of X" always."""
    if not reading.parse.syntactic:
        return True
    head = reading.parse.tokens[token.head]
    if token.dep in {"compound", "amod", "nmod"} and head.pos in {"NOUN", "PROPN"} and head.index > token.index:
        return False
    return not (token.entity == "ORG" and token.pos == "PROPN")


def _is_verb_here(reading: Reading, token: Token, lemma: str) -> bool:
    """Not an adjective ("wounded soldiers"), not an auxiliary; "took" only with a place."""
    if not reading.parse.syntactic:
        return not reading.lexicon.role("broad", lemma)
    if token.dep in {"amod", "aux", "auxpass", "compound", "nmod", "case"} or token.tag == "MD":
        return False
    if reading.lexicon.role("needs_place", lemma):
        return _has_place_argument(reading, token.index)
    return True


def _has_place_argument(reading: Reading, index: int) -> bool:
    return any(
        reading.parse.tokens[below].dep in _OBJECTS
        and any(reading.has_place(inner) for inner in reading.subtree(below))
        for below in reading.children[index]
    )


def _in_label(reading: Reading, token: Token) -> bool:
    """Whether the token stands before the colon that opens its sentence ("Korean War: ...")."""
    return token.span.end <= reading.label_end(token.sentence)


def _is_passing(reading: Reading, token: Token) -> bool:
    """Whether the noun only completes another noun ("a reference to the war")."""
    tokens = reading.parse.tokens
    preposition = tokens[token.head]
    return token.dep == "pobj" and tokens[preposition.head].pos == "NOUN" and not _is_event(reading, preposition.head)


def _is_event(reading: Reading, index: int) -> bool:
    return lemma_of(reading.parse.tokens[index]) in reading.lexicon.nouns


def _strength(reading: Reading, token: Token, lemma: str, *, is_noun: bool) -> float:
    """How surely the word is a happening here: words of many senses need company."""
    lexicon = reading.lexicon
    strength = 1.0
    if is_noun and lexicon.role("weak", lemma):
        strength = 0.45 + 0.35 * _has_company(reading, token)
    elif not is_noun and lexicon.role("broad", lemma):
        strength = 0.5
    if is_noun and reading.parse.syntactic:
        strength *= _nominal_strength(reading, token)
    elif token.dep in {"acl", "xcomp", "pcomp", "relcl"}:
        strength *= 0.85
    return strength


def _has_company(reading: Reading, token: Token) -> bool:
    """Whether a noun governs a preposition, or has an article and a verb of its own."""
    below = [reading.parse.tokens[index] for index in reading.children[token.index]] if reading.children else []
    return any(child.dep == "prep" for child in below) or token.dep in _SUBJECTS


def _nominal_strength(reading: Reading, token: Token) -> float:
    """Less for bare plurals and for nouns that only frame another happening."""
    below = {reading.parse.tokens[index].dep for index in reading.children[token.index]}
    head = reading.parse.tokens[token.head]
    strength = 1.0
    if token.tag == "NNS" and not below & {"det", "poss", "nummod"} and token.dep not in _SUBJECTS:
        strength *= 0.7
    if token.dep == "pobj" and token.pos == "PROPN" and lemma_of(head) in _PERIODS and lemma_of(token) != "battle":
        strength *= 0.4
    elif token.dep in {"pobj", "conj", "poss"}:
        strength *= 0.85
    return strength


def _fold(reading: Reading, candidates: list[Trigger]) -> list[Trigger]:
    """Supported nouns take their verb in; consequences ("killing 19") and doublings ("shot and killed") fold away."""
    helped = {trigger.index: _support_of(reading, trigger) for trigger in candidates if trigger.is_noun}
    helpers = {helper for helper in helped.values() if helper is not None}
    present = {trigger.index for trigger in candidates} - helpers
    owners = {
        trigger.index: _owner(reading, trigger, present)
        for trigger in candidates
        if not trigger.is_noun and trigger.index not in helpers
    }
    folded: list[Trigger] = []
    for trigger in candidates:
        if trigger.index in helpers or owners.get(trigger.index) is not None:
            continue
        also = tuple(index for index, owner in owners.items() if owner == trigger.index)
        helper = helped.get(trigger.index)
        strength = trigger.strength if helper is None else 1.0
        folded.append(replace(trigger, helper=helper, also=also, strength=strength))
    return folded


def _support_of(reading: Reading, trigger: Trigger) -> int | None:
    """The verb that lends the noun its tense: it governs the noun, follows it as a participle ("held at"), or is
    what was done in it ("defeat the rebels at the Battle of Loncomilla").
    """
    tokens = reading.parse.tokens
    token = tokens[trigger.index]
    head = tokens[token.head]
    if token.dep in {*_OBJECTS, "nsubj"} and head.pos == "VERB" and reading.lexicon.role("support", lemma_of(head)):
        return head.index
    for below in reading.children[trigger.index]:
        child = tokens[below]
        if child.dep in {"acl", "relcl"} and reading.lexicon.role("support", lemma_of(child)):
            return below
    if (
        token.dep == "pobj"
        and lemma_of(head) in {"in", "at", "during"}
        and reading.lexicon.role("named", trigger.lemma)
    ):
        deed = tokens[head.head]
        return deed.index if reading.lexicon.verbs.get(lemma_of(deed)) == trigger.type and deed.pos == "VERB" else None
    return None


def _owner(reading: Reading, trigger: Trigger, present: set[int]) -> int | None:
    """The happening of the same sentence of which a verb only tells more, or None."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[trigger.index]
    head = tokens[token.head]
    consequence = lexicon.role("consequence", trigger.lemma) and not _has_place_argument(reading, trigger.index)
    if head.index != token.index and head.index in present:
        same = lexicon.group_of(lemma_of(head)) == trigger.group
        if token.dep in {"advcl", "conj", "dep"} and (same or (token.tag == "VBG" and consequence)):
            return head.index
        if token.dep in {"relcl", "acl"} and consequence:
            return head.index
    subject = reading.child(trigger.index, "nsubj")
    return subject if subject in present and consequence else None


def _told(reading: Reading, sentence: int) -> Iterator[Trigger]:
    """The word that says what happened in a dated sentence without a word of the lexicon in its usual place.

    A listed verb that was tagged as a noun, else the main verb, else (in a line that opens with its date) whatever
    heads the sentence.
    """
    is_line = sentence in reading.line_sentences
    if not reading.parse.syntactic or not (is_line or sentence in reading.dates_by_sentence):
        return
    lexicon = reading.lexicon
    heading = reading.label_end(sentence)
    words = [token for token in reading.parse.tokens_of(sentence) if not reading.is_dated(token.index)]
    tokens = [token for token in words if token.span.start >= heading]
    for token in tokens if is_line else ():
        verb = _base(lemma_of(token), reading)
        if verb in lexicon.verbs and token.pos in {"NOUN", "ADJ", "PROPN", "VERB"} and token.text[:1].islower():
            yield replace(_trigger(reading, token, verb, is_noun=False), strength=0.8)
            return
    for token in tokens:
        lemma = lemma_of(token)
        stative = lexicon.role("states", lemma) or lexicon.role("reporting", lemma)
        if token.dep == "ROOT" and (is_line or (token.pos == "VERB" and not stative)) and token.pos != "PUNCT":
            group = lexicon.group_of(lemma)
            yield Trigger(token.index, sentence, token.span, lemma, "other", group, is_noun=False, strength=0.6)
            return
