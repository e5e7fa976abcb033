"""Seas, gulfs, straits and rivers of Natural Earth."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pipeline.gazetteer import polygons, sources
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.names import normalise
from pipeline.geo import distance_m

Line = Sequence[Sequence[float]]
_SEA_KINDS = (
    (r"\b(Ocean)\b", "OCN"),
    (r"\b(Strait|Straits|Estrecho|Selat|Channel|Passage|Øresund|Bosporus|Dardanelles|Bab el Mandeb)\b", "STRT"),
    (r"\b(Gulf|Golfo|Golfe|Bight)\b", "GULF"),
    (r"\b(Bay|Bahía|Baía|Sound|Inlet|Fjord|Guba|Bucht)\b", "BAY"),
    (r"\b(River)\b", "STM"),
    (r"\b(Lake|Lakes|Lago|Lagoa|Ozero)\b", "LK"),
)
_ENGLISH = re.compile(r"\b(?:Golfo de|Golfo|Golfe du|Golfe de)\b")
SAME_RIVER_M = 300_000.0  # segments of one name closer than this are one river


def slug(name: str) -> str:
    """A name as part of an id: "Strait of Hormuz" -> "strait-of-hormuz"."""
    return normalise(name).replace(" ", "-")


def add_seas(atlas: Atlas) -> None:
    """Marine areas, labelled well inside their largest part."""
    for feature in sources.layer("ne_marine"):
        name = feature["properties"]["name"]
        name = name.title() if name.isupper() else name
        parts = polygons.polygons_of(feature["geometry"])
        lon, lat = polygons.label_point(parts)
        kind = next((code for pattern, code in _SEA_KINDS if re.search(pattern, name)), "SEA")
        if kind == "STM":
            continue  # the estuary; the river itself is in another layer
        english = _ENGLISH.sub("Gulf of", name)
        atlas.merge(
            Draft(f"natural-earth:{slug(name)}", name, lat, lon, kind, radius_m=polygons.radius_m(parts),
                  source="natural-earth", alternates=[english] if english != name else [])
        )  # fmt: skip


def add_rivers(atlas: Atlas) -> None:
    """Rivers at the middle of their longest stretch; stretches of one name far apart are different rivers."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in sources.layer("ne_rivers"):
        name = feature["properties"]["n"]
        if name and "?" not in name:  # a question mark stands for a lost letter
            by_name[name].append(feature)
    for name, features in by_name.items():
        lines = [line for feature in features for line in polygons.lines_of(feature["geometry"])]
        alternates = {
            alternate.strip()
            for feature in features
            for alternate in re.split(r"[|,;]", feature["properties"]["alt"] or "")
            if "?" not in alternate
        }
        for number, group in enumerate(_groups(lines)):
            atlas.merge(_river(name, number, group, alternates))


def _river(name: str, number: int, lines: list[Line], alternates: set[str]) -> Draft:
    longest = max(lines, key=len)
    lon, lat = longest[len(longest) // 2][:2]
    reach = max(distance_m(lat, lon, point[1], point[0]) for line in lines for point in (line[0], line[-1]))
    bare = [part for part in re.split(r"\s*[()]\s*", name) if part]
    names = {form for part in bare for form in (part, f"{part} River", f"River {part}")} | alternates - {""}
    suffix = f"-{number + 1}" if number else ""
    return Draft(f"natural-earth:{slug(bare[0])}-river{suffix}", bare[0], lat, lon, "STM",
                 radius_m=max(20_000.0, min(reach, 600_000.0)), source="natural-earth",
                 alternates=sorted(names - {bare[0]}))  # fmt: skip


def _groups(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        near = [group for group in groups if any(_near(line, other) for other in group)]
        merged = [line, *(other for group in near for other in group)]
        groups = [group for group in groups if group not in near] + [merged]
    return groups


def _near(one: Line, other: Line) -> bool:
    ends = ((one[0], other[0]), (one[0], other[-1]), (one[-1], other[0]), (one[-1], other[-1]))
    return any(distance_m(a[1], a[0], b[1], b[0]) < SAME_RIVER_M for a, b in ends)
