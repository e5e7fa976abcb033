"""What is compared of an event: its days, its place, and the names, words and numbers of its sentence."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import log

from pipeline.model import Basis, Event, Modality
from pipeline.timex import DAY

LONGEST_RANGE = 31  # days; a date wider than this says when only roughly
EXACT_RADIUS_M = 50_000.0  # a place no vaguer than this is evidence by itself
_PRIOR = 1_000  # events that a small set is taken to be a part of, so that its words do not all look common
_HEAD = 6  # words of a title that say what it is about; what is behind them may be told with it ("... the victims")
_NIGHT = DAY // 2  # what a night or an evening may reach into the next day

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBERED = re.compile(r"\b([A-Z]\w+)[ -](\d{1,4})\b(?![.,]?\d)")  # "Flight 103", "Apollo 11"; "May 11" is a date
_TOLL = re.compile(r"(\d[\d.,]*|[a-z-]+)( million| thousand)? (\w+)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDINGS = re.compile(r"(?:ing|ed|es|s)$")


class Vocabulary:
    """Words as numbers, with how many events each stands in."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._events: list[int] = []

    def add(self, words: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the different `words` of one event, in rising order."""
        found = sorted({self._ids.setdefault(word, len(self._ids)) for word in words})
        self._events.extend([0] * (len(self._ids) - len(self._events)))
        for number in found:
            self._events[number] += 1
        return tuple(found)

    def known(self, words: Iterable[str]) -> frozenset[int]:
        """The numbers of words that were added before."""
        return frozenset(self._ids[word] for word in words)

    def rarities(self, events: int) -> list[float]:
        """How telling each word is, 0..1: 1 for one that stands in a single event, less the more events have it."""
        whole = log(events + _PRIOR)
        return [max(0.0, 1.0 - log(count) / whole) for count in self._events]


@dataclass(frozen=True, slots=True)
class Fact:
    """An event with what is compared of it.

    `first` and `last` are its days (numbers since 1970), None where open or unknown; `words` and `names` are numbers
    of a Vocabulary, `site` those of the place's own name; `tolls` are (number, fate).
    """

    event: Event
    first: int | None
    last: int | None
    names: tuple[int, ...]
    words: tuple[int, ...]
    site: frozenset[int]
    tolls: tuple[tuple[str, str], ...]
    follows: bool

    @property
    def is_dated(self) -> bool:
        """Whether the text says when, to some days."""
        return (
            self.event.basis is not Basis.DCT
            and self.first is not None
            and self.last is not None
            and self.last - self.first < LONGEST_RANGE
        )

    @property
    def is_stated(self) -> bool:
        """Whether the text gives both its first and its last day, however far apart."""
        return self.event.basis is not Basis.DCT and self.first is not None and self.last is not None

    @property
    def is_real(self) -> bool:
        """Whether it is told as having happened."""
        return self.event.modality in {Modality.HAPPENED, Modality.ONGOING}

    @property
    def is_exact(self) -> bool:
        """Whether its place is a point rather than an area."""
        place = self.event.place
        return place is not None and place.radius_m <= EXACT_RADIUS_M


def fact_of(event: Event, vocabulary: Vocabulary) -> Fact:
    """What is compared of `event`; its words enter the vocabulary."""
    place = event.place
    written = event.mention.toponym.text if event.mention is not None else ""
    proper = set(_names(event))
    spoken = _words(f"{event.title} {event.quote}")
    plain = {_stem(word) for word in spoken if word not in proper and word not in _EMPTY}
    own = set(_words(written)) | (set(_words(place.name)) if place is not None else set())
    first, last = _days(event)
    return Fact(
        event,
        first,
        last,
        names=vocabulary.add(proper),
        words=vocabulary.add(plain - proper),
        site=vocabulary.known(own & proper),
        tolls=tuple(_tolls(event.counts)),
        follows=bool(_FOLLOWING & set(_words(event.title)[:_HEAD])),
    )


def _days(event: Event) -> tuple[int | None, int | None]:
    interval = event.interval
    if interval is None:
        return None, None
    first = None if interval.start is None else interval.start // DAY
    last = None if interval.end is None else (interval.end - 1) // DAY
    if interval.start is not None and interval.end is not None and interval.end - interval.start <= _NIGHT:
        last = first  # a night counts as the day it begins on
    return first, last


def _names(event: Event) -> Iterator[str]:
    """The words of the actors, of the place, and those written with a capital within the sentence."""
    for actor in event.actors:
        yield from (word for word in _words(actor) if word not in _EMPTY)
    if event.mention is not None:
        yield from (word for word in _words(event.mention.toponym.text) if word not in _EMPTY)
    if event.quote.isupper():
        return
    yield from (number for word, number in _NUMBERED.findall(event.quote) if word.lower() not in _EMPTY)
    for match in list(_WORD.finditer(event.quote))[1:]:
        word = _plain(match[0])
        if match[0][0].isupper() and len(word) > 2 and word not in _EMPTY:
            yield word


def _words(text: str) -> list[str]:
    return [word for match in _WORD.findall(text) if len(word := _plain(match)) > 2]


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """The word in lower case, without accents and possessive endings."""
    low = _POSSESSIVE.sub("", word.lower())
    if low.isascii():
        return low
    return "".join(letter for letter in unicodedata.normalize("NFKD", low) if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The word without its ending, or the first of those that can name the same."""
    short = _cut(word)
    return _MEANING.get(short, short)


def _cut(word: str) -> str:
    short = _ENDINGS.sub("", word) if len(word) > 4 else word
    return short[:-1] if len(short) > 4 and short.endswith("e") else short


def _tolls(counts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The numbers that are told of the killed, wounded ...: ("17000", "killed")."""
    for count in counts:
        found = _TOLL.search(count)
        if found is not None:
            yield found[1].replace(",", "") + (found[2] or ""), found[3]


_LISTS: dict[str, str] = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
_EMPTY = frozenset(_LISTS["empty"].split())
_FOLLOWING = frozenset(_LISTS["following"].split())
_MEANING = {
    _cut(word): line.split()[0] for line in reversed(_LISTS["same"].strip().splitlines()) for word in line.split()
}
