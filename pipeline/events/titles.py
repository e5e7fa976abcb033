"""A short title in the text's own words: a trimmed clause, or a noun phrase with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from pipeline.events import pronouns
from pipeline.events.clauses import KEPT_PREPOSITIONS, SUBJECTS, arguments, next_subjects, phrase, subject_of
from pipeline.events.draft import Draft, Trigger
from pipeline.events.reading import Reading, lemma_of
from pipeline.events.rows import EDGES, cell
from pipeline.model import Span, Token
from pipeline.text import normalise_space

LONGEST = 90  # characters
_BARE = 2  # words of a noun that may be too few to understand
_LONG_NAME = 6  # words of a phrase that no longer stands well for a pronoun
_LEAD_IN = re.compile(r"\s*(?:(?:on|in|at|by|during|about|from|around)\s+)?(?:the\s+)?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_TAIL = re.compile(r"\s+(?:and|or|of|in|to|for|with|at|on|by|from|as|the|a|an|,)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|any|some)\s+", re.IGNORECASE)
_AN = re.compile(r"\b([Aa]n?) ([^\W\d_])")
_ENTRY = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|any|some)\s+", re.IGNORECASE)


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
    return _clip(cell(title, trigger.span.of(reading.document.text))) or trigger.span.of(reading.document.text)


def _named_meeting(reading: Reading, draft: Draft) -> str:
    """ "Summit of Kim Jong Un and Vladimir Putin at Vostochny Cosmodrome"."""
    people = [actor for actor in draft.actors if " " in actor][:2]
    if draft.trigger.group != "meeting" or not draft.trigger.is_noun or len(people) < 2:
        return ""
    where = draft.placing.mention
    site = f" at {normalise_space(where.toponym.text)}" if where is not None and draft.placing.rank == 0 else ""
    return f"{draft.trigger.span.of(reading.document.text).capitalize()} of {people[0]} and {people[1]}{site}"


def _noun_title(reading: Reading, trigger: Trigger) -> str:
    kept = phrase(reading, trigger.index, depth=0)
    tokens = reading.parse.tokens
    for below in reading.children[trigger.index]:
        if tokens[below].dep in {"relcl", "acl"} and reading.lexicon.role("consequence", lemma_of(tokens[below])):
            kept |= {below, *arguments(reading, below)}
    kept |= _own_consequence(reading, trigger)
    title = _title(reading, kept)
    if len(title.split()) > _BARE or (len(title.split()) > 1 and not _is_bare_subject(reading, trigger.index, kept)):
        return title
    verb = next((above for above in reading.ancestors(trigger.index) if tokens[above].pos == "VERB"), None)
    if verb is None or not _is_argument(reading, trigger.index):
        return title
    kept |= {verb} | arguments(reading, verb)
    is_told = any(tokens[each].dep in SUBJECTS and tokens[each].head == verb for each in kept)
    return _title(reading, kept) if is_told or tokens[verb].tag not in {"VBD", "VBZ", "VBP"} else ""


def _own_consequence(reading: Reading, trigger: Trigger) -> set[int]:
    """What an event noun did, if the parse gives the verb no other subject ("a fire ... killed three astronauts")."""
    for verb in trigger.also:
        is_told = reading.parse.tokens[verb].tag == "VBD" and verb > trigger.index
        if is_told and reading.child(verb, *SUBJECTS) is None:
            return {verb, *arguments(reading, verb)}
    return set()


def _is_bare_subject(reading: Reading, index: int, kept: Iterable[int]) -> bool:
    """Whether a noun says too little without its verb ("the last explosion was heard on Rodrigues")."""
    tokens = reading.parse.tokens
    return tokens[index].dep in SUBJECTS and all(tokens[each].pos != "PROPN" for each in kept)


def _is_argument(reading: Reading, index: int) -> bool:
    """Whether a noun is an argument of a verb, or stands in a prepositional phrase that a title keeps."""
    tokens = reading.parse.tokens
    above = tokens[tokens[index].head]
    if tokens[index].dep in {"nsubj", "nsubjpass", "dobj"}:
        return True
    return tokens[index].dep == "pobj" and lemma_of(above) in KEPT_PREPOSITIONS and tokens[above.head].pos == "VERB"


def _clause(reading: Reading, trigger: Trigger) -> str:
    """The clause of the happening's verb; empty if it cannot be told without the words around it."""
    verb = trigger.helper if trigger.helper is not None else trigger.index
    tokens = reading.parse.tokens
    if _is_of_which(reading, verb):
        return ""
    kept = {verb, *arguments(reading, verb)}
    while tokens[verb].dep == "xcomp" and tokens[tokens[verb].head].pos == "VERB":
        verb = tokens[verb].head
        kept |= {verb, *arguments(reading, verb)}
    if trigger.is_noun:
        kept |= phrase(reading, trigger.index, depth=0)
        for below in reading.children[trigger.index]:
            if tokens[below].dep == "acl" and below != verb:
                kept |= {below, *arguments(reading, below)}
    is_relative = any(tokens[below].tag in {"WDT", "WP"} for below in reading.children[verb])
    if not is_relative and not any(tokens[index].dep in SUBJECTS and tokens[index].head == verb for index in kept):
        subject = subject_of(reading, verb)
        if not subject and tokens[verb].tag in {"VBD", "VBZ", "VBP"}:
            return ""
        kept |= subject
    return _title(reading, kept - next_subjects(reading, verb), own=True)


def _is_of_which(reading: Reading, verb: int) -> bool:
    """Whether a clause's object, or part of its subject, is a word before it ("missiles, two of which were shot")."""
    tokens = reading.parse.tokens
    if any(tokens[below].dep == "dobj" and tokens[below].tag in {"WP", "WDT"} for below in reading.children[verb]):
        return True
    subject = reading.child(verb, *SUBJECTS)
    part = reading.child(subject, "prep") if subject is not None else None
    whole = reading.child(part, "pobj") if part is not None else None
    return whole is not None and tokens[whole].tag in {"WDT", "WP"}


def _title(reading: Reading, kept: set[int], *, own: bool = False) -> str:
    """The kept words without an article or (unless `own`) a possessive in front or a loose end, with a capital."""
    bare = (_ARTICLE if own else _ENTRY).sub("", _join(reading, kept))
    is_whole = reading.parse.tokens[max(kept)].dep in {"prt", "advmod"}  # "the war went on"
    while not is_whole and _TAIL.search(bare):
        bare = _TAIL.sub("", bare)
    return bare[:1].upper() + bare[1:]


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
    title = _AN.sub(_agreed, normalise_space("".join(words)).strip(EDGES))
    return title[:1].upper() + title[1:]


def _agreed(found: re.Match[str]) -> str:
    """The article before a word that another one stood before ("an offensive", of "a 24-hour offensive")."""
    article, following = found.groups()
    vowel = following in "aeioAEIO"
    if following in "uUhH" or (len(article) > 1) == vowel:
        return found.group()
    return f"{article[0]}{'n' if vowel else ''} {following}"


def _meant(reading: Reading, token: Token, *, leads: bool) -> str:
    """What a pronoun means, in the words of the text, where that is clear; else nothing."""
    tokens = reading.parse.tokens
    owns = token.dep == "poss" and tokens[token.head].dep in SUBJECTS
    if token.pos != "PRON" or not (owns or token.dep in SUBJECTS or token.dep in {"dobj", "dative"}):
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
    inside = [each for each in sorted(phrase(reading, index, depth=2)) if tokens[each].dep != "case"]
    kept = [tokens[each] for each in inside if several or not _is_second(reading, index, each)]
    words = [token.text.lower() if token.pos == "DET" else _cased(reading, token) for token in kept]
    close = [False, *(left.span.end == right.span.start for left, right in pairwise(kept))]
    return "".join(("" if joined else " ") + word for word, joined in zip(words, close, strict=True)).strip()


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
    words = normalise_space(span.of(reading.document.text)).strip(EDGES)
    words = words.capitalize() if reading.is_upper else words
    return words[:1].upper() + words[1:]


def _clip(title: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return title[:LONGEST].rsplit(" ", 1)[0].rstrip(EDGES) + " …"
