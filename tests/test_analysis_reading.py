"""A document as the event stages read it: tree, dates, names, labels, places, blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.analysis import reading
from pipeline.analysis.reading import Reading
from pipeline.model import Basis, Role, Span, Timex, TimexType
from pipeline.structure import BlockKind
from tests.events_fixture import LIMA, MOSCOW, PERU, Where
from tests.events_reading import evidence, recognised

SENTENCE = "The old mayor of Lima fled on Monday."


@pytest.fixture(scope="module")
def found() -> Reading:
    return evidence(SENTENCE, dates={"Monday": "2019-05-06"}, places={"Lima": LIMA}).reading


def index(found: Reading, word: str) -> int:
    return next(token.index for token in found.parse.tokens if token.text == word)


def texts(found: Reading, indices: list[int]) -> list[str]:
    return [found.parse.tokens[each].text for each in indices]


def test_the_tree_is_walked_both_ways(found: Reading) -> None:
    mayor, lima = index(found, "mayor"), index(found, "Lima")
    assert texts(found, found.children[mayor]) == ["The", "old", "of"]
    assert texts(found, found.subtree(mayor)) == ["The", "old", "mayor", "of", "Lima"]
    assert texts(found, [*found.ancestors(lima)]) == ["of", "mayor", "fled"]
    assert [*found.ancestors(index(found, "fled"))] == []
    assert found.child(index(found, "fled"), "nsubj", "nsubjpass") == mayor
    assert found.child(mayor, "dobj") is None


def test_tokens_at_and_in_spans(found: Reading) -> None:
    at = SENTENCE.index("mayor")
    assert [found.token_at(at + shift) for shift in (-1, 0, 4, 5)] == [1, 2, 2, 2]
    assert found.token_at(0) == 0
    assert found.tokens_in(Span(at, at + len("mayor of"))) == range(2, 4)
    assert found.tokens_in(Span(at, at)) == range(2, 3)


def test_the_head_of_a_span_hangs_outside_it(found: Reading) -> None:
    start = SENTENCE.index("The old")
    assert found.head_of(Span(start, start + len("The old mayor"))) == index(found, "mayor")
    assert found.head_of(Span(0, len(SENTENCE))) == index(found, "fled")
    rough = evidence("Die alte Flut kam.", language="de", model="").reading
    assert rough.head_of(Span(0, len("Die alte Flut"))) == 2


def test_what_is_dated_and_placed(found: Reading) -> None:
    assert [token.text for token in found.parse.tokens if found.is_dated(token.index)] == ["Monday"]
    assert [token.text for token in found.parse.tokens if found.has_place(token.index)] == ["Lima"]
    other = evidence("Peruvian troops left Moscow.", places={
        "Peruvian": Where(PERU, Role.DEMONYM), "Moscow": Where(MOSCOW, Role.METONYM),
    }).reading  # fmt: skip
    assert [token.text for token in other.parse.tokens if other.has_place(token.index)] == ["Moscow"]


def timex(value: str, basis: Basis = Basis.EXPLICIT, kind: TimexType = TimexType.DATE) -> Timex:
    return Timex(kind, value, Span(0, 1), basis=basis)


@pytest.mark.parametrize(
    ("text", "vague", "exact", "kept"),
    [
        ("Six weeks later, on 1 May 1804, he left.", "Six weeks later", "1 May 1804", ["1804-05-01"]),
        ("On 1 May 1804 (six weeks later) he left.", "six weeks later", "1 May 1804", ["1804-05-01"]),
        ("Six weeks later he left on 1 May 1804.", "Six weeks later", "1 May 1804", ["1804-04-28", "1804-05-01"]),
    ],
)
def test_of_two_dates_in_apposition_the_exact_one_stays(text: str, vague: str, exact: str, kept: list[str]) -> None:
    found = evidence(text, dates={vague: "1804-04-28", exact: "1804-05-01"}).reading
    timexes = [
        replace(each, basis=Basis.RELATIVE) if each.value == "1804-04-28" else each for each in found.timexes
    ]  # fmt: skip
    dates = replace(found, timexes=timexes).dates
    assert sorted(each.value for each in dates) == kept
    assert [each.span for each in dates] == sorted(each.span for each in dates if each.span is not None)


@pytest.mark.parametrize(
    ("vague", "exact", "restated"),
    [
        (timex("1804", Basis.RELATIVE), timex("1804-05-01"), True),
        (timex("1804-04-28", Basis.RELATIVE), timex("1804-05-01"), True),  # as fine and written out
        (timex("1804-05-01", Basis.RELATIVE), timex("1804"), False),  # coarser
        (timex("1804"), timex("1804-05-01"), False),  # itself written out
        (timex("1804", Basis.RELATIVE), timex("1804-05-01", Basis.RELATIVE), True),  # within it
        (timex("1805", Basis.RELATIVE), timex("1804-05-01", Basis.RELATIVE), False),
        (timex("1804-05-01", Basis.RELATIVE), timex("1804-05-01", Basis.RELATIVE), False),
    ],
)
def test_when_a_date_only_restates_another(vague: Timex, exact: Timex, restated: bool) -> None:
    assert reading.is_restated(vague, exact) is restated


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("1804-05-01", "1804", True),
        ("1804-01-01", "1804", True),
        ("1804-12-31", "1804", True),
        ("1805-01-01", "1804", False),
        ("1803-12-31", "1804", False),
        ("1804", "1804", False),
        ("1804", "1804-05", False),
        ("PAST_REF", "1804", False),
    ],
)
def test_whether_a_date_lies_in_another(inner: str, outer: str, inside: bool) -> None:
    assert reading.is_inside(timex(inner), timex(outer)) is inside


def test_finer_values() -> None:
    assert reading.is_finer("1804-05", "1804") and not reading.is_finer("1804", "1804-05")
    assert not reading.is_finer("1804", "1805") and reading.is_finer("1804", "1805", or_equal=True)


@pytest.mark.parametrize(
    ("value", "kind", "calendar"),
    [
        ("1804", TimexType.DATE, True),
        ("1804-05-01T12:00", TimexType.TIME, True),
        ("PAST_REF", TimexType.DATE, False),
        ("P4D", TimexType.DURATION, False),
        ("1804", TimexType.SET, False),
    ],
)
def test_what_names_a_stretch_of_the_calendar(value: str, kind: TimexType, calendar: bool) -> None:
    assert reading.is_calendar(timex(value, kind=kind)) is calendar


def test_durations_and_dates_by_sentence() -> None:
    found = evidence("It rained for four days. It blew in 2018.", dates={"four days": "P4D", "2018": "2018"}).reading
    assert {number: [each.value for each in each_of] for number, each_of in found.durations.items()} == {0: ["P4D"]}
    assert {number: [each.value for each in dates] for number, dates in found.dates_by_sentence.items()} == {
        1: ["2018"]
    }


def test_sentences_with_a_set_of_times_are_repeated() -> None:
    found = recognised("It blew in 2018. It rained every year. It froze for four days.").reading
    assert found.repeated == {1}


def test_a_full_name_completes_a_part_unless_two_have_it() -> None:
    found = evidence("Barack Obama met Angela Merkel. Michelle Obama wept.").reading
    assert found.full_names["merkel"] == found.full_names["angela"] == "Angela Merkel"
    assert found.full_names["obama"] == ""
    assert found.full_names["barack"] == "Barack Obama"


def test_capitals_are_given_their_case_back() -> None:
    text = "THE MAYOR OF THE TOWN WAS KIDNAPPED BY ARMED MEN ON A BRIDGE NEAR LIMA."
    assert evidence(text).reading.shown(Span(0, 9)) == "The Mayor"
    assert evidence(text.lower()).reading.shown(Span(0, 9)) == "the mayor"
    assert not evidence("THE MAYOR LEFT.").reading.is_upper  # too short to tell


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Peninsular War: French troops occupy Lisbon.", "Peninsular War: "),
        ("3 May 1808: Peninsular War: French troops occupy Lisbon.", "3 May 1808: Peninsular War: "),
        ("The war (French: la guerre) began.", ""),
        ("French troops occupy Lisbon.", ""),
    ],
)
def test_where_a_label_ends(text: str, label: str) -> None:
    found = evidence(text, dates={"3 May 1808": "1808-05-03"}).reading
    assert text[: found.label_end(found.parse.sentence_at(len(text) - 2))] == label


def test_english_needs_a_parse_and_the_language() -> None:
    assert evidence("Rebels fled.", language="en-GB").reading.is_english
    assert not evidence("Rebels fled.", model="").reading.is_english
    assert not evidence("Rebels fled.", language="de").reading.is_english


def test_blocks_are_those_of_the_structure() -> None:
    text = "Dam bursts above the town\n\nThe water rose.\n\nSign up for our newsletter."
    found = evidence(text).reading
    assert found.kind_at(0) is BlockKind.TITLE
    assert [found.block_at(text.index(word)) for word in ("Dam", "water", "Sign")] == [0, 1, 2]
    assert found.is_told(text.index("water")) and not found.is_told(text.index("Sign"))
    blank = evidence("").reading
    assert (blank.block_at(0), blank.kind_at(0)) == (0, BlockKind.PARAGRAPH)
