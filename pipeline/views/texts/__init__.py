"""The words of the interface, one TOML file a language: `say = texts.load("en"); say("top.reset")`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


class Texts:
    """The texts of one language, by dotted key."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._texts = dict(_flat(table, ""))

    def __call__(self, key: str, /, **values: object) -> str:
        """The text `key` with `values` put in; a whole number `n` chooses `key.one` where it is 1 and there is one.

        Numbers are written with thousands separators. Raises KeyError for an unknown key.
        """
        number = values.get("n")
        singular = f"{key}.one"
        chosen = singular if number == 1 and singular in self._texts else key
        if chosen not in self._texts:
            chosen = f"{key}.other"
        return self._texts[chosen].format_map({name: _shown(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._texts or f"{key}.other" in self._texts

    def or_plain(self, key: str, fallback: str) -> str:
        """The text `key`, or `fallback` where there is none (names that another package may add)."""
        return self(key) if self.has(key) else fallback

    def group(self, name: str) -> dict[str, str]:
        """The texts of one table by their keys in it, as they are: what a script of the browser is given."""
        return {key.removeprefix(f"{name}."): text for key, text in self._texts.items() if key.startswith(f"{name}.")}

    def keys(self) -> list[str]:
        """Every key, for the tests."""
        return sorted(self._texts)


def _shown(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else value


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{key}.")
        else:
            pairs.append((key, str(value)))
    return pairs


@lru_cache(maxsize=4)
def load(language: str = "en") -> Texts:
    """The texts of `language` (a file of this folder)."""
    return Texts(tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8")))
