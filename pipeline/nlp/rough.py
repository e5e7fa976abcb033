"""A parse without a model: words, sentences, and a rough guess at parts of speech. Works for any language.

Function words of other languages are known by their English counterparts (`lang.counterparts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial

from pipeline.lang import base_of, counterparts
from pipeline.model import Parse, Span, Token
from pipeline.text import sentences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d[\d,.:/-]*\d|\d+|[^\W_]+(?:[-’'][^\W_]+)*?(?=['’]s\b)|['’]s\b|[^\W_]+(?:[-’'][^\W_]+)*|\S"
)
_ELISION = re.compile(r"([^\W\d_]+)['’](?=[^\W\d_])")
_WITHIN = frozenset(",;()/-–%&+*")  # signs behind which a capital is that of a name
_CLOSED = {
    "DET": "the a an this that these those each every some any no both all",
    "ADP": "of in on at by for with from to into near between across through over under after before during since "
    "until against toward towards outside inside within around along off about as",
    "CCONJ": "and or but nor",
    "PRON": "i he she it we they him her them us me you who which what his its their our my your himself themselves",
    "AUX": "is are was were be been being has have had do does did will would can could may might shall should must",
    "PART": "not n't 's ’s",
    "SCONJ": "because although while if when where that whether",
    "ADV": "also then there here now today yesterday tomorrow very more most later earlier ago again still only",
    "VERB": "said says told killed held met signed began fell died led took won made went came",
}
_WORDS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}
_TAGS = {
    "DET": "DT",
    "ADP": "IN",
    "CCONJ": "CC",
    "PRON": "PRP",
    "AUX": "MD",
    "PROPN": "NNP",
    "NUM": "CD",
    "VERB": "VBD",
}


def rough_parse(text: str, language: str = "en") -> Parse:
    """Sentences by punctuation, words by pattern, no syntax: every token is its own head, `dep` and `entity` are ""."""
    spans = sentences(text, language)
    guess = _guess if base_of(language) == "en" else partial(_guess_abroad, counterparts.english(language))
    elided = counterparts.elided(language)
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        first, starts = len(tokens), True
        for word in _words(text, span, elided):
            pos = guess(word.of(text), starts=starts)
            tokens.append(_token(len(tokens), word, text, pos, number))
            starts = len(tokens) == first if guess is _guess else pos == "PUNCT" and word.of(text) not in _WITHIN
        bounds.append((first, len(tokens)))
    return Parse(spans, tuple(bounds), tuple(tokens), (), syntactic=False)


def _words(text: str, sentence: Span, elided: frozenset[str]) -> Iterator[Span]:
    """The words and signs of a sentence; what is elided before an apostrophe is a word of its own ("l'", "Europe")."""
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        end = match.end()
        mark = _ELISION.match(match.group()) if elided else None
        if mark is not None and mark[1].lower() in elided:
            yield Span(match.start(), match.start() + mark.end())
            yield Span(match.start() + mark.end(), end)
        else:
            yield Span(match.start(), end)


def _token(index: int, span: Span, text: str, pos: str, sentence: int) -> Token:
    word = span.of(text)
    tag = "POS" if word in {"'s", "’s"} else _TAGS.get(pos, "NN")
    return Token(index, span, word, word.lower(), pos, tag, "", index, "", sentence)


def _guess(word: str, *, starts: bool) -> str:
    if not word[0].isalnum() and word not in {"'s", "’s"}:
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    lower = word.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    if word[0].isupper() and not starts:
        return "PROPN"
    if lower.endswith("ly"):
        return "ADV"
    return "VERB" if lower.endswith(("ed", "ing")) else "NOUN"


def _guess_abroad(known: Mapping[str, str], word: str, *, starts: bool) -> str:
    """As `_guess`, by the counterparts that a language has: a function word, but for a capital within a sentence."""
    if not word[0].isalnum():
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word[0].islower() or starts:
        lower = word.lower().rstrip("'’")
        return _WORDS.get(known.get(lower, ""), "NOUN")
    return "PROPN"
