"""Dates in the language of the page. Documents are read in English; what `timex` wrote is here said anew.

`timex.label` has a small grammar ("early 1941", "26–29 Apr 1994", "week of 4 May 2020"); the texts of a language say
each part of it. What is not known is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial

from pipeline.exporters.scripts import words
from pipeline.timex.labels import DAYPARTS, MONTHS, WEEKDAYS

ENGLISH = "en"
SHORT = tuple(name[:3] for name in MONTHS)
NAMES = {  # group of TOKEN -> (key of the texts, the English words in the order of theirs)
    "month": ("month_names", MONTHS),
    "season": ("seasons", ("spring", "summer", "autumn", "winter")),
    "daypart": ("dayparts", tuple(DAYPARTS.values())),
    "weekday": ("weekdays", WEEKDAYS),
}
WHOLE = {"undated": "undated", "in the past": "past", "now": "now", "in the future": "future"}
PREFIX = re.compile(r"(about|by|from|after|before|early|late|week|weekend|first half|second half)(?: of)? (.+)")
MIDDLE = re.compile(r"mid-(.+)")
BC = re.compile(r"(\S+) BC\b")
DASH = re.compile(r"( – |–)")
DAY = rf"(?P<day>\d{{1,2}}) (?P<short>{'|'.join(SHORT)})\b"
TOKEN = re.compile(
    rf"\b(?:{DAY}|(?P<century>\d+)(?:st|nd|rd|th) century|(?P<decade>\d+)s\b|AD (?P<ad>\d+)|Q(?P<quarter>[1-4])"
    rf"|(?P<unknown>year) unknown|a (?P<weekday>{'|'.join(WEEKDAYS)})"
    + "".join(rf"|(?P<{name}>{'|'.join(NAMES[name][1])})\b" for name in ("month", "season", "daypart"))
    + ")"
)


def date(label: str, language: str) -> str:
    """A label of `timex` in `language`: "13 Sep 2023" -> "13. Sep 2023" in German."""
    return label if language == ENGLISH else _said(label, language)


@lru_cache(maxsize=8_192)
def _said(label: str, language: str) -> str:
    said = {**words("time", language=language)["time"], **words("date", language=language)["date"]}
    if label in WHOLE:
        return said[WHOLE[label]]
    pieces = DASH.split(label)
    told = [piece if at % 2 else _piece(piece, said) for at, piece in enumerate(pieces)]
    if len(pieces) == 3 and pieces[0].isdigit() and re.match(DAY, pieces[2]):  # "26–29 Apr"
        told[0] = said["days"].format(day=pieces[0])
    return "".join(told)


def _piece(piece: str, said: Mapping[str, str]) -> str:
    """One end of a range, or a date that is none."""
    if opening := PREFIX.fullmatch(piece):
        return said[opening[1].replace(" ", "_")].format(date=_piece(opening[2], said))
    if middle := MIDDLE.fullmatch(piece):
        return said["mid"].format(date=_piece(middle[1], said))
    return BC.sub(lambda found: said["bc"].format(year=found[1]), TOKEN.sub(partial(_token, said), piece))


def _token(said: Mapping[str, str], found: re.Match[str]) -> str:
    name = found.lastgroup or ""
    if name == "short":
        return said["day"].format(day=found["day"], month=said["months"].split(" ")[SHORT.index(found["short"])])
    if name in NAMES:
        key, english = NAMES[name]
        word = said[key].split(" ")[english.index(found[name])]
        return said["weekday"].format(weekday=word) if name == "weekday" else word
    return said[name].format(n=found[name], year=found[name])
