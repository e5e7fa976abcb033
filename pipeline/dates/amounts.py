"""Forms that are no dates: durations, sets and vague references, found so that they are not mistaken for dates."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.dates.context import Context
from pipeline.dates.reading import Reading, duration, vague
from pipeline.dates.recognise import Candidate
from pipeline.dates.relative import unit_of, weekday_number
from pipeline.model import Basis, Span, TimexType

COUNTED = re.compile(r"(?:\A|[\s,])(?:and )?([^,]+?)[\s-]([A-Za-z]+)(?=,|\s(?:and )?\S+[\s-][A-Za-z]|\Z)")
COMPOUND = ("Y", "MO", "W", "D", "H", "M", "S")  # the order of the units of one length
ONE = ("a", "an", "the")
OUTSIDE = "about"  # annotators mostly leave it out of the expression; what it says is kept as its mod


def duration_form(context: Context, candidate: Candidate) -> list[Reading]:
    """ "four hours", "the past three years", "two-year"."""
    unit = unit_of(context, candidate.group("u"))
    lookalike = context.language.cues.get("no_length")
    if unit is None or (lookalike is not None and lookalike.match(context.text, candidate.match.start("n"))):
        return []
    return duration_counted(context, candidate) if _is_duration(context, candidate, unit) else []


def duration_counted(context: Context, candidate: Candidate) -> list[Reading]:
    """The same where its surroundings leave no doubt: "a day after the vote"."""
    unit, count = unit_of(context, candidate.group("u")), context.language.number(candidate.group("n"))
    if unit is None:
        return []
    if count is not None and candidate.first("half", "half2"):
        count += 0.5
    mod = context.language.word("approximation", candidate.group("ap"))
    kept = mod if isinstance(mod, str) else None
    value = duration(count, unit)
    span = _without_about(candidate)
    return [Reading(value, TimexType.DURATION, kept, Basis.RELATIVE, refers=False, score=0.9, span=span)]


def _without_about(candidate: Candidate) -> Span | None:
    approximation = candidate.group("ap") or ""
    starts_it = bool(approximation) and candidate.match.start("ap") == candidate.start
    if not starts_it or approximation.strip().lower() != OUTSIDE:
        return None
    return Span(candidate.match.end("ap"), candidate.end)


def duration_compound(context: Context, candidate: Candidate) -> list[Reading]:
    """ "one year, four months and eleven days", "2 hours and 15 minutes"."""
    counted = [
        (context.language.number(n), unit_of(context, u)) for n, u in COUNTED.findall(candidate.group("parts") or "")
    ]
    places = [COMPOUND.index(unit) if unit in COMPOUND else -1 for _, unit in counted]
    whole = all(count is not None and count == int(count) for count, _ in counted)
    if not whole or len(counted) < 2 or -1 in places or places != sorted(set(places)):
        last = Span(candidate.match.start("n"), candidate.end)
        return [replace(reading, span=last) for reading in duration_counted(context, candidate)]
    written = [f"{int(count or 0)}{(unit or '')[0]}" for count, unit in counted]
    days = sum(place < COMPOUND.index("H") for place in places)
    value = "P" + "".join(written[:days]) + ("T" if written[days:] else "") + "".join(written[days:])
    mod = context.language.word("approximation", candidate.group("ap"))
    return [Reading(value, TimexType.DURATION, mod if isinstance(mod, str) else None, Basis.RELATIVE, refers=False)]


def _is_duration(context: Context, candidate: Candidate, unit: str) -> bool:
    written = (candidate.group("n") or "").lower()
    if candidate.group("old") and "-" not in (candidate.group("old") or ""):
        return False
    if candidate.group("old") and unit == "Y":
        return False
    if unit == "S" and _is_ordinal(context, candidate.group("u")):  # "a second" is no length of time
        return False
    if unit == "Y" and re.fullmatch(r"\d{4}", written):
        return False
    if unit == "Q" and written in ONE:
        return False
    if written == "some" and not (candidate.group("u") or "").lower().endswith("s"):
        return False
    bare = written in ONE and not candidate.group("rel") and not candidate.group("ap")
    if bare and unit in ("D", "M"):
        left = candidate.match.string[max(0, candidate.start - 12) : candidate.start].lower()
        return bool(re.search(r"\b(?:for|in|within|of|after|than|over)\s$", left))
    return True


def _is_ordinal(context: Context, written: str | None) -> bool:
    return (written or "").lower() in context.language.words.get("ordinal", {})


def duration_between(context: Context, candidate: Candidate) -> list[Reading]:
    """ "two to three weeks": the shorter one, at least."""
    unit, count = unit_of(context, candidate.group("u")), context.language.number(candidate.group("n0"))
    if unit is None or count is None:
        return []
    return [Reading(duration(count, unit), TimexType.DURATION, "EQUAL_OR_MORE", Basis.RELATIVE, refers=False)]


def duration_vague(context: Context, candidate: Candidate) -> list[Reading]:
    """ "for years", "the early years"."""
    unit = unit_of(context, candidate.group("u"))
    return [] if unit is None else [vague(duration(None, unit), TimexType.DURATION)]


def duration_one(context: Context, candidate: Candidate) -> list[Reading]:
    """ "week-long", "decades-long"."""
    unit, written = unit_of(context, candidate.group("u")), (candidate.group("u") or "").lower()
    if unit is None:
        return []
    return [vague(duration(None if written.endswith("s") else 1, unit), TimexType.DURATION)]


def span_of_year(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the year ended Sept. 30" is a length of time, not a calendar year."""
    return [vague("P1Y", TimexType.DURATION)]


def vague_unit(context: Context, candidate: Candidate) -> list[Reading]:
    """ "recent years", "the coming weeks", "the last few months"."""
    written = (candidate.group("w") or "").lower()
    return [vague("FUTURE_REF" if re.search("coming|next|future", written) else "PAST_REF")]


def set_form(context: Context, candidate: Candidate) -> list[Reading]:
    """ "every day", "each Tuesday", "every other year"."""
    written = (candidate.group("u") or "").lower()
    number, place = candidate.group("n"), context.language.word("ordinal", candidate.group("o"))
    count = 1.0 if number is None else 2.0 if number.lower() == "other" else context.language.number(number)
    count = count if place is None else float(place)  # "jedes zweite Jahr"
    return [vague(_set_value(context, written, count), TimexType.SET)]


def _set_value(context: Context, written: str, count: float | None) -> str:
    unit = unit_of(context, written)
    part = context.language.word("daypart", written)
    if part is not None:
        return f"XXXX-XX-XXT{part}"
    if unit is not None:
        return duration(count, unit)
    season = context.language.word("season", written)
    if season is not None:
        return f"XXXX-{season}"
    month = context.language.month(written)
    if month is not None:
        return f"XXXX-{month:02d}"
    weekday = weekday_number(context, written)
    return "P1D" if weekday is None else f"XXXX-WXX-{weekday + 1}"


def frequency(context: Context, candidate: Candidate) -> list[Reading]:
    """ "daily", "annually"."""
    found = context.language.word("frequency", candidate.group("w"))
    return [vague(found, TimexType.SET)] if isinstance(found, str) else []


def rate(context: Context, candidate: Candidate) -> list[Reading]:
    """ "twice a week", "per year"; elsewhere "a week" is a duration."""
    written = candidate.first("u", "u2")
    unit = "Y" if written == "annum" else unit_of(context, written)
    if unit is None:
        return []
    left = candidate.match.string[max(0, candidate.start - 24) : candidate.start].lower()
    counted = re.search(
        r"(?:times|once|twice|[mb]illion|barrels|percent|dollars|cents|people|units|hours|cars|trains|flights"
        r"|tons|[$£] ?[\d.,]+|rate of [\d,]+|shares?|[\d.,]+)\s$",
        left,
    )
    if counted or candidate.group("t2"):
        return [vague(duration(1, unit), TimexType.SET)]
    loose = unit in ("D", "H") and not re.search(r"\b(?:for|in|within|of|after|than|over)\s$", left)
    return [] if loose else [vague(duration(1, unit), TimexType.DURATION)]


def fixed(context: Context, candidate: Candidate) -> list[Reading]:
    """The value that the rule itself names: "now", "recently", "9/11"."""
    value = candidate.rule.value
    if not value[:4].isdigit():
        kind = TimexType.SET if "XT" in value else TimexType.DURATION if re.match(r"P[\dXT]", value) else TimexType.DATE
        return [vague(value, kind)]
    return [Reading(value, score=0.9, refers=False)]
