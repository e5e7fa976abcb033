"""Small texts as the event stages read them, by the real parser: with dates and places marked by hand, or recognised.

A marked text holds the trigger between stars and what a claim rests on in brackets: "They *met* in [Lima].".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline import dates, places, resolve
from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading
from pipeline.analysis.trigger import Trigger
from pipeline.events import candidates
from pipeline.events.evidence import Evidence
from pipeline.geocoders import Embedded
from pipeline.model import Document, DocumentKind, Place, Span, Timex
from pipeline.nlp import Parser
from tests.events_fixture import MODEL, Where, marked
from tests.places_fixture import tiny_gazetteer

_MARKS = re.compile(r"[*\[\]]")


@dataclass(frozen=True)
class Marked:
    """A text without its marks, and where they were."""

    text: str
    trigger: Span
    words: Span | None


def unmark(source: str) -> Marked:
    """The text of `source` with the spans of the trigger and of the words in brackets."""
    text, marks = "", []
    last = 0
    for mark in _MARKS.finditer(source):
        text += source[last : mark.start()]
        marks.append((mark.group(), len(text)))
        last = mark.end()
    text += source[last:]
    stars = [at for mark, at in marks if mark == "*"]
    inside = [at for mark, at in marks if mark != "*"]
    return Marked(text, Span(*stars), Span(*inside) if inside else None)


def evidence(
    text: str,
    *,
    dates: Mapping[str, str] | None = None,
    places: Mapping[str, Place | Where] | None = None,
    dct: Timex | None = None,
    kind: DocumentKind = DocumentKind.NEWS,
    language: str = "en",
    model: str = MODEL,
) -> Evidence:
    """The evidence of `text`; dates and places marked by hand, as in `events_fixture.link`."""
    document, timexes, mentions = marked(text, dates=dates, places=places, dct=dct, kind=kind)
    document = replace(document, language=language)
    return _of(Reading(document, Parser.load(model).parse(text, language), english(), timexes, mentions))


def recognised(text: str, *, dct: Timex | None = None, model: str = MODEL) -> Evidence:
    """The evidence of `text` with what the real recognisers and the tiny gazetteer find in it."""
    document = Document(Document.id_of("test"), "r", "test", "", text, dct=dct)
    parse = Parser.load(model).parse(text)
    mentions = resolve.resolve(document, places.find(document, tiny_gazetteer(), parse), Embedded(tiny_gazetteer()))
    return _of(Reading(document, parse, english(), dates.find(document), mentions))


def _of(reading: Reading) -> Evidence:
    return Evidence(reading, candidates.find(reading))


def at(found: Evidence, word: str) -> Trigger:
    """The candidate that is `word` (the first of several)."""
    text = found.reading.document.text
    return next(trigger for trigger in found.triggers if trigger.span.of(text) == word)


def words(found: Evidence) -> list[str]:
    """The words of the candidates, in text order."""
    return [trigger.span.of(found.reading.document.text) for trigger in found.triggers]
