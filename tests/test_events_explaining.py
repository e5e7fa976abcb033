"""Why as data: source, words and their span, facts, contributions, runners-up."""

from __future__ import annotations

import pytest

from pipeline.events import choice, confidence, explaining
from pipeline.events.choice import Weighed
from pipeline.events.claims import when, where
from pipeline.events.evidence import Evidence
from pipeline.model import Span, Timex
from tests.events_fixture import LIMA, LISBON, PERU, Where, header_date
from tests.events_reading import at, evidence
from tests.test_events_choice import preferring

TEXT = "It rained in Lisbon in 2018. Rebels attacked Lima on 3 May\n2019, in Peru."
DATES = {"2018": "2018", "3 May\n2019": "2019-05-03"}


@pytest.fixture(scope="module")
def found() -> Evidence:
    places = {"Lima": LIMA, "Lisbon": LISBON, "Peru": PERU}
    return evidence(TEXT, dates=DATES, places=places, dct=header_date("2020-06-01T12:00"))


def weighed(found: Evidence, first: str, second: str, word: str = "attacked") -> Weighed:
    return choice.weigh(found, [at(found, word)], preferring(when=first, where=second))[0]


def test_the_words_of_a_date_stand_in_the_text(found: Evidence) -> None:
    each = weighed(found, "governed", "none")
    why = explaining.of_dates(found, [each])[0]
    assert (why.source, why.words) == ("governed", "3 May 2019")  # on one line
    assert why.span is not None and why.span.of(TEXT) == "3 May\n2019"
    assert why.facts == ()
    assert why.probability == round(confidence.of_share("when", each.choice.when_share, len(each.when.claims)), 3)


def test_the_documents_day_is_a_fact(found: Evidence) -> None:
    why = explaining.of_dates(found, [weighed(found, "by_document", "none")])[0]
    assert (why.source, why.words, why.span) == ("by_document", "", None)
    assert why.facts == (("day", "2020-06-01"), ("origin", "header"))


def test_an_unknown_origin_is_no_fact() -> None:
    found = evidence("Rebels attacked.", dct=header_date("2020-06-01", origin=""))
    why = explaining.of_dates(found, [weighed(found, "by_document", "none")])[0]
    assert why.facts == (("day", "2020-06-01"),)


def test_the_anchor_of_a_date_is_a_fact() -> None:
    from dataclasses import replace

    found = evidence("Rebels attacked two days later.", dates={"two days later": "2019-05-03"})
    dated = found.dates[0]
    anchored: Timex = replace(dated.timex, anchor="2019-05-01 told")
    [each] = [weighed(found, "governed", "none")]
    claims = [
        replace(claim, dated=replace(dated, timex=anchored)) if claim.dated is not None else claim
        for claim in each.when.claims
    ]
    chosen = next(claim for claim in claims if claim.source == each.choice.when.source)
    changed = replace(each, choice=replace(each.choice, when=chosen), when=replace(each.when, claims=claims))
    assert explaining.of_dates(found, [changed])[0].facts == (("anchor", "2019-05-01"),)


def test_no_date_and_no_place_rest_on_nothing(found: Evidence) -> None:
    each = weighed(found, "none", "none")
    for why in (explaining.of_dates(found, [each])[0], explaining.of_places(found, [each])[0]):
        assert (why.source, why.words, why.span, why.facts) == ("none", "", None, ())


def test_the_place_is_a_fact(found: Evidence) -> None:
    each = weighed(found, "governed", "paragraph")
    why = explaining.of_places(found, [each])[0]
    assert (why.source, why.words, why.facts) == ("paragraph", "Lisbon", (("place", "Lisbon"),))
    assert why.span == Span(TEXT.index("Lisbon"), TEXT.index("Lisbon") + 6)
    assert why.probability == round(confidence.of_share("where", each.choice.where_share, len(each.where.claims)), 3)


def test_runners_up_are_the_three_next_best(found: Evidence) -> None:
    each = weighed(found, "governed", "paragraph")
    why = explaining.of_dates(found, [each])[0]
    assert len(why.runners_up) == 3 < len(each.when.claims) - 1
    probabilities = [runner.probability for runner in why.runners_up]
    assert probabilities == sorted(probabilities, reverse=True)
    assert "governed" not in {runner.source for runner in why.runners_up}
    assert {runner.source for runner in why.runners_up} <= set(when.NAMES)
    places = explaining.of_places(found, [each])[0].runners_up
    assert {runner.source for runner in places} <= set(where.NAMES)
    assert ("Lima", "Lima") in {(runner.words, runner.value) for runner in places}
    dates = {(runner.words, runner.value) for runner in why.runners_up}
    assert ("2018", "2018") in dates


def test_contributions_are_the_claims_own_largest_first(found: Evidence) -> None:
    why = explaining.of_dates(found, [weighed(found, "governed", "none")])[0]
    assert 0 < len(why.contributions) <= 4
    assert {name for name, _ in why.contributions} <= set(weighed(found, "governed", "none").when.row)
    sizes = [abs(value) for _, value in why.contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_a_name_without_a_place_is_no_claim() -> None:
    found = evidence("Rebels attacked Vostochny.", places={"Vostochny": Where(None)})
    assert explaining.of_places(found, [weighed(found, "none", "none")])[0].facts == ()


def test_four_contributions_and_three_runners_up_are_told_to_a_few_figures(found: Evidence) -> None:
    each = weighed(found, "governed", "none")
    why = explaining.of_dates(found, [each])[0]
    [added] = choice.trees("when").contributions([each.when.row])
    own = [(name, value) for name, value in added if name not in each.choice.features]
    assert len(own) > 4 and len(why.contributions) == 4
    assert why.contributions == tuple((name, round(value, 2)) for name, value in own[:4])
    best = sorted(each.when.shares, reverse=True)[1:4]
    assert [runner.probability for runner in why.runners_up] == [round(share, 3) for share in best]


def test_what_a_claim_proposes(found: Evidence) -> None:
    each = weighed(found, "governed", "paragraph")
    assert explaining.value_of("when", each.choice.when) == "2019-05-03"
    assert explaining.value_of("where", each.choice.where) == "Lisbon"
    assert explaining.value_of("where", each.choice.when) == ""
    assert explaining.words_at(found, None) == ""
