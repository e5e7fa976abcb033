"""What a result depends on besides its document: this program's stages, the settings, the gazetteer, the libraries.

The stages' own files are hashed, so that a changed rule is noticed without anybody having to raise a version number.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import pipeline
from pipeline.config import PROJECT, Settings

CODE = Path(pipeline.__file__).resolve().parent
LATER = frozenset(("views", "exporters", "cli", "cli.py", "evaluate", "evaluate.py", "selection", "engine.py"))
STORE = frozenset(("rows.py", "codec.py"))  # the part of the store that decides what a part holds
READ = frozenset((".py", ".toml", ".json", ".txt", ".csv", ".npz"))
KNOWN_EVENTS = PROJECT / "data" / "known_events.csv"
LIBRARIES = ("spacy", "dateparser", "geopy", "trafilatura", "pypdf", "lxml")


@lru_cache(maxsize=1)
def code_version() -> str:
    """The program's version and eight digits of the hash of its stages: "0.1.0+1a2b3c4d"."""
    digest = hashlib.sha256()
    for path in (*sorted(path for path in CODE.rglob("*") if _matters(path)), KNOWN_EVENTS):
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{pipeline.__version__}+{digest.hexdigest()[:8]}"


def configuration(settings: Settings) -> str:
    """Sixteen digits over the settings and library versions that change what is found."""
    named = (*LIBRARIES, settings.spacy_model)
    versions = [f"{name}={_installed(name)}" for name in named if name]
    return hashlib.sha256(" ".join([settings.extraction_hash(), *versions]).encode()).hexdigest()[:16]


def _matters(path: Path) -> bool:
    relative = path.relative_to(CODE)
    if path.suffix not in READ or relative.parts[0] in LATER:
        return False
    return relative.parts[0] != "store" or relative.name in STORE


@lru_cache
def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except (metadata.PackageNotFoundError, ValueError):
        return ""
