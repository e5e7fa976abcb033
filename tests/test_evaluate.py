"""Scores by hand, scores against the reference scorer, and the gate that holds them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import evaluate
from pipeline.config import Settings
from pipeline.errors import ConfigurationError, ReadError
from pipeline.evaluate import Report, bootstrap, corpus, days, gate, happenings, system
from pipeline.evaluate.corpus import Benchmark
from pipeline.model import Basis, DocumentKind, Event, Granularity, Interval, Span
from pipeline.timex import interval_of, moment
from pipeline.timex.calendar import days_from_civil

GOLD_TIMEX = {
    "id": "a",
    "text": "On Monday and 3 May 2001, then in June, for years.",
    "timex": [
        {"start": 3, "end": 9, "type": "DATE", "value": "2001-04-30"},
        {"start": 14, "end": 24, "type": "DATE", "value": "2001-05-03"},
        {"start": 34, "end": 38, "type": "DATE", "value": "null"},
        {"start": 40, "end": 49, "type": "DURATION", "value": "PXY", "dctflag": True},
    ],
}

EVENT = Event(
    "a", "a", Span(0, 1), Span(0, 1), "", "disaster", value="1755-11-01", interval=interval_of("1755-11-01"),
    best=moment(1755, 11, 1), basis=Basis.EXPLICIT, granularity=Granularity.DAY,
)  # fmt: skip


def test_temporal_counts_by_hand() -> None:
    found = {
        "timex": [
            {"start": 3, "end": 9, "type": "DATE", "value": "2001-05-07"},  # strict, wrong value
            {"start": 11, "end": 24, "type": "DATE", "value": "2001-05-03"},  # relaxed, right value
            {"start": 34, "end": 38, "type": "TIME", "value": "2001-06"},  # strict on a blank value, wrong type
            {"start": 26, "end": 30, "type": "DATE", "value": "FUTURE_REF"},  # spurious
            {"start": 44, "end": 49, "type": "DURATION", "value": "PXY"},  # on the printed date: not counted
        ]
    }
    figures = evaluate.figures("temporal", [GOLD_TIMEX], [found])
    assert figures["strict_precision"] == 2 / 4
    assert figures["strict_recall"] == 2 / 3
    assert figures["relaxed_recall"] == 1.0
    assert figures["type_precision"] == 2 / 4
    assert figures["value_precision"] == 1 / 3
    assert figures["value_recall"] == 1 / 2


def test_stories_by_hand() -> None:
    quake = replace(EVENT, title="Earthquake destroyed Lisbon", quote="An earthquake destroyed Lisbon.")
    again = replace(quake, id="b", document_id="b", quote="Lisbon was destroyed by an earthquake.")
    later = replace(quake, id="c", document_id="c", interval=interval_of("1755-12-21"), value="1755-12-21")
    lost = replace(quake, id="d", document_id="d", type="culture", title="Opera", quote="An opera was played.")
    gold = [
        {"id": "a", "story": "quake"},
        {"id": "b", "story": "quake"},
        {"id": "c", "story": "later", "near": "quake"},
        {"id": "d", "story": "quake", "flaw": "date-wrong"},
    ]
    figures = evaluate.figures("stories", gold, [{"events": (event,)} for event in (quake, again, later, lost)])
    assert figures == {"joined": 1 / 3, "flawed_joined": 0.0, "kept_apart": 1.0}


def test_a_bootstrap_interval_holds_the_share_and_is_the_same_every_time() -> None:
    counts = [Counter(hit=number % 2, all=1) for number in range(100)]

    def share(total: Counter[str]) -> float | None:
        return total["hit"] / total["all"] if total["all"] else None

    found = bootstrap.interval(counts, share, rounds=200)
    assert found == bootstrap.interval(counts, share, rounds=200)
    assert found is not None
    low, high = found
    assert 0.35 < low < 0.5 < high < 0.65
    assert bootstrap.interval([], share) is None
    assert bootstrap.interval([Counter(all=0)], share) is None


def test_toponyms_by_hand() -> None:
    gold = {
        "places": [
            {"start": 0, "end": 5, "lat": 48.86, "lon": 2.35, "geonameid": None},
            {"start": 10, "end": 15, "lat": 0.0, "lon": 0.0, "geonameid": 77},
            {"start": 20, "end": 25, "lat": None, "lon": None},
            {"start": 30, "end": 35, "lat": 10.0, "lon": 10.0},
        ]
    }
    found = {
        "places": [
            {"start": 0, "end": 5, "lat": 48.80, "lon": 2.40},  # near
            {"start": 10, "end": 15, "lat": 60.0, "lon": 60.0, "geonameid": "77"},  # far, the same id
            {"start": 20, "end": 25, "lat": 1.0, "lon": 1.0},  # on gold without coordinates: not counted
            {"start": 31, "end": 40, "lat": None, "lon": None},  # overlaps, not placed
        ]
    }
    figures = evaluate.figures("toponyms", [gold], [found])
    assert figures["strict_f1"] == pytest.approx(2 / 3)
    assert figures["overlap_f1"] == 1.0
    assert figures["acc161"] == pytest.approx(2 / 3)
    assert figures["e2e161_f1"] == pytest.approx(2 / 3)
    assert figures["e2e161_distance_f1"] == pytest.approx(1 / 3)


def happening(when: str | None, lat: float | None = None, salience: float = 0.0) -> dict[str, Any]:
    return {"when": when, "lat": lat, "lon": None if lat is None else 0.0, "salience": salience}


@pytest.mark.parametrize(
    ("gold", "found", "hits"),
    [
        ("2001-05-03", "2001-05-03", {"day", "date"}),
        ("2001-05-03", "2001-05", {"date"}),  # 31 days hold the day
        ("2001-05-03", "2001", set()),
        ("2001-05", "2001-05-03", {"date"}),
        ("2001", "1999/2003", set()),
        ("2001-05", "2001", {"date"}),
        ("../2001-05-03", "../2001-05-03", {"open"}),
        ("../2001-05-03", "2001-05-03", set()),
        ("2001-05-03", "../2001-05-03", set()),
        ("-0043-03-15", "BC0044-03-15", {"day", "date"}),
        ("2001-05-03", None, set()),
    ],
)
def test_event_dates_by_hand(gold: str, found: str | None, hits: set[str]) -> None:
    counts = happenings.count({"events": [happening(gold)]}, {"events": [happening(found)]}, None)
    assert {name for name in ("day", "date", "open") if counts[name]} == hits


def test_both_needs_one_event_with_date_and_place() -> None:
    gold = {"events": [happening("2001-05-03", 10.0)]}
    apart = {"events": [happening("2001-05-03", 50.0), happening("1999", 10.0)]}
    counts = happenings.count(gold, apart, None)
    assert (counts["date"], counts["place"], counts["both"]) == (1, 1, 0)


def test_one_system_event_hits_one_gold_event_and_top_keeps_the_salient() -> None:
    gold = {"events": [happening("2001-05-03"), happening("2001-05")]}
    one = {"events": [happening("2001-05-03", salience=0.9), happening("1999", salience=0.1)]}
    assert happenings.count(gold, one, None)["date"] == 1
    assert happenings.count(gold, one, 1)["system"] == 1
    assert happenings.count(gold, {"events": one["events"][1:]}, 1)["date"] == 0


def test_matching_is_maximal() -> None:
    gold = {"events": [happening("2001"), happening("2001-05-03")]}
    found = {"events": [happening("2001-05-03"), happening("2001-08-01")]}
    assert happenings.count(gold, found, None)["date"] == 2


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-W37", (2023, 9, 11), (2023, 9, 17)),
        ("2022-WI", (2022, 12, 1), (2023, 2, 28)),
        ("2023-Q3", (2023, 7, 1), (2023, 9, 30)),
        ("199", (1990, 1, 1), (1999, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2023-09-XX", (2023, 9, 1), (2023, 9, 30)),
        ("2023-09-13T14:00", (2023, 9, 13), (2023, 9, 13)),
        ("BC0044", (-43, 1, 1), (-43, 12, 31)),
        ("BC0001", (0, 1, 1), (0, 12, 31)),
    ],
)
def test_days_of_a_value(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert days.days(value) == (days_from_civil(*first), days_from_civil(*last))


@pytest.mark.parametrize("value", ["PAST_REF", "P3D", "2023-13", "XXXX-05-03", "../..", ""])
def test_what_is_no_date(value: str) -> None:
    assert days.interval(value) is None


def event(**changes: Any) -> Event:
    return replace(Event("e", "d", Span(0, 1), Span(0, 1), "t", "other"), **changes)


def test_the_date_an_event_is_scored_by() -> None:
    whole = interval_of("1941-05")
    end = moment(2023, 11, 14)
    bound = Interval(None, end)
    assert system.when_of(event()) is None
    assert system.when_of(event(interval=whole, granularity=Granularity.MONTH)) == "1941-05-01/1941-05-31"
    assert system.when_of(event(interval=bound, best=end - 1, basis=Basis.DCT)) == "2023-11-13"
    assert system.when_of(event(interval=bound, best=end - 1, basis=Basis.BOUNDED)) == "../2023-11-13"
    assert system.when_of(event(interval=interval_of("BC0044-03-15"))) == "-0043-03-15"


def test_a_gold_record_becomes_a_document_unchanged() -> None:
    text = "  March 24, 1990. The last ship leaves.\n"
    document = system.document_of({"id": "x", "text": text, "dct": "1998-01-08T10:00"})
    assert document.text == text
    assert document.dct is not None
    assert (document.dct.value, document.kind) == ("1998-01-08", DocumentKind.CHRONICLE)


# The reference scorer: the same figures on the same output.


def perturbed(record: dict[str, Any], seed: int) -> dict[str, Any]:
    """A system record made from gold: some annotations lost, moved, changed, made up."""
    chance = random.Random(f"{record['id']} {seed}")
    kind = next(name for name in ("timex", "places", "events") if name in record)
    found = []
    for annotation in record[kind]:
        if chance.random() < 0.25:
            continue
        changed = dict(annotation, salience=chance.random())
        for name in ("start", "end", "lat", "lon"):
            if changed.get(name) is not None and chance.random() < 0.3:
                changed[name] += chance.choice([1, 2, 3])
        for name, others in {"value": ["2001", "199"], "when": ["2001-05", "../2001", None], "type": ["SET"]}.items():
            if name in changed and chance.random() < 0.3:
                changed[name] = chance.choice(others)
        if "end" in changed:
            changed["end"] = max(changed["end"], changed["start"] + 1)
        found += [changed] if chance.random() < 0.9 else [changed, dict(changed)]
    chance.shuffle(found)
    return {"id": record["id"], kind: found}


RENAMED = {
    "mean": "mean_km",
    "median": "median_km",
    "e2e161_distance_only": "e2e161_distance",
    "precision_both": "both_precision",
}
SCORED = [
    ("temporal", "temporal_timebank_te3.jsonl", None),
    ("temporal", "temporal_meantime_en.jsonl", None),
    ("temporal", "temporal_wikiwars_timex2.jsonl", None),
    ("toponyms", "toponyms_lgl.jsonl", None),
    ("toponyms", "toponyms_wotr_train.jsonl", None),
    ("events", "events_muc4_dev.jsonl", 8),
    ("events", "events_giveme5w1h.jsonl", None),
    ("events", "events_wikipedia_onthisday_single.jsonl", 2),
    ("events", "events_bellingcat_ukraine.jsonl", 1),
]


@pytest.mark.corpora
@pytest.mark.parametrize(("task", "name", "top"), SCORED, ids=[name for _, name, _ in SCORED])
def test_figures_agree_with_the_reference_scorer(
    corpora: Path, tmp_path: Path, task: str, name: str, top: int | None
) -> None:
    gold = corpus.records([corpora / name])
    found = [perturbed(record, 7) for record in gold]
    output = tmp_path / "system.jsonl"
    output.write_text("".join(json.dumps(record) + "\n" for record in found), "utf-8")
    gold_copy = tmp_path / "gold.jsonl"
    gold_copy.write_text("".join(json.dumps(record) + "\n" for record in gold), "utf-8")
    command = [sys.executable, str(corpora / "score.py"), task, str(gold_copy), str(output)]
    command += ["--top", str(top)] if top else []
    reference = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    figures = evaluate.figures(task, gold, found, top)
    compared = 0
    for key, value in reference.items():
        known = RENAMED.get(key, key)
        if isinstance(value, list):
            assert [figures[f"{known}_{part}"] for part in ("precision", "recall", "f1")] == pytest.approx(value), key
            compared += 1
        elif known in figures:
            assert figures[known] == (value if value is None else pytest.approx(value)), key
            compared += 1
    assert compared >= 4


# The gate.


def report(figure: float = 0.8, floor: float = 0.75, found: str = "f" * 64, pinned: str = "f" * 64) -> Report:
    benchmark = Benchmark("temporal_x", "temporal", ("temporal_x.jsonl",), None, {"x": pinned}, {"value_f1": floor})
    return Report(benchmark, 3, {"value_f1": figure}, fingerprints={"x": found})


def test_the_gate_passes_at_the_floor_and_fails_below() -> None:
    assert gate.failures([report(0.75)]) == []
    assert gate.failures([report(0.7499)]) == ["temporal_x: value_f1 is 74.99, below its floor of 75.00"]


def test_the_gate_fails_on_another_corpus() -> None:
    failures = gate.failures([report(0.9, found="a" * 64)])
    assert len(failures) == 1
    assert "is not the corpus" in failures[0]


def test_the_gate_fails_on_a_missing_figure() -> None:
    missing = replace(report(), measures={})
    assert "missing" in gate.failures([missing])[0]


def written(path: Path, *reports: Report, allow_lower: bool = False) -> dict[str, Benchmark]:
    gate.write_floors(list(reports), path, allow_lower=allow_lower)
    return corpus.pinned(path)


def test_floors_are_raised_but_never_lowered_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    assert written(path, report(0.8, 0.75))["temporal_x"].floors == {"value_f1": 0.795}
    assert written(path, report(0.752, 0.75))["temporal_x"].floors == {"value_f1": 0.75}
    with pytest.raises(ConfigurationError, match="--allow-lower"):
        written(path, report(0.7, 0.75))
    assert written(path, report(0.7, 0.75), allow_lower=True)["temporal_x"].floors == {"value_f1": 0.695}


def test_floors_keep_other_benchmarks_and_hashes(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(gate.rendered(corpus.pinned()), "utf-8")
    after = written(path, report(0.9, 0.75, found="b" * 64))
    assert after["temporal_x"].sha256 == {"x": "b" * 64}
    assert set(after) == {*corpus.pinned(), "temporal_x"}


def test_a_sample_writes_no_floors(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--sample"):
        written(tmp_path / "floors.toml", replace(report(), sampled=True))


def test_the_pinned_floors_are_those_of_our_own_gold() -> None:
    benchmarks = corpus.pinned()
    for name in ("temporal_own", "toponyms_own", "events_own"):
        assert benchmarks[name].floors
        assert benchmarks[name].sha256 == {f"{name}.jsonl": corpus.fingerprint(corpus.OWN / f"{name}.jsonl")}


def test_a_bad_floors_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[temporal_x]\nfiles = []\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"floors\.toml"):
        corpus.pinned(path)


def test_a_bad_gold_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "temporal_x.jsonl"
    path.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', "utf-8")
    with pytest.raises(ReadError, match="line 2"):
        corpus.records([path])


def test_repeated_ids_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "events_x.jsonl"
    path.write_text('{"id": "a", "text": ""}\n' * 3, "utf-8")
    assert [record["id"] for record in corpus.records([path])] == ["a", "a#2", "a#3"]


def test_every_gold_file_is_a_benchmark(tmp_path: Path) -> None:
    (tmp_path / "temporal_y.jsonl").write_text('{"id": "a", "text": ""}\n', "utf-8")
    (tmp_path / "notes.jsonl").write_text("", "utf-8")
    known = corpus.available([corpus.OWN, tmp_path])
    assert {"temporal_own", "toponyms_own", "events_own", "temporal_y"} <= set(known)
    assert "notes" not in known


def test_benchmarks_are_run_and_scored_in_their_order() -> None:
    known = corpus.available([corpus.OWN])
    told: list[float] = []
    dates, creation = evaluate.score(
        [known["temporal_own"], known["dct_own"]],
        Settings(workers=1),
        [corpus.OWN],
        sample=5,
        progress=lambda fraction, _: told.append(fraction),
    )
    assert (dates.records, dates.sampled) == (5, True)
    assert (dates.measures["relaxed_f1"] or 0.0) > 0.5
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert set(evaluate.headline(dates)) == {"strict_f1", "relaxed_f1", "type_f1", "value_f1"}
    assert (creation.records, creation.benchmark.name) == (5, "dct_own")
    assert (creation.measures["right_day"] or 0.0) > 0.5


def test_a_benchmark_whose_file_is_missing_is_not_scored(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone: .* is not in"):
        evaluate.score([Benchmark("gone", "temporal", ("gone.jsonl",))], Settings(), [tmp_path])


@given(st.text(max_size=20))
def test_no_value_breaks_the_days(value: str) -> None:
    found = days.interval(value)
    assert found is None or len(found) == 2
