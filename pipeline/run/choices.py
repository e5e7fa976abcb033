"""What was chosen in one document, as plain text: candidates, events with their claims, mentions and scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import timex
from pipeline.events import MAIN, ONE, Account, ClaimAccount
from pipeline.exporters import wording
from pipeline.model import Document, Event, Span, Why
from pipeline.run.quoting import at, quoted, short

LEAST = 0.005  # the smallest share that is printed


def candidates(document: Document, accounts: Sequence[Account]) -> Iterator[str]:
    """Every candidate with its scores and what became of it."""
    yield f"Candidates ({len(accounts)})"
    for each in accounts:
        scores = f"score {each.alone:.2f} by itself, {each.score:.2f} among all"
        yield f"  {at(each.trigger)} {quoted(document, each.trigger)} {each.type}; {scores} -> {_fate(document, each)}"


def _fate(document: Document, account: Account) -> str:
    if account.event is None:
        return "nothing"
    if account.is_event:
        return "an event"
    return f"a mention of {at(account.event)} {quoted(document, account.event)}"


def events(document: Document, found: Sequence[Event], accounts: Sequence[Account]) -> Iterator[str]:
    """Every event, main ones first, with what was weighed for it."""
    yield f"Events ({len(found)})"
    heads = {account.trigger: account for account in accounts if account.is_event}
    mentions: dict[Span, list[Account]] = {head: [] for head in heads}
    for account in accounts:
        if account.event is not None and not account.is_event:
            mentions[account.event].append(account)
    for event in sorted(found, key=lambda event: (not event.main, -event.salience, event.trigger, event.id)):
        account = heads[event.trigger]
        yield from _event(document, event)
        yield f"      when: {_when(event)}"
        yield from _claims(account.when)
        yield from why(event.why_date, "date")
        yield f"      where: {_where(event)}"
        yield from _claims(account.where)
        yield from why(event.why_place, "place")
        yield from _mentions(document, account, mentions[event.trigger])
        yield from _details(event)


def _event(document: Document, event: Event) -> Iterator[str]:
    yield f"  {'main' if event.main else 'background'}: {event.title}  [{event.id}]"
    sure = wording.confidence(event.score)
    marks = [event.type, event.modality.value, *(["disputed"] if event.disputed else [])]
    yield f"      {', '.join(marks)}; {_level(event)}; {sure[0].lower()}{sure[1:]}"
    yield f"      {at(event.trigger)} {quoted(document, event.trigger)} in {quoted(document, event.sentence)}"


def _level(event: Event) -> str:
    """Main or background, with the threshold that says so."""
    if event.salience < MAIN:
        return f"score {event.salience:.2f}, below {MAIN:.2f}: background"
    return f"score {event.salience:.2f}, at least {MAIN:.2f}: {'main' if event.main else 'background, as it is denied'}"


def _when(event: Event) -> str:
    known = timex.label_interval(event.interval, event.granularity) if event.interval is not None else "undated"
    return f"{known} (basis {event.basis.value}, {event.value or 'no value'})"


def _where(event: Event) -> str:
    known = event.place.name if event.place is not None else "unplaced"
    return f"{known} within {event.within}" if event.within else known


def _claims(claims: Sequence[ClaimAccount]) -> Iterator[str]:
    """The claims with their shares, the chosen one first and marked."""
    for number, claim in enumerate(claims):
        if number and claim.share < LEAST:
            continue
        words = f" “{short(claim.words)}” {at(claim.span)}" if claim.words else ""
        read = f", read as {claim.reading}" if claim.reading != "plain" else ""
        value = f" -> {claim.value}" if claim.value else ""
        yield f"        {' ' if number else '*'} {claim.share:.2f} {claim.source}{words}{value}{read}"


def why(reason: Why, subject: wording.Subject) -> Iterator[str]:
    """The choice of a date or place: its sentence, source and words, and what weighed most."""
    words = f" “{short(reason.words)}”" if reason.words else ""
    yield f"          {wording.sentence(reason, subject) or 'no reason is known'}"
    source = f"source {reason.source or 'unknown'}{words} {at(reason.span)}"
    yield f"          {source}, probability {reason.probability:.2f}"
    for key, weight in reason.contributions:
        yield f"          {weight:+.2f} {wording.feature(key)}"


def _mentions(document: Document, head: Account, mentions: Sequence[Account]) -> Iterator[str]:
    """The other mentions of an event with the probability that each is one, and the likeliest that was left out."""
    same = dict(head.same)
    for each in mentions:
        known = same.get(each.trigger)  # the head is the best mention: others may have joined by one that is no head
        alike = f"the same {known:.2f}" if known is not None else "one with another mention"
        yield f"      told again: {at(each.trigger)} {quoted(document, each.trigger)}, {alike}"
    joined = {each.trigger for each in mentions}
    others = [(span, probability) for span, probability in head.same if span not in joined]
    for span, probability in others[:1]:
        bound = f"at most {ONE:.2f}" if probability <= ONE else "likelier one with another"
        yield f"      not the same: {at(span)} {quoted(document, span)}, {probability:.2f}, {bound}"


def _details(event: Event) -> Iterator[str]:
    named = {"who": event.actors, "counts": event.counts}
    yield from (f"      {name}: {'; '.join(values)}" for name, values in named.items() if values)
    said = {"duration": event.duration, "according to": event.attribution, "perhaps": event.suggestion}
    yield from (f"      {name}: {value}" for name, value in said.items() if value)
