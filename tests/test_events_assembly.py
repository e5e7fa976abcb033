"""From choices to events: doubles fold, mentions join the likeliest event, what is main, bounds of what has no date."""

from __future__ import annotations

import pytest

from pipeline.events import assembly, choice
from pipeline.events.assembly import KEPT, MAIN, SURELY_ONE, Assembled, Told, assemble
from pipeline.events.choice import ONE
from pipeline.events.draft import Draft
from pipeline.events.evidence import Evidence
from pipeline.modality import Stance
from pipeline.model import Basis, Interval, Modality, Why
from pipeline.timex import moment
from tests.events_fixture import LIMA, PERU, header_date
from tests.events_reading import at, evidence
from tests.test_events_choice import preferring

DCT = header_date("2020-06-01")


def test_what_is_likely_enough_is_an_event_best_first() -> None:
    scores, real = [0.1, 0.19, MAIN, MAIN - 0.001, 0.9], [KEPT, 0.5, 0.0, KEPT - 0.001, 0.0]
    assert assembly._heads(scores, real, [{}, {}, {}, {}, {}]) == [4, 2, 1, 0]


def test_doubles_of_a_better_one_fold() -> None:
    same: choice.Same = [{1: ONE + 0.01, 2: ONE}, {0: ONE + 0.01}, {0: ONE}]
    assert assembly._heads([0.2, 0.15, 0.1], [1.0] * 3, same) == [0, 2]
    assert assembly._heads([0.15, 0.2, 0.1], [1.0] * 3, same) == [1, 2]


def test_what_scores_as_a_main_event_folds_only_when_it_is_surely_one() -> None:
    same: choice.Same = [{1: SURELY_ONE + 0.01, 2: SURELY_ONE}, {0: SURELY_ONE + 0.01}, {0: SURELY_ONE}]
    assert assembly._heads([0.9, 0.8, 0.7], [1.0] * 3, same) == [0, 2]
    assert assembly._heads([0.9, 0.8, MAIN - 0.001], [1.0] * 3, same) == [0]


@pytest.mark.parametrize(("second", "heads"), [(0.95, [0]), (0.75, [0, 2])])  # 0.9 * 0.95 > SURELY_ONE > 0.9 * 0.75
def test_a_double_of_a_double_folds(second: float, heads: list[int]) -> None:
    same: choice.Same = [{1: 0.9}, {0: 0.9, 2: second}, {1: second}]
    assert assembly._is_double(2, {0}, same, 0.9 * second - 0.001)
    assert not assembly._is_double(2, {0}, same, 0.9 * second)
    assert assembly._is_double(2, {0, 1}, same, second - 0.001)  # itself before a third
    assert not assembly._is_double(2, {0, 1}, same, second)
    assert not assembly._is_double(2, set(), same, 0.0)
    assert assembly._heads([0.9, 0.8, 0.7], [1.0] * 3, same) == heads


def test_a_double_of_what_is_no_event_stays() -> None:
    same: choice.Same = [{}, {2: 0.9}, {1: 0.9}]
    assert assembly._heads([0.9, 0.2, 0.1], [0.0, 0.0, 1.0], same) == [0, 2]  # 1 is neither main nor real
    assert assembly._heads([0.9, 0.2, 0.1], [0.0, 1.0, 1.0], same) == [0, 1]


def test_mentions_join_their_likeliest_event() -> None:
    same: choice.Same = [{1: 0.6}, {0: 0.6, 2: 0.8, 3: 0.99}, {1: 0.8}, {1: 0.99, 0: ONE}]
    assert assembly._mentions([2, 0], same) == {0: [0], 2: [1, 2]}


def told(score: float, modality: Modality = Modality.HAPPENED) -> bool:
    found = evidence("Rebels attacked.")
    [weighed] = choice.weigh(found, found.triggers)
    return Told(Draft(found.triggers[0], Stance(modality)), weighed, score, Why(), Why()).is_main


def test_main_is_what_is_likely_and_real() -> None:
    assert told(MAIN) and told(0.9, Modality.ONGOING)
    assert not told(MAIN - 0.001)
    assert not told(0.9, Modality.DENIED)


def assembled(found: Evidence, when: str = "none", where: str = "none") -> Assembled:
    return assemble(found, choice.weigh(found, found.triggers, preferring(when=when, where=where)))


STORY = (
    "A bomb exploded in Lima, Peru, on 3 May 2019, killing two people. The explosion wrecked a market.\n\n"
    "Barack Obama visited Lima on 5 May 2019."
)


@pytest.fixture(scope="module")
def story() -> Evidence:
    dates = {"3 May 2019": "2019-05-03", "5 May 2019": "2019-05-05"}
    return evidence(STORY, dates=dates, places={"Lima": LIMA, "Peru": PERU}, dct=DCT)


def test_events_stand_in_text_order_with_what_was_chosen(story: Evidence) -> None:
    found = assemble(story, choice.weigh(story, story.triggers))
    assert len(found.scores) == len(found.same) == len(story.triggers)
    starts = [each.draft.trigger.span.start for each in found.told]
    assert starts == sorted(starts)
    bomb = next(each for each in found.told if each.draft.trigger == at(story, "exploded"))
    assert bomb.is_main and bomb.draft.timing.value == "2019-05-03"
    assert bomb.draft.placing.mention is not None and bomb.draft.placing.within == "Peru"
    assert "two killed" in bomb.draft.counts
    assert bomb.draft.title and bomb.draft.salience == bomb.score
    choices = [each.choice for each in choice.weigh(story, story.triggers)]
    real = choice.select(choices, choice.among(choices, found.same), model="real")
    likely = {score for score, sure in zip(found.scores, real, strict=True) if score >= MAIN or sure >= KEPT}
    for each in found.told:
        assert each.score in likely
        assert each.draft.trigger.index in {mention.index for mention in each.draft.mentions}
        order = [mention.index for mention in each.draft.mentions]
        assert order == sorted(order)


def test_every_mention_is_of_one_event(story: Evidence) -> None:
    found = assemble(story, choice.weigh(story, story.triggers))
    mentions = [mention.index for each in found.told for mention in each.draft.mentions]
    assert len(mentions) == len(set(mentions))


def test_what_has_no_date_is_bounded_by_its_words() -> None:
    found = evidence("Rebels had attacked the town.", dct=DCT)
    draft, weighed = (
        Draft(at(found, "attacked"), mentions=[at(found, "attacked")]),
        choice.weigh(found, found.triggers, preferring(when="by_document", where="none"))[0],
    )
    each = Told(draft, weighed, KEPT, Why("by_document", "x"), Why())
    assembly._bound(found, [each])
    assert draft.timing.interval == Interval(None, moment(2020, 6, 2))
    assert (each.why_date.source, each.why_date.words) == ("before", "had attacked")


@pytest.mark.parametrize(("when", "score"), [("governed", KEPT), ("by_document", 0.9)])
def test_what_has_a_date_or_is_main_keeps_it(when: str, score: float) -> None:
    found = evidence("Rebels had attacked the town on 3 May 2019.", dates={"3 May 2019": "2019-05-03"}, dct=DCT)
    weighed = choice.weigh(found, found.triggers, preferring(when=when, where="none"))[0]
    draft = Draft(found.triggers[0], timing=weighed.choice.when.timing)
    each = Told(draft, weighed, score, Why(when), Why())
    assembly._bound(found, [each])
    assert (draft.timing, each.why_date.source) == (weighed.choice.when.timing, when)


def test_a_plan_without_a_date_lies_ahead() -> None:
    found = evidence("Rebels will attack the town.", dct=DCT)
    weighed = choice.weigh(found, found.triggers, preferring(when="by_document", where="none"))[0]
    draft = Draft(found.triggers[0], found.stance(found.triggers[0]), weighed.choice.when.timing)
    assembly._bound(found, [Told(draft, weighed, KEPT, Why(), Why())])
    assert (draft.timing.basis, draft.timing.interval) == (Basis.BOUNDED, Interval(moment(2020, 6, 1), None))


@pytest.mark.parametrize(
    ("text", "when"), [("Rebels will attack the town.", "none"), ("Rebels attacked the town.", "by_document")]
)
def test_what_is_no_plan_or_is_not_dated_by_the_document_does_not_lie_ahead(text: str, when: str) -> None:
    found = evidence(text, dct=DCT)
    weighed = choice.weigh(found, found.triggers, preferring(when=when, where="none"))[0]
    draft = Draft(found.triggers[0], found.stance(found.triggers[0]), weighed.choice.when.timing)
    assembly._bound(found, [Told(draft, weighed, KEPT, Why(), Why())])
    assert draft.timing == weighed.choice.when.timing


def test_nothing_comes_of_nothing() -> None:
    found = evidence("")
    assert assemble(found, choice.weigh(found, [])).told == []
    assert assembled(found).scores == []
