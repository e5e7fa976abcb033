"""The timeline's payload: times, lanes, the window, and how many marks go to the browser."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from pipeline import timex
from pipeline.selection import Selection
from pipeline.views import feed, palette, timeline
from tests.frames import frame, story


def test_times_are_milliseconds_and_open_ends_are_none() -> None:
    rows = frame(story("a", "2023-09-13"), story("b", end="2023-11-13"), story("c", "-0043"))
    marks = timeline.payload(rows, Selection(), dark=False)["marks"]
    assert marks["start"][0] == timex.moment(2023, 9, 13) / 1000
    assert marks["start"][1] is None
    assert marks["end"][1] == (timex.moment(2023, 11, 13) + timex.DAY) / 1000
    assert marks["best"][2] == timex.moment(-43) / 1000


def test_undated_stories_lie_in_the_tray_the_weightiest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline, "MOST_IN_TRAY", 2)
    undated = (story("b", salience=0.2), story("c", salience=0.9), story("d", salience=0.1))
    drawn = timeline.payload(frame(story("a", "2023"), *undated), Selection(event="c"), dark=False)
    assert drawn["marks"]["id"] == ["a"]
    assert drawn["tray"]["id"] == ["c", "b"]
    assert drawn["tray"]["total"] == 3
    assert drawn["selected"] == "c"


def test_range_and_window_are_half_open() -> None:
    drawn = timeline.payload(
        frame(story("a", "2023")), Selection(start="2022-06", end="2023", window="2023-01~2023-02"), dark=False
    )
    assert drawn["range"] == [timex.moment(2022, 6) / 1000, timex.moment(2024) / 1000]
    assert drawn["window"] == [timex.moment(2023, 1) / 1000, timex.moment(2023, 3) / 1000]


def test_no_window_is_none() -> None:
    assert timeline.payload(frame(story("a", "2023")), Selection(), dark=False)["window"] is None


@pytest.mark.parametrize("by", ["type", "actor", "document", "country"])
def test_every_mark_stands_in_a_lane_that_is_listed(by: str) -> None:
    rows = frame(
        story("a", "2023", type="protest", actors="Kim; Putin", country="RU", document_id="d1"),
        story("b", "2022", type="attack", actors="", country="", document_id="d2"),
    )
    drawn = timeline.payload(rows, Selection(by=by), dark=False, names={"d1": "A title", "RU": "Russia"})
    lanes = [lane["id"] for lane in drawn["lanes"]]
    assert set(drawn["marks"]["lane"]) == set(lanes)
    assert sum(lane["count"] for lane in drawn["lanes"]) == 2
    labels = {lane["id"]: lane["label"] for lane in drawn["lanes"]}
    assert labels.get("d1", "A title") == "A title"
    assert labels.get("RU", "Russia") == "Russia"
    assert by != "actor" or lanes == ["Kim", ""]


def test_a_link_may_name_the_story_or_its_best_event() -> None:
    rows = frame(story("s1", "2023", event_id="e1"))
    for name in ("s1", "e1"):
        assert timeline.payload(rows, Selection(event=name), dark=False)["selected"] == "s1"
        assert feed.payload(rows, Selection(event=name), dark=False)["selected"] == "s1"
    assert timeline.payload(rows, Selection(event="gone"), dark=False)["selected"] == ""


def test_many_marks_are_thinned_and_none_is_lost_from_the_count() -> None:
    days = pd.date_range("1900-01-01", periods=40_000, freq="D")
    one = frame(story("x", "1900-01-01", salience=0.5))
    rows = pd.concat([one] * len(days), ignore_index=True)
    moments = pd.array([timex.moment(day.year, day.month, day.day) for day in days], dtype="Int64")
    rows = rows.assign(
        story_id=[f"s{n}" for n in range(len(days))], start=moments, best=moments, end=moments + timex.DAY
    )
    rows.loc[20_000, "salience"] = 0.9
    drawn = timeline.payload(rows, Selection(), dark=False)
    assert len(drawn["marks"]["id"]) <= 2 * timeline.RAW
    assert sum(drawn["marks"]["n"]) == len(days)
    assert "s20000" in drawn["marks"]["id"]  # the most salient of its spot


def test_feed_keeps_the_order_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST", 2)
    listed = feed.payload(frame(story("b", "2023"), story("a", "2020"), story("c")), Selection(), dark=True)
    assert listed["rows"]["id"] == ["b", "a"]
    assert listed["more"] == 1


def test_titles_are_one_line() -> None:
    listed = feed.payload(frame(story("a", "2023", title="two\nlines\u2028and\x00more")), Selection(), dark=False)
    assert listed["rows"]["title"] == ["two lines and more"]


def test_every_event_type_has_a_colour_and_a_mark_of_its_own() -> None:
    events = pytest.importorskip("pipeline.events")
    assert set(events.TYPES) == set(palette.types())
    for dark in (False, True):
        pairs = [(palette.colour(kind, dark=dark), palette.mark(kind)) for kind in palette.types()]
        assert len(set(pairs)) == len(pairs)


def test_types_of_other_packages_look_like_other() -> None:
    legend = palette.legend(["zeppelin", "attack"], dark=False)
    assert legend["names"] == ["attack", "zeppelin"]
    assert legend["colours"][1] == palette.colour("other", dark=False)


# Simulation of dichromacy in linear RGB: Viénot, Brettel and Mollon (1999), as given by G. W. Meyer's matrices.
DICHROMATS = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
BACKGROUND = {False: "#fcfcfa", True: "#12181d"}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


@pytest.mark.parametrize("dark", [False, True])
def test_colours_stand_out_from_the_background(dark: bool) -> None:
    for kind in palette.types():
        bright, dim = sorted((luminance(palette.colour(kind, dark=dark)), luminance(BACKGROUND[dark])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 3, kind  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("sight", list(DICHROMATS))
def test_types_with_one_mark_differ_to_the_colour_blind(sight: str, dark: bool) -> None:
    def seen(kind: str) -> list[float]:
        own = linear(palette.colour(kind, dark=dark))
        return [
            max(0.0, sum(part * factor for part, factor in zip(own, row, strict=True))) ** (1 / 2.2)
            for row in DICHROMATS[sight]
        ]

    for first, second in itertools.combinations(palette.types(), 2):
        if palette.mark(first) == palette.mark(second):
            apart = sum((a - b) ** 2 for a, b in zip(seen(first), seen(second), strict=True)) ** 0.5
            assert apart > 0.12, (first, second, apart)
