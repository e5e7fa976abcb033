"""Names that are words themselves need their full form or a fitting context."""

from __future__ import annotations

import pytest
from places_fixture import document, tiny_gazetteer

from pipeline.gazetteer.compass import is_direction
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Mention, Span, Toponym
from pipeline.resolve import resolve

COSMODROME, RUSSIAN, ASIAN = "curated:vostochny-cosmodrome", "curated:russian-far-east", "curated:far-east"


def mentions(text: str, *names: str) -> list[Mention]:
    toponyms = []
    for name in names:
        start = text.index(name)
        toponyms.append(Toponym(Span(start, start + len(name)), name))
    return list(resolve(document(text), sorted(toponyms, key=lambda one: one.span), Embedded(tiny_gazetteer())))


@pytest.mark.parametrize(
    ("text", "name", "others", "place"),
    [
        ("The Vostochny station in Moscow opened.", "Vostochny", "Moscow", None),
        ("A man fell at Vostochny, Russian police said.", "Vostochny", "Russian", None),
        ("Putin came to Vostochny; they met at Vostochny Cosmodrome.", "Vostochny", "", COSMODROME),
        ("A Soyuz rocket rose from Vostochny.", "Vostochny", "", COSMODROME),
        ("The Far East is cold.", "Far East", "", None),
        ("They sailed to the Far East, to Japan.", "Far East", "Japan", ASIAN),
        ("Snow fell in the Far East, Russian officials said.", "Far East", "Russian", RUSSIAN),
        ("Snow fell on Vladivostok and all the Far East.", "Far East", "Vladivostok", RUSSIAN),
        ("Kim, of Korea, met Russian ministers in the Far East.", "Far East", "Korea Russian", None),
        ("Korean guests came to the Far East. Russia's Far East is cold.", "Far East", "Korean Russia", RUSSIAN),
        ("The Middle East is warm.", "Middle East", "", "curated:middle-east"),
    ],
)
def test_bare_names(text: str, name: str, others: str, place: str | None) -> None:
    found = next(each for each in mentions(text, name, *others.split()) if each.toponym.text == name)
    assert (found.place.id if found.place else None) == place
    assert found.candidates


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("Eastern", True), ("Nord", True), ("Timur", True), ("Vostochny", True), ("Восточный", True),
        ("Западная", True), ("Occidentale", True), ("far north", True), ("Zuid", True),
        ("East Timor", False), ("Easton", False), ("Ostia", False), ("Far Rockaway", False), ("", False),
    ],
)  # fmt: skip
def test_words_of_direction_in_any_language(name: str, answer: bool) -> None:
    assert is_direction(name) is answer


def test_a_place_near_by_is_a_context() -> None:
    text = "From Tsiolkovskiy they drove to Vostochny."
    assert [mention.place.id for mention in mentions(text, "Tsiolkovskiy", "Vostochny") if mention.place][
        1
    ] == COSMODROME


def test_what_stays_open_says_why() -> None:
    (mention,) = mentions("The Far East is cold.", "Far East")
    assert "does not say which" in mention.why
    assert len(mention.candidates) == 2
