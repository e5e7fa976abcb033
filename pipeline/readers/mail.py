"""The header of an e-mail, as sent, as kept in a mailbox, or as a mail program of some language copies it into text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate

from pipeline.model import Timex
from pipeline.readers import dct

_ENVELOPE = r"(?:From[ ]\S+[ ][^\n]*\d{4}\n)?"  # the line that parts the mails of a mailbox
_KEY = r"[^\W\d_][\w' -]{0,40}"
_BLOCK = re.compile(rf"\s*{_ENVELOPE}(?:\**{_KEY}[ ]?:\**[ \t]*\S?[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){{3,}}(?=\s*\n|\s*\S)")
_FIELD = re.compile(rf"^\**(?P<key>{_KEY}?)[ ]?:\**[ \t]*(?P<value>\S[^\n]*)$", re.M)
_FROM = re.compile(
    "from|von|de|da|van|od|от|від|från|fra|expéditeur|remitente|mittente|gönderen|发件人|差出人|보낸사람"
)
_SENT = re.compile(
    "date|sent|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|enviado|enviado el|enviada em|enviado em|"
    "fecha|data|inviato|verzonden|wysłano|data wysłania|отправлено|дата|надіслано|skickat|sendt|tarih|发送时间|"
    "日期|送信日時|보낸 날짜"
)
_SUBJECT = re.compile("subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема|ämne|emne|konu|主题|件名|제목")


@dataclass(frozen=True, slots=True)
class Mail:
    """What stands above a mail's text: `end` is the offset behind it."""

    end: int
    subject: str
    date: Timex


def read(text: str, language: str) -> Mail | None:
    """The mail header that `text` begins with; None where it has no sender, subject and day."""
    block = _BLOCK.match(text)
    if block is None:
        return None
    fields: dict[str, str] = {}
    for field in _FIELD.finditer(block.group()):
        fields.setdefault(field["key"].casefold(), field["value"].strip())
    sender, sent, subject = (_first(fields, keys) for keys in (_FROM, _SENT, _SUBJECT))
    date = _day(sent, language)
    return Mail(block.end(), subject, date) if sender and subject and date else None


def _first(fields: dict[str, str], keys: re.Pattern[str]) -> str:
    return next((value for key, value in fields.items() if keys.fullmatch(key)), "")


def _day(sent: str, language: str) -> Timex | None:
    """The day as the sender's clock had it: in words, or as RFC 2822 and older programs write it."""
    rule = "header: the day a mail was sent"
    found = dct.parse(sent, "header", rule, language=language)
    if found:
        return found[0]
    parts = parsedate(sent)
    value = dct.checked(*parts[:3]) if parts else ""
    return dct.of_value(value, "header", rule) if value else None
