"""A parse without a model: words, sentences, and a rough guess at parts of speech. Works for any language."""

from __future__ import annotations

import re

from pipeline.model import Parse, Span, Token
from pipeline.text import sentences

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d[\d,.:/-]*\d|\d+|[^\W_]+(?:[-’'][^\W_]+)*?(?=['’]s\b)|['’]s\b|[^\W_]+(?:[-’'][^\W_]+)*|\S"
)
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
_GUESS = {word: pos for pos, words in _CLOSED.items() for word in words.split()}
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
    tokens: list[Token] = []
    bounds: list[tuple[int, int]] = []
    for number, span in enumerate(spans):
        first = len(tokens)
        for match in _TOKEN.finditer(text, span.start, span.end):
            pos = _guess(match.group(), starts=len(tokens) == first)
            tokens.append(_token(len(tokens), match, pos, number))
        bounds.append((first, len(tokens)))
    return Parse(spans, tuple(bounds), tuple(tokens), (), syntactic=False)


def _token(index: int, match: re.Match[str], pos: str, sentence: int) -> Token:
    word = match.group()
    tag = "POS" if word in {"'s", "’s"} else _TAGS.get(pos, "NN")
    return Token(index, Span(*match.span()), word, word.lower(), pos, tag, "", index, "", sentence)


def _guess(word: str, *, starts: bool) -> str:
    if not word[0].isalnum() and word not in {"'s", "’s"}:
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    lower = word.lower()
    if lower in _GUESS:
        return _GUESS[lower]
    if word[0].isupper() and not starts:
        return "PROPN"
    if lower.endswith("ly"):
        return "ADV"
    return "VERB" if lower.endswith(("ed", "ing")) else "NOUN"
