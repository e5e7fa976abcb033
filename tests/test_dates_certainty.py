"""Scores are measured shares: finer kinds lean on coarser ones, and what cannot be right or wrong keeps its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import dates
from pipeline.dates.certainty import LIMIT, certainty, is_shown, kinds, measured
from pipeline.model import Basis, Document, Timex, TimexType
from pipeline.timex import granularity_of

CHAIN = ("relative", "relative day", "relative day weekday", "relative day weekday news")


def only(text: str, dct: str | None = "2023-11-13") -> Timex:
    made = Timex(TimexType.DATE, dct) if dct else None
    (found,) = dates.find(Document("d", "r", "s", "t", text, dct=made))
    return found


def test_kinds_run_from_coarse_to_fine() -> None:
    assert kinds(Basis.RELATIVE, "2023-11-07", "weekday", "news") == CHAIN


def test_what_was_never_seen_keeps_the_form_s_own_word() -> None:
    assert certainty({}, CHAIN, 0.8) == 0.8


def test_a_few_sightings_move_the_share_a_little_and_many_make_it() -> None:
    few = certainty({CHAIN[0]: (800, 1000), CHAIN[-1]: (0, 2)}, CHAIN, 0.8)
    many = certainty({CHAIN[0]: (800, 1000), CHAIN[-1]: (0, 500)}, CHAIN, 0.8)
    assert 0.6 < few < 0.8
    assert many < 0.05


@given(st.dictionaries(st.sampled_from(CHAIN), st.integers(0, 50).map(lambda n: (n, 50))), st.floats(0, 1))
def test_a_share_is_a_share_and_nothing_is_certain(counts: dict[str, tuple[int, int]], own: float) -> None:
    assert 0 <= certainty(counts, CHAIN, own) <= LIMIT


def test_the_table_counts_no_more_right_than_seen_and_its_kinds_add_up() -> None:
    counts = measured()
    assert {"explicit", "relative"} <= set(counts)
    assert all(0 <= right <= seen for right, seen in counts.values())
    for basis in ("explicit", "relative"):
        parts = [seen for kind, (_, seen) in counts.items() if kind.startswith(f"{basis} ") and kind.count(" ") == 1]
        assert 0 <= counts[basis][1] - sum(parts) < 10 * len(parts)  # kinds seen once or twice have no row


def test_a_written_out_day_is_surer_than_one_that_hangs_on_another_and_two_orders_leave_doubt() -> None:
    written, hung, doubtful = only("on 13 September 2023"), only("on Tuesday"), only("on 03/04/2023")
    assert written.score > hung.score > doubtful.score
    assert doubtful.alternatives == ("2023-04-03",)


@pytest.mark.parametrize("text", ["for four days", "every Tuesday", "recently"])
def test_what_is_no_date_is_not_scored_as_one(text: str) -> None:
    found = only(text)
    assert not is_shown(found.value)
    assert found.score in (0.5, 0.9, 0.95)
    assert granularity_of(found.value) is not None
