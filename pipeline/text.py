"""Plain text: white space, hard breaks, sentences. Pure; no model, no files.

A *hard break* is a place where one block of text surely ends: a blank line, the end of a headline, a list mark. The
end of a line in a text that is wrapped at a fixed width is not one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from pipeline.model import Span

_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•‣◦–]\s|#{1,6}\s|\d{1,2}[.)]\s|>\s)")
_TERMINAL = re.compile(r"[.!?…。！？]['\"”’»)\]]*(?=\s)|[。！？]['\"”’»)\]」』]*")
_OPENER = re.compile(r"\s*[\"'“‘«(\[¿¡]*[^\W_]")
_LAST_WORD = re.compile(r"([^\W\d_][\w.]*)\.$")
_ABBREVIATION_WORDS = (
    "mr mrs ms dr prof gen col maj capt lt sgt cpl cmdr adm rev hon sen rep gov pres st sr jr vs etc inc ltd co corp "
    "no nos vol pp ed eds fig figs ca approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu "
    "thur thurs fri sat sun ave blvd rd mt ft univ dept est gal messrs mme mlle al cf viz i.e e.g a.m p.m u.s u.k u.n "
    "calif conn fla ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo "
    "str bzw ca dr hr fr nr z.b u.a d.h av sra sto sta"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_ERAS = re.compile(  # years before and after Christ: none of their stops but the last may end a sentence
    r"(?:\b[ad]\. ?(?:de )?|\b[vn]\. ?|\bv\. ?u\. ?|\ba(?:v|pr?)\. ?|\bн\. ?)\Z", re.IGNORECASE
)
_ERA = re.compile(r"(?:\b[ad]\. ?(?:de )?C|\b[vn]\. ?Chr|\bJ\.?-C|\bн\. ?[эе])\.\Z")
_OF_ERA = re.compile(r" ?(?:C\b|Chr\b|[uZ]\. |J\.? ?-?C\b|[эе]\.)")
_ORDINAL = re.compile(r"(?<![\d.,:])\d{1,2}\.\Z")  # "3. Mai": a number that the stop only makes an ordinal
_ORDINAL_LANGUAGES = frozenset(
    ["de", "da", "no", "nb", "nn", "fi", "is", "et", "lv", "cs", "sk", "sl", "hr", "bs", "sr", "pl", "hu"]
)
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")
_WRAP_WIDTHS = range(40, 101)  # columns at which plain text is usually wrapped


def straight(text: str) -> str:
    """`text` with a straight apostrophe for every other shape of one; every character keeps its place."""
    return text.translate(_APOSTROPHES)


def normalise_space(text: str) -> str:
    """`text` with every run of white space made one blank, and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def hard_breaks(text: str) -> tuple[int, ...]:
    """The offsets at which a new block surely begins (the first character of a line), ascending, without 0."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    width = _wrap_width([text[start:end].rstrip() for start, end in lines])
    return tuple(
        start
        for (before, end), (start, stop) in pairwise(lines)
        if _is_break(text[before:end].rstrip(), text[end:start], text[start:stop], width)
    )


def _wrap_width(lines: list[str]) -> int:
    """The column at which the text is wrapped, or 0 if its lines are whole paragraphs."""
    long = sorted(len(line) for line in lines if len(line) >= _WRAP_WIDTHS.start)
    if len(long) < 3 or len(long) < 0.5 * len(lines):
        return 0
    width = long[int(0.9 * (len(long) - 1))]
    return width if width in _WRAP_WIDTHS and long[-1] <= width + 15 else 0


def _is_break(before: str, gap: str, after: str, width: int) -> bool:
    if gap.count("\n") > 1 or "\f" in gap or _BULLET.match(after):
        return True
    if not width:
        return True
    first = after.split(maxsplit=1)[0]
    return len(before) + 1 + len(first) < 0.75 * width  # the next word would have fitted: the line was ended by hand


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Sentence spans by punctuation alone, without surrounding white space; they never cross a hard break.

    `language` is BCP 47; abbreviations are those of English and its neighbours, other scripts split on their stops.
    """
    found: list[Span] = []
    has_ordinals = language.partition("-")[0] in _ORDINAL_LANGUAGES
    edges = [0, *hard_breaks(text), len(text)]
    for start, end in pairwise(edges):
        position = start
        for match in _TERMINAL.finditer(text, start, end):
            if _ends_sentence(text, match, end) and not (has_ordinals and _ORDINAL.search(text, position, match.end())):
                _append(found, text, position, match.end())
                position = match.end()
        _append(found, text, position, end)
    return tuple(found)


def _append(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        found.append(Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    following = _OPENER.match(text, match.end(), end)
    if following is None:
        return True
    opener = following.group()[-1]
    if match.group()[0] != ".":
        return not opener.islower()
    if opener.islower() or _is_within_era(text, match):
        return False
    if _ERA.search(text, max(0, match.start() - 12), match.start() + 1):
        return True
    word = _LAST_WORD.search(text, max(0, match.start() - 12), match.start() + 1)
    return word is None or not _is_abbreviation(word.group(1), text, match.end())


def _is_within_era(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop parts "a." from "C." or the like."""
    before = _ERAS.search(text, max(0, stop.start() - 8), stop.end())
    return before is not None and _OF_ERA.match(text, stop.end()) is not None


def _is_abbreviation(word: str, text: str, after: int) -> bool:
    bare = word.lower()
    if bare in _ABBREVIATIONS:
        next_word = text[after : after + 12].split(maxsplit=1)
        return not (bare in {"a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr"} and _starts_anew(next_word))
    return len(word) == 1 and word.isupper()


def _starts_anew(words: list[str]) -> bool:
    return bool(words) and words[0] in {"The", "A", "An", "In", "On", "At", "He", "She", "It", "They", "But", "And"}


def pieces(text: str, limit: int) -> tuple[Span, ...]:
    """Spans of at most `limit` characters that cover the text, cut at hard breaks, else at white space."""
    breaks = hard_breaks(text) if len(text) > limit else ()
    cut: list[Span] = []
    start = 0
    while len(text) - start > limit:
        at = bisect_right(breaks, start + limit) - 1
        end = breaks[at] if at >= 0 and breaks[at] > start else text.rfind(" ", start + 1, start + limit) + 1
        end = end if end > start else start + limit
        cut.append(Span(start, end))
        start = end
    return (*cut, Span(start, len(text)))
