"""Places that a text gives by others: "12 km south of X", "between X and Y", "off the coast of X", in degrees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geopy.exc import GeopyError

from pipeline import coordinates
from pipeline.gazetteer.names import normalise
from pipeline.geo import SETTLEMENTS, destination, distance_m, midpoint
from pipeline.model import Candidate, Mention, Place, Role, Toponym
from pipeline.resolve.senses import town_of

POINT_KIND = "PNT"  # a position stated in degrees; our own code beside those of GeoNames
_SITE_RADIUS_M = 15_000.0  # how far a site may lie from the town that it is named after
_OFFSHORE_M = 40_000.0
_COUNTRY_NEAR_M = 50_000.0  # a position farther than this from every settlement gets no country
_WIDEST_M = 60_000.0  # radius of an area whose middle still means something for "between"
_FARTHEST_M = 500_000.0  # between two places
_VAGUE = 0.25  # of a distance: "12 km south" is seldom due south
_COUNTS = {
    word: number
    for number, words in {
        0.5: "half a", 1: "a one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
        9: "nine", 10: "ten", 12: "twelve", 15: "fifteen", 20: "twenty", 25: "twenty-five", 30: "thirty",
        40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred",
    }.items()
    for word in (("half a",) if number == 0.5 else words.split())
}  # fmt: skip
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|nautical miles?|nmi|miles?|mi)"
_NUMBER_WORDS = "|".join(sorted(_COUNTS, key=len, reverse=True))
_TOWN_OF = r"(?:the\s+)?(?:(?:city|town|village|port)\s+of\s+(?:the\s+)?)?"
_OFFSET = re.compile(
    rf"(?:\b(?P<number>\d[\d,.]*)|\b(?P<word>{_NUMBER_WORDS}))[\s-]*(?P<unit>{_UNIT})\b"
    rf"(?P<between>[^.;]{{0,40}}?)\b(?:of|from|outside)\s+{_TOWN_OF}$",
    re.IGNORECASE,
)
_METRES = {"k": 1_000.0, "m": 1_609.344, "n": 1_852.0}
_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_WAY = re.compile(r"\b(north|south)?(?:ern)?[\s-]?(east|west)?(?:ern)?(?:wards?)?\b", re.IGNORECASE)
_LETTERS = re.compile(r"\b(N|S|E|W|NE|NW|SE|SW)\b")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?(?:(?:cities|towns|villages)\s+of\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.IGNORECASE)
_COAST = re.compile(
    r"\b(?:off(?:\s+of)?|along)\s+(?:the\s+)?(?:[\w-]+\s+)?coast\s+of\s+(?:the\s+)?$|\boff\s+$", re.IGNORECASE
)
_RELATED = re.compile(  # what is between parties, not at a point
    r"\b(?:talks?|war|wars|peace|relations?|match|game|final|agreement|conflict|fight(?:ing|s)?|battles?|clash(?:es)?"
    r"|trade|deal|treaty|pact|truce|ceasefire|disputes?|tensions?|ties|differences?|rivalry|alliance|summit|meetings?"
    r"|cooperation|contract|friendship|relationship|negotiations?|dialogue|border)\s+(?:\w+\s+){0,2}between\s",
    re.IGNORECASE,
)


def stated(toponym: Toponym, geocoder: Any) -> Mention:
    """The mention of a position stated in degrees; its country and units are those of the nearest settlement."""
    point = coordinates.stated(toponym.text)
    if point is None:
        return Mention(toponym, None, (), "the text states a position that cannot be read", 1)
    name = " ".join(toponym.text.split())
    place = Place(f"point:{point.lat:.6g},{point.lon:.6g}", name, point.lat, point.lon, point.radius_m,
                  kind=POINT_KIND, source="text")  # fmt: skip
    near = _nearest(geocoder, point.lat, point.lon)
    if near is not None and distance_m(point.lat, point.lon, near.lat, near.lon) <= _COUNTRY_NEAR_M:
        place = replace(place, country=near.country, admin=near.admin)
    why = "the text states the position"
    return Mention(toponym, place, (Candidate(place, 1.0, why),), why, 1)


def _nearest(geocoder: Any, lat: float, lon: float) -> Place | None:
    reverse = getattr(geocoder, "nearest", None)
    try:
        found = reverse((lat, lon)) if reverse is not None else None
    except GeopyError:
        return None
    place = found.raw.get("place") if found is not None and isinstance(found.raw, dict) else None
    return place if isinstance(place, Place) else None


def moved(text: str, toponym: Toponym, place: Place, *, is_town_of_site: bool) -> tuple[Place, str]:
    """The place meant where the text names another near it, and a note; the place itself and "" otherwise."""
    town = town_of(toponym.text)
    if is_town_of_site or (town and place.name and normalise(place.name) == normalise(town)):
        wider = replace(place, radius_m=max(place.radius_m, _SITE_RADIUS_M))
        return wider, "; the site itself is not known, its town is"
    before = text[max(0, toponym.span.start - 80) : toponym.span.start]
    match = _OFFSET.search(before)
    if match is not None:
        return _offset(place, match)
    if _COAST.search(before) and toponym.role is Role.LOCATION:
        return replace(place, radius_m=place.radius_m + _OFFSHORE_M), "; at sea off it"
    return place, ""


def _offset(place: Place, match: re.Match[str]) -> tuple[Place, str]:
    """The point that lies so far in that direction; without a direction the place itself, as vague as that is far."""
    metres = _number(match) * _METRES[match["unit"][0].lower()]
    if not place.radius_m < metres <= 1_000_000.0:
        return place, ""
    said = " ".join(match.group().split())
    way = direction_of(match["between"])
    if way is None:
        return replace(place, radius_m=metres), f"; the text says {said} it"
    lat, lon = destination(place.lat, place.lon, way, metres)
    name = f"{said} {place.name}"
    there = replace(place, id=f"{place.id}@{way:g}:{metres:.0f}", name=name, lat=round(lat, 5), lon=round(lon, 5),
                    radius_m=max(_VAGUE * metres, 1_000.0), kind="AREA", population=0)  # fmt: skip
    return there, f"; {said} it, which is the point shown"


def _number(match: re.Match[str]) -> float:
    if match["word"]:
        return float(_COUNTS[match["word"].lower()])
    digits = match["number"].replace(",", "").rstrip(".")
    return float(digits) if digits.count(".") < 2 else 0.0


def direction_of(words: str) -> float | None:
    """The bearing in degrees of the compass words in a text ("to the south-east" -> 135); None where there are none."""
    for match in _WAY.finditer(words):
        named = "".join(part.lower() for part in match.groups() if part)
        if named:
            return 45.0 * _COMPASS.index(named)
    letters = _LETTERS.search(words)
    if letters is None:
        return None
    spelled = {"N": "north", "S": "south", "E": "east", "W": "west"}
    return 45.0 * _COMPASS.index("".join(spelled[letter] for letter in letters.group()))


def between(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of "between X and Y" at the middle of the way where both are towns or sites near by."""
    placed = list(mentions)
    for index in range(len(placed) - 1):
        left, right = placed[index], placed[index + 1]
        if left.place is None or right.place is None or not _names_a_stretch(text, left, right):
            continue
        middle = _middle(left.place, right.place)
        if middle is not None:
            note = f"; the text says between {left.place.name} and {right.place.name}, whose middle is the point shown"
            placed[index : index + 2] = [put_at(one, middle, note) for one in (left, right)]
    return tuple(placed)


def put_at(mention: Mention, place: Place, note: str) -> Mention:
    """The mention at a place that its first candidate leads to, which becomes the first candidate."""
    if not mention.candidates or place.id == mention.candidates[0].place.id:
        return replace(mention, place=place, why=mention.why + note)
    best, *others = mention.candidates
    candidates = (replace(best, place=place, why=(best.why + note).lstrip("; ")), best, *others)
    return replace(mention, place=place, candidates=candidates[: len(mention.candidates)], why=mention.why + note)


def _names_a_stretch(text: str, left: Mention, right: Mention) -> bool:
    spans = left.toponym.span, right.toponym.span
    before = text[max(0, spans[0].start - 60) : spans[0].start]
    return (
        left.toponym.role is Role.LOCATION is right.toponym.role
        and _BETWEEN.search(before) is not None
        and _AND.fullmatch(text[spans[0].end : spans[1].start]) is not None
        and _RELATED.search(before) is None
    )


def _middle(one: Place, other: Place) -> Place | None:
    apart = distance_m(one.lat, one.lon, other.lat, other.lon)
    narrow = all(place.kind in SETTLEMENTS or place.radius_m <= _WIDEST_M for place in (one, other))
    if not narrow or not 1_000.0 < apart <= _FARTHEST_M:
        return None
    lat, lon = midpoint(one.lat, one.lon, other.lat, other.lon)
    shared = one.country if one.country == other.country else ""
    admin = tuple(unit for unit in one.admin[:1] if shared and unit in other.admin)
    return Place(f"{one.id}@{other.id}", f"between {one.name} and {other.name}", round(lat, 5), round(lon, 5),
                 apart / 2, shared, admin, "AREA", source=one.source)  # fmt: skip
