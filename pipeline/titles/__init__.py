"""What is said of an event in the text's own words: its title (`compose`); actors, counts, duration (`people`). Pure.

A title is one of the clauses that tell of the happening, made shorter by whole constituents (`compression`), the one
that a stranger can best read alone (`readability`). It is never cut. Nothing here knows where dates and places come
from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.analysis.reading import FINITE, Reading
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.model import Mention, Span, Token
from pipeline.text import normalise_space
from pipeline.titles import clauses, compression, openings, readability
from pipeline.titles.compression import LONGEST, MOST
from pipeline.titles.phrases import SUBJECTS, is_singled_out
from pipeline.titles.wording import balanced, bare, joined

__all__ = ["LONGEST", "MOST", "compose"]

_SHORT = 5  # words of a dependent clause that say too little
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_PARTNERS = frozenset({"with", "between", "of"})
_COMPLETING = frozenset({"of", "by", "between", "against", "on"})
_FEWEST = 3  # words of a clause that can be read alone
_FRAGMENT = 0.5  # what is held against a title without a finite verb,
_LABEL = 0.4  # or with a noun alone that does not say who did what to whom,
_SINGLED = 0.6  # or that stands out of others ("bloodiest battle of the war"),
_LOST = 0.3  # a complement that is left out,
_CLAIM = 0.5  # what somebody says without who says so,
_NEXT = 0.3  # each further clause,
_RAW = 0.5  # words as they stand in the sentence,
_WHOLE = 0.3  # the whole sentence,
_OTHER = 1.5  # and another mention of the event
_GOOD = 0.3  # faults of a title for which no better one is sought
_UNSURE = 1.5  # faults of the sentence itself, where no clause of it is sure
_TRIED = 4  # mentions of an event that are tried


@dataclass(frozen=True, slots=True)
class _Title:
    """A title and what speaks against it."""

    words: str
    faults: float


def compose(
    reading: Reading,
    trigger: Trigger,
    actors: Sequence[str] = (),
    where: Mention | None = None,
    mentions: Sequence[Trigger] = (),
) -> str:
    """The title of a happening; never empty, never cut.

    A meeting is named after its `actors` and the place that it has. Another of its `mentions` is quoted if its clause
    can better be read alone.
    """
    if not reading.parse.syntactic:
        title = openings.sentence(reading, trigger)
    else:
        title = _named_meeting(reading, trigger, actors, where) or _headline(reading, trigger)
        title = title or _best(reading, trigger, mentions)
    return title or trigger.span.of(reading.document.text)


def _best(reading: Reading, trigger: Trigger, mentions: Sequence[Trigger]) -> str:
    """The title with the fewest faults of all the ways to tell the happening."""
    best: _Title | None = None
    for title in _titles(reading, trigger, mentions):
        if best is None or title.faults < best.faults:
            best = title
        if best.faults <= _GOOD:
            break
    return best.words if best is not None else ""


def _titles(reading: Reading, trigger: Trigger, mentions: Sequence[Trigger]) -> Iterator[_Title]:
    is_sure = False
    for title in _of(reading, trigger):
        is_sure = True
        yield title
    whole = openings.whole(reading, trigger)
    if whole is not None and _can_stand(reading, trigger, *whole):
        yield _Title(whole[1], _faults(reading, trigger, *whole) + _WHOLE)
        is_sure = True
    if not is_sure:
        yield _Title(openings.sentence(reading, trigger), _UNSURE)
    if reading.lexicon.role("reporting", trigger.lemma.lower()):  # who says something twice says two things
        return
    others = [each for each in mentions if each.index != trigger.index and _is_same(each, trigger)]
    others = [each for each in others if not each.is_noun or each.helper is not None]
    for other in others[:_TRIED]:
        for title in _of(reading, other):
            yield _Title(title.words, title.faults + _OTHER)


def _is_same(other: Trigger, trigger: Trigger) -> bool:
    """Whether a mention tells the happening in the same word, or one of the same group."""
    return other.lemma == trigger.lemma or (other.group == trigger.group and other.type == trigger.type != OTHER)


def _of(reading: Reading, trigger: Trigger) -> Iterator[_Title]:
    """The titles that one mention gives: its phrase, its clause, the clauses above; then the words as they stand."""
    order = 0
    step = _NEXT + (_NEXT if trigger.is_noun else 0)
    for words in clauses.told(reading, trigger):
        kept, title = compression.fit(reading, words, trigger.index)
        if title and _can_stand(reading, trigger, kept, title):
            yield _Title(title, _faults(reading, trigger, kept, title) + order * step)
            order += 1
    if order:
        return
    for kept, title in openings.clauses_of(reading, trigger):
        if _can_stand(reading, trigger, kept, title):
            yield _Title(title, _faults(reading, trigger, kept, title) + _RAW + order * _NEXT)
            order += 1


def _faults(reading: Reading, trigger: Trigger, kept: set[int], title: str) -> float:
    tokens = reading.parse.tokens
    found = max(0, len(title) - LONGEST) / 200
    if not any(tokens[each].tag in FINITE for each in kept):
        found += _of_label(reading, trigger, kept)
    found += _LOST * compression.lost(reading, kept)
    if clauses.is_claim(reading, kept):
        found += _CLAIM
    if tokens[trigger.index].dep in {"ccomp", "advcl", "relcl"} and len(title.split()) < _SHORT:
        found += 1
    return readability.faults(reading, kept, title) + found


def _of_label(reading: Reading, trigger: Trigger, kept: set[int]) -> float:
    """What is held against a title that has no finite verb."""
    if not trigger.is_noun:
        return _FRAGMENT
    if is_singled_out(reading, trigger.index):
        return _SINGLED
    below = {reading.parse.tokens[each].text.lower() for each in reading.children[trigger.index] if each in kept}
    return 0.0 if below & _COMPLETING else _LABEL


def _can_stand(reading: Reading, trigger: Trigger, kept: set[int], title: str) -> bool:
    """Whether the words of a clause are complete and say enough."""
    tokens = reading.parse.tokens
    if not _tells(reading, trigger, kept, title) or readability.skips_person(reading, kept):
        return False
    if _is_dependent([tokens[each] for each in sorted(kept)[:2]]):
        return False
    first = tokens[min(kept)]
    if first.span.start < openings.head_end(reading, trigger.sentence) or "|" in title:
        return False
    end = max(kept)
    if end + 1 < len(tokens) and openings.is_torn(reading, tokens[end], tokens[end + 1]):
        return False
    is_last = all(token.pos == "PUNCT" for token in tokens[end + 1 : reading.parse.bounds[trigger.sentence][1]])
    return (is_last or not clauses.is_loose(tokens[end])) and len(title.split()) >= _FEWEST


def _is_dependent(words: Sequence[Token]) -> bool:
    """Whether the first words of a title open a dependent clause, or one without its subject ("was sentenced")."""
    first, is_governed = words[0], words[0].pos == "ADP" and words[-1].tag in _RELATIVES
    is_verb = first.tag in FINITE and first.dep not in SUBJECTS
    return first.tag in _RELATIVES or is_verb or first.dep == "mark" or is_governed


def _tells(reading: Reading, trigger: Trigger, kept: set[int], title: str) -> bool:
    """Whether a title has the word of the happening, or what that makes known."""
    if trigger.index not in kept:
        return clauses.announced(reading, trigger.index) in kept
    return trigger.span.of(reading.document.text).lower() in title.lower()


def _named_meeting(reading: Reading, trigger: Trigger, actors: Sequence[str], where: Mention | None) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in actors if " " in actor][:2]
    is_setting = reading.parse.tokens[trigger.index].dep == "pobj"  # "In a summit at ..., he thanked him"
    names = {reading.shown(span) for span, kind in reading.parse.entities if kind == "PERSON"} if is_setting else set()
    has_partner = any(reading.parse.tokens[each].text.lower() in _PARTNERS for each in reading.children[trigger.index])
    if trigger.group != "meeting" or not is_setting or has_partner or len(people) < 2 or where is None:
        return ""
    if not names.issuperset(people):
        return ""
    site = normalise_space(where.toponym.text)
    return f"{trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]} at {site}"


def _headline(reading: Reading, trigger: Trigger) -> str:
    """A line without a full stop that can be a title as it stands ("Ferry sinks off Lima, two dead")."""
    span = Span(openings.head_end(reading, trigger.sentence), reading.parse.sentences[trigger.sentence].end)
    line = span.of(reading.document.text).strip()
    is_line = line[-1:].isalnum() and len(line.split()) >= _FEWEST and len(line) <= MOST and not set(";|") & set(line)
    if not is_line or span.start > trigger.span.start:
        return ""
    words = joined(reading, reading.tokens_in(span))
    words = words.capitalize() if reading.is_upper else words
    return balanced(bare(words, article=reading.is_english))
