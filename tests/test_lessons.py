"""Lessons: small texts of our own for training, filled from patterns, with a gold that fits their words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from benchmarks.lessons import PLACES, TIMES, records
from pipeline.dates import find
from pipeline.model import Document
from pipeline.timex import interval_of

MADE = records()


def test_nothing_of_a_pattern_is_left_and_every_text_is_another() -> None:
    assert not [record["id"] for record in MADE if re.search(r"[{}<>|]|\([^()]*/", record["text"])]
    assert len({record["text"] for record in MADE}) == len(MADE)
    assert records() == MADE
    assert set(Counter(record["group"] for record in MADE).values()) == {TIMES}


def test_every_event_has_a_word_a_date_and_a_place_that_its_text_holds() -> None:
    for record in MADE:
        text = record["text"]
        dates = {timex.value for timex in find(Document(Document.id_of("x"), "r", "x", "", text))}
        assert bool(record["events"]) != record["group"].startswith("lesson-nothing"), record["id"]
        for event in record["events"]:
            assert event["when"] in dates, (record["id"], event["when"], dates)
            assert interval_of(event["when"]) is not None
            assert text[slice(*event["when_span"])].strip()
            assert event["is_place_open"] == (event["place"] is None)
            if event["place"] is not None:
                assert text[slice(*event["where_span"])] == event["place"]
                assert (event["lat"], event["lon"]) == PLACES[event["place"]]
            for start, end in event["mentions"]:
                assert re.fullmatch(r"\w+( \w+)?", text[start:end]), (record["id"], text[start:end])


def test_no_word_is_told_twice() -> None:
    for record in MADE:
        spans = sorted(span for event in record["events"] for span in event["mentions"])
        assert all(left[1] <= right[0] for left, right in pairwise(spans)), record["id"]
