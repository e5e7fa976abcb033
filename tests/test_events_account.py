"""What was considered for every candidate, as data."""

from __future__ import annotations

from pipeline.events import account, choice
from pipeline.events.assembly import assemble
from tests.events_fixture import LIMA, LISBON, header_date
from tests.events_reading import evidence

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
