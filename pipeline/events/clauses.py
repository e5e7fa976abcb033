"""The words of a clause that a title keeps: its subject, wherever the parse put it, its objects, without dates."""

from __future__ import annotations

from pipeline.events.reading import Reading, lemma_of

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSIDE = frozenset(
    {"amod", "compound", "nummod", "quantmod", "nmod", "poss", "case", "det", "pobj", "prep", "advmod", "conj", "cc",
     "punct", "npadvmod", "hmod", "predet"}
)  # fmt: skip
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "neg", "prt", "dobj", "attr", "oprd", "dative", "agent",
                        "acomp", "prep", "xcomp"})  # fmt: skip
KEPT_PREPOSITIONS = frozenset(
    {"of", "on", "in", "at", "to", "against", "with", "for", "into", "from", "over", "near", "off", "between",
     "by", "as", "outside", "inside", "across", "around", "under", "through", "onto", "toward", "towards", "along",
     "within", "beyond", "below", "beneath", "above", "among", "behind", "past", "aboard", "upon", "beside"}
)  # fmt: skip
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "CCONJ", "PART"})


def arguments(reading: Reading, verb: int) -> set[int]:
    """The tokens of a verb's subject, auxiliaries, objects and two prepositional phrases, trimmed and undated."""
    tokens = reading.parse.tokens
    kept: set[int] = set()
    phrases = 0
    kept |= _completing(reading, verb) | _behind_dateline(reading, verb)
    subjects = [below for below in reading.children[verb] if tokens[below].dep in SUBJECTS]
    for below in reading.children[verb]:
        child = tokens[below]
        if (
            not _is_told(reading, verb, below)
            or child.span.start < reading.dateline_end
            or (below in subjects[:-1] and child.dep in SUBJECTS)
        ):
            continue
        if child.dep == "prep" and below != verb + 1:
            phrases += 1
            if phrases > 2 or below < verb or lemma_of(child) not in KEPT_PREPOSITIONS:
                continue
        if child.dep in SUBJECTS and child.tag in {"WDT", "WP"}:
            kept |= _antecedent(reading, verb, below)
        elif child.dep in {"xcomp", "ccomp"}:
            that = [each for each in reading.children[below] if tokens[each].text.lower() == "that"]
            kept |= {below, *arguments(reading, below), *that[:1]}
        else:
            kept |= phrase(reading, below, depth=0)
    return kept


def _completing(reading: Reading, verb: int) -> set[int]:
    """The word that makes a verb another one, whatever the parse makes of it ("gave way before dawn")."""
    tokens = reading.parse.tokens
    following = tuple(lemma_of(token) for token in tokens[verb + 1 : verb + 2])
    return {verb + 1} if (lemma_of(tokens[verb]), *following) in reading.lexicon.phrases else set()


def _behind_dateline(reading: Reading, verb: int) -> set[int]:
    """The subject that was taken for an apposition of the dateline ("LIMA (Wire) -- Envoys met officials")."""
    tokens = reading.parse.tokens
    lines = [each for each in reading.children[verb] if tokens[each].span.start < reading.dateline_end]
    heads = [below for line in lines if tokens[line].dep in SUBJECTS for below in reading.children[line]]
    named = [each for each in heads if tokens[each].span.start >= reading.dateline_end and tokens[each].dep == "appos"]
    return {each for head in named for each in phrase(reading, head, depth=0)}


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
    if reading.is_dated(noun):  # "was hit on 7 April, which stranded three trains"
        return set()
    last = relative - 1 if tokens[relative - 1].text != "," else relative - 2
    if tokens[relative].text.lower() == "who" and last in reading.subtree(noun) and tokens[last].pos == "PROPN":
        noun = last
        while tokens[noun].dep == "compound":
            noun = tokens[noun].head
    return phrase(reading, noun, depth=1)


def subject_of(reading: Reading, verb: int) -> set[int]:
    """The subject of a verb that the parse gives none: the words before it, else that of the verb it hangs on."""
    first, seen = verb, {verb}
    while True:
        subject = reading.child(verb, *SUBJECTS)
        found = phrase(reading, subject, depth=1) if subject is not None else _words_before(reading, verb)
        if found and verb != first:
            found |= _shared_passive(reading, first, verb)
        above = reading.parse.tokens[verb].head
        if found or above in seen or reading.parse.tokens[verb].dep not in {"conj", "advcl", "xcomp", "acl"}:
            return found
        if reading.parse.tokens[verb].dep == "acl":
            return phrase(reading, above, depth=1)
        seen.add(above)
        verb = above


def _shared_passive(reading: Reading, verb: int, above: int) -> set[int]:
    """The auxiliary that a coordinated participle shares ("was arrested and deported")."""
    tokens = reading.parse.tokens
    is_participle = tokens[verb].dep == "conj" and tokens[verb].tag in {"VBN", "VBD"}
    if not is_participle or tokens[above].tag != "VBN" or reading.child(verb, "dobj", "aux", "auxpass") is not None:
        return set()
    return {below for below in reading.children[above] if tokens[below].dep == "auxpass"}


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


def next_subjects(reading: Reading, verb: int) -> set[int]:
    """The words that the parse gives to this verb, and that are the subject of the next one."""
    tokens = reading.parse.tokens
    found: set[int] = set()
    for below in reading.children[verb]:
        is_verb = tokens[below].dep == "conj" and tokens[below].pos == "VERB" and below > verb
        if is_verb and reading.child(below, *SUBJECTS) is None:
            words = _words_before(reading, below)
            found |= words | ({min(words) - 1} if words and min(words) - 1 > verb else set())
    return found


def phrase(reading: Reading, head: int, *, depth: int) -> set[int]:
    """A noun or prepositional phrase without its clauses, appositions and dates; `depth` counts prepositions in."""
    tokens = reading.parse.tokens
    kept = {head, *_name_after(reading, head)}
    for below in reading.children[head]:
        child = tokens[below]
        is_name = child.dep == "appos" and child.pos in {"PROPN", "VERB"} and _is_close(reading, head, below)
        if (child.dep not in _INSIDE and not is_name) or _is_dated(reading, below):
            continue
        if child.dep == "prep" and (depth > 1 or lemma_of(child) not in KEPT_PREPOSITIONS):
            continue
        if child.dep in {"advmod", "npadvmod"} and below > head and tokens[min(reading.subtree(below)) - 1].text == ",":
            continue
        if child.dep == "punct" and child.text not in {"-", "'", "’", "&"}:
            continue
        kept |= phrase(reading, below, depth=depth + (child.dep == "prep"))
    left = tokens[min(kept) - 1]  # "Said Pasha": a name that was taken for the verb
    if tokens[head].pos == "PROPN" and left.dep == "ROOT" and left.text[:1].isupper() and left.index < min(kept):
        kept.add(left.index)
    return kept


def _is_close(reading: Reading, head: int, name: int) -> bool:
    """Whether a name follows its noun without a comma ("the container ship Ever Given")."""
    between = reading.parse.tokens[head + 1 : name]
    return head < name <= head + 3 and all(token.pos not in {"PUNCT", "ADP"} for token in between)


def _name_after(reading: Reading, head: int) -> list[int]:
    """The capitalised words right after a common noun, whatever the parse makes of them ("the ship Ever Given")."""
    tokens = reading.parse.tokens
    if tokens[head].pos != "NOUN" or reading.is_upper:
        return []
    end = head + 1
    while end < len(tokens) and tokens[end].text[:1].isupper() and not reading.is_dated(end):
        end += 1
    same = [index for index in range(head + 1, end) if tokens[index].sentence == tokens[head].sentence]
    return same if len(same) > 1 or (same and tokens[same[0]].dep == "appos") else []


def _is_dated(reading: Reading, index: int) -> bool:
    token = reading.parse.tokens[index]
    inner = reading.child(index, "pobj") if token.dep == "prep" else None
    return reading.is_dated(index) or (inner is not None and reading.is_dated(inner))
