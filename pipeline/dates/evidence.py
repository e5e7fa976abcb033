"""What speaks for each reading of an ambiguous expression: the features of the model that chooses (`choice`).

Features are words. Those of a claim (which anchors give it, whether it lies ahead of the document, how far it is from
the date told last) are crossed with those of the scene (the form of the expression, the tense around it, the kind of
text, where it stands), so that a linear model can weigh "the year told last" otherwise in a history than in news.
"""

from __future__ import annotations

from pipeline.dates.claims import Claim
from pipeline.dates.context import NEARBY, OPENING, Context, first_day
from pipeline.dates.recognise import Candidate
from pipeline.dates.tense import BESIDE, POSSESSIVES, SENTENCE_ENDS
from pipeline.timex import granularity_of
from pipeline.timex.calendar import civil_from_days

STEPS = ((0, "same"), (31, "month"), (366, "year"))  # days up to which two dates are so close
SHARES = ((0.02, "no"), (0.25, "some"))
AGES = ((1, "new"), (10, "recent"))  # years by which those that a text writes lie before its own
FAR_OFF = 1000  # characters
KEPT = 60  # written dates that are looked at, so that the work grows with the text and not faster
BULLETS = " -*•\t"
TENSES = {True: "ahead", False: "back", None: "untensed"}
LINKS = ("compared", "soon", "lapsed", "from")  # cues before an expression


def scene_of(context: Context, candidate: Candidate) -> list[str]:
    """The features that all readings of an expression share, "" for none."""
    form, tense, gap = candidate.rule.form, _tense(context, candidate), _gap(context, candidate)
    found = ["", f"{form} {_relation(context, candidate)}", tense, f"{form} {tense}", gap, _place(context, candidate)]
    for kind in text_kinds(context):
        found += [kind, f"{form} {kind}", f"{kind} {tense}", f"{kind} {gap}"]
    link = _link(context, candidate)
    return [*found, link, f"{link} {tense}"] if link else found


def _tense(context: Context, candidate: Candidate) -> str:
    """Which way the tense points; a history is read for it only at weekdays, for it is told in one tense and long."""
    is_read = candidate.rule.form == "weekday" or not context.is_narrative
    return TENSES[context.points_forward(candidate)] if is_read else "narrated"


def _relation(context: Context, candidate: Candidate) -> str:
    """The sense of "last", "the following", "ago": d-1, n+1 ..."""
    written = candidate.first("rel", "rel1"), candidate.first("dir2", "dir")
    return str(context.language.word("relation", written[0]) or context.language.word("direction", written[1]) or "")


def text_kinds(context: Context) -> list[str]:
    """Whether the text has a date of its own, how far its years lie before it, how often it writes them or points."""
    if context.dct is None:
        return ["undated"]
    if context.usual_year is None:
        return ["yearless"]
    age = _step(AGES, civil_from_days(context.dct)[0] - context.usual_year, "old")
    points = f"points {_step(SHARES, context.deictic_share, 'often')}"
    writes = f"writes {_step(SHARES, context.written_share, 'often')}"
    return [f"{age} {points}", f"{age} {writes}", f"{writes} {points}"]


def _step(steps: tuple[tuple[float, str], ...], number: float, more: str) -> str:
    return next((name for limit, name in steps if number <= limit), more)


def _place(context: Context, candidate: Candidate) -> str:
    """Whether it opens its line, its sentence, or neither."""
    line = context.text.rfind("\n", 0, candidate.start) + 1
    if not context.text[line : candidate.start].strip(BULLETS):
        return "opens line"
    return "opens sentence" if candidate.start - context.bounds(candidate)[0] <= OPENING else "within"


def _gap(context: Context, candidate: Candidate) -> str:
    """How far off the date told last is."""
    if context.reference is None:
        return "nothing told"
    between = context.text[context.reference_end : candidate.start]
    if len(between) > FAR_OFF:
        return "told far off"
    if "\n" in between:
        return "told above"
    return "told near" if any(mark in between for mark in SENTENCE_ENDS) else "told here"


def _link(context: Context, candidate: Candidate) -> str:
    """What ties it to the words beside it: a preposition, a possessive, a noun that it modifies."""
    if context.text[candidate.end : candidate.end + 2] in POSSESSIVES:
        return "possessive"
    if context.is_modifier(candidate):
        return "modifier"
    left = context.text[max(0, candidate.start - BESIDE) : candidate.start]
    return next((name for name in LINKS if context.language.cue(name, left)), "")


def features_of(context: Context, claim: Claim) -> list[str]:
    """The features of one reading: its anchors, and how it lies to the dates around it."""
    day = first_day(claim.value)
    if day is None:
        return [*claim.names, "vague"]
    year, found = civil_from_days(day)[0], list(claim.names)
    if context.dct is not None:
        side = "ahead" if day > context.dct else "behind"
        found.append(f"document {side} {_step(STEPS, abs(day - context.dct), 'far')}")
        found.append(f"document {_years(civil_from_days(context.dct)[0] - year)}")
    found += _beside_named(context, day, year)
    if any(abs(day - written) <= NEARBY for written in context.written[-KEPT:]):
        found.append("written near by")
    if context.usual_year is not None and abs(year - context.usual_year) > context.tolerance:
        found.append("unusual year")
    return found


def _beside_named(context: Context, day: int, year: int) -> list[str]:
    """How a day lies to the narrative's last date."""
    here = first_day(context.reference)
    if here is None:
        return []
    side, grain = "after" if day > here else "before", granularity_of(context.reference or "").value
    years = _years(year - civil_from_days(here)[0])
    return [f"told {side} {_step(STEPS, abs(day - here), 'far')}", f"told {grain} {years}"]


def _years(count: int) -> str:
    return str(max(-2, min(2, count)))
