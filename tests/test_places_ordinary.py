"""Which capitalised words of other languages are no names, and which stay names."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline import places
from pipeline.model import Document
from pipeline.nlp.rough import rough_parse
from pipeline.places.ordinary import is_ordinary
from pipeline.places.reading import read


@dataclass(frozen=True)
class Atlas:
    """A gazetteer of a few names with their importance; every one is a town but the countries."""

    known: dict[str, float]
    countries: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        return name in self.known

    def kinds(self, name: str) -> frozenset[str]:
        return frozenset() if name not in self.known else frozenset({"PCLI", "A"} if name in self.countries else {"P"})

    def importance(self, name: str) -> float:
        return self.known.get(name, 0.0)

    def is_own(self, name: str) -> bool:
        return name in self.known

    def is_demonym(self, name: str) -> str:
        return ""

    def starts(self, token: str) -> bool:
        return any(name.split()[0] == token for name in self.known)


ATLAS = Atlas(
    {
        "Para": 0.45, "Dabei": 0.7, "Gracia": 0.4, "Lima": 0.7, "La Paz": 0.6, "La": 0.3, "Wien": 0.7, "Montag": 0.55,
        "Fenster": 0.4, "Welle": 0.4, "Iran": 0.8, "Italie": 0.8, "Россия": 0.86, "Латвия": 0.78, "Москва": 0.75,
        "Нижний Новгород": 0.6,
        "Київ": 0.7, "Львів": 0.55, "Deutschland": 0.85, "Села": 0.3, "Рига": 0.6, "Rom": 0.62,
    },
    frozenset({"Iran", "Italie", "Россия", "Латвия", "Deutschland"}),
)  # fmt: skip


def found(text: str, language: str) -> list[str]:
    document = Document("id", "revision", "source.txt", "title", text, language=language)
    return [toponym.text for toponym in places.find(document, ATLAS, rough_parse(text, language))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Para nosotros fue un mal día en Lima.", "es", ["Lima"]),  # a function word at the head of a sentence
        ("Llovió. «Para nada», dijo el alcalde de Lima.", "es", ["Lima"]),  # and behind a quotation mark
        ("Gracia tuvo el perro en Lima.", "es", ["Lima"]),  # a little known town that only the head explains
        ("La Paz protesta. Hubo otra marcha en Lima.", "es", ["La Paz", "Lima"]),  # an article that begins a name
        ("Dabei starb in Wien ein Kind.", "de", ["Wien"]),
        ("Sie kam am Montag nach Wien.", "de", ["Wien"]),  # a word of the calendar
        ("In Wien brach eine Welle los.", "de", ["Wien"]),  # a noun of the language's list
        ("In Wien brach das Fenster aus dem Rahmen.", "de", ["Wien"]),  # a noun with its article
        ("In Wien sprach der Iran mit allen.", "de", ["Wien", "Iran"]),  # countries may have one
    ],
)
def test_ordinary_words_are_no_places(text: str, language: str, expected: list[str]) -> None:
    assert found(text, language) == expected


def test_a_little_known_town_may_head_a_line_before_a_mark() -> None:
    def head(text: str) -> bool:
        return is_ordinary(read(text, rough_parse(text, "es"), ATLAS, "es"), 0)

    assert not head("Gracia (ab). Llovía.")
    assert not head("Gracia, 3 de mayo. Llovía.")
    assert head("Gracia pide ayuda.")
    assert head("Para, dijo. Llovía.")  # a function word all the same


def test_a_country_needs_nothing_beside_it() -> None:
    assert found("Премьер Латвии Иван Петров молчал.", "ru") == ["Латвии"]


def test_a_word_within_a_sentence_explains_one_at_its_head() -> None:
    text = "Gracia pide ayuda. Luego llegaron los bomberos a {}."
    assert found(text.format("Gracia"), "es") == ["Gracia", "Gracia"]
    assert found(text.format("Lima"), "es") == ["Lima"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Встреча прошла в Москве.", "ru", ["Москве"]),
        ("Жители России ждут.", "ru", ["России"]),
        ("Пожар в Нижнем Новгороде потушен.", "ru", ["Нижнем Новгороде"]),
        ("Під Києвом стався вибух.", "uk", ["Києвом"]),
        ("Він приїхав зі Львова.", "uk", ["Львова"]),
        ("Der Regierung Deutschlands fehlte die Mehrheit.", "de", ["Deutschlands"]),
        ("Он приехал из Селы.", "ru", []),  # inflected names of little known places are left alone
    ],
)
def test_inflected_names_are_known(text: str, language: str, expected: list[str]) -> None:
    assert found(text, language) == expected


def test_a_short_name_behind_a_preposition_is_found() -> None:
    assert found("Der Mann kam aus Rom.", "de") == ["Rom"]
    assert found("Der Mann hieß Rom.", "de") == []


def test_a_name_behind_an_elided_article_is_found() -> None:
    assert found("Un accord avec l'Italie est signé.", "fr") == ["Italie"]
    assert found("Un accord avec l’Italie est signé.", "fr") == ["Italie"]
