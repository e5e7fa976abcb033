"""Forms for parts of a year: seasons, quarters and halves."""

from __future__ import annotations

import re

from pipeline.dates.absolute import full_year, inferred, mod_of, relation_goes_back, relative_year
from pipeline.dates.context import Context
from pipeline.dates.reading import Reading, shifted
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis, Granularity
from pipeline.timex.calendar import civil_from_days
from pipeline.timex.values import year_value

_STOP = re.compile(r"[.!?]\s")
FAR_BACK = 4000  # characters before a quarter in which the year of the report is looked for
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(context: Context, candidate: Candidate) -> list[Reading]:
    """ "spring 2022", "last summer", "the fall of last year"."""
    code = context.language.word("season", candidate.group("s"))
    if not isinstance(code, str):
        return []
    mod = mod_of(context, candidate.group("mod"))
    if candidate.group("y"):
        return [Reading(f"{year_value(full_year(candidate.group('y') or ''))}-{code}", mod=mod)]
    is_bare = context.direction and context.language.word("relation", candidate.group("rel")) is None
    is_bare = is_bare and not candidate.group("yr")
    number = (
        context.year_for(SEASON_STARTS[code], None, candidate) if is_bare else _season_year(context, candidate, code)
    )
    if number is None:
        return [Reading(f"XXXX-{code}", mod=mod, basis=Basis.RELATIVE, refers=False, score=0.4)]
    looks_on = context.language.word("relation", candidate.group("rel")) == "d+1"
    is_aside = context.is_narrative and (looks_on or relation_goes_back(context, candidate))
    return [inferred(context, f"{year_value(number)}-{code}", mod=mod, refers=not is_aside)]


def _season_year(context: Context, candidate: Candidate, code: str) -> int | None:
    if candidate.start in context.years:
        return context.years[candidate.start]
    if candidate.group("yr"):
        return relative_year(context, candidate)
    relation = str(context.language.word("relation", candidate.group("rel")) or "")
    anchor = context.narrative() if relation.startswith("n") else context.deictic()
    if anchor is None:
        return None
    number, this_month, _ = civil_from_days(anchor)
    start = SEASON_STARTS[code]
    if relation.endswith("-1") and code == "WI" and this_month <= 2:
        return number - 2  # the winter before the one that began last year
    if relation.endswith("-1"):
        return number if start + 2 < this_month else number - 1
    if relation.endswith("+1"):
        return number if start > this_month else number + 1
    if code == "WI" and this_month <= 2:
        return number - 1
    is_ahead = not context.is_narrative and start > this_month and context.points_forward(candidate) is not True
    return number - 1 if is_ahead and not relation else number


def quarter(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the third quarter", "last year's fourth quarter", "the first half of 2022", "the year-ago third quarter"."""
    written, unit = (candidate.group("q") or "").lower(), (candidate.group("u") or "").lower()
    anchor = context.deictic()
    if unit == "period" and written not in ("latest", "current", "last"):
        return []
    in_year, is_written = _quarter_year(context, candidate)
    if unit == "period" or written in ("latest", "current") or (written == "last" and unit == "quarter"):
        if anchor is None and in_year is None:
            return []
        if in_year is not None:
            return [inferred(context, f"{year_value(in_year)}-Q4")]
        return [inferred(context, shifted(anchor or 0, 0 if written == "current" else -1, "Q") or "")]
    place = context.language.word("ordinal", re.sub(r"\D+$", "", written) or written)
    number = int(written[0]) if written[0].isdigit() else 4 if written in ("final", "last") else int(place or 0)
    if unit == "half":
        number = 2 if written in ("last", "latter", "final", "second", "2nd") else 1
    if in_year is None and not (unit == "half" and _is_of_game(context, candidate)):
        in_year = _current_quarter_year(context, candidate, number, unit)
    if in_year is None or not 1 <= number <= 4:
        return []
    value = f"{year_value(in_year)}-{'H' if unit == 'half' else 'Q'}{number}"
    return [Reading(value) if is_written else inferred(context, value)]


def _is_of_game(context: Context, candidate: Candidate) -> bool:
    """Whether a half without a year is one of a game, a film or a century: its sentence tells of such things."""
    pattern = context.language.cues.get("game")
    begin = context.text.rfind("\n", 0, candidate.start) + 1
    end = context.text.find("\n", candidate.end)
    stops = [match.end() for match in _STOP.finditer(context.text, begin, candidate.start)]
    begin = stops[-1] if stops else begin
    following = _STOP.search(context.text, candidate.end, end if end >= 0 else len(context.text))
    until = following.start() if following is not None else end if end >= 0 else len(context.text)
    return pattern is not None and pattern.search(context.text, begin, until) is not None


def _quarter_year(context: Context, candidate: Candidate) -> tuple[int | None, bool]:
    written = candidate.first("y", "ya")
    leading = (candidate.group("yb") or "").lower()
    digits = re.match(r"\d{4}", leading)
    if written or digits:
        return int(written or (digits[0] if digits else 0)), True
    word = (candidate.group("yr") or leading).lower()
    anchor = context.deictic()
    if anchor is None:
        return None, False
    this_year = civil_from_days(anchor)[0]
    if candidate.group("ago") or word.startswith("last"):
        return this_year - 1, False
    if word.startswith("next"):
        return this_year + 1, False
    return (this_year if word.startswith(("this", "the", "that")) and word else None), False


def _current_quarter_year(context: Context, candidate: Candidate, number: int, unit: str) -> int | None:
    anchor = context.deictic()
    if anchor is None:
        return None
    this_year, this_month, _ = civil_from_days(anchor)
    if context.is_report and (told := _year_ended(context, candidate)) is not None:
        return told
    months = 6 if unit == "half" else 3
    begins = months * (number - 1) + 1
    ahead = begins > this_month and not context.is_note and context.points_forward(candidate) is not True
    return this_year - 1 if ahead else this_year


def month_quarter(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the June quarter", as companies call the quarter that ends with a month."""
    number = (context.language.month(candidate.group("m")) or 0) / 3
    written = candidate.group("y")
    year = int(written) if written else _current_quarter_year(context, candidate, int(number), "quarter")
    if year is None or number not in (1, 2, 3, 4):
        return []
    value = f"{year_value(year)}-Q{number:.0f}"
    return [Reading(value) if written else inferred(context, value)]


def _year_ended(context: Context, candidate: Candidate) -> int | None:
    """The year that a report is about: "the year ended 31 December 2015" said before."""
    pattern = context.language.cues.get("year_ended")
    if pattern is None:
        return None
    found = list(pattern.finditer(context.text, max(0, candidate.start - FAR_BACK), candidate.start))
    return int(found[-1]["year_ended"]) if found else None


def part_of_year(context: Context, candidate: Candidate) -> list[Reading]:
    """ "drittes Quartal 2018", "le premier semestre": `u` is Q or H in the table `year_part`."""
    letter = context.language.word("year_part", candidate.group("u"))
    number = context.language.day_number(candidate.group("o"))
    if not isinstance(letter, str) or number is None or not 1 <= number <= (4 if letter == "Q" else 2):
        return []
    if candidate.group("y"):
        return [Reading(f"{year_value(full_year(candidate.group('y') or ''))}-{letter}{number}")]
    if candidate.group("yr"):
        year = relative_year(context, candidate)
    else:
        year = _current_quarter_year(context, candidate, number, "half" if letter == "H" else "quarter")
    return [] if year is None else [inferred(context, f"{year_value(year)}-{letter}{number}")]


def quarters(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the first two quarters of 1990" is a half-year."""
    half = 1 if (candidate.group("q") or "").lower() == "first" else 2
    return [Reading(f"{candidate.group('y')}-H{half}")]


def quarter_code(context: Context, candidate: Candidate) -> list[Reading]:
    """ "Q3 2023", "3Q": the last one that has begun, unless the text looks ahead."""
    number, written = candidate.first("q", "qb"), candidate.first("y", "yb")
    if written:
        return [Reading(f"{written}-Q{number}")]
    year = _current_quarter_year(context, candidate, int(number or 1), "quarter")
    return [] if year is None else [inferred(context, f"{year_value(year)}-Q{number}")]


def quarter_bare(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the quarter", "this quarter", "the latest period": the one spoken of, else the last whole one."""
    anchor = context.deictic()
    if anchor is None:
        return []
    relation = " ".join((candidate.group("rel") or "").lower().split())
    counts = {"this": 0, "the current": 0, "next": 1, "the following": 1}
    spoken_of = context.reference_granularity() is Granularity.QUARTER
    if (
        spoken_of
        and context.reference
        and relation in ("the", "that", "the same", "the latest")
        and not candidate.group("ago")
    ):
        return [inferred(context, context.reference)]
    count = counts.get(relation, -1) - (4 if candidate.group("ago") or relation == "the comparable" else 0)
    return [inferred(context, shifted(anchor, count, "Q") or "")]


def year_period(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the 1988 period": the quarter or half last spoken of, in that year; the year if none was."""
    written = candidate.first("y", "yb") or ""
    period = context.last_quarter.rpartition("-")[2] if context.last_quarter else ""
    return [inferred(context, f"{written}-{period}", refers=False) if period else Reading(written)]
