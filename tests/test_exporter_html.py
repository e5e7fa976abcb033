"""The exported page: what is in it, what is not, and that words of documents stay words."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UnknownNameError
from pipeline.exporters import html, publish, said, scripts
from pipeline.exporters.publication import Extent, Publication, payload
from pipeline.model import Why
from tests.published_sample import FIRST, HOSTILE, SECOND, events, publication


class Page(HTMLParser):
    """The scripts, styles and addresses of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self._within = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._within = tag if tag in self.contents else ""
        if self._within:
            self.contents[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, text: str) -> None:
        if self._within:
            self.contents[self._within][-1] += text

    def policy(self) -> str:
        return next(str(attrs["content"]) for tag, attrs in self.elements if attrs.get("http-equiv") and tag == "meta")


@pytest.fixture(scope="module")
def single() -> str:
    return html.page(publication())


def test_policy_names_every_script_and_style_and_nothing_else(single: str) -> None:
    page = Page(single)
    policy = page.policy()
    inline = [*page.contents["script"], *page.contents["style"]]
    expected = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline}
    assert set(re.findall(r"'sha256-([^']+)'", policy)) == expected
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_page_asks_for_no_address(single: str) -> None:
    page = Page(single)
    asked = [value for _, attrs in page.elements for name, value in attrs.items() if name in ("src", "href", "action")]
    assert asked == ["data:,"]  # no icon
    assert not re.search(r"url\((?!data:|#)|@import", "".join(page.contents["style"]))


def test_hostile_texts_are_data(single: str) -> None:
    page = Page(single)
    assert [tag for tag, _ in page.elements if tag in ("img", "svg", "b")] == []
    assert page.contents["title"] == ["A <title> & more"]
    data = next(text for text in page.contents["script"] if text.startswith("window.WHENABOUTS_DATA"))
    told = json.loads(data.removeprefix("window.WHENABOUTS_DATA = ").rstrip().removesuffix(";"))
    assert set(HOSTILE) <= set(told["rows"]["title"])
    assert not set("<>&`$'") & set(data)


@given(st.recursive(st.text() | st.integers() | st.none() | st.booleans(), lambda inner: st.lists(inner, max_size=3)))
def test_js_json_is_json_without_a_dangerous_character(value: object) -> None:
    written = scripts.js_json(value)
    assert json.loads(written) == value
    assert written.isascii()
    assert not set("<>&`$'") & set(written)
    assert not re.search(r"\{[{%#]", written)


@given(st.text(alphabet="{}%# 'x\\"))
def test_js_json_opens_no_template(text: str) -> None:
    written = scripts.js_json({"a": [{"b": text}, text + "{"], text: {}})
    assert json.loads(written) == {"a": [{"b": text}, text + "{"], text: {}}
    assert not re.search(r"\{[{%#]", written)


def test_js_json_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        scripts.js_json([float("nan")])


def test_published_hostile_corpus_is_data(hostile: Path) -> None:
    for text in json.loads((hostile / "blns.json").read_text("utf-8")):
        assert not set("<>&`$'") & set(scripts.js_json({"title": text}))


def test_one_story_of_two_documents_has_the_stated_date_first() -> None:
    told = payload(publication())
    row = told["rows"]["title"].index("Kim met Putin at the cosmodrome")
    assert len(told["rows"]["id"]) == len(events()) - 1
    assert told["rows"]["events"][row] == [events()[0].id, events()[1].id]
    assert [source["when"] for source in told["sources"][row]] == ["13 Sep 2023", "by 13 Nov 2023"]
    assert told["rows"]["vague"][row] == 0


def test_rows_are_in_the_order_of_time_with_the_undated_last() -> None:
    best = payload(publication())["rows"]["best"]
    assert best[-1] is None
    assert best[:-1] == sorted(best[:-1])
    assert best[0] < -62_135_596_800_000  # before the year 1


def test_open_interval_keeps_its_open_end() -> None:
    rows = payload(publication(stories=()))["rows"]
    row = rows["title"].index("They met")
    assert rows["start"][row] is None
    assert rows["end"][row] is not None
    assert rows["coarseness"][row] == 9


@pytest.mark.parametrize("extent", list(Extent))
def test_what_leaves_is_chosen(extent: Extent) -> None:
    written = json.dumps(payload(publication(extent=extent)), ensure_ascii=False)
    assert "Kim met Putin at the cosmodrome" in written  # a title
    assert ("number 3" in written) is (extent is not Extent.TITLES)  # only in a quote
    assert (FIRST.text in written) is (extent is Extent.TEXT)


@pytest.mark.parametrize("extent", list(Extent))
def test_paths_of_documents_never_leave(extent: Extent, tmp_path: Path) -> None:
    files = publish.publish(publication(extent=extent), tmp_path)
    for path in files:
        assert SECOND.source.encode() not in path.read_bytes(), path.name


def test_coordinates_can_be_coarsened(tmp_path: Path) -> None:
    coarse = publication(decimals=1)
    rows = payload(coarse)["rows"]
    assert 51.9 in rows["lat"]
    assert min(radius for radius in rows["radius"] if radius) >= 11_000
    publish.publish(coarse, tmp_path)
    assert "51.884" not in (tmp_path / "events.csv").read_text("utf-8")
    assert "51.884" not in (tmp_path / "events.geojson").read_text("utf-8")


def test_publication_without_events_is_a_page() -> None:
    empty = html.page(Publication(events=()))
    assert "WHENABOUTS_DATA" in empty
    assert payload(Publication(events=()))["rows"]["id"] == []


def test_exporter_writes_the_page_of_events_alone() -> None:
    out = io.BytesIO()
    html.write(events(), out)
    assert out.getvalue().startswith(b"<!doctype html>")
    assert b"Document 1" in out.getvalue()


def test_published_files_are_whole_and_name_only_each_other(tmp_path: Path) -> None:
    written = publish.publish(publication(), tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in written}
    index = (tmp_path / "index.html").read_text("utf-8")
    assert {"index.html", "single.html", "data.js", "app.js", "events.csv", "events.geojson"} <= names
    assert set(re.findall(r'(?:src|href)="([^"]+)"', index)) - {"data:,"} <= names
    assert not list(tmp_path.rglob("*.tmp"))


def test_publishing_again_replaces_and_leaves_foreign_files_alone(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("example.invalid")
    publish.publish(publication(), tmp_path)
    publish.publish(publication(title="Second time"), tmp_path)
    assert "Second time" in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "CNAME").exists()


def test_a_person_says_which_events_a_page_shows_first() -> None:
    rows = payload(publication())["rows"]
    plain = dict(zip(rows["title"], rows["main"], strict=True))
    assert (plain["Storm planned for Samoa"], plain["Caesar was stabbed"]) == (False, True)
    said = {"Storm planned for Samoa": True, "Caesar was stabbed": False}
    told = tuple(replace(one, main_said=said.get(one.title)) for one in events())
    rows = payload(publication(events=told))["rows"]
    found = dict(zip(rows["title"], rows["main"], strict=True))
    assert {title: found[title] for title in said} == said


def test_a_page_speaks_the_language_of_who_exports_it(single: str, tmp_path: Path) -> None:
    german = html.page(publication(language="de"))
    assert '<html lang="de">' in german
    assert '<html lang="en">' in single
    word, spoken = (
        scripts.js_json(scripts.words("published", language=code)["published"]["reset"]) for code in ("de", "en")
    )
    assert (word in german, spoken in german, spoken in single) == (True, False, True)
    publish.publish(publication(language="de"), tmp_path)
    index = (tmp_path / "index.html").read_text("utf-8")
    assert '<html lang="de">' in index
    assert "JavaScript, das hier abgeschaltet ist" in index
    assert word in (tmp_path / "app.js").read_text("utf-8")
    english, told = (payload(publication(language=code))["rows"]["when"] for code in ("en", "de"))
    assert told == [said.date(label, "de") for label in english] != english
    assert payload(publication(documents={}, language="de"))["documents"][SECOND.id]["title"] == "Dokument 1"


def test_reasons_and_how_sure_are_told_in_the_language_of_the_page() -> None:
    dated = replace(events()[0], why_date=Why("clause", "13 September 2023"), score=0.65)
    content = payload(Publication(events=(dated,), documents={FIRST.id: FIRST}, language="de"))
    assert content["rows"]["sure"] == ["Mittlere Gewissheit: in 65 von 100 Fällen richtig"]
    assert content["sources"][0][0]["why_date"] == "„13 September 2023“ steht im selben Teilsatz."
    assert content["sources"][0][0]["why_place"] == ""


def test_the_words_of_a_reason_are_marked_in_the_quote() -> None:
    told = replace(events()[0], mention=None, why_date=Why("clause", "at the"), why_place=Why("lead", "elsewhere"))
    content = payload(Publication(events=(told,), documents={FIRST.id: FIRST}))
    assert content["sources"][0][0]["marks"] == [["at the", "when"]]


def test_a_language_that_the_interface_does_not_speak_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="there are: de, en"):
        publish.publish(publication(language="../en"), tmp_path)
    assert list(tmp_path.iterdir()) == []
