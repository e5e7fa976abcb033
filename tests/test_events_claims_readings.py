"""Readings of one date: as it stands, as a bound, and counted from another day or year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.events.claims import readings
from pipeline.events.evidence import Evidence
from pipeline.model import Basis
from tests.events_fixture import header_date
from tests.events_reading import evidence


def anchored(text: str, dates: dict[str, str], rules: dict[str, str], dct: str | None) -> Evidence:
    """Evidence in which the values named in `rules` were resolved by a rule against an anchor."""
    found = evidence(text, dates=dates, dct=header_date(dct) if dct is not None else None)
    timexes = [
        replace(each, basis=Basis.RELATIVE, anchor="2019-05-06 x", rule=rules[each.value])
        if each.value in rules
        else each
        for each in found.reading.timexes
    ]
    return Evidence(replace(found.reading, timexes=timexes), found.triggers)


def said(found: Evidence, number: int) -> list[tuple[str, str]]:
    return [(name, each.value) for name, each in readings.of_dated(found, found.dates[number])]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("on", [("plain", "2019-05-03")]),
        ("before", [("plain", "2019-05-03"), ("until", "../2019-05-03")]),
        ("by", [("plain", "2019-05-03"), ("by", "../2019-05-03")]),
        ("since", [("plain", "2019-05-03"), ("since", "2019-05-03/..")]),
    ],
)
def test_the_word_before_it(word: str, expected: list[tuple[str, str]]) -> None:
    assert said(evidence(f"It rained {word} 3 May 2019.", dates={"3 May 2019": "2019-05-03"}), 0) == expected


@pytest.mark.parametrize(("dct", "is_late"), [("2019-05-05", True), (None, True), ("2019-05-06", False)])
def test_a_weekday_after_the_document_may_be_the_one_before(dct: str | None, is_late: bool) -> None:
    found = anchored("It rained on Monday.", {"Monday": "2019-05-06"}, {"2019-05-06": "weekday"}, dct)
    assert said(found, 0) == [("plain", "2019-05-06"), ("week_before", "2019-04-29")][: 1 + is_late]


def test_a_day_after_the_document_may_be_of_its_year() -> None:
    dates = {"3 June": "2020-06-03"}
    found = anchored("It rained on 3 June.", dates, {"2020-06-03": "day-month"}, "2019-05-07")
    assert said(found, 0) == [("plain", "2020-06-03"), ("own_year", "2019-06-03")]
    past = anchored("It rained on 3 June.", {"3 June": "2018-06-03"}, {"2018-06-03": "day-month"}, "2019-05-07")
    assert said(past, 0) == [("plain", "2018-06-03")]


def test_in_an_account_a_day_may_be_of_the_year_told_last() -> None:
    text = "Rebels came on 1 May 1804. They left on 3 June."
    found = anchored(text, {"1 May 1804": "1804-05-01", "3 June": "1805-06-03"}, {"1805-06-03": "day-month"}, None)
    assert said(found, 1) == [("plain", "1805-06-03"), ("told_year", "1804-06-03")]


@pytest.mark.parametrize(
    ("value", "rule", "told"),
    [("2019-05-06T12:00", "time", "1804-05-01T12:00"), ("2019-05-08", "shifted", "1804-05-03")],
)
def test_a_clock_time_or_a_count_may_be_of_the_day_told_last(value: str, rule: str, told: str) -> None:
    text = "Rebels came on 1 May 1804. They left then."
    found = anchored(text, {"1 May 1804": "1804-05-01", "then": value}, {value: rule}, "2019-05-07")
    assert ("told_day", told) in said(found, 1)


def test_what_is_written_out_has_one_reading() -> None:
    found = evidence("It rained on 3 June 2020.", dates={"3 June 2020": "2020-06-03"}, dct=header_date("2019-05-07"))
    assert said(found, 0) == [("plain", "2020-06-03")]
