"""The words of a title: a happening's clause with its own subject, or its noun phrase; nothing where that is doubtful.

Whole constituents are kept or left out. Left out are dates, what commas or brackets set off, and clauses of their own;
kept is what leads from the clause's verb down to the happening.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from pipeline.analysis.reading import CONDITIONS, FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.model import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_ALOOF = frozenset({"parataxis", "intj", "meta", "punct"})
_OPTIONAL = frozenset({"prep", "acl", "relcl", "advcl", "npadvmod", "advmod", "appos"})
_ASIDES = frozenset({"relcl", "advcl", "appos"})
_EDGES = frozenset({",", "(", "–", "—", "--", ";", ":", "["})
_SPEAKERS = frozenset({"i", "we", "you", "me", "us"})
_BARE = frozenset({"one", "some", "many", "most", "another", "other", "others", "each", "this", "that", "which",
                   "those"})  # fmt: skip
_NAMED = frozenset({"PERSON", "ORG"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
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
            if not words and tokens[each].dep == "conj":  # whose deed it is cannot be told from the parse
                return
        path.add(each)


def is_loose(token: Token) -> bool:
    """Whether a title cannot end in this word ("... with a"); a particle it may ("the war went on")."""
    return (token.pos in _LOOSE or token.dep == "neg") and token.dep not in {"prt", "ROOT", "advmod"}


def trim(reading: Reading, tokens: Set[int], trigger: int) -> Iterator[set[int]]:
    """`tokens`, then with ever fewer of the constituents it can spare: the last first, then those before `trigger`."""
    rest = set(tokens)
    yield rest
    spare = [each for each in tokens if _is_spare(reading, each, tokens) and trigger not in reading.subtree(each)]
    last = sorted((each for each in spare if each > trigger), key=lambda each: -min(reading.subtree(each)))
    before = sorted((each for each in spare if each < trigger), key=lambda each: not _is_aside(reading, each))
    for each in (*last, *before):
        below = reading.subtree(each)
        shorter = rest - set(below)
        edge = {token.pos for token in reading.parse.tokens[max(below) : max(below) + 2]}
        closed = _is_aside(reading, each) or bool(edge & {"CCONJ", "PUNCT"})
        if each in rest and (max(shorter) < min(below) if each > trigger else closed):
            rest = shorter
            yield rest


def _is_aside(reading: Reading, index: int) -> bool:
    """Whether a constituent is a clause or apposition, or hangs on a subject that can stand without it."""
    tokens = reading.parse.tokens
    inside = any(tokens[above].dep in _SUBJECTS for above in reading.ancestors(index))
    return tokens[index].dep in _ASIDES or inside


def kept(reading: Reading, index: int, path: Set[int]) -> set[int]:
    """`index` and what belongs to it, without dates, clauses of their own and what commas set off; `path` stays."""
    found = {index}
    for below in reading.children[index]:
        next_verb = next((each for each in reading.children[index] if each > below), None)
        joins = reading.parse.tokens[below].dep == "cc" and next_verb in path
        if below in path or joins or not _is_left_out(reading, index, below):
            found |= kept(reading, below, path)
    return found


def _clause(reading: Reading, verb: int, path: Set[int]) -> set[int]:
    """The clause of a verb with its subject and the place that opens it; empty where the parse is doubtful."""
    tokens = reading.parse.tokens
    subject, helpers = _subject(reading, verb, path)
    told_before = any(tokens[below].dep == "ccomp" and below < verb for below in reading.children[verb])
    says = told_before and reading.lexicon.role("reporting", lemma_of(tokens[verb]))  # "..., he said"
    if says or not subject or _is_misread(reading, verb, subject, helpers):
        return set()
    words = kept(reading, verb, path)
    for below in reading.children[verb]:
        is_date = below not in path and _is_date(reading, below)
        if is_date or tokens[below].dep in _SUBJECTS or (below < min(subject) and not _is_site(reading, below)):
            words -= set(reading.subtree(below))
    return words | subject | helpers


def _is_site(reading: Reading, index: int) -> bool:
    """Whether a phrase in front says where ("In Lima, buildings fell")."""
    is_phrase = reading.parse.tokens[index].dep == "prep" and not _is_date(reading, index)
    return is_phrase and any(reading.has_place(each) for each in reading.subtree(index))


def _stands(reading: Reading, verb: int) -> bool:
    """Whether a verb is finite, no condition, and not what somebody only wishes, claims or denies."""
    tokens = reading.parse.tokens
    token, words = tokens[verb], [tokens[below] for below in reading.children[verb]]
    above = lemma_of(tokens[token.head])
    if any(word.dep == "mark" and word.text.lower() in CONDITIONS for word in words) or token.dep == "pcomp":
        return False
    doubted = any(reading.lexicon.role(role, above) for role in ("irrealis", "denying", "alleging"))
    if token.dep == "xcomp" or (token.dep == "ccomp" and token.head < verb and doubted):
        return False
    if token.dep == "conj" and token.tag not in FINITE and not any(word.dep in {"aux", "auxpass"} for word in words):
        return _stands(reading, token.head)
    helpers = [word.tag for word in words if word.dep in {"aux", "auxpass"}]
    finite = token.tag in FINITE or any(tag in FINITE for tag in helpers)
    return finite or (token.dep == "ROOT" and token.tag == "VBN" and not helpers)


def _subject(reading: Reading, verb: int, path: Set[int]) -> tuple[set[int], set[int]]:
    """The words of a verb's subject, wherever the sentence shares it, and the auxiliaries that it shares with it."""
    tokens = reading.parse.tokens
    own = reading.child(verb, *_SUBJECTS)
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
    return words if max(words) == relative - 1 - sets_off else set()


def _is_reduced(reading: Reading, verb: int) -> bool:
    """Whether a participle describes a noun that it can follow in a title ("a review commissioned by the board")."""
    token = reading.parse.tokens[verb]
    noun = reading.parse.tokens[token.head]
    is_noun = noun.pos in {"NOUN", "PROPN"} and lemma_of(noun) not in _BARE
    return token.dep == "acl" and token.tag == "VBN" and is_noun and not _is_set_off(reading, verb)


def _is_argument(reading: Reading, noun: int) -> bool:
    """Whether a noun is an argument of a finite verb, or right behind it ("charged with murder")."""
    tokens = reading.parse.tokens
    above = tokens[noun].head
    if tokens[noun].dep in {*_SUBJECTS, "dobj", "attr"}:
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
    return nominal or opens or of_date or before.text == ")"


def _is_left_out(reading: Reading, index: int, below: int) -> bool:
    tokens = reading.parse.tokens
    token, is_verb = tokens[below], tokens[index].pos in {"VERB", "AUX"}
    is_date = tokens[index].dep not in {"acl", "relcl", "advcl"} and _is_date(reading, below)
    if token.dep in _ALOOF or ((is_verb or below > index) and is_date):
        return True
    if token.dep in {"conj", "cc"} and is_verb and _shares_object(reading, index):
        return False
    if token.dep in {"conj", "cc"}:
        clausal = token.pos == "VERB" and reading.child(below, *_SUBJECTS) is not None
        return is_verb or clausal
    if token.dep == "advmod" and reading.lexicon.role("connecting", lemma_of(token)):
        return True
    if token.dep == "ccomp":
        return below < index
    if token.dep == "appos":
        comma = tokens[min(reading.subtree(below)) - 1].text == ","
        names = comma and tokens[index].pos == "NOUN" and token.entity in _NAMED  # "a deputy, John Smith"
        around = (*reading.children[index], *reading.children[below])  # "Peru, Chile and Brazil" are listed
        listed = any(tokens[each].dep in {"conj", "cc"} and each > below for each in around)
        return _is_set_off(reading, below) and not names and not listed
    return token.dep in {"relcl", "acl", "advcl", "prep", "advmod", "npadvmod", "dep"} and _is_set_off(reading, below)


def _shares_object(reading: Reading, verb: int) -> bool:
    """Whether the verb coordinated right behind a verb has the object of both ("shot and wounded three people")."""
    tokens = reading.parse.tokens[verb + 2 : verb + 3]
    is_next = any(token.dep == "conj" and token.head == verb for token in tokens)
    return is_next and reading.child(verb, "dobj") is None and reading.child(verb + 2, "dobj") is not None


def _is_set_off(reading: Reading, index: int) -> bool:
    """Whether a comma, dash or bracket parts a constituent from the words before it that it belongs to."""
    tokens = reading.parse.tokens
    first = min(reading.subtree(index))
    return first > tokens[index].head and tokens[first - 1].text in _EDGES


def _is_date(reading: Reading, index: int) -> bool:
    """Whether a constituent only says when ("on 3 May", "late on Monday"); a date within a name is none."""
    tokens = reading.parse.tokens
    dep = tokens[index].dep
    if dep in {"npadvmod", "advmod", "appos", "prep", "dep"} and is_calendar(reading, index):
        return True
    if dep == "advmod" and any(is_calendar(reading, below) for below in reading.children[index]):
        return True
    inner = reading.child(index, "pobj", "prep") if dep in {"prep", "advmod"} else None
    names = lemma_of(tokens[index]) == "of" and tokens[tokens[index].head].pos == "PROPN"  # "the War of 1812"
    if inner is None or names or reading.child(index, "conj") is not None:
        return False
    return is_calendar(reading, inner) or (tokens[inner].dep == "prep" and _is_date(reading, inner))


def is_calendar(reading: Reading, index: int) -> bool:
    """Whether a word lies in a calendar date; a length of time ("23 years in prison") is none."""
    token = reading.parse.tokens[index]
    spans = [timex.span for timex in reading.dates_by_sentence.get(token.sentence, ())]
    return any(span is not None and span.start <= token.span.start < span.end for span in spans)


def _is_spare(reading: Reading, index: int, tokens: Set[int]) -> bool:
    """Whether a clause can do without a constituent; not without "of" or what its verb needs right behind it."""
    token = reading.parse.tokens[index]
    if token.dep not in _OPTIONAL or token.head not in tokens or index < token.head or lemma_of(token) == "of":
        return False
    head = reading.parse.tokens[token.head]
    is_name = token.dep == "appos" and token.entity in _NAMED
    is_joined = reading.parse.tokens[min(reading.subtree(index)) - 1].text == "-"  # "son-in-law"
    if is_name or is_joined or (token.entity and token.entity == head.entity):  # "Commission on Safety"
        return False
    if head.pos not in {"VERB", "AUX"}:
        return True
    needs = reading.child(token.head, "dobj", "attr", "acomp", "oprd", "xcomp") is None
    return not (needs and min(reading.subtree(index)) == token.head + 1)
