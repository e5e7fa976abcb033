"""Places within places: which is finer, which may lie in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.draft import Placing
from pipeline.geo import distance_m
from pipeline.model import Mention, Place, Role


def is_country(mention: Mention) -> bool:
    """Whether a mention is of a state, present or past."""
    return mention.place is not None and mention.place.kind.startswith("PCL")


def surface(mention: Mention) -> str:
    """The words of a place."""
    return " ".join(mention.toponym.text.replace("’", "'").split())


def radius(mention: Mention) -> float:
    """How vague a place's point is, in metres."""
    return mention.place.radius_m if mention.place is not None else float("inf")


def holds(area: Place | None, place: Place | None) -> bool:
    """Whether `place` is `area`, or lies in it."""
    if area is None or place is None or area.id == place.id:
        return True
    if area.kind.startswith("PCL"):
        return area.country == place.country
    return distance_m(area.lat, area.lon, place.lat, place.lon) <= area.radius_m


def may_nest(left: Place | None, right: Place | None) -> bool:
    """Whether one place may lie in the other."""
    if left is None or right is None:
        return False
    if left.country and left.country == right.country and "PCL" in left.kind + right.kind:
        return True
    wide, narrow = (left, right) if left.radius_m >= right.radius_m else (right, left)
    return wide.name in narrow.admin or distance_m(wide.lat, wide.lon, narrow.lat, narrow.lon) <= wide.radius_m


def in_country(mentions: Sequence[Mention], found: Placing) -> Placing:
    """`found`, or the only one of `mentions` in the country that was found ("the Bosphorus Bridge in Turkey")."""
    country = found.mention
    if country is None or country.place is None or not is_country(country):
        return found
    inner = {
        mention.place.id: mention
        for mention in reversed(mentions)
        if mention.toponym.role in {Role.LOCATION, Role.METONYM}
        and mention.place is not None
        and not is_country(mention)
        and mention.place.country == country.place.country
    }
    only = next(iter(inner.values())) if len(inner) == 1 else None
    return found if only is None else replace(found, mention=only, within=surface(country))
