"""Words by which the layout of a text is told; names of months and weekdays in any language (CLDR, by Babel)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from pipeline import lang

SHORTEST = 3  # letters of a name that may stand for a month; CLDR abbreviates some to a figure


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, ...]]:
    """The lists of `_layout.toml`, each a tuple of regular expressions."""
    written = resources.files(__package__).joinpath("_layout.toml").read_text("utf-8")
    return {name: tuple(entries) for name, entries in tomllib.loads(written).items()}


def pattern(name: str) -> str:
    """One list of `_layout.toml` as a regular expression; longer words first."""
    return "(?:" + "|".join(sorted(words()[name], key=len, reverse=True)) + ")"


@lru_cache(maxsize=32)
def months(code: str) -> tuple[str, ...]:
    """Names and abbreviations of the months, in small letters without full stops; English ones for every language."""
    return _names(code, "months", ("month", "month_short"))


@lru_cache(maxsize=32)
def weekdays(code: str) -> tuple[str, ...]:
    """Names and abbreviations of the weekdays, as `months` gives those of the months."""
    return _names(code, "days", ("weekday", "weekday_short"))


def _names(code: str, kind: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for each in {code, "en"}:
        found |= _of_locale(each, kind) | _of_pack(each, tables)
    kept = (name for name in found if len(name) >= SHORTEST and not re.search(r"\d", name))
    return tuple(sorted(kept, key=lambda name: (-len(name), name)))


def _of_pack(code: str, tables: tuple[str, ...]) -> set[str]:
    name = lang.base_of(code)
    if name not in lang.codes():
        return set()
    entries = lang.table(name)["words"]
    return {word.lower().rstrip(".") for table in tables for word in entries.get(table, {})}


def _of_locale(code: str, kind: str) -> set[str]:
    from babel import Locale, UnknownLocaleError

    try:
        forms = getattr(Locale.parse(code, sep="-"), kind)
    except (UnknownLocaleError, ValueError):
        return set()
    widths = [forms[form][width] for form in ("format", "stand-alone") for width in ("wide", "abbreviated")]
    return {name.lower().rstrip(".") for names in widths for name in names.values()}
