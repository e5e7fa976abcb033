"""Arithmetic of the proleptic Gregorian calendar with astronomical years (44 BC = -43), in plain integers.

A *day number* counts days since 1970-01-01; a *moment* counts microseconds. Python's own `datetime` stops at the year
1, and half of history lies before it. The two civil conversions are Howard Hinnant's
(https://howardhinnant.github.io/date_algorithms.html).
"""

from __future__ import annotations

SECOND = 1_000_000  # microseconds
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_from_civil(year: int, month: int = 1, day: int = 1) -> int:
    """The day number of a calendar day; days beyond the month's end run on into the next."""
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Astronomical year, month and day of a day number."""
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def moment(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0) -> int:  # noqa: PLR0913
    """Microseconds since 1970-01-01T00:00 of a wall time; `year` is astronomical."""
    return days_from_civil(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND


def is_leap(year: int) -> bool:
    """Whether the (astronomical) year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in a month."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def is_valid_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month, `count` months later (or earlier)."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def weekday(days: int) -> int:
    """0 for Monday ... 6 for Sunday."""
    return (days + 3) % 7


def iso_week(days: int) -> tuple[int, int]:
    """ISO 8601 week-numbering year and week of a day number."""
    thursday = days - weekday(days) + 3
    year = civil_from_days(thursday)[0]
    return year, (thursday - days_from_civil(year)) // 7 + 1


def week_start(year: int, week: int) -> int:
    """The day number of the Monday of an ISO week."""
    fourth = days_from_civil(year, 1, 4)
    return fourth - weekday(fourth) + 7 * (week - 1)


def easter(year: int) -> int:
    """The day number of Western Easter (Meeus/Jones/Butcher; Gregorian)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest_of_leap = divmod(rest, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - rest_of_leap) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return days_from_civil(year, month, day + 1)


def nth_weekday(year: int, month: int, day_of_week: int, nth: int) -> int:
    """The day number of the `nth` such weekday of a month; -1 is the last."""
    if nth < 0:
        last = days_from_civil(year, month, month_length(year, month))
        return last - (weekday(last) - day_of_week) % 7
    first = days_from_civil(year, month)
    return first + (day_of_week - weekday(first)) % 7 + 7 * (nth - 1)
