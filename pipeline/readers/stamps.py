"""Stamps that a format puts into plain text: messages of a chat, entries of a feed, the margin of a preprint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.readers import dct, policy
from pipeline.readers.policy import Claim

_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?P<day>\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
_MESSAGE = re.compile(rf"^[\u200e\ufeff]?\[?{_DAY}(?:,[ ]|[ ]|T){_CLOCK}(?:\][ ]|[ ]?[-–][ ]|\t|[ ]{(2,)})", re.M)
_MESSAGES_NEEDED = 3
_SHARE = 0.5  # of the lines that must be messages
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF|channel|item|entry)\b", re.S | re.I)
_ENTRY_DAY = re.compile(r"<(?:pubDate|published|issued|dc:date|dcterms:issued)>\s*([^<]{8,40}?)\s*</", re.I)
_ENTRY_CHANGE = re.compile(r"<(?:updated|lastBuildDate)>\s*([^<]{8,40}?)\s*</", re.I)
_ENTRY = re.compile(r"<(?:item|entry)\b", re.I)
_PREPRINT = re.compile(r"\barXiv:\S{5,20}[ ](?:\[[\w.-]+\][ ])?(?=\d{1,2}[ ][A-Z][a-z]{2})")
_VERSION = re.compile(r"\bthis version posted(?: online)?[ ](?=\w)", re.I)
_EASTERN_DATELINE = re.compile(r"^[\s（(【]*[\u4e00-\u9fff]{2,16}(?=\d{4}年\d{1,2}月\d{1,2}日[电電訊讯])", re.M)
_AGENCY_CODE = re.compile(r"\b[a-z]{2,6}:(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)-\d{2,4}-\d{3,}")  # "dpa:161220-99-604103/4"
_RECORDS = re.compile(r"\s*[{\[]")
_RECORD_DAY = re.compile(r'"(?:date|datetime|created_at|timestamp|time|sent_at)"\s*:\s*"(\d{4}-\d\d-\d\d)[T "]')
_READ = 8_000  # characters in which a preprint's stamp is looked for
_HEAD = 400  # characters in which an agency's dateline is looked for
_CHAT, _OF_FEED, _STAMP, _CODE = 0.9, 0.93, 0.9, 0.85  # weights


def claims(text: str, language: str) -> Iterator[Claim]:
    """The claims of the stamps in `text`."""
    yield from _chat(text, language)
    yield from _feed(text)
    yield from _records(text)
    if match := _AGENCY_CODE.search(text):
        value = dct.checked(dct.full_year(match["y"]), int(match["m"]), int(match["d"]))
        if value:
            yield policy.claim(dct.of_value(value, "header", "header: an agency's number for the story"), _CODE)
    for pattern, rule, read in (
        (_PREPRINT, "header: a preprint's stamp", _READ),
        (_VERSION, "header: a preprint's stamp", _READ),
        (_EASTERN_DATELINE, "dateline: agency, place, date", _HEAD),
    ):
        match = pattern.search(text[:read])
        found = dct.parse(text[match.end() :], "header", rule) if match else None
        if found:
            yield policy.claim(found[0], _STAMP)


def is_chat(text: str) -> bool:
    """Whether most lines of `text` are messages with their time."""
    lines = [line for line in text.split("\n") if line.strip()]
    count = len(_MESSAGE.findall(text))
    return count >= _MESSAGES_NEEDED and count >= _SHARE * len(lines)


def _chat(text: str, language: str) -> Iterator[Claim]:
    """The day of a chat, where all its messages are of one."""
    if not is_chat(text):
        return
    written = {match["day"] for match in _MESSAGE.finditer(text)}
    if len(written) != 1:
        return
    found = dct.parse(written.pop(), "header", "header: every message is of one day", language=language, partial=True)
    if found:
        yield policy.claim(found[0], _CHAT)


def _records(text: str) -> Iterator[Claim]:
    """The day of an export in JSON, where all its records are of one."""
    days = set(_RECORD_DAY.findall(text)) if _RECORDS.match(text) else set()
    if len(days) == 1:
        yield policy.claim(dct.of_value(days.pop(), "header", "header: every record is of one day"), _CODE)


def _feed(text: str) -> Iterator[Claim]:
    """The day of a feed's one entry."""
    if not _FEED.match(text) or len(_ENTRY.findall(text)) > 1:
        return
    for pattern, is_change in ((_ENTRY_DAY, False), (_ENTRY_CHANGE, True)):
        for value in pattern.findall(text)[-1:]:
            if found := dct.parse(value, "metadata", "a feed's entry"):
                yield policy.claim(found[0], _OF_FEED, is_change=is_change)
