"""Units: lines and what a fixed width wrapped, with mark, date, stops and length."""

from __future__ import annotations

import pytest

from pipeline.structure.units import Unit, is_decoration, units, worded


def texts(text: str) -> list[str]:
    return [unit.span.of(text) for unit in units(text, "en")]


def only(text: str) -> Unit:
    [unit] = units(text, "en")
    return unit


@pytest.mark.parametrize(
    ("line", "mark", "words"),
    [
        ("- Rain", "-", "Rain"),
        ("* Rain", "-", "Rain"),
        ("+ Rain", "-", "Rain"),
        ("• Rain", "-", "Rain"),
        ("– Rain", "-", "Rain"),
        ("1) Rain", "-", "Rain"),
        ("(12) Rain", "-", "Rain"),
        ("a. Rain", "-", "Rain"),
        ("x) Rain", "-", "Rain"),
        ("123) Rain", "", "123) Rain"),
        ("-Rain", "", "-Rain"),
        ("# Rain", "#", "Rain"),
        ("###### Rain", "######", "Rain"),
        ("####### Rain", "", "####### Rain"),
        ("#Rain", "", "#Rain"),
        ("> Rain", ">", "Rain"),
        (">Rain", ">", "Rain"),
        ("3. May", "", "3. May"),  # a date and no point of a list
        ("- 3 May", "-", "3 May"),
        ("Rain", "", "Rain"),
    ],
)
def test_marks(line: str, mark: str, words: str) -> None:
    unit = only(line)
    assert (unit.mark, line[unit.start : unit.span.end]) == (mark, words)
    assert unit.length == len(words)


def test_the_date_of_a_unit_stands_behind_its_mark() -> None:
    dates = [only(line).date for line in ("- 3 May: Rain", "# 3 May", "3 May: Rain")]
    assert [date.end if date is not None else None for date in dates] == [7, 7, 5]
    assert only("Rain on 3 May").date is None


@pytest.mark.parametrize(
    ("line", "has_stop", "is_ended"),
    [
        ("It rained in Leeds.", True, True),
        ("It rained in Leeds!", True, True),
        ("It rained in Leeds.”", True, True),
        ("Rain in Leeds:", True, False),
        ("Rain in Leeds,", True, False),
        ("Rain in Leeds;", True, False),
        ("Rain in Leeds", False, False),
        ("Rain at Smith Co.", True, True),
        ("Smith & Co.", True, False),  # three words, which may end in a short form
        ("It rained. It blew", False, True),
        ("It rained. it blew", False, False),
        ("Mr. Smith", False, False),
        ("雨。風", False, True),
    ],
)
def test_stops(line: str, has_stop: bool, is_ended: bool) -> None:
    unit = only(line)
    assert (unit.has_stop, unit.is_ended, unit.is_prose) == (has_stop, is_ended, is_ended)


def test_a_line_longer_than_160_characters_is_prose() -> None:
    assert not only("x" * 160).is_prose
    assert only("x" * 161).is_prose and not only("x" * 161).is_ended


@pytest.mark.parametrize(
    ("line", "is_short"),
    [
        ("x" * 100, True),
        ("x" * 101, False),
        ("- " + "x" * 100, True),  # its words
        ("a b c d e f g h i j k l m n", True),
        ("a b c d e f g h i j k l m n o", False),
        ("Rain:", False),
        ("Rain. It blew", False),
    ],
)
def test_a_short_line(line: str, is_short: bool) -> None:
    assert only(line).is_short is is_short


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("* * *", True), ("12", True), ("###", True), ("123", True), ("ab", False), ("12 men", False)],
)
def test_decoration(line: str, is_one: bool) -> None:
    assert is_decoration(line, only(line)) is is_one


def test_line_ends_between_units_are_counted() -> None:
    assert [unit.gap for unit in units("Rain\nWind\n\nSnow\n\n\nIce", "en")] == [2, 1, 2, 3]
    assert units(" \n\t\n", "en") == []


def test_white_space_belongs_to_no_unit() -> None:
    assert texts("  Rain \n\tWind\f\nIce\r\n") == ["Rain", "Wind", "Ice"]


WRAPPED = (
    "The weavers of the town had been on strike for more than three weeks\n"
    "when the owners of the mill asked the guard to come to the town and{stop}\n"
    "{line}\n"
    "to clear the square in front of the hall, which it did on that day and\n"
    "went on to do on all the days of that week until the strike was over.\n"
)


@pytest.mark.parametrize(
    ("line", "stop", "begins"),
    [
        ("3 May 1917: the guard came to the square with horses and with guns", "", True),
        ("3 May 1917 – the guard came to the square with horses and with guns", "", True),
        ("3 May 1917 | the guard came to the square with horses and with guns", "", True),
        ("3 May 1917 the guard came to the square with horses and with guns,", "", False),
        ("1917: the guard came to the square with horses and with guns, and so", "", False),  # a bare year
        ("3 May 1917", ".", True),  # alone, behind a full stop
        ("3 May 1917", "", False),
        ("the guard came to the square with horses and with guns on that day", "", False),
    ],
)
def test_a_date_begins_a_unit_in_a_wrapped_text(line: str, stop: str, begins: bool) -> None:
    found = texts(WRAPPED.format(line=line, stop=stop))
    assert any(unit.startswith(line[:9]) for unit in found) is begins


def test_words_of_the_layout_stand_alone_in_any_case() -> None:
    pattern = worded("stamp", "source")
    assert [bool(pattern.search(line)) for line in ("UPDATED 3 May", "Source", "resources", "backdated")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Lima, 3 May 1988", True),
        ("Lima, Peru, 3 May 1988", True),
        ("Lima, May 3, 1988", True),
        ("Lima, 1988", False),  # a bare year may be a number
        ("Lima 3 May 1988", False),  # no comma
        ("3 May 1988, Lima", False),  # it begins with it
        ("They left Lima, on 3 May 1988, by ship", False),
        ("They left Lima, and came on 3 May 1988.", False),
    ],
)
def test_a_line_of_a_place_and_a_day_ends_in_its_date(line: str, ends: bool) -> None:
    assert only(line).ends_in_date is ends
