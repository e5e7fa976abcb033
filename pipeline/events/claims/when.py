"""Sources of dates, best first: the trigger's own words, its sentence, its entry and headings, the text around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.analysis.trigger import Trigger
from pipeline.events import timing
from pipeline.events.claims import readings
from pipeline.events.claims.source import Claim, Source, governed, in_clause, once
from pipeline.events.claims.source import propose as in_order
from pipeline.events.evidence import Evidence
from pipeline.events.points import FINE_GRAIN, Dated
from pipeline.model import Interval, Span

_OWN = frozenset({"governed", "clause", "sentence"})
_EARLIER = 3  # dates told before that may still hold
_FINE_EARLIER = 2  # of which to the day
_REACH = 12  # dates back in which one to the day is looked for


def propose(evidence: Evidence, trigger: Trigger, without: str = "") -> list[Claim]:
    """Every date that `trigger` could have, each interval once, by the first source but `without`."""
    return in_order([source for source in SOURCES if source.name != without], evidence, trigger, _key)


def _key(claim: Claim) -> Interval | str | None:
    return claim.timing.interval if claim.dated is not None else claim.source


def _read(evidence: Evidence, source: str, dates: Iterable[Dated]) -> Iterator[Claim]:
    """Dates with their readings; a word makes a bound of one only for its own sentence."""
    for dated in dates:
        for name, found in readings.of_dated(evidence, dated):
            if name not in readings.BOUNDS or source in _OWN:
                yield Claim(source, found, dated=dated, reading=name)


def _own(evidence: Evidence, trigger: Trigger) -> list[Dated]:
    """The dates of its sentence that do not head its line."""
    return evidence.without_head(evidence.dates_in(evidence.sentence(trigger.sentence)), trigger)


def _governed(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _read(evidence, "governed", governed(evidence, trigger, once(evidence, trigger, _own)))


def _clause(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _read(evidence, "clause", in_clause(evidence, trigger, once(evidence, trigger, _own)))


def _sentence(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _read(evidence, "sentence", once(evidence, trigger, _own))


def _entry(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    blocks = evidence.reading.blocks
    head = blocks[evidence.block_of(trigger)].head if blocks else None
    return _read(evidence, "entry", evidence.dates_in(head) if head is not None else ())


def _heading(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    headings = evidence.headings(evidence.block_of(trigger))
    dates = next((found for block in headings if (found := evidence.dates_in(block.span))), [])
    return _read(evidence, "heading", dates[:2])


def _lead(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    opening = evidence.opening
    span = Span(evidence.sentence(opening.start).start, evidence.sentence(opening[-1]).end)
    fine = [dated for dated in evidence.dates_in(span) if dated.grain <= FINE_GRAIN]
    return _read(evidence, "lead", fine[:1])


def _paragraph(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    before = evidence.dates_before(evidence.sentence(trigger.sentence).start, _REACH)
    fine = [dated for dated in before if dated.grain <= FINE_GRAIN]
    return _read(evidence, "paragraph", (*reversed(before[-_EARLIER:]), *fine[-_FINE_EARLIER:]))


def _next(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _read(evidence, "next", evidence.dates_from(evidence.sentence(trigger.sentence).end, 1))


def _first(evidence: Evidence, _: Trigger) -> Iterator[Claim]:
    return _read(evidence, "first", evidence.dates[:1])


def _after(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    """After the date told last, up to the document's own."""
    before = evidence.dates_before(trigger.span.start, 1)
    if before:
        told = timing.of_timex(before[-1].timex, before[-1].partner)
        yield Claim("after", timing.since(told, timing.of_document(evidence.reading.document.dct)), dated=before[-1],
                    reading="since")  # fmt: skip


def _by_document(evidence: Evidence, _: Trigger) -> Iterator[Claim]:
    bound = timing.by_document(evidence.reading.document.dct)
    if bound.interval is not None:
        yield Claim("by_document", bound)


def _none(_: Evidence, __: Trigger) -> Iterable[Claim]:
    return (Claim("none"),)


SOURCES: tuple[Source, ...] = (
    Source(
        "governed",
        "a date that hangs on the trigger itself",
        "They *met* [on 3 May 2019].",
        _governed,
        of_sentence=False,
    ),
    Source(
        "clause", "another date of its clause", "The flood of [May 2017] *destroyed* it.", _clause, of_sentence=False
    ),
    Source("sentence", "a date elsewhere in its sentence", "Police, called [at noon], *found* him.", _sentence),
    Source("entry", "the date at the head of its line", "[3 May 2019]: Workers *struck*.", _entry),
    Source(
        "heading",
        "the date of a heading above it",
        "Diary\n\n[May 2018]\n\nThey *struck*.\n\nJune 2018\n\nThey won.",
        _heading,
    ),
    Source("lead", "the first day that the opening names", "It sank [on 3 May]. Nobody *died*.", _lead),
    Source("paragraph", "a date told before", "[In 1931] he came. He *taught* there.", _paragraph),
    Source("next", "the date told next", "A ferry *sank*. It was built [in 1931].", _next),
    Source(
        "first",
        "the first date of the text",
        "In [1931] he came, in 1935 he rose, in 1936 he fell, in 1938 he wed. He *left*.",
        _first,
    ),
    Source(
        "after", "some time after the date told last", "He came [in 1931]. Later he *left*.", _after, of_sentence=False
    ),
    Source("by_document", "by the day of the document", "He once *taught* there.", _by_document),
    Source("none", "no date", "He *taught*.", _none),
)
NAMES = tuple(source.name for source in SOURCES)
