"""The types that flow through the pipeline: frozen, comparable, free of behaviour that needs a library.

Units and conventions hold everywhere:

* A *moment* is an integer: microseconds since 1970-01-01T00:00, proleptic Gregorian, wall time as written (a UTC
  offset, where one is known, is kept beside it and never added). Years before Christ are astronomical: 44 BC = -43.
* A *span* is a pair of code-point offsets into `Document.text`, half-open.
* Coordinates are WGS84 degrees; distances are metres; scores run from 0 to 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.spans import Span as Span
from pipeline.model.why import UNKNOWN as UNKNOWN
from pipeline.model.why import RunnerUp as RunnerUp
from pipeline.model.why import Why as Why


def stable_id(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of `parts` joined by a unit separator; safe in a URL."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Granularity(StrEnum):
    """How fine a date is known, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    UNKNOWN = "unknown"


class TimexType(StrEnum):
    """TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """Where an event's date comes from."""

    EXPLICIT = "explicit"  # written out in the text
    RELATIVE = "relative"  # "two days earlier", resolved against an anchor
    DCT = "dct"  # the text says nothing: the document's date bounds it
    BOUNDED = "bounded"  # only known to be before or after something
    USER = "user"  # a person said so
    NONE = "none"  # undated


class Modality(StrEnum):
    """How the text presents a happening."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    ONGOING = "ongoing"
    HABITUAL = "habitual"


class Role(StrEnum):
    """What a place name does in its sentence."""

    LOCATION = "location"
    METONYM = "metonym"  # "the Kremlin denied"
    DEMONYM = "demonym"  # "Russian"
    PART = "part"  # part of another name: "University of Oxford"


class DocumentKind(StrEnum):
    """The kind of text, which decides what relative dates hang on."""

    NEWS = "news"
    HISTORY = "history"
    CHRONICLE = "chronicle"
    REPORT = "report"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Interval:
    """Moments `[start, end)`, microseconds; None leaves that end open. `utc_offset` is minutes east, if known."""

    start: int | None
    end: int | None
    utc_offset: int | None = None

    @property
    def is_closed(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression, TIMEX3.

    `value` holds value and granularity in one string (`2023-09`, `199`, `P4D`, `PAST_REF`, `BC0044`), so that an
    unknown day can never turn into a false day. `span` is None for a document creation time, whose `origin` is
    header, metadata, dateline, url, filename, file time or user. `anchor` is the value it was resolved against (with
    a word why), None if it needed none. `alternatives` are other values the same words could have; `score` is 0..1.
    """

    type: TimexType
    value: str
    span: Span | None = None
    mod: str | None = None
    basis: Basis = Basis.EXPLICIT
    origin: str | None = None
    anchor: str | None = None
    rule: str = ""
    alternatives: tuple[str, ...] = ()
    score: float = 1.0
    range_end: bool = False  # the second of two timexes that form one interval ("from 3 May to 5 May")


@dataclass(frozen=True, slots=True)
class Document:
    """One text.

    `id` hashes the canonical source and the ordinal in it, so that it stays when the text is edited; `revision` is
    the SHA-256 of the bytes. `text` is NFC with "\\n" line ends and without header lines; `raw_offset` is the code
    point of its start in the decoded raw text. `language` is BCP 47. `dct` is the document creation time or None.
    """

    id: str
    revision: str
    source: str
    title: str
    text: str
    raw_offset: int = 0
    language: str = "en"
    media_type: str = "text/plain"
    kind: DocumentKind = DocumentKind.NEWS
    dct: Timex | None = None
    dataset: str = "example"

    @staticmethod
    def id_of(source: str, ordinal: int = 0) -> str:
        """The id of the `ordinal`-th document of `source` (a project-relative path, a URL, or "paste:" + hash)."""
        return stable_id("document", source, str(ordinal))


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a parse. `head` is the index of its syntactic head in the parse (itself for a root).

    `pos` is a Universal POS tag, `tag` a Penn tag, `dep` a spaCy (ClearNLP) dependency label, `entity` the NER type
    or "". Without a model, `dep` is "", `head` is the token itself, and `pos` is a rough guess.
    """

    index: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text: `sentences` are spans of the text; `tokens` run through the whole text.

    `bounds[i]` is the half-open range of token indices of sentence i; `entities` are named-entity spans with their
    type (spaCy's OntoNotes labels); `syntactic` says whether tags and heads come from a model.
    """

    sentences: tuple[Span, ...]
    bounds: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]
    entities: tuple[tuple[Span, str], ...]
    syntactic: bool

    def tokens_of(self, sentence: int) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        first, last = self.bounds[sentence]
        return self.tokens[first:last]

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds code point `position` (the last one that starts at or before it)."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].start <= position:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text, before anyone knows which place it is. `kind` is GPE, LOC or FAC."""

    span: Span
    text: str
    kind: str = "GPE"
    role: Role = Role.LOCATION
    rule: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the world.

    `id` names its source: "geonames:2013348", "wikidata:Q649", "curated:vostochny-cosmodrome"; an "@" in it marks a
    point that a text gives by another place ("12 km south of X"). `radius_m` says how vague the point is (metres:
    1,000 for a site, hundreds of kilometres for a country). `country` is ISO 3166-1 alpha-2 or "". `admin` names the
    units above it, outermost first. `kind` is a GeoNames feature code (PPL, ADM1, PCLI, AIRP, STM ...).
    """

    id: str
    name: str
    lat: float
    lon: float
    radius_m: float = 5_000.0
    country: str = ""
    admin: tuple[str, ...] = ()
    kind: str = "PPL"
    population: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a toponym, with its score (0..1 within its toponym) and the reasons for it."""

    place: Place
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A toponym and what it was resolved to; `place` is None where nothing was found.

    At most five candidates, best first. `total` counts all the places in the gazetteer that bear the name ("1 of 40
    Springfields").
    """

    toponym: Toponym
    place: Place | None
    candidates: tuple[Candidate, ...] = ()
    why: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A happening told by one document.

    `id` never depends on date, place, title or spans (see `event_id`). `sentence` and `trigger` are spans of the
    document's text. `interval` may be open; `best` is the moment used for sorting and scoring; `value` is the TIMEX3
    value to show (or "a/b" for a range). `when_span` is the span of the words that date it, if any. `main` says
    whether it is one of the document's main events. `score` is the probability that date and place are both right,
    0..1. `why_date` and `why_place` say how each is known; `exporters.wording` puts them into words.
    `suggestion` is a key of data/known_events.csv offered to the user, never applied silently. `tags`, `link` (an
    address) and `note` are a person's; `note` never leaves the machine unless that person says so. An event that a
    person wrote without a document has the `document_id` "" and empty spans.
    """

    id: str
    document_id: str
    sentence: Span
    trigger: Span
    title: str
    type: str
    modality: Modality = Modality.HAPPENED
    main: bool = True
    disputed: bool = False
    attribution: str = ""
    actors: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    duration: str = ""
    timex: Timex | None = None
    value: str = ""
    granularity: Granularity = Granularity.UNKNOWN
    interval: Interval | None = None
    best: int | None = None
    basis: Basis = Basis.NONE
    mention: Mention | None = None
    within: str = ""
    salience: float = 0.0
    score: float = 0.5
    why_date: Why = UNKNOWN
    why_place: Why = UNKNOWN
    suggestion: str = ""
    quote: str = ""  # the sentence itself, white space normalised
    tags: tuple[str, ...] = ()
    link: str = ""
    note: str = ""
    main_said: bool | None = None  # what a person says of `main`

    @property
    def is_main(self) -> bool:
        """Whether it is shown by default: as a person says, else a main event that the text tells as real."""
        return self.main and self.modality in ("happened", "ongoing") if self.main_said is None else self.main_said

    @property
    def place(self) -> Place | None:
        """Where it happened, if that is known."""
        return self.mention.place if self.mention is not None else None


def event_id(document_id: str, sentence: str, trigger: str, ordinal: int) -> str:
    """The id of an event: never of its date, place, title or spans, so that corrections and links survive.

    `ordinal` counts the events of the same document whose normalised sentence and trigger are equal.
    """
    return stable_id("event", document_id, " ".join(sentence.split()), trigger, str(ordinal))


@dataclass(frozen=True, slots=True)
class Story:
    """The same happening told by one or more documents; the unit on the screen.

    `id` is the smallest member event id; `event_ids` has the best-dated member first (a stated date before an
    inferred one); `why` says what made them one.
    """

    id: str
    event_ids: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said: one row of an append-only log, applied on reading.

    `target_kind` is event, story, document, mention or view; `field` is verdict, main, date (EDTF), place, title,
    type, dct, kind, note, tags, link, merged_with, split_from, created or saved. `value` is text (JSON where it has
    parts); `quote` with `prefix` and `suffix` lets it re-attach after an edit. `at` is UTC, ISO 8601; rows said in
    one breath share it. `undoes` is the id of a judgement taken back, or "".
    """

    id: str
    target_kind: str
    target_id: str
    field: str
    value: str
    by: str = ""
    at: str = ""
    undoes: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline over one data set. `started` and `ended` are UTC, ISO 8601."""

    id: str
    version: str
    configuration: str
    gazetteer: str
    started: str
    ended: str = ""
    read: int = 0
    failed: int = 0
    events: int = 0
