"""Known events that a happening may be: offered to the user, never applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.model import Event
from pipeline.timex import interval_of

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset({"the", "and", "its", "his", "her", "their", "with", "from", "for"})


def suggest(event: Event, known: Iterable[Mapping[str, str]]) -> str:
    """The key of the known event that `event` seems to be, or "".

    `known` are rows with `key`, `names` (alternatives split by ";") and `date` (TIMEX3). One fits if all the words
    of one of its names stand in the event's title and place, and its date does not contradict the event's own.
    """
    place = event.place.name if event.place is not None else ""
    words = _words(f"{event.title} {place}")
    for row in known:
        if any(name <= words for name in _names(row["names"])) and _agrees(event, row["date"]):
            return row["key"]
    return ""


@lru_cache(maxsize=4096)
def _names(alternatives: str) -> tuple[frozenset[str], ...]:
    """The words of each name of a known event, split once: every event of a run is held against every row."""
    return tuple(name for name in map(_words, alternatives.split(";")) if name)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - _EMPTY


def _agrees(event: Event, date: str) -> bool:
    known, own = interval_of(date), event.interval
    if known is None or own is None:
        return known is not None
    starts_in_time = own.end is None or known.start is None or known.start < own.end
    ends_in_time = own.start is None or known.end is None or own.start < known.end
    return starts_in_time and ends_in_time
