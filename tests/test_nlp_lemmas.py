"""Lemmas: a word of one syllable doubles its consonant before an ending, one with an e does not."""

from __future__ import annotations

import pytest

from pipeline.nlp.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "given", "tag", "lemma"),
    [
        ("hoped", "hop", "VBD", "hope"),
        ("Hopes", "hop", "VBZ", "hope"),
        ("hoping", "hop", "VBG", "hope"),
        ("staged", "stag", "VBD", "stage"),
        ("waged", "wag", "VBN", "wage"),
        ("hopped", "hop", "VBD", "hop"),
        ("hops", "hop", "VBZ", "hop"),
        ("canes", "can", "NNS", "can"),  # a noun
        ("buses", "bus", "VBZ", "bus"),  # hissing sounds take "es"
        ("boxed", "box", "VBD", "box"),
        ("played", "play", "VBD", "play"),
        ("landed", "land", "VBD", "land"),
        ("routed", "rout", "VBD", "rout"),  # both are words
        ("benefited", "benefit", "VBD", "benefit"),
        ("released", "release", "VBD", "release"),
    ],
)
def test_a_form_that_does_not_double_ends_in_e(word: str, given: str, tag: str, lemma: str) -> None:
    assert lemma_of(word, given, tag) == lemma
