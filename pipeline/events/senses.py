"""Whether a listed word is a happening where it stands, how surely, and of which type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.events.draft import Draft, Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.timing import SENTENCE
from pipeline.model import Token

SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "obj", "nsubjpass")
_FRAMING = frozenset({"during", "amid", "throughout", "of", "in"})  # "during the Civil War" only frames what is told
_REACH = 3  # sentences over which a battle or a flood lends its type
_MOUNTAINS = frozenset({"MT", "MTS", "PK", "PKS", "VLC", "HLL", "HLLS"})  # GeoNames feature codes
_SELVES = frozenset({"himself", "herself", "itself", "themselves"})
_EXPLOSIONS = frozenset({"explosion", "eruption"})
_BESIDE = frozenset({"prt", "dobj", "nsubjpass", "advmod"})
_LENDING = frozenset({"conflict", "disaster", "accident", "attack"})  # types that their victims take over


def is_noun_here(reading: Reading, token: Token, lemma: str) -> bool:
    """Not "attack helicopter", not the summit of a mountain, not a convention that acts; "Battle of X" always."""
    if not reading.parse.syntactic:
        return True
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    head = tokens[token.head]
    if lexicon.role("storms", lemma) and token.dep == "compound" and head.pos == "PROPN":
        return True
    if token.dep in {"compound", "amod", "nmod"} and head.pos in {"NOUN", "PROPN"} and head.index > token.index:
        return False
    if lemma == "summit" and is_height(reading, token):
        return False
    if lexicon.role("bodies", lemma) and _is_led(reading, token):
        return False
    if lexicon.role("bodies", lemma) and token.dep == "nsubj" and not lexicon.role("support", lemma_of(head)):
        return False
    is_named = any(lemma_of(tokens[below]) == "of" for below in reading.children[token.index])
    if lemma == "fall":
        return is_named and any(reading.has_place(index) for index in reading.subtree(token.index))
    return is_named or not (token.entity == "ORG" and token.pos == "PROPN") or _is_defined(reading, token, lemma)


def _is_defined(reading: Reading, token: Token, lemma: str) -> bool:
    """Whether a name of a happening is what the sentence tells of, though taken for an organisation's.

    "The Sand War was a conflict ...", "The Battle of Adwa (1 March 1896) ended ...".
    """
    if reading.lexicon.nouns[lemma] not in {"conflict", "attack", "disaster", "accident"} or token.dep not in SUBJECTS:
        return False
    return any(reading.parse.tokens[below].text.lower() == "the" for below in reading.children[token.index])


def is_height(reading: Reading, token: Token) -> bool:
    """Whether a "summit" is the top of a mountain: what one reaches, stands on or climbs to, without participants.

    "The summit of Mount Everest" is; "a nuclear summit", "the summit between" and "the summit of leaders" are not.
    """
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    below = [tokens[index] for index in reading.children[token.index]]
    owners = [reading.child(child.index, "pobj") for child in below if lemma_of(child) == "of"]
    if any(owner is not None and _is_mountain(reading, owner) for owner in owners):
        return True
    told = [child for child in below if not any(reading.is_dated(each) for each in reading.subtree(child.index))]
    if any(child.dep in {"compound", "amod", "nummod", "acl", "prep"} for child in told):
        return False
    head = tokens[token.head]
    if token.dep in OBJECTS:
        return lexicon.role("heights", lemma_of(head))
    governor = tokens[head.head]
    if lexicon.role("heights", lemma_of(head)):
        return lemma_of(head) != "to" or not lexicon.role("going", lemma_of(governor))
    return lemma_of(head) == "on" and lexicon.role("postures", lemma_of(governor))


def _is_mountain(reading: Reading, index: int) -> bool:
    """Whether a word belongs to the name of a mountain."""
    tokens = reading.parse.tokens
    name = {lemma_of(tokens[each]) for each in reading.subtree(index)}
    if name & reading.lexicon.roles["mountains"]:
        return True
    position = tokens[index].span.start
    return any(
        mention.place is not None and mention.place.kind in _MOUNTAINS
        for mention in reading.places_by_sentence.get(tokens[index].sentence, ())
        if mention.toponym.span.start <= position < mention.toponym.span.end
    )


def _is_led(reading: Reading, token: Token) -> bool:
    """Whether a body is only what somebody heads ("the leader of the expedition")."""
    tokens = reading.parse.tokens
    preposition = tokens[token.head]
    leader = tokens[preposition.head]
    return token.dep == "pobj" and lemma_of(preposition) == "of" and reading.lexicon.role("offices", lemma_of(leader))


def is_verb_here(reading: Reading, token: Token, lemma: str) -> bool:
    """Not an adjective ("wounded soldiers"), not an auxiliary; "took" only with a place, "bear" only as "born"."""
    if lemma == "bear":
        return token.text.lower() == "born"
    if not reading.parse.syntactic:
        return not reading.lexicon.role("broad", lemma)
    if token.dep in {"amod", "aux", "auxpass", "compound", "nmod", "case"} or token.tag == "MD":
        return False
    if lemma == "pass" and reading.child(token.index, *OBJECTS) is None:  # "it took 38 days to pass": no law
        return False
    if lemma == "bury" and not _befalls_people(reading, token):
        return False
    target = reading.child(token.index, *OBJECTS)
    if target is not None and reading.lexicon.role("livestock", lemma_of(reading.parse.tokens[target])):
        return lemma not in {"slaughter", "kill"}
    return not reading.lexicon.role("needs_place", lemma) or has_place_argument(reading, token.index)


def _befalls_people(reading: Reading, token: Token) -> bool:
    """Whether a verb stands in the passive, or has somebody as its object."""
    tokens = reading.parse.tokens
    target = reading.child(token.index, "dobj")
    if target is None:
        return reading.child(token.index, "nsubjpass", "auxpass") is not None
    return tokens[target].entity == "PERSON" or tokens[target].pos == "PRON"


def has_place_argument(reading: Reading, index: int) -> bool:
    """Whether a verb's object (or passive subject) holds a place."""
    return any(
        reading.parse.tokens[below].dep in OBJECTS and any(reading.has_place(inner) for inner in reading.subtree(below))
        for below in reading.children[index]
    )


def strength(reading: Reading, token: Token, lemma: str, *, is_noun: bool) -> float:
    """How surely the word is a happening here, 0..1: words of many senses need company."""
    lexicon = reading.lexicon
    sure = 1.0
    if is_noun and lexicon.role("weak", lemma):
        sure = 0.45 + 0.35 * _has_company(reading, token)
    elif not is_noun and lexicon.role("broad", lemma):
        sure = 0.5
    if reading.parse.syntactic and _is_charge(reading, token):
        sure *= 0.4
    if is_noun and reading.parse.syntactic:
        sure *= _nominal(reading, token)
    elif token.dep in {"acl", "xcomp", "pcomp", "relcl"}:
        sure *= 0.85
    return sure


def _is_charge(reading: Reading, token: Token) -> bool:
    """Whether it is only what somebody is accused of, and nothing else says that it happened."""
    tokens = reading.parse.tokens
    accuses = lemma_of(tokens[tokens[token.head].head]) in {"accuse", "suspect"}
    return token.dep == "pcomp" and lemma_of(tokens[token.head]) == "of" and accuses


def _has_company(reading: Reading, token: Token) -> bool:
    """Whether a noun governs a preposition, or has a verb of its own."""
    below = [reading.parse.tokens[index] for index in reading.children[token.index]]
    return any(child.dep == "prep" for child in below) or token.dep in SUBJECTS


def _nominal(reading: Reading, token: Token) -> float:
    """Less for bare plurals and for nouns that only frame or complete something else."""
    tokens = reading.parse.tokens
    below = {tokens[index].dep for index in reading.children[token.index]}
    sure = 1.0
    if token.tag == "NNS" and not below & {"det", "poss", "nummod"} and token.dep not in SUBJECTS:
        sure *= 0.7
    frames = token.dep == "pobj" and token.pos == "PROPN" and lemma_of(tokens[token.head]) in _FRAMING
    if frames and lemma_of(token) != "battle":
        return sure * 0.4
    return sure * (0.85 if token.dep in {"pobj", "conj", "poss"} else 1.0)


def is_passing(reading: Reading, token: Token) -> bool:
    """Whether the noun only completes another noun ("a reference to the war")."""
    tokens = reading.parse.tokens
    governor = tokens[tokens[token.head].head]
    return token.dep == "pobj" and governor.pos == "NOUN" and lemma_of(governor) not in reading.lexicon.nouns


def phrased(reading: Reading, token: Token, other: int | None = None) -> str:
    """The type that a verb has with a particle or an object of its own ("gave way", "opened its doors"), or "".

    `other` asks for that word alone.
    """
    tokens = reading.parse.tokens
    if not reading.parse.syntactic or token.pos != "VERB":
        return ""
    beside = [tokens[each] for each in reading.children[token.index] if tokens[each].dep in _BESIDE]
    beside += tokens[token.index + 1 : token.index + 2]  # whatever the parse makes of "gave way before dawn"
    phrases, verb = reading.lexicon.phrases, lemma_of(token)
    beside = [each for each in beside if other is None or each.index == other]
    found = [phrases[verb, lemma_of(each)] for each in beside if (verb, lemma_of(each)) in phrases]
    return found[0] if found else ""


def retyped(reading: Reading, trigger: Trigger) -> str:
    """The type of a happening where it depends on the words around it, else its own."""
    tokens = reading.parse.tokens
    if not trigger.is_noun and _is_of_words(reading, trigger):
        return "statement"
    if trigger.lemma in reading.lexicon.explosions["words"]:
        return kind_of_explosion(reading, trigger)
    if trigger.lemma == "fire" and reading.lexicon.role("gunfire", lemma_of(tokens[tokens[trigger.index].head])):
        return "attack"
    if trigger.lemma == "burn" and reading.child(trigger.index, "dobj") is not None:
        return "attack"
    if reading.parse.syntactic and not trigger.is_noun:
        return _by_arguments(reading, trigger)
    return trigger.type


def _is_of_words(reading: Reading, trigger: Trigger) -> bool:
    """Whether somebody is only attacked with words: "Trump blasted the FBI chief", "blasted the announcement"."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    target = reading.child(trigger.index, "dobj")
    if not lexicon.role("blaming", trigger.lemma) or target is None:
        return False
    of_words = lexicon.nouns.get(lemma_of(tokens[target])) in {"statement", "politics", "agreement", "justice"}
    return of_words or lexicon.role("offices", lemma_of(tokens[target])) or tokens[target].entity in {"PERSON", "ORG"}


def _by_arguments(reading: Reading, trigger: Trigger) -> str:
    """The type of a verb that its arguments decide: killing oneself, damage by waves, running aground."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    target = reading.child(trigger.index, "dobj")
    if trigger.type == "attack" and target is not None and lemma_of(tokens[target]) in _SELVES:
        return "life"
    subject = reading.child(trigger.index, "nsubj")
    if subject is None and tokens[trigger.index].dep == "conj":
        subject = reading.child(tokens[trigger.index].head, "nsubj")
    natural = subject is not None and lexicon.role("nature", lemma_of(tokens[subject]))
    if natural and lexicon.role("consequence", trigger.lemma):
        return "disaster"
    below = {lemma_of(tokens[index]) for index in reading.children[trigger.index]}
    if trigger.type == "other" and "aground" in below:
        return "accident"
    if trigger.lemma == "rise" and "against" in below:
        return "conflict"
    return trigger.type


def kind_of_explosion(reading: Reading, trigger: Trigger) -> str:
    """The type of an explosion by the words around it: an attack, a volcano's, else an accident."""
    first = reading.parse.bounds[max(0, trigger.sentence - 1)][0]
    last = reading.parse.bounds[min(trigger.sentence + 1, len(reading.parse.bounds) - 1)][1]
    words = {lemma_of(token) for token in reading.parse.tokens[first:last]}
    explosions = reading.lexicon.explosions
    return next((kind for kind in ("disaster", "attack") if words & explosions[kind]), "accident")


def lend_types(reading: Reading, drafts: Iterable[Draft]) -> None:
    """Give those killed or hurt, and the damage, the type of the battle or the flood that was told just before."""
    last: Trigger | None = None
    told: dict[str, Trigger] = {}
    for draft in drafts:
        lender = _lender(reading, draft, last, told)
        if lender is not None:
            draft.trigger = replace(draft.trigger, type=lender.type)
            draft.mentions = [draft.trigger]
        elif draft.trigger.type in _LENDING:
            last = draft.trigger
        if draft.trigger.type != "accident":
            told[_kind_of(draft.trigger)] = draft.trigger


def _kind_of(trigger: Trigger) -> str:
    return "explosion" if trigger.group in _EXPLOSIONS else trigger.type


def _lender(reading: Reading, draft: Draft, last: Trigger | None, told: Mapping[str, Trigger]) -> Trigger | None:
    """The happening told before whose type this one takes; `told` has the last one of every kind."""
    trigger = draft.trigger
    if trigger.group in _EXPLOSIONS and trigger.type == "accident":  # "the last explosion was heard on Rodrigues"
        return told.get("explosion")
    if trigger.type == "other" and trigger.lemma in {"hit", "strike"}:  # "Moscow was hit in 1352"
        is_passive = reading.parse.syntactic and reading.child(trigger.index, "nsubjpass") is not None
        return told.get("disaster", last) if is_passive else None
    return last if last is not None and _is_victim(reading, trigger) and _follows(reading, draft, last) else None


def _follows(reading: Reading, draft: Draft, last: Trigger) -> bool:
    """Whether the sentence goes on with what was told, without a date of its own."""
    sentence = draft.trigger.sentence
    if sentence == last.sentence:
        return True
    reach = _REACH if last.type != "attack" else _REACH - 1
    return draft.timing.rank > SENTENCE and sentence not in reading.line_sentences and sentence - last.sentence <= reach


def _is_victim(reading: Reading, trigger: Trigger) -> bool:
    """Whether the words tell what befell someone, and not who did it."""
    if trigger.type not in {"attack", "life"}:
        return False
    if trigger.lemma in {"die", "death", "drown", "damage", "destroy"}:
        return True
    subject = reading.child(trigger.index, "nsubj", "nsubjpass")
    passive = subject is not None and reading.parse.tokens[subject].dep == "nsubjpass"
    pronoun = subject is not None and reading.parse.tokens[subject].pos == "PRON"
    return reading.lexicon.role("consequence", trigger.lemma) and (passive or pronoun)
