"""Who says that something happened: the whole noun phrase that names them."""

from __future__ import annotations

from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.model import Span
from pipeline.text import normalise_space

_ASIDES = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "punct", "cc", "preconj"})
_LONGEST = 25  # words; what is longer is no name but a mistake of the parse
_MARKS = " ,;:–—-("


def of_trigger(reading: Reading, trigger: Trigger) -> str:
    """Who tells of a happening: the subject of the verb of saying above, or whom "according to" names; "" for none."""
    for index in (trigger.index, *reading.ancestors(trigger.index)):
        source = _according_to(reading, index)
        if source is not None:
            return phrase(reading, source)
        if index != trigger.index and reading.lexicon.role("reporting", lemma_of(reading.parse.tokens[index])):
            return of_verb(reading, index)
    return ""


def of_verb(reading: Reading, verb: int) -> str:
    """The subject of a verb in the text's words, of a passive its agent; of "who" those whom it means; "" for none."""
    agent = reading.child(verb, "agent")
    subject = reading.child(verb, "nsubj") if agent is None else reading.child(agent, "pobj")
    if subject is None:
        return ""
    token = reading.parse.tokens[verb]
    is_relative = token.dep == "relcl" and reading.parse.tokens[subject].tag in {"WP", "WDT"}
    return phrase(reading, token.head if is_relative else subject)


def phrase(reading: Reading, head: int) -> str:
    """The noun phrase at `head`, without the clauses and asides behind it: one line."""
    kept = _kept(reading, head)
    tokens = reading.parse.tokens
    if len(kept) > _LONGEST:
        kept = [index for index in kept if index <= head and head - index < _LONGEST]
    words = Span(tokens[kept[0]].span.start, tokens[kept[-1]].span.end).of(reading.document.text)
    return normalise_space(words).strip(_MARKS)


def _kept(reading: Reading, head: int) -> list[int]:
    """The tokens of a noun phrase: all that hangs on its head, but for asides behind it and what hangs on them."""
    tokens, found, waiting = reading.parse.tokens, [], [head]
    while waiting:
        index = waiting.pop()
        found.append(index)
        waiting += [
            below
            for below in reading.children[index]
            if below < head or tokens[below].dep not in _ASIDES or _is_listed(reading, below)
        ]
    return sorted(found)


def _is_listed(reading: Reading, index: int) -> bool:
    """Whether an apposition is one of a list ("Ann Smith, Bo Lee and Cy Orr")."""
    return reading.parse.tokens[index].dep == "appos" and reading.child(index, "cc") is not None


def _according_to(reading: Reading, verb: int) -> int | None:
    """The noun behind "according to" below a verb."""
    tokens = reading.parse.tokens
    for below in reading.children[verb]:
        if lemma_of(tokens[below]) in {"according", "accord"}:
            to = next((index for index in reading.children[below] if tokens[index].dep == "prep"), below)
            return reading.child(to, "pobj")
    return None
