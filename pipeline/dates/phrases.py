"""Set phrases and counted ones in the languages whose words come from dateparser's tables."""

from __future__ import annotations

import re

from pipeline.dates.context import Context
from pipeline.dates.reading import Reading, direction, shifted
from pipeline.dates.recognise import Candidate
from pipeline.dates.tables import UNITS, relative_count
from pipeline.model import Basis

MEANING = re.compile(r"(?P<to>in|next)?\s*(?P<n>-?\d+) (?P<unit>[a-z]+)(?P<ago> ago)?")


def phrase(context: Context, candidate: Candidate) -> list[Reading]:
    """ "hier", "la semaine dernière", "минулого року"; "next 1 day" in a table hangs on the narrative."""
    meaning = context.language.word("phrase", candidate.group("w"))
    found = MEANING.fullmatch(meaning) if isinstance(meaning, str) else None
    if found is None:
        return []
    unit = UNITS.get(found["unit"])
    count = int(found["n"]) * (-1 if found["ago"] else 1)
    if unit is None or (unit == "D" and count == 0 and found["to"] != "next" and context.is_narrative):
        return [direction(0)]  # a history's "today" is not a day of its story
    return [_counted(context, count, unit, deictic=found["to"] != "next")]


def normalised(context: Context, candidate: Candidate) -> list[Reading]:
    """ "il y a trois jours", "hace dos semanas", "5 років тому": dateparser counts, our calendar computes."""
    numbers = context.language.words.get("number", {})  # dateparser does not know them in every language
    words = [str(numbers.get(word, word)) for word in (candidate.group("w") or "").lower().split()]
    found = relative_count(" ".join(words), context.language.code)
    return [] if found is None else [_counted(context, found[0], found[1], deictic=True)]


def _counted(context: Context, count: int, unit: str, *, deictic: bool) -> Reading:
    anchor = context.deictic() if deictic else context.narrative()
    value = None if anchor is None else shifted(anchor, count, unit)
    if value is None:
        return direction(count)
    return Reading(value, basis=Basis.RELATIVE, anchor=context.why(deictic=deictic), score=0.8)
