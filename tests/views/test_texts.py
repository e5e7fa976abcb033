"""The words of the interface: every text the code asks for is there, and singular forms are used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import events
from pipeline.errors import UnknownNameError
from pipeline.exporters import registry
from pipeline.model import Basis, DocumentKind, Modality, Role
from pipeline.selection import PARAMETERS, STATUSES
from pipeline.store import desk
from pipeline.views import texts, toolbar

VIEWS = Path(texts.__file__).parent.parent
FIELDS = (
    *("n", "total", "step", "what", "value", "name", "date", "origin", "source", "km", "address", "places"),
    *("words", "changed", "created", "same", "wrong", "year", "host", "day", "month", "weekday"),
    *("level", "anchor", "place", "why", "title", "kind", "error"),
)
PLACEHOLDER = re.compile(r"\{(\w*)\}")
LITERAL = re.compile(r"""\bsay(?:\.or_plain)?\(\s*"([a-z_.]+)\"""")


def test_every_text_asked_for_by_name_exists() -> None:
    say = texts.load("en")
    asked = {(path.name, key) for path in VIEWS.glob("*.py") for key in LITERAL.findall(path.read_text("utf-8"))}
    assert asked
    assert [(name, key) for name, key in sorted(asked) if not say.has(key)] == []


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("type", events.TYPES),
        ("mod", tuple(Modality)),
        ("basis", tuple(Basis)),
        ("status", STATUSES),
        ("role", tuple(Role)),
        ("kind", tuple(DocumentKind)),
        ("warning", tuple(re.findall(r"THEN '([a-z ]+)'", desk.DOCUMENTS))),
        ("format", tuple(registry.names())),
        *toolbar.CHOICES.items(),
    ],
)
def test_everything_that_can_be_chosen_has_a_name(group: str, names: tuple[str, ...]) -> None:
    say = texts.load("en")
    assert [name for name in names if not say.has(f"{group}.{name}")] == []


def test_every_filter_of_the_link_has_a_name() -> None:
    say = texts.load("en")
    looks = {"by", "bin", "layer", "view", "sort", "map", "win", "ev", "open", "set", "rev"}
    names = {parameter.name.removeprefix("not-") for parameter in PARAMETERS} - looks
    assert [name for name in sorted(names) if not say.has(f"param.{name}")] == []


def test_one_is_singular_and_thousands_are_separated() -> None:
    say = texts.load("en")
    assert say("count.places", n=1) == "in 1 place"
    assert say("count.places", n=1200) == "in 1,200 places"
    keys = {key.removesuffix(".one").removesuffix(".other") for key in say.keys()}  # noqa: SIM118  (Texts is no mapping)
    one = {key: say(key, **dict.fromkeys(FIELDS, 2) | {"n": 1}) for key in keys}
    plural = re.compile(r"\b1 (events|places|documents|dates|main events)\b")
    assert {key: text for key, text in one.items() if plural.search(text)} == {}
    with pytest.raises(KeyError):
        say("no.such.text")


def raw(language: str) -> dict[str, str]:
    """The texts of a language by key, as they stand in its file."""
    table = tomllib.loads((VIEWS / "texts" / f"{language}.toml").read_text("utf-8"))
    return dict(flat(table, ""))


def flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        yield from flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(f"{prefix}{name}", value)]


OTHERS = [language for language in texts.languages() if language != texts.DEFAULT]


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    english, said = raw("en"), raw(language)
    assert sorted(said) == sorted(english)
    assert [key for key, text in said.items() if not text.strip()] == []
    values = {key: sorted(PLACEHOLDER.findall(text)) for key, text in english.items()}
    assert {key: text for key, text in said.items() if sorted(PLACEHOLDER.findall(text)) != values[key]} == {}


@pytest.mark.parametrize("language", texts.languages())
def test_the_words_of_dates_can_be_taken_apart(language: str) -> None:
    english, said = raw("en"), raw(language)
    for key in ("time.months", "date.month_names", "date.seasons", "date.dayparts", "date.weekdays"):
        assert len(said[key].split(" ")) == len(english[key].split(" ")), key


def test_numbers_and_countries_are_those_of_the_language() -> None:
    say = texts.load("de")
    assert say("count.whole", n=1) == "1 Ereignis"
    assert say("count.whole", n=12_345) == "Alle 12.345 Ereignisse"
    assert say("detail.radius_value", km="1") == "auf etwa 1 km"
    assert (say.country("EG", "Egypt"), say.country("X9", "Atlantis")) == ("Ägypten", "Atlantis")


@pytest.mark.parametrize(
    ("wished", "language"),
    [
        (["de-DE"], "de"),
        (["de_AT"], "de"),
        (["DE"], "de"),
        (["en-GB"], "en"),
        (["de", "en-US"], "de"),
        (["tlh", "de-CH"], "de"),
        (["tlh"], "en"),
        (["../en"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_wished_for_that_there_is(wished: list[str], language: str) -> None:
    assert texts.best(wished) == language


def test_a_language_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match="'tlh'; there are: de, en"):
        texts.load("tlh")


SCRIPTS = {
    "time": (r"SAID\.([a-z_]+)", ("time.js",)),
    "timeline": (r"\bwords\.([a-z_]+)", ("timeline.js", "lanes.js", "tray.js", "tools.js")),
    "feed": (r"\bwords\.([a-z_]+)", ("feed.js",)),
    "map": (r"\bwords\.([a-z_]+)", ("controls.js", "layer.js", "list.js", "shades.js", "marker.js", "tiles.js")),
    "published": (r"PAGE_WORDS\.([a-z_]+)", ("published.js",)),
    "published_detail": (r"DETAIL_WORDS\.([a-z_]+)", ("detail.js",)),
}


@pytest.mark.parametrize("table", list(SCRIPTS))
def test_every_word_a_script_says_exists(table: str) -> None:
    spoken, files = SCRIPTS[table]
    asked = {key for name in files for key in re.findall(spoken, (VIEWS / "assets" / name).read_text("utf-8"))}
    assert asked
    assert sorted(asked - set(texts.load("en").group(table)) - {"basis"}) == []
