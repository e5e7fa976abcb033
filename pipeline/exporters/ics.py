"""iCalendar (RFC 5545): all-day events, folded at 75 octets, escaped.

A calendar knows neither open intervals nor years before 1. An event that is only bounded stands on its best day, is
tentative, and says "by 13 Nov 2023" in its summary; its bounds are X- properties. Undated events and those outside
the years 1 to 9999 are left out, and the calendar says how many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from pipeline import timex
from pipeline.exporters import said, wording
from pipeline.exporters.record import first_and_last, spelled
from pipeline.model import Event, Place

_PRODUCT = "-//Whenabouts//Events//EN"
_FOLD = 75  # octets a line, RFC 5545 section 3.1
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """A VCALENDAR with one VEVENT an event that a calendar can hold."""
    for line in lines(events, datetime.now(UTC), language):
        out.write(_folded(line))


def lines(events: Iterable[Event], stamp: datetime, language: str = "en") -> Iterator[str]:
    """The content lines, unfolded; `stamp` (UTC) is when the calendar was made."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Whenabouts")
    dated = [(event, _days(event)) for event in events]
    skipped = sum(days is None for _, days in dated)
    if skipped:
        yield f"X-WHENABOUTS-SKIPPED:{skipped}"
        yield f"X-WR-CALDESC:{_escaped(f'{skipped} events are not here: undated, or outside the years 1 to 9999.')}"
    for event, days in dated:
        if days is not None:
            yield from _vevent(event, days, stamp, language)
    yield "END:VCALENDAR"


def _days(event: Event) -> tuple[str, str] | None:
    """First day and the day after the last as `YYYYMMDD`; None for what a calendar cannot hold."""
    interval = event.interval
    if interval is None:
        return None
    if interval.start is not None and interval.end is not None:
        start, end = interval.start, interval.end
    elif event.best is not None:
        start, end = event.best, event.best + 1
    else:
        return None
    first, after = start // timex.DAY, -(-end // timex.DAY)
    written = tuple(timex.iso_of(day * timex.DAY) for day in (first, max(after, first + 1)))
    if any(not re.fullmatch(r"(?!0000)\d{4}-\d\d-\d\d", day) for day in written):
        return None
    return written[0].replace("-", ""), written[1].replace("-", "")


def _vevent(event: Event, days: tuple[str, str], stamp: datetime, language: str) -> Iterator[str]:
    bounded = event.interval is not None and not event.interval.is_closed
    summary = f"{event.title} ({said.date(timex.label_event(event), language)})" if bounded else event.title
    yield from ("BEGIN:VEVENT", f"UID:{event.id}@whenabouts", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}")
    yield from (f"DTSTART;VALUE=DATE:{days[0]}", f"DTEND;VALUE=DATE:{days[1]}")
    yield from (f"SUMMARY:{_escaped(summary)}", f"DESCRIPTION:{_escaped(_description(event, language))}")
    yield from (f"CATEGORIES:{_escaped(event.type)}", "TRANSP:TRANSPARENT")
    yield f"STATUS:{'TENTATIVE' if bounded else 'CONFIRMED'}"
    if event.interval is not None:
        yield f"X-WHENABOUTS-DATE:{spelled(*first_and_last(event.interval, event.granularity))}"
    yield f"X-WHENABOUTS-BASIS:{event.basis.value}"
    yield from _location(event.place)
    yield "END:VEVENT"


def _location(place: Place | None) -> Iterator[str]:
    if place is not None:
        names = (place.name, *reversed(place.admin), place.country)
        yield f"LOCATION:{_escaped(', '.join(name for name in names if name))}"
        yield f"GEO:{place.lat:.6f};{place.lon:.6f}"


def _description(event: Event, language: str) -> str:
    why_date = wording.sentence(event.why_date, "date", language)
    why_place = wording.sentence(event.why_place, "place", language)
    return "\n".join(part for part in (event.quote, why_date, why_place) if part)


def _escaped(text: str) -> str:
    """TEXT of RFC 5545 section 3.3.11."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, never through the middle of a character, ended with CRLF."""
    pieces, piece, room = [], b"", _FOLD
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > room:
            pieces.append(piece)
            piece, room = b"", _FOLD - 1
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
