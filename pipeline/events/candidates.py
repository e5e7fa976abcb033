"""Mention detection: every word of a document that could tell of an event. The lexicon types, models decide.

In a parsed text these are verbs (but auxiliaries and modifiers), event nouns, and whatever heads a sentence without
either. Without a parser, and in languages that the lexicon does not know, every sentence is one candidate, and every
further clause of it that has a date of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.model import Span, Token
from pipeline.structure import Block, BlockKind

_AUXILIARY = frozenset({"aux", "auxpass", "amod", "compound", "case", "prep", "mark", "punct", "nmod"})
_MODIFYING = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_CLAUSE_EDGE = re.compile(r"[,;:—–]\s|\s[–—-]\s")
_LETTER = re.compile(r"[^\W\d_]")


def find(reading: Reading) -> list[Trigger]:
    """The candidate triggers of a document in text order; none in blocks that tell nothing (stamps, menus)."""
    found: list[Trigger] = []
    for sentence, span in enumerate(reading.parse.sentences):
        block = reading.block_at(span.start)
        if not reading.is_told(span.start) or is_dated_heading(reading.blocks[block]) or _is_station(reading, sentence):
            continue
        if reading.is_english:
            found.extend(_in_parse(reading, sentence))
        else:
            found.extend(_in_sentence(reading, sentence))
    return found


def is_dated_heading(block: Block) -> bool:
    """Whether a block is a heading that only says when what stands below it was."""
    return block.kind is BlockKind.HEADING and block.is_dated


def _is_station(reading: Reading, sentence: int) -> bool:
    """Whether a heading says nothing but where and when: "Lima, 3 May 1988"."""
    span = reading.parse.sentences[sentence]
    block = reading.blocks[reading.block_at(span.start)]
    if block.kind is not BlockKind.HEADING or sentence not in reading.dates_by_sentence:
        return False
    words = [token for token in reading.parse.tokens_of(sentence) if _LETTER.search(token.text)]
    return all(reading.is_dated(token.index) or reading.has_place(token.index) for token in words)


def _in_parse(reading: Reading, sentence: int) -> list[Trigger]:
    told = [trigger for token in reading.parse.tokens_of(sentence) if (trigger := _at(reading, token)) is not None]
    found = [trigger for trigger in told if not _is_stance(reading, trigger, told)]
    if any(not trigger.is_noun for trigger in told):
        return found
    head = next((token for token in reading.parse.tokens_of(sentence) if token.dep == "ROOT"), None)
    words = [token for token in reading.parse.tokens_of(sentence) if _LETTER.search(token.text)]
    if (
        head is None
        or any(trigger.index == head.index for trigger in found)
        or head.pos == "PUNCT"
        or len(words) < 2
        or reading.is_dated(head.index)
    ):
        return found
    return sorted([*found, _trigger(reading, head, OTHER, is_noun=head.pos in {"NOUN", "PROPN"})], key=_order)


def _is_stance(reading: Reading, trigger: Trigger, told: list[Trigger]) -> bool:
    """Whether a verb only says how somebody stands to another candidate ("denied any part in the attack")."""
    noun = reading.child(trigger.index, "dobj") if reading.lexicon.role("denying", trigger.lemma) else None
    if noun is None or not reading.lexicon.role("shielding", lemma_of(reading.parse.tokens[noun])):
        return False
    below = set(reading.subtree(noun)) - {noun}
    return any(other.index in below for other in told)


def _order(trigger: Trigger) -> int:
    return trigger.index


def _at(reading: Reading, token: Token) -> Trigger | None:
    if reading.is_dated(token.index) or not _LETTER.search(token.text):
        return None
    lemma, lexicon = lemma_of(token), reading.lexicon
    if token.pos == "VERB" and token.dep not in _AUXILIARY:
        return _trigger(reading, token, lexicon.verbs.get(lemma, OTHER), is_noun=False)
    if token.pos == "AUX" and token.dep not in _AUXILIARY:
        return _trigger(reading, token, OTHER, is_noun=False)
    if token.pos not in {"NOUN", "PROPN"} or (token.dep in _MODIFYING and token.head > token.index):
        return None
    if lemma in lexicon.nouns:
        return _trigger(reading, token, lexicon.nouns[lemma], is_noun=True)
    if lexicon.role("actions", lemma):
        return _trigger(reading, token, OTHER, is_noun=True)
    return None


def _trigger(reading: Reading, token: Token, kind: str, *, is_noun: bool) -> Trigger:
    lemma = lemma_of(token)
    group = reading.lexicon.group_of(lemma)
    helper = _light_verb(reading, token) if is_noun else None
    return Trigger(token.index, token.sentence, token.span, lemma, kind, group, is_noun=is_noun, helper=helper)


def _light_verb(reading: Reading, token: Token) -> int | None:
    """The verb that only gives an event noun its tense: it governs the noun, or follows it ("a summit held at")."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    head = tokens[token.head]
    if head.pos == "VERB" and token.dep in _ARGUMENTS and lexicon.role("support", lemma_of(head)):
        return head.index
    below = (tokens[index] for index in reading.children[token.index])
    found = (
        child.index for child in below if child.dep in {"acl", "relcl"} and lexicon.role("support", lemma_of(child))
    )
    return next(found, None)


def _in_sentence(reading: Reading, sentence: int) -> Iterator[Trigger]:
    """One candidate for the sentence, one more for every further clause with a date of its own."""
    parts = list(_parts(reading, sentence))
    for part in parts:
        words = [token for token in reading.parse.tokens_of(sentence) if part.start <= token.span.start < part.end]
        named = [token for token in words if _LETTER.search(token.text) and not reading.is_dated(token.index)]
        if len(named) < 2:
            continue
        token = named[0]
        yield Trigger(token.index, sentence, token.span, token.text.lower(), OTHER, "", is_noun=False)


def _parts(reading: Reading, sentence: int) -> Iterator[Span]:
    text, span = reading.document.text, reading.parse.sentences[sentence]
    starts = [timex.span.start for timex in reading.dates_by_sentence.get(sentence, []) if timex.span is not None]
    begin = span.start
    for previous, following in pairwise(starts):
        edges = list(_CLAUSE_EDGE.finditer(text, previous, following))
        if edges:
            yield Span(begin, edges[-1].start())
            begin = edges[-1].end()
    yield Span(begin, span.end)
