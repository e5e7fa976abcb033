"""Headers: what is cut, what stays, and which date the document gets."""

from __future__ import annotations

import pytest

from pipeline import readers
from pipeline.model import Document
from pipeline.readers import dct


def read(text: str, source: str = "note.txt") -> Document:
    return next(readers.read(text.encode(), source))


def dated(document: Document) -> tuple[str, str | None] | None:
    return None if document.dct is None else (document.dct.value, document.dct.origin)


BODY = "Police closed the bridge after the storm. Nobody was hurt."


@pytest.mark.parametrize(
    ("header", "value", "origin", "title"),
    [
        ("date 2023-11-13\n", "2023-11-13", "header", ""),
        (" date 2023-11-13 ", "2023-11-13", "header", ""),
        ("Date: 13 November 2023\n\n", "2023-11-13", "header", ""),
        ("DATE: November 13, 2023 10:05 GMT\n", "2023-11-13", "header", ""),
        ("Published on Monday, 13 Nov. 2023\n", "2023-11-13", "header", ""),
        ("Date: November 2023\n", "2023-11", "header", ""),
        ("date 2023\n", "2023", "header", ""),
        ("Storm shuts bridge\n\n", None, None, "Storm shuts bridge"),
        ("Storm shuts bridge\nBy Ann Lee\n13 November 2023\n\n", "2023-11-13", "header", "Storm shuts bridge"),
        ("Storm shuts bridge\nBy Ann Lee, 13 November 2023\n\n", "2023-11-13", "byline", "Storm shuts bridge"),
        ("Storm shuts bridge\n\nBy ANN LEE\nAssociated Press\n\n", None, None, "Storm shuts bridge"),
        ("[13 November 2023] ", "2023-11-13", "header", ""),
        ("date 2010-01-14\nStorm shuts bridge\n\n", "2010-01-14", "header", "Storm shuts bridge"),
        ("Title: Storm shuts bridge\nSource: The Paper\n\n", None, None, "Storm shuts bridge"),
    ],
)
def test_headers_are_cut(header: str, value: str | None, origin: str | None, title: str) -> None:
    document = read(header + BODY)
    assert document.text == BODY
    assert document.raw_offset == len(header)
    assert dated(document) == (None if value is None else (value, origin))
    assert document.title == (title or BODY.split(".")[0])


@pytest.mark.parametrize(
    "text",
    [
        "Date palms were planted in 1910 near the well.",
        "Updated rules came into force.",
        "By the river stood a mill. It burnt down in 1910.",
        "By 1910 the mill had closed",
        "On 13 November 2023 the bridge was closed.",
        "13 November 2023\nThe bridge was closed.\n\n14 November 2023\nIt was opened.",
        "2023-11-13 was a Monday.",
        "The mill burnt down.",
        "[1 May 1990] The mill burnt down.\n[2 May 1990] It was sold.",
        "By the mill\nthe river rose\nand rose",
    ],
)
def test_text_that_only_looks_like_a_header_stays(text: str) -> None:
    document = read(text)
    assert document.text == text
    assert document.dct is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("KATHMANDU, Nepal, June 2, 1953 - A British expedition reached the top.", "1953-06-02"),
        ("KYIV, Ukraine, Feb. 24, 2022 (AP) — Explosions were heard.", "2022-02-24"),
        ("LONDON (13 September 2023) -- Shares fell.", "2023-09-13"),
        ("YEREVAN (Newsdesk), 21 September 2023 -- Talks began.", "2023-09-21"),
        ("   SAN SALVADOR, 5 SEP 89 (ACAN - EFE) -- [TEXT] THE GOVERNMENT AFFIRMED", "1989-09-05"),
        ("DALLAS, Sept. 13, 2023 /Newswire/ -- The company said", "2023-09-13"),
        ("KYIV, Ukraine (AP) - Explosions were heard.", None),
        ("MOSCOW, Sept 13 (Reuters) - The leaders met.", None),
        ("In Kathmandu, June 2, 1953 was a day of joy.", None),
    ],
)
def test_datelines_give_a_date_and_stay_in_the_text(text: str, value: str | None) -> None:
    document = read(text)
    assert document.text == text.strip()
    assert dated(document) == (None if value is None else (value, "dateline"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("docs/2023-11-13-bridge.txt", ("2023-11-13", "filename")),
        ("docs/20231113_bridge.txt", ("2023-11-13", "filename")),
        ("https://example.org/2023/11/13/bridge", ("2023-11-13", "url")),
        ("https://example.org/bridge-2023-11-13", ("2023-11-13", "url")),
        ("docs/000_634569b292038733.txt", None),
        ("docs/2023-13-45.txt", None),
        ("docs/bridge.txt", None),
    ],
)
def test_the_name_dates_a_text_that_does_not(source: str, expected: tuple[str, str] | None) -> None:
    assert dated(read(BODY, source)) == expected
    assert dated(read(f"date 1999-01-02\n{BODY}", source)) == ("1999-01-02", "header")


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("13 November 2023", "en", ("2023-11-13",)),
        ("13. November 2023", "de", ("2023-11-13",)),
        ("13 novembre 2023", "fr", ("2023-11-13",)),
        ("13 de noviembre de 2023", "es", ("2023-11-13",)),
        ("13 ноября 2023", "ru", ("2023-11-13",)),
        ("Mon, 13 Nov 2023 10:00:00 GMT", "en", ("2023-11-13",)),
        ("2023-11-13T09:30:00+02:00", "en", ("2023-11-13",)),
        ("13.11.2023", "de", ("2023-11-13",)),
        ("11/13/2023", "en", ("2023-11-13",)),
        ("03/04/2023", "en", ("2023-04-03", "2023-03-04")),
        ("31 February 2023", "en", None),
        ("99 bottles", "en", None),
        ("1066-10-14", "en", None),  # before printing: not when a document was made
    ],
)
def test_written_dates(text: str, language: str, values: tuple[str, ...] | None) -> None:
    found = dct.parse(text, "header", "test", language=language)
    if values is None:
        assert found is None
        return
    assert found is not None
    assert (found[0].value, *found[0].alternatives) == values
    assert found[1] == len(text)


def test_a_date_that_reads_two_ways_is_less_sure() -> None:
    found = dct.parse("03/04/2023", "header", "test")
    assert found is not None
    assert found[0].score < 1.0


def test_a_byline_in_the_language_of_the_text() -> None:
    body = "Das Wasser der Elbe stieg am Dienstag in Dresden auf neun Meter, sagte der Bürgermeister der Stadt."
    document = read(f"Hochwasser an der Elbe\n\nVon Anna Müller, 13. August 2002\n\n{body}")
    assert (document.title, document.text) == ("Hochwasser an der Elbe", body)
    assert dated(document) == ("2002-08-13", "byline")


def test_the_day_of_a_picture_is_not_the_documents() -> None:
    text = (
        "Truce agreed at the dam\nWorkers cross the river near Leeds, Feb. 10, 2026. (Photo)\nby Herald Agency\n"
        "Feb 27, 2026 6:40 pm\nThe agency said on Friday that a truce had begun near the dam, and that it held.\n"
    )
    assert dated(read(text)) == ("2026-02-27", "header")
    assert read(text.replace("Feb 27, 2026 6:40 pm\n", "")).dct is None


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ('path = "2018/10/19/update"', "2018-10-19"),
        ("permalink = /news/2019-03-02-outage/", "2019-03-02"),
        ("url = https://example.org/2020/01/05/outage.html", "2020-01-05"),
        ('path = "about/us"', None),
        ('path = "2018/10/19/update"\ndate = 2018-10-21', "2018-10-21"),
    ],
)
def test_a_path_in_the_front_matter_carries_a_date(fields: str, value: str | None) -> None:
    document = read(f'+++\n{fields}\ntitle = "Outage"\n+++\n\nOn Monday the registry had an outage.\n', "note.md")
    assert (document.dct.value if document.dct else None) == value


def test_a_line_of_origin_below_the_text_dates_it() -> None:
    text = "The bridge was closed after the storm.\n\nNobody was hurt.\n\nIt opened again at noon.\n\n"
    assert dated(read(text + "Source: Oslo Herald, 3 May 2012\n")) == ("2012-05-03", "header")
    assert read(text + "Sources said that it was closed on 3 May 2012.\n").dct is None


def test_a_date_line_with_its_rubric() -> None:
    assert dated(read("Tanker runs aground\n\nAugust 19, 2013 in Shipping\n\n" + BODY)) == ("2013-08-19", "header")


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("3 March 2001, Oslo", "4 June 2003, Porto", ""),
        ("Oslo, 3 March 2001", "Porto, 4 June 2003", ""),
        ("## Oslo, 3 March 2001", "## Porto, 4 June 2003", ""),
        ("Oslo, 3 March 2001", "Porto in June", "Oslo, 3 March 2001"),  # no other line is like it
        ("Oslo, 3 March 2001", "The bridge was closed on 4 June 2003.", "Oslo, 3 March 2001"),  # nor a sentence
        ("A storm on 3 March 2001 in Oslo", "Porto, 4 June 2003", "A storm on 3 March 2001 in Oslo"),  # within it
    ],
)
def test_a_line_of_day_and_place_is_no_title_where_others_head_parts_too(first: str, second: str, title: str) -> None:
    document = read(f"{first}\n\n{BODY}\n\n{second}\n\n{BODY}\n")
    assert (document.text.startswith("Police"), document.text.startswith(first)) == (bool(title), not title)
