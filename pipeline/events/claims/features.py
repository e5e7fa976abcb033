"""Features of claims: how a date or a place stands to a trigger, and what else the text offers.

What does not depend on the trigger is computed once for every date and place (`evidence.fixed`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.analysis.reading import lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.events.claims import when as when_table
from pipeline.events.claims import where as where_table
from pipeline.events.claims.readings import NAMES as READINGS
from pipeline.events.claims.readings import of_dated
from pipeline.events.claims.source import Claim
from pipeline.events.evidence import Evidence
from pipeline.events.features import BLOCKS, DEPENDENCIES, ENTITIES, PREPOSITIONS, Features, code
from pipeline.events.points import FAR, FINE_GRAIN, Dated, Found, Located
from pipeline.model import Basis, Interval, Place, Role, TimexType
from pipeline.timex import DAY

_WHEN = {name: number for number, name in enumerate(when_table.NAMES)}
_WHERE = {name: number for number, name in enumerate(where_table.NAMES)}
_READINGS = {name: number for number, name in enumerate(READINGS)}
_BASES, _TYPES, _ROLES = tuple(Basis), tuple(TimexType), tuple(Role)
_POS = ("NOUN", "PROPN", "VERB", "NUM", "ADJ", "ADP", "ADV")
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "npadvmod", "poss"})
_NOWHERE = 99
_DAYS = 40_000
_CLASSES = ("PCL", "ADM", "PPL")


@dataclass(frozen=True, eq=False)
class Around:
    """A trigger with what all its claims are measured against."""

    evidence: Evidence
    trigger: Trigger

    @cached_property
    def block(self) -> int:
        """The block of the trigger."""
        return self.evidence.reading.block_at(self.trigger.span.start)

    @cached_property
    def dates_before(self) -> list[Dated]:
        """The dates told in the sentences before."""
        return self.evidence.dates_before(self.evidence.sentence(self.trigger.sentence).start, 12)

    @cached_property
    def last_day(self) -> Dated | None:
        """The last of them that is a day."""
        return next((each for each in reversed(self.dates_before) if each.grain <= FINE_GRAIN), None)

    @cached_property
    def places_before(self) -> list[Located]:
        """The places named in the sentences before."""
        return self.evidence.places_before(self.evidence.sentence(self.trigger.sentence).start, 8)

    @cached_property
    def next_date(self) -> int:
        """The order of the first date behind the trigger."""
        return bisect_left(self.evidence.date_starts, self.trigger.span.start)

    @cached_property
    def next_place(self) -> int:
        """The order of the first place behind the trigger."""
        return bisect_left(self.evidence.place_starts, self.trigger.span.start)

    def ranked(self, found: Sequence[Found]) -> list[Found]:
        """Those of the trigger's sentence, nearest by the tree first, each once."""
        own = {each.order: each for each in found if each.sentence == self.trigger.sentence}
        return sorted(own.values(), key=self._distance)

    def _distance(self, each: Dated | Located) -> tuple[int, int]:
        return self.evidence.path(self.trigger, each.head).cost, abs(each.span.start - self.trigger.span.start)


def of_dates(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of when, in their order."""
    around = Around(evidence, trigger)
    own = around.ranked([claim.dated for claim in claims if claim.dated is not None])
    finest = min((dated.grain for dated in own), default=len(DEPENDENCIES))
    shared = {"own_dates": len(own), "claims": len(claims), "finest": finest}
    return [shared | _of_date(around, claim, own) for claim in claims]


def of_places(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of where, in their order."""
    around = Around(evidence, trigger)
    named = [claim.located for claim in claims if claim.located is not None]
    own = around.ranked(named)
    locations = [located for located in own if located.mention.toponym.role is Role.LOCATION]
    shared = {"own_places": len(own), "own_locations": len(locations), "claims": len(claims)}
    return [shared | _of_place(around, claim, own, named) for claim in claims]


def _of_either(around: Around, each: Dated | Located) -> Features:
    """What dates and places have in common: distance, path, rivals, the word before."""
    evidence, trigger = around.evidence, around.trigger
    gap = each.span.start - trigger.span.start
    found: Features = {
        "sentences_back": max(-4, min(15, trigger.sentence - each.sentence)),
        "blocks_back": max(-3, min(9, around.block - each.block)),
        "offset": max(-500, min(500, gap)),
        "distance": min(800, abs(gap)),
        "is_of_mention": each.sentence in evidence.sentences_like(trigger),
    }
    if each.sentence != trigger.sentence:
        return found
    path, owner = evidence.path(trigger, each.head), evidence.owner(each.head)
    reports = owner >= 0 and evidence.reading.lexicon.role("reporting", lemma_of(evidence.reading.parse.tokens[owner]))
    found["path_down"], found["path_up"] = path.token, path.trigger
    found["clauses_down"], found["clauses_up"] = path.token_clauses, path.trigger_clauses
    found["is_owned"] = owner in trigger.anchors
    found["is_owned_otherwise"] = owner >= 0 and owner not in trigger.anchors
    found["is_owned_by_reporting"] = reports and owner not in trigger.anchors
    found["between"] = evidence.between(trigger, each.span.start)
    found["via"] = _via(around, each.head) if path.trigger == 0 else -2
    return found


def _via(around: Around, token: int) -> int:
    """How the branch that holds a token hangs on the trigger: the dependency of its uppermost word."""
    tokens, anchors = around.evidence.reading.parse.tokens, around.trigger.anchors
    below = token
    for head in around.evidence.reading.ancestors(token):
        if head in anchors:
            return code(tokens[below].dep, DEPENDENCIES)
        below = head
    return -2


def _fixed(evidence: Evidence, each: Dated | Located) -> Features:
    """What of a date or a place does not depend on the trigger."""
    tokens = evidence.reading.parse.tokens
    head = tokens[each.head]
    governor = tokens[head.head]
    modifies = head.dep in _MODIFIERS and governor.index != head.index
    blocks = evidence.reading.blocks
    return {
        "before": code(each.before, PREPOSITIONS),
        "claim_dependency": code(head.dep, DEPENDENCIES),
        "modified": code(governor.pos, _POS) if modifies else -2,
        "modified_is_candidate": modifies and governor.index in evidence.tokens,
        "governor_dependency": code(governor.dep, DEPENDENCIES),
        "in_title": evidence.title is not None and evidence.title.start <= each.span.start < evidence.title.end,
        "in_opening": each.sentence in evidence.opening,
        "claim_block": BLOCKS.index(blocks[each.block].kind) if blocks else -1,
        "times": each.times,
        "number": min(each.order, 20),
    }


def _between(tellings: Sequence[int], order: int, following: int) -> int:
    """How many dates (places) that carry the account on stand behind one, up to the trigger; -1 if it is none."""
    place = bisect_left(tellings, order)
    if place == len(tellings) or tellings[place] != order:
        return -1
    return max(-8, min(8, bisect_left(tellings, following) - 1 - place)) + 10


def _day(interval: Interval | None) -> int | None:
    return None if interval is None or interval.start is None else interval.start // DAY


def _apart(first: int | None, second: int | None) -> int:
    """The days from the second to the first."""
    return _DAYS if first is None or second is None else max(-_DAYS, min(_DAYS, first - second))


def _of_date(around: Around, claim: Claim, own: Sequence[Dated]) -> Features:
    start, evidence = _day(claim.timing.interval), around.evidence
    ahead, last = _apart(start, evidence.own_day), around.last_day
    found: Features = {
        "source": _WHEN[claim.source],
        "reading": _READINGS[claim.reading],
        "days_ahead": ahead,
        "is_ahead": 0 < ahead < _DAYS,
        "is_own_day": ahead == 0,
        "from_last_day": _apart(start, _day(last.interval) if last is not None else None),
        "year_share": evidence.year_share(start),
    }
    dated = claim.dated
    if dated is None:
        return found
    before = around.dates_before
    found |= _fixed_date(evidence, dated)
    found |= _of_either(around, dated)
    readings_ = of_dated(evidence, dated)
    found["readings"] = len(readings_)
    found["plain_ahead"] = _apart(_day(readings_[0][1].interval), evidence.own_day)
    found["rank"] = own.index(dated) if dated in own else _NOWHERE
    found["is_last"] = bool(before) and before[-1] is dated
    found["is_last_day"] = last is dated
    found["coarser"] = dated.grain - min((each.grain for each in own), default=dated.grain)
    found["tellings_between"] = _between(evidence.telling_dates, dated.order, around.next_date)
    found["dates_between"] = max(-9, min(9, around.next_date - dated.order))
    return found


def _fixed_date(evidence: Evidence, dated: Dated) -> Features:
    key = "date", dated.order
    if key not in evidence.fixed:
        evidence.fixed[key] = _fixed(evidence, dated) | {
            "grain": dated.grain,
            "timex_type": _TYPES.index(dated.timex.type),
            "basis": _BASES.index(dated.timex.basis),
            "has_anchor": dated.timex.anchor is not None,
            "certainty": dated.timex.score,
            "has_mod": dated.timex.mod is not None,
            "is_range": dated.partner is not None,
        }
    return evidence.fixed[key]


def _of_place(around: Around, claim: Claim, own: Sequence[Located], named: Sequence[Located]) -> Features:
    found: Features = {"source": _WHERE[claim.source]}
    located = claim.located
    if located is None or located.mention.place is None:
        return found
    before, place = around.places_before, located.mention.place
    found |= _fixed_place(around.evidence, located)
    found |= _of_either(around, located)
    found["rank"] = own.index(located) if located in own else _NOWHERE
    found["is_last"] = bool(before) and before[-1].key == located.key
    found["is_last_location"] = _last_location(before) == located.key
    found["finer_in_sentence"] = any(is_finer(each, place) for each in own)
    found["finer_near"] = any(is_finer(each, place) for each in named)
    found["same_country"] = sum(
        each.mention.place is not None and each.mention.place.country == place.country for each in named
    )
    found["tellings_between"] = _between(around.evidence.telling_places, located.order, around.next_place)
    found["places_between"] = max(-9, min(9, around.next_place - located.order))
    found["back"] = around.evidence.places_back(located.key, around.trigger)
    return found


def _last_location(before: Sequence[Located]) -> str:
    return next((each.key for each in reversed(before) if each.mention.toponym.role is Role.LOCATION), "")


def _fixed_place(evidence: Evidence, located: Located) -> Features:
    key = "place", located.order
    place = located.mention.place
    if place is None:
        return {}
    if key not in evidence.fixed:
        toponym = located.mention.toponym
        text, span = evidence.reading.document.text, located.span
        evidence.fixed[key] = _fixed(evidence, located) | {
            "role": _ROLES.index(toponym.role),
            "class": next(
                (number for number, name in enumerate(_CLASSES) if place.kind.startswith(name)), len(_CLASSES)
            ),
            "radius": math.log1p(place.radius_m),
            "certainty": toponym.score,
            "resolution": located.mention.candidates[0].score if located.mention.candidates else 1.0,
            "frequency_rank": min(located.rank, FAR),
            "comma_follows": text[span.end : span.end + 2] == ", ",
            "entity": code(evidence.reading.parse.tokens[located.head].entity, ENTITIES),
            "country_share": evidence.country_share(place.country),
            "is_opening_place": located.key == evidence.opening_place,
        }
    return evidence.fixed[key]


def is_finer(located: Located, place: Place) -> bool:
    """Whether a name is of a much smaller place in the same country."""
    other = located.mention.place
    return other is not None and other.country == place.country and other.radius_m < place.radius_m / 3
