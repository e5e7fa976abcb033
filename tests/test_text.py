from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import hard_breaks, normalise_space, pieces, sentences

WRAPPED = """   SANTIAGO, 28 DEC 89 -- A bomb exploded in the bathroom of the
institute while many students were in the building.  The police have
said that the bomb contained one kilogram of explosives made at home.

   It caused serious damage to the fifth floor."""


def split(text: str, language: str = "en") -> list[str]:
    return [normalise_space(span.of(text)) for span in sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Then it stopped.", ["It rained.", "Then it stopped."]),
        ("Gen. Smith met Mr. Jones. They talked.", ["Gen. Smith met Mr. Jones.", "They talked."]),
        ("The U.S. Senate met in Nov. 2023. It rose.", ["The U.S. Senate met in Nov. 2023.", "It rose."]),
        ("He left at 5 p.m. The talks went on.", ["He left at 5 p.m.", "The talks went on."]),
        ("J. R. R. Tolkien wrote it.", ["J. R. R. Tolkien wrote it."]),
        ('"Stop!" he said. She did.', ['"Stop!" he said.', "She did."]),
        ("Dead: 2.5 million. Why?", ["Dead: 2.5 million.", "Why?"]),
        ("Big summit held\n\nKim met Putin.", ["Big summit held", "Kim met Putin."]),
        ("- one point\n- another point", ["- one point", "- another point"]),
        ("会議が開かれた。その後終わった。", ["会議が開かれた。", "その後終わった。"]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Am 3. Mai 1990 kam die Flut. Sie ging.", "de", ["Am 3. Mai 1990 kam die Flut.", "Sie ging."]),
        ("Am 3. Mai 1990 kam die Flut. Sie ging.", "de-AT", ["Am 3. Mai 1990 kam die Flut.", "Sie ging."]),
        ("They won 3. Then it rained.", "en", ["They won 3.", "Then it rained."]),
        ("Er kam 1990. Dann ging er.", "de", ["Er kam 1990.", "Dann ging er."]),  # a year
        ("Es kostet 2,50. Dann ging er.", "de", ["Es kostet 2,50.", "Dann ging er."]),  # a price
        ("Murió en 44 a. C. en Roma. Llovía.", "es", ["Murió en 44 a. C. en Roma.", "Llovía."]),
        ("Cayó en 390 a. C. Los demás huyeron.", "es", ["Cayó en 390 a. C.", "Los demás huyeron."]),
        ("Er starb 44 v. Chr. in Rom. Es regnete.", "de", ["Er starb 44 v. Chr. in Rom.", "Es regnete."]),
        ("Mort en 14 apr. J.-C. à Nole.", "fr", ["Mort en 14 apr. J.-C. à Nole."]),
        ("Plan a. C. Ruiz lo dijo.", "es", ["Plan a. C.", "Ruiz lo dijo."]),
    ],
)
def test_ordinals_end_no_sentence(text: str, language: str, expected: list[str]) -> None:
    assert split(text, language) == expected


def test_wrapped_lines_are_not_breaks() -> None:
    assert [WRAPPED[at:].lstrip()[:9] for at in hard_breaks(WRAPPED)] == ["It caused"]
    assert len(split(WRAPPED)) == 3


def test_lines_of_an_unwrapped_text_are_paragraphs() -> None:
    assert split("A headline without a stop\nKim met Putin on Monday.") == [
        "A headline without a stop",
        "Kim met Putin on Monday.",
    ]


@given(st.text())
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())


@given(st.text(max_size=300), st.integers(5, 50))
def test_pieces_are_the_text(text: str, limit: int) -> None:
    cut = pieces(text, limit)
    assert "".join(span.of(text) for span in cut) == text
    assert all(len(span) <= limit for span in cut)
