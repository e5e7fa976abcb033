"""Ambiguous time expressions: which date they hang on, and what must not lend them one."""

import pytest

from pipeline import dates
from pipeline.model import Document, DocumentKind, Timex, TimexType

COLLAPSE = (
    "On 3 May 2016 a bridge collapsed in Leeds. Engineers had warned of it on 10 April 2016.\n\n"
    "On the Monday after the collapse a court met. The following day it named an expert. "
    "On the Friday before the collapse, a crack was seen."
)


def read(text: str, dct: str | None = None, kind: DocumentKind = DocumentKind.NEWS) -> dict[str, str]:
    own = Timex(TimexType.DATE, dct) if dct else None
    document = Document("d", "r", "s", "t", text, kind=kind, dct=own)
    return {t.span.of(text): t.value for t in dates.find(document) if t.span is not None}


@pytest.mark.parametrize("dct", [None, "2016-12-20"])
def test_a_weekday_beside_a_happening_is_counted_from_its_day(dct: str | None) -> None:
    found = read(COLLAPSE, dct)
    assert (found["Monday"], found["The following day"], found["Friday"]) == ("2016-05-09", "2016-05-10", "2016-04-29")


def test_a_weekday_beside_what_was_never_told_is_the_documents() -> None:
    assert read("On the Monday after the collapse a court met.", "2016-12-20")["Monday"] == "2016-12-19"


@pytest.mark.parametrize(
    "comparison",
    [
        "It was the deadliest since 1975.",
        "Rain fell more often than in 1975.",
        "Losses doubled compared with 1975.",
        "The town has paid for dykes since 1975.",
    ],
)
def test_a_comparison_never_dates_what_follows(comparison: str) -> None:
    found = read(f"A storm hit the coast on 3 May 2021. {comparison} In June the town paid.", kind=DocumentKind.HISTORY)
    assert found["June"] == "2021-06"


@pytest.mark.parametrize("thing", ["2020 census", "2020 national budget report", "2020 games"])
def test_the_year_of_a_recurring_thing_never_dates_what_follows(thing: str) -> None:
    text = f"The court ruled on 27 June 2019 on the {thing}. The mayor gave way on July 2."
    assert read(text, kind=DocumentKind.HISTORY)["July 2"] == "2019-07-02"


def test_the_year_of_a_recurring_thing_makes_no_history() -> None:
    text = "The 1950 census and the 1960 census were late, the 1970 census, the 1980 census and the 1990 census too. "
    assert read(f"{text}In April, a committee met.", "2019-07-20")["April"] == "2019-04"


def test_the_year_of_what_is_to_come_never_dates_what_follows() -> None:
    text = "The city won on 4 March 2019. Its bid for the 2028 stadium opening was praised. In June it borrowed."
    assert read(text, "2019-12-01", DocumentKind.HISTORY)["June"] == "2019-06"


def test_the_year_of_a_campaign_moves_the_story() -> None:
    text = "The king marched on 4 March 1651. The 1652 campaign began badly. In June the town fell."
    assert read(text, kind=DocumentKind.HISTORY)["June"] == "1652-06"


@pytest.mark.parametrize(
    "text",
    [
        "The July 22 attacks killed 77 people.",
        "The suspect in the July 22 attacks will appear in court.",
        "The trial over the July 22 train bombing is expected to open soon.",
    ],
)
def test_what_nobody_plans_is_past(text: str) -> None:
    assert read(text, "2011-11-15")["July 22"] == "2011-07-22"


def test_what_is_planned_may_be_to_come() -> None:
    assert read("Voters will decide in the March 3 runoff.", "2011-11-15")["March 3"] == "2012-03-03"
