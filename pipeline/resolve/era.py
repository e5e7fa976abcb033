"""The years that a document speaks of, and which names and states were in use then."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pipeline.model import Document
from pipeline.resolve.senses import Sense
from pipeline.timex import interval_of

_YEAR = re.compile(
    r"(?<![\w.,$£€#-])(?P<ad>1\d{3}|20[0-4]\d)(?:s\b|(?![\w%]|[.,]\d))(?!\s*(?:BC|km|metres|people|men|troops))"
    r"|\b(?P<bc>\d{1,4})\s*(?:BC|BCE)\b"
)
_BONUS = 7.0  # logits, for a name whose years are those of the whole document
_STRANGER = -1.5  # for one whose years it never names
_DAYS_OF_A_YEAR = 31_556_952_000_000  # microseconds


def years_of(document: Document) -> tuple[int, ...]:
    """The years in its text, as often as they occur, and that of its own date; astronomical, in order."""
    years = [int(match["ad"]) if match["ad"] else 1 - int(match["bc"]) for match in _YEAR.finditer(document.text)]
    interval = interval_of(document.dct.value) if document.dct is not None else None
    if interval is not None and interval.start is not None:
        years.append(1970 + interval.start // _DAYS_OF_A_YEAR)
    return tuple(sorted(years))


def fit(sense: Sense, era: tuple[int, ...]) -> float:
    """How much the (sorted) years of a document speak for a sense, in logits; 0 where either has none."""
    since, until = sense.years
    if not era or (since is None and until is None):
        return 0.0
    first = 0 if since is None else bisect_left(era, since)
    last = len(era) if until is None else bisect_right(era, until)
    within = max(0, last - first)
    return _STRANGER + _BONUS * within / len(era)
