"""Which words of a phrase belong in a title: no dates, no clauses of their own, nothing that commas set off."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipeline.analysis.reading import FINITE, Reading, lemma_of
from pipeline.model import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
NAMED = frozenset({"PERSON", "ORG"})
_ALOOF = frozenset({"parataxis", "intj", "meta", "punct"})
_EDGES = frozenset({",", "(", "–", "—", "--", ";", ":", "["})
_DASHES = frozenset({"–", "—", "--"})
_SET_OFF = frozenset({"relcl", "acl", "advcl", "prep", "advmod", "npadvmod", "dep"})
_TEMPORAL = frozenset({"npadvmod", "advmod", "appos", "prep", "dep"})
_ADVERB = 2  # words of an adverb that costs little
_OPTIONAL = frozenset({"prep", "acl", "relcl", "advcl", "npadvmod", "advmod", "appos"})
_ENDINGS = ("er", "or", "ist", "ian", "man", "ant")
_FUNCTION = frozenset({"ADP", "DET", "ADV", "PUNCT", "PART", "CCONJ", "SCONJ", "NUM", "SYM", "PRON", "AUX"})
_SINGULAR = frozenset({"first", "last", "only", "next", "single"})


def kept(reading: Reading, index: int, path: Set[int]) -> set[int]:
    """`index` and what belongs to it, without dates, clauses of their own and what commas set off; `path` stays."""
    found = {index}
    for below in reading.children[index]:
        if below in path or _joins(reading, index, below, path) or not _is_left_out(reading, index, below):
            words = kept(reading, below, path)
            found |= words if len(words) > 1 or not _is_governor(reading, below) else set()
    return found


def _joins(reading: Reading, index: int, below: int, path: Set[int]) -> bool:
    """Whether a conjunction ties on a verb of the `path`."""
    if not path or reading.parse.tokens[below].dep != "cc":
        return False
    return next((each for each in reading.children[index] if each > below), None) in path


def _is_governor(reading: Reading, index: int) -> bool:
    """Whether a word is a preposition with an object, which is nothing without it."""
    token = reading.parse.tokens[index]
    return token.dep in {"prep", "agent"} and reading.child(index, "pobj", "pcomp", "prep") is not None


def _is_left_out(reading: Reading, index: int, below: int) -> bool:
    token, is_verb = reading.parse.tokens[below], reading.parse.tokens[index].pos in {"VERB", "AUX"}
    is_clause = reading.parse.tokens[index].dep in {"acl", "relcl", "advcl"}
    if token.dep in _ALOOF or ((is_verb or below > index) and not is_clause and is_date(reading, below)):
        return True
    if token.dep == "dobj" and is_set_off(reading, below):  # no object stands behind a comma
        return True
    if token.dep in {"conj", "cc"}:
        return _is_other_clause(reading, index, below)
    if token.dep == "advmod" and reading.lexicon.role("connecting", lemma_of(token)):
        return True
    if token.dep == "ccomp":
        return below < index
    if token.dep == "appos":
        return is_set_off(reading, below) and not _is_told_by_name(reading, index, below)
    if token.dep == "acl" and token.tag == "VB":  # "declared it, at last, to be over"
        return False
    return token.dep in _SET_OFF and is_set_off(reading, below) and not is_attribution(reading, below)


def _is_other_clause(reading: Reading, index: int, below: int) -> bool:
    """Whether a coordinated word tells something else; not where "first" or "only" holds of both."""
    token, is_verb = reading.parse.tokens[below], reading.parse.tokens[index].pos in {"VERB", "AUX"}
    if is_verb and (_shares_object(reading, index) or _is_of_one(reading, index)):
        return False
    clausal = token.pos == "VERB" and reading.child(below, *SUBJECTS) is not None
    return is_verb or clausal


def _is_of_one(reading: Reading, verb: int) -> bool:
    """Whether a verb says of what somebody is the first, last or only one ("the first to win and to lose")."""
    token = reading.parse.tokens[verb]
    return token.dep in {"acl", "relcl"} and is_singled_out(reading, token.head)


def is_singled_out(reading: Reading, noun: int) -> bool:
    """Whether a noun is the first, the only, the largest of its kind: what limits it must not be left out."""
    around = [reading.parse.tokens[below] for below in (noun, *reading.children[noun])]
    return any(
        token.entity == "ORDINAL" or token.tag in {"JJS", "RBS"} or token.text.lower() in _SINGULAR for token in around
    )


def _is_told_by_name(reading: Reading, index: int, below: int) -> bool:
    """Whether an apposition names what stands before it ("a deputy, John Smith"), or is one of a list."""
    tokens = reading.parse.tokens
    comma = tokens[min(reading.subtree(below)) - 1].text == ","
    names = comma and tokens[index].pos == "NOUN" and tokens[below].entity in NAMED
    around = (*reading.children[index], *reading.children[below])  # "Peru, Chile and Brazil" are listed
    return names or any(tokens[each].dep in {"conj", "cc"} and each > below for each in around)


def is_attribution(reading: Reading, index: int) -> bool:
    """Whether "according to police" tells who says what is told of a person."""
    tokens = reading.parse.tokens
    if tokens[index].text.lower() != "according":
        return False
    subject = reading.child(tokens[index].head, *SUBJECTS)
    return subject is not None and is_person(reading, tokens[subject])


def is_person(reading: Reading, token: Token) -> bool:
    """Whether a word names, describes or stands for a person."""
    is_named = token.entity == "PERSON" or token.text.lower() in {"he", "she", "they"}
    return is_named or (token.pos == "NOUN" and describes(reading, token))


def describes(reading: Reading, token: Token) -> bool:
    """Whether a noun describes a person ("the mayor", "a driver")."""
    lemma, role = lemma_of(token), reading.lexicon.role
    if role("things", lemma) or role("houses", lemma):
        return False
    return lemma.endswith(_ENDINGS) or any(role(each, lemma) for each in ("offices", "persons", "male", "female"))


def _shares_object(reading: Reading, verb: int) -> bool:
    """Whether the verb coordinated right behind a verb shares all that follows ("shot and wounded three people")."""
    tokens = reading.parse.tokens[verb + 2 : verb + 3]
    is_next = any(token.dep == "conj" and token.head == verb for token in tokens)
    is_alike = is_next and tokens[0].tag == reading.parse.tokens[verb].tag and tokens[0].tag in {"VBN", "VBD"}
    return is_next and reading.child(verb, "dobj") is None and (is_alike or reading.child(verb + 2, "dobj") is not None)


def is_set_off(reading: Reading, index: int) -> bool:
    """Whether a comma, dash or bracket parts a constituent from the words before it that it belongs to."""
    tokens = reading.parse.tokens
    first, head = reading.subtree(index)[0], tokens[index].head
    if first < head or tokens[first - 1].text not in _EDGES or _is_in_name(tokens[first - 2 : first + 1]):
        return False
    marks = [token.text for token in tokens[head:first] if token.text in _EDGES]
    closes = tokens[index].dep == "prep" and tokens[head].pos == "VERB" and marks.count(",") == 2
    return not (closes or (len(marks) == 2 and marks[0] == marks[1] in _DASHES))  # "took him, hurt, to Lima"


def _is_in_name(tokens: Sequence[Token]) -> bool:
    """Whether a dash stands within a name ("Buscaglia – Faggioni")."""
    if len(tokens) < 3 or tokens[1].text not in _DASHES:
        return False
    return tokens[0].pos == tokens[2].pos == "PROPN" and tokens[0].entity == tokens[2].entity


def is_date(reading: Reading, index: int) -> bool:
    """Whether a constituent only says when ("on 3 May", "for most of the 1960s"); a date within a name is none."""
    tokens = reading.parse.tokens
    token = tokens[index]
    if tokens[token.head].pos == "ADJ" and token.dep == "npadvmod":  # "effective Monday"
        return False
    if token.dep not in _TEMPORAL or _limits(reading, index) or _is_all(reading, index) or _says_more(reading, index):
        return False
    if token.dep != "prep" and is_calendar(reading, index):
        return _is_only_calendar(reading, index, index)
    if token.dep == "advmod":
        return any(is_calendar(reading, below) for below in reading.children[index])
    inner = reading.child(index, "pobj", "prep") if token.dep == "prep" else None
    if inner is None or reading.child(index, "conj") is not None:
        return False
    if tokens[inner].dep == "prep":
        return is_date(reading, inner)
    return (is_calendar(reading, inner) and _is_only_calendar(reading, index, inner)) or _is_part(reading, inner)


def _says_more(reading: Reading, index: int) -> bool:
    """Whether something else hangs on a date, behind it ("on 3 May of murder", "a two-year sentence")."""
    tokens = reading.parse.tokens
    words = reading.subtree(index)
    behind = [tokens[each] for each in words if any(is_calendar(reading, before) for before in words if before < each)]
    if any(
        token.dep == "pobj"
        and not is_calendar(reading, token.index)
        and not reading.lexicon.role("parts", lemma_of(token))
        for token in behind
    ):
        return True
    return tokens[index].dep != "prep" and "-" in {
        tokens[words[0] - 1].text,
        tokens[min(words[-1] + 1, len(tokens) - 1)].text,
    }


def _is_all(reading: Reading, index: int) -> bool:
    """Whether a date is all that a clause tells besides that something was held or took place."""
    tokens = reading.parse.tokens
    verb = tokens[index].head
    describes_noun = tokens[verb].dep in {"acl", "relcl"}  # "an advisory released on Friday"
    if tokens[verb].pos != "VERB" or not (describes_noun or reading.lexicon.role("support", lemma_of(tokens[verb]))):
        return False
    others = {"punct", "cc", "conj", "advcl"}
    behind = [
        each for each in reading.children[verb] if each > verb and each != index and tokens[each].dep not in others
    ]
    return index > verb and all(tokens[each].text == "place" or is_calendar(reading, each) for each in behind)


def _limits(reading: Reading, index: int) -> bool:
    """Whether a date says which one is meant ("the War of 1812", "his 200th strikeout of 2013", "first since 1953")."""
    tokens = reading.parse.tokens
    head = tokens[index].head
    if tokens[head].pos not in {"NOUN", "PROPN"} or tokens[index].dep != "prep":
        return lemma_of(tokens[index]) == "since" and any(
            is_singled_out(reading, each) for each in reading.children[head] if tokens[each].pos in {"NOUN", "PROPN"}
        )
    return lemma_of(tokens[index]) == "of" or is_singled_out(reading, head)


def _is_only_calendar(reading: Reading, index: int, date: int) -> bool:
    """Whether nothing but the date stands before its last word ("public Friday" says more)."""
    before = (reading.parse.tokens[each] for each in reading.subtree(index) if each < date)
    return all(token.pos in _FUNCTION or reading.is_dated(token.index) or token.tag == "JJ" for token in before)


def _is_part(reading: Reading, noun: int) -> bool:
    """Whether a noun only tells a part of a date ("the end of 1990", "most of the 1960s")."""
    tokens = reading.parse.tokens
    of = reading.child(noun, "prep")
    date = reading.child(of, "pobj") if of is not None and lemma_of(tokens[of]) == "of" else None
    return date is not None and is_calendar(reading, date) and reading.lexicon.role("parts", lemma_of(tokens[noun]))


def is_calendar(reading: Reading, index: int) -> bool:
    """Whether a word lies in a calendar date; a length of time ("23 years in prison") is none."""
    token = reading.parse.tokens[index]
    spans = [timex.span for timex in reading.dates_by_sentence.get(token.sentence, ())]
    return any(span is not None and span.start <= token.span.start < span.end for span in spans)


def spare(reading: Reading, tokens: Set[int], trigger: int, *, adverbs: bool = False) -> list[int]:
    """The heads of the constituents that `tokens` can do without, the last first, those before `trigger` at the end.

    Short adverbs, which change what is said for few characters, are among them only if asked for.
    """
    found = [each for each in tokens if _is_spare(reading, each, tokens, trigger)]
    words = {each: reading.subtree(each) for each in found}
    outside = [each for each in found if trigger not in words[each]]
    long = [each for each in outside if adverbs or _is_long(reading, each, words[each])]
    return sorted(long, key=lambda each: (each < trigger, -words[each][0]))


def _is_long(reading: Reading, index: int, words: Sequence[int]) -> bool:
    """Whether a constituent is no mere adverb, nor one that its verb needs right behind it."""
    token = reading.parse.tokens[index]
    if token.dep != "advmod":
        return True
    return len(words) > _ADVERB and words[0] != token.head + 1


def _compares(reading: Reading, index: int, words: Set[int]) -> bool:
    """Whether a constituent is what something is measured by ("as much as ...", "more than", "the first since")."""
    first = reading.parse.tokens[reading.subtree(index)[0]]
    before = [reading.parse.tokens[each] for each in words if each < first.index]
    if first.text.lower() == "since":
        return any(token.pos == "NOUN" and is_singled_out(reading, token.index) for token in before)
    as_much = first.text.lower() == "as" and any(
        token.text.lower() == "as" and token.dep == "advmod" for token in before
    )
    return as_much or first.text.lower() == "than"


def _is_content(reading: Reading, index: int) -> bool:
    """Whether a clause is what somebody says or wants, wherever the parse hangs it ("said in court that ...")."""
    head = reading.parse.tokens[reading.parse.tokens[index].head]
    of_object = head.dep == "dobj" and reading.lexicon.role("reporting", lemma_of(reading.parse.tokens[head.head]))
    if of_object and any(reading.parse.tokens[each].tag in FINITE for each in reading.subtree(index)):
        return True
    below = (reading.parse.tokens[each] for each in reading.children[index])
    return any(token.dep == "mark" and token.text.lower() in {"that", "whether"} for token in below)


def _is_spare(reading: Reading, index: int, tokens: Set[int], trigger: int) -> bool:
    """Whether a clause can do without a constituent; not without "of" or what its verb needs right behind it."""
    token = reading.parse.tokens[index]
    if token.dep not in _OPTIONAL or token.head not in tokens or index < token.head or lemma_of(token) == "of":
        return False
    head = reading.parse.tokens[token.head]
    is_name = token.dep == "appos" and token.entity in NAMED and head.pos == "NOUN"
    is_joined = reading.parse.tokens[min(reading.subtree(index)) - 1].text == "-"  # "son-in-law"
    is_phrase = head.pos in {"ADV", "SCONJ", "ADJ"}  # "prior to this"
    is_one = token.dep != "appos" and token.entity != "" and token.entity == head.entity  # "Commission on Safety"
    if is_name or is_joined or is_phrase or is_one:
        return False
    if is_attribution(reading, index) or _is_content(reading, index) or is_singled_out(reading, token.head):
        return False
    if _compares(reading, index, tokens) or _narrows(reading, token, head):
        return False
    if head.pos not in {"VERB", "AUX"}:
        return not (token.dep == "prep" and (_is_fixed(reading, head) or token.head == trigger))
    needs = reading.child(token.head, "dobj", "attr", "acomp", "oprd", "xcomp", "ccomp") is None
    noun = reading.child(token.head, "dobj")
    if noun is not None and _is_bare_object(reading, noun, index):
        return False
    particle = reading.child(token.head, "prt") == token.head + 1  # "sworn in as governor"
    is_needed = needs and token.dep in {"prep", "npadvmod", "advcl"}
    return not (is_needed and reading.subtree(index)[0] == token.head + 1 + particle)


def _narrows(reading: Reading, token: Token, head: Token) -> bool:
    """Whether words say of whom or of what a clause is true ("people born in Lima", "from noon to midnight")."""
    is_bare = head.dep in SUBJECTS and not any(each < head.index for each in reading.children[head.index])
    of_bare = is_bare and head.pos == "NOUN" and token.dep in {"acl", "relcl"} and not is_set_off(reading, token.index)
    as_what = token.text.lower() == "as" and reading.child(head.index, "dobj") == token.index - 1  # "describe him as"
    return of_bare or as_what or head.pos == "ADP"


def _is_bare_object(reading: Reading, noun: int, index: int) -> bool:
    """Whether a phrase follows an object of one bare noun ("take part in", "leave room for")."""
    is_bare = reading.parse.tokens[noun].tag == "NN" and not reading.children[noun]
    return is_bare and reading.parse.tokens[index].dep == "prep" and reading.subtree(index)[0] == noun + 1


def _is_fixed(reading: Reading, noun: Token) -> bool:
    """Whether a noun stands bare between two prepositions ("in connection with")."""
    before = reading.parse.tokens[noun.index - 1]
    return noun.dep == "pobj" and noun.head == before.index and noun.pos == "NOUN"
