"""Dates as people type them, and ranges as the count sentence says them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import timex
from pipeline.config import PROJECT
from pipeline.errors import TimexError
from pipeline.views import when


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("", ""),
        ("  ", ""),
        ("2023", "2023"),
        ("2023-09", "2023-09"),
        ("2023-09-13", "2023-09-13"),
        ("2023-09-13T14", "2023-09-13T14"),
        ("-0043", "-0043"),
        ("44 BC", "-0043"),
        ("1 bce", "0000"),
        ("AD 79", "0079"),
        ("476 CE", "0476"),
        ("13 Sep 2023", "2023-09-13"),
        ("September 13, 2023", "2023-09-13"),
        ("Sep 2023", "2023-09"),
        ("1990s", "1990"),
        ("12th century", "1101"),
        ("5th century BC", "-0499"),
        ("13. Sep 2023", "2023-09-13"),
        ("13.9.2023", "2023-09-13"),
        ("März 2011", "2011-03"),
        ("44 v. Chr.", "-0043"),
        ("79 n. Chr.", "0079"),
        ("1990er", "1990"),
        ("12. Jahrhundert", "1101"),
    ],
)
def test_what_people_type(typed: str, prefix: str) -> None:
    assert when.read(typed) == prefix


def test_the_end_of_a_decade_and_of_a_century_is_its_last_year() -> None:
    assert when.read("1990s", end=True) == "1999"
    assert when.read("12th century", end=True) == "1200"
    assert when.read("1st century BC", end=True) == "0000"


@pytest.mark.parametrize("typed", ["soon", "yesterday", "x" * 500, "2023-13-40", "Sep", "![x](http://y)"])
def test_other_words_are_refused(typed: str) -> None:
    with pytest.raises(TimexError):
        when.read(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_date_or_a_refusal(typed: str) -> None:
    try:
        prefix = when.read(typed)
    except TimexError:
        return
    assert prefix == "" or timex.from_iso(prefix)


@pytest.mark.parametrize(
    ("typed", "written"),
    [("um 1984", "1984~"), ("bis Mai 2023", "../2023-05"), ("ab 2022", "2022/.."), ("1941 bis 1945", "1941/1945")],
)
def test_vague_dates_may_be_typed_in_german(typed: str, written: str) -> None:
    assert when.edtf(typed) == written


@given(st.integers(-4000, 3000), st.booleans(), st.sampled_from(["en", "de"]))
def test_a_year_shown_is_read_back(year: int, end: bool, language: str) -> None:
    prefix = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    assert when.read(when.shown(prefix, language), end=end) == prefix


@given(st.dates(), st.sampled_from(["en", "de"]))
def test_a_day_shown_is_read_back(day: date, language: str) -> None:
    prefix = day.isoformat()
    if day.year > 999:
        assert when.read(when.shown(prefix, language)) == prefix


def test_ranges_are_said_as_short_as_can_be() -> None:
    day = timex.moment
    assert when.span(day(2023, 4, 5), day(2023, 6, 22)) == "5 Apr – 22 Jun 2023"
    assert when.span(day(2023, 4, 5), day(2023, 4, 5, 12)) == "5 Apr 2023"
    assert when.span(day(2022, 12, 5), day(2023, 1, 1)) == "5 Dec 2022 – 1 Jan 2023"
    assert when.span(day(-43, 3, 15), day(2023, 1, 1)) == "44 BC – 2023"
    assert when.span(day(2023, 4, 5), day(2023, 6, 22), "de") == "5. Apr – 22. Jun 2023"
    assert when.span(day(-43, 3, 15), day(2023, 1, 1), "de") == "44 v. Chr. – 2023"
    assert when.span(None, None) == ""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("13 Sep 2023", "2023-09-13"),
        ("1990s", "199X"),
        ("12th century", "11XX"),
        ("1st century BC", "-0099/0000"),
        ("about 1984", "1984~"),
        ("c. 44 BC", "-0043~"),
        ("about 48 BC", "-0047~"),
        ("spring 1348", "1348-21"),
        ("Herbst 1989", "1989-23"),
        ("between 1914 and 1918", "1914/1918"),
        ("13/09/2023", "2023-09-13"),
        ("late 1941", "1941-09-01/1941-12-31"),
        ("early September 2023", "2023-09-01/2023-09-10"),
        ("by May 2023", "../2023-05"),
        ("since 24 Feb 2022", "2022-02-24/.."),
        ("1941 to 1945", "1941/1945"),
        ("from 3 May 1941 – 5 May 1941", "1941-05-03/1941-05-05"),
        ("2023-21", "2023-21"),
        ("1984?", "1984?"),
        ("", ""),
    ],
)
def test_what_is_typed_is_kept_as_vague_as_it_was_said(typed: str, written: str) -> None:
    assert when.edtf(typed) == written


@pytest.mark.parametrize(
    "typed", ["soon", "1945 to 1941", "about soon", "..", "by", "1990s to yesterday", "spring", "late"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(TimexError):
        when.edtf(typed)


def test_the_documentation_shows_what_is_kept() -> None:
    page = (PROJECT / "docs" / "corrections.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in page.splitlines() if row.startswith("| ")]
    told = [row for row in rows if len(row) == 3 and "`" in row[1] and "`" not in row[0]]
    assert len(told) >= 5
    for typed, kept, shown in told:
        pairs = zip(typed.split(", "), kept.split(", "), strict=True)
        assert [when.edtf(words) for words, _ in pairs] == [code.strip("`") for code in kept.split(", ")]
        words = [when.in_words(code.strip("`")) for code in kept.split(", ")]
        assert ", ".join(dict.fromkeys(words)) == shown


def test_the_filter_takes_the_first_or_last_day_of_what_is_vague() -> None:
    assert (when.read("spring 1348"), when.read("spring 1348", end=True)) == ("1348-03-01", "1348-05-31")
    assert (when.read("late 48 BC"), when.read("late 48 BC", end=True)) == ("-0047-09-01", "-0047-12-31")
    assert timex.from_iso(when.read("today"))
