"""Scripts and style sheets for the browser, and JSON that can stand inside them without ever running.

The canvases (`views/assets`) are shared by the dashboard and the exported pages; they are read by path, because an
exported page needs neither Streamlit nor folium.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT
from pipeline.errors import UnknownNameError, WhenaboutsError

VENDOR = PROJECT / "static" / "vendor"
# What could end a script element, open markup, begin a template string or name a folium element.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'`$\x7f"}
_TEMPLATED = re.compile(r"\{(?=[{%#])")  # only ever inside a string; branca reads every script as a Jinja template
_EXPORTED = re.compile(r"^export default function\b", re.MULTILINE)


def js_json(value: Any) -> str:
    """`value` as JSON that is also a safe JavaScript expression: in a script element, in `eval`, in a template string.

    Pure ASCII; `<`, `>`, `&`, `'`, backtick, `$` and what opens a Jinja template are written as escapes. Raises
    ValueError for NaN and infinity.
    """
    written = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _TEMPLATED.sub(r"\\u007b", written.translate(_ESCAPES))


@lru_cache(maxsize=64)
def asset(name: str) -> str:
    """The text of one file of the canvases."""
    return files("pipeline").joinpath("views", "assets", name).read_text("utf-8")


@lru_cache(maxsize=64)
def words(*tables: str, language: str = "en") -> dict[str, dict[str, str]]:
    """Tables of the interface's texts by (dotted) name, for what is written without a server.

    Raises UnknownNameError where the interface does not speak the `language`.
    """
    folder = files("pipeline").joinpath("views", "texts")
    known = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))
    if language not in known:
        raise UnknownNameError(f"no interface language is called {language!r}; there are: {', '.join(known)}")
    texts = tomllib.loads(folder.joinpath(f"{language}.toml").read_text("utf-8"))
    return {table: _at(texts, table) for table in tables}


def _at(texts: dict[str, Any], name: str) -> dict[str, str]:
    """The table of a dotted name, without the tables in it."""
    for part in name.split("."):
        texts = texts[part]
    return {key: text for key, text in texts.items() if isinstance(text, str)}


@lru_cache(maxsize=16)
def vendored(name: str) -> str:
    """The text of one file of static/vendor. Raises WhenaboutsError where it is missing."""
    path: Path = VENDOR / name
    if not path.is_file():
        raise WhenaboutsError(f"{path} is missing; a complete copy of the project has it")
    return path.read_text("utf-8")


def joined(names: Sequence[str]) -> str:
    """Several scripts in one private scope, so that their names meet nothing else."""
    return "(() => {\n" + "\n".join(asset(name) for name in names) + "\n})();\n"


def component(name: str, code: Sequence[str]) -> str:
    """A component of the dashboard as a plain function `window.NAME`, which takes what Streamlit would hand it."""
    source = "\n".join(asset(part) for part in code)
    if not _EXPORTED.search(source):
        raise WhenaboutsError(f"the component {name} exports no default function")
    return "(() => {\n" + _EXPORTED.sub(f"window.{name} = function", source) + "\n})();\n"
