"""What one line is by its form: signs and dates at its head, stamps, captions, lines of the site, quotations, cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.structure import lines
from pipeline.structure.units import Unit, units


def unit(text: str, language: str = "en") -> Unit:
    found = units(text, language)
    assert len(found) == 1
    return found[0]


def holds(rule: Callable[[str, Unit], bool], text: str) -> bool:
    return rule(text, unit(text))


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("===", True), ("---", True), ("~~~~", True), ("^^^", True), ("___", True), ("--", False), ("--- a", False)],
)
def test_three_signs_or_more_underline(line: str, is_one: bool) -> None:
    assert holds(lines.is_underline, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("3 May 2019", True),
        ("3 May 2019:", True),
        ("(3 May 2019)", True),
        ("10:40 CET", True),
        ("10:40 (CET)", True),
        ("3 May 2019, Leeds", False),
        ("Leeds", False),
    ],
)
def test_a_date_alone(line: str, is_one: bool) -> None:
    assert holds(lines.is_only_date, line) is is_one


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1917: Revolution", "Revolution"),
        ("1917 : Revolution", "Revolution"),
        ("1917：Revolution", "Revolution"),
        ("1917 | Revolution", "Revolution"),
        ("1917\tRevolution", "Revolution"),
        ("1917 – Revolution", "Revolution"),
        ("1917—Revolution", "Revolution"),
        ("1917 - revolution", "revolution"),
        ("1917 -- revolution", "revolution"),
        ("1917- Revolution", "Revolution"),
        ("1917  Revolution", "Revolution"),
        ("2019-05-03. Revolution", "Revolution"),
        ("May 1917. Revolution", "Revolution"),
        ("1917. Revolution", None),  # a bare year, which may end a sentence
        ("10:40. Revolution", None),  # a clock time
        ("May. Revolution", None),  # a bare month
        ("3 May (Leeds): Revolution", "Revolution"),
        ("3 May (Leeds) revolution", None),
        ("1917 Revolution", None),
        ("1917- revolution", None),
        ("Revolution: 1917", None),
        ("1917", ""),
    ],
)
def test_a_sign_parts_a_date_from_what_it_dates(line: str, words: str | None) -> None:
    at = lines.sign_after(line, unit(line))
    assert (line[at:] if at is not None else None) == words


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("Rain", True), ("rain", False), ("12 men", True), ("“Rain”", True), ("“rain”", False), ("雨", True), ("", False)],
)
def test_words_open_with_a_capital_or_what_has_none(words: str, is_one: bool) -> None:
    assert lines.opens_with_capital(words, 0, len(words)) is is_one


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("3 May 1917 Revolution", "Revolution"),
        ("3 May 1917 revolution", None),
        ("10:40 Revolution", "Revolution"),
        ("2013-04-03 the server failed", "the server failed"),  # in figures
        ("1917 Revolution", None),  # a bare year
        ("3 May 1917", None),
        ("3 May 1917: Revolution", None),  # a sign
        ("Revolution", None),
    ],
)
def test_a_blank_parts_a_whole_date_from_a_capital(line: str, words: str | None) -> None:
    at = lines.blank_after(line, unit(line))
    assert (line[at:] if at is not None else None) == words


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("June 2, 2004, Toledo, Ohio", True),
        ("June 2, 2004, Toledo, Fla.", True),  # a shortened name is no stop
        ("June 2, 2004, near Toledo.", False),
        ("June 2, 2004 in Toledo", False),
        ("2004, Toledo", False),  # a bare year
        ("Toledo, June 2, 2004", False),
        ("June 2, 2004, " + "x" * 86, True),  # 100 characters
        ("June 2, 2004, " + "x" * 87, False),
        ("June 2, 2004, a b c d e f g h i j k", True),  # 14 words
        ("June 2, 2004, a b c d e f g h i j k l", False),
    ],
)
def test_a_dated_heading(line: str, is_one: bool) -> None:
    assert holds(lines.dated_heading, line) is is_one


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b c |", ["a", "b c"]),
        ("a | b", ["a", "b"]),
        ("a\tb", ["a", "b"]),
        ("| a || c |", ["a", "", "c"]),
        ("a", ["a"]),
        ("|", [""]),
    ],
)
def test_cells(line: str, cells: list[str]) -> None:
    assert [cell.of(line) for cell in lines.cells(line, unit(line))] == cells


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("|---|---|", True), ("| :-- | ==- |", True), ("---", False), ("|===|", False), ("| - | a |", False)],
)
def test_a_rule_below_heads_of_columns(line: str, is_one: bool) -> None:
    assert holds(lines.is_rule, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("May 2, 2020 Contact: Ann Smith", True),
        ("May 2, 2020 | Updated", True),
        ("May 2, 2020 – Phone 12 12 12", True),
        ("May 2, 2020 The mill burned", False),
        ("Contact: Ann Smith", False),  # no date
        ("May 2, 2020 Contact: " + "x" * 59, True),  # 80 characters
        ("May 2, 2020 Contact: " + "x" * 60, False),
    ],
)
def test_a_dated_stamp(line: str, is_one: bool) -> None:
    assert holds(lines.is_dated_stamp, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("www.example.org/news", True),
        ("https://example.org", True),
        ("press@example.org", True),
        ("(714) 347-8408", True),
        ("+49 30 123456-78", True),
        ("12 34 56", False),  # too few figures for a telephone
        ("a b c d e f g h i j k l m press@example.org", True),  # 14 words
        ("a b c d e f g h i j k l m n press@example.org", False),
        ("FOR IMMEDIATE RELEASE", True),
        ("Press release no 12 of May", True),  # four words behind it
        ("Press release no 12 of May 3", False),
        ("Press release. It rained.", False),  # prose
        ("By Ann Smith", True),
        ("By Ann Smith and Kim Lund of York", True),
        ("By the mill", False),  # "mill" is no name
        ("By the sea", False),  # no longer word at all
        ("By Ann Smith, Kim Lund, Tom Reed, Eva Berg, Ole", True),  # ten words
        ("By Ann Smith, Kim Lund, Tom Reed, Eva Berg, Ole Dahl", False),
        ("Source: Oslo Herald", True),
        ("Case number: 12", True),
        ("Contact # 12", True),
        ("Case number 12", False),
        ("Phone", True),  # alone
        ("Sources said so", False),
        ("Contact: Ann Smith. She knows more.", True),  # few words, though prose
        ("Contact: a b c d e f g h i j k l rain. It came", False),  # many words, and prose
        ("Updated 3 May 2012", True),
        ("Updated rules apply", False),  # no figure
        ("Updated 3 May. It rained.", False),  # prose
        ("Updated 3 " + "x" * 70, True),  # 80 characters
        ("Updated 3 " + "x" * 71, False),
        ("Source: " + "x" * 112, True),  # 120 characters
        ("Source: " + "x" * 113, False),
        ("It rained", False),
    ],
)
def test_a_stamp(line: str, is_one: bool) -> None:
    assert holds(lines.is_stamp, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Photo: Ann Smith", True),
        ("Photo 12: a mill", True),
        ("Photo - a mill", True),
        ("Photo by Ann Smith", True),
        ("Foto von Ann Smith", True),
        ("Photo of a mill", False),
        ("The mill at dawn (Photo)", True),
        ("The mill at dawn [Photo Ann Smith]", True),
        ("The mill at dawn (photo) was gone", False),
        ("The mill at dawn. Image: Kim Lund", True),
        ("The mill at dawn. Image: kim lund.", True),  # behind a full stop anybody
        ("The mill at dawn image: Kim Lund", True),
        ("The mill at dawn image: it was grey", False),  # no name
        ("The mill at dawn image: Kim Lund (left)", True),  # an aside apart
        ("The mill burned down", False),
        ("Photo: " + "x" * 593, True),  # 600 characters
        ("Photo: " + "x" * 594, False),
    ],
)
def test_a_caption(line: str, is_one: bool) -> None:
    assert holds(lines.is_caption, line) is is_one


def words(number: int, *inner: str) -> str:
    """So many words, these among them."""
    own = sum(len(each.split()) for each in inner)
    return " ".join(["ab", *inner, *["ab"] * (number - own - 1)])


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("© The Herald", True),
        ("Copyrights of all", False),
        ("Copyright The Herald", True),
        ("Subscribe now", True),  # opens it
        ("12 min read", True),  # behind figures, too
        ("Please subscribe now", False),
        ("Please sign up now", True),  # two words of a site
        ("We use cookies here", True),
        ("Our JavaScript here", False),
        (words(8, "sign up"), True),
        (words(9, "sign up"), False),
        (words(9, "cookies", "subscribe"), True),  # two notices
        (words(60, "cookies", "subscribe"), True),
        (words(61, "cookies", "subscribe"), False),
        ("It rained", False),
    ],
)
def test_a_line_of_the_site(line: str, is_one: bool) -> None:
    assert holds(lines.is_boilerplate, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Latest news", True), ("Latest news: …", True), ("Latest news from Leeds", False), ("The latest news", False)],
)
def test_a_head_of_other_texts(line: str, is_one: bool) -> None:
    assert holds(lines.heads_elsewhere, line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ('"It rained."', True),
        ("“It rained.”", True),
        ("„It rained.“", True),
        ("«It rained.»", True),
        ("»It rained.«", True),
        ("‘It rained.’", True),
        ('"It rained",', True),
        ('"It rained" he said', False),
        ('"It" and "rained"', False),
        ("“It” and “rained”", False),
        ("It rained", False),
        ('"', False),
    ],
)
def test_a_quotation_from_its_first_sign_to_its_last(line: str, is_one: bool) -> None:
    assert holds(lines.is_quotation, line) is is_one


def test_small_letters_and_labels_behind_a_mark() -> None:
    assert holds(lines.starts_small, "- and so on") and not holds(lines.starts_small, "- And so on")
    assert holds(lines.is_labelled, "WHO: the mayor") and holds(lines.is_labelled, "- WHO: the mayor")
    assert not holds(lines.is_labelled, "Who: the mayor") and not holds(lines.is_labelled, "WE: the mayor")
    assert lines.words("- Rain", unit("- Rain")) == "Rain"
