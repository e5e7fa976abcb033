"""Makes static/vendor/basemap-world.js and basemap-countries.js from data/basemap, data/disputed.csv and the gazetteer.

Run: `python data/make_basemap.py` (after `python -m pipeline gazetteer build`). The script is committed with its
output, so that the page needs neither the layers nor the network:

    window.WHENABOUTS_BASEMAP = {land: [polygon], borders: [line], disputed: [line], lakes: [polygon],
                                 rivers: [line], labels: [[name, lon, lat, minzoom, kind]]}

A polygon is a list of rings, a ring or line a list of [lon, lat], longitudes running on past 180 where land crosses
it. The second script holds countries as areas to be shaded:

    window.WHENABOUTS_COUNTRIES = {CODE: {at: [lon, lat], rings: [[x, y, dx, dy, ...]]}}

`at` is where a number may stand; rings are whole hundredths of a degree, each corner after the first as a step from
the one before, to be filled by the even-odd rule. `kind` of a label is country, state, city, capital or sea; `minzoom`
is the web map zoom from which to draw it.
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.gazetteer import polygons, sources  # noqa: E402

OUT = ROOT / "static" / "vendor" / "basemap-world.js"
OUT_COUNTRIES = OUT.with_name("basemap-countries.js")
Points = list[list[float]]
LAND_TOLERANCE, LINE_TOLERANCE = 0.034, 0.035  # degrees; a screen pixel at zoom 5 is 0.04
MIN_LAND_KM2, MIN_LAKE_KM2 = 20, 400
COUNTRY_TOLERANCE, MIN_PART_KM2 = 0.05, 150
RIVER_RANK = 5
CITIES = 3_000
NEAR_DEGREES = 0.07


def simplify(points: Sequence[Sequence[float]], tolerance: float) -> Points:
    """Douglas and Peucker's line simplification, without recursion; end points stay."""
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far, index = max((_offset(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        if far > tolerance:
            keep.add(index)
            spans += [(first, index), (index, last)]
    return [[round(points[i][0], 2), round(points[i][1], 2)] for i in sorted(keep)]


def _offset(point: Sequence[float], start: Sequence[float], end: Sequence[float]) -> float:
    stretch = math.cos(math.radians(min(85.0, abs(point[1])))) ** 0.5  # half way to equal pixels on a Mercator map
    dx, dy = (end[0] - start[0]) * stretch, end[1] - start[1]
    px, py = (point[0] - start[0]) * stretch, point[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, (px * dx + py * dy) / length))
    return math.hypot(px - along * dx, py - along * dy)


def simple_ring(ring: Sequence[Sequence[float]], tolerance: float) -> Points:
    """A closed ring, simplified from its two most distant corners."""
    points = list(ring[:-1]) if ring[0] == ring[-1] else list(ring)
    middle = max(range(len(points)), key=lambda i: math.dist(points[i][:2], points[0][:2]))
    halves = simplify(points[: middle + 1], tolerance), simplify([*points[middle:], points[0]], tolerance)
    return [*halves[0], *halves[1][1:]]


def stitched(rings: list[Points]) -> list[Points]:
    """Land cut at the 180th meridian made whole: western pieces move east by 360 degrees and join their other half."""
    east = [ring for ring in rings if any(point[0] >= 179.999 for point in ring)]
    west = [ring for ring in rings if any(point[0] <= -179.999 for point in ring)]
    both = [ring for ring in east if ring in west]  # Antarctica goes all the way round
    plain = [ring for ring in rings if ring not in east and ring not in west] + both
    whole = [ring for ring in east if ring not in both]
    for ring in (ring for ring in west if ring not in both):
        moved = [[lon + 360.0, lat] for lon, lat in ring]
        partner = next((other for other in whole if _seam(other, moved)), None)
        if partner is None:
            whole.append(moved)
        else:
            whole[whole.index(partner)] = _joined(partner, moved)
    return plain + whole


def _on_edge(ring: Points) -> list[int]:
    return [i for i, point in enumerate(ring[:-1]) if abs(point[0] - 180.0) < 0.001]


def _seam(one: Points, other: Points) -> bool:
    lats = [sorted(ring[i][1] for i in _on_edge(ring)) for ring in (one, other)]
    return len(lats[0]) >= 2 <= len(lats[1]) and abs(lats[0][0] - lats[1][0]) < 0.05 > abs(lats[0][-1] - lats[1][-1])


def _joined(one: Points, other: Points) -> Points:
    """Two rings that touch along 180 degrees as one, without the seam."""
    first, second = _opened(one), _opened(other)
    if abs(first[-1][1] - second[0][1]) > abs(first[-1][1] - second[-1][1]):
        second.reverse()
    return [*first, *second[1:-1], first[0]]


def _opened(ring: Points) -> Points:
    """A ring as a line from one end of its seam to the other."""
    points, edge = ring[:-1], _on_edge(ring)
    north, south = max(edge, key=lambda i: ring[i][1]), min(edge, key=lambda i: ring[i][1])
    one_way = [points[(north + step) % len(points)] for step in range((south - north) % len(points) + 1)]
    other_way = [points[(south + step) % len(points)] for step in range((north - south) % len(points) + 1)]
    return one_way if len(one_way) > len(other_way) else other_way


def land() -> list[list[Points]]:
    """Land of the world, islands of some size, holes (the Caspian Sea) kept."""
    outer: list[Points] = []
    holes: list[Points] = []
    for feature in sources.layer("ne_land"):
        first, *rest = feature["geometry"]["coordinates"]
        if polygons.ring_area_m2(first) > MIN_LAND_KM2 * 1e6:
            outer.append([[lon, lat] for lon, lat in first])
            holes += rest
    rings = [simple_ring(ring, LAND_TOLERANCE) for ring in stitched(outer)]
    made = [[ring] for ring in rings if len(ring) > 3]
    for hole in holes:
        home = next(polygon for polygon in made if polygons.contains([polygon[0]], *hole[0][:2]))
        home.append(simple_ring(hole, LAND_TOLERANCE))
    return made


def lakes() -> list[list[Points]]:
    """Lakes of some size, with their islands left out."""
    shapes = [polygon for feature in sources.layer("ne_lakes") for polygon in polygons.polygons_of(feature["geometry"])]
    rings = [[point[:2] for point in polygon[0]] for polygon in shapes]
    large = [ring for ring in rings if polygons.ring_area_m2(ring) > MIN_LAKE_KM2 * 1e6]
    return [[ring] for ring in (simple_ring(ring, LINE_TOLERANCE) for ring in large) if len(ring) > 3]


def rivers() -> list[Points]:
    """The great rivers."""
    chosen = [feature for feature in sources.layer("ne_rivers") if feature["properties"]["sr"] <= RIVER_RANK]
    return [simplify(line, LINE_TOLERANCE) for feature in chosen for line in polygons.lines_of(feature["geometry"])]


def borders() -> list[Points]:
    """Borders between countries and territories."""
    return [simplify(line, 0.02) for line in sources.layer("ne_borders")[0]["geometry"]["coordinates"]]


def countries() -> dict[str, dict[str, object]]:
    """Countries and territories with a code of their own, without small islands (but each with its largest part)."""
    parts: dict[str, list[tuple[float, Points, list[Points], list[float]]]] = {}
    for feature in sources.layer("ne_admin0"):
        shape = feature["properties"]
        at = [round(shape["lx"], 2), round(shape["ly"], 2)]
        for outer, *holes in polygons.polygons_of(feature["geometry"]):
            rings = [[list(point[:2]) for point in ring] for ring in (outer, *holes)]
            parts.setdefault(shape["iso2"], []).append((polygons.ring_area_m2(outer) / 1e6, rings[0], rings[1:], at))
    parts.pop("-99", None)
    made: dict[str, dict[str, object]] = {}
    for code, own in sorted(parts.items()):
        largest = max(own, key=lambda part: part[0])
        kept = [part for part in own if part is largest or part[0] > MIN_PART_KM2]
        holes = [hole for part in kept for hole in part[2] if polygons.ring_area_m2(hole) / 1e6 > MIN_PART_KM2]
        rings = [*stitched([part[1] for part in kept]), *holes]
        made[code] = {"at": largest[3], "rings": [steps(simple_ring(ring, COUNTRY_TOLERANCE)) for ring in rings]}
    return made


def steps(ring: Points) -> list[int]:
    """A ring in hundredths of a degree, each corner after the first as a step."""
    corners = [(round(lon * 100), round(lat * 100)) for lon, lat in ring]
    first, moves = corners[0], [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    return [*first, *(number for move in moves for number in move)]


def disputed() -> list[Points]:
    """The lines of data/disputed.csv: drawn by hand, or where two groups of admin-1 units meet."""
    units: dict[str, list[Points]] = {}
    for feature in sources.layer("ne_admin1"):
        rings = [polygon[0] for polygon in polygons.polygons_of(feature["geometry"])]
        units.setdefault(feature["properties"]["iso"] or "", []).extend(rings)
    lines: list[Points] = []
    with (ROOT / "data" / "disputed.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["method"] == "drawn":
                lines.append([[float(part) for part in point.split()] for point in row["points"].split("|")])
            else:
                ours, theirs = ([ring for code in side.split() for ring in units.get(code, [])]
                                for side in row["points"].split(":"))  # fmt: skip
                lines += meeting(ours, theirs)
    return [simplify(line, 0.02) for line in lines]


def meeting(ours: list[Points], theirs: list[Points]) -> list[Points]:
    """Stretches of our rings that run along theirs."""
    lines: list[Points] = []
    for ring in ours:
        run: Points = []
        for point in ring:
            if any(_offset(point, a, b) < NEAR_DEGREES for other in theirs for a, b in _close_edges(other, point)):
                run.append(point)
                continue
            lines, run = [*lines, run], []
        lines.append(run)
    return [line for line in lines if len(line) > 1]


def _close_edges(ring: Points, point: Sequence[float]) -> Iterable[tuple[Sequence[float], Sequence[float]]]:
    for a, b in pairwise(ring):
        low, high = min(a[0], b[0]) - NEAR_DEGREES, max(a[0], b[0]) + NEAR_DEGREES
        if low <= point[0] <= high and min(a[1], b[1]) - NEAR_DEGREES <= point[1] <= max(a[1], b[1]) + NEAR_DEGREES:
            yield a, b


def labels() -> list[list[object]]:
    """Names of countries, seas, large units and cities, the important ones first."""
    connection = sqlite3.connect(f"file:{ROOT / 'data' / 'gazetteer.sqlite'}?mode=ro", uri=True)
    shapes = sorted((feature["properties"] for feature in sources.layer("ne_admin0")), key=lambda shape: -shape["minz"])
    country = {shape["iso2"]: shape for shape in shapes}  # the most prominent part of a country comes last and stays
    found: list[list[object]] = []
    question = (
        "select name, lon, lat, radius_m, population, kind, country from place"
        " where key not like 'curated:%' and kind in ({}) order by {}"
    )
    areas = question.format("'PCLI', 'PCLD'", "population desc")
    for name, lon, lat, _, _, _, code in connection.execute(areas):
        shape = country.get(code, {"lx": lon, "ly": lat, "minz": 5})
        found.append(_label(name, shape["lx"], shape["ly"], max(2, math.floor(shape["minz"])), "country"))
    for name, lon, lat, radius, *_ in connection.execute(question.format("'OCN', 'SEA', 'GULF'", "radius_m desc")):
        if radius > 60_000 and not name.startswith("Inner"):
            found.append(_label(name, lon, lat, _zoom_of_radius(radius) - 1, "sea"))
    for name, lon, lat, radius, *_ in connection.execute(question.format("'ADM1'", "radius_m desc limit 700")):
        found.append(_label(name, lon, lat, max(4, _zoom_of_radius(radius)), "state"))
    cities = question.format("'PPL', 'PPLC'", f"importance desc limit {CITIES + 500}")
    for rank, (name, lon, lat, _, _, kind, _) in enumerate(apart(connection.execute(cities).fetchall())):
        zoom = 3 + sum(rank >= limit for limit in (25, 90, 300, 800, 1_700))
        found.append(_label(name, lon, lat, zoom, "capital" if kind == "PPLC" else "city"))
    connection.close()
    return found


def apart(cities: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The first `CITIES` that lie more than about 15 km from a more important one: no suburbs, no doubles."""
    kept: list[tuple[object, ...]] = []
    taken: set[tuple[int, int]] = set()
    for city in cities:
        column, row = round(float(str(city[1])) * 6), round(float(str(city[2])) * 6)
        around = {(column + right, row + up) for right in (-1, 0, 1) for up in (-1, 0, 1)}
        if len(kept) < CITIES and not around & taken:
            taken.add((column, row))
            kept.append(city)
    return kept


def _label(name: str, lon: float, lat: float, zoom: int, kind: str) -> list[object]:
    return [name, round(lon, 2), round(lat, 2), zoom, kind]


def _zoom_of_radius(radius_m: float) -> int:
    return max(2, min(9, round(math.log2(2.4e7 / max(1.0, radius_m))) - 1))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    """Write the script."""
    layers = {
        "land": land(), "borders": borders(), "disputed": disputed(), "lakes": lakes(), "rivers": rivers(),
        "labels": labels(),
    }  # fmt: skip
    note = "/* Natural Earth (public domain); names of GeoNames (CC BY 4.0). Made by data/make_basemap.py. */\n"
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(f"{note}window.WHENABOUTS_BASEMAP={_compact(layers)};\n", "utf-8")
    note = "/* Natural Earth (public domain). Made by data/make_basemap.py. */\n"
    OUT_COUNTRIES.write_text(f"{note}window.WHENABOUTS_COUNTRIES={_compact(countries())};\n", "utf-8")
    sizes = {name: len(json.dumps(layer, ensure_ascii=False, separators=(",", ":"))) for name, layer in layers.items()}
    sys.stdout.write(f"{OUT.name}: {OUT.stat().st_size:,} bytes; {sizes}\n")


if __name__ == "__main__":
    main()
