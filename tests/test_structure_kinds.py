"""Kinds of blocks at their edges: how many lines, how near."""

from __future__ import annotations

import pytest

from pipeline.structure import BlockKind, read

TITLE, PARAGRAPH, ENTRY, STAMP, MENU = (
    BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.ENTRY, BlockKind.STAMP, BlockKind.MENU,
)  # fmt: skip


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in read(text, "en").blocks]


def test_a_title_may_begin_with_a_date_that_no_entry_has() -> None:
    below = "It rained in the hills for days.\n\nIt snowed in the hills for days."
    assert kinds(f"1944: what happened in August\n\n{below}") == [TITLE, PARAGRAPH, PARAGRAPH]
    assert kinds("1944: what happened in August\n\nIt rained in the hills for days.")[0] is ENTRY  # too little below


@pytest.mark.parametrize(("paragraphs", "kind"), [(1, BlockKind.HEADING), (2, STAMP)])
def test_a_date_alone_heads_what_goes_on_in_entries(paragraphs: int, kind: BlockKind) -> None:
    text = (
        "3 May 2019\n\n" + "It rained in the hills for days.\n\n" * paragraphs + "4 May 2019: It snowed in the hills."
    )
    assert kinds(text)[0] is kind


def test_three_lines_below_the_text_are_a_menu_and_two_are_not() -> None:
    text = "It rained in the hills for days.\nIt snowed in the hills for days.\n\n"
    assert kinds(text + "Home\nSport\nShop")[-3:] == [MENU] * 3
    assert MENU not in kinds(text + "Home\nSport")


def test_an_entry_with_a_bullet_has_its_date_for_a_head() -> None:
    text = "- 3 May 2019: It rained.\n- 4 May 2019: It snowed."
    blocks = read(text, "en").blocks
    assert [block.head.of(text) if block.head is not None else "" for block in blocks] == ["3 May 2019", "4 May 2019"]
    assert [block.body.of(text) for block in blocks] == ["It rained.", "It snowed."]


RAIN, SNOW = "It rained in the hills for days.", "It snowed in the hills for days."
LONG = "the rain that fell in the hills of the north for days was told of on and on in all of the towns"


def told(text: str, language: str = "en") -> str:
    """The kinds of all blocks; {rain} and {snow} are sentences, {long} is a line without a stop."""
    text = text.format(rain=RAIN, snow=SNOW, long=LONG).replace(" / ", "\n").replace(" // ", "\n\n")
    return " ".join(block.kind.value for block in read(text, language).blocks)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{rain} // later days / ----- // {snow}", "paragraph heading stamp paragraph"),
        ("{rain} // later days // ----- // {snow}", "paragraph paragraph stamp paragraph"),  # not right below it
        ("{rain} / ----- // {snow}", "paragraph stamp paragraph"),  # no short line
        ("{rain} // WHO: the mayor of Leeds // {snow}", "paragraph paragraph paragraph"),
        ("{rain} // “It rained.” // {snow}", "paragraph quote paragraph"),
        ("{rain} // > Rain // {snow}", "paragraph quote paragraph"),
        ("{rain} // # Rain // {snow}", "paragraph heading paragraph"),
        ("{rain} // - 3 May 2019 // {snow}", "paragraph entry paragraph"),
        ("{rain} // 3 May 2019 Rain // {snow}", "paragraph entry paragraph"),
        ("{rain} // *** // {snow}", "paragraph stamp paragraph"),
    ],
)
def test_what_a_line_is_by_its_form(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1913 mill opens / 1914 war breaks out / {rain}", "title heading paragraph"),  # two are no habit
        ("1913 mill opens / 1914 war breaks out / 1918 peace returns / {rain}", "entry entry entry paragraph"),
        ("1913 a / 1914 b / 1918 c" + " / {rain}" * 9, "entry entry entry" + " paragraph" * 9),
        ("1913 a / 1914 b / 1918 c" + " / {rain}" * 10, "title heading heading" + " paragraph" * 10),  # too few of all
        ("May mill opens / June war breaks out / 1918 peace returns / {rain}", "title heading heading paragraph"),
    ],
)
def test_three_lines_that_begin_with_a_date_as_fine_are_a_habit(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("{rain}", "paragraph"),
        ("Rain in Leeds", "paragraph"),  # a text of one line has no title
        ("Rain in Leeds // {rain}", "title paragraph"),
        ("rain in Leeds // {rain}", "paragraph paragraph"),
        ("The {long} // {rain} // {snow}", "title paragraph paragraph"),  # one long line without a stop
        ("The {long}. // {rain} // {snow}", "paragraph paragraph paragraph"),
        ("The {long}: // {rain} // {snow}", "paragraph paragraph paragraph"),
        ("The {long} // {rain}", "paragraph paragraph"),  # above too little
        ("The {long} //  / {rain} // {snow}", "paragraph paragraph paragraph"),  # too far above it
        ("The {long}, and {long} // {rain} // {snow}", "paragraph paragraph paragraph"),  # too long
        ("The {long}, and {long} / Home / News // {rain} // {snow}", "title heading heading paragraph paragraph"),
        ("Press release // The {long} // {rain} // {snow}", "stamp title paragraph paragraph"),
        ("Press release // - The {long} // {rain} // {snow}", "stamp entry paragraph paragraph"),
        ("Press release // 1917 {long} // {rain} // {snow}", "stamp paragraph paragraph paragraph"),  # dated
        ("Press release // The {long} // {rain}", "stamp title paragraph"),
        ("Press release // The {long}", "stamp paragraph"),  # nothing below
        ("Press release // The {long}, {long}, {long} // {rain}", "stamp paragraph paragraph"),  # 250 characters
        ("# Leeds // The {long} // {rain} // {snow}", "heading paragraph paragraph paragraph"),  # not of the site
        ("RAIN IN THE HILLS / AND SNOW IN THE NORTH // {rain}", "title title paragraph"),
        ("RAIN IN THE HILLS / AND SNOW IN THE NORTH / AND ICE // {rain}", "title title heading paragraph"),  # two words
        ("RAIN IN THE HILLS / And snow in the north // {rain}", "title heading paragraph"),
        ("Rain in the hills / AND SNOW IN THE NORTH // {rain}", "title heading paragraph"),
        ("RAIN IN THE HILLS // AND SNOW IN THE NORTH // {rain}", "title heading paragraph"),  # a line between
        ("1944: rain in Leeds // {rain} // {snow}", "title paragraph paragraph"),
        ("1944: rain in Leeds. // {rain} // {snow}", "entry paragraph paragraph"),  # a sentence
        ("- 1944: rain in Leeds // {rain} // {snow}", "entry paragraph paragraph"),  # a point of a list
        ("1944: rain in Leeds // {rain} // 1945: snow", "entry paragraph entry"),  # as fine as others
        ("1944: rain in Leeds // {rain} // 3 May 1945: snow", "title paragraph entry"),
    ],
)
def test_the_title(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Press release / Ann Smith // Rain falls on Leeds again // {rain}", "stamp stamp title paragraph"),
        ("Press release / Ann Mary Jane Smith // Rain falls on Leeds again // {rain}", "stamp stamp title paragraph"),
        ("Press release / Ann Smith of the Herald // Rain falls // {rain}", "stamp title heading paragraph"),
        ("Press release / Ann / Rain falls on Leeds again // {rain}", "stamp stamp title paragraph"),
        ("Press release / Rain / Snow falls on Leeds again // {rain}", "stamp stamp title paragraph"),
        ("Leeds Herald // Press release // Rain falls on Leeds again // {rain}", "title stamp heading paragraph"),
    ],
)
def test_names_beside_stamps_are_stamps(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rain // 3 May 2019 // {rain} // {snow}", "title stamp paragraph paragraph"),
        ("Rain // May 2019 // {rain} // {snow}", "title stamp paragraph paragraph"),
        ("Rain // 2019 // {rain} // {snow}", "title heading paragraph paragraph"),  # a year heads
        ("Rain // 3 May 2019", "title heading"),  # no text to date
        ("Rain // {rain} // 3 May 2019 // {snow}", "title paragraph stamp paragraph"),
        ("Rain // {rain} // {rain} // {rain} // 3 May 2019 // {snow}", "title" + " paragraph" * 3 + " stamp paragraph"),
        ("Rain" + " // {rain}" * 4 + " // 3 May 2019 // {snow}", "title" + " paragraph" * 4 + " heading paragraph"),
        ("Rain // 3 May 2019 // {rain} // 4 May 2019 // {snow}", "title heading paragraph heading paragraph"),
        ("Rain // 3 May 2019 // {rain} // June 2020 // {snow}", "title stamp paragraph heading paragraph"),
        ("Rain // 3 May 2019 // 4 May 2019 // {rain}", "title stamp stamp paragraph"),  # it does not go on
        ("Rain // 3 May 2019 // {rain} // 4 May: Snow", "title heading paragraph entry"),
        ("Rain // 3 May 2019 // {rain} // {rain} // 4 May: Snow", "title stamp paragraph paragraph entry"),
    ],
)
def test_a_date_alone_above_the_text_is_a_stamp(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Rain // {rain} // Latest news // Snow falls // Ice melts", "title paragraph menu menu menu"),
        ("Rain // {rain} // Latest news // {snow} // Snow falls // Ice melts", "title paragraph menu menu menu menu"),
        ("Rain // {rain} // Latest news // {snow} // {rain}", "title paragraph menu paragraph paragraph"),
        ("Rain // {rain} // Latest news // {snow}", "title paragraph menu paragraph"),  # half are sentences
        ("Rain // {rain} // Latest news // Updated 3 May 2012 // Ice melts", "title paragraph menu stamp menu"),
        ("Latest news // {rain} // {snow}", "menu paragraph paragraph"),  # above the text
    ],
)
def test_below_latest_news_all_belongs_to_the_site(text: str, kinds: str) -> None:
    assert told(text) == kinds


@pytest.mark.parametrize(
    ("foot", "kinds"),
    [
        ("Ann Smith", "stamp"),
        ("Ann Mary Jane Smith", "stamp"),
        ("Ann Smith of the Herald", "paragraph"),  # five words
        ("ann smith", "paragraph"),
        ("Home / Sport", "stamp stamp"),
        ("Home / Sport / Shop", "menu menu menu"),
        ("Home // Sport / Shop / News", "menu menu menu menu"),  # half of them apart
        ("Home // Sport // Shop / News", "stamp stamp stamp stamp"),  # most of them apart: no menu
        ("Updated 3 May 2012 / Home / Sport / Shop", "stamp menu menu menu"),
        ("Subscribe now / Ann Smith", "menu menu"),
        ("The {long} of the north / Home / Sport", "menu menu menu"),
        ("# Authors // Ann Smith", "heading paragraph"),
        ("# Authors / Home / Sport / Shop", "heading heading stamp stamp"),
    ],
)
def test_the_foot_of_a_page(foot: str, kinds: str) -> None:
    assert told("{rain} // {snow} // " + foot) == f"paragraph paragraph {kinds}"


def test_the_foot_stands_below_the_last_sentence_entry_or_row() -> None:
    assert told("{rain} // 3 May: Snow // Ann Smith") == "paragraph entry stamp"
    assert told("{rain} // a | 1 | 2 // Ann Smith") == "paragraph row stamp"
    assert told("The town is: // Ann Smith").split()[-1] == "stamp"
    assert told("Oslo // Leeds").split() == ["title", "paragraph"]  # below nothing


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("Oslo // Leeds // York // Rome", "paragraph paragraph paragraph heading"),  # four make a list
        ("Oslo // Leeds // York", "heading heading heading"),
        ("Oslo // Leeds // Subscribe now // York", "menu menu menu menu"),  # or three and a word of the site
        ("Oslo // Subscribe now // York", "menu menu heading"),
        (
            "Oslo // Leeds // York // Subscribe now // More rain falls on Leeds",
            "menu menu menu menu heading",  # a headline at the end of a menu
        ),
        ("Oslo // Leeds // York // Subscribe now // More rain on Leeds", "menu menu menu menu menu"),  # four words
        ("Oslo // Leeds", "heading heading"),
        ("oslo", "paragraph"),
        ("Oslo // # Leeds", "heading heading"),
        ("# Leeds // Oslo // # York", "heading paragraph heading"),
        ("Oslo // Subscribe now", "menu menu"),
    ],
)
def test_short_lines_within_a_text(lines: str, kinds: str) -> None:
    assert told("{rain} // " + lines + " // {snow}") == f"paragraph {kinds} paragraph"


def test_short_lines_above_a_text_are_a_menu_but_for_three_headlines_at_most() -> None:
    menu = "Home / News / Sport / Shop / "
    assert told(menu + "Rain // {rain}") == "title menu menu menu menu paragraph"
    headline = "Rain falls on Leeds again"
    assert told(menu + f"{headline} // {headline} // {headline} // {headline} // {{rain}}") == (
        "title menu menu menu menu heading heading heading paragraph"
    )


def test_a_place_and_a_day_above_the_text_are_its_title_unless_others_head_parts_of_it() -> None:
    below = "It rained in the hills for days.\n\n"
    assert kinds(f"Lima, 3 May 1988\n\n{below}")[0] is TITLE
    parts = kinds(f"Lima, 3 May 1988\n\n{below}Oslo, 5 May 1988\n\n{below}")
    assert parts == [BlockKind.HEADING, PARAGRAPH, BlockKind.HEADING, PARAGRAPH]
