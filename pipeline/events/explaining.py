"""Why an event has its date and its place, as data: the claim that won, what spoke for it, the runners-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from pipeline.events import confidence
from pipeline.events.choice import Ranked, Weighed, trees
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features
from pipeline.model import RunnerUp, Span, Why
from pipeline.text import normalise_space

Contributions = tuple[tuple[str, float], ...]
_RUNNERS = 3
_CONTRIBUTIONS = 4


def of_dates(evidence: Evidence, weighed: Sequence[Weighed]) -> list[Why]:
    """Why the chosen date of each."""
    added = _contributions("when", weighed)
    return [_of_date(evidence, each, found) for each, found in zip(weighed, added, strict=True)]


def of_places(evidence: Evidence, weighed: Sequence[Weighed]) -> list[Why]:
    """Why the chosen place of each."""
    added = _contributions("where", weighed)
    return [_of_place(evidence, each, found) for each, found in zip(weighed, added, strict=True)]


def _of_date(evidence: Evidence, weighed: Weighed, added: Contributions) -> Why:
    claim = weighed.choice.when
    timex = claim.dated.timex if claim.dated is not None else None
    facts: list[tuple[str, str]] = []
    if claim.source == "by_document" and evidence.reading.document.dct is not None:
        dct = evidence.reading.document.dct
        facts = [("day", dct.value.split("T")[0]), ("origin", dct.origin or "")]
    elif timex is not None and timex.anchor:
        facts = [("anchor", timex.anchor.partition(" ")[0])]
    return replace(_why(evidence, "when", weighed, added), facts=tuple(fact for fact in facts if fact[1]))


def _of_place(evidence: Evidence, weighed: Weighed, added: Contributions) -> Why:
    name = value_of("where", weighed.choice.where)
    return replace(_why(evidence, "where", weighed, added), facts=(("place", name),) if name else ())


def _why(evidence: Evidence, model: str, weighed: Weighed, added: Contributions) -> Why:
    ranked = weighed.when if model == "when" else weighed.where
    best = ranked.best
    claim = ranked.claims[best]
    others = sorted((number for number in range(len(ranked.claims)) if number != best), key=lambda n: -ranked.shares[n])
    return Why(
        source=claim.source,
        words=words_at(evidence, claim.span),
        span=claim.span,
        probability=round(confidence.of_share(model, ranked.shares[best], len(ranked.claims)), 3),
        contributions=added,
        runners_up=tuple(_runner_up(evidence, model, ranked, number) for number in others[:_RUNNERS]),
    )


def _contributions(model: str, weighed: Sequence[Weighed]) -> list[Contributions]:
    """What the features of each chosen claim added, largest first; those of its candidate are the same for all."""
    ranked = [each.when if model == "when" else each.where for each in weighed]
    found = trees(model).contributions([each.row for each in ranked])
    return [_own(added, each.choice.features) for added, each in zip(found, weighed, strict=True)]


def _own(added: Sequence[tuple[str, float]], of_candidate: Features) -> Contributions:
    own = ((name, round(value, 2)) for name, value in added if name not in of_candidate)
    return tuple(islice(own, _CONTRIBUTIONS))


def _runner_up(evidence: Evidence, model: str, ranked: Ranked, number: int) -> RunnerUp:
    claim = ranked.claims[number]
    words = words_at(evidence, claim.span)
    return RunnerUp(claim.source, words, value_of(model, claim), round(ranked.shares[number], 3))


def value_of(model: str, claim: Claim) -> str:
    """What a claim of *when* or *where* proposes: a TIMEX3 value or the name of a place, "" for none."""
    mention = claim.placing.mention
    place = mention.place.name if mention is not None and mention.place is not None else ""
    return place if model == "where" else claim.timing.value


def words_at(evidence: Evidence, span: Span | None) -> str:
    """The words of a span, white space normalised."""
    return normalise_space(span.of(evidence.reading.document.text)) if span is not None else ""
