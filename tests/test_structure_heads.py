"""Dates at the head of a line: how they are written, how fine they look, where they end."""

from __future__ import annotations

import pytest

from pipeline.structure.heads import Head, head


def found(line: str, language: str = "en") -> tuple[str, str, bool] | None:
    """The words of the date, its grain, and whether it is sure."""
    date = head(line, 0, len(line), language)
    return (line[: date.end], date.grain, date.is_sure) if date is not None else None


@pytest.mark.parametrize(
    ("line", "words", "grain", "is_sure"),
    [
        ("2019-05-03 Rain", "2019-05-03", "day", True),
        ("2019/5/3 Rain", "2019/5/3", "day", True),
        ("2019-05-03T10:40:30Z Rain", "2019-05-03T10:40:30Z", "day", True),
        ("03.05.2019 Rain", "03.05.2019", "day", True),
        ("3/5/19 Rain", "3/5/19", "day", True),
        ("2019-05 Rain", "2019-05", "day", True),
        ("3.5. Rain", "3.5.", "day", True),
        ("2019年5月3日 Rain", "2019年5月3日", "day", True),
        ("5월3일 Rain", "5월3일", "day", True),
        ("10:40 Rain", "10:40", "clock", True),
        ("10:40:15 Rain", "10:40:15", "clock", True),
        ("10h40 Rain", "10h40", "clock", True),
        ("10:40 p.m. Rain", "10:40 p.m.", "clock", True),
        ("10.40 pm Rain", "10.40 pm", "clock", True),
        ("8: 28 PM", "8: 28 PM", "clock", True),
        ("24:00 Rain", "24:00", "clock", True),
        ("25:00 Rain", "", "", False),
        ("10 hours of rain", "10 hours", "clock", True),
        ("10:40 CET Rain", "10:40 CET", "clock", True),
        ("1917 Rain", "1917", "year", False),
        ("1914–18 Rain", "1914–18", "year", False),
        ("1914-1918 Rain", "1914-1918", "year", False),
        ("1920s rain", "1920s", "year", False),
        ("44 BC Rain", "44 BC", "year", False),
        ("AD 44 Rain", "AD 44", "year", False),
        ("1917,5 m of rain", "", "", False),
        ("2100 men", "", "", False),
        ("3 May 1917 Rain", "3 May 1917", "day", True),
        ("3rd of May Rain", "3rd of May", "day", True),
        ("May 3, 1917 Rain", "May 3, 1917", "day", True),
        ("May 1917 Rain", "May 1917", "month", True),
        ("Friday, 3 May Rain", "Friday, 3 May", "day", True),
        ("Friday May Rain", "Friday May", "month", True),
        ("Friday Rain", "Friday", "day", False),
        ("Friday 10:40 Rain", "Friday 10:40", "day", True),
        ("May 10:40 Rain", "May 10:40", "day", True),
        ("1917 10:40 Rain", "1917 10:40", "clock", True),
        ("3 1917 Rain", "3 1917", "day", True),
        ("May rain", "May", "month", False),
        ("June rain", "June", "month", False),
        ("Dec rain", "", "", False),  # a short name alone may be another word
        ("Sun and rain", "", "", False),
        ("Sept. rain", "Sept.", "month", False),
        ("Dec. 1917 rain", "Dec. 1917", "month", True),
        ("early May rain", "early May", "month", False),
        ("c. 1917 rain", "c. 1917", "year", False),
        ("3 men", "", "", False),
        ("3%", "", "", False),
        ("Rain in May", "", "", False),
        ("May 3, (Leeds)", "May 3", "day", True),  # neither comma nor bracket ends it
        ("May 3 (1917) Rain", "May 3 (1917)", "day", True),  # but a bracket that it opened
    ],
)
def test_a_date_at_the_head(line: str, words: str, grain: str, is_sure: bool) -> None:
    assert found(line) == ((words, grain, is_sure) if words else None)


@pytest.mark.parametrize(
    ("line", "language", "words"),
    [
        ("3 мая 1945 г. Победа", "ru", "3 мая 1945 г."),
        ("3 мая г. Победа", "ru", "3 мая"),  # the tail is that of a year
        ("12 de mayo de 1917 Huelga", "es", "12 de mayo de 1917"),
        ("1er août 1944 Paris", "fr", "1er août 1944"),
        ("3. Mai 1945 Ende", "de", "3. Mai 1945"),
        ("14 Uhr Ende", "de", "14 Uhr"),
        ("3 May 1945 Ende", "de", "3 May 1945"),  # pages mix languages
    ],
)
def test_dates_of_other_languages(line: str, language: str, words: str) -> None:
    date = found(line, language)
    assert date is not None and date[0] == words


def test_a_whole_date_in_figures_is_nothing_else() -> None:
    assert head("2019-05-03", 0, 10, "en") == Head(10, "day", is_sure=True, is_figures=True)
    assert head("3 May 2019", 0, 10, "en") == Head(10, "day", is_sure=True, is_figures=False)


def test_a_date_begins_where_it_is_looked_for_and_ends_there() -> None:
    line = "On 3 May 1917 it rained."
    assert head(line, 0, len(line), "en") is None
    assert head(line, 3, len(line), "en") == Head(13, "day", is_sure=True)
    assert head(line, 3, 8, "en") == Head(8, "day", is_sure=True)
    assert head(line, 3, 4, "en") is None


def test_ninety_characters_are_looked_at() -> None:
    near, far = f"May{' ' * 86}3", f"May{' ' * 87}3"
    assert head(near, 0, len(near), "en") == Head(90, "day", is_sure=True)
    assert head(far, 0, len(far), "en") == Head(3, "month", is_sure=False)
