"""What was considered for every candidate, as data."""

from __future__ import annotations

from dataclasses import replace

from pipeline.events import account, choice
from pipeline.events.assembly import assemble
from pipeline.model import Span
from tests.events_fixture import LIMA, LISBON, header_date
from tests.events_reading import evidence
from tests.test_events_choice import preferring

TEXT = "A bomb exploded in Lima on 3 May 2019. The explosion wrecked a market. Rebels left Lisbon in 2018."


def test_every_candidate_is_accounted_for() -> None:
    dates = {"3 May 2019": "2019-05-03", "2018": "2018"}
    found = evidence(TEXT, dates=dates, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2019-05-05"))
    weighed = choice.weigh(found, found.triggers)
    assembled = assemble(found, weighed)
    accounts = account.of_candidates(found, weighed, assembled)
    assert [each.trigger for each in accounts] == [trigger.span for trigger in found.triggers]
    assert [each.score for each in accounts] == list(assembled.scores)
    assert [each.alone for each in accounts] == [each.choice.score for each in weighed]
    heads = {told.draft.trigger.span for told in assembled.told}
    assert {each.trigger for each in accounts if each.is_event} == heads
    assert {each.event for each in accounts} - {None} == heads
    for each in accounts:
        for claims in (each.when, each.where):
            shares = [claim.share for claim in claims]
            assert shares == sorted(shares, reverse=True)
            assert abs(sum(shares) - 1) < 1e-9
            assert all(claim.words == "" if claim.span is None else claim.words in TEXT for claim in claims)
        likely = [probability for _, probability in each.same]
        assert likely == sorted(likely, reverse=True)


def test_what_was_chosen_stands_first_and_says_what_it_proposes() -> None:
    dates = {"3 May 2019": "2019-05-03", "2018": "2018"}
    found = evidence(TEXT, dates=dates, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2019-05-05"))
    weighed = choice.weigh(found, found.triggers, preferring(when="governed", where="governed"))
    first = account.of_candidates(found, weighed, assemble(found, weighed))[0]
    when, where = first.when[0], first.where[0]
    assert (when.source, when.words, when.value, when.reading) == ("governed", "3 May 2019", "2019-05-03", "plain")
    assert (where.source, where.words, where.value, where.reading) == ("governed", "Lima", "Lima", "plain")
    none = next(claim for claim in first.where if claim.source == "none")
    assert (none.words, none.value, none.span) == ("", "", None)
    assert first.type == found.triggers[0].type


def test_a_mention_is_of_an_event_and_no_event() -> None:
    found = evidence("A bomb exploded in Lima.", places={"Lima": LIMA})
    trigger = found.triggers[0]
    made = account.Account(trigger.span, "attack", 0.5, 0.5, trigger.span, (), (), ())
    assert made.is_event
    assert not replace(made, event=None).is_event and not replace(made, event=Span(0, 1)).is_event
