"""The embedded gazetteer behind geopy's interface: works with no network at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from pipeline.gazetteer import Entry, Gazetteer, normalise, territory
from pipeline.geocoders import address

MAX_QUERY = 200


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
        if whole and not any(sign in query for sign in address.SEPARATORS):
            return [row.entry for row in whole]
        return [row.entry for row in address.find(self.gazetteer, query) or whole]


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
