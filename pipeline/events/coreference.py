"""Mentions of one happening within a document become one event; its id stays that of the first mention.

"The summit", "the meeting", "the talks" are one; so are a statement made during it, and "the incident" after it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.events.draft import Draft, Placing, Timing
from pipeline.events.pronouns import antecedent
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.timing import CLAUSE, SENTENCE
from pipeline.geo import distance_m
from pipeline.model import DocumentKind, Granularity, Modality, Place
from pipeline.timex import DAY, interval_of

_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "such"})
_NEW = frozenset({"another", "other", "second", "new", "further", "earlier", "previous", "separate", "similar"})
_UNREAL = frozenset({Modality.HYPOTHETICAL, Modality.DENIED, Modality.PLANNED, Modality.HABITUAL})
_VIOLENT = frozenset({"attack", "conflict", "accident", "disaster", "justice"})
_OLD = 60 * DAY  # before the document's own date: what news recalls
_FAR_M = 60_000.0  # beyond this two named places are two places


def gather(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every later mention folded into the first one of the same happening."""
    kept: list[Draft] = []
    for draft in drafts:
        owner = _owner(reading, draft, kept)
        if owner is None:
            draft.mentions = [draft.trigger]
            kept.append(draft)
        else:
            begun = owner.timing if _only_began(reading, draft) else None
            absorb(owner, draft)
            owner.timing = begun or owner.timing
    return kept


def _only_began(reading: Reading, draft: Draft) -> bool:
    """Whether news says when a row of happenings began ("The protests began on 18 June"): each has its own day."""
    tokens, helper = reading.parse.tokens, draft.trigger.helper
    several = reading.parse.syntactic and tokens[draft.trigger.index].tag == "NNS" and not reading.is_narrative
    return several and helper is not None and lemma_of(tokens[helper]) in {"begin", "start"}


def absorb(owner: Draft, draft: Draft) -> None:
    """Fold `draft` into `owner`, keeping the better date, the better place, and everything said of either."""
    owner.mentions.append(draft.trigger)
    owner.mentions.extend(draft.mentions)
    owner.timing = better_timing(owner.timing, draft.timing)
    owner.placing = better_placing(owner.placing, draft.placing)
    owner.actors = tuple(dict.fromkeys((*owner.actors, *draft.actors)))
    owner.counts = owner.counts or draft.counts
    owner.duration = owner.duration or draft.duration
    owner.bounding = owner.bounding or draft.bounding
    owner.background = (owner.background or owner.trigger.passing) and (draft.background or draft.trigger.passing)
    if len(draft.title.split()) > 2 and (
        owner.trigger.passing or owner.stance.modality in _UNREAL or len(owner.title.split()) < 3
    ):
        owner.title = draft.title
    if owner.stance.modality in _UNREAL and draft.stance.modality not in _UNREAL:
        owner.stance = draft.stance
    elif draft.stance.disputed and not owner.stance.disputed:
        owner.stance = replace(owner.stance, disputed=True, speaker=draft.stance.speaker)
    if draft.stance.modality is Modality.ONGOING and owner.stance.modality is Modality.HAPPENED:
        owner.stance = replace(owner.stance, cue=draft.stance.cue)


def better_timing(first: Timing, second: Timing) -> Timing:
    """The one known in the better way; of two stated ones the finer that lies within the other; else the first."""
    if max(first.rank, second.rank) <= CLAUSE and _lies_within(second, first):
        return second
    return second if second.rank < first.rank else first


def _lies_within(inner: Timing, outer: Timing) -> bool:
    """Whether one day or month is told of a happening that is elsewhere given its year ("it began on 20 October")."""
    small, large = inner.interval, outer.interval
    if small is None or large is None or outer.granularity is not Granularity.YEAR or "/" in outer.value:
        return False
    if small.start is None or small.end is None or large.start is None or large.end is None:
        return False
    return large.start <= small.start and small.end <= large.end and small != large


def better_placing(first: Placing, second: Placing) -> Placing:
    """The one placed by the better rule; of equals the more exact."""
    if second.rank != first.rank or first.mention is None or second.mention is None:
        return second if second.rank < first.rank else first
    places = first.mention.place, second.mention.place
    exact = places[0] is None or places[1] is None or places[0].radius_m <= places[1].radius_m
    return first if exact else second


def _owner(reading: Reading, draft: Draft, kept: list[Draft]) -> Draft | None:
    if not reading.parse.syntactic:
        near = [other for other in kept if other.trigger.sentence == draft.trigger.sentence]
        return next((other for other in near if other.trigger.group == draft.trigger.group), None)
    for other in reversed(kept):
        if _is_same(reading, other, draft) or _is_part(reading, other, draft) or _is_its_doing(reading, other, draft):
            return other
    return None


def _is_same(reading: Reading, other: Draft, draft: Draft) -> bool:
    if _is_called(reading, other, draft) and not _clash(other, draft):
        return True
    if other.trigger.label or not _names_same_kind(reading, other, draft) or _is_point_before(reading, other, draft):
        return False
    if _clash(other, draft) or _is_told_apart(reading, other, draft):
        return False
    unreal = other.stance.modality in _UNREAL, draft.stance.modality in _UNREAL
    if draft.trigger.sentence == other.trigger.sentence:
        return _is_coordinated(reading, other, draft) or (draft.trigger.is_noun != other.trigger.is_noun)
    if _is_line_by_line(reading):
        return False
    if unreal[0] != unreal[1]:
        return _share_place(other, draft) or _is_resolved_on(reading, other, draft)
    if draft.trigger.is_noun:
        return points_back(reading, draft) or _share(reading, other, draft)
    return _share(reading, other, draft)


def _is_point_before(reading: Reading, other: Draft, draft: Draft) -> bool:
    """Whether an account took the one as known to date another ("before the verdict"), and dates the other word anew.

    Eight years after "the verdict", "the trial opened on 25 November 1968" is another.
    """
    new = draft.timing.rank <= SENTENCE and draft.trigger.lemma != other.trigger.lemma
    return reading.is_narrative and other.background and other.trigger.is_noun and new


def _is_called(reading: Reading, other: Draft, draft: Draft) -> bool:
    """Whether the one is said to be the other ("The Sand War was a border conflict")."""
    if draft.trigger.sentence != other.trigger.sentence or not (other.trigger.is_noun and draft.trigger.is_noun):
        return False
    tokens = reading.parse.tokens
    left, right = tokens[other.trigger.index], tokens[draft.trigger.index]
    return left.dep == "nsubj" and right.dep == "attr" and left.head == right.head


def _is_resolved_on(reading: Reading, other: Draft, draft: Draft) -> bool:
    """Whether it is what a definite plan of a happening just told was ("the decision to meet")."""
    token = reading.parse.tokens[draft.trigger.index]
    if token.dep != "acl" or draft.timing.value or draft.trigger.sentence - other.mentions[-1].sentence > 2:
        return False
    plan = [reading.parse.tokens[index].text.lower() for index in reading.children[token.head]]
    return bool(_POINTING & set(plan))


def _names_same_kind(reading: Reading, other: Draft, draft: Draft) -> bool:
    groups = {mention.group for mention in other.mentions}
    if draft.trigger.group in groups:
        return True
    recent = draft.trigger.sentence - other.mentions[-1].sentence <= 2
    anaphor = draft.trigger.is_noun and reading.lexicon.role("anaphors", draft.trigger.lemma)
    return anaphor and recent and other.trigger.type in _VIOLENT and points_back(reading, draft)


def _is_line_by_line(reading: Reading) -> bool:
    return reading.document.kind in {DocumentKind.CHRONICLE, DocumentKind.TABLE}


def points_back(reading: Reading, draft: Draft) -> bool:
    """Whether the noun is definite, and nothing says that it is another one."""
    words = {lemma_of(reading.parse.tokens[index]) for index in reading.children[draft.trigger.index]}
    texts = {reading.parse.tokens[index].text.lower() for index in reading.children[draft.trigger.index]}
    if (
        (words | texts) & _NEW
        or is_one_of_others(reading, draft.trigger.index)
        or (draft.trigger.lemma in {"sanction", "sanctions"} and "subsequent" in words)
    ):
        return False
    return bool(texts & _POINTING)


def is_one_of_others(reading: Reading, index: int) -> bool:
    """Whether it is named as one of other happenings ("Earlier accidents include the derailment at Watford")."""
    tokens = reading.parse.tokens
    subject = reading.child(tokens[index].head, "nsubj") if tokens[index].dep in {"dobj", "attr"} else None
    return subject is not None and any(tokens[below].text.lower() in _NEW for below in reading.children[subject])


def _is_told_apart(reading: Reading, other: Draft, draft: Draft) -> bool:
    """Whether a later noun bears a date of its own that the news cannot have ("since the disaster of March 2011"), or

    a date and a place ("the derailment at Watford on 16 September"), while the other has been told without either.
    """
    trigger, dct = draft.trigger, reading.document.dct
    if not trigger.is_noun or other.timing.value or other.trigger.sentence == trigger.sentence:
        return False
    span = draft.timing.timex.span if draft.timing.timex is not None else None
    interval = draft.timing.interval
    if span is None or interval is None or trigger.index not in reading.ancestors(reading.head_of(span)):
        return False
    if draft.placing.rank == 0 and other.placing.mention is None:
        return True
    written = interval_of(dct.value) if dct is not None and not reading.is_narrative else None
    if written is None or written.start is None or interval.end is None:
        return False
    return interval.end < written.start - _OLD


def _is_coordinated(reading: Reading, other: Draft, draft: Draft) -> bool:
    above = {draft.trigger.index, *reading.ancestors(draft.trigger.index)}
    return bool(above & set(other.trigger.anchors)) or reading.parse.tokens[draft.trigger.index].dep == "conj"


def _share(reading: Reading, other: Draft, draft: Draft) -> bool:
    if set(other.actors) & set(draft.actors) or _share_place(other, draft) or _share_date(other, draft):
        return True
    kinds = _described(reading, other), _described(reading, draft)
    return other.trigger.is_noun and draft.trigger.is_noun and bool(kinds[0] & kinds[1])


def _described(reading: Reading, draft: Draft) -> set[str]:
    """The nouns that say what kind of happening it is ("arms trade")."""
    below = [reading.parse.tokens[index] for index in reading.children[draft.trigger.index]]
    return {lemma_of(child) for child in below if child.dep == "compound"}


def _share_place(other: Draft, draft: Draft) -> bool:
    places = _place(other), _place(draft)
    return places[0] is not None and places[1] is not None and places[0].id == places[1].id


def _share_date(other: Draft, draft: Draft) -> bool:
    return bool(other.timing.value) and other.timing.value == draft.timing.value and not draft.placing.mention


def _clash(other: Draft, draft: Draft) -> bool:
    """Whether two stated dates or two named places cannot be one."""
    left, right = other.timing.interval, draft.timing.interval
    if left is not None and right is not None and not _overlap(left.start, left.end, right.start, right.end):
        return True
    if _is_period(other) != _is_period(draft) and max(other.timing.rank, draft.timing.rank) <= CLAUSE:
        return True  # a war of the 1860s is not the invasion of one day in them
    places = _place(other), _place(draft)
    if places[0] is None or places[1] is None or places[0].id == places[1].id:
        return False
    apart = distance_m(places[0].lat, places[0].lon, places[1].lat, places[1].lon)
    return apart > max(places[0].radius_m, places[1].radius_m, _FAR_M)


def _is_period(draft: Draft) -> bool:
    return draft.timing.granularity in {Granularity.DECADE, Granularity.CENTURY}


def _overlap(start: int | None, end: int | None, other_start: int | None, other_end: int | None) -> bool:
    begins = other_end is None or start is None or start < other_end
    return begins and (end is None or other_start is None or other_start < end)


def _place(draft: Draft) -> Place | None:
    return draft.placing.mention.place if draft.placing.mention is not None else None


def _is_part(reading: Reading, other: Draft, draft: Draft) -> bool:
    """A statement by those who meet belongs to their meeting, unless it has a date or place of its own."""
    if draft.trigger.type != "statement" or other.trigger.type not in {"diplomacy", "agreement", "statement"}:
        return False
    if draft.timing.value or (draft.placing.mention is not None and not _share_place(other, draft)):
        return False
    together = bool(set(draft.actors) & set(other.actors))
    if draft.trigger.sentence == other.trigger.sentence:
        return together or bool({draft.trigger.index, *reading.ancestors(draft.trigger.index)} & _above(reading, other))
    return together and other.trigger.type == "diplomacy"


def _is_its_doing(reading: Reading, other: Draft, draft: Draft) -> bool:
    """Whether "it" that did the damage is the happening itself, told without a new date or place ("it destroyed X")."""
    if draft.timing.value or draft.placing.mention is not None or not other.trigger.is_noun:
        return False
    subject = reading.child(draft.trigger.index, "nsubj")
    if subject is None or reading.parse.tokens[subject].text.lower() != "it":
        return False
    is_consequence = reading.lexicon.role("consequence", draft.trigger.lemma)
    return is_consequence and antecedent(reading, subject) in {mention.index for mention in other.mentions}


def _above(reading: Reading, other: Draft) -> set[int]:
    return {*other.trigger.anchors, *reading.ancestors(other.trigger.index)}
