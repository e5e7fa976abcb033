"""Features of claims: how a date or a place stands to a trigger, and what else the text offers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from pipeline.events.claims import when as when_table
from pipeline.events.claims import where as where_table
from pipeline.events.claims.readings import NAMES as READINGS
from pipeline.events.claims.source import Claim
from pipeline.events.draft import Trigger
from pipeline.events.evidence import FAR, FINE_GRAIN, Dated, Evidence, Located, Path
from pipeline.events.features import DEPENDENCIES, PREPOSITIONS, Features, code
from pipeline.events.reading import lemma_of
from pipeline.model import Basis, Place, Role, TimexType
from pipeline.timex import DAY

_BASES, _TYPES, _ROLES = tuple(Basis), tuple(TimexType), tuple(Role)
_NOWHERE = 99
_DAYS = 40_000
_CLASSES = ("PCL", "ADM", "PPL")
Found = TypeVar("Found", Dated, Located)


def of_dates(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of when, in their order."""
    own = _ranked(evidence, trigger, [claim.dated for claim in claims if claim.dated is not None])
    finest = min((dated.grain for dated in own), default=len(DEPENDENCIES))
    shared = {"own_dates": len(own), "claims": len(claims), "finest": finest}
    return [shared | _of_date(evidence, trigger, claim, own) for claim in claims]


def of_places(evidence: Evidence, trigger: Trigger, claims: Sequence[Claim]) -> list[Features]:
    """The features of every claim of where, in their order."""
    named = [claim.located for claim in claims if claim.located is not None]
    own = _ranked(evidence, trigger, named)
    locations = [located for located in own if located.mention.toponym.role is Role.LOCATION]
    shared = {"own_places": len(own), "own_locations": len(locations), "claims": len(claims)}
    return [shared | _of_place(evidence, trigger, claim, (own, named)) for claim in claims]


def _ranked(evidence: Evidence, trigger: Trigger, found: Sequence[Found]) -> list[Found]:
    """Those of the trigger's sentence, nearest by the tree first, each once."""
    own = {each.order: each for each in found if each.sentence == trigger.sentence}
    return sorted(own.values(), key=lambda each: (evidence.path(trigger, each.head).cost, _gap(trigger, each)))


def _gap(trigger: Trigger, each: Dated | Located) -> int:
    return abs(each.span.start - trigger.span.start)


def _of_either(evidence: Evidence, trigger: Trigger, each: Dated | Located) -> Features:
    """What dates and places have in common: distance, path, rivals, the word before."""
    same = each.sentence == trigger.sentence
    path = evidence.path(trigger, each.head) if same else Path()
    owner = evidence.owner(each.head) if same else -1
    tokens = evidence.reading.parse.tokens
    block = evidence.reading.block_at(trigger.span.start)
    reports = owner >= 0 and evidence.reading.lexicon.role("reporting", lemma_of(tokens[owner]))
    return {
        "same_sentence": same,
        "sentences_back": max(-4, min(15, trigger.sentence - each.sentence)),
        "blocks_back": max(-3, min(9, block - each.block)),
        "offset": max(-500, min(500, each.span.start - trigger.span.start)),
        "distance": min(800, _gap(trigger, each)),
        "path_down": path.token,
        "path_up": path.trigger,
        "clauses_down": path.token_clauses,
        "clauses_up": path.trigger_clauses,
        "is_owned": owner in trigger.anchors,
        "is_owned_otherwise": owner >= 0 and owner not in trigger.anchors,
        "is_owned_by_reporting": reports and owner not in trigger.anchors,
        "between": evidence.between(trigger, each.span.start) if same else -1,
        "before": code(each.before, PREPOSITIONS),
        "claim_dependency": code(tokens[each.head].dep, DEPENDENCIES),
        "in_title": evidence.title is not None and evidence.title.start <= each.span.start < evidence.title.end,
        "in_opening": each.sentence in evidence.opening,
        "times": each.times,
        "number": min(each.order, 20),
    }


def _of_date(evidence: Evidence, trigger: Trigger, claim: Claim, own: Sequence[Dated]) -> Features:
    found: Features = {"source": when_table.NAMES.index(claim.source), "reading": READINGS.index(claim.reading)}
    start = claim.timing.interval.start if claim.timing.interval is not None else None
    day = evidence.own_day
    ahead = start // DAY - day if start is not None and day is not None else _DAYS
    found |= {"days_ahead": max(-_DAYS, min(_DAYS, ahead)), "is_ahead": 0 < ahead < _DAYS, "is_own_day": ahead == 0}
    dated = claim.dated
    if dated is None:
        return found
    before = evidence.dates_before(evidence.sentence(trigger.sentence).start, 12)
    fine = [each for each in before if each.grain <= FINE_GRAIN]
    return found | _of_either(evidence, trigger, dated) | {
        "rank": own.index(dated) if dated in own else _NOWHERE,
        "grain": dated.grain,
        "timex_type": _TYPES.index(dated.timex.type),
        "basis": _BASES.index(dated.timex.basis),
        "certainty": dated.timex.score,
        "has_mod": dated.timex.mod is not None,
        "is_range": dated.partner is not None,
        "is_last": bool(before) and before[-1] is dated,
        "is_last_day": bool(fine) and fine[-1] is dated,
        "coarser": dated.grain - min((each.grain for each in own), default=dated.grain),
    }  # fmt: skip


def _of_place(
    evidence: Evidence, trigger: Trigger, claim: Claim, around: tuple[Sequence[Located], Sequence[Located]]
) -> Features:
    found: Features = {"source": where_table.NAMES.index(claim.source)}
    located = claim.located
    if located is None or located.mention.place is None:
        return found
    own, named = around
    place, toponym = located.mention.place, located.mention.toponym
    before = evidence.places_before(evidence.sentence(trigger.sentence).start, 8)
    locations = [each for each in before if each.mention.toponym.role is Role.LOCATION]
    text, end = evidence.reading.document.text, located.span.end
    return found | _of_either(evidence, trigger, located) | {
        "rank": own.index(located) if located in own else _NOWHERE,
        "role": _ROLES.index(toponym.role),
        "class": next((number for number, name in enumerate(_CLASSES) if place.kind.startswith(name)), len(_CLASSES)),
        "radius": math.log1p(place.radius_m),
        "certainty": toponym.score,
        "resolution": located.mention.candidates[0].score if located.mention.candidates else 1.0,
        "frequency_rank": min(located.rank, FAR),
        "is_last": bool(before) and before[-1] is located,
        "is_last_location": bool(locations) and locations[-1] is located,
        "finer_in_sentence": any(is_finer(each, place) for each in own),
        "finer_near": any(is_finer(each, place) for each in named),
        "comma_follows": text[end : end + 2] == ", ",
        "named_in_sentence": sum(each.key == place.id for each in own),
    }  # fmt: skip


def is_finer(located: Located, place: Place) -> bool:
    """Whether a name is of a much smaller place in the same country."""
    other = located.mention.place
    return other is not None and other.country == place.country and other.radius_m < place.radius_m / 3
