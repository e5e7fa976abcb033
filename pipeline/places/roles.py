"""What a place name does in its sentence: location, metonym, part of another name; and demonyms."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Role, Span, Toponym
from pipeline.places.candidates import Candidate
from pipeline.places.certain import names_a_happening
from pipeline.places.reading import Reading
from pipeline.places.words import ARTICLES, BODIES, LOCATIVE, NATURAL, NATURAL_FIRST, ORGANISED, SAYING, SEATS, SITES

_POLITICAL = frozenset({"PCLI", "PCLD", "PPLC"})
_SITE_KINDS = frozenset({"S", "AIRP", "AIRB"})
_NATURE_KINDS = frozenset({"H", "T", "L"})
_OF_NOUN = frozenset({"compound", "nmod", "amod", "poss"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})


def role_of(reading: Reading, candidate: Candidate) -> Role:
    """LOCATION unless the name is part of a larger one or stands for a government that acts."""
    if _is_part(reading, candidate):
        return Role.PART
    if _is_metonym(reading, candidate):
        return Role.METONYM
    return Role.LOCATION


def kind_of(reading: Reading, candidate: Candidate) -> str:
    """GPE, LOC or FAC: by the gazetteer, else by the model's label, else by the last word."""
    surface = reading.surface(candidate.first, candidate.last)
    kinds = reading.names.kinds(surface)
    if kinds & {"P", "A"}:
        return "GPE"
    if kinds & _NATURE_KINDS:
        return "LOC"
    if kinds & _SITE_KINDS:
        return "FAC"
    entity = reading.entity_of.get(candidate.first)
    if entity is not None and entity.label in {"GPE", "LOC", "FAC"}:
        return entity.label
    last = reading.units[candidate.last - 1].lower
    first = reading.units[candidate.first].lower
    return "FAC" if last in SITES else "LOC" if last in NATURAL or first in NATURAL_FIRST else "GPE"


def _is_part(reading: Reading, candidate: Candidate) -> bool:
    """Inside a longer organisation or person name, before "police" or "university", or after "University of"."""
    units = reading.units
    if names_a_happening(reading, candidate):
        return False
    if _is_of_body(reading, candidate):
        return True
    entity = reading.entity_of.get(candidate.first)
    if (
        entity is not None
        and entity.label in {"ORG", "PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"}
        and entity.last - entity.first > candidate.last - candidate.first
        and candidate.last <= entity.last
    ):
        return True
    sentence = units[candidate.first].sentence
    following = candidate.last < len(units) and units[candidate.last].is_name
    if following and reading.word(candidate.last, sentence) in ORGANISED:
        return True
    return (
        reading.word(candidate.first - 1, sentence) == "of"
        and candidate.first > 1
        and units[candidate.first - 2].is_name
        and reading.word(candidate.first - 2, sentence) in ORGANISED
    )


def _is_of_body(reading: Reading, candidate: Candidate) -> bool:
    """ "Tacoma police", "a Narayanganj court", "Lyon's public prosecutor": it goes with a noun of a body.

    Countries are left out: in "Kenya's government" the country is what acts.
    """
    if {"PCLI", "PCLD"} & reading.names.kinds(reading.surface(candidate.first, candidate.last)):
        return False
    tokens = reading.parse.tokens
    token = tokens[reading.units[candidate.last - 1].token]
    if not reading.parse.syntactic:
        return False
    return token.dep in _OF_NOUN and tokens[token.head].text.lower() in BODIES and token.head > token.index


def _is_metonym(reading: Reading, candidate: Candidate) -> bool:
    """A seat of power or a capital or country that is the subject of saying or deciding."""
    surface = reading.surface(candidate.first, candidate.last).lower()
    sentence = reading.units[candidate.first].sentence
    before = reading.word(candidate.first - 1, sentence)
    if before in ARTICLES:
        before = reading.word(candidate.first - 2, sentence)
    located = before in LOCATIVE
    if surface in SEATS:
        return not located
    if located or not reading.names.kinds(surface) & _POLITICAL:
        return False
    return _acts(reading, candidate)


def _acts(reading: Reading, candidate: Candidate) -> bool:
    tokens = reading.parse.tokens
    token = tokens[reading.units[candidate.last - 1].token]
    if reading.parse.syntactic:
        return token.dep in _SUBJECTS and tokens[token.head].lemma.lower() in SAYING
    following = token.index + 1
    return following < len(tokens) and _stem(tokens[following].text.lower()) in SAYING


def _stem(word: str) -> str:
    if word == "said":
        return "say"
    for suffix, ending in (("ied", "y"), ("ed", ""), ("ed", "e"), ("ies", "y"), ("s", "")):
        if word.endswith(suffix) and word[: -len(suffix)] + ending in SAYING:
            return word[: -len(suffix)] + ending
    return word


def demonyms(reading: Reading) -> Iterator[Toponym]:
    """Every word, or pair of words, that names the people of a country or what is theirs."""
    done = -1
    for index, unit in enumerate(reading.units):
        if index <= done or not (unit.is_name or unit.in_capitals) or len(unit.text) < 4:
            continue
        for last in (index + 2, index + 1):
            if last > index + 1 and not reading.word(index + 1, unit.sentence)[:1].isalpha():
                continue
            if reading.names.is_demonym(reading.surface(index, last)):
                span = Span(unit.span.start, reading.units[last - 1].span.end)
                yield Toponym(span, span.of(reading.text), "GPE", Role.DEMONYM, "demonym")
                done = last - 1
                break
