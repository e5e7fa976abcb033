"""The words beside a date that say what happened on it: published, changed, received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Timex
from pipeline.readers import dct, label_words, policy
from pipeline.readers.policy import Claim

_LABEL = re.compile(label_words.pattern(), re.I)
_CLOCK = (
    r"(?:\d{3,4}[ ]?(?:Z|hrs|hours|GMT|UTC)[ ,]+(?:\(\d{3,4}[ ]?[A-Z]{2,4}\)[ ,]+)?|"
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?[ ]?(?:[ap]\.?m\b\.?)?[ ]?(?:\(?[A-Z]{2,4}\b\)?)?[ ,|–-]*)?"
)
_LINK_WORDS = re.compile(
    r"[\s:：.,|(<\[–—-]*(?:(?:on|online|at|am|vom|le|el|den|by|the|of|du|del?|em|il|от|в|في|to|an?)\b[\s:.,]*){0,2}"
    rf"{_CLOCK}(?:[^\W\d_]{{2,12}}\.?,?[ \t]+)?{_CLOCK}(?:the[ ])?[\s:,.]*",
    re.I,
)
# an unmarked date after one of these tells of a happening
_PREPOSITION = re.compile(
    r"\b(?:on|in|at|to|until|till|before|after|am|by|bis|seit|au|hasta|al|and|und|et|y|и|&)\s*$", re.I
)
_TO = r"[ ]?(?:[-–—†✝]|to|until|bis|au|al|до)[ ]?(?:[^\W\d_]{2,12},?[ ])?$"
_DAY_TO = re.compile(rf"(?<![:.\d])\d{{1,2}}(?:st|nd|rd|th|\.)?(?:[ ][^\W\d_]{{3,12}}\.?)?{_TO}", re.I)
_BETWEEN = re.compile(_TO, re.I)
_HANDED_IN = re.compile(r"\b(?:submitted|filed|written|created|held|as of)\b[^,;/|]*$", re.I)
_NEAR = 40  # characters before a date in which its word stands
_FIRST = re.compile(r"\b(?:originally|original|first|erstmals)\b[^,;/|]*$", re.I)
_UNKNOWN = re.compile(r"[^\W\d_]{3,}[ ]?:\s*(?:[^\W\d_]{3,12},?[ ])?$")  # a name of a field that is none of ours
_SUBMITTED, _ORIGINAL, _UNSURE = 0.88, 0.95, 0.6
_WEIGHT = 0.93


def claims(line: str, origin: str, *, language: str, plain: float) -> Iterator[Claim]:
    """What the dates in `line`, a line of a document's head, claim.

    One after a word of publication is trusted most, one without such a word as `plain` says; dates of anything else
    claim nothing.
    """
    start = 0
    found = list(dct.all_in(line, origin, "", language=language))
    for index, (timex, begin, end) in enumerate(found):
        before = line[start:begin]
        label = _last_label(before)
        start = end
        in_range = not label and _is_in_range(line, found, index)
        if label == "other" or in_range or (not label and _PREPOSITION.search(before)):
            continue
        weight = _weight(line[:begin], label) if label else min(plain, _UNSURE) if _UNKNOWN.search(before) else plain
        rule = f"{origin}: {f'a date after a word that says {label}' if label else 'a date without a word'}"
        if weight > 0:
            yield policy.claim(dct.ruled(timex, rule), weight, is_change=label == "changed")


def _weight(before: str, label: str) -> float:
    """A word of handing in is worth less than one of publication, which may follow on the same line."""
    if label == "published" and _FIRST.search(before[-_NEAR:]):
        return _ORIGINAL
    return _SUBMITTED if label == "published" and _HANDED_IN.search(before[-_NEAR:]) else _WEIGHT


def _is_in_range(line: str, found: list[tuple[Timex, int, int]], index: int) -> bool:
    """Whether the date is one end of "12 March - 30 June 2019": when something lasts, not when it was written."""
    _, begin, end = found[index]
    before = line[found[index - 1][2] : begin] if index else ""
    after = line[end : found[index + 1][1]] if index + 1 < len(found) else ""
    return any(_BETWEEN.fullmatch(gap) for gap in (before, after) if gap) or _DAY_TO.search(line[:begin]) is not None


def opens(text: str) -> bool:
    """Whether `text` begins with one of the words, as a line about the document does and a sentence seldom."""
    return _LABEL.match(text.lstrip("*_([{|•· \t")) is not None


def is_label(line: str) -> bool:
    """Whether `line` is one of the words and nothing more: "Published:", "Veröffentlicht am"."""
    found = _LABEL.match(line)
    return found is not None and _LINK_WORDS.fullmatch(line, found.end()) is not None


def tells_of_other(before: str) -> bool:
    """Whether the words before a date say that it is that of something else than the document."""
    return _last_label(before) == "other"


def _last_label(before: str) -> str:
    """What the last word of the kind before a date says of it; "" where there is none or it stands too far off."""
    labels = list(_LABEL.finditer(before))
    if not labels:
        return ""
    last = labels[-1]
    kind = str(last.lastgroup)
    return kind if kind == "other" or _LINK_WORDS.fullmatch(before, last.end()) else ""
