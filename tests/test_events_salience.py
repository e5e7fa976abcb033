"""What a text is about: its opening, its headline; not what it recalls, nor what has neither day nor place."""

from __future__ import annotations

from pipeline.model import DocumentKind, Event
from tests.events_fixture import LIMA, LISBON, NORWAY, PERU, header_date, link, one

HISTORY = (
    "The Sand War was a border conflict between two kingdoms in 1963. "
    "The king signed a treaty in 1972. Rebels attacked Lima in 1975."
)


def best(found: tuple[Event, ...]) -> Event:
    return max(found, key=lambda event: event.salience)


def test_a_history_is_about_the_subject_of_its_opening() -> None:
    dates = {"1963": "1963", "1972": "1972", "1975": "1975"}
    found = link(HISTORY, dates=dates, places={"Lima": LIMA}, kind=DocumentKind.HISTORY)
    assert best(found).value == "1963"
    assert len([event for event in found if event.value == "1963"]) == 1  # the war and the conflict are one


def test_a_day_within_the_year_is_the_finer_date_of_the_same_happening() -> None:
    text = "The riots of 2021 shook the city. The riots began on 20 October 2021."
    found = link(text, dates={"of 2021": "2021", "20 October 2021": "2021-10-20"}, kind=DocumentKind.HISTORY)
    assert {event.value for event in found if "iots" in event.title} == {"2021-10-20"}


def test_a_headline_without_a_listed_word_is_what_the_news_is() -> None:
    text = "Chocolate maker shrinks its triangles\n\nFans of the bar were angry. Six years ago it was longer."
    found = link(text, dct=header_date("2016-11-08"))
    assert [event.trigger.of(text) for event in found if event.main] == ["shrinks"]


def test_a_headline_is_where_the_opening_is() -> None:
    text = "Chocolate maker shrinks its triangles\n\nIts fans in Lima protested. People all over Peru wrote letters."
    found = link(text, places={"Lima": LIMA, "Peru": PERU}, dct=header_date("2016-11-08"))
    headline = found[0]
    assert headline.place == LIMA
    assert headline.why_place.fact("sentence") == 'Its sentence names no place; the opening is at "Lima".'
    elsewhere = text.replace("People all over Peru", "People in Lisbon")
    found = link(elsewhere, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2016-11-08"))
    assert found[0].place is None  # two places: nobody knows which


def test_news_is_its_headline_on_the_day_of_the_lead() -> None:
    text = (
        "City council closes its oldest bridge\n\n"
        "Engineers, who bombed a rock on Friday, said on Sunday that it was weak. A rally was held in Lima on Monday."
    )
    dates = {"Friday": "2016-11-04", "Sunday": "2016-11-06", "Monday": "2016-11-07"}
    found = link(text, dates=dates, places={"Lima": LIMA}, dct=header_date("2016-11-07"))
    assert (best(found).trigger.of(text), best(found).value) == ("closes", "2016-11-06")
    assert best(found).why_date.fact("sentence").startswith("The headline gives no date.")
    old = {"Friday": "2016-10-07", "Sunday": "2016-10-09", "Monday": "2016-10-10"}
    assert best(link(text, dates=old, dct=header_date("2016-11-07"))).basis == "dct"  # a month ago: something else


def test_what_only_tells_the_reader_to_do_something_is_no_lead() -> None:
    text = (
        "Council makes way after attacking rivals\n\n"
        + "Sign up for our newsletter.\n\n" * 6
        + "The mayor said so on Sunday."
    )
    found = link(text, dates={"Sunday": "2016-11-06"}, dct=header_date("2016-11-07"))
    assert (best(found).trigger.of(text), best(found).value) == ("makes", "2016-11-06")


def test_a_colon_in_brackets_makes_no_heading() -> None:
    text = (
        "The Sand War (French: la guerre) was a border conflict. The war began in 1963. Rebels attacked Lima in 1975."
    )
    found = link(text, dates={"1963": "1963", "1975": "1975"}, places={"Lima": LIMA}, kind=DocumentKind.HISTORY)
    assert best(found).value == "1963"


def test_a_headline_is_where_most_places_of_the_text_are() -> None:
    text = (
        "Chocolate maker shrinks its triangles\n\n"
        "Its US-based owner sent letters. Fans in Lima were angry, and in Peru. A shop in Lisbon has old ones."
    )
    places = {"US": NORWAY, "Lima": LIMA, "Peru": PERU, "Lisbon": LISBON}
    headline = link(text, places=places, dct=header_date("2016-11-08"))[0]
    assert headline.place == LIMA
    assert headline.why_place.fact("sentence") == 'Most of the places that the text names are in or at "Lima".'
    retold = "Workers protest again\n\nThe union has met in Lisbon. A protest in Lima blocked a road."
    headline = link(retold, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2016-11-08"))[0]
    assert (headline.place, headline.why_place.fact("sentence")) == (LIMA, 'The text tells of it at "Lima".')


def test_what_news_recalls_weighs_less() -> None:
    text = "Rebels bombed a bridge in Lima on 3 May 1990. Rebels attacked Lisbon on 3 May 1985."
    dates = {"3 May 1990": "1990-05-03", "3 May 1985": "1985-05-03"}
    found = link(text, dates=dates, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("1990-05-04"))
    assert one(found, "attacked").salience < 0.75 * best(found).salience
    assert not one(found, "attacked").main


def test_blasting_a_person_is_a_statement() -> None:
    [blamed] = link("Donald Trump blasted the FBI chief.", dct=header_date("2016-11-06"))
    [bombed] = link("Guerrillas blasted a bridge with bombs.", dct=header_date("2016-11-06"))
    assert (blamed.type, bombed.type) == ("statement", "attack")


def test_news_shows_nothing_deep_down_that_has_neither_day_nor_place() -> None:
    text = (
        "A bomb exploded in Lima on 3 May 1990. The police closed the streets. People stood at the windows. "
        "Guerrillas ambushed soldiers."
    )
    found = link(text, dates={"3 May 1990": "1990-05-03"}, places={"Lima": LIMA}, dct=header_date("1990-05-04"))
    ambush = one(found, "ambushed")
    assert (ambush.place, ambush.main) == (None, False)
