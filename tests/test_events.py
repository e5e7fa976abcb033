"""Linking as a whole: identity, spans, every text, capitals, chronicles, parses without syntax."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import events
from pipeline.model import Basis, Document, DocumentKind, Event, Modality, Span
from pipeline.nlp import Parser
from pipeline.timex import moment
from tests.events_fixture import LIMA, LISBON, MODEL, header_date, link, one

WORDS = st.sampled_from(
    ["a", "bomb", "exploded", "killed", "meeting", "of", "in", "after", "had", "was", "will", "Lima"]
)
GLUE = st.sampled_from([",", ".", ":", "\n\n", "denied", "that", "1990", "to", "before", "the"])


def check(found: tuple[Event, ...], text: str) -> None:
    assert len({event.id for event in found}) == len(found)
    for event in found:
        assert event.sentence.covers(event.trigger)
        assert event.trigger.of(text).strip()
        assert event.title
        assert event.type in events.TYPES
        assert 0 <= event.salience <= 1
        assert 0 <= event.score <= 1
        assert event.why_date.fact("sentence")
        assert event.why_place.fact("sentence")
        assert event.quote == " ".join(event.sentence.of(text).split())


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | GLUE, max_size=40), st.sampled_from(["", MODEL]))
def test_any_text_gives_sound_events(words: list[str], model: str) -> None:
    text = " ".join(words)
    check(link(text, dates={"1990": "1990"}, places={"Lima": LIMA}, dct=header_date("1990-05-01"), model=model), text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_accepted(text: str) -> None:
    check(link(text, model=""), text)


def test_hostile_strings_are_accepted(hostile: Path) -> None:
    for string in json.loads((hostile / "blns.json").read_text("utf-8"))[:200]:
        check(link(f"A bomb exploded in {string}."), f"A bomb exploded in {string}.")


def test_an_id_survives_edits_elsewhere() -> None:
    first = link("A bomb exploded in Lima.", places={"Lima": LIMA}, dct=header_date("1990-05-01"))
    second = link("It rained all day. A bomb exploded in Lima.", dct=header_date("2001-01-01"))
    assert first[0].id == second[-1].id


def test_equal_sentences_have_different_ids() -> None:
    found = link("A bomb exploded.\n\nAnother day came. A bomb exploded.", kind=DocumentKind.CHRONICLE)
    assert len({event.id for event in found}) == len(found)


def test_a_line_is_dated_by_the_date_that_opens_it() -> None:
    found = link(
        "July 26, 1861. A fire destroys the harbour of Lisbon.",
        dates={"July 26, 1861": "1861-07-26"},
        places={"Lisbon": LISBON},
        kind=DocumentKind.CHRONICLE,
    )
    fire = one(found, "fire")
    assert (fire.value, fire.basis, fire.main) == ("1861-07-26", Basis.EXPLICIT, True)
    assert fire.place == LISBON


def test_a_date_within_the_line_only_repeats_it() -> None:
    found = link(
        "April 23, 2019. The April 2019 mine collapse kills four miners.",
        dates={"April 23, 2019": "2019-04-23", "April 2019": "2019-04"},
        kind=DocumentKind.CHRONICLE,
    )
    assert one(found, "collapse").value == "2019-04-23"


def test_a_line_without_a_listed_word_still_tells_something() -> None:
    found = link(
        "October 7, 1912. The exchange sees its first transaction.",
        dates={"October 7, 1912": "1912-10-07"},
        kind=DocumentKind.CHRONICLE,
    )
    assert [event.value for event in found] == ["1912-10-07"]


def test_the_label_of_a_line_is_not_the_event() -> None:
    found = link(
        "May 5, 1808. Peninsular War: French troops occupy Lisbon.",
        dates={"May 5, 1808": "1808-05-05"},
        places={"Lisbon": LISBON},
        kind=DocumentKind.CHRONICLE,
    )
    assert [(event.title, event.place) for event in found if event.main] == [("French troops occupy Lisbon", LISBON)]


def test_capitals_are_read() -> None:
    text = "LIMA, 9 JAN 90 (EFE) -- [TEXT] THE MAYOR WAS KIDNAPPED IN LIMA ON 5 JANUARY BY ARMED MEN."
    found = link(text, dates={"5 JANUARY": "1990-01-05"}, places={"LIMA": LIMA}, dct=header_date("1990-01-09"))
    kidnapping = one(found, "kidnapped")
    assert (kidnapping.value, kidnapping.place, kidnapping.type) == ("1990-01-05", LIMA, "attack")
    assert not kidnapping.title.isupper()


def test_without_a_model_words_and_nearness_must_do() -> None:
    found = link(
        "A bomb exploded in Lima on 5 January 1990.",
        dates={"5 January 1990": "1990-01-05"},
        places={"Lima": LIMA},
        model="",
    )
    assert [(event.value, event.place) for event in found] == [("1990-01-05", LIMA)]


def test_a_dated_narrative_carries_its_date_on() -> None:
    found = link(
        "On 5 January 1990 rebels attacked Lima. They killed two guards.",
        dates={"5 January 1990": "1990-01-05"},
        places={"Lima": LIMA},
        kind=DocumentKind.HISTORY,
    )
    killing = one(found, "killed")
    assert (killing.value, killing.basis) == ("1990-01-05", Basis.RELATIVE)
    assert "has reached" in killing.why_date.fact("sentence")


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Rebels attacked the town.", Modality.HAPPENED),
        ("Rebels will attack the town.", Modality.PLANNED),
        ("The two presidents plan to meet.", Modality.PLANNED),
        ("Rebels could attack the town.", Modality.HYPOTHETICAL),
        ("If rebels attack the town, people flee.", Modality.HYPOTHETICAL),
        ("The mayor urged rebels to surrender.", Modality.HYPOTHETICAL),
        ("Rebels did not attack the town.", Modality.DENIED),
        ("The general denied that his men had attacked the town.", Modality.DENIED),
        ("The general denied any role in the attack.", Modality.HAPPENED),
        ("Rebels are attacking the town.", Modality.ONGOING),
        ("Rebels often attack the town.", Modality.HABITUAL),
    ],
)
def test_how_a_happening_is_presented(sentence: str, modality: Modality) -> None:
    found = link(sentence, dct=header_date("2001-01-01"))
    told = [
        event
        for event in found
        if event.trigger.of(sentence) in {"attack", "attacked", "attacking", "meet", "surrender"}
    ]
    assert [event.modality for event in told] == [modality]


def test_what_is_denied_is_attributed() -> None:
    found = link("The general denied any role in the attack.", dct=header_date("2001-01-01"))
    assert (found[0].disputed, found[0].attribution) == (True, "The general")


def test_types_are_those_of_the_lexicon() -> None:
    from pipeline.events.lexicon import english

    assert english().types == events.TYPES


def test_no_events_without_text() -> None:
    document = Document(Document.id_of("empty"), "r", "empty", "", "")
    assert events.link(document, (), (), Parser.load("").parse("")) == ()


def test_the_best_moment_is_the_first_one() -> None:
    [event] = link("A bomb exploded on 5 January 1990.", dates={"5 January 1990": "1990-01-05"})
    assert event.best == moment(1990, 1, 5)
    assert event.timex is not None
    assert event.timex.span == Span(19, 33)
