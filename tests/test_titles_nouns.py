"""Full names for nouns that take them up: only where one fits, and none came between."""

from __future__ import annotations

import pytest

from pipeline.titles import nouns
from tests.titles_fixture import reading, title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Zrinski Battalion marched. The battalion took the hill.", "Zrinski Battalion took the hill"),
        ("The University of Lima burned. The university took the hill.", "University of Lima took the hill"),
        ("Operation Anvil began. The operation took the hill.", "Operation Anvil took the hill"),
        ("The battalion took the hill.", "The battalion took the hill"),
        ("Hurricane Lorenzo came. The storm took the hill.", "Hurricane Lorenzo took the hill"),
        ("Hurricane Lorenzo met Typhoon Ann. The storm took the hill.", "The storm took the hill"),
        (
            "The Zrinski Battalion marched. The battalion with the drums took the hill.",
            "Battalion with the drums took the hill",
        ),
        ("Kiel Mother Sees Old Anvil Battalion March\n\nThe battalion took the hill.", "The battalion took the hill"),
        ("The battalion took the hill. The Zrinski Battalion marched.", "The battalion took the hill"),
        ("The Zrinski Battalion met a battalion. The battalion took the hill.", "The battalion took the hill"),
        ("The Zrinski Battalion met the Anvil Battalion. The battalion took the hill.", "The battalion took the hill"),
        ("The Zrinski Battalion marched. The battalions took the hill.", "The battalions took the hill"),
        ("The Zrinski Battalion marched. The old battalion took the hill.", "Old battalion took the hill"),
        ("Quezon City grew. The city took the hill.", "The city took the hill"),
        ("Governor Ann Reyes spoke. The governor took the hill.", "The governor took the hill"),
    ],
)
def test_a_noun_takes_up_one_full_name(text: str, expected: str) -> None:
    assert title(text, "took") == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("The company took the hill.", "PG&E took the hill"),
        ("The FBI came. The company took the hill.", "The company took the hill"),
        ("The companies took the hill.", "The companies took the hill"),
    ],
)
def test_the_company_is_the_one_that_the_text_is_about(more: str, expected: str) -> None:
    text = "Workers of PG&E met in Lima. A spokesman of PG&E spoke to them. Bills of PG&E had gone up. "
    assert title(text + more, "took") == expected


def test_a_name_far_away_is_not_taken_up_unless_it_is_frequent() -> None:
    far = "Rain fell on the fields of the valley and nobody came. " * 30
    assert title(f"The Zrinski Battalion marched. {far}The battalion took the hill.", "took").startswith(
        "The battalion"
    )
    often = "The Zrinski Battalion marched. " * 3
    assert title(f"{often}{far}The battalion took the hill.", "took").startswith("Zrinski Battalion")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police identified the suspect as Paul Keller. The suspect fled.", "Paul Keller"),
        ("The suspect was identified as Paul Keller. The suspect fled.", "Paul Keller"),
        ("Police identified the suspect as Paul Keller. The old suspect fled.", ""),
        ("Police identified the suspects as Paul Keller. The suspect fled.", ""),
        ("Police identified the victim as Paul Keller. The suspect fled.", ""),
        ("Police identified the suspect as Paul Keller. Then police identified the suspect as Karl Meyer. "
         "The suspect fled.", ""),
        ("Police identified the suspect as Paul Keller. Two suspects ran. The suspect fled.", ""),
    ],
)  # fmt: skip
def test_a_person_is_named_only_if_the_text_identifies_one(text: str, expected: str) -> None:
    read = reading(text)
    suspect = next(token for token in reversed(read.parse.tokens) if token.text == "suspect")
    assert nouns.identified(read, suspect) == expected


def test_an_identified_person_stands_without_the_article() -> None:
    text = "Police identified the suspect as Paul Keller. A guard met the suspect in the street."
    assert title(text, "met") == "Guard met Paul Keller in the street"
