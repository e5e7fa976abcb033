"""How each kind of value is written in a link: a reader that raises SelectionError, a writer, and its syntax.

Written values keep to `[A-Za-z0-9_.~-]` wherever the value allows, because mail programs break other characters.
Reading a written value gives the value back, and writing a read one gives its canonical form.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import geo, timex
from pipeline.errors import SelectionError, TimexError

Box = tuple[float, float, float, float]
Position = tuple[float, float, float]
Point = tuple[float, float]  # lat, lon

LONGEST_TEXT = 300
LONGEST_ID = 200
LARGEST_ZOOM = 22.0
MOST_CORNERS = 500
IDENTIFIER = re.compile(r"[\w.~-]{1,64}\Z", re.ASCII)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
PLACE = re.compile(r"[a-z][a-z0-9_-]*:[^\s:]\S*\Z")
PREFIX = re.compile(r"\A([a-z][a-z0-9_-]*)[.:]")  # of a place id, as it is or as a link has it
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of value: `read` takes the written form and raises SelectionError; `write` is its inverse."""

    syntax: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


def clean(text: str, longest: int) -> str:
    """`text` in NFC without control characters and lone surrogates, white space as single blanks, cut to `longest`."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs", "Cn")
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())[:longest].rstrip()


def choice(*names: str) -> Format:
    """One of a few words."""

    def read(text: str) -> str:
        if text not in names:
            raise SelectionError(f"it is one of {', '.join(names)}")
        return text

    return Format(" ".join(f"`{name}`" for name in names), read)


def number(first: int, last: int) -> Format:
    """A whole number from `first` to `last`."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not first <= int(text) <= last:
            raise SelectionError(f"it is a whole number from {first} to {last}")
        return int(text)

    return Format(f"{first} to {last}", read)


def matching(pattern: re.Pattern[str], syntax: str) -> Format:
    """A short text of a fixed shape."""

    def read(text: str) -> str:
        if not pattern.match(text):
            raise SelectionError(f"it is {syntax}")
        return text

    return Format(syntax, read)


def _read_flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise SelectionError("it is 0 or 1")
    return text == "1"


def _read_text(text: str) -> str:
    return clean(text, LONGEST_TEXT)


def _read_id(text: str) -> str:
    identifier = clean(text, LONGEST_ID)
    if not identifier:
        raise SelectionError("it is an id")
    return identifier


def _read_place(text: str) -> str:
    identifier = clean(text, LONGEST_ID)
    coloned = PREFIX.sub(r"\1:", identifier)  # what follows may hold more of either
    if not PLACE.match(coloned):
        raise SelectionError("it is a place id such as geonames.2013348")
    return coloned


def _read_iso(text: str) -> str:
    written = clean(text, LONGEST_ID).replace(".", ":").replace(" ", "T").removeprefix("+")
    try:
        timex.from_iso(written)
    except TimexError as error:
        raise SelectionError("it is a date such as 2023, 2023-09, 2023-09-13 or -0043") from error
    return re.sub(r"\A-0000", "0000", written)


def _write_iso(value: str) -> str:
    return value.replace(":", ".")


def order_dates(first: str, second: str) -> tuple[str, str]:
    """Two ISO prefixes, the earlier first; `2023-09` and `2023` are in order, since both ends are inclusive."""
    swapped = timex.from_iso(first)[0] >= timex.from_iso(second)[1]
    return (second, first) if swapped else (first, second)


def _read_window(text: str) -> str:
    first, tilde, second = text.partition("~")
    if not tilde:
        raise SelectionError("it is two dates, such as 2023-04~2023-06")
    return "~".join(order_dates(_read_iso(first), _read_iso(second)))


def _numbers(text: str, count: int, syntax: str) -> tuple[float, ...]:
    written = text.split("~")
    if len(written) != count or not all(re.fullmatch(r"-?\d{1,5}(\.\d{1,12})?", part, re.ASCII) for part in written):
        raise SelectionError(f"it is {syntax}")
    return tuple(round(float(part), 4) for part in written)


def _write_numbers(values: Sequence[float]) -> str:
    """Numbers with up to four decimals and no needless zeros, joined by `~`."""
    plain = (f"{value:.4f}".rstrip("0").rstrip(".") for value in values)
    return "~".join("0" if number in ("-0", "") else number for number in plain)


def _latitude(value: float) -> float:
    if not -90 <= value <= 90:
        raise SelectionError("a latitude lies between -90 and 90")
    return value + 0.0


def _longitude(value: float) -> float:
    """The same meridian within [-180, 180]; a map that shows the world twice reports others."""
    if not math.isfinite(value) or abs(value) > 100_000:
        raise SelectionError("a longitude lies between -180 and 180")
    return value + 0.0 if -180 <= value <= 180 else round(geo.wrap_longitude(value), 4) + 0.0


def _read_box(text: str) -> Box:
    west, south, east, north = _numbers(text, 4, "west~south~east~north in degrees")
    low, high = sorted((_latitude(south), _latitude(north)))
    if east - west >= 360:
        return (-180.0, low, 180.0, high)
    return (_longitude(west), low, _longitude(east), high)


def _read_position(text: str) -> Position:
    zoom, lat, lon = _numbers(text, 3, "zoom~lat~lon")
    if not 0 <= zoom <= LARGEST_ZOOM:
        raise SelectionError(f"a zoom lies between 0 and {LARGEST_ZOOM:g}")
    return (round(zoom, 2), _latitude(lat), _longitude(lon))


def encode_ring(ring: Sequence[Point]) -> str:
    """A polygon's corners (lat, lon) as text: differences in 1e-4 degrees, five bits a character.

    This is the encoded polyline algorithm (Google, 2005) with the URL-safe base64 alphabet, which needs no escapes.
    A ring across 180 degrees is written unwrapped: its longitudes may pass 180.
    """
    written: list[str] = []
    last = (0, 0)
    for point in ring:
        corner = (round(point[0] * 10_000), round(point[1] * 10_000))
        written += [_encode(now - before) for now, before in zip(corner, last, strict=True)]
        last = corner
    return "".join(written)


def _encode(difference: int) -> str:
    rest = ~(difference << 1) if difference < 0 else difference << 1
    digits = []
    while rest >= 32:
        digits.append(DIGITS[32 | (rest & 31)])
        rest >>= 5
    return "".join(digits) + DIGITS[rest]


def decode_ring(text: str) -> tuple[Point, ...]:
    """The corners (lat, lon) of an encoded ring. Raises SelectionError."""
    differences: list[int] = []
    value = shift = 0
    for character in text:
        digit = DIGITS.find(character)
        if digit < 0 or shift > 30:
            raise SelectionError("it is an encoded ring")
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            differences.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(differences) % 2:
        raise SelectionError("it is an encoded ring, and this one is cut off")
    return _corners(differences)


def _corners(differences: Sequence[int]) -> tuple[Point, ...]:
    lat = lon = 0
    corners = []
    for north, east in zip(differences[::2], differences[1::2], strict=True):
        lat, lon = lat + north, lon + east
        if abs(lat) > 900_000 or abs(lon) > 5_400_000:
            raise SelectionError("a corner of the ring is off the globe")
        corners.append((lat / 10_000, lon / 10_000))
    return tuple(corners)


def _read_ring(text: str) -> str:
    corners = decode_ring(text)
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise SelectionError(f"a ring has 3 to {MOST_CORNERS} corners")
    return encode_ring(corners)


FLAG = Format("`0` `1`", _read_flag, lambda value: "1" if value else "0")
TEXT = Format(f"text, at most {LONGEST_TEXT} characters", _read_text)
ID = Format("id", _read_id)
PLACE_ID = Format("place id, its first `:` written `.`", _read_place, lambda value: str(value).replace(":", ".", 1))
ISO = Format("ISO 8601 prefix or astronomical year, `:` written `.`", _read_iso, _write_iso)
WINDOW = Format("`from~to`", _read_window, _write_iso)
BOX = Format("`west~south~east~north`", _read_box, _write_numbers)
RING = Format("encoded ring", _read_ring)
POSITION = Format("`zoom~lat~lon`", _read_position, _write_numbers)
REFERENCE = matching(IDENTIFIER, "an id of letters, digits, dots, dashes, tildes and underscores")
DATASET = matching(SLUG, "the short name of a data set")
