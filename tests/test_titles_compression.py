"""Long clauses: whole constituents go, nothing is cut, and nothing that changes what is said."""

from __future__ import annotations

import pytest

from pipeline.titles import MOST
from tests.titles_fixture import title

LONG = "after the engineers had found cracks in its pillars near the old market and the insurers had refused to pay"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            f"The council of Lima closed the bridge {LONG}.",
            "closed",
            "Council of Lima closed the bridge after the engineers had found cracks in its pillars near the old market",
        ),
        (
            "Paul Keller picked up his 200th medal of 1990 in a race along the coast of the northern province "
            "that hundreds of people from the villages watched.",
            "picked",
            "Paul Keller picked up his 200th medal of 1990 in a race along the coast of the northern province",
        ),
        (
            "The guards declared their intention to hold the tower of the old castle against the troops of the king "
            "until the last of the farmers had left the valley with the cattle.",
            "declared",
            "The guards declared their intention to hold the tower of the old castle against the troops of the king",
        ),
        (
            "Anna Keller allegedly sold the pictures of the museum to a dealer from Lisbon who had come to the town "
            "for the summer with two friends and their dogs.",
            "sold",
            "Anna Keller allegedly sold the pictures of the museum to a dealer from Lisbon who had come to the town "
            "for the summer",
        ),
    ],
)
def test_constituents_go_until_the_title_fits(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("All shops were closed prior to this.", "closed", "All shops were closed"),
        ("Anna Keller opened the gate after they had left.", "opened", "Anna Keller opened the gate"),
        ("Anna Keller opened the gate after she had left.", "opened", "Anna Keller opened the gate after she had left"),
    ],
)
def test_what_points_out_of_the_title_goes_first(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


def test_a_clause_without_anything_to_spare_is_long_but_whole() -> None:
    text = "The committee of the northern provinces elected the mayor of the port of Lima and the owner of the mill."
    found = title(text, "elected")
    assert 90 < len(found) <= MOST
    assert found == text[4:-1].capitalize().replace("lima", "Lima")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Lima was led by Ann Reyes for most of the 1960s.", "led", "Lima was led by Ann Reyes"),
        ("The cause had not been made public Monday.", "made", "The cause had not been made public"),
        ("The fair was held on 3 May 1990.", "held", "The fair was held on 3 May 1990"),
        ("Paul Keller won his last race of 1990.", "won", "Paul Keller won his last race of 1990"),
    ],
)
def test_a_date_goes_alone_or_not_at_all(text: str, word: str, expected: str) -> None:
    assert title(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Paul Keller lost far more money than he had won in the races along the coast of the northern province "
         "with his brothers and the two sons of the mayor.", "lost", "than he had won"),
        ("Anna Keller was the first woman to win the cup of the city since Maria Lopez of the old club of the harbour "
         "won it against the whole team of the guards.", "was", "since Maria Lopez"),
    ],
)  # fmt: skip
def test_what_something_is_measured_by_stays(text: str, word: str, expected: str) -> None:
    assert expected in title(text, word)
