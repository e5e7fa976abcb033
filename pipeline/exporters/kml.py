"""KML 2.2 (OGC 07-147r2) for Google Earth, QGIS and their like.

A known day is a TimeStamp, everything else a TimeSpan, whose open end has no element. Years are astronomical
(XML Schema 1.1): 44 BC is -0043. Events without a place are placemarks without a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pipeline.exporters.markup import attribute, xml
from pipeline.exporters.record import Row, row
from pipeline.model import Event

_TOP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Whenabouts</name>\n'
)
_SHOWN_ELSEWHERE = {"id", "title", "lat", "lon", "start", "end"}


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """One placemark an event, with every column of `record.COLUMNS` as extended data."""
    out.write(_TOP.encode())
    for event in events:
        out.write("".join(_placemark(row(event, language))).encode("utf-8"))
    out.write(b"</Document></kml>\n")


def _placemark(columns: Row) -> Iterator[str]:
    identity = attribute(f"e{columns['id']}")
    yield f"<Placemark id={identity}>"
    yield f"<name>{xml(columns['title'])}</name>"
    yield f"<description>{xml(columns['quote'])}</description>"
    yield _time(xml(columns["start"]), xml(columns["end"]))
    yield "<ExtendedData>"
    for name, value in columns.items():
        if name not in _SHOWN_ELSEWHERE and value not in (None, ""):
            yield f'<Data name="{name}"><value>{xml(value)}</value></Data>'
    yield "</ExtendedData>"
    if columns["lat"] is not None and columns["lon"] is not None:
        yield f"<Point><coordinates>{columns['lon']},{columns['lat']}</coordinates></Point>"
    yield "</Placemark>\n"


def _time(start: str, end: str) -> str:
    if not start and not end:
        return ""
    if start == end:
        return f"<TimeStamp><when>{_xsd(start)}</when></TimeStamp>"
    begin = f"<begin>{_xsd(start)}</begin>" if start else ""
    return f"<TimeSpan>{begin}{f'<end>{_xsd(end)}</end>' if end else ''}</TimeSpan>"


def _xsd(iso: str) -> str:
    """An ISO prefix as an XML Schema date: a clock is written to the second."""
    date, clock, time = iso.partition("T")
    return iso if not clock else f"{date}T{(time + ':00:00')[:8]}"
