"""Which words of a document name happenings: event nouns and verbs of the lexicon, in the contexts where they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events import senses
from pipeline.events.draft import Trigger
from pipeline.events.folding import fold
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Token

_FRAMES = frozenset({"war", "rebellion", "campaign", "crusade", "protest", "crisis", "scandal"})  # rather than events
_OTHER_STRENGTH = 0.6


def find(reading: Reading) -> list[Trigger]:
    """The triggers of the document in text order; a verb that only supports an event noun is folded into it."""
    found: list[Trigger] = []
    for sentence, (first, last) in enumerate(reading.parse.bounds):
        tokens = reading.parse.tokens[first:last]
        candidates = [trigger for token in tokens if (trigger := _at(reading, token)) is not None]
        candidates = fold(reading, candidates) if reading.parse.syntactic else _strongest(candidates)
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
        if noun in lexicon.nouns and senses.is_noun_here(reading, token, noun):
            return _trigger(reading, token, noun, is_noun=True)
    if token.pos == "VERB" or not reading.parse.syntactic:
        verb = _base(lemma, reading)
        if verb in lexicon.verbs and senses.is_verb_here(reading, token, verb):
            return _trigger(reading, token, verb, is_noun=False)
    return None


def _trigger(reading: Reading, token: Token, lemma: str, *, is_noun: bool) -> Trigger:
    lexicon = reading.lexicon
    group = lexicon.group_of(lemma)
    bearer = token.head if is_noun and token.dep == "compound" and lexicon.role("storms", lemma) else token.index
    found = Trigger(
        index=bearer,
        sentence=token.sentence,
        span=token.span,
        lemma=lemma,
        type=(lexicon.nouns if is_noun else lexicon.verbs)[lemma],
        group=group,
        is_noun=is_noun,
        strength=senses.strength(reading, token, lemma, is_noun=is_noun),
        label=group in _FRAMES and token.span.end <= reading.label_end(token.sentence),
        passing=is_noun and reading.parse.syntactic and senses.is_passing(reading, token),
    )
    return replace(found, type=senses.retyped(reading, found))


def _singular(lemma: str, reading: Reading) -> str:
    """The listed noun that `lemma` is the plural of, for parses without lemmas and mistagged capitals."""
    for ending, stem in (("s", ""), ("es", ""), ("ies", "y")):
        if lemma.endswith(ending) and lemma[: -len(ending)] + stem in reading.lexicon.nouns:
            return lemma[: -len(ending)] + stem
    return lemma


def _base(lemma: str, reading: Reading) -> str:
    """The listed verb that `lemma` is: in American spelling, or a regular form of it for parses without lemmas."""
    verbs = reading.lexicon.verbs
    if lemma in verbs:
        return lemma
    if lemma.endswith("ise") and lemma[:-3] + "ize" in verbs:
        return lemma[:-3] + "ize"
    for ending in ("ed", "d", "ing", "s", "es"):
        stem = lemma[: -len(ending)] if lemma.endswith(ending) else ""
        for verb in (stem, stem + "e", stem[:-1]):
            if len(verb) > 2 and verb in verbs:
                return verb
    return lemma


def _strongest(candidates: list[Trigger]) -> list[Trigger]:
    """Without syntax: the likeliest word of the sentence, the first of equals."""
    return sorted(candidates, key=lambda trigger: (-trigger.strength, trigger.index))[:1]


def _told(reading: Reading, sentence: int) -> Iterator[Trigger]:
    """The word that says what happened in a dated sentence without a word of the lexicon in its usual place.

    A listed verb that was tagged as a noun, else the main verb, else (in a line that opens with its date) whatever
    heads the sentence.
    """
    is_line = sentence in reading.line_sentences
    if not reading.parse.syntactic or not (is_line or sentence in reading.dates_by_sentence):
        return
    heading = reading.label_end(sentence)
    words = [token for token in reading.parse.tokens_of(sentence) if not reading.is_dated(token.index)]
    tokens = [token for token in words if token.span.start >= heading]
    head = next((token for token in tokens if _is_head(reading, token, is_line=is_line)), None)
    for token in tokens if is_line and (head is None or head.pos not in {"VERB", "AUX"}) else ():
        verb = _base(lemma_of(token), reading)
        if verb in reading.lexicon.verbs and token.pos in {"NOUN", "ADJ", "PROPN", "VERB"} and token.text[:1].islower():
            yield replace(_trigger(reading, token, verb, is_noun=False), strength=0.8)
            return
    if head is not None:
        lemma = lemma_of(head)
        group = reading.lexicon.group_of(lemma)
        yield Trigger(head.index, sentence, head.span, lemma, "other", group, is_noun=False, strength=_OTHER_STRENGTH)


def _is_head(reading: Reading, token: Token, *, is_line: bool) -> bool:
    """Whether a token heads its sentence and says that something happened."""
    lemma = lemma_of(token)
    stative = reading.lexicon.role("states", lemma) or reading.lexicon.role("reporting", lemma)
    return token.dep == "ROOT" and token.pos != "PUNCT" and (is_line or (token.pos == "VERB" and not stative))
