"""What was considered for every candidate and what became of it, as data: for the command `explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events import explaining
from pipeline.events.assembly import Assembled
from pipeline.events.choice import Ranked, Weighed
from pipeline.events.evidence import Evidence
from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class ClaimAccount:
    """A claim: its source, its words, the `value` that it proposes (TIMEX3 or a name), its share of 1 among its rivals.

    `reading` is how the words are read: plain, until, by, since.
    """

    source: str
    words: str
    span: Span | None
    value: str
    reading: str
    share: float


@dataclass(frozen=True, slots=True)
class Account:
    """A candidate: what was considered for it, and what became of it.

    `alone` is its score by itself, `score` that among all candidates. `event` is the trigger of the event that it is or
    mentions, None where it is neither. Claims of `when` and `where` have the largest share first. `same` are the
    triggers that it was compared with and the probability that both tell of one happening, likeliest first.
    """

    trigger: Span
    type: str
    alone: float
    score: float
    event: Span | None
    when: tuple[ClaimAccount, ...]
    where: tuple[ClaimAccount, ...]
    same: tuple[tuple[Span, float], ...]

    @property
    def is_event(self) -> bool:
        """Whether it is the head of an event, not only a mention of one."""
        return self.event == self.trigger


def of_candidates(evidence: Evidence, weighed: Sequence[Weighed], assembled: Assembled) -> tuple[Account, ...]:
    """The accounts of all candidates, in their order."""
    spans = [each.choice.trigger.span for each in weighed]
    owners = {mention.span: told.draft.trigger.span for told in assembled.told for mention in told.draft.mentions}
    accounts = []
    for each, span, score, same in zip(weighed, spans, assembled.scores, assembled.same, strict=True):
        others = sorted(same.items(), key=lambda other: -other[1])
        accounts.append(
            Account(
                trigger=span,
                type=each.choice.trigger.type,
                alone=each.choice.score,
                score=score,
                event=owners.get(span),
                when=_claims(evidence, "when", each.when),
                where=_claims(evidence, "where", each.where),
                same=tuple((spans[other], probability) for other, probability in others),
            )
        )
    return tuple(accounts)


def _claims(evidence: Evidence, model: str, ranked: Ranked) -> tuple[ClaimAccount, ...]:
    found = []
    for number in sorted(range(len(ranked.claims)), key=lambda number: (number != ranked.best, -ranked.shares[number])):
        claim = ranked.claims[number]
        words, value = explaining.words_at(evidence, claim.span), explaining.value_of(model, claim)
        found.append(ClaimAccount(claim.source, words, claim.span, value, claim.reading, ranked.shares[number]))
    return tuple(found)
