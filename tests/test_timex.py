"""Values, intervals, ISO prefixes and labels."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TimexError
from pipeline.model import Granularity, Interval
from pipeline.timex import (
    DAY,
    HOUR,
    from_edtf,
    from_iso,
    granularity_of,
    interval_of,
    interval_of_edtf,
    iso_of,
    label,
    label_interval,
    moment,
    to_edtf,
    value_of,
    value_of_iso,
)
from pipeline.timex.calendar import (
    civil_from_days,
    days_from_civil,
    easter,
    iso_week,
    nth_weekday,
    week_start,
    weekday,
)
from pipeline.timex.values import parts_of

DAYS = st.integers(days_from_civil(-9997), days_from_civil(9998))
EPOCH = datetime.date(1970, 1, 1)


@given(st.dates())
def test_calendar_agrees_with_datetime(day: datetime.date) -> None:
    number = (day - EPOCH).days
    assert days_from_civil(day.year, day.month, day.day) == number
    assert civil_from_days(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.weekday()
    assert iso_week(number) == day.isocalendar()[:2]


@given(DAYS)
def test_day_numbers_survive_both_ways(days: int) -> None:
    assert days_from_civil(*civil_from_days(days)) == days
    assert week_start(*iso_week(days)) == days - weekday(days)


@given(
    DAYS,
    st.sampled_from([g for g in Granularity if g not in (Granularity.DAYPART, Granularity.UNKNOWN)]),
)
def test_value_interval_value(days: int, granularity: Granularity) -> None:
    value = value_of(days * DAY + 13 * HOUR, granularity)
    interval = interval_of(value)
    assert interval is not None
    assert interval.start is not None
    assert interval.end is not None
    assert granularity_of(value) is granularity
    assert interval.start <= days * DAY + 13 * HOUR < interval.end or civil_from_days(days)[0] in range(-9, 1)
    assert value_of(interval.start, granularity) == value or civil_from_days(days)[0] in range(1, 100)


@given(st.text(alphabet="0123456789-XTWQHBCSPUFAMIEVND:Z+/P_.", max_size=24))
def test_any_value_gives_an_interval_or_none(value: str) -> None:
    interval = interval_of(value)
    assert (interval is None) == (granularity_of(value) is Granularity.UNKNOWN) or "/" in value
    assert label(value) != "" or value == ""


@given(DAYS, st.sampled_from([Granularity.DAY, Granularity.MONTH, Granularity.YEAR, Granularity.MINUTE]))
def test_iso_survives_both_ways(days: int, granularity: Granularity) -> None:
    written = iso_of(days * DAY, granularity)
    start, end = from_iso(written)
    assert start <= days * DAY < end
    assert iso_of(start, granularity) == written
    assert interval_of(value_of_iso(written)) == Interval(start, end)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2023-09-13", "2023-09-13", "2023-09-14"),
        ("2023-09", "2023-09-01", "2023-10-01"),
        ("2023-09-XX", "2023-09-01", "2023-10-01"),
        ("2023", "2023-01-01", "2024-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("11", "1100-01-01", "1200-01-01"),
        ("BC0044", "-0043-01-01", "-0042-01-01"),
        ("BC0044-03-15", "-0043-03-15", "-0043-03-16"),
        ("BC004", "-0048-01-01", "-0038-01-01"),
        ("BC04", "-0499-01-01", "-0399-01-01"),
        ("2022-WI", "2022-12-01", "2023-03-01"),
        ("2023-Q3", "2023-07-01", "2023-10-01"),
        ("2023-H2", "2023-07-01", "2024-01-01"),
        ("2023-W37", "2023-09-11", "2023-09-18"),
        ("2023-W37-3", "2023-09-13", "2023-09-14"),
        ("2023-W37-WE", "2023-09-16", "2023-09-18"),
        ("1941-05-03/1941-05-05", "1941-05-03", "1941-05-06"),
        ("1998-02-28/1998-03", "1998-02-28", "1998-04-01"),
    ],
)
def test_interval_of(value: str, start: str, end: str) -> None:
    assert interval_of(value) == Interval(from_iso(start)[0], from_iso(end)[0])


def test_times_keep_their_offset_beside_the_wall_time() -> None:
    interval = interval_of("2023-09-13T14:30+02:00")
    assert interval == Interval(moment(2023, 9, 13, 14, 30), moment(2023, 9, 13, 14, 31), 120)
    assert interval_of("2023-09-13T24:00") == Interval(moment(2023, 9, 13, 23, 59), moment(2023, 9, 14))


@pytest.mark.parametrize(
    ("value", "mod", "start", "end"),
    [
        ("2023-09", "START", "2023-09-01", "2023-09-11"),
        ("2023-09", "END", "2023-09-21", "2023-10-01"),
        ("2023", "MID", "2023-05-01", "2023-09-01"),
        ("18", "START", "1800-01-01", "1833-05-01"),
        ("2023", "BEFORE", None, "2023-01-01"),
        ("2023", "ON_OR_BEFORE", None, "2024-01-01"),
        ("2023", "AFTER", "2024-01-01", None),
        ("2023", "APPROX", "2023-01-01", "2024-01-01"),
    ],
)
def test_mods_narrow_or_open(value: str, mod: str, start: str | None, end: str | None) -> None:
    interval = interval_of(value, mod)
    assert interval is not None
    assert interval.start == (None if start is None else from_iso(start)[0])
    assert interval.end == (None if end is None else from_iso(end)[0])


@pytest.mark.parametrize(
    "value",
    [
        "P4D",
        "PAST_REF",
        "XXXX-WXX-2",
        "2023-13",
        "2023-02-30",
        "0000",
        "BC0000",
        "",
        "T14:30",
        "2023-W60",
        "x/2023",
        "../..",
    ],
)
def test_values_without_a_calendar_date(value: str) -> None:
    assert interval_of(value) is None


@pytest.mark.parametrize(
    ("value", "mod", "words"),
    [
        ("2023-09-13", None, "13 Sep 2023"),
        ("2023-09", None, "September 2023"),
        ("2023-09", "START", "early September 2023"),
        ("BC0044", None, "44 BC"),
        ("0079-08-24", None, "24 Aug AD 79"),
        ("199", None, "1990s"),
        ("199", "MID", "mid-1990s"),
        ("11", None, "12th century"),
        ("BC04", None, "5th century BC"),
        ("2022-SP", None, "spring 2022"),
        ("2023-W37-WE", None, "weekend of 16 Sep 2023"),
        ("2023-09-13T14:30Z", None, "13 Sep 2023, 14:30 UTC"),
        ("2023-09-13TMO", None, "13 Sep 2023, morning"),
        ("PT4H", "MORE_THAN", "more than 4 hours"),
        ("P1Y6M", None, "1 year 6 months"),
        ("PXY", None, "some years"),
        ("PAST_REF", None, "in the past"),
        ("XXXX-WXX-2", None, "a Tuesday"),
        ("XXXX-09-13", None, "13 Sep, year unknown"),
        ("2023/..", None, "from 2023"),
        ("../2023-11-13", None, "by 13 Nov 2023"),
        ("1994-04-26/1994-04-29", None, "26–29 Apr 1994"),
        ("1994-04-29/1994-05-02", None, "29 Apr – 2 May 1994"),
        ("1994-12-29/1995-01-02", None, "29 Dec 1994 – 2 Jan 1995"),
        ("BC0049/BC0044", None, "49–44 BC"),
        ("BC0049-01/BC0048-08", None, "January 49 BC – August 48 BC"),
        ("BC0044-03-15/BC0044-03-17", None, "15–17 Mar 44 BC"),
        ("BC0027/0014", None, "27 BC – AD 14"),
        ("12/14", None, "13th–15th century"),
        ("2023-05/2023-06", None, "May–June 2023"),
        ("2023-03-01T10:00/2023-03-01T12:00", None, "1 Mar 2023, 10:00 – 12:00"),
        ("nonsense", None, "nonsense"),
    ],
)
def test_label(value: str, mod: str | None, words: str) -> None:
    assert label(value, mod) == words


@pytest.mark.parametrize(
    ("start", "end", "granularity", "words"),
    [
        ("1941-05-03", "1941-05-06", Granularity.DAY, "3–5 May 1941"),
        ("1941-05-30", "1941-06-02", Granularity.DAY, "30 May – 1 Jun 1941"),
        ("1941-12-30", "1942-01-02", Granularity.DAY, "30 Dec 1941 – 1 Jan 1942"),
        ("1941", "1946", Granularity.YEAR, "1941–1945"),
        ("1941-05", "1941-06", Granularity.MONTH, "May 1941"),
        (None, "2023-11-14", Granularity.DAY, "by 13 Nov 2023"),
        ("2022-02-25", None, Granularity.DAY, "after 24 Feb 2022"),
        (None, None, Granularity.UNKNOWN, "undated"),
    ],
)
def test_label_interval(start: str | None, end: str | None, granularity: Granularity, words: str) -> None:
    ends = [None if iso is None else from_iso(iso)[0] for iso in (start, end)]
    assert label_interval(Interval(*ends), granularity) == words


def test_label_interval_of_hours() -> None:
    interval = Interval(moment(2023, 9, 13, 14), moment(2023, 9, 13, 16))
    assert label_interval(interval, Granularity.HOUR) == "13 Sep 2023, 14:00 – 16:00"


@pytest.mark.parametrize("text", ["", "13 Sep 2023", "2023-13", "2023-02-30", "2023-09-13T25", "BC0044", "20", "x"])
def test_from_iso_refuses(text: str) -> None:
    with pytest.raises(TimexError):
        from_iso(text)


def test_feasts() -> None:
    assert civil_from_days(easter(2023)) == (2023, 4, 9)
    assert civil_from_days(easter(1961)) == (1961, 4, 2)
    assert civil_from_days(nth_weekday(2023, 11, 3, 4)) == (2023, 11, 23)
    assert civil_from_days(nth_weekday(2023, 5, 0, -1)) == (2023, 5, 29)


def test_parts_of_a_week_day() -> None:
    parts = parts_of("2023-W37-3")
    assert parts is not None
    assert (parts.week, parts.weekday, parts.granularity) == (37, 3, Granularity.DAY)


@pytest.mark.parametrize("value", ["2023-09-13", "2023-09", "2023", "199", "19", "2023-SP", "BC0044", "1941/1945",
                                   "../2023-11-13", "2022-02-24/..", "2023-09-13T14:30"])  # fmt: skip
def test_a_value_goes_to_edtf_and_back(value: str) -> None:
    written = to_edtf(value)
    assert from_edtf(written) == (value, None)
    assert interval_of_edtf(written) == interval_of(value)
    if "/" not in value and "T" not in value:
        assert from_edtf(to_edtf(value, "APPROX")) == (value, "APPROX")


@given(st.integers(-9_000 * 366, 7_000 * 366))
def test_a_week_or_quarter_in_edtf_covers_the_same_days(day: int) -> None:
    instant = day * DAY
    for granularity in (Granularity.WEEK, Granularity.QUARTER, Granularity.DAY, Granularity.MONTH, Granularity.YEAR):
        value = value_of(instant, granularity)
        written = to_edtf(value)
        covered, told = interval_of_edtf(written), interval_of(value)
        assert told is not None
        assert (covered.start, covered.end) == (told.start, told.end)


@pytest.mark.parametrize("text", ["", "..", "../..", "1945/1941", "2023-13", "198XX", "X", "soon", "1/2/3"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(TimexError):
        from_edtf(text)
