"""What the words around an expression say of its direction: tense, prepositions, verbs of saying."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import KW_ONLY, dataclass, field

from pipeline.dates.recognise import Candidate
from pipeline.lang import Language

SENTENCE_ENDS = (". ", "\n", "? ", "! ")
POSSESSIVES = ("'s", "’s")
TENSES = ("future", "past")
QUERY = 12  # characters beside an expression that someone types by itself
BESIDE = 48  # characters before an expression in which a preposition is looked for
NOUN = 16  # characters behind an expression in which the noun that it modifies begins
AHEAD = 80  # characters after an expression in which tense is looked for
BLOCK = 512  # characters that are searched for a cue at a time
REACH = 240  # characters of a sentence that are read on either side


@dataclass
class Surroundings:
    """A text whose sentences are searched for the cues of its language, each stretch at most once."""

    text: str
    language: Language
    _: KW_ONLY
    cue_starts: dict[tuple[str, int], list[int]] = field(default_factory=dict)

    def bounds(self, candidate: Candidate) -> tuple[int, int]:
        """Where the candidate's sentence begins and ends, as far as anyone reads it."""
        return self.bounds_at(candidate.start, candidate.end)

    def bounds_at(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around a stretch of text begins and ends, as far as anyone reads it."""
        low, high = max(0, start - REACH), min(len(self.text), end + REACH)
        left, right = self.text[low:start], self.text[end:high]
        begin = max(left.rfind(mark) + 1 for mark in SENTENCE_ENDS)
        ends = [place for mark in SENTENCE_ENDS if (place := right.find(mark)) >= 0]
        return low + begin, end + min(ends, default=len(right))

    def points_forward(self, candidate: Candidate) -> bool | None:
        """Whether the tense around the candidate looks ahead; None if it says nothing."""
        begin, finish = self.bounds(candidate)
        left = self.text[begin : candidate.start]
        if self.names_happening(candidate):
            return False
        if self.language.cue("deferred", left):
            return True
        if self.language.cue("lapsed", left[-BESIDE:]):
            return False
        possessive = self.text[candidate.end : candidate.end + 2] in POSSESSIVES  # "before Friday's vote" says nothing
        is_part = candidate.group("pod1") is not None  # "before dawn Friday" is of the day, not before it
        if self.language.cue("soon", left[-BESIDE:]) and not possessive and not is_part:
            return not self.starts("looks_back", candidate.end, min(finish, candidate.end + AHEAD))
        future, past = (self._last(cue, begin, candidate.start) for cue in TENSES)
        if future >= 0 or past >= 0:
            return future >= past
        finish = min(finish, candidate.end + AHEAD)
        ahead, behind = (self._first(cue, candidate.end, finish) for cue in TENSES)
        if ahead is not None:
            return behind is None or ahead <= behind
        return False if behind is not None else (True if self.is_bare(candidate) else None)

    def parted_by(self, between: str, *cues: str) -> bool:
        """Whether what parts two expressions opens with one of the cues (all of it, where the cue is anchored)."""
        found = (self.language.cue(name, between) for name in cues)
        return any(match is not None and match.start() == 0 for match in found)

    def is_bare(self, candidate: Candidate) -> bool:
        """Whether the text is the expression and next to nothing else, as people type it: such a line looks ahead."""
        text = self.text
        if len(text) - (candidate.end - candidate.start) > QUERY:
            return False
        return not self.starts("past", 0, len(text)) and not self.language.cue("said", text)

    def says_will(self, candidate: Candidate) -> bool:
        """Whether something before the candidate in its sentence looks ahead."""
        begin, _ = self.bounds(candidate)
        future, past = (self._last(cue, begin, candidate.start) for cue in TENSES)
        return future >= 0 and future > past

    def was_said(self, candidate: Candidate) -> bool:
        """Whether a verb of saying stands before the candidate: its day is when it was said."""
        return self.language.cue("said", self.text[self.bounds(candidate)[0] : candidate.start]) is not None

    def is_compared(self, candidate: Candidate) -> bool:
        """Whether it is only compared with or counted from: "the deadliest since 1975", "than in 2019"."""
        left = self.text[max(0, candidate.start - BESIDE) : candidate.start]
        return self.language.cue("compared", left) is not None

    def is_modifier(self, candidate: Candidate) -> bool:
        """Whether it only tells which thing is meant: "the 2020 census", "the July 22 attacks"."""
        left = self.text[max(0, candidate.start - BESIDE) : candidate.start]
        right = self.text[candidate.end :][:NOUN]
        return bool(self.language.cue("modifying", left)) and bool(self.language.cue("modified", right))

    def names_happening(self, candidate: Candidate) -> bool:
        """Whether it is the date by which something that nobody plans is known: "the July 22 attacks"."""
        right = self.text[candidate.end : candidate.end + BESIDE]
        return bool(self.language.cue("unplanned", right)) and self.is_modifier(candidate)

    def names_edition(self, candidate: Candidate) -> bool:
        """Whether it is the year of a document, count or contest that recurs: "the 2020 census"."""
        if candidate.rule.form != "year":
            return False
        right = self.text[candidate.end : candidate.end + BESIDE]
        return bool(self.language.cue("edition", right)) and self.is_modifier(candidate)

    def starts(self, cue: str, begin: int, end: int) -> list[int]:
        """Where a cue starts between two places. The text is searched in blocks, each at most once."""
        pattern = self.language.cues.get(cue)
        if pattern is None:
            return []
        starts: list[int] = []
        for block in range(begin // BLOCK, max(begin, end - 1) // BLOCK + 1):
            if (cue, block) not in self.cue_starts:
                low, high = block * BLOCK, (block + 1) * BLOCK
                found = (match.start() for match in pattern.finditer(self.text, low, high + BLOCK // 8))
                self.cue_starts[cue, block] = [start for start in found if start < high]
            starts += self.cue_starts[cue, block]
        return starts[bisect_left(starts, begin) : bisect_left(starts, end)]

    def _last(self, cue: str, begin: int, end: int) -> int:
        return max(self.starts(cue, begin, end), default=-1)

    def _first(self, cue: str, begin: int, end: int) -> int | None:
        return min(self.starts(cue, begin, end), default=None)
