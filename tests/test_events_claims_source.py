"""Tables of sources: words, what is asked once for a sentence, what hangs on a trigger or stands in its clause."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from pipeline.events.claims import when, where
from pipeline.events.claims.source import Claim, Source, governed, in_clause, propose
from pipeline.events.draft import NO_PLACING, NO_TIMING
from tests.events_fixture import LIMA, LISBON
from tests.events_reading import at, evidence

DOCS = Path(__file__).resolve().parent.parent / "docs" / "events.md"


@pytest.mark.parametrize("table", [when, where])
def test_the_docs_tell_of_every_source_in_the_words_of_the_table(table: ModuleType) -> None:
    told = DOCS.read_text("utf-8")
    for source in table.SOURCES:
        assert f"| {source.means} |" in told, source.name


def test_names_of_sources_are_those_that_models_and_notes_know() -> None:
    names = "governed clause sentence entry heading lead paragraph next first after by_document none"
    assert tuple(names.split()) == when.NAMES
    names = "governed clause sentence institution actor heading dateline paragraph next lead frequent none"
    assert tuple(names.split()) == where.NAMES


def test_a_claim_of_none_rests_on_nothing() -> None:
    claim = Claim("none")
    assert (claim.timing, claim.placing, claim.dated, claim.located) == (NO_TIMING, NO_PLACING, None, None)
    assert (claim.span, claim.place_id, claim.reading) == (None, "", "plain")


def test_a_claim_rests_on_its_date_or_its_place() -> None:
    found = evidence("It rained in Lima on 3 May.", dates={"3 May": "2019-05-03"}, places={"Lima": LIMA})
    assert Claim("a", dated=found.dates[0]).span == found.dates[0].span
    assert Claim("a", located=found.places[0]).span == found.places[0].span
    assert (Claim("a", located=found.places[0]).place_id, Claim("a", dated=found.dates[0]).place_id) == (LIMA.id, "")


@pytest.mark.parametrize(("of_sentence", "times"), [(True, 1), (False, 2)])
def test_what_holds_for_a_sentence_is_asked_once_for_it(of_sentence: bool, times: int) -> None:
    found = evidence("Rebels came and left.")
    asked = []

    def find(_: object, trigger: object) -> list[Claim]:
        asked.append(trigger)
        return [Claim("a")]

    source = Source("a", "", "", find, of_sentence=of_sentence)
    assert [next(iter(source.claims(found, trigger))).source for trigger in found.triggers] == ["a", "a"]
    assert len(asked) == times


def test_of_claims_with_one_key_the_first_holds() -> None:
    found = evidence("Rebels came.")
    claims = [Claim("a", reading="x"), Claim("b", reading="y"), Claim("c", reading="x")]
    sources = [Source(claim.source, "", "", lambda _, __, claim=claim: [claim]) for claim in claims]  # type: ignore[misc]
    assert [claim.source for claim in propose(sources, found, found.triggers[0], lambda claim: claim.reading)] == [
        "a",
        "b",
    ]


def test_what_hangs_on_a_trigger_and_what_stands_in_its_clause() -> None:
    text = "Workers of Lima fled when rebels came to Lisbon."
    found = evidence(text, places={"Lima": LIMA, "Lisbon": LISBON})
    fled, came = at(found, "fled"), at(found, "came")
    assert [each.key for each in governed(found, came, found.places)] == [LISBON.id]
    assert [each.key for each in governed(found, fled, found.places)] == [LIMA.id]
    assert [each.key for each in in_clause(found, fled, found.places)] == [LIMA.id]
    assert [each.key for each in in_clause(found, came, found.places)] == [LISBON.id]
