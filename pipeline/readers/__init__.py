"""Readers: bytes to Documents. To add one: a file beside these, its test, one line in `registry`.

A reader is chosen by the suffix of the source, else by the look of its bytes; a PDF is one whatever its name is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.errors import ReadError
from pipeline.model import Document, DocumentKind
from pipeline.readers import dct, docx, html, markdown, pdf, text
from pipeline.readers.evidence import kind_of, language_of
from pipeline.registry import Registry

__all__ = ["LARGEST", "Reader", "by_file_time", "kind_of", "language_of", "name_for", "read", "registry", "suffixes"]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: the `suffixes` it is known by, lower case with their dot, and what reads it."""

    suffixes: tuple[str, ...]
    read: Callable[[bytes, str], Iterator[Document]]


registry: Registry[Reader] = Registry(
    "reader",
    {
        "text": Reader((".txt", ".text", ".log"), text.read),
        "markdown": Reader((".md", ".markdown"), markdown.read),
        "html": Reader((".html", ".htm", ".xhtml"), html.read),
        "pdf": Reader((".pdf",), pdf.read),
        "docx": Reader((".docx", ".docm"), docx.read),
    },
    group="whenabouts.readers",
)
FILE_TIME = 0.3  # the score of a document date that only the file has
LARGEST = 20_000_000  # bytes; what `read` takes unless told otherwise
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def suffixes() -> tuple[str, ...]:
    """Every suffix that some reader takes."""
    return tuple(suffix for name in registry for suffix in registry[name].suffixes)


def read(raw: bytes, source: str, dataset: str = "example", *, limit: int = LARGEST) -> Iterator[Document]:
    """The documents in `raw`, which came from `source` (a path, a URL or "paste:" + hash).

    Raises ReadError for what is empty, binary, undecodable or larger than `limit` bytes.
    """
    if len(raw) > limit:
        size, most = len(raw) / 1e6, limit / 1e6
        raise ReadError(
            f"{source}: {size:.1f} MB is more than the {most:.1f} MB that max_document_bytes allows; "
            "split the document or raise that setting"
        )
    for document in registry[name_for(raw, source)].read(raw, source):
        yield dataclasses.replace(document, dataset=dataset)


def by_file_time(document: Document, changed: float) -> Document:
    """The document, dated by when its file was `changed` (seconds since 1970) if nothing else dates it.

    Histories stay without a date: a file's time says when it was copied, which is no anchor for 1812.
    """
    if document.dct is not None or document.kind in (DocumentKind.HISTORY, DocumentKind.CHRONICLE):
        return document
    day = datetime.fromtimestamp(changed).date().isoformat()
    found = dct.of_value(day, "file time", "file time: the day the file was last changed")
    return dataclasses.replace(document, dct=dataclasses.replace(found, score=FILE_TIME))


def name_for(raw: bytes, source: str) -> str:
    """The name of the reader for these bytes: by suffix, else by content, else plain text."""
    suffix = PurePosixPath(source.split("?")[0].split("#")[0].replace("\\", "/")).suffix.lower()
    if raw.startswith(b"%PDF-"):
        return "pdf"
    for name in registry:
        if suffix and suffix in registry[name].suffixes:
            return name
    if raw.startswith(b"PK\x03\x04") and b"word/document.xml" in raw:
        return "docx"
    return "html" if _LOOKS_LIKE_HTML.match(raw.removeprefix(b"\xef\xbb\xbf")[:4096]) else "text"
