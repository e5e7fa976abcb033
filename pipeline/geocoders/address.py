"""Places written as an address: "Solonka (Lviv region)", "Kirov district, Donetsk", "5 Mira St, Kherson".

The parts are read from the coarsest to the finest. A part counts if it is known inside, or close to, what the coarser
ones left; one that is not known there may be spelled otherwise by the gazetteer ("Moschun" for Moshchun), and else the
answer is the coarser place with its radius. A part that is not known at all is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.gazetteer import Gazetteer, normalise, state_of
from pipeline.gazetteer.names import alike, spellings
from pipeline.gazetteer.query import Row
from pipeline.geo import distance_m

COUNTRIES = frozenset({"PCLI", "PCLD"})
UNITS = frozenset({"PCLI", "PCLD", "PCLH", "ADM1", "ADM2", "TERR"})
WORLDWIDE = frozenset({"CONT", "OCN", "PCLH"}) | COUNTRIES  # too wide to stand for a part that is not known
NEAR_M = 30_000.0  # beyond its radius, what belongs to a town or a unit; borders of units run closer to towns than that
SHORTEST_ALIKE, SHORTEST_INSIDE = 5, 4  # letters of a name that may be spelled otherwise: anywhere, in a known area
SEPARATORS = ",;()[]"  # what parts the areas of an address

_SEPARATOR = re.compile(r"\s*[,;()\[\]\n]\s*|\s+[-–—/]\s+")
_WITHIN = re.compile(r"\s+(?:in|near|outside|north of|south of|east of|west of|close to|next to)\s+")
_RELATION = re.compile(
    r"^(?:(?:about |some )?\d[\d.,]* ?(?:km|kilomet(?:re|er)s?|miles?|mi) )?"
    r"(?:near(?: to)?|outside(?: of)?|in|at|close to|next to|around|outskirts of"
    r"|(?:to the )?(?:(?:north|south)-?(?:east|west)?|east|west)(?:ern)? (?:part )?(?:of|from))"
    r" (?:the )?",
    re.IGNORECASE,
)
_ABBREVIATED = (
    (re.compile(r"\bobl(?:\.|ast['’]|\b(?=$))", re.IGNORECASE), "oblast"),
    (re.compile(r"\b(?:r-n|rn\.|rai\.)", re.IGNORECASE), "raion"),
    (re.compile(r"\breg\.", re.IGNORECASE), "region"),
    (re.compile(r"\bdist(?:r)?\.", re.IGNORECASE), "district"),
    (re.compile(r"\bprov\.", re.IGNORECASE), "province"),
    (re.compile(r"\b(?:otg|hromada|urban-type settlement)\b", re.IGNORECASE), ""),
    (re.compile(r"^(?:(?:s|v|m|g|smt|pgt|vil)\. ?|(?:smt|pgt|selo|selyshche|misto|gorod|village|town) )(?=\w)"), ""),
)


def parts_of(query: str) -> list[str]:
    """What a query names, as written finest first, without relations ("south of") and abbreviations of units.

    >>> parts_of("Chaplyne (Dnipro obl.)"), parts_of("Chuhuiv, south of Kharkiv")
    (['Chaplyne', 'Dnipro oblast'], ['Chuhuiv', 'Kharkiv'])
    """
    parts = []
    for part in _SEPARATOR.split(query):
        bare = _RELATION.sub("", part.strip())
        for pattern, full in _ABBREVIATED:
            bare = pattern.sub(full, bare)
        if any(letter.isalpha() for letter in bare):
            parts.append(bare.strip())
    return parts


def find(gazetteer: Gazetteer, query: str) -> Sequence[Row]:
    """The places that an address may mean, best first; () if no part of it is known."""
    parts = parts_of(query)
    if len(parts) == 1:
        return _alone(gazetteer, parts[0])
    area: Sequence[Row] = ()
    for part in reversed(parts):
        area = _narrowed(gazetteer, part, area)
    return area


def _alone(gazetteer: Gazetteer, name: str) -> Sequence[Row]:
    """A name by itself, in another spelling if need be, or "X in Y" where the whole is not known."""
    rows = gazetteer.find(name)
    if rows:
        return rows
    if len(name) >= SHORTEST_ALIKE:
        rows = next((found for form in spellings(normalise(name)) if (found := gazetteer.rows(form))), ())
    if rows or not _WITHIN.search(name):
        return rows
    return find(gazetteer, _WITHIN.sub(", ", name))


def _narrowed(gazetteer: Gazetteer, part: str, area: Sequence[Row]) -> Sequence[Row]:
    """What `part` means inside an area that may itself be one of several; the area if it means nothing there."""
    rows = _candidates(gazetteer, part)
    if not area:
        return rows or _alone(gazetteer, part)
    inside = _inside(rows, area)
    if inside or _outweighs(gazetteer, part, area):
        return inside or rows
    towns = [row for row in area if row.entry.place.kind not in UNITS]
    closest = _alike(gazetteer, part)
    return _contained(closest, area) or _close(closest, towns) or _standing(area)


def _outweighs(gazetteer: Gazetteer, part: str, area: Sequence[Row]) -> bool:
    """Whether a part is so well known by exactly its name that an area that does not hold it is mistaken."""
    exact = gazetteer.rows(normalise(part))
    wide = area[0].entry.place.kind in WORLDWIDE
    return bool(exact) and (wide or exact[0].entry.rank > area[0].entry.rank)


def _candidates(gazetteer: Gazetteer, part: str) -> Sequence[Row]:
    state = state_of(part)
    upper = part.upper()
    country = {"US": "United States", "USA": "United States", "UK": "United Kingdom"}.get(upper, "")
    return [row for name in (state, country, part) if name for row in gazetteer.find(name)]


def _inside(rows: Sequence[Row], area: Sequence[Row]) -> list[Row]:
    """The rows that lie in the area by units or country; else those that lie close enough to it."""
    return _contained(rows, area) or _close(rows, area)


def _contained(rows: Sequence[Row], area: Sequence[Row]) -> list[Row]:
    numbers = {row.number for row in area if row.entry.place.kind in UNITS}
    countries = {row.entry.place.country for row in area if row.entry.place.kind in COUNTRIES} - {""}
    inside = [row for row in rows if row.number not in numbers and numbers.intersection(row.units)]
    return inside or [row for row in rows if row.entry.place.country in countries and row.number not in numbers]


def _close(rows: Sequence[Row], area: Sequence[Row]) -> list[Row]:
    return [row for row in rows if any(_is_near(row, other) for other in area)]


def _is_near(row: Row, area: Row) -> bool:
    here, there = row.entry.place, area.entry.place
    if row.number == area.number or there.kind in WORLDWIDE:
        return False
    return distance_m(here.lat, here.lon, there.lat, there.lon) <= there.radius_m + NEAR_M


def _alike(gazetteer: Gazetteer, part: str) -> list[Row]:
    """Places whose name is spelled much like `part`, the closest spelling first."""
    wanted = normalise(part)
    if len(wanted) < SHORTEST_INSIDE:
        return []
    near = sorted((apart, form) for form in gazetteer.forms_like(wanted) if (apart := alike(wanted, form)) is not None)
    return [row for _, form in near for row in gazetteer.rows(form)]


def _standing(area: Sequence[Row]) -> Sequence[Row]:
    """An area in place of what is not known in it, unless it is a whole country or wider."""
    return [row for row in area if row.entry.place.kind not in WORLDWIDE]
