"""GeoRSS: an Atom feed (RFC 4287) with GeoRSS-Simple points, for feed readers and map programs.

An entry's `updated` is when the feed was made, for Atom has no place for when something happened; that is
`dcterms:temporal` (a DCMI Period: "start=1941; end=1945; scheme=W3C-DTF;"), with astronomical years, and it leads the
summary in words. Events without a place are entries without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from pipeline.exporters.markup import attribute, xml
from pipeline.exporters.record import Row, row
from pipeline.model import Event

_SPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss" '
    'xmlns:dcterms="http://purl.org/dc/terms/"'
)
_BLANK_TITLE = "(no title)"  # a feed reader shows nothing where a title is empty


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """A feed with one entry an event."""
    for piece in pieces(events, datetime.now(UTC), language):
        out.write(piece.encode("utf-8"))


def pieces(events: Iterable[Event], stamp: datetime, language: str = "en") -> Iterator[str]:
    """The feed in pieces; `stamp` (UTC) is when it was made."""
    made = f"{stamp:%Y-%m-%dT%H:%M:%SZ}"
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<feed {_SPACES}>\n'
    yield f"<id>urn:whenabouts:events</id><title>Whenabouts</title><updated>{made}</updated>"
    yield "<author><name>Whenabouts</name></author><generator>Whenabouts</generator>\n"
    for event in events:
        yield "".join(_entry(row(event, language), made))
    yield "</feed>\n"


def _entry(columns: Row, made: str) -> Iterator[str]:
    yield f"<entry><id>urn:whenabouts:event:{xml(columns['id'])}</id>"
    yield f'<title type="text">{xml(columns["title"]).strip() or _BLANK_TITLE}</title><updated>{made}</updated>'
    yield f"<category term={attribute(columns['type'])}/>"
    yield f'<summary type="text">{xml(_summary(columns))}</summary>'
    if columns["date"]:
        bounds = "".join(f"{end}={columns[end]}; " for end in ("start", "end") if columns[end])
        yield f"<dcterms:temporal>{xml(bounds)}scheme=W3C-DTF;</dcterms:temporal>"
    if columns["lat"] is not None and columns["lon"] is not None:
        yield f"<georss:point>{columns['lat']} {columns['lon']}</georss:point>"
        yield f"<georss:featurename>{xml(columns['place'])}</georss:featurename>"
        if columns["radius_m"]:
            yield f"<georss:radius>{columns['radius_m']}</georss:radius>"
    yield "</entry>\n"


def _summary(columns: Row) -> str:
    """When and where in words, then the quoted sentence."""
    head = ", ".join(str(columns[name]) for name in ("when", "place") if columns[name])
    return ": ".join(part for part in (head, str(columns["quote"])) if part)
