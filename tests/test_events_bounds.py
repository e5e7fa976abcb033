"""Bounds from the words around a happening: its tense, a connective, "previous", "subsequent", the past."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.events import bounds, timing
from pipeline.events.bounds import BEFORE, ENSUING, Bound
from pipeline.events.draft import Draft, Timing
from pipeline.events.evidence import Evidence
from pipeline.modality import Stance
from pipeline.model import Basis, Interval, Modality, Timex, TimexType
from pipeline.timex import moment
from tests.events_fixture import header_date
from tests.events_reading import at, evidence

DCT = header_date("2020-06-01")
BY_DOCUMENT = Interval(None, moment(2020, 6, 2))


def day(value: str) -> Timing:
    return timing.of_timex(Timex(TimexType.DATE, value, basis=Basis.EXPLICIT))


def draft(found: Evidence, word: str, when: Timing | None = None) -> Draft:
    trigger = at(found, word)
    return Draft(trigger, found.stance(trigger), when or Timing())


def refine(
    found: Evidence, word: str, told: Mapping[str, str] | None = None, previous: Draft | None = None
) -> Bound | None:
    """The bound of `word`; `told` gives other words their days."""
    others = [draft(found, other, day(value)) for other, value in (told or {}).items()]
    return bounds.refine(found, draft(found, word), {other.trigger.index: other for other in others}, previous)


@pytest.mark.parametrize(
    ("text", "word", "words"),
    [
        ("Rebels had attacked the town.", "attacked", "had attacked"),
        ("They fled after an invasion.", "invasion", "after an invasion"),
        ("Since the invasion they live in fear.", "invasion", "Since the invasion"),
        ("They wept after rebels attacked the town.", "attacked", "after rebels attacked"),
        ("They wept after attacking the town.", "attacking", "after attacking"),
        ("A previous invasion of Lima", "invasion", "previous invasion"),
        ("A prior invasion of Lima", "invasion", "prior invasion"),
        ("A former invasion of Lima", "invasion", "former invasion"),
        ("A previous invasion failed.", "invasion", "invasion"),
        ("A past invasion of Lima", "invasion", "past invasion"),
    ],
)
def test_what_came_before_is_bounded_by_the_document(text: str, word: str, words: str) -> None:
    found = evidence(text, dct=DCT)
    bound = refine(found, word)
    assert bound is not None
    assert bound.source == BEFORE and bound.words.endswith(words)
    assert (bound.timing.basis, bound.timing.value, bound.timing.interval) == (
        Basis.BOUNDED, "../2020-06-01", BY_DOCUMENT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebels attacked the town.", "attacked"),
        ("They fled before an invasion.", "invasion"),
        ("They fled during an invasion.", "invasion"),
        ("They wept because rebels attacked the town.", "attacked"),
        ("A second invasion failed.", "invasion"),
        ("Rebels have attacked the town.", "attacked"),
    ],
)
def test_other_words_give_no_bound(text: str, word: str) -> None:
    assert refine(evidence(text, dct=DCT), word) is None


def test_without_a_date_there_is_no_bound() -> None:
    assert refine(evidence("Rebels had attacked the town."), "attacked") is None
    assert refine(evidence("Subsequent sanctions failed."), "sanctions") is None


def test_other_languages_have_none() -> None:
    found = evidence("Die Flut kam.", language="de", model="", dct=DCT)
    assert bounds.refine(found, Draft(found.triggers[0]), {}, None) is None


def test_what_governs_it_bounds_it_more_closely() -> None:
    found = evidence("They fled after an invasion.", dct=DCT)
    bound = refine(found, "invasion", {"fled": "2019-05-03"})
    assert bound is not None and bound.timing.interval == Interval(None, moment(2019, 5, 4))
    assert bound.timing.value == "../2019-05-03"


def test_the_subject_of_what_governs_it_bounds_it_too() -> None:
    found = evidence("The summit came after an invasion.", dct=DCT)
    bound = refine(found, "invasion", {"summit": "2019-05-03"})
    assert bound is not None and bound.timing.value == "../2019-05-03"


def test_what_is_itself_open_bounds_nothing() -> None:
    found = evidence("They fled after an invasion.", dct=DCT)
    fled = draft(found, "fled", timing.by_document(DCT))
    bound = bounds.refine(found, draft(found, "invasion"), {fled.trigger.index: fled}, None)
    assert bound is not None and bound.timing.value == "../2020-06-01"


def test_an_ensuing_happening_starts_with_the_one_before_it() -> None:
    found = evidence("Rebels attacked. Subsequent sanctions failed.", dct=DCT)
    bound = refine(found, "sanctions", previous=draft(found, "attacked", day("2019-05-03")))
    assert bound is not None
    assert bound.source == ENSUING and bound.words.endswith("sanctions")
    assert bound.timing.interval == Interval(moment(2019, 5, 3), moment(2020, 6, 2))
    assert bound.timing.value == "2019-05-03/2020-06-01"


def test_an_ensuing_happening_after_an_undated_one_is_by_the_document() -> None:
    found = evidence("Rebels attacked. Subsequent sanctions failed.", dct=DCT)
    bound = refine(found, "sanctions", previous=draft(found, "attacked"))
    assert bound is not None
    assert (bound.source, bound.timing.interval) == (ENSUING, BY_DOCUMENT)
    assert refine(found, "sanctions") is None  # nothing came before it


@pytest.mark.parametrize(
    ("dates", "value", "words"),
    [({"in the past": "PAST_REF"}, "PAST_REF", "in the past"), ({}, "../2020-06-01", "sold")],
)
def test_a_habit_was_some_time_before_the_document(dates: dict[str, str], value: str, words: str) -> None:
    found = evidence("They sold arms in the past. They left.", dates=dates, dct=DCT)
    habit = Draft(at(found, "sold"), Stance(Modality.HABITUAL))
    bound = bounds.refine(found, habit, {}, None)
    assert bound is not None
    assert (bound.source, bound.timing.value, bound.timing.interval, bound.words) == (BEFORE, value, BY_DOCUMENT, words)


def test_the_past_of_another_sentence_is_not_its_own() -> None:
    found = evidence("They left in the past. They sold arms.", dates={"in the past": "PAST_REF"}, dct=DCT)
    bound = bounds.refine(found, Draft(at(found, "sold"), Stance(Modality.HABITUAL)), {}, None)
    assert bound is not None and bound.words == "sold"


def test_a_habit_without_any_date_has_no_bound() -> None:
    found = evidence("They sold arms in the past.", dates={"in the past": "PAST_REF"})
    assert bounds.refine(found, Draft(at(found, "sold"), Stance(Modality.HABITUAL)), {}, None) is None


@pytest.mark.parametrize(
    ("text", "word", "connective"),
    [
        ("They fled after an invasion.", "invasion", "after"),
        ("They fled in an invasion.", "invasion", "in"),
        ("They wept after rebels attacked the town.", "attacked", "after"),
        ("They wept while rebels attacked the town.", "attacked", "while"),
        ("Rebels attacked the town.", "attacked", ""),
        ("An invasion failed.", "invasion", ""),
    ],
)
def test_the_connective(text: str, word: str, connective: str) -> None:
    found = evidence(text)
    assert bounds.connective_of(found, at(found, word)) == connective


def test_inflected_words_of_the_past_bound_too() -> None:
    assert refine(evidence("An earlier invasion failed.", dct=DCT), "invasion") is not None


@pytest.mark.xfail(reason='the lemma of "following" is "follow"', strict=True)
def test_a_participle_bounds_too() -> None:
    assert refine(evidence("They fled following an invasion.", dct=DCT), "invasion") is not None


@pytest.mark.parametrize("word", ["Subsequent", "Ensuing", "Resulting"])
def test_words_of_what_followed(word: str) -> None:
    found = evidence(f"Rebels attacked. {word} sanctions failed.", dct=DCT)
    bound = refine(found, "sanctions", previous=draft(found, "attacked", day("2019-05-03")))
    assert bound is not None
    assert bound.source == ENSUING and bound.timing.value == "2019-05-03/2020-06-01"


@pytest.mark.parametrize(("letters", "words"), [(48, "after"), (49, "")])
def test_a_connective_is_told_up_to_sixty_characters_before(letters: int, words: str) -> None:
    found = evidence(f"They fled after the {'x' * letters} invasion.", dct=DCT)
    bound = refine(found, "invasion")
    assert bound is not None
    assert bound.words.partition(" ")[0] == (words or "invasion")
    assert found.reading.document.text.index("invasion") - found.reading.document.text.index("after") == letters + 11


def test_what_governs_it_and_is_open_is_passed_over_for_what_governs_that() -> None:
    found = evidence("Police said that they fled after an invasion.", dct=DCT)
    said, fled = draft(found, "said", day("2019-05-03")), draft(found, "fled", timing.by_document(DCT))
    told = {each.trigger.index: each for each in (said, fled)}
    bound = bounds.refine(found, draft(found, "invasion"), told, None)
    assert bound is not None and bound.timing.value == "../2019-05-03"
