"""Give text that is printed in capitals, or typed in small letters, its usual case, so that a tagger can read it.

Every character keeps its place: the recased text has exactly the length of the original. `truecase.txt` lists the usual
form of words that the rules below would get wrong; `benchmarks/train_truecase.py` counts it on mixed-case text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from pipeline.text import hard_breaks

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STOP = re.compile(r"[.!?:]['\")\]]*\s*$|--\s*$|\]\s*$|^\s*$")
_VOWELLESS = re.compile(r"[^aeiouyäöüáéíóúàèêâôîû]+")
_SHORTEST = 12  # letters below which a block in capitals may be an acronym or a heading of names
_SHARE = 0.85  # of a block's letters
_CAPITALS = 0.002  # share of letters up to which a text counts as typed in small ones; usual is 0.03
_CLITICS = {"'S": "'s", "’S": "’s", "'T": "'t", "’T": "’t"}


@lru_cache(maxsize=1)
def usual_forms() -> dict[str, str]:
    """Lower-cased word -> its usual form ("un" -> "UN", "government" -> "government", "chile" -> "Chile")."""
    table = files("pipeline.nlp").joinpath("truecase.txt").read_text("utf-8")
    return {line.lower(): line for line in table.splitlines() if line and not line.startswith("#")}


def recase(text: str, is_common: Callable[[str], bool]) -> str:
    """`text` with its blocks of capitals in usual case; unchanged, and the same object, where there are none.

    A text without capitals (`is_small`) is read as one block of them.

    `is_common(word)` says whether a lower-cased word that the table does not know is an ordinary word.
    """
    if is_small(text):
        return _recase_block(text, is_common)
    if sum(map(str.isupper, text)) < _SHORTEST:
        return text
    edges = [0, *hard_breaks(text), len(text)]
    blocks = [text[start:end] for start, end in pairwise(edges)]
    if not any(map(_is_capitals, blocks)):
        return text
    return "".join(_recase_block(block, is_common) if _is_capitals(block) else block for block in blocks)


def _is_capitals(block: str) -> bool:
    upper = sum(map(str.isupper, block))
    return upper >= _SHORTEST and upper >= _SHARE * (upper + sum(map(str.islower, block))) and " " in block.strip()


def _recase_block(block: str, is_common: Callable[[str], bool]) -> str:
    parts: list[str] = []
    position = 0
    for match in _WORD.finditer(block):
        parts.append(block[position : match.start()])
        form = form_of(_capitals(match.group()), is_common)
        if _STOP.search(block, max(0, match.start() - 6), match.start()):
            form = form[:1].upper() + form[1:]
        parts.append(form if len(form) == len(match.group()) else match.group())
        position = match.end()
    return "".join([*parts, block[position:]])


def is_small(text: str) -> bool:
    """Whether a text is typed in small letters throughout: hardly a capital among all its letters."""
    upper, lower = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return lower >= _SHORTEST and upper <= _CAPITALS * lower


def _capitals(word: str) -> str:
    """A word of small letters in capitals, where they are as many."""
    upper = word.upper()
    return upper if word.islower() and len(upper) == len(word) else word


def form_of(word: str, is_common: Callable[[str], bool]) -> str:
    """The usual form of one word printed in capitals; another word comes back as it is."""
    if not word.isupper():
        return word
    stem, clitic = (word[:-2], _CLITICS[word[-2:]]) if word[-2:] in _CLITICS else (word, "")
    lower = stem.lower()
    known = usual_forms().get(lower)
    if known is not None:
        return known + clitic
    if is_common(lower):
        return lower + clitic
    if len(stem) > 1 and _VOWELLESS.fullmatch(lower):
        return word
    return stem[:1] + stem[1:].lower() + clitic
