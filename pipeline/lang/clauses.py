"""Words at the edges of clauses, by language: `_clauses.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from pipeline.lang import base_of

NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("_clauses.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def opens(code: str) -> re.Pattern[str]:
    """What only ties a sentence to the one before, at its head, with the comma behind it."""
    return _pattern(code, "opens", r"(?:{})(?:\s*,)?\s+")


@lru_cache(maxsize=64)
def breaks(code: str) -> re.Pattern[str]:
    """A word that begins a clause or phrase of its own, with the blank before it."""
    return _pattern(code, "breaks", r"\s+(?=(?:{})\s)")


@lru_cache(maxsize=64)
def inserts(code: str) -> re.Pattern[str]:
    """A clause or phrase between two commas that can be left out."""
    return _pattern(code, "inserts", r"(?:,\s(?:{})\s[^,;:]*)+,(?=\s)")


def _pattern(code: str, name: str, form: str) -> re.Pattern[str]:
    """The words of a list in `form`; what matches nothing for a language that is not in the file."""
    entries = _words().get(base_of(code), {}).get(name, [])
    longest = sorted(map(re.escape, entries), key=len, reverse=True)
    return re.compile(form.replace("{}", "|".join(longest)), re.IGNORECASE) if longest else NEVER
