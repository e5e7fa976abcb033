"""What the corpora that the score was fitted on do not teach: datelines, seats of power, "at Actium".

Most of the rules lift the score of their candidates; a surname of the document, an adjective and a body better known
than the place are held down unless the words before them say where.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Span
from pipeline.places.candidates import Candidate, Overlaps, stands_before_country
from pipeline.places.inflected import InflectedNames
from pipeline.places.reading import Reading
from pipeline.places.words import ARTICLES, HAPPENINGS, LOCATIVE, OTHER_THINGS, SEATS

_DATE = r"(?:\d{1,2}\s+[A-Za-z]{3,9}\.?|[A-Za-z]{3,9}\.?\s+\d{1,2})(?:,?\s+(?:\d{4}|\d{2}))?"
_DATELINE = re.compile(
    rf"(?:\A|\n)[ \t]*(?P<place>[^\W\d_a-zß-ÿ][^\n(\d:;!?]{{1,60}}?)(?P<date>,\s*{_DATE})?\s*"
    r"(?P<source>[(\[][^)\]\n]{2,70}[)\]])?\s*[-–—]{1,3}\s"
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG"})
_SEARCHED = 600  # characters from the start
_DATELINE_SCORE = 0.9
_SEAT_SCORE = 0.75
_SITE_SCORE = 0.65
_GOVERNED_SCORE = 0.5
_DOUBT = 0.5  # what is left of the score of a name that means something else here
_HELD_SCORE = 0.43
_LEAST_SCORE, _LIKELY_SCORE = 0.2, 0.6  # of a doubtful mention, and of the best one of the same name
_COUNTRY_ABROAD, _KNOWN_ABROAD, _KNOWN_BEHIND_IN = 0.7, 0.56, 0.5  # importance: by itself, by its case, behind "in"
_FAMOUS = 0.6  # importance from which a name inside another is worth keeping
_GOVERNORS = frozenset({"at", "near", "reached", "occupied", "crossed", "besieged", "captured"})
_TAKERS = frozenset(  # verbs whose object is a place more often than not, where the gazetteer knows it
    {
        "annex",
        "invade",
        "occupy",
        "besiege",
        "capture",
        "recapture",
        "retake",
        "liberate",
        "conquer",
        "bombard",
        "shell",
    }
    | {"storm", "raid", "sack", "reach", "cross", "visit", "evacuate", "enter", "leave", "bomb"}
)
_ADDRESS_SCORE = 0.6
_CONTAINERS = frozenset({"ADM1", "ADM2", "PCLI", "PCLD"})
_LONGEST_PART = 4  # words of one part of an address


def adjusted(reading: Reading, found: Sequence[Candidate], scores: Iterable[float]) -> list[float]:
    """The scores, moved where a rule is sure of its candidate."""
    datelines = datelines_of(reading.text)
    moved = [
        max(score * _DOUBT if _is_doubtful(reading, candidate) else score, _sure(reading, candidate, datelines))
        for candidate, score in zip(found, scores, strict=True)
    ]
    for index in (*_held(reading, found, moved), *_repeated(reading, found, moved)):
        moved[index] = max(moved[index], _HELD_SCORE)
    return moved


def _held(reading: Reading, found: Sequence[Candidate], scores: Sequence[float]) -> Iterator[int]:
    """The well-known name in what the model calls a place and the gazetteer does not know: "Shiite Iran".

    Only where nothing else of the model's place is likely to be taken.
    """
    spans = {(entity.first, entity.last) for entity in reading.entities if entity.label in ("GPE", "LOC")}
    overlaps = Overlaps(found)
    for first, last in spans:
        inside = overlaps.at(first, last)
        if last - first < 2 or any(scores[index] >= _HELD_SCORE for index in inside):
            continue
        pieces = [index for index in inside if _is_famous(reading, found[index]) and found[index].last <= last]
        if pieces and not reading.names.has(reading.surface(first, last)):
            yield max(pieces, key=lambda index: (found[index].last - found[index].first, scores[index]))


def _repeated(reading: Reading, found: Sequence[Candidate], scores: Sequence[float]) -> Iterator[int]:
    """Doubtful mentions, by themselves, of a name that is likelier than not elsewhere in the document."""
    best: dict[str, float] = {}
    for candidate, score in zip(found, scores, strict=True):
        surface = reading.surface(candidate.first, candidate.last)
        best[surface] = max(score, best.get(surface, 0.0))
    for index, candidate in enumerate(found):
        if _LEAST_SCORE <= scores[index] < _HELD_SCORE and not _adjoins_name(reading, candidate):
            surface = reading.surface(candidate.first, candidate.last)
            if best[surface] >= _LIKELY_SCORE and not _is_another_thing(reading, candidate):
                yield index


def _adjoins_name(reading: Reading, candidate: Candidate) -> bool:
    units = reading.units
    after = candidate.last < len(units) and units[candidate.last].is_name
    return after or (candidate.first > 0 and units[candidate.first - 1].is_name)


def _is_famous(reading: Reading, candidate: Candidate) -> bool:
    surface = reading.surface(candidate.first, candidate.last)
    word = reading.units[candidate.first].lower
    return (
        reading.names.importance(surface) >= _FAMOUS
        and not reading.is_used_otherwise(word)
        and bool(reading.names.kinds(surface) & {"P", "A"})
    )


def _is_doubtful(reading: Reading, candidate: Candidate) -> bool:
    """A surname, a nation's adjective that a place only also bears, or a body or person better known than the place."""
    surface = reading.surface(candidate.first, candidate.last)
    if _is_surname(reading, candidate):
        return True
    if reading.names.is_demonym(surface) and not reading.names.is_own(surface):
        return True
    return _is_another_thing(reading, candidate)


def _is_another_thing(reading: Reading, candidate: Candidate) -> bool:
    surface = reading.surface(candidate.first, candidate.last)
    return surface.lower() in OTHER_THINGS and _before(reading, candidate) not in LOCATIVE


def _before(reading: Reading, candidate: Candidate) -> str:
    """The word before the name and its article."""
    sentence = reading.units[candidate.first].sentence
    before = reading.word(candidate.first - 1, sentence)
    return reading.word(candidate.first - 2, sentence) if before in ARTICLES else before


def _is_surname(reading: Reading, candidate: Candidate) -> bool:
    """A single word that is a person's last name in this document, and not after "in" or "at"."""
    unit = reading.units[candidate.first]
    single = candidate.last - candidate.first == 1
    return (
        single and unit.lower in reading.surnames and reading.word(candidate.first - 1, unit.sentence) not in LOCATIVE
    )


def datelines_of(text: str) -> list[Span]:
    """The place part of datelines near the start: "KYIV, Ukraine" of "KYIV, Ukraine (AP) -"."""
    found = []
    for match in _DATELINE.finditer(text, 0, _SEARCHED):
        if match["date"] or match["source"] or match["place"].split(",")[0].isupper():
            found.append(Span(*match.span("place")))
    return found


def _sure(reading: Reading, candidate: Candidate, datelines: Sequence[Span]) -> float:
    units = reading.units
    span = Span(units[candidate.first].span.start, units[candidate.last - 1].span.end)
    surface = reading.surface(candidate.first, candidate.last)
    if any(line.covers(span) for line in datelines) and _is_whole(reading.text, span):
        return _DATELINE_SCORE if reading.names.has(surface) else 0.0
    if _is_another_thing(reading, candidate):
        return 0.0
    if surface.lower() in SEATS and not _goes_on(reading, candidate):
        return _SEAT_SCORE
    if candidate.rule == "joined":
        return 1.0
    if stands_before_country(reading, candidate.first, candidate.last) or _is_of_happening(reading, candidate):
        return _SITE_SCORE
    kinds = reading.names.kinds(surface)
    if kinds & _CONTAINERS and _ends_address(reading, candidate) and not _continues(reading, candidate):
        return _ADDRESS_SCORE
    if candidate.last - candidate.first > 1 and kinds and not kinds & {"P", "A"} and not _goes_on(reading, candidate):
        return _SITE_SCORE
    governed = _is_governed(reading, candidate) and not _goes_on(reading, candidate)
    return _GOVERNED_SCORE if governed or _is_known_abroad(reading, candidate) else 0.0


def _is_known_abroad(reading: Reading, candidate: Candidate) -> bool:
    """Whether a well-known name of another language's text is in its case, "жители России", or behind "in": "in Rom".

    The short and foreign names that English texts call by another name have a low score by themselves.
    """
    names, surface, before = reading.names, reading.surface(candidate.first, candidate.last), candidate.first - 1
    if not reading.is_abroad or (before >= 0 and reading.parse.tokens[reading.units[before].token].pos == "PROPN"):
        return False
    known, kinds = names.importance(surface), names.kinds(surface)
    if known >= _COUNTRY_ABROAD and "PCLI" in kinds:
        return True
    if _continues(reading, candidate):
        return False
    is_in_case = isinstance(names, InflectedNames) and names.base(surface) != surface
    return known >= (_KNOWN_ABROAD if is_in_case else _KNOWN_BEHIND_IN) and (
        is_in_case or _before(reading, candidate) in LOCATIVE
    )


def _is_of_happening(reading: Reading, candidate: Candidate) -> bool:
    known = reading.names.has(reading.surface(candidate.first, candidate.last))
    return known and names_a_happening(reading, candidate) and not _continues(reading, candidate)


def _is_governed(reading: Reading, candidate: Candidate) -> bool:
    """A known name, no person's and no entity of another kind, after "at", "near" or a verb that takes places."""
    unit = reading.units[candidate.first]
    entity = reading.entity_of.get(candidate.first)
    return (
        _governs(reading, candidate.first - 1, unit.sentence)
        and reading.names.has(reading.surface(candidate.first, candidate.last))
        and (entity is None or entity.label in _PLACE_LABELS)
        and not reading.is_used_otherwise(unit.lower)
    )


def _governs(reading: Reading, index: int, sentence: int) -> bool:
    word = reading.word(index, sentence)
    if word in ARTICLES:
        return False
    if word in _GOVERNORS:
        return True
    return bool(word) and reading.parse.syntactic and _lemma(reading, index) in _TAKERS


def _lemma(reading: Reading, index: int) -> str:
    token = reading.parse.tokens[reading.units[index].token]
    return token.lemma.lower() if token.pos == "VERB" else ""


def _ends_address(reading: Reading, candidate: Candidate) -> bool:
    """Whether the name closes "in Halmer End, Staffordshire": a locative word, a name, a comma, the larger area."""
    units, comma = reading.units, candidate.first - 1
    if comma < 2 or units[comma].text != "," or units[comma].sentence != units[candidate.first].sentence:
        return False
    before = comma - 1
    while before > max(0, comma - 1 - _LONGEST_PART) and units[before].is_name:
        before -= 1
    return before < comma - 1 and units[before].lower in LOCATIVE


def names_a_happening(reading: Reading, candidate: Candidate) -> bool:
    """Whether the name stands in "Battle of X", "the siege of X", "Treaty of X", which happened there."""
    sentence = reading.units[candidate.first].sentence
    before = candidate.first - 1
    while before > 0 and reading.word(before, sentence) in ("the", "fort", "port"):
        before -= 1
    return reading.word(before, sentence) in ("of", "for", "at") and reading.word(before - 1, sentence) in HAPPENINGS


def _continues(reading: Reading, candidate: Candidate) -> bool:
    units = reading.units
    return candidate.last < len(units) and units[candidate.last].is_name and not units[candidate.last].in_capitals


def _is_whole(text: str, span: Span) -> bool:
    """Whether the span runs from a comma or line start to a comma, bracket or dash."""
    before, after = text[: span.start].rstrip(" \t"), text[span.end :].lstrip()
    return (not before or before[-1] in ",\n") and (not after or not after[0].isalpha())


def _goes_on(reading: Reading, candidate: Candidate) -> bool:
    """Whether the name is part of a longer capitalised one."""
    return _adjoins_name(reading, candidate) and not reading.units[candidate.first].in_capitals
