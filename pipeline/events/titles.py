"""A short title in the text's own words: a trimmed clause, or a noun phrase with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.events import pronouns
from pipeline.events.draft import Draft, Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.model import Span, Token
from pipeline.text import normalise_space

LONGEST = 90  # characters
_INSIDE = frozenset(
    {"amod", "compound", "nummod", "quantmod", "nmod", "poss", "case", "det", "pobj", "prep", "advmod", "conj", "cc",
     "punct", "npadvmod", "hmod", "predet"}
)  # fmt: skip
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dobj", "attr", "oprd", "dative", "agent",
                        "acomp", "prep", "xcomp"})  # fmt: skip
_KEPT_PREPOSITIONS = frozenset(
    {"of", "on", "in", "at", "to", "against", "with", "for", "into", "from", "over", "near", "off", "between",
     "by", "as", "outside", "inside", "across", "around", "under", "through", "onto", "toward", "towards", "along",
     "within", "beyond", "below", "beneath", "above", "among", "behind", "past", "aboard", "upon", "beside"}
)  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "CCONJ", "PART"})
_BARE = 2  # words of a noun that may be too few to understand
_LONG_NAME = 6  # words of a phrase that no longer stands well for a pronoun
_LEAD_IN = re.compile(r"\s*(?:(?:on|in|at|by|during|about|from|around)\s+)?(?:the\s+)?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_TAIL = re.compile(r"\s+(?:and|or|of|in|to|for|with|at|on|by|from|as|the|a|an|,)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|any|some)\s+", re.IGNORECASE)
_ENTRY = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|any|some)\s+", re.IGNORECASE)
_EDGES = " ,;:-–—\"'“”()[]"


def compose(reading: Reading, draft: Draft) -> str:
    """The title of a happening; never empty."""
    trigger = draft.trigger
    if not reading.parse.syntactic:
        return _clip(_shown(reading, _around(reading, trigger)))
    title = _named_meeting(reading, draft)
    if not title and trigger.is_noun and trigger.helper is None:
        title = _noun_title(reading, trigger)
    if not title:
        title = _clause(reading, trigger)
    if len(title.split()) < 2:
        title = _shown(reading, _around(reading, trigger))
    return _clip(title) or trigger.span.of(reading.document.text)


def _named_meeting(reading: Reading, draft: Draft) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in draft.actors if " " in actor][:2]
    if draft.trigger.group != "meeting" or not draft.trigger.is_noun or len(people) < 2:
        return ""
    where = draft.placing.mention
    site = f" at {normalise_space(where.toponym.text)}" if where is not None and draft.placing.rank == 0 else ""
    return f"{draft.trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]}{site}"


def _noun_title(reading: Reading, trigger: Trigger) -> str:
    kept = _phrase(reading, trigger.index, depth=0)
    tokens = reading.parse.tokens
    for below in reading.children[trigger.index]:
        if tokens[below].dep in {"relcl", "acl"} and reading.lexicon.role("consequence", lemma_of(tokens[below])):
            kept |= {below, *_arguments(reading, below)}
    kept |= _own_consequence(reading, trigger)
    title = _headed(_join(reading, kept))
    if len(title.split()) > _BARE or (len(title.split()) > 1 and not _is_bare_subject(reading, trigger.index, kept)):
        return title
    verb = next((above for above in reading.ancestors(trigger.index) if tokens[above].pos == "VERB"), None)
    if verb is None or not _is_argument(reading, trigger.index):
        return title
    return _headed(_join(reading, kept | {verb} | _arguments(reading, verb)))


def _own_consequence(reading: Reading, trigger: Trigger) -> set[int]:
    """What an event noun did, if the parse gives the verb no other subject ("a fire ... killed three astronauts")."""
    for verb in trigger.also:
        is_told = reading.parse.tokens[verb].tag == "VBD" and verb > trigger.index
        if is_told and reading.child(verb, *_SUBJECTS) is None:
            return {verb, *_arguments(reading, verb)}
    return set()


def _is_bare_subject(reading: Reading, index: int, kept: Iterable[int]) -> bool:
    """Whether a noun says too little without its verb ("the last explosion was heard on Rodrigues")."""
    tokens = reading.parse.tokens
    return tokens[index].dep in _SUBJECTS and all(tokens[each].pos != "PROPN" for each in kept)


def _is_argument(reading: Reading, index: int) -> bool:
    """Whether a noun is an argument of a verb, or stands in a prepositional phrase that a title keeps."""
    tokens = reading.parse.tokens
    above = tokens[tokens[index].head]
    if tokens[index].dep in {"nsubj", "nsubjpass", "dobj"}:
        return True
    return tokens[index].dep == "pobj" and lemma_of(above) in _KEPT_PREPOSITIONS and tokens[above.head].pos == "VERB"


def _clause(reading: Reading, trigger: Trigger) -> str:
    """The clause of the happening's verb; empty if it cannot be told without the words around it."""
    verb = trigger.helper if trigger.helper is not None else trigger.index
    tokens = reading.parse.tokens
    if any(tokens[below].dep == "dobj" and tokens[below].tag in {"WP", "WDT"} for below in reading.children[verb]):
        return ""
    kept = {verb, *_arguments(reading, verb)}
    while tokens[verb].dep == "xcomp" and tokens[tokens[verb].head].pos == "VERB":
        verb = tokens[verb].head
        kept |= {verb, *_arguments(reading, verb)}
    if trigger.is_noun:
        kept |= _phrase(reading, trigger.index, depth=0)
        for below in reading.children[trigger.index]:
            if tokens[below].dep == "acl" and below != verb:
                kept |= {below, *_arguments(reading, below)}
    is_relative = any(tokens[below].tag in {"WDT", "WP"} for below in reading.children[verb])
    if not is_relative and not any(tokens[index].dep in _SUBJECTS and tokens[index].head == verb for index in kept):
        subject = subject_of(reading, verb)
        if not subject and tokens[verb].tag in {"VBD", "VBZ", "VBP"}:
            return ""
        kept |= subject
    return _headed(_join(reading, kept - _next_subjects(reading, verb)), own=True)


def subject_of(reading: Reading, verb: int) -> set[int]:
    """The subject of a verb that the parse gives none: the words before it, else that of the verb it hangs on."""
    seen = {verb}
    while True:
        subject = reading.child(verb, *_SUBJECTS)
        found = _phrase(reading, subject, depth=1) if subject is not None else _words_before(reading, verb)
        above = reading.parse.tokens[verb].head
        if found or above in seen or reading.parse.tokens[verb].dep not in {"conj", "advcl", "xcomp", "acl"}:
            return found
        if reading.parse.tokens[verb].dep == "acl":
            return _phrase(reading, above, depth=1)
        seen.add(above)
        verb = above


def _words_before(reading: Reading, verb: int) -> set[int]:
    """The noun phrase that ends right before a finite verb, whatever the parse has made of it.

    "On 3 December 1854 soldiers stormed": the soldiers are taken for a part of the date; "he took the town, and Antony
    and Cleopatra fled": for what he took.
    """
    tokens = reading.parse.tokens
    first = reading.parse.bounds[tokens[verb].sentence][0]
    if tokens[verb].tag not in {"VBD", "VBZ", "VBP"}:
        return set()
    last = verb - 1
    while last > first and tokens[last].pos in {"AUX", "ADV"}:
        last -= 1
    index = last
    while index >= first and tokens[index].pos in _NOMINAL and not reading.is_dated(index):
        index -= 1
    start = index + 1
    while start <= last and tokens[start].pos in {"CCONJ", "ADP", "PART"}:
        if tokens[start].pos == "ADP":  # the phrase is all there is: "in Paris killed"
            return set()
        start += 1
    is_noun = start <= last and tokens[last].pos in {"NOUN", "PROPN"}
    return set(range(start, last + 1)) if is_noun else set()


def _next_subjects(reading: Reading, verb: int) -> set[int]:
    """The words that the parse gives to this verb, and that are the subject of the next one."""
    tokens = reading.parse.tokens
    found: set[int] = set()
    for below in reading.children[verb]:
        is_verb = tokens[below].dep == "conj" and tokens[below].pos == "VERB" and below > verb
        if is_verb and reading.child(below, *_SUBJECTS) is None:
            words = _words_before(reading, below)
            found |= words | ({min(words) - 1} if words and min(words) - 1 > verb else set())
    return found


def _headed(title: str, *, own: bool = False) -> str:
    """Without an article or (unless `own`) a possessive in front, with a capital."""
    bare = (_ARTICLE if own else _ENTRY).sub("", title)
    while _TAIL.search(bare):
        bare = _TAIL.sub("", bare)
    return bare[:1].upper() + bare[1:]


def _arguments(reading: Reading, verb: int) -> set[int]:
    """The tokens of a verb's subject, auxiliaries, objects and two prepositional phrases, trimmed and undated."""
    tokens = reading.parse.tokens
    kept: set[int] = set()
    phrases = 0
    subjects = [below for below in reading.children[verb] if tokens[below].dep in _SUBJECTS]
    for below in reading.children[verb]:
        child = tokens[below]
        if not _is_told(reading, verb, below) or (below in subjects[:-1] and child.dep in _SUBJECTS):
            continue
        if child.dep == "prep" and below != verb + 1:
            phrases += 1
            if phrases > 2 or below < verb or lemma_of(child) not in _KEPT_PREPOSITIONS:
                continue
        if child.dep in _SUBJECTS and child.tag in {"WDT", "WP"}:
            kept |= _antecedent(reading, verb, below)
        elif child.dep in {"xcomp", "ccomp"}:
            that = [each for each in reading.children[below] if tokens[each].text.lower() == "that"]
            kept |= {below, *_arguments(reading, below), *that[:1]}
        else:
            kept |= _phrase(reading, below, depth=0)
    return kept


def _is_told(reading: Reading, verb: int, below: int) -> bool:
    """Whether a title keeps what hangs on its verb: arguments, what the verb needs beside it, what was said or seen."""
    tokens = reading.parse.tokens
    child = tokens[below]
    if _is_dated(reading, below):
        return False
    if child.dep in _ARGUMENTS:
        return True
    if child.dep == "advmod":  # "turned back", "ran aground", "stopped short of"
        return below == verb + 1 and child.pos in {"ADV", "ADP"} and not _is_before_date(reading, below)
    return child.dep == "ccomp" and below > verb and reading.child(verb, "dobj", "attr", "oprd") is None


def _is_before_date(reading: Reading, index: int) -> bool:
    """Whether an adverb only leads to a date ("shortly after midnight", "later that day")."""
    below = reading.children[index]
    return index + 1 < len(reading.parse.tokens) and (
        reading.is_dated(index + 1) or any(_is_dated(reading, each) for each in below)
    )


def _antecedent(reading: Reading, verb: int, relative: int) -> set[int]:
    """The noun that a relative clause describes: the name right before "who", else what the parse says."""
    tokens = reading.parse.tokens
    if tokens[verb].dep != "relcl":
        return set()
    noun = tokens[verb].head
    last = relative - 1 if tokens[relative - 1].text != "," else relative - 2
    if tokens[relative].text.lower() == "who" and last in reading.subtree(noun) and tokens[last].pos == "PROPN":
        noun = last
        while tokens[noun].dep == "compound":
            noun = tokens[noun].head
    return _phrase(reading, noun, depth=1)


def _phrase(reading: Reading, head: int, *, depth: int) -> set[int]:
    """A noun or prepositional phrase without its clauses, appositions and dates; `depth` counts prepositions in."""
    tokens = reading.parse.tokens
    kept = {head}
    for below in reading.children[head]:
        child = tokens[below]
        is_name = child.dep == "appos" and child.pos in {"PROPN", "VERB"} and _is_close(reading, head, below)
        if (child.dep not in _INSIDE and not is_name) or _is_dated(reading, below):
            continue
        if child.dep == "prep" and (depth > 1 or lemma_of(child) not in _KEPT_PREPOSITIONS):
            continue
        if child.dep in {"advmod", "npadvmod"} and below > head and tokens[min(reading.subtree(below)) - 1].text == ",":
            continue
        if child.dep == "punct" and child.text not in {"-", "'", "’", "&"}:
            continue
        kept |= _phrase(reading, below, depth=depth + (child.dep == "prep"))
    return kept


def _is_close(reading: Reading, head: int, name: int) -> bool:
    """Whether a name follows its noun without a comma ("the container ship Ever Given")."""
    between = reading.parse.tokens[head + 1 : name]
    return head < name <= head + 3 and all(token.pos not in {"PUNCT", "ADP"} for token in between)


def _is_dated(reading: Reading, index: int) -> bool:
    token = reading.parse.tokens[index]
    inner = reading.child(index, "pobj") if token.dep == "prep" else None
    return reading.is_dated(index) or (inner is not None and reading.is_dated(inner))


def _join(reading: Reading, kept: Iterable[int]) -> str:
    """The kept tokens in text order, spaced as in the text where they were neighbours."""
    tokens = reading.parse.tokens
    words = []
    previous: Token | None = None
    last = max(kept)
    heading = reading.label_end(tokens[last].sentence)
    for index in sorted(kept):
        token = tokens[index]
        if token.span.start < heading <= tokens[last].span.start:
            continue
        close = previous is not None and previous.span.end == token.span.start
        comma = previous is not None and index == previous.index + 2 and tokens[index - 1].text == ","
        space = "" if close or previous is None else ", " if comma and token.pos not in {"VERB", "AUX"} else " "
        name = _meant(reading, token, leads=previous is None)
        words.append(space + (name if name and name not in words else _cased(reading, token)))
        previous = token
    title = normalise_space("".join(words)).strip(_EDGES)
    return title[:1].upper() + title[1:]


def _meant(reading: Reading, token: Token, *, leads: bool) -> str:
    """What a pronoun means, in the words of the text, where that is clear; else nothing."""
    tokens = reading.parse.tokens
    owns = token.dep == "poss" and tokens[token.head].dep in _SUBJECTS
    if token.pos != "PRON" or not (owns or token.dep in _SUBJECTS or token.dep in {"dobj", "dative"}):
        return ""
    other = pronouns.antecedent(reading, token.index)
    if other is None:
        return ""
    words = _named(reading, other, several=token.text.lower() in {"they", "them", "their"})
    words = _ARTICLE.sub("", words) if leads else words
    if not words or len(words.split()) > _LONG_NAME:
        return ""
    return words + ("'s" if owns and not words.endswith("s") else "'" if owns else "")


def _named(reading: Reading, index: int, *, several: bool) -> str:
    """The name of a person, or the noun phrase without what hangs on it."""
    tokens = reading.parse.tokens
    position = tokens[index].span.start
    for span, kind in reading.entities_by_sentence.get(tokens[index].sentence, []):
        if kind == "PERSON" and span.start <= position < span.end and not several:
            name = reading.shown(span).removesuffix("'s").removesuffix("’s")
            return reading.full_names.get(name.lower(), name)
    apposed = reading.child(index, "appos")
    if apposed is not None and tokens[apposed].pos == "PROPN" and not several:  # "One ship, the Victoria, ..."
        index = apposed
    phrase = [each for each in sorted(_phrase(reading, index, depth=2)) if tokens[each].dep != "case"]
    kept = [tokens[each] for each in phrase if several or not _is_second(reading, index, each)]
    return " ".join(token.text.lower() if token.pos == "DET" else _cased(reading, token) for token in kept)


def _is_second(reading: Reading, head: int, index: int) -> bool:
    """Whether a word belongs to what is coordinated with a head."""
    for each in (index, *reading.ancestors(index)):
        if each == head:
            return False
        if reading.parse.tokens[each].dep in {"conj", "cc"}:
            return True
    return False


def _cased(reading: Reading, token: Token) -> str:
    if not reading.is_upper or _INITIALS.fullmatch(token.text):
        return token.text
    return (
        token.text.capitalize()
        if token.pos == "PROPN" or token.entity in {"GPE", "PERSON", "NORP"}
        else token.text.lower()
    )


def _around(reading: Reading, trigger: Trigger) -> Span:
    """Up to LONGEST characters of the sentence that hold the trigger, cut between words."""
    whole = reading.parse.sentences[trigger.sentence]
    sentence = Span(min(_opening(reading, trigger.sentence), trigger.span.start), whole.end)
    if len(sentence) <= LONGEST or trigger.span.end - sentence.start <= LONGEST:
        return sentence
    text = reading.document.text
    start = text.rfind(" ", sentence.start, max(sentence.start + 1, trigger.span.start - LONGEST // 2)) + 1
    return Span(max(start, sentence.start), sentence.end)


def _opening(reading: Reading, sentence: int) -> int:
    """Where a sentence begins to tell: after its label and the date that opens it, unless that is its subject."""
    text, tokens = reading.document.text, reading.parse.tokens
    start = reading.label_end(sentence)
    for timex in reading.dates_by_sentence.get(sentence, []):
        span = timex.span or Span(0, 0)
        opens = span.start >= start and _LEAD_IN.fullmatch(text[start : span.start]) is not None
        following = reading.token_at(span.end) + 1
        if opens and following < len(tokens) and tokens[following].pos not in {"VERB", "AUX"}:
            start = span.end + len(text[span.end :]) - len(text[span.end :].lstrip(" ,\n"))
    return start


def _shown(reading: Reading, span: Span) -> str:
    words = normalise_space(span.of(reading.document.text)).strip(_EDGES)
    words = words.capitalize() if reading.is_upper else words
    return words[:1].upper() + words[1:]


def _clip(title: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return title[:LONGEST].rsplit(" ", 1)[0].rstrip(_EDGES) + " …"
