"""What was found in one document and why, as plain text: a section for every stage, each with its rules and rivals."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import structure, timex
from pipeline.config import Settings
from pipeline.model import Basis, Document, Mention, Timex
from pipeline.run import choices
from pipeline.run.extraction import considered, extract
from pipeline.run.quoting import at, quoted
from pipeline.store import Extraction
from pipeline.structure import Block


def explain(document: Document, settings: Settings) -> str:
    """The report on a document, the same every time."""
    extraction = extract(document, settings)
    accounts = considered(extraction, settings)
    sections = (
        _head(document),
        _structure(document),
        _timexes(extraction),
        _mentions(extraction),
        choices.candidates(document, accounts),
        choices.events(document, extraction.events, accounts),
    )
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _head(document: Document) -> Iterator[str]:
    yield f"{document.title or '(no title)'}  [{document.source}]"
    yield f"  id {document.id}, language {document.language}, {document.kind.value}, {len(document.text)} characters"
    if document.dct is None:
        yield "  no date of its own"
    else:
        dct = document.dct
        yield f"  its own date: {dct.value} (from {dct.origin or 'nowhere'}, rule {dct.rule}, score {dct.score:.2f})"
        yield from (f"      not {other}" for other in dct.alternatives)


def _structure(document: Document) -> Iterator[str]:
    blocks = structure.read(document.text, document.language).blocks
    yield f"Structure ({len(blocks)})"
    for block in blocks:
        yield f"  {at(block.span)} {block.kind.value} {'; '.join(_parts(document, block, blocks))}"


def _parts(document: Document, block: Block, blocks: tuple[Block, ...]) -> Iterator[str]:
    """What a block is made of, and whose scope holds it, innermost heading first."""
    yield quoted(document, block.body)
    if block.head is not None:
        yield f"{'dated' if block.is_dated else 'labelled'} {quoted(document, block.head)}"
    if block.dateline is not None:
        yield f"dateline {quoted(document, block.dateline)}"
    if block.headings:
        yield f"under {', '.join(quoted(document, blocks[number].body) for number in reversed(block.headings))}"


def _timexes(extraction: Extraction) -> Iterator[str]:
    yield f"Times ({len(extraction.timexes)})"
    for found in extraction.timexes:
        yield f"  {at(found.span)} {quoted(extraction.document, found.span)} -> {_reading(found)}"


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
        yield f"  {at(toponym.span)} “{toponym.text}” ({words}) -> {_where(mention)}"
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
