"""Reasons in words: every source in every language, with and without what it names; one number for how sure."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.events import bounds, choice
from pipeline.events.claims import features as claim_rows
from pipeline.events.claims import when, where
from pipeline.exporters import wording
from pipeline.exporters.scripts import words
from pipeline.exporters.wording import Level, Subject, feature, runner_up, sentence, source
from pipeline.model import UNKNOWN, RunnerUp, Why
from pipeline.store.overlay import PERSON, PERSON_UNKNOWN
from pipeline.views.texts import languages
from tests.events_fixture import BERLIN, LIMA, header_date
from tests.events_reading import at, evidence
from tests.samples import document, event

TOLD_ELSEWHERE = ("mention", "previous")  # by another mention of the happening, by the happening before
WHEN = (*when.NAMES, bounds.BEFORE, bounds.ENSUING, *TOLD_ELSEWHERE, "user")
WHERE = (*where.NAMES, *TOLD_ELSEWHERE, "user")
KEYS: list[tuple[Subject, str]] = [*(("date", key) for key in WHEN), *(("place", key) for key in WHERE)]
KNOWN = (("day", "2023-11-13"), ("origin", "header"), ("anchor", "2023-11-12"), ("place", "Lima"))
SILENT = {"by_document", "none", "user"}  # they rest on no words of the text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("subject", "key"), KEYS)
def test_every_source_has_its_sentence(subject: Subject, key: str, language: str) -> None:
    full = sentence(Why(key, "the fifth", facts=KNOWN), subject, language)
    bare = sentence(Why(key), subject, language)
    for said in (full, bare):
        assert said.endswith(".") and "{" not in said
        assert said != f"{key.capitalize()}."
    assert ("the fifth" in full) is (key not in SILENT)
    assert "the fifth" not in bare and "“”" not in bare and "„“" not in bare
    assert key in words("why.source", language=language)["why.source"]


def test_no_two_sources_say_the_same() -> None:
    for subject in get_args(Subject):
        keys = [key for about, key in KEYS if about == subject]
        for why in (Why(words="the fifth", facts=KNOWN), Why()):
            said = {sentence(Why(key, why.words, facts=why.facts), subject) for key in keys}
            assert len(said) == len(keys)


def test_facts_are_said_in_the_language() -> None:
    bounded = Why("by_document", facts=(("day", "2023-10-13"), ("origin", "header")))
    assert sentence(bounded, "date") == (
        "The text gives no date: by 13 Oct 2023, the document’s own date. "
        "The document’s date is from its first line."
    )  # fmt: skip
    assert "bis 13. Okt 2023" in sentence(bounded, "date", "de")
    assert sentence(Why("by_document"), "date") == "The text gives no date; the document’s own date bounds it."
    counted = Why("clause", "a day later", facts=(("anchor", "2023-11-12"),))
    assert sentence(counted, "date") == "“a day later” stands in the same clause. Counted from 12 Nov 2023."


def test_what_nobody_recorded_is_not_said() -> None:
    assert sentence(UNKNOWN, "date") == sentence(UNKNOWN, "place", "de") == ""
    assert sentence(Why(), "date") == "The text gives no date for it."


def test_a_person_is_named_as_the_source() -> None:
    assert sentence(PERSON, "place") == "A person set this place."
    assert sentence(PERSON_UNKNOWN, "date") == "A person says that the date is unknown."


def test_a_source_that_has_no_words_is_said_by_its_key() -> None:
    assert sentence(Why("night_train", "words"), "date") == "Night train."
    assert source("night_train") == "night train"


@given(st.text(max_size=300))
def test_words_of_a_document_never_act_as_a_template(any_text: str) -> None:
    hostile = f"{{0.__class__}} {{words}} {any_text}"
    said = sentence(Why("clause", hostile, facts=(("day", any_text), ("origin", any_text))), "date")
    assert "{0.__class__} {words}" in said
    assert len(said) < wording.LONGEST + len(any_text) + 150


@pytest.mark.parametrize("language", languages())
def test_what_weighed_is_said_by_its_family(language: str) -> None:
    assert feature("is_owned", language) == feature("is_owned=1", language).split(":")[0]
    assert feature("is_owned", language) != "is owned"
    assert feature("unheard_of", language) == "unheard of"
    assert feature("source:by_document").endswith(": by document")


def claim_features() -> dict[str, set[str]]:
    """The names that claims of when and of where bear in a text that has every kind of them."""
    text = "Talks in Berlin\n\nThe talks in Lima failed on 3 May 2019. Rebels in Lima attacked soldiers on 5 May 2019."
    found = evidence(
        text, dates={"3 May 2019": "2019-05-03", "5 May 2019": "2019-05-05"}, places={"Berlin": BERLIN, "Lima": LIMA},
        dct=header_date("2019-05-07"),
    )  # fmt: skip
    trigger = at(found, "attacked")
    dates = claim_rows.of_dates(found, trigger, when.propose(found, trigger))
    places = claim_rows.of_places(found, trigger, where.propose(found, trigger))
    return {"when": set().union(*dates), "where": set().union(*places)}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("model", ["when", "where"])
def test_what_claims_are_weighed_by_is_said_in_words(model: str, language: str) -> None:
    bear = claim_features()[model]
    own = bear & set(choice.trees(model).names)
    assert len(own) > 30
    worded = words("why.feature", language=language)["why.feature"]
    assert own <= set(worded)
    said = {name: feature(name, language) for name in own}
    assert not [text for text in said.values() if "_" in text or "{" in text or not text]
    assert len(set(said.values())) == len(own)


def test_nothing_is_worded_that_is_no_source_and_no_feature() -> None:
    tables = words("why.date", "why.place", "why.source", "why.feature")
    assert set(tables["why.date"]) == {*WHEN, "user_unknown"}
    assert set(tables["why.place"]) == {*WHERE, "user_unknown"}
    assert set(tables["why.source"]) == {*WHEN, *WHERE}
    assert set(tables["why.feature"]) == set().union(*claim_features().values())


def test_every_language_words_the_same() -> None:
    for table in ("why.date", "why.date_plain", "why.place", "why.place_plain", "why.source", "why.feature"):
        keys = [set(words(table, language=language)[table]) for language in languages()]
        assert all(each == keys[0] for each in keys)


def test_runners_up_are_said_with_their_date_or_place() -> None:
    tuesday = RunnerUp("paragraph", "Tuesday", "2023-10-12", 0.2)
    assert runner_up(tuesday, "date") == "12 Oct 2023 (“Tuesday”, earlier in the text)"
    assert runner_up(tuesday, "date", "de") == "12. Okt 2023 („Tuesday“, weiter vorn im Text)"
    assert runner_up(RunnerUp("none", "", "", 0.1), "date") == "not known"
    assert runner_up(RunnerUp("lead", "", "../2023", 0.1), "date") == "by 2023 (lead)"
    assert runner_up(RunnerUp("dateline", "LIMA", "Lima", 0.1), "place") == "Lima (“LIMA”, dateline)"


@pytest.mark.parametrize(
    ("probability", "number", "level"),
    [(1.0, 100, "high"), (0.999, 99, "high"), (0.8, 80, "high"), (0.795, 80, "high"), (0.794, 79, "fair"),
     (0.5, 50, "fair"), (0.494, 49, "low"), (0.0, 0, "low"), (-0.1, 0, "low"), (1.2, 100, "high")],
)  # fmt: skip
def test_the_word_follows_from_the_number(probability: float, number: int, level: str) -> None:
    assert (wording.percent(probability), wording.level(probability)) == (number, level)


def test_how_sure_is_one_number_with_its_word() -> None:
    assert wording.confidence(0.65) == "Fair confidence: right in 65 of 100"
    assert wording.confidence(0.65, "de") == "Mittlere Gewissheit: in 65 von 100 Fällen richtig"
    assert [name for name, _ in wording.LEVELS] == [str(one) for one in Level]


def test_what_only_a_person_said_has_no_number() -> None:
    told = document("a.txt")
    assert wording.sureness(event(told, "It rang.", "2023", score=1.0)) == "Set by a person"
    assert wording.sureness(event(told, "It rang.", "2023", score=1.0, why_date=PERSON)) == "Set by a person"
    assert "100 of 100" in wording.sureness(event(told, "It rang.", "2023", score=1.0, why_date=Why("clause")))
    assert "65 of 100" in wording.sureness(event(told, "It rang.", "2023", score=0.65, why_date=PERSON))
