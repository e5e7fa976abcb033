"""What the lines above a text's first paragraph claim as its date, wherever in them it stands.

`header` cuts lines that are surely no text; this reads all of them and cuts nothing: the line of a newspaper's name,
of a report's cover, of a letter's place and day, of a bulletin's masthead, a dateline below headlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.model import Timex
from pipeline.readers import dct, header, labels, policy
from pipeline.readers.policy import Claim

_LINES = 14  # non-blank lines that are looked at
_LONGEST = 140  # characters of a line that is no prose
_PROSE = 70  # characters of a line that ends as a sentence does and is prose
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FIELD = re.compile(r"[ \t]*[|·•][ \t]*|[ \t]{3,}|[ \t]+[–—-][ \t]+|[()\[\]]")  # what parts a masthead's fields
_PLACE = re.compile(r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][^\W\d_]+[^\n\d.:;!?|]{0,30}?,[ \t]*(?:(?:le|den|am|the|a)[ \t]+)?")
_ISSUE = re.compile(r"(?:no|nr|issue|vol|ausgabe|numéro|número|n[°º]|№)\.?[ ]?\d{1,6}(?:[,.:/–—-]?[ ](?=\S)|$)", re.I)
_PERIOD_END = re.compile(
    r"[ \t]*(?:г\.?|р\.?|року|года|h|Uhr)?[ \t.,]*(?:\d{1,2}[:.h]\d{2})?(?:[ \t]*(?:h|hrs|hours|Uhr))?", re.I
)
_AFTER = re.compile(r"[ \t]*(?:$|[-–—,|(·•/]|(?:by|von|par|por)\b)", re.I)
_WEEKDAY = re.compile(r"(?:[^\W\d_]{2,12}(?:\.?,|(?<=[^\W\d_]{6})\.?)[ \t]+)?")  # "Mon, ", "Monday ", not "On "
_CAPITALS = re.compile(r"[^a-zà-öø-ÿа-яёіїєґ]+$")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})[ ]([A-Z]{3,9})[ ](\d{2})[ .)]*$")
_GROUP = re.compile(r"(?<!\w)([0-3]\d)(?:[01]\d|2[0-3])[0-5]\d[A-Z][ ]([A-Z]{3})[ ]((?:19|20)?\d\d)(?!\w)")
_TO = re.compile(r"[ \t]*(?:[-–—†]|to|until|bis)[ \t]*(?:[^\W\d_]{2,10},?[ \t])?", re.I)
_DATED_FIELD, _BROADCAST, _SIGNED = 0.9, 0.85, 0.82  # weights
_SIGNATURE = 50  # characters of a line of place and day
_SIGNED_LINES = 4  # a text with fewer has no foot


def claims(text: str, language: str) -> Iterator[Claim]:
    """The claims of the lines before the first paragraph of `text`, and of the dateline that opens it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    yield from _signed(lines, language)
    diary = len(_opening_days(text, language)) > 1
    for line in lines[:_LINES]:
        bare = line.strip("*_#> \t")
        if found := header.dateline(bare, language=language):
            yield policy.claim(found, 0.95)
            return
        if len(bare) > _LONGEST or (len(bare) > _PROSE and _SENTENCE.search(bare)):
            return
        yield from _of_line(bare, language, diary=diary)


def _signed(lines: list[str], language: str) -> Iterator[Claim]:
    """Place and day below the text, as letters end."""
    if len(lines) < _SIGNED_LINES or len(lines[-1]) > _SIGNATURE or not _PLACE.match(lines[-1]):
        return
    if found := _dated_field(lines[-1], language):
        yield policy.claim(dct.ruled(found, "header: place and day below the text"), _SIGNED)


def _opening_days(text: str, language: str) -> set[str]:
    """The days that lines begin with: several make a diary or a chronicle."""
    lines = (line.lstrip("*_#([>- \t")[:60] for line in text.split("\n"))
    found = ((line, next(dct.all_in(line, "header", "", language=language), None)) for line in lines)
    return {one[0].value for line, one in found if one and _WEEKDAY.fullmatch(line[: one[1]])}


def _of_line(line: str, language: str, *, diary: bool) -> Iterator[Claim]:
    if not diary and not _is_span(line, language):
        for field in (line, *_FIELD.split(line)):
            if found := _dated_field(field.strip(), language):
                yield policy.claim(found, _DATED_FIELD)
                break
    if found := _broadcast(line) or _date_time_group(line):
        yield policy.claim(found, _BROADCAST)
    yield from labels.claims(line, "header", language=language, plain=0.0)


def _is_span(line: str, language: str) -> bool:
    """Whether the line gives two days from which and to which something, or somebody, was."""
    days = list(dct.all_in(line, "header", "", language=language))
    return any(_TO.fullmatch(line[left[2] : right[1]]) for left, right in pairwise(days))


def _date_time_group(line: str) -> Timex | None:
    """The date-time group of military and diplomatic messages: "301415Z DEC 09"."""
    match = _GROUP.search(line)
    if match is None:
        return None
    found = dct.parse(f"{match[1]} {match[2]} {match[3]} -", "header", "header: date-time group")
    return found[0] if found else None


def _dated_field(field: str, language: str) -> Timex | None:
    """A field of a head line that is a date, a place and a date, or a date and who wrote it."""
    field = _ISSUE.sub("", field)
    place = _PLACE.match(field)
    for start, rule in ((0, "a date in a head line"), (place.end() if place else -1, "place and day in a head line")):
        if start < 0 or len(field) > 100:
            continue
        found = dct.parse(field[start:], "header", f"header: {rule}", language=language)
        if found is None:
            continue
        rest = field[start + found[1] :]
        if _PERIOD_END.fullmatch(rest) or (_AFTER.match(rest) and not _SENTENCE.search(rest)):
            return found[0]
    return None


def _broadcast(line: str) -> Timex | None:
    """The day at the end of a line in capitals, with a year of two figures: "RADIO IN ENGLISH 0240 GMT 1 NOV 84"."""
    match = _SHORT_YEAR.search(line) if _CAPITALS.match(line) else None
    if match is None:
        return None
    day, month, year = match.groups()
    found = dct.parse(f"{day} {month} {year} -", "header", "header: line in capitals that ends with a day")
    return found[0] if found else None
