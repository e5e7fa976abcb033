"""Normal forms, other forms, and which alternates are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gazetteer import normalise, state_of, variants
from pipeline.gazetteer.names import first_words, is_useful_alternate


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("St. Petersburg", "saint petersburg"),
        ("the U.S.", "us"),
        ("U.S.", "us"),
        ("Washington, D. C.", "washington dc"),
        ("Łódź", "lodz"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Côte d'Ivoire", "cote divoire"),
        ("The Hague", "hague"),
        ("Mt. Fuji", "mount fuji"),
        ("Ft. Worth", "fort worth"),
        ("Zaporizhzhia\tNPP", "zaporizhzhia npp"),
        ("Baden-Baden", "baden baden"),
        ("İzmir", "izmir"),
        ("Москва", "москва"),
        ("東京", "東京"),
        ("서울", "서울"),
        ("", ""),
        ("...", ""),
    ],
)
def test_normal_form(written, normal):
    assert normalise(written) == normal


@given(st.text())
def test_any_text_normalises_and_stays_so(text):
    once = normalise(text)
    assert normalise(once) == once or "the" in once.split() or {"st", "ste", "mt", "ft"} & set(once.split())
    assert once == once.strip()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Calif.", "california"),
        ("Tenn.", "tennessee"),
        ("Kursk Oblast", "kursk"),
        ("Anbar province", "anbar"),
        ("State of Maine", "maine"),
        ("City of London", "london"),
        ("northern Iraq", "iraq"),
        ("southeastern Turkey", "turkey"),
        ("north and central Mali", "mali"),
        ("greater Manchester area", "greater manchester"),
        ("downtown Chicago", "chicago"),
    ],
)
def test_other_forms(name, first):
    assert variants(name)[0] == first


def test_a_plain_name_has_no_other_form():
    assert variants("Paris") == ()
    assert variants("Maine") == ()


@given(st.text())
def test_any_text_has_forms_without_error(text):
    assert normalise(text) not in variants(text)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Tenn.", "Tennessee"),
        ("TX", "Texas"),
        ("D.C.", ""),
        ("DC", "District of Columbia"),
        ("N.Y.", "New York"),
        ("N. Mex.", "New Mexico"),
        ("Wash. Ter.", "Washington"),
        ("Ont.", "Ontario"),
        ("Calif", "California"),
        ("W.Va.", "West Virginia"),
        ("Paris", ""),
        ("", ""),
    ],
)
def test_states_after_a_comma(written, state):
    assert state_of(written) == state


def test_the_first_word_may_be_short():
    assert first_words("St.") == ("st", "saint")
    assert first_words("Kyiv") == ("kyiv",)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Москва", True),
        ("Nanking", True),
        ("mosukuwa", False),
        ("LON", False),
        ("https://x.org", False),
        ("x", False),
        ("'s-Hertogenbosch", True),
        ("Ho Chi Minh City", True),
        ("e" * 70, False),
    ],
)
def test_alternates_that_a_text_would_use(name, kept):
    assert is_useful_alternate(name) is kept


def test_the_names_of_countries_leave_whole_locales_behind() -> None:
    """A first run builds the gazetteer and reads documents in one process, which asks for names of months later."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from pipeline.gazetteer.areas import territory_names; from pipeline.readers import calendars\n"
            "assert 'Deutschland' in territory_names()['DE']\n"
            "print([calendars.month_number(name, 'en') for name in ('Mai', 'mars', 'nothing')])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[5, 3, None]"
