"""Toponym recognition: which words of a document name a place, and what the name does in its sentence. Pure.

Candidates come from the model's entities, the gazetteer and facility nouns (`candidates`); each is described
(`features`) and weighed (`score`); the likeliest that do not overlap are kept. Nations' adjectives are marked
DEMONYM, names of governments that act METONYM, names inside names PART (`roles`). Positions written in degrees are
toponyms of the rule "coordinates".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline import coordinates
from pipeline.model import Document, Parse, Span, Toponym
from pipeline.places.candidates import Candidate, Overlaps, candidates
from pipeline.places.certain import adjusted
from pipeline.places.inflected import in_language
from pipeline.places.known import KnownNames
from pipeline.places.reading import Reading, read
from pipeline.places.roles import demonyms, kind_of, role_of
from pipeline.places.score import probabilities

__all__ = ["KnownNames", "find"]

THRESHOLD = 0.42  # where recall and precision balance on corpora that the weights were not fitted on


def find(document: Document, names: KnownNames, parse: Parse) -> tuple[Toponym, ...]:
    """The toponyms of a document, sorted by span, without overlaps.

    `parse` is that of `document.text`; one without syntax is good enough. `score` is the probability that the words
    name a place. Demonyms ("Russian") are among them, with that role.
    """
    reading = read(document.text, parse, in_language(names, document.language), document.language)
    found = candidates(reading)
    chosen = select(found, whole(reading, found, adjusted(reading, found, probabilities(reading, found))))
    stated = [
        Toponym(point.span, point.span.of(document.text), "LOC", rule=coordinates.RULE)
        for point in coordinates.find(document.text)
    ]
    named = [_toponym(reading, candidate, score) for candidate, score in chosen]
    toponyms = _joined(stated, named)
    return tuple(_joined(toponyms, demonyms(reading)))


def _joined(kept: Sequence[Toponym], added: Iterable[Toponym]) -> list[Toponym]:
    """Sorted toponyms without overlaps: those kept, and the added ones that overlap none of them."""
    spans = sorted(toponym.span for toponym in kept)
    ends = [span.end for span in spans]

    def is_free(span: Span) -> bool:
        after = bisect_right(ends, span.start)
        return after == len(spans) or not spans[after].overlaps(span)

    free = (toponym for toponym in added if is_free(toponym.span))
    return sorted((*kept, *free), key=lambda toponym: toponym.span)


def whole(reading: Reading, found: list[Candidate], scores: list[float]) -> list[float]:
    """The scores, with what the pieces of a known hyphenated word have given to the word: "Komsomolsk-on-Amur"."""
    raised = list(scores)
    overlaps = Overlaps(found)
    for index, outer in enumerate(found):
        surface = reading.surface(outer.first, outer.last)
        if "-" not in surface or " " in surface or not reading.names.has(surface):
            continue
        inner = [number for number in overlaps.inside(outer.first, outer.last) if number != index]
        if inner:
            raised[index] = max(scores[index], *(scores[number] for number in inner))
            for number in inner:
                raised[number] = 0.0
    return raised


def select(found: list[Candidate], scores: list[float], threshold: float = THRESHOLD) -> list[tuple[Candidate, float]]:
    """The candidates above the threshold, the likeliest first where they overlap, the longer one among equals."""
    order = sorted(
        (index for index, score in enumerate(scores) if score >= threshold),
        key=lambda index: (-scores[index], found[index].first - found[index].last, found[index].first),
    )
    taken: set[int] = set()
    chosen = []
    for index in order:
        covered = range(found[index].first, found[index].last)
        if taken.isdisjoint(covered):
            taken.update(covered)
            chosen.append((found[index], scores[index]))
    return sorted(chosen)


def _toponym(reading: Reading, candidate: Candidate, score: float) -> Toponym:
    span = Span(reading.units[candidate.first].span.start, reading.units[candidate.last - 1].span.end)
    role = role_of(reading, candidate)
    kind = kind_of(reading, candidate)
    return Toponym(span, span.of(reading.text), kind, role, candidate.rule, round(score, 4))
