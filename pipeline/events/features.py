"""Features of triggers: where a candidate stands, what its words are, how the text presents it.

A feature is a number under a short name; categories are small integers, -1 for one that is not listed. The models take
the features that they know by name (`forest`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.analysis.reading import CLAUSAL, lemma_of
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.events.evidence import Evidence
from pipeline.events.points import FINE_GRAIN
from pipeline.kinds import listed
from pipeline.lang import counterparts
from pipeline.model import DocumentKind, Modality, Token
from pipeline.structure import BlockKind
from pipeline.timex import DAY

Features = dict[str, float]

TYPES = (
    "conflict", "attack", "disaster", "accident", "diplomacy", "agreement", "politics", "protest", "justice", "economy",
    "science", "culture", "life", "founding", "movement", "statement", "other",
)  # fmt: skip
DEPENDENCIES = (
    "ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "npadvmod", "appos", "conj", "amod", "nmod",
    "nummod", "advmod", "attr", "pcomp", "dep", "prep", "advcl", "relcl", "ccomp", "xcomp", "acl", "parataxis",
)  # fmt: skip
PREPOSITIONS = (
    "in", "on", "at", "near", "to", "from", "of", "by", "outside", "between", "across", "into", "off", "around",
    "through", "for", "with", "and", "against", "since", "until", "before", "after", "during", "over", "within", "as",
    "last", "next", "this", "than", "(", ",",
)  # fmt: skip
TENSES = ("", "past", "perfect", "pluperfect", "present", "future", "participle")
CLAUSES = ("ROOT", "advcl", "relcl", "ccomp", "xcomp", "acl", "conj", "parataxis", "csubj", "pcomp")
DETERMINERS = ("", "the", "a", "an", "this", "that", "his", "their", "its", "no", "another", "any", "some", "her")
_POS = ("VERB", "NOUN", "PROPN", "AUX", "ADJ")
_TAGS = ("VBD", "VBN", "VBZ", "VBP", "VBG", "VB", "NN", "NNS", "NNP")
ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "CARDINAL", "LOC", "FAC", "DATE", "EVENT")
BLOCKS = tuple(BlockKind)
_KINDS = tuple(DocumentKind)
_MODALITIES = tuple(Modality)
_LONGEST = 60
_DOCUMENT = -1  # where `Evidence.shared` keeps the features of the document


def code(value: str, known: Sequence[str]) -> int:
    """The index of a category, -1 for one that is not known."""
    return known.index(value) if value in known else -1


def of_trigger(evidence: Evidence, trigger: Trigger) -> Features:
    """The features of one candidate."""
    found = _shared(evidence, _DOCUMENT, _of_document) | _shared(evidence, trigger.sentence, _of_sentence)
    found |= _of_position(evidence, trigger) | _of_word(evidence, trigger)
    if evidence.reading.is_english:
        found |= _of_arguments(evidence, trigger) | _of_roles(evidence, trigger) | _of_clause(evidence, trigger)
    return found


def _shared(evidence: Evidence, number: int, make: Callable[[Evidence, int], Features]) -> Features:
    """The features of a sentence or of the document, made once."""
    if number not in evidence.shared:
        evidence.shared[number] = make(evidence, number)
    return evidence.shared[number]


def _of_document(evidence: Evidence, _: int) -> Features:
    """How dense the account is, how exact its dates are and how long the time that it spans."""
    sentences, dates = len(evidence.reading.parse.sentences), evidence.dates
    starts = [dated.interval.start for dated in dates if dated.interval.start is not None]
    return {
        "dates_a_sentence": len(dates) / sentences,
        "places_a_sentence": len(evidence.places) / sentences,
        "dated_sentences": len({dated.sentence for dated in dates}) / sentences,
        "candidates_a_sentence": len(evidence.triggers) / sentences,
        "quotes_a_sentence": len(evidence.quoted) / sentences,
        "days_among_dates": sum(dated.grain <= FINE_GRAIN for dated in dates) / max(1, len(dates)),
        "days_told": math.log1p((max(starts) - min(starts)) / DAY) if starts else 0.0,
    }


def _of_position(evidence: Evidence, trigger: Trigger) -> Features:
    reading = evidence.reading
    block = reading.blocks[reading.block_at(trigger.span.start)]
    sentences = len(reading.parse.sentences)
    return {
        "sentence": min(trigger.sentence, 40),
        "relative_position": trigger.sentence / sentences,
        "sentences": min(sentences, _LONGEST),
        "order": evidence.by_sentence[trigger.sentence].index(trigger),
        "trigger_offset": min(trigger.span.start - evidence.sentence(trigger.sentence).start, 400),
        "block": BLOCKS.index(block.kind),
        "paragraph": min(block.paragraph, 40),
        "from_opening": min(trigger.sentence - evidence.opening.start, 40),
        "is_dated_entry": block.is_dated,
        "headings": len(block.headings),
        "kind": _KINDS.index(reading.document.kind),
        "has_document_date": evidence.own_day is not None,
        "is_english": reading.is_english,
        "is_quoted": evidence.is_quoted(trigger.span.start),
    }


def _of_sentence(evidence: Evidence, number: int) -> Features:
    reading, span = evidence.reading, evidence.sentence(number)
    dates = evidence.dates_in(span)
    words, title = evidence.words(number), evidence.title_words
    tokens = reading.parse.tokens_of(number)
    texts = {counterparts.in_english(reading.document.language, token.text.lower()) for token in tokens}
    tags = Counter(token.tag for token in tokens)
    shared = sum(evidence.rarity[word] for word in words & title)
    unparsed = {} if reading.is_english else _of_unparsed(evidence, number)
    return unparsed | {
        "dates": len(dates),
        "days": sum(dated.grain <= FINE_GRAIN for dated in dates),
        "places": len(evidence.places_in(span)),
        "candidates": len(evidence.by_sentence[number]),
        "sentence_words": min(len(tokens), _LONGEST),
        "title_overlap": shared / (1.0 + sum(evidence.rarity[word] for word in title)),
        "rarity": sum(evidence.rarity[word] for word in words) / (1 + len(words)),
        "repeated": sum(evidence.counts[word] - 1 for word in words) / (1 + len(words)),
        "is_asked": reading.document.text[span.end - 1 : span.end] == "?",
        "first_person": bool(texts & reading.lexicon.roles["first_person"]),
        "numbers": sum(token.entity == "CARDINAL" for token in tokens),
        "pasts": tags["VBD"],
        "presents": tags["VBZ"] + tags["VBP"],
    }


def _of_unparsed(evidence: Evidence, sentence: int) -> Features:
    """What can be seen of a sentence without a parse: its event words, names and figures."""
    reading = evidence.reading
    types = listed(reading, sentence)
    texts = [token.text for token in reading.parse.tokens_of(sentence)]
    return {
        "event_words": len(types),
        "sentence_type": code(Counter(types).most_common(1)[0][0], TYPES) if types else -2,
        "names": sum(text[:1].isupper() for text in texts[1:]) / max(1, len(texts)),
        "figures": sum(text[:1].isdigit() for text in texts),
    }


def _of_word(evidence: Evidence, trigger: Trigger) -> Features:
    reading = evidence.reading
    token = reading.parse.tokens[trigger.index]
    stance = evidence.stance(trigger)
    return {
        "type": code(trigger.type, TYPES),
        "is_noun": trigger.is_noun,
        "is_listed": trigger.type != OTHER,
        "weight": reading.lexicon.weight.get(trigger.type, 0.3),
        "tense": tense(evidence, trigger),
        "modality": _MODALITIES.index(stance.modality),
        "is_disputed": stance.disputed,
        "dependency": code(token.dep, DEPENDENCIES),
        "pos": code(token.pos, _POS),
        "tag": code(token.tag, _TAGS),
        "has_helper": trigger.helper is not None,
        "is_title_word": trigger.lemma in evidence.title_words,
    }


def _of_arguments(evidence: Evidence, trigger: Trigger) -> Features:
    reading = evidence.reading
    tokens = reading.parse.tokens
    _, subject, target = evidence.arguments(trigger)
    below = [tokens[index] for index in reading.children[trigger.index]]
    depth = sum(1 for _ in reading.ancestors(trigger.index))
    return {
        "depth": min(depth, 12),
        "subject": _entity(subject, tokens),
        "subject_pos": code(tokens[subject].pos, (*_POS, "PRON")) if subject is not None else -2,
        "object": _entity(target, tokens),
        "children": len(below),
        "prepositions": sum(child.dep == "prep" for child in below),
        "is_negated": any(child.dep == "neg" for child in below),
        "is_definite": any(reading.lexicon.role("definite", child.text.lower()) for child in below),
        "is_indefinite": any(reading.lexicon.role("indefinite", child.text.lower()) for child in below),
        "mark": any(child.dep == "mark" for child in below),
        "is_passive": any(child.dep in {"auxpass", "nsubjpass"} for child in below),
    }


def _of_roles(evidence: Evidence, trigger: Trigger) -> Features:
    lexicon, tokens = evidence.reading.lexicon, evidence.reading.parse.tokens
    head = next(iter(evidence.reading.ancestors(trigger.index)), trigger.index)
    governor = lemma_of(tokens[head])
    roles: Features = {
        f"is_{role}": lexicon.role(role, trigger.lemma)
        for role in ("reporting", "states", "weak", "broad", "support", "aspect", "consequence", "planning", "actions",
                     "irrealis", "anaphors")
    }  # fmt: skip
    return roles | {
        "under_reporting": head != trigger.index and lexicon.role("reporting", governor),
        "under_support": head != trigger.index and lexicon.role("support", governor),
        "under_candidate": head != trigger.index and head in evidence.tokens,
    }


def _of_clause(evidence: Evidence, trigger: Trigger) -> Features:
    """Which clause a trigger stands in, what governs it, and which candidates stand above and below it."""
    reading, tokens = evidence.reading, evidence.reading.parse.tokens
    above = list(reading.ancestors(trigger.index))
    clause = next((index for index in (trigger.index, *above) if tokens[index].dep in CLAUSES), trigger.index)
    governor = tokens[clause].head
    target = evidence.arguments(trigger).target
    words = (lemma_of(tokens[each]) for each in reading.children[trigger.index] if tokens[each].dep in {"det", "poss"})
    return {
        "clause": code(tokens[clause].dep, CLAUSES),
        "governor_type": _type_of(evidence, governor) if governor != clause else -2,
        "determiner": code(next(words, ""), DETERMINERS),
        "object_is_candidate": target in evidence.tokens if target is not None else -1,
        "candidates_above": sum(index in evidence.tokens for index in above),
        "candidates_below": _below(evidence, trigger),
        "is_in_title": bool(trigger.group) and trigger.group in evidence.title_groups,
    }


def _type_of(evidence: Evidence, verb: int) -> int:
    return code(evidence.reading.lexicon.verbs.get(lemma_of(evidence.reading.parse.tokens[verb]), OTHER), TYPES)


def _below(evidence: Evidence, trigger: Trigger) -> int:
    """How many candidates stand below a trigger within its clause."""
    reading, tokens = evidence.reading, evidence.reading.parse.tokens
    found, waiting = 0, [trigger.index]
    while waiting:
        below = [index for index in reading.children[waiting.pop()] if not _is_clause(tokens[index])]
        found += sum(index in evidence.tokens for index in below)
        waiting += below
    return found


def _is_clause(token: Token) -> bool:
    return token.dep in CLAUSAL and token.pos in {"VERB", "AUX"}


def _entity(index: int | None, tokens: Sequence[Token]) -> int:
    """The kind of name that an argument is; -2 without an argument, -1 for no name."""
    return -2 if index is None else code(tokens[index].entity, ENTITIES)


def tense(evidence: Evidence, trigger: Trigger) -> int:
    """The tense of the verb that counts for a trigger, as an index of TENSES."""
    if not evidence.reading.is_english:
        return 0
    verb = evidence.arguments(trigger).verb
    tokens, lexicon = evidence.reading.parse.tokens, evidence.reading.lexicon
    helpers = {tokens[index].text.lower() for index in evidence.reading.children[verb] if tokens[index].dep == "aux"}
    for name in ("pluperfect", "perfect", "future"):
        if helpers & lexicon.roles[name]:
            return TENSES.index(name)
    passive = {tokens[index].tag for index in evidence.reading.children[verb] if tokens[index].dep == "auxpass"}
    tags = {tokens[verb].tag} | passive
    if "VBD" in tags:
        return TENSES.index("past")
    return TENSES.index("present") if tags & {"VBZ", "VBP"} else TENSES.index("participle")
