"""Features of claims: how a date or a place stands to a candidate."""

from __future__ import annotations

import math
from types import ModuleType

import pytest

from pipeline.events.claims import features as claim_features
from pipeline.events.claims import when, where
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import BLOCKS, DEPENDENCIES, ENTITIES, PREPOSITIONS, Features
from pipeline.events.points import FINE_GRAIN, GRAINS
from pipeline.model import Basis, Granularity, Place, Role, TimexType
from pipeline.structure import BlockKind
from tests.events_fixture import BERLIN, LIMA, MOSCOW, PERU, Where, header_date
from tests.events_reading import at, evidence, recognised

TEXT = (
    "Talks in Berlin\n\nThe talks failed in 2018 in Lima. Rebels in Lima, Peru attacked soldiers on 3 May 2019 and "
    "officials said in Moscow in June 2019 that they fled. It rained on 7 June 2020."
)
DATES = {"2018": "2018", "3 May 2019": "2019-05-03", "June 2019": "2019-06", "7 June 2020": "2020-06-07"}
PLACES = {"Berlin": BERLIN, "Lima": LIMA, "Peru": PERU, "Moscow": Where(MOSCOW, Role.METONYM)}


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(TEXT, dates=DATES, places=PLACES, dct=header_date("2019-05-05"))


def dated(found: Evidence, word: str) -> dict[str, Features]:
    """Value -> the features of that claim."""
    trigger = at(found, word)
    claims = when.propose(found, trigger)
    rows = claim_features.of_dates(found, trigger, claims)
    assert len(rows) == len(claims)
    return {_key(claim): row for claim, row in zip(claims, rows, strict=True)}


def _key(claim: Claim) -> str:
    return claim.timing.value if claim.dated is not None else claim.source


def placed(found: Evidence, word: str) -> dict[tuple[str, int], Features]:
    """Name and its place in the order of names -> the features of that claim."""
    trigger = at(found, word)
    claims = where.propose(found, trigger)
    rows = claim_features.of_places(found, trigger, claims)
    assert len(rows) == len(claims)
    return {
        (claim.located.mention.toponym.text, claim.located.order) if claim.located is not None else ("none", -1): row
        for claim, row in zip(claims, rows, strict=True)
    }


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        ("2019-05-03", "source", when.NAMES.index("governed")),
        ("2019-05-03", "reading", 0),
        ("2019-05-03", "days_ahead", -2),
        ("2019-05-03", "is_ahead", False),
        ("2020-06-07", "is_ahead", True),
        ("2020-06-07", "days_ahead", 399),
        ("2019-05-03", "is_own_day", False),
        ("by_document", "is_own_day", False),
        ("by_document", "days_ahead", 40_000),
        ("none", "days_ahead", 40_000),
        ("none", "is_ahead", False),
        ("2019-05-03", "own_dates", 2),
        ("none", "own_dates", 2),
        ("2019-05-03", "finest", FINE_GRAIN),
        ("2019-05-03", "rank", 0),
        ("2019-06", "rank", 1),
        ("2018", "rank", 99),
        ("2019-06", "grain", GRAINS[Granularity.MONTH]),
        ("2019-06", "coarser", GRAINS[Granularity.MONTH] - FINE_GRAIN),
        ("2019-05-03", "coarser", 0),
        ("2019-05-03", "timex_type", list(TimexType).index(TimexType.DATE)),
        ("2019-05-03", "basis", list(Basis).index(Basis.EXPLICIT)),
        ("2019-05-03", "certainty", 1.0),
        ("2019-05-03", "has_mod", False),
        ("2019-05-03", "is_range", False),
        ("2018", "is_last", True),
        ("2018", "is_last_day", False),
        ("2019-05-03", "is_last", False),
        ("2019-05-03", "is_of_mention", False),
        ("2019-05-03", "via", DEPENDENCIES.index("prep")),
        ("2019-06", "via", DEPENDENCIES.index("conj")),
        ("2019-05-03", "modified", -2),
        ("2019-05-03", "readings", 1),
        ("2019-05-03", "has_anchor", False),
        ("2019-05-03", "from_last_day", 40_000),
        ("2019-05-03", "year_share", 0.5),
        ("2018", "year_share", 0.25),
        ("none", "year_share", -1),
        ("2018", "dates_between", 1),
        ("2019-05-03", "dates_between", 0),
        ("2018", "tellings_between", 10),
        ("2019-05-03", "tellings_between", 9),
        ("2019-05-03", "plain_ahead", -2),
        ("2018", "sentences_back", 1),
        ("2020-06-07", "sentences_back", -1),
        ("2018", "blocks_back", 0),
        ("2019-05-03", "path_down", 2),
        ("2019-05-03", "path_up", 0),
        ("2019-05-03", "clauses_down", 0),
        ("2019-06", "clauses_down", 1),
        ("2019-05-03", "clauses_up", 0),
        ("2019-05-03", "is_owned", True),
        ("2019-06", "is_owned", False),
        ("2019-06", "is_owned_otherwise", True),
        ("2019-05-03", "is_owned_otherwise", False),
        ("2019-06", "is_owned_by_reporting", True),
        ("2019-05-03", "is_owned_by_reporting", False),
        ("2019-05-03", "between", 0),
        ("2019-06", "between", 1),
        ("2019-05-03", "before", PREPOSITIONS.index("on")),
        ("2019-06", "before", PREPOSITIONS.index("in")),
        ("2019-05-03", "claim_dependency", DEPENDENCIES.index("pobj")),
        ("2018", "in_title", False),
        ("2018", "in_opening", True),
        ("2019-05-03", "times", 1),
        ("2018", "number", 0),
        ("2019-05-03", "number", 1),
        ("2019-05-03", "offset", TEXT.index("3 May") - TEXT.index("attacked")),
        ("2019-05-03", "distance", TEXT.index("3 May") - TEXT.index("attacked")),
        ("2018", "offset", TEXT.index("2018") - TEXT.index("attacked")),
        ("2018", "distance", TEXT.index("attacked") - TEXT.index("2018")),
    ],
)
def test_how_a_date_stands(found: Evidence, value: str, name: str, expected: float) -> None:
    assert dated(found, "attacked")[value][name] == pytest.approx(expected)


def test_a_claim_that_rests_on_no_words_has_few_features(found: Evidence) -> None:
    assert "path_down" not in dated(found, "attacked")["none"]
    assert "path_down" not in placed(found, "attacked")["none", -1]


def test_all_claims_are_counted(found: Evidence) -> None:
    rows = dated(found, "attacked")
    assert {row["claims"] for row in rows.values()} == {len(when.propose(found, at(found, "attacked")))}


def test_without_a_day_of_its_own_nothing_is_ahead() -> None:
    row = dated(evidence("It rained on 3 May 2019.", dates={"3 May 2019": "2019-05-03"}), "rained")["2019-05-03"]
    assert (row["days_ahead"], row["is_ahead"], row["is_own_day"]) == (40_000, False, False)


def test_a_date_of_the_documents_day_is_its_own() -> None:
    found = evidence("It rained on 5 May.", dates={"5 May": "2019-05-05"}, dct=header_date("2019-05-05"))
    row = dated(found, "rained")["2019-05-05"]
    assert (row["days_ahead"], row["is_ahead"], row["is_own_day"]) == (0, False, True)


def test_readings_ranges_and_modifiers() -> None:
    rows = dated(evidence("It rained before 3 May.", dates={"3 May": "2019-05-03 APPROX"}), "rained")
    assert rows["../2019-05-03"]["reading"] == claim_features.READINGS.index("until")
    assert rows["../2019-05-03"]["has_mod"]
    found = recognised("From 1 to 3 July 1863 two armies fought.")
    assert dated(found, "fought")["1863-07-01/1863-07-03"]["is_range"]


def test_the_last_day_is_told_apart_from_the_last_date() -> None:
    text = "It rained on 3 May 2019. It blew in 2018. It froze."
    rows = dated(evidence(text, dates={"3 May 2019": "2019-05-03", "2018": "2018"}), "froze")
    assert (rows["2018"]["is_last"], rows["2019-05-03"]["is_last"]) == (True, False)
    assert rows["2019-05-03"]["is_last_day"]
    assert rows["2018"]["coarser"] == 0  # the sentence has no other


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        (("Moscow", 4), "source", where.NAMES.index("actor")),
        (("none", -1), "source", where.NAMES.index("none")),
        (("Lima", 2), "own_places", 3),
        (("Lima", 2), "own_locations", 2),
        (("Lima", 2), "role", list(Role).index(Role.LOCATION)),
        (("Moscow", 4), "role", list(Role).index(Role.METONYM)),
        (("Lima", 2), "class", 2),
        (("Peru", 3), "class", 0),
        (("Lima", 2), "radius", math.log1p(LIMA.radius_m)),
        (("Lima", 2), "certainty", 1.0),
        (("Lima", 2), "resolution", 1.0),
        (("Lima", 2), "frequency_rank", 0),
        (("Berlin", 0), "frequency_rank", 1),
        (("Lima", 2), "is_last", True),
        (("Berlin", 0), "is_last", False),
        (("Lima", 2), "is_last_location", True),
        (("Peru", 3), "is_last", False),
        (("Peru", 3), "is_last_location", False),
        (("Peru", 3), "finer_in_sentence", True),
        (("Lima", 2), "finer_in_sentence", False),
        (("Berlin", 0), "finer_near", False),
        (("Lima", 2), "comma_follows", True),
        (("Peru", 3), "comma_follows", False),  # a blank
        (("Lima", 2), "same_country", 2),
        (("Berlin", 0), "same_country", 1),
        (("Lima", 2), "back", 0),
        (("Berlin", 0), "back", 2),
        (("Lima", 2), "country_share", 0.6),
        (("Berlin", 0), "is_opening_place", True),
        (("Lima", 2), "is_opening_place", False),
        (("Lima", 2), "places_between", 2),
        (("Berlin", 0), "places_between", 4),
        (("Berlin", 0), "rank", 99),
        (("Peru", 3), "rank", 0),
        (("Lima", 2), "rank", 1),
        (("Lima", 2), "times", 2),
        (("Berlin", 0), "in_title", True),
        (("Lima", 2), "in_title", False),
        (("Berlin", 0), "in_opening", False),
        (("Lima", 2), "in_opening", True),
        (("Berlin", 0), "blocks_back", 1),
        (("Berlin", 0), "sentences_back", 2),
        (("Lima", 2), "offset", TEXT.index("Lima, Peru") - TEXT.index("attacked")),
        (("Lima", 2), "distance", TEXT.index("attacked") - TEXT.index("Lima, Peru")),
    ],
)
def test_how_a_place_stands(found: Evidence, key: tuple[str, int], name: str, expected: float) -> None:
    assert placed(found, "attacked")[key][name] == pytest.approx(expected)


def test_a_metonym_is_last_but_no_last_location() -> None:
    found = evidence("They met in Lima. Moscow spoke. It rained.", places=PLACES)
    rows = placed(found, "rained")
    assert (rows["Moscow", 1]["is_last"], rows["Lima", 0]["is_last"]) == (True, False)
    assert (rows["Moscow", 1]["is_last_location"], rows["Lima", 0]["is_last_location"]) == (False, True)


def test_finer_is_much_smaller_in_the_same_country(found: Evidence) -> None:
    trigger = at(found, "rained")
    claims = where.propose(found, trigger)
    rows = claim_features.of_places(found, trigger, claims)
    places = [claim.located.mention.place for claim in claims if claim.located is not None]
    for claim, row in zip(claims, rows, strict=True):
        place = claim.located.mention.place if claim.located is not None else None
        others = [each for each in places if place is not None and each.country == place.country]
        assert row.get("finer_near", False) == any(each.radius_m < place.radius_m / 3 for each in others)
    assert {row.get("finer_near") for row in rows} == {None, False, True}


@pytest.mark.parametrize("table", [when, where])
def test_what_a_source_says_of_a_sentence_it_says_for_each_trigger(found: Evidence, table: ModuleType) -> None:
    for source in table.SOURCES:
        for trigger in found.triggers:
            asked, kept = (
                [_parts(claim) for claim in claims(found, trigger)] for claims in (source.find, source.claims)
            )
            assert asked == kept, source.name


def _parts(claim: Claim) -> tuple[object, ...]:
    return claim.source, claim.timing, claim.placing, claim.dated, claim.located, claim.reading


def test_rows_are_the_same_whoever_was_asked_before(found: Evidence) -> None:
    for trigger in found.triggers:
        fresh = Evidence(found.reading, found.triggers)
        for table, rows_of in ((when, claim_features.of_dates), (where, claim_features.of_places)):
            rows = [rows_of(each, trigger, table.propose(each, trigger)) for each in (found, fresh)]
            assert rows[0] == rows[1]


def test_tellings_between_are_counted(found: Evidence) -> None:
    for trigger in found.triggers:
        claims = when.propose(found, trigger)
        for claim, row in zip(claims, claim_features.of_dates(found, trigger, claims), strict=True):
            if claim.dated is None or claim.dated.order not in found.telling_dates:
                assert row.get("tellings_between", -1) == -1
                continue
            low, high = sorted((claim.dated.span.start, trigger.span.start))
            told = [order for order in found.telling_dates if low < found.dates[order].span.start < high]
            is_before = claim.dated.span.start < trigger.span.start
            assert row["tellings_between"] == 10 + (len(told) if is_before else -1 - len(told))


def test_far_dates_are_cut_off() -> None:
    text = "It rained on 3 May 2019. " + "It blew. " * 80 + "It froze."
    rows = dated(evidence(text, dates={"3 May 2019": "2019-05-03"}), "froze")
    row = rows["2019-05-03"]
    assert (row["sentences_back"], row["offset"], row["distance"]) == (
        15,
        -500,
        text.index("froze") - text.index("3 May"),
    )
    behind = "It froze. " + "It blew. " * 80 + "It rained in 2018."
    assert dated(evidence(behind, dates={"2018": "2018"}), "froze")["2018"]["offset"] == 500
    text = "It rained on 3 May 2019. " + "It blew. " * 120 + "It froze."
    assert dated(evidence(text, dates={"3 May 2019": "2019-05-03"}), "froze")["2019-05-03"]["distance"] == 800
    old = dated(evidence("It froze in 1066.", dates={"1066": "1066"}, dct=header_date("2019-05-05")), "froze")
    assert (old["1066"]["days_ahead"], old["1066"]["is_ahead"]) == (-40_000, False)


def test_the_trained_weights_know_the_parts_of_speech_by_these_numbers() -> None:
    assert claim_features._POS == ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADP", "ADV")
    names = "plain until by since own_year told_year week_before told_day era"
    assert tuple(names.split()) == claim_features.READINGS


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A 2019 attack failed.", "modified", 0),  # a noun
        ("A 2019 attack failed.", "modified_is_candidate", True),
        ("A 2019 table failed.", "modified_is_candidate", False),
        ("A 2019 attack failed.", "governor_dependency", DEPENDENCIES.index("nsubj")),
        ("The attack of 2019 failed.", "modified", -2),  # behind a preposition
        ("The attack of 2019 failed.", "modified_is_candidate", False),
        ("The attack of 2019 failed.", "governor_dependency", DEPENDENCIES.index("prep")),
        ("It failed in 2019.", "is_of_mention", False),
    ],
)
def test_what_a_date_modifies(text: str, name: str, expected: float) -> None:
    found = evidence(text, dates={"2019": "2019"})
    assert dated(found, "failed")["2019"][name] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lima attack failed.", 0),
        ("Lima's attack failed.", 0),
        ("They failed in Lima.", -2),
        ("The Peruvian attack failed.", 0),
    ],
)
def test_what_a_place_modifies(text: str, expected: int) -> None:
    name = "Peruvian" if "Peruvian" in text else "Lima"
    row = placed(evidence(text, places={name: LIMA}), "failed")[name, 0]
    assert (row["modified"], row["modified_is_candidate"]) == (expected, expected == 0)
    assert row["entity"] == ENTITIES.index("GPE" if name == "Lima" else "NORP")


@pytest.mark.parametrize(("kind", "number"), [("PCLI", 0), ("ADM1", 1), ("PPLC", 2), ("MTS", 3)])
def test_the_kinds_of_blocks_and_places(kind: str, number: int) -> None:
    text = "Talks in Lima\n\nIt rained. It blew.\n\n- 3 May 2019: It froze in the Norwegian hills."
    hills = Place("x:1", "Hills", 60.0, 10.0, 9_000.0, "NO", (), kind)
    found = evidence(text, places={"Lima": LIMA, "hills": hills}, dates={"3 May 2019": "2019-05-03"})
    rows = placed(found, "froze")
    assert rows["hills", 1]["class"] == number
    assert rows["Lima", 0]["claim_block"] == BLOCKS.index(BlockKind.TITLE)
    assert dated(found, "froze")["2019-05-03"]["claim_block"] == BLOCKS.index(BlockKind.ENTRY)


def test_a_date_beside_a_mention_of_the_same_happening() -> None:
    found = evidence(
        "An attack came in 2018. It blew in 2017. The attack failed.", dates={"2018": "2018", "2017": "2017"}
    )
    rows = dated(found, "failed")
    assert not rows["2018"]["is_of_mention"]
    trigger = next(each for each in found.triggers if each.span.start == found.reading.document.text.rindex("attack"))
    claims = when.propose(found, trigger)
    rows = {
        _key(claim): row for claim, row in zip(claims, claim_features.of_dates(found, trigger, claims), strict=True)
    }
    assert rows["2018"]["is_of_mention"] and not rows["2017"]["is_of_mention"]


def test_blocks_and_sentences_between_are_cut_off() -> None:
    text = (
        "It rained in Lima in 2018.\n\n"
        + "It blew.\n\n" * 20
        + "It froze.\n\n"
        + "It thawed.\n\n" * 8
        + "It fell in 2019 in Peru."
    )
    found = evidence(text, dates={"2018": "2018", "2019": "2019"}, places={"Lima": LIMA, "Peru": PERU})
    before, behind = dated(found, "froze")["2018"], dated(found, "froze")["2019"]
    assert (before["blocks_back"], before["sentences_back"]) == (9, 15)
    assert (behind["blocks_back"], behind["sentences_back"]) == (-3, -4)
    far = placed(found, "froze")["Peru", 1]
    assert (far["blocks_back"], far["sentences_back"]) == (-3, -4)


def test_dates_between_and_orders_are_cut_off() -> None:
    years = [str(year) for year in range(1980, 2004)]
    text = "He left in 1980. " + "".join(f"It rained in {year}. " for year in years[1:]) + "He stayed."
    found = evidence(text, dates={year: year for year in years})
    rows = dated(found, "stayed")
    assert (rows["1980"]["dates_between"], rows["2003"]["dates_between"]) == (9, 1)
    assert (rows["2003"]["number"], rows["1980"]["number"]) == (20, 0)
    assert (rows["1980"]["tellings_between"], rows["2003"]["tellings_between"]) == (18, 10)
    assert rows["2003"]["from_last_day"] == 40_000  # no date is a day
    ahead = evidence(f"He stayed in {', '.join(years[:14])}.", dates={year: year for year in years})
    assert dated(ahead, "stayed")["1993"]["dates_between"] == -9


def test_the_days_from_the_last_day_that_was_told() -> None:
    text = "It rained on 3 May 2019. It blew in 2018. It froze on 5 May 2019."
    dates = {"3 May 2019": "2019-05-03", "2018": "2018", "5 May 2019": "2019-05-05"}
    assert dated(evidence(text, dates=dates), "froze")["2019-05-05"]["from_last_day"] == 2


@pytest.mark.parametrize(("radius", "is_finer"), [(299.0, True), (300.0, False), (None, False)])
def test_finer_is_less_than_a_third(radius: float | None, is_finer: bool) -> None:
    assert claim_features.is_finer(radius, Place("x:1", "X", 0.0, 0.0, 900.0, "NO")) is is_finer


def test_the_branch_that_holds_a_date_hangs_by_its_uppermost_word() -> None:
    found = evidence("They came to the town of 2019.", dates={"2019": "2019"})
    assert dated(found, "came")["2019"]["via"] == DEPENDENCIES.index("prep")
    ruins = evidence("Lima in ruins", places={"Lima": LIMA})
    assert placed(ruins, "Lima")["Lima", 0]["via"] == -2  # it is the trigger itself
