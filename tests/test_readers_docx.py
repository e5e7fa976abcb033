"""Word documents: the text as printed with all changes accepted; bombs, locks and other files are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import readers
from pipeline.errors import ReadError
from pipeline.model import Document
from pipeline.readers import docx as reader
from tests.office_files import TEXT, WORD, raw_word, word


def read(raw: bytes, source: str = "a.docx") -> Document:
    (document,) = readers.read(raw, source)
    return document


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def written() -> bytes:
    made = docx.Document()
    made.core_properties.title = "Word Document"
    made.core_properties.created = datetime(2023, 9, 14, 8, tzinfo=UTC)
    made.add_heading("The summit", level=0)
    made.add_paragraph(TEXT)
    made.add_heading("Before", level=1)
    made.add_paragraph("Trains left Pyongyang", style="List Bullet")
    made.add_paragraph("They crossed at Khasan", style="List Bullet")
    made.add_paragraph("Then:")
    table = made.add_table(rows=2, cols=2)
    for cell, words in zip(
        [cell for row in table.rows for cell in row.cells], ("when", "where", "1990", "Porto"), strict=True
    ):
        cell.text = words
    run = made.add_paragraph("They toasted.").runs[0]
    made.add_comment(run, text="SECRET REMARK", author="Reviewer Doe")
    made.sections[0].header.paragraphs[0].text = "Running head"
    return word(made)


def test_paragraphs_headings_lists_and_tables() -> None:
    document = read(written())
    assert document.title == "The summit"
    assert document.text == (
        f"{TEXT}\n\nBefore\n\nTrains left Pyongyang\nThey crossed at Khasan\n\nThen:\n\nwhen | where\n1990 | Porto\n\n"
        "They toasted."
    )
    assert document.media_type == reader.MEDIA_TYPE


def test_comments_and_who_wrote_them_are_left_out() -> None:
    document = read(written())
    assert "SECRET" not in repr(document)
    assert "Doe" not in repr(document)


def test_the_day_of_making_is_trusted_little() -> None:
    dated = read(written()).dct
    assert dated is not None
    assert (dated.value, dated.origin) == ("2023-09-14", "metadata")
    assert dated.score < 0.5
    assert read(written(), "2020-01-02.docx").dct != dated


def test_a_title_in_the_properties_counts_where_it_is_one() -> None:
    made = docx.Document()
    made.add_paragraph(TEXT)
    made.core_properties.title = "Minutes of the summit"
    assert read(word(made)).title == "Minutes of the summit"
    made.core_properties.title = "Document1.docx"
    assert read(word(made)).title == TEXT.rstrip(".")


def test_inserted_words_stay_and_deleted_ones_go() -> None:
    body = (
        "<w:p><w:r><w:t>They met in </w:t></w:r><w:del><w:r><w:delText>Paris</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Lyon</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> GONE</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> HIDDEN</w:t></w:r><w:r><w:t> on 5 May.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>GONE</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert read(raw_word(body)).text == "They met in Lyon on 5 May."


def test_fields_links_breaks_and_controls() -> None:
    body = (
        '<w:p><w:r><w:instrText> HYPERLINK "http://beacon.invalid" </w:instrText></w:r><w:hyperlink><w:r>'
        "<w:t>The river</w:t></w:r></w:hyperlink><w:r><w:t> rose</w:t><w:br/><w:t>by two</w:t><w:tab/><w:t>metres</w:t>"
        f"</w:r></w:p><w:sdt><w:sdtContent>{paragraph('It fell.')}</w:sdtContent></w:sdt>"
    )
    assert read(raw_word(paragraph(TEXT) + body)).text == f"{TEXT}\n\nThe river rose\nby two metres\n\nIt fell."


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Outside.</w:t></w:r><w:r><w:AlternateContent><w:Choice><w:drawing>"
        f"{box}</w:drawing></w:Choice><w:Fallback><w:pict>{box}</w:pict></w:Fallback></w:AlternateContent></w:r></w:p>"
    )
    assert read(raw_word(body)).text == "Outside.\n\nIn the box."


def test_a_table_in_a_cell_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('inner')}</w:tc></w:tr></w:tbl>"
    cells = f"<w:tc>{paragraph('left')}{paragraph('more')}</w:tc><w:tc>{inner}{paragraph('right')}</w:tc>"
    assert read(raw_word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).text == "left more | inner right"


BOMB = (
    "<!DOCTYPE w [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '&{a};&{a};&{a};&{a};'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (raw_word(paragraph("&h;"), head=BOMB), "declares entities of its own"),
        (raw_word(paragraph("&a;"), head=OUTSIDE), "declares entities of its own"),
        (raw_word(paragraph("a" * 50_000_000)), "unpacks to too much"),
        (raw_word("<w:p/>" * 4_100_000), "unpacks to too much"),
        (raw_word("<w:p>" * 400 + "</w:p>" * 400), "damaged or locked"),
        (written()[:900], "damaged or locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"locked with a password or of the old kind \(\.doc\)"),
        (raw_word("<w:p>"), "damaged or locked"),
        (b"plain words with the wrong ending", "damaged or locked"),
        (raw_word(""), "no text is left"),
    ],
    ids=["entities", "outside", "size", "tags", "depth", "cut", "old", "xml", "text", "empty"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(raw: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(raw, "minutes.docx")
    assert str(caught.value).startswith("minutes.docx: ")


def test_another_office_file_is_no_word_document() -> None:
    raw = raw_word("").replace(b"word/document.xml", b"ppt_/document.xml")
    with pytest.raises(ReadError, match="no Word document, whatever its name says"):
        read(raw)


def test_a_word_document_without_its_ending_is_known() -> None:
    assert readers.name_for(written(), "download") == "docx"


def test_strict_documents_have_another_namespace() -> None:
    raw = raw_word(paragraph("Rain fell."))
    strict = reader._blocks(reader._opened(raw, "a.docx").body, {})
    assert [block.words for block in strict] == ["Rain fell."]
    assert "schemas" in WORD


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(raw_word(paragraph(TEXT)))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read(bytes(raw)).text
    except ReadError as error:
        assert "a.docx" in str(error)
