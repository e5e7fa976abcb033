"""How much speaks for two events being one happening: their days, places, kinds, names, words and numbers.

The weights are our own, tuned by hand on tests/gold/stories_own.jsonl.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.geo import distance_m
from pipeline.merge.facts import Fact
from pipeline.model import Basis, Place

THRESHOLD = 4.2  # evidence that makes two events one
SAME_DOCUMENT_OVERLAP = 0.8  # share of equal words that makes two events of one document one
NEAR_M = 5_000.0
BESIDE_M = 60_000.0  # two towns as near as this may be one told loosely
BOUND_DAYS = 366  # how long before its upper bound a happening is still looked for
NEVER = float("-inf")

_SAME_DAY, _ROUGHLY, _BOUNDED, _LATELY, _NEXT_DAY = 2.5, 1.0, 0.5, 1.5, 0.0
_SAME_SITE, _WITHIN, _BESIDE, _ELSEWHERE = 2.0, 1.0, -1.5, -3.0
_FOLLOWS = -3.0  # one tells of a trial, a funeral, an anniversary, the other does not
_NAME, _PLACE_NAME, _MOST_NAMES = 1.2, 0.8, 3.0
_WORDS = 3.0  # if all the words of the shorter sentence are in the other
_ALIKE_ELSEWHERE = 0.5  # what equal words are worth of two places: reports of one kind read alike
_ENOUGH = 3  # shared words
_TOLL, _SMALL_TOLL, _OTHER_TOLL = 1.0, 0.3, -0.3  # two dead here and two dead there say little
_LEAST_SAID = 0.4  # names, words and numbers that two happenings must share beside day and place
_KNOWN_NEXT_DAY = 1.02  # names and tolls that happenings dated a day apart must share: reports of one kind read alike
_LEAST_SAID_OF_HARM = 0.0  # two earthquakes of one town on one day are one
_LATELY_DAYS = 7

_HARM = frozenset({"conflict", "attack", "accident", "disaster"})
_FAMILIES = (
    _HARM | {"life", "justice", "other", "movement"},
    frozenset(
        {"diplomacy", "agreement", "politics", "statement", "movement", "protest", "founding", "justice", "other"}
    ),
    frozenset({"culture", "science", "economy", "founding", "life", "movement", "statement", "other"}),
    frozenset({"politics", "conflict", "protest", "life", "founding", "other"}),
)
_OTHER_KIND = -1.0  # of types that no family joins: types are learned, and right for two events in three
_KINDS = {"disaster": 1.5, "accident": 1.5, "attack": 1.0, "conflict": 1.0, "life": 1.0, "other": 0.3}


def evidence(left: Fact, right: Fact, rarity: Sequence[float]) -> float:
    """The sum of what speaks for and against one happening; NEVER if modality or dates contradict each other."""
    if left.is_real != right.is_real or not (left.is_real or left.event.modality is right.event.modality):
        return NEVER
    kind, time = _kind(left, right), _time(left, right)
    if time == NEVER:
        return NEVER
    if left.event.document_id == right.event.document_id:
        return _within_document(left, right)
    where = _place(left.event.place, right.event.place)
    words = _words(left, right, rarity) * (_ALIKE_ELSEWHERE if where == _ELSEWHERE else 1.0)
    known = _names(left, right, rarity) + _tolls(left, right)
    said = known + words
    alike = where == _SAME_SITE and left.event.type == right.event.type and left.event.type in _HARM
    if said < (_LEAST_SAID_OF_HARM if alike else _LEAST_SAID):
        return NEVER
    if time == _NEXT_DAY and known < _KNOWN_NEXT_DAY:
        return NEVER
    follows = _FOLLOWS if left.follows != right.follows else 0.0
    return kind + time + where + said + follows


def _within_document(left: Fact, right: Fact) -> float:
    same = left.event.value == right.event.value and left.event.place == right.event.place
    words = [frozenset(fact.words + fact.names) for fact in (left, right)]
    overlap = len(words[0] & words[1]) / max(1, min(map(len, words)))
    titles = [frozenset(fact.event.title.lower().split()) for fact in (left, right)]
    alike = len(titles[0] & titles[1]) / max(1, min(map(len, titles)))
    return THRESHOLD + overlap if same and min(overlap, alike) >= SAME_DOCUMENT_OVERLAP else NEVER


def _kind(left: Fact, right: Fact) -> float:
    first, second = left.event.type, right.event.type
    if first == second:
        return _KINDS.get(first, 0.5)
    if first in _HARM and second in _HARM:
        return 0.5
    return 0.0 if any(first in family and second in family for family in _FAMILIES) else _OTHER_KIND


def _time(left: Fact, right: Fact) -> float:
    if left.event.interval is None or right.event.interval is None:
        return 0.0
    if left.is_dated and right.is_dated:
        return _dated(left, right)
    first, second = _reach(left), _reach(right)
    if first[0] > second[1] or second[0] > first[1]:
        return NEVER
    if left.event.basis is not Basis.DCT and right.event.basis is not Basis.DCT:
        return _ROUGHLY / 2
    gap = abs(first[1] - second[1])
    return _LATELY if gap <= _LATELY_DAYS else _BOUNDED


def _dated(left: Fact, right: Fact) -> float:
    """Two stated dates of at most a month: the same, overlapping, a day apart, or in contradiction."""
    starts, ends = (left.first or 0, right.first or 0), (left.last or 0, right.last or 0)
    if starts[0] == starts[1] and ends[0] == ends[1]:
        return _SAME_DAY if ends[0] - starts[0] <= _LATELY_DAYS else _ROUGHLY
    apart = max(starts) - min(ends)
    if apart > 1:
        return NEVER
    return _ROUGHLY if apart <= 0 else _NEXT_DAY


def _reach(fact: Fact) -> tuple[int, int]:
    """The first and last day it may have been; one open to the past only reaches BOUND_DAYS back."""
    first, last = fact.first, fact.last
    if first is None:
        return (last or 0) - BOUND_DAYS, last or 0
    return first, first + BOUND_DAYS if last is None else last


def _place(first: Place | None, second: Place | None) -> float:
    """The same site, one within the other, two places, or not known."""
    if first is None or second is None:
        return 0.0
    exact = max(first.radius_m, second.radius_m) <= 50_000.0
    if first.id == second.id:
        return _SAME_SITE if exact else _WITHIN
    apart = distance_m(first.lat, first.lon, second.lat, second.lon)
    if apart <= NEAR_M or apart <= min(first.radius_m, second.radius_m):
        return _SAME_SITE if exact else _WITHIN
    if _holds(first, second, apart) or _holds(second, first, apart):
        return _WITHIN
    return _BESIDE if exact and apart <= BESIDE_M else _ELSEWHERE


def _holds(area: Place, place: Place, apart: float) -> bool:
    """Whether `place` may lie in `area`: a country holds all that is of it, another area what its radius covers."""
    if area.country and place.country and area.country != place.country:
        return False
    return apart <= area.radius_m or (area.kind.startswith("PCL") and area.country == place.country)


def _names(left: Fact, right: Fact, rarity: Sequence[float]) -> float:
    """Shared names, the rarer the better; the name of the place where both were says nothing new."""
    shared = set(left.names).intersection(right.names + right.words)
    shared.update(set(right.names).intersection(left.words))
    if not shared:
        return 0.0
    both, either = left.site & right.site, left.site | right.site
    weights = (_PLACE_NAME * (name not in both) if name in either else _NAME for name in shared)
    return min(_MOST_NAMES, sum(weight * rarity[name] for weight, name in zip(weights, shared, strict=True)))


def _words(left: Fact, right: Fact, rarity: Sequence[float]) -> float:
    """Shared words, the rarer ones first, as a share of those of the event that has fewer; one alone says little."""
    shared = set(left.words) & set(right.words)
    if not shared:
        return 0.0
    whole = min(sum(rarity[word] for word in fact.words) for fact in (left, right))
    share = sum(rarity[word] for word in shared) / max(whole, 0.01)
    return _WORDS * share * min(1.0, len(shared) / _ENOUGH)


def _tolls(left: Fact, right: Fact) -> float:
    """An equal number of killed or wounded; different ones say little, for tolls grow."""
    if not left.tolls or not right.tolls:
        return 0.0
    shared = set(left.tolls) & set(right.tolls)
    if not shared:
        return _OTHER_TOLL
    return _TOLL if any(len(number) > 1 and number[0].isdigit() for number, _ in shared) else _SMALL_TOLL
