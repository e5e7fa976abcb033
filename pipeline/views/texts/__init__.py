"""The words of the interface, one TOML file a language: `say = texts.load("en"); say("top.reset")`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from babel.numbers import format_decimal

from pipeline.errors import UnknownNameError
from pipeline.exporters import said

DEFAULT = "en"


class Texts:
    """The texts of one `language` (a BCP 47 code), by dotted key."""

    def __init__(self, table: Mapping[str, object], language: str = DEFAULT) -> None:
        self.language = language
        self._locale = Locale.parse(language, sep="-")
        self._texts = dict(_flat(table, ""))

    def __call__(self, key: str, /, **values: object) -> str:
        """The text `key` with `values` put in; a whole number `n` chooses `key.one` where it is 1 and there is one.

        Whole numbers are written as the language does. Raises KeyError for an unknown key.
        """
        number = values.get("n")
        singular = f"{key}.one"
        chosen = singular if number == 1 and singular in self._texts else key
        if chosen not in self._texts:
            chosen = f"{key}.other"
        return self._texts[chosen].format_map({name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            return format_decimal(value, locale=self._locale)
        return value

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._texts or f"{key}.other" in self._texts

    def or_plain(self, key: str, fallback: str) -> str:
        """The text `key`, or `fallback` where there is none (names that another package may add)."""
        return self(key) if self.has(key) else fallback

    def country(self, code: str, fallback: str) -> str:
        """The name of a country (ISO 3166-1 alpha-2), or `fallback` where the language has none for it."""
        return str(self._locale.territories.get(code, fallback))

    def date(self, label: str) -> str:
        """A date, as `timex` words it in English, in this language."""
        return said.date(label, self.language)

    def group(self, name: str) -> dict[str, str]:
        """The texts of one table by their keys in it, as they are: what a script of the browser is given."""
        return {key.removeprefix(f"{name}."): text for key, text in self._texts.items() if key.startswith(f"{name}.")}

    def keys(self) -> list[str]:
        """Every key, for the tests."""
        return sorted(self._texts)


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, Mapping):
            pairs += _flat(value, f"{key}.")
        else:
            pairs.append((key, str(value)))
    return pairs


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are: the files of this folder."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def best(wished: Iterable[str]) -> str:
    """The first of the `wished` languages ("de-AT", "de") that there is, with or without its region; else English."""
    known = languages()
    asked = (code for wish in wished for code in (wish, wish.replace("_", "-").split("-")[0].lower()))
    return next((code for code in asked if code in known), DEFAULT)


@lru_cache(maxsize=16)
def load(language: str = DEFAULT) -> Texts:
    """The texts of `language` (a file of this folder). Raises UnknownNameError where there is none."""
    if language not in languages():
        raise UnknownNameError(f"no interface language is called {language!r}; there are: {', '.join(languages())}")
    return Texts(tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text("utf-8")), language)
