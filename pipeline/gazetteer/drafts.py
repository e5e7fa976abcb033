"""The gazetteer in the making: places and their names in memory, before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.gazetteer.kinds import class_of, importance
from pipeline.gazetteer.names import normalise

MAX_NAME = 80


@dataclass(slots=True)
class Draft:
    """One place. `admin` are indices of drafts, outermost first; `alternates` are names as written."""

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
    standing: float | None = None  # importance given by hand

    @property
    def importance(self) -> float:
        """0..1, from `kinds.importance` unless given by hand."""
        if self.standing is not None:
            return self.standing
        return importance(self.kind, self.population, len(self.alternates))


@dataclass
class Atlas:
    """All drafts; `countries` maps ISO codes and `units` (normalised name, ISO code) of admin-1 to indices."""

    drafts: list[Draft] = field(default_factory=list)
    demonyms: list[tuple[str, int]] = field(default_factory=list)
    extra_names: list[tuple[str, int]] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    units: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, draft: Draft) -> int:
        """Append a draft and index it; its index."""
        index = len(self.drafts)
        self.drafts.append(draft)
        if draft.kind in ("PCLI", "PCLD"):
            self.countries.setdefault(draft.country, index)
        elif draft.kind == "ADM1":
            for name in (draft.name, *draft.alternates):
                self.units.setdefault((normalise(name), draft.country), index)
        return index

    def unit(self, name: str, country: str) -> tuple[int, ...]:
        """The admin-1 unit of that name in a country, as an `admin` tuple; empty if there is none."""
        index = self.units.get((normalise(name), country)) if name else None
        return () if index is None else (index,)

    def names(self) -> Iterable[tuple[str, int, int]]:
        """Every (normal form, index, kind of name); a form appears once a place, as its main name if it is that."""
        for index, draft in enumerate(self.drafts):
            main = normalise(draft.name)
            seen = {main, ""}
            if main and len(main) <= MAX_NAME:
                yield main, index, 0
            for name in draft.alternates:
                form = normalise(name)
                if form not in seen and len(form) <= MAX_NAME:
                    seen.add(form)
                    yield form, index, 1
        yield from ((normalise(name), index, 1) for name, index in self.extra_names)

    def rows(self) -> Iterable[tuple[object, ...]]:
        """Every place as a row of the table `place`."""
        for index, draft in enumerate(self.drafts):
            cell = cell_of(draft.lat, draft.lon)
            admin = [*draft.admin[:2], None, None][:2]
            yield (
                index, draft.key, draft.name, round(draft.lat, 5), round(draft.lon, 5), round(draft.radius_m),
                draft.country, *admin, draft.kind, class_of(draft.kind), draft.population, draft.importance,
                draft.source, cell,
            )  # fmt: skip


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
