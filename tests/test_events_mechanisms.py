"""Kinds of telling that annotated news hardly holds: what is shown of small texts of our own, none of them a lesson.

The choices are learned (`benchmarks/lessons.py` teaches these kinds), so these tests hold for the weights beside them.
"""

from __future__ import annotations

import pytest

from pipeline import dates, events, readers
from pipeline.model import Event, Place
from pipeline.nlp import Parser
from tests.events_fixture import MODEL, marked

POINTS = {
    "Oslo": (59.91, 10.75), "Leeds": (53.8, -1.55), "Porto": (41.15, -8.61), "Lyon": (45.76, 4.84),
    "Gdansk": (54.35, 18.65), "Vienna": (48.2, 16.37), "Rome": (41.9, 12.5), "Madrid": (40.42, -3.7),
    "Berlin": (52.52, 13.4), "Lima": (-12.05, -77.04), "Tampa": (27.95, -82.46), "Toledo": (41.65, -83.54),
}  # fmt: skip


def shown(text: str) -> list[Event]:
    """The main events of a text with real dates, and the places of POINTS marked by hand."""
    places = {
        name: Place(f"test:{name}", name, *point, 8_000.0, "XX", (), "PPL")
        for name, point in POINTS.items()
        if name in text
    }
    document, _, mentions = marked(text, places=places, kind=readers.kind_of(text, "", None))
    found = events.link(document, dates.find(document), mentions, Parser.load(MODEL).parse(text))
    return [event for event in found if event.main]


def told(text: str) -> set[tuple[str, str, str]]:
    """Trigger, date and place of every main event, of all its words."""
    return {
        (event.trigger.of(text), event.value or "", event.place.name if event.place is not None else "")
        for event in shown(text)
    }


@pytest.mark.parametrize(
    ("text", "word", "date", "place"),
    [
        ("Erik Lund was born in Lyon in 1902. He studied in Vienna in 1921 and settled in Rome in 1926.",
         "settled", "1926", "Rome"),
        ("Erik Lund was born in Lyon in 1902. He married in Rome in 1930 but moved to Madrid in 1935.",
         "moved", "1935", "Madrid"),
        ("The company was founded in Leeds in 1890. It opened a mill in Lyon in 1905 but closed it in 1931.",
         "closed", "1931", "Lyon"),
        ("The regiment was raised in Leeds in 1793. It sailed to Porto in 1808 and was disbanded in 1816.",
         "disbanded", "1816", ""),
        ("Jan Kos lived in Vienna until 1938. He fled to Lyon in March 1938 but was arrested there in June 1940.",
         "arrested", "1940-06", "Lyon"),
        ("The bridge was begun in 1880 and finished in 1884. It burned in 1917 but was rebuilt in 1922.",
         "rebuilt", "1922", ""),
    ],
)  # fmt: skip
def test_a_second_clause_with_a_date_of_its_own_tells_an_event(text: str, word: str, date: str, place: str) -> None:
    assert (word, date) in {(found, when) for found, when, where in told(text) if not place or where == place}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On 5 May 2019 the pump in Lyon stopped. From 6 May 2019 divers were in the shaft.", "2019-05-06"),
        ("On 5 May 2019 the pump in Lyon stopped. On 9 May 2019 the water was gone.", "2019-05-09"),
        ("On 2 July 2015 the server in Oslo crashed. On 3 July 2015 it was online again.", "2015-07-03"),
        ("In January 1915 the regiment was at the front near Lyon. In March 1915 it was in reserve.", "1915-03"),
        ("On 7 April 2021 the valve in Gdansk jammed. On 8 April 2021 the engineers were in contact with the makers.",
         "2021-04-08"),
    ],
)  # fmt: skip
def test_a_copula_with_a_day_of_its_own_tells_an_event(text: str, date: str) -> None:
    assert any((event.value or "").startswith(date) for event in shown(text))


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2011 a bus crashed near Lyon. Two passengers were hurt. The driver died in the crash.",
        "On 9 March 2004 a tanker exploded in the port of Porto. The crew were killed. The ship burned after the "
        "explosion.",
        "A train was derailed in a collision near Leeds on 12 June 1998. The driver was seriously injured.",
        "On 7 August 2015 a hotel collapsed during an earthquake near Lima. The building was destroyed in the "
        "earthquake.",
    ],
)
def test_what_came_of_an_accident_is_no_event_of_its_own(text: str) -> None:
    assert len(shown(text)) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On 3 May 2011 a bus crashed near Lyon. On 5 May 2011 the driver was arrested in Porto.",
         {"crashed", "arrested"}),
        ("On 3 May 2011 a bus crashed near Lyon. On 9 July 2011 a tram derailed in Porto. Nobody was hurt.",
         {"crashed", "derailed"}),
        pytest.param(
            "The tower in Lyon was built in 1884. It is 90 metres high and was painted green.", {"built"},
            marks=pytest.mark.xfail(strict=False, reason="a passive of a state is taken for an event"),
        ),
        ("The tower in Lyon was built in 1884. It was among the tallest of its time. It is open to all.", {"built"}),
    ],
)  # fmt: skip
def test_what_is_another_happening_stays_one_and_what_is_none_is_not_shown(text: str, words: set[str]) -> None:
    found = {word for word, _, _ in told(text)}
    assert words <= found and len(found) <= len(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 3, 1911, Leeds\n\nThe roof fell and two men were killed.\n\nApril 7, 1912, Lyon\n\nA fire broke out in "
         "the lower gallery.\n", {("1911-05-03", "Leeds"), ("1912-04-07", "Lyon")}),
        ("3 March 2001, Oslo\n\nThe boat hit a pier and sank.\n\n4 June 2003, Porto\n\nThe boat ran aground on a "
         "sandbank.\n", {("2001-03-03", "Oslo"), ("2003-06-04", "Porto")}),
        ("July 4, 1999, Tampa\n\nThe pilot landed in a field.\n\nOctober 9, 1999, Toledo\n\nThe aircraft struck a "
         "fence.\n", {("1999-07-04", "Tampa"), ("1999-10-09", "Toledo")}),
        ("# Vienna, 12 May 1954\n\nThe orchestra gave its first concert.\n\n# Rome, 2 June 1954\n\nThe orchestra "
         "played before the president.\n", {("1954-05-12", "Vienna"), ("1954-06-02", "Rome")}),
        ("Madrid, 1 April 1988\n\nThe truck broke down.\n\nLyon, 4 April 1988\n\nThieves stole two guitars from the "
         "bus.\n", {("1988-04-01", "Madrid"), ("1988-04-04", "Lyon")}),
    ],
)  # fmt: skip
def test_a_line_of_day_and_place_covers_what_stands_below_it(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(when, where) for _, when, where in told(text)} == expected
