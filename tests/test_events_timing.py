"""When: governed dates, dates of telling, bounds, the document's date."""

from __future__ import annotations

from pipeline.model import Basis, Interval
from pipeline.timex import DAY, moment
from tests.events_fixture import header_date, link, one


def test_each_verb_takes_its_own_date() -> None:
    found = link(
        "The mayor was kidnapped on 5 January 1990 and the ship sank on 7 January 1990.",
        dates={"5 January 1990": "1990-01-05", "7 January 1990": "1990-01-07"},
    )
    assert one(found, "kidnapped").value == "1990-01-05"
    assert one(found, "sank").value == "1990-01-07"


def test_when_it_was_told_is_not_when_it_was() -> None:
    found = link(
        "The army said on 9 January 1990 that rebels attacked the town.",
        dates={"9 January 1990": "1990-01-09"},
        dct=header_date("1990-01-10"),
    )
    attack = one(found, "attacked")
    assert (attack.basis, attack.value) == (Basis.DCT, "../1990-01-10")


def test_a_range_is_one_interval() -> None:
    from dataclasses import replace

    from pipeline import events
    from pipeline.model import Document, Span, Timex, TimexType
    from pipeline.nlp import Parser
    from tests.events_fixture import MODEL

    text = "From 1 to 3 July 1863 two armies fought."
    first = Timex(TimexType.DATE, "1863-07-01", Span(5, 6))
    last = replace(first, value="1863-07-03", span=Span(10, 21), range_end=True)
    document = Document(Document.id_of("range"), "r", "range", "", text)
    [battle] = events.link(document, (first, last), (), Parser.load(MODEL).parse(text))
    assert battle.value == "1863-07-01/1863-07-03"
    assert battle.interval == Interval(moment(1863, 7, 1), moment(1863, 7, 4))


def test_words_before_a_date_open_an_end() -> None:
    found = link("Rebels attacked the town before 3 May 1990.", dates={"3 May 1990": "1990-05-03"})
    assert found[0].basis is Basis.BOUNDED
    assert found[0].interval == Interval(None, moment(1990, 5, 3))
    assert "before" in found[0].why_date.fact("sentence")


def test_the_documents_date_is_a_bound() -> None:
    [event] = link("Rebels attacked the town.", dct=header_date("1990-05-03"))
    assert event.basis is Basis.DCT
    assert event.interval == Interval(None, moment(1990, 5, 4))
    assert event.best == moment(1990, 5, 3)
    assert event.value == "../1990-05-03"


def test_a_dateline_makes_the_opening_a_day() -> None:
    text = "Rebels attacked the town. A ship sank."
    attack, sinking = link(text, dct=header_date("1990-05-03", origin="dateline"))
    assert attack.interval == Interval(moment(1990, 5, 3), moment(1990, 5, 4))
    assert attack.basis is Basis.DCT
    assert sinking.interval == Interval(None, moment(1990, 5, 4))


def test_what_lies_ahead_starts_at_the_documents_date() -> None:
    [event] = link("Two presidents will meet.", dct=header_date("1990-05-03"))
    assert event.basis is Basis.BOUNDED
    assert event.interval == Interval(moment(1990, 5, 3), None)


def test_another_happening_bounds() -> None:
    found = link(
        "The king fled on 3 May 1990 after a revolt in the army.",
        dates={"3 May 1990": "1990-05-03"},
        dct=header_date("1990-06-01"),
    )
    revolt = one(found, "revolt")
    assert (revolt.basis, revolt.main) == (Basis.BOUNDED, False)
    assert revolt.interval is not None
    assert revolt.interval.end == moment(1990, 5, 4)
    assert revolt.best == moment(1990, 5, 4) - DAY


def test_without_any_date_it_is_undated() -> None:
    [event] = link("Rebels attacked the town.")
    assert (event.basis, event.interval, event.best) == (Basis.NONE, None, None)


def test_how_long_it_lasted() -> None:
    [event] = link("The meeting lasted nearly four hours.", dates={"four hours": "PT4H"}, dct=header_date("1990-05-03"))
    assert event.duration == "PT4H LESS_THAN"
