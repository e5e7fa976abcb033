"""Bytes to text: byte-order marks, declared character sets, UTF-8, then charset-normalizer.

The text that comes out is NFC with "\\n" as its only line end, free of control characters and of lone surrogates.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (an .odt, .epub or .xlsx is one)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "a rich text (RTF) file"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
_DECLARATION_WINDOW = 2048  # bytes: HTML wants its declaration in the first 1024; real pages are later
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]")
_COMMON = ("cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256")  # of equally good fits, the likelier
_CLOSE_MESS = 0.01  # charset-normalizer's measures of disorder and of likeness to a language, 0..1
_CLOSE_COHERENCE = 0.05
_CONTROL_BYTES = bytes({*range(9), 11, *range(14, 27), *range(28, 32), 127})
_CONTROL_SHARE = 0.02  # above this share of control bytes nobody wrote it as text
_NUL_SHARE = 0.2  # UTF-16 of Latin text has a NUL in every other byte


def decode(raw: bytes, source: str) -> str:
    """The text of `raw`. Raises ReadError for empty, binary and undecodable bytes."""
    if not raw.strip():
        raise ReadError(f"{source}: the file is empty; nothing to read")
    _refuse_known_binaries(raw, source)
    text = _decoded(raw, source)
    if not text.strip():
        raise ReadError(f"{source}: the file holds only white space or control characters; nothing to read")
    return text


def normalise(text: str) -> str:
    """`text` in NFC with "\\n" as its only line end and without control characters; tabs stay."""
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def _decoded(raw: bytes, source: str) -> str:
    for encoding in _encodings(raw):
        try:
            return normalise(raw.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    if _looks_binary(raw):
        raise ReadError(f"{source}: these bytes are not text; save the document as .docx, .pdf or .txt first")
    return normalise(_guessed(raw, source))


def _encodings(raw: bytes) -> list[str]:
    """Encodings worth trying strictly, the surest first."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return [encoding]
    wide = _wide_without_mark(raw)
    if wide:
        return [wide]
    if b"\x00" in raw:
        return []
    declared = _DECLARED.search(raw[:_DECLARATION_WINDOW])
    named = [declared.group(1).decode("ascii")] if declared else []
    return ["utf-8", *(name for name in named if name.lower() not in {"utf-8", "utf8"})]


def _wide_without_mark(raw: bytes) -> str:
    """UTF-16 without a byte-order mark, told by the NULs in every other byte; "" for anything else."""
    head = raw[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if (even + odd) < _NUL_SHARE * len(head):
        return ""
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else ""


def _looks_binary(raw: bytes) -> bool:
    head = raw[:65_536]
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    return b"\x00" in head or controls > _CONTROL_SHARE * len(head)


def _refuse_known_binaries(raw: bytes, source: str) -> None:
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise ReadError(f"{source}: this is {name}, not text; save the document as .docx, .pdf or .txt first")


def _guessed(raw: bytes, source: str) -> str:
    from charset_normalizer import from_bytes  # slow to import, and most files are UTF-8

    fits = list(from_bytes(raw))
    if not fits:
        raise ReadError(f"{source}: no character set fits these bytes; save the document as UTF-8 text")
    tied = [
        fit
        for fit in fits
        if fit.chaos <= fits[0].chaos + _CLOSE_MESS and fit.coherence >= fits[0].coherence - _CLOSE_COHERENCE
    ]
    common = [fit for name in _COMMON for fit in tied if fit.encoding == name]
    return str((common or fits)[0])
