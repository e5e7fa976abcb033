"""Features of claims: how a date or a place stands to a trigger, and what else the text offers.

What does not depend on the trigger is computed once for every date and place (`evidence.fixed`), what depends only on
its sentence once for every sentence (`evidence.local`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from pipeline.events.points import FAR, FINE_GRAIN, Dated, Found, Local, Located, is_location
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


@dataclass(eq=False)
class Around:
    """A trigger with what all its claims are measured against."""

    evidence: Evidence
    trigger: Trigger
    block: int = field(init=False)
    local: Local = field(init=False)
    like: frozenset[int] = field(init=False)  # the sentences with a word of its lemma or group

    def __post_init__(self) -> None:
        self.block = self.evidence.block_of(self.trigger)
        self.local = self.evidence.local(self.trigger)
        self.like = self.evidence.sentences_like(self.trigger)

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

    def ranked(self, found: Sequence[Found]) -> list[Found]:
        """Those of the trigger's sentence, nearest by the tree first, each once."""
        own = {each.order: each for each in found if each.sentence == self.trigger.sentence}
        return sorted(own.values(), key=self._distance) if len(own) > 1 else list(own.values())

    def _distance(self, each: Dated | Located) -> tuple[int, int]:
        return self.evidence.path(self.trigger, each.head).cost, abs(each.span.start - self.trigger.span.start)

    def of_sentence(self, kind: str, claim: Claim, make: Callable[[Around, Claim], Features]) -> Features:
        """What of a claim is the same for all triggers of a sentence: made once for it."""
        each = claim.dated or claim.located
        order = each.order if each is not None else -1
        claimed, key = self.local.claimed, (kind, claim.source, claim.reading, order)
        if key not in claimed:
            claimed[key] = make(self, claim)
        return claimed[key]


def of_dates(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of when, in their order."""
    around = Around(evidence, trigger)
    own = around.ranked([claim.dated for claim in claims if claim.dated is not None])
    ranks = {dated.order: rank for rank, dated in enumerate(own)}
    finest = min((dated.grain for dated in own), default=len(DEPENDENCIES))
    shared = {"own_dates": len(own), "claims": len(claims), "finest": finest}
    following = bisect_left(evidence.date_starts, trigger.span.start)  # the order of the first date behind the trigger
    told = bisect_left(evidence.telling_dates, following)
    rows = []
    for claim in claims:
        row = shared | around.of_sentence("date", claim, _of_date)
        dated = claim.dated
        if dated is not None:
            row |= _of_either(around, dated)
            row["rank"] = ranks.get(dated.order, _NOWHERE)
            row["coarser"] = dated.grain - finest if own else 0
            row["tellings_between"] = _between(evidence.date_tellings, dated.order, told)
            row["dates_between"] = max(-9, min(9, following - dated.order))
        rows.append(row)
    return rows


def of_places(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of where, in their order."""
    around = Around(evidence, trigger)
    named = [claim.located for claim in claims if claim.located is not None]
    own = around.ranked(named)
    ranks = {located.order: rank for rank, located in enumerate(own)}
    shared = {"own_places": len(own), "own_locations": sum(map(is_location, own)), "claims": len(claims)}
    countries = Counter(located.mention.place.country for located in named if located.mention.place is not None)
    finest, finest_own = _finest(named), _finest(own)
    following = bisect_left(evidence.place_starts, trigger.span.start)
    told = bisect_left(evidence.telling_places, following)
    rows = []
    for claim in claims:
        row = shared | around.of_sentence("place", claim, _of_place)
        located = claim.located
        if located is not None and located.mention.place is not None:
            place = located.mention.place
            row |= _of_either(around, located)
            row["rank"] = ranks.get(located.order, _NOWHERE)
            row["finer_in_sentence"] = is_finer(finest_own.get(place.country), place)
            row["finer_near"] = is_finer(finest.get(place.country), place)
            row["same_country"] = countries[place.country]
            row["tellings_between"] = _between(evidence.place_tellings, located.order, told)
            row["places_between"] = max(-9, min(9, following - located.order))
        rows.append(row)
    return rows


def _of_either(around: Around, each: Dated | Located) -> Features:
    """What dates and places have in common: distance, path, rivals."""
    evidence, trigger = around.evidence, around.trigger
    gap = each.span.start - trigger.span.start
    found: Features = {"offset": max(-500, min(500, gap)), "distance": min(800, abs(gap))}
    if each.sentence != trigger.sentence:
        found["is_of_mention"] = each.sentence in around.like
        return found
    path, owner = evidence.path(trigger, each.head), evidence.owner(each.head)
    is_own = owner in trigger.anchors
    reports = owner >= 0 and evidence.reading.lexicon.role("reporting", lemma_of(evidence.reading.parse.tokens[owner]))
    found["is_of_mention"] = False
    found["path_down"], found["path_up"] = path.token, path.trigger
    found["clauses_down"], found["clauses_up"] = path.token_clauses, path.trigger_clauses
    found["is_owned"] = is_own
    found["is_owned_otherwise"] = owner >= 0 and not is_own
    found["is_owned_by_reporting"] = reports and not is_own
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


def _between(tellings: Mapping[int, int], order: int, told: int) -> int:
    """How many dates (places) that carry the account on stand behind one, up to the trigger; -1 if it is none.

    `tellings` numbers them, `told` is the number of the first one behind the trigger.
    """
    number = tellings.get(order)
    return -1 if number is None else max(-8, min(8, told - 1 - number)) + 10


def _day(interval: Interval | None) -> int | None:
    return None if interval is None or interval.start is None else interval.start // DAY


def _apart(first: int | None, second: int | None) -> int:
    """The days from the second to the first."""
    return _DAYS if first is None or second is None else max(-_DAYS, min(_DAYS, first - second))


def _of_date(around: Around, claim: Claim) -> Features:
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
    found |= _back(around, dated)
    readings_ = of_dated(evidence, dated)
    found["readings"] = len(readings_)
    found["plain_ahead"] = _apart(_day(readings_[0][1].interval), evidence.own_day)
    found["is_last"] = bool(before) and before[-1] is dated
    found["is_last_day"] = last is dated
    return found


def _back(around: Around, each: Dated | Located) -> Features:
    return {
        "sentences_back": max(-4, min(15, around.trigger.sentence - each.sentence)),
        "blocks_back": max(-3, min(9, around.block - each.block)),
    }


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


def _of_place(around: Around, claim: Claim) -> Features:
    found: Features = {"source": _WHERE[claim.source]}
    located = claim.located
    if located is None or located.mention.place is None:
        return found
    before = around.places_before
    found |= _fixed_place(around.evidence, located)
    found |= _back(around, located)
    found["is_last"] = bool(before) and before[-1].key == located.key
    found["is_last_location"] = _last_location(before) == located.key
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


def _finest(found: Sequence[Located]) -> dict[str, float]:
    """Country -> the radius of the smallest of the places in it."""
    finest: dict[str, float] = {}
    for place in (located.mention.place for located in found):
        if place is not None:
            finest[place.country] = min(place.radius_m, finest.get(place.country, math.inf))
    return finest


def is_finer(radius: float | None, place: Place) -> bool:
    """Whether the radius of a place in the same country is that of a much smaller one."""
    return radius is not None and radius < place.radius_m / 3
