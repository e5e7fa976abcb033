"""Whole texts: anchors, ranges, tense, what is no date, and what a document without a date gets."""

import pytest

from pipeline import dates
from pipeline.model import Basis, Document, DocumentKind, Timex, TimexType


def document(
    text: str, dct: str | None = "2023-11-13", kind: DocumentKind = DocumentKind.NEWS, language: str = "en"
) -> Document:
    dated = None if dct is None else Timex(TimexType.DATE, dct, origin="user")
    return Document("d", "r", "s", "t", text, language=language, kind=kind, dct=dated)


def values(text: str, dct: str | None = "2023-11-13", **more: DocumentKind) -> list[tuple[str, str]]:
    given = document(text, dct, **more)
    return [(t.span.of(text), t.value) for t in dates.find(given) if t.span is not None]


HISTORY = (
    "The war began on 1 September 1939. Two days later, Britain declared war. In May 1940 the army attacked; "
    "Paris fell on 14 June. In October Greece was invaded, and in January the British took Tobruk. "
    "The following month Rommel landed. In 1614 the estates had met for the last time. On 6 April Belgrade was bombed. "
    "That year ended badly. In 1942 and 1943 the tide turned."
)


def test_a_history_hangs_on_its_narrative() -> None:
    found = dict(values(HISTORY, "2009-12-19"))
    assert found["Two days later"] == "1939-09-03"
    assert found["14 June"] == "1940-06-14"
    assert found["October"] == "1940-10"
    assert found["January"] == "1941-01"
    assert found["The following month"] == "1941-02"
    assert found["6 April"] == "1941-04-06", "a far-off year moved the anchor"
    assert found["That year"] == "1941"


def test_anchor_can_be_forced() -> None:
    text = "It fell on 3 May 1941. Last month it rose."
    by_dct = {t.span.of(text): t.value for t in dates.find(document(text), anchor="dct") if t.span}
    by_narrative = {t.span.of(text): t.value for t in dates.find(document(text), anchor="narrative") if t.span}
    assert by_dct["Last month"] == "2023-10"
    assert by_narrative["Last month"] == "1941-04"


def test_kind_is_a_hint_for_short_histories() -> None:
    text = "The fort was built in 1848. In June it burnt down."
    assert values(text, kind=DocumentKind.HISTORY)[1] == ("June", "1848-06")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He will speak on Friday.", "2023-11-17"),
        ("He spoke on Friday.", "2023-11-10"),
        ("He will resign, she said Friday.", "2023-11-10"),
        ("They met in February.", "2023-02"),
        ("They will meet in February.", "2024-02"),
        ("It is due by December 5.", "2023-12-05"),
        ("It happened on June 5.", "2023-06-05"),
        ("It had been due to expire Friday.", "2023-11-10"),
        ("They sold before Friday's vote.", "2023-11-10"),
        ("13 April: A court orders the ship to be held.", "2023-04-13"),
    ],
)
def test_tense_says_which_way(text: str, value: str) -> None:
    assert [v for _, v in values(text)] == [value]


def test_a_past_day_without_a_year_belongs_to_the_story_that_has_one() -> None:
    told = "The station was hit on 8 April 2022. A line had been hit on the evening of 7 April."
    assert values(told, "2023-02-21")[-1] == ("the evening of 7 April", "2022-04-07TEV")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 1941 to 1945", [("1941", False), ("1945", True)]),
        ("It lasted 1248-1254.", [("1248", False), ("1254", True)]),
        ("the 1941-45 war", [("1941", False), ("1945", True)]),
        ("between 3 and 5 May 1941", [("1941-05-03", False), ("1941-05-05", True)]),
        ("between May 3 and May 5, 1941", [("1941-05-03", False), ("1941-05-05", True)]),
        ("May-June 2023", [("2023-05", False), ("2023-06", True)]),
        ("from December to February 1942", [("1941-12", False), ("1942-02", True)]),
        ("in 1941 and 1945", [("1941", False), ("1945", False)]),
        ("from 499 to 449 BC", [("BC0499", False), ("BC0449", True)]),
    ],
)
def test_ranges_are_two_timexes(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(t.value, t.range_end) for t in dates.find(document(text))] == expected


def test_day_ranges_keep_their_own_spans() -> None:
    text = "They fought on 3-5 May 1941 and on June 7-9."
    assert [t.span.of(text) for t in dates.find(document(text)) if t.span] == ["3", "5 May 1941", "June 7", "9"]


@pytest.mark.parametrize(
    ("text", "value", "alternatives"),
    [
        ("on 03/04/2023", "2023-03-04", ("2023-04-03",)),
        ("on 13/04/2023 and 03/04/2023", "2023-04-03", ("2023-03-04",)),
        ("on 03.04.2023", "2023-04-03", ("2023-03-04",)),
        ("on 04/04/2023", "2023-04-04", ()),
    ],
)
def test_numeric_dates_keep_the_other_order(text: str, value: str, alternatives: tuple[str, ...]) -> None:
    last = dates.find(document(text))[-1]
    assert (last.value, last.alternatives) == (value, alternatives)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The fire was on 03/04/2023 they say.", "month first, as usual in English"),
        ("It was on 13/04/2023 and then on 03/04/2023.", "day first, as 13/04/2023 in this text"),
        ("He was seen there on 12/11/2023 and never since.", "day first, else 12/11/2023 would lie after the document"),
        ("The fire was on 03.04.2023 they say.", "day first, day, month and year parted by full stops"),
    ],
)
def test_a_numeric_date_says_why_it_was_read_so(text: str, why: str) -> None:
    assert dates.find(document(text))[-1].anchor == why


def test_date_order_can_be_set_and_follows_the_region() -> None:
    assert dates.find(document("on 03/04/2023"), order="DMY")[0].value == "2023-04-03"
    assert dates.find(document("on 03/04/2023", language="en-GB"))[0].value == "2023-04-03"


@pytest.mark.parametrize(
    "text",
    [
        "You may go.",
        "They march on Rome and march again.",
        "Wait a second.",
        "2,000 people came, and about 1990 men.",
        "Call 555-1234 or +49 30 1234567.",
        "They won 3-2 and 21-14.",
        "the Sunday Times and the Daily Mail",
        "a Boeing 747 and a Model 2000",
        "It costs $1990 or 1990%.",
        "April Jones said so.",
        "the fall of Rome",
        "the Easter Rising",
        "version 1.2.33",
    ],
)
def test_false_friends(text: str) -> None:
    assert values(text) == []


def test_without_a_date_nothing_is_guessed() -> None:
    found = dict(values("They met on Tuesday. Yesterday he left, last week she came, and in May they wed.", None))
    assert found == {"Tuesday": "XXXX-WXX-2", "Yesterday": "PAST_REF", "last week": "PAST_REF", "May": "XXXX-05"}


def test_a_date_line_at_the_top_dates_a_text_without_a_date() -> None:
    found = dict(values("Boeing delivers\nMarch 1, 2008\nThe plane landed yesterday.", None))
    assert found["yesterday"] == "2008-02-29"


def test_every_timex_says_why() -> None:
    timexes = dates.find(document("On 3 May 1941 it began. It ended yesterday."))
    assert [(t.rule, t.basis, t.anchor) for t in timexes] == [
        ("day-month", Basis.EXPLICIT, None),
        ("day-word", Basis.RELATIVE, "2023-11-13 (the document's date)"),
    ]
    assert all(0 < t.score <= 1 for t in timexes)


def test_years_before_christ_carry_through() -> None:
    found = dict(values("In 490 BC they landed at Marathon. The following year he died. Ten years later Xerxes came."))
    assert found == {"490 BC": "BC0490", "The following year": "BC0489", "Ten years later": "BC0479"}


def test_a_year_runs_back_through_a_list() -> None:
    assert values("He ruled in May, June and July 1941.")[:3] == [
        ("May", "1941-05"),
        ("June", "1941-06"),
        ("July 1941", "1941-07"),
    ]


def test_a_period_of_another_year_is_the_one_spoken_of() -> None:
    found = dict(values("Profit rose in the third quarter. In the 2021 period it fell; in the year-ago period too."))
    assert found == {"the third quarter": "2023-Q3", "the 2021 period": "2021-Q3", "the year-ago period": "2022-Q3"}


def test_modifiers_and_approximations_are_kept() -> None:
    timexes = dates.find(document("in early May 1941, in mid-2019, in the late 1990s, more than two years ago"))
    assert [t.mod for t in timexes] == ["START", "MID", "END", "MORE_THAN"]


def test_impossible_days_fall_back_to_the_month() -> None:
    assert values("on February 30, 2023") == [("February 30, 2023", "2023-02")]


def test_a_clock_time_hangs_on_the_day_before_it() -> None:
    assert values("It struck on Tuesday afternoon, at 4:53 p.m., and again at 6 p.m. Tuesday.") == [
        ("Tuesday afternoon", "2023-11-07TAF"),
        ("4:53 p.m.", "2023-11-07T16:53"),
        ("6 p.m. Tuesday", "2023-11-07T18:00"),
    ]


def test_midnight_is_the_end_of_its_day_unless_after_it() -> None:
    assert values("at midnight on 5 May 1930")[0][1] == "1930-05-05T24:00"
    assert values("shortly after midnight on 5 May 1930")[0][1] == "1930-05-05T00:00"


def test_a_line_typed_by_itself_looks_ahead() -> None:
    assert values("friday")[0][1] == "2023-11-17"
    assert values("thanksgiving 2014")[-1][1] == "2014-11-27"
    assert values("in 3 days")[0][1] == "2023-11-16"


def test_a_bare_day_is_of_the_month_spoken_of() -> None:
    assert values("It burnt on 8 August 2023; by the 12th, it was out.")[1] == ("the 12th", "2023-08-12")


def test_a_count_of_hours_needs_a_document_with_a_clock() -> None:
    assert values("It closed two hours ago.", "2023-11-13T10:30")[0][1] == "2023-11-13T08:30"
    assert values("It closed two hours ago.")[0][1] == "2023-11-13"


def test_a_year_in_passing_does_not_move_a_history() -> None:
    text = "On 3 May 1941 it fell. In June 1941 he fled, as nobody would again before 1950. In July he died."
    assert values(text, None)[-1] == ("July", "1941-07")


def test_empty_text() -> None:
    assert dates.find(document("")) == ()
