"""Names that are ordinary words ("Vostochny" is "eastern", "the Far East"): they need their full form or a context.

Such a name is one that says a direction and nothing else in some language (`gazetteer.compass`). It means a place if
the text writes that place's longer name, has words that go with its kind, names its country (of a unit or region) or
a place near by. Where no sense or more than one is so supported, the name stays unplaced, its candidates kept. A well
known place that is usually called so needs nothing: "Middle East".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.gazetteer.compass import is_direction
from pipeline.gazetteer.names import normalise
from pipeline.geo import distance_m
from pipeline.lang import kind_words
from pipeline.resolve.senses import Name, Sense

_NEAR_M = 300_000.0
_OWN_REACH = 1.5  # radii of a region that its own places may lie from its middle
_SURE = 0.35  # importance of a namesake near by that is no hamlet
_KNOWN = 0.5  # importance from which a place is known by its name alone, if it is the only one
_TOWN = 0.4  # importance from which a town is meant where its country is named
_COUNTRIES = frozenset({"PCLI", "PCLD"})
_AREAS = frozenset({"ADM1", "ADM2", "ADM1H", "RGN", "RGNH", "AREA", "CONT"})


def settle(text: str, names: Sequence[Name], number: int) -> bool:
    """Narrow such a name to the one sense that the text speaks for; whether it is settled. True for other names."""
    name = names[number]
    if name.scope or not name.senses or not is_direction(name.key) or _is_known(name):
        return True
    full = [sense for sense in name.senses if _is_written(sense, names, number, text)]
    likely = full or _likely(names, number, text)
    if len(likely) == 1:
        name.senses = (likely[0],)
    return len(likely) == 1


def _is_known(name: Name) -> bool:
    """Whether a single well-known place is usually called so."""
    return sum(sense.importance >= _KNOWN and _is_own(sense, name) for sense in name.senses) == 1


def _is_own(sense: Sense, name: Name) -> bool:
    return normalise(sense.place.name) == name.key


def _is_written(sense: Sense, names: Sequence[Name], number: int, text: str) -> bool:
    """Whether the text has a longer name of the place: its main one, or "Russia's", "Russian" before the word."""
    key, form = names[number].key, normalise(sense.place.name)
    if f" {key} " in f" {form} " and form != key and f" {form} " in _padded(text):
        return True
    return any(
        other.key.endswith(f" {key}") and any(found.place.id == sense.place.id for found in other.senses[:1])
        for other in names
    ) or any(
        f" {owner} {key} " in _padded(text)
        for other in names
        if _is_country_of(other, sense)
        for owner in (other.key, f"{other.key}s")
    )


@lru_cache(maxsize=4)
def _padded(text: str) -> str:
    return f" {normalise(text)} "


@lru_cache(maxsize=4)
def _words(text: str) -> frozenset[str]:
    return frozenset(_padded(text).split())


def _is_country_of(other: Name, sense: Sense) -> bool:
    """Whether another name means, or is the people of, the country that a sense lies in."""
    if not other.senses or not sense.place.country:
        return False
    first = other.senses[0]
    is_country = first.name_kind == 2 or first.place.kind in _COUNTRIES
    return is_country and first.place.country == sense.place.country


def _likely(names: Sequence[Name], number: int, text: str) -> list[Sense]:
    """The senses that words of their kind, their country or a place near by speak for."""
    name = names[number]
    likely = {index for index, sense in enumerate(name.senses) if not _kind_words(sense).isdisjoint(_words(text))}
    for index, other in enumerate(names):
        if index != number and other.senses:
            likely |= _spoken_for(name, other)
    return [name.senses[index] for index in sorted(likely)]


def _kind_words(sense: Sense) -> frozenset[str]:
    return kind_words().get(sense.place.kind, frozenset())


def _spoken_for(name: Name, other: Name) -> set[int]:
    """The senses that another name speaks for: those of its own country, else regions of none that hold it."""
    near = {
        index
        for index, sense in enumerate(name.senses)
        if _is_near(other.senses[0], sense) or (_goes_by_country(sense, name) and _is_country_of(other, sense))
    }
    return {index for index in near if name.senses[index].place.country} or near


def _goes_by_country(sense: Sense, name: Name) -> bool:
    return sense.place.kind in _AREAS or (_is_own(sense, name) and sense.importance >= _TOWN)


def _is_near(other: Sense, sense: Sense) -> bool:
    """Whether a place of some standing lies near by in the same country, or in a region that is of no country."""
    if other.importance < _SURE:
        return False
    here, there = sense.place, other.place
    apart = distance_m(there.lat, there.lon, here.lat, here.lon)
    if not here.country:
        return here.kind in _AREAS and apart <= here.radius_m
    reach = _OWN_REACH * here.radius_m if here.kind in _AREAS else 0.0
    return there.country == here.country and apart <= max(_NEAR_M, reach)
