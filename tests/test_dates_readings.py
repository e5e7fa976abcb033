"""Ambiguous time expressions: which date they hang on, and what must not give them one."""

import pytest

from pipeline import dates
from pipeline.dates import choice
from pipeline.dates.claims import Claim, claims_of, is_ambiguous
from pipeline.dates.context import Context
from pipeline.dates.evidence import features_of, scene_of
from pipeline.dates.finder import readings
from pipeline.dates.forms import FORMS
from pipeline.dates.reading import Reading
from pipeline.dates.recognise import Candidate
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


def timex(text: str, words: str, dct: str | None, anchor: str = "auto") -> Timex:
    own = Timex(TimexType.DATE, dct) if dct else None
    found = dates.find(Document("d", "r", "s", "t", text, dct=own), anchor=anchor)
    return next(one for one in found if one.span is not None and one.span.of(text) == words)


def test_the_losing_readings_are_alternatives() -> None:
    found = timex("Talks with the union: Tuesday, town hall. Nothing else is known yet.", "Tuesday", "2019-07-20")
    assert {found.value, *found.alternatives} == {"2019-07-16", "2019-07-23"}


def test_a_clear_tense_is_surer_than_none() -> None:
    clear = timex("The bridge fell on Tuesday, police said.", "Tuesday", "2019-07-20")
    doubtful = timex("Talks with the union: Tuesday, town hall. Nothing else is known yet.", "Tuesday", "2019-07-20")
    assert clear.score > doubtful.score


def test_an_anchor_that_a_person_set_leaves_nothing_to_choose() -> None:
    text = "The army came on 3 May 1851. The town fell on Tuesday."
    assert timex(text, "Tuesday", "2019-07-20", "dct").value == "2019-07-16"
    assert timex(text, "Tuesday", "2019-07-20", "narrative").alternatives == ()


def test_news_without_a_date_of_its_own_looks_back_from_the_day_it_prints() -> None:
    text = (
        "COUNTY NEWS, SEPTEMBER 14, 2013, 9:29 PM\nA driver hit a woman who crossed the road on Friday, police said.\n"
    )
    assert timex(text, "Friday", None).value == "2013-09-13"


def context_of(text: str, dct: str | None = None) -> tuple[Context, Candidate]:
    own = Timex(TimexType.DATE, dct) if dct else None
    context, resolved = readings(Document("d", "r", "s", "t", text, dct=own), choose=choice.by_rule)
    return context, resolved[-1][0]


def test_every_anchor_within_reach_makes_its_claims() -> None:
    context, candidate = context_of("It began on 3 May 2015 and ended in July.", "2019-10-20")
    context.reference, context.earlier = "2015-05-03", "2012"
    claims = {claim.value: claim.names for claim in claims_of(context, candidate, FORMS["month"])}
    assert {"2015-07", "2014-07", "2019-07", "2020-07", "2012-07"} <= set(claims)
    assert "told coming" in claims["2015-07"]
    assert "document past" in claims["2019-07"]
    assert "earlier coming" in claims["2012-07"]


def test_what_writes_its_year_is_not_ambiguous() -> None:
    assert not is_ambiguous(*context_of("It ended in July 2015.", "2019-10-20"))
    assert is_ambiguous(*context_of("It ended in July.", "2019-10-20"))


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("They will meet in July.", "ahead"),
        ("They met in July.", "back"),
        ("July: they met.", "opens line"),
        ("The town, which had no bridge at all until then, built one in July.", "within"),
        ("They left July's meeting.", "possessive"),
        ("They read the July statement.", "modifier"),
        ("Prices rose more than in July.", "compared"),
        ("They left in 2015. They met in July.", "told near"),
    ],
)
def test_the_scene_of_an_expression(text: str, feature: str) -> None:
    context, candidate = context_of(text, "2019-10-20")
    context.reference_end = text.find("2015") + len("2015")  # as it was before the last expression was read
    assert feature in scene_of(context, candidate)


def test_a_reading_is_seen_from_the_document_and_from_what_was_told() -> None:
    context, _ = context_of("It began on 3 May 2015.", "2019-10-20")
    claim = Claim((Reading("2016-03-01"),), ("told coming",))
    features = features_of(context, claim)
    assert {"told coming", "document behind far", "document 2", "told after year", "told day 1"} <= set(features)


def test_the_heaviest_reading_wins_and_a_form_left_to_the_rules_stays_so() -> None:
    context, candidate = context_of("It ended in July.", "2019-10-20")
    claims = [Claim((Reading("2019-07"),), ("rule",)), Claim((Reading("2018-07"),), ("told past",))]
    weights = choice.Weights({"told past": {"": 2.0}}, {"month": 0.5})
    won = choice.choose(context, candidate, claims, weights)[0]
    assert (won.value, won.alternatives, won.chance) == ("2018-07", ("2019-07",), 0.44)
    ruled = choice.Weights({"told past": {"": 2.0}}, {"month": 0.5}, frozenset({"month"}))
    assert choice.choose(context, candidate, claims, ruled)[0].value == "2019-07"


def test_the_chances_of_all_readings_add_up() -> None:
    context, candidate = context_of("It ended in July.", "2019-10-20")
    claims = claims_of(context, candidate, FORMS["month"])
    assert sum(choice.chances_of(context, candidate, claims, choice.learned())) == pytest.approx(1.0)
