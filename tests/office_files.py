"""PDF and Word files made by hand, so that a test says exactly what is in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

import docx

TEXT = "Kim Jong Un met Vladimir Putin on 13 September 2023 at the Vostochny Cosmodrome."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"


def pdf(*pages: Sequence[str], info: str = "", leading: float = 14.0, stream: bytes | None = None) -> bytes:
    """A PDF with one font. A line of a page is `text`, `x|y|size|text`, or "" for a gap; `stream` replaces page one."""
    contents = [_drawn(page, leading) for page in pages] or [b""]
    if stream is not None:
        contents[0] = stream
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        objects.append(f"{page}/Contents {5 + 2 * number} 0 R >>".encode())
        packed = zlib.compress(content)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + packed + b"\nendstream")
    objects.append(f"<< {info} >>".encode("latin-1"))
    return _assembled(objects)


def _drawn(page: Sequence[str], leading: float) -> bytes:
    drawn, height = [], 800.0
    for line in page:
        x, y, size, text = line.split("|", 3) if line.count("|") >= 3 else ("60", str(height), "11", line)
        height -= leading
        if text:
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
    return "\n".join(drawn).encode("cp1252")


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table))
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    out.write(trailer % (len(objects) + 1, len(objects), start))
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with `password`."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([TEXT]))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(document: docx.document.Document) -> bytes:
    """The bytes of a document that python-docx made."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def raw_word(body: str, *, head: str = "", **parts: str) -> bytes:
    """A Word file whose text is the XML `body`, its parts packed as they are; `head` stands before the root."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        relation = f'<Relationship Id="r1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/document.xml", f"{head}<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()
