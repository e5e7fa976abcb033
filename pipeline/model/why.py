"""How a date or a place is known, as data: the claim that won, what it rests on, and what stood against it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.spans import Span


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A claim that lost: its source, its words, and its `value` (TIMEX3, "a/b" for a range, or the place's name)."""

    source: str
    words: str
    value: str
    probability: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why an event has its date, or its place.

    `source` is the key of the claim's source that won: "none" where the text gives nothing, "user" where a person
    said it, "" where nobody recorded it. `words` are the document's words that it rests on, at `span`. `facts` are
    named values that its wording needs (`("day", "2023-11-13")`). `probability` is calibrated, 0..1.
    `contributions` are the largest parts of the log-odds, largest first, by feature; `runners_up` are best first.
    """

    source: str = "none"
    words: str = ""
    span: Span | None = None
    facts: tuple[tuple[str, str], ...] = ()
    probability: float = 0.0
    contributions: tuple[tuple[str, float], ...] = ()
    runners_up: tuple[RunnerUp, ...] = ()

    def fact(self, name: str) -> str:
        """The fact of that name, or ""."""
        return next((value for key, value in self.facts if key == name), "")


UNKNOWN = Why(source="")  # of an event that was stored before reasons were data, or made without one
