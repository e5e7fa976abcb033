"""What relative expressions hang on: the document's date, or the last date of the narrative.

News hangs on its own date and tense says which way a bare weekday or month points; histories and chronicles hang on
the last date they mentioned. Which of the two a text is, is read from the text; the document's kind is a hint.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.dates.recognise import Candidate
from pipeline.dates.scopes import Scopes
from pipeline.dates.sections import Sections
from pipeline.dates.tense import BESIDE, REACH, SENTENCE_ENDS, Surroundings
from pipeline.model import Granularity
from pipeline.timex import DAY, granularity_of, interval_of
from pipeline.timex.calendar import civil_from_days, days_from_civil, is_valid_day
from pipeline.timex.values import day_value, parts_of

SOON = 60  # days within which a date that no tense speaks of may lie ahead
ROLL = 8  # months: "February" after "October" in a narrative is the next year's
QUARTER_FORMS = frozenset({"quarter", "quarter_bare", "quarter_code"})
BETWEEN_TWO = 8  # characters between two days that share a clock time: " and ", ", and "
OPENING = 30  # characters of a sentence in which a date still opens it
TOUCHING = 8  # characters between an expression and the one that belongs to it
WINTER_ENDS = 3  # months into the year
FINE = (Granularity.DAY, Granularity.DAYPART, Granularity.MONTH, Granularity.SEASON)
MODERN = 1000  # a text of earlier years is a history
NEARBY = 45  # days between dates of one story
WEEK = 7  # days before a news text in which what it tells of happened
RANGES = ("range_to", "range_dash")
DAYS = (Granularity.DAY, Granularity.DAYPART)
PAST, COMING = "past", "coming"  # which way of its anchor a bare date lies
CLOCKS = (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)
DATED_FORMS = frozenset(
    {"numbered", "day", "month", "year", "iso", "year_range", "season", "numeric", "daypart_of_day"}
)


def first_day(value: str | None) -> int | None:
    """The day number on which a value begins, None if it is no calendar date."""
    interval = None if value is None else interval_of(value)
    return None if interval is None or interval.start is None else interval.start // DAY


@dataclass
class Context(Surroundings):
    """The anchors of one document while its expressions are resolved from left to right.

    `dct` is the day number of the document's date. `reference` is the value of the narrative's last date. `years`
    maps the start of a candidate to the (astronomical) year that another one in the same range or list passes to it.
    """

    dct: int | None
    is_narrative: bool
    is_note: bool = False  # a line typed at a known moment: looks ahead, counts from that moment
    is_report: bool = False  # an account of what happened: its clock times belong to the last day told of
    order: str = "MDY"
    order_why: str = ""
    dct_why: str = "the document's date"
    clock: int | None = None  # seconds of the day at which the document was written
    reference: str | None = None
    reference_why: str = "the narrative's last date"
    reference_end: int = 0  # where its expression ends
    deictic_share: float = 0.0  # of the text's expressions that can only hang on its date
    written_share: float = 0.0  # of its expressions that write their year
    direction: str = ""  # of a supposed reading: past or coming, seen from its anchor
    aside: tuple[int, str] | None = None  # where a date mentioned in passing ends, and its value
    passing: str | None = None  # the last date that was told without moving the narrative
    earlier: str | None = None  # the narrative's last date of another year
    day_told: int | None = None  # the last date that was a day
    told_end: int = 0  # where its expression ends
    told: list[tuple[int, int]] = field(default_factory=list)  # every day that was told, and where its expression ends
    days_told: tuple[int, int] | None = None  # the first and last day of the range told last
    last_day: int | None = None
    last_end: int = 0  # where the expression that gave the last day ends
    moment: tuple[int, int, str] | None = None  # day, second and zone of the last clock time, if nothing parted them
    last_is_clock: bool = False
    last_part: str | None = None  # the part of the day that the expression before named, MO AF EV NI
    evening: int | None = None  # the last day of which an evening or night was told, until a clock time follows
    recent: tuple[int | None, int] = (None, 0)  # the last day of the week before the document, and where it was told
    last_quarter: str | None = None
    years: dict[int, int] = field(default_factory=dict)
    written: list[int] = field(default_factory=list)  # days and months that were written with their year
    shared: dict[int, Candidate] = field(default_factory=dict)  # clock times and the next one, whose day they share
    opening_year: int | None = None
    started: int | None = None  # the day on which the thing told of began, from which its weeks are counted
    eras: list[tuple[int, bool]] = field(default_factory=list)  # where an era is named, and whether it is BC
    sections: Sections = field(default_factory=Sections)
    scopes: Scopes = field(default_factory=Scopes)
    usual_year: float | None = None
    tolerance: float = 0.0

    @property
    def mode(self) -> str:
        """What relative expressions hang on: news, narrative or note."""
        return "narrative" if self.is_narrative else "note" if self.is_note else "news"

    def deictic(self) -> int | None:
        """The day that "last month" and "two years ago" hang on."""
        if self.is_narrative:
            return self.narrative()
        return self.dct if self.dct is not None else first_day(self.reference)

    def narrative(self) -> int | None:
        """The day that "two days later" and "the following month" hang on."""
        day = first_day(self.reference)
        return day if day is not None else self.dct

    def beside(self, candidate: Candidate) -> int | None:
        """The day of a date mentioned in passing before in the sentence: "begun in 460, finished three years later"."""
        if self.aside is None:
            return None
        end, value = self.aside
        is_near = not any(mark in self.text[end : candidate.start][: REACH + 1] for mark in SENTENCE_ENDS)
        return first_day(value) if is_near and candidate.start - end <= REACH else None

    def that_year(self, candidate: Candidate) -> int | None:
        """The day that "August of that year" hangs on: of the nearest date, one mentioned in passing included."""
        if self.aside is not None and 0 <= candidate.start - self.aside[0] <= REACH:
            return first_day(self.aside[1])
        return self.narrative()

    def why(self, *, deictic: bool) -> str:
        """The anchor in words: its value and what it is."""
        uses_dct = self.dct is not None and (first_day(self.reference) is None or (deictic and not self.is_narrative))
        if uses_dct and self.dct is not None:
            return f"{day_value(self.dct)} ({self.dct_why})"
        return f"{self.reference} ({self.reference_why})" if self.reference else "none"

    def reference_granularity(self) -> Granularity:
        """How fine the narrative's last date is."""
        return granularity_of(self.reference) if self.reference else Granularity.UNKNOWN

    def ends_range(self, candidate: Candidate) -> bool:
        """Whether only "to" parts the candidate from the day before it: "from Saturday to Tuesday"."""
        return self.parted_by(self.text[self.last_end : candidate.start][: BETWEEN_TWO + 1], "range_to")

    def year_for(self, month: int, day: int | None, candidate: Candidate) -> int | None:
        """The year of a month or day that is written without one; None if nothing tells."""
        if candidate.start in self.years:
            return self.years[candidate.start]
        if self.direction:
            return self._year_toward(month, day)
        if self.is_narrative and self._explains_aside(candidate):
            return civil_from_days(self.that_year(candidate) or 0)[0]
        looks_ahead = self.is_narrative and self.dct is not None and self.is_report and self.says_will(candidate)
        if self.dct is None or (self.is_narrative and not looks_ahead):
            return self._narrative_year(month, candidate)
        return self._news_year(month, day, candidate)

    def points_forward(self, candidate: Candidate) -> bool | None:
        """As the tense around the candidate has it, or as is supposed of it."""
        return self.direction == COMING if self.direction else super().points_forward(candidate)

    def _year_toward(self, month: int, day: int | None) -> int | None:
        """The year in which a month or day lies next to the anchor, on the supposed side of it or on it."""
        anchor = self.deictic()
        if anchor is None:
            return None
        year, *here = civil_from_days(anchor)
        there = [month, day] if day is not None else [month]
        if self.direction == PAST:
            return year - (there > here[: len(there)])
        return year + (there < here[: len(there)])

    def _explains_aside(self, candidate: Candidate) -> bool:
        """Whether a colon parts the candidate from a year: "the war of 1879: they met on 22 January"."""
        end = self.aside[0] if self.aside is not None else -1
        return 0 <= end <= candidate.start <= end + REACH and self.text[end : end + 1] == ":"

    def _narrative_year(self, month: int, candidate: Candidate) -> int | None:
        parts = parts_of(self.reference) if self.reference else None
        if parts is None:
            return self.opening_year if self.opening_year is not None or self.dct is None else self._dct_year()
        if self.aside is not None and self._touches(self.aside[0], candidate.start):
            beside = first_day(self.aside[1])  # "the next year, on 3 May"
            return civil_from_days(beside)[0] if beside is not None else parts.year
        reference = first_day(self.reference)
        year, reference_month, _ = civil_from_days(reference if reference is not None else 0)
        if parts.granularity is Granularity.SEASON and str(self.reference).endswith("WI") and month <= WINTER_ENDS:
            return year + 1
        fine = self.reference_granularity() in (Granularity.DAY, Granularity.MONTH)
        rolls = fine and reference_month - month >= ROLL
        if rolls and not self.language.cue("backwards", self.text[max(0, candidate.start - 30) : candidate.start]):
            return year + 1
        return year - (fine and month - reference_month >= ROLL and self._tells_back(candidate))

    def _touches(self, end: int, start: int) -> bool:
        """Whether nothing but a comma and a short word parts two expressions: "three years later, in May"."""
        between = self.text[end:start]
        is_apart = len(between) > 1 and between[:1] not in (",", "(")
        return 0 <= start - end <= TOUCHING and not is_apart and len(between.split()) <= 2

    def _dct_year(self) -> int | None:
        return None if self.dct is None else civil_from_days(self.dct)[0]

    def _news_year(self, month: int, day: int | None, candidate: Candidate) -> int | None:
        if self.dct is None:
            return None
        this_year, this_month, this_day = civil_from_days(self.dct)
        now = days_from_civil(this_year, this_month, this_day if day is not None else 1)
        choices = [
            (days_from_civil(year, month, day or 1) - now, year)
            for year in (this_year - 1, this_year, this_year + 1)
            if is_valid_day(year, month, day or 1)
        ]
        if not choices:
            return this_year
        is_head = self.is_at_head(candidate)  # the tense behind "13 April: ..." says nothing of it
        forward = None if is_head else self.points_forward(candidate)
        behind = [choice for choice in choices if choice[0] <= 0]
        told = self._reported_year(month, day or 1, candidate)
        if told is not None and (not behind or behind[-1][0] < -SOON):
            return told
        ahead = [choice for choice in choices if choice[0] >= 0]
        if forward is False and behind and self._was_named(now + behind[-1][0]):
            return behind[-1][1]
        if forward is False and behind and (behind[-1][0] >= -300 or not ahead or ahead[0][0] > 75):
            return behind[-1][1]
        if forward and ahead and ahead[0][0] <= 300:
            return ahead[0][1]
        if forward is None and behind and (not ahead or ahead[0][0] > SOON):
            return behind[-1][1]  # news tells of what has happened
        return min(choices, key=lambda choice: abs(choice[0]))[1]

    def is_at_head(self, candidate: Candidate) -> bool:
        """Whether the expression dates its entry, row or heading."""
        return self.scopes.head_of(candidate) is not None

    def _was_named(self, day: int) -> bool:
        """Whether the text tells, with its year, of a day near by: what is told without one belongs to that story."""
        return any(abs(day - written) <= NEARBY for written in self.written)

    def _reported_year(self, month: int, day: int, candidate: Candidate) -> int | None:
        """The year of a report's story, which goes on after a day of an earlier year that it told."""
        if not self.is_report or self.dct is None or self.reference_granularity() not in DAYS:
            return None
        year, *reached = civil_from_days(first_day(self.reference) or 0)
        is_past = year < civil_from_days(self.dct)[0] and not self.points_forward(candidate)
        return year if is_past and [month, day] >= reached else None

    def note(self, value: str, candidate: Candidate) -> None:
        """Keep a day for the clock time that follows it at once; any other expression between them parts the two.

        A clock time passes its day to the next one of its range or list. Of two days ("today and tomorrow at 8") the
        first is kept.
        """
        form, is_second = candidate.rule.form, self._follows_and(candidate)
        if form in QUARTER_FORMS and granularity_of(value) is Granularity.QUARTER:
            self.last_quarter = value  # not that of "a year ago", which is itself seen from this one
        if value.startswith("P"):
            return  # a length of time, "recently" and the like say nothing of a day
        grain = granularity_of(value)
        self.last_end = candidate.end
        if not (is_second and grain in DAYS):
            self.last_day = first_day(value) if grain in DAYS or grain in CLOCKS else None
        self.last_is_clock = grain in CLOCKS
        self.last_part = value.partition("T")[2] if grain is Granularity.DAYPART else None
        self.evening = (
            first_day(value) if value.endswith(("TEV", "TNI")) else None if self.last_is_clock else self.evening
        )
        if self.last_day is not None:
            self.scopes.note_day(candidate, self.last_day)
            if self.dct is not None and 0 < self.dct - self.last_day <= WEEK:
                self.recent = self.last_day, candidate.end
            elif self.last_day == self.dct:
                self.recent = None, 0
            is_same = self.moment is not None and self.moment[0] == self.last_day and grain in DAYS
            self.moment = self.moment if is_same else self._moment(value, self.last_day)

    def _follows_and(self, candidate: Candidate) -> bool:
        """Whether nothing but "and" parts the expression from the day before it."""
        if self.last_day is None or self.last_is_clock:
            return False
        return self.parted_by(self.text[self.last_end : candidate.start][: BETWEEN_TWO + 1], "range_and")

    def _moment(self, value: str, day: int) -> tuple[int, int, str] | None:
        parts = parts_of(value)
        if parts is None or parts.clock is None:
            return None
        hour, minute, second = parts.clock
        return day, hour * 3600 + minute * 60 + second, "Z" if value.endswith("Z") else ""

    def day_spoken_of(self, candidate: Candidate) -> int | None:
        """The day of the expression before, where a clock time may belong to it: of the same sentence, in news also

        a day of that week in the one before, in a report the last past day of the text.
        """
        between = self.text[self.last_end : candidate.start][: REACH + 1]
        if not any(mark in between for mark in SENTENCE_ENDS):
            return self.last_day
        if (headed := self.scopes.day_at(candidate)) is not None:
            return headed
        is_fresh = self.last_day is not None and self.dct is not None and 0 < self.dct - self.last_day <= WEEK
        if is_fresh and len(between) <= REACH and "\n" not in between and sum(map(between.count, SENTENCE_ENDS)) == 1:
            return self.last_day
        lies_ahead = self.last_day is not None and self.dct is not None and self.last_day > self.dct
        recent, end = self.recent
        if lies_ahead and recent is not None and "\n" not in between and candidate.start - end <= REACH:
            return recent
        told = first_day(self.reference) if self.is_report and self.reference_granularity() in DAYS else None
        return told if told is not None and self.dct is not None and told <= self.dct else None

    def part_spoken_of(self, candidate: Candidate) -> str | None:
        """The part of the day named before in the sentence: "on the evening of 3 May, at half past seven"."""
        between = self.text[self.last_end : candidate.start][: REACH + 1]
        is_near = len(between) <= REACH and not any(mark in between for mark in SENTENCE_ENDS)
        return self.last_part if is_near and not self.is_note else None

    def remember(self, value: str, candidate: Candidate) -> None:
        """Let `value` be the narrative's last date, unless it is a digression far from the text's usual years."""
        day = first_day(value)
        if day is None:
            return
        is_apart = self.is_compared(candidate) or self.names_edition(candidate) or self._modifies_ahead(candidate, day)
        if is_apart or (self.is_narrative and (self._is_far_off(day, value) or self._is_aside(value, day, candidate))):
            self.pass_over(value, candidate)
            return
        self.aside = None
        self._note_span(day, value, candidate)
        section = self.sections.at(candidate.start) if self.is_narrative else None
        if section is not None and section.years is not None:
            year = civil_from_days(day)[0]
            if candidate.start < section.end and year != section.years[0]:
                return  # a heading's years begin with the first
            if self.sections.is_in_passing(candidate.start, year):
                return
        told = value.split("T")[0]
        self._move_on(told, candidate.end)
        if granularity_of(told) is Granularity.DAY and self._tells_start(candidate):
            self.started = day

    def pass_over(self, value: str, candidate: Candidate) -> None:
        """Keep a date that is mentioned in passing: it does not move the narrative."""
        self.aside, self.passing = (candidate.end, value), value.split("T")[0]

    def _move_on(self, value: str, end: int) -> None:
        """Let `value` be the narrative's last date; the one of another year before it is kept."""
        if first_day(self.reference) is not None and str(self.reference)[:4] != value[:4]:
            self.earlier = self.reference
        self.reference, self.reference_end, self.passing = value, end, None

    def _note_span(self, day: int, value: str, candidate: Candidate) -> None:
        """Keep what is written with its year, and the days of a range, "from 16 to 28 October", for "on the 22nd"."""
        if granularity_of(value) in FINE and value[:4] in self.text[candidate.start : candidate.end]:
            self.written.append(day)
        if granularity_of(value) not in DAYS:
            return
        between = self.text[self.told_end : candidate.start][: BETWEEN_TWO + 1]
        is_range = self.told_end == candidate.end or self.parted_by(between, *RANGES)
        self.days_told = (self.day_told, day) if is_range and self.day_told is not None else None
        self.day_told, self.told_end = day, candidate.end
        if candidate.rule.form != "weekday_beside":  # "the Monday after the crash" tells of another day
            self.told.append((day, candidate.end))

    def _tells_start(self, candidate: Candidate) -> bool:
        """Whether the sentence says that something began then: "the trial opened on 3 May"."""
        begin, finish = self.bounds(candidate)
        return bool(self.starts("started", begin, finish))

    def _tells_back(self, candidate: Candidate) -> bool:
        """Whether the sentence looks back from what is told: "he found that they had been there on 14 December"."""
        begin, finish = self.bounds(candidate)
        return bool(self.starts("looks_back", begin, finish))

    def _modifies_ahead(self, candidate: Candidate, day: int) -> bool:
        """Whether it is the date of a thing yet to come: "the 2028 games" in a text of 2026."""
        return self.dct is not None and day > self.dct and self.is_modifier(candidate)

    def _is_apposed(self, candidate: Candidate) -> bool:
        """Whether the date stands in a clause between commas: "Lincoln, elected in 1860, spoke"."""
        left = self.text[max(self.bounds(candidate)[0], candidate.start - BESIDE) : candidate.start]
        return self.text[candidate.end : candidate.end + 1] == "," and bool(self.language.cue("apposed", left))

    def _is_aside(self, value: str, day: int, candidate: Candidate) -> bool:
        """Whether a date is mentioned in passing: a year away from the narrative's last date, not where a sentence

        opens; an earlier date in a clause that looks back.
        """
        here = first_day(self.reference)
        if here is None:
            return False
        years = civil_from_days(day)[0] - civil_from_days(here)[0]
        if years < 0 and (self._is_apposed(candidate) or self._tells_back(candidate) or self.is_modifier(candidate)):
            return True
        is_opening = candidate.start - self.bounds(candidate)[0] <= OPENING
        return not is_opening and granularity_of(value) not in FINE and years != 0

    def _is_far_off(self, day: int, value: str) -> bool:
        here = first_day(self.reference)
        if here is not None and day > here and granularity_of(value) in FINE:
            return False
        return self.usual_year is not None and abs(civil_from_days(day)[0] - self.usual_year) > self.tolerance
