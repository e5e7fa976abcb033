"""The lead of news: what its first sentence tells is main, listed or not; what it recalls from long before is not."""

from __future__ import annotations

import pytest

from pipeline.events.lexicon import english
from pipeline.model import DocumentKind, Event
from tests.events_fixture import BERLIN, LIMA, MOSCOW, NORWAY, PERU, Where, header_date, link

DCT = header_date("2024-03-26")
PHRASES = {
    "blow up": "Rebels blew up a bridge.",
    "shoot down": "Soldiers shot down a drone.",
    "break into": "Protesters broke into the palace.",
    "give way": "A dam gave way.",
    "break apart": "The ship broke apart.",
    "break up": "The lander broke up.",
    "catch fire": "The hotel caught fire.",
    "run aground": "A tanker ran aground.",
    "cave in": "The roof caved in.",
    "step down": "The mayor stepped down.",
    "take office": "The president took office.",
    "take power": "The generals took power.",
    "seize power": "The generals seized power.",
    "take over": "The bank took over its rival.",
    "lay off": "The firm laid off 300 workers.",
    "open door": "The museum opened its doors.",
    "close door": "The museum closed its doors.",
    "break ground": "The builders broke ground.",
    "shut down": "The firm shut down the mill.",
    "pass away": "The singer passed away.",
    "come ashore": "The storm came ashore.",
    "make landfall": "The storm made landfall.",
    "wash away": "The river washed away a bridge.",
    "sweep away": "The river swept away a bridge.",
    "touch down": "The lander touched down.",
    "take off": "The rocket took off.",
    "set sail": "The fleet set sail.",
    "set off": "The convoy set off.",
}


def main_words(text: str, found: tuple[Event, ...]) -> list[str]:
    return [event.trigger.of(text) for event in found if event.main]


def test_every_phrase_has_an_example() -> None:
    assert {" ".join(phrase) for phrase in english().phrases} == set(PHRASES)


@pytest.mark.parametrize(("phrase", "text"), PHRASES.items())
def test_a_verb_with_its_particle_is_a_happening_of_its_own_type(phrase: str, text: str) -> None:
    [event] = link(text, dct=DCT)
    verb, other = phrase.split()
    assert event.type == english().phrases[verb, other]
    assert len(event.title.split()) > 2


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two dams above the town gave way on Monday, officials said.\n\nA storm killed 15 people last week.", "gave"),
        ("Rescuers dug through the ruins on Friday. A man waited beside a landslide.", "dug"),
        ("India became the fourth country to do so when its lander touched down on Monday.", "touched"),
        ("The bishop, who has died in Lima, was the voice of the poor. The president announced it.", "died"),
        ("A takeover was announced in Lima on Monday.", "takeover"),
    ],
)
def test_the_lead_is_what_its_main_verb_tells(text: str, word: str) -> None:
    found = link(text, places={"Lima": LIMA} if "Lima" in text else {}, dct=DCT)
    best = max(found, key=lambda event: event.salience)
    assert best.trigger.of(text) == word and best.main


@pytest.mark.parametrize("line", ["Lima, Tuesday March 26th 2024", "Paul Dacey at Stadium Lima", "By Harriet Okell"])
def test_a_line_of_names_and_dates_is_no_news(line: str) -> None:
    text = f"{line}\n\nA tanker ran aground near the coast. It leaked."
    dates = {"Tuesday March 26th 2024": "2024-03-26"} if "March" in line else {}
    found = link(text, dates=dates, places={"Lima": LIMA} if "Lima" in line else {}, dct=DCT)
    assert all(event.trigger.start > len(line) for event in found)
    assert main_words(text, found)[0] == "ran"


def test_what_news_recalls_from_years_before_is_not_main() -> None:
    text = "A bomb exploded in Lima on Monday. Five people were killed in a bombing in Lima in 1994."
    found = link(text, dates={"Monday": "2024-03-25", "1994": "1994"}, places={"Lima": LIMA}, dct=DCT)
    assert "2024-03-25" in {event.value for event in found if event.main}
    assert "1994" not in {event.value for event in found if event.main}


def test_of_the_dead_news_tells_the_life() -> None:
    text = "Ana Flores died in Lima on Monday. Rebels kidnapped Ana Flores in 1994."
    found = link(text, dates={"Monday": "2024-03-25", "1994": "1994"}, places={"Lima": LIMA}, dct=DCT)
    assert "1994" in {event.value for event in found if event.main}


def test_what_happened_elsewhere_on_another_day_needs_more_weight() -> None:
    text = "Protesters clashed with police in Lima on Monday. The president visited Berlin in February."
    found = link(
        text, dates={"Monday": "2024-03-25", "February": "2024-02"}, places={"Lima": LIMA, "Berlin": BERLIN}, dct=DCT
    )
    assert main_words(text, found) == ["clashed"]


def test_earlier_cases_are_not_main_in_a_history() -> None:
    text = "A train derailed in 2020. Earlier accidents include the derailment in Lima in 2016."
    found = link(text, dates={"2020": "2020", "2016": "2016"}, places={"Lima": LIMA}, kind=DocumentKind.HISTORY)
    assert {event.value for event in found if event.main} == {"2020"}


def test_an_election_is_of_the_country_rather_than_of_a_town_near_by() -> None:
    text = "The president of Peru spoke in Lima on Monday. The election passed off calmly."
    where = {"Peru": PERU, "Lima": LIMA}
    [vote] = [event for event in link(text, places=where, dct=DCT) if event.trigger.of(text) == "election"]
    assert vote.place == PERU
    text = text.replace("of Peru ", "")
    [vote] = [event for event in link(text, places={"Lima": LIMA}, dct=DCT) if event.trigger.of(text) == "election"]
    assert vote.place is None and "no country" in vote.why_place.fact("sentence")


def test_an_election_tied_to_a_town_is_there() -> None:
    text = "The election in Lima passed off calmly. Peru was quiet."
    [vote] = [event for event in link(text, places={"Peru": PERU, "Lima": LIMA}, dct=DCT) if "lection" in event.title]
    assert vote.place == LIMA


def test_a_clause_of_another_time_is_not_at_the_place_of_the_main_one() -> None:
    text = "Envoys met in Berlin, a day after agreeing to a ceasefire with Norway."
    found = link(text, places={"Berlin": BERLIN, "Norway": Where(NORWAY)}, dct=DCT)
    assert BERLIN not in [event.place for event in found if event.trigger.of(text) == "ceasefire"]


def test_before_dawn_is_on_that_day() -> None:
    text = "A dam gave way before dawn on Monday in Moscow."
    [event] = link(text, dates={"dawn on Monday": "2024-03-25TMO"}, places={"Moscow": MOSCOW}, dct=DCT)
    assert event.value == "2024-03-25"


def test_when_a_row_of_protests_began_dates_none_of_them() -> None:
    text = "There were demonstrations in Lima. The demonstrations began on 18 March."
    found = link(text, dates={"18 March": "2024-03-18"}, places={"Lima": LIMA}, dct=DCT)
    assert next(event for event in found if event.place == LIMA).value == "../2024-03-26"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Four missiles were fired, two of which were shot down.",
            "Four missiles were fired, two of which were shot down",
        ),
        ("A ceasefire ended a 24-hour offensive.", "Ceasefire ended a 24-hour offensive"),
        ("LIMA (Wire), 25 March 2024 -- Envoys of the rebels met officials.", "Envoys of the rebels met officials"),
    ],
)
def test_titles_stand_alone(text: str, title: str) -> None:
    dates = {"25 March 2024": "2024-03-25"} if "25 March" in text else {"24-hour": "PT24H"}
    assert title in [event.title for event in link(text, dates=dates, dct=DCT)]


@pytest.mark.parametrize("text", ["There were no deaths.", "In the sixties you marched to the beach."])
def test_what_did_not_happen_or_was_a_habit_is_not_main(text: str) -> None:
    assert not any(event.main for event in link(text, dct=DCT))


def test_cattle_are_not_murdered() -> None:
    assert link("Neighbours slaughtered a bull on Sunday.", dates={"Sunday": "2024-03-24"}, dct=DCT)[0].type == "other"
