"""The words of a title: a happening's clause with its own subject, or its noun phrase; nothing where that is doubtful.

Whole constituents are kept or left out. Left out are dates, what commas or brackets set off, and clauses of their own;
kept is what leads from the clause's verb down to the happening.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from pipeline.analysis.reading import CONDITIONS, FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.model import Token
from pipeline.titles.phrases import (
    SUBJECTS,
    is_attribution,
    is_calendar,
    is_date,
    is_person,
    is_set_off,
    kept,
)

_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_SPEAKERS = frozenset({"i", "we", "you", "me", "us"})
_BARE = frozenset({"one", "some", "many", "most", "another", "other", "others", "each", "this", "that", "which",
                   "those"})  # fmt: skip
_OBJECTS = frozenset({"dobj", "attr", "pobj", "dative", "oprd"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_DEPENDENT = frozenset({"advcl", "ccomp", "relcl", "acl", "conj", "dobj", "pobj", "nmod", "compound", "npadvmod",
                        "amod", "appos"})  # fmt: skip
_CLOSING = frozenset({",", '"', "”", "''"})
_AROUND = 6  # words behind a clause that may belong to it
_LOOSE = frozenset({"ADP", "CCONJ", "SCONJ", "DET", "AUX"})


def told(reading: Reading, trigger: Trigger) -> Iterator[set[int]]:
    """Ways to tell the happening of `trigger`, the nearest words first: its phrase, its clause, the clause above."""
    tokens = reading.parse.tokens
    index = trigger.index if trigger.helper is None else trigger.helper
    is_phrase = trigger.is_noun and trigger.helper is None and not _is_argument(reading, index)
    if is_phrase and _is_complete(reading, index):
        yield kept(reading, index, frozenset())
    if _is_reduced(reading, index):
        yield kept(reading, tokens[index].head, frozenset({index}))
    path: set[int] = set()
    for each in (index, *reading.ancestors(index)):
        if tokens[each].pos in {"VERB", "AUX"} and _stands(reading, each):
            words = _clause(reading, each, path)
            if words and min(words) <= index:
                yield words
                yield from _without_speaker(reading, each, path)
            if not words and tokens[each].dep == "conj":  # whose deed it is cannot be told from the parse
                return
        path.add(each)
    content = announced(reading, trigger.index)
    words = _clause(reading, content, frozenset()) if content is not None else set()
    if words:
        yield words


def announced(reading: Reading, verb: int) -> int | None:
    """The verb of what is made known, not only claimed ("announced that the debate has been cancelled")."""
    lemma = lemma_of(reading.parse.tokens[verb])
    content = reading.child(verb, "ccomp")
    if content is None or not reading.lexicon.role("reporting", lemma) or reading.lexicon.role("claiming", lemma):
        return None
    return content if _stands(reading, content) else None


def _without_speaker(reading: Reading, verb: int, path: Set[int]) -> Iterator[set[int]]:
    """What was said, of a clause that ends in who said it."""
    spoken = reading.child(verb, "ccomp")
    if spoken is not None and spoken < verb and not _is_accused(reading, spoken):
        words = _clause(reading, spoken, path)
        if words:
            yield words


def is_claim(reading: Reading, words: Set[int]) -> bool:
    """Whether the main verb of a title is what somebody says, and who says so is left out."""
    tokens = reading.parse.tokens
    for each in words:
        above = tokens[each].head
        if tokens[each].dep == "ccomp" and above not in words:
            speaker = reading.child(above, *SUBJECTS)
            is_named = speaker is not None and tokens[speaker].pos in {"NOUN", "PROPN"}
            return is_named and reading.lexicon.role("claiming", lemma_of(tokens[above]))
    return False


def is_loose(token: Token) -> bool:
    """Whether a title cannot end in this word ("... with a"); a particle it may ("the war went on")."""
    return (token.pos in _LOOSE or token.dep == "neg") and token.dep not in {"prt", "ROOT", "advmod"}


def _clause(reading: Reading, verb: int, path: Set[int]) -> set[int]:
    """The clause of a verb with its subject and the place that opens it; empty where the parse is doubtful."""
    tokens = reading.parse.tokens
    spoken = next((below for below in reading.children[verb] if tokens[below].dep == "ccomp" and below < verb), None)
    if spoken is not None and reading.lexicon.role("reporting", lemma_of(tokens[verb])):
        return _spoken(reading, verb, spoken, path)
    if any(tokens[below].tag in _RELATIVES and tokens[below].dep in _OBJECTS for below in reading.children[verb]):
        return set()  # "the house that she had bought"
    subject, helpers = _subject(reading, verb, path)
    if not subject or _is_misread(reading, verb, subject, helpers):
        return set()
    words = kept(reading, verb, path)
    if any(min(subject) < each < max(words) + _AROUND and is_doubtful(reading, each) for each in reading.subtree(verb)):
        return set()
    for below in reading.children[verb]:
        is_time = below not in path and is_date(reading, below)
        is_before = below < min(subject) and not (_is_site(reading, below) or is_attribution(reading, below))
        if is_time or is_before or tokens[below].dep in SUBJECTS:
            words -= set(reading.subtree(below))
    return words | subject | helpers


def is_doubtful(reading: Reading, index: int) -> bool:
    """Whether a verb is one that the parse has put in a wrong place: finite, dependent, and without a subject."""
    token = reading.parse.tokens[index]
    if token.pos not in {"VERB", "AUX"} or token.dep not in _DEPENDENT:
        return False
    helpers = [reading.parse.tokens[each].tag for each in reading.children[index] if _is_helper(reading, each)]
    has_subject = reading.child(index, *SUBJECTS) is not None
    if token.tag == "VBN" and not helpers and token.dep in {"ccomp", "acl"}:
        return has_subject if token.dep == "ccomp" else _has_object(reading, index)
    if token.dep == "conj" and (
        _is_next(reading, index) or reading.parse.tokens[token.head].pos not in {"VERB", "AUX"}
    ):
        return False
    return not has_subject and (token.tag in FINITE or any(tag in FINITE for tag in helpers))


def _has_object(reading: Reading, index: int) -> bool:
    """Whether a participle behind a noun has an object right behind it ("the public called the police")."""
    found = reading.child(index, "dobj")
    gives = reading.child(index, "dative") is not None or reading.lexicon.role(
        "giving", lemma_of(reading.parse.tokens[index])
    )
    return found is not None and not gives


def _is_helper(reading: Reading, index: int) -> bool:
    return reading.parse.tokens[index].dep in {"aux", "auxpass"}


def _spoken(reading: Reading, verb: int, spoken: int, path: Set[int]) -> set[int]:
    """What was said, and behind it who said so ("The mine was closed, a spokesman said")."""
    speaker = reading.child(verb, *SUBJECTS)
    words = _clause(reading, spoken, path)
    if speaker is None or not words:
        return set()
    says = kept(reading, speaker, path)
    is_parted = reading.parse.tokens[min(says) - 1].text in _CLOSING
    whom = reading.child(verb, "dobj", "dative")
    says |= kept(reading, whom, path) if whom is not None and whom > verb else set()
    return words | says | {verb} if max(words) < min(says) and is_parted else set()


def _is_site(reading: Reading, index: int) -> bool:
    """Whether a phrase in front says where ("In Lima, buildings fell")."""
    is_phrase = reading.parse.tokens[index].dep == "prep" and not is_date(reading, index)
    return is_phrase and any(reading.has_place(each) for each in reading.subtree(index))


def _stands(reading: Reading, verb: int) -> bool:
    """Whether a verb is finite, no condition, and not what somebody only wishes, claims or denies."""
    tokens = reading.parse.tokens
    token, words = tokens[verb], [tokens[below] for below in reading.children[verb]]
    above = lemma_of(tokens[token.head])
    if any(word.dep == "mark" and word.text.lower() in CONDITIONS for word in words) or token.dep == "pcomp":
        return False
    doubted = any(reading.lexicon.role(role, above) for role in ("irrealis", "denying", "alleging"))
    doubted = doubted and token.head < verb
    if token.dep == "xcomp" or (token.dep == "ccomp" and (doubted or _is_accused(reading, verb))):
        return False
    if token.dep == "conj" and token.tag not in FINITE and not any(word.dep in {"aux", "auxpass"} for word in words):
        return _stands(reading, token.head)
    helpers = [word.tag for word in words if word.dep in {"aux", "auxpass"}]
    finite = token.tag in FINITE or any(tag in FINITE for tag in helpers)
    return finite or (token.dep == "ROOT" and token.tag == "VBN" and not helpers)


def _is_accused(reading: Reading, verb: int) -> bool:
    """Whether what is told of a person is what the police or the like say: a title keeps that they say so."""
    tokens = reading.parse.tokens
    above = tokens[verb].head
    subject, speaker = reading.child(verb, *SUBJECTS), reading.child(above, *SUBJECTS)
    if subject is None or speaker is None or not reading.lexicon.role("reporting", lemma_of(tokens[above])):
        return False
    accuses = any(reading.lexicon.role(role, lemma_of(tokens[speaker])) for role in ("officials", "accusers"))
    return accuses and is_person(reading, tokens[subject])


def _subject(reading: Reading, verb: int, path: Set[int]) -> tuple[set[int], set[int]]:
    """The words of a verb's subject, wherever the sentence shares it, and the auxiliaries that it shares with it."""
    tokens = reading.parse.tokens
    own = reading.child(verb, *SUBJECTS)
    if own is not None and tokens[own].tag in _RELATIVES:
        return _relative(reading, verb, own), set()
    if own is not None:
        return (kept(reading, own, path) if own < verb or tokens[own].dep == "expl" else set()), set()
    return _shared(reading, verb, path)


def _shared(reading: Reading, verb: int, path: Set[int]) -> tuple[set[int], set[int]]:
    """What a coordinated verb shares with the first one: its subject, and of like verbs the auxiliaries."""
    tokens = reading.parse.tokens
    if tokens[verb].dep != "conj" or tokens[tokens[verb].head].pos not in {"VERB", "AUX"}:
        return set(), set()
    first = tokens[verb].head
    relates = reading.child(first, "nsubj", "nsubjpass")
    is_own = (
        relates is not None and tokens[relates].tag in _RELATIVES and "," not in [t.text for t in tokens[first:verb]]
    )
    if (tokens[first].dep in {"relcl", "advcl"} and not is_own) or not _is_next(reading, verb):
        return set(), set()
    subject, helpers = _subject(reading, first, path)
    helped = reading.child(verb, "aux", "auxpass") is not None
    shared = {below for below in reading.children[first] if tokens[below].dep in _AUXILIARIES and below < first}
    is_passive = reading.child(first, "auxpass") is not None and reading.child(verb, "dobj") is None
    if is_passive and not helped and tokens[verb].tag == "VBD":  # "was crowned and moved": done, or done to him?
        return set(), set()
    is_alike = tokens[verb].tag == tokens[first].tag and (is_passive or reading.child(first, "auxpass") is None)
    return subject, (shared | helpers if not helped and is_alike else set())


def _is_next(reading: Reading, verb: int) -> bool:
    """Whether a coordinated verb follows its conjunction, so that no noun between them can be its subject."""
    tokens = reading.parse.tokens
    before = (token for token in reversed(tokens[max(0, verb - 9) : verb]) if token.pos not in {"AUX", "ADV", "PART"})
    return next((token.pos in {"CCONJ", "PUNCT"} for token in before), False)


def _relative(reading: Reading, verb: int, relative: int) -> set[int]:
    """The noun that a relative clause describes, if it ends right before it and is the clause's only reading."""
    tokens = reading.parse.tokens
    noun = tokens[verb].head
    while tokens[verb].dep == "conj":
        verb, noun = noun, tokens[noun].head
    sets_off = tokens[relative - 1].text == ","
    of_all = sets_off and reading.lexicon.role("resulting", lemma_of(tokens[verb]))
    other = tokens[relative].text.lower() == "which" and (of_all or tokens[noun].entity == "PERSON")
    if other or tokens[verb].dep != "relcl" or tokens[noun].pos not in {"NOUN", "PROPN"} or reading.is_dated(noun):
        return set()
    words = {each for each in kept(reading, noun, frozenset()) if each < relative} - set(reading.subtree(verb))
    if any(
        tokens[each].dep == "prep" and lemma_of(tokens[each]) != "of" and tokens[each].head == noun for each in words
    ):
        return set()  # "the virus on the ship that came": which of the two?
    name = tokens[noun].head if tokens[noun].dep == "appos" else noun
    if max(words) != relative - 1 - sets_off:
        return set()
    return kept(reading, name, frozenset()) if tokens[name].entity == "PERSON" else words


def _is_reduced(reading: Reading, verb: int) -> bool:
    """Whether a participle describes a noun that it can follow in a title ("a review commissioned by the board")."""
    token = reading.parse.tokens[verb]
    noun = reading.parse.tokens[token.head]
    is_noun = noun.pos in {"NOUN", "PROPN"} and lemma_of(noun) not in _BARE
    return token.dep == "acl" and token.tag == "VBN" and is_noun and not is_set_off(reading, verb)


def _is_argument(reading: Reading, noun: int) -> bool:
    """Whether a noun is an argument of a finite verb, or right behind it ("charged with murder")."""
    tokens = reading.parse.tokens
    above = tokens[noun].head
    if tokens[noun].dep in {*SUBJECTS, "dobj", "attr"}:
        return _stands(reading, above)
    return tokens[noun].dep == "pobj" and tokens[above].head == above - 1 and tokens[above - 1].pos == "VERB"


def _is_complete(reading: Reading, noun: int) -> bool:
    """Whether a noun phrase says by itself what happened: with "of", "in", "between" ..., or as a name."""
    tokens = reading.parse.tokens
    words = kept(reading, noun, frozenset())
    if len(words) < 3 or any(tokens[each].pos == "PRON" for each in words):
        return False
    of = [each for each in reading.children[noun] if each in words and each > noun and tokens[each].dep == "prep"]
    is_name = tokens[noun].entity == "EVENT" and tokens[noun].pos == "PROPN"
    return is_name or any(reading.child(each, "pobj") is not None for each in of)


def _is_misread(reading: Reading, verb: int, subject: Set[int], shared: Set[int]) -> bool:
    """Whether a subject is no noun of its own, torn out of a phrase, or one of two; or two for a singular verb."""
    tokens = reading.parse.tokens
    head = tokens[next(each for each in sorted(subject) if tokens[each].head not in subject - {each})]
    below = [tokens[each] for each in reading.children[verb]]
    nouns = [each for each in subject if tokens[tokens[each].head].pos not in {"VERB", "AUX"}]
    is_relative = any(tokens[each].tag in _RELATIVES for each in nouns)  # "whose wife", "two of which"
    is_bare = head.text.lower() in _BARE or head.pos in {"NUM", "DET", "ADP"}
    is_part = any(lemma_of(tokens[each]) == "of" for each in reading.children[head.index])  # "one of the hospitals"
    between = "".join(token.text for token in tokens[min(subject) : verb])  # "(Photo: Ann Lee) The hospital said"
    is_doubled = (
        between.count("(") != between.count(")") or sum(token.dep in {"nsubj", "nsubjpass"} for token in below) > 1
    )
    if head.text.lower() in _SPEAKERS or (is_bare and not is_part) or is_doubled or is_relative:
        return True
    return _disagree(reading, verb, head, subject, shared) or _runs_on(reading, min(subject))


def _disagree(reading: Reading, verb: int, head: Token, subject: Set[int], shared: Set[int]) -> bool:
    """Whether a singular verb has two subjects, or a plural one a single name: the parse has lost a part."""
    tokens = reading.parse.tokens
    below = [tokens[each] for each in (*reading.children[verb], *shared)]
    helpers = [tokens[verb], *(token for token in below if token.dep in _AUXILIARIES)]
    words = {token.text.lower() for token in helpers}
    has_two = "and" in {tokens[each].text.lower() for each in reading.children[head.index] if each in subject}
    is_plural = "were" in words or any(token.tag == "VBP" for token in helpers)
    return (has_two and bool(words & {"was", "is", "has"})) or (is_plural and head.tag == "NNP" and not has_two)


def _runs_on(reading: Reading, first: int) -> bool:
    """Whether a subject is torn out of a longer phrase: a noun, number or bracket right before it."""
    if first == 0 or reading.parse.tokens[first - 1].sentence != reading.parse.tokens[first].sentence:
        return False
    before = reading.parse.tokens[first - 1]
    opens = before.tag == "VBN" and reading.parse.bounds[before.sentence][0] == first - 1  # "Lost 52 Project"
    nominal = before.pos in {"ADJ", "NUM", "NOUN", "PROPN"} and not reading.is_dated(first - 1)
    of_date = is_calendar(reading, first) and before.pos == "ADP"  # "On 3 May 1990 soldiers"
    return nominal or opens or of_date or before.text == ")" or _is_second_place(reading, first)


def _is_second_place(reading: Reading, first: int) -> bool:
    """Whether a subject is the country behind a place that belongs to the real one ("A man of Lima, Peru said")."""
    tokens = reading.parse.tokens
    if tokens[first].entity != "GPE" or tokens[first - 1].text != "," or first < 2:
        return False
    before = tokens[first - 2]
    top = next((above for above in (before.index, *reading.ancestors(before.index))
                if tokens[above].head in {tokens[first].head, above}), before.index)  # fmt: skip
    return (before.pos == "PROPN" or before.text == ")") and tokens[top].dep not in {"prep", "advcl"}
