"""Arithmetic of places: distances, H3 cells, boxes across the 180th meridian, how precise a place is.

Coordinates are WGS84 degrees, distances metres.
"""

from __future__ import annotations

import math

import h3.api.basic_int as h3

from pipeline.model import Place

EARTH_RADIUS_M = 6_371_008.8  # mean radius (IUGG)
CITY_RADIUS_M = 30_000.0
REGION_RADIUS_M = 400_000.0

SETTLEMENTS = frozenset({"PPL", "PPLA", "PPLC", "PPLCH", "PPLH", "PPLX"})
REGIONS = frozenset({"ADM1", "ADM2", "ADM1H", "ADM2H", "ADMD"})
COUNTRIES = frozenset({"PCLI", "PCLD", "PCLS"})
WIDE = frozenset({"PCLI", "PCLD", "PCLH", "PCLS", "TERR", "CONT", "SEA", "OCN"})
_SITES = """
    AIRB AIRF AIRP ANS ARCH BDG BLDG BTL CH CMP CSTL CTRS DAM EST FCL GATE GOSP HSP HSTS INSM LTHSE MFG MKT MN MNMT MSQE
    MUS NVB OBS PAL PRN PRT PS PSN RSTN SCH SPCP SQR STDM ST TMB TMPL TOWR UNIV WALL WRCK
"""
SITES = frozenset(_SITES.split())

Box = tuple[float, float, float, float]


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine) in metres; within 0.6 % of the ellipsoid's."""
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half_lat = (phi2 - phi1) / 2
    half_lon = math.radians(lon2 - lon1) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def destination(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """(latitude, longitude) of the point `metres` away on the great circle that leaves at `bearing` degrees."""
    phi, theta, arc = math.radians(lat), math.radians(bearing), metres / EARTH_RADIUS_M
    sine = math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(theta)
    there = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(theta) * math.sin(arc) * math.cos(phi)
    turned = math.atan2(east, math.cos(arc) - math.sin(phi) * math.sin(there))
    return math.degrees(there), wrap_longitude(lon + math.degrees(turned))


def midpoint(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[float, float]:
    """(latitude, longitude) of the point half-way along the great circle."""
    phi1, phi2, turn = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    x, y = math.cos(phi2) * math.cos(turn), math.cos(phi2) * math.sin(turn)
    lat = math.atan2(math.sin(phi1) + math.sin(phi2), math.hypot(math.cos(phi1) + x, y))
    return math.degrees(lat), wrap_longitude(lon1 + math.degrees(math.atan2(y, math.cos(phi1) + x)))


def h3_cell(lat: float, lon: float, resolution: int = 7) -> int:
    """The H3 cell of a point as a 64-bit integer; resolution 7 cells are about 5 km2."""
    return int(h3.latlng_to_cell(lat, lon, resolution))


def wrap_longitude(lon: float) -> float:
    """The same meridian in [-180, 180)."""
    return (lon + 180.0) % 360.0 - 180.0


def in_box(lat: float, lon: float, box: Box) -> bool:
    """Whether a point lies in `box` = (west, south, east, north), edges included.

    A box whose west is greater than its east crosses the 180th meridian; one 360 degrees wide holds every longitude.
    """
    west, south, east, north = box
    if not south <= lat <= north:
        return False
    if east - west >= 360.0:
        return True
    low, high, here = wrap_longitude(west), wrap_longitude(east), wrap_longitude(lon)
    if high == -180.0 and east > west:
        high = 180.0
    return low <= here <= high if low <= high else here >= low or here <= high


def whole_country(kind: str, country: str) -> str:
    """The code of the country that a place of `kind` in `country` is as a whole; "" if none, or one of the past."""
    return country if kind in COUNTRIES else ""


def precision_of(place: Place) -> str:
    """How precise a place is: "site", "city", "region" or "country".

    "country" also stands for seas, continents and regions wider than 400 km around their point.
    """
    if place.kind in SITES:
        return "site"
    if place.kind in SETTLEMENTS:
        return "city"
    if place.kind in WIDE:
        return "country"
    if place.kind in REGIONS:
        return "region"
    if place.radius_m <= CITY_RADIUS_M:
        return "city" if place.radius_m > 5_000.0 else "site"
    return "region" if place.radius_m <= REGION_RADIUS_M else "country"
