"""What was to stay stays: every way out is searched, byte by byte, for the words that were not to leave."""

from __future__ import annotations

import html as markup
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from pipeline.exporters import html, registry
from pipeline.exporters.redaction import coarse_text, redacted, without_notes
from pipeline.model import Candidate, Event, Judgement, Mention, Place, RunnerUp, Span, Timex, TimexType, Toponym, Why
from pipeline.run import publishing
from pipeline.run.publishing import Disclosure, Extent
from pipeline.selection import Selection
from pipeline.store import Extraction, Query, Store
from tests.samples import VOSTOCHNY, document, event, fill, store

QUOTE = "The convoy halted at 47.12345, 37.54321 for the zebraquote"
BEYOND = "Nothing else in this text concerns anyone, said the gnufulltext."
REJECTED = "Yakrejected rumour of a landing"
NOTE = "ask the okapinote about this"
REVIEWER = "Reviewer Lemurname"
PATH = "walruspath/interview.txt"
POINT = Place("point:47.1235,37.5432", "47.12345, 37.54321", 47.12345, 37.54321, 100.0, "UA", ("Donetsk",), "PNT")
EXACT_PLACES = ("47.12345", "37.54321", "47.1235", "37.5432", "47.12,", "51.884", "128.334")
AREA = Selection(dataset="example", main=False, box=(37.5, 47.1, 128.4, 51.9), map=(12.0, 47.1235, 37.5432))
EVERYTHING = Selection(dataset="example", main=False)
INSIDE = document(PATH, f"{QUOTE}. {BEYOND}")


REASON = Why(
    "paragraph", "the quaggawhy of 47.12345, 37.54321", Span(0, 3), (("day", "2023-09-13"), ("of", "newtfact")), 0.9,
    (("distance", 0.5),), (RunnerUp("clause", "urialrunner", "2023-09-12", 0.1),),
)  # fmt: skip
AT_POINT = Why(
    "clause", "47.12345, 37.54321", Span(21, 39), (("place", "47.12345, 37.54321"),), 0.8, (),
    (RunnerUp("lead", POINT.name, POINT.name, 0.1), RunnerUp("next", "volewords", "shrewplace", 0.1)),
)  # fmt: skip


def told() -> tuple[Event, ...]:
    toponym = Toponym(Span(21, 39), POINT.name, rule="coordinates")
    at_point = Mention(
        toponym, POINT, (Candidate(POINT, 0.9, "tapircandidate"),), "the text states 47.12345, 37.54321", 1
    )
    convoy = event(
        INSIDE, QUOTE, "2023-09-13", title="Convoy halted", actors=("Ibexactor",), why_date=REASON,
        why_place=AT_POINT, attribution="koalasource", counts=("12 emucount",),
        within="kiwiwithin",
    )  # fmt: skip
    dated = Timex(TimexType.DATE, "2023-09-13", Span(0, 3), anchor="lynxanchor", rule="mothrule")
    summit = event(INSIDE, "They met at the cosmodrome", "2023-09-13", VOSTOCHNY, title="Summit")
    rumour = event(INSIDE, f"{REJECTED}, it says", "2023-09-14", VOSTOCHNY, title=REJECTED)
    return replace(convoy, mention=at_point, timex=dated), summit, rumour


@pytest.fixture
def query(tmp_path: Path) -> Iterator[Query]:
    kept: Store = store(tmp_path)
    convoy, _, rumour = told()
    fill(kept, Extraction(INSIDE, events=told()))
    for target, field, value in ((rumour, "verdict", "rejected"), (convoy, "note", NOTE)):
        kept.judgements.add(Judgement("", "event", target.id, field, value, by=REVIEWER, quote=target.quote))
    yield kept.open("example")


def ways_out(query: Query, selection: Selection, disclosure: Disclosure, folder: Path) -> dict[str, str]:
    """{way: everything that it writes}, without line folding and escapes, as far as these could hide a word."""
    content = publishing.publication(query, selection, "A title", disclosure)
    written = {f"publish {path.name}": path.read_bytes() for path in publishing.publish(content, folder)}
    libraries = [name for name in written if not re.search(r"data\.js|single\.html|events\.", name)]
    for name in libraries:  # the program itself, the same for everybody
        del written[name]
    written["page"] = html.page(content).encode()
    for name in registry:
        out = io.BytesIO()
        registry[name].write(publishing.events(query, selection, disclosure), out)
        written[name] = out.getvalue()
    seen = publishing.preview(query, selection, disclosure)
    written["preview"] = "\n".join(seen.lines).encode()
    return {name: plain(raw) for name, raw in written.items()}


def plain(raw: bytes) -> str:
    text = raw.decode("utf-8-sig").replace("\r\n ", "")
    if "window.WHENABOUTS_DATA = " in text:
        text = text.split("window.WHENABOUTS_DATA = ")[1].split(";\n")[0]
    return markup.unescape(text.encode().decode("unicode_escape") if "\\u" in text else text).replace("\\,", ",")


def leaking(ways: dict[str, str], *words: str) -> list[tuple[str, str]]:
    return [(name, word) for name, text in ways.items() for word in words if word in text]


NEVER = ("walruspath", "interview", "Lemurname", "okapinote", "Yakrejected")
DOCUMENTS = ("zebraquote", "gnufulltext", "quaggawhy", "koalasource", "emucount", "Ibexactor", "kiwiwithin",
             "lynxanchor", "mothrule", "tapircandidate", "newtfact", "urialrunner", "2023-09-12",
             "volewords", "shrewplace")  # fmt: skip


@pytest.fixture
def titled(monkeypatch: pytest.MonkeyPatch, query: Query) -> Query:
    """The sample's documents with a title of their own: theirs is the path, which would hide that it leaks."""
    texts = query.texts
    monkeypatch.setattr(query, "texts", lambda ids: [replace(one, title="Interview notes") for one in texts(ids)])
    return query


@pytest.mark.parametrize("extent", list(Extent))
@pytest.mark.parametrize("decimals", [4, 1])
def test_paths_reviewers_notes_and_rejected_events_never_leave_unasked(
    titled: Query, tmp_path: Path, extent: Extent, decimals: int
) -> None:
    ways = ways_out(titled, AREA, Disclosure(extent, decimals), tmp_path / "out")
    assert leaking(ways, *NEVER) == []
    assert all("Convoy halted" in text for text in ways.values())


def test_titles_only_leave_no_words_of_documents(titled: Query, tmp_path: Path) -> None:
    ways = ways_out(titled, EVERYTHING, Disclosure(Extent.TITLES), tmp_path / "out")
    assert leaking(ways, *DOCUMENTS) == []


def test_quotes_leave_no_more_of_the_text(titled: Query, tmp_path: Path) -> None:
    ways = ways_out(titled, EVERYTHING, Disclosure(Extent.QUOTE), tmp_path / "out")
    assert leaking(ways, "gnufulltext") == []
    assert [name for name, text in ways.items() if "zebraquote" not in text] == []


def test_whole_texts_leave_in_the_page_only(titled: Query, tmp_path: Path) -> None:
    ways = ways_out(titled, EVERYTHING, Disclosure(Extent.TEXT), tmp_path / "out")
    assert {name for name, _ in leaking(ways, "gnufulltext")} == {"page", "publish data.js", "publish single.html"}


@pytest.mark.parametrize("extent", list(Extent))
def test_coarse_places_are_coarse_everywhere(titled: Query, tmp_path: Path, extent: Extent) -> None:
    ways = ways_out(titled, AREA, Disclosure(extent, 1), tmp_path / "out")
    assert leaking(ways, *EXACT_PLACES) == []
    assert all("47.1" in text for name, text in ways.items() if name not in {"timelinejs"})


def test_notes_and_rejected_events_leave_when_ticked(titled: Query, tmp_path: Path) -> None:
    disclosure = Disclosure(notes=True, rejected=True)
    ways = ways_out(titled, EVERYTHING, disclosure, tmp_path / "out")
    assert {name for name, _ in leaking(ways, "okapinote")} >= {"page", "publish data.js", "preview"}
    assert [name for name, text in ways.items() if f"[rejected] {REJECTED}" not in text] == []
    assert leaking(ways, "Lemurname", "walruspath") == []


def test_rejected_events_stay_even_where_the_view_shows_them(query: Query) -> None:
    asked = Selection(dataset="example", main=False, statuses=("rejected",))
    assert publishing.events(query, asked, Disclosure()) == []
    assert [one.title for one in publishing.events(query, asked, Disclosure(rejected=True))] == [
        f"[rejected] {REJECTED}"
    ]
    confirmed = Selection(dataset="example", main=False, statuses=("confirmed",))
    assert publishing.events(query, confirmed, Disclosure(rejected=True)) == []


def test_the_preview_counts_what_leaves(query: Query) -> None:
    seen = publishing.preview(query, EVERYTHING, Disclosure())
    assert (seen.stories, seen.events, seen.documents) == (2, 2, 1)
    assert len(seen.lines) == 2
    assert "(47.1235, 37.5432)" not in publishing.preview(query, EVERYTHING, Disclosure(decimals=1)).lines[0]
    assert publishing.preview(query, EVERYTHING, Disclosure(rejected=True)).events == 3
    nothing = publishing.preview(query, Selection(dataset="example", q="zeppelin"), Disclosure())
    assert (nothing.events, nothing.lines) == (0, ())


def test_what_is_exact_and_quoted_loses_nothing_but_notes() -> None:
    assert [redacted(one, Disclosure()) for one in told()] == [without_notes(one) for one in told()]


@pytest.mark.parametrize("disclosure", [Disclosure(Extent.TITLES, 1), Disclosure(decimals=0), Disclosure()])
def test_again_gives_the_same(disclosure: Disclosure) -> None:
    for one in told():
        assert redacted(redacted(one, disclosure), disclosure) == redacted(one, disclosure)


def test_a_note_in_an_event_stays_too() -> None:
    """Whatever field of an event a person's note may come to stand in."""
    for name in {spec.name for spec in fields(Event)} & {"note"}:
        noted = replace(told()[0], **{name: NOTE})
        assert "okapinote" not in json.dumps(repr(redacted(noted, Disclosure())))


@pytest.mark.parametrize(
    ("text", "coarse"),
    [
        ("at 51.88413, 128.33402.", "at (51.9, 128.3)."),
        ("51°53′N 128°20′E", "(51.9, 128.3)"),
        ("no place, 12.5, 13.5", "no place, 12.5, 13.5"),
    ],
)
def test_positions_in_texts_are_rounded(text: str, coarse: str) -> None:
    assert coarse_text(text, 1) == coarse
