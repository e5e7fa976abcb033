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
