"""What the text itself says about itself: its language, its kind, and a title where none is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.model import DocumentKind, Timex
from pipeline.readers.header import has_dateline
from pipeline.text import sentences

_LETTERS_NEEDED = 60  # below this many letters a guess of the language is worth little
_SURE = 0.9  # probability from which a language other than English is believed
_READ_FOR_LANGUAGE = 4_000  # characters
_LONGEST_TITLE = 80  # characters
_SHORTEST_CLAUSE = 30  # characters of a first clause that can stand as a title
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_WORDED_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2},?)?"
_ERA_MARK = r"(?:\s*(?:BCE?|AD|CE)\b)"
_ENTRY = re.compile(
    rf"^[ \t]*(?:[-*•]\s+)?\**(?:{_WORDED_DAY}\s+(?:\d{{3,4}}{_ERA_MARK}?|\d{{1,4}}{_ERA_MARK})|"
    rf"\d{{3,4}}(?:-\d\d){{0,2}}{_ERA_MARK}?|\d{{1,2}}{_ERA_MARK}|[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s[A-Z][a-z]{{2,8}}|(?:Early|Mid|Late)[\s-][A-Z][a-z]{{2,8}})\**\s*[:.–—|-]"
)
_YEAR = re.compile(r"(?<![\d.,-])(1\d{3}|20\d{2})(?![\d,]|\.\d)")
_ERA = re.compile(r"\b\d{1,4}\s?(?:BC|BCE|AD|CE)\b|\b\d{1,2}th[- ]century\b")
_DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|last (?:night|week)|this (?:morning|week)|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:executive summary|situation report|sitrep|key findings|recommendations|this report|final report|annex|"
    r"terms of reference)\b",
    re.I,
)
_REPORT_TITLE = re.compile(r"\b(?:report|assessment|review|evaluation|audit|findings)\b", re.I)
_OLD = 5  # years before the document's date from which a year is history


def language_of(text: str) -> str:
    """BCP 47 code of the language of `text`; "en" where there is too little to tell."""
    sample = text[:_READ_FOR_LANGUAGE]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return "en"
    latin = len(_LATIN.findall(sample)) / letters > 0.5
    if latin and letters < _LETTERS_NEEDED:
        return "en"
    code, probability = _identifier().classify(sample)
    return str(code) if not latin or probability >= _SURE else "en"


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model: 0.7 s

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def kind_of(text: str, title: str, dct: Timex | None) -> DocumentKind:
    """The kind of `text`: a chronicle is lines that begin with dates, a history looks far back from no given day."""
    lines = [line for line in text.split("\n") if line.strip()]
    entries = sum(_ENTRY.match(line) is not None for line in lines)
    if entries == len(lines) or (entries >= 3 and entries >= 0.4 * len(lines)):
        return DocumentKind.CHRONICLE
    if has_dateline(text):
        return DocumentKind.NEWS
    if _REPORT_TITLE.search(title) or len(_REPORT.findall(text)) >= 2:
        return DocumentKind.REPORT
    return DocumentKind.HISTORY if _looks_back(text, dct) else DocumentKind.NEWS


def _looks_back(text: str, dct: Timex | None) -> bool:
    """Whether the years of `text` lie far behind its date, and no word hangs on the day it was written."""
    if len(_DEICTIC.findall(text)) > len(text) // 5_000:
        return False
    years = sorted(int(year) for year in _YEAR.findall(text))
    if _ERA.search(text) and not years:
        return True
    if not years:
        return False
    if dct is None:
        return len(years) >= 2
    written = int(dct.value[:4])
    return len(years) >= 3 and years[len(years) * 3 // 4] < written - _OLD


def title_of(text: str, language: str) -> str:
    """The first sentence of `text`, shortened at a word to at most 80 characters."""
    head = text[:1_000].lstrip()
    found = sentences(head, language)
    first = " ".join((found[0].of(head) if found else head).split())
    if len(first) <= _LONGEST_TITLE:
        return first if first.endswith("..") else first.rstrip(",;:").removesuffix(".") or first
    cut = first[: _LONGEST_TITLE - 1]
    clause = max(cut.rfind(mark) for mark in (", ", "; ", ": ", " – ", " — "))
    whole = cut[:clause] if clause >= _SHORTEST_CLAUSE else cut.rsplit(" ", 1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:–—-") + "…"
