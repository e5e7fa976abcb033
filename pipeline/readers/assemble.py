"""The last step of every reader: text and what the format says about it become a `Document`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pipeline.errors import ReadError
from pipeline.model import Document, DocumentKind
from pipeline.readers import evidence, header, names, policy
from pipeline.readers.policy import Claim


@dataclass(frozen=True, slots=True)
class Body:
    """What a format yields.

    `text` is the document's text; `raw_offset` the code point of its start in the decoded raw text; `claims` are the
    dates that the format gives. "" and None mean that the format does not say.
    """

    text: str
    raw_offset: int = 0
    title: str = ""
    claims: tuple[Claim, ...] = ()
    language: str = ""
    kind: DocumentKind | None = None
    media_type: str = "text/plain"


def assemble(raw: bytes, source: str, body: Body, ordinal: int = 0) -> Document:
    """The `ordinal`-th document of `source`. What `body` does not say is told from the text, the URL or the name."""
    text = body.text.rstrip()
    if not text.strip():
        raise ReadError(f"{source}: no text is left once mark-up and headers are taken away; nothing to read")
    language = body.language or evidence.language_of(text)
    yearless = header.yearless_dateline(text, language=language)
    dct = policy.resolve([*body.claims, *names.claims(source, language, yearless)])
    return Document(
        id=Document.id_of(source, ordinal),
        revision=hashlib.sha256(raw).hexdigest(),
        source=source,
        title=" ".join(body.title.split()) or evidence.title_of(text, language),
        text=text,
        raw_offset=body.raw_offset,
        language=language,
        media_type=body.media_type,
        kind=body.kind or evidence.kind_of(text, body.title, dct),
        dct=dct,
    )
