"""Geocoders: the embedded gazetteer, and any of geopy's own by configuration.

A geocoder is anything with geopy's `geocode(query, *, exactly_one=..., limit=...)`.
"""

from __future__ import annotations

import logging
from typing import Any

from geopy.exc import GeopyError
from geopy.geocoders import SERVICE_TO_GEOCODER
from geopy.location import Location

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

__all__ = ["Chain", "Embedded", "chain", "registry"]


class Chain:
    """Several geocoders asked in order: the first that knows the name answers."""

    def __init__(self, geocoders: list[Any]) -> None:
        self.geocoders = geocoders

    def geocode(self, query: str, *, exactly_one: bool = True, **options: Any) -> Location | list[Location] | None:
        """The first answer, or None. A geocoder that cannot be reached is passed over, with a word in the log."""
        for geocoder in self.geocoders:
            try:
                found: Location | list[Location] | None = geocoder.geocode(query, exactly_one=exactly_one, **options)
            except GeopyError as error:
                log.warning("%s could not be asked for %r: %s", type(geocoder).__name__, query, error)
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


def _made(name: str, settings: Settings, gazetteer: Gazetteer) -> Any:
    if name == "embedded":
        return Embedded(gazetteer)
    cache_path = settings.data_dir / "cache" / "geocoders.sqlite"
    return remote.wrap(name, registry[name], settings.geocoder_options.get(name, {}), cache_path)
