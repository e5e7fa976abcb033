"""The embedded gazetteer behind geopy's interface: works with no network at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from pipeline.gazetteer import Entry, Gazetteer, normalise, state_of, territory
from pipeline.gazetteer.query import Row
from pipeline.geo import distance_m

AREAS = frozenset({"PCLI", "PCLD", "PCLH", "ADM1", "ADM2", "TERR"})
MAX_QUERY = 200
_SEPARATOR = re.compile(r"[,()]")
_TOWN = 0.35  # importance of a town that a district may be put in
_SEAT = 0.05  # of importance: how much less known a town may be than its unit and still come first
_SHARE = 0.2  # of the unit's people that live in it
_OUTSKIRTS_M = 20_000.0


class OfflineAdapter(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter of geopy that refuses every request, so that nothing can leave the machine by mistake."""

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        """Refuse. Raises GeocoderUnavailable."""
        raise GeocoderUnavailable("the embedded gazetteer never uses the network")

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        """Refuse. Raises GeocoderUnavailable."""
        raise GeocoderUnavailable("the embedded gazetteer never uses the network")


class Embedded(Geocoder):  # type: ignore[misc]
    """Geocoder over a `Gazetteer`.

    A location's `raw` is `{"place": Place, "importance": float, "name_kind": int, "years": (first, last)}`; what
    follows a comma narrows the choice: "Paris, Texas", "Springfield, Illinois", "Georgia, US".
    """

    def __init__(self, gazetteer: Gazetteer, *, timeout: Any = DEFAULT_SENTINEL, user_agent: str | None = None) -> None:
        super().__init__(timeout=timeout, user_agent=user_agent, adapter_factory=OfflineAdapter)
        self.gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        country_codes: str | Iterable[str] | None = None,
        language: str | bool = False,
        **_: Any,
    ) -> Location | list[Location] | None:
        """The place of that name: one location, or up to `limit` of them, best first; None if there is none.

        `country_codes` (ISO 3166-1 alpha-2) keeps only places of those countries. `language` (BCP 47) is that of the
        country in the address; other names are as the gazetteer has them. Other options of geopy's, such as
        `timeout`, mean nothing here.
        """
        entries = self.find(query)
        if country_codes is not None:
            wanted = {country_codes} if isinstance(country_codes, str) else set(country_codes)
            wanted = {code.upper() for code in wanted}
            entries = [entry for entry in entries if entry.place.country in wanted]
        return _answer(entries[: max(1, limit)], str(language or ""), exactly_one=exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int = 5,
        language: str | bool = False,
        **_: Any,
    ) -> Location | list[Location] | None:
        """The settlement nearest to a point (anything that geopy's `Point` takes), within about 5 degrees.

        Raises GeocoderQueryError if `query` is not a point.
        """
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is not a point: {error}") from error
        found = self.gazetteer.near(point.latitude, point.longitude, max(1, limit))
        return _answer(found, str(language or ""), exactly_one=exactly_one)

    def nearest(self, query: Any) -> Location | None:
        """The settlement nearest to a point; what `resolve` asks for the country of a position."""
        found = self.reverse(query)
        return found if isinstance(found, Location) else None

    def find(self, query: str) -> list[Entry]:
        """The gazetteer's entries for a query, best first.

        What follows a comma or stands in brackets is the area around it: "Paris, Texas", "Izyum (Kharkiv region)". In
        a known area a name may be misspelt by a letter or two, and one that is not known there gives way to the area
        if that is a town: "Unheard-of district, Kharkiv".
        """
        query = query[:MAX_QUERY]
        whole = self.gazetteer.rows(normalise(query))
        if whole and not _SEPARATOR.search(query):
            return [row.entry for row in _towns_first(whole)]
        parts = [part.strip() for part in _SEPARATOR.split(query) if part.strip()]
        if not parts:
            return []
        rows: Sequence[Row] = _towns_first(self.gazetteer.find(parts[0]))
        for part in parts[1:]:
            rows = self._within(rows, part, parts[0])
        return [row.entry for row in rows or whole]

    def _within(self, rows: Sequence[Row], area: str, name: str) -> Sequence[Row]:
        """The rows that lie in an area; else what is called nearly so there; else the town that the area is.

        All of them if the area is unknown or none of this fits.
        """
        around = [row for called in (state_of(area), area) if called for row in self.gazetteer.find(called)]
        units = {row.number for row in around if row.entry.place.kind in AREAS}
        countries = {row.entry.place.country for row in around if row.entry.place.kind in ("PCLI", "PCLD")}
        if area.upper() in ("US", "USA", "UK"):
            countries.add({"UK": "GB"}.get(area.upper(), "US"))
        inside = [row for row in rows if row.number not in units and units.intersection(row.units)]
        inside = inside or [row for row in rows if row.entry.place.country in countries - {""}]
        towns = [row for row in _towns_first(around) if row.feature_class == "P" and row.entry.importance >= _TOWN]
        return inside or _near(rows, towns) or self.gazetteer.similar(name, units) or towns[:1] or rows


def _near(rows: Sequence[Row], towns: Sequence[Row]) -> list[Row]:
    """The rows that lie about the best known of some towns: its quarters and suburbs."""
    if not towns:
        return []
    town = towns[0].entry.place
    return [
        row
        for row in rows
        if row.number != towns[0].number
        and distance_m(town.lat, town.lon, row.entry.place.lat, row.entry.place.lon) <= town.radius_m + _OUTSKIRTS_M
    ]


def _towns_first(rows: Sequence[Row]) -> list[Row]:
    """The rows, a bare name that a unit shares with its well-known town standing for the town ("Mykolaiv")."""
    towns = [row for row in rows if row.feature_class == "P" and row.entry.name_kind < 2]
    moved = {
        town.number: unit.entry.rank
        for unit in rows
        for town in towns
        if unit.entry.place.kind in ("ADM1", "ADM2")
        and unit.number in town.units
        and unit.entry.rank > town.entry.rank
        and town.entry.importance >= unit.entry.importance - _SEAT
        and town.entry.place.population >= _SHARE * unit.entry.place.population
    }
    return sorted(rows, key=lambda row: (-moved.get(row.number, row.entry.rank), row.number not in moved))


def location(entry: Entry, language: str = "") -> Location:
    """A geopy location of an entry: "Paris, Texas, US"; with a language "Paris, Texas, États-Unis"."""
    place = entry.place
    said = territory(place.country, language)
    is_country = bool(said) and place.kind in ("PCLI", "PCLD")
    parts = (said,) if is_country else (place.name, *place.admin[:1], said or place.country)
    address = ", ".join(part for part in parts if part)
    raw = {"place": place, "importance": entry.importance, "name_kind": entry.name_kind, "years": entry.years}
    return Location(address, Point(place.lat, place.lon), raw)


def _answer(entries: Sequence[Entry], language: str, *, exactly_one: bool) -> Location | list[Location] | None:
    if not entries:
        return None
    if exactly_one:
        return location(entries[0], language)
    return [location(entry, language) for entry in entries]
