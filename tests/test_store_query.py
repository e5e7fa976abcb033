"""Questions: every filter of the link, counts, facets, stories, the quality desk."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from samples import FIJI, GREENWICH, PARIS, SAMOA, VOSTOCHNY, document, event, fill, store

from pipeline import timex
from pipeline.model import Basis, Modality, Story
from pipeline.selection import Selection, encode_ring
from pipeline.store import COLUMNS, Extraction, Query
from pipeline.store.kept import Kept

NEWS = document("news.txt", "one")
BOOK = document("book.txt", "two")
SUMMIT = event(
    NEWS,
    "Summit held at the Vostochny Cosmodrome by Kim Jong Un.",
    ".../2023-11-13",
    VOSTOCHNY,
    type="meeting",
    actors=("Kim Jong Un", "Vladimir Putin"),
    basis=Basis.DCT,
    salience=0.9,
    score=0.55,
)
STATED = event(
    BOOK, "Kim met Putin in the east.", "2023-09-13", None, type="meeting", actors=("Kim Jong-Un",), score=0.9
)
CAESAR = event(BOOK, "Caesar was stabbed.", "-0043-03-15", PARIS, type="killing")
STORM = event(NEWS, "Storm struck Fiji in September.", "2023-09", FIJI, type="disaster", salience=0.5)
CROSSING = event(NEWS, "Crossing reached Apia.", "2023-09-20T14", SAMOA, type="travel")
UNDATED = event(NEWS, "Nobody knows when the café opened.", "", PARIS, type="opening")
ZERO = event(NEWS, "Zero was crossed.", "1960/1969", GREENWICH, type="travel", granularity=timex.granularity_of("196"))
PLANNED = event(NEWS, "Elections are planned.", "2024", None, type="vote", modality=Modality.PLANNED)
OLD = event(NEWS, "Background was recalled.", "1941/...", None, type="other", main=False)
ALL = (SUMMIT, STATED, CAESAR, STORM, CROSSING, UNDATED, ZERO, PLANNED, OLD)


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Query:
    kept = store(tmp_path_factory.mktemp("store"))
    told = Story(min(SUMMIT.id, STATED.id), (STATED.id, SUMMIT.id), "the same two met")
    news = tuple(one for one in ALL if one.document_id == NEWS.id)
    book = tuple(one for one in ALL if one.document_id == BOOK.id)
    fill(kept, Extraction(NEWS, events=news), Extraction(BOOK, events=book), stories=(told,))
    return kept.open("example")


def shown(query: Query, **chosen: object) -> set[str]:
    """The first words of what a selection shows."""
    selection = Selection(**{"main": False, **chosen})  # type: ignore[arg-type]
    table = query.table(selection)
    assert query.count(selection).shown == len(table)
    return {quote.split()[0].rstrip(".") for quote in table["quote"]}


def test_the_table_has_the_agreed_columns(query: Query) -> None:
    table = query.table(Selection(main=False))
    assert tuple(table.columns) == COLUMNS
    assert len(table) == len(ALL) - 1
    assert table["start"].dtype == table["end"].dtype == table["best"].dtype == pd.Int64Dtype()
    caesar = table.set_index("event_id").loc[CAESAR.id]
    assert caesar["best"] == timex.from_iso("-0043-03-15")[0]  # beyond what a float could hold
    assert table["lat"].dtype == table["salience"].dtype == float
    assert table.set_index("event_id").loc[ZERO.id, "lat"] == 0.0


def test_a_story_shows_its_stated_date_and_the_place_that_another_source_gives(query: Query) -> None:
    row = query.table(Selection()).set_index("event_id").loc[STATED.id]
    assert row["when"] == "13 Sep 2023"
    assert row["place_id"] == VOSTOCHNY.id
    assert row["admin"] == "Amur Oblast"
    assert row["precision"] == "site"
    assert row["sources"] == 2
    assert row["actors"] == "Kim Jong-Un; Vladimir Putin"  # one actor, two spellings
    assert row["salience"] == SUMMIT.salience


def test_main_hides_background_and_what_did_not_happen(query: Query) -> None:
    assert shown(query) - shown(query, main=True) == {"Elections", "Background"}


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"start": "2023"}, {"Kim", "Storm", "Crossing", "Elections"}),
        ({"end": "-0043"}, {"Caesar"}),
        ({"start": "2023-09-20", "end": "2023-09-20"}, {"Storm", "Crossing"}),
        ({"start": "2023-09-20", "end": "2023-09-20", "touch": "within"}, {"Crossing"}),
        ({"start": "2023-09-20T14", "end": "2023-09-20T14"}, {"Storm", "Crossing"}),
        ({"start": "2023-09-20T15", "end": "2023-09-20T16"}, {"Storm"}),
        ({"start": "1941", "end": "1941"}, {"Background"}),  # open to the right: counts at its known end
        ({"start": "1942", "end": "1959"}, set()),
        ({"start": "1965", "end": "1965"}, {"Zero"}),
        ({"start": "1965", "end": "1970", "touch": "within"}, set()),
        ({"start": "1960", "end": "1969", "touch": "within"}, {"Zero"}),
        ({"date_precision": "hour"}, {"Crossing"}),
        ({"date_precision": "day"}, {"Crossing", "Kim", "Caesar"}),
        ({"date_precision": "year"}, {"Crossing", "Kim", "Caesar", "Storm", "Elections"}),
        ({"types": ("travel", "disaster")}, {"Storm", "Crossing", "Zero"}),
        ({"types": ("travel",), "not_places": (GREENWICH.id,)}, {"Crossing"}),
        ({"places": (PARIS.id,)}, {"Caesar", "Nobody"}),
        ({"countries": ("FJ", "WS")}, {"Storm", "Crossing"}),
        ({"actors": ("kim-jong-un",)}, {"Kim"}),
        ({"not_actors": ("vladimir-putin",), "types": ("meeting",)}, set()),
        ({"documents": (BOOK.id,)}, {"Kim", "Caesar"}),
        ({"not_documents": (NEWS.id,)}, {"Caesar"}),
        ({"modalities": ("planned",)}, {"Elections"}),
        ({"bases": ("bounded",)}, {"Background"}),
        ({"statuses": ("new",), "types": ("vote",)}, {"Elections"}),
        ({"statuses": ("rejected",)}, set()),
        ({"place_precision": "site"}, {"Kim", "Zero"}),
        ({"place_precision": "city"}, {"Kim", "Zero", "Caesar", "Nobody", "Crossing"}),
        ({"place_precision": "country"}, {"Kim", "Zero", "Caesar", "Nobody", "Crossing", "Storm"}),
        ({"confidence": 90}, {"Kim"}),
        ({"undated": False, "places": (PARIS.id,)}, {"Caesar"}),
        ({"unplaced": False, "start": "2023-10"}, set()),
        ({"box": (177.0, -20.0, -170.0, -10.0)}, {"Storm", "Crossing"}),
        ({"box": (-10.0, -1.0, 10.0, 60.0)}, {"Zero", "Caesar", "Nobody"}),
        ({"box": (0.0, 0.0, 0.0, 0.0)}, {"Zero"}),
        ({"poly": encode_ring(((40, -5), (60, -5), (60, 10), (40, 10)))}, {"Caesar", "Nobody"}),
        ({"poly": encode_ring(((-25, 170), (-25, 195), (-5, 195), (-5, 170)))}, {"Storm", "Crossing"}),
        ({"poly": encode_ring(((-25, -190), (-25, -165), (-5, -165), (-5, -190)))}, {"Storm", "Crossing"}),
        ({"q": "CAFE paris"}, {"Nobody"}),
        ({"q": "café"}, {"Nobody"}),
        ({"q": "putin"}, {"Kim"}),
        ({"q": "utin"}, set()),
        ({"q": '"jong un"'}, {"Kim"}),
        ({"q": '"un jong"'}, set()),
        ({"q": "ile-de-france caesar"}, {"Caesar"}),
        ({"q": "100%"}, set()),
        ({"q": "'; DROP TABLE stories; --"}, set()),
        ({"q": '"'}, {"Kim", "Caesar", "Storm", "Crossing", "Nobody", "Zero", "Elections", "Background"}),
    ],
)
def test_filters(query: Query, chosen: dict[str, object], found: set[str]) -> None:
    assert shown(query, **chosen) == found


def test_orders(query: Query) -> None:
    by_time = query.table(Selection(main=False))
    dated = by_time["best"].dropna()
    assert dated.is_monotonic_increasing
    assert by_time["best"].isna().tolist()[-1]
    assert query.table(Selection(sort="salience"))["salience"].is_monotonic_decreasing
    assert query.table(Selection(sort="confidence"))["score"].is_monotonic_decreasing


def test_counts(query: Query) -> None:
    counts = query.count(Selection())
    assert (counts.shown, counts.total, counts.main_total) == (6, 8, 6)
    assert (counts.places, counts.documents, counts.undated, counts.unplaced, counts.vague) == (5, 2, 1, 0, 2)
    assert counts.first == timex.from_iso("-0043-03-15")[0]
    assert counts.last == timex.from_iso("2023-09")[1] - 1
    hidden = query.count(Selection(undated=False))
    assert (hidden.shown, hidden.undated) == (5, 1)  # the box still says how many it would show
    nothing = query.count(Selection(q="nothing at all"))
    assert (nothing.shown, nothing.first, nothing.last) == (0, None, None)


def test_facets_count_what_the_other_filters_leave(query: Query) -> None:
    facets = query.facets(Selection(types=("travel",), main=False))
    assert ("travel", "travel", 2) in facets["type"]
    assert ("meeting", "meeting", 1) in facets["type"]
    assert {key for key, _, _ in facets["place"]} == {SAMOA.id, GREENWICH.id}
    assert facets["cc"] == [("WS", "Samoa", 1)]
    assert facets["doc"] == [(NEWS.id, "news.txt", 2)]
    whole = query.facets(Selection(main=False))
    assert whole["actor"][0][2] == 1
    assert {key: label for key, label, _ in whole["place"]}[PARIS.id] == "Paris"
    assert {key: count for key, _, count in whole["mod"]} == {"happened": 7, "planned": 1}
    assert {"kim-jong-un", "vladimir-putin"} == {key for key, _, _ in whole["actor"]}


def test_what_hides_most_is_named_first(query: Query) -> None:
    assert query.hiding(Selection(types=("vote",))) == [("type", "vote", 6), ("main", "", 1)]
    assert query.hiding(Selection(types=("meeting",), end="2000")) == [("type", "meeting", 2), ("to", "2000", 1)]
    assert query.hiding(Selection(types=("meeting",), end="2000", places=("geonames:1",))) == []  # no single one


def test_events_are_the_members_of_the_chosen_stories(query: Query) -> None:
    assert query.events(Selection(types=("meeting",))) == [STATED, SUMMIT]


def test_a_story_is_found_by_either_id(query: Query) -> None:
    for wanted in (STATED.id, SUMMIT.id):
        detail = query.story(wanted)
        assert detail is not None
        assert detail.events == (STATED, SUMMIT)
        assert [one.title for one in detail.documents] == ["book.txt", "news.txt"]
        assert detail.story.why == "the same two met"
        assert detail.statuses == {STATED.id: "new", SUMMIT.id: "new"}
    assert query.story("0" * 16) is None


def test_a_document_shows_its_events_in_the_order_of_the_text(query: Query) -> None:
    detail = query.document(BOOK.id)
    assert detail is not None
    assert set(detail.events) == {STATED, CAESAR}
    assert detail.document == BOOK


def test_the_quality_desk_warns(tmp_path: Path) -> None:
    kept = store(tmp_path)
    crowd = tuple(event(NEWS, f"Happening {number} came.", "2023-09-13", PARIS) for number in range(9))
    crowd = tuple({one.id: one for one in crowd}.values())
    far = event(NEWS, "Far away it rained.", "2023-09-14", FIJI)
    fill(kept, Extraction(NEWS, events=(*crowd, far)), Extraction(BOOK))
    desk = kept.open("example").documents().set_index("title")
    assert "many events on one date" in desk.loc["news.txt", "warnings"]
    assert "a place far from the rest" in desk.loc["news.txt", "warnings"]
    assert "no events" in desk.loc["book.txt", "warnings"]


def test_a_question_asked_again_has_the_same_answer_whatever_became_of_the_first(query: Query) -> None:
    chosen = Selection(types=("meeting",))
    first, facets = query.table(chosen), query.facets(chosen)
    first["title"] = "spoilt"
    first["more"] = 1
    facets["type"].clear()
    again = query.table(chosen)
    assert list(again.columns) == list(COLUMNS)
    assert "spoilt" not in set(again["title"])
    assert query.facets(chosen)["type"]
    assert query.count(chosen) == query.count(Selection(types=("meeting",), event="0123456789abcdef"))


def test_no_more_answers_are_kept_than_asked_for() -> None:
    kept, made = Kept(2), []

    def ask(question: str) -> str:
        return kept.get(question, lambda: made.append(question) or question.upper())

    assert [ask(question) for question in "abacba"] == list("ABACBA")
    assert made == list("abcba")
