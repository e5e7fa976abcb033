"""Toponym resolution: which of the places of a name a document means. The only stage that asks a geocoder.

All names of a document are resolved together (`context`), and one name means one place throughout. A name that no
geocoder knows stays unplaced; nothing is guessed. Demonyms are hints: they carry their country as a candidate and
vote for it, but are never placed. Positions in degrees, and places given by others ("12 km south of X"): `relations`.
A candidate's score is a measured share (`certainty`): of the pins shown as 90 % sure, 90 % are right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pipeline.coordinates import RULE
from pipeline.lang import inflection
from pipeline.model import Candidate, Document, DocumentKind, Mention, Role, Toponym
from pipeline.model import Place as Place
from pipeline.resolve import bare, certainty, relations, strangers
from pipeline.resolve.context import Matrix, probabilities
from pipeline.resolve.era import fit, years_of
from pipeline.resolve.others import Others
from pipeline.resolve.senses import Name, Sense, asker, lies_in, names_of

KEPT = 5  # candidates of a mention
_PART = "a part of a longer name or a word itself; the text does not say which place"


def resolve(document: Document, toponyms: Sequence[Toponym], geocoder: Any) -> tuple[Mention, ...]:
    """One mention a toponym, in the same order, with at most five candidates and the reasons for the first.

    `geocoder` is any object with geopy's `geocode`; places, importance and namesakes come best from the embedded one.
    """
    ask = asker(geocoder)
    mentions = {
        index: relations.stated(toponym, geocoder) for index, toponym in enumerate(toponyms) if toponym.rule == RULE
    }
    era = years_of(document)
    named = _uninflected(toponyms, document.language, ask)
    for group in _groups(document, toponyms):
        names = names_of(document.text, [named[index] for index in group], ask)
        for name in names:
            name.era = era
        settled = [bare.settle(document.text, names, number) for number in range(len(names))]
        chances, others = probabilities(names), Others(names)
        for number, name in enumerate(names):
            candidates = _candidates(name, others, chances[number])
            doubt = _doubt(name, others, chances[number]) if settled[number] else _PART
            for index in name.toponyms:
                mention = _mention(document.text, toponyms[group[index]], name, candidates)
                mentions[group[index]] = replace(mention, place=None, why=doubt) if doubt else mention
    return relations.between(document.text, [mentions[index] for index in range(len(toponyms))])


def _uninflected(
    toponyms: Sequence[Toponym], language: str, ask: Callable[[str], tuple[Sense, ...]]
) -> Sequence[Toponym]:
    """The toponyms with their names as a geocoder knows them: "России" as "Россия"."""
    if not inflection.inflects(language):
        return toponyms

    def importance(name: str) -> float:
        return max((sense.importance for sense in ask(name)[:1]), default=0.0)

    return [replace(each, text=inflection.base(each.text, language, importance)) for each in toponyms]


def _doubt(name: Name, others: Others, chance: Matrix) -> str:
    """Why a name that has candidates stays unplaced; "" if it does not."""
    is_name = not any(sense.name_kind == 2 for sense in name.senses[:1])
    return strangers.WHY if is_name and strangers.is_stranger(name, others, chance) else ""


def _groups(document: Document, toponyms: Sequence[Toponym]) -> list[list[int]]:
    """What is resolved together: the whole document, but each line of a chronicle, whose entries are strangers."""
    named = [index for index, toponym in enumerate(toponyms) if toponym.rule != RULE]
    if document.kind is not DocumentKind.CHRONICLE:
        return [named]
    lines: dict[int, list[int]] = defaultdict(list)
    for index in named:
        lines[document.text.rfind("\n", 0, toponyms[index].span.start)].append(index)
    return list(lines.values())


def _candidates(name: Name, others: Others, chance: Matrix) -> tuple[Candidate, ...]:
    best = np.argsort(-chance, kind="stable")[:KEPT].tolist()
    shown = certainty.scores(name, chance)
    return tuple(
        Candidate(name.senses[index].place, round(float(shown[index]), 4), _why(name, others, name.senses[index]))
        for index in best
    )


def _why(name: Name, others: Others, sense: Sense) -> str:
    """The reasons for one sense, in words."""
    reasons = []
    if any(lies_in(sense, outer) for outer in name.scope):
        reasons.append(f"the text names {name.scope[0].place.name} after it")
    country, unit = sense.unit
    same_unit = others.in_unit(name, sense.unit) if unit else 0
    same_country = others.in_country(name, country) if country else 0
    if same_unit:
        reasons.append(f"{same_unit} other {_names(same_unit)} may lie in {unit}")
    if same_country:
        reasons.append(f"{same_country} other {_names(same_country)} in {country}")
    if fit(sense, name.era) > 0.0:
        reasons.append("it was called so, or was there, in the years that the text names")
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
    place, note = relations.moved(text, toponym, candidates[0].place, is_town_of_site=name.is_town_of_site)
    why = candidates[0].why if name.total == 1 else f"1 of {name.total} places of this name; {candidates[0].why}"
    mention = Mention(toponym, place, candidates, why.rstrip("; "), name.total)
    return relations.put_at(mention, place, note)
