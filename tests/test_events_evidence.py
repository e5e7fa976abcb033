"""What a document offers: dates and places in order, paths, owners, quotes, opening, title, datelines."""

from __future__ import annotations

import math

import pytest

from pipeline.events.evidence import Evidence
from pipeline.events.points import FAR, FINE_GRAIN, GRAINS, Path, is_location
from pipeline.model import Granularity, Modality, Role, Span
from pipeline.timex import DAY, moment
from tests.events_fixture import LIMA, LISBON, MOSCOW, PERU, Where, header_date
from tests.events_reading import at, evidence, recognised

TEXT = "It rained on 3 May 2019 in Lima. Rebels came to Lisbon in 2020, by 3 May 2019. They left Lima."
DATES = {"3 May 2019": "2019-05-03", "2020": "2020"}
PLACES = {"Lima": LIMA, "Lisbon": LISBON}


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(TEXT, dates=DATES, places=PLACES)


def token(found: Evidence, word: str) -> int:
    return next(token.index for token in found.reading.parse.tokens if token.text == word)


def test_dates_stand_in_order_with_what_is_asked_of_them(found: Evidence) -> None:
    assert [(dated.timex.value, dated.order, dated.sentence) for dated in found.dates] == [
        ("2019-05-03", 0, 0), ("2020", 1, 1), ("2019-05-03", 2, 1),
    ]  # fmt: skip
    first, year, _ = found.dates
    assert (first.before, year.before, found.dates[2].before) == ("on", "in", "by")
    assert (first.times, year.times) == (2, 1)
    assert first.grain == GRAINS[Granularity.DAY] == FINE_GRAIN
    assert year.grain == GRAINS[Granularity.YEAR] > FINE_GRAIN
    assert first.interval.start == moment(2019, 5, 3)
    assert first.partner is None


def test_a_range_has_a_partner_and_is_one_date() -> None:
    [dated] = recognised("From 1 to 3 July 1863 two armies fought.").dates
    assert dated.partner is not None
    assert (dated.timex.value, dated.partner.value) == ("1863-07-01", "1863-07-03")


def test_durations_are_no_dates() -> None:
    assert evidence("It rained for four days.", dates={"four days": "P4D"}).dates == []


def test_places_stand_in_order_ranked_by_how_often_they_are_named(found: Evidence) -> None:
    assert [(place.key, place.order, place.sentence, place.times, place.rank) for place in found.places] == [
        (LIMA.id, 0, 0, 2, 0), (LISBON.id, 1, 1, 1, 1), (LIMA.id, 2, 2, 2, 0),
    ]  # fmt: skip
    assert [place.before for place in found.places][:2] == ["in", "to"]
    assert [place.order for place in found.frequent] == [0, 1]


def test_at_most_three_places_are_frequent() -> None:
    names = ("Lima", "Lisbon", "Moscow", "Peru")
    found = evidence(
        "It rained in Lima, Lisbon, Moscow and Peru.",
        places=dict(zip(names, (LIMA, LISBON, MOSCOW, PERU), strict=True)),
    )
    assert [place.key for place in found.frequent] == [LIMA.id, LISBON.id, MOSCOW.id]


def test_names_without_a_place_are_left_out() -> None:
    assert evidence("It rained in Vostochny.", places={"Vostochny": Where(None)}).places == []


def test_articles_and_directions_are_skipped_before_a_name() -> None:
    found = evidence("It rained to the north of the Lima.", places={"Lima": LIMA})
    assert found.places[0].before == "of"
    assert evidence("Lima fell.", places={"Lima": LIMA}).places[0].before == ""


def test_windows_over_dates_and_places(found: Evidence) -> None:
    start = found.dates[1].span.start
    assert [dated.order for dated in found.dates_before(start, 5)] == [0]
    assert [dated.order for dated in found.dates_before(start + 1, 1)] == [1]
    assert [dated.order for dated in found.dates_from(start, 1)] == [1]
    assert [dated.order for dated in found.dates_from(start + 1, 5)] == [2]
    assert [dated.order for dated in found.dates_in(Span(start, found.dates[2].span.start))] == [1]
    start = found.places[1].span.start
    assert [place.order for place in found.places_before(start, 5)] == [0]
    assert [place.order for place in found.places_before(start + 1, 1)] == [1]
    assert [place.order for place in found.places_from(start, 1)] == [1]
    assert [place.order for place in found.places_from(start + 1, 5)] == [2]
    assert [place.order for place in found.places_in(Span(start, found.places[2].span.start))] == [1]
    assert found.dates_before(0, 3) == [] and found.places_before(0, 3) == []


def test_title_datelines_and_opening() -> None:
    text = "Dam bursts above the town\n\nLIMA (AP) - It rained. It blew. It snowed. It thawed.\n\nIt froze."
    found = evidence(text)
    assert found.title is not None and found.title.of(text) == "Dam bursts above the town"
    assert (found.opening.start, len(found.opening)) == (1, 3)
    line = found.dateline(text.index("froze"))
    assert line is not None and line.of(text).startswith("LIMA (AP)")
    assert found.dateline(0) is None
    assert {"dam", "burst", "town"} <= found.title_words
    assert {"rain"} <= found.title_words  # of the opening sentence
    assert "thaw" not in found.title_words
    assert evidence("It rained.").title is None


def test_a_short_text_has_a_short_opening() -> None:
    assert evidence("It rained. It blew.").opening == range(2)
    assert evidence("").opening == range(0)


def test_words_are_the_lemmas_that_say_something(found: Evidence) -> None:
    assert found.words(2) == {"leave", "lima"}
    assert evidence("Die alte Brücke fiel um.", language="de", model="").words(0) == {"alte", "brücke", "fiel"}


def test_rare_words_weigh_more(found: Evidence) -> None:
    assert found.rarity["rain"] == pytest.approx(math.log(4 / 1))
    assert found.rarity["lima"] == pytest.approx(math.log(4 / 2))


def test_quoted_is_what_stands_between_marks_in_its_block() -> None:
    text = 'He said: "It rained." She left.\n\n"It blew. They came.\n\nIt froze.'
    found = evidence(text)
    assert {word: found.is_quoted(text.index(word)) for word in ("said", "rained", "left", "came", "froze")} == {
        "said": False, "rained": True, "left": False, "came": True, "froze": False,
    }  # fmt: skip
    assert not evidence("").is_quoted(0)


def test_headings_stand_innermost_first() -> None:
    text = "# Peru\n\n## Strikes in Lima\n\nWorkers struck."
    found = evidence(text)
    block = found.reading.block_at(text.index("struck"))
    assert [heading.span.of(text) for heading in found.headings(block)] == ["## Strikes in Lima", "# Peru"]
    assert found.headings(0) == []


def test_the_own_day() -> None:
    assert evidence("It rained.", dct=header_date("2020-06-01")).own_day == moment(2020, 6, 1) // DAY
    assert evidence("It rained.").own_day is None


def test_a_path_counts_steps_and_clauses() -> None:
    text = "Rebels fled when soldiers came on Monday to the town of Lima."
    found = evidence(text, dates={"Monday": "2019-05-03"}, places={"Lima": LIMA})
    [monday] = found.dates
    assert found.path(at(found, "came"), monday.head) == Path(2, 0, 0, 0)  # on, came
    assert found.path(at(found, "fled"), monday.head) == Path(3, 0, 1, 0)  # and a clause
    assert found.path(at(found, "came"), token(found, "Rebels")) == Path(1, 1, 0, 1)
    assert found.path(at(found, "came"), at(found, "came").index) == Path(0, 0, 0, 0)


def test_leaving_a_clause_costs_double() -> None:
    assert Path(3, 1, 1, 0).cost == 6
    assert Path().cost == 6 * FAR


def test_the_path_of_a_light_verb_serves_its_noun() -> None:
    found = evidence("They held a summit on Monday.", dates={"Monday": "2019-05-03"})
    assert found.path(at(found, "summit"), found.dates[0].head).trigger == 0


def test_there_is_no_path_without_syntax_or_to_another_sentence(found: Evidence) -> None:
    rough = evidence("Die Flut kam 2019.", dates={"2019": "2019"}, language="de", model="")
    assert rough.path(rough.triggers[0], rough.dates[0].head) == Path()
    assert found.path(at(found, "rained"), found.dates[1].head) == Path()


def test_the_owner_is_the_nearest_candidate_above() -> None:
    text = "The mayor fled on 3 May and the ship sank on 5 May."
    found = evidence(text, dates={"3 May": "2019-05-03", "5 May": "2019-05-05"})
    assert [found.owner(dated.head) for dated in found.dates] == [at(found, "fled").index, at(found, "sank").index]
    assert found.owner(at(found, "sank").index) == at(found, "sank").index
    rough = evidence("Die Flut kam 2019.", dates={"2019": "2019"}, language="de", model="")
    assert rough.owner(rough.dates[0].head) == -1
    assert evidence("In 2019", dates={"2019": "2019"}).owner(1) == -1


def test_candidates_between_are_counted() -> None:
    text = "Rebels came, saw and left on 3 May."
    found = evidence(text, dates={"3 May": "2019-05-03"})
    start = found.dates[0].span.start
    assert [found.between(at(found, word), start) for word in ("came", "saw", "left")] == [2, 1, 0]
    assert found.between(at(found, "left"), 0) == 2


def test_participants_are_the_lemmas_of_subject_and_object() -> None:
    found = evidence("Soldiers attacked a guard in towns. Guards were attacked. They slept.")
    assert found.participants(at(found, "attacked")) == {"soldier", "guard"}
    assert found.participants(found.triggers[1]) == {"guard"}


def test_stances_and_locations() -> None:
    found = evidence("Rebels will attack Lima.", places={"Lima": LIMA})
    assert found.stance(at(found, "attack")).modality is Modality.PLANNED
    assert is_location(found.places[0])
    metonym = evidence("Moscow attacked.", places={"Moscow": Where(MOSCOW, Role.METONYM)})
    assert not is_location(metonym.places[0])


ACCOUNT = (
    "Rebels came to Lima on 3 May 2019. A 2018 report said so. Officials said in Lisbon in 2017 that rebels left Peru."
)


def test_dates_and_places_that_carry_the_account_on() -> None:
    dates = {"3 May 2019": "2019-05-03", "2018": "2018", "2017": "2017"}
    found = evidence(ACCOUNT, dates=dates, places={"Lima": LIMA, "Lisbon": LISBON, "Peru": PERU})
    assert [found.dates[order].timex.value for order in found.telling_dates] == ["2019-05-03"]
    assert [found.places[order].key for order in found.telling_places] == [LIMA.id, PERU.id]
    assert found.opening_place == LIMA.id
    assert found.country_share("PE") == pytest.approx(2 / 3)
    assert found.country_share("DE") == 0
    assert found.year_share(moment(2019, 5, 3) // DAY) == pytest.approx(1 / 3)
    assert found.year_share(None) == -1
    assert [found.places_back(LIMA.id, at(found, word)) for word in ("came", "left")] == [0, 2]
    assert found.places_back(PERU.id, at(found, "came")) == 20


def test_sentences_with_the_same_word() -> None:
    found = evidence("An earthquake came. It rained. A quake came again.")
    assert found.sentences_like(at(found, "earthquake")) == {0, 2}
    assert found.sentences_like(at(found, "rained")) == {1}


def test_what_triggers_share_is_kept_for_their_sentence() -> None:
    found = evidence("Rebels attacked and fled. Soldiers came.")
    attacked, fled, came = (at(found, word) for word in ("attacked", "fled", "came"))
    kept = found.local(attacked)
    assert found.local(fled) is kept
    assert found.local(came) is not kept
    assert found.local(attacked) is not kept  # forgotten behind the sentence


@pytest.mark.parametrize(
    ("text", "is_telling"),
    [
        ("A flood came in 2019.", True),
        ("A 2019 flood came.", False),  # it only tells which flood
        ("Police said in 2019 that rebels fled.", False),  # when it was said
        ("2019", True),  # it is its line
        ("In 2019", False),
    ],
)
def test_a_date_that_only_modifies_or_dates_a_report_does_not_carry_on(text: str, is_telling: bool) -> None:
    found = evidence(text, dates={"2019": "2019"})
    assert found.telling_dates == ([0] if is_telling else [])
    assert found.date_tellings == ({0: 0} if is_telling else {})


@pytest.mark.parametrize(
    ("text", "is_telling"),
    [
        ("A flood came to Lima.", True),
        ("The Lima flood came.", False),
        ("Lima's flood came.", False),
        ("The Peruvian flood came.", False),
    ],
)
def test_a_place_that_only_modifies_does_not_carry_on(text: str, is_telling: bool) -> None:
    found = evidence(text, places={"Lima": LIMA, "Peruvian": PERU})
    assert found.telling_places == ([0] if is_telling else [])
    assert found.place_tellings == ({0: 0} if is_telling else {})


def test_without_a_parse_every_date_carries_on_and_what_heads_no_line_does_not() -> None:
    rough = evidence("Die Flut kam 2019.", dates={"2019": "2019"}, language="de", model="")
    assert rough.telling_dates == [0]


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("near the northern town of ", "of"),
        ("(", "("),
        ("fell, ", ","),
        ("It rained.\n\n", "\n"),
        ("since about ", "since"),
        ("since " + "the " * 5, "since"),
        ("since " + "the " * 8, ""),  # 28 characters are looked at
    ],
)
def test_the_word_or_mark_before_a_name(before: str, word: str) -> None:
    assert evidence(f"{before}Lima fell.", places={"Lima": LIMA}).places[0].before == word


@pytest.mark.parametrize("marks", ['""', "“”", "«»", "„“"])
def test_any_quotation_marks_quote(marks: str) -> None:
    text = f"He said: {marks[0]}It rained.{marks[1]} She left."
    found = evidence(text)
    assert found.is_quoted(text.index("rained")) and not found.is_quoted(text.index("left"))
    assert len(found.quoted) == 2


def test_a_place_named_long_ago_is_nineteen_sentences_back_and_one_named_later_twenty() -> None:
    text = "It rained in Lima. " + "It blew. " * 24 + "It froze. Lisbon fell."
    found = evidence(text, places={"Lima": LIMA, "Lisbon": LISBON})
    assert found.places_back(LIMA.id, at(found, "froze")) == 19
    assert found.places_back(LISBON.id, at(found, "froze")) == 20
    assert found.places_back(LISBON.id, at(found, "fell")) == 0


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("It rained. It blew. It froze. It thawed.", (0, 3)),
        ("Rain in Leeds\n\n3 May: It rained. It blew.", (1, 3)),
        ("Rain in Leeds\n\n“It rained.”\n\nIt blew.", (1, 3)),
        ("Rain in Leeds\n\n# Leeds\n\nIt blew. It froze.", (2, 4)),
    ],
)
def test_the_opening_begins_with_the_first_paragraph_entry_or_quotation(text: str, opening: tuple[int, int]) -> None:
    found = evidence(text)
    assert (found.opening.start, found.opening.stop) == opening


def test_what_two_sentences_share_is_weighed_by_rarity() -> None:
    found = evidence("The dam fell. The dam held. It rained.")
    dam, fall, hold = (found.rarity[word] for word in ("dam", "fall", "hold"))
    assert dam < fall
    assert found.shared_words(0, 1) == pytest.approx((1, dam, dam / (dam + fall + hold)), abs=1e-5)
    assert found.shared_words(0, 2) == (0, 0, 0)


def test_groups_of_the_title_are_those_of_its_candidates() -> None:
    found = evidence("Earthquake kills ten\n\nA flood came.")
    assert at(found, "Earthquake").group in found.title_groups
    assert at(found, "flood").group not in found.title_groups


def test_the_opening_place_is_a_location_within_title_or_opening() -> None:
    text = "Moscow speaks\n\nIt rained in Lima. It blew. It froze.\n\nThey left Lisbon."
    places = {"Moscow": Where(MOSCOW, Role.METONYM), "Lima": LIMA, "Lisbon": LISBON}
    assert evidence(text, places=places).opening_place == LIMA.id
    assert evidence(text, places={"Lisbon": LISBON}).opening_place == ""


def test_dates_and_places_in_a_head_or_dateline_are_left_out() -> None:
    text = "LIMA (AP) - Rebels left Lisbon."
    found = evidence(text, places={"LIMA": LIMA, "Lisbon": LISBON})
    assert [each.key for each in found.without_head(found.places, at(found, "left"))] == [LISBON.id]
    text = "3 May 2019: Rebels left on 4 May 2019."
    found = evidence(text, dates={"3 May 2019": "2019-05-03", "4 May 2019": "2019-05-04"})
    assert [each.order for each in found.without_head(found.dates, at(found, "left"))] == [1]


def test_a_date_of_no_modifier_that_is_known_is_read_without_it() -> None:
    [dated] = evidence("It rained in 2019.", dates={"2019": "2019 EQUAL_OR_LESS"}).dates
    assert dated.interval.start is not None or dated.interval.end is not None


def test_a_year_is_shared_by_days_of_365_from_1970_on() -> None:
    found = evidence("It rained in 2018 and in 2019.", dates={"2018": "2018", "2019": "2019"})
    assert found.year_share(moment(2019, 6, 1) // DAY) == 0.5
    assert found.year_share(moment(2010, 6, 1) // DAY) == 0


def test_what_stands_behind_an_odd_number_of_marks_is_quoted() -> None:
    text = 'He said: "It rained." She said: "It blew." They left.'
    found = evidence(text)
    assert [found.is_quoted(text.index(word)) for word in ("rained", "She", "blew", "left")] == [
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "language", "date", "expected"),
    [
        ("Die Mine blieb bis 1990 offen.", "de", "1990", "until"),
        ("La mina cerró desde 1990.", "es", "1990", "from"),
        ("La mine ferma après 1990.", "fr", "1990", "after"),
        ("Шахта работала до 1990 года.", "ru", "1990", "until"),
        ("Die Mine blieb bis 1990 offen.", "nl", "1990", "bis"),  # nothing is known of that language
    ],
)
def test_the_word_before_a_date_is_read_in_english(text: str, language: str, date: str, expected: str) -> None:
    assert evidence(text, dates={date: date}, language=language, model="").dates[0].before == expected
