"""What was found in one document and why, as plain text: every timex, toponym and event with its rule and rivals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import timex
from pipeline.config import Settings
from pipeline.events import EventMention
from pipeline.exporters import wording
from pipeline.model import Basis, Document, Event, Mention, Span, Timex, Why
from pipeline.run.extraction import extract, told
from pipeline.store import Extraction

LONGEST_QUOTE = 160


def explain(document: Document, settings: Settings) -> str:
    """The report on a document, the same every time."""
    extraction = extract(document, settings)
    told_of = _told(document, told(extraction, settings))
    blocks = (_head(document), _timexes(extraction), _mentions(extraction), _events(extraction), told_of)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _head(document: Document) -> Iterator[str]:
    yield f"{document.title or '(no title)'}  [{document.source}]"
    yield f"  id {document.id}, language {document.language}, {document.kind.value}, {len(document.text)} characters"
    if document.dct is None:
        yield "  no date of its own"
    else:
        dct = document.dct
        yield f"  its own date: {dct.value} (from {dct.origin or 'nowhere'}, rule {dct.rule}, score {dct.score:.2f})"
        yield from (f"      not {other}" for other in dct.alternatives)


def _timexes(extraction: Extraction) -> Iterator[str]:
    yield f"Times ({len(extraction.timexes)})"
    for found in extraction.timexes:
        yield f"  {_at(found.span)} {_surface(extraction.document, found.span)} -> {_reading(found)}"


def _reading(found: Timex) -> str:
    details = [f"rule {found.rule}", f"basis {found.basis.value}", f"score {found.score:.2f}"]
    details += [f"mod {found.mod}"] if found.mod else []
    anchored = "from " if found.basis is Basis.RELATIVE else ""
    details += [f"{anchored}{found.anchor}"] if found.anchor else []
    details += [f"or {', '.join(found.alternatives)}"] if found.alternatives else []
    return f"{found.type.value} {found.value} ({timex.label(found.value, found.mod)}); {'; '.join(details)}"


def _mentions(extraction: Extraction) -> Iterator[str]:
    yield f"Places ({len(extraction.mentions)})"
    for mention in extraction.mentions:
        toponym = mention.toponym
        words = f"{toponym.kind} {toponym.role.value}, rule {toponym.rule}, score {toponym.score:.2f}"
        yield f"  {_at(toponym.span)} “{toponym.text}” ({words}) -> {_where(mention)}"
        for candidate in mention.candidates:
            place = candidate.place
            named = f"{place.name}, {place.country or '--'} {place.kind} {place.id}"
            yield f"      {candidate.score:.2f} {named}: {candidate.why}"


def _where(mention: Mention) -> str:
    if mention.place is None:
        return f"unplaced: {mention.why}" if mention.why else "unplaced"
    place = mention.place
    above = ", ".join([*reversed(place.admin), place.country])
    point = f"{place.lat:.3f}, {place.lon:.3f} ±{place.radius_m / 1000:g} km"
    return f"{place.name} ({above}) {point}, 1 of {mention.total}: {mention.why}"


def _events(extraction: Extraction) -> Iterator[str]:
    yield f"Events ({len(extraction.events)})"
    ordered = sorted(extraction.events, key=lambda event: (not event.main, -event.salience, event.trigger, event.id))
    for event in ordered:
        yield from _event(extraction.document, event)


def _event(document: Document, event: Event) -> Iterator[str]:
    kind = "main" if event.main else "background"
    yield f"  {kind}: {event.title}  [{event.id}]"
    sure = wording.confidence(event.score)
    marks = [event.type, event.modality.value, *(["disputed"] if event.disputed else [])]
    yield f"      {', '.join(marks)}; salience {event.salience:.2f}; {sure[0].lower()}{sure[1:]}"
    yield f"      {_at(event.trigger)} {_surface(document, event.trigger)} in {_surface(document, event.sentence)}"
    interval = event.interval
    when = timex.label_interval(interval, event.granularity) if interval is not None else "undated"
    yield f"      when: {when} (basis {event.basis.value}, {event.value or 'no value'})"
    yield from _why(event.why_date, "date")
    where = event.place.name if event.place is not None else "unplaced"
    yield f"      where: {where}{f' within {event.within}' if event.within else ''}"
    yield from _why(event.why_place, "place")
    named = {"who": event.actors, "counts": event.counts}
    yield from (f"      {name}: {'; '.join(values)}" for name, values in named.items() if values)
    said = {"duration": event.duration, "according to": event.attribution, "perhaps": event.suggestion}
    yield from (f"      {name}: {value}" for name, value in said.items() if value)


def _why(why: Why, subject: wording.Subject) -> Iterator[str]:
    """The reason of a date or place: its sentence, source and words, what weighed, what lost."""
    words = f" “{_short(why.words)}”" if why.words else ""
    yield f"          {wording.sentence(why, subject) or 'no reason is known'}"
    yield f"          source {why.source or 'unknown'}{words} {_at(why.span)}, probability {why.probability:.2f}"
    for key, weight in why.contributions:
        yield f"          {weight:+.2f} {wording.feature(key)}"
    for runner in why.runners_up:
        yield f"          not ({runner.probability:.2f}) {wording.runner_up(runner, subject)}"


def _told(document: Document, found: Sequence[EventMention]) -> Iterator[str]:
    yield f"Words that tell of happenings ({len(found)})"
    for each in found:
        event = f"; event {_at(each.event)}" if each.event is not None else ""
        when = f"{each.value or 'undated'} (basis {each.basis.value})"
        yield f"  {_at(each.span)} {_surface(document, each.span)} {each.type}, {each.modality.value}, {when}{event}"


def _at(span: Span | None) -> str:
    return f"[{span.start}:{span.end}]" if span is not None else "[-]"


def _surface(document: Document, span: Span | None) -> str:
    return f"“{_short(span.of(document.text) if span is not None else '')}”"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
