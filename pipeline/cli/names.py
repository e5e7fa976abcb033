"""The verb gazetteer: build it, look at it, find a name in it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from pipeline.cli.terminal import Progress, settings_of, table


def add(verbs: Any) -> None:
    """Put the verb and its actions on the command line."""
    gazetteer = verbs.add_parser("gazetteer", help="build the place-name file, or look into it")
    actions = gazetteer.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="build it from the installed packages, offline (about 30 s)")
    build.add_argument("--if-missing", action="store_true", help="do nothing where a current one is there")
    build.add_argument(
        "--full", type=Path, metavar="FOLDER", help="take in GeoNames' allCountries and alternateNamesV2"
    )
    build.add_argument(
        "--places", type=Path, nargs="+", metavar="FILE", help="take in places of your own: CSV, GeoJSON"
    )
    build.add_argument("--plain", action="store_true", help="take in neither, nor what the last build did")
    build.set_defaults(run=build_gazetteer)
    info = actions.add_parser("info", help="path, size, numbers of places and names, fingerprint")
    info.set_defaults(run=show_info)
    find = actions.add_parser("find", help="every place of a name, the likeliest first")
    find.add_argument("name", nargs="+", metavar="NAME", help='a place name; "Paris, Texas" works too')
    find.set_defaults(run=find_name)


def build_gazetteer(arguments: argparse.Namespace) -> int:
    """`gazetteer build`"""
    from pipeline import gazetteer

    path = settings_of(arguments).gazetteer_path
    if arguments.if_missing and gazetteer.is_current(path):
        print(f"{path} is current", file=sys.stderr)
        return 0
    given = arguments.plain or arguments.full is not None or arguments.places is not None
    places = tuple(file.resolve() for file in arguments.places or ())
    full = arguments.full.resolve() if arguments.full is not None else None
    with Progress() as progress:
        gazetteer.build(path, progress, gazetteer.Inputs(full, places) if given else None)
    return show_info(arguments)


def show_info(arguments: argparse.Namespace) -> int:
    """`gazetteer info`"""
    from pipeline.gazetteer import Gazetteer

    info = Gazetteer.open(settings_of(arguments).gazetteer_path).info()
    for name, value in info.items():
        print(f"{name:12} {value:,}" if isinstance(value, int) else f"{name:12} {value}")
    return 0


def find_name(arguments: argparse.Namespace) -> int:
    """`gazetteer find`: as the pipeline's geocoder answers."""
    from pipeline import geocoders
    from pipeline.gazetteer import Gazetteer

    settings = settings_of(arguments)
    geocoder = geocoders.chain(settings, Gazetteer.open(settings.gazetteer_path))
    query = " ".join(arguments.name)
    found = geocoder.geocode(query, exactly_one=False, limit=20) or []
    if not found:
        print(f"no place is called {query!r}", file=sys.stderr)
        return 1
    rows = [["importance", "name", "kind", "within", "lat", "lon", "radius km", "id"]]
    for location in found:
        place = location.raw["place"]
        within = ", ".join(part for part in (*reversed(place.admin), place.country) if part)
        point = [f"{place.lat:.4f}", f"{place.lon:.4f}", f"{place.radius_m / 1000:g}"]
        rows.append([f"{location.raw['importance']:.3f}", place.name, place.kind, within, *point, place.id])
    table(rows)
    return 0
