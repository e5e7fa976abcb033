"""Counterparts of function words, and inflected names."""

from __future__ import annotations

import pytest

from pipeline import lang
from pipeline.lang import counterparts, inflection

ABROAD = sorted(set(lang.codes()) - {"en"})


@pytest.mark.parametrize("code", ABROAD)
def test_every_language_with_a_pack_knows_the_words_before_places_and_dates(code: str) -> None:
    assert {"in", "from", "after", "not", "said"} <= set(counterparts.english(code).values())


@pytest.mark.parametrize("code", ABROAD)
def test_a_word_stands_in_small_letters(code: str) -> None:
    assert all(word == word.lower() for word in counterparts.english(code))


def test_words_of_other_languages_in_english() -> None:
    assert counterparts.in_english("de-AT", "bis") == "until"
    assert counterparts.in_english("fr", "d’") == "of"
    assert counterparts.in_english("en", "bis") == counterparts.in_english("nl", "bis") == "bis"


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("Москве", "ru", "Москва"),
        ("Польши", "ru", "Польша"),
        ("Казанью", "ru", "Казань"),
        ("Китае", "ru", "Китай"),
        ("Афинах", "ru", "Афины"),
        ("Нижнем Новгороде", "ru", "Нижний Новгород"),
        ("Харкові", "uk", "Харків"),
        ("Америці", "uk", "Америка"),
        ("Schwedens", "de", "Schweden"),
    ],
)
def test_forms_of_names(name: str, code: str, expected: str) -> None:
    assert expected in inflection.forms(name, code)
    assert inflection.base(name, code, lambda form: 0.6 * (form == expected)) == expected


def test_a_name_stays_where_no_form_is_better_known() -> None:
    known = {"Лена": 0.5, "Лене": 0.45, "Рос": 0.3}
    assert inflection.base("Лене", "ru", lambda form: known.get(form, 0.0)) == "Лене"
    assert inflection.base("Роса", "ru", lambda form: known.get(form, 0.0)) == "Роса"


def test_hostile_names_have_few_forms() -> None:
    assert len(inflection.forms("еее ююю иии", "ru")) <= 64
    assert inflection.forms("а б в г д е", "ru") == inflection.forms("", "ru") == inflection.forms("Лене", "en") == ()
