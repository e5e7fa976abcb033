"""Titles by their rules: a clause with its own subject, no wrong person, no fragment; and what a user reads besides."""

from __future__ import annotations

import pytest

from pipeline.model import DocumentKind, Place
from pipeline.titles import LONGEST, MOST, compose, pronouns
from tests.events_fixture import BERLIN, LIMA, LISBON, NORWAY, PERU, Where, header_date, link, one
from tests.titles_fixture import DATES, reading, title, trigger_of

EVEREST = Place("geonames:1283416", "Mount Everest", 27.988, 86.925, 2_000.0, "NP", (), "MT")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("On 3 May 1990, soldiers stormed a camp and killed ten miners.", "killed", "Soldiers killed ten miners"),
        ("Two men were arrested and deported to France.", "deported", "Two men were deported to France"),
        (
            "He took the town, and Antony and Cleopatra killed themselves.",
            "killed",
            "Antony and Cleopatra killed themselves",
        ),
        (
            "A convoy of lorries, which carried grain, reached the harbour.",
            "carried",
            "A convoy of lorries carried grain",
        ),
        ("The last explosion was heard in Lisbon.", "explosion", "Last explosion was heard in Lisbon"),
        ("The bank admitted that a clerk had stolen the money.", "stolen", "Clerk had stolen the money"),
        (
            "It began badly: on 3 May 1990, a fire during a test killed three men.",
            "fire",
            "Fire during a test killed three men",
        ),
    ],
)
def test_a_verb_has_its_own_subject(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The rebels attacked a convoy on 3 May 1990.", "attacked", "The rebels attacked a convoy"),
        ("A convoy, which reached the old port on 3 May 1990, sank.", "reached", "Convoy reached the old port"),
        ("Many shops were looted until after 3 May 1990.", "looted", "Many shops were looted"),
        ("Suddenly rebels attacked a convoy.", "attacked", "Rebels attacked a convoy"),
        ("The mayor, who had won twice, opened a bridge.", "opened", "The mayor opened a bridge"),
        ("A clerk, Ann Reyes, opened the gate.", "opened", "Clerk, Ann Reyes, opened the gate"),
        ("An airline, Ryanair, opened the route.", "opened", "Airline, Ryanair, opened the route"),
        ("However, the mine was also closed.", "closed", "The mine was closed"),
        ("In Lima, houses and schools burned.", "burned", "In Lima, houses and schools burned"),
        ("The driver crashed when a tyre burst.", "crashed", "The driver crashed when a tyre burst"),
        ("A few hundred people fled into the hills.", "fled", "A few hundred people fled into the hills"),
    ],
)
def test_only_dates_asides_and_links_are_left_out(text: str, word: str, expected: str) -> None:
    assert title(text, word, places=("Lima",)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Gunmen used masks to avoid arrest.", "arrest", "Gunmen used masks to avoid arrest"),
        ("The boat sank, drowning six sailors.", "drowning", "The boat sank, drowning six sailors"),
        ("Mills was famous for leading the strike.", "strike", "Mills was famous for leading the strike"),
        (
            "Officials deny that the army shelled the village.",
            "shelled",
            "Officials deny that the army shelled the village",
        ),
        (
            "The union said it would march if the factory closed.",
            "closed",
            "The union said it would march if the factory closed",
        ),
    ],
)
def test_what_cannot_stand_alone_keeps_the_clause_above(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A report on the sinking of the ferry was published.", "sinking", "Sinking of the ferry"),
        (
            "A review commissioned by the board praised it.",
            "commissioned",
            "Review commissioned by the board praised it",
        ),
        ("The baker was charged with murder.", "murder", "The baker was charged with murder"),
        ("Troops repelled an attack.", "attack", "Troops repelled an attack"),
    ],
)
def test_a_noun_stands_alone_only_if_it_says_what_happened(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Two hikers were found dead and at least 10 were hospitalized.", "hospitalized",
         "Two hikers were found dead and at least 10 were hospitalized"),
        ("Four missiles were fired, two of which were shot down.", "shot",
         "Four missiles were fired, two of which were shot down"),
        ("She walked into the hall where the guests were and shot them.", "shot",
         "She walked into the hall where the guests were and shot them"),
        ("The man was caught in Lima and jailed for theft.", "jailed",
         "The man was caught in Lima and jailed for theft"),
        ("On 3 May 1990 soldiers stormed a camp.", "stormed", "Soldiers stormed a camp"),
        ("(Ann Lee, The Post) The clinic treated six people.", "treated", "The clinic treated six people"),
        ("Shops burned.", "burned", "Shops burned"),
        ("The judge wrote: I was misled by the witness.", "misled", "The judge wrote: I was misled by the witness"),
    ],
)  # fmt: skip
def test_a_doubtful_clause_gives_way_to_the_sentence(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Anna Keller fled the country. She was arrested on 3 May 1990.", "arrested", "Anna Keller was arrested"),
        ("Police met Anna Keller, a baker. Her shop was burned.", "burned", "Anna Keller's shop was burned"),
        ("Anna Keller worked for Acme Corporation. She was arrested.", "arrested", "Anna Keller was arrested"),
        ("A man left the bar. He was shot in the street.", "shot", "Man was shot in the street"),
        ("The squadron left Lima. It moved to the coast.", "moved", "Squadron moved to the coast"),
        ("Italian troops landed. They burned the town.", "burned", "Italian troops burned the town"),
    ],
)
def test_a_pronoun_gives_way_to_its_one_antecedent(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller met Maria Lopez. She was convicted of murder.",
        "Paul Keller accused the driver. He was convicted of murder.",
        "Anna Keller fled the country.\n\nShe was convicted of murder.",
        'Anna Keller fled. "She was convicted of murder," said a neighbour.',
        "The king fled the country. She was convicted of murder.",
        "District Attorney Paul Keller announced the verdict. He was convicted of murder.",
        "Judge Paul Keller left the court. He was convicted of murder.",
        "He had lived in Lima. Paul Keller knew the town. He was convicted of murder.",
        "Paul Keller asked him to come. He was convicted of murder.",
        "The ships sailed. He was convicted of murder.",
        "The ship met a ferry that carried a bomb near the port, and the captain fled. It was convicted of murder.",
    ],
)
def test_a_pronoun_stays_where_another_may_be_meant(text: str) -> None:
    assert title(text, "convicted").strip('"').split(" was ")[0] in {"He", "She", "It"}


def test_a_pronoun_stays_beside_whom_it_means() -> None:
    assert title("Anna Keller lost her house.", "lost") == "Anna Keller lost her house"


def test_a_surname_of_two_persons_is_not_completed() -> None:
    text = "Anna Keller and Paul Keller live in Lima.\n\nKeller fled. He was arrested in May."
    assert title(text, "arrested") == "Keller was arrested in May"


def test_it_before_a_clause_means_nothing() -> None:
    read = reading("The company fell. It was announced that the shop would close.")
    assert pronouns.antecedent(read, 4) is None


def test_a_long_title_loses_its_end_first_and_keeps_its_happening() -> None:
    text = (
        "The council of the small town voted to close the old bridge over the river near the market "
        "after the engineers had found cracks in its pillars and the insurers had refused to pay."
    )
    found = title(text, "voted")
    assert (
        found
        == "The council of the small town voted to close the old bridge over the river near the market"[4:].capitalize()
    )
    assert len(found) <= LONGEST


def test_a_far_happening_is_told_from_near_its_words() -> None:
    text = "He talked about the weather, the harvest, the roads, the schools and the taxes of the province; " * 2
    found = title(text + "later, a storm that nobody had seen coming hit the coast.", "hit")
    assert found == "Storm that nobody had seen coming hit the coast"
    assert title(text + "two dozen sailors were hurt.", "hurt") == "Two dozen sailors were hurt"


def test_a_title_in_capitals_gets_its_case_back() -> None:
    text = "GUERRILLAS ATTACKED THE TOWN OF LIMA ON FRIDAY. THE ARMY SAID THAT TWO SOLDIERS WERE KILLED IN THE ATTACK."
    assert title(text, "ATTACKED").startswith("Guerrillas attacked the town")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Am Montag wurde die Brücke gesperrt.", "gesperrt", "Am Montag wurde die Brücke gesperrt"),
        ("3 May 1990, cayó el puente.", "puente", "Cayó el puente"),
        ("3 May 1990 cayó el puente.", "puente", "3 May 1990 cayó el puente"),
        ("3 May 1990: Die Werft in Kiel schließt", "Werft", "Die Werft in Kiel schließt"),
        ("A las seis cayó el puente.", "puente", "A las seis cayó el puente"),
        ("3 May 1990 | Lima | Se hundió el barco en el puerto", "barco", "Se hundió el barco en el puerto"),
        ("3 May 1990 | Lima | Incendio", "Incendio", "Lima, Incendio"),
    ],
)
def test_without_a_parse_the_entry_is_the_title(text: str, word: str, expected: str) -> None:
    assert title(text, word, model="") == expected


def test_without_a_parse_a_long_sentence_stands_as_it_is() -> None:
    text = "La mina cierra porque nadie compra ya el carbón del norte"
    text += ", dijo el alcalde y lo repitió la dueña del hotel viejo"
    assert LONGEST < len(text) <= MOST
    assert title(text + ".", "cierra", model="") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Keller fled to Lima. She was shot.", "Anna Keller fled to Lima"),
        ("Maria Lopez met Anna Keller. She fled at once. Anna Keller fled to Lima.", "Anna Keller fled to Lima"),
    ],
)
def test_the_mention_that_can_be_read_alone_is_quoted(text: str, expected: str) -> None:
    read = reading(text)
    mentions = [trigger_of(read, "fled", last=False), trigger_of(read, "fled")]
    assert compose(read, mentions[0], mentions=mentions) == expected


def test_two_statements_of_one_speaker_are_two() -> None:
    read = reading("Maria Lopez met Anna Keller. She said no. Anna Keller said that the bridge would open.")
    mentions = [trigger_of(read, "said", last=False), trigger_of(read, "said")]
    assert compose(read, mentions[0], mentions=mentions) == "She said no"


def test_a_meeting_is_named_after_persons_who_met_there() -> None:
    read = reading("At a meeting with the board in Lima, Anna Keller thanked Paul Meyer.", places=("Lima",))
    found = compose(read, trigger_of(read, "meeting"), ("Anna Keller", "Paul Meyer"), read.mentions[0])
    assert not found.startswith("Meeting of Anna Keller")


def test_two_verbs_with_subjects_of_their_own_are_two_happenings() -> None:
    text = "The three men formed an alliance on 3 May 1990, and soldiers killed the mayor on 5 May 1990."
    found = link(text, dates=DATES, kind=DocumentKind.HISTORY)
    assert [event.value for event in found] == ["1990-05-03", "1990-05-05"]


def test_the_summit_of_a_mountain_is_no_meeting() -> None:
    sentence = "The expedition reached the summit of Mount Everest."
    found = link(sentence, places={"Mount Everest": EVEREST}, dct=header_date("2001-01-01"))
    assert found and "diplomacy" not in [event.type for event in found]


@pytest.mark.parametrize(
    "sentence", ["The leaders held a summit.", "The leaders agreed on the summit.", "A nuclear summit took place."]
)
def test_a_summit_of_leaders_is(sentence: str) -> None:
    assert "diplomacy" in [event.type for event in link(sentence, dct=header_date("2001-01-01"))]


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("Abraham Lincoln was buried on 3 May 1990.", "buried", "life"),
        ("The people rose against their masters on 3 May 1990.", "rose", "conflict"),
        ("The ship ran aground on 3 May 1990.", "ran", "accident"),
        ("The waves damaged the harbour on 3 May 1990.", "damaged", "disaster"),
        ("The police opened fire on 3 May 1990.", "fire", "attack"),
        ("The poet shot himself on 3 May 1990.", "shot", "life"),
    ],
)
def test_the_words_around_decide_the_type(sentence: str, word: str, kind: str) -> None:
    assert one(link(sentence, dates=DATES, kind=DocumentKind.HISTORY), word).type == kind


@pytest.mark.parametrize(
    ("sentence", "word", "place"),
    [
        ("A ship from Lisbon carried the disease to Lima on 3 May 1990.", "carried", LIMA),
        ("The king arrived in Lima from Lisbon on 3 May 1990.", "arrived", LIMA),
        ("The king escaped to Lisbon, where he was murdered on 3 May 1990.", "murdered", LISBON),
        ("Norway began to dismantle the fence along its border with Peru on 3 May 1990.", "began", NORWAY),
        ("A bomb exploded in Lima in Peru on 3 May 1990.", "exploded", LIMA),
        ("The armies fought for Berlin on 3 May 1990.", "fought", BERLIN),
    ],
)
def test_where_it_ended(sentence: str, word: str, place: Place) -> None:
    places: dict[str, Place | Where] = {
        "Lisbon": LISBON,
        "Lima": LIMA,
        "Peru": PERU,
        "Norway": NORWAY,
        "Berlin": BERLIN,
    }
    assert one(link(sentence, dates=DATES, places=places, kind=DocumentKind.HISTORY), word).place == place


def test_nothing_is_left_of_a_date_whose_beginning_is_dropped() -> None:
    text = "In January 49 BC Julius Caesar crossed the Rubicon with a single legion."
    assert title(text, "crossed") == "Julius Caesar crossed the Rubicon with a single legion"
