"""Sources of dates: every one speaks in its own example; how dates are read; order, and each date once."""

from __future__ import annotations

import pytest

from pipeline.events.claims import when
from pipeline.events.claims.source import Claim, Source
from pipeline.model import Basis, Interval
from pipeline.timex import moment
from tests.events_fixture import header_date
from tests.events_reading import at, evidence, recognised, unmark

DCT = header_date("2020-06-01")


def said(claims: list[Claim]) -> list[tuple[str, str, str]]:
    return [(claim.source, claim.timing.value, claim.reading) for claim in claims]


@pytest.mark.parametrize("source", when.SOURCES, ids=lambda source: source.name)
def test_a_source_speaks_in_its_example(source: Source) -> None:
    example = unmark(source.example)
    found = recognised(example.text, dct=None if source.name == "none" else DCT)
    [trigger] = [trigger for trigger in found.triggers if trigger.span == example.trigger]
    claims = [claim for claim in when.propose(found, trigger) if claim.source == source.name]
    assert [*source.find(found, trigger)]
    spans = [claim.dated.span for claim in claims if claim.dated is not None]
    assert len(claims) == 1
    assert bool(spans) == (example.words is not None)
    assert all(example.words is not None and example.words.covers(span) for span in spans)


def test_names_are_those_of_the_table() -> None:
    assert tuple(source.name for source in when.SOURCES) == when.NAMES
    assert len(set(when.NAMES)) == len(when.NAMES)


def test_claims_come_in_the_order_of_the_table_and_each_date_once() -> None:
    text = "He came in 1931. They met on 3 May 2019 after a fall in 2018. It closed in 2020."
    dates = {"1931": "1931", "on 3 May 2019": "2019-05-03", "2018": "2018", "2020": "2020"}
    found = evidence(text, dates=dates, dct=header_date("2021-01-01"))
    claims = when.propose(found, at(found, "met"))
    assert said(claims)[:2] == [("governed", "2019-05-03", "plain"), ("clause", "2018", "plain")]
    assert [claim.source for claim in claims] == sorted((claim.source for claim in claims), key=when.NAMES.index)
    keys = [(claim.dated.order, claim.reading) for claim in claims if claim.dated is not None]
    assert len(set(keys)) == len(keys)
    assert claims[-1].source == "none"


@pytest.mark.parametrize(
    ("word", "reading", "value", "interval"),
    [
        ("before", "until", "../2019-05-03", Interval(None, moment(2019, 5, 3))),
        ("by", "by", "../2019-05-03", Interval(None, moment(2019, 5, 4))),
        ("since", "since", "2019-05-03/..", Interval(moment(2019, 5, 3), None)),
        ("after", "since", "2019-05-03/..", Interval(moment(2019, 5, 3), None)),
    ],
)
def test_the_word_before_a_date_makes_it_a_bound(word: str, reading: str, value: str, interval: Interval) -> None:
    found = evidence(f"Rebels attacked the town {word} 3 May 2019.", dates={"3 May 2019": "2019-05-03"})
    claims = when.propose(found, at(found, "attacked"))
    [bounded] = [claim for claim in claims if claim.reading == reading]
    assert (bounded.timing.value, bounded.timing.interval) == (value, interval)
    assert bounded.timing.basis is Basis.BOUNDED
    assert claims[0].reading == "plain" and claims[0].timing.value == "2019-05-03"


def test_other_words_before_a_date_make_no_bound() -> None:
    found = evidence("Rebels attacked the town on 3 May 2019.", dates={"3 May 2019": "2019-05-03"})
    assert {claim.reading for claim in when.propose(found, at(found, "attacked"))} == {"plain"}


def test_a_date_of_another_verb_is_not_governed() -> None:
    text = "The mayor fled on 3 May and the ship sank on 5 May."
    found = evidence(text, dates={"3 May": "2019-05-03", "5 May": "2019-05-05"})
    own = {claim.timing.value: claim.source for claim in when.propose(found, at(found, "fled")) if claim.dated}
    assert own == {"2019-05-03": "governed", "2019-05-05": "sentence"}


def test_a_range_is_claimed_whole() -> None:
    found = recognised("From 1 to 3 July 1863 two armies fought.")
    [claim] = [claim for claim in when.propose(found, at(found, "fought")) if claim.dated and claim.reading == "plain"]
    assert claim.timing.value == "1863-07-01/1863-07-03"
    assert claim.timing.interval == Interval(moment(1863, 7, 1), moment(1863, 7, 4))


def test_of_dates_told_before_the_last_three_and_two_days_may_hold() -> None:
    days = {f"{day} May 2001": f"2001-05-{day:02}" for day in (11, 12, 13)}
    text = "It rained on 11 May 2001. It rained on 12 May 2001. It rained on 13 May 2001. "
    text += "He wrote in 1931, 1932, 1933 and 1934. He taught."
    found = evidence(text, dates=days | {year: year for year in ("1931", "1932", "1933", "1934")})
    claims = when.propose(found, at(found, "taught"))
    assert [claim.timing.value for claim in claims if claim.source == "paragraph"] == [
        "1934", "1933", "1932", "2001-05-12", "2001-05-13",
    ]  # fmt: skip


def test_after_reaches_from_the_last_date_to_the_document() -> None:
    found = evidence("He came on 3 May 2019. Later he left.", dates={"3 May 2019": "2019-05-03"}, dct=DCT)
    [after] = [claim for claim in when.propose(found, at(found, "left")) if claim.source == "after"]
    assert after.timing.interval == Interval(moment(2019, 5, 3), moment(2020, 6, 2))
    assert after.reading == "since"


def test_the_document_gives_a_bound_whose_best_guess_is_its_day() -> None:
    found = evidence("A ferry sank.", dct=DCT)
    bound, none = when.propose(found, at(found, "sank"))
    assert (bound.timing.value, bound.timing.basis) == ("../2020-06-01", Basis.DCT)
    assert bound.timing.best == moment(2020, 6, 1)
    assert (bound.source, bound.timing.interval) == ("by_document", Interval(None, moment(2020, 6, 2)))
    assert (none.source, none.timing.interval) == ("none", None)


def test_without_any_date_there_is_only_none() -> None:
    found = evidence("A ferry sank.")
    assert said(when.propose(found, at(found, "sank"))) == [("none", "", "plain")]


def test_a_heading_dates_what_stands_below_and_the_nearest_one_only() -> None:
    text = "# Strikes of 2019\n\n## Strikes of May 2019\n\nWorkers struck."
    found = evidence(text, dates={"of 2019": "2019", "May 2019": "2019-05"})
    claims = when.propose(found, at(found, "struck"))
    assert [claim.timing.value for claim in claims if claim.source == "heading"] == ["2019-05"]


def test_the_lead_gives_its_first_day_not_a_year() -> None:
    text = "In 2001 a ferry was built. It sank on 3 May 2019. It was raised on 5 May 2019. People wept."
    dates = {"2001": "2001", "3 May 2019": "2019-05-03", "5 May 2019": "2019-05-05"}
    found = evidence(text, dates=dates)
    claims = when.propose(found, at(found, "wept"))
    assert [claim.timing.value for claim in claims if claim.source == "lead"] == ["2019-05-03"]


def test_of_a_heading_two_dates_may_hold() -> None:
    text = "# Strikes of 2017, 2018 and 2019\n\nWorkers struck."
    found = evidence(text, dates={year: year for year in ("2017", "2018", "2019")})
    claims = when.propose(found, at(found, "struck"))
    assert [claim.timing.value for claim in claims if claim.source == "heading"] == ["2017", "2018"]


def test_the_date_told_next_is_one() -> None:
    found = evidence("A ferry sank. It was built in 1931 and raised in 1935.", dates={"1931": "1931", "1935": "1935"})
    claims = when.propose(found, at(found, "sank"))
    assert [claim.timing.value for claim in claims if claim.source == "next"] == ["1931"]
