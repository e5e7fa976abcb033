"""What the type of a happening is read from: its trigger, the words beside it, its sentence, the whole text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.analysis.lexicon import Lexicon
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.kinds.words import Sense, english
from pipeline.model import Token

Features = defaultdict[str, float]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "oprd"})
_OTHERS = frozenset({"conj", "advcl", "ccomp", "parataxis", "relcl"})  # another happening begins there
_PHRASED = frozenset({"prt", "dobj", "nsubjpass", "advmod"})
_PARTS = frozenset({"compound", "amod", "nmod"})
_OWN = 1.5  # the trigger's own meaning is held back less by the penalty of the fit than its surroundings
_TEXT = 1.5  # how much the shares of the whole text weigh
_RULED = 5.0  # and a row of kinds.toml least: such words are few in any corpus


class Neighbour(NamedTuple):
    """A word beside a trigger and how it stands to it: its own label below it, "behind" a preposition, "above" ..."""

    relation: str
    token: Token


def of_trigger(reading: Reading, trigger: Trigger) -> Features:
    """Features of the trigger and of the words beside it."""
    beside = list(neighbours(reading, trigger.index))
    found = _own(reading, trigger, beside)
    for relation, token in beside:
        lemma = lemma_of(token)
        if token.dep == "prt":
            found[f"particle {lemma_of(reading.parse.tokens[trigger.index])} {lemma}"] += 1
        if token.pos not in _CONTENT:
            continue
        for meaning in _meanings(reading.lexicon, lemma_of(token), is_verb=token.pos == "VERB"):
            found[f"{relation} {meaning}"] += 1
            found[f"near {meaning}"] += 1
        if token.entity:
            found[f"{relation} named {token.entity}"] += 1
    return found


def _own(reading: Reading, trigger: Trigger, beside: Sequence[Neighbour]) -> Features:
    token, lexicon = reading.parse.tokens[trigger.index], reading.lexicon
    lemma = lemma_of(token)
    ruled = sense_of(reading, trigger, beside)
    listed = ruled or phrase_of(reading, trigger, beside) or listed_type(lexicon, lemma, is_verb=token.pos == "VERB")
    found: Features = defaultdict(float, {"bias": 1.0, f"is {token.pos}": 1.0, f"word {lemma}": 1.0})
    found[f"means {listed}"] = _OWN
    if ruled:
        found[f"ruled {ruled}"] = _RULED
    if listed and not (lexicon.role("weak", lemma) or lexicon.role("broad", lemma)):
        found[f"surely {listed}"] = _OWN
    if lemma in lexicon.groups:
        found[f"group {lexicon.groups[lemma]}"] = _OWN
    for field in english().fields.get(lemma, ()):
        found[f"own field {field}"] = 1.0
    return found


def of_sentence(reading: Reading, sentence: int) -> Features:
    """Features of a sentence."""
    found: Features = defaultdict(float)
    for token in reading.parse.tokens_of(sentence):
        if token.pos in _CONTENT:
            for meaning in _meanings(reading.lexicon, lemma_of(token), is_verb=token.pos == "VERB"):
                found[f"sentence {meaning}"] += 0.5
        if token.entity:
            found[f"sentence named {token.entity}"] += 0.2
    return found


def of_text(reading: Reading) -> Features:
    """Features of the whole text, whatever its length."""
    words = Counter(
        (token.lemma.lower(), token.pos == "VERB") for token in reading.parse.tokens if token.pos in _CONTENT
    )
    counts: Counter[str] = Counter()
    for (lemma, is_verb), count in words.items():
        for meaning in _meanings(reading.lexicon, lemma, is_verb=is_verb):
            counts[meaning] += count
    totals: Counter[str] = Counter()
    for meaning, count in counts.items():
        totals[meaning.partition(" ")[0]] += count
    shares = {f"text {each}": _TEXT * count / totals[each.partition(" ")[0]] for each, count in counts.items()}
    return defaultdict(float, shares)


def _meanings(lexicon: Lexicon, lemma: str, *, is_verb: bool) -> list[str]:
    """What a word says of what is spoken of: "means attack" by the lexicon, "field justice" by kinds.toml."""
    listed = listed_type(lexicon, lemma, is_verb=is_verb)
    fields = [f"field {field}" for field in english().fields.get(lemma, ())]
    return [f"means {listed}", *fields] if listed else fields


def listed_type(lexicon: Lexicon, lemma: str, *, is_verb: bool) -> str:
    """The type that the lexicon has for a word, as what it is here before as what it may be elsewhere, or ""."""
    first, second = (lexicon.verbs, lexicon.nouns) if is_verb else (lexicon.nouns, lexicon.verbs)
    return first.get(lemma) or second.get(lemma) or ""


def neighbours(reading: Reading, index: int) -> Iterator[Neighbour]:
    """The words beside a trigger: below it, behind its prepositions, above it, beside its verb."""
    tokens = reading.parse.tokens
    token, head = tokens[index], tokens[tokens[index].head]
    for below in reading.children[index]:
        yield Neighbour(tokens[below].dep, tokens[below])
        if tokens[below].dep in {"prep", "agent"}:
            yield from (Neighbour("behind", tokens[each]) for each in reading.children[below])
    if head.index == index:
        return
    yield Neighbour(f"above {token.dep}", head)
    if token.dep == "pobj":
        yield Neighbour("governs", tokens[head.head])
    if token.dep == "conj" or (token.pos in _NOUNS and head.pos == "VERB"):
        relation = "shared" if token.dep == "conj" else "argument"
        arguments = (tokens[each] for each in reading.children[head.index] if each != index)
        yield from (Neighbour(relation, each) for each in arguments if each.dep in _ARGUMENTS)


def sense_of(reading: Reading, trigger: Trigger, beside: Sequence[Neighbour]) -> str:
    """The type that a row of kinds.toml gives the trigger where it stands, or ""."""
    token = reading.parse.tokens[trigger.index]
    rows = english().senses.get(lemma_of(token), ())
    if not rows:
        return ""
    near = [other for relation, other in beside if relation not in _OTHERS]
    near += [part for other in near for part in _parts(reading, other)]
    lemmas = {form for other in near for form in _forms(other)}
    around = _around(reading, trigger.sentence) if any(row.around for row in rows) else set()
    kind = "noun" if token.pos in _NOUNS else "verb"
    return next((row.type for row in rows if row.kind in {"", kind} and _fits(row, lemmas, around)), "")


def phrase_of(reading: Reading, trigger: Trigger, beside: Sequence[Neighbour]) -> str:
    """The type that a phrase of the lexicon gives a verb ("gave way", "opened its doors"), or ""."""
    token, phrases = reading.parse.tokens[trigger.index], reading.lexicon.phrases
    if token.pos != "VERB":
        return ""
    near = [other for relation, other in beside if relation in _PHRASED] + list(
        reading.parse.tokens[token.index + 1 : token.index + 2]
    )
    keys = [(lemma_of(token), lemma_of(other)) for other in near]
    return next((phrases[key] for key in keys if key in phrases), "")


def _forms(token: Token) -> set[str]:
    """The lemma of a word; of what was taken for a name also its singular ("Rockets struck a hospital")."""
    lemma = lemma_of(token)
    return {lemma, lemma[:-1]} if token.pos == "PROPN" and lemma.endswith("s") else {lemma}


def _fits(row: Sense, beside: set[str], around: set[str]) -> bool:
    if row.beside:
        return not row.beside.isdisjoint(beside)
    return not row.around or not row.around.isdisjoint(around)


def _parts(reading: Reading, token: Token) -> Iterator[Token]:
    """The words of a neighbour's name: "a car bomb", "the steam boiler"."""
    below = (reading.parse.tokens[each] for each in reading.children[token.index])
    return (each for each in below if each.dep in _PARTS)


def _around(reading: Reading, sentence: int) -> set[str]:
    bounds = reading.parse.bounds
    first, last = bounds[max(0, sentence - 1)][0], bounds[min(sentence + 1, len(bounds) - 1)][1]
    return {lemma_of(token) for token in reading.parse.tokens[first:last]}
