"""Which of several dates is the document's: the policy for sources that disagree.

Every source makes a claim, whose score says how far it is to be trusted alone. The best claim wins, with four
corrections: a day beats the month it lies in; a day shown to the reader beats the same moment's day in UTC; a date
that reads two ways is read as another source has it; two trusted sources that are far apart make the winner less
sure. The losers stay as alternatives, each with why.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.model import Timex

TRUSTED = 0.8  # a score from which a claim can cast doubt on a better one
DOUBTED = 0.7  # the score of a date that a trusted source contradicts
CHANGED = 0.5  # the weight of a day of change ("updated"), which bounds the day of creation from above
_FAR = 2  # days that publishing, printing and time zones explain
_MOST = 4  # alternatives kept


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A date that one source gives; `in_utc` where it is the day in UTC, `is_change` where it is that of a change."""

    timex: Timex
    in_utc: bool = False
    is_change: bool = False


def claim(timex: Timex, weight: float, *, in_utc: bool = False, is_change: bool = False) -> Claim:
    """A claim whose score is the timex's, weighed by the trust in its source."""
    weight = min(weight, CHANGED) if is_change else weight
    return Claim(dataclasses.replace(timex, score=round(timex.score * weight, 3)), in_utc, is_change)


def resolve(claims: Iterable[Claim]) -> Timex | None:
    """The document's date; None where no source claims one."""
    ranked = sorted(claims, key=lambda one: -one.timex.score)
    if not ranked:
        return None
    best = _shown(_precise(ranked[0], ranked), ranked)
    chosen = _ordered(best.timex, ranked)
    others = [one for one in ranked if one.timex.value != chosen.value and not chosen.value.startswith(one.timex.value)]
    if any(not one.is_change and one.timex.score >= TRUSTED and _apart(one.timex, chosen) > _FAR for one in others):
        chosen = dataclasses.replace(chosen, score=min(chosen.score, DOUBTED))
    losers = dict.fromkeys([*_readings(chosen), *(_why_not(one, best) for one in others)])
    return dataclasses.replace(chosen, alternatives=tuple(losers)[:_MOST])


def _precise(best: Claim, ranked: Sequence[Claim]) -> Claim:
    """A claim of a day in the month or year that `best` names, if there is one."""
    if len(best.timex.value) >= 10:
        return best
    inside = (one for one in ranked if one.timex.value.startswith(f"{best.timex.value}-") and not one.is_change)
    return next(inside, best)


def _shown(best: Claim, ranked: Sequence[Claim]) -> Claim:
    """The day written for readers where `best` is the neighbouring day in UTC."""
    in_utc = {one.timex.value for one in ranked if one.in_utc and not one.is_change}
    if best.timex.value not in in_utc:
        return best
    shown = (one for one in ranked if not one.in_utc and not one.is_change and one.timex.value not in in_utc)
    return next((one for one in shown if _apart(one.timex, best.timex) == 1), best)


def _ordered(timex: Timex, ranked: Sequence[Claim]) -> Timex:
    """A date that reads two ways, read as another source has it."""
    readings = (timex.value, *timex.alternatives)
    if len(readings) == 1:
        return timex
    clear = [one.timex for one in ranked if not one.timex.alternatives and one.timex.value in readings]
    return dataclasses.replace(clear[0], origin=timex.origin, rule=timex.rule) if clear else timex


def _apart(first: Timex, second: Timex) -> int:
    """Days between two values; 0 where one of them is no day."""
    if len(first.value) < 10 or len(second.value) < 10:
        return 0
    return abs((date.fromisoformat(first.value[:10]) - date.fromisoformat(second.value[:10])).days)


def _readings(timex: Timex) -> tuple[str, ...]:
    return tuple(f"{value} (day and month the other way round)" for value in timex.alternatives)


def _why_not(loser: Claim, winner: Claim) -> str:
    if loser.is_change and not winner.is_change:
        why = "a change"
    elif loser.in_utc and not winner.in_utc and _apart(loser.timex, winner.timex) <= 1:
        why = "the day in UTC"
    else:
        why = "trusted less"
    return f"{loser.timex.value} ({loser.timex.rule}: {why})"
