"""Whether a text hangs on its own date, as news do, or on the last date it told, as histories do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from pipeline.dates.context import MODERN, Context
from pipeline.dates.recognise import Candidate
from pipeline.dates.tense import Surroundings
from pipeline.lang import Language
from pipeline.model import DocumentKind
from pipeline.timex.calendar import civil_from_days

DEICTIC_SHARE = 0.25  # of a narrative's written-out years: histories seldom say "Tuesday" or "last month"
STORIES = (DocumentKind.HISTORY, DocumentKind.CHRONICLE, DocumentKind.REPORT)
DEICTIC_FORMS = frozenset({"day_word", "weekday", "daypart"})


def is_narrative(
    language: Language, found: Sequence[Candidate], years: Sequence[int], dct: int | None, kind: DocumentKind
) -> bool:
    """Whether relative dates hang on the narrative: many written-out years, mostly well before the document's date."""
    if dct is None:
        return True
    deictic = sum(_is_deictic(candidate, language) for candidate in found)
    enough = 1 if kind in STORIES else 5
    is_old = bool(years) and median(years) < MODERN
    if len(years) < enough and not is_old:
        return kind in STORIES and deictic == 0
    far = median(years) <= civil_from_days(dct)[0] - 2
    return (far or kind is DocumentKind.CHRONICLE) and deictic < len(years) * DEICTIC_SHARE


def deictic_share(language: Language, found: Sequence[Candidate]) -> float:
    """The share of the expressions that can only hang on the document's date."""
    return sum(_is_deictic(candidate, language) for candidate in found) / max(1, len(found))


def _is_deictic(candidate: Candidate, language: Language) -> bool:
    """Whether it can only hang on the document's date: "yesterday", "last week", not "the following week"."""
    if candidate.rule.form != "unit_relative":
        return candidate.rule.form in DEICTIC_FORMS
    relation = language.word("relation", candidate.group("rel"))
    return isinstance(relation, str) and relation[0] == "d"


def years_named(text: str, language: Language, found: Sequence[Candidate], years: Mapping[int, int]) -> list[int]:
    """The written `years` without those that tell nothing of the story: "the 2020 census", "the worst since 1975"."""
    around = Surroundings(text, language)
    return [
        years[candidate.start]
        for candidate in found
        if candidate.start in years and not (around.is_compared(candidate) or around.names_edition(candidate))
    ]


def survey(context: Context, years: Sequence[int]) -> None:
    """Learn the text's usual years from those that are written out."""
    if not years:
        return
    context.usual_year = median(sorted(years))
    spread = median(sorted(abs(year - context.usual_year) for year in years))
    context.tolerance = max(15.0, 4 * spread)
    context.opening_year = next((year for year in years if abs(year - context.usual_year) <= context.tolerance), None)
