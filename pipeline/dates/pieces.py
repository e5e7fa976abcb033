"""Pieces of a time that is typed in parts: a time of day without its day, a length without its start.

A clock of twelve hours without a.m. or p.m. is `is_half`: `compose` decides which half of the day was meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.timex.calendar import add_months, civil_from_days, days_from_civil, month_length

HOUR, MINUTE = 3600, 60
DAY_SECONDS = 24 * HOUR
LENGTHS = {"S": 1, "M": MINUTE, "H": HOUR}
DAYS = {"D": 1, "W": 7, "2W": 14}
MONTHS = {"MO": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
LATE = ("AF", "EV", "NI")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in seconds, how fine it is (H, M or S), and whether it may be twelve hours later."""

    second: int
    unit: str = "M"
    is_half: bool = False
    zone: str = ""

    def in_part(self, part: str | None) -> Clock:
        """The same in the afternoon, evening, night or morning, where that settles the half of the day."""
        if part is None or not self.is_half:
            return self
        hour = self.second // HOUR
        if part in LATE:
            later = 12 * HOUR if hour != 12 or part == "AF" else 0
            moved = self.second + (later if hour < 12 else 12 * HOUR if part != "AF" else 0)
            return replace(self, second=moved, is_half=False)
        return replace(self, second=self.second % (12 * HOUR), is_half=False)

    def written(self) -> str:
        """ "T15:30", "T17:49:19"; hours too are written to the minute, as TIMEX3 does."""
        text = f"T{self.second // HOUR:02d}:{self.second // MINUTE % 60:02d}"
        return text + (f":{self.second % 60:02d}" if self.unit == "S" else "") + self.zone


@dataclass(frozen=True, slots=True)
class Shift:
    """A length of time with a direction: months, days and seconds, and the finest unit named."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    unit: str = "D"
    wants: bool = False  # counts from the date that follows, not from now

    def day(self, start: int) -> int:
        """The day that lies so far from `start`; the end of a shorter month where it has no such day."""
        year, month, day = civil_from_days(start)
        year, month = add_months(year, month, self.months)
        return days_from_civil(year, month, min(day, month_length(year, month))) + self.days
