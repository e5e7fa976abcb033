"""What the lines above a text's first paragraph claim as its date, wherever in them it stands.

`header` cuts lines that are surely no text; this reads all of them and cuts nothing: the line of a newspaper's name,
of a report's cover, of a letter's place and day, of a bulletin's masthead, a dateline below headlines.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline import structure
from pipeline.model import Timex
from pipeline.readers import dct, header, labels, own_lines, policy, stamps
from pipeline.readers.own_lines import Line
from pipeline.readers.policy import Claim
from pipeline.structure import BlockKind
from pipeline.structure.units import worded

_LINES = 14  # non-blank lines that are looked at
_LONGEST = 140  # characters of a line that is no prose
_PROSE = 70  # characters of a line that ends as a sentence does and is prose
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_FIELD = re.compile(r"[ \t]*[|·•][ \t]*|[ \t]{3,}|\u3000|[ \t]+[–—-][ \t]+|[()\[\]]")  # what parts a masthead's fields
_PLACE = re.compile(r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][^\W\d_]+[^\n\d.:;!?|]{0,30}?,[ \t]*(?:(?:le|den|am|the|a)[ \t]+)?")
_ISSUE = re.compile(r"(?:no|nr|issue|vol|ausgabe|numéro|número|n[°º]|№)\.?[ ]?\d{1,6}(?:[,.:/–—-]?[ ](?=\S)|$)", re.I)
_PERIOD_END = re.compile(
    r"[ \t]*(?:г\.?|р\.?|року|года|h|Uhr)?[ \t.,]*(?:\d{1,2}[:.h]\d{2})?(?:[ \t]*(?:h|hrs|hours|Uhr))?", re.I
)
_UNDER = r"(?:in|under|en|dans)[ ](?-i:[A-Z])[\w&]+(?:[ ,]+(?:and|&)?[ ]?(?-i:[A-Z])[\w&]+){0,2}$"  # "in Shipping"
_AFTER = re.compile(rf"[ \t]*(?:$|[-–—,|(·•/]|(?:by|von|par|por)\b|{_UNDER})", re.I)
_WEEKDAY = re.compile(
    r"(?:(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?,?[ ]|"
    r"[^\W\d_]{2,12}(?:\.?,|(?<=[^\W\d_]{6})\.?)[ \t]+)?"
)
_CAPITALS = re.compile(r"[^a-zà-öø-ÿа-яёіїєґ]+$")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})[ ]([A-Z]{3,9})[ ](\d{2})[ .)]*$")
_GROUP = re.compile(r"(?<!\w)([0-3]\d)(?:[01]\d|2[0-3])[0-5]\d[A-Z][ ]([A-Z]{3})[ ]((?:19|20)?\d\d)(?!\w)")
_FIGURE = re.compile(r"[\d〇一二三四五六七八九十]")
_KEYED = re.compile(r"[^\W\d_][\w-]{0,24}(?:[ ][\w-]{1,24}){0,2}:[ ]\S")  # "Citation: ..."
_HISTORY = re.compile(
    r"\W*(?:article |manuscript )?(?:received|submitted|accepted|available online|published online)\b.*\d{4}", re.I
)
_HISTORY_LINES = 80  # lines of a paper in which its history may stand
_HELD = re.compile(
    r"\b(?:minutes|meeting|session|sitting|assembly)\b[^.]{0,80}\bheld\b|"
    r"\b(?:minutes|(?:ergebnis|sitzungs|verlaufs)?protokoll|niederschrift|procès-verbal|compte[ -]rendu|acta|ata|"
    r"verbale|notulen|referat|protokół|zápis|протокол|jegyzőkönyv|mötesprotokoll)\b.{0,80}"
    r"\b(?:of|on|vom|am|du|le|del?|da|di|van|den|af|od|z dnia|ze dne|от|від)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|to be|next|invited?|invitation|einladung|nächste\w*|prochaine?|próxim[ao]|"
    r"convocatoria|prossim[ao])\b",
    re.I,
)
_VOLUME = re.compile(r"\b(?:vol|volume|no|number|nr|issue|pp?|cc?|band|tome|heft)\b\.?[ ]?\d", re.I)
_FEW = 2  # different days in short lines without a label that are no list yet
_LIST_LINES = 40
_MEETING, _MONTH = 0.85, 0.75  # weights
_MONTH_ALONE = re.compile(rf"(?P<field>{dct.WORD}\.?,?[ ](?:1[89]|20)\d\d)", re.I)
_COVER = re.compile(
    r"\b(?:policy brief|brief|briefing|report|working paper|discussion paper|white paper|paper|bulletin|newsletter|"
    r"study|survey|assessment|executive summary|summary|abstract|contents|technical note|rapport|bericht|informe)\b",
    re.I,
)
_TO = re.compile(r"[ \t]*(?:[-–—†]|to|until|bis)[ \t]*(?:[^\W\d_]{2,10},?[ \t])?", re.I)
_DATED_FIELD, _BROADCAST, _SIGNED = 0.9, 0.85, 0.82  # weights
_UNDER_DECK = 0.7  # weight of a day between deck and text at most
_LAST = 0.78  # weight of a day alone at the foot
_DAY_LENGTH = len("2019-10-05")
_FOOT_LINES = 3  # the last lines, where names may follow the day
_GIVEN = re.compile(  # the formula of decrees and treaties, up to the day
    r"(?:dado|dada|hecho|feito|given|done|fait|donné|geschehen|gegeben|ausgefertigt|fatto|dato|gegeven|gedaan|"
    r"signed|совершено)[ ](?:en|em|at|in|à|zu|a|te|on|в)[ ][^\d,;]{2,30}?,?[ ]"
    r"(?:a|on|le|am|den|il|de|this|the|op)[ ](?:the[ ])?(?:día[ ]|day[ ])?(?=\d)",
    re.I,
)
_SIGNATURE = 60  # characters of a line of place and day
_SIGNED_LINES = 4  # a text with fewer has no foot


def claims(text: str, language: str) -> Iterator[Claim]:
    """The claims of the lines before the first paragraph of `text`, and of the dateline that opens it."""
    read = own_lines.read(text, language)
    lines = [line.words for line in read.own]
    if stamps.is_chat(text) or header.tells_of_event(text) or _is_list(lines, language):
        return
    is_diary = len(_opening_days(lines, language)) > 1
    diary = is_diary or len(_listed_days(lines, language)) > _FEW
    if not is_diary:
        yield from _signed([line.words for line in read.down], language, read.begins)
        yield from _sourced(text, language)
    yield from _history(lines, language)
    yield from _cover_month(lines[:_LINES], language)
    yield from _top(read.own, language, diary=diary)


def _top(own: tuple[Line, ...], language: str, *, diary: bool) -> Iterator[Claim]:
    """What the lines above the first paragraph claim, and the line between a deck and the text."""
    titles = own_lines.titles(own[:_LINES])
    for index, line in enumerate(own[:_LINES]):
        if line.kind is BlockKind.CAPTION:  # the day on which a picture was taken is not the text's
            continue
        bare = _bare(line.words)
        if found := header.dateline(bare, language=language):
            yield policy.claim(found, 0.95)
            return
        is_keyed = len(bare) <= 2 * _LONGEST and bool(_KEYED.match(bare) or _HISTORY.match(bare))
        if not is_keyed and line.words not in titles and _is_prose(bare):
            yield from () if diary else _below_deck(own[index + 1 :], language)
            return
        if is_keyed or len(bare) <= _LONGEST:
            yield from _of_line(bare, language, diary=diary, above=line.above)


def _bare(words: str) -> str:
    return words.strip("*_#> \t")


def _is_prose(bare: str) -> bool:
    return len(bare) > _LONGEST or (len(bare) > _PROSE and _SENTENCE.search(bare) is not None)


def _below_deck(below: tuple[Line, ...], language: str) -> Iterator[Claim]:
    """The day in a line of its own between the deck, which sums the text up, and the text `below` it."""
    if len(below) < 2 or below[0].kind not in (BlockKind.STAMP, BlockKind.ROW) or _is_prose(below[0].words):
        return
    for found in _of_line(_bare(below[0].words), language, diary=False, above=""):
        weighed = dataclasses.replace(found.timex, score=min(found.timex.score, _UNDER_DECK))
        yield dataclasses.replace(found, timex=weighed)


def _sourced(text: str, language: str) -> Iterator[Claim]:
    """The day in a line below the text that says from where it was taken: "Source: Oslo Herald, 3 May 2012"."""
    blocks = structure.read(text, language or "en").blocks
    text_begins = next((at for at, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), 0)
    for block in blocks[max(len(blocks) - _FOOT_LINES, text_begins + 1) :]:
        if block.kind is not BlockKind.STAMP or block.span.end - block.span.start > _LONGEST:
            continue
        days = [timex for timex, _, _ in dct.all_in(block.span.of(text), "header", "", language=language)]
        if len(days) == 1:
            yield policy.claim(dct.ruled(days[0], "header: a day in a line of origin below the text"), _SIGNED)


def _history(lines: list[str], language: str) -> Iterator[Claim]:
    """What a paper says below its head of when it came in and came out."""
    for line in lines[:_HISTORY_LINES]:
        if len(line) <= 2 * _LONGEST and _HISTORY.match(line):
            yield from labels.claims(line, "header", language=language, plain=0.0)


def _signed(lines: list[str], language: str, begins: int) -> Iterator[Claim]:
    """Place and day below the text, as letters end; "Given at Madrid this 24th of February 1981", as decrees do."""
    if len(lines) < _SIGNED_LINES:
        return
    for line in lines[max(len(lines) - _FOOT_LINES, _SIGNED_LINES - 1, begins + 1) :]:
        given = _GIVEN.match(line)
        whole = dct.parse(line, "header", "header: a day alone below the text", language=language)
        if whole and len(whole[0].value) == _DAY_LENGTH and not line[whole[1] :].strip(" ."):
            yield policy.claim(whole[0], _LAST)
            return
        if len(line) > _SIGNATURE or not (given or _PLACE.match(line)):
            continue
        rest = line[given.end() :] if given else line
        if found := _dated_field(rest.rstrip("."), language):
            yield policy.claim(dct.ruled(found, "header: place and day below the text"), _SIGNED)
            return


def _cover_month(lines: list[str], language: str) -> Iterator[Claim]:
    """The month that stands alone in a field of a report's cover, where it is the only one there."""
    if not any(_COVER.search(line) for line in lines if len(line) <= _PROSE):
        return
    fields = [field.strip() for line in lines if len(line) <= _LONGEST for field in _FIELD.split(line)]
    months = [field for field in fields if _MONTH_ALONE.fullmatch(field)]
    found = [
        dct.parse(month, "header", "header: a month on a cover", language=language, partial=True) for month in months
    ]
    values = {one[0].value: one[0] for one in found if one and len(one[0].value) == len("2019-10")}
    if len(values) == 1:
        yield policy.claim(next(iter(values.values())), _MONTH)


def _opening_days(lines: list[str], language: str) -> set[str]:
    """The days that lines begin with: several make a diary or a chronicle."""
    opened = (line.lstrip("*_#([>- \t")[:60] for line in lines)
    found = ((line, next(dct.all_in(line, "header", "", language=language), None)) for line in opened)
    return {
        one[0].value
        for line, one in found
        if one and _WEEKDAY.fullmatch(line[: one[1]]) and not line[one[2] : one[2] + 1].isalpha()
    }


def _is_list(lines: list[str], language: str) -> bool:
    """Whether most lines hold days, three or more different ones: recordings, launches, a family's births."""
    with_figures = [line for line in lines if len(line) <= _LONGEST and _FIGURE.search(line)]
    if 2 * len(with_figures) <= len(lines):
        return False
    found = [{one[0].value for one in dct.all_in(line, "header", "", language=language)} for line in with_figures]
    return len(set().union(*found)) > _FEW and 2 * sum(map(bool, found)) > len(lines)


def _listed_days(lines: list[str], language: str) -> set[str]:
    """The days in short lines that no word explains: many make a plan or a list."""
    short = (line for line in lines[:_LIST_LINES] if len(line) <= _PROSE)
    found = (one for line in short for one in labels.claims(line, "header", language=language, plain=_MONTH))
    return {one.timex.value for one in found if one.timex.score <= _MONTH and not one.is_change}


def _of_line(line: str, language: str, *, diary: bool, above: str) -> Iterator[Claim]:
    """What a line claims; a line above it may be the label of what it holds: "Published", "Event date"."""
    if labels.is_label(above):
        yield from labels.claims(f"{above.rstrip(' :')}: {line}", "header", language=language, plain=0.0)
        return
    if not diary and not _is_span(line, language):
        yield from _of_fields(line, language)
    yield from _month_of_release(line, language)
    if found := _broadcast(line) or _date_time_group(line):
        yield policy.claim(found, _BROADCAST)
    yield from labels.claims(line, "header", language=language, plain=0.0)
    if _VOLUME.search(line):
        cited = list(labels.claims(line, "header", language=language, plain=_MEETING))
        yield from cited if len(cited) == 1 else ()
    if (held := _HELD.search(line)) and not _TO_COME.search(line):
        days = [one for one, start, _ in dct.all_in(line, "header", "", language=language) if start > held.start()]
        for day in days[:1]:
            yield policy.claim(dct.ruled(day, "header: a meeting held"), _MEETING)


def _of_fields(line: str, language: str) -> Iterator[Claim]:
    """The first date that stands alone in its line, or in a field of it."""
    for field in (line, *_FIELD.split(line)):
        found = _dated_field(field.strip(), language)
        if found and not labels.tells_of_other(line[: line.find(field)]):
            yield policy.claim(found, _DATED_FIELD)
            return


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
        if _is_contact(rest):
            return found[0]
        if _PERIOD_END.fullmatch(rest) or (_AFTER.match(rest) and not _SENTENCE.search(rest)):
            return found[0]
    return None


def _is_contact(rest: str) -> bool:
    """Whether the words behind a date say whom to call, as at the top of releases: "Contact: Ann Lee"."""
    return worded("contact").match(rest.lstrip(" ,;|–—-\t")) is not None


def _month_of_release(line: str, language: str) -> Iterator[Claim]:
    """The month at the head of a release that gives no day: "March 2021 Contact: Ann Lee"."""
    month = _MONTH_ALONE.match(line)
    if month is None or not _is_contact(line[month.end() :]):
        return
    found = dct.parse(month[0], "header", "header: the month of a release", language=language, partial=True)
    if found and len(found[0].value) == len("2019-10"):
        yield policy.claim(found[0], _MONTH)


def _broadcast(line: str) -> Timex | None:
    """The day at the end of a line in capitals, with a year of two figures: "RADIO IN ENGLISH 0240 GMT 1 NOV 84"."""
    match = _SHORT_YEAR.search(line) if _CAPITALS.match(line) else None
    if match is None:
        return None
    day, month, year = match.groups()
    found = dct.parse(f"{day} {month} {year} -", "header", "header: line in capitals that ends with a day")
    return found[0] if found else None
