"""Timelines: every definition on records of our own."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import evaluate
from pipeline.cli import accuracy
from pipeline.config import Settings
from pipeline.evaluate import Report, breakdown, calibration, confusion, corpus, gate, system, timelines
from pipeline.evaluate.corpus import Benchmark
from pipeline.model import Mention, Place, Role, Span, Timex, TimexType, Toponym

SENTENCES = [[0, 20], [20, 40], [45, 60]]
KM = 1 / 111.195  # degrees of latitude


def gold(*mentions: tuple[int, int], level: str = "main", **changes: Any) -> dict[str, Any]:
    undated = {"when": "", "lat": None, "lon": None, "scale": "none", "type": "other"}
    return {"level": level, "mentions": [list(span) for span in mentions or ((2, 5),)], **undated, **changes}


def shown(start: int = 2, end: int = 5, **changes: Any) -> dict[str, Any]:
    event = {"when": None, "lat": None, "lon": None, "salience": 0.5, "score": 0.8, "type": "other", "title": ""}
    return {"start": start, "end": end, "main": True, **event, **changes}


def record(*wanted: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": "a", "text": "", "sentences": SENTENCES, "events": list(wanted), **changes}


def counted(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> Counter[str]:
    return timelines.count(record(*wanted), {"events": found})


# Dates.


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("2001-05-03", "2001-05-03", True),
        ("2001-05-03", "2001-05-04", False),
        ("2001-05-03", None, False),
        ("2001-05-03T14:00", "2001-05-03", True),
        ("2001-05", "2001-05-03", True),  # inside a coarser gold
        ("2001-05", "2001-04-30/2001-05-03", False),
        ("2001-05-03", "2001-05-01/2001-05-31", True),  # 31 days around a day
        ("2001-05-03", "2001-05-01/2001-06-01", False),
        ("2001-05", "2001", True),  # 365 days around a month
        ("2000-05", "2000-01-01/2000-12-31", True),  # 366
        ("2000-05", "2000-01-01/2001-01-01", False),
        ("2001-05-01/2001-05-09", "2001-05-02/2001-05-09", True),
        ("2001-05-03", "../2001-05-03", False),  # open system, closed gold
        ("../2001-05-03", "../2001-05-03", True),
        ("../2001-05-03", "../2001-05-02", True),
        ("../2001-05-03", "../2001-05-04", False),
        ("../2001-05-03", "1999", True),  # inside a half-open gold
        ("../2001-05-03", "2001", False),
        ("../2001-05-03", "2001-05-01/..", False),
        ("2001-05-03/..", "2001-05-03/..", True),
        ("2001-05-03/..", "2001-05-03", True),
        ("2001-05-03/..", "2001-05-02", False),
        ("2001-05-03/..", "../2001-05-09", False),
        ("-0043-03-15", "-0043-03", True),
        ("", "2001", None),
        ("", None, None),
    ],
)
def test_dates(wanted: str, found: str | None, right: bool | None) -> None:
    assert timelines.is_date_right({"when": wanted}, {"when": found}) is right


# Places.


@pytest.mark.parametrize(
    ("scale", "reach"), [("site", 161), ("city", 161), ("region", 300), ("country", 1500), ("sea", 1500), ("none", 161)]
)
def test_a_place_is_right_within_the_reach_of_its_scale(scale: str, reach: int) -> None:
    wanted = {"lat": 10.0, "lon": 20.0, "scale": scale}
    assert timelines.is_place_right(wanted, {"lat": 10 + (reach - 1) * KM, "lon": 20.0}) is True
    assert timelines.is_place_right(wanted, {"lat": 10 + (reach + 1) * KM, "lon": 20.0}) is False
    assert timelines.is_place_right(wanted, {"lat": None, "lon": None}) is False


def test_unplaced_gold_says_nothing_of_a_place() -> None:
    assert timelines.is_place_right(gold(), shown(lat=1.0, lon=1.0)) is None
    assert timelines.is_place_right(gold(), shown()) is None


# Matching.


def pairs(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[tuple[int, int]]:
    left, right = [list(map(id, events)) for events in (wanted, found)]
    chosen = timelines.matched(record(*wanted), wanted, found)
    return [(left.index(id(pair.gold)), right.index(id(pair.system))) for pair in chosen]


def test_a_trigger_tells_what_it_overlaps_or_shares_a_sentence_with() -> None:
    assert pairs([gold((2, 5))], [shown(4, 9)]) == [(0, 0)]
    assert pairs([gold((2, 5))], [shown(5, 9)]) == [(0, 0)]  # the same sentence
    assert pairs([gold((2, 5))], [shown(20, 25)]) == []  # the next sentence begins at its first code point
    assert pairs([gold((2, 5), (30, 33))], [shown(20, 25)]) == [(0, 0)]  # a later mention
    assert pairs([gold((41, 43))], [shown(43, 45)]) == []  # in no sentence at all
    assert pairs([gold((41, 43))], [shown(42, 45)]) == [(0, 0)]


def test_pairs_are_one_to_one() -> None:
    assert pairs([gold((2, 5))], [shown(2, 5), shown(2, 5)]) == [(0, 0)]
    assert pairs([gold((2, 5)), gold((2, 5))], [shown(2, 5)]) == [(0, 0)]
    assert pairs([gold((2, 5)), gold((2, 5))], [shown(2, 5), shown(9, 12)]) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ({"start": 9, "end": 12, "when": "2001", "salience": 0.9}, {"when": "1999", "salience": 0.1}),  # overlap
        ({"when": "1999", "lat": 1.0, "lon": 1.0, "salience": 0.9}, {"when": "2001", "salience": 0.1}),  # date
        ({"when": "2001", "salience": 0.9}, {"when": "2001", "lat": 1.0, "lon": 1.0, "salience": 0.1}),  # place
        ({"salience": 0.4}, {"salience": 0.6}),
        ({"salience": None}, {"salience": 0.1}),
    ],
)
def test_the_better_pair_is_taken_first(worse: dict[str, Any], better: dict[str, Any]) -> None:
    wanted = gold(when="2001", lat=1.0, lon=1.0)
    for found in ([shown(**worse), shown(**better)], [shown(**better), shown(**worse)]):
        (pair,) = timelines.matched(record(wanted), [wanted], found)
        assert pair.system == shown(**better)


# Counts.


def test_real_and_rightly_main() -> None:
    levels = ["lead", "main", "background", "planned", "denied"]
    wanted = [gold((start, start + 1), level=level) for start, level in enumerate(levels)]
    counts = counted(wanted, [*(shown(start, start + 1) for start in range(5)), shown(50, 52)])
    assert (counts["shown"], counts["real"], counts["rightly_main"], counts["gold"]) == (6, 5, 2, 2)
    figures = timelines.measures(counts)
    assert (figures["real"], figures["rightly_main"], figures["told"], figures["lead"]) == (5 / 6, 2 / 6, 1.0, 1.0)
    assert (figures["signed_precision"], figures["signed_recall"], figures["signed_f1"]) == (2 / 6, 1.0, 0.5)


@pytest.mark.parametrize(
    ("wanted", "found", "signed"),
    [
        ({"when": "2001", "lat": 1.0, "lon": 1.0}, {"when": "2001", "lat": 1.0, "lon": 1.0}, 1),
        ({"when": "2001", "lat": 1.0, "lon": 1.0}, {"when": "2001"}, 0),
        ({"when": "2001", "lat": 1.0, "lon": 1.0}, {"when": "1999", "lat": 1.0, "lon": 1.0}, 0),
        ({"when": "2001"}, {"when": "2001"}, 1),
        ({"when": "2001"}, {"when": "2001", "lat": 9.0, "lon": 9.0}, 1),  # the text names no place: any
        ({"lat": 1.0, "lon": 1.0}, {"when": "1999", "lat": 1.0, "lon": 1.0}, 1),  # the text says no date: any
        ({}, {}, 1),
        ({"level": "background"}, {}, 0),
        ({"level": "planned", "when": "2001"}, {"when": "2001"}, 0),
    ],
)
def test_signed(wanted: dict[str, Any], found: dict[str, Any], signed: int) -> None:
    counts = counted([gold(**wanted)], [shown(**found)])
    assert counts["signed"] == signed
    assert counts["real"] == 1


def test_date_and_place_are_shares_of_what_has_gold_ones() -> None:
    wanted = [gold((0, 1), when="2001"), gold((1, 2), when="2001", level="background"), gold((2, 3), lat=1.0, lon=1.0)]
    found = [shown(0, 1, when="2001"), shown(1, 2, when="1999"), shown(2, 3, lat=1.0, lon=1.0)]
    figures = timelines.measures(counted(wanted, found))
    assert (figures["date"], figures["place"]) == (1 / 2, 1.0)


def test_leads() -> None:
    wanted = [gold((0, 1), level="lead", when="2001"), gold((25, 26), level="lead")]
    counts = counted(wanted, [shown(0, 1, when="1999")])
    figures = timelines.measures(counts)
    assert (figures["lead"], figures["signed_lead"], figures["complete"]) == (1 / 2, 0.0, 0.0)
    both = timelines.measures(counted(wanted, [shown(0, 1, when="2001"), shown(25, 26)]))
    assert (both["lead"], both["signed_lead"], both["complete"]) == (1.0, 1.0, 1.0)
    without = counted([gold()], [shown()])
    assert timelines.measures(without)["complete"] is None
    assert timelines.measures(without + counts)["complete"] == 0.0  # a document without a lead does not count


def test_any_looks_at_hidden_events_and_wanted_gold_alone() -> None:
    wanted = [gold((0, 1), level="lead"), gold((22, 23), when="2001"), gold((50, 52), level="background")]
    found = [shown(0, 1, main=False), shown(22, 23, main=False, when="1999"), shown(50, 52, main=False)]
    counts = counted(wanted, found)
    assert (counts["shown"], counts["found"], counts["real"]) == (0, 3, 0)
    figures = timelines.measures(counts)
    assert (figures["any"], figures["any_lead"], figures["any_signed"]) == (1.0, 1.0, 1 / 2)
    assert (figures["told"], figures["signed_f1"]) == (0.0, 0.0)


def test_background_does_not_take_an_event_away_from_any() -> None:
    wanted = [gold((2, 5), level="background"), gold((9, 12))]
    counts = counted(wanted, [shown(2, 5)])
    assert (counts["rightly_main"], counts["any"]) == (0, 1)


def test_nothing_to_divide_by() -> None:
    figures = timelines.measures(counted([], []))
    assert figures["signed_f1"] == 0.0
    assert figures["real"] is figures["date"] is figures["lead"] is figures["told"] is None


def test_the_interval_of_signed_f1_draws_documents() -> None:
    right = counted([gold()], [shown()])
    wrong = counted([gold()], [shown(50, 52)])
    found = timelines.bootstrap([right, wrong] * 50, rounds=200)
    assert found is not None
    assert 0.35 < found[0] < 0.5 < found[1] < 0.65
    assert timelines.bootstrap([right] * 9, rounds=20) == (1.0, 1.0)


# Baselines.


def timex(start: int, value: str, **changes: Any) -> Timex:
    return Timex(TimexType.DATE, value, Span(start, start + 2), **changes)


def mention(start: int, lat: float | None, role: Role = Role.LOCATION) -> Mention:
    place = None if lat is None else Place(f"x:{lat}", "X", lat, 0.0)
    return Mention(Toponym(Span(start, start + 2), "X", role=role), place)


def test_both_baselines() -> None:
    wanted = record(sentences=[[0, 20], [20, 40], [40, 60], [60, 62]])
    dates = [timex(3, "2001-05-03"), timex(9, "1999"), timex(22, "PAST_REF"), timex(26, "2001-06"), timex(60, "2002")]
    places = [mention(5, 1.0), mention(7, 2.0), mention(42, 3.0), mention(61, 9.0, Role.DEMONYM), mention(61, None)]
    first = timelines.baseline_sentences(wanted, dates, places, need_place=True)
    assert [(event["start"], event["end"], event["when"], event["lat"]) for event in first] == [
        (0, 3, "2001-05-03/2001-05-03", 1.0)
    ]
    second = timelines.baseline_sentences(wanted, dates, places, need_place=False)
    assert [(event["start"], event["end"], event["when"], event["lat"]) for event in second] == [
        (0, 3, "2001-05-03/2001-05-03", 1.0),
        (20, 23, "2001-06-01/2001-06-30", 2.0),  # no place of its own: the last one named
        (60, 62, "2002-01-01/2002-12-31", 3.0),
    ]
    assert all(event["main"] for event in second)
    assert [event["salience"] for event in second] == sorted((event["salience"] for event in second), reverse=True)


def test_a_baseline_needs_a_closed_date_in_the_text() -> None:
    wanted = record(sentences=[[0, 20]])
    dates = [Timex(TimexType.DATE, "2001"), timex(3, "2001", mod="BEFORE")]
    assert timelines.baseline_sentences(wanted, dates, [mention(5, 1.0)], need_place=False) == []


def test_a_dated_sentence_without_any_place_is_unplaced() -> None:
    (event,) = timelines.baseline_sentences(record(), [timex(3, "2001")], [mention(50, 1.0)], need_place=False)
    assert (event["lat"], event["lon"]) == (None, None)


# Confidence and types.


def test_calibration_bins() -> None:
    wanted = record(gold((0, 1), when="2001"), gold((22, 23), when="2001", level="background"))
    found = [
        shown(0, 1, when="2001", score=0.7),
        shown(22, 23, when="1999", score=0.8),
        shown(50, 52, score=0.84),  # tells nothing
        shown(50, 52, score=0.85, main=False),
        shown(50, 52, score=1.0),
    ]
    low, middle, high = calibration.bins(calibration.judged(wanted, {"events": found}), (0.0, 0.7, 0.9, 1.0))
    assert (low.shown, low.score, low.told_right) == (0, None, None)
    assert (middle.shown, middle.right, middle.told, middle.told_right) == (3, 1 / 3, 2, 1 / 2)
    assert (middle.score, middle.told_score) == (pytest.approx(0.78), 0.75)
    assert (high.shown, high.right, high.told) == (1, 0.0, 0)


def test_types_are_compared_where_the_words_are_the_same() -> None:
    wanted = [gold((0, 1), type="attack"), gold((2, 3), type="attack"), gold((22, 23), type="life")]
    found = [shown(0, 1, type="attack"), shown(2, 3, type="protest", main=False), shown(30, 33, type="life")]
    types = confusion.count(record(*wanted), {"events": found})
    assert types == {("attack", "attack"): 1, ("attack", "protest"): 1}  # 30 only shares the sentence with 22
    attack, protest = confusion.rows(types)
    assert (attack.gold, attack.system, attack.precision, attack.recall) == (2, 1, 1.0, 0.5)
    assert attack.f1 == pytest.approx(2 / 3)
    assert attack.taken_for == {"protest": 1}
    assert (protest.gold, protest.system, protest.f1) == (0, 1, 0.0)
    assert confusion.macro_f1(types) == pytest.approx(2 / 3)  # of the types that gold gives
    assert confusion.accuracy(types) == 1 / 2
    assert confusion.macro_f1(Counter()) is confusion.accuracy(Counter()) is None


# The whole report.


def taken_apart() -> breakdown.Breakdown:
    wanted = [
        record(gold(), kind=kind, language=name) for kind, name in (("news", "en"), ("news", "de"), ("other", "de"))
    ]
    naive = {"B1": [], "B2": [shown(50, 52), shown(2, 5)]}
    return breakdown.of(wanted, [{"events": [shown()], "baselines": naive} for _ in wanted])


def test_the_breakdown_has_every_kind_and_language_for_all_three() -> None:
    rows = {(row.part, row.system): row for row in taken_apart().rows}
    parts = ["all", "kind: news", "kind: other", "language: de", "language: en", "language: not en"]
    assert list(dict.fromkeys(part for part, _ in rows)) == parts
    assert {name for _, name in rows} == {"program", "B1", "B2"}
    assert [rows[part, "program"].measures["documents"] for part in parts] == [3, 2, 1, 2, 1, 2]
    assert rows["all", "program"].measures["signed_f1"] == 1.0
    assert rows["all", "B1"].measures["signed_f1"] == 0.0
    assert rows["all", "B2"].measures["signed_f1"] == pytest.approx(2 / 3)
    assert rows["kind: news", "B2"].interval == pytest.approx((2 / 3, 2 / 3))


def report(*, in_sample: bool) -> Report:
    figures = evaluate.figures("timelines", [record(gold())], [{"events": [shown()]}])
    pinned = Benchmark("timelines_x", "timelines", ("timelines_x.jsonl",), floors={"told": 0.5}, in_sample=in_sample)
    return Report(pinned, 1, figures, breakdown=taken_apart())


def test_the_tables_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    accuracy._print([report(in_sample=True)])
    lines = capsys.readouterr().out.splitlines()
    assert "timelines_x: in sample: these documents trained the weights; the forecast is in docs/accuracy.md" in lines
    assert any(line.startswith("B2: ") and "66.7 [67-67]" in line for line in lines)
    assert any(line.startswith("language: not en ") for line in lines)
    assert any(line.startswith("70-90 % ") for line in lines)
    assert any(line.startswith("types ") and "macro F1" in line for line in lines)
    accuracy._print([report(in_sample=False)])
    assert "in sample" not in capsys.readouterr().out


def test_the_report_as_json_holds_the_breakdown() -> None:
    plain = json.loads(json.dumps(accuracy._plain(report(in_sample=True))))
    assert plain["in_sample"] is True
    assert plain["breakdown"]["rows"][0]["measures"]["told"] == 1.0


def test_in_sample_is_kept_when_floors_are_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    gate.write_floors([report(in_sample=True), replace(report(in_sample=False), benchmark=named("timelines_y"))], path)
    written = corpus.pinned(path)
    assert {name: benchmark.in_sample for name, benchmark in written.items()} == {
        "timelines_x": True,
        "timelines_y": False,
    }
    assert set(written["timelines_y"].floors) == {"signed_f1", "told", "date", "place"}


def named(name: str) -> Benchmark:
    figures = {"date": 0.0, "place": 0.0, "told": 0.0, "signed_f1": 0.0}
    return Benchmark(name, "timelines", (f"{name}.jsonl",), floors=figures)


def test_a_benchmark_of_timelines_is_run(tmp_path: Path, full: Any) -> None:
    text = "On 3 May 2001 a bridge collapsed in Lisbon. Two people were killed."
    written = record(gold((25, 34), level="lead", when="2001-05-03", lat=38.7, lon=-9.1, scale="city"))
    written |= {"text": text, "dct": None, "sentences": [[0, 43], [44, 67]], "kind": "news", "language": "en"}
    (tmp_path / "timelines_z.jsonl").write_text(json.dumps(written) + "\n", "utf-8")
    benchmark = corpus.available([tmp_path])["timelines_z"]
    (scored,) = evaluate.score([benchmark], Settings(workers=1), [tmp_path])
    assert scored.measures["signed_lead"] == 1.0
    assert scored.breakdown is not None
    assert {row.system: row.measures["signed_lead"] for row in scored.breakdown.rows} == dict.fromkeys(
        ("program", "B1", "B2"), 1.0
    )
    ((found,),) = system.find_all([("timelines", [written])], Settings(workers=1))
    keys = {"start", "end", "main", "when", "lat", "lon", "salience", "score", "type", "title"}
    assert all(keys <= set(event) for event in found["events"])
