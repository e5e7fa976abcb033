"""Words that tell of one happening in one sentence: verbs that support a noun, phases, consequences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.events.draft import Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.senses import OBJECTS, SUBJECTS, has_place_argument
from pipeline.model import Token

_SETTING_REACH = 3  # words between a happening and the noun that says during what it was


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
    owners |= _restated(reading, candidates)
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


def _restated(reading: Reading, candidates: Sequence[Trigger]) -> dict[int, int]:
    """Noun -> the happening that it only names or frames.

    "It began with a disaster: a fire during a test ...": the disaster is the fire, and the test is its setting.
    """
    found: dict[int, int] = {}
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    nouns = [trigger for trigger in candidates if trigger.is_noun and not trigger.label]
    for trigger, following in pairwise(nouns):
        between = tokens[trigger.index + 1 : following.index]
        is_announced = any(token.text == ":" for token in between)
        if is_announced and lexicon.role("anaphors", trigger.lemma) and not lexicon.role("anaphors", following.lemma):
            found[trigger.index] = following.index
        is_setting = any(lemma_of(token) == "during" for token in between) and len(between) <= _SETTING_REACH
        if is_setting and lexicon.role("weak", following.lemma) and tokens[following.index].dep == "pobj":
            found[following.index] = found.get(trigger.index, trigger.index)
    return found


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
    announced = any(each.text == ":" for each in tokens[head.index + 1 : token.index])
    if head.pos == "VERB" and not announced and _supports(reading, trigger, token, head):
        return head.index
    for below in reading.children[trigger.index]:
        child = tokens[below]
        is_of_people = any(tokens[each].text.lower() == "who" for each in reading.children[below])
        if child.dep in {"acl", "relcl"} and reading.lexicon.role("support", lemma_of(child)) and not is_of_people:
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


def _shares_subject(reading: Reading, trigger: Trigger, noun: int) -> bool:
    """Whether the happening itself is the subject of both verbs ("a storm struck the coast and killed three")."""
    tokens = reading.parse.tokens
    own = reading.child(trigger.index, *SUBJECTS)
    return own is None and tokens[noun].pos in {"NOUN", "PROPN"} and tokens[noun].dep in SUBJECTS


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
        if token.dep == "conj" and consequence and _shares_subject(reading, trigger, present[head.index]):
            return present[head.index]
    found = _misparsed_subject(reading, token, present) if token.dep == "conj" and consequence else None
    if found is not None:
        return found
    subject = reading.child(trigger.index, "nsubj")
    return present[subject] if subject is not None and subject in present and consequence else None


def _misparsed_subject(reading: Reading, token: Token, present: Mapping[int, int]) -> int | None:
    """The happening whose consequence a coordinated verb without a subject tells, where the parse may be wrong.

    "An earthquake flattened the capital and killed thousands", "teams search after an earthquake flattened the city and
    killed thousands", "it began with a disaster: a fire ... killed three".
    """
    tokens = reading.parse.tokens
    if reading.child(token.index, *SUBJECTS) is not None:
        return None
    subjects = [index for index in reading.children[token.head] if tokens[index].dep in SUBJECTS]
    if subjects and subjects[-1] in present:
        return present[subjects[-1]]
    joined = any(tokens[below].dep == "cc" for below in reading.children[token.head])
    deps = {"nsubj"} if joined else {"nsubj", "dobj"}
    between = [index for index in present if token.head < index < token.index]
    nouns = [index for index in between if tokens[index].dep in deps and tokens[index].pos == "NOUN"]
    return present[nouns[-1]] if nouns else None
