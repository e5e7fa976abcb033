"""The gold files say what texts.txt says, and every offset points at its surface."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"
specification = importlib.util.spec_from_file_location("make_gold", GOLD / "make_gold.py")
assert specification is not None and specification.loader is not None
make_gold = importlib.util.module_from_spec(specification)
specification.loader.exec_module(make_gold)


@pytest.mark.parametrize("name", ["temporal_own", "toponyms_own", "events_own"])
def test_gold_files_are_up_to_date(name: str) -> None:
    expected = make_gold.records((GOLD / "texts.txt").read_text("utf-8"))[name]
    assert [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()] == expected
    assert len(expected) >= 25


def test_offsets_point_at_surfaces() -> None:
    for name, key in (("temporal_own", "timex"), ("toponyms_own", "places")):
        for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines():
            record = json.loads(line)
            assert all(record["text"][span["start"] : span["end"]] == span["text"] for span in record[key])


def test_stories_are_told_in_different_words_and_near_misses_are_named() -> None:
    tellings = [json.loads(line) for line in (GOLD / "stories_own.jsonl").read_text("utf-8").splitlines()]
    told = Counter(telling["story"] for telling in tellings)
    assert (
        len({telling["id"] for telling in tellings}) == len({telling["text"] for telling in tellings}) == len(tellings)
    )
    assert sum(number > 1 for number in told.values()) >= 60
    assert len({telling["story"] for telling in tellings if "near" in telling}) >= 60
    assert {telling["near"] for telling in tellings if "near" in telling} <= set(told)
    assert sum(told[telling["story"]] - 1 for telling in tellings if "flaw" in telling) >= 20
