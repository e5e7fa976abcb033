"""Readings of one date: as it stands, as a bound, and counted from another day or year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.events.claims import readings
from pipeline.events.evidence import Evidence
from pipeline.model import Basis
from pipeline.timex import moment
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


@pytest.mark.parametrize("word", ["before", "until", "till"])
def test_a_day_before_which_it_was_is_not_part_of_it(word: str) -> None:
    found = evidence(f"It rained {word} 3 May 2019.", dates={"3 May 2019": "2019-05-03"})
    [_, (name, until)] = readings.of_dated(found, found.dates[0])
    assert name == "until" and until.interval is not None and until.interval.end == moment(2019, 5, 3)


def test_a_day_by_which_it_was_is_part_of_it() -> None:
    found = evidence("It rained by 3 May 2019.", dates={"3 May 2019": "2019-05-03"})
    [_, (_, by)] = readings.of_dated(found, found.dates[0])
    assert by.interval is not None and by.interval.end == moment(2019, 5, 4)


@pytest.mark.parametrize(
    ("value", "rule", "dct", "expected"),
    [
        ("2019-05-06T12:00", "weekday", "2019-05-05", ("week_before", "2019-04-29T12:00")),
        ("2019-05-06", "weekday-anywhere", "2019-05-05", ("week_before", "2019-04-29")),
        ("2019-05-06", "day-month", "2019-05-05", None),  # of the same year
        ("BC0044-03-15", "day-month", "2019-05-05", ("era", "0044-03-15")),
        ("2020-06", "month", "2019-05-05", ("own_year", "2019-06")),
    ],
)
def test_other_readings_by_the_rule_that_read_it(
    value: str, rule: str, dct: str, expected: tuple[str, str] | None
) -> None:
    found = anchored("It rained then.", {"then": value}, {value: rule}, dct)
    assert said(found, 0) == [("plain", value), *([expected] if expected is not None else [])]


@pytest.mark.parametrize("rule", ["time", "daypart-bare", "daypart-of-day"])
def test_a_clock_time_is_of_the_last_day_told(rule: str) -> None:
    text = "Rebels came on 1 May 1804 and left on 2 May 1804. It was 1805. They came then."
    dates = {"1 May 1804": "1804-05-01", "2 May 1804": "1804-05-02", "1805": "1805", "then": "2019-05-06T12:00"}
    found = anchored(text, dates, {"2019-05-06T12:00": rule}, "2019-05-07")
    assert said(found, 3) == [("plain", "2019-05-06T12:00"), ("told_day", "1804-05-02T12:00")]  # a year is no day


@pytest.mark.parametrize("rule", ["shifted", "next-day", "unit-relative"])
def test_a_count_of_days_is_counted_from_the_last_day_told(rule: str) -> None:
    dates = {"1 May 1804": "1804-05-01", "then": "2019-05-08"}
    found = anchored("Rebels came on 1 May 1804. They left then.", dates, {"2019-05-08": rule}, "2019-05-07")
    assert ("told_day", "1804-05-03") in said(found, 1)
    month = anchored(
        "Rebels came on 1 May 1804. They left then.", dates | {"then": "2019-06"}, {"2019-06": rule}, "2019-05-07"
    )
    assert "told_day" not in {name for name, _ in said(month, 1)}  # no count of days


def test_the_last_day_is_looked_for_among_twelve_dates() -> None:
    years = [f"19{number}" for number in range(10, 22)]
    text = "Rebels came on 1 May 1804. " + "".join(f"It rained in {year}. " for year in years)
    for number, is_found in ((11, True), (12, False)):
        dates = {"1 May 1804": "1804-05-01", "then": "2019-05-06T12:00"} | {year: year for year in years[:number]}
        found = anchored(f"{text}They left then.", dates, {"2019-05-06T12:00": "time"}, "2019-05-07")
        assert ("told_day" in {name for name, _ in said(found, number + 1)}) is is_found


def test_in_an_account_the_year_is_that_of_a_date_written_out() -> None:
    dates = {"1 May 1804": "1804-05-01", "2 May": "1806-05-02", "3 June": "1805-06-03"}
    rules = {"1806-05-02": "day-month", "1805-06-03": "day-month"}
    found = anchored("Rebels came on 1 May 1804. They fell on 2 May. They left on 3 June.", dates, rules, None)
    assert said(found, 2) == [("plain", "1805-06-03"), ("told_year", "1804-06-03")]
    first = anchored("They left on 3 June. Rebels came on 1 May 1804.", dates, rules, None)
    assert said(first, 0) == [("plain", "1805-06-03")]  # nothing was told before


def test_a_range_keeps_its_end_but_in_another_year() -> None:
    found = anchored("It rained then.", {"then": "2020-06-03"}, {"2020-06-03": "day-month"}, "2019-05-07")
    partner = replace(found.dates[0].timex, value="2020-06-05", range_end=True)
    dated = replace(found.dates[0], partner=partner)
    assert [(name, each.value) for name, each in readings.of_dated(found, dated)] == [
        ("plain", "2020-06-03/2020-06-05"), ("own_year", "2019-06-03"),
    ]  # fmt: skip


def test_a_date_is_read_once_and_the_same_stretch_is_one_reading() -> None:
    found = evidence("It rained on 3 May 2019.", dates={"3 May 2019": "2019-05-03"})
    assert readings.of_dated(found, found.dates[0]) is readings.of_dated(found, found.dates[0])
    assert readings.BOUNDS == {"until", "by", "since"} < set(readings.NAMES)
