"""Lemmas that the model's rules get wrong: "hoped" is no form of "hop", which doubles its consonant ("hopped")."""

from __future__ import annotations

import re

_DOUBLING = re.compile(r"[^aeiou]*[aeiou][^aeiousvwxyz]")  # one syllable that ends in one vowel and one consonant
_ENDINGS = ("es", "ed", "ing")


def lemma_of(word: str, lemma: str, tag: str) -> str:
    """The lemma of a word with the tag `tag`: "hope" for "hoped", where the model says "hop"; else the given one."""
    is_verb = tag.startswith("VB")
    if is_verb and _DOUBLING.fullmatch(lemma) and any(word.lower() == lemma + ending for ending in _ENDINGS):
        return f"{lemma}e"
    return lemma
