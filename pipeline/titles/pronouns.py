"""Whom a pronoun means, where the paragraph leaves one answer; else nobody: a wrong name is worse than "he".

A person is meant only if the paragraph, up to the pronoun, names or describes exactly one person that it can be. What
might be a person counts as a rival, whoever it is; quoted and unquoted words do not answer one another. A thing is
meant only as the subject of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipeline.analysis.naming import unowned
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.model import Span, Token
from pipeline.text import normalise_space
from pipeline.titles import nouns
from pipeline.titles.phrases import SUBJECTS, describes, is_calendar, kept

_KINDS = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she",
    "it": "it", "its": "it", "they": "they", "them": "they", "their": "they",
}  # fmt: skip
_EMPTY = frozenset({"ccomp", "csubj", "xcomp", "acomp"})
_NO_PERSON = frozenset({"NORP", "DATE", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "LOC"})
_LOCATIVE = frozenset({"in", "to", "from", "at", "near", "into"})
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_LONGEST = 6  # words that stand for a pronoun
_FARTHEST = 4000  # characters of a paragraph before a pronoun
_LOOKED_AT = 20_000  # characters that show how paragraphs are parted


def antecedent(reading: Reading, index: int) -> int | None:
    """The head of the phrase that the pronoun at `index` means, or None."""
    kind = _KINDS.get(reading.parse.tokens[index].text.lower())
    if kind is None or not reading.parse.syntactic:
        return None
    for each in _unread(reading, index):  # in text order: a pronoun takes up what the one before it means
        reading.antecedents[each] = _antecedent(reading, each, _KINDS[reading.parse.tokens[each].text.lower()])
    return reading.antecedents[index]


def _unread(reading: Reading, index: int) -> list[int]:
    """The pronouns of the paragraph up to `index` whose antecedents are not known yet."""
    if index in reading.antecedents:
        return []
    first = _paragraph(reading, index)
    words = range(index if first is None else first, index + 1)
    return [each for each in words
            if is_personal(reading.parse.tokens[each]) and each not in reading.antecedents]  # fmt: skip


def _antecedent(reading: Reading, index: int, kind: str) -> int | None:
    first = _paragraph(reading, index)
    if first is None:
        return None
    if kind in {"it", "they"}:
        return _subject_before(reading, index, first, kind)
    found = _person(reading, index, first, kind)
    return found if found is None or not _acts_on(reading, found, index) else None


def _acts_on(reading: Reading, other: int, index: int) -> bool:
    """Whether a name is the subject of what is done to a pronoun ("Keller met him"): they are two."""
    token = reading.parse.tokens[index]
    if token.dep in {*SUBJECTS, "poss"}:
        return False
    verb = reading.parse.tokens[token.head].head if token.dep == "pobj" else token.head
    subject = reading.child(verb, *SUBJECTS)
    return subject is not None and name_of(reading, subject) == name_of(reading, other)


def _person(reading: Reading, index: int, first: int, kind: str) -> int | None:
    """Whom "he" or "she" means: the one person of the paragraph, the defendant, the one of the whole text."""
    found = _in_paragraph(reading, index, first, kind)
    if found is None:
        found = _defendant(reading, index)
    return found if found is not None else _protagonist(reading, index, first, kind)


def _in_paragraph(reading: Reading, index: int, first: int, kind: str) -> int | None:
    """The one person of whom the paragraph tells before a pronoun."""
    tokens = reading.parse.tokens
    fitting = list(_fitting(reading, first, index, kind))
    if len({name_of(reading, each) for each in fitting}) != 1:
        return None
    if all(_only_speaks(reading, index, each) for each in fitting if tokens[each].dep != "compound"):
        return None
    sure = [each for each in fitting if tokens[each].dep in {*SUBJECTS, "dobj"} and tokens[each].entity != "ORG"]
    return next((each for each in sure if _is_quoted(reading, first, each) == _is_quoted(reading, first, index)), None)


def _protagonist(reading: Reading, index: int, first: int, kind: str) -> int | None:
    """Whom the whole text is about, if the sentence and the one before tell of nobody else whom it can mean."""
    tokens = reading.parse.tokens
    name, gender = reading.protagonist
    if gender != kind or tokens[index].dep not in {*SUBJECTS, "poss"} or _is_quoted(reading, first, index):
        return None
    own, before = reading.parse.bounds[tokens[index].sentence][0], tokens[index].sentence - 1
    start = reading.parse.bounds[max(0, before)][0]
    told = range(own, index)
    if before >= 0 and start >= first and _continues(reading, range(start, own), name, kind):
        start = own
    if any(tokens[each].dep in SUBJECTS for each in told) and _continues(reading, told, name, kind):
        start = index
    near = [token for token in tokens[start:index] if token.pos in {"NOUN", "PROPN"} and _may_be(reading, token, kind)]
    if any(name_of(reading, token.index) != name and not _leads_in(reading, token, index) for token in near):
        return None
    named = (token.index for token in reversed(tokens[:index]) if token.text.lower() == name)
    is_person = (each for each in named if tokens[each].entity == "PERSON")
    return next((each for each in is_person if name_of(reading, each) == name), None)  # not "Gore" of "Gore Hall"


def _continues(reading: Reading, words: range, name: str, kind: str) -> bool:
    """Whether of persons only the one by `name` is told of as a subject, and is the subject of the main clause."""
    tokens = reading.parse.tokens
    subjects = [tokens[each] for each in words if tokens[each].dep in {*SUBJECTS, "agent"}]
    leads = False
    for token in subjects:
        is_name = token.text.lower() == name or _takes_up(reading, token.index, name, kind)
        leads = leads or (is_name and tokens[token.head].dep in {"ROOT", "conj", "ccomp"})
        if not is_name and _is_other(reading, token, kind):
            return False
    return leads


def _takes_up(reading: Reading, index: int, name: str, kind: str) -> bool:
    """Whether a pronoun of the kind means the person by `name`."""
    if _KINDS.get(reading.parse.tokens[index].text.lower()) != kind:
        return False
    other = antecedent(reading, index)
    return other is not None and name_of(reading, other) == name


def _is_other(reading: Reading, token: Token, kind: str) -> bool:
    """Whether a subject is somebody whom a pronoun of the kind can mean."""
    if token.pos in {"NOUN", "PROPN"}:
        return _may_be(reading, token, kind)
    return _KINDS.get(token.text.lower()) == kind or token.text.lower() in {"who", "someone", "another", "one"}


def _leads_in(reading: Reading, token: Token, index: int) -> bool:
    """Whether a noun only says who the pronoun right behind it is ("A former pilot, he ...")."""
    tokens = reading.parse.tokens
    det = reading.child(token.index, "det")
    is_one = det is not None and tokens[det].text.lower() in {"a", "an"}
    return is_one and tokens[index - 1].text == "," and reading.subtree(token.index)[-1] == index - 2


def _defendant(reading: Reading, index: int) -> int | None:
    """Who was tried, where the text identifies one defendant and the pronoun is the subject of a sentence or plea."""
    tokens = reading.parse.tokens
    verb = tokens[tokens[index].head]
    is_tried = tokens[index].dep == "nsubjpass" and reading.lexicon.role("trying", lemma_of(verb))
    pleads = tokens[index].dep == "nsubj" and lemma_of(verb) == "plead"
    found = reading.identified.get("defendant")
    return found if is_tried or pleads else None


def is_personal(token: Token) -> bool:
    """Whether a word stands for a person or thing told of elsewhere ("he", "its", "them")."""
    return token.text.lower() in _KINDS


def is_alike(token: Token, other: Token) -> bool:
    """Whether two words are pronouns of one kind ("he", "his")."""
    kind = _KINDS.get(token.text.lower())
    return kind is not None and kind == _KINDS.get(other.text.lower())


def meaning(reading: Reading, index: int, words: Set[int]) -> str:
    """What stands for the pronoun at `index` in a title of the tokens `words`; nothing if the pronoun stands."""
    token = reading.parse.tokens[index]
    other = antecedent(reading, index) if token.pos == "PRON" else None
    if other is None:
        return ""
    before = [each for each in (antecedent(reading, each) for each in words if each < index) if each is not None]
    if name_of(reading, other) in {name_of(reading, each) for each in (*words, *before)}:
        return ""
    name = _named(reading, other, leads=index == min(words))
    if not name or len(name.split()) > _LONGEST:
        return ""
    return name + ("" if token.dep != "poss" else "'" if name.endswith("s") else "'s")


def name_of(reading: Reading, index: int) -> str:
    """What makes two mentions one: the last word of a person's name, the lemma of a noun."""
    span = reading.person_at(index)
    if span is not None:
        return unowned(span.of(reading.document.text)).split()[-1].lower()
    return lemma_of(reading.parse.tokens[index])


def _paragraph(reading: Reading, index: int) -> int | None:
    """The first token of the paragraph that holds a token; None if that is too far to be read."""
    text, start = reading.document.text, reading.parse.tokens[index].span.start
    mark = "\n\n" if "\n\n" in text[:_LOOKED_AT] else "\n"
    found = text.rfind(mark, max(0, start - _FARTHEST), start)
    if found < 0:
        return 0 if start < _FARTHEST else None
    return reading.token_at(found + len(mark))


def _fitting(reading: Reading, first: int, index: int, kind: str) -> Iterator[int]:
    """The persons told of before a pronoun; and pronouns like it before any of them: they mean somebody else."""
    known = False
    for token in reading.parse.tokens[first:index]:
        if _KINDS.get(token.text.lower()) == kind and (not known or _is_another(reading, token)):
            yield token.index
        elif token.pos in {"NOUN", "PROPN"} and _may_be(reading, token, kind):
            known = True
            yield token.index


def _is_another(reading: Reading, token: Token) -> bool:
    """Whether "him" is somebody else than the subject that does something to him ("Smith asked him to go")."""
    tokens = reading.parse.tokens
    acts = [reading.child(verb, *SUBJECTS) for verb in (token.head, tokens[token.head].head)]
    return token.dep not in {*SUBJECTS, "poss"} or (
        token.text.lower() == "him" and any(each != token.index for each in acts)
    )


def _subject_before(reading: Reading, index: int, first: int, kind: str) -> int | None:
    """The subject of the sentence before, for "it" or "they" as the subject of a main clause that tells of it."""
    tokens = reading.parse.tokens
    verb, sentence = tokens[index].head, tokens[index].sentence - 1
    is_empty = reading.child(verb, *_EMPTY) is not None or lemma_of(tokens[verb]) in {"be", "take", "seem"}
    if tokens[index].dep not in SUBJECTS or tokens[verb].dep != "ROOT" or (kind == "it" and is_empty):
        return None
    start, end = reading.parse.bounds[max(0, sentence)]
    if any(token.dep in SUBJECTS and token.pos in {"NOUN", "PROPN"} for token in tokens[end:index]):
        return None
    if sentence < 0 or start < first or _is_quoted(reading, first, index) != _is_quoted(reading, first, start):
        return None
    found = [token for token in tokens[start:end] if token.dep in SUBJECTS]
    rivals = {token.tag in {"NNS", "NNPS"} for token in found} if len(found) > 1 else set()
    if (
        not found
        or rivals
        or tokens[found[0].head].dep != "ROOT"
        or found[0].pos not in {"NOUN", "PROPN"}
        or is_calendar(reading, found[0].index)
    ):
        return None
    several = found[0].tag == "NNS" or reading.child(found[0].index, "conj") is not None
    person = found[0].entity == "PERSON" or describes(reading, found[0])
    return found[0].index if several == (kind == "they") and not (person and kind == "it") else None


def _may_be(reading: Reading, token: Token, kind: str) -> bool:
    """Whether a word may name or describe a person whom "he" or "she" can mean."""
    head = reading.parse.tokens[token.head]
    if token.tag in {"NNS", "NNPS"} or is_calendar(reading, token.index):
        return False
    around = {lemma_of(token), *(lemma_of(reading.parse.tokens[each]) for each in reading.children[token.index])}
    if any(reading.lexicon.role("female" if kind == "he" else "male", word) for word in around):
        return False
    if token.pos == "NOUN":
        named = reading.child(token.index, "appos")
        is_title = named is not None and reading.parse.tokens[named].pos == "PROPN"
        says_more = token.dep in {"appos", "attr", "compound"} or (token.dep == "pobj" and lemma_of(head) == "as")
        return describes(reading, token) and not (is_title or says_more)
    if token.entity == "PERSON" or token.text.lower() in reading.full_names:
        return True
    part = token.dep in {"compound", "nmod", "amod"} or (token.dep == "pobj" and token.entity == "ORG")
    part = part or (token.entity == "GPE" and lemma_of(head) in _LOCATIVE)
    part = part or reading.child(token.index, "det") is not None
    return not (part or token.text.isupper() or token.entity in _NO_PERSON or reading.has_place(token.index))


def _only_speaks(reading: Reading, index: int, other: int) -> bool:
    """Whether a person only tells of what was done, or to whom as an official ("The judge said that he was guilty")."""
    tokens = reading.parse.tokens
    says = reading.lexicon.role("reporting", lemma_of(tokens[tokens[other].head])) and tokens[other].dep in SUBJECTS
    spoken = reading.lexicon.role("reporting", lemma_of(tokens[tokens[index].head]))
    suffers = tokens[index].dep in {"nsubjpass", "dobj", "dative"}
    titles = {lemma_of(tokens[each]) for each in (other, *reading.children[other])}
    return (says and not spoken) or (suffers and any(reading.lexicon.role("officials", each) for each in titles))


def _is_quoted(reading: Reading, first: int, index: int) -> bool:
    """Whether a word stands between quotation marks that open after the token `first`."""
    tokens = reading.parse.tokens
    before = reading.document.text[tokens[first].span.start : tokens[index].span.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _named(reading: Reading, index: int, *, leads: bool) -> str:
    """The full name of a person, or the noun phrase without what hangs on it."""
    tokens = reading.parse.tokens
    name = reading.name_at(index) or nouns.identified(reading, tokens[index])
    if name:
        return name
    inside = sorted(kept(reading, index, frozenset()))
    words = normalise_space(
        _ASIDE.sub("", reading.shown(Span(tokens[inside[0]].span.start, tokens[inside[-1]].span.end)))
    )
    first, _, rest = words.partition(" ")
    if tokens[inside[0]].pos != "DET":
        return words
    return rest if leads else f"{first.lower()} {rest}"
