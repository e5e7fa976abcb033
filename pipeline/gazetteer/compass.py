"""Names that are words for a direction in some language: "Eastern", "Nord", "Vostochny", "the Far East".

The words are those of CLDR's names of areas, in every language it has (`compass.txt`, which
`benchmarks/compass_words.py` writes). Adjectives of languages that inflect them match by their stem.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from pipeline.gazetteer.names import normalise

DEGREES = frozenset({"far", "near", "extreme", "mid"})  # what may stand before such a word
LONGEST_ENDING = 3  # letters after a stem: "vostochn" + "yy", "oye"


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """The words in normal form, Cyrillic ones in Latin letters too; a stem ends in a hyphen."""
    return frozenset(files("pipeline.gazetteer").joinpath("compass.txt").read_text("utf-8").split())


def is_direction(name: str) -> bool:
    """Whether a name says a direction and nothing else, in any language.

    >>> is_direction("Vostochnyy"), is_direction("Far East"), is_direction("East Timor")
    (True, True, False)
    """
    parts = normalise(name).split()
    while len(parts) > 1 and parts[0] in DEGREES:
        parts = parts[1:]
    return bool(parts) and all(map(_is_word, parts))


def _is_word(part: str) -> bool:
    stems = (f"{part[: len(part) - cut]}-" for cut in range(1, LONGEST_ENDING + 1))
    return part in words() or any(stem in words() for stem in stems)
