"""What passes from heads of entries and headings to the dates below them."""

from __future__ import annotations

import pytest

from pipeline import dates
from pipeline.model import Document, Timex, TimexType

CHAIN = """The strike

December 16, 2012: The weavers walked out.
December 17: They marched, as planned on 15 December.
January 3: They came back. Talks had opened on 20 December.
"""
CLOCKS = """The march

Saturday 24 June 2012
02:00 - The convoy left Leeds.
13:40 - It came to York. It left again at 15:10.

25 June
04:00 - It stopped.
"""
DAYS = """The trial

12 March 2011: The trial opened at 9:30.
10:15 - The judge spoke.
13 March: It went on. The judge spoke at 11:20.
"""


def read(text: str, language: str = "en", dct: str | None = None, title: str = "t") -> dict[str, str]:
    written = Timex(TimexType.DATE, dct) if dct else None
    document = Document("d", "r", "s", title, text, language=language, dct=written)
    return {found.span.of(text): found.value for found in dates.find(document) if found.span is not None}


@pytest.mark.parametrize("dct", [None, "2014-05-02", "2012-12-30"])
def test_years_pass_from_entry_to_entry(dct: str | None) -> None:
    found = read(CHAIN, dct=dct)
    assert found["December 17"] == "2012-12-17"
    assert found["15 December"] == "2012-12-15"
    assert found["January 3"] == "2013-01-03"
    assert found["20 December"] == "2012-12-20"


def test_years_pass_backwards_where_the_newest_comes_first() -> None:
    found = read("News\n\nJanuary 3, 2013: They came back.\nDecember 17: They marched.\n", dct="2014-05-02")
    assert found["December 17"] == "2012-12-17"


@pytest.mark.parametrize("dct", [None, "2014-05-02"])
def test_headings_pass_on_their_day_to_clock_times(dct: str | None) -> None:
    found = read(CLOCKS, dct=dct)
    assert found["13:40"] == "2012-06-24T13:40"
    assert found["15:10"] == "2012-06-24T15:10"
    assert found["25 June"] == "2012-06-25"
    assert found["04:00"] == "2012-06-25T04:00"


def test_an_entry_passes_on_its_day_to_the_clock_times_after_it() -> None:
    found = read(DAYS, dct="2014-05-02")
    assert found["10:15"] == "2011-03-12T10:15"
    assert found["11:20"] == "2011-03-13T11:20"


@pytest.mark.parametrize("dct", [None, "2014-05-02"])
def test_a_title_passes_on_its_year_to_headings(dct: str | None) -> None:
    found = read("1944 : l’été\n22 août :\n- 12 morts à Lyon.\n23 août :\n- 4 morts à Grenoble.\n", "fr", dct)
    assert found["22 août"] == "1944-08-22"
    assert found["23 août"] == "1944-08-23"


def test_a_title_that_a_reader_took_off_passes_on_its_year_too() -> None:
    text = "22 May: Rain.\n23 May: Sun.\n"
    assert read(text, dct="2014-05-02", title="The summer of 1944")["23 May"] == "1944-05-23"
    assert read(text, dct="2014-05-02", title="From 1944 to 1946")["23 May"] != "1944-05-23"


def test_news_with_one_dated_line_stays_news() -> None:
    found = read("May 3, 2012: A memo.\n\nThe mill burned on Monday. It had opened on 5 April.\n", dct="2014-05-02")
    assert found["Monday"] == "2014-04-28"
    assert found["5 April"] == "2014-04-05"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1917 : Révolution.\n1918 : Paix.\n", "fr"),
        ("1917: Revolución.\n1918 – Paz.\n", "es"),
        ("1917: Революция.\n1918 – Мир.\n", "ru"),
        ("• 1917: Revolution.\n• 1918 - Peace.\n", "en"),
        ("1917: Rewolucja.\n1918 – Pokój.\n", "pl"),
    ],
)
def test_bare_years_at_the_head_of_entries(text: str, language: str) -> None:
    assert list(read(text, language).values()) == ["1917", "1918"]
