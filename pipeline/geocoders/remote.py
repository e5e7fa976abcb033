"""Any geocoder of geopy behind a rate limit and a cache that lasts.

Off unless the configuration names one: then the place names of the texts leave this machine. Answers are kept in one
SQLite file that all processes share, so that a name is asked once; so is the turn to ask, so that several processes
together keep the service's rate.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point

from pipeline.errors import ConfigurationError, GazetteerError
from pipeline.model import Place, stable_id

USER_AGENT = "whenabouts/0.1 (events from documents; cached, one request a second)"
TIMEOUT_S = 10.0
MIN_DELAY_S = 1.0
CERTAINTY = 0.5  # importance of an answer that does not say how important it is
UNKNOWN_RADIUS_M = 5_000.0
_TABLES = """
create table if not exists answer (geocoder text, query text, locations text, at real, primary key (geocoder, query));
create table if not exists turn (geocoder text primary key, at real);
"""
log = logging.getLogger(__name__)

Factory = Callable[..., Any]


def notice(names: Sequence[str]) -> str:
    """What a person must know before remote geocoders are used; "" if there are none among `names`."""
    remote = [name for name in names if name != "embedded"]
    if not remote:
        return ""
    return f"Place names from your documents are sent over the network to: {', '.join(remote)}."


def wrap(name: str, factory: Factory, options: Mapping[str, Any], cache_path: Path) -> Remote:
    """A geopy geocoder made with `options`, cached in `cache_path`, with a notice in the log.

    Options of our own: `min_delay_s` (seconds between requests, default 1) and `max_retries` (2). `user_agent` and
    `timeout` (seconds) have defaults; all others go to geopy's class. Raises ConfigurationError for options that it
    does not know.
    """
    chosen = {"user_agent": USER_AGENT, "timeout": TIMEOUT_S, **options}
    delay, retries = float(chosen.pop("min_delay_s", MIN_DELAY_S)), int(chosen.pop("max_retries", 2))
    try:
        geocoder = factory(**chosen)
    except (TypeError, GeopyError) as error:
        raise ConfigurationError(f"geocoder_options.{name}: {error}") from error
    log.warning(notice([name]))
    limited = RateLimiter(
        geocoder.geocode, min_delay_seconds=delay, max_retries=retries, error_wait_seconds=max(delay, 1.0),
        swallow_exceptions=False,
    )  # fmt: skip
    return Remote(name, limited, Cache(cache_path), delay)


class Remote:
    """One remote geocoder with geopy's `geocode` signature; its locations carry a `Place` in `raw`, as ours do."""

    def __init__(self, name: str, ask: Callable[..., Any], cache: Cache, delay_s: float) -> None:
        self.name = name
        self._ask = ask
        self._cache = cache
        self._delay_s = delay_s

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 10, **_: Any
    ) -> Location | list[Location] | None:
        """The answer of the cache or else of the service: one location, or up to `limit`; None if there is none.

        Raises geopy's GeocoderServiceError and its kin when the service cannot be asked; failures are not cached.
        """
        found = self._cache.get(self.name, query)
        if found is None:
            self._cache.wait(self.name, self._delay_s)
            answers = self._ask(query, exactly_one=False) or []
            found = [_place(self.name, answer) for answer in answers]
            self._cache.put(self.name, query, found)
        locations = [_location(place) for place in found[: max(1, limit)]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations


class Cache:
    """Answers by geocoder and query, and whose turn it is, in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as connection:
            connection.executescript(_TABLES)

    def get(self, geocoder: str, query: str) -> list[Place] | None:
        """The places kept for a query; None if it was never asked (an empty list: asked, nothing found)."""
        question = "select locations from answer where geocoder = ? and query = ?"
        with closing(self._connect()) as connection:
            row = connection.execute(question, (geocoder, query)).fetchone()
        if row is None:
            return None
        return [Place(**{**kept, "admin": tuple(kept["admin"])}) for kept in json.loads(row[0])]

    def put(self, geocoder: str, query: str, places: Sequence[Place]) -> None:
        """Keep an answer."""
        kept = json.dumps([dataclasses.asdict(place) for place in places])
        with closing(self._connect()) as connection:
            connection.execute(
                "insert or replace into answer values (?, ?, ?, ?)", (geocoder, query, kept, time.time())
            )
            connection.commit()

    def wait(self, geocoder: str, delay_s: float) -> None:
        """Wait for this process's turn: requests of all processes start at least `delay_s` seconds apart."""
        time.sleep(self.turn(geocoder, delay_s))

    def turn(self, geocoder: str, delay_s: float) -> float:
        """Take the next turn; in how many seconds it is. At most a minute, should the clock have jumped."""
        with closing(self._connect()) as connection:
            connection.execute("begin immediate")
            row = connection.execute("select at from turn where geocoder = ?", (geocoder,)).fetchone()
            now = time.time()
            at = now if row is None else min(max(now, row[0] + delay_s), now + 60.0)
            connection.execute("insert or replace into turn values (?, ?)", (geocoder, at))
            connection.commit()
        return at - now

    def _connect(self) -> sqlite3.Connection:
        try:
            return sqlite3.connect(self.path, timeout=30.0)
        except sqlite3.Error as error:
            raise GazetteerError(f"the geocoding cache {self.path} cannot be opened ({error}): delete it") from error


def _place(geocoder: str, location: Location) -> Place:
    raw = location.raw if isinstance(location.raw, dict) else {}
    name = str(location.address).split(",")[0].strip()
    own_id = raw.get("osm_id") or raw.get("place_id") or stable_id(str(location.address))
    address = raw.get("address")
    country = str(address.get("country_code", "")).upper() if isinstance(address, dict) else ""
    return Place(f"{geocoder}:{own_id}", name, location.latitude, location.longitude, UNKNOWN_RADIUS_M, country,
                 source=geocoder)  # fmt: skip


def _location(place: Place) -> Location:
    raw = {"place": place, "importance": CERTAINTY, "name_kind": 0}
    return Location(place.name, Point(place.lat, place.lon), raw)
