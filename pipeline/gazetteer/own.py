"""A user's own places: a CSV or GeoJSON file, one place a row or feature.

Columns (GeoJSON: properties, with the position in the geometry): `name`, `lat`, `lon`; optional `id`, `alternates`
(separated by "|"), `country` (ISO 3166-1 alpha-2), `admin1`, `type` (a GeoNames code or a word of TYPES), `radius_m`,
`population`, `importance` (0 to 1; without it a little above a large city), `valid_from`, `valid_to` (years; BC as
"-43" or "44 BC").
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import GazetteerError
from pipeline.gazetteer import polygons
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.kinds import CLASS_OF, settlement_radius_m
from pipeline.gazetteer.nature import slug
from pipeline.geo import SETTLEMENTS, SITES, wrap_longitude

STANDING = 0.62  # a file of one's own is asked before its namesakes elsewhere
LONGEST_ID = 80  # characters of an id that a file gives
RADIUS_M = 1_000.0
TYPES = {
    "city": "PPL", "town": "PPL", "village": "PPL", "hamlet": "PPL", "settlement": "PPL", "neighbourhood": "PPLX",
    "country": "PCLI", "state": "ADM1", "province": "ADM1", "county": "ADM2", "district": "ADM2", "region": "RGN",
    "area": "AREA", "sea": "SEA", "lake": "LK", "river": "STM", "strait": "STRT", "bay": "BAY", "island": "ISL",
    "mountain": "MT", "desert": "DSRT", "airport": "AIRP", "base": "INSM", "port": "PRT", "bridge": "BDG",
    "building": "BLDG", "factory": "MFG", "mine": "MN", "camp": "CMP", "prison": "PRN", "hospital": "HSP",
    "school": "SCH", "monument": "MNMT", "battlefield": "BTL", "dam": "DAM", "station": "RSTN", "site": "FCL",
    "spaceport": "SPCP", "power station": "PS", "ruin": "ANS", "historic state": "PCLH",
}  # fmt: skip
_ALSO = {"latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "kind": "type", "from": "valid_from",
         "to": "valid_to", "aliases": "alternates", "radius": "radius_m"}  # fmt: skip
_YEAR = re.compile(r"(-?\d{1,4})(?:-\d\d){0,2}|(\d{1,4})\s*(?:BC|BCE)", re.IGNORECASE)


def add_own(atlas: Atlas, path: Path) -> int:
    """Add the places of one file; how many. Raises GazetteerError, with row and reason, for what cannot be read."""
    before = len(atlas.drafts)
    for number, row in _rows(path):
        try:
            atlas.add(draft(atlas, path, row))
        except (KeyError, ValueError, TypeError) as error:
            reason = f"no column {error}" if isinstance(error, KeyError) else str(error)
            raise GazetteerError(f"{path}, {number}: {reason}") from error
    return len(atlas.drafts) - before


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    try:
        if path.suffix.lower() in (".json", ".geojson"):
            yield from _features(json.loads(path.read_text("utf-8-sig")))
            return
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header = stream.readline()
            stream.seek(0)
            mark = max(",;\t", key=header.count)
            for number, row in enumerate(csv.DictReader(stream, delimiter=mark), 2):
                yield f"row {number}", _named(row)
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise GazetteerError(f"the places in {path} cannot be read: {error}") from error


def _features(content: Any) -> Iterator[tuple[str, Mapping[str, str]]]:
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise GazetteerError("a GeoJSON file of places must be a FeatureCollection")
    for number, feature in enumerate(content["features"], 1):
        row = _named(feature.get("properties") or {})
        if "id" in feature:
            row.setdefault("id", str(feature["id"]))
        yield f"feature {number}", _positioned(row, feature.get("geometry") or {})


def _positioned(row: dict[str, str], geometry: Mapping[str, Any]) -> dict[str, str]:
    """The row with position and, for areas, the radius of its geometry."""
    kind, found = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point" and found:
        lon, lat = found[:2]
    elif kind in ("Polygon", "MultiPolygon") and found:
        parts = polygons.polygons_of({"type": kind, "coordinates": found})
        lon, lat = polygons.label_point(parts)
        row.setdefault("radius_m", str(max(RADIUS_M, polygons.radius_m(parts))))
    elif kind in ("LineString", "MultiLineString") and found:
        line = max(polygons.lines_of({"type": kind, "coordinates": found}), key=len)
        lon, lat = line[len(line) // 2][:2]
    else:
        return row
    return {**row, "lat": str(lat), "lon": str(lon)}


def _named(row: Mapping[Any, Any]) -> dict[str, str]:
    """The cells that hold something, by the column's own name or another that is usual for it."""
    named: dict[str, str] = {}
    for column, cell in row.items():
        if isinstance(column, str) and cell not in (None, ""):
            name = column.strip().lower()
            text = "|".join(map(str, cell)) if isinstance(cell, list) else str(cell).strip()
            named[_ALSO.get(name, name)] = text
    return named


def _identifier(text: str) -> str:
    """An id of a file as a link can hold it: composed letters, no white space, no control characters, not too long."""
    composed = unicodedata.normalize("NFC", "-".join(text.split()))
    return "".join(letter for letter in composed if unicodedata.category(letter)[0] != "C")[:LONGEST_ID]


def draft(atlas: Atlas, path: Path, row: Mapping[str, str]) -> Draft:
    """The place of one row of a file, its columns by their lower-case names. Raises ValueError with what is wrong."""
    name, lat, lon = row["name"], float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 360 and math.isfinite(lon)):
        raise ValueError(f"{lat}, {lon} is no latitude and longitude")
    kind, country = _kind(row.get("type", "city")), row.get("country", "").upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise ValueError(f"country {country!r} is no two-letter code of ISO 3166-1")
    people = int(float(row.get("population", "0")))
    own_radius = settlement_radius_m(people) if kind in SETTLEMENTS else RADIUS_M
    standing = float(row["importance"]) if "importance" in row else STANDING
    if not 0.0 <= standing <= 1.0:
        raise ValueError(f"importance {standing} is not between 0 and 1")
    own = _identifier(row.get("id", "")) or slug(name)
    return Draft(
        key=f"own:{slug(path.stem) or 'places'}:{own}", name=name, lat=lat, lon=wrap_longitude(lon),
        kind=kind, country=country, population=people, radius_m=float(row.get("radius_m", own_radius)),
        admin=atlas.unit(row.get("admin1", ""), country), source=f"own: {path.name}", standing=standing,
        equals=[other.strip() for other in row.get("alternates", "").split("|") if other.strip()],
        years=(_year(row.get("valid_from", "")), _year(row.get("valid_to", ""))),
    )  # fmt: skip


def _kind(word: str) -> str:
    kind = TYPES.get(word.lower(), word.upper())
    if kind not in CLASS_OF and kind not in SITES:
        raise ValueError(f"no type is called {word!r}; there are GeoNames codes and: {', '.join(TYPES)}")
    return kind


def _year(text: str) -> int | None:
    """The astronomical year of "1930", "1930-05", "-43" or "44 BC"; None for ""."""
    if not text:
        return None
    match = _YEAR.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no year")
    return int(match[1]) if match[1] else 1 - int(match[2])
