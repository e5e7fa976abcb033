"""Toponym resolution: which of the places of a name a document means. The only stage that asks a geocoder.

All names of a document are resolved together (`context`), and one name means one place throughout. A name that no
geocoder knows stays unplaced; nothing is guessed. Demonyms are hints: they carry their country as a candidate and
vote for it, but are never placed. A candidate's score is a measured share (`certainty`): of the pins shown as 90 %
sure, 90 % are right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pipeline.gazetteer.names import normalise
from pipeline.model import Candidate, Document, DocumentKind, Mention, Place, Role, Toponym
from pipeline.resolve import certainty
from pipeline.resolve.context import Matrix, probabilities
from pipeline.resolve.senses import Name, Sense, asker, lies_in, names_of, town_of

KEPT = 5  # candidates of a mention
_SITE_RADIUS_M = 15_000.0  # how far a site may lie from the town that it is named after
_OFFSET = re.compile(
    r"(\d[\d,.]*)[\s-]*(km|kms|kilomet(?:er|re)s?|miles?|mi)\b[^.;]{0,30}?\b(?:of|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_METRES = {"k": 1_000.0, "m": 1_609.344}


def resolve(document: Document, toponyms: Sequence[Toponym], geocoder: Any) -> tuple[Mention, ...]:
    """One mention a toponym, in the same order, with at most five candidates and the reasons for the first.

    `geocoder` is any object with geopy's `geocode`; places, importance and namesakes come best from the embedded one.
    """
    ask = asker(geocoder)
    mentions: dict[int, Mention] = {}
    for group in _groups(document, toponyms):
        names = names_of(document.text, [toponyms[index] for index in group], ask)
        chances = probabilities(names)
        for number, name in enumerate(names):
            candidates = _candidates(names, number, chances[number])
            for index in name.toponyms:
                mentions[group[index]] = _mention(document.text, toponyms[group[index]], name, candidates)
    return tuple(mentions[index] for index in range(len(toponyms)))


def _groups(document: Document, toponyms: Sequence[Toponym]) -> list[list[int]]:
    """What is resolved together: the whole document, but each line of a chronicle, whose entries are strangers."""
    if document.kind is not DocumentKind.CHRONICLE:
        return [list(range(len(toponyms)))]
    lines: dict[int, list[int]] = defaultdict(list)
    for index, toponym in enumerate(toponyms):
        lines[document.text.rfind("\n", 0, toponym.span.start)].append(index)
    return list(lines.values())


def _candidates(names: Sequence[Name], number: int, chance: Matrix) -> tuple[Candidate, ...]:
    name = names[number]
    best = np.argsort(-chance, kind="stable")[:KEPT].tolist()
    shown = certainty.scores(name, chance)
    return tuple(
        Candidate(name.senses[index].place, round(float(shown[index]), 4), _why(names, number, name.senses[index]))
        for index in best
    )


def _why(names: Sequence[Name], number: int, sense: Sense) -> str:
    """The reasons for one sense, in words."""
    name = names[number]
    reasons = []
    if any(lies_in(sense, outer) for outer in name.scope):
        reasons.append(f"the text names {name.scope[0].place.name} after it")
    country, unit = sense.unit
    others = [other for index, other in enumerate(names) if index != number and other.senses]
    same_unit = sum(1 for other in others if unit and any(found.unit == (country, unit) for found in other.senses[:3]))
    same_country = sum(1 for other in others if country and other.senses[0].place.country == country)
    if same_unit:
        reasons.append(f"{same_unit} other {_names(same_unit)} may lie in {unit}")
    if same_country:
        reasons.append(f"{same_country} other {_names(same_country)} in {country}")
    if sense is max(name.senses, key=lambda found: found.importance):
        reasons.append("the best known place of this name" if name.total > 1 else "the only place of this name")
    return "; ".join(reasons)


def _names(count: int) -> str:
    return "name" if count == 1 else "names"


def _mention(text: str, toponym: Toponym, name: Name, candidates: tuple[Candidate, ...]) -> Mention:
    if not candidates:
        return Mention(toponym, None, (), "no place of this name is known", 0)
    if toponym.role is Role.DEMONYM:
        return Mention(toponym, None, candidates, "names a people, not a place", name.total)
    place, note = _offset(text, toponym, candidates[0].place)
    why = candidates[0].why if name.total == 1 else f"1 of {name.total} places of this name; {candidates[0].why}"
    return Mention(toponym, place, candidates, why.rstrip("; ") + note, name.total)


def _offset(text: str, toponym: Toponym, place: Place) -> tuple[Place, str]:
    """A place that stands for another near it is as vague as that is far: "30 km north of Y", "the airport of Y"."""
    town = town_of(toponym.text)
    if town and place.name and normalise(place.name) == normalise(town):
        return replace(
            place, radius_m=max(place.radius_m, _SITE_RADIUS_M)
        ), "; the site itself is not known, its town is"
    match = _OFFSET.search(text, max(0, toponym.span.start - 60), toponym.span.start)
    if match is None:
        return place, ""
    number = float(match.group(1).replace(",", "").rstrip(".") or 0) if match.group(1).count(".") < 2 else 0.0
    metres = number * _METRES[match.group(2)[0].lower()]
    if not place.radius_m < metres <= 1_000_000.0:
        return place, ""
    return replace(place, radius_m=metres), f"; the text says {match.group().strip()} it"
