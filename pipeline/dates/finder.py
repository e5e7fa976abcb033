"""The stage itself: candidates, anchor, years, readings, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline import structure
from pipeline.dates import choice
from pipeline.dates.absolute import written_year
from pipeline.dates.ancient import eras_of
from pipeline.dates.certainty import OWN_WORD, certainty, is_shown, kinds, measured
from pipeline.dates.choice import Choose
from pipeline.dates.claims import claims_of, is_ambiguous
from pipeline.dates.clock import HABITS, of_habit
from pipeline.dates.compose import composed
from pipeline.dates.context import DATED_FORMS, Context, first_day
from pipeline.dates.forms import FORMS
from pipeline.dates.narrative import deictic_share, is_narrative, survey, years_named
from pipeline.dates.propagation import NEAR, WITH_YEAR, passed_years, shared_days
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate, matches, of_mode, without_overlaps
from pipeline.dates.scopes import Scopes, passed_by_heads, years_of_heads
from pipeline.dates.sections import sections_of
from pipeline.dates.tables import language_of
from pipeline.lang import Language
from pipeline.model import Document, DocumentKind, Granularity, Span, Timex
from pipeline.timex import granularity_of, interval_of
from pipeline.timex.calendar import days_from_civil
from pipeline.timex.values import parts_of

SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?!\d)")
NOTE = 200  # characters: a longer line is a text
CHRONICLE = 0.5  # share of a text below or behind dated heads that makes it a chronicle
LETTERHEAD = 300  # characters at the top in which a line that is only a date dates a text


def find(document: Document, *, anchor: str = "auto", order: str = "auto") -> tuple[Timex, ...]:
    """The time expressions of a document, sorted by span, without overlaps.

    `anchor` is what relative expressions hang on: auto, dct, narrative, or note for the moment at which a short note
    was typed; auto takes a single short line whose moment of writing is known for a note. `order` is how 03/04/2023
    is read: auto (by language and by the unambiguous dates of the text), DMY or MDY. A relative expression without an
    anchor gets a vague value (PAST_REF, XXXX-WXX-2), never a guess.
    """
    context, resolved = readings(document, anchor=anchor, order=order)
    timexes = [_timex(context, candidate, reading) for candidate, reading in resolved]
    return tuple(_with_ranges(context, timexes))


def readings(
    document: Document, *, anchor: str = "auto", order: str = "auto", choose: Choose = choice.choose
) -> tuple[Context, list[tuple[Candidate, Reading]]]:
    """What each expression means and why, before it becomes a timex; `anchor` and `order` are those of `find`.

    `choose` picks one of several readings; an anchor that a person set leaves nothing to choose.
    """
    is_note = anchor == "note" or (anchor == "auto" and _is_note(document))
    language = language_of(document.language, is_note=is_note)
    every = of_habit(matches(document.text, language))
    found = without_overlaps(every)
    years = {c.start: year for c in found if (year := written_year_of(language, c)) is not None}
    told = years_named(document.text, language, found, years)
    context = _context(document, language, found, told)
    context.is_note = is_note
    heads = {} if is_note else _headed(context, document, found, years)
    if anchor != "auto" or is_note:
        context.is_narrative = anchor == "narrative"
    found = of_mode(found, every, {"", context.mode, *HABITS})
    context.order, context.order_why = _order(context, found) if order == "auto" else (order, "as asked for")
    survey(context, told)
    context.eras = eras_of(found)
    if context.is_narrative:
        context.sections = sections_of(document.text, context.scopes.structure, years)
    context.years = passed_by_heads(context.scopes, language, found, heads)
    context.years |= passed_years(context, found, years)
    context.shared = shared_days(context, found)
    choose = choice.by_rule if is_note or anchor != "auto" else choose
    resolved = [(candidate, reading) for candidate in found for reading in _read(context, candidate, choose)]
    return context, composed(context, resolved) if is_note else resolved


def _headed(
    context: Context, document: Document, found: Sequence[Candidate], years: dict[int, int]
) -> dict[int, tuple[int, int | None]]:
    """Read the structure: the years of its dated heads. A text that goes on from one to the next is a narrative."""
    context.scopes = Scopes(structure.read(document.text, document.language))
    heads = years_of_heads(context.scopes, context.language, found, years, document.title)
    context.is_narrative = context.is_narrative or context.scopes.share(heads) >= CHRONICLE
    return heads


def kinds_of(context: Context, candidate: Candidate, reading: Reading) -> tuple[str, ...]:
    """The kinds of reading this one is counted under (`certainty`)."""
    anchored = "passed" if candidate.start in context.years else context.mode
    return kinds(reading.basis, reading.value, candidate.rule.form, anchored)


def _is_note(document: Document) -> bool:
    """Whether this is a line that someone typed at a known moment, not a text that reports."""
    return len(document.text) <= NOTE and "\n" not in document.text.strip() and _clock(document) is not None


def written_year_of(language: Language, candidate: Candidate) -> int | None:
    """The astronomical year written in the candidate, for the forms that name a date."""
    if candidate.rule.form not in WITH_YEAR | DATED_FORMS | {"daypart_of_day"}:
        return None
    return written_year(Context("", language, None, True), candidate)


def _context(document: Document, language: Language, found: Sequence[Candidate], years: Sequence[int]) -> Context:
    dct = first_day(document.dct.value) if document.dct is not None else None
    why = "the document's date"
    if dct is None:
        dct, why = _letterhead(document.text, language, found), "the date line at the top of the text"
    narrative = is_narrative(language, found, years, dct, document.kind)
    context = Context(document.text, language, dct, narrative, dct_why=why, clock=_clock(document))
    context.deictic_share = deictic_share(language, found)
    context.written_share = len(years) / max(1, len(found))
    context.is_report = document.kind is DocumentKind.REPORT
    return context


def _clock(document: Document) -> int | None:
    """The second of the day at which a document was written, where its date says so."""
    parts = parts_of(document.dct.value) if document.dct is not None else None
    if parts is None or parts.clock is None:
        return None
    hour, minute, second = parts.clock
    return hour * 3600 + minute * 60 + second


def _letterhead(text: str, language: Language, found: Sequence[Candidate]) -> int | None:
    """The day in a line near the top that holds nothing else: such a line dates the text."""
    for candidate in found:
        if candidate.start > LETTERHEAD:
            return None
        line = text[
            text.rfind("\n", 0, candidate.start) + 1 : (text.find("\n", candidate.end) + 1 or len(text) + 1) - 1
        ]
        if line.strip(" .,") != text[candidate.start : candidate.end].strip(" .,"):
            continue
        readings = FORMS[candidate.rule.form](Context(text, language, None, True), candidate)
        if len(readings) == 1 and granularity_of(readings[0].value) is Granularity.DAY:
            return first_day(readings[0].value)
    return None


def _order(context: Context, found: Sequence[Candidate]) -> tuple[str, str]:
    """Day or month first in 03/04/2023, and why: as the text's clear dates have it, else by the language.

    A text knows what was before it: an order that puts a date in its future yields to the one that does not.
    """
    order, why = context.language.order, f"as usual in {context.language.name}"
    if not context.is_note and _puts_day_first(found):
        order, why = "DMY", "as in the dates with names of months in this text"
    for candidate in found:
        written = SLASHED.search(candidate.match[0]) if candidate.rule.form in ("numeric", "time") else None
        if written is None:
            continue
        first, second = int(written[1]), int(written[2])
        if (first > 12) != (second > 12):
            return "DMY" if first > 12 else "MDY", f"as {written[0]} in this text"
        if _is_to_come(context, candidate, written, order):
            order = "DMY" if order == "MDY" else "MDY"
            why = f"else {written[0]} would lie after the document"
    return order, why


def _puts_day_first(found: Sequence[Candidate]) -> bool:
    """Whether the text writes "4 October" and never "October 4"."""
    names = {candidate.rule.name for candidate in found}
    return "day-month" in names and "month-day" not in names


def _is_to_come(context: Context, candidate: Candidate, written: re.Match[str], order: str) -> bool:
    """Whether a past day is put after the document's own by this order and before it by the other."""
    if context.dct is None or len(written[3]) < 4 or context.is_note or context.points_forward(candidate):
        return False
    first, second, year = (int(number) for number in written.groups())
    days = {"DMY": days_from_civil(year, second, first), "MDY": days_from_civil(year, first, second)}
    return days.pop(order) > context.dct >= days.popitem()[1]


def _read(context: Context, candidate: Candidate, choose: Choose) -> list[Reading]:
    form = FORMS[candidate.rule.form]
    if choose is not choice.by_rule and is_ambiguous(context, candidate):
        found = choose(context, candidate, claims_of(context, candidate, form))
    else:
        found = [reading for reading in form(context, candidate) if reading.value]
    _go_on(context, candidate, found)
    return found


def _go_on(context: Context, candidate: Candidate, found: Sequence[Reading]) -> None:
    """Let the context go on after an expression was read."""
    for reading in found:
        context.note(reading.value, candidate)
        if reading.refers:
            context.remember(reading.value, candidate)
        elif first_day(reading.value) is not None:
            context.pass_over(reading.value, candidate)


def _timex(context: Context, candidate: Candidate, reading: Reading) -> Timex:
    return Timex(
        type=reading.type,
        value=reading.value,
        span=reading.span or Span(candidate.start, candidate.end),
        mod=reading.mod,
        basis=reading.basis,
        anchor=reading.anchor,
        rule=candidate.rule.name,
        alternatives=reading.alternatives,
        score=_score(context, candidate, reading),
        range_end=reading.range_end,
    )


def _score(context: Context, candidate: Candidate, reading: Reading) -> float:
    if reading.chance is not None and is_shown(reading.value):
        return reading.chance
    if reading.score < OWN_WORD or not is_shown(reading.value):
        return reading.score
    return certainty(measured(), kinds_of(context, candidate, reading), reading.score)


def _with_ranges(context: Context, timexes: Sequence[Timex]) -> list[Timex]:
    """Mark the second timex of "from 1941 to 1945", "between 3 and 5 May", "May-June" as the end of a range."""
    marked: list[Timex] = []
    for timex in timexes:
        previous = marked[-1] if marked else None
        if previous is not None and not previous.range_end and _is_range(context, previous, timex):
            timex = replace(timex, range_end=True)
        marked.append(timex)
    return marked


def _is_range(context: Context, first: Timex, second: Timex) -> bool:
    if first.span is None or second.span is None or second.span.start - first.span.end > NEAR:
        return False
    begin, finish = interval_of(first.value), interval_of(second.value)
    if begin is None or finish is None or begin.start is None or finish.end is None or begin.start >= finish.end:
        return False
    between = context.text[first.span.end : second.span.start]
    before = context.text[max(0, first.span.start - 24) : first.span.start]
    cue = context.language.cue
    if context.parted_by(between, "range_dash"):
        return True
    if context.parted_by(between, "range_to"):
        return cue("from", before) is not None or first.span.start == 0 or begin.start < finish.start  # type: ignore[operator]
    return context.parted_by(between, "range_and") and cue("between", before) is not None
