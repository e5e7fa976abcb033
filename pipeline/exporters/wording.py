"""A `Why` in words, in the language of the page or of who exports; and how sure an event is, as one number.

The words are tables of the interface's texts (`views/texts/*.toml`, [why]). A source's sentence may name `words`, and
these facts of the `Why`: `day` and `anchor` (TIMEX3 values), `origin` (of a document's date), `place` (a name). Where
one that it names is not known, the plain sentence of that source is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from string import Formatter
from typing import Literal

from pipeline import timex
from pipeline.exporters import said
from pipeline.exporters.scripts import words
from pipeline.model import Event, RunnerUp, Why

Subject = Literal["date", "place"]
LEVELS = (("high", 80), ("fair", 50), ("low", 0))  # the least number of right in a hundred that each word stands for
LONGEST = 160  # characters of a document's words in a sentence
_MORE = (("anchor", "anchor"), ("origin", "from_origin"))  # a fact, and the text that says it in a sentence more
_DATES = frozenset(("day", "anchor"))


class Level(StrEnum):
    """The words for how sure an event is."""

    HIGH = "high"
    FAIR = "fair"
    LOW = "low"


def percent(probability: float) -> int:
    """How many of a hundred such events are right; 100 only where nothing is left to doubt."""
    return 100 if probability >= 1.0 else min(99, int(100 * max(0.0, probability) + 0.5))


def level(probability: float) -> Level:
    """The word that follows from the number shown."""
    return Level(next(name for name, least in LEVELS if percent(probability) >= least))


def confidence(probability: float, language: str = "en") -> str:
    """ "Fair confidence: right in 65 of 100"."""
    named = _table("why.level", language)[level(probability)]
    return _table("why", language)["confidence"].format(level=named, n=percent(probability))


def sureness(event: Event, language: str = "en") -> str:
    """How sure date and place of an event are, both together; that a person set them, where nobody else did."""
    by_person = {event.why_date.source, event.why_place.source} <= {"user", ""} and event.score >= 1.0
    return _table("basis", language)["user"] if by_person else confidence(event.score, language)


def sentence(why: Why, subject: Subject, language: str = "en") -> str:
    """Why an event has its date or place, in one or two sentences; "" where nobody recorded it."""
    if why.fact("sentence"):  # worded where it was found: of stages that do not give data yet
        return why.fact("sentence")
    if not why.source:
        return ""
    table, known = _table("why", language), _known(why, language)
    more = (table[key].format(**known) for name, key in _MORE if known.get(name))
    return " ".join([_first(why, known, subject, language), *more])


def source(key: str, language: str = "en") -> str:
    """A claim's source in few words; one that has none is said by its key."""
    return _table("why.source", language).get(key, plain(key))


def feature(key: str, language: str = "en") -> str:
    """What weighed, in few words: the words of the family before "=" or ":", and what follows; else the key itself."""
    family, separator, value = key.replace("=", ":").partition(":")
    named = _table("why.feature", language).get(family, plain(family))
    return f"{named}: {plain(value)}" if separator and value else named


def runner_up(runner: RunnerUp, subject: Subject, language: str = "en") -> str:
    """A claim that lost: its date or place, its words, its source; that nothing is known, where that was the claim."""
    if runner.source == "none":
        return source("none", language)
    value = _date(runner.value, language) if subject == "date" else runner.value
    shown = {"value": value, "source": source(runner.source, language)}
    key = "runner" if runner.words else "runner_plain"
    return _table("why", language)[key].format(words=_short(runner.words), **shown)


def plain(key: str) -> str:
    """A key as a person would write it."""
    return key.replace("_", " ").strip()


def _first(why: Why, known: Mapping[str, str], subject: Subject, language: str) -> str:
    """The sentence of the source: with what it names where that is known, else without."""
    key = f"{why.source}_unknown" if why.fact("unknown") else why.source
    full, bare = (_table(f"why.{name}", language) for name in (subject, f"{subject}_plain"))
    text = full.get(key)
    if text is None:
        return f"{source(why.source, language).capitalize()}."
    if all(known.get(name) for name in _named(text)):
        return text.format(**known)
    return bare.get(key, "")


def _known(why: Why, language: str) -> dict[str, str]:
    facts = {name: _date(value, language) if name in _DATES else value for name, value in why.facts}
    if "origin" in facts:
        facts["origin"] = _table("origin", language).get(facts["origin"], facts["origin"])
    return {**facts, "words": _short(why.words)}


def _date(value: str, language: str) -> str:
    return said.date(timex.label(value), language) if value else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


@lru_cache(maxsize=256)
def _named(text: str) -> tuple[str, ...]:
    """What a text names in braces."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name)


def _table(name: str, language: str) -> dict[str, str]:
    return words(name, language=language)[name]
