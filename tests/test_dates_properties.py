"""Properties: spans, no exceptions, values that arithmetic understands, work that grows with the text only."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import dates, lang
from pipeline.dates.recognise import _merged, _windows
from pipeline.model import Document, DocumentKind, Granularity, Timex, TimexType
from pipeline.timex import granularity_of, interval_of, label, value_of

PIECES = """
in on the of last next May March 3 13 5th 1941 44 BC B.C. '68 1990s Tuesday morning noon 10:35 a.m. weeks ago
later two twenty-five a century 12th summer quarter third Q3 this that following year 2023-09-13 13/09/2023
9999 0000 29 February 31 and to - from between until Christmas Eve every day year-end now 24:00 UTC early mid
late
"""
WORDS = st.sampled_from([*PIECES.split(), "-\n"])
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join))
ANCHORS = st.sampled_from([None, "2023-11-13", "0001-01-01", "9999-12-31", "BC0044-03-15"])


def document(text: str, dct: str | None = None, language: str = "en", kind: str = "news") -> Document:
    dated = None if dct is None else Timex(TimexType.DATE, dct)
    return Document("d", "r", "s", "t", text, language=language, dct=dated, kind=DocumentKind(kind))


@settings(max_examples=300, deadline=None)
@given(TEXTS, ANCHORS, st.sampled_from(lang.codes()), st.sampled_from(["news", "history", "table"]))
def test_any_text_gives_sound_timexes(text: str, dct: str | None, language: str, kind: str) -> None:
    timexes = dates.find(document(text, dct, language, kind))
    end = 0
    for timex in timexes:
        assert timex.span is not None
        assert end <= timex.span.start < timex.span.end <= len(text)
        end = timex.span.end
        assert timex.value
        assert timex.rule
        assert label(timex.value, timex.mod)


@settings(max_examples=200, deadline=None)
@given(TEXTS, ANCHORS)
def test_value_interval_value(text: str, dct: str | None) -> None:
    plain = {Granularity.DAY, Granularity.MONTH, Granularity.YEAR}
    for timex in dates.find(document(text, dct)):
        granularity, interval = granularity_of(timex.value), interval_of(timex.value)
        if granularity in plain and interval is not None and interval.start is not None:
            assert value_of(interval.start, granularity) == timex.value


@pytest.mark.parametrize("piece", ["the ", "3 ", "in the ", " ", "1941-", "May ", "a ", "\n", "two ", "12:", "'"])
def test_windows_cover_a_long_text_at_most_once_per_trigger(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for windows in _windows(text, lang.load("en").triggers).values():
        covered = sum(end - start for start, end in _merged(windows, False))
        assert covered <= len(text)


@pytest.mark.parametrize("code", lang.codes())
def test_rules_repeat_nothing_without_bound(code: str) -> None:
    """An unbounded repeat inside a rule could make the work grow with the square of the text."""
    for rule in dates.language_of(code).rules:
        bare = re.sub(r"\[(?:\\.|[^\]\\])*\]", "C", rule.pattern.pattern)
        bare = re.sub(r"\\.", "C", bare)
        assert not re.search(r"[*+]|\{\d+,\}", bare), rule.name


def test_a_long_text_of_nothing_but_triggers_ends() -> None:
    timexes = dates.find(document("May 3 to 5 " * 3_000, "2023-11-13"))
    assert len(timexes) > 3_000
