"""What a document names in full: things by their noun, persons it identifies, the one person that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Parse, Token
from pipeline.text import normalise_space

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
_ADJECTIVES = frozenset({"NORP", "GPE", "DATE", "TIME", "CARDINAL", "ORDINAL", "LANGUAGE"})
_LEAST = 3  # how often a text names whom it is about
_OFTENER = 1.5  # than anybody else
_TWICE = 2
_NO_THING = frozenset({"PERSON", "GPE", "LOC", "DATE", "TIME"})
_NAME, _MOSTLY = 5, 0.6  # words of the longest name; the share of capitals in a headline
_INITIAL = 2  # characters of what is no name
_ALL = 0.9  # of its pronouns of persons that are of one gender
_TITLE = 4  # words of a title that is a name
_LEAD = 3  # sentences at the head of a text in which it names whom it is about
_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})


@dataclass(frozen=True, slots=True)
class FullName:
    """A thing named in full at token `index`: `before` are the words in front of its noun, `after` those behind it.

    `is_common` if the noun is written as an ordinary word ("the Tetrarch tanks").
    """

    index: int
    before: str
    noun: str
    after: str
    is_common: bool

    @property
    def words(self) -> str:
        """The whole name."""
        return " ".join(part for part in (self.before, self.noun, self.after) if part)


def full_nouns(parse: Parse, children: Sequence[Sequence[int]]) -> dict[str, list[FullName]]:
    """Lemma of a noun -> the full names of what it is called by, in text order ("battalion": "Zrinski Battalion")."""
    found: dict[str, list[FullName]] = {}
    common = {token.lemma.lower() for token in parse.tokens if token.pos == "NOUN"} if parse.syntactic else set()
    headlines = {number for number, bounds in enumerate(parse.bounds) if common and _is_headline(parse, bounds)}
    for token in parse.tokens:
        if token.sentence in headlines:
            continue
        named = _named(parse.tokens, children, token) if token.pos in {"NOUN", "PROPN"} else None
        key = named.noun.lower() if named is not None and not named.is_common else token.lemma.lower()
        if named is not None and (key in common or key in _HEADS):
            found.setdefault(key, []).append(named)
    return found


def _is_headline(parse: Parse, bounds: tuple[int, int]) -> bool:
    """Whether most words of a sentence have a capital, so that it cannot show what is a name."""
    words = [token.text for token in parse.tokens[slice(*bounds)] if token.text[:1].isalpha()]
    return len(words) > _NAME and sum(word[0].isupper() for word in words) > _MOSTLY * len(words)


def _named(tokens: Sequence[Token], children: Sequence[Sequence[int]], head: Token) -> FullName | None:
    """The full name that a noun ends, begins ("Typhoon Ann"), or leads with "of" ("University of Lima")."""
    is_storm = head.index > 0 and tokens[head.index - 1].text.lower() in _HEADS  # "Typhoon Ann" is no person
    if (head.entity in _NO_THING and not is_storm) or head.dep == "compound":
        return None
    start = head.index
    while start and tokens[start - 1].head == head.index and _is_modifier(tokens[start - 1]):
        start -= 1
    words = [token.text for token in tokens[start : head.index]]
    if start and _is_modifier(tokens[start - 1]) and tokens[start - 1].sentence == head.sentence:
        return None
    is_proper = head.text[:1].isupper()
    if not is_proper:
        kinds = {token.entity for token in tokens[start : head.index]}
        is_named = any(token.pos == "PROPN" for token in tokens[start : head.index]) and not kinds <= _ADJECTIVES
        return FullName(head.index, " ".join(words), head.text, "", is_common=True) if is_named else None
    tail = _of(tokens, children, head)
    if tail or (words and tokens[head.index - 1].pos != "ADJ"):
        return _split(tokens[start], words, head, tail)
    return None


def _split(first: Token, words: list[str], head: Token, tail: str) -> FullName:
    """A proper name by its noun: the first word where that is one ("Operation Ann"), else the last one."""
    if not tail and first.dep == "compound" and head.pos == "PROPN" and first.text.lower() in _HEADS:
        return FullName(head.index, "", first.text, " ".join([*words[1:], head.text]), is_common=False)
    return FullName(head.index, " ".join(words), head.text, tail, is_common=False)


# Kinds of things that stand in front of their name.
_HEADS = frozenset(
    {"operation", "typhoon", "hurricane", "cyclone", "storm", "project", "team", "task", "lake", "mount"}
)


def _is_modifier(token: Token) -> bool:
    return token.dep in _MODIFIERS and (token.text[:1].isupper() or token.text[:1].isdigit())


def _of(tokens: Sequence[Token], children: Sequence[Sequence[int]], head: Token) -> str:
    """ "of Lima", right behind a noun."""
    of = head.index + 1
    if of not in children[head.index] or tokens[of].text != "of":
        return ""
    inner = next((below for below in children[of] if tokens[below].dep == "pobj"), None)
    if inner is None or tokens[inner].pos != "PROPN":
        return ""
    return " ".join(token.text for token in tokens[of : inner + 1])


def protagonist(text: str, parse: Parse) -> tuple[str, str]:
    """The last name, in lower case, of the one person that a text is about, and "he" or "she"; else two blanks.

    It is the person whom its title or its first sentences name, far oftener than anybody else, and whom it calls by
    the one pronoun that it uses.
    """
    told = Counter(word for token in parse.tokens if (word := _last_name(token)))
    heads = Counter(word for word in _words(parse) if word in told)
    pronouns = Counter("he" if word in _HE else "she" for word in _words(parse) if word in _HE or word in _SHE)
    title = text.partition("\n")[0]
    titled = title.partition(":")[0].lower().split()
    if not pronouns or not heads:
        return "", ""
    counted = heads.most_common(2)
    name = titled[-1] if len(titled) in range(1, _TITLE + 1) and titled[-1] in heads else counted[0][0]
    rival = max(times for other, times in [*counted, ("", 0)] if other != name)
    (gender, alike), times = pronouns.most_common(1)[0], heads[name]
    leads = any(token.text.lower() == name and token.sentence < _LEAD for token in parse.tokens)
    is_sure = leads and told[name] > 1 and times >= max(_LEAST, _OFTENER * rival) and alike >= _ALL * pronouns.total()
    return (name, gender) if is_sure else ("", "")


def _last_name(token: Token) -> str:
    is_name = token.entity == "PERSON" and token.pos == "PROPN" and token.dep not in {"compound", "nmod"}
    return token.text.lower() if is_name and len(token.text) > _INITIAL else ""


def identified(parse: Parse, children: Sequence[Sequence[int]]) -> dict[str, int]:
    """Noun -> the token of the one person whom the text identifies so ("identified the defendant as Ann Lee")."""
    found: dict[str, set[int]] = {}
    for token in parse.tokens:
        if token.lemma.lower() != "identify":
            continue
        below = [parse.tokens[each] for each in children[token.index]]
        whom = [each for each in below if each.dep in {"dobj", "nsubjpass"} and each.pos == "NOUN"]
        names = [
            inner
            for each in below
            if each.text.lower() == "as"
            for inner in children[each.index]
            if parse.tokens[inner].entity == "PERSON"
        ]
        if len(whom) == 1 and whom[0].tag == "NN" and len(names) == 1:
            found.setdefault(whom[0].lemma.lower(), set()).add(names[0])
    several = {token.lemma.lower() for token in parse.tokens if token.tag == "NNS"}
    return {noun: min(names) for noun, names in found.items() if len(names) == 1 and noun not in several}


def body(parse: Parse, text: str) -> str:
    """The name of the one body that a text is about: named at its head, and far oftener than any other; else blank."""
    named: Counter[str] = Counter()
    for span, kind in parse.entities:
        if kind == "ORG":
            named[_plain(span.of(text))] += 1
    counted = named.most_common(2)
    if not counted or counted[0][1] < max(_LEAST, _TWICE * (counted[1][1] if len(counted) > 1 else 0)):
        return ""
    name, _ = counted[0]
    end = parse.sentences[min(_LEAD, len(parse.sentences)) - 1].end
    return name if name in text[:end] else ""


def unowned(name: str) -> str:
    """A name without the ending of a genitive ("Lee's")."""
    return name.removesuffix("'s").removesuffix("’s").strip() or name


def _plain(name: str) -> str:
    """A name on one line, without article and ending of a genitive."""
    words = unowned(normalise_space(name))
    return words.removeprefix("The ").removeprefix("the ")


def is_body(name: str, span_text: str) -> bool:
    """Whether the words of an entity are a name."""
    return _plain(span_text) == name


def _words(parse: Parse) -> Iterator[str]:
    return (token.text.lower() for token in parse.tokens)
