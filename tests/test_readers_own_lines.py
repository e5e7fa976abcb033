"""The day of texts that come with their pages: menus above, lists of other texts below, decks, labels on lines."""

from __future__ import annotations

import pytest

from pipeline import readers
from pipeline.model import Document, DocumentKind
from pipeline.readers import labels, own_lines

ENGLISH = (
    "Harbour authority reopens the north quay after its repair, a year earlier than the plan had foreseen, at a lower "
    "cost, with room for two more ships - Port of Larkham Authority\n"
    "HOME\nSERVICES\nTIDES\nCAREERS\nCONTACT US\nSkip to content\n{head}"
    "The port of Larkham today reopened its north quay, the authority said. The quay was closed in 2019.\n"
    "A storm had damaged it in February 2018, and again in 2020. Repairs were begun in 2021.\n"
)
GERMAN = (
    "Stadt Larkheim\nStartseite\nBürgerservice\nVeranstaltungen\nPresse\nKontakt\nZum Inhalt springen\n{head}"
    "Die Stadt Larkheim hat heute die alte Brücke wieder eröffnet, teilte das Bauamt mit. Sie war seit 2019 gesperrt.\n"
    "Der Sturm hatte sie im Februar 2018 beschädigt.\n"
)
FRENCH = (
    "Ville de Larques\nAccueil\nServices\nActualités\nEspace presse\nNous contacter\nAller au contenu\n{head}"
    "La ville de Larques a rouvert aujourd'hui le vieux pont, a annoncé la mairie. Il était fermé depuis 2019.\n"
    "La tempête l'avait endommagé en février 2018.\n"
)
SPANISH = (
    "Ayuntamiento de Larques\nInicio\nServicios\nActualidad\nSala de prensa\nContacto\nSaltar al contenido\n{head}"
    "El ayuntamiento de Larques ha reabierto hoy el puente viejo, según la alcaldía. Estaba cerrado desde 2019.\n"
    "La tormenta lo había dañado en febrero de 2018.\n"
)


def read(text: str) -> Document:
    return next(readers.read(text.encode(), "page.txt"))


def day(text: str) -> str | None:
    found = read(text).dct
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("page", "head", "expected"),
    [
        (ENGLISH, "FOR IMMEDIATE RELEASE\nTuesday, March 7, 2023\nNorth Quay Open Again\n", "2023-03-07"),
        (ENGLISH, "Press\n2 min read\nAuthor\nsiteteam\nPublished\nMarch 7, 2023\nHome\nReports\n", "2023-03-07"),
        (ENGLISH, "News\nAdmin | March 7, 2023\nClick here for the PDF\nfor immediate release\n", "2023-03-07"),
        (ENGLISH, "North Quay Open Again\n\n7 March 2023\n\n", "2023-03-07"),
        (ENGLISH, "March 7, 2023 Contact: Ann Lee\nPort Authority\n555-010-3600 (Office)\n", "2023-03-07"),
        (ENGLISH, "March 2023 Contact: Ann Lee\nPort Authority\n555-010-3600 (Office)\n", "2023-03"),
        (GERMAN, "Pressemitteilung\n7. März 2023\nAlte Brücke wieder offen\n", "2023-03-07"),
        (GERMAN, "Veröffentlicht am:\n07.03.2023\nAlte Brücke wieder offen\n", "2023-03-07"),
        (GERMAN, "Pressemitteilung\nLarkheim, den 7. März 2023\nAlte Brücke wieder offen\n", "2023-03-07"),
        (GERMAN, "Pressemitteilung Nr. 12/2023 vom 07.03.2023\nAlte Brücke wieder offen\n", "2023-03-07"),
        (FRENCH, "COMMUNIQUÉ DE PRESSE\nMardi 7 mars 2023\nLe vieux pont est rouvert\n", "2023-03-07"),
        (FRENCH, "Publié le\n7 mars 2023\nLe vieux pont est rouvert\n", "2023-03-07"),
        (FRENCH, "Larques, le 7 mars 2023\nLe vieux pont est rouvert\n", "2023-03-07"),
        (SPANISH, "NOTA DE PRENSA\nMartes, 7 de marzo de 2023\nEl puente viejo, abierto\n", "2023-03-07"),
        (SPANISH, "Publicado el\n7 de marzo de 2023\nEl puente viejo, abierto\n", "2023-03-07"),
        (SPANISH, "7 de marzo de 2023 Contacto: Ana Ruiz\nEl puente viejo, abierto\n", "2023-03-07"),
    ],
)
def test_a_page_tells_its_day_below_its_menus(page: str, head: str, expected: str) -> None:
    document = read(page.format(head=head))
    assert document.dct is not None
    assert document.dct.value == expected
    assert document.dct.score < 0.96
    assert document.kind is DocumentKind.NEWS


@pytest.mark.parametrize("page", [ENGLISH, GERMAN, FRENCH, SPANISH])
def test_a_page_without_its_day_has_none(page: str) -> None:
    assert day(page.format(head="")) is None


def test_a_long_title_told_again_is_no_sentence_of_the_text() -> None:
    found = read(ENGLISH.format(head=f"{ENGLISH.split(' - ')[0]}\nMarch 7, 2023\n")).dct
    assert found is not None
    assert (found.value, found.score) == ("2023-03-07", 0.9)  # and not what a day below a deck gets


OTHERS = "Latest News\nMay 26, 2026\nFerry Line Gets New Boats\nMay 2, 2026\nTide Tables Printed\nApril 9, 2026\n"


def test_the_days_of_other_texts_below_neither_date_a_page_nor_make_it_a_diary() -> None:
    assert day(ENGLISH.format(head="March 7, 2023\n") + OTHERS) == "2023-03-07"
    assert day(ENGLISH.format(head="") + OTHERS) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("More News\nMay 26, 2026\nFerry Line Gets New Boats\n", None),
        ("Related Stories\nFerry Line Gets New Boats\nMay 26, 2026\n", None),
        ("Latest News\nSports\nMarch 7, 2023\nNorth Quay Open Again\n", "2023-03-07"),
    ],
)
def test_the_day_of_another_text_above_does_not_date_a_page(head: str, expected: str | None) -> None:
    assert day(ENGLISH.format(head=head)) == expected


@pytest.mark.parametrize(
    ("label", "expected", "score"),
    [
        ("Published", "2023-03-07", 0.93),
        ("Posted on:", "2023-03-07", 0.93),
        ("Last updated", "2023-03-07", 0.5),
        ("Event date", None, 0.0),
        ("Deadline:", None, 0.0),
        ("Copyright", None, 0.0),
    ],
)
def test_the_line_above_a_day_says_what_day_it_is(label: str, expected: str | None, score: float) -> None:
    found = read(ENGLISH.format(head=f"{label}\nMarch 7, 2023\nHome\nReports\n")).dct
    assert (found.value if found else None) == expected
    assert found is None or found.score == score


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Published", True), ("Veröffentlicht am", True), ("Published works of the port", False), ("HOME", False)],
)
def test_a_label_is_a_word_alone(line: str, *, expected: bool) -> None:
    assert labels.is_label(line) is expected


DECK = "The quay is open again after three years of work, the harbour master said on Tuesday evening."
STORY = (
    "The first ship moored at seven, and the crew was given a cake. Ann Lee, 31, baked it.\nIt was eaten at once.\n"
    "A second ship came at nine, and its crew went without.\nThe harbour master has promised them another one."
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TUESDAY, MARCH 7, 2023, 9:29 PM", "2023-03-07"),
        ("Tuesday, Mar 7, 2023 | Updated 9:01 AM EDT", "2023-03-07"),
        ("March 7, 2023 was a cold day, and no ship came to the quay.", None),
        ("Photo: the quay on March 7, 2023 (Ann Lee)", None),
    ],
)
def test_a_day_between_deck_and_story_dates_it_less_surely(line: str, expected: str | None) -> None:
    found = read(f"Quay open again\n\n{DECK}\n{line}\n{STORY}").dct
    assert (found.value if found else None) == expected
    assert found is None or found.score == 0.7


def test_a_day_further_down_dates_what_follows_it_only() -> None:
    assert day(f"Quay open again\n\n{DECK}\n{STORY}\nMarch 7, 2023\n{STORY}") is None


@pytest.mark.parametrize(
    "line",
    ["March 7, 2023 at 02: 22 pm", "Tuesday, March 7, 2023 23: 51", "POSTED: 1052 GMT (1852 HKT), March 7, 2023"],
)
def test_clock_times_beside_the_day_are_read_past(line: str) -> None:
    assert day(f"Quay open again\n\n{line}\n{STORY}") == "2023-03-07"


def test_lines_of_the_site_are_no_lines_of_the_text() -> None:
    found = own_lines.read(ENGLISH.format(head="March 7, 2023\n") + OTHERS, "en")
    words = [line.words for line in found.own]
    assert words[1] == "March 7, 2023"
    assert not any("2026" in line for line in words)
    assert found.down[1].words == "HOME"
    assert found.down[-1].words.startswith("A storm")
    assert words[0] in own_lines.titles(found.own)
