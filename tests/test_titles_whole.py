"""What carries the meaning stays: whole sentences, complements, who says so, names of the one whom a text follows."""

from __future__ import annotations

import pytest

from pipeline.titles import MOST, compose, openings, pronouns
from pipeline.titles.wording import balanced
from tests.titles_fixture import reading, title, trigger_of

LIFE = (
    "Anna Keller\n\nAnna Keller was a pilot. Keller was born in Lima. Keller flew mail for years, and Keller wrote "
    "of it. She was once hurt in a fall."
)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Two charges were dropped, but Keller pleaded guilty to theft.", "dropped",
         "Two charges were dropped, but Keller pleaded guilty to theft"),
        ("The owners made a move, firing the coach Paul Keller.", "made",
         "The owners made a move, firing the coach Paul Keller"),
        ("There were 20 deaths, resulting from the heat in Lima.", "deaths",
         "There were 20 deaths, resulting from the heat in Lima"),
        ("Lima was also the site of the bloodiest battle of the war.", "battle",
         "Lima was also the site of the bloodiest battle of the war"),
        ("Paul Keller was mayor until the 1986 Salt Revolution.", "Revolution",
         "Paul Keller was mayor until the 1986 Salt Revolution"),
        ("Ann Lee left in May; the couple fled.", "fled", "The couple fled"),
    ],
)  # fmt: skip
def test_a_clause_that_says_too_little_gives_way_to_its_sentence(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


def test_a_whole_sentence_is_made_shorter_and_never_cut() -> None:
    text = (
        "In a long report that few had asked for, two charges against the former owner of the mill (Ann Lee) were "
        "dropped on 3 May 1990, although the prosecutor of the province of Lima had wished to bring them to court."
    )
    read = reading(text)
    found = openings.whole(read, trigger_of(read, "dropped"))
    assert found is not None
    assert len(found[1]) <= MOST
    assert "dropped" in found[1] and "(" not in found[1]
    assert found[1].split()[-1] not in {"of", "to", "and", "the"}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Paul Keller said that Ann Lee had been killed in Lima.", "killed",
         "Paul Keller said that Ann Lee had been killed in Lima"),
        ("The rebels attacked a convoy on 3 May 1990, officials said.", "attacked",
         "The rebels attacked a convoy, officials said"),
        ("The bank announced that a clerk had stolen the gold.", "stolen", "Clerk had stolen the gold"),
        ("She said that the bank had closed in Lima.", "closed", "The bank had closed in Lima"),
    ],
)  # fmt: skip
def test_a_claim_keeps_who_makes_it(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


def test_what_is_announced_is_told_where_its_sentence_is_too_long() -> None:
    text = (
        "The Grand Commission of the Northern Provinces announced the debate between the mayor of Lima and the owner "
        "of the old mill has been cancelled for want of a hall in the town."
    )
    found = title(text, "announced")
    assert "has been cancelled" in found and len(found) <= MOST


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The march led to a split in 3 May 1990 of the party.", "led", "of the party"),
        ("She was given a two-year suspended sentence.", "given", "two-year suspended sentence"),
        ("The board declared the outbreak of cholera — the disease caused by a germ — to be an epidemic.", "declared",
         "to be an epidemic"),
        ("Keller received honors — which was usually reserved for kings — and the right to carry a sword.", "received",
         "the right to carry a sword"),
        ("Ann Lee took part in the race.", "took", "part in the race"),
        ("They built the house which Ann Lee had bought.", "bought", "house which Ann Lee had bought"),
    ],
)  # fmt: skip
def test_what_completes_a_word_stays_with_it(text: str, word: str, expected: str) -> None:
    assert expected in title(text, word)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("She returned to Lima.", "Anna Keller returned to Lima"),
        ("She met Maria Lopez. She returned to Lima.", "Anna Keller returned to Lima"),
        ("Maria Lopez thanked her. She returned to Lima.", "She returned to Lima"),
        ("Keller had a part in a play by Maria Lopez; she returned to Lima.", "Anna Keller returned to Lima"),
        ("Keller met a clown, and Maria Lopez had a part in a play; she returned to Lima.", "She returned to Lima"),
        ("Maria Lopez had a part in a play; she returned to Lima.", "She returned to Lima"),
    ],
)
def test_a_pronoun_goes_on_with_whom_the_text_follows(end: str, expected: str) -> None:
    assert title(f"{LIFE} {end}", "returned") == expected


def test_a_building_of_the_name_is_not_the_person() -> None:
    read = reading(f"{LIFE} The school has a Keller Hall. She returned to Lima.")
    found = compose(read, trigger_of(read, "returned"))
    assert "Hall" not in found


LONG = "of the republic of the north and not only subjects of the crown of the old queen who ruled the land in war"


@pytest.mark.parametrize(
    ("text", "word", "torn"),
    [
        (f"The judge said that people born in Lima were citizens {LONG}.", "said", "people were"),
        (f"The owners of the mill left room for a school in the yard and for citizens {LONG}.", "left", "room"),
        (f"Paul Keller described the plan as a gift to the citizens {LONG}.", "described", "the plan"),
        ("The board released a statement saying that a raid of that day on a base of the army of the north near the "
         "old town of Lima on the river in the hills behind the coast produced no dead.", "produced", "and produced"),
    ],
)  # fmt: skip
def test_nothing_goes_that_changes_what_is_said(text: str, word: str, torn: str) -> None:
    found = title(text, word)
    assert torn not in found or found.split(torn, 1)[1] not in {""}


def test_what_is_announced_stands_for_who_announces_it() -> None:
    text = (
        "The Grand Commission on Public Debates announced on 3 May 1990 the second public debate between Mayor Paul "
        "Keller of Lima and former Mayor Anna Reyes of Lisbon, which was planned for 5 May 1990, has been cancelled."
    )
    assert title(text, "announced").endswith("has been cancelled")


def test_words_spoken_and_their_speaker_are_parted() -> None:
    text = 'Marchers sang "the old song of Lima on 3 May 1990," people said from the scene.'
    assert ", people said" in title(text, "sang")


def test_many_pronouns_are_read_without_deep_recursion() -> None:
    read = reading(f"{LIFE} " + "She ran. " * 400)
    last = max(token.index for token in read.parse.tokens if token.text == "She")
    assert pronouns.antecedent(read, last) is None or pronouns.name_of(read, last) != ""


def test_an_antecedent_may_be_the_first_word() -> None:
    read = reading("Keller fled the country. She was arrested.")
    index = next(token.index for token in read.parse.tokens if token.text == "She")
    assert pronouns.antecedent(read, index) == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Power fails soon, at which point the pumps of Lima were planned to stop.", "planned"),
        ("The talks were held at noon, after which the mayor was arrested.", "arrested"),
    ],
)
def test_no_title_begins_with_a_relative(text: str, word: str) -> None:
    assert title(text, word).split()[0].lower() not in {"at", "after", "which"}


def test_only_marks_without_their_other_half_are_dropped() -> None:
    assert balanced("Turk (born 2009) and Duke (born 2010") == "Turk (born 2009) and Duke born 2010"
    assert balanced("a) first (second)") == "a first (second)"
