"""Geocoders: the embedded gazetteer, and any of geopy's own by configuration.

A geocoder is anything with geopy's `geocode(query, *, exactly_one=..., limit=...)`.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderQueryError, GeopyError
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.location import Location
from geopy.point import Point

from pipeline.config import Settings
from pipeline.errors import ConfigurationError
from pipeline.gazetteer import Gazetteer
from pipeline.geocoders import remote
from pipeline.geocoders.embedded import Embedded
from pipeline.registry import Registry

registry: Registry[Any] = Registry(
    "geocoder",
    {"embedded": Embedded, **SERVICE_TO_GEOCODER},
    group="whenabouts.geocoders",
)
log = logging.getLogger(__name__)

__all__ = ["Chain", "Embedded", "begin_run", "chain", "registry"]


class Chain:
    """Several geocoders asked in order: the first that knows the name answers."""

    def __init__(self, geocoders: list[Any]) -> None:
        self.geocoders = geocoders

    def geocode(self, query: str, *, exactly_one: bool = True, **options: Any) -> Location | list[Location] | None:
        """The first answer, or None. A geocoder that cannot be reached is passed over, with a word in the log."""
        return self._first("geocode", query, {"exactly_one": exactly_one, **options})

    def reverse(self, query: Any, *, exactly_one: bool = True, **options: Any) -> Location | list[Location] | None:
        """What the first that knows anything at a point says. Raises GeocoderQueryError if `query` is no point."""
        try:
            Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is not a point: {error}") from error
        return self._first("reverse", query, {"exactly_one": exactly_one, **options})

    def nearest(self, query: Any) -> Location | None:
        """The settlement nearest to a point, by the embedded gazetteer only: positions never leave the machine."""
        embedded = next((geocoder for geocoder in self.geocoders if isinstance(geocoder, Embedded)), None)
        return embedded.nearest(query) if embedded is not None else None

    def _first(self, method: str, query: Any, options: dict[str, Any]) -> Location | list[Location] | None:
        for geocoder in self.geocoders:
            try:
                found: Location | list[Location] | None = getattr(geocoder, method)(query, **options)
            except GeopyError as error:
                name = getattr(geocoder, "name", type(geocoder).__name__)
                log.warning("%s could not be asked for %r: %s", name, query, error)
                continue
            if found:
                return found
        return None


def chain(settings: Settings, gazetteer: Gazetteer) -> Embedded | Chain:
    """The geocoders of `settings.geocoders` as one; only those named are made.

    Raises UnknownNameError for a name that no geocoder has, ConfigurationError for wrong options or an empty list.
    """
    names = settings.geocoders
    if not names:
        raise ConfigurationError("geocoders is empty: name at least one, such as embedded")
    if names == ("embedded",):
        return Embedded(gazetteer)
    return Chain([_made(name, settings, gazetteer) for name in names])


def begin_run(settings: Settings) -> None:
    """Give every service over the network its whole budget of requests again, for a run that begins."""
    remote.Cache(_cache_path(settings)).begin_run()


def _made(name: str, settings: Settings, gazetteer: Gazetteer) -> Any:
    if name == "embedded":
        return Embedded(gazetteer)
    return remote.wrap(name, registry[name], settings.geocoder_options.get(name, {}), _cache_path(settings))


def _cache_path(settings: Settings) -> Path:
    return settings.data_dir / "cache" / "geocoders.sqlite"
