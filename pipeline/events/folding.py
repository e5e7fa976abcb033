"""Words that tell of one happening in one sentence: verbs that support a noun, phases, consequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.events.draft import Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.senses import OBJECTS, has_place_argument
from pipeline.model import Token


def fold(reading: Reading, candidates: Sequence[Trigger]) -> list[Trigger]:
    """Supported nouns take their verb in; consequences ("killing 19") and doublings ("shot and killed") fold away."""
    helped = {trigger.index: _support_of(reading, trigger) for trigger in candidates if trigger.is_noun}
    helpers = {helper for helper in helped.values() if helper is not None}
    present = {trigger.index: trigger.index for trigger in candidates if not trigger.label} | {
        helper: noun for noun, helper in helped.items() if helper is not None
    }
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
        kind = _signed(reading, trigger, helper)
        folded.append(replace(trigger, helper=helper, also=also, strength=strength, type=kind))
    return folded


def _signed(reading: Reading, trigger: Trigger, helper: int | None) -> str:
    """The type, which is an agreement for what is signed ("signed a convention")."""
    if helper is None or not reading.lexicon.role("bodies", trigger.lemma):
        return trigger.type
    kind = reading.lexicon.verbs.get(lemma_of(reading.parse.tokens[helper]))
    return kind if kind == "agreement" else trigger.type


def _support_of(reading: Reading, trigger: Trigger) -> int | None:
    """The verb that lends the noun its tense, or None.

    It governs the noun ("launched a rebellion"), follows it as a participle ("held at"), or is what was done in it
    ("defeat the rebels at the Battle of Loncomilla").
    """
    tokens = reading.parse.tokens
    token = tokens[trigger.index]
    head = tokens[token.head]
    if head.pos == "VERB" and _supports(reading, trigger, token, head):
        return head.index
    for below in reading.children[trigger.index]:
        child = tokens[below]
        if child.dep in {"acl", "relcl"} and reading.lexicon.role("support", lemma_of(child)):
            return below
    return _deed(reading, trigger, token, head)


def _supports(reading: Reading, trigger: Trigger, token: Token, head: Token) -> bool:
    lemma = lemma_of(head)
    if token.dep == "nsubj" or token.dep in OBJECTS:
        if reading.lexicon.role("support", lemma):
            return True
        return token.dep in OBJECTS and reading.lexicon.verbs.get(lemma) == trigger.type
    return False


def _deed(reading: Reading, trigger: Trigger, token: Token, head: Token) -> int | None:
    if token.dep != "pobj" or lemma_of(head) not in {"in", "at", "during"}:
        return None
    deed = reading.parse.tokens[head.head]
    kind = reading.lexicon.verbs.get(lemma_of(deed))
    same = kind == trigger.type or (trigger.type == "conflict" and kind in {"attack", "life"})
    is_deed = same and deed.pos == "VERB" and reading.lexicon.role("named", trigger.lemma)
    return deed.index if is_deed else None


def _owner(reading: Reading, trigger: Trigger, present: Mapping[int, int]) -> int | None:
    """The happening of the same sentence of which a verb only tells more, or None."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[trigger.index]
    head = tokens[token.head]
    leaves = lexicon.role("needs_place", trigger.lemma) and has_place_argument(reading, trigger.index)
    consequence = lexicon.role("consequence", trigger.lemma) and not leaves
    if head.index != token.index and head.index in present:
        same = lexicon.group_of(lemma_of(head)) == trigger.group
        if token.dep in {"advcl", "conj", "dep"} and (same or (token.tag == "VBG" and consequence)):
            return present[head.index]
        if token.dep in {"relcl", "acl"} and consequence:
            return present[head.index]
        if token.dep == "conj" and consequence and tokens[present[head.index]].pos in {"NOUN", "PROPN"}:
            return present[head.index]
    if token.dep == "conj" and consequence:
        between = [index for index in present if head.index < index < token.index]
        nouns = [index for index in between if tokens[index].dep == "nsubj" and tokens[index].pos == "NOUN"]
        if nouns:  # "teams search after an earthquake flattened the city and killed thousands", misparsed
            return present[nouns[-1]]
    subject = reading.child(trigger.index, "nsubj")
    return present[subject] if subject is not None and subject in present and consequence else None
