"""What a geocoder answers for a name, as places; and which mentions of a document share one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from geopy.exc import GeopyError

from pipeline.gazetteer.kinds import class_of
from pipeline.gazetteer.names import normalise, state_of
from pipeline.geo import SETTLEMENTS, distance_m
from pipeline.model import Place, Toponym, stable_id

MOST = 200  # namesakes looked at
AREAS = frozenset({"PCLI", "PCLD", "PCLH", "TERR", "ADM1", "ADM1H", "ADM2"})
_POSSESSIVE = re.compile(r"^(.+?)['’]s?\s+(.+)$")
_COMMA = re.compile(r"\s*(?:,\s*|\()\s*")
_IN = re.compile(r"\s*(?:,\s*|\(|\sin\s)\s*(?:the\s+)?")
_AFTER_COMMA = re.compile(r"\s*,\s*((?:[A-Z]\.\s?){2,3}|[A-Z][A-Za-z]*\.?(?:\s[A-Z][a-z]+)?)")
_SAME_M = 1_000.0
_SITE = re.compile(
    r"^(.{3,}?)(?:['’]s)?\s+(?:international\s+)?"
    r"(?:airport|harbou?r|port|station|stadium|zoo|prison|naval base"
    r"|air base|base|refinery|shipyard|cathedral|city hall|(?:railway|train|bus) station|metro|subway|suburbs?)$",
    re.IGNORECASE,
)
_SITE_NOUN = re.compile(
    r"\s+(?:(?:copper|coal|gold|nuclear|power|air|naval|concentration|refugee)\s+){0,2}"
    r"(?:mine|prison|plant|base|dam|camp|airport|stadium|battlefield|spaceport|cosmodrome|refinery|cathedral)\b"
)
_UNIT_NOUN = re.compile(r"\s+(?:oblast|region|province|governorate|prefecture|voivodeship|krai|raion|county)\b")
_UNIT_KINDS = frozenset({"ADM1", "ADM2", "ADM1H"})
_KINDS_SAID = {
    "sea": {"SEA", "LK"}, "ocean": {"OCN"}, "gulf": {"GULF"}, "bay": {"BAY", "GULF"}, "strait": {"STRT"},
    "straits": {"STRT"}, "channel": {"STRT", "CHN"}, "river": {"STM"}, "lake": {"LK", "RSV"}, "canal": {"CNL"},
    "mount": {"MT", "VLC"}, "mountain": {"MT", "MTS"}, "mountains": {"MTS"}, "desert": {"DSRT"}, "valley": {"VAL"},
    "peninsula": {"PEN"}, "island": {"ISL"}, "islands": {"ISLS", "PCLD"}, "airport": {"AIRP"}, "dam": {"DAM"},
    "county": _UNIT_KINDS, "province": _UNIT_KINDS, "oblast": _UNIT_KINDS, "region": _UNIT_KINDS,
    "governorate": _UNIT_KINDS, "district": _UNIT_KINDS, "state": _UNIT_KINDS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One place that a name may mean. `importance` is 0..1, `name_kind` 0 main name, 1 other name, 2 demonym.

    `years` are the first and last in which the name, or the place, was in use; None: open.
    """

    place: Place
    importance: float
    name_kind: int
    years: tuple[int | None, int | None] = (None, None)

    @property
    def unit(self) -> tuple[str, str]:
        """(country, name of the outermost unit that it is or lies in); the name is "" where there is none."""
        if self.place.kind in ("ADM1", "ADM1H"):
            return self.place.country, self.place.name
        return self.place.country, self.place.admin[0] if self.place.admin else ""

    @property
    def is_settlement(self) -> bool:
        """Whether it is a city, town or village."""
        return self.place.kind in SETTLEMENTS


@dataclass(slots=True)
class Name:
    """All mentions in a document that must mean the same: same words, same area after the comma.

    `scope` holds the senses of the area that follows a comma ("Paris, Texas"); empty if none does. `is_scope` says
    whether this name itself follows such a comma. `era` are the years that the document speaks of. `is_town_of_site`:
    the senses are those of the town that a site is called after which itself is not known ("Lagos Anchorage").
    """

    key: str
    senses: tuple[Sense, ...]
    total: int
    scope: tuple[Sense, ...] = ()
    scope_text: str = ""
    is_scope: bool = False
    era: tuple[int, ...] = ()
    is_town_of_site: bool = False
    toponyms: list[int] = field(default_factory=list)


def asker(geocoder: Any) -> Callable[[str], tuple[Sense, ...]]:
    """A function from a surface to its senses, best first, that asks the geocoder once a name."""
    known: dict[str, tuple[Sense, ...]] = {}

    def ask(surface: str) -> tuple[Sense, ...]:
        if surface not in known:
            known[surface] = next((found for query in queries(surface) if (found := _ask(geocoder, query))), ())
        return known[surface]

    return ask


def queries(surface: str) -> tuple[str, ...]:
    """What to ask for a surface, in turn.

    "Russia's Far East" also as "Far East, Russia"; "Tex." as "Texas"; a site that no one knows by the town before its
    noun ("Oslo Airport" as "Oslo").
    """
    asked = [surface]
    state = state_of(surface) if len(surface) <= 6 else ""
    if state:
        asked.insert(0 if "." in surface else 1, state)
    town = town_of(surface)
    if town:
        asked.append(town)
    possessive = _POSSESSIVE.match(surface)
    if possessive is not None:
        owner, thing = possessive.groups()
        asked += [f"{thing}, {owner}", owner]
    return tuple(dict.fromkeys(asked))


def says_kind(key: str, kind: str) -> float:
    """Whether the first or last word of a name says that it is a place of that kind: "Red Sea", "Lake Victoria"."""
    words = key.split()
    return float(len(words) > 1 and any(kind in _KINDS_SAID.get(word, ()) for word in (words[0], words[-1])))


def town_of(surface: str) -> str:
    """What stands before the noun of a site: "Oslo" of "Oslo Airport"; "" for other names."""
    match = _SITE.match(surface)
    return match.group(1) if match is not None else ""


def _ask(geocoder: Any, query: str) -> tuple[Sense, ...]:
    try:
        found = _geocode(geocoder, query)
    except GeopyError:  # a service that does not answer leaves the name unplaced
        return ()
    return _without_doubles([_sense(location, query) for location in found or ()])


def _geocode(geocoder: Any, query: str) -> Any:
    try:
        return geocoder.geocode(query, exactly_one=False, limit=MOST)
    except TypeError:  # many geocoders of geopy take no limit
        return geocoder.geocode(query, exactly_one=False)


def _sense(location: Any, query: str) -> Sense:
    raw = location.raw if isinstance(location.raw, dict) else {}
    if isinstance(raw.get("place"), Place):
        return Sense(raw["place"], float(raw.get("importance", 0.5)), int(raw.get("name_kind", 0)),
                     raw.get("years", (None, None)))  # fmt: skip
    name = str(location.address or query).split(",")[0]
    address: dict[str, Any] = raw["address"] if isinstance(raw.get("address"), dict) else {}
    country = str(address.get("country_code", "")).upper()[:2]
    number = raw.get("osm_id") or stable_id("place", name, f"{location.latitude:.4f}", f"{location.longitude:.4f}")
    admin = (str(address["state"]),) if "state" in address else ()
    place = Place(f"remote:{number}", name, location.latitude, location.longitude, country=country, admin=admin,
                  kind="PPL", source=str(location.address))  # fmt: skip
    return Sense(place, float(raw.get("importance") or 0.5), 0)


def _without_doubles(senses: Sequence[Sense]) -> tuple[Sense, ...]:
    kept: list[Sense] = []
    for sense in senses:
        place = sense.place
        if not any(
            other.place.kind == place.kind
            and abs(other.place.lat - place.lat) < 0.02
            and distance_m(other.place.lat, other.place.lon, place.lat, place.lon) < _SAME_M
            for other in kept
        ):
            kept.append(sense)
    return tuple(kept)


def names_of(text: str, toponyms: Sequence[Toponym], ask: Callable[[str], tuple[Sense, ...]]) -> list[Name]:
    """The names of a document: mentions of the same words are one, unless the areas after their commas differ."""
    surfaces = [_surface(text, toponym, ask) for toponym in toponyms]
    keys = [normalise(surface) for surface in surfaces]
    scopes = [_scope(text, toponyms, index, ask) for index in range(len(toponyms))]
    outer = {index + 1: scope for index, (area, scope) in enumerate(scopes[:-1]) if keys[index + 1] == area}
    held = {key: area for key, (area, _) in reversed(list(zip(keys, scopes, strict=True))) if area}
    found: dict[tuple[str, str], Name] = {}
    for index, key in enumerate(keys):
        area, scope = scopes[index]
        if area:
            held[key] = area  # from here on
        name = found.get((key, held.get(key, "")))
        if name is None:
            name = found[key, held.get(key, "")] = _named(text, toponyms, index, (key, surfaces[index]), ask)
        _narrow(name, area, scope, outer.get(index, ()))
        name.toponyms.append(index)
    return list(found.values())


def _named(
    text: str, toponyms: Sequence[Toponym], index: int, forms: tuple[str, str], ask: Callable[[str], tuple[Sense, ...]]
) -> Name:
    """The name of a mention, given as its key and its surface, with its senses."""
    key, surface = forms
    senses = ask(surface)
    towns = () if senses else _towns_in_country(text, toponyms, index, ask)
    return Name(key, senses or towns, len(senses or towns), is_town_of_site=bool(towns))


def _towns_in_country(
    text: str, toponyms: Sequence[Toponym], index: int, ask: Callable[[str], tuple[Sense, ...]]
) -> tuple[Sense, ...]:
    """The towns that a name begins with ("Lagos" of "Lagos Anchorage") in the country that follows it."""
    words = toponyms[index].text.split()
    if index + 1 == len(toponyms) or len(words) < 2:
        return ()
    following = toponyms[index + 1]
    if not _IN.fullmatch(text[toponyms[index].span.end : following.span.start]):
        return ()
    countries = [sense for sense in ask(" ".join(following.text.split())) if sense.place.kind in ("PCLI", "PCLD")]
    for size in range(len(words) - 1, 0, -1):
        towns = (sense for sense in ask(" ".join(words[:size])) if sense.is_settlement and sense.name_kind < 2)
        held = tuple(town for town in towns if any(lies_in(town, country) for country in countries))
        if held:
            return held
    return ()


def _surface(text: str, toponym: Toponym, ask: Callable[[str], tuple[Sense, ...]]) -> str:
    """The words of a name, with the noun of a site or unit after it where one is called so.

    "San José mine"; "the Kharkiv region" is the region around the city, if it lies in the city's country.
    """
    surface = " ".join(toponym.text.split())
    unit = _UNIT_NOUN.match(text, toponym.span.end)
    if unit is not None:
        longer = f"{surface} {' '.join(unit.group().split())}"
        areas, plain = ask(longer), ask(surface)
        found = areas and plain and areas[0].place.kind in _UNIT_KINDS
        return longer if found and areas[0].place.country == plain[0].place.country else surface
    noun = _SITE_NOUN.match(text, toponym.span.end)
    if noun is None:
        return surface
    longer = f"{surface} {' '.join(noun.group().split())}"
    senses = ask(longer)
    return longer if senses and class_of(senses[0].place.kind) not in "AP" else surface


def _narrow(name: Name, scope_text: str, scope: tuple[Sense, ...], as_area: tuple[Sense, ...]) -> None:
    """Keep what a comma leaves: the senses inside the area that follows, and those that hold the name before."""
    if scope:
        name.scope, name.scope_text = scope, scope_text
        inside = tuple(sense for sense in name.senses if any(lies_in(sense, area) for area in scope))
        if inside and not (_is_state(name.senses[0]) and not _is_state(inside[0])):  # not in "Ohio, Indiana and Texas"
            name.senses = inside
    if as_area:
        name.is_scope = True
        name.senses = tuple(sense for sense in name.senses if sense in as_area) or name.senses


def _is_state(sense: Sense) -> bool:
    return sense.place.kind in ("PCLI", "PCLD", "ADM1")


def _scope(
    text: str, toponyms: Sequence[Toponym], index: int, ask: Callable[[str], tuple[Sense, ...]]
) -> tuple[str, tuple[Sense, ...]]:
    """The area named after a comma or in a bracket, if one of this mention's senses lies in it."""
    here = toponyms[index]
    area = ""
    if index + 1 < len(toponyms):
        following = toponyms[index + 1]
        if _COMMA.fullmatch(text[here.span.end : following.span.start]):
            area = " ".join(following.text.split())
    if not area:
        match = _AFTER_COMMA.match(text, here.span.end, here.span.end + 30)
        area = state_of(match.group(1)) if match is not None else ""
    if not area:
        return "", ()
    scope = tuple(sense for sense in ask(area) if sense.place.kind in AREAS and sense.name_kind < 2)
    senses = ask(" ".join(here.text.split()))
    usable = tuple(outer for outer in scope if any(lies_in(sense, outer) for sense in senses))
    return (normalise(area), usable) if usable else ("", ())


def lies_in(inner: Sense, outer: Sense) -> bool:
    """Whether a place lies in an area, by country and names of units."""
    if inner.place.id == outer.place.id or inner.place.country != outer.place.country:
        return False
    if outer.place.kind in ("PCLI", "PCLD", "PCLH", "TERR"):
        return bool(outer.place.country) and inner.place.kind not in ("PCLI", "PCLD")
    return outer.place.name in inner.place.admin
