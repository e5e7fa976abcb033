"""Blocks and scopes of a document, told by form alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.structure import Block, BlockKind, Structure, read
from pipeline.structure.heads import head

CHRONICLE = """The strike at the mill

December 16, 2012: The weavers of Leeds walked out.
December 17: They marched to the town hall.

18 December
02:00 - The mayor called the guard.
13:40 The guard arrived.
• 1913: A first strike.
"""
RELEASE = """Skip to main content
Home
News
Contact us
For Immediate Release
Case # 12
May 3, 2012
Ann Smith
Chief of Staff
Office: 714-347-8408

FORMER CLERK CHARGED
WITH THEFT OF BOOKS
LEEDS – A former clerk was charged today with the theft of books.

Call us if you know more about it.

Latest News

June 8, 2026

Kim Lund pleads guilty

June 3, 2026

Court closes for summer
"""


def kinds(text: str, language: str = "en") -> list[str]:
    return [block.kind.value for block in read(text, language).blocks]


def words(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Head and body of every block."""
    return [(b.head.of(text) if b.head else "", b.body.of(text)) for b in read(text, language).blocks]


def only(text: str, language: str = "en") -> Block:
    return read(text, language).blocks[0]


def test_a_chronicle() -> None:
    assert kinds(CHRONICLE) == ["title", "entry", "entry", "heading", "entry", "entry", "entry"]
    assert words(CHRONICLE)[1] == ("December 16, 2012", "The weavers of Leeds walked out.")
    assert words(CHRONICLE)[5] == ("13:40", "The guard arrived.")
    assert words(CHRONICLE)[6] == ("1913", "A first strike.")
    assert [block.headings for block in read(CHRONICLE).blocks[3:6]] == [(), (3,), (3,)]


def test_a_press_release_in_its_page() -> None:
    found = kinds(RELEASE)
    assert found[:3] == ["menu"] * 3
    assert found[3:10] == ["stamp"] * 7
    assert found[10:14] == ["title", "title", "paragraph", "paragraph"]
    assert set(found[14:]) == {"menu"}
    paragraph = read(RELEASE).blocks[12]
    assert paragraph.dateline is not None
    assert paragraph.dateline.of(RELEASE) == "LEEDS –"
    assert paragraph.body.of(RELEASE).startswith("A former clerk")


def test_what_is_told() -> None:
    structure = read(RELEASE)
    assert not structure.is_told(RELEASE.index("Case"))
    assert not structure.is_told(RELEASE.index("Kim"))
    assert structure.is_told(RELEASE.index("A former"))
    assert not Structure(()).is_told(0)


@pytest.mark.parametrize(
    ("line", "found", "body"),
    [
        ("1917: Revolution", "1917", "Revolution"),
        ("1917 – Revolution", "1917", "Revolution"),
        ("1914–18: War", "1914–18", "War"),
        ("c. 1850 - The mill is built", "c. 1850", "The mill is built"),
        ("44 BC: Caesar dies", "44 BC", "Caesar dies"),
        ("2013-04-03 the server failed", "2013-04-03", "the server failed"),
        ("3 May 1945 Hostilities end", "3 May 1945", "Hostilities end"),
        ("14 June. Arrived in Rome.", "14 June", "Arrived in Rome."),
        ("Saturday 24 June: Rain", "Saturday 24 June", "Rain"),
        ("December 16 (Oslo): Rain", "December 16", "Rain"),
        ("10:15 p.m. - Doors close", "10:15 p.m", "Doors close"),
        ("- 12 killed in Lyon.", "", "12 killed in Lyon."),
        ("2) Second point", "", "Second point"),
        ("1945\tPeace", "1945", "Peace"),
    ],
)
def test_entries(line: str, found: str, body: str) -> None:
    block = only(f"{line}\n\nThe end came soon.")
    assert block.kind in (BlockKind.ENTRY, BlockKind.ROW)
    text = f"{line}\n\nThe end came soon."
    assert ((block.head.of(text).rstrip(".") if block.head else ""), block.body.of(text)) == (found, body)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("3. Mai 1945: Ende", "de"),
        ("22 août : libération", "fr"),
        ("12 de mayo de 1917 - Huelga", "es"),
        ("3 мая 1945 г. — Победа", "ru"),
        ("24 серпня 1991: Незалежність", "uk"),
        ("2023年9月13日:地震", "ja"),
        ("12 maja 1926: Zamach", "pl"),
        ("12 Mayıs 1950 - Seçim", "tr"),
        ("12.05.1926: Text", "xx"),
    ],
)
def test_entries_of_other_languages(line: str, language: str) -> None:
    block = only(line + "\n\nx.", language)
    assert (block.kind, block.is_dated) == (BlockKind.ENTRY, True)


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2020 the line failed.",
        "1917 was a hard year.",
        "May Smith - who sang - left.",
        "June 2, 2004, a plane fell into a quarry near Toledo and the pilot died.",
        "12 men were killed in Lyon.",
        "March of the weavers was long.",
        "Mar - a word - is short.",
        "The 2020 Census counted all.",
    ],
)
def test_paragraphs_that_only_begin_like_entries(line: str) -> None:
    assert only(line + "\n\nMore was told.").kind is BlockKind.PARAGRAPH


def test_a_habit_of_bare_years() -> None:
    text = "1913 mill opens\n1914 war breaks out\n1918 peace returns\n1920 mill closes\n"
    assert kinds(text) == ["entry"] * 4
    assert words(text)[1] == ("1914", "war breaks out")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("# War\n\n## 1914\n\nIt began.\n", ["# War", "## 1914"]),
        ("# War\n\n## 1914\n\nA.\n\n# Peace\n\nIt ended.\n", ["# Peace"]),
        ("1914\n\nMay\n\nIt began.\n\n1915\n\nIt went on.\n", ["1915"]),
        (
            "A long day\n\n2 May 1914, Leeds, England\nThe mill\n\nIt burned.\n",
            ["2 May 1914, Leeds, England", "The mill"],
        ),
        (
            "Title of it\n\n16 May\n\nIt burned.\n\n17 May\n\nIt rained.\n\nAftermath\n\nIt was rebuilt.\n",
            ["Aftermath"],
        ),
        ("Title of it\n\nIt began.\n\nThe second day\n--------------\n\nIt ended.\n", ["The second day"]),
    ],
)
def test_scopes(text: str, scope: list[str]) -> None:
    last = text.rstrip().rindex("It ")
    assert [block.span.of(text) for block in read(text).scope(last)] == scope


def test_a_date_line_is_a_stamp_where_the_text_has_no_other() -> None:
    assert kinds("Mill burns down\nMay 3, 2012\nThe mill burned down today.\n") == ["title", "stamp", "paragraph"]
    assert kinds("Two days\n3 May\nThe mill burned.\n4 May\nThe mill was gone.\n")[1::2] == ["heading", "heading"]


@pytest.mark.parametrize(
    "line",
    [
        "By Ann Smith and Kim Lund",
        "Last updated 3 May 2012, 10:40",
        "Source: Oslo Herald",
        "May 2, 2020 Contact: Ann Smith",
        "press@example.org",
        "For immediate release",
        "* * *",
    ],
)
def test_stamps(line: str) -> None:
    assert kinds(f"The mill burned down.\n\n{line}\n\nNobody was hurt.\n")[1] == "stamp"


@pytest.mark.parametrize(
    "line", ["By 1917 the mill stood still.", "Updated rules apply.", "Sources said that it rained."]
)
def test_sentences_are_no_stamps(line: str) -> None:
    assert kinds(f"The mill burned down.\n\n{line}\n\nNobody was hurt.\n")[1] == "paragraph"


@pytest.mark.parametrize(
    "line", ["Photo: Ann Smith", "Soldiers ride to the front, Feb. 10. (Photo)", "The mill at dawn. Image: Kim Lund."]
)
def test_captions(line: str) -> None:
    assert kinds(f"The mill burned down.\n\n{line}\n\nNobody was hurt.\n")[1] == "caption"


def test_tables() -> None:
    text = "| Date | Place | What |\n|---|---|---|\n| 18 May | Oslo | It rained |\n| Later | Leeds | It cleared up |\n"
    assert kinds(text) == ["columns", "columns", "row", "row"]
    assert words(text)[2] == ("18 May", "Oslo | It rained")
    assert [block.is_dated for block in read(text).blocks[2:]] == [True, False]
    assert not read(text).is_told(3)


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("KYIV, Ukraine (AP) - The bridge fell.", "KYIV, Ukraine (AP) -"),
        ("LONDON, Feb 3 (Reuters) - The bridge fell.", "LONDON, Feb 3 (Reuters) -"),
        ("Berlin (dpa) - Die Brücke fiel.", "Berlin (dpa) -"),
        ("МОСКВА, 5 авг - Мост упал.", "МОСКВА, 5 авг -"),
        ("ST. PAUL — The bridge fell.", "ST. PAUL —"),
        ("Cairo – The bridge fell.", "Cairo –"),
    ],
)
def test_datelines(line: str, dateline: str) -> None:
    block = only(line + "\n\nMore was told.", "ru" if line[0] == "М" else "en")
    assert block.dateline is not None
    assert block.dateline.of(line) == dateline


@pytest.mark.parametrize(
    "line",
    ["The mayor – a baker – left.", "Ann Smith (47) - who sang - left.", "Oslo-based firms closed.", "Yes: It fell."],
)
def test_no_datelines(line: str) -> None:
    assert only(line + "\n\nMore was told.").dateline is None


def test_a_dateline_deep_in_the_text_needs_a_date_or_an_agency() -> None:
    text = "The mill burned down.\n\nSKY - TV said that it rained.\n\nOSLO (AP) - It rained.\n"
    assert [bool(block.dateline) for block in read(text).blocks] == [False, False, True]


@pytest.mark.parametrize(
    ("line", "grain", "is_sure"),
    [
        ("12 May 2012", "day", True),
        ("May 2012", "month", True),
        ("May", "month", False),
        ("1917", "year", False),
        ("1920s", "year", False),
        ("Friday", "day", False),
        ("10:40", "clock", True),
        ("10:40, Friday", "day", True),
    ],
)
def test_how_fine_a_head_looks(line: str, grain: str, is_sure: bool) -> None:
    found = head(line, 0, len(line), "en")
    assert found is not None
    assert (found.grain, found.is_sure, found.end) == (grain, is_sure, len(line))


TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet='aB1 9\n\n|-:.,#>(\t\x0b’“"=—é年Мая', max_size=80))


@given(TEXTS, st.sampled_from(["en", "de", "ru", "xx", "zh-TW", ""]))
def test_any_text_is_covered_by_blocks_in_order(text: str, language: str) -> None:
    structure, last = read(text, language), 0
    for index, block in enumerate(structure.blocks):
        assert not text[last : block.span.start].strip()
        assert last <= block.span.start <= block.body.start < block.body.end <= block.span.end
        for part in (block.head, block.dateline):
            assert part is None or block.span.start <= part.start < part.end <= block.span.end
        assert all(0 <= heading < index for heading in block.headings)
        assert structure.at(block.span.start) is block
        last = block.span.end
    assert not text[last:].strip()
