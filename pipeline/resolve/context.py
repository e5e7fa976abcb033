"""Choosing among namesakes: every name of a document is weighed in the light of all the others.

Each name starts from prominence; then twice: what the other names probably mean votes for countries, units and
neighbourhoods (each name votes once, however often it occurs), and every sense is weighed anew. Weights:
`weights.json`, fitted by `benchmarks/train_resolve.py`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.resolve.era import fit
from pipeline.resolve.senses import AREAS, Name, Sense, lies_in, says_kind

Matrix = NDArray[np.float64]
PROMINENCE = (
    "importance", "behind the best", "other name", "country", "capital", "seat of a unit", "unit", "second unit",
    "settlement", "water", "land", "site", "region", "log population", "scoped", "out of scope", "same spelling",
    "holds its city", "city in its unit", "second unit of its city",
    "area after a comma", "unit with a comma", "city with a comma", "says its kind",
)  # fmt: skip
CONTEXT = (
    "country votes", "country share", "unit votes", "unit share", "nearby", "very near", "nearest name", "first name",
    "holds others", "stranger",
)  # fmt: skip
PASSES = 2
_EPSILON = 0.02
_EARTH_KM = 6371.0
_WIDE_M = 300_000.0  # radius from which an area has no neighbourhood
_COUNTRY_BONUS = 2.0
_CITY_BONUS = 2.5
_CAPITAL_BONUS = 4.5  # of a national capital before a unit elsewhere in its country: Washington
_SMALL_M = 40_000.0  # radius of a first-level unit whose name, alone, is that of its town
_TOWN_FIRST = 1.0  # off a second-level unit where a town bears the bare name
_WATER_BONUS = 3.0  # no country votes for a sea: "Red Sea" in a text on Egypt is not Egypt's Red Sea Governorate
_BETTER = 0.03  # of importance
_SUPPORT = 5.0  # how fast other names in a unit or around make a lesser place of it no stranger to the text
_AROUND = 300  # names before and after one that are looked at for neighbours in a text of more
_VOTERS = 4  # senses of each other name that count as neighbours


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the first look (prominence alone) and of the passes that see the context."""

    prominence: Matrix
    context: Matrix


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The fitted weights."""
    table = json.loads(files("pipeline.resolve").joinpath("weights.json").read_text("utf-8"))
    alone, full = table["prominence"], table["context"]
    return Weights(
        np.array([float(alone.get(name, 0.0)) for name in PROMINENCE]),
        np.array([full.get(name, 0.0) for name in (*PROMINENCE, *CONTEXT)]),
    )


def probabilities(names: Sequence[Name], chosen: Weights | None = None) -> list[Matrix]:
    """For each name the probabilities of its senses, in their order (they sum to 1; empty where there are none)."""
    table = weights() if chosen is None else chosen
    alone = [prominence(name) for name in names]
    expected = [_expected(name) for name in names]
    chances = [softmax(matrix @ table.prominence + bonus) for matrix, bonus in zip(alone, expected, strict=True)]
    for _ in range(PASSES):
        seen = context(names, chances)
        chances = [
            softmax(np.hstack([left, right]) @ table.context + bonus)
            for left, right, bonus in zip(alone, seen, expected, strict=True)
        ]
    return [_to_towns(name, chance) for name, chance in zip(names, chances, strict=True)]


def softmax(logits: Matrix) -> Matrix:
    """exp(logits), scaled to sum 1."""
    if not logits.size:
        return logits
    raised: Matrix = np.exp(logits - logits.max())
    shares: Matrix = raised / raised.sum()
    return shares


def prominence(name: Name) -> Matrix:
    """One row a sense, one column an entry of PROMINENCE."""
    best = max((sense.importance for sense in name.senses), default=0.0)
    units = [sense for sense in name.senses if sense.place.kind in ("ADM1", "ADM2")]
    rows = [
        [*_prominence_row(name, sense, best), *_namesakes(name, sense, units), says_kind(name.key, sense.place.kind)]
        for sense in name.senses
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(PROMINENCE))


def _prominence_row(name: Name, sense: Sense, best: float) -> list[float]:
    kind = sense.place.kind
    inside = any(lies_in(sense, outer) for outer in name.scope)
    return [
        sense.importance * 10.0,
        (best - sense.importance) * 10.0,
        float(sense.name_kind == 1),
        float(kind in ("PCLI", "PCLD")),
        float(kind == "PPLC"),
        float(kind == "PPLA"),
        float(kind in ("ADM1", "ADM1H")),
        float(kind == "ADM2"),
        float(sense.is_settlement),
        float(kind in _WATER),
        float(kind in _LAND),
        float(kind in _SITE),
        float(kind in ("RGN", "CONT", "RGNH", "AREA")),
        float(np.log10(sense.place.population + 1)),
        float(inside),
        float(bool(name.scope) and not inside),
        float(sense.place.name.casefold() == name.key),
    ]


def _namesakes(name: Name, sense: Sense, units: Sequence[Sense]) -> list[float]:
    """Whether a unit holds a city of its own name (New York), with the city's importance, and the other way round.

    Then what commas tell: "Albany, New York" means the unit, "New York, USA" the city.
    """
    is_area, is_city = sense.place.kind in AREAS, sense.is_settlement
    commas = [
        float(name.is_scope and is_area),
        float(bool(name.scope) and is_area),
        float(bool(name.scope) and is_city),
    ]
    if is_city:
        return [0.0, 10.0 * sense.importance * any(lies_in(sense, unit) for unit in units), 0.0, *commas]
    if sense not in units:
        return [0.0, 0.0, 0.0, *commas]
    inner = max((city.importance for city in name.senses if city.is_settlement and lies_in(city, sense)), default=0.0)
    return [10.0 * inner, 0.0, 10.0 * inner * (sense.place.kind == "ADM2"), *commas]


def _expected(name: Name) -> Matrix:
    """What a reader takes a name for that a place shares with a part of it, in logits; not fitted.

    A country before its parts (Mexico), and a city that is better known than its unit before that (Sao Paulo, Rome),
    which the annotators of the corpora see otherwise.
    """
    bonus = np.array([fit(sense, name.era) for sense in name.senses], dtype=np.float64)
    units = [sense for sense in name.senses if sense.place.kind == "ADM1"]
    has_town = any(sense.is_settlement and sense.name_kind == 0 for sense in name.senses)
    for index, sense in enumerate(name.senses):
        if sense.place.kind == "PCLI" and any(lies_in(other, sense) for other in name.senses):
            bonus[index] += _COUNTRY_BONUS
        elif sense.is_settlement and not name.is_scope:
            bonus[index] += max((_city_bonus(sense, unit) for unit in units), default=0.0)
        elif sense.place.kind == "ADM2" and has_town and not name.is_scope:
            bonus[index] -= _TOWN_FIRST
        elif sense.place.kind in _WATER and says_kind(name.key, sense.place.kind):
            bonus[index] += _WATER_BONUS
    return bonus


def _city_bonus(city: Sense, unit: Sense) -> float:
    """What a city gets, in logits, for being better known than a unit of its name."""
    if city.importance <= unit.importance + _BETTER:
        return 0.0
    if lies_in(city, unit):
        return _CITY_BONUS
    return _CAPITAL_BONUS if city.place.kind == "PPLC" and city.place.country == unit.place.country else 0.0


def _to_towns(name: Name, chance: Matrix) -> Matrix:
    """The probabilities with those of second-level and of small first-level units given to the town of their name.

    Rome is the city, not the hills around it, and Porto not its district; unless the name is what follows a comma.
    """
    if name.is_scope:
        return chance
    moved: Matrix = chance.copy()
    towns = [index for index, sense in enumerate(name.senses) if sense.is_settlement and sense.name_kind == 0]
    for index, unit in enumerate(name.senses):
        is_small = unit.place.kind == "ADM1" and unit.place.radius_m <= _SMALL_M
        if not (is_small or unit.place.kind == "ADM2") or unit.name_kind != 0:
            continue
        held = [town for town in towns if lies_in(name.senses[town], unit)]
        best = max(held, key=lambda town: name.senses[town].importance, default=None)
        if best is not None and (is_small or name.senses[best].importance > unit.importance + _BETTER):
            moved[best] += moved[index]
            moved[index] = 0.0
    return moved


_WATER = frozenset({"SEA", "OCN", "GULF", "STRT", "CHN", "LK", "LKS", "STM", "CNL", "BAY"})
_LAND = frozenset({"ISL", "ISLS", "MT", "MTS", "PEN", "CAPE", "VLC", "PASS", "DSRT", "PLAT", "VAL"})
_SITE = frozenset({"AIRP", "AIRB", "SPCP", "BLDG", "PAL", "PS", "INSM", "FCL", "STDM", "BTL", "MNMT", "PRT", "DAM"})


@dataclass(slots=True)
class _Votes:
    """What each name says of countries and units, and where its likeliest senses lie."""

    countries: list[Counter[str]]
    units: list[Counter[tuple[str, str]]]
    points: Matrix  # unit vectors of all names, one row a sense
    shares: Matrix  # their probabilities
    starts: list[int]  # the first row of each name, and the number of rows


def context(names: Sequence[Name], chances: Sequence[Matrix]) -> list[Matrix]:
    """For each name one row a sense, one column an entry of CONTEXT, from what the other names probably mean."""
    votes = _votes(names, chances)
    all_countries: Counter[str] = Counter()
    all_units: Counter[tuple[str, str]] = Counter()
    for number in range(len(names)):
        all_countries.update(votes.countries[number])
        all_units.update(votes.units[number])
    order = sorted((index, number) for number, name in enumerate(names) for index in name.toponyms)
    neighbours = _neighbours(names, order)
    first = order[0][1] if order else 0
    kin: dict[str, set[int]] = defaultdict(set)  # another "Paris" says nothing about this one
    for number, name in enumerate(names):
        kin[name.key].add(number)
    return [
        _context_rows(name, kin[name.key], votes, (all_countries, all_units), (number, neighbours[number], first))
        for number, name in enumerate(names)
    ]


def _votes(names: Sequence[Name], chances: Sequence[Matrix]) -> _Votes:
    votes = _Votes([], [], np.zeros((0, 3)), np.zeros(0), [0])
    points, shares = [votes.points], [votes.shares]
    for name, chance in zip(names, chances, strict=True):
        countries: Counter[str] = Counter()
        units: Counter[tuple[str, str]] = Counter()
        for sense, share in zip(name.senses, chance.tolist(), strict=True):
            countries[sense.place.country] += share
            units[sense.unit] += share
        likeliest = np.argsort(-chance)[:_VOTERS]
        small = [index for index in likeliest.tolist() if name.senses[index].place.radius_m < _WIDE_M]
        votes.countries.append(countries)
        votes.units.append(units)
        points.append(vectors([name.senses[index] for index in small]))
        shares.append(chance[small])
        votes.starts.append(votes.starts[-1] + len(small))
    votes.points, votes.shares = np.concatenate(points), np.concatenate(shares)
    return votes


def vectors(senses: Sequence[Sense]) -> Matrix:
    """Points on the unit sphere, one row a sense."""
    lat = np.radians([sense.place.lat for sense in senses])
    lon = np.radians([sense.place.lon for sense in senses])
    flat: Matrix = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    return flat.reshape(len(senses), 3)


def _neighbours(names: Sequence[Name], order: Sequence[tuple[int, int]]) -> list[set[int]]:
    """For each name the other names next to its mentions."""
    near: list[set[int]] = [set() for _ in names]
    for (_, left), (_, right) in pairwise(order):
        if left != right:
            near[left].add(right)
            near[right].add(left)
    return near


def _context_rows(
    name: Name,
    kin: set[int],
    votes: _Votes,
    totals: tuple[Counter[str], Counter[tuple[str, str]]],
    around: tuple[int, set[int], int],
) -> Matrix:
    if not name.senses:
        return np.zeros((0, len(CONTEXT)))
    others = max(1, len(votes.countries) - 1)
    number, neighbours, first = around
    near, very_near = _nearness(name, number, kin, votes)
    best = max(sense.importance for sense in name.senses)
    rows = []
    for index, sense in enumerate(name.senses):
        country, unit = sense.place.country, sense.unit
        by_country = (
            max(0.0, totals[0][country] - sum(votes.countries[own][country] for own in kin)) if country else 0.0
        )
        by_unit = max(0.0, totals[1][unit] - sum(votes.units[own][unit] for own in kin)) if unit[1] else 0.0
        beside = [votes.units[other][unit] + 0.3 * votes.countries[other][country] for other in neighbours - kin]
        leading = votes.units[first][unit] + 0.3 * votes.countries[first][country] if first not in kin else 0.0
        holds = by_unit if sense.place.kind == "ADM1" else 0.0
        rows.append(
            [
                float(np.log(by_country + _EPSILON)) if country else -1.5,
                by_country / others,
                float(np.log(by_unit + _EPSILON)) if unit[1] else float(np.log(0.3 * by_country + _EPSILON)),
                by_unit / others,
                float(np.log(near[index] + _EPSILON)),
                float(np.log(very_near[index] + _EPSILON)),
                max(beside, default=0.0),
                leading,
                min(holds, 3.0),
                10.0 * (best - sense.importance) * float(np.exp(-_SUPPORT * (by_unit + near[index]))),
            ]
        )
    return np.array(rows)


def _nearness(name: Name, number: int, kin: set[int], votes: _Votes) -> tuple[Matrix, Matrix]:
    """For each sense how much of the other names' probability lies around it, at two scales (200 and 40 km)."""
    begin, end = _window(number, votes.starts)
    others = np.ones(end - begin, dtype=bool)
    for own in kin:
        others[max(0, votes.starts[own] - begin) : max(0, votes.starts[own + 1] - begin)] = False
    if not others.any():
        return np.zeros(len(name.senses)), np.zeros(len(name.senses))
    shares = votes.shares[begin:end][others]
    cosine = np.clip(vectors(name.senses) @ votes.points[begin:end][others].T, -1.0, 1.0)
    km = _EARTH_KM * np.arccos(cosine)
    wide: Matrix = np.exp(-km / 200.0) @ shares
    narrow: Matrix = np.exp(-km / 40.0) @ shares
    return wide, narrow


def _window(number: int, starts: Sequence[int]) -> tuple[int, int]:
    """The rows of the names that are looked at for neighbours: all, in a book those told first around this one."""
    count = len(starts) - 1
    if count <= 2 * _AROUND:
        return 0, starts[-1]
    return starts[max(0, number - _AROUND)], starts[min(count, number + _AROUND)]
