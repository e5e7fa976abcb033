"""Typed notes in German, French, Spanish and Russian. All are typed on Tuesday 14 May 2024 at 9:20."""

import pytest

from pipeline import dates
from pipeline.model import Document, Timex, TimexType

TYPED = Timex(TimexType.TIME, "2024-05-14T09:20:00", origin="user")


def read(text: str, language: str) -> str:
    found = dates.find(Document("d", "r", "s", "t", text, language=language, dct=TYPED))
    return " ".join(timex.value for timex in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Zahnarzt um 3", "2024-05-14T15:00"),
        ("Treffen um halb vier", "2024-05-14T15:30"),
        ("Zug 17h42", "2024-05-14T17:42"),
        ("Anruf Do. um 10:15", "2024-05-16T10:15"),
        ("Kino am Freitag um 8 Uhr abends", "2024-05-17T20:00"),
        ("Abgabe in zwei Wochen", "2024-05-28"),
        ("Paket kam vor drei Tagen", "2024-05-11"),
        ("Miete am 1.", "2024-06-01"),
        ("Sommerfest 15.6.", "2024-06-15"),
        ("frei ab 3 Juli", "2024-07-03"),
        ("Wecker in anderthalb Stunden", "2024-05-14T10:50:00"),
        ("Feier am zweiten Weihnachtsfeiertag", "2024-12-26"),
        ("Abflug 2029/Nov/02", "2029-11-02"),
    ],
)
def test_german(text: str, value: str) -> None:
    assert read(text, "de") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dentiste à 15h", "2024-05-14T15:00"),
        ("appeler Anne à trois heures et demie", "2024-05-14T15:30"),
        ("train à midi moins le quart", "2024-05-14T11:45"),
        ("marché samedi à 9 h du matin", "2024-05-18T09:00"),
        ("rendu dans deux semaines", "2024-05-28"),
        ("reçu il y a trois jours", "2024-05-11"),
        ("loyer le 1", "2024-06-01"),
        ("fête le 16 vers 18h", "2024-05-16T18:00"),
        ("réunion mardi de la semaine prochaine", "2024-05-21"),
        ("vacances le 31 10 2025", "2025-10-31"),
        ("lundi en quinze", "2024-06-03"),
        ("passeport expire 2 novembre 2029", "2029-11-02"),
    ],
)
def test_french(text: str, value: str) -> None:
    assert read(text, "fr") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dentista a las tres", "2024-05-14T15:00"),
        ("llamar a las 5 y cuarto de la tarde", "2024-05-14T17:15"),
        ("tren a las 17.42", "2024-05-14T17:42"),
        ("cita jue a las 10", "2024-05-16T10:00"),
        ("entrega en dos semanas", "2024-05-28"),
        ("llegó hace tres días", "2024-05-11"),
        ("alquiler el 1", "2024-06-01"),
        ("fiesta el 15/6", "2024-06-15"),
        ("nacido el cuatro de mayo de mil novecientos noventa", "1990-05-04"),
        ("comida el domingo a mediodía", "2024-05-19T12:00"),
    ],
)
def test_spanish(text: str, value: str) -> None:
    assert read(text, "es") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("врач в 3", "2024-05-14T15:00"),
        ("звонок в 15ч", "2024-05-14T15:00"),
        ("поезд в 8 часов вечера", "2024-05-14T20:00"),
        ("кино в субботу в 9 часов", "2024-05-18T09:00"),
        ("сдать через две недели", "2024-05-28"),
        ("пришло 3 дня назад", "2024-05-11"),
        ("праздник 15.06", "2024-06-15"),
        ("двадцать четвёртого июня", "2024-06-24"),
        ("в полночь", "2024-05-15T00:00"),
    ],
)
def test_russian(text: str, value: str) -> None:
    assert read(text, "ru") == value


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir haben 3 Kinder", "de"),
        ("il a 15 ans", "fr"),
        ("compré 2 de 3", "es"),
        ("в 3 раза больше", "ru"),
        ("в 5 классе", "ru"),
    ],
)
def test_what_is_no_time(text: str, language: str) -> None:
    assert not any("2024" in value for value in read(text, language).split())
