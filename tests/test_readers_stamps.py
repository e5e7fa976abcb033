"""Dates in names, mail headers, chats, feeds and other calendars, each rule by itself."""

from __future__ import annotations

import pytest

from pipeline.readers import calendars, dct, header, labels, mail, names, stamps


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2015年08月13日01:27", "zh", "2015-08-13"),
        ("平成23年3月12日", "ja", "2011-03-12"),
        ("民國88年9月21日", "zh", "1999-09-21"),
        ("二〇一一年三月二十一日", "zh", "2011-03-21"),
        ("2014. 4. 16. 오전", "ko", "2014-04-16"),
        ("2010. október 4.", "hu", "2010-10-04"),
        ("27 नवंबर 2008", "hi", "2008-11-27"),
        ("۲۲ آبان ۱۳۹۶", "fa", "2017-11-13"),
        ("24 มิ.ย. 2561", "th", "2018-06-24"),
        ("7 באוקטובר 2023", "he", "2023-10-07"),
        ("04 آب 2020", "ar", "2020-08-04"),
        ("6 EKİM 2019", "tr", "2019-10-06"),
        ("15 tháng 4 năm 2020", "vi", "2020-04-15"),
        ("19 de septiembre de 2017", "en", "2017-09-19"),
        ("Tue Apr 20 22:14:03 CDT 2010", "en", "2010-04-20"),
        ("the 9th day of January, 1906", "en", "1906-01-09"),
        ("24.02.22 05:07", "ru", "2022-02-24"),
    ],
)
def test_days_of_many_languages_and_calendars(text: str, language: str, day: str) -> None:
    assert [found.value for found, _, _ in dct.all_in(text, "", "", language=language)] == [day]


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert dct.parse("2015年13月40日", "", "") is None
    assert dct.parse("1396/13/22", "", "", language="fa") is None
    assert calendars.eastern_number("元") == 1


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("budget-v2-final-2024-3-7.md", "2024-03-07"),
        ("Sitrep_03_09NOV2013.txt", "2013-11-09"),
        ("Screenshot_20230206-041803.txt", "2023-02-06"),
        ("2013_1108_log.txt", "2013-11-08"),
        ("Report_13.09.23_final.txt", "2023-09-13"),
        ("https://a.example/show.php?id=8&date=2008-08-08&lang=en", "2008-08-08"),
        ("https://a.example/news/24feb2004/village.html", "2004-02-24"),
        ("https://archive.example/web/20090819071244/http://b.example/2005/07/07/x.html", "2005-07-07"),
    ],
)
def test_names_and_addresses_hold_days(source: str, day: str) -> None:
    found = names.from_source(source)
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize("source", ["9780199535668_ch3.txt", "case-2016-119.txt", "afp_220316.txt", "v1.2.10.txt"])
def test_other_figures_in_names_hold_none(source: str) -> None:
    assert list(names.claims(source, "en", None)) == []


def test_six_figures_are_read_where_the_dateline_fits() -> None:
    yearless = header.yearless_dateline("BRUSSELS, March 22 (AFN) - Twin blasts rocked the airport.")
    assert yearless == (3, 22)
    assert [one.timex.value for one in names.claims("afn_220316.txt", "en", yearless)] == ["2016-03-22"]
    assert [one.timex.value for one in names.claims("afn-2016.txt", "en", yearless)] == ["2016-03-22"]


def test_a_copied_mail_is_read_in_its_senders_language() -> None:
    text = "Von: A\nGesendet: Donnerstag, 11. März 2021 14:22\nAn: B\nBetreff: Pegel\n\nDer Scheitel ist durch."
    found = mail.read(text, "de")
    assert found is not None
    assert (found.subject, found.date.value, text[found.end :].strip()) == (
        "Pegel",
        "2021-03-11",
        "Der Scheitel ist durch.",
    )
    assert mail.read("Von: A\nAn: B\nBetreff: Pegel\n\nText.", "de") is None


def test_a_chat_of_one_day_has_it_and_one_of_two_has_none() -> None:
    one = "".join(f"[24.02.22 05:0{minute}] City: news\n" for minute in range(4))
    assert [found.timex.value for found in stamps.claims(one, "ru")] == ["2022-02-24"]
    assert list(stamps.claims(one.replace("24.02.22 05:03", "25.02.22 05:03"), "ru")) == []


def test_a_feed_with_one_entry_has_its_day() -> None:
    item = "<item><title>a</title><pubDate>Tue, 12 Jan 2010 22:31:00 GMT</pubDate></item>"
    assert [one.timex.value for one in stamps.claims(f"<rss><channel>{item}</channel></rss>", "en")] == ["2010-01-12"]
    assert list(stamps.claims(f"<rss><channel>{item}{item}</channel></rss>", "en")) == []


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Giriş Tarihi: 06.02.2023 04:31", ["2023-02-06"]),
        ("入力 2011年3月11日", ["2011-03-11"]),
        ("PUBLISHED: 23:31, 22 May 2017", ["2017-05-22"]),
        ("Closing date: 12 April 2019", []),
        ("Date of birth: 12 April 2019", []),
        ("12 March 2019 – 30 June 2019", []),
        ("The meeting will be held on 5 May 2022", []),
    ],
)
def test_the_words_beside_a_date(line: str, days: list[str]) -> None:
    assert [one.timex.value for one in labels.claims(line, "byline", language="tr", plain=0.86)] == days


def test_the_fields_of_a_battle_tell_of_an_event() -> None:
    assert header.tells_of_event("Waterloo\nDate: 18 June 1815\nResult: Coalition victory")
    assert not header.tells_of_event("Situation report\nDate: 18 June 2015\nDeaths: 4\nInjured: 9")
