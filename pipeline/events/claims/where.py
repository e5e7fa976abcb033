"""Sources of places, best first: the trigger's own words, its sentence, its entry and headings, the text around it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from pipeline.analysis.trigger import Trigger
from pipeline.events.claims.source import Claim, Source, governed, in_clause, once
from pipeline.events.claims.source import propose as in_order
from pipeline.events.draft import Placing
from pipeline.events.evidence import Evidence
from pipeline.events.points import Located
from pipeline.model import Role, Span
from pipeline.structure import BlockKind

_EARLIER = 5  # places named before that may still hold
_LATER = 2


def propose(evidence: Evidence, trigger: Trigger, without: str = "") -> list[Claim]:
    """Every place that `trigger` could have, each once, by the first source but `without`."""
    sources = [source for source in SOURCES if source.name != without]
    found = in_order(sources, evidence, trigger, lambda claim: claim.place_id)
    heads = frozenset(evidence.reading.blocks[evidence.block_of(trigger)].headings) if evidence.reading.blocks else ()
    if not any(located.block in heads for located in evidence.places):
        return found
    return [claim for claim in found if claim.located is None or not _heads_other(evidence, claim.located, heads)]


def _heads_other(evidence: Evidence, located: Located, heads: Container[int]) -> bool:
    """Whether a place stands in a heading that holds other parts of the text, where one of the trigger's names one."""
    return evidence.reading.blocks[located.block].kind is BlockKind.HEADING and located.block not in heads


def _claims(source: str, places: Iterable[Located]) -> Iterator[Claim]:
    for located in places:
        yield Claim(source, placing=Placing(located.mention), located=located)


def _own(evidence: Evidence, trigger: Trigger) -> list[Located]:
    """The places of its sentence that stand in no dateline or head of its line."""
    return evidence.without_head(evidence.places_in(evidence.sentence(trigger.sentence)), trigger)


def _by_role(evidence: Evidence, trigger: Trigger, role: Role) -> list[Located]:
    return [located for located in once(evidence, trigger, _own) if located.mention.toponym.role is role]


def _governed(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("governed", governed(evidence, trigger, _by_role(evidence, trigger, Role.LOCATION)))


def _clause(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("clause", in_clause(evidence, trigger, _by_role(evidence, trigger, Role.LOCATION)))


def _sentence(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("sentence", _by_role(evidence, trigger, Role.LOCATION))


def _institution(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("institution", _by_role(evidence, trigger, Role.PART))


def _actor(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("actor", _by_role(evidence, trigger, Role.METONYM))


def _heading(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    for block in evidence.headings(evidence.block_of(trigger)):
        yield from _claims("heading", evidence.places_in(block.span)[:2])


def _dateline(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    line = evidence.dateline(trigger.span.start)
    yield from _claims("dateline", evidence.places_in(line)[:1] if line is not None else ())


def _paragraph(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    before = evidence.places_before(evidence.sentence(trigger.sentence).start, _EARLIER)
    yield from _claims("paragraph", reversed(before))


def _next(evidence: Evidence, trigger: Trigger) -> Iterator[Claim]:
    return _claims("next", evidence.places_from(evidence.sentence(trigger.sentence).end, _LATER))


def _lead(evidence: Evidence, _: Trigger) -> Iterator[Claim]:
    title, opening = evidence.title, evidence.opening
    span = Span(evidence.sentence(opening.start).start, evidence.sentence(opening[-1]).end)
    yield from _claims("lead", [*(evidence.places_in(title)[:2] if title is not None else ()),
                                *evidence.places_in(span)[:4]])  # fmt: skip


def _frequent(evidence: Evidence, _: Trigger) -> Iterator[Claim]:
    return _claims("frequent", evidence.frequent)


def _none(_: Evidence, __: Trigger) -> Iterable[Claim]:
    return (Claim("none"),)


_FREQUENT = (
    "Paris and Rome knew him.\n\nHe wrote. He sang. He taught. He lived in [Lima]. Lima knew him, in Lima he wrote. "
    "He saw Rome, Berlin, Vienna, Oslo, Madrid and Paris. He *left*."
)
SOURCES: tuple[Source, ...] = (
    Source(
        "governed", "a place that hangs on the trigger itself", "They *met* in [Lima].", _governed, of_sentence=False
    ),
    Source(
        "clause", "another place of its clause", "Workers of [Lima] praised the *vote*.", _clause, of_sentence=False
    ),
    Source("sentence", "a place elsewhere in its sentence", "He *died* when a wall fell in [Lima].", _sentence),
    Source("institution", "a place in the name of an institution", "[Lima] police *arrested* him.", _institution),
    Source("actor", "a place that stands for its government or team", "[Peru] *signed* the treaty.", _actor),
    Source("heading", "the place of a heading above it", "# [Lima]\n\nWorkers *struck*.", _heading),
    Source(
        "dateline",
        "the dateline above it",
        "[LIMA], Peru (AP) - It rained.\n\nA ferry *sank*.",
        _dateline,
        of_sentence=False,
    ),
    Source("paragraph", "a place named before", "He came to [Lima]. He *taught* there.", _paragraph),
    Source("next", "a place named next", "A ferry *sank*. It was near [Lima].", _next),
    Source(
        "lead",
        "a place of title and opening",
        "Fire in [Lima]\n\nMen of Rome, Berlin, Vienna, Oslo and Paris came. They *fled*.",
        _lead,
    ),
    Source("frequent", "a place that the text names most", _FREQUENT, _frequent),
    Source("none", "no place", "He *taught*.", _none),
)
NAMES = tuple(source.name for source in SOURCES)
