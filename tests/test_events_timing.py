"""Timings: what a date says of when, ranges, bounds from words, the document's own date."""

from __future__ import annotations

import pytest

from pipeline.events import timing
from pipeline.events.draft import Timing
from pipeline.model import Basis, Granularity, Interval, Span, Timex, TimexType
from pipeline.timex import DAY, moment
from tests.events_fixture import header_date

DCT = header_date("1990-05-03")


def timex(value: str, mod: str | None = None) -> Timex:
    return Timex(TimexType.DATE, value, Span(0, 4), mod=mod, basis=Basis.EXPLICIT)


def test_a_date_is_its_stretch_of_the_calendar() -> None:
    found = timing.of_timex(timex("1990-05-03"))
    assert found == Timing(
        Basis.EXPLICIT, "1990-05-03", Granularity.DAY, Interval(moment(1990, 5, 3), moment(1990, 5, 4)),
        moment(1990, 5, 3), timex("1990-05-03"),
    )  # fmt: skip
    assert timing.of_timex(timex("1990")).granularity is Granularity.YEAR


def test_a_range_reaches_to_the_end_of_its_partner() -> None:
    found = timing.of_timex(timex("1863-07-01"), timex("1863-07-03"))
    assert found.value == "1863-07-01/1863-07-03"
    assert found.interval == Interval(moment(1863, 7, 1), moment(1863, 7, 4))
    assert found.best == moment(1863, 7, 1)


def test_of_a_range_the_modifier_of_its_first_date_says_nothing() -> None:
    found = timing.of_timex(timex("1990", "START"), timex("1992"))
    assert found.interval == Interval(moment(1990, 1, 1), moment(1993, 1, 1))


def test_a_range_that_cannot_be_is_its_first_date() -> None:
    assert timing.of_timex(timex("1990-05-03"), timex("PAST_REF")).value == "1990-05-03"


def test_no_date_gives_no_timing() -> None:
    assert timing.of_timex(timex("PAST_REF")) == Timing()
    assert timing.of_timex(timex("PAST_REF", "APPROX")) == Timing()


def test_a_modifier_narrows_the_date() -> None:
    early, plain = timing.of_timex(timex("1990", "START")), timing.of_timex(timex("1990"))
    assert early.interval is not None and plain.interval is not None
    assert (early.interval.end or 0) < (plain.interval.end or 0)
    assert early.interval.start == plain.interval.start


@pytest.mark.parametrize(
    ("interval", "best"), [(Interval(5, 9), 5), (Interval(None, 3 * DAY), 2 * DAY), (Interval(None, None), None)]
)
def test_the_best_moment_is_the_start_else_the_day_before_the_end(interval: Interval, best: int | None) -> None:
    assert timing.best_of(interval) == best


def test_a_day_is_a_value_without_its_clock_time() -> None:
    assert timing.day_of("1990-05-03T12:00") == "1990-05-03"
    assert timing.day_of("BC0044-03-15TMO") == "BC0044-03-15"
    assert timing.day_of("1990-05") == "1990-05"


@pytest.mark.parametrize(("inclusive", "end"), [(True, moment(1990, 5, 4)), (False, moment(1990, 5, 3))])
def test_until_ends_with_or_before_a_day(inclusive: bool, end: int) -> None:
    found = timing.until(timing.of_timex(timex("1990-05-03")), inclusive=inclusive)
    assert (found.basis, found.value) == (Basis.BOUNDED, "../1990-05-03")
    assert found.interval == Interval(None, end)
    assert found.best == end - DAY


def test_until_a_range_names_its_end() -> None:
    found = timing.until(timing.of_timex(timex("1863-07-01"), timex("1863-07-03")), inclusive=True)
    assert (found.value, found.interval) == ("../1863-07-03", Interval(None, moment(1863, 7, 4)))


def test_until_something_open_says_nothing() -> None:
    bound = timing.by_document(DCT)
    assert timing.until(bound, inclusive=True) == Timing()
    assert timing.until(timing.from_document(DCT), inclusive=True) == Timing()
    assert timing.until(Timing(), inclusive=True) == Timing()


def test_since_starts_with_a_day_and_is_open() -> None:
    found = timing.since(timing.of_timex(timex("1990-05-03T12:00")))
    assert (found.basis, found.value, found.best) == (Basis.BOUNDED, "1990-05-03/..", moment(1990, 5, 3) + DAY // 2)
    assert found.interval == Interval(moment(1990, 5, 3) + DAY // 2, None)
    assert timing.since(Timing()) == Timing()
    assert timing.since(timing.by_document(DCT)) == Timing()


def test_since_is_bounded_by_what_ends_later() -> None:
    start = timing.of_timex(timex("1990-05-03"))
    found = timing.since(start, timing.of_timex(timex("1990-06-01"), timex("1990-06-02")))
    assert (found.value, found.interval) == ("1990-05-03/1990-06-02", Interval(moment(1990, 5, 3), moment(1990, 6, 3)))
    assert (found.basis, found.best) == (Basis.BOUNDED, moment(1990, 5, 3))
    assert timing.since(start, timing.of_timex(timex("1989"))).value == "1990-05-03/.."
    assert timing.since(start, timing.of_timex(timex("1990-05-02"))).value == "1990-05-03/.."  # ends as it starts


def test_the_documents_own_day() -> None:
    found = timing.of_document(header_date("1990-05-03T12:00"))
    assert (found.basis, found.value) == (Basis.DCT, "1990-05-03")
    assert found.best == moment(1990, 5, 3) + DAY // 2
    assert timing.of_document(None) == Timing()
    assert timing.of_document(header_date("PAST_REF")) == Timing()


def test_by_and_from_the_documents_day() -> None:
    past, ahead = timing.by_document(DCT), timing.from_document(DCT)
    assert (past.basis, past.value, past.best) == (Basis.DCT, "../1990-05-03", moment(1990, 5, 3))
    assert past.interval == Interval(None, moment(1990, 5, 4))
    assert (ahead.basis, ahead.value, ahead.best) == (Basis.BOUNDED, "1990-05-03/..", moment(1990, 5, 3))
    assert ahead.interval == Interval(moment(1990, 5, 3), None)
    assert timing.by_document(None) == timing.from_document(None) == Timing()
