"""Dates in other languages than English: every form that `timex` writes is said anew."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exporters import said
from pipeline.timex import label


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("13 Sep 2023", "13. Sep 2023"),
        ("13 May 2023", "13. Mai 2023"),
        ("January 49 BC", "Januar 49 v. Chr."),
        ("26–29 Apr 1994", "26.–29. Apr 1994"),
        ("29 Apr – 2 May 1994", "29. Apr – 2. Mai 1994"),
        ("49–44 BC", "49–44 v. Chr."),
        ("May–June 2023", "Mai–Juni 2023"),
        ("late 1941 – early 1942", "Ende 1941 – Anfang 1942"),
        ("mid-September 2023", "Mitte September 2023"),
        ("1990s", "1990er"),
        ("40s BC", "40er v. Chr."),
        ("5th century BC", "5. Jahrhundert v. Chr."),
        ("AD 79", "79 n. Chr."),
        ("by 13 Nov 2023", "bis 13. Nov 2023"),
        ("about 1984", "um 1984"),
        ("spring 2023", "Frühling 2023"),
        ("Q1 2023", "1. Quartal 2023"),
        ("first half of 2021", "erste Hälfte 2021"),
        ("week of 4 May 2020", "Woche vom 4. Mai 2020"),
        ("13 Sep 2023, morning", "13. Sep 2023, morgens"),
        ("13 Sep 2023, 14:05 UTC+02:00", "13. Sep 2023, 14:05 UTC+02:00"),
        ("13 Sep, year unknown", "13. Sep, Jahr unbekannt"),
        ("a Monday", "ein Montag"),
        ("in the past", "in der Vergangenheit"),
        ("undated", "ohne Datum"),
        ("", ""),
    ],
)
def test_dates_in_german(english: str, german: str) -> None:
    assert said.date(english, "de") == german
    assert said.date(english, "en") == english


VALUES = st.one_of(
    st.integers(1, 2100).map(lambda year: f"{year:04d}"),
    st.integers(1, 400).map(lambda year: f"BC{year:04d}"),
    st.builds("{:04d}-{:02d}".format, st.integers(1000, 2100), st.integers(1, 12)),
    st.builds("{:04d}-{:02d}-{:02d}".format, st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:04d}-{}".format, st.integers(1000, 2100), st.sampled_from(["SP", "SU", "FA", "WI", "Q1", "H2"])),
    st.builds("{:04d}-W{:02d}".format, st.integers(1000, 2100), st.integers(1, 52)),
    st.integers(100, 210).map(str),
    st.integers(10, 20).map(str),
)
MODS = st.sampled_from([None, "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"])
ENGLISH = re.compile(r"\b(January|March|May|June|July|October|December|Dec|BC|AD|century|of|early|late|about|spring)\b")


@given(VALUES, MODS)
def test_nothing_english_is_left(value: str, mod: str | None) -> None:
    assert ENGLISH.findall(said.date(label(value, mod), "de")) == []
