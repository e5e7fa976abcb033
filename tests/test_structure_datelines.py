"""Datelines: a place, perhaps a date and an agency, and a dash; what only a dash follows is a place by trust."""

from __future__ import annotations

import pytest

from pipeline.structure.datelines import dateline


def found(line: str, trust: int = 0, language: str = "en") -> str:
    span = dateline(line, 0, len(line), language, trust=trust)
    return span.of(line) if span is not None else ""


@pytest.mark.parametrize(
    "line",
    [
        "KYIV, Ukraine (AP) -",
        "Leeds (AP) —",
        "Leeds /PRNewswire/ --",
        "Leeds, Feb. 24 -",
        "Leeds, 24 February 2022 –",
        "Leeds, Feb. 24 (AP) -",
        "Leeds, (AP) -",
        "Frankfurt am Main (dpa) -",
        "Rio de la Plata (AP) -",  # two small words
        "Leeds (AP):",
    ],
)
def test_a_date_or_an_agency_vouches_for_a_place(line: str) -> None:
    assert found(f"{line} The bridge fell.") == line


@pytest.mark.parametrize(
    "line",
    [
        "Leeds (AP) The bridge fell.",  # no dash
        "Leeds (AP) - the bridge fell.",  # a small letter goes on
        "leeds (AP) - The bridge fell.",
        "4 Leeds (AP) - The bridge fell.",
        "The men of the old mill (AP) - The bridge fell.",  # three small words
        "Leeds; York (AP) - The bridge fell.",
        "“Leeds” (AP) - The bridge fell.",
        "Leeds 24 (AP) - The bridge fell.",
        "Leeds (AP) -",  # nothing follows
    ],
)
def test_what_is_no_dateline_whoever_vouches(line: str) -> None:
    assert found(line, 2) == ""


@pytest.mark.parametrize(
    ("line", "trusts"),
    [
        ("LEEDS – ", [1, 2]),  # capitals
        ("Leeds – ", [2]),
        ("LEEDS -- ", [1, 2]),
        ("LEEDS— ", [1, 2]),
        ("LEEDS - ", [1, 2]),
        ("New York City – ", [2]),
        ("One Two Three Four Five – ", [2]),
        ("One Two Three Four Five Six – ", []),  # too many words
        ("Frankfurt am Main – ", []),  # a small one among them
        ("UN – ", [2]),  # capitals of two letters may be anything
        ("J. Smith – ", []),  # an initial
        ("LEEDS: ", []),  # a colon alone says who speaks
        ("LEEDS- ", []),  # a hyphen
    ],
)
def test_a_dash_alone_needs_trust(line: str, trusts: list[int]) -> None:
    assert [trust for trust in (0, 1, 2) if found(f"{line}The bridge fell.", trust) == line.strip()] == trusts


def test_a_dateline_has_ninety_characters_at_most_and_begins_where_it_is_looked_for() -> None:
    for blanks, is_one in ((80, True), (82, False)):
        line = f"LEEDS{' ' * blanks}(AP) - The bridge fell."
        assert bool(found(line)) is is_one
    text = "It rained.\n\nLEEDS (AP) - It blew."
    span = dateline(text, 12, len(text), "en", trust=0)
    assert span is not None and (span.start, span.of(text)) == (12, "LEEDS (AP) -")
