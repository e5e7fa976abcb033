"""The document's own date: the gold set of files, the policy for sources that disagree, and its measures."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import readers
from pipeline.config import Settings
from pipeline.evaluate import creation, system
from pipeline.readers import dct, policy

GOLD = Path(__file__).parent / "gold"
SETS = {"dct": GOLD / "dct_own.jsonl", "dct2": GOLD / "dct_fresh.jsonl"}  # by the folder of their files
RECORDS: list[dict[str, Any]] = [
    json.loads(line) for gold in SETS.values() for line in gold.read_text("utf-8").splitlines()
]


# what the reader still gets wrong: a poem's title that is a day, a film show's day, a day whose year only a URL has
MISSED = {"poem_title_none.txt", "movie_night_none.html", "url_blog_yyyymm.html"}


def claim(value: str, weight: float, **more: bool) -> policy.Claim:
    return policy.claim(dct.of_value(value, "metadata", f"rule {weight}"), weight, **more)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record["file"]))
def test_a_file_gets_the_day_it_was_made(record: dict[str, Any]) -> None:
    found = system.creation_finder(Settings())(record)
    assert (found["day"] == record["day"]) == (record["id"] not in MISSED), (found, record["day"])


@pytest.mark.parametrize("folder", SETS)
def test_every_file_of_a_set_is_in_it(folder: str) -> None:
    files = {f"{folder}/{path.name}" for path in (GOLD.parent / folder).iterdir()}
    assert files == {record["file"] for record in RECORDS if record["file"].startswith(f"{folder}/")}
    assert len(files) >= 80


def test_no_claim_no_date() -> None:
    assert policy.resolve([]) is None


def test_the_best_claim_wins_and_the_others_stay() -> None:
    found = policy.resolve([claim("2020-05-03", 0.7), claim("2020-05-01", 0.9)])
    assert found is not None
    assert (found.value, found.score) == ("2020-05-01", 0.9)
    assert found.alternatives == ("2020-05-03 (rule 0.7: trusted less)",)


def test_two_trusted_sources_far_apart_make_less_sure() -> None:
    found = policy.resolve([claim("2020-05-01", 0.95), claim("2019-01-01", 0.9)])
    assert found is not None
    assert (found.value, found.score) == ("2020-05-01", policy.DOUBTED)


def test_a_change_never_outranks_a_publication() -> None:
    found = policy.resolve([claim("2020-05-09", 1.0, is_change=True), claim("2020-05-01", 0.6)])
    assert found is not None
    assert found.value == "2020-05-01"
    assert found.alternatives == ("2020-05-09 (rule 1.0: a change)",)


def test_the_day_that_readers_saw_beats_the_one_in_utc() -> None:
    found = policy.resolve([claim("2020-05-02", 0.97, in_utc=True), claim("2020-05-01", 0.86)])
    assert found is not None
    assert found.value == "2020-05-01"


def test_a_day_beats_the_month_it_lies_in() -> None:
    found = policy.resolve([claim("2020-05", 0.95), claim("2020-05-17", 0.85)])
    assert found is not None
    assert found.value == "2020-05-17"


def test_a_date_of_two_orders_is_read_as_another_source_has_it() -> None:
    written = policy.claim(dct.of_value("2023-04-03", "byline", "numeric", ("2023-03-04",)), 0.9)
    found = policy.resolve([written, claim("2023-03-04", 0.5)])
    assert found is not None
    assert (found.value, found.origin) == ("2023-03-04", "byline")


def test_the_measures_by_hand() -> None:
    counts = creation.count({"day": "2020-05-01"}, {"day": "2020-05-01", "score": 0.9})
    counts += creation.count({"day": "2020-05-01"}, {"day": "2020-05-02", "score": 0.8})
    counts += creation.count({"day": None}, {"day": None, "score": 0.0})
    counts += creation.count({"day": None}, {"day": "2020-05-02", "score": 0.5})
    assert creation.measures(counts) == {"right_day": 0.5, "right_none": 0.5, "not_sure_and_wrong": 0.75}


def test_the_files_time_is_the_last_resort_and_says_so() -> None:
    noon = datetime(2024, 3, 5, 12, 0).timestamp()
    (note,) = readers.read(b"The bridge was closed yesterday, police said on Monday.", "note.txt")
    dated = readers.by_file_time(note, noon).dct
    assert dated is not None
    assert (dated.value, dated.origin, dated.score) == ("2024-03-05", "file time", readers.FILE_TIME)
    (own,) = readers.read(b"Date: 2001-02-03\n\nThe bridge was closed yesterday.", "note.txt")
    assert readers.by_file_time(own, noon).dct == own.dct
    (diary,) = readers.read(b"3 June 1915\nUp at four.\n\n4 June 1915\nRain.\n\n7 June 1915\nRelieved.", "diary.txt")
    assert readers.by_file_time(diary, noon).dct is None
