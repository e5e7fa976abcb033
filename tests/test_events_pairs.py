"""Features of two candidates: what they share, and how they stand to each other."""

from __future__ import annotations

import math
from datetime import date

import pytest

from pipeline.events import choice, pairs
from pipeline.events.choice import Choice
from pipeline.events.evidence import Evidence
from pipeline.events.features import Features
from pipeline.geo import distance_m
from pipeline.learned.tables import MISSING
from tests.events_fixture import LIMA, LISBON, header_date
from tests.events_reading import at, evidence

TEXT = (
    "An earthquake killed two men in Lima on 3 May 2019. A quake hit Lisbon in 2018.\n\n"
    "The earthquake in Lima wrecked a bridge on 3 May 2019. Rescuers came after the earthquake."
)
DATES = {"3 May 2019": "2019-05-03", "2018": "2018"}


@pytest.fixture(scope="module")
def found() -> Evidence:
    return evidence(TEXT, dates=DATES, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2019-05-05"))


def first_claims(_: str, rows: list[Features]) -> list[float]:
    """Margins by which the earliest source wins."""
    return [-row.get("source", 0.0) for row in rows]


@pytest.fixture(scope="module")
def choices(found: Evidence) -> list[Choice]:
    return [each.choice for each in choice.weigh(found, found.triggers, first_claims)]


def pair(found: Evidence, choices: list[Choice], left: tuple[int, str], right: tuple[int, str]) -> Features:
    """The features of two candidates, each told by its sentence and word."""
    first, second = (
        next(
            each for each in choices if (each.trigger.sentence, each.trigger.span.of(TEXT)) == which
        )
        for which in (left, right)
    )  # fmt: skip
    return pairs.of_pairs(found, [first, second], [(0, 1)])[0]


EARTHQUAKE, KILLED, QUAKE, AGAIN, WRECKED = (
    (0, "earthquake"),
    (0, "killed"),
    (1, "quake"),
    (2, "earthquake"),
    (2, "wrecked"),
)


@pytest.mark.parametrize(
    ("left", "right", "name", "value"),
    [
        (EARTHQUAKE, AGAIN, "same_lemma", True),
        (EARTHQUAKE, QUAKE, "same_lemma", False),
        (EARTHQUAKE, QUAKE, "same_group", True),
        (EARTHQUAKE, KILLED, "same_group", False),
        (EARTHQUAKE, QUAKE, "same_type", True),
        (EARTHQUAKE, WRECKED, "same_type", False),
        (EARTHQUAKE, AGAIN, "sentences_apart", 2),
        (EARTHQUAKE, KILLED, "sentences_apart", 0),
        (EARTHQUAKE, AGAIN, "blocks_apart", 1),
        (EARTHQUAKE, QUAKE, "blocks_apart", 0),
        (EARTHQUAKE, KILLED, "words_apart", 1),
        (KILLED, WRECKED, "same_when", True),
        (KILLED, QUAKE, "same_when", False),
        (EARTHQUAKE, AGAIN, "same_where", True),
        (KILLED, (1, "hit"), "same_where", False),
        (EARTHQUAKE, AGAIN, "second_in_first", True),
        (EARTHQUAKE, QUAKE, "second_in_first", False),
        (EARTHQUAKE, AGAIN, "first_in_second", True),
        (KILLED, AGAIN, "first_in_second", False),
        (EARTHQUAKE, QUAKE, "shared_words", 0),
        (EARTHQUAKE, AGAIN, "first_is_noun", True),
        (KILLED, AGAIN, "first_is_noun", False),
        (KILLED, AGAIN, "second_is_noun", True),
        (EARTHQUAKE, AGAIN, "first_is_definite", False),
        (EARTHQUAKE, AGAIN, "second_is_definite", True),
        (KILLED, WRECKED, "shared_participants", 1),
        (KILLED, (1, "hit"), "shared_participants", 0),
        (KILLED, WRECKED, "days_apart", 0),
        (KILLED, WRECKED, "overlap", 1),
        (KILLED, (1, "hit"), "overlap", 0),
        (KILLED, WRECKED, "inside", 0),
        (KILLED, WRECKED, "km_apart", 0),
        (EARTHQUAKE, KILLED, "governs", 1 + 1),
        (KILLED, (3, "came"), "governs", 0),
        (EARTHQUAKE, KILLED, "steps", 1),
        (KILLED, (3, "came"), "steps", 15),
        ((3, "came"), (3, "earthquake"), "governs", 1),
        ((3, "came"), (3, "earthquake"), "steps", 2),
    ],
)
def test_how_two_candidates_stand(
    found: Evidence, choices: list[Choice], left: tuple[int, str], right: tuple[int, str], name: str, value: float
) -> None:
    assert pair(found, choices, left, right)[name] == value


def test_what_sentences_share_weighs_by_rarity(found: Evidence, choices: list[Choice]) -> None:
    row = pair(found, choices, EARTHQUAKE, AGAIN)
    shared = found.words(0) & found.words(2)
    assert {"earthquake", "lima"} <= shared
    assert row["shared_words"] == len(shared)
    assert row["shared_rarity"] == pytest.approx(sum(found.rarity[word] for word in shared))
    whole = sum(found.rarity[word] for word in found.words(0) | found.words(2))
    assert row["shared_share"] == pytest.approx(row["shared_rarity"] / whole, rel=1e-4)


def test_shares_are_the_lesser_of_the_two(found: Evidence, choices: list[Choice]) -> None:
    first, second = choices[0], choices[-1]
    row = pairs.of_pairs(found, [first, second], [(0, 1)])[0]
    assert row["when_share"] == min(first.when_share, second.when_share)
    assert row["where_share"] == min(first.where_share, second.where_share)
    assert (row["first_score"], row["second_score"]) == (first.score, second.score)
    assert row["kind"] == first.features["kind"]


def test_no_date_and_no_place_are_not_the_same_one() -> None:
    found = evidence("Rebels fled. Rebels came.")
    first, second = [each.choice for each in choice.weigh(found, found.triggers, first_claims)]
    row = pairs.of_pairs(found, [first, second], [(0, 1)])[0]
    assert (row["same_when"], row["same_where"]) == (False, False)


def test_words_without_a_group_are_of_no_common_one() -> None:
    found = evidence("Die Flut kam. Der Krieg begann.", language="de", model="")
    first, second = [each.choice for each in choice.weigh(found, found.triggers, first_claims)]
    row = pairs.of_pairs(found, [first, second], [(0, 1)])[0]
    assert (row["same_group"], row["governs"], row["steps"]) == (False, 0, 15)
    assert row["first_is_definite"] == -9


def test_a_shared_object_counts() -> None:
    text = "Rebels burned the bridge. Soldiers mended the bridge."
    found = evidence(text)
    triggers = [at(found, word) for word in ("burned", "mended")]
    row = pairs.of_pairs(found, [each.choice for each in choice.weigh(found, triggers, first_claims)], [(0, 1)])[0]
    assert row["shared_participants"] == 1
    assert row["like_objects"] == pytest.approx(1.0)


def test_dates_and_places_are_measured(found: Evidence, choices: list[Choice]) -> None:
    row = pair(found, choices, KILLED, (1, "hit"))
    days = (date(2018, 1, 1) - date(2019, 5, 3)).days
    assert row["days_apart"] == pytest.approx(-math.log1p(-days))
    assert row["km_apart"] == pytest.approx(distance_m(LIMA.lat, LIMA.lon, LISBON.lat, LISBON.lon) / 1000, rel=1e-6)


def test_a_day_lies_inside_its_year() -> None:
    text = "Rebels burned the bridge in 2018. Soldiers mended it on 3 May 2018."
    found = evidence(text, dates={"2018": "2018", "3 May 2018": "2018-05-03"})
    triggers = [at(found, word) for word in ("burned", "mended")]
    row = pairs.of_pairs(found, [each.choice for each in choice.weigh(found, triggers, first_claims)], [(0, 1)])[0]
    assert (row["inside"], row["overlap"]) == (-1, 1)


def test_what_has_no_date_or_place_is_not_measured() -> None:
    found = evidence("Rebels burned the bridge. Soldiers mended it.")
    triggers = [at(found, word) for word in ("burned", "mended")]
    row = pairs.of_pairs(found, [each.choice for each in choice.weigh(found, triggers, first_claims)], [(0, 1)])[0]
    assert (row["days_apart"], row["overlap"], row["inside"], row["km_apart"]) == (MISSING,) * 4
