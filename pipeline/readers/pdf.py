"""PDF with text: its pages' words in reading order. Pages that are pictures are refused with what to do about it.

A PDF is hostile: nothing in it is run or fetched, and what it unpacks to is limited.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.errors import ReadError
from pipeline.model import Document
from pipeline.readers import evidence, header, heading, stamps
from pipeline.readers.assemble import Body, assemble
from pipeline.readers.decode import normalise
from pipeline.readers.properties import Properties, without_anchor
from pipeline.readers.reflow import Line, text_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_MOST_PAGES = 3_000
_MOST_CHARACTERS = 5_000_000
_LONGEST = 120.0  # seconds; a hostile page can draw the same letter a million times
_MOST_BYTES = 60_000_000  # of drawing commands, unpacked, of all pages together
_PROPERTIES = ("/Title", "/CreationDate")
_LETTERS_NEEDED = 12
_STRANGE_SHARE = 0.2  # of the letters that stand for nothing; from there on the fonts hide what they show
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd]|/[gGcC]\\d{1,4}\\b|\\(cid:\\d+\\)")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    OSError,
    EOFError,
    zlib.error,
    struct.error,
)


def read(raw: bytes, source: str) -> Iterator[Document]:
    """One document: the text of all pages. Raises ReadError for what is locked, damaged, too large or a picture."""
    reader = _opened(raw, source)
    text = _text(reader, source)
    language = evidence.language_of(text)
    found = header.split(text, language=language)
    said = _metadata(reader)
    claims = (*header.claims(found), *heading.claims(text, language), *stamps.claims(text, language), *said.claims())
    title = said.proper_title or found.title
    body = Body(text[found.end :], 0, title, claims, language, media_type="application/pdf")
    yield without_anchor(assemble(raw, source, body))


def _opened(raw: bytes, source: str) -> PdfReader:
    import pypdf  # 0.2 s to import

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every odd file on standard error
    if b"%PDF-" not in raw[:1024]:  # some begin with a few stray bytes
        raise ReadError(f"{source}: this is no PDF, whatever its name says; give it the ending of what it is")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except pypdf.errors.DependencyError as error:
        raise ReadError(_locked(source)) from error
    except (pypdf.errors.PyPdfError, *_BROKEN) as error:
        raise ReadError(_damaged(source)) from error
    if locked:
        raise ReadError(_locked(source))
    if pages > _MOST_PAGES:
        raise ReadError(f"{source}: this PDF has {pages:,} pages, more than {_MOST_PAGES:,}; split it")
    return reader


def _text(reader: PdfReader, source: str) -> str:
    import pypdf

    pages: list[list[Line]] = []
    letters = work = 0
    until = time.monotonic() + _LONGEST
    try:
        for page in reader.pages:
            contents = page.get_contents()
            work += len(contents.get_data()) if contents is not None else 0
            if work > _MOST_BYTES or letters > _MOST_CHARACTERS:
                raise ReadError(f"{source}: this PDF unpacks to too much; split it, or save its text as .txt")
            pages.append(_lines(page, until))
            letters += sum(len(line.words) for line in pages[-1])
    except pypdf.errors.LimitReachedError as error:
        raise ReadError(f"{source}: a page of this PDF unpacks to too much; save its text as .txt") from error
    except TimeoutError as error:
        raise ReadError(f"{source}: reading this PDF takes too long; split it, or save its text as .txt") from error
    except ReadError:
        raise
    except (pypdf.errors.PyPdfError, *_BROKEN) as error:
        raise ReadError(_damaged(source, len(pages) + 1)) from error
    return _legible(normalise(text_of(pages).translate(_LIGATURES)), source)


def _lines(page: PageObject, until: float) -> list[Line]:
    """The printed lines of a page in reading order, each with where it stands. Raises TimeoutError at `until`."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: Any) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        pieces.append((text, float(x), float(y), float(size or 0) * scale))

    def check(*_drawing: Any) -> None:
        if time.monotonic() > until:
            raise TimeoutError

    page.extract_text(visitor_text=visit, visitor_operand_before=check)
    lines: list[Line] = []
    begun: list[tuple[str, float, float, float]] = []
    for text, x, y, size in pieces:
        first, *others = text.split("\n")
        begun.append((first, x, y, size))
        for other in others:
            lines.extend(_line(begun))
            begun = [(other, x, y, size)]
    return [*lines, *_line(begun)]


def _line(pieces: list[tuple[str, float, float, float]]) -> Iterator[Line]:
    """The line that `pieces` make: where its first letter stands, and as large as its longest piece."""
    printed = [piece for piece in pieces if piece[0].strip()]
    if printed:
        words = "".join(piece[0] for piece in pieces).strip()
        yield Line(words, printed[0][1], printed[0][2], max(printed, key=lambda piece: len(piece[0]))[3])


def _legible(text: str, source: str) -> str:
    """`text`. Raises ReadError where the pages are pictures or the fonts do not say which letters they show."""
    letters = sum(character.isalnum() for character in text)
    if letters < _LETTERS_NEEDED:
        raise ReadError(
            f"{source}: this PDF holds pictures of pages, no text; run OCR on it first (ocrmypdf, or the text "
            "recognition of a scanning program) and add what that makes"
        )
    if len(_STRANGE.findall(text)) > _STRANGE_SHARE * letters:
        raise ReadError(
            f"{source}: the fonts of this PDF do not say which letters they show, so its text cannot be read; run OCR "
            "on it first and add what that makes"
        )
    return text


def _metadata(reader: PdfReader) -> Properties:
    """What the file says about itself; nothing where even that is damaged."""
    import pypdf

    try:
        info = reader.metadata
        return Properties() if info is None else Properties(*(str(info.get(name) or "") for name in _PROPERTIES))
    except (pypdf.errors.PyPdfError, *_BROKEN):
        return Properties()


def _locked(source: str) -> str:
    return f"{source}: this PDF is locked or encrypted; open it, print it to a new PDF without a password and add that"


def _damaged(source: str, page: int = 0) -> str:
    where = f" from page {page} on" if page else ""
    return (
        f"{source}: this PDF is damaged{where} and cannot be read; open it in a viewer, print it to a new PDF, add that"
    )
