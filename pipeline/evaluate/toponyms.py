"""Toponyms: recognition, resolution, and both together (found and placed within 161 km).

A place is right within 161 km (100 miles, the field's custom) or when it bears the gold GeoNames id, because the same
country has other points in other gazetteers. Gold without coordinates is left out, and so is what the system finds
there.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pipeline import geo
from pipeline.evaluate.align import Counts, Measures, Record, overlap, pairs, prf

RIGHT_M = 161_000.0
FARTHEST_KM = 20_039.0  # half the Earth's circumference: the error of a mention that is not placed


def is_placed(annotation: Mapping[str, Any]) -> bool:
    """Whether it has coordinates."""
    return annotation.get("lat") is not None and annotation.get("lon") is not None


def distance_km(first: Mapping[str, Any], second: Mapping[str, Any]) -> float:
    """Great-circle distance of two placed annotations."""
    return geo.distance_m(first["lat"], first["lon"], second["lat"], second["lon"]) / 1_000


def same_id(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether both bear the same GeoNames id."""
    return bool(first.get("geonameid")) and str(first["geonameid"]) == str(second.get("geonameid"))


def is_near(gold: Mapping[str, Any], system: Mapping[str, Any]) -> bool:
    """Whether the system's place is right."""
    return is_placed(system) and (distance_km(gold, system) <= RIGHT_M / 1_000 or same_id(gold, system))


def count(gold: Record, system: Record) -> tuple[Counts, list[float]]:
    """The counts of one document, and the error of each matched mention in kilometres."""
    wanted = [place for place in gold["places"] if is_placed(place)]
    blank = [place for place in gold["places"] if not is_placed(place)]
    found = [
        place
        for place in system.get("places", ())
        if not any(overlap(place, other) for other in blank) or any(overlap(place, other) for other in wanted)
    ]
    exact, every = pairs(wanted, found)
    errors = [_error_km(left, right) for left, right in every]
    distances = [distance_km(left, right) for left, right in every if is_placed(right)]
    counts = Counter(
        gold=len(wanted),
        system=len(found),
        strict=len(exact),
        overlap=len(every),
        right=sum(error <= RIGHT_M / 1_000 for error in errors),
        near=sum(distance <= RIGHT_M / 1_000 for distance in distances),
    )
    return counts, errors


def _error_km(gold: Mapping[str, Any], system: Mapping[str, Any]) -> float:
    if not is_placed(system):
        return FARTHEST_KM
    return 0.0 if same_id(gold, system) else distance_km(gold, system)


def measures(counts: Counts, errors: Sequence[float]) -> Measures:
    """Recognition (strict, overlap), resolution (acc161, mean and median km, auc) and end to end (e2e161)."""
    sizes = counts["system"], counts["gold"]
    return {
        **prf("strict", counts["strict"], *sizes),
        **prf("overlap", counts["overlap"], *sizes),
        "acc161": counts["right"] / len(errors) if errors else None,
        "mean_km": statistics.fmean(errors) if errors else None,
        "median_km": statistics.median(errors) if errors else None,
        "auc": _auc(errors),
        **prf("e2e161", counts["right"], *sizes),
        **prf("e2e161_distance", counts["near"], *sizes),
    }


def _auc(errors: Sequence[float]) -> float | None:
    """Area under the curve of sorted log errors, by trapezoids (Jurgens et al. 2015); 0 is best, 1 is worst."""
    logs = sorted(math.log(1 + error) for error in errors)
    if len(logs) < 2:
        return None
    area = sum((left + right) / 2 for left, right in pairwise(logs))
    return area / (math.log(1 + FARTHEST_KM) * (len(logs) - 1))
