"""Plane geometry on GeoJSON polygons, enough to find a label point and a radius without a geometry library.

A ring is a list of (longitude, latitude) pairs; a polygon is its outer ring followed by holes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.geo import EARTH_RADIUS_M

Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]
_STEPS = 12  # grid of the label search
_HALF = 0.5  # of the best clearance: near enough for the centroid


def polygons_of(geometry: dict[str, Any]) -> list[Polygon]:
    """The polygons of a GeoJSON Polygon or MultiPolygon."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def lines_of(geometry: dict[str, Any]) -> list[Ring]:
    """The lines of a GeoJSON LineString or MultiLineString."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "LineString" else list(coordinates)


def ring_area_m2(ring: Ring) -> float:
    """Area inside a ring on the sphere (Chamberlain and Duquette, JPL 07-03, 2007), without sign."""
    total = 0.0
    for (lon1, lat1), (lon2, lat2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += math.radians(lon2 - lon1) * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total) * EARTH_RADIUS_M**2 / 2


def radius_m(polygons: Iterable[Polygon]) -> float:
    """Radius of the disc that has the area of the polygons' outer rings together."""
    return round(math.sqrt(sum(ring_area_m2(polygon[0]) for polygon in polygons) / math.pi))


def contains(polygon: Polygon, lon: float, lat: float) -> bool:
    """Whether a point lies inside a polygon and in none of its holes (even-odd rule)."""
    return _in_ring(polygon[0], lon, lat) and not any(_in_ring(hole, lon, lat) for hole in polygon[1:])


def _in_ring(ring: Ring, lon: float, lat: float) -> bool:
    inside = False
    x1, y1 = ring[-1][0], ring[-1][1]
    for x2, y2, *_ in ring:
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def bounds(ring: Ring) -> tuple[float, float, float, float]:
    """West, south, east, north of a ring."""
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    return min(lons), min(lats), max(lons), max(lats)


def label_point(polygons: Sequence[Polygon]) -> tuple[float, float]:
    """(longitude, latitude) of a point well inside the largest polygon.

    Its centroid, unless that lies outside or less than half as far from the edges as a point may: then the point of a
    grid that is farthest from them.
    """
    largest = max(polygons, key=lambda polygon: ring_area_m2(polygon[0]))
    west, south, east, north = bounds(largest[0])
    inside = [
        (west + (east - west) * (column + 0.5) / _STEPS, south + (north - south) * (row + 0.5) / _STEPS)
        for column in range(_STEPS)
        for row in range(_STEPS)
    ]
    inside = [point for point in inside if contains(largest, *point)]
    if not inside:
        return largest[0][0][0], largest[0][0][1]
    stretch = math.cos(math.radians((south + north) / 2))
    farthest = max(inside, key=lambda point: _clearance(largest, point, stretch))
    middle = centroid(largest[0])
    enough = _HALF**2 * _clearance(largest, farthest, stretch)
    return middle if contains(largest, *middle) and _clearance(largest, middle, stretch) >= enough else farthest


def centroid(ring: Ring) -> tuple[float, float]:
    """(longitude, latitude) of the centre of the area inside a ring, on the plane of degrees (the shoelace formula)."""
    area = lon = lat = 0.0
    for (lon1, lat1), (lon2, lat2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = lon1 * lat2 - lon2 * lat1
        area, lon, lat = area + cross, lon + (lon1 + lon2) * cross, lat + (lat1 + lat2) * cross
    return (lon / (3 * area), lat / (3 * area)) if area else (ring[0][0], ring[0][1])


def _clearance(polygon: Polygon, point: tuple[float, float], stretch: float) -> float:
    return min(
        ((corner[0] - point[0]) * stretch) ** 2 + (corner[1] - point[1]) ** 2 for ring in polygon for corner in ring
    )
