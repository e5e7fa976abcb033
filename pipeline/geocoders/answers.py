"""Answers of remote services as places: Nominatim's and Photon's fields are read, of others the point and name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from geopy.location import Location

from pipeline.geo import distance_m
from pipeline.model import Place, stable_id

UNKNOWN_RADIUS_M = 5_000.0
_LEAST_M = 100.0
_KINDS = {  # OpenStreetMap's words for what it is
    "country": "PCLI", "state": "ADM1", "region": "ADM1", "province": "ADM1", "county": "ADM2", "district": "ADM2",
    "municipality": "ADM2", "suburb": "PPLX", "neighbourhood": "PPLX", "quarter": "PPLX", "river": "STM", "sea": "SEA",
    "ocean": "OCN", "bay": "BAY", "strait": "STRT", "water": "LK", "lake": "LK", "island": "ISL", "archipelago": "ISLS",
    "peak": "MT", "volcano": "VLC", "aerodrome": "AIRP", "aeroway": "AIRP", "building": "BLDG", "house": "BLDG",
    "military": "INSM", "station": "RSTN", "railway": "RSTN", "bridge": "BDG", "historic": "HSTS", "continent": "CONT",
}  # fmt: skip


def place_of(geocoder: str, location: Location) -> Place:
    """The place of an answer. Raises ValueError or its kin for a point that is none."""
    raw = location.raw if isinstance(location.raw, dict) else {}
    inner = raw.get("properties")
    facts: Mapping[str, Any] = inner if isinstance(inner, dict) else raw
    lat, lon = float(location.latitude), float(location.longitude)
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError(f"{lat}, {lon} is no point")
    address = str(location.address)
    name = str(facts.get("name") or address.split(",")[0]).strip()
    number = facts.get("osm_id") or facts.get("place_id") or stable_id(address)
    return Place(f"{geocoder}:{number}", name, lat, lon, _radius_m(raw, facts), _country(facts), _admin(facts),
                 _kind(facts), source=geocoder)  # fmt: skip


def _country(facts: Mapping[str, Any]) -> str:
    address = facts.get("address")
    code = address.get("country_code") if isinstance(address, dict) else facts.get("countrycode")
    return str(code or "").upper()[:2]


def _admin(facts: Mapping[str, Any]) -> tuple[str, ...]:
    address = facts.get("address")
    units = address if isinstance(address, dict) else facts
    return tuple(str(units[level]) for level in ("state", "county") if units.get(level))


def _kind(facts: Mapping[str, Any]) -> str:
    words = (facts.get(key) for key in ("addresstype", "type", "osm_value", "class", "osm_key", "category"))
    return next((_KINDS[word] for word in words if isinstance(word, str) and word in _KINDS), "PPL")


def _radius_m(raw: Mapping[str, Any], facts: Mapping[str, Any]) -> float:
    """Half the diagonal of the box that the service gives."""
    box, extent = raw.get("boundingbox"), facts.get("extent")
    if _is_box(box):
        south, north, west, east = map(float, box or ())
    elif _is_box(extent):
        west, north, east, south = map(float, extent or ())
    else:
        return UNKNOWN_RADIUS_M
    return float(max(_LEAST_M, round(distance_m(south, west, north, east) / 2)))


def _is_box(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 4
