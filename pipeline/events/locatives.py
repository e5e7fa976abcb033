"""What ties a place to a happening by the grammar alone: prepositions, "where" clauses, what is its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.events.draft import Trigger
from pipeline.events.lexicon import Lexicon
from pipeline.events.reading import CLAUSAL, Reading, lemma_of

GOVERNED, PATIENT, CLAUSE, SUBJECT, BELONGS, NEAR, NARRATIVE, DATELINE, NOWHERE = range(9)  # Placing.rank
_OTHER_TIME = frozenset({"after", "because", "before", "since", "although", "though"})
_SETTING = frozenset({"during", "at", "in", "amid", "on"})
_CHAIN = frozenset({"xcomp", "conj", "advcl", "relcl", "acl", "attr", "dobj", "ccomp", "pobj", "prep"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})  # "in Valencia, where floods killed hundreds"
_SOURCES = frozenset({"from"})


def locative(reading: Reading, trigger: Trigger, head: int, rivals: set[int]) -> int:
    """GOVERNED if a preposition ties the place to the trigger, CLAUSE if only to its clause; else NOWHERE."""
    tokens = reading.parse.tokens
    if is_of_other_time(reading, trigger, head):
        return NOWHERE
    above_trigger = {trigger.index, *reading.ancestors(trigger.index), *trigger.anchors}
    tie, index, crossed = _Tie(), head, 0
    for above in (head, *reading.ancestors(head)):
        if above != head and tokens[index].dep in CLAUSAL and above not in trigger.also:
            crossed += 1
            if _is_elsewhere(reading, trigger, index):
                return NOWHERE
        if above != head and above in above_trigger:
            governs = above in trigger.anchors or tie.beside
            goes = _goes(reading, trigger, above) and (index == tie.index or tie.beside)
            return _reach(reading.lexicon, tie.word, crossed, governs=governs, goes=goes)
        if above in rivals and not _is_setting(reading, above):
            return NOWHERE
        tie = tie if tie.word else _tie(reading, trigger, above)
        if tie.rank is not None:
            return tie.rank
        index = above
    return NOWHERE


def is_of_other_time(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether a clause of another time holds the trigger, and not the place.

    "They met in Yevlakh a day after agreeing to a ceasefire": the ceasefire is not in Yevlakh.
    """
    tokens, inside = reading.parse.tokens, trigger.index
    for above in (trigger.index, *reading.ancestors(trigger.index)):
        if tokens[above].dep == "pcomp" and lemma_of(tokens[tokens[above].head]) in _OTHER_TIME:
            inside = above
            break
    return inside != trigger.index and head not in reading.subtree(inside)


def _is_elsewhere(reading: Reading, trigger: Trigger, clause: int) -> bool:
    """Whether a clause below the happening tells of another time, and of somebody else.

    "Shares fell after the chairman said in Riyadh", "it collapsed in 2021, and last June a court in Bellinzona ...".
    """
    tokens = reading.parse.tokens
    if reading.child(clause, *_SUBJECTS) is None or trigger.index in (below := set(reading.subtree(clause))):
        return False
    if any(tokens[each].dep == "mark" and lemma_of(tokens[each]) in _OTHER_TIME for each in reading.children[clause]):
        return True
    dates = reading.dates_by_sentence.get(trigger.sentence, [])
    inside = [reading.head_of(timex.span) in below for timex in dates if timex.span is not None]
    return tokens[clause].dep == "conj" and any(inside) and not all(inside)


@dataclass(frozen=True, slots=True)
class _Tie:
    """The preposition that says where: its word and token; whether it follows the trigger at once.

    `rank` is set where the word settles the matter by itself.
    """

    word: str = ""
    index: int = -1
    beside: bool = False
    rank: int | None = None


def _tie(reading: Reading, trigger: Trigger, index: int) -> _Tie:
    """What the token at `index`, above a place, says of where."""
    token, lexicon = reading.parse.tokens[index], reading.lexicon
    lemma = lemma_of(token)
    if token.pos == "ADP" and lexicon.role("partners", lemma):  # "along its border with Austria" is not in Austria
        return _Tie(rank=NOWHERE)
    if token.pos == "ADP" and lexicon.role("locative", lemma):
        return _Tie(lemma, index, _is_beside(reading, trigger, index))
    if token.pos == "ADV" and lexicon.role("directions", lemma):  # "45 km north of Copiapó"
        return _Tie(rank=NEAR if trigger.index in reading.ancestors(index) else NOWHERE)
    return _Tie()


def _is_beside(reading: Reading, trigger: Trigger, preposition: int) -> bool:
    """Whether a preposition follows an event noun at once ("a launch, from Sohae, succeeded")."""
    between = reading.parse.tokens[trigger.index + 1 : preposition]
    return trigger.is_noun and trigger.index < preposition and all(token.text == "," for token in between)


def _goes(reading: Reading, trigger: Trigger, governor: int) -> bool:
    """Whether the happening, or the verb that a preposition hangs on, goes somewhere."""
    lexicon = reading.lexicon
    return lexicon.role("going", trigger.lemma) or lexicon.role("going", lemma_of(reading.parse.tokens[governor]))


def _reach(lexicon: Lexicon, preposition: str, crossed: int, *, governs: bool, goes: bool) -> int:
    """How well a preposition that hangs on the trigger, or on a word above it, places the trigger.

    Of a movement, where it ended counts more than where it came from.
    """
    loose = lexicon.role("loose", preposition)
    if not preposition or (loose and not goes):
        return NOWHERE
    if crossed:
        return CLAUSE if governs and crossed == 1 else NOWHERE
    return GOVERNED if governs and not (loose and preposition in _SOURCES) else CLAUSE


def _is_setting(reading: Reading, rival: int) -> bool:
    """Whether another happening is the setting of this one ("exploded during a rally in Lima")."""
    token = reading.parse.tokens[rival]
    return token.dep == "pobj" and lemma_of(reading.parse.tokens[token.head]) in _SETTING


def is_where(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether the happening's clause tells of the place ("escaped to Egypt, where he was murdered")."""
    tokens = reading.parse.tokens
    for above in (trigger.index, *reading.ancestors(trigger.index)):
        if tokens[above].dep in {"relcl", "advcl", "acl"}:
            opening = [tokens[below] for below in reading.children[above] if tokens[below].text.lower() == "where"]
            if opening:
                between = tokens[head + 1 : opening[0].index]
                return head < opening[0].index and all(token.text == "," for token in between)
        elif tokens[above].dep not in _CHAIN and not (above == trigger.index and tokens[above].dep in _SUBJECTS):
            return False
    return False


def is_its_own(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether a place acts within itself ("Hungary began to dismantle the fence along its border")."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    subject = tokens[head]
    chain = {*trigger.anchors, *chain_of(reading, trigger.index)}
    if subject.dep != "nsubj" or subject.head not in chain:
        return False
    for below in reading.subtree(subject.head):
        token = tokens[below]
        owned = tokens[token.head]
        if token.dep == "poss" and token.text.lower() == "its" and owned.dep == "pobj":
            return below > head and lexicon.role("locative", lemma_of(tokens[owned.head]))
    return False


def chain_of(reading: Reading, index: int) -> Iterable[int]:
    """The words above that share their subject with a word ("becomes the first state to legislate")."""
    tokens = reading.parse.tokens
    for above in reading.ancestors(index):
        if tokens[index].dep not in _CHAIN:
            return
        yield above
        index = above
