"""PDF: running text out of printed lines; what cannot be read is refused with what to do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import readers
from pipeline.errors import ReadError
from pipeline.model import Document
from pipeline.readers import pdf as reader
from pipeline.readers.reflow import Line, text_of
from tests.office_files import TEXT, locked_pdf, pdf

STORY = [
    "The storm reached the coast of Portugal in the night and tore the boats from",
    "their quay, the harbour master of Lisbon said. Nobody was hurt, but trains be-",
    "tween Lisbon and Santarém stood still until noon on 14 November 2023.",
    "",
    "The well-known lighthouse lost its lamp. Its keeper had long warned that the well-",
    "known tower would not stand another winter, and a Franco-",
    "German team of builders had come to see it on 2 May 2022, in the season 2021-",
    "22, when the weather was fair and the way along the coast was open to the lorries.",
]


def read(raw: bytes, source: str = "a.pdf") -> Document:
    (document,) = readers.read(raw, source)
    return document


def test_lines_become_paragraphs_and_cut_words_whole() -> None:
    document = read(pdf(STORY))
    first, second = document.text.split("\n\n")
    assert first.endswith("trains between Lisbon and Santarém stood still until noon on 14 November 2023.")
    assert "boats from their quay" in first
    assert "the well-known tower" in second
    assert "a Franco-German team" in second
    assert "season 2021-22, when" in second
    assert document.media_type == "application/pdf"


def numbered(page: int, lines: list[str]) -> list[str]:
    return ["60|820|9|Daily Herald, 14 November 2023", *lines, f"290|30|9|Page {page} of 4"]


def test_what_repeats_on_pages_goes_and_the_first_head_stays() -> None:
    halves = [STORY[:2], STORY[2:], STORY[4:6], STORY[6:]]
    document = read(pdf(*(numbered(page, lines) for page, lines in enumerate(halves, 1))))
    assert "Page" not in document.text
    assert "Herald" not in document.text[40:]
    assert "trains between Lisbon" in document.text  # across the page's end
    assert document.dct is not None
    assert (document.dct.value, document.dct.origin) == ("2023-11-14", "header")


def test_years_above_the_parts_of_a_chronicle_are_no_page_numbers() -> None:
    years = (["60|800|11|1914", *STORY[:3]], ["60|800|11|1916", *STORY[4:]], ["60|800|11|1939", *STORY[:3]])
    text = read(pdf(*years)).text
    assert all(year in text for year in ("1914", "1916", "1939"))


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [
        f"60|{700 - 14 * row}|11|{words}"
        for row, words in enumerate(("The river rose on Monday and", "flooded the old"))
    ]
    right = [
        f"320|{700 - 14 * row}|11|{words}"
        for row, words in enumerate(("bridge of the town, where the", "mayor stood."))
    ]
    assert read(pdf([*left, *right])).text == (
        "The river rose on Monday and flooded the old bridge of the town, where the mayor stood."
    )


def test_headings_and_lists_keep_their_lines() -> None:
    page = ["60|800|18|The flood", *(f"60|{760 - 14 * row}|11|{line}" for row, line in enumerate(STORY[:3]))]
    items = [
        "60|700|11|\u2022 Trains stop at the town of Santarem",
        "60|686|11|\u2022 Schools stay shut until the Monday after",
    ]
    text = read(pdf([*page, *items])).text
    assert "\n\u2022 Trains stop at the town of Santarem\n\u2022 Schools" in text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("The flood of Lisbon", "The flood of Lisbon"),
        ("Microsoft Word - flood.doc", None),
        ("untitled", None),
        ("", None),
    ],
)
def test_a_title_counts_where_it_is_one(title: str, shown: str | None) -> None:
    document = read(pdf([TEXT], info=f"/Title ({title})"))
    assert document.title == (shown or TEXT.rstrip("."))


def test_the_day_of_making_dates_only_what_nothing_else_dates() -> None:
    made = "/CreationDate (D:20230914101500+02'00')"
    bare = read(pdf(["They met at the Vostochny Cosmodrome and toasted."], info=made)).dct
    assert bare is not None
    assert (bare.value, bare.origin) == ("2023-09-14", "metadata")
    assert bare.score < 0.5
    headed = read(pdf(["Date: 1 March 2020", "", "They met at the Vostochny Cosmodrome and toasted."], info=made)).dct
    assert headed is not None
    assert (headed.value, headed.origin) == ("2020-03-01", "header")
    assert headed.score > 0.9  # the metadata casts no doubt
    named = read(pdf(["They met at the Vostochny Cosmodrome."], info=made), "2019-05-06-notes.pdf").dct
    assert named is not None
    assert named.value == "2019-05-06"


def test_a_history_is_not_dated_by_its_file() -> None:
    page = ["The league was founded in 1815.", "It grew from 1834 until 1848 and was dissolved in 1866, a year of war."]
    assert read(pdf(page, info="/CreationDate (D:20230914101500)")).dct is None


@pytest.mark.parametrize("made", ["D:20231399", "yesterday", "D:00010101", "D:2023"])
def test_a_day_of_making_that_is_none_dates_nothing(made: str) -> None:
    assert read(pdf(["They met at the Vostochny Cosmodrome."], info=f"/CreationDate ({made})")).dct is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (pdf(["", ""]), "holds pictures of pages, no text; run OCR on it first"),
        (locked_pdf("secret"), "locked or encrypted; open it, print it to a new PDF without a password"),
        (b"%PDF-1.7\n" + b"\x00garbage" * 50, "damaged and cannot be read; open it in a viewer"),
        (pdf([TEXT])[:300], "damaged"),
        (b"not a pdf at all, but long enough to be a text", "this is no PDF, whatever its name says"),
    ],
    ids=["scanned", "locked", "garbage", "cut", "other"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(raw: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read(raw, "minutes.pdf")
    assert str(caught.value).startswith("minutes.pdf: ")


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert TEXT in read(locked_pdf("")).text


def test_a_pdf_is_one_whatever_its_name_says() -> None:
    assert readers.name_for(pdf([TEXT]), "a.txt") == "pdf"


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="unpacks to too much"):
        read(pdf([TEXT], stream=b"q Q " * 40_000_000))  # 160 MB in 160 kB
    with monkeypatch.context() as hurried:
        hurried.setattr(reader, "_LONGEST", -1.0)
        with pytest.raises(ReadError, match="takes too long"):
            read(pdf([TEXT]))
    monkeypatch.setattr(reader, "_MOST_BYTES", 150)
    with pytest.raises(ReadError, match="unpacks to too much"):
        read(pdf([TEXT], [TEXT], [TEXT]))
    monkeypatch.setattr(reader, "_MOST_PAGES", 2)
    with pytest.raises(ReadError, match="3 pages, more than 2"):
        read(pdf([TEXT], [TEXT], [TEXT]))


def test_fonts_that_hide_their_letters_are_told() -> None:
    with pytest.raises(ReadError, match="do not say which letters they show"):
        reader._legible("/G01/G02 /G03/G04/G05 /G06/G07", "a.pdf")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(pdf(STORY, STORY[:3]))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(9, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read(bytes(raw)).text
    except ReadError as error:
        assert "a.pdf" in str(error)


lines = st.builds(Line, st.text(max_size=30), st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(0, 50))


@given(st.lists(st.lists(lines, max_size=6), max_size=4))
def test_any_lines_make_a_text(pages: list[list[Line]]) -> None:
    assert isinstance(text_of(pages), str)
