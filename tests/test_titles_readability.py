"""What a title leaves unsaid is counted: pronouns, words that point back, bare nouns; not what it names itself."""

from __future__ import annotations

import pytest

from pipeline.titles import readability
from tests.titles_fixture import reading


def faults(text: str) -> float:
    read = reading(text)
    start, end = read.parse.bounds[-1]
    words = {index for index in range(start, end) if read.parse.tokens[index].pos != "PUNCT"}
    return readability.faults(read, words, text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Keller opened the old gate of Lima.",
        "Anna Keller lost her house in Lima.",
        "Anna Keller said she had sold a house.",
        "It was announced that Lima would close a school.",
        "There was a fire in Lima.",
        "Anna Keller sold fruits such as apples.",
    ],
)
def test_a_title_that_can_be_read_alone_has_no_fault(text: str) -> None:
    assert faults(text) == 0


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("She opened a gate in Lima.", "A woman opened a gate in Lima."),
        ("Anna Keller met him in Lima.", "Anna Keller met friends in Lima."),
        ("This was announced in Lima.", "News was announced in Lima."),
        ("Another was shot in Lima.", "Another man was shot in Lima."),
        ("We opened a gate in Lima.", "Anna Keller said we opened a gate in Lima."),
        ("Lima made a move.", "Lima made a mistake."),
        ("A ship lost his anchor in Lima.", "A pilot lost his anchor in Lima."),
        ("The battalion left Lima.", "The old battalion left Lima."),
        ("At least 10 were hurt in Lima.", "At least 10 men were hurt in Lima."),
        ("Soldiers closed bridges yesterday evening.", "Soldiers closed bridges in Lima."),
    ],
)
def test_what_a_stranger_cannot_place_is_a_fault(worse: str, better: str) -> None:
    assert faults(worse) > faults(better)


def test_what_a_pronoun_means_is_asked_once() -> None:
    assert faults("She said she left Lima.") == faults("She said Ann left Lima.")
