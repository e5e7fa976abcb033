"""Stories: what is one happening across documents, what is not, and what a story says of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import merge
from pipeline.model import Basis, Event, Granularity, Interval, Mention, Modality, Place, Span, Toponym, event_id
from pipeline.timex import granularity_of, interval_of, moment
from tests.events_fixture import BERLIN, LIMA, LISBON, VOSTOCHNY

SUMMIT = "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"
LEADERS = ("Kim Jong Un", "Vladimir Putin")


def event(document: str, title: str, value: str, place: Place | None, **changes: object) -> Event:
    """An event; the value `../x` makes it bounded by the document's date."""
    interval = interval_of(value) if value else None
    bounded = value.startswith("..")
    basis = Basis.NONE if not value else Basis.DCT if bounded else Basis.EXPLICIT
    best = None if interval is None else interval.start if interval.start is not None else moment(2023, 11, 13)
    made = Event(
        event_id(document, title, title.split()[0], 0), document, Span(0, 1), Span(0, 1), title, "diplomacy",
        value=value, basis=basis, interval=interval, best=best, quote=title,
        granularity=granularity_of(value.removeprefix("../")) if value else Granularity.UNKNOWN,
        mention=Mention(Toponym(Span(0, 1), place.name), place) if place is not None else None,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


BOUND = event("a", SUMMIT, "../2023-11-13", VOSTOCHNY, actors=LEADERS)
STATED = event(
    "b", "Kim Jong Un and Vladimir Putin met at the Vostochny Cosmodrome", "2023-09-13", VOSTOCHNY, actors=LEADERS
)


def test_the_stated_and_the_bounded_summit_are_one_story() -> None:
    [story] = merge.merge([BOUND, STATED])
    assert story.event_ids == (STATED.id, BOUND.id)
    assert story.id == min(BOUND.id, STATED.id)
    assert "13 Sep 2023" in story.why
    assert "by 13 Nov 2023" in story.why
    assert "Vostochny Cosmodrome" in story.why


def test_order_does_not_matter() -> None:
    assert merge.merge([STATED, BOUND]) == merge.merge([BOUND, STATED])


def test_a_day_told_differently_is_shown_as_a_difference() -> None:
    other = replace(STATED, id="f" * 16, document_id="c", value="2023-09-14", interval=interval_of("2023-09-14"))
    [story] = merge.merge([STATED, other])
    assert "The sources differ: 2023-09-13 or 2023-09-14." in story.why


def test_tolls_that_differ_are_one_story_and_shown() -> None:
    left = event("a", "Bomb exploded in the market", "1990-01-05", LIMA, type="attack", counts=("9 killed",))
    right = event("b", "Explosion in a market of Lima", "1990-01-05", LIMA, type="attack", counts=("12 killed",))
    [story] = merge.merge([left, right])
    assert "The sources differ: 9 killed or 12 killed." in story.why


def test_a_telling_without_a_date_or_a_place_is_found_by_its_rare_words() -> None:
    quote = "Kim Jong Un and Vladimir Putin met at the Vostochny Cosmodrome for four hours."
    undated = event("c", SUMMIT, "", VOSTOCHNY, actors=LEADERS, quote=quote)
    unplaced = event("d", SUMMIT, "2023-09-13", None, actors=LEADERS, quote=quote)
    [story] = merge.merge([STATED, undated, unplaced])
    assert len(story.event_ids) == 3


def test_the_trial_is_not_the_attack() -> None:
    attack = event("a", "Bomb exploded in the market of Lima", "1990-01-05", LIMA, type="attack")
    trial = event("b", "Trial over the bomb in the market of Lima", "", LIMA, type="attack")
    assert len(merge.merge([attack, trial])) == 2


def test_equal_words_of_two_towns_are_two_happenings() -> None:
    left = event("a", "Bomb exploded in the market", "1990-01-05", LIMA, type="attack")
    right = event("b", "Bomb exploded in the market", "1990-01-05", LISBON, type="attack")
    assert len(merge.merge([left, right])) == 2


@pytest.mark.parametrize(
    "other",
    [
        event("c", SUMMIT, "2019-04-25", VOSTOCHNY, actors=LEADERS),  # years before
        event("c", SUMMIT, "2023-09-13", LISBON, actors=LEADERS),  # elsewhere
        event("c", SUMMIT, "2023-09-13", VOSTOCHNY, actors=LEADERS, modality=Modality.PLANNED),
        event("c", "Workers build a new launch pad", "2023-09-13", VOSTOCHNY),  # only place and day
    ],
)
def test_what_contradicts_stays_apart(other: Event) -> None:
    assert len(merge.merge([STATED, other])) == 2


def test_types_of_no_family_speak_against_one_happening_but_do_not_forbid_it() -> None:
    vague = event("c", SUMMIT, "../2023-11-13", None, actors=LEADERS)
    assert len(merge.merge([STATED, vague])) == 1
    assert len(merge.merge([STATED, replace(vague, type="accident")])) == 2
    stated = event("c", SUMMIT, "2023-09-13", VOSTOCHNY, actors=LEADERS, type="accident")
    assert len(merge.merge([STATED, stated])) == 1


def test_two_stated_dates_are_never_joined_by_a_third_event() -> None:
    later = replace(STATED, id="f" * 16, document_id="c", value="2023-10-20", interval=interval_of("2023-10-20"))
    stories = merge.merge([STATED, BOUND, later])
    assert sorted(len(story.event_ids) for story in stories) == [1, 2]


def test_neighbouring_points_are_one_place() -> None:
    near = replace(LIMA, id="curated:lima-centre", lat=LIMA.lat + 0.02)
    left = event("a", "Bomb exploded in the market", "1990-01-05", LIMA)
    right = event("b", "Bomb exploded in a market", "1990-01-05", near)
    assert len(merge.merge([left, right])) == 1


def test_places_on_both_sides_of_180_degrees_are_neighbours() -> None:
    west = Place("x:1", "Date Line", 0.0, 179.999, 5_000.0)
    east = Place("x:2", "Date Line", 0.0, -179.999, 5_000.0)
    left = event("a", "Two ships met on the date line", "1990-01-05", west)
    right = event("b", "Two ships met on the date line", "1990-01-05", east)
    assert len(merge.merge([left, right])) == 1


def test_a_document_that_says_it_twice_is_merged_only_if_nearly_equal() -> None:
    first = event("a", "Berlin conference opened in Berlin", "1884-11-15", BERLIN)
    again = replace(first, id="f" * 16)
    other = event("a", "Berlin conference closed after three months", "1884-11-15", BERLIN)
    assert [len(story.event_ids) for story in merge.merge([first, again])] == [2]
    assert len(merge.merge([first, other])) == 2


def test_a_single_event_is_its_own_story() -> None:
    [story] = merge.merge([BOUND])
    assert (story.id, story.event_ids, story.why) == (BOUND.id, (BOUND.id,), "")
    assert merge.merge([]) == ()


def test_many_events_of_one_place_are_compared_in_time() -> None:
    many = [
        event(f"d{number}", "Bomb exploded in the market", f"19{number % 90 + 10}-01-05", LIMA) for number in range(400)
    ]
    stories = merge.merge(many)
    assert len(stories) == 90
    assert all(len({many_by_id(many)[member].value for member in story.event_ids}) == 1 for story in stories)


def many_by_id(events: list[Event]) -> dict[str, Event]:
    return {entry.id: entry for entry in events}


values = st.sampled_from(["", "2023", "2023-09-13", "2023-09-13/2023-09-15", "../2023-11-13", "BC0044-03-15"])
titles = st.sampled_from([SUMMIT, "Kim Jong Un and Vladimir Putin met", "Bomb exploded in a market", "War"])
spots = st.sampled_from([None, VOSTOCHNY, LIMA, BERLIN])


@given(st.lists(st.tuples(st.sampled_from("abc"), titles, values, spots), max_size=12))
def test_every_event_is_in_exactly_one_story(rows: list[tuple[str, str, str, Place | None]]) -> None:
    events = [replace(event(*row), id=f"{number:016x}") for number, row in enumerate(rows)]
    stories = merge.merge(events)
    members = Counter(member for story in stories for member in story.event_ids)
    assert members == Counter(entry.id for entry in events)
    known = many_by_id(events)
    for story in stories:
        assert story.id == min(story.event_ids)
        stated = [known[member].interval for member in story.event_ids if known[member].basis is Basis.EXPLICIT]
        assert _lie_together([interval for interval in stated if interval is not None])


def _lie_together(intervals: list[Interval]) -> bool:
    starts = [interval.start for interval in intervals if interval.start is not None]
    ends = [interval.end for interval in intervals if interval.end is not None]
    return not starts or not ends or max(starts) <= min(ends)  # two days side by side may be one told wrongly
