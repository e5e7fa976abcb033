"""Whom a text is about, and whom it identifies."""

from __future__ import annotations

import pytest

from tests.titles_fixture import reading, title

LIFE = (
    "Anna Keller\n\nAnna Keller was a baker in Lima. Keller opened a shop. In 1950, Keller met the painter Karl Meyer. "
    "Keller sold the shop."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIFE + " She died.", ("keller", "she")),
        (LIFE, ("", "")),
        (LIFE + " She died. He stayed.", ("", "")),
        (LIFE.replace("Keller opened", "Meyer opened").replace("Keller sold", "Meyer sold") + " She died.", ("", "")),
        ("Anna Keller fled. She died.", ("", "")),
    ],
)
def test_the_one_person_whom_a_text_is_about(text: str, expected: tuple[str, str]) -> None:
    assert reading(text).protagonist == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("\n\nThe shop closed. She moved to Lisbon.", "Anna Keller moved to Lisbon"),
        ("\n\nKeller met the actress Maria Lopez at the shop. She moved to Lisbon.", "Anna Keller moved to Lisbon"),
        ("\n\nMaria Lopez bought the shop. She moved to Lisbon.", "Maria Lopez moved to Lisbon"),
        ("\n\nMaria Lopez met Keller. She moved to Lisbon.", "She moved to Lisbon"),
        ("\n\nThe sister of Keller came. She moved to Lisbon.", "She moved to Lisbon"),
    ],
)
def test_she_is_whom_the_text_is_about_if_nobody_else_is_near(more: str, expected: str) -> None:
    assert title(LIFE + more, "moved") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor identified the defendant as Paul Keller. He was sentenced by Judge Karl Meyer.",
         "Paul Keller was sentenced by Judge Karl Meyer"),
        ("Judge Karl Meyer identified the victim as Paul Keller. He was sentenced in Lima.",
         "He was sentenced in Lima"),
    ],
)  # fmt: skip
def test_who_was_sentenced_is_the_identified_defendant(text: str, expected: str) -> None:
    assert title(text, "sentenced") == expected


def test_a_house_named_after_a_person_is_not_the_person() -> None:
    read = reading("Keller Hall burned. Keller fled.")
    assert read.full_name("Keller") != "Keller Hall"


def test_a_last_name_is_completed_by_the_one_who_bears_it() -> None:
    assert reading("Anna Keller came. Keller fled.").full_name("Keller") == "Anna Keller"
    assert reading("Kim Jong Un came. Kim fled.").full_name("Kim") == "Kim Jong Un"
