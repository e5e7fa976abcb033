"""A short title in the text's own words: a trimmed clause, or a noun phrase with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.events.draft import Draft, Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Span, Token
from pipeline.text import normalise_space

LONGEST = 90  # characters
_INSIDE = frozenset(
    {"amod", "compound", "nummod", "quantmod", "nmod", "poss", "case", "det", "pobj", "prep", "advmod", "conj", "cc",
     "punct", "npadvmod", "hmod"}
)  # fmt: skip
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dobj", "attr", "oprd", "dative", "agent",
                        "acomp", "prep", "xcomp"})  # fmt: skip
_KEPT_PREPOSITIONS = frozenset(
    {
        "of",
        "on",
        "in",
        "at",
        "to",
        "against",
        "with",
        "for",
        "into",
        "from",
        "over",
        "near",
        "off",
        "between",
        "by",
        "as",
        "outside",
        "inside",
        "across",
        "around",
        "under",
        "through",
    }
)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_TAIL = re.compile(r"\s+(?:and|or|of|in|to|for|with|at|on|by|from|as|the|a|an|,)$", re.IGNORECASE)
_ENTRY = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|any|some)\s+", re.IGNORECASE)
_EDGES = " ,;:-–—\"'“”()[]"


def compose(reading: Reading, draft: Draft) -> str:
    """The title of a happening; never empty."""
    trigger = draft.trigger
    if not reading.parse.syntactic:
        return _clip(_shown(reading, _around(reading, trigger)))
    title = _named_meeting(reading, draft)
    if not title and trigger.is_noun and trigger.helper is None:
        title = _noun_title(reading, trigger)
    if not title:
        title = _clause(reading, trigger)
    if len(title.split()) < 2:
        title = _shown(reading, _around(reading, trigger))
    return _clip(title) or trigger.span.of(reading.document.text)


def _named_meeting(reading: Reading, draft: Draft) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in draft.actors if " " in actor][:2]
    if draft.trigger.group != "meeting" or not draft.trigger.is_noun or len(people) < 2:
        return ""
    where = draft.placing.mention
    site = f" at {normalise_space(where.toponym.text)}" if where is not None and draft.placing.rank == 0 else ""
    return f"{draft.trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]}{site}"


def _noun_title(reading: Reading, trigger: Trigger) -> str:
    kept = _phrase(reading, trigger.index, depth=0)
    tokens = reading.parse.tokens
    for below in reading.children[trigger.index]:
        if tokens[below].dep in {"relcl", "acl"} and reading.lexicon.role("consequence", lemma_of(tokens[below])):
            kept |= {below, *_arguments(reading, below)}
    title = _headed(_join(reading, kept))
    if len(title.split()) > 1:
        return title
    verb = next((above for above in reading.ancestors(trigger.index) if tokens[above].pos == "VERB"), None)
    if verb is None or tokens[trigger.index].dep not in {"nsubj", "nsubjpass", "dobj"}:
        return title
    return _headed(_join(reading, kept | {verb} | _arguments(reading, verb)))


def _clause(reading: Reading, trigger: Trigger) -> str:
    verb = trigger.helper if trigger.helper is not None else trigger.index
    kept = {verb, *_arguments(reading, verb)}
    tokens = reading.parse.tokens
    while tokens[verb].dep == "xcomp" and tokens[tokens[verb].head].pos == "VERB":
        verb = tokens[verb].head
        kept |= {verb, *_arguments(reading, verb)}
    if not any(tokens[index].dep in {"nsubj", "nsubjpass"} and tokens[index].head == verb for index in kept):
        kept |= _borrowed_subject(reading, verb)
    if trigger.is_noun:
        kept |= _phrase(reading, trigger.index, depth=0)
        for below in reading.children[trigger.index]:
            if tokens[below].dep == "acl" and below != verb:
                kept |= {below, *_arguments(reading, below)}
    return _headed(_join(reading, kept))


def _headed(title: str) -> str:
    """Without an article or possessive in front, with a capital."""
    bare = _ENTRY.sub("", title)
    while _TAIL.search(bare):
        bare = _TAIL.sub("", bare)
    return bare[:1].upper() + bare[1:]


def _arguments(reading: Reading, verb: int) -> set[int]:
    """The tokens of a verb's subject, auxiliaries, objects and two prepositional phrases, trimmed and undated."""
    tokens = reading.parse.tokens
    kept: set[int] = set()
    phrases = 0
    for below in reading.children[verb]:
        child = tokens[below]
        if child.dep not in _ARGUMENTS or _is_dated(reading, below):
            continue
        if child.dep == "prep":
            phrases += 1
            if phrases > 2 or below < verb or lemma_of(child) not in _KEPT_PREPOSITIONS:
                continue
        if child.dep in {"nsubj", "nsubjpass"} and child.tag in {"WDT", "WP"}:
            kept |= _antecedent(reading, verb)
        elif child.dep in {"prep", "agent"}:
            kept |= _phrase(reading, below, depth=0)
        elif child.dep == "xcomp":
            kept |= {below, *_arguments(reading, below)}
        else:
            kept |= _phrase(reading, below, depth=0)
    return kept


def _antecedent(reading: Reading, verb: int) -> set[int]:
    token = reading.parse.tokens[verb]
    return _phrase(reading, token.head, depth=1) if token.dep == "relcl" else set()


def _borrowed_subject(reading: Reading, verb: int) -> set[int]:
    """The subject of the clause a participle or a coordinated verb hangs on; the noun a participle describes."""
    tokens = reading.parse.tokens
    token = tokens[verb]
    if token.dep == "acl":
        return _phrase(reading, token.head, depth=1)
    if token.dep not in {"conj", "advcl", "xcomp"}:
        return set()
    subject = reading.child(token.head, "nsubj", "nsubjpass")
    return set() if subject is None else _phrase(reading, subject, depth=1)


def _phrase(reading: Reading, head: int, *, depth: int) -> set[int]:
    """A noun or prepositional phrase without its clauses, appositions and dates; `depth` counts prepositions in."""
    tokens = reading.parse.tokens
    kept = {head}
    for below in reading.children[head]:
        child = tokens[below]
        if child.dep not in _INSIDE or _is_dated(reading, below):
            continue
        if child.dep == "prep" and (depth > 1 or lemma_of(child) not in _KEPT_PREPOSITIONS):
            continue
        if child.dep == "punct" and child.text not in {"-", "'", "’", "&"}:
            continue
        kept |= _phrase(reading, below, depth=depth + (child.dep == "prep"))
    return kept


def _is_dated(reading: Reading, index: int) -> bool:
    token = reading.parse.tokens[index]
    inner = reading.child(index, "pobj") if token.dep == "prep" else None
    return reading.is_dated(index) or (inner is not None and reading.is_dated(inner))


def _join(reading: Reading, kept: Iterable[int]) -> str:
    """The kept tokens in text order, spaced as in the text where they were neighbours."""
    tokens = reading.parse.tokens
    words = []
    previous: Token | None = None
    last = max(kept)
    heading = reading.label_end(tokens[last].sentence)
    for index in sorted(kept):
        token = tokens[index]
        if token.span.start < heading <= tokens[last].span.start:
            continue
        close = previous is not None and previous.span.end == token.span.start
        words.append(("" if close or previous is None else " ") + _cased(reading, token))
        previous = token
    title = normalise_space("".join(words)).strip(_EDGES)
    return title[:1].upper() + title[1:]


def _cased(reading: Reading, token: Token) -> str:
    if not reading.is_upper or _INITIALS.fullmatch(token.text):
        return token.text
    return (
        token.text.capitalize()
        if token.pos == "PROPN" or token.entity in {"GPE", "PERSON", "NORP"}
        else token.text.lower()
    )


def _around(reading: Reading, trigger: Trigger) -> Span:
    """Up to LONGEST characters of the sentence that hold the trigger, cut between words."""
    whole = reading.parse.sentences[trigger.sentence]
    sentence = Span(min(reading.label_end(trigger.sentence), trigger.span.start), whole.end)
    if len(sentence) <= LONGEST or trigger.span.end - sentence.start <= LONGEST:
        return sentence
    text = reading.document.text
    start = text.rfind(" ", sentence.start, max(sentence.start + 1, trigger.span.start - LONGEST // 2)) + 1
    return Span(max(start, sentence.start), sentence.end)


def _shown(reading: Reading, span: Span) -> str:
    words = normalise_space(span.of(reading.document.text)).strip(_EDGES)
    words = words.capitalize() if reading.is_upper else words
    return words[:1].upper() + words[1:]


def _clip(title: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return title[:LONGEST].rsplit(" ", 1)[0].rstrip(_EDGES) + " …"
