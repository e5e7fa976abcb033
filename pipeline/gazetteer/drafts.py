"""The gazetteer in the making: places and their names in memory, before they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.gazetteer.kinds import class_of, importance
from pipeline.gazetteer.names import alike, normalise
from pipeline.geo import distance_m

MAX_NAME = 80  # characters of a normal form
NameRow = tuple[str, int, int, int | None, int | None]  # form, index of the place, kind of name, first and last year
AIRPORTS = ("AIRP", "AIRB")
SAME_AIRPORT_M = 4_000.0
SAME_NATURE_M = 1_000_000.0  # beyond its radius: where two tables put the point of one river
SAME_NAME_M = 100_000.0  # beyond the radii: a package's further name for what our tables name too


@dataclass(slots=True)
class Draft:
    """One place.

    `admin` are indices of drafts, outermost first. `alternates` are names as written; `equals` are names as good as
    the main one; `dated` are such that were in use from one year to another. `years` are those of the place itself:
    first and last, astronomical, None where open.
    """

    key: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str = ""
    population: int = 0
    radius_m: float = 1_000.0
    admin: tuple[int, ...] = ()
    source: str = ""
    alternates: Sequence[str] = ()
    equals: Sequence[str] = ()
    standing: float | None = None  # importance given by hand
    years: tuple[int | None, int | None] = (None, None)
    dated: Sequence[tuple[str, int | None, int | None]] = ()

    @property
    def importance(self) -> float:
        """0..1, from `kinds.importance` unless given by hand."""
        if self.standing is not None:
            return self.standing
        return importance(self.kind, self.population, len(self.alternates))


@dataclass
class Atlas:
    """All drafts; `countries` maps ISO codes and `units` (normalised name, ISO code) of admin-1 to indices.

    `codes` maps GeoNames' codes of units ("US.TX", "US.TX.277").
    """

    drafts: list[Draft] = field(default_factory=list)
    demonyms: list[tuple[str, int]] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    units: dict[tuple[str, str], int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    curated: dict[str, list[Draft]] = field(default_factory=lambda: defaultdict(list))  # by `_twin_forms`
    aliased: set[int] = field(default_factory=set)  # indices of drafts that our own table of names has

    def add(self, draft: Draft) -> int:
        """Append a draft and index it; its index."""
        index = len(self.drafts)
        self.drafts.append(draft)
        if draft.kind in ("PCLI", "PCLD"):
            self.countries.setdefault(draft.country, index)
        elif draft.kind == "ADM1":
            for name in (draft.name, *draft.alternates):
                self.units.setdefault((normalise(name), draft.country), index)
        if draft.source == "curated":
            for form in _twin_forms(draft):
                self.curated[form].append(draft)
        return index

    def merge(self, draft: Draft) -> None:
        """Add a draft, or give its names to the curated place that it is: nature of one name, airports by position."""
        twin = next((other for other in self._namesakes(draft) if _is_twin(draft, other)), None)
        if twin is None:
            self.add(draft)
        else:
            twin.alternates = [*twin.alternates, draft.name, *draft.alternates]

    def _namesakes(self, draft: Draft) -> list[Draft]:
        return [other for form in sorted(_twin_forms(draft)) for other in self.curated.get(form, ())]

    def unit(self, name: str, country: str) -> tuple[int, ...]:
        """The admin-1 unit of that name in a country, as an `admin` tuple; empty if there is none."""
        index = self.units.get((normalise(name), country)) if name else None
        return () if index is None else (index,)

    def names(self) -> Iterable[NameRow]:
        """Every name as a row of the table `name`; a form appears once a place, as its main name if it is that.

        Names that our own tables give to one place ("Angora", "White House") are not further names of another far
        off, whatever language calls Angola or Casablanca so.
        """
        given = self._given()
        for index, draft in enumerate(self.drafts):
            seen = {""}
            for name, since, until in draft.dated:
                form = normalise(name)
                if form not in seen and form != normalise(draft.name):
                    seen.add(form)
                    yield form, index, 0, since, until
            main = dict.fromkeys((draft.name, *draft.equals), 0)
            for name, kind in [*main.items(), *((name, 1) for name in draft.alternates)]:
                form = normalise(name)
                if form in seen or len(form) > MAX_NAME:
                    continue
                seen.add(form)
                if kind == 0 or not (self._is_of_its_unit(draft, form) or _is_of_others(draft, given.get(form))):
                    yield form, index, kind, None, None

    def _is_of_its_unit(self, draft: Draft, form: str) -> bool:
        """Whether a country's further name is that of one of its units: England is not the United Kingdom."""
        if draft.kind not in ("PCLI", "PCLD"):
            return False
        unit = self.units.get((form, draft.country))
        return unit is not None and normalise(self.drafts[unit].name) == form

    def _given(self) -> dict[str, list[Draft]]:
        """The places to which our own tables give a name, by its normal form."""
        given: dict[str, list[Draft]] = defaultdict(list)
        for index, draft in enumerate(self.drafts):
            if draft.source == "curated" or index in self.aliased:
                for name in {normalise(name) for name in (draft.name, *draft.equals)}:
                    given[name].append(draft)
        return given

    def share_names_of_units(self) -> None:
        """A unit's name is a main name of its largest settlement where both are one name: Mykolaiv is Mykolayiv."""
        largest: dict[int, Draft] = {}
        for draft in self.drafts:
            if draft.admin and class_of(draft.kind) == "P":
                best = largest.get(draft.admin[0])
                if best is None or draft.population > best.population:
                    largest[draft.admin[0]] = draft
        for index, city in largest.items():
            unit, name = normalise(self.drafts[index].name), normalise(city.name)
            if unit != name and unit.count(" ") == name.count(" ") and alike(unit, name) is not None:
                city.equals = [*city.equals, self.drafts[index].name]

    def rows(self) -> Iterable[tuple[object, ...]]:
        """Every place as a row of the table `place`."""
        for index, draft in enumerate(self.drafts):
            cell = cell_of(draft.lat, draft.lon)
            admin = [*draft.admin[:2], None, None][:2]
            yield (
                index, draft.key, draft.name, round(draft.lat, 5), round(draft.lon, 5), round(draft.radius_m),
                draft.country, *admin, draft.kind, class_of(draft.kind), draft.population, draft.importance,
                draft.source, cell, *draft.years,
            )  # fmt: skip


def _twin_forms(draft: Draft) -> set[str]:
    """Under what a twin is looked for: airports go by position alone, all else by name."""
    return {"airport"} if draft.kind in AIRPORTS else _names_of(draft)


def _names_of(draft: Draft) -> set[str]:
    return {normalise(name) for name in (draft.name, *draft.equals, *draft.alternates)}


def _is_twin(draft: Draft, other: Draft) -> bool:
    apart = distance_m(draft.lat, draft.lon, other.lat, other.lon)
    if draft.kind in AIRPORTS:
        return other.kind in AIRPORTS and apart < SAME_AIRPORT_M
    return class_of(other.kind) == class_of(draft.kind) and apart < other.radius_m + SAME_NATURE_M


def _is_of_others(draft: Draft, owners: Sequence[Draft] | None) -> bool:
    """Whether a name that our own tables give to `owners` cannot also be this place's.

    None of them is near it, or they are towns and it is the unit around one: Smyrna was never a province.
    """
    if not owners:
        return False
    is_unit = draft.kind.startswith("ADM") and all(class_of(owner.kind) == "P" for owner in owners)
    return is_unit or not any(_is_near(draft, owner) for owner in owners)


def _is_near(draft: Draft, other: Draft) -> bool:
    apart = distance_m(draft.lat, draft.lon, other.lat, other.lon)
    return apart < draft.radius_m + other.radius_m + SAME_NAME_M


def cell_of(lat: float, lon: float) -> int:
    """The one-degree cell of a point, for finding neighbours: 360 to a row, from the south pole."""
    return min(179, int(lat + 90)) * 360 + int(lon + 180) % 360


def cells_around(lat: float, lon: float, reach: int) -> list[tuple[int, int]]:
    """The cells within `reach` degrees of a point, as ranges (first, last), one or two to a row."""
    rows = range(max(-90, int(lat // 1) - reach), min(89, int(lat // 1) + reach) + 1)
    west = int((lon + 180) // 1) % 360 - reach
    east = west + 2 * reach
    spans = [(west, east)]
    if west < 0:
        spans = [(0, east), (west + 360, 359)]
    elif east > 359:
        spans = [(west, 359), (0, east - 360)]
    return [((row + 90) * 360 + first, (row + 90) * 360 + last) for row in rows for first, last in spans]
