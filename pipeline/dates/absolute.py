"""Forms that are written out: days, months, years, decades, centuries, seasons, quarters, years before Christ."""

from __future__ import annotations

import re

from pipeline.dates.context import Context
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
from pipeline.model import Basis, Span, TimexType
from pipeline.timex.calendar import civil_from_days, days_from_civil, is_valid_day, month_length
from pipeline.timex.values import day_value, month_value, parts_of, week_value, year_value

CLOCK_SECONDS = {"H": 3600, "M": 60, "S": 1}
DAY_SECONDS = 86_400


def mod_of(context: Context, written: str | None) -> str | None:
    """START, MID or END for "early", "in the middle of the", "late" ..."""
    if not written:
        return None
    for word in re.split(r"[\s-]+", written.lower()):
        found = context.language.word("mod", word)
        if isinstance(found, str):
            return found
    return None


MIDWEEK = 4  # the first week of a month is the one that holds most of its first seven days
ROMAN = {"I": 1, "V": 5, "X": 10}
ORDERS = {"DMY": "day first", "MDY": "month first"}
BUDDHIST_ERA = 543  # years by which Thai years are ahead
BUDDHIST_FROM = 2400  # no other calendar's years get so far


def full_year(written: str) -> int:
    """Four digits as they are, of the Buddhist era ("2555 BE") 543 less; two fall between 1941 and 2040."""
    digits = int(re.sub(r"\D", "", written) or 0)
    if "b" in written.lower() or digits >= BUDDHIST_FROM:
        return digits - BUDDHIST_ERA
    if len(re.sub(r"\D", "", written)) > 2:
        return digits
    return digits + (1900 if digits > 40 else 2000)


def written_year(context: Context, candidate: Candidate) -> int | None:
    """The astronomical year that the candidate itself writes out, for propagation to its neighbours."""
    written = candidate.first("y", "y2") if candidate.rule.form in ("anno", "year") else candidate.first("y", "bc")
    if not written or candidate.rule.form in ("decade", "year_short"):
        return None
    if candidate.rule.form in ("era", "decade_era") or candidate.group("bc") == written:
        return 1 - int(written)
    if candidate.rule.form == "anno":
        return int(written)
    return full_year(written) if len(re.sub(r"\D", "", written)) == 4 else None


def relative_year(context: Context, candidate: Candidate) -> int | None:
    """The year meant by "last year", "of the following year"; "that year" is the nearest one before."""
    words = (candidate.group("yr") or "").lower().split()
    phrases = (" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1))
    relation = next((found for phrase in phrases if (found := context.language.word("relation", phrase))), None)
    if not isinstance(relation, str):
        return None
    anchor = context.deictic() if relation[0] == "d" else context.narrative()
    if relation == "n+0":
        anchor = context.that_year(candidate)
    return None if anchor is None else civil_from_days(anchor)[0] + int(relation[1:])


def inferred(context: Context, value: str | None, **more: object) -> Reading:
    """A reading whose year the text does not write: relative, with its anchor."""
    why = context.why(deictic=not context.is_narrative)
    return Reading(value or "", basis=Basis.RELATIVE, anchor=why, score=0.8, **more)  # type: ignore[arg-type]


def day_reading(context: Context, number: int, **more: object) -> Reading:
    """A day that was computed from an anchor."""
    return inferred(context, day_value(number), **more)


def moment_reading(context: Context, count: float, unit: str) -> Reading | None:
    """A clock time so many hours, minutes or seconds from the document's own; None where it has none."""
    if context.dct is None or context.clock is None:
        return None
    second = context.dct * DAY_SECONDS + context.clock + round(count * CLOCK_SECONDS[unit])
    return inferred(context, _moment_value(second, shows_seconds=unit != "H"), type=TimexType.TIME, refers=False)


def moment_later(context: Context, count: float, unit: str) -> Reading | None:
    """A clock time so long after (or before) the last one told; None where none was."""
    if context.moment is None:
        return None
    day, second, zone = context.moment
    later = day * DAY_SECONDS + second + round(count * CLOCK_SECONDS[unit])
    return inferred(context, _moment_value(later, shows_seconds=later % 60 != 0) + zone, type=TimexType.TIME)


def _moment_value(second: int, *, shows_seconds: bool) -> str:
    """The TIMEX3 value of a moment that is counted in seconds from the day 0."""
    day, rest = divmod(second, DAY_SECONDS)
    seconds = f":{rest % 60:02d}" if shows_seconds else ""
    return f"{day_value(day)}T{rest // 3600:02d}:{rest // 60 % 60:02d}{seconds}"


def day(context: Context, candidate: Candidate) -> list[Reading]:
    """ "13 September 2023", "September 13", "3-5 May": one reading, or two for a range or list of days."""
    month = context.language.month(candidate.group("m"))
    days = [context.language.day_number(candidate.group(name)) for name in ("d", "d2")]
    number = next((d for d in days if d is not None), None)
    if month is None or number is None:
        return []
    year, is_written = _year_of_day(context, candidate, month, number)
    mod = mod_of(context, candidate.group("mod"))
    if year is None:
        return [Reading(f"XXXX-{month:02d}-{number:02d}", basis=Basis.RELATIVE, refers=False, score=0.4)]
    values = [f"{month_value(year, month)}-{d:02d}" if is_valid_day(year, month, d) else None for d in days if d]
    if not all(values):
        values = [month_value(year, month)]
    make = _explicit if is_written else inferred
    if len(values) == 1:
        return [make(context, values[0], mod=mod)]
    first, second = _split(candidate)
    return [make(context, values[0], span=first), make(context, values[1], span=second)]


def _explicit(context: Context, value: str | None, **more: object) -> Reading:
    return Reading(value or "", **more)  # type: ignore[arg-type]


def _split(candidate: Candidate) -> tuple[Span, Span]:
    """The spans of the two days of "May 3-5" (May 3 | 5) and "3-5 May" (3 | 5 May)."""
    return Span(candidate.start, candidate.match.end("d")), Span(candidate.match.start("d2"), candidate.end)


def _year_of_day(context: Context, candidate: Candidate, month: int, number: int) -> tuple[int | None, bool]:
    if candidate.group("y"):
        return full_year(candidate.group("y") or ""), True
    if candidate.group("yr"):
        return relative_year(context, candidate), False
    relation = context.language.word("relation", candidate.group("rel"))
    anchor = context.deictic()
    if not isinstance(relation, str) or anchor is None:
        return context.year_for(month, number, candidate), False
    year, this_month, this_day = civil_from_days(anchor)
    if relation == "d-1":
        return year - ((month, number) >= (this_month, this_day)), False
    return year + (relation == "d+1" and (month, number) <= (this_month, this_day)), False


def month(context: Context, candidate: Candidate) -> list[Reading]:
    """ "September 2023", "last September", "late October", "April of next year"."""
    number = context.language.month(candidate.group("m"))
    if number is None:
        return []
    mod = mod_of(context, candidate.first("mod", "mod2"))
    if candidate.group("y"):
        return [Reading(month_value(full_year(candidate.group("y") or ""), number), mod=mod)]
    if candidate.group("yr"):
        year = relative_year(context, candidate)
    else:
        year = _related_month_year(context, candidate, number)
    if year is None:
        return [Reading(f"XXXX-{number:02d}", mod=mod, basis=Basis.RELATIVE, refers=False, score=0.4)]
    looks_back = context.is_narrative and relation_goes_back(context, candidate)
    return [inferred(context, month_value(year, number), mod=mod, refers=not looks_back)]


def relation_goes_back(context: Context, candidate: Candidate) -> bool:
    """Whether it is "the previous November", which only looks back from what is told."""
    return str(context.language.word("relation", candidate.group("rel")) or "").endswith("n-1")


def _related_month_year(context: Context, candidate: Candidate, number: int) -> int | None:
    relation = context.language.word("relation", candidate.group("rel"))
    is_told = isinstance(relation, str) and relation[0] == "n"
    anchor = context.narrative() if is_told else context.deictic()
    if not isinstance(relation, str) or anchor is None:
        return context.year_for(number, None, candidate)
    year, this_month, _ = civil_from_days(anchor)
    if relation.endswith("-1"):
        return year if number < this_month else year - 1
    if relation.endswith("+1"):
        return year if number > this_month else year + 1
    return year


def year(context: Context, candidate: Candidate) -> list[Reading]:
    """ "1990", "mid-2019", "fiscal 1988", "'68"."""
    written = candidate.first("y", "y2") or ""
    pre = (candidate.group("pre") or "").lower()
    mod = "APPROX" if pre.startswith("c") and not pre.startswith("cal") else mod_of(context, candidate.group("mod"))
    digits = re.sub(r"\D", "", written)
    number = full_year(written) if len(digits) > 2 else _in_usual_century(context, int(digits))
    return [Reading(year_value(number), mod=mod)]


def _in_usual_century(context: Context, number: int) -> int:
    """The year of two digits: in a history the one nearest to its usual years ("the Club of '89", of 1789)."""
    if context.usual_year is None or not context.is_narrative:
        return full_year(f"{number:02d}")
    usual = context.usual_year
    return min((century + number for century in range(0, 2100, 100)), key=lambda year: abs(year - usual))


def year_range(context: Context, candidate: Candidate) -> list[Reading]:
    """ "1941-1945", "1941-45": two readings that form one interval."""
    first, second = candidate.group("y") or "", candidate.group("y2") or ""
    second = second if len(second) == 4 else first[:2] + second
    if int(second) < int(first):
        return [Reading(first, span=Span(candidate.start, candidate.match.end("y")))]
    return [
        Reading(first, span=Span(candidate.start, candidate.match.end("y"))),
        Reading(second, span=Span(candidate.match.start("y2"), candidate.end), range_end=True),
    ]


def era(context: Context, candidate: Candidate) -> list[Reading]:
    """ "44 BC", "15 March 44 BC", "499-449 BC": TIMEX3 writes BC0044."""
    mod = mod_of(context, candidate.group("mod"))
    number = int(candidate.group("y") or 0)
    if number == 0:
        return []
    value = f"BC{number:04d}"
    month_number = context.language.month(candidate.group("m"))
    season_code = context.language.word("season", candidate.group("se"))
    if season_code is not None:
        value += f"-{season_code}"
    if month_number is not None:
        value += f"-{month_number:02d}"
        day_number = context.language.day_number(candidate.first("d", "d1"))
        value += f"-{day_number:02d}" if day_number else ""
    if not candidate.group("y2"):
        return [Reading(value, mod=mod)]
    return [
        Reading(value, mod=mod, span=Span(candidate.start, candidate.match.end("y"))),
        Reading(
            f"BC{int(candidate.group('y2') or 0):04d}",
            span=Span(candidate.match.start("y2"), candidate.end),
            range_end=True,
        ),
    ]


def decade_era(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the 460s BC"."""
    number = int(candidate.group("y") or 0)
    return [Reading(f"BC{number // 10:03d}", mod=mod_of(context, candidate.group("mod")), refers=False)]


def anno(context: Context, candidate: Candidate) -> list[Reading]:
    """ "AD 79", "410 AD"."""
    number = int(candidate.first("y", "y2") or 0)
    return [Reading(f"{number:04d}")] if number > 0 else []


def decade(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the 1990s", "the '80s", "the late sixties"."""
    mod = mod_of(context, candidate.group("mod"))
    word = context.language.word("decade_word", candidate.group("w"))
    if (number := century_number(candidate.group("n"))) is not None:  # "the 30s of the 17th century"
        tens = int(word) // 10 if word is not None else candidate.group("d")
        return [Reading(f"{number - 1:02d}{tens}", mod=mod, refers=False)]
    if word is not None:
        century_start = context.language.word("century_start", candidate.group("cw"))
        hundreds = int(century_start) // 100 if century_start is not None else 19
        return [Reading(f"{hundreds:02d}{int(word) // 10}", mod=mod, refers=False, score=0.8)]
    hundreds_digits = candidate.group("c") or "19"
    if context.is_narrative and not candidate.group("c"):
        hundreds_digits = f"{_in_usual_century(context, 10 * int(candidate.group('d') or 0)) // 100:02d}"
    return [Reading(f"{hundreds_digits}{candidate.group('d')}", mod=mod)]


def century(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the 12th century" is 11; "the fifth century BC" is BC04."""
    written = candidate.group("n")
    number = int(written) if written else context.language.word("ordinal", candidate.group("w"))
    if number is None or not 1 <= int(number) <= 99:
        return []
    prefix = "BC" if candidate.group("bc") else ""
    mod = mod_of(context, candidate.group("mod"))
    return [Reading(f"{prefix}{int(number) - 1:02d}", mod=mod, refers=False)]


def roman_century(context: Context, candidate: Candidate) -> list[Reading]:
    """ "XIX век", "siglo XII"."""
    total = century_number(candidate.group("n"))
    prefix = "BC" if candidate.group("bc") else ""
    mod = mod_of(context, candidate.group("mod"))
    return [] if total is None else [Reading(f"{prefix}{total - 1:02d}", mod=mod, refers=False)]


def century_number(written: str | None) -> int | None:
    """The century of "19" or "XIX"; None for what names none."""
    if not written:
        return None
    latin = written.upper().replace("Х", "X").replace("І", "I")  # Cyrillic look-alikes
    values = [ROMAN.get(sign, 0) for sign in latin]
    total = (
        int(latin)
        if latin.isdigit()
        else sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
    )
    return total if 1 <= total <= 21 else None


def spoken_year(context: Context, candidate: Candidate) -> list[Reading]:
    """ "nineteen eighty-four", "the summer of nineteen sixty-eight"."""
    start = context.language.word("century_start", candidate.group("w"))
    written = (candidate.group("t") or "").lower()
    rest = 0.0 if written == "hundred" else context.language.number(written)
    if start is None or rest is None:
        return []
    if int(start) == 2000 and rest > 40:
        return []
    number = int(start) + int(rest)
    month_number = context.language.month(candidate.group("m"))
    if month_number is not None:
        return [Reading(month_value(number, month_number))]
    season_code = context.language.word(
        "season", (candidate.group("se") or "").split()[-1:][0] if candidate.group("se") else None
    )
    return [Reading(year_value(number) + (f"-{season_code}" if season_code else ""), score=0.85)]


def iso(context: Context, candidate: Candidate) -> list[Reading]:
    """ "2023-09-13", "2023-09-13T14:30Z", "20230913"."""
    numbers = [int(candidate.group(name) or 0) for name in ("y", "m", "d")]
    if not is_valid_day(*numbers) or numbers[0] == 0:
        return []
    value = f"{numbers[0]:04d}-{numbers[1]:02d}-{numbers[2]:02d}"
    if candidate.group("h"):
        seconds = f":{candidate.group('s')}" if candidate.group("s") else ""
        zone = candidate.group("z") or ("Z" if candidate.group("zone") else "")
        clock = f"{candidate.group('h')}:{candidate.group('mi')}{seconds}{zone}"
        return [Reading(f"{value}T{clock}", TimexType.TIME)] if parts_of(f"{value}T{clock}") else [Reading(value)]
    return [Reading(value)]


def iso_week(context: Context, candidate: Candidate) -> list[Reading]:
    """ "2023-W37", "2023-W37-3"."""
    value = candidate.match[0].upper()
    return [Reading(value)] if parts_of(value) is not None else []


def numeric(context: Context, candidate: Candidate) -> list[Reading]:
    """ "13/09/2023": both orders where both are possible, the likelier first."""
    first, second = int(candidate.group("a") or 0), int(candidate.group("b") or 0)
    written, sign = candidate.group("y") or "", candidate.group("s")
    if sign != "/" and len(written) == 2 and not (sign == "." and context.language.order == "DMY"):
        return []
    number = full_year(written)
    orders = {"DMY": (second, first), "MDY": (first, second)}
    preferred = "DMY" if sign == "." else context.order
    values = [
        f"{number:04d}-{m:02d}-{d:02d}"
        for m, d in (orders[preferred], orders["MDY" if preferred == "DMY" else "DMY"])
        if is_valid_day(number, m, d)
    ]
    if not values:
        return []
    others = tuple(value for value in values[1:] if value != values[0])
    if not others:
        return [Reading(values[0])]
    why = "day, month and year parted by full stops" if sign == "." else context.order_why
    return [Reading(values[0], alternatives=others, score=0.6, anchor=f"{ORDERS[preferred]}, {why}")]


def end_day_of_year(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the last day of 1711", "the first day of 1900"."""
    in_year = year_value(full_year(candidate.group("y") or ""))
    return [Reading(f"{in_year}-01-01" if (candidate.group("o") or "").lower() == "first" else f"{in_year}-12-31")]


def part_of_month(context: Context, candidate: Candidate) -> list[Reading]:
    """ "the first week of May", "the last day of February 2024"."""
    number = context.language.month(candidate.group("m"))
    if number is None:
        return []
    written = candidate.group("y")
    in_year = full_year(written) if written else context.year_for(number, None, candidate)
    if in_year is None:
        return [Reading(f"XXXX-{number:02d}", basis=Basis.RELATIVE, refers=False, score=0.4)]
    value = _part_value(context, candidate, in_year, number)
    return [Reading(value) if written else inferred(context, value)]


def _part_value(context: Context, candidate: Candidate, in_year: int, number: int) -> str:
    place = context.language.word("ordinal", candidate.group("o"))
    unit = context.language.word("unit", candidate.group("u"))
    if unit == "D":
        chosen = int(place) if place is not None else month_length(in_year, number)
        return f"{month_value(in_year, number)}-{chosen:02d}"
    if unit == "W":
        last = days_from_civil(in_year, number, month_length(in_year, number))
        first = days_from_civil(in_year, number, MIDWEEK)
        return week_value(min(first + 7 * (int(place) - 1), last) if place is not None else last)
    return month_value(in_year, number)
