"""The lexicon and its documentation, titles, actors, counts, mentions of one happening, suggestions."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from pipeline import events
from pipeline.events.lexicon import english
from pipeline.model import Modality
from tests.events_fixture import LIMA, header_date, link, one

DOCS = Path(__file__).parent.parent / "docs" / "events.md"
PLOVER = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"}
    | {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)


def test_every_word_stands_under_one_type() -> None:
    tables = tomllib.loads(resources.files("pipeline.events").joinpath("lexicon.toml").read_text("utf-8"))
    for part in ("nouns", "verbs"):
        words = Counter(word for table in tables["types"].values() for word in table[part].split())
        assert [word for word, times in words.items() if times > 1] == []


def test_the_lexicon_is_large_and_its_roles_are_known() -> None:
    lexicon = english()
    assert len(lexicon.nouns) >= 150
    assert len(lexicon.verbs) >= 300
    listed = {*lexicon.nouns, *lexicon.verbs}
    assert set(lexicon.groups) <= listed
    assert lexicon.roles["weak"] <= set(lexicon.nouns)
    assert lexicon.roles["broad"] <= set(lexicon.verbs)


def test_types_are_mapped_to_published_ones_as_the_docs_say() -> None:
    lexicon = english()
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in DOCS.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    written = {row[0].strip("`"): row[1:] for row in rows if row[0].strip("`") in lexicon.types}
    assert list(written) == list(events.TYPES)
    for kind, (means, plover, cameo) in written.items():
        assert means == lexicon.means[kind]
        assert plover == (", ".join(lexicon.plover[kind]) or "none")
        assert cameo == (", ".join(lexicon.cameo[kind]) or "none")
        assert set(lexicon.plover[kind]) <= PLOVER


def test_the_docs_name_every_role() -> None:
    text = DOCS.read_text("utf-8")
    assert [role for role in english().roles if f"`{role}`" not in text] == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The plane that crashed near the coast burned.", "Plane that crashed near the coast burned"),
        (
            "Rebels from the north, who were armed, attacked a convoy of lorries.",
            "Rebels from the north attacked a convoy of lorries",
        ),
        ("On Monday the rebels launched an attack on the bridge.", "Rebels launched an attack on the bridge"),
        ("The mayor said that a bomb had exploded outside his office.", "Bomb had exploded outside his office"),
    ],
)
def test_a_title_is_a_trimmed_clause(sentence: str, title: str) -> None:
    found = link(sentence, dates={"Monday": "2001-01-01"}, dct=header_date("2001-01-02"))
    assert title in [event.title for event in found]


def test_a_long_title_is_cut_between_words() -> None:
    sentence = "A bomb exploded in " + "the very old and very large and very famous " * 4 + "market."
    [event] = link(sentence)
    assert len(event.title) <= 92


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("The bomb killed 19 people and 12 were wounded.", ("12 wounded", "19 killed")),
        ("A crash left at least two dozen people dead.", ("two dozen killed",)),
        ("The attack wounded three soldiers.", ("three wounded",)),
        ("More than 36,000 people died in the flood.", ("36,000 killed",)),
    ],
)
def test_the_killed_and_wounded_are_counted(sentence: str, counts: tuple[str, ...]) -> None:
    found = link(sentence, dct=header_date("2001-01-02"))
    assert sorted(found[0].counts) == sorted(counts)


def test_actors_are_who_takes_part() -> None:
    text = "Angela Merkel met Barack Obama in Lima."
    [event] = link(text, places={"Lima": LIMA}, dct=header_date("2001-01-02"))
    assert event.actors == ("Angela Merkel", "Barack Obama")


def test_a_place_that_the_model_takes_for_a_person_is_no_actor() -> None:
    text = (
        "Kim Jong Un and Russian President Vladimir Putin held a summit at the Vostochny Cosmodrome in the Amur region "
        "on 13 September 2023, their first meeting in more than four years."
    )
    actors = {actor for event in link(text, places={"Amur": LIMA}) for actor in event.actors}
    assert "Vladimir Putin" in actors
    assert "Amur" not in actors


def test_a_later_mention_is_the_same_event() -> None:
    text = (
        "A bomb exploded in Lima on 3 May 1990. Police said the explosion killed two people.\n\n"
        "The blast broke windows in the area."
    )
    found = link(text, dates={"3 May 1990": "1990-05-03"}, places={"Lima": LIMA}, dct=header_date("1990-05-04"))
    [explosion] = [event for event in found if event.main]
    assert explosion.value == "1990-05-03"
    assert [event.title for event in found if "blast" in event.title.lower()] == []


def test_another_one_is_another_event() -> None:
    text = "A bomb exploded in a market. Another bomb exploded in a station on 3 May 1990."
    found = link(text, dates={"3 May 1990": "1990-05-03"}, dct=header_date("1990-05-04"))
    assert len(found) == 2


def test_the_victims_share_the_type_of_what_befell_them() -> None:
    text = "A flood drowned the valley on 3 May 1990. Forty people were killed."
    found = link(text, dates={"3 May 1990": "1990-05-03"}, dct=header_date("1990-05-04"))
    assert {event.type for event in found} == {"disaster"}


def test_a_mountains_summit_is_no_meeting() -> None:
    found = link("Two climbers reached the summit of the mountain.", dct=header_date("1953-06-02"))
    assert [event.type for event in found if event.type == "diplomacy"] == []


def test_a_known_event_is_suggested_only_if_it_may_be_that_one() -> None:
    known = [{"key": "d-day", "names": "Normandy landings; D-Day", "date": "1944-06-06"}]
    text = "Veterans recalled the Normandy landings."
    [recalled] = link(text, dct=header_date("1994-06-06"))
    assert events.suggest(recalled, known) == "d-day"
    [earlier] = link(text, dct=header_date("1940-01-01"))
    assert events.suggest(earlier, known) == ""
    assert events.suggest(recalled, []) == ""


def test_background_and_unreal_events_are_not_main() -> None:
    text = "The king fled. Rebels had attacked the palace. Police could arrest the leaders."
    found = link(text, dct=header_date("1990-05-04"))
    assert [event.title for event in found if event.main] == ["King fled"]
    assert one(found, "arrest").modality is Modality.HYPOTHETICAL
