"""Sources of places: every one speaks in its own example; order, and each place once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.analysis.trigger import Trigger
from pipeline.events.claims import where
from pipeline.events.claims.source import Source
from pipeline.events.evidence import Evidence
from pipeline.model import Role
from tests.events_fixture import BERLIN, LIMA, LISBON, MOSCOW, NORWAY, PERU, Where
from tests.events_reading import at, evidence, recognised, unmark


def said(found: Evidence, trigger: Trigger) -> list[tuple[str, str]]:
    return [
        (claim.source, claim.located.mention.toponym.text if claim.located is not None else "")
        for claim in where.propose(found, trigger)
    ]


@pytest.mark.parametrize("source", where.SOURCES, ids=lambda source: source.name)
def test_a_source_speaks_in_its_example(source: Source) -> None:
    example = unmark(source.example)
    found = recognised(example.text)
    [trigger] = [trigger for trigger in found.triggers if trigger.span == example.trigger]
    claims = [claim for claim in where.propose(found, trigger) if claim.source == source.name]
    assert [*source.find(found, trigger)]
    assert [claim.located.span for claim in claims if claim.located is not None] == (
        [example.words] if example.words is not None else []
    )
    assert len(claims) == 1


def test_names_are_those_of_the_table() -> None:
    assert tuple(source.name for source in where.SOURCES) == where.NAMES
    assert len(set(where.NAMES)) == len(where.NAMES)


def test_claims_come_in_the_order_of_the_table_and_each_name_once() -> None:
    text = "He came to Lima. They met in Lisbon. Berlin was next."
    found = evidence(text, places={"Lima": LIMA, "Lisbon": LISBON, "Berlin": BERLIN})
    assert said(found, at(found, "met")) == [
        ("governed", "Lisbon"), ("paragraph", "Lima"), ("next", "Berlin"), ("none", ""),
    ]  # fmt: skip


def test_the_claim_carries_the_mention() -> None:
    found = evidence("They met in Lima.", places={"Lima": LIMA})
    governed, none = where.propose(found, at(found, "met"))
    assert governed.placing.mention is not None and governed.placing.mention.place == LIMA
    assert none.placing.mention is None


def test_the_place_of_another_verb_is_not_governed() -> None:
    text = "The mayor fled from Lisbon and the ship sank near Lima."
    found = evidence(text, places={"Lima": LIMA, "Lisbon": LISBON})
    assert dict(reversed(pair) for pair in said(found, at(found, "fled"))) == {
        "Lisbon": "governed", "Lima": "sentence", "": "none",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("role", "source"),
    [(Role.PART, "institution"), (Role.METONYM, "actor"), (Role.DEMONYM, "lead"), (Role.LOCATION, "governed")],
)
def test_what_a_name_does_decides_its_source(role: Role, source: str) -> None:
    found = evidence("They met in Moscow.", places={"Moscow": Where(MOSCOW, role)})
    assert said(found, at(found, "met"))[0] == (source, "Moscow")


def test_five_places_named_before_and_two_named_next_may_hold() -> None:
    names = ("Lima", "Peru", "Norway", "Berlin", "Moscow", "Lisbon")
    places = {"Lima": LIMA, "Peru": PERU, "Norway": NORWAY, "Berlin": BERLIN, "Moscow": MOSCOW, "Lisbon": LISBON}
    text = "It rained. It snowed. It blew. "
    text += f"He saw {', '.join(names[:-1])} and {names[-1]}. He taught. He saw Oslo, Bergen and Narvik."
    extra = {name: replace(NORWAY, id=name, name=name) for name in ("Oslo", "Bergen", "Narvik")}
    found = evidence(text, places=places | extra)
    claims = said(found, at(found, "taught"))
    assert [name for source, name in claims if source == "paragraph"] == [*reversed(names[1:])]
    assert [name for source, name in claims if source == "next"] == ["Oslo", "Bergen"]


def test_every_heading_above_gives_its_places() -> None:
    text = "# Strikes in Peru\n\n## Strikes in Lima\n\nWorkers struck."
    found = evidence(text, places={"Peru": PERU, "Lima": LIMA})
    claims = said(found, at(found, "struck"))
    assert [name for source, name in claims if source == "heading"] == ["Lima", "Peru"]


def test_the_last_dateline_at_or_before_a_word_counts_and_none_behind_it() -> None:
    text = "It blew.\n\nLIMA (AP) - It rained.\n\nA ferry sank."
    found = evidence(text, places={"LIMA": LIMA})
    assert ("dateline", "LIMA") in said(found, at(found, "sank"))
    assert "dateline" not in {source for source, _ in said(found, at(found, "blew"))}


def test_without_any_place_there_is_only_none() -> None:
    found = evidence("A ferry sank.")
    assert said(found, at(found, "sank")) == [("none", "")]


def test_a_place_named_twice_is_claimed_once_and_a_silent_source_not_at_all() -> None:
    found = evidence("He came to Lima. They met in Lima.", places={"Lima": LIMA})
    assert said(found, at(found, "met")) == [("governed", "Lima"), ("none", "")]
    claims = where.propose(found, at(found, "met"), "governed")
    assert claims[0].source == "clause"


def test_a_place_that_heads_another_part_is_not_claimed_below_a_heading_with_a_place_of_its_own() -> None:
    text = "# Lima\n\nA ferry sank.\n\n# {}\n\nRebels attacked the harbour of the town.\n"
    found = evidence(text.format("Berlin"), places={"Lima": LIMA, "Berlin": BERLIN})
    assert said(found, at(found, "attacked")) == [("heading", "Berlin"), ("none", "")]
    found = evidence(text.format("Later"), places={"Lima": LIMA})
    assert ("paragraph", "Lima") in said(found, at(found, "attacked"))
    found = evidence(text.format("Berlin").replace("A ferry", "A ferry of Peru"),
                     places={"Lima": LIMA, "Berlin": BERLIN, "Peru": PERU})  # fmt: skip
    assert ("paragraph", "Peru") in said(found, at(found, "attacked"))  # it stands in no heading
