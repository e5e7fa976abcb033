"""Which words of a document name happenings: event nouns and verbs of the lexicon, in the contexts where they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.events import rows, senses
from pipeline.events.draft import Trigger
from pipeline.events.folding import fold
from pipeline.events.leads import lead_verb
from pipeline.events.reading import Reading, is_fine, lemma_of
from pipeline.events.stamps import is_stamp
from pipeline.model import Token

_FRAMES = frozenset({"war", "rebellion", "campaign", "crusade", "protest", "crisis", "scandal"})  # rather than events
_OTHER_STRENGTH = 0.6
_CLOSE = frozenset({"nsubj", "nsubjpass", "dobj", "xcomp", "ccomp", "conj", "advcl"})
_PAST = frozenset({"VBD", "VBN"})
_HEADS = _PAST | {"VBZ", "VBP", "NNS"}  # of a headline: "Minister lands in Lima" is often read as two nouns
_LEADING = 2  # sentences of news: its headline, or its first sentence
_POSTURES = frozenset({"stand", "sit", "lie"})  # states, but happenings on a day of their own


def find(reading: Reading) -> list[Trigger]:
    """The triggers of the document in text order; a verb that only supports an event noun is folded into it."""
    found: list[Trigger] = []
    lead = lead_verb(reading)
    for sentence, (first, last) in enumerate(reading.parse.bounds):
        line = reading.parse.sentences[sentence].of(reading.document.text)
        if is_stamp(line) or rows.is_heading(line):
            continue
        if sentence <= _LEADING and not reading.is_narrative and reading.is_signature(sentence):
            continue
        tokens = reading.parse.tokens[first:last]
        candidates = [trigger for token in tokens if (trigger := _at(reading, token)) is not None]
        candidates = fold(reading, candidates) if reading.parse.syntactic else _strongest(candidates)
        if all(trigger.label for trigger in candidates):
            told = [*_told(reading, sentence)]
            candidates = [*candidates, *told] if told else [replace(trigger, label=False) for trigger in candidates]
        elif _leaves_main_verb(reading, sentence, candidates):
            candidates = sorted([*candidates, *_told(reading, sentence)], key=lambda trigger: trigger.index)
        if lead is not None and reading.parse.tokens[lead].sentence == sentence:
            candidates = _with_lead(reading, candidates, lead)
        found.extend(candidates)
    return found


def _with_lead(reading: Reading, candidates: list[Trigger], lead: int) -> list[Trigger]:
    """The triggers of the lead of news, with its main verb among them, listed or not."""
    token = reading.parse.tokens[lead]
    lends = any(reading.lexicon.role(role, lemma_of(token)) for role in ("aspect", "support"))
    below = {reading.parse.tokens[trigger.index].head for trigger in candidates}
    told = {lead, reading.child(lead, *senses.SUBJECTS)}  # "the election passed off calmly" is the election
    if any(told & set(trigger.anchors) for trigger in candidates) or (lends and lead in below):
        return candidates
    return sorted([*candidates, _other(reading, token)], key=lambda trigger: trigger.index)


def _at(reading: Reading, token: Token) -> Trigger | None:
    if reading.is_dated(token.index):
        return None
    lemma = lemma_of(token)
    lexicon = reading.lexicon
    if senses.phrased(reading, reading.parse.tokens[token.head], token.index):  # "caught fire" is one happening
        return None
    if token.pos in {"NOUN", "PROPN"} or not reading.parse.syntactic:
        noun = lemma if lemma in lexicon.nouns else _singular(lemma, reading)
        if noun in lexicon.nouns and senses.is_noun_here(reading, token, noun):
            return _trigger(reading, token, noun, is_noun=True)
    if token.pos == "VERB" or not reading.parse.syntactic:
        verb = _base(lemma, reading)
        kind = senses.phrased(reading, token)
        if kind:
            return replace(_other(reading, token), type=kind, strength=1.0)
        if verb in lexicon.verbs and senses.is_verb_here(reading, token, verb):
            return _trigger(reading, token, verb, is_noun=False)
    return None


def _trigger(reading: Reading, token: Token, lemma: str, *, is_noun: bool) -> Trigger:
    lexicon = reading.lexicon
    group = lexicon.group_of(lemma)
    bearer = token.head if is_noun and token.dep == "compound" and lexicon.role("storms", lemma) else token.index
    found = Trigger(
        index=bearer,
        sentence=token.sentence,
        span=token.span,
        lemma=lemma,
        type=(lexicon.nouns if is_noun else lexicon.verbs)[lemma],
        group=group,
        is_noun=is_noun,
        strength=senses.strength(reading, token, lemma, is_noun=is_noun),
        label=group in _FRAMES and token.span.end <= reading.label_end(token.sentence),
        passing=is_noun and reading.parse.syntactic and senses.is_passing(reading, token),
    )
    return replace(found, type=senses.retyped(reading, found))


def _singular(lemma: str, reading: Reading) -> str:
    """The listed noun that `lemma` is the plural of, for parses without lemmas and mistagged capitals."""
    for ending, stem in (("s", ""), ("es", ""), ("ies", "y")):
        if lemma.endswith(ending) and lemma[: -len(ending)] + stem in reading.lexicon.nouns:
            return lemma[: -len(ending)] + stem
    return lemma


def _base(lemma: str, reading: Reading) -> str:
    """The listed verb that `lemma` is: in American spelling, or a regular form of it for parses without lemmas."""
    verbs = reading.lexicon.verbs
    if lemma in verbs:
        return lemma
    if lemma.endswith("ise") and lemma[:-3] + "ize" in verbs:
        return lemma[:-3] + "ize"
    for ending in ("ed", "d", "ing", "s", "es"):
        stem = lemma[: -len(ending)] if lemma.endswith(ending) else ""
        for verb in (stem, stem + "e", stem[:-1]):
            if len(verb) > 2 and verb in verbs:
                return verb
    return lemma


def _strongest(candidates: list[Trigger]) -> list[Trigger]:
    """Without syntax: the likeliest word of the sentence, the first of equals."""
    return sorted(candidates, key=lambda trigger: (-trigger.strength, trigger.index))[:1]


def _leaves_main_verb(reading: Reading, sentence: int, candidates: list[Trigger]) -> bool:
    """Whether the dated main verb of an account is another happening than all that were found.

    "In 1854 the ruler granted him a concession to build a canal": the granting is what happened.
    """
    if not reading.parse.syntactic or not (reading.is_narrative or sentence in reading.headline):
        return False
    tokens = reading.parse.tokens
    head = _main_verb(reading, sentence)
    told = {index for trigger in candidates for index in trigger.anchors}
    if head is None or head.index in told or head.span.start < reading.label_end(sentence):
        return False
    deps = {tokens[index].dep for index in told if tokens[index].head == head.index}
    if sentence in reading.headline:
        return head.tag in _HEADS and not deps & {*senses.SUBJECTS, "dobj"}
    if head.tag not in _PAST or any(reading.lexicon.role(role, lemma_of(head)) for role in ("aspect", "support")):
        return False
    if sentence in reading.line_sentences or deps & _CLOSE:
        return not deps & _CLOSE
    dates = reading.dates_by_sentence.get(sentence, [])
    heads = [reading.head_of(timex.span) for timex in dates if timex.span is not None and is_fine(timex.value)]
    return any(_verb_above(reading, index) == head.index for index in heads)


def _main_verb(reading: Reading, sentence: int) -> Token | None:
    """The word that heads a sentence; the finite clause below it where a name or adjective was taken for the verb.

    "Said Pasha granted ...", "enslaved people rose ...": parsed as if somebody said or enslaved that they did.
    """
    tokens = reading.parse.tokens
    head = next((token for token in reading.parse.tokens_of(sentence) if token.dep == "ROOT"), None)
    if head is None or head.tag not in {"VBD", "VBN"} or head.index + 1 >= len(tokens):
        return head
    subjects = [index for index in reading.children[head.index] if tokens[index].dep in senses.SUBJECTS]
    if not all(reading.is_dated(index) for index in subjects):
        return head
    told = reading.child(head.index, "ccomp")
    if told is None or tokens[told].tag != "VBD" or reading.child(told, "mark") is not None:
        return head
    follows = tokens[head.index + 1].pos in {"NOUN", "PROPN"} and reading.child(told, "nsubj") == head.index + 1
    return tokens[told] if follows else head


def _verb_above(reading: Reading, index: int) -> int | None:
    return next((each for each in reading.ancestors(index) if reading.parse.tokens[each].pos in {"VERB", "AUX"}), None)


def _told(reading: Reading, sentence: int) -> Iterator[Trigger]:
    """The word that says what happened in a dated sentence without a word of the lexicon in its usual place.

    A listed verb that was tagged as a noun, else the main verb, else (in a line that opens with its date) whatever
    heads the sentence.
    """
    is_line = sentence in reading.line_sentences or sentence in reading.headline
    leads = sentence < _LEADING and not reading.is_narrative  # a headline tells what the news is
    if not reading.parse.syntactic or not (is_line or leads or sentence in reading.dates_by_sentence):
        return
    heading = reading.label_end(sentence)
    words = [token for token in reading.parse.tokens_of(sentence) if not reading.is_dated(token.index)]
    tokens = [token for token in words if token.span.start >= heading]
    main = _main_verb(reading, sentence)
    head = next((token for token in tokens if token == main and _is_head(reading, token, is_line=is_line)), None)
    for token in tokens if is_line and (head is None or head.pos not in {"VERB", "AUX"}) else ():
        verb = _base(lemma_of(token), reading)
        if verb in reading.lexicon.verbs and token.pos in {"NOUN", "ADJ", "PROPN", "VERB"} and token.text[:1].islower():
            yield replace(_trigger(reading, token, verb, is_noun=False), strength=0.8)
            return
    if head is not None:
        yield _other(reading, head)


def _other(reading: Reading, head: Token) -> Trigger:
    """A word of no list that says what happened."""
    lemma = lemma_of(head)
    group = reading.lexicon.group_of(lemma)
    span, sentence = head.span, head.sentence
    other = Trigger(head.index, sentence, span, lemma, "other", group, is_noun=False, strength=_OTHER_STRENGTH)
    return replace(other, type=senses.retyped(reading, other))


def _is_head(reading: Reading, token: Token, *, is_line: bool) -> bool:
    """Whether the head of a sentence says that something happened."""
    lemma = lemma_of(token)
    fine = any(is_fine(timex.value) for timex in reading.dates_by_sentence.get(token.sentence, []))
    stative = reading.lexicon.role("states", lemma) and not (lemma in _POSTURES and fine)
    stative = stative or reading.lexicon.role("reporting", lemma)
    stative = stative or (reading.is_narrative and token.tag in {"VBP", "VBZ"})  # "historians take that day as ..."
    return token.pos != "PUNCT" and (is_line or (token.pos == "VERB" and not stative))
