"""Who took part, how many were killed or hurt, how long it lasted."""

from __future__ import annotations

import re

from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.model import Span

_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "poss", "dative"})
_PARTNERS = frozenset({"by", "with", "between", "of", "against", "for"})
_LAST = re.compile(r"\b(?:last|lasted|lasting|lasts|long|continued|for)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_MODS = {"over": "MORE_THAN", "more than": "MORE_THAN", "at least": "EQUAL_OR_MORE", "nearly": "LESS_THAN",
         "almost": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "about": "APPROX", "some": "APPROX",
         "around": "APPROX", "roughly": "APPROX"}  # fmt: skip
_APPROXIMATE = re.compile(rf"\b({'|'.join(_MODS)})\s+$", re.IGNORECASE)
_NUMBER = (
    r"(?:at least |about |some |more than |over |nearly |almost |up to |as many as )?"
    r"(?P<number>\d[\d,.]*(?: (?:million|thousand))?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|twenty|thirty|forty|fifty|dozens|scores|hundreds|tens of thousands|hundreds of thousands|thousands)"
    r"(?:-[a-z]+| dozen| hundred| thousand)?)"
)
_FATE = r"killed|dead|died|wounded|injured|hurt|missing|arrested|displaced|homeless|drowned|captured|executed"
_SUFFERED = re.compile(
    rf"\b{_NUMBER} (?:of )?(?:(?!(?:{_FATE}|and|but)\b)[\w'’-]+ ){{0,4}}?"
    rf"(?:were |was |are |have been |had been |being )?(?P<fate>{_FATE})\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"\b(?P<fate>kill|wound|injur|drown|arrest|displac|execut|captur)(?:e|es|s|ing|ed|d)? {_NUMBER}\b", re.IGNORECASE
)
_FATES = {"kill": "killed", "wound": "wounded", "injur": "injured", "drown": "drowned", "arrest": "arrested",
          "displac": "displaced", "execut": "executed", "captur": "captured", "died": "killed",
          "dead": "killed"}  # fmt: skip


def actors(reading: Reading, trigger: Trigger) -> tuple[str, ...]:
    """The names of persons, groups, organisations and states that the happening's words govern, in text order."""
    if not reading.parse.syntactic:
        return ()
    roots = set(trigger.anchors)
    if not trigger.is_noun and reading.child(trigger.index, "nsubj", "nsubjpass") is None:
        verb = reading.parse.tokens[trigger.index]  # "welcomed Kim and emphasized ..." share their subject
        roots |= {verb.head} if verb.dep == "conj" else set()
    if trigger.is_noun and trigger.group == "meeting":  # "In a summit ..., Kim has expressed support for Putin"
        roots |= set(reading.ancestors(trigger.index))
    found: dict[str, None] = {}
    for span, label in reading.entities_by_sentence.get(trigger.sentence, []):
        if (
            label in _NAMED
            and span.start >= reading.label_end(trigger.sentence)
            and _takes_part(reading, span, label, roots, meets=trigger.is_noun and trigger.group == "meeting")
        ):
            found.setdefault(_name(reading, span, label))
    return tuple(name for name in found if name)


def _takes_part(reading: Reading, span: Span, label: str, roots: set[int], *, meets: bool) -> bool:
    tokens = reading.parse.tokens
    head = reading.head_of(span)
    token = tokens[head]
    if meets:
        return label == "PERSON" and not reading.has_place(head) and _is_in_clause(reading, head, roots)
    above = token.head
    if token.dep == "conj":
        above, token = tokens[above].head, tokens[above]
    is_place = label == "GPE" or reading.has_place(head)
    if is_place and token.dep in {"dobj", "nsubjpass", "dative", "poss"}:
        return False
    if is_place and token.dep == "pobj" and lemma_of(tokens[above]) not in {"by", "between", "with", "against"}:
        return False
    if token.dep in _ARGUMENTS and above in roots:
        return True
    if token.dep == "pobj" and lemma_of(tokens[above]) in _PARTNERS and tokens[above].head in roots:
        return True
    return (
        token.dep in {"amod", "compound", "nmod", "poss"}
        and tokens[above].dep in _ARGUMENTS
        and (tokens[above].head in roots and label != "GPE")
    )


def _is_in_clause(reading: Reading, head: int, roots: set[int]) -> bool:
    """Whether no clause of its own lies between the name and the happening."""
    index = head
    for above in reading.ancestors(head):
        if reading.parse.tokens[index].dep in {"relcl", "acl", "advcl", "ccomp"}:
            return False
        if above in roots:
            return True
        index = above
    return False


def _name(reading: Reading, span: Span, label: str) -> str:
    name = re.sub(r"['’]s$", "", reading.shown(span)).strip()
    name = re.sub(r"^[Tt]he ", "", name)
    return reading.full_name(name) if label == "PERSON" else name


def counts(reading: Reading, sentence: int) -> tuple[str, ...]:
    """How many were killed, wounded ..., as "19 killed", in the words of the sentence."""
    span = reading.parse.sentences[sentence]
    text = span.of(reading.document.text).replace("\n", " ")
    found: dict[str, None] = {}
    for match in [*_SUFFERED.finditer(text), *_DONE.finditer(text)]:
        if reading.is_dated(reading.token_at(span.start + match.start("number"))):
            continue
        fate = match["fate"].lower()
        found.setdefault(f"{match['number'].lower().rstrip('.,')} {_FATES.get(fate, fate)}")
    return tuple(found)


def duration(reading: Reading, trigger: Trigger) -> str:
    """How long it lasted: the TIMEX3 duration said of it, with its `mod` after a blank ("PT4H MORE_THAN")."""
    sentence = reading.parse.sentences[trigger.sentence]
    for timex in reading.durations.get(trigger.sentence, ()):
        if timex.span is None:
            continue
        ahead = reading.document.text[max(sentence.start, timex.span.start - 40) : timex.span.start]
        if _LAST.search(ahead) is not None and _is_about(reading, trigger, timex.span):
            mod = timex.mod or _approximation(ahead)
            return f"{timex.value} {mod}" if mod else timex.value
    return ""


def _approximation(ahead: str) -> str:
    """The TIMEX3 `mod` that the words before a duration give ("over four hours": MORE_THAN)."""
    found = _APPROXIMATE.search(ahead)
    return next((mod for word, mod in _MODS.items() if found is not None and found[1].lower() == word), "")


def _is_about(reading: Reading, trigger: Trigger, span: Span) -> bool:
    if not reading.parse.syntactic:
        return 0 <= span.start - trigger.span.end < 60
    above = {reading.head_of(span), *reading.ancestors(reading.head_of(span))}
    return bool(above & set(trigger.anchors))
