"""Where a happening was.

In this order: a locative it governs or the place it is named for; the patient of an invasion or siege; a locative of
its clause; the polity that a change of state befell; a place that its argument belongs to; a locative near by; the
narrative's place; the dateline; else nowhere. Metonyms, demonyms and actors' home countries never.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.events.draft import Placing, Trigger
from pipeline.events.locatives import (
    BELONGS,
    CLAUSE,
    GOVERNED,
    NEAR,
    NOWHERE,
    PATIENT,
    SUBJECT,
    chain_of,
    is_its_own,
    is_where,
    locative,
)
from pipeline.events.nesting import in_country, is_country, may_nest, radius, surface
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.rows import own_cells
from pipeline.model import Mention, Role, Span

_REASONS = {
    GOVERNED: "the words tie it to the happening",
    PATIENT: "it is what the happening befell",
    CLAUSE: "it is named in the same clause",
    SUBJECT: "it is the polity that the change befell",
    BELONGS: "what the happening befell belongs to it",
    NEAR: "it is named near by",
}
_WATERS = frozenset({"STM", "STMS", "CNL", "LK", "LKS", "SEA", "OCN", "STRT", "GULF", "BAY"})  # GeoNames feature codes
_CONTESTS = frozenset({"fight", "battle", "fighting"})  # "fought for Tskhinvali"
_SWEPT = frozenset({"through", "across", "over", "along", "into"})
_PEOPLE = frozenset({"people", "population", "inhabitant", "citizen", "man", "woman"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj", "conj", "appos"})
_POLITICAL = frozenset({"politics", "founding", "agreement"})
_NAME_PARTS = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_EXPLAINED = re.compile(r"\s*(?:,|,?\s+in(?:\s+the)?|\(|,\s+an?\s+(?:[a-z-]+\s+){1,2}in(?:\s+the)?)\s*")
_BESIDE = re.compile(r"\s*(?:,|\(|in|on|,\s*in|near)\s*(?:the\s+)?")
_NAMED_FOR = re.compile(r"\s+(?:of|at|on|in)\s+(?:the\s+)?", re.IGNORECASE)


def place(reading: Reading, trigger: Trigger, rivals: set[int]) -> Placing:
    """The place that the trigger's own sentence gives it; empty if none. `rivals` are the other triggers' tokens."""
    mentions = reading.places_by_sentence.get(trigger.sentence, [])
    mentions = [mention for mention in mentions if mention.toponym.span.start >= reading.dateline_end]
    if not mentions:
        return Placing()
    if not reading.parse.syntactic:
        return _near(reading, trigger, mentions)
    others = rivals - set(trigger.anchors)
    scored = [(rank, mention) for mention in mentions if (rank := _rank(reading, trigger, mention, others)) < NOWHERE]
    cell = own_cells(reading, trigger, mentions)
    if cell and min([rank for rank, _ in scored], default=NOWHERE) > CLAUSE:
        return replace(_finest(reading, trigger, cell, CLAUSE), why=f'"{surface(cell[0])}" has a cell of its own.')
    if not scored:
        return _near(reading, trigger, mentions) if trigger.sentence in reading.line_sentences else Placing()
    best = min(rank for rank, _ in scored)
    reach = max(best, PATIENT)  # "found Philadelphia in Pennsylvania": both tie it, the more exact one counts
    found = _finest(reading, trigger, [mention for rank, mention in scored if rank <= reach], best)
    return in_country(mentions, found)


def _rank(reading: Reading, trigger: Trigger, mention: Mention, rivals: set[int]) -> int:
    """The strongest rule by which `mention` places the trigger."""
    role, head = mention.toponym.role, _carrier(reading, reading.head_of(mention.toponym.span))
    if role is not Role.DEMONYM and _is_named_for(reading, trigger, mention):
        return GOVERNED
    if role is Role.DEMONYM or _is_nationality(reading, mention, head):
        return NOWHERE
    if role is Role.PART:
        return _institution(reading, trigger, head, rivals)
    if reading.parse.tokens[head].dep == "poss":  # "North Korea's Kim", "Moscow's economy", but "Norway's independence"
        return SUBJECT if trigger.type in _POLITICAL and _is_realm(reading, trigger, head) else NOWHERE
    if _is_patient(reading, trigger, head):
        return PATIENT
    if role is Role.METONYM:
        return SUBJECT if trigger.type == "politics" and _is_polity(reading, trigger, head) else NOWHERE
    if _is_city_at_large(reading, trigger, mention, head):
        return CLAUSE
    rank = _in_clause(reading, trigger, head, rivals)
    return CLAUSE if rank > CLAUSE and _is_stated_point(reading, trigger, mention, head, rivals) else rank


def _is_stated_point(reading: Reading, trigger: Trigger, mention: Mention, head: int, rivals: set[int]) -> bool:
    """Whether the trigger's own words make a point of the name ("struck 12 km south of X", "between X and Y")."""
    if mention.place is None or "@" not in mention.place.id:
        return False
    owner = next((above for above in reading.ancestors(head) if above in rivals or above in trigger.anchors), None)
    return owner is not None and owner in trigger.anchors


def _is_nationality(reading: Reading, mention: Mention, head: int) -> bool:
    """Whether a country only says whose something is ("the US embassy in Nairobi", "US soldiers")."""
    tokens = reading.parse.tokens
    token, above = tokens[head], tokens[tokens[head].head]
    return (
        is_country(mention) and token.dep in {"compound", "nmod", "amod"} and above.pos == "NOUN" and above.index > head
    )


def _is_city_at_large(reading: Reading, trigger: Trigger, mention: Mention, head: int) -> bool:
    """Whether a city, no capital that stands for its state, celebrates or protests ("Chicago celebrated them")."""
    token = reading.parse.tokens[head]
    is_city = mention.place is not None and mention.place.kind.startswith("PPL") and mention.place.kind != "PPLC"
    return is_city and trigger.type in {"culture", "protest"} and token.dep == "nsubj" and token.head in trigger.anchors


def _in_clause(reading: Reading, trigger: Trigger, head: int, rivals: set[int]) -> int:
    located = locative(reading, trigger, head, rivals)
    if located < NOWHERE:
        return located
    if is_where(reading, trigger, head) or is_its_own(reading, trigger, head):
        return CLAUSE
    if _is_polity(reading, trigger, head) or _is_site(reading, trigger, head):
        return SUBJECT
    return BELONGS if _belongs(reading, trigger, head) else NOWHERE


def _carrier(reading: Reading, head: int) -> int:
    """The word that stands for a place in the sentence: "city" in "the city of X", "camp" in "X concentration camp"."""
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[head]
    above = tokens[token.head]
    if token.dep == "pobj" and lemma_of(above) == "of" and lexicon.role("sites", lemma_of(tokens[above.head])):
        return above.head
    if token.dep in {"compound", "nmod"} and lexicon.role("sites", lemma_of(above)):
        return above.index
    return head


def _is_named_for(reading: Reading, trigger: Trigger, mention: Mention) -> bool:
    """Whether the happening bears the place's name: "Battle of Toro", "the Lisbon earthquake", "Boston Massacre"."""
    if not trigger.is_noun or trigger.lemma not in reading.lexicon.roles["named"]:
        return False
    between = reading.document.text[trigger.span.end : mention.toponym.span.start]
    if _NAMED_FOR.fullmatch(between) is not None:
        return True
    tokens = reading.parse.tokens
    index = reading.head_of(mention.toponym.span)
    while tokens[index].dep in _NAME_PARTS and tokens[index].head > index:
        index = tokens[index].head
        if index == trigger.index:
            return True
    return False


def _institution(reading: Reading, trigger: Trigger, head: int, rivals: set[int]) -> int:
    """A place inside a name: where the institution stands ("at the University of Zurich"), never who acts."""
    tokens = reading.parse.tokens
    for above in reading.ancestors(head):
        if tokens[above].pos != "PROPN" and lemma_of(tokens[above]) != "of":
            break
        head = above if tokens[above].pos == "PROPN" else head
    if locative(reading, trigger, head, rivals) < NOWHERE:
        return CLAUSE
    is_opened = tokens[head].dep in {"nsubj", "nsubjpass", "dobj"} and tokens[head].head in trigger.anchors
    return SUBJECT if is_opened and trigger.type == "founding" else NOWHERE


def _is_patient(reading: Reading, trigger: Trigger, head: int) -> bool:
    if _is_struck(reading, trigger, head):
        return True
    tokens, lexicon = reading.parse.tokens, reading.lexicon
    token = tokens[head]
    governor = tokens[token.head]
    verbs = {anchor for anchor in trigger.anchors if lexicon.role("patient", lemma_of(tokens[anchor]))}
    if token.dep in {"dobj", "nsubjpass"} and token.head in verbs:
        return True
    if verbs and token.dep == "pobj" and lemma_of(governor) == "of" and _is_object(reading, governor.head, verbs):
        return True
    if token.dep == "pobj" and lemma_of(governor) == "for" and governor.head in trigger.anchors:
        return trigger.lemma in _CONTESTS
    if trigger.is_noun and lexicon.role("patient_nouns", trigger.lemma) and token.dep == "pobj":
        noun = tokens[trigger.index]
        laid = noun.dep == "dobj" and governor.head == noun.head and lemma_of(governor) == "to"  # "laid siege to Acre"
        return laid or (governor.head == noun.index and lemma_of(governor) in {"of", "on", "against", "to"})
    return False


def _is_struck(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether it is what a disaster's verb befell: "a typhoon pummels Luzon", "a tornado swept through Moore"."""
    if trigger.type != "disaster" or not trigger.is_noun:
        return False
    tokens = reading.parse.tokens
    noun, token = tokens[trigger.index], tokens[head]
    verbs = {index for index in reading.children[trigger.index] if tokens[index].dep in {"acl", "relcl"}}
    verbs |= {noun.head} if noun.dep == "nsubj" else set()
    if token.dep == "pobj" and lemma_of(tokens[token.head]) in _SWEPT:
        return tokens[token.head].head in verbs
    return token.dep == "dobj" and token.head in verbs


def _is_object(reading: Reading, noun: int, verbs: set[int]) -> bool:
    token = reading.parse.tokens[noun]
    return token.dep in {"dobj", "nsubjpass"} and token.head in verbs


def _is_polity(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether the place is the subject of its own change of state: "Norway adopts", "Egypt gains independence"."""
    token = reading.parse.tokens[head]
    if token.dep not in {"nsubj", "nsubjpass"}:
        return False
    chain = [*trigger.anchors, *chain_of(reading, trigger.index)]
    if token.head not in chain:
        return False
    verb = lemma_of(reading.parse.tokens[token.head])
    if token.dep == "nsubjpass" and token.pos == "NOUN":  # "the town of X is wiped out in a raid"
        return True
    if trigger.type == "politics" or (trigger.type == "founding" and token.dep == "nsubjpass"):
        return True
    return any(reading.lexicon.role("polity", lemma) for lemma in (trigger.lemma, verb))


def _is_realm(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether the place possesses the change itself or the office it fills ("becomes Uganda's president")."""
    tokens = reading.parse.tokens
    owned = tokens[tokens[head].head]
    if owned.index == trigger.index:
        return True
    return reading.lexicon.role("offices", lemma_of(owned)) and owned.dep in {"attr", "oprd", "dobj"}


def _is_site(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether what is founded, opened or destroyed bears the place's name ("the Boston Arena opens")."""
    if trigger.type not in {"founding", "accident"}:
        return False
    tokens = reading.parse.tokens
    while tokens[head].dep in _NAME_PARTS | {"appos"} and tokens[head].head != head:
        head = tokens[head].head
    return tokens[head].dep in {"nsubj", "nsubjpass", "dobj"} and tokens[head].head in trigger.anchors


def _belongs(reading: Reading, trigger: Trigger, head: int) -> bool:
    """Whether the place is the "of X" of the happening or of an argument of its ("independence of Yunnan").

    A person's or an organisation's home is not where they act; a ruler's realm is where they are crowned.
    """
    tokens = reading.parse.tokens
    if tokens[head].dep != "pobj" or lemma_of(tokens[tokens[head].head]) != "of":
        return False
    noun = tokens[tokens[tokens[head].head].head]
    while noun.dep == "pobj" and lemma_of(tokens[noun.head]) == "of" and lemma_of(noun) in _PEOPLE:
        noun = tokens[tokens[noun.head].head]  # "a half of the people of Europe"
    if noun.index in trigger.anchors:
        return True
    if noun.pos != "NOUN" and not (trigger.type in _POLITICAL and noun.entity not in {"PERSON", "ORG"}):
        return False
    if reading.lexicon.role("offices", lemma_of(noun)) and trigger.type not in _POLITICAL:
        return False
    above = tokens[noun.head]
    return noun.dep in _ARGUMENTS and bool({above.index, above.head} & set(trigger.anchors))


def _near(reading: Reading, trigger: Trigger, mentions: Sequence[Mention]) -> Placing:
    """The nearest location after a locative preposition: all that can be had where the syntax says nothing."""
    text, lexicon = reading.document.text, reading.lexicon
    located = [
        mention
        for mention in mentions
        if mention.toponym.role is Role.LOCATION
        and lexicon.role("locative", _preposition(text, mention.toponym.span))
        and not lexicon.role("loose", _preposition(text, mention.toponym.span))
    ]
    adjacent = [
        mention
        for mention in mentions
        if mention.toponym.role is Role.LOCATION
        and lexicon.role("patient", trigger.lemma)
        and mention.toponym.span.start >= trigger.span.end
        and text[trigger.span.end : mention.toponym.span.start].strip() in {"", "the"}
    ]
    chosen = located or adjacent
    return _finest(reading, trigger, chosen, NEAR) if chosen else Placing()


def _preposition(text: str, span: Span) -> str:
    """The word before a place, articles and directions apart."""
    words = re.findall(r"[^\W\d_]+|[,.;:]", text[max(0, span.start - 32) : span.start])
    kept = [word.lower() for word in words if word.lower() not in {"the", "a", "an", "northern", "southern", "city"}]
    return kept[-1] if kept else ""


def _finest(reading: Reading, trigger: Trigger, mentions: Sequence[Mention], rank: int) -> Placing:
    """The most exact of equally good places, with the wider one named beside it."""
    nearest = min(mentions, key=lambda mention: _gap(mention, trigger))
    if nearest.place is not None and nearest.place.kind in _WATERS:  # "on the Thames River at London, Ontario"
        finer = [mention for mention in mentions if radius(mention) < radius(nearest)]
        nearest = min(finer, key=lambda mention: _gap(mention, trigger), default=nearest)
    group = [mention for mention in mentions if mention is nearest or may_nest(mention.place, nearest.place)]
    chosen = min(group, key=lambda mention: (radius(mention), _gap(mention, trigger)))
    chosen = _before_comma(reading, chosen)
    wider = _beside(reading, chosen)
    word = trigger.span.of(reading.document.text)
    why = f'"{surface(chosen)}", beside "{word}": {_REASONS[rank]}.'
    return Placing(chosen, _whole(reading, wider[0]) if wider else "", rank, why)


def _before_comma(reading: Reading, chosen: Mention) -> Mention:
    """The place that the chosen one only explains: "Arequipa" in "Arequipa, Peru", "X" in "X in Florida"."""
    near = reading.places_by_sentence.get(reading.parse.sentence_at(chosen.toponym.span.start), [])
    for mention in near:
        between = reading.document.text[mention.toponym.span.end : chosen.toponym.span.start]
        is_role = mention.toponym.role in {Role.LOCATION, Role.METONYM}
        if (
            _EXPLAINED.fullmatch(between) is not None
            and is_role
            and radius(mention) <= radius(chosen)
            and may_nest(mention.place, chosen.place)
        ):
            return mention
    return chosen


def _beside(reading: Reading, chosen: Mention) -> list[Mention]:
    """The mentions that follow the chosen one as what it lies in ("X in Y", "X, Y")."""
    text, end = reading.document.text, chosen.toponym.span.end
    near = reading.places_by_sentence.get(reading.parse.sentence_at(chosen.toponym.span.start), [])
    return [
        mention
        for mention in near
        if mention.toponym.span.start >= end
        and _BESIDE.fullmatch(text[end : mention.toponym.span.start])
        and radius(mention) >= radius(chosen)
    ]


def _whole(reading: Reading, mention: Mention) -> str:
    """The words of a place, with what it possesses if that is a place too ("Russia's Far East")."""
    end = mention.toponym.span.end
    for other in reading.places_by_sentence.get(reading.parse.sentence_at(end - 1), []):
        between = reading.document.text[end : other.toponym.span.start]
        if re.fullmatch(r"['’]s\s+", between) is not None:
            span = Span(mention.toponym.span.start, other.toponym.span.end)
            return " ".join(span.of(reading.document.text).replace("’", "'").split())
    return surface(mention)


def _gap(mention: Mention, trigger: Trigger) -> int:
    span = mention.toponym.span
    return max(span.start - trigger.span.end, trigger.span.start - span.end, 0)


def names_unknown(reading: Reading, trigger: Trigger) -> bool:
    """Whether the trigger's clause says where, in a name that could not be placed ("at Amba Alagi")."""
    if trigger.sentence in reading.unplaced_sentences:
        return True
    tokens = reading.parse.tokens
    below = [index for anchor in trigger.anchors for index in reading.subtree(anchor)] if reading.children else []
    subjects = [reading.child(anchor, "nsubj") for anchor in trigger.anchors] if reading.children else []
    if any(each is not None and tokens[each].entity == "GPE" and not reading.has_place(each) for each in subjects):
        return True  # "Chicago celebrated them"
    return any(
        tokens[index].dep == "pobj"
        and tokens[index].pos == "PROPN"
        and not reading.is_dated(index)
        and not reading.has_place(index)
        and reading.lexicon.role("locative", lemma_of(tokens[tokens[index].head]))
        and not reading.lexicon.role("loose", lemma_of(tokens[tokens[index].head]))
        for index in below
    )


def ends_there(reading: Reading, trigger: Trigger) -> bool:
    """Whether a movement ends at its place ("reached X", "landed at X"), so that the account goes on there."""
    return reading.lexicon.role("arriving", trigger.lemma)


def dateline(reading: Reading) -> Mention | None:
    """The place that opens a wire story ("KYIV, Ukraine (AP) - ..."), if the text still carries its dateline."""
    for mention in reading.places_by_sentence.get(0, [])[:1]:
        if mention.toponym.span.end <= reading.dateline_end and mention.toponym.role is not Role.DEMONYM:
            return mention
    return None
