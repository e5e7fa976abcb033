"""Readers on the seeds, on encodings, and on bytes that nobody should send."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import readers
from pipeline.errors import ReadError
from pipeline.model import Document, DocumentKind

ROOT = Path(__file__).resolve().parent.parent


def read_one(raw: bytes | str, source: str = "note.txt") -> Document:
    raw = raw.encode() if isinstance(raw, str) else raw
    documents = list(readers.read(raw, source))
    assert len(documents) == 1
    return documents[0]


def read_seed(name: str) -> Document:
    return read_one((ROOT / "seeds" / name).read_bytes(), f"seeds/{name}")


def test_the_example_loses_its_prefix_and_nothing_else() -> None:
    document = read_seed("000_634569b292038733.txt")
    assert document.text.startswith("In a summit held at the Vostochny Cosmodrome")
    assert document.dct is not None
    assert (document.dct.value, document.dct.origin) == ("2023-11-13", "header")
    assert document.dct.span is None
    assert document.text.endswith("denied any involvement in the crash.")
    assert document.title == "In a summit held at the Vostochny Cosmodrome in Russia’s Far East…"
    assert document.kind is DocumentKind.NEWS


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").iterdir()), ids=lambda path: path.name)
def test_every_seed_reads_and_its_text_is_where_the_offset_says(path: Path) -> None:
    document = read_one(path.read_bytes(), f"seeds/{path.name}")
    assert document.text == document.text.strip()
    assert 0 < len(document.title) <= 160
    assert "\r" not in document.text
    if path.suffix == ".txt":
        decoded = path.read_text("utf-8")
        assert decoded[document.raw_offset :].startswith(document.text)


def test_ids_follow_the_source_and_revisions_the_bytes() -> None:
    before, after = read_one("A storm hit Lisbon."), read_one("A storm hit Lisbon on Monday.")
    assert before.id == after.id == Document.id_of("note.txt")
    assert before.revision != after.revision
    assert read_one("A storm hit Lisbon.", "other.txt").id != before.id


def test_the_data_set_is_noted() -> None:
    assert [document.dataset for document in readers.read(b"Rain fell.", "a.txt", "my-documents")] == ["my-documents"]


@pytest.mark.parametrize(
    ("raw", "source", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b" \n\t ", "a.txt", "is empty"),
        (b"%PDF-1.7 ...", "a.txt", "PDF is damaged"),
        (b"PK\x03\x04....", "a.md", "ZIP archive"),
        (bytes(range(256)) * 20, "a.txt", "not text"),
        (b"<html><script>alert(1)</script></html>", "a.html", "no text is left"),
        (b"---\ntitle: x\n---\n", "a.md", "no text is left"),
    ],
)
def test_bad_bytes_are_refused_with_what_and_where(raw: bytes, source: str, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        list(readers.read(raw, source))
    assert str(caught.value).startswith(f"{source}: ")


def test_a_huge_file_is_refused_with_the_setting_to_raise() -> None:
    with pytest.raises(ReadError, match="max_document_bytes"):
        list(readers.read(b"word " * 300, "a.txt", limit=1_000))


@pytest.mark.parametrize(
    ("source", "raw", "name"),
    [
        ("a.md", b"<html>", "markdown"),
        ("https://example.org/story.html?page=2", b"plain", "html"),
        ("https://example.org/story", b"<!DOCTYPE html><html>", "html"),
        ("paste:0f0f", b"\xef\xbb\xbf<html lang='en'>", "html"),
        ("paste:0f0f", b"Rain fell.", "text"),
        ("C:\\notes\\a.TXT", b"Rain fell.", "text"),
    ],
)
def test_the_reader_is_chosen_by_suffix_then_by_content(source: str, raw: bytes, name: str) -> None:
    assert readers.name_for(raw, source) == name


SENTENCE = "Dvořák’s çay — Ľudovít Ångström’s naïve café in København, “Łódź”."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_encodings_agree(encoding: str) -> None:
    assert read_one(SENTENCE.encode(encoding)).text == SENTENCE


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "В гимназии он не был в числе первых учеников и часто пропускал уроки. Позже он уехал в Москву."),
        (
            "cp1252",
            "L’été dernier, la crue a emporté le vieux pont près de Chênehutte, où l’eau était montée très haut.",
        ),
        ("cp1250", "Wczoraj w Łodzi spłonął młyn. Straż pożarna gasiła ogień przez całą noc, nikt nie zginął."),
        ("iso-8859-1", "Der Fluß trat über die Ufer und überschwemmte die Straßen von Köln und Düsseldorf."),
        ("shift_jis", "東京で大きな地震があり、多くの建物が壊れた。気象庁は津波の心配はないと発表した。"),
    ],
)
def test_old_character_sets_are_guessed(encoding: str, text: str) -> None:
    assert read_one(text.encode(encoding)).text == text


def test_a_declared_charset_is_believed() -> None:
    page = '<html><head><meta charset="iso-8859-7"></head><body><p>Καλημέρα στην Αθήνα.</p></body></html>'
    assert "Αθήνα" in read_one(page.encode("iso-8859-7"), "a.html").text


def test_text_is_nfc_with_plain_line_ends() -> None:
    document = read_one("Cafe\u0301 noir.\r\nZu\u0308rich\u2028Bern\x00\x1e.".encode("utf-8").replace(b"\x00", b""))
    assert document.text == "Café noir.\nZürich\nBern."


def test_every_sample_of_the_hostile_encodings_reads(hostile: Path) -> None:
    for path in sorted((hostile / "encodings").glob("*.txt")):
        document = read_one(path.read_bytes(), path.name)
        assert "\ufffd" not in document.text, path.name
    russian = [
        read_one((hostile / "encodings" / name).read_bytes()) for name in ("sample-russian.txt", "sample-russian-2.txt")
    ]
    assert [document.language for document in russian] == ["ru", "ru"]
    assert russian[0].text[:40] == russian[1].text[:40]


def test_naughty_strings_never_break_a_reader(hostile: Path) -> None:
    strings = json.loads((hostile / "blns.json").read_text("utf-8"))
    for number, string in enumerate(strings):
        for source in ("a.txt", "a.md", *(["a.html"] if number % 10 == 0 else [])):
            check_any(string.encode("utf-8", "surrogatepass"), source)
    check_any("".join(f"<p>{string}</p>\n" for string in strings).encode("utf-8", "surrogatepass"), "all.html")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "paste:1"]))
def test_any_bytes_are_read_or_refused(raw: bytes, source: str) -> None:
    check_any(raw, source)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_and_offsets_hold(text: str) -> None:
    check_any(text.encode("utf-8", "surrogatepass"), "a.txt")


def check_any(raw: bytes, source: str) -> None:
    try:
        documents = list(readers.read(raw, source))
    except ReadError as error:
        assert str(error).startswith(f"{source}: ")
        return
    for document in documents:
        assert document.text.strip()
        assert document.title
        assert "\x00" not in document.text
        document.text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rain.", "en"),
        ("Bonjour, Paris 1944", "en"),  # too short to tell
        ("Привет из Москвы", "ru"),
        ("Der Zug nach München fuhr am Donnerstag erst nach drei Stunden ab, weil ein Baum auf den Gleisen lag.", "de"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert read_one(text).language == language


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("KYIV, Ukraine (AP) - Shells hit a market on Tuesday, officials said.", DocumentKind.NEWS),
        (
            "1066: Harold fell at Hastings.\n1086: The survey was done.\n1100: William Rufus died.",
            DocumentKind.CHRONICLE,
        ),
        (
            "**23 March 2021** – She ran aground.\n\n**24 March** – A digger came.\n\n**Early July** – They settled.",
            DocumentKind.CHRONICLE,
        ),
        ("In 1347 the plague came to Messina. By 1348 it had reached Florence.", DocumentKind.HISTORY),
        ("Final report on the dam\n\nThis report lists the key findings. The dam failed in May.", DocumentKind.REPORT),
        ("The mayor said the bridge was closed.", DocumentKind.NEWS),
    ],
)
def test_kind(text: str, kind: DocumentKind) -> None:
    assert read_one(text).kind is kind
