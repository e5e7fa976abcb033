"""Airports, the project's own table of places, its table of further names, and demonyms."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.errors import GazetteerError
from pipeline.gazetteer import sources
from pipeline.gazetteer.drafts import Atlas, Draft
from pipeline.gazetteer.names import normalise

_BASE = re.compile(r"\b(Air Base|Air Force Base|AFB|Air Station|Army Airfield|Naval)\b")


def add_airports(atlas: Atlas) -> None:
    """Airports with an IATA code, and air bases."""
    with sources.package_file("airportsdata", "airports.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            base = _BASE.search(row["name"])
            if row["name"] and (row["iata"] or (base and len(row["icao"]) == 4)):
                atlas.merge(_airport(atlas, row, "AIRB" if base else "AIRP"))


def _airport(atlas: Atlas, row: dict[str, str], kind: str) -> Draft:
    name = row["name"]
    names = {re.sub(r" International\b", "", name)}
    if row["city"] and row["city"] not in name and " International" in name:
        names.add(f"{row['city']} airport")
    return Draft(
        key=f"icao:{row['icao'] or row['iata']}", name=name, lat=float(row["lat"]), lon=float(row["lon"]), kind=kind,
        country=row["country"], radius_m=2_000.0, admin=atlas.unit(row["subd"], row["country"]), source="airportsdata",
        alternates=sorted(names - {name}),
    )  # fmt: skip


def curated_drafts(atlas: Atlas) -> Iterator[Draft]:
    """The places of data/curated.csv. Raises GazetteerError, with the row's name, for one that cannot be read."""
    for row in sources.own_rows("curated"):
        try:
            yield _curated(atlas, row)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise GazetteerError(f"data/curated.csv, {row.get('name')!r}: {error}") from error


def _curated(atlas: Atlas, row: dict[str, str]) -> Draft:
    return Draft(
        key=f"curated:{row['id']}", name=row["name"], lat=float(row["lat"]), lon=float(row["lon"]), kind=row["kind"],
        country=row["country"], radius_m=float(row["radius_m"]), admin=atlas.unit(row["admin1"], row["country"]),
        source="curated", equals=[name for name in row["alternates"].split("|") if name],
        standing=float(row["importance"]) if row["importance"] else None,
    )  # fmt: skip


def add_curated(atlas: Atlas) -> None:
    """Add the project's own places."""
    for draft in curated_drafts(atlas):
        atlas.add(draft)


def add_aliases(atlas: Atlas) -> None:
    """Further names (data/aliases.csv) of places that are there: the most important of that name, country and kind.

    `display`, where given, becomes the main name: the English one instead of a transliteration.
    """
    rows = list(sources.own_rows("aliases"))
    wanted = {(normalise(row["name"]), row["country"]) for row in rows}
    found = _by_name(atlas, wanted)
    for row in rows:
        kinds = row["kind"].split()
        named = found[normalise(row["name"]), row["country"]]
        named = [index for index in named if not kinds or atlas.drafts[index].kind in kinds]
        if named:
            best = max(named, key=lambda index: atlas.drafts[index].importance)
            atlas.aliased.add(best)
            _rename(atlas.drafts[best], row["aliases"].split("|"), row["display"])


def _by_name(atlas: Atlas, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], list[int]]:
    """The indices of the drafts of those (normalised main or equal name, country; "" stands for any)."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, draft in enumerate(atlas.drafts):
        forms = {normalise(name) for name in (draft.name, *draft.equals)}
        for key in wanted.intersection((form, country) for form in forms for country in (draft.country, "")):
            found[key].append(index)
    return found


def _rename(draft: Draft, aliases: list[str], display: str) -> None:
    draft.equals = [*draft.equals, *aliases, draft.name]
    draft.name = display or draft.name


def add_years(atlas: Atlas) -> None:
    """Years of names and of states that are no more (data/historic.csv).

    A dated name is as good as the main one; of several places of that name the most important gets it.
    """
    rows = list(sources.own_rows("historic"))
    found = _by_name(atlas, {(normalise(row["of"] or row["name"]), row["country"]) for row in rows})
    for row in rows:
        named = found[normalise(row["of"] or row["name"]), row["country"]]
        named = [index for index in named if atlas.drafts[index].kind.startswith(row["kind"])]
        if not named:
            continue
        draft = atlas.drafts[max(named, key=lambda index: atlas.drafts[index].importance)]
        since, until = (int(row[column]) if row[column] else None for column in ("since", "until"))
        if row["of"]:
            draft.dated = [*draft.dated, (row["name"], since, until)]
        else:
            draft.years = (since, until)


def add_demonyms(atlas: Atlas) -> None:
    """Demonyms of countries (data/demonyms.csv): a weak hint at a country, never a pin."""
    for row in sources.own_rows("demonyms"):
        index = atlas.countries.get(row["country"])
        if index is not None:
            atlas.demonyms.extend((normalise(word), index) for word in row["demonyms"].split("|"))
