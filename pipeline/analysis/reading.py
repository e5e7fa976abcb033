"""A document as the event stages read it: its parse with children, its dates and places by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from string import capwords

from pipeline import structure
from pipeline.analysis import naming
from pipeline.analysis.lexicon import Lexicon
from pipeline.analysis.naming import FullName
from pipeline.model import (
    Basis,
    Document,
    Granularity,
    Mention,
    Parse,
    Role,
    Span,
    Timex,
    TimexType,
    Token,
)
from pipeline.structure import Block, BlockKind, Structure
from pipeline.text import normalise_space
from pipeline.timex import granularity_of, interval_of

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})  # tags
CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "pcomp", "xcomp"})

_APPOSED = re.compile(r"\s*[,(]\s*(?:(?:on|in|at)\s+)?(?:the\s+)?", re.IGNORECASE)  # "six weeks later, on 1 May 1804"
_LABEL = re.compile(r"(?:[^:.!?()]|\([^()]*\)){3,70}:\s")  # at the head of a chronicle's line


@dataclass(frozen=True)
class Reading:
    """One document with everything the earlier stages found in it.

    `dates` are calendar dates in order of span, `durations` are TIMEX3 durations, `places` are the mentions that were
    resolved and name a location.
    """

    document: Document
    parse: Parse
    lexicon: Lexicon
    timexes: Sequence[Timex]
    mentions: Sequence[Mention]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", [token.span.start for token in self.parse.tokens])

    @cached_property
    def children(self) -> list[list[int]]:
        """Token index -> indices of its syntactic children, in text order."""
        below: list[list[int]] = [[] for _ in self.parse.tokens]
        for token in self.parse.tokens:
            if token.head != token.index:
                below[token.head].append(token.index)
        return below

    @cached_property
    def dates(self) -> tuple[Timex, ...]:
        """Timexes that name a stretch of the calendar, in order of span; of two in apposition only the exact one."""
        found = [timex for timex in self.timexes if timex.span is not None and is_calendar(timex)]
        found.sort(key=lambda timex: timex.span or Span(0, 0))
        restated: set[int] = set()
        for left, right in pairwise(found):
            gap = Span((left.span or Span(0, 0)).end, (right.span or Span(0, 0)).start).of(self.document.text)
            if _APPOSED.fullmatch(gap) is not None and not (left.range_end or right.range_end):
                restated |= {id(vague) for vague, exact in ((left, right), (right, left)) if is_restated(vague, exact)}
        return tuple(timex for timex in found if id(timex) not in restated)

    @cached_property
    def durations(self) -> dict[int, list[Timex]]:
        """Sentence -> the timexes in it that say how long."""
        found: dict[int, list[Timex]] = {}
        for timex in self.timexes:
            if timex.type is TimexType.DURATION and timex.span is not None:
                found.setdefault(self.parse.sentence_at(timex.span.start), []).append(timex)
        return found

    @cached_property
    def repeated(self) -> frozenset[int]:
        """The sentences with a set of times ("every year")."""
        sets = (timex.span for timex in self.timexes if timex.type is TimexType.SET and timex.span is not None)
        return frozenset(self.parse.sentence_at(span.start) for span in sets)

    @cached_property
    def dates_by_sentence(self) -> dict[int, list[Timex]]:
        """Sentence -> its calendar dates, in order."""
        found: dict[int, list[Timex]] = {}
        for timex in self.dates:
            if timex.span is not None:
                found.setdefault(self.parse.sentence_at(timex.span.start), []).append(timex)
        return found

    @cached_property
    def places_by_sentence(self) -> dict[int, list[Mention]]:
        """Sentence -> its resolved mentions, of every role, in order."""
        found: dict[int, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda mention: mention.toponym.span):
            if mention.place is not None:
                found.setdefault(self.parse.sentence_at(mention.toponym.span.start), []).append(mention)
        return found

    @cached_property
    def entities_by_sentence(self) -> dict[int, list[tuple[Span, str]]]:
        """Sentence -> its named entities with their labels, in order."""
        found: dict[int, list[tuple[Span, str]]] = {}
        for span, label in self.parse.entities:
            found.setdefault(self.parse.sentence_at(span.start), []).append((span, label))
        return found

    @cached_property
    def full_names(self) -> dict[str, str]:
        """Lower-case single name -> the full name that holds it ("kim", "Kim Jong Un"); "" if several persons' do."""
        found: dict[str, str] = {}
        for span, label in self.parse.entities:
            name = naming.unowned(self.shown(span))
            if label == "PERSON" and 1 < len(name.split()) <= 4:
                for word in name.lower().split():
                    found[word] = name if found.get(word, name) == name else ""
        return found

    @cached_property
    def full_nouns(self) -> dict[str, list[FullName]]:
        """Noun -> the full names of the things that the text calls by it ("battalion": "Zrinski Battalion")."""
        return naming.full_nouns(self.parse, self.children)

    @cached_property
    def body(self) -> str:
        """The name of the one company or other body that the text is about; else blank."""
        return naming.body(self.parse, self.document.text)

    @cached_property
    def identified(self) -> dict[str, int]:
        """Noun -> the token of the one person whom the text identifies so ("identified the defendant as Ann Lee")."""
        return naming.identified(self.parse, self.children)

    @cached_property
    def protagonist(self) -> tuple[str, str]:
        """The last name of the one person whom the text is about, and "he" or "she"; else two blanks."""
        return naming.protagonist(self.document.text, self.parse)

    def name_at(self, index: int) -> str:
        """The name of a person that holds a token; a last name in full where the text has one; else nothing."""
        span = self.person_at(index)
        return self.full_name(naming.unowned(self.shown(span))) if span is not None else ""

    def person_at(self, index: int) -> Span | None:
        """The name of a person that holds a token."""
        token = self.parse.tokens[index]
        for span, kind in self.entities_by_sentence.get(token.sentence, []):
            if kind == "PERSON" and span.start <= token.span.start < span.end:
                return span
        return None

    def full_name(self, name: str) -> str:
        """The full name of the one person whom the text calls by a last name ("Ann Lee" of "Lee"); else `name`."""
        full = self.full_names.get(name.lower(), "")
        return full if _is_full(name, full) else name

    @cached_property
    def is_upper(self) -> bool:
        """Whether the text is written in capitals throughout."""
        letters = [character for character in self.document.text[:4000] if character.isalpha()]
        return len(letters) > 40 and sum(character.isupper() for character in letters) > 0.85 * len(letters)

    def shown(self, span: Span) -> str:
        """The words of `span` on one line; names written in capitals throughout are given their usual case."""
        words = normalise_space(span.of(self.document.text))
        return capwords(words) if self.is_upper else words

    def label_end(self, sentence: int) -> int:
        """Where the label that opens a sentence ends: dateline, entry head ("World War II: ..."); else its start."""
        span = self.parse.sentences[sentence]
        body = self.blocks[self.block_at(span.start)].body.start if self.blocks else span.start
        start = body if span.start < body < span.end else span.start
        label = _LABEL.match(self.document.text, start, span.end)
        return label.end() if label is not None else start

    def token_at(self, position: int) -> int:
        """The index of the token that holds code point `position`, or of the one before it."""
        return max(0, bisect_right(self.starts, position) - 1)

    def tokens_in(self, span: Span) -> range:
        """The indices of the tokens that overlap `span`."""
        first = self.token_at(span.start)
        last = self.token_at(max(span.start, span.end - 1))
        return range(first, last + 1)

    def head_of(self, span: Span) -> int:
        """The token of `span` whose syntactic head lies outside it (the last one, without syntax)."""
        inside = self.tokens_in(span)
        tokens = self.parse.tokens
        outward = [index for index in inside if tokens[index].head not in inside or tokens[index].head == index]
        return outward[0] if outward and self.parse.syntactic else inside[-1]

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above `index`, nearest first; nothing without syntax."""
        tokens = self.parse.tokens
        while tokens[index].head != index:
            index = tokens[index].head
            yield index

    def subtree(self, index: int) -> list[int]:
        """`index` and everything below it, in text order."""
        if index not in self._subtrees:
            self._subtrees[index] = self._subtree(index)
        return self._subtrees[index]

    @cached_property
    def _subtrees(self) -> dict[int, list[int]]:
        return {}

    @cached_property
    def antecedents(self) -> dict[int, int | None]:
        """What pronouns mean, as far as it was asked for: a memory for `titles.pronouns`."""
        return {}

    def _subtree(self, index: int) -> list[int]:
        if not self.children[index]:
            return [index]
        found, waiting = [], [index]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self.children[current])
        return sorted(found)

    def child(self, index: int, *deps: str) -> int | None:
        """The first child of `index` with one of the dependency labels `deps`."""
        for below in self.children[index]:
            if self.parse.tokens[below].dep in deps:
                return below
        return None

    def has_place(self, index: int) -> bool:
        """Whether a resolved location begins at, or holds, token `index`."""
        position = self.parse.tokens[index].span.start
        near = self.places_by_sentence.get(self.parse.tokens[index].sentence, ())
        return any(
            mention.toponym.span.start <= position < mention.toponym.span.end
            and mention.toponym.role in {Role.LOCATION, Role.METONYM}
            for mention in near
        )

    def is_dated(self, index: int) -> bool:
        """Whether token `index` lies inside a time expression."""
        return index in self._dated

    @cached_property
    def _dated(self) -> frozenset[int]:
        found: set[int] = set()
        for timex in self.timexes:
            if timex.span is not None:
                first, last = (bisect_left(self.starts, edge) for edge in (timex.span.start, timex.span.end))
                found.update(range(first, last))
        return frozenset(found)

    @property
    def is_english(self) -> bool:
        """Whether the text has a parse and is in the lexicon's language."""
        return self.parse.syntactic and self.document.language.partition("-")[0] == "en"

    @cached_property
    def structure(self) -> Structure:
        """The blocks of the document."""
        return structure.read(self.document.text, self.document.language)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document, in text order."""
        return self.structure.blocks

    def block_at(self, position: int) -> int:
        """The index of the block at a position, 0 in a blank text."""
        return self.structure.index_at(position) if self.blocks else 0

    def kind_at(self, position: int) -> BlockKind:
        """What the text is at a position."""
        return self.blocks[self.block_at(position)].kind if self.blocks else BlockKind.PARAGRAPH

    def is_told(self, position: int) -> bool:
        """Whether the block at a position can tell of an event (no stamp, menu, column heading)."""
        return self.structure.is_told(position)


def _is_full(name: str, full: str) -> bool:
    """Whether a full name is that of a last name ("Ann Lee" of "Lee", "Kim Jong Un" of "Kim"); not "Lee Hall"."""
    words = full.lower().split()
    return words[-1:] == [name.lower()] or (len(words) > 2 and words[0] == name.lower())


def lemma_of(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma.lower()


def is_calendar(timex: Timex) -> bool:
    """Whether `timex` names a stretch of the calendar (no duration, set or PAST_REF)."""
    return timex.type in {TimexType.DATE, TimexType.TIME} and interval_of(timex.value, timex.mod) is not None


def is_restated(vague: Timex, exact: Timex) -> bool:
    """Whether `exact` says the same as `vague`, only better: a written-out date beside a counted one, a day in a year.

    "Six weeks later, on 1 January 1804": the count of weeks may be rough, the date is not.
    """
    if vague.basis is not Basis.RELATIVE or not is_finer(exact.value, vague.value, or_equal=True):
        return False
    return exact.basis is Basis.EXPLICIT or is_inside(exact, vague)


def is_inside(inner: Timex, outer: Timex) -> bool:
    """Whether `inner` is a finer date that lies in the stretch of `outer`."""
    small, large = interval_of(inner.value), interval_of(outer.value)
    if small is None or large is None or small.start is None or small.end is None:
        return False
    if large.start is None or large.end is None or not is_finer(inner.value, outer.value):
        return False
    return large.start <= small.start and small.end <= large.end


def is_finer(value: str, other: str, *, or_equal: bool = False) -> bool:
    """Whether a TIMEX3 value is of a finer granularity than another."""
    left, right = (list(Granularity).index(granularity_of(each)) for each in (value, other))
    return left < right or (or_equal and left == right)
