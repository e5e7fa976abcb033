"""Coordinates written in a text: "51°53′N 128°20′E", "48.8566, 2.3522", "latitude 34.5, longitude 69.2". Pure.

A bare pair of numbers counts only with four decimals each, or with two after a word such as "coordinates".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import Span

RULE = "coordinates"  # of the toponyms that stand for positions
_DEGREE_M = 111_195.0  # of latitude
_LEAST_M = 100.0


def _angle(prefix: str) -> str:
    """A pattern for degrees, minutes and seconds in groups named after `prefix`."""
    return (
        rf"(?P<{prefix}d>\d{{1,3}}(?:\.\d+)?)\s?(?P<{prefix}sign>°|º|˚|deg(?:ree)?s?\b)?\s?"
        rf"(?:(?P<{prefix}m>\d{{1,2}}(?:\.\d+)?)\s?(?:′|'|’|min(?:ute)?s?\b)\s?"
        rf"(?:(?P<{prefix}s>\d{{1,2}}(?:\.\d+)?)\s?(?:″|\"|”|''|’’|sec(?:ond)?s?\b)\s?)?)?"
    )


_NORTH = r"(?P<ns>[NS](?![A-Za-z])|[Nn]orth\b|[Ss]outh\b)"
_EAST = r"(?P<ew>[EW](?![A-Za-z])|[Ee]ast\b|[Ww]est\b)"
_JOIN = r"(?:\s+latitude)?\s?(?:[,;/]|\band\b|\bby\b)?\s?"
_AFTER = re.compile(rf"(?<![\w.]){_angle('a')}\s?{_NORTH}{_JOIN}{_angle('o')}\s?{_EAST}(?:\s+longitude)?")
_BEFORE = re.compile(rf"(?<!\w){_NORTH}\s?{_angle('a')}{_JOIN}{_EAST}\s?{_angle('o')}(?![\w.]\d)")
_SIGNED = r"[-−]?\d{1,3}\.\d"
_ENDS = r"(?!\w|\.\d|[,;/]\s?[-−]?\d|\s?%)"  # no longer list of numbers, no share
_LABELLED = re.compile(
    r"\blat(?:itude)?\b[.:=\s]{0,3}(?P<lat>[-−]?\d{1,2}(?:\.\d+)?)°?[\s,;/]{0,3}(?:and\s)?"
    r"\blon(?:g(?:itude)?)?\b[.:=\s]{0,3}(?P<lon>[-−]?\d{1,3}(?:\.\d+)?)°?",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?<![\w.,$€£%/+=])(?<!\d,\s)(?P<lat>{_SIGNED}{{4,}})°?\s?[,;/]\s?(?P<lon>{_SIGNED}{{4,}})°?{_ENDS}"
)
_TWO = rf"(?P<lat>{_SIGNED}\d+)°?\s?[,;/]\s?(?P<lon>{_SIGNED}\d+)°?"
_SAID = re.compile(
    rf"\b(?:co-?ordinates?|coords?|GPS|lat/lon|position)\b[^\d\n.;-]{{0,25}}?{_TWO}{_ENDS}", re.IGNORECASE
)
_ALONE = re.compile(rf"{_TWO}\Z")


@dataclass(frozen=True, slots=True)
class Point:
    """A position that a text states: WGS84 degrees, and in metres how far the last digit written reaches."""

    span: Span
    lat: float
    lon: float
    radius_m: float


_PAIR = re.compile(r"(?P<lat>[+-]?\d{1,2}(?:\.\d+)?)\s*(?:[,;]|\s)\s*(?P<lon>[+-]?\d{1,3}(?:\.\d+)?)\Z")


def find(text: str) -> tuple[Point, ...]:
    """The positions that a text states, in its order, without overlaps."""
    if not any(map(str.isdigit, text)):
        return ()
    found: list[Point] = []
    for point in _points(text):
        if not any(point.span.overlaps(other.span) for other in found):
            found.append(point)
    return tuple(sorted(found, key=lambda point: point.span))


def stated(words: str) -> Point | None:
    """The position that the words of one of `find`'s spans state, read without the text around them."""
    return next(
        (point for point in (*_points(words), *_numbers(words, (_ALONE,))) if len(point.span) == len(words)), None
    )


def typed(text: str) -> Point | None:
    """The position that a person typed alone, however few its decimals: "51.9, 128.3"; None for anything else."""
    found = find(text)
    if found:
        return found[0]
    match = _PAIR.match(text.strip())
    if match is None:
        return None
    reach = _reach(min(_decimals(match["lat"]), _decimals(match["lon"])))
    point = (float(match["lat"]), float(match["lon"]))
    return next(_checked(Span(0, len(text)), point, reach), None)


def _points(text: str) -> Iterator[Point]:
    yield from _angles(text)
    yield from _numbers(text, (_LABELLED, _PLAIN, _SAID))


def _angles(text: str) -> Iterator[Point]:
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            exact = any("." in match[name] for name in ("ad", "od"))
            if exact or match["asign"] or match["osign"] or (match["am"] and match["om"]):
                lat = _degrees(match, "a", negative=match["ns"].lower().startswith("s"))
                lon = _degrees(match, "o", negative=match["ew"].lower().startswith("w"))
                yield from _checked(Span(*match.span()), (lat, lon), _reach_of_angle(match))


def _numbers(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Point]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            lat, lon = (float(match[name].replace("−", "-")) for name in ("lat", "lon"))
            if pattern is _PLAIN and abs(lat) < 1.0 and abs(lon) < 1.0:
                continue  # two small fractions
            span = Span(match.start() if pattern is _LABELLED else match.start("lat"), match.end())
            yield from _checked(span, (lat, lon), _reach(min(_decimals(match["lat"]), _decimals(match["lon"]))))


def _checked(span: Span, point: tuple[float, float], radius_m: float) -> Iterator[Point]:
    lat, lon = point
    if abs(lat) <= 90.0 and abs(lon) <= 180.0:
        yield Point(span, round(lat, 6), round(lon, 6), radius_m)


def _degrees(match: re.Match[str], prefix: str, *, negative: bool) -> float:
    value = float(match[f"{prefix}d"])
    value += float(match[f"{prefix}m"] or 0) / 60 + float(match[f"{prefix}s"] or 0) / 3600
    return -value if negative else value


def _reach_of_angle(match: re.Match[str]) -> float:
    if match["as"] and match["os"]:
        return _LEAST_M
    if match["am"] and match["om"]:
        return max(_LEAST_M, round(_reach(min(_decimals(match["am"]), _decimals(match["om"]))) / 60))
    return _reach(min(_decimals(match["ad"]), _decimals(match["od"])))


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _reach(decimals: int) -> float:
    return float(max(_LEAST_M, round(_DEGREE_M / 10.0 ** min(decimals, 9))))
