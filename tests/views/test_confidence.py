"""One number says how sure an event is, with the word that follows from it; its reasons name what weighed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.model import RunnerUp, Span, Timex, TimexType, Why
from pipeline.views import card
from pipeline.views.texts import load
from tests.samples import PARIS, document, event

HOME = document("a.txt", "A long time ago. Tuesday saw it in Paris.")
WHY = Why(
    "clause", "Tuesday", Span(17, 24), probability=0.9,
    contributions=(("same_clause", 2.0), ("same_clause=yes", 1.0), ("distance", -1.0), ("order", 0.0)),
    runners_up=(RunnerUp("paragraph", "long ago", "PAST_REF", 0.05), RunnerUp("none", "", "", 0.01)),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("score", [0.0, 0.31, 0.5, 0.65, 0.8, 0.97])
def test_a_card_shows_one_number_and_no_other(score: float, language: str) -> None:
    why = Why("clause", "Paris", probability=0.37)
    told = event(HOME, "Tuesday saw it in Paris.", "2023-09-12", PARIS, score=score, why_date=WHY, why_place=why)
    shown = repr(card.content([told], {}, load(language), dark=False))
    assert re.findall(r"(\d+) (?:of|von) 100", shown) == [str(round(100 * score))]
    assert not re.search(r"0\.9\b|0\.37|\b90\b|\b37\b", shown)


def test_the_reason_of_a_date_names_its_other_readings() -> None:
    doubtful = Timex(TimexType.DATE, "2023-03-04", Span(0, 7), alternatives=("2023-04-03",), score=0.6)
    assert _reasons(timex=doubtful)["Or"] == "2023-04-03"


def test_what_weighed_and_what_lost_is_named_once() -> None:
    rows = _reasons(why_date=WHY)
    assert rows["Speaks for it"] == "same clause, same clause: yes"
    assert rows["Speaks against it"] == "distance in the text"
    assert rows["Less likely"] == "in the past (“long ago”, earlier in the text); not known"
    assert not {"Speaks for it", "Speaks against it", "Less likely"} & set(_reasons())


def test_the_words_of_a_reason_are_marked_in_the_sentence() -> None:
    told = replace(event(HOME, "Tuesday saw it in Paris.", "2023-09-12", why_date=WHY), sentence=Span(17, 41))
    marked = {piece["text"]: piece["mark"] for piece in card.quote(told, HOME)}
    assert marked["Tuesday"] == "date"


def _reasons(**fields: object) -> dict[str, str]:
    told = event(HOME, "Tuesday saw it.", "2023-09-12", **fields)
    return {row["name"]: row["text"] for row in card.why_date(told, load())["rows"]}
