"""Words of a sentence as a title: their case and marks, names for pronouns and for nouns that only take up a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

from pipeline.analysis.reading import Reading
from pipeline.model import Token
from pipeline.text import normalise_space
from pipeline.titles import nouns, pronouns
from pipeline.titles.phrases import SUBJECTS
from pipeline.titles.rows import EDGES

_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_ARTICLE = re.compile(r"^(?:the\s+|an?\s+(?!(?:few|little)\b|\w+ of\b))", re.IGNORECASE)
_QUOTES = (('"', '"'), ("“", "”"), ("(", ")"), ("[", "]"), ("«", "»"), ("„", "“"))
LOOSE = " ,;:-–—"
_OPENING = ('"', "“", "„", "«")
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_DOTS = re.compile(r"\s*(?:…|\.\.\.+)\s*")
_TORN = re.compile(r"\s+([,;:.])")


def render(reading: Reading, words: Collection[int]) -> str:
    """The title that tokens make; without its leading article, unless a bare noun would be left."""
    kept = [index for index in sorted(words) if not _is_torn(reading, index, words)]
    while len(kept) > 1 and _only_ties(reading.parse.tokens[kept[0]]):
        kept = kept[1:]
    title = tidy(joined(reading, kept))
    article = not nouns.is_bare(reading, kept) and reading.is_english
    return balanced(bare(title, article=article))


def _is_torn(reading: Reading, index: int, words: Collection[int]) -> bool:
    """Whether a word is what is left of a date whose beginning was dropped ("BC" of "In 49 BC Julius Caesar")."""
    tokens, before = reading.parse.tokens, index - 1
    while before > 0 and tokens[before].pos == "PUNCT":
        before -= 1
    is_inside = (
        reading.is_dated(index) and reading.is_dated(before) and tokens[before].sentence == tokens[index].sentence
    )
    return is_inside and before not in words and len(words) > 1


def _only_ties(token: Token) -> bool:
    """Whether a word at the head of a title only ties it to what is left out ("And ...", "that ...")."""
    return token.text.lower() in {"and", "but", "or", "nor"} or (token.tag == "IN" and token.text.lower() == "that")


def joined(reading: Reading, kept: Collection[int]) -> str:
    """Tokens in text order, each in its usual case or as what it means; between neighbours the text's own marks."""
    words, previous, inside = "", None, set(kept)
    for token in (reading.parse.tokens[index] for index in kept):
        words += _and(reading, token, inside) or _between(reading, previous, token, words)
        means = pronouns.meaning(reading, token.index, inside) if token.pos == "PRON" else ""
        words += (
            means
            or nouns.meaning(reading, token.index)
            or ("" if _is_before_person(reading, token) else _cased(reading, token))
        )
        previous = token
    return words


def _and(reading: Reading, token: Token, inside: Set[int]) -> str:
    """The conjunction that a verb needs whose neighbours in a row of verbs are left out."""
    if token.dep != "conj" or token.pos != "VERB" or token.head not in inside:
        return ""
    skipped = range(token.head + 1, token.index)
    is_told = any(index in inside and reading.parse.tokens[index].pos in {"CCONJ", "AUX"} for index in skipped)
    return " and " if not is_told and any(index not in inside for index in skipped) else ""


def lacks_and(reading: Reading, words: Set[int]) -> bool:
    """Whether a title of `words` ties two verbs that the text parts by what is left out."""
    return any(_and(reading, reading.parse.tokens[index], words) for index in words)


def _is_before_person(reading: Reading, token: Token) -> bool:
    """Whether an article belongs to a noun for which a person's name stands."""
    if token.dep != "det" or not reading.identified:
        return False
    return nouns.identified(reading, reading.parse.tokens[token.head]) != ""


def _unquoted(skipped: Sequence[Token]) -> Sequence[Token]:
    """Without the quotation mark behind a comma ("closed," he said)."""
    return skipped[:-1] if skipped[-1].tag == "''" and skipped[-2].text == "," else skipped


def _between(reading: Reading, left: Token | None, right: Token, before: str) -> str:
    """What parts two kept tokens: the text's own marks if there is nothing else, a blank, or a comma that closes."""
    if left is None:
        return ""
    skipped: Sequence[Token] = reading.parse.tokens[left.index + 1 : right.index]
    if all(token.pos == "CCONJ" or not any(map(str.isalnum, token.text)) for token in skipped):
        return reading.document.text[left.span.end : right.span.start]
    skipped = _unquoted(skipped)
    if skipped[-1].text == ":":
        return ": "
    if skipped[-1].pos == "CCONJ" and right.pos not in {"VERB", "AUX", "ADV"}:
        return f" {skipped[-1].text} "
    is_below = left.pos == "VERB" and left.index in reading.ancestors(right.index)
    if is_below and skipped[-1].text == "," and before.count(",") % 2 == 0:
        return " "
    if skipped[-1].text == "," and (right.dep in SUBJECTS or reading.parse.tokens[right.head].dep in SUBJECTS):
        return ", "
    if skipped[0].text == skipped[-1].text == "," and right.tag != "VBG" and before.count(",") % 2 == 0:
        return " "
    closes = before.count(",") % 2 == 1 or right.tag not in {"VBD", "VBZ", "VBP", "MD"}
    return ", " if skipped[-1].text == "," and closes else " "


def _cased(reading: Reading, token: Token) -> str:
    """A token; in a text in capitals with its usual case."""
    if not reading.is_upper or _INITIALS.fullmatch(token.text):
        return token.text
    is_name = token.pos == "PROPN" or token.entity in {"GPE", "PERSON", "NORP"}
    return token.text.capitalize() if is_name else token.text.lower()


def bare(words: str, *, article: bool) -> str:
    """On one line, without an English article in front or loose marks, with a capital."""
    plain = balanced(normalise_space(words).strip(LOOSE).rstrip(".").lstrip(". "))
    plain = plain if plain[:1] in _OPENING else plain.strip(EDGES).rstrip(".")
    title = _ARTICLE.sub("", plain) if article and len(plain.split()) > 1 else plain
    return title[:1].upper() + title[1:]


def length(reading: Reading, words: Collection[int]) -> int:
    """About how many characters a title of tokens has."""
    return sum(len(reading.parse.tokens[index].text) + 1 for index in words)


def tidy(words: str) -> str:
    """Without marks of omission and blanks before a mark."""
    return _TORN.sub(r"\1", _DOTS.sub(" ", words))


def without_asides(words: str) -> str:
    """Without what brackets hold."""
    return _ASIDE.sub("", words)


def balanced(title: str) -> str:
    """Without quotation marks and brackets that are not closed."""
    for left, right in _QUOTES:
        if left != right:
            title = _closed(title, left, right)
        elif title.count(left) % 2:
            title = title.replace(left, "")
    return normalise_space(title)


def _closed(title: str, left: str, right: str) -> str:
    """Without those marks of a pair that miss the other one."""
    if left not in title and right not in title:
        return title
    opened: list[int] = []
    odd: set[int] = set()
    for place, mark in enumerate(title):
        if mark == left:
            opened.append(place)
        elif mark == right and opened:
            opened.pop()
        elif mark == right:
            odd.add(place)
    odd.update(opened)
    return "".join(mark for place, mark in enumerate(title) if place not in odd) if odd else title
