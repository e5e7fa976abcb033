"""What one line is by its form alone, and how it divides into head and body."""

from __future__ import annotations

import re

from pipeline.model import Span
from pipeline.structure.units import FEW, SHORT, Unit, worded

LABEL = 8  # words of an item of a menu
NOTICE = 60  # words of a notice on cookies or rights
NAME = 4  # letters; shorter words of a byline may be small: "and", "of", "von"
_ZONE = re.compile(r"(?::\s?\d\d\))?[\s.:：–—,()*_|-]*(?:[(,]?\s?(?-i:[A-Z]{2,5})[\s\d:+().-]*)?$")
_COUNT = re.compile(r"[\W\d]*")
_ASIDES = re.compile(r"\([^()]*\)")
_LABEL = re.compile(r"[^\W\d_a-z]{3,}:\s")
_ASIDE = re.compile(r"\s*\([^()\n]{1,40}\)(?=\s*[:–—|])")
_SIGN = re.compile(r"\s*[:：|\t]\s*|\s*[–—]+\s*|\s+-+\s+|\s*-+\s+(?=\W?[A-Z])|\s*\.\s+(?=\W{0,2}[^\W\d_])|\s{2,}|\.?$")
_OPENER = re.compile(r"[\"'“‘«(\[¿¡]*")
_SHORTENED = re.compile(r",\s*(?-i:[A-Z])[\w.]{1,6}\.$")  # "Fla.", "N.Y."
_COMMA = re.compile(r"\s*,\s*")
_CELL = re.compile(r"\s*(?:\||\t)\s*")
_RULE = re.compile(r"[\s|:+=-]+$")
_CONTACT = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$|[+(]?\d(?:[()\s./-]{0,2}\d){8,}$")
_STAMP_TAIL = 80  # characters of a stamp at most
_CAPTION_END = re.compile(r"\((?:[^()]{0,60})\)\.?$|(?:[:/]\s?)[^.:/]{2,40}\.?$")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_DASHES = re.compile(r"[=~^_-]{3,}$")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "»": "«", "‘": "’"}


def words(text: str, unit: Unit) -> str:
    """The words of a unit, behind its mark."""
    return text[unit.start : unit.span.end]


def is_underline(text: str, unit: Unit) -> bool:
    """Whether a line underlines the one before it."""
    return _DASHES.match(text[unit.span.start : unit.span.end]) is not None


def is_only_date(text: str, unit: Unit) -> bool:
    """Whether a line is a date and nothing more, brackets, colons and blanks apart."""
    return unit.date is not None and _ZONE.match(text, unit.date.end, unit.span.end) is not None


def sign_after(text: str, unit: Unit) -> int | None:
    """Where the words begin that a date at the head of the line dates; None where no sign parts the two."""
    if unit.date is None:
        return None
    aside = _ASIDE.match(text, unit.date.end, unit.span.end)
    at = aside.end() if aside else unit.date.end
    sign = _SIGN.match(text, at, unit.span.end)
    if sign is None:
        return None
    if sign[0].strip() == "." and not (unit.date.is_sure and unit.date.grain in ("day", "month")):
        return None
    return sign.end()


def opens_with_capital(text: str, position: int, end: int) -> bool:
    """Whether words begin with a capital, a figure or a letter of a script without capitals."""
    opened = _OPENER.match(text, position, end)
    first = text[opened.end() if opened else position :][:1]
    return bool(first) and (not first.isalpha() or not first.islower())


def blank_after(text: str, unit: Unit) -> int | None:
    """As `sign_after`, where only a blank parts a date in full, or a clock time, from a word with a capital."""
    if unit.date is None or not unit.date.is_sure:
        return None
    rest = text[unit.date.end : unit.span.end]
    at = unit.date.end + len(rest) - len(rest.lstrip())
    is_parted = unit.date.is_figures or opens_with_capital(text, at, unit.span.end)
    return at if rest[:1].isspace() and rest.strip() and is_parted else None


def dated_heading(text: str, unit: Unit) -> bool:
    """Whether a short line without a stop begins with a date: "June 2, 2004, Toledo, Ohio"."""
    if unit.date is None or unit.length > SHORT or unit.words > FEW:
        return False
    if (unit.is_prose or unit.has_stop) and _SHORTENED.search(text, unit.date.end, unit.span.end) is None:
        return False
    return unit.date.is_sure and _COMMA.match(text, unit.date.end, unit.span.end) is not None


def cells(text: str, unit: Unit) -> list[Span]:
    """The cells of a row; one where it is none."""
    start, end = unit.span.start, unit.span.end
    start += text[start] == "|"
    end -= text[end - 1] == "|" and end - 1 > start
    found, position = [], start
    for bar in _CELL.finditer(text, start, end):
        found.append(_trimmed(text, position, bar.start()))
        position = bar.end()
    found.append(_trimmed(text, position, end))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    begin = start + len(cell) - len(cell.lstrip())
    return Span(begin, max(begin, start + len(cell.rstrip())))


def is_rule(text: str, unit: Unit) -> bool:
    """Whether a line is the rule below the heads of columns: "|---|---|"."""
    line = text[unit.span.start : unit.span.end]
    return "-" in line and "|" in line and _RULE.match(line) is not None


def is_dated_stamp(text: str, unit: Unit) -> bool:
    """Whether a date and then a word of a stamp stand at the head of a short line: "May 2, 2020 Contact: Ann Smith"."""
    if unit.date is None or unit.length > _STAMP_TAIL:
        return False
    return worded("contact", "stamp").match(text[unit.date.end : unit.span.end].lstrip(" |,;-–—")) is not None


def is_stamp(text: str, unit: Unit) -> bool:
    """Whether a line says of the text itself who made it, when and from what, or whom to call."""
    line = words(text, unit)
    if len(line) > _STAMP_TAIL + 40:
        return False
    if _CONTACT.search(line) and unit.words <= FEW:
        return True
    found = worded("stamp", "contact", "release", "source", "byline").match(line)
    if found is None:
        return False
    return _is_stamp_word(line, found, unit)


def _is_stamp_word(line: str, found: re.Match[str], unit: Unit) -> bool:
    rest = line[found.end() :]
    if worded("release").match(line):
        return len(rest.split()) <= NAME and not unit.is_prose
    if worded("byline").match(line):
        return unit.words <= 10 and not unit.is_prose and _are_names(rest)
    if rest.lstrip()[:1] in (":", "#", "") and (rest.strip() or unit.words <= 3):
        return unit.words <= FEW or not unit.is_prose
    if worded("stamp").match(line):
        return not unit.is_prose and len(line) <= _STAMP_TAIL and _FIGURE.search(rest) is not None
    return False


def _are_names(rest: str) -> bool:
    """Whether every longer word is capitalised, as in names: "Ann Smith and Kim Lund, Staff Writer"."""
    named = [word for word in _WORD.findall(rest) if len(word) >= NAME]
    return bool(named) and not any(word[0].islower() for word in named)


def is_caption(text: str, unit: Unit) -> bool:
    """Whether a line tells of a picture: "Photo: ...", "... (Photo)", "... Image: Ann Smith."."""
    line = words(text, unit)
    if len(line) > 600:
        return False
    pattern = worded("caption")
    label = pattern.match(line)
    if label and re.match(r"\s?\d{0,3}\s?[:.–—-]\s|\s(?:by|von|par|por|courtesy)\s", line[label.end() :]):
        return True
    tail = line[-90:]
    return any(_is_credit(tail, found) for found in pattern.finditer(tail))


def _is_credit(tail: str, found: re.Match[str]) -> bool:
    """Whether a word for a picture credits somebody at the end of a line."""
    before, after = tail[: found.start()].rstrip()[-1:], tail[found.end() :]
    if before in ("(", "[") and re.match(r"[^()\[\]]{0,60}[)\]]\.?$", after):
        return True
    credit = re.match(r"\s?:\s?([^:]{2,70})$", after)
    return credit is not None and (before in (".", ")", "", "|", "”") or _are_names(_ASIDES.sub("", credit[1])))


def is_boilerplate(text: str, unit: Unit) -> bool:
    """Whether a line belongs to the site: "Skip to content", a notice on cookies, "© 2024 The Press"."""
    line = words(text, unit)
    if line.startswith(("©", "Copyright ")):
        return True
    found = [match[0] for match in worded("boilerplate").finditer(line)]
    opens = _COUNT.sub("", line, count=1).startswith(tuple(found)) if found else False
    if unit.words > NOTICE or not found:
        return False
    return len(found) > 1 or (unit.words <= LABEL and (opens or " " in found[0] or "ookie" in found[0]))


def heads_elsewhere(text: str, unit: Unit) -> bool:
    """Whether a line heads a list of other texts of the site: "Latest news"."""
    found = worded("elsewhere").match(text, unit.start, unit.span.end)
    return found is not None and not text[found.end() : unit.span.end].strip(" :.…>»")


def is_quotation(text: str, unit: Unit) -> bool:
    """Whether a paragraph is one quotation from its first to its last sign."""
    line = words(text, unit)
    close = _QUOTES.get(line[:1])
    if close is None or len(line) < 2:
        return False
    ended = line.rstrip(".,;")
    return ended.endswith(close) and not any(sign in ended[1:-1] for sign in (close, line[0]))


def starts_small(text: str, unit: Unit) -> bool:
    """Whether the words begin with a small letter, as the rest of a broken line does."""
    return text[unit.start].islower()


def is_labelled(text: str, unit: Unit) -> bool:
    """Whether the words begin with a label in capitals: "WHO: the district attorney"."""
    return _LABEL.match(text, unit.start, unit.span.end) is not None
