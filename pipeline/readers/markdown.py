"""Markdown: the words without the mark-up.

Front matter gives title, date and language; the first heading is the title where no other is given. Headings and list
entries keep their lines, so that a chronicle stays one; code, images, raw HTML and link targets are no prose and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import Document
from pipeline.readers import dct as dates
from pipeline.readers import evidence, header, heading, names, policy
from pipeline.readers.assemble import Body, assemble
from pipeline.readers.decode import decode
from pipeline.readers.policy import Claim

_FRONT_MATTER = re.compile(
    r"\s*(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>.*?)\n(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|$)", re.S
)  # YAML between dashes, TOML between plus signs
_FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w -]*?)[ \t]*[:=][ \t]*(?P<value>.+?)[ \t]*$", re.M)
_FENCE = re.compile(r"^[ \t]*(?P<mark>```+|~~~+).*?(?:^[ \t]*(?P=mark)[ \t]*$|\Z)", re.M | re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_SILENT_HTML = re.compile(r"<(script|style|svg|iframe|nav)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>")
_AUTO_LINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]+>")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:.*$", re.M)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"\[(?P<label>[^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_HEADING = re.compile(r"^[ ]{0,3}(?P<level>#{1,6})[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$", re.M)
_SETEXT = re.compile(r"^(?P<words>[^\n]*\S[^\n]*)\n[ ]{0,3}(?:=+|-{3,})[ \t]*$", re.M)
_RULE = re.compile(r"^[ ]{0,3}(?:[-*_][ \t]*){3,}$", re.M)
_TABLE_RULE = re.compile(r"^[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|?)+[ \t]*(?:\n|\Z)", re.M)
_CELL = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")
_TABLE_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]*)\|[ \t]*$", re.M)
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ \t]?)+", re.M)
_BULLET = re.compile(r"^[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", re.M)
_STRONG = re.compile(r"(?<!\\)(\*\*\*|\*\*|\*)(?=\S)(?P<words>[^*\n]*?\S)\1")
_UNDERLINED = re.compile(r"(?<![\w\\])(___|__|_)(?=\S)(?P<words>[^_\n]*?\S)\1(?!\w)")
_STRUCK = re.compile(r"~~(?P<words>[^~\n]+)~~")
_CODE = re.compile(r"(`+)(?P<words>[^`\n]+?)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_DATE_KEYS = ("date", "published", "publishdate", "pubdate", "published_at", "issued", "created", "created_at")
_CHANGE_KEYS = ("updated", "lastmod", "modified", "last_modified", "updated_at", "revised")
_PATH_KEYS = ("path", "url", "permalink", "slug", "link", "canonical")  # where the text stands on its site
_PATH_TRUST = 0.9
_TRUST = 0.97  # the weight of a date there


def read(raw: bytes, source: str) -> Iterator[Document]:
    """One document: the prose of a Markdown file. Raises ReadError for bytes that are no text."""
    decoded = decode(raw, source)
    front = _FRONT_MATTER.match(decoded)
    fields = _fields(front.group("fields")) if front else {}
    start = front.end() if front else 0
    title, prose = _titled(strip(decoded[start:]), fields.get("title", ""), decoded[start:])
    language = fields.get("lang", fields.get("language", "")) or evidence.language_of(prose)
    found = header.split(prose, language=language)
    body = Body(
        prose[found.end :],
        start,
        title or found.title,
        (*_front_dates(fields, language), *header.claims(found), *heading.claims(prose, language)),
        language,
        media_type="text/markdown",
    )
    yield assemble(raw, source, body)


def strip(marked: str) -> str:
    """The words of `marked`, one block a paragraph, list entries and table rows one a line."""
    text = _COMMENT.sub("", _FENCE.sub("", marked))
    text = _TAG.sub("", _AUTO_LINK.sub("", _SILENT_HTML.sub("", text)))
    text = _REFERENCE.sub("", _FOOTNOTE.sub("", text))
    text = _SETEXT.sub(r"\g<words>\n", text)
    text = _RULE.sub("", _TABLE_RULE.sub("", text))
    text = _HEADING.sub(lambda match: f"\n{match.group('words')}\n", text)
    text = _BULLET.sub("", _QUOTE.sub("", text))
    text = _TABLE_ROW.sub(lambda match: _CELL.sub(" | ", match.group("cells").strip()), text)
    text = _inline(text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _inline(text: str) -> str:
    text = _LINK.sub(r"\g<label>", _IMAGE.sub("", text))
    for pattern in (_STRONG, _STRONG, _UNDERLINED, _UNDERLINED, _STRUCK, _CODE):  # twice: bold holds italic
        text = pattern.sub(r"\g<words>", text)
    return _ESCAPE.sub(r"\1", text)


def _fields(front: str) -> dict[str, str]:
    """The one-line `key: value` pairs of the front matter, keys in lower case, quotes off."""
    return {match.group("key").lower(): match.group("value").strip("\"'") for match in _FIELD.finditer(front)}


def _front_dates(fields: dict[str, str], language: str) -> Iterator[Claim]:
    for key in (*_DATE_KEYS, *_CHANGE_KEYS):
        found = dates.parse(fields.get(key, ""), "metadata", f"front matter: {key}", language=language, partial=True)
        if found:
            yield policy.claim(found[0], _TRUST, is_change=key in _CHANGE_KEYS)
    for key in _PATH_KEYS:
        path = fields.get(key, "")
        in_path = (
            names.from_source(path if "://" in path else f"https://site/{path.strip('/')}/", language) if path else None
        )
        if in_path:
            yield policy.claim(dates.ruled(in_path, f"front matter: a date in the {key}"), _PATH_TRUST)


def _titled(prose: str, title: str, marked: str) -> tuple[str, str]:
    """Title and the prose without it: the front matter's, else a first line that was marked as a heading."""
    first, _, rest = prose.partition("\n")
    heading = _HEADING.match(marked.lstrip()) or _SETEXT.match(marked.lstrip())
    is_heading = heading is not None and _inline(heading.group("words")).strip() == first.strip()
    if is_heading and (not title or title.casefold() == first.strip().casefold()) and rest.strip():
        return title or first.strip(), rest.strip()
    return title, prose
