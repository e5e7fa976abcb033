"""Headings that name years: what stands in them and below them belongs to those years."""

import pytest

from pipeline import dates, structure
from pipeline.dates.sections import sections_of
from pipeline.model import Document, DocumentKind

SPRING = "The spring of 1900\n\nText.\n"
HISTORY = """The war of the two rivers

1851: The levies

In March the governor called up the levies. It was the largest levy until 1907. In May they marched.

Winter and spring campaign of 1852

The ford was taken on 3 April. By then, as a survey of 1899 showed, nothing was left. The bridge fell in June.

The peace (1853-1854)

Talks opened in January. They failed in 1854.

Since 1855

In 1861 the border was closed. It was opened in October.
"""


def read(text: str) -> list[tuple[str, str]]:
    document = Document("d", "r", "s", "t", text, kind=DocumentKind.HISTORY)
    return [(t.span.of(text), t.value) for t in dates.find(document) if t.span is not None]


def test_a_year_in_passing_does_not_move_the_story() -> None:
    found = read(HISTORY)
    assert ("March", "1851-03") in found
    assert ("May", "1851-05") in found
    assert ("3 April", "1852-04-03") in found
    assert ("June", "1852-06") in found
    assert ("January", "1853-01") in found


def test_an_open_heading_lets_the_story_move_on() -> None:
    assert ("October", "1861-10") in read(HISTORY)


def test_a_heading_passes_its_year_to_what_stands_in_it() -> None:
    assert "1852-SP" in [value for _, value in read(HISTORY)]


@pytest.mark.parametrize(
    ("heading", "years"),
    [
        ("1917-1918", (1917, 1918)),
        ("Eastern Theatre 1861-65", (1861, 1865)),
        ("First War (264 to 241 BC)", (-263, -240)),
        ("Relations since 1950", (1950, 9999)),
    ],
)
def test_the_years_of_a_heading(heading: str, years: tuple[int, int]) -> None:
    text = f"First years (1800)\n\nText.\n\n{heading}\n\nText.\n"
    place = text.index(heading) + next(i for i, letter in enumerate(heading) if letter.isdigit())
    found = sections_of(text, structure.read(text), {text.index("1800"): 1800, place: years[0]})
    assert [section.years for section in found.sections] == [(1800, 1800), years]


def test_one_dated_heading_is_no_habit() -> None:
    assert sections_of(SPRING, structure.read(SPRING), {14: 1900}).sections == ()
