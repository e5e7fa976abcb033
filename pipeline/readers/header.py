"""What stands before the text: title, date line, byline, source line. Cut off, and nothing else.

A header may be whole lines or only a prefix of the first line (" date 2023-11-13 In a summit held at ..."). A dateline
("KYIV, Ukraine, Feb. 24, 2022 (AP) -") gives the document's date but stays in the text: it also says where the story
was written, which the later stages need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Timex
from pipeline.readers import dct, mail, policy
from pipeline.readers.policy import Claim

_DATE_KEYS = "date|dated|published|publication date|date published|posted|created|updated|datum|fecha|data|дата"
_TEXT_KEYS = (
    "by|author|authors|source|section|url|link|language|lang|from|to|cc|publisher|copyright|tags|keywords|byline"
)
_DATE_FIELD = re.compile(rf"[ \t]*(?:{_DATE_KEYS})(?:[ \t]*:|[ \t]+on\b|[ \t])[ \t]*", re.I)
_TITLE_FIELD = re.compile(r"[ \t]*(?:title|headline|subject|titel|título|titre)[ \t]*:[ \t]*(?P<title>\S.*)$", re.I)
_TEXT_FIELD = re.compile(rf"[ \t]*(?:(?:{_TEXT_KEYS})[ \t]*:.*|for immediate release[ .:]*)$", re.I)
_BYLINE_WORDS = {"en": "By", "de": "Von", "fr": "Par", "es": "Por", "pt": "Por", "it": "Di"}
_BYLINE_NAME = r"(?:[^\n.!?]{2,80}?|[^\n!?]{2,80}?\d{4}[^\n]{0,20})[ \t]*$"
_CREDIT = re.compile(r"[^\n.!?,;:]{2,60}(?:\n|\Z)")  # the agency or the office in the line below a byline
_BRACKETED = re.compile(r"[ \t]*[\[(][ \t]*(?=[^\[\]()\n]{6,40}[\])])")
_AGENCY = r"(?:(?:\([^()\n]{2,40}\)|/[^/\n]{2,30}/)[ \t]*)"
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐΑ-ΩΆΈ-Ώא-תء-يٱ-ۓअ-ह"  # and letters of scripts that have no capitals
_PLACES = rf"[ \t]*(?:\([A-Z]{{2,12}}\)[ \t]*[-–—][ \t]*)?(?P<place>[{_CAPITAL}][^\W\d_]+[^\n()\d:;!?]{{0,60}}?)"
_DASH = r"(?:--?|[–—_])[ \t]*"
_DATED = re.compile(
    rf"{_PLACES}(?:[ \t]*\([^()\n\d]{{2,40}}\)(?=,))?,?[ \t]*[.,(]?[ \t]*"
    r"(?=(?P<date>[^\W\d_]{3,9}\.?[ \t]\d|\d{1,2}(?:er|\.|º)?[ \t]|\d{4}-|\d\d?[./]\d\d?[./]\d{4}))"
)
_NO_PLACE = re.compile(r"\b(?:on|submitted|received|accepted|published|updated|posted|until|since|date)[ \t]*$", re.I)
_DATELINE_END = re.compile(
    rf"[ \t]*\)?[ \t]*(?:(?:г|р|r|g)\.)?(?:\.?[ \t]*{_AGENCY}?\.?{_DASH}|\.?[ \t]*{_AGENCY}|"
    rf",[ \t]*[{_CAPITAL}]\w{{1,14}}[ \t]*{_DASH}|"
    rf"\.[ \t]*[{_CAPITAL}-]{{3,20}}\.)"
)
_PLAIN_DATELINE = re.compile(rf"(?P<place>[A-Z][A-Z'’.\- ]+[A-Z](?:,[^\n()\d:;!?]{{2,40}}?)?)[ \t]+{_AGENCY}?{_DASH}\S")
# fields beside a date that is that of a battle, a disaster or a show; of the second kind it takes two
_EVENT_FIELD = re.compile(
    r"^[ \t|*]*(?P<field>result|outcome|belligerents|commanders|venue|tickets|admission|doors|perpetrators?|"
    r"attack type|part of|accession number|medium|"
    r"provenance|directed by|starring|running time|box office|distributed by|produced by|runtime)[ \t]*[:|]",
    re.I | re.M,
)
_TOLL_FIELD = re.compile(
    r"^[ \t|*]*(deaths|dead|casualties|injured|injuries|cause|strength|weapons?|"
    r"location)[ \t]*[:|]",
    re.I | re.M,
)
_OFFICE = re.compile(r"\b(?:report|sitrep|minutes|bulletin|memo|memorandum|update|present|attendees)\b", re.I)
_BOX = 800  # characters in which such fields stand
_SENTENCE_END = re.compile(r"[.!?;:,…。][\"'”’»)\]]*$")
_LONGEST_TITLE = 160  # characters
_FIGURE = re.compile(r"\d")
_LONGEST_STATION = 60  # characters of a line that says when and where something was
_TRUST = 0.95  # the weight of a date in a header
_DATELINE_LINES = 4  # non-blank lines in which a dateline may follow headlines
_HEADER_LINES = 12  # non-blank lines in which a header may stand


@dataclass(frozen=True, slots=True)
class Header:
    """A document's header: `end` is the offset at which its text begins; `title` is "" where none is written."""

    end: int
    title: str = ""
    date: Timex | None = None


def split(text: str, *, language: str = "en") -> Header:
    """The header of `text`; a header that would swallow the whole text counts as text."""
    reading = _Reading(text, language)
    reading.run()
    body = reading.position
    if not text[body:].strip():
        body = _skip_blank(text, 0)
        return Header(body, "", reading.date or dateline(text[body:], language=language))
    return Header(body, reading.title, reading.date or dateline(text[body:], language=language))


def claims(header: Header) -> tuple[Claim, ...]:
    """What the header says of the date: a line that was cut for its date is trusted well."""
    return (policy.claim(header.date, _TRUST),) if header.date else ()


def dateline(text: str, *, language: str = "en") -> Timex | None:
    """The whole date in the dateline that `text` begins with; None where it has none or no year."""
    match = _DATED.match(text)
    if match is None or _NO_PLACE.search(match["place"]):
        return None
    found = dct.parse(text[match.end() :], "dateline", "dateline: place, date -", language=language)
    ended = _DATELINE_END.match(text, match.end() + found[1]) if found else None
    if found is None or ended is None or dct.parse(text[ended.end() :], "dateline", "", language=language):
        return None  # a second date: a heading that spans two days
    return found[0]


def yearless_dateline(text: str, *, language: str = "en") -> tuple[int, int] | None:
    """Month and day of the dateline in the first lines of `text` that has no year: "BRUSSELS, March 22 (AFP) -"."""
    for line in [line.strip() for line in text.split("\n") if line.strip()][:_DATELINE_LINES]:
        match = _DATED.match(line)
        found = dct.yearless(line[match.end() :], language) if match else None
        if match and found and _DATELINE_END.match(line, match.end() + found[2]):
            return found[0], found[1]
    return None


def tells_of_event(text: str) -> bool:
    """Whether the fields at the top of `text` are those of an event, as in the box of an encyclopedia's page."""
    top = text[:_BOX]
    tolls = {field.lower() for field in _TOLL_FIELD.findall(top)}
    return bool(_EVENT_FIELD.search(top) or len(tolls) > 1) and not _OFFICE.search(top)


def has_dateline(text: str) -> bool:
    """Whether `text` begins as agencies' stories do: "KYIV, Ukraine (AP) -" or "Kyiv, 24 February 2022 -"."""
    return _PLAIN_DATELINE.match(text.lstrip()) is not None or dateline(text.lstrip()) is not None


class _Reading:
    """One pass over the first lines; `position` is where the text begins."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.position = 0
        self.title = ""
        self.date: Timex | None = None

    def run(self) -> None:
        """Takes header lines until one is not; then the position stands on the text's first character."""
        self._take_mail()
        for _ in range(_HEADER_LINES):
            self.position = _skip_blank(self.text, self.position)
            if self.position >= len(self.text) or not self._take_line():
                return

    def _take_mail(self) -> None:
        """The header of an e-mail, as sent or as copied: its subject and the day it was sent."""
        if found := mail.read(self.text, self.language):
            self.position, self.title, self.date = found.end, found.subject, found.date

    def _take_line(self) -> bool:
        line = self._line_at(self.position)
        return self._take_field(line) or self._take_dated(line) or self._take_byline(line) or self._take_title(line)

    def _line_at(self, position: int) -> str:
        return self.text[position:].split("\n", 1)[0]

    def _pass(self, length: int) -> bool:
        self.position += length
        return True

    def _take_field(self, line: str) -> bool:
        titled = _TITLE_FIELD.match(line)
        if titled and not self.title:
            self.title = titled.group("title").strip()
            return self._pass(len(line))
        key = _DATE_FIELD.match(line)
        if key and not tells_of_event(self.text):
            return self._take_date(line, key.end())
        if _BRACKETED.match(line) and self.date is None:
            return self._take_bracketed(line)
        return bool(_TEXT_FIELD.match(line)) and self._pass(len(line))

    def _take_date(self, line: str, start: int) -> bool:
        """A date after its key: the whole line, or the matched prefix of a line that goes on with text."""
        rest = line[start:]
        whole = dct.parse(rest.strip(), "header", "header: date line", language=self.language, partial=True)
        if whole and not rest.strip()[whole[1] :].strip(" .|"):
            self.date = self.date or whole[0]
            return self._pass(len(line))
        prefix = dct.parse(rest, "header", "header: date at the start of the first line", language=self.language)
        if prefix is None or not re.match(r"[ \t.,;:|–—-]*\s\S", rest[prefix[1] :]):
            return False
        self.date = self.date or prefix[0]
        separator = re.match(r"[ \t.,;:|–—-]*", rest[prefix[1] :])
        return self._pass(start + prefix[1] + (separator.end() if separator else 0))

    def _take_bracketed(self, line: str) -> bool:
        """A date in brackets at the start of the text, unless other lines begin so too."""
        opening = _BRACKETED.match(line)
        if opening is None or len(re.findall(r"^[ \t]*[\[(][ \t]*\w{1,12}[ .-]\w", self.text, re.M)) > 1:
            return False
        found = dct.parse(
            line[opening.end() :], "header", "header: a date in brackets before the text", language=self.language
        )
        closing = re.match(r"[ \t]*[\])][ \t:–—-]*", line[opening.end() + found[1] :]) if found else None
        if found is None or closing is None:
            return False
        self.date = found[0]
        return self._pass(opening.end() + found[1] + closing.end())

    def _take_dated(self, line: str) -> bool:
        """A line that is nothing but a date, unless such lines are the text's own headings (a chronicle, a diary)."""
        found = self._pure_date(line)
        if found is None or self.date is not None:
            return False
        others = sum(self._pure_date(other) is not None for other in self.text[self.position :].split("\n"))
        if others > 1:
            return False
        self.date = found
        return self._pass(len(line))

    def _pure_date(self, line: str) -> Timex | None:
        stripped = line.strip(" \t*_()|")
        if not stripped[-1:].isalnum() or len(stripped) > 60:
            return None
        found = dct.parse(stripped, "header", "header: a line with only a date", language=self.language)
        return found[0] if found and not stripped[found[1] :].strip() else None

    def _take_byline(self, line: str) -> bool:
        byline = _byline(self.language)
        if byline.match(line) is None or not self._ends_block(self.position + len(line), credits=True):
            return False
        self.date = self.date or dct.first_in(line, "byline", "byline: by name, date", language=self.language)
        following = self.text[self.position + len(line) + 1 :]
        credit = _CREDIT.match(following)
        if credit is None or self._pure_date(credit.group().strip()) is not None:
            return self._pass(len(line))
        is_alone = not following[credit.end() :].split("\n", 1)[0].strip()
        return self._pass(len(line) + (1 + credit.end() if is_alone else 0))

    def _take_title(self, line: str) -> bool:
        """A short first line without a full stop, followed by a blank line or by more header."""
        stripped = line.strip()
        if self.title or len(stripped) > _LONGEST_TITLE or _SENTENCE_END.search(stripped):
            return False
        if has_dateline(stripped) or not any(character.isalpha() for character in stripped):
            return False
        if not self._ends_block(self.position + len(line)) or self._is_station(stripped):
            return False
        self.title = stripped
        return self._pass(len(line))

    def _is_station(self, line: str) -> bool:
        """Whether a line begins or ends with a day, as another short line does: it heads a part, not the text."""
        if not self._has_day_at_edge(line):
            return False
        lines = (other.strip() for other in self.text[self.position :].split("\n"))
        short = [other for other in lines if len(other) <= _LONGEST_STATION and not _SENTENCE_END.search(other)]
        return sum(self._has_day_at_edge(other) for other in short if _FIGURE.search(other)) > 1

    def _has_day_at_edge(self, line: str) -> bool:
        line = line.strip("*_#() \t")
        if len(line) > _LONGEST_STATION:
            return False
        days = list(dct.all_in(line, "header", "", language=self.language))
        return len(days) == 1 and (days[0][1] == 0 or days[0][2] == len(line))

    def _ends_block(self, end: int, *, credits: bool = False) -> bool:
        """Whether a blank line, a header field, a date or a byline follows the line that ends at `end`.

        With `credits` one short line between it and the blank line is allowed.
        """
        following = self._line_at(end + 1)
        if not following.strip():
            return True
        fields = (_DATE_FIELD, _TITLE_FIELD, _TEXT_FIELD, _byline(self.language))
        if any(pattern.match(following) for pattern in fields) or self._pure_date(following) is not None:
            return True
        rest = self.text[end + 1 + len(following) + 1 :]
        return credits and _CREDIT.fullmatch(following) is not None and not rest.split("\n", 1)[0].strip()


@lru_cache(maxsize=16)
def _byline(language: str) -> re.Pattern[str]:
    """A line that names who wrote it: "By Ann Lee", and how the document's language says so."""
    words = sorted({"By", _BYLINE_WORDS.get(language, "By")})
    return re.compile(rf"[ \t]*(?:{'|'.join(words)})[ \t]+{_BYLINE_NAME}", re.I)


def _skip_blank(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
