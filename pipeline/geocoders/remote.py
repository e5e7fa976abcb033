"""Any geocoder of geopy behind a rate limit and a cache that lasts.

Off unless the configuration names one: then the place names of the texts leave this machine. Answers are kept in one
SQLite file that all processes share, so that a name is asked once; so is the turn to ask, so that several processes
together keep the service's rate.
"""

from __future__ import annotations

import dataclasses
import inspect
import json
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point

from pipeline.errors import ConfigurationError, GazetteerError
from pipeline.geocoders.answers import place_of
from pipeline.model import Place

USER_AGENT = "whenabouts/0.1 (events from documents; cached, one request a second)"
TIMEOUT_S = 10.0
MIN_DELAY_S = 1.0
CERTAINTY = 0.5  # importance of an answer
DAY_S = 86_400.0
FAILURES = 3  # running, after which a service is left alone
MOST = 10  # answers asked for
DETAILS = {"limit": MOST, "addressdetails": True}  # asked of every service that knows them
_TABLES = """
create table if not exists answer (geocoder text, query text, locations text, at real, primary key (geocoder, query));
create table if not exists request (geocoder text, at real);
create table if not exists run (at real);
"""
log = logging.getLogger(__name__)

Factory = Callable[..., Any]


def notice(names: Sequence[str]) -> str:
    """What a person must know before remote geocoders are used; "" if there are none among `names`."""
    remote = [name for name in names if name != "embedded"]
    if not remote:
        return ""
    return f"Place names from your documents are sent over the network to: {', '.join(remote)}."


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked: our own options beside those of geopy's class."""

    min_delay_s: float = MIN_DELAY_S  # between two requests, over all processes
    max_retries: int = 2  # of a request that failed
    error_wait_s: float = 1.0  # before a retry
    budget: int = 2_000  # requests of one run, or within 24 hours outside of runs, over all processes
    quiet_s: float = 300.0  # how long a service that failed FAILURES times running is not asked


def wrap(name: str, factory: Factory, options: Mapping[str, Any], cache_path: Path) -> Remote:
    """A geopy geocoder made with `options`, cached in `cache_path`, with a notice in the log.

    Options of our own are the fields of `Manners`. `user_agent` and `timeout` (seconds) have defaults; all others go to
    geopy's class. Raises ConfigurationError for options that it does not know.
    """
    chosen = {"user_agent": USER_AGENT, "timeout": TIMEOUT_S, **options}
    usual: dict[str, Any] = dataclasses.asdict(Manners())
    try:
        own = {option: type(value)(chosen.pop(option)) for option, value in usual.items() if option in chosen}
        manners = Manners(**own)
        geocoder = factory(**chosen)
    except (TypeError, ValueError, GeopyError) as error:
        raise ConfigurationError(f"geocoder_options.{name}: {error}") from error
    log.warning(notice([name]))
    return Remote(name, geocoder, Cache(cache_path), manners)


class Remote:
    """One remote geocoder with geopy's `geocode` and `reverse`; its locations carry a `Place` in `raw`, as ours do."""

    def __init__(self, name: str, geocoder: Any, cache: Cache, manners: Manners) -> None:
        self.name = name
        self._cache = cache
        self._manners = manners
        self._ask = {"geocode": self._limited(geocoder.geocode)}
        if hasattr(geocoder, "reverse"):
            self._ask["reverse"] = self._limited(geocoder.reverse)
        self._failures = 0
        self._quiet_until = 0.0

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = MOST, **options: Any
    ) -> Location | list[Location] | None:
        """The answer of the cache or else of the service: one location, or up to `limit`; None if there is none.

        `language`, `country_codes` and the like go to services that know them. Raises geopy's GeocoderServiceError and
        its kin when the service cannot be asked, or answers what cannot be read; failures are not cached.
        """
        return _answer(self._find("geocode", query, options)[: max(1, limit)], exactly_one=exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, limit: int = MOST, **options: Any
    ) -> Location | list[Location] | None:
        """What the service knows at a point. Raises as `geocode`, and GeocoderQueryError if `query` is no point."""
        if "reverse" not in self._ask:
            raise GeocoderQueryError(f"{self.name} does not look up points")
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise GeocoderQueryError(f"{query!r} is not a point: {error}") from error
        found = self._find("reverse", f"{point.latitude:.6f},{point.longitude:.6f}", options)
        return _answer(found[: max(1, limit)], exactly_one=exactly_one)

    def _find(self, method: str, query: str, options: Mapping[str, Any]) -> list[Place]:
        asked = {**DETAILS, **{name: value for name, value in options.items() if value is not None}}
        known = self._ask[method].options
        asked = {name: asked[name] for name in sorted(asked) if name in known}
        said = {name: value for name, value in asked.items() if name not in DETAILS}
        key = (
            json.dumps([method, query, said], ensure_ascii=False, default=str) if said or method != "geocode" else query
        )
        found = self._cache.get(self.name, key)
        if found is None:
            found = self._fetch(self._ask[method], query, asked)
            self._cache.put(self.name, key, found)
        return found

    def _fetch(self, ask: Limited, query: str, asked: Mapping[str, Any]) -> list[Place]:
        if time.monotonic() < self._quiet_until:
            raise GeocoderUnavailable(f"{self.name} failed {FAILURES} times and is left alone for a while")
        if self._cache.spent(self.name) >= self._manners.budget:
            raise GeocoderQuotaExceeded(f"{self.name}: the budget of {self._manners.budget} requests is spent")
        self._cache.wait(self.name, self._manners.min_delay_s)
        try:
            answers = ask.call(query, exactly_one=False, **asked) or []
            found = [place_of(self.name, answer) for answer in answers]
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:  # JSON of another shape
            self._failed()
            raise GeocoderParseError(f"{self.name} answered what cannot be read: {error!r}") from error
        except GeopyError:
            self._failed()
            raise
        self._failures = 0
        return found

    def _failed(self) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self._failures, self._quiet_until = 0, time.monotonic() + self._manners.quiet_s

    def _limited(self, method: Callable[..., Any]) -> Limited:
        delay = self._manners.min_delay_s
        limiter = RateLimiter(
            method, min_delay_seconds=delay, max_retries=self._manners.max_retries,
            error_wait_seconds=max(delay, self._manners.error_wait_s), swallow_exceptions=False,
        )  # fmt: skip
        return Limited(limiter, frozenset(inspect.signature(method).parameters))


@dataclass(frozen=True, slots=True)
class Limited:
    """A method of a geopy geocoder behind the rate limit, and the options that it knows."""

    call: Callable[..., Any]
    options: frozenset[str]


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
            row = connection.execute("select max(at) from request where geocoder = ?", (geocoder,)).fetchone()
            now = time.time()
            connection.execute("delete from request where at < ?", (now - DAY_S,))
            at = now if row[0] is None else min(max(now, row[0] + delay_s), now + 60.0)
            connection.execute("insert into request values (?, ?)", (geocoder, at))
            connection.commit()
        return at - now

    def spent(self, geocoder: str) -> int:
        """How many requests all processes made, or have a turn for, since the last run began, at most 24 hours ago."""
        question = "select count(*) from request where geocoder = ? and at > max(?, coalesce((select at from run), 0))"
        with closing(self._connect()) as connection:
            return int(connection.execute(question, (geocoder, time.time() - DAY_S)).fetchone()[0])

    def begin_run(self) -> None:
        """Give every service its whole budget again."""
        with closing(self._connect()) as connection:
            connection.execute("delete from run")
            connection.execute("insert into run values (?)", (time.time(),))
            connection.commit()

    def _connect(self) -> sqlite3.Connection:
        try:
            return sqlite3.connect(self.path, timeout=30.0)
        except sqlite3.Error as error:
            raise GazetteerError(f"the geocoding cache {self.path} cannot be opened ({error}): delete it") from error


def _answer(places: Sequence[Place], *, exactly_one: bool) -> Location | list[Location] | None:
    if not places:
        return None
    locations = [_location(place) for place in places]
    return locations[0] if exactly_one else locations


def _location(place: Place) -> Location:
    raw = {"place": place, "importance": CERTAINTY, "name_kind": 0}
    return Location(place.name, Point(place.lat, place.lon), raw)
