"""Dates at the head of a line: told by figures, names of months and weekdays, and little words between them.

No date is read here (`pipeline.dates` does that): what counts is only that the words look like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lang import layout

NEUTRAL = ("punct", "joiner", "tail")  # tokens that date nothing by themselves
LONGEST = 90  # characters of a date at the head of a line
_FULL = (
    r"(?:1\d|20|2[45])\d\d([-/.])[01]?\d\1[0-3]?\d(?!\d)(?:T\d\d:?\d\d(?::?\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?|"
    r"[0-3]?\d([-/.])[01]?\d\2(?:\d{4}|\d\d)(?![\d.])|(?:1\d|20)\d\d-[01]\d(?!\d)|[0-3]?\d\.\s?[01]?\d\.(?:\s?(?:1\d|20)\d\d)?(?!\d)|"
    r"(?:(?:\d{2,4}|元)\s?[年년]\s?)?[01]?\d\s?[月월]\s?[0-3]?\d\s?[日号號일]"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-4])(?::|h(?=\d\d(?!\d)))[0-5]\d(?::[0-5]\d)?(?!\d)(?:\s?[ap]\.?\s?m\b\.?)?|"
    r"(?:1[0-2]|0?\d)(?:\.[0-5]\d)?\s?[ap]\.?m\b\.?|(?:[01]?\d|2[0-4])(?:\.[0-5]\d)?\s?{unit}(?!\w)"
)
_YEAR = (
    r"(?:1\d|20)\d\d\s?[-–—/]\s?(?:(?:1\d|20)\d\d|\d\d)(?!\d)|(?:1\d|20)\d0(?:[’']?s|er|-?х|-?ые)(?!\w)|"
    r"{era}\s?\d{{1,4}}(?!\d)|\d{{1,4}}(?:\s?[-–—/]\s?\d{{1,4}})?\s{{0,2}}{era}(?!\w)|(?:1\d|20)\d\d(?!\d|[.,]\d)(?:\s?[年년])?"
)
_ZONE = r"(?:(?-i:UTC|GMT|[A-Z]{1,3}(?:ST|DT|T))(?!\w)(?:[+-]\d{1,2})?)"
_PUNCT = r"[\s,()\[\]/&+~.–—-]+?"
_DAY = r"[0-3]?\d(?:st|nd|rd|th|er|º|°|\.|-го|-е)?(?![\d%\w])"
_LETTERS = r"(?!\w)\.?"


@dataclass(frozen=True, slots=True)
class Head:
    """A date at the head of a line: where it ends, how fine it looks, and whether little can be mistaken in it.

    `grain` is "clock", "day", "month" or "year". `is_sure`: two parts of a date or one in figures, not a bare year,
    month or weekday. `is_figures`: a whole date in figures, which is nothing else.
    """

    end: int
    grain: str
    is_sure: bool
    is_figures: bool = False


@lru_cache(maxsize=32)
def _scanner(code: str) -> re.Pattern[str]:
    """Tokens of a date in a language, anchored where the last one ended."""
    era, unit = layout.pattern("era"), layout.pattern("clock_unit")
    parts = {
        "full": _FULL,
        "clock": _CLOCK.replace("{unit}", unit),
        "year": _YEAR.format(era=era),
        "month": rf"(?:{'|'.join(map(re.escape, layout.months(code)))}){_LETTERS}",
        "weekday": rf"(?:{'|'.join(map(re.escape, layout.weekdays(code)))}){_LETTERS}",
        "day": _DAY,
        "zone": _ZONE,
        "joiner": rf"(?:{layout.pattern('joiner')}|{layout.pattern('qualifier')}){_LETTERS}",
        "tail": rf"{layout.pattern('year_tail')}{_LETTERS}",
        "punct": _PUNCT,
    }
    return re.compile("|".join(f"(?P<{name}>{_named(part, name)})" for name, part in parts.items()), re.IGNORECASE)


def _named(part: str, name: str) -> str:
    """Back references by name, since groups are numbered through the whole pattern."""
    if name != "full":
        return part
    return (
        part.replace("([-/.])", "(?P<s1>[-/.])", 1)
        .replace(r"\1", "(?P=s1)")
        .replace("([-/.])", "(?P<s2>[-/.])", 1)
        .replace(r"\2", "(?P=s2)")
    )


def head(text: str, start: int, end: int, language: str) -> Head | None:
    """The date that `text[start:end]` begins with; None where it begins with none. Looks at 90 characters at most."""
    scanner = _scanner(language)
    position, last, kinds, depth = start, start, [], 0
    limit = min(end, start + LONGEST)
    while position < limit:
        token = scanner.match(text, position, limit)
        if token is None or token.end() == position:
            break
        kind = _kind(token)
        depth += token[0].count("(") - token[0].count(")")
        if kind == "tail" and "year" in kinds:
            last = token.end()
        elif kind not in NEUTRAL:
            kinds.append(kind)
            last = token.end()
        position = token.end()
        last = position if kind == "punct" and token[0] == ")" and kinds and depth == 0 else last
    return _judged(text, start, last, kinds)


def _kind(token: re.Match[str]) -> str:
    return next(name for name, found in token.groupdict().items() if found is not None and len(name) > 2)


def _judged(text: str, start: int, end: int, kinds: list[str]) -> Head | None:
    found = set(kinds)
    while text[end - 1 : end] in (",", "("):
        end -= 1
    if found & {"full"} or {"month", "day"} <= found or {"year", "day"} <= found:
        grain = "day"
    elif "clock" in found:
        grain = "clock" if not found & {"weekday", "month"} else "day"
    elif "month" in found:
        grain = "month"
    elif "weekday" in found:
        grain = "day"
    elif "year" in found:
        grain = "year"
    else:
        return None
    is_word_only = found <= {"month"} or found <= {"weekday"}
    if is_word_only and not _is_whole(text, start, end):
        return None
    is_sure = bool(found & {"full", "clock"}) or len(found) > 1
    return Head(end, grain, is_sure, "full" in found)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a lone name of a month or a weekday is written out ("Mar", "Sun" and "Dec" are not)."""
    return len(text[start:end].rstrip(".")) > 3 or text[start:end] == "May"
