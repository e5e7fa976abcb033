"""Titles where the parse is in doubt or there is none: words as they stand, up to where a clause ends."""

from __future__ import annotations

import pytest

from pipeline.lang import clauses
from pipeline.titles import MOST, openings
from tests.titles_fixture import title


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Ministry of Health (MH) of Lima, Peru confirmed a case.", "confirmed",
         "Ministry of Health (MH) of Lima, Peru confirmed a case"),
        ("And at least 10 were hurt in the port.", "hurt", "At least 10 were hurt in the port"),
        ("The singer (all seats were sold out) came.", "sold", "All seats were sold out"),
    ],
)  # fmt: skip
def test_words_as_they_stand(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Entonces, cayó el puente.", "es", "Cayó el puente"),
        ("Und die Brücke wurde gesperrt.", "de", "Die Brücke wurde gesperrt"),
        ("Und die Brücke wurde gesperrt.", "nl", "Und die Brücke wurde gesperrt"),
        ("El puente viejo cayó; nadie lo había previsto, y los vecinos de la villa huyeron a los montes del norte con "
         "sus hijos.",
         "es", "El puente viejo cayó"),
        ("El puente, que los vecinos habían construido con sus propias manos en los años de la guerra y que nadie "
         "cuidaba desde entonces, cayó sobre el río.", "es", "El puente cayó sobre el río"),
        ("Le pont de la ville est tombé dans le fleuve pendant la nuit et les habitants de la rive gauche ont fui vers "
         "les collines du nord avec leurs enfants et leurs bêtes", "fr",
         "Le pont de la ville est tombé dans le fleuve pendant la nuit et les habitants de la rive gauche ont fui vers "
         "les collines du nord"),
    ],
)  # fmt: skip
def test_without_a_parse_the_first_clause_is_the_title(text: str, language: str, expected: str) -> None:
    assert openings.first_part(text.rstrip("."), language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Der Bürgermeister der kleinen Stadt am Fluss, ein Freund des alten Müllers, eröffnete gestern die neue "
         "Brücke mit einer langen Rede über das Wetter", "de", "eröffnete gestern die neue Brücke"),
        ("La alcaldesa de la ciudad del norte, una amiga del viejo molinero, abrió ayer el puente nuevo con un "
         "discurso muy largo sobre las cosechas del valle", "es", "el puente nuevo con un discurso muy largo"),
        ("Die Rede des Bürgermeisters war in dieser Form unerwartet, völlig überraschend ist der Bau der neuen Brücke "
         "am alten Hafen der Stadt bei der Mühle jedoch nicht", "de", "unerwartet"),
    ],
)  # fmt: skip
def test_what_stands_behind_an_aside_stays(text: str, language: str, expected: str) -> None:
    assert openings.first_part(text, language).endswith(expected)


def test_no_title_ends_in_a_word_that_begins_a_phrase() -> None:
    text = (
        "Malgré la nomination de nouveaux ministres des deux côtés du fleuve et malgré de meilleures récoltes dans la "
    )
    text += "plaine du nord et en montagne le prix du pain de la ville monte"
    assert openings.first_part(text, "fr").endswith("plaine du nord")


def test_a_bracket_that_never_closes_holds_nothing() -> None:
    assert title("(Ataque en Lima", "Ataque", model="") == "Ataque en Lima"
    assert title("(La bomba (un ataque", "ataque", model="") == "La bomba un ataque"


def test_nothing_is_longer_than_a_title_may_be() -> None:
    assert len(openings.first_part("wort " * 80, "de")) <= MOST
    assert len(openings.first_part("w" * 300, "de")) <= MOST


@pytest.mark.parametrize("code", ["de", "fr", "es", "ru", "uk", "es-MX"])
def test_every_language_with_a_pack_knows_the_edges_of_its_clauses(code: str) -> None:
    assert clauses.opens(code) is not clauses.NEVER
    assert clauses.breaks(code) is not clauses.NEVER
    assert clauses.inserts(code) is not clauses.NEVER


def test_another_language_has_none() -> None:
    assert clauses.opens("nl").match("Und ") is None
