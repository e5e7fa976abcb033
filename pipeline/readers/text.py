"""Plain text: header lines off, the rest as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Document
from pipeline.readers import evidence, header, heading, stamps
from pipeline.readers.assemble import Body, assemble
from pipeline.readers.decode import decode


def read(raw: bytes, source: str) -> Iterator[Document]:
    """One document: the text without its header. Raises ReadError for bytes that are no text."""
    decoded = decode(raw, source)
    language = evidence.language_of(decoded)
    found = header.split(decoded, language=language)
    claims = (*header.claims(found), *heading.claims(decoded, language), *stamps.claims(decoded, language))
    body = Body(decoded[found.end :], found.end, found.title, claims, language)
    yield assemble(raw, source, body)
