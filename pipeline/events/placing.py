"""Where a happening was: a locative it governs, the patient of an invasion or siege, its clause, the narrative's
place, the dateline; else nowhere. Metonyms, demonyms and actors' home countries never."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.events.draft import Placing, Trigger
from pipeline.events.lexicon import Lexicon
from pipeline.events.reading import CLAUSAL, Reading, lemma_of
from pipeline.geo import distance_m
from pipeline.model import Mention, Place, Role, Span

GOVERNED, PATIENT, CLAUSE, SUBJECT, NARRATIVE, DATELINE, NOWHERE = range(7)  # Placing.rank
_SETTING = frozenset({"during", "at", "in", "amid", "on"})
_DATELINE = re.compile(r"[^\n]{2,80}?(?:\([A-Z][^)\n]{1,40}\)\s*)?(?:--|[–—]|-\s)")


def place(reading: Reading, trigger: Trigger, rivals: set[int]) -> Placing:
    """The place that the trigger's own sentence gives it; empty if none. `rivals` are the other triggers' tokens."""
    mentions = reading.places_by_sentence.get(trigger.sentence, [])
    if not mentions:
        return Placing()
    if not reading.parse.syntactic:
        return _nearest(reading, trigger, mentions)
    scored = [(rank, mention) for mention in mentions if (rank := _rank(reading, trigger, mention, rivals)) < NOWHERE]
    if not scored:
        return Placing()
    best = min(rank for rank, _ in scored)
    return _finest(reading, trigger, [mention for rank, mention in scored if rank == best], best)


def _rank(reading: Reading, trigger: Trigger, mention: Mention, rivals: set[int]) -> int:
    """The strongest rule by which `mention` places the trigger."""
    head = reading.head_of(mention.toponym.span)
    if _is_named_for(reading, trigger, mention):
        return GOVERNED
    if mention.toponym.role is not Role.LOCATION and not (
        mention.toponym.role is Role.METONYM and _is_patient(reading, trigger, head)
    ):
        return NOWHERE
    if _is_possessor(reading, head):
        return NOWHERE
    if _is_patient(reading, trigger, head):
        return PATIENT
    return _locative(reading, trigger, head, rivals - set(trigger.anchors))


def _is_possessor(reading: Reading, head: int) -> bool:
    """ "North Korea's Kim", "Moscow's economy"; but not "Boston's harbour" governed as a place of its own."""
    return reading.parse.tokens[head].dep == "poss"


def _is_named_for(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """Whether the happening bears the place's name: "Battle of Toro", "Treaty of Tartu"."""
    if not trigger.is_noun or not reading.lexicon.role("named", trigger.lemma) or mention.toponym.role is Role.DEMONYM:
        return False
    between = reading.document.text[trigger.span.end : mention.toponym.span.start].lower()
    return re.fullmatch(r"\s+(?:of|at|on|in)\s+(?:the\s+)?", between) is not None


def _is_patient(reading: Reading, trigger: Trigger, head: int) -> bool:
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[head]
    governor = tokens[token.head]
    if not trigger.is_noun and lexicon.role("patient", trigger.lemma):
        if token.dep in {"dobj", "nsubjpass"} and token.head == trigger.index:
            return True
        return token.dep == "pobj" and lemma_of(governor) == "of" and _object_of(reading, governor.head, trigger.index)
    if trigger.is_noun and lexicon.role("patient_nouns", trigger.lemma) and token.dep == "pobj":
        return governor.head == trigger.index and lemma_of(governor) in {"of", "on", "against", "to"}
    return False


def _object_of(reading: Reading, noun: int, verb: int) -> bool:
    token = reading.parse.tokens[noun]
    return token.dep in {"dobj", "nsubjpass"} and token.head == verb


def _locative(reading: Reading, trigger: Trigger, head: int, rivals: set[int]) -> int:
    """GOVERNED if a preposition ties the place to the trigger, CLAUSE if only to its clause, SUBJECT for polities."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    above_trigger = {trigger.index, *reading.ancestors(trigger.index)} | set(trigger.anchors)
    preposition, index, crossed = "", head, 0
    for above in (head, *reading.ancestors(head)):
        token = tokens[above]
        if above != head and tokens[index].dep in CLAUSAL:
            crossed += 1
        if above != head and above in above_trigger:
            if not preposition:
                return SUBJECT if above in trigger.anchors and _is_polity(reading, trigger, index) else NOWHERE
            return _reach(lexicon, trigger, preposition, crossed, governs=above in trigger.anchors)
        if above in rivals and not _is_setting(reading, above):
            return NOWHERE
        if token.pos == "ADP" and lexicon.role("locative", lemma_of(token)):
            preposition = preposition or lemma_of(token)
        index = above
    return NOWHERE


def _reach(lexicon: Lexicon, trigger: Trigger, preposition: str, crossed: int, *, governs: bool) -> int:
    """How well a preposition that hangs on the trigger, or on a word above it, places the trigger."""
    if lexicon.role("loose", preposition) and not (governs and lexicon.role("going", trigger.lemma)):
        return NOWHERE
    if crossed:
        return CLAUSE if governs and crossed == 1 else NOWHERE
    return GOVERNED if governs else CLAUSE


def _is_setting(reading: Reading, rival: int) -> bool:
    """Whether another happening is the setting of this one ("exploded during a rally in Lima")."""
    token = reading.parse.tokens[rival]
    return token.dep == "pobj" and lemma_of(reading.parse.tokens[token.head]) in _SETTING


def _is_polity(reading: Reading, trigger: Trigger, subject: int) -> bool:
    if reading.parse.tokens[subject].dep not in {"nsubj", "nsubjpass"}:
        return False
    return reading.lexicon.role("polity", trigger.lemma) or (
        reading.parse.tokens[subject].dep == "nsubjpass" and not trigger.is_noun
    )


def _finest(reading: Reading, trigger: Trigger, mentions: Sequence[Mention], rank: int) -> Placing:
    """The most exact of equally good places, with the wider one named beside it."""
    nearest = min(mentions, key=lambda mention: _gap(mention, trigger))
    group = [mention for mention in mentions if mention is nearest or _nested(mention.place, nearest.place)]
    chosen = min(group, key=lambda mention: (_radius(mention), _gap(mention, trigger)))
    wider = [mention for mention in _beside(reading, chosen) if mention is not chosen]
    within = _surface(wider[0]) if wider else ""
    return Placing(chosen, within, rank, _why(reading, trigger, chosen, rank))


def _beside(reading: Reading, chosen: Mention) -> list[Mention]:
    """The mentions that follow the chosen one as what it lies in ("X in Y", "X, Y")."""
    text, end = reading.document.text, chosen.toponym.span.end
    near = reading.places_by_sentence.get(reading.parse.sentence_at(chosen.toponym.span.start), [])
    return [
        mention
        for mention in near
        if mention.toponym.span.start >= end
        and re.fullmatch(r"\s*(?:,|\(|in|on|,\s*in|near)\s*(?:the\s+)?", text[end : mention.toponym.span.start])
        and _radius(mention) >= _radius(chosen)
    ]


def _surface(mention: Mention) -> str:
    return " ".join(mention.toponym.text.replace("’", "'").split())


def _radius(mention: Mention) -> float:
    return mention.place.radius_m if mention.place is not None else float("inf")


def _nested(left: Place | None, right: Place | None) -> bool:
    """Whether one place may lie in the other."""
    if left is None or right is None:
        return False
    if left.country and left.country == right.country and "PCL" in left.kind + right.kind:
        return True
    wide, narrow = (left, right) if left.radius_m >= right.radius_m else (right, left)
    return wide.name in narrow.admin or distance_m(wide.lat, wide.lon, narrow.lat, narrow.lon) <= wide.radius_m


def _gap(mention: Mention, trigger: Trigger) -> int:
    span = mention.toponym.span
    return max(span.start - trigger.span.end, trigger.span.start - span.end, 0)


def _why(reading: Reading, trigger: Trigger, mention: Mention, rank: int) -> str:
    reasons = {
        GOVERNED: "the words tie it to the happening",
        PATIENT: "it is what the happening befell",
        CLAUSE: "it is named in the same clause",
        SUBJECT: "it is the polity that the change befell",
    }
    word = trigger.span.of(reading.document.text)
    return f'"{_surface(mention)}", beside "{word}": {reasons.get(rank, "it is named near by")}.'


def _nearest(reading: Reading, trigger: Trigger, mentions: Sequence[Mention]) -> Placing:
    """Without syntax: the nearest location after a locative preposition."""
    text = reading.document.text
    located = [
        mention
        for mention in mentions
        if mention.toponym.role is Role.LOCATION
        and _preposition(text, mention.toponym.span) in reading.lexicon.roles["locative"] | {"of", ","}
    ]
    return _finest(reading, trigger, located, CLAUSE) if located else Placing()


def _preposition(text: str, span: Span) -> str:
    words = re.findall(r"[^\W\d_]+|,", text[max(0, span.start - 24) : span.start])
    kept = [word.lower() for word in words if word.lower() not in {"the", "a", "an", "northern", "southern", "city"}]
    return kept[-1] if kept else ""


def dateline(reading: Reading) -> Mention | None:
    """The place that opens a wire story ("KYIV, Ukraine (AP) - ..."), if the text still carries its dateline."""
    mentions = reading.places_by_sentence.get(0, [])
    opening = _DATELINE.match(reading.document.text.lstrip())
    if opening is None or not mentions:
        return None
    lead = len(reading.document.text) - len(reading.document.text.lstrip())
    first = mentions[0]
    inside = first.toponym.span.end <= lead + opening.end() and first.toponym.span.start - lead <= 3
    return first if inside and first.toponym.role is not Role.DEMONYM else None
