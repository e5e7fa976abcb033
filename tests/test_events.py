"""Linking as a whole: clear texts, identity, spans, every text, cost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import events
from pipeline.events import choice, pairs
from pipeline.model import Basis, Document, DocumentKind, Event, Interval, Modality, Span, Timex, TimexType, event_id
from pipeline.nlp import Parser
from pipeline.timex import moment
from tests.events_fixture import BERLIN, LIMA, LISBON, MODEL, PERU, header_date, link, mentions, one
from tests.events_reading import evidence

WORDS = st.sampled_from(
    ["a", "bomb", "exploded", "killed", "meeting", "of", "in", "after", "had", "was", "will", "Lima"]
)
GLUE = st.sampled_from(
    [",", ".", ":", "\n\n", "\n", "- ", "# ", " | ", "denied", "that", "1990", "to", "before", "the"]
)


def check(found: tuple[Event, ...], text: str) -> None:
    assert len({event.id for event in found}) == len(found)
    for event in found:
        assert event.sentence.covers(event.trigger)
        assert event.trigger.of(text).strip()
        assert event.title
        assert event.type in events.TYPES
        assert 0 <= event.salience <= 1
        assert 0 <= event.score <= 1
        assert event.quote == " ".join(event.sentence.of(text).split())
        for why in (event.why_date, event.why_place):
            assert why.source and 0 <= why.probability <= 1
            assert why.span is None or why.words == " ".join(why.span.of(text).split())
        if event.interval is not None and event.interval.is_closed:
            assert (event.interval.start or 0) < (event.interval.end or 0)
        if event.basis is Basis.NONE:
            assert (event.interval, event.best, event.value) == (None, None, "")


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | GLUE, max_size=40), st.sampled_from(["", MODEL]))
def test_any_text_gives_sound_events(words: list[str], model: str) -> None:
    text = " ".join(words)
    check(link(text, dates={"1990": "1990"}, places={"Lima": LIMA}, dct=header_date("1990-05-01"), model=model), text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", MODEL]))
def test_any_characters_are_accepted(text: str, model: str) -> None:
    check(link(text, model=model), text)


def test_hostile_strings_are_accepted(hostile: Path) -> None:
    for string in json.loads((hostile / "blns.json").read_text("utf-8"))[:200]:
        check(link(f"A bomb exploded in {string}."), f"A bomb exploded in {string}.")


STORY = (
    "Bomb kills two in Lima\n\nA bomb exploded in Lima on 3 May 1990, killing two people. Police said the explosion "
    "wrecked a market.\n\nThe mayor visited Lisbon on 5 May 1990."
)
DATES = {"3 May 1990": "1990-05-03", "5 May 1990": "1990-05-05"}
PLACES = {"Lima": LIMA, "Lisbon": LISBON}


def test_the_same_text_gives_the_same_events() -> None:
    first = link(STORY, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    assert first == link(STORY, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    assert first


def test_an_id_depends_on_no_date_and_no_place() -> None:
    text = "A bomb exploded in Lima on 3 May 1990.\n\nParliament elected a president in Lisbon on 5 May 1990."
    first = {event.trigger: event.id for event in link(text, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))}
    second = {event.trigger: event.id for event in link(text, dct=header_date("2001-01-01"))}
    shared = first.keys() & second.keys()
    assert len(shared) >= 2
    assert {first[trigger] for trigger in shared} == {second[trigger] for trigger in shared}


def test_an_id_survives_edits_elsewhere() -> None:
    first = link("A bomb exploded in Lima.", places={"Lima": LIMA}, dct=header_date("1990-05-01"))
    second = link("The town was quiet. A bomb exploded in Lima.", dct=header_date("2001-01-01"))
    assert first[0].id in {event.id for event in second}


def test_equal_sentences_have_different_ids() -> None:
    text = "3 May 1990: A bomb exploded in Lima.\n5 May 1990: A bomb exploded in Lima."
    found = link(text, dates=DATES, places=PLACES, kind=DocumentKind.CHRONICLE)
    assert len({event.id for event in found}) == len(found) >= 2


def test_pairs_compared_in_a_long_text_grow_with_it() -> None:
    """A text of some 300 kB (without a parser: it is long) compares a bounded number of pairs for each candidate."""
    counts = {}
    for times in (200, 1900):
        found = evidence(STORY.replace("\n", " ") * times, model="")
        choices = [each.choice for each in choice.weigh(found, found.triggers)]
        counts[times] = sum(1 for _ in choice.compared(choices)), len(choices)
    (few, small), (many, large) = counts.values()
    assert len(STORY) * 1900 > 300_000 and large > 3_000
    assert many <= large * 8 * (pairs.REACH + 1)
    assert many / large <= 1.2 * few / small + 1


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("A bomb exploded in Lima on 3 May 1990, killing two people.", LIMA, "1990-05-03"),
        ("A ferry sank near Lisbon on 5 May 1990.", LISBON, "1990-05-05"),
        ("The mayor was killed in Lima on 3 May 1990.", LIMA, "1990-05-03"),
    ],
)
def test_a_clear_sentence_has_its_date_and_place(text: str, place: object, value: str) -> None:
    found = link(text, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    [event] = [event for event in found if event.main]
    assert (event.place, event.value, event.basis, event.modality) == (place, value, Basis.EXPLICIT, Modality.HAPPENED)
    assert event.timex is not None and event.timex.span is not None and event.timex.span.of(text) in DATES
    assert event.why_date.span == event.timex.span
    assert event.best == event.interval.start if event.interval is not None else None


def test_each_sentence_takes_its_own_date_and_place() -> None:
    text = "The mayor was kidnapped in Lima on 3 May 1990. A ferry sank near Lisbon on 5 May 1990."
    found = {event.trigger.of(text): event for event in link(text, dates=DATES, places=PLACES)}
    assert (found["kidnapped"].value, found["kidnapped"].place) == ("1990-05-03", LIMA)
    assert (found["sank"].value, found["sank"].place) == ("1990-05-05", LISBON)


def test_the_wider_place_is_kept_beside_the_exact_one() -> None:
    found = link("A bomb exploded in Lima, Peru.", places={"Lima": LIMA, "Peru": PERU}, dct=header_date("1990-05-06"))
    assert [(event.place, event.within) for event in found if event.main] == [(LIMA, "Peru")]


def test_an_entry_is_dated_by_its_head() -> None:
    text = "May 3, 1990. A fire destroys the harbour of Lisbon.\nMay 5, 1990. A bomb kills two men in Lima."
    dates = {"May 3, 1990": "1990-05-03", "May 5, 1990": "1990-05-05"}
    found = link(text, dates=dates, places=PLACES, kind=DocumentKind.CHRONICLE)
    assert {(event.value, event.place) for event in found} == {("1990-05-03", LISBON), ("1990-05-05", LIMA)}
    assert {event.quote.split(". ")[-1].split()[1]: event.value for event in found} == {
        "fire": "1990-05-03", "bomb": "1990-05-05",
    }  # fmt: skip


def test_a_range_is_one_interval() -> None:
    text = "From 1 to 3 July 1863 two armies fought."
    first = Timex(TimexType.DATE, "1863-07-01", Span(5, 6), basis=Basis.EXPLICIT)
    last = Timex(TimexType.DATE, "1863-07-03", Span(10, 21), basis=Basis.EXPLICIT, range_end=True)
    document = Document(Document.id_of("range"), "r", "range", "", text)
    [battle] = events.link(document, (first, last), (), Parser.load(MODEL).parse(text))
    assert battle.value == "1863-07-01/1863-07-03"
    assert battle.interval == Interval(moment(1863, 7, 1), moment(1863, 7, 4))


def test_a_later_mention_is_the_same_event() -> None:
    found = link(STORY, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    exploded = [event for event in found if event.main and event.value == "1990-05-03"]
    assert len(exploded) == 1


def test_two_bombs_on_two_days_are_two() -> None:
    text = "A bomb exploded in a market in Lima on 3 May 1990. Another bomb exploded in Lisbon on 5 May 1990."
    found = link(text, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    assert {(event.value, event.place) for event in found if event.main} == {
        ("1990-05-03", LIMA), ("1990-05-05", LISBON),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The two presidents will meet in Lima on 5 May 1990.", Modality.PLANNED),
        ("Rebels could attack Lima.", Modality.HYPOTHETICAL),
        ("Rebels did not attack Lima on 3 May 1990.", Modality.DENIED),
    ],
)
def test_what_did_not_happen_is_said_and_not_shown(text: str, modality: Modality) -> None:
    found = link(text, dates=DATES, places=PLACES, dct=header_date("1990-05-04"))
    assert {event.modality for event in found} <= {modality}
    assert not any(event.main for event in found)


def test_a_plan_without_a_date_lies_ahead() -> None:
    [event] = link("Two presidents will meet.", dct=header_date("1990-05-03"))
    assert event.interval == Interval(moment(1990, 5, 3), None)


@pytest.mark.xfail(reason="the plain reading of the date wins over the bound", strict=False)
def test_words_before_a_date_open_an_end() -> None:
    [event] = link("Rebels attacked the town before 3 May 1990.", dates=DATES)
    assert (event.basis, event.interval) == (Basis.BOUNDED, Interval(None, moment(1990, 5, 3)))


def test_without_any_date_it_is_undated() -> None:
    [event] = link("Rebels attacked the town.")
    assert (event.basis, event.interval, event.best, event.why_date.source) == (Basis.NONE, None, None, "none")


def test_without_its_own_date_the_documents_is_the_basis() -> None:
    [event] = link("Rebels attacked the town.", dct=header_date("1990-05-03"))
    assert event.basis is Basis.DCT
    assert event.why_date.fact("day") == "1990-05-03"


def test_what_a_text_says_of_itself_is_no_happening() -> None:
    text = "A bomb exploded in Lima on 3 May 1990.\n\nPublished 22:47 EET, Tue March 21, 2023"
    found = link(text, dates=DATES, places=PLACES, dct=header_date("1990-05-06"))
    assert {event.trigger.start < text.index("Published") for event in found} == {True}


def test_another_language_is_dated_and_placed_without_a_parser() -> None:
    text = "Am 3 mai 1990 zerstörte eine Flut die Brücke von Lima."
    found = link(text, dates={"3 mai 1990": "1990-05-03"}, places=PLACES, model="")
    assert [(event.value, event.place) for event in found] == [("1990-05-03", LIMA)]


def test_capitals_are_read() -> None:
    text = "LIMA, 9 JAN 90 (EFE) -- [TEXT] THE MAYOR WAS KIDNAPPED IN LIMA ON 5 JANUARY BY ARMED MEN."
    found = link(text, dates={"5 JANUARY": "1990-01-05"}, places={"LIMA": LIMA}, dct=header_date("1990-01-09"))
    kidnapping = one(found, "kidnapped")
    assert (kidnapping.value, kidnapping.place, kidnapping.type) == ("1990-01-05", LIMA, "attack")
    assert not kidnapping.title.isupper()


def test_a_place_far_away_in_the_text_is_not_taken_for_an_own_one() -> None:
    text = "A bomb exploded in Lima on 3 May 1990, killing two people. The mayor of Berlin was elected on 5 May 1990."
    found = link(text, dates=DATES, places={"Lima": LIMA, "Berlin": BERLIN}, dct=header_date("1990-05-06"))
    assert {(event.value, event.place) for event in found if event.main} == {
        ("1990-05-03", LIMA), ("1990-05-05", BERLIN),
    }  # fmt: skip


def test_mentions_are_every_word_that_tells_but_what_is_denied_or_supposed() -> None:
    text = "The firm said on 3 May 1990 that it will open a plant. A bomb exploded. It did not sell its shares."
    found = mentions(text, dates={"3 May 1990": "1990-05-03"}, dct=header_date("1990-05-06"))
    assert "exploded" in found and "sell" not in found
    assert [each.span.start for each in found.values()] == sorted(each.span.start for each in found.values())
    if "open" in found:
        assert found["open"].modality is Modality.PLANNED


def test_types_are_those_of_the_lexicon_and_no_text_has_no_events() -> None:
    document = Document(Document.id_of("empty"), "r", "empty", "", "")
    assert events.link(document, (), (), Parser.load("").parse("")) == ()
    assert events.mentions(document, (), (), Parser.load("").parse("")) == ()
    assert events.considered(document, (), (), Parser.load("").parse("")) == ()


def test_an_id_hashes_document_sentence_word_and_its_number_among_the_same() -> None:
    [event] = link("Rebels attacked the town.")
    assert event.id == event_id(event.document_id, event.quote, "attacked", 0)
