"""Writes `pipeline/gazetteer/compass.txt`: the words for north, south, east, west and middle in every language of CLDR.

`python -m benchmarks.compass_words`. A word is one that two or more areas of one direction share in a language and
their continents' names lack: "Eastern" of Eastern Africa, Eastern Asia and Eastern Europe, "Ost" of Ostafrika and
Osteuropa, "Восточная". Words in Cyrillic are written in Latin letters too, and those
that end in a vowel, adjectives as a rule, as a stem: "восточн-", "vostochn-". Source: Unicode CLDR, as
Babel has it (Unicode License v3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from babel import Locale, localedata

from pipeline.config import PROJECT
from pipeline.gazetteer.names import normalise

OUT = PROJECT / "pipeline" / "gazetteer" / "compass.txt"
DIRECTIONS = {  # UN M49 areas and countries whose usual names say where they lie
    "north": ("015", "021", "154", "KP", "MP", "MK"),
    "south": ("018", "034", "039", "005", "KR", "SS", "ZA", "GS"),
    "east": ("014", "030", "151", "TL"),
    "west": ("011", "145", "155", "EH"),
    "middle": ("017", "143", "013", "CF"),
}
CONTINENTS = ("002", "142", "150", "019", "009", "SD")
FEWEST = 2  # areas that share a word
SHORTEST = 3  # letters of a word, and of the first part of a compound
SHORTEST_STEM = 5  # letters in Latin writing
VOWELS = "аеиоуыэюяіїй"
_SOUNDS = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g dj j lj nj c dz"
_LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџ",
        _SOUNDS.split(),
        strict=True,
    )
)


def latin(word: str) -> str:
    """A normal form in Cyrillic letters, in Latin ones; others as they are."""
    return "".join(_LATIN.get(letter, letter) for letter in word).replace("-", "")


def forms(word: str) -> set[str]:
    """What is written of a word: itself, or a stem with a hyphen; in Latin letters too."""
    if word[0] not in _LATIN:
        return {word}
    stem = word.rstrip(VOWELS)
    kept = word if stem == word or len(latin(stem)) < SHORTEST_STEM else stem + "-"
    return {kept, latin(kept.rstrip("-")) + "-" * kept.endswith("-")}


def words_of(territories: Mapping[str, str]) -> Iterator[str]:
    """The words of one language for the directions, in normal form."""
    plain = {normalise(territories[code]) for code in CONTINENTS if code in territories}
    parts = {word for name in plain for word in name.split()}
    seen = {
        direction: [normalise(territories[code]).split() for code in codes if code in territories]
        for direction, codes in DIRECTIONS.items()
    }
    every = {direction: {word for name in names for word in name} for direction, names in seen.items()}
    for direction, names in seen.items():
        counts = Counter(word for name in names for word in {*name, *_heads(name, plain)})
        others = [words for other, words in every.items() if other != direction]
        for word, count in counts.items():
            if count >= FEWEST and word not in parts and not any(word in words for words in others):
                yield word


def _heads(name: Sequence[str], continents: set[str]) -> Iterator[str]:
    """The first part of a compound: "ost" of "ostafrika"."""
    for continent in continents:
        if name[0].endswith(continent) and len(name[0]) - len(continent) >= SHORTEST:
            yield name[0].removesuffix(continent)


def main() -> None:
    found: set[str] = set()
    for locale in localedata.locale_identifiers():
        for word in words_of(Locale.parse(locale).territories):
            found |= {form for form in forms(word) if len(form) >= SHORTEST or not form.isascii()}
    OUT.write_text("".join(f"{word}\n" for word in sorted(found)), "utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
