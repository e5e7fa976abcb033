"""Choices with margins given by hand: ranking, scores, what is compared, a candidate among the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.analysis.trigger import Trigger
from pipeline.events import choice, pairs
from pipeline.events.choice import UNPLACED, Choice, Field, Ranked
from pipeline.events.claims import features as claim_features
from pipeline.events.claims import when, where
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features, of_trigger
from pipeline.learned.odds import sigmoid
from pipeline.learned.tables import MISSING
from pipeline.model import Span
from tests.events_fixture import LIMA, LISBON, header_date
from tests.events_reading import evidence

TEXT = "Rebels came to Lima on 3 May 2019. They left Lisbon in 2018."


@pytest.fixture(scope="module")
def found() -> Evidence:
    dates = {"3 May 2019": "2019-05-03", "2018": "2018"}
    return evidence(TEXT, dates=dates, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2020-01-01"))


def preferring(**wanted: str) -> choice.Margins:
    """Margins by which the named sources of when and where win."""

    def margins(model: str, rows: Sequence[Features]) -> list[float]:
        if model not in {"when", "where"}:
            return [0.25 * number for number in range(len(rows))]
        number = (when if model == "when" else where).NAMES.index(wanted[model])
        return [5.0 if row["source"] == number else 0.0 for row in rows]

    return margins


@pytest.mark.parametrize(("first", "second"), [("governed", "none"), ("by_document", "governed"), ("none", "next")])
def test_the_claim_with_the_largest_margin_wins(found: Evidence, first: str, second: str) -> None:
    weighed = choice.weigh(found, found.triggers[:1], preferring(when=first, where=second))
    [each] = weighed
    assert (each.choice.when.source, each.choice.where.source) == (first, second)
    assert each.choice.when_share == max(each.when.shares) > 0.9
    assert each.choice.where_share == max(each.where.shares) > 0.9
    assert sum(each.when.shares) == pytest.approx(1.0)


def test_every_candidate_gets_its_own_claims_and_score(found: Evidence) -> None:
    weighed = choice.weigh(found, found.triggers, preferring(when="governed", where="governed"))
    assert [each.choice.trigger for each in weighed] == list(found.triggers)
    assert [each.choice.when.timing.value for each in weighed] == ["2019-05-03", "2018"]
    places = [each.choice.where.placing.mention for each in weighed]
    assert [mention.place for mention in places if mention is not None] == [LIMA, LISBON]
    assert [each.choice.score for each in weighed] == pytest.approx([0.5, sigmoid(0.25)])


def test_the_margin_of_no_place_is_lowered_and_that_of_no_date_is_not(found: Evidence) -> None:
    def level(_: str, rows: Sequence[Features]) -> list[float]:
        return [0.0] * len(rows)

    [each] = choice.weigh(found, found.triggers[:1], level)
    shares = dict(zip([claim.source for claim in each.where.claims], each.where.shares, strict=True))
    assert shares["none"] / shares["governed"] == pytest.approx(math.exp(-UNPLACED))
    assert len({round(share, 9) for share in each.when.shares}) == 1


def test_the_chosen_claims_are_features_of_the_candidate(found: Evidence) -> None:
    [each] = choice.weigh(found, found.triggers[:1], preferring(when="governed", where="none"))
    row = each.choice.features
    assert row["when_source"] == when.NAMES.index("governed")
    assert row["when_is_owned"] and row["when_reading"] == 0
    assert row["where_source"] == where.NAMES.index("none")
    assert row["where_radius"] == MISSING
    assert row["when_share"] == each.choice.when_share and row["where_share"] == each.choice.where_share


def test_no_feature_of_a_candidate_is_also_one_of_a_claim(found: Evidence) -> None:
    assert list(choice.rows_of({"a": 2.0}, [{"b": 3.0}, {}])) == [{"a": 2.0, "b": 3.0}, {"a": 2.0}]
    trigger = found.triggers[0]
    own = of_trigger(found, trigger).keys()
    dates = claim_features.of_dates(found, trigger, when.propose(found, trigger))
    places = claim_features.of_places(found, trigger, where.propose(found, trigger))
    assert [own & row.keys() for row in (*dates, *places) if own & row.keys()] == []


def test_a_source_that_is_left_out_is_not_asked(found: Evidence) -> None:
    _, dates, _, places, _ = choice.consider(found, found.triggers[0], ("governed", "none"))
    assert "governed" not in {claim.source for claim in dates} and "none" in {claim.source for claim in dates}
    assert "none" not in {claim.source for claim in places} and "governed" in {claim.source for claim in places}


def test_the_best_claim_has_the_largest_share() -> None:
    assert Ranked([Claim("a"), Claim("b"), Claim("c")], [0.2, 0.5, 0.3], {}).best == 1


def made(number: int, sentence: int, score: float, lemma: str = "", group: str = "") -> Choice:
    trigger = Trigger(number, sentence, Span(number, number + 1), lemma or f"w{number}", "other", group, is_noun=False)
    return Choice(trigger, {}, Claim("none"), Claim("none"), 1.0, 1.0, score)


def test_near_candidates_are_compared_and_far_ones_are_not() -> None:
    reach = pairs.REACH
    choices = [made(0, 0, 0.9), made(1, 0, 0.9), made(2, reach, 0.9), made(3, reach + 1, 0.9)]
    assert [*choice.compared(choices)] == [(0, 1), (0, 2), (1, 2), (2, 3)]


def test_candidates_of_one_word_or_group_are_compared_over_any_distance() -> None:
    choices = [made(0, 0, 0.9, "strike", "g"), made(1, 500, 0.9, "strike"), made(2, 900, 0.9, "walkout", "g")]
    assert [*choice.compared(choices)] == [(0, 1), (0, 2)]


def test_of_one_word_the_last_eight_are_compared() -> None:
    choices = [made(number, 100 * number, 0.9, "strike") for number in range(12)]
    found = [*choice.compared(choices)]
    assert [left for left, right in found if right == 11] == [*range(3, 11)]


def test_unlikely_candidates_are_not_compared() -> None:
    choices = [made(0, 0, 0.9), made(1, 0, pairs.WORTH), made(2, 0, pairs.WORTH + 0.01)]
    assert [*choice.compared(choices)] == [(0, 2)]


def test_the_cost_of_comparing_is_linear_in_the_text() -> None:
    texts = [[made(n, n, 0.9, f"w{n % 7}") for n in range(size)] for size in (500, 2000)]
    few, many = (sum(1 for _ in choice.compared(text)) for text in texts)
    assert many < 4.2 * few
    assert many <= 2000 * (pairs.REACH + 8)


def test_pairs_are_told_of_on_both_sides(found: Evidence) -> None:
    choices = [each.choice for each in choice.weigh(found, found.triggers, preferring(when="none", where="none"))]
    same = choice.compare(found, choices, lambda _, rows: [math.log(3)] * len(rows))
    assert same == [{1: pytest.approx(0.75)}, {0: pytest.approx(0.75)}]
    assert choice.compare(found, choices[:1], lambda _, rows: [0.0] * len(rows)) == [{}]


CHOICES = [made(0, 0, 0.5), made(1, 0, 0.8), made(2, 1, 0.3), made(3, 2, 0.6)]
SAME: choice.Same = [{1: 0.7, 2: 0.2}, {0: 0.7, 3: 0.9}, {0: 0.2}, {1: 0.9}]


@pytest.mark.parametrize(
    ("number", "name", "value"),
    [
        (0, "score", 0.5),
        (0, "likely", 3),
        (0, "likely_share", 3 / 4),
        (0, "likely_a_sentence", 1.0),
        (0, "mean_score", 0.55),
        (0, "sum_score", 2.2),
        (0, "below_best", -0.3),
        (1, "below_best", 0.0),
        (0, "share_of_best", 0.625),
        (1, "rank", 0),
        (3, "rank", 1),
        (0, "rank", 2),
        (2, "rank", 3),
        (2, "relative_rank", 3 / 4),
        (0, "better_in_sentence", 1),
        (1, "better_in_sentence", 0),
        (0, "best_in_sentence", 0.8),
        (1, "best_in_sentence", 0.0),
        (0, "double", 0.7),
        (1, "double", -1.0),  # nothing better was seen
        (3, "double", 0.9),
        (2, "double", 0.2),
        (0, "doubles", 1),
        (2, "doubles", 0),
        (0, "double_in_sentence", 0.7),
        (3, "double_in_sentence", -1.0),
        (0, "is_new", 0.3),
        (1, "is_new", 1.0),
        (0, "same_claims", 1),
        (0, "mentions", 1),
        (1, "mentions", 2),
        (2, "mentions", 0),
        (0, "best_before", 0.0),
        (2, "best_before", 0.8),
        (2, "best_after", 0.6),
        (3, "best_after", 0.0),
    ],
)
def test_a_candidate_among_the_others(number: int, name: str, value: float) -> None:
    assert choice.among(CHOICES, SAME)[number][name] == pytest.approx(value)


def test_another_date_or_place_is_not_the_same_claim(found: Evidence) -> None:
    each = choice.weigh(found, found.triggers, preferring(when="governed", where="governed"))[0].choice
    there = replace(CHOICES[1], when=each.when, where=each.where)
    for other, times in (
        (there, 1),
        (replace(there, when=Claim("none")), 0),
        (replace(there, where=Claim("none")), 0),
    ):
        field = Field([replace(CHOICES[0], when=each.when, where=each.where), other], [{1: 0.7}, {0: 0.7}])
        field.better.add(1)
        assert field.of(0, 1)["same_claims"] == times


def test_a_field_of_none() -> None:
    assert choice.among([], []) == []
    assert choice.among([made(0, 0, 0.0)], [{}])[0]["share_of_best"] == 0.0


def test_large_fields_are_cut_off() -> None:
    rows = choice.among([made(number, number, 1.0) for number in range(80)], [{} for _ in range(80)])
    assert (rows[79]["rank"], rows[0]["likely"], rows[0]["sum_score"]) == (60, 60, 60.0)


def test_selection_reads_the_candidate_and_its_field() -> None:
    def margins(model: str, rows: Sequence[Features]) -> list[float]:
        assert model == "main"
        return [row["a"] + row["b"] for row in rows]

    choices = [replace(CHOICES[0], features={"a": 1.0}), replace(CHOICES[1], features={"a": -2.0})]
    scores = choice.select(choices, [{"b": -1.0}, {"b": 2.0 + math.log(3)}], margins)
    assert scores == pytest.approx([0.5, 0.75])


def test_selection_asks_the_model_it_is_told() -> None:
    asked = []

    def margins(model: str, rows: Sequence[Features]) -> list[float]:
        asked.append(model)
        return [0.0] * len(rows)

    assert choice.select(CHOICES[:1], [{}], margins, model="real") == [0.5]
    assert asked == ["real"]


def test_the_best_of_some_mentions_has_the_largest_margin_the_first_of_equals() -> None:
    def margins(model: str, rows: Sequence[Features]) -> list[float]:
        assert model == "best"
        return [row["a"] for row in rows]

    choices = [replace(CHOICES[0], features={"a": value}) for value in (9.0, 1.0, 3.0, 2.0, 3.0)]
    assert choice.best(choices, [1, 2, 3, 4], margins) == 2
    assert choice.best(choices, [1, 3], margins) == 3
    assert choice.best(choices, [4, 0], margins) == 0
    assert choice.best(choices, [1], margins) == 1


def test_committed_models_ask_only_for_features_that_there_are(found: Evidence) -> None:
    features, _, dates, _, places = choice.consider(found, found.triggers[0])
    german = evidence("Ein Beben zerstörte eine Brücke.", language="de")
    unparsed = set(choice.consider(german, german.triggers[0])[0]) - set(features)
    assert set(choice.trees("when").names) <= {name for row in dates for name in row} | unparsed
    assert set(choice.trees("where").names) <= {name for row in places for name in row} | unparsed
    choices = [each.choice for each in choice.weigh(found, found.triggers)]
    assert set(choice.trees("mention").names) <= set(choices[0].features) | unparsed
    assert set(choice.trees("same").names) <= set(pairs.of_pairs(found, choices, [(0, 1)])[0])
    row = choices[0].features | choice.among(choices, choice.compare(found, choices))[0]
    assert set(choice.trees("main").names) | set(choice.trees("real").names) <= set(row) | unparsed
    assert set(choice.trees("best").names) <= set(choices[0].features) | unparsed
    assert features.keys() <= row.keys()


def test_a_few_at_a_time_is_all_at_once(found: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen() -> tuple[object, ...]:
        choices = [each.choice for each in choice.weigh(found, found.triggers)]
        same = choice.compare(found, choices)
        rows = choice.among(choices, same)
        told = [(each.trigger, each.features, each.when_share, each.where_share, each.score) for each in choices]
        return told, same, choice.select(choices, rows)

    at_once = chosen()
    assert len(found.triggers) >= 2
    monkeypatch.setattr(choice, "_AT_ONCE", 1)
    monkeypatch.setattr(choice, "_PAIRS_AT_ONCE", 1)
    assert chosen() == at_once


@pytest.mark.parametrize(("score", "likely"), [(0.4, 0), (0.41, 1)])
def test_a_candidate_is_likely_above_four_tenths(score: float, likely: int) -> None:
    assert choice.among([made(0, 0, score)], [{}])[0]["likely"] == likely


@pytest.mark.parametrize(("same", "number"), [(choice.ONE, 0), (choice.ONE + 0.01, 1)])
def test_two_are_one_above_one_half(same: float, number: int) -> None:
    rows = choice.among([made(0, 0, 0.9), made(1, 0, 0.8)], [{1: same}, {0: same}])
    assert (rows[1]["doubles"], rows[1]["mentions"], rows[0]["doubles"]) == (number, number, 0)


def test_better_ones_beside_it_that_were_not_compared_are_no_doubles() -> None:
    rows = choice.among([made(0, 0, 0.9), made(1, 0, 0.8)], [{}, {}])
    assert (rows[1]["double"], rows[1]["double_in_sentence"], rows[1]["is_new"]) == (-1.0, 0.0, 1.0)
    assert (rows[1]["best_before"], rows[1]["best_after"]) == (0.0, 0.0)


def test_a_candidate_without_a_word_or_group_is_like_none() -> None:
    alone = [made(0, 0, 0.9, "strike"), made(1, 500, 0.9, "march"), made(2, 900, 0.9, "flood")]
    assert [*choice.compared(alone)] == []
