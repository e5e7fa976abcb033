"""What is chosen: the whole filter, which is the state of the page, the share link and the command line's `--link`.

`PARAMETERS` is the one table that says what goes into a link; nothing else reads or writes one. A `Selection` is
always valid and canonical, so that `from_query(to_query(selection))` gives it back.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from pipeline.errors import SelectionError
from pipeline.model import Basis, Modality
from pipeline.selection import formats
from pipeline.selection.formats import Format, Point, decode_ring, encode_ring, order_dates

__all__ = ["PARAMETERS", "STATUSES", "Parameter", "Selection", "actor_id", "decode_ring", "encode_ring", "reference"]

STATUSES = ("new", "confirmed", "rejected", "unsure")
PLACE_PRECISIONS = ("site", "city", "region", "country")
DATE_PRECISIONS = ("hour", "day", "month", "season", "year", "decade", "century")
LANES = ("type", "actor", "document", "country")
BINS = ("auto", "century", "decade", "year", "month", "week", "day", "hour")
LAYERS = ("cluster", "point", "heat", "area")
VIEWS = ("map", "table", "documents")
SORTS = ("time", "salience", "confidence", "doubt")
MOST_VALUES = 100  # of one repeated parameter
FOREIGN = re.compile(r"(utm_.*|fbclid|gclid|mc_[ce]id|embed|embed_options)\Z")  # not ours: ignored without a note


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of the table: the URL's `name`, the Selection's `field`, how a value is written, what it means."""

    name: str
    field: str
    format: Format
    meaning: str
    repeated: bool = False

    @property
    def default(self) -> Any:
        """The value of a link without this parameter."""
        return DEFAULTS[self.field]


@dataclass(frozen=True)
class Selection:
    """What is chosen. Dates are ISO prefixes or astronomical years, inclusive; "" means no limit.

    `box` is west, south, east, north in degrees and may cross 180 (west > east); `poly` is `encode_ring`'s text;
    `map` is zoom, lat, lon; `window` is "from~to". Raises SelectionError for a value that no link could hold.
    """

    start: str = ""
    end: str = ""
    touch: str = "touch"
    q: str = ""
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    not_places: tuple[str, ...] = ()
    not_actors: tuple[str, ...] = ()
    not_documents: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    not_modalities: tuple[str, ...] = ()
    not_bases: tuple[str, ...] = ()
    not_statuses: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    main: bool = True
    place_precision: str = ""
    date_precision: str = ""
    confidence: int = 0
    undated: bool = True
    unplaced: bool = True
    by: str = "type"
    bin: str = "auto"
    layer: str = "cluster"
    view: str = "map"
    sort: str = "time"
    box: tuple[float, float, float, float] | None = None
    poly: str = ""
    map: tuple[float, float, float] | None = None
    window: str = ""
    event: str = ""
    open: str = ""
    dataset: str = "example"
    snapshot: str = ""

    def __post_init__(self) -> None:
        for parameter in PARAMETERS:
            object.__setattr__(self, parameter.field, _canonical(parameter, getattr(self, parameter.field)))
        if self.start and self.end:
            first, last = order_dates(self.start, self.end)
            object.__setattr__(self, "start", first)
            object.__setattr__(self, "end", last)

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> tuple[Selection, tuple[str, ...]]:
        """The selection of a parsed query, with a note for everything in it that was dropped or put right."""
        notes: list[str] = []
        values: dict[str, Any] = {}
        for name, written in query.items():
            parameter = BY_NAME.get(name)
            if parameter is not None:
                values |= _read(parameter, [written] if isinstance(written, str) else written, notes)
            elif not FOREIGN.match(name):
                notes.append(f"The link has an unknown part “{_shown(name)}”; it was ignored.")
        selection = cls(**values)
        if (
            "start" in values
            and "end" in values
            and (selection.start, selection.end)
            != (
                values["start"],
                values["end"],
            )
        ):
            notes.append("The link's dates were the wrong way round; they were swapped.")
        return selection, tuple(notes)

    @classmethod
    def from_url(cls, url: str) -> tuple[Selection, tuple[str, ...]]:
        """The selection of a link, whether its parameters follow `?` or, as in published files, `#`."""
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            return cls(), ("The link cannot be read; the whole data set is shown.",)
        query: dict[str, list[str]] = {}
        for name, value in (*_pairs(parts.query), *_pairs(parts.fragment)):
            query.setdefault(name, []).append(value)
        return cls.from_query(query)

    def to_query(self) -> list[tuple[str, str]]:
        """The link's parameters in the table's order; defaults are never written."""
        return [
            (parameter.name, parameter.format.write(value))
            for parameter in PARAMETERS
            if getattr(self, parameter.field) != parameter.default
            for value in _values(parameter, getattr(self, parameter.field))
        ]

    def to_url(self, base: str) -> str:
        """`base` with the parameters after `?`, or after `#` if `base` ends with it."""
        query = urlencode(self.to_query(), quote_via=quote, safe="~")
        if not query:
            return base.removesuffix("#")
        if base.endswith("#"):
            return base + query
        return f"{base}{'&' if '?' in base else '?'}{query}"

    @property
    def excluded(self) -> dict[str, tuple[str, ...]]:
        """What is excluded, by the name of the parameter: `{"type": ("battle",)}` for `not-type=battle`."""
        chosen = {parameter: getattr(self, parameter.field) for parameter in PARAMETERS}
        return {parameter.name[4:]: kept for parameter, kept in chosen.items() if parameter.name[:4] == "not-" and kept}

    @property
    def ring(self) -> tuple[Point, ...]:
        """The corners (lat, lon) of the polygon; empty without one."""
        return decode_ring(self.poly) if self.poly else ()


def actor_id(name: str) -> str:
    """The stable id of an actor: lower case, without accents, words joined by "-": "kim-jong-un"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(character for character in plain if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", "-".join(re.findall(r"[^\W_]+", kept)))[: formats.LONGEST_ID]


def reference() -> str:
    """The table of all parameters in Markdown, as docs/link.md shows it."""
    lines = ["| parameter | value | default | meaning |", "|---|---|---|---|"]
    for parameter in PARAMETERS:
        repeated = ", repeated" if parameter.repeated else ""
        empty = parameter.default in ("", (), None)
        default = "none" if empty else f"`{parameter.format.write(parameter.default)}`"
        lines.append(f"| `{parameter.name}` | {parameter.format.syntax}{repeated} | {default} | {parameter.meaning} |")
    return "\n".join(lines) + "\n"


def _facets() -> Iterator[Parameter]:
    rows = (
        ("type", "types", formats.ID, "events of this type"),
        ("place", "places", formats.PLACE_ID, "events at this place"),
        ("actor", "actors", formats.ID, "events with this actor (`kim-jong-un`)"),
        ("doc", "documents", formats.REFERENCE, "stories that this document tells"),
        ("cc", "countries", formats.matching(re.compile(r"[A-Z]{2}\Z"), "two capital letters"), "country, ISO 3166-1"),
        ("mod", "modalities", formats.choice(*Modality), "how the text presents it"),
        ("basis", "bases", formats.choice(*Basis), "where the date comes from"),
        ("status", "statuses", formats.choice(*STATUSES), "what a person said about it"),
        ("tag", "tags", formats.ID, "events that a person tagged so (`needs-a-second-source`)"),
    )
    for name, field, form, meaning in rows:
        yield Parameter(name, field, form, meaning, repeated=True)
    for name, field, form, meaning in rows:
        yield Parameter(f"not-{name}", f"not_{field}", form, f"leaves out: {meaning}", repeated=True)


DEFAULTS: dict[str, Any] = {field.name: field.default for field in dataclasses.fields(Selection)}
PARAMETERS: tuple[Parameter, ...] = (
    Parameter("from", "start", formats.ISO, "first date, inclusive; only dated events match"),
    Parameter("to", "end", formats.ISO, "last date, inclusive; only dated events match"),
    Parameter("tm", "touch", formats.choice("touch", "within"), "the event touches the dates, or lies within them"),
    Parameter("q", "q", formats.TEXT, 'words that all occur in title, quote, place or actors; `"..."` is a phrase'),
    *_facets(),
    Parameter(
        "main",
        "main",
        formats.FLAG,
        "main events only: no background, planned, denied or hypothetical ones, unless a person promoted them",
    ),
    Parameter("pp", "place_precision", formats.choice(*PLACE_PRECISIONS), "coarsest place; only placed events match"),
    Parameter("dp", "date_precision", formats.choice(*DATE_PRECISIONS), "coarsest date; only dated events match"),
    Parameter("conf", "confidence", formats.number(0, 100), "least confidence, per cent"),
    Parameter("nt", "undated", formats.FLAG, "show undated events"),
    Parameter("ng", "unplaced", formats.FLAG, "show unplaced events"),
    Parameter("by", "by", formats.choice(*LANES), "what the lanes of the timeline are"),
    Parameter("bin", "bin", formats.choice(*BINS), "width of the histogram's bars"),
    Parameter("layer", "layer", formats.choice(*LAYERS), "how the map draws events"),
    Parameter("view", "view", formats.choice(*VIEWS), "map, table or the documents"),
    Parameter("sort", "sort", formats.choice(*SORTS), "order of the list"),
    Parameter("box", "box", formats.BOX, "degrees, four decimals, may cross 180; only placed events match"),
    Parameter("poly", "poly", formats.RING, "polygon; only placed events match"),
    Parameter("map", "map", formats.POSITION, "position of the map"),
    Parameter("win", "window", formats.WINDOW, "dates that the timeline shows, where they differ from the filter"),
    Parameter("ev", "event", formats.REFERENCE, "chosen event or story"),
    Parameter("open", "open", formats.REFERENCE, "document open in the reader"),
    Parameter("set", "dataset", formats.DATASET, "data set"),
    Parameter("rev", "snapshot", formats.REFERENCE, "snapshot; written only when a link is copied"),
)
BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}


def _values(parameter: Parameter, value: Any) -> tuple[Any, ...]:
    return tuple(value) if parameter.repeated else (value,)


def _canonical(parameter: Parameter, value: Any) -> Any:
    """The value as reading its written form gives it; the default stays as it is."""
    if value == parameter.default:
        return parameter.default
    try:
        read = [parameter.format.read(parameter.format.write(one)) for one in _values(parameter, value)]
    except SelectionError as error:
        raise SelectionError(f"{parameter.field}={_shown(str(value))}: {error}") from error
    return tuple(dict.fromkeys(read)) if parameter.repeated else read[0]


def _read(parameter: Parameter, written: Sequence[str], notes: list[str]) -> dict[str, Any]:
    """The field and its value, or nothing where no written value can be understood."""
    read: list[Any] = []
    for text in written[:MOST_VALUES]:
        try:
            read.append(parameter.format.read(text))
        except SelectionError as error:
            notes.append(f"The link's “{parameter.name}={_shown(text)}” was ignored: {error}.")
    if len(written) > (MOST_VALUES if parameter.repeated else 1):
        notes.append(f"The link has too many parts “{parameter.name}”; some were ignored.")
    if not read:
        return {}
    return {parameter.field: tuple(dict.fromkeys(read)) if parameter.repeated else read[0]}


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True, errors="replace") if "=" in query else []


def _shown(text: str) -> str:
    short = formats.clean(text, 60)
    return short if len(short) < 60 else short[:57] + "..."
