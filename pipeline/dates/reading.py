"""What a form makes of a candidate, and the arithmetic that forms share."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dates.pieces import Clock, Shift
from pipeline.model import Basis, Span, TimexType
from pipeline.timex.calendar import add_months, civil_from_days
from pipeline.timex.values import (
    century_value,
    day_value,
    decade_value,
    month_value,
    week_value,
    year_value,
)

HALVES = {0.5: {"Y": "P6M", "H": "PT30M", "E": "P5Y", "C": "P50Y", "M": "PT30S", "D": "PT12H"}}
CLOCK_UNITS = {"S", "M", "H"}
LETTERS = {"MO": "M", "2W": "W", "SEASON": "X", "E": "DE", "C": "CE", "L": "ML"}  # as TIMEX2 defined and TIMEX3 keeps
YEARS = {"Y": 1, "E": 10, "C": 100, "L": 1000}


@dataclass(frozen=True, slots=True)
class Reading:
    """One time expression resolved. `refers`: it moves the narrative on. `span` is None for the whole candidate."""

    value: str
    type: TimexType = TimexType.DATE
    mod: str | None = None
    basis: Basis = Basis.EXPLICIT
    anchor: str | None = None
    alternatives: tuple[str, ...] = ()
    refers: bool = True
    range_end: bool = False
    score: float = 0.95
    chance: float | None = None  # that it is the right one of several readings
    span: Span | None = None
    clock: Clock | None = None  # of a note: a time of day whose day is not known yet
    shift: Shift | None = None  # of a note: a length of time whose start is not known yet
    is_weekday: bool = False  # of a note: named by its weekday alone


def vague(value: str, kind: TimexType = TimexType.DATE) -> Reading:
    """A reading that names no calendar date."""
    return Reading(value, kind, basis=Basis.RELATIVE, refers=False, score=0.5)


def direction(count: float) -> Reading:
    """PAST_REF or FUTURE_REF: all that is known without an anchor."""
    return vague("PAST_REF" if count < 0 else "FUTURE_REF" if count > 0 else "PRESENT_REF")


def shifted(day: int, count: int, unit: str) -> str | None:
    """The value `count` units away from the unit that holds a day; None for units finer than a day."""
    year, month, _ = civil_from_days(day)
    if unit == "D":
        return day_value(day + count)
    if unit in ("W", "2W", "WE"):
        weeks = count * (2 if unit == "2W" else 1)
        return week_value(day + 7 * weeks) + ("-WE" if unit == "WE" else "")
    if unit == "MO":
        return month_value(*add_months(year, month, count))
    if unit == "Q":
        quarter = year * 4 + (month - 1) // 3 + count
        return f"{year_value(quarter // 4)}-Q{quarter % 4 + 1}"
    if unit in ("Y", "SEASON"):
        return year_value(year + count)
    far = {"E": decade_value, "C": century_value}.get(unit)
    return None if far is None else far(year + count * YEARS[unit])


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: P4D, PT24H, PXY, P1Y6M."""
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    letter = LETTERS.get(unit, unit)
    if count is None:
        return f"{prefix}X{letter}"
    if unit == "2W":
        count *= 2
    if count in HALVES and unit in HALVES[count]:
        return HALVES[count][unit]
    whole = int(count)
    if count == whole:
        return f"{prefix}{whole}{letter}"
    if count - whole == 0.5 and unit in ("Y", "H", "M"):
        return {"Y": f"P{whole}Y6M", "H": f"PT{whole}H30M", "M": f"PT{whole}M30S"}[unit]
    return f"{prefix}{count:g}{letter}"
