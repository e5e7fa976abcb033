"""How the text presents a happening: as fact, plan, denial, supposition, habit, or still going on."""

from __future__ import annotations

from itertools import pairwise

from pipeline.analysis.reading import CONDITIONS, FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.events.arguments import verb_of
from pipeline.events.draft import Stance
from pipeline.model import Modality, Span, Token

_DOUBTFUL = frozenset({"would", "could", "may", "might", "should", "must", "can", "shall"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
_RANKS = frozenset({"first", "last", "only", "next", "second", "third"})
_ONGOING = frozenset({"ongoing", "continuing", "current"})
_HELD_BACK = frozenset({"xcomp", "ccomp", "acl", "pcomp", "advcl", "dobj", "pobj", "nsubj", "nsubjpass", "relcl"})
_PASSING = frozenset(
    {"prep", "pobj", "dobj", "ccomp", "xcomp", "pcomp", "acl", "compound", "conj", "nsubj", "nsubjpass"}
)


def judge(reading: Reading, trigger: Trigger) -> Stance:
    """The stance of the text towards the happening at `trigger`; without syntax, everything happened."""
    if not reading.parse.syntactic:
        return Stance(_ahead(reading, trigger))
    verb = verb_of(reading, trigger)
    denial = _denial(reading, trigger)
    if denial is not None:
        return denial
    for modality, cue in (_own(reading, trigger, verb), _governed(reading, trigger, verb)):
        if modality is not Modality.HAPPENED:
            return Stance(modality, cue=cue)
    if _is_of_anybody(reading, verb):
        return Stance(Modality.HABITUAL, cue="you")
    if _is_announced(reading, trigger):
        return Stance(Modality.PLANNED, cue="to")
    return Stance(_ahead(reading, trigger), speaker=_speaker(reading, trigger))


def _is_of_anybody(reading: Reading, verb: int) -> bool:
    """Whether "you" do it: what anybody does or did ("in the sixties you went to the beach")."""
    subject = reading.child(verb, "nsubj")
    return subject is not None and reading.parse.tokens[subject].text.lower() == "you"


def _is_announced(reading: Reading, trigger: Trigger) -> bool:
    """Whether a headline without a finite verb says what is to come ("Korea to co-host a summit")."""
    tokens = reading.parse.tokens_of(trigger.sentence)
    if any(token.tag in FINITE for token in tokens):
        return False
    ahead = [token for token in tokens if token.tag == "TO" and 0 < token.index <= trigger.index]
    return any(
        reading.parse.tokens[token.index - 1].pos in {"NOUN", "PROPN"}
        and reading.parse.tokens[token.index - 1].sentence == token.sentence
        and reading.parse.tokens[token.index + 1].tag == "VB"
        for token in ahead
        if token.index + 1 < len(reading.parse.tokens)
    )


def _denial(reading: Reading, trigger: Trigger) -> Stance | None:
    """Denied if a verb of denial reaches it; only disputed if a word like "involvement" stands between."""
    tokens = reading.parse.tokens
    shielded = False
    index = trigger.index
    for above in reading.ancestors(trigger.index):
        if tokens[index].dep not in _PASSING:
            return None
        lemma = lemma_of(tokens[above])
        shielded = shielded or reading.lexicon.role("shielding", lemma)
        if reading.lexicon.role("denying", lemma) and tokens[index].dep not in {"nsubj", "nsubjpass"}:
            speaker = _subject_text(reading, above)
            modality = Modality.HAPPENED if shielded else Modality.DENIED
            return Stance(modality, disputed=True, speaker=speaker, cue=tokens[above].text)
        index = above
    return None


def _own(reading: Reading, trigger: Trigger, verb: int) -> tuple[Modality, str]:
    """What the verb's own auxiliaries, negation, conjunction and adverbs say."""
    tokens = reading.parse.tokens
    own = trigger.helper is not None or not trigger.is_noun
    for below in reading.children[verb]:
        child, lemma = tokens[below], lemma_of(tokens[below])
        if child.dep in {"aux", "mark", "neg", "advmod"} and (own or child.dep in {"aux", "mark"}):
            found = _cue(child, lemma, reading, own=own)
            if found is not Modality.HAPPENED:
                return found, child.text
    if trigger.is_noun and any(tokens[below].text.lower() == "no" for below in reading.children[trigger.index]):
        return Modality.DENIED, "no"
    for below in reading.children[trigger.index]:
        if lemma_of(tokens[below]) in _ONGOING and tokens[below].dep == "amod":
            return Modality.ONGOING, tokens[below].text
    if not own:
        return Modality.HAPPENED, ""
    ahead = _is_purpose(reading, verb) or _is_due(reading, verb)
    return (Modality.PLANNED, "to") if ahead else (_tense(reading, verb), tokens[verb].text)


def _is_purpose(reading: Reading, verb: int) -> bool:
    """Whether the verb says what something was for ("built a fortress to close the strait"), not "the first to"."""
    token = reading.parse.tokens[verb]
    if token.dep not in {"advcl", "acl", "relcl"} or not _is_infinitive(reading, verb):
        return False
    return not any(lemma_of(reading.parse.tokens[index]) in _RANKS for index in reading.subtree(token.head))


def _is_due(reading: Reading, verb: int) -> bool:
    """Whether something is to be done ("the summit that he is to host in May")."""
    above = reading.parse.tokens[reading.parse.tokens[verb].head]
    is_bound = reading.parse.tokens[verb].dep == "xcomp" and _is_infinitive(reading, verb)
    return is_bound and above.text.lower() in {"is", "are", "am", "’s", "'s"}


def _cue(child: Token, lemma: str, reading: Reading, *, own: bool) -> Modality:
    text = child.text.lower()
    if text in _FUTURE or lemma == "will":
        return Modality.PLANNED
    if text in _DOUBTFUL or lemma in _DOUBTFUL or (child.dep == "mark" and text in CONDITIONS):
        return Modality.HYPOTHETICAL
    if own and child.dep == "neg":
        return Modality.DENIED if lemma in {"not", "n't", "n’t"} else Modality.HYPOTHETICAL
    if own and reading.lexicon.role("habitual", text):
        return Modality.HABITUAL
    return Modality.HAPPENED


def _tense(reading: Reading, verb: int) -> Modality:
    """Ongoing for "is fighting"; habitual for "in the past" and sets of times."""
    tokens = reading.parse.tokens
    auxiliaries = {tokens[below].text.lower() for below in reading.children[verb] if tokens[below].dep == "aux"}
    if tokens[verb].tag == "VBG" and auxiliaries & {"is", "are", "am"}:
        return Modality.ONGOING
    return Modality.HAPPENED


def _governed(reading: Reading, trigger: Trigger, verb: int) -> tuple[Modality, str]:
    """What the verbs and nouns above say: wishes, plans, conditions, habits."""
    tokens = reading.parse.tokens
    for index, above in pairwise([*_upward(reading, trigger.index)]):
        dep, lemma = tokens[index].dep, lemma_of(tokens[above])
        if dep in {"conj", "advcl", "relcl"} and index != trigger.index:
            break
        if dep in {"nsubj", "nsubjpass", "prep"} and tokens[above].pos in {"VERB", "AUX"}:
            break
        if dep in _HELD_BACK and above != trigger.helper:
            infinite = _is_infinitive(reading, index) or tokens[index].pos in {"NOUN", "PROPN"} or dep == "pcomp"
            found = _governor(reading, lemma, infinite=infinite)
            if found is not Modality.HAPPENED:
                return found, tokens[above].text
    return Modality.HAPPENED, ""


def _upward(reading: Reading, index: int) -> list[int]:
    return [index, *reading.ancestors(index)][:5]


def _is_infinitive(reading: Reading, index: int) -> bool:
    tokens = reading.parse.tokens
    return tokens[index].tag == "VB" or any(tokens[below].tag == "TO" for below in reading.children[index])


def _governor(reading: Reading, lemma: str, *, infinite: bool) -> Modality:
    if lemma == "struggle":
        return Modality.HABITUAL
    if infinite and reading.lexicon.role("planning", lemma):
        return Modality.PLANNED
    if infinite and reading.lexicon.role("irrealis", lemma):
        return Modality.HYPOTHETICAL
    return Modality.HAPPENED


def _ahead(reading: Reading, trigger: Trigger) -> Modality:
    """Habitual if a verb in the present stands with a set of times ("every year"), else happened."""
    tag = reading.parse.tokens[verb_of(reading, trigger)].tag if reading.parse.syntactic else ""
    is_habit = tag in {"VBZ", "VBP"} and trigger.sentence in reading.repeated
    return Modality.HABITUAL if is_habit else Modality.HAPPENED


def _speaker(reading: Reading, trigger: Trigger) -> str:
    """Who tells it: the subject of the verb of saying above."""
    for above in reading.ancestors(trigger.index):
        if reading.lexicon.role("reporting", lemma_of(reading.parse.tokens[above])):
            return _subject_text(reading, above)
    return ""


def _subject_text(reading: Reading, verb: int) -> str:
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if subject is None:
        return ""
    kept = [index for index in reading.subtree(subject) if index - subject <= 0 or _is_close(reading, index, subject)]
    tokens = reading.parse.tokens
    span = Span(tokens[kept[0]].span.start, tokens[kept[-1]].span.end)
    return " ".join(span.of(reading.document.text).split())


def _is_close(reading: Reading, index: int, subject: int) -> bool:
    """Whether a token after the subject's head belongs to its name ("officials of the ministry")."""
    token = reading.parse.tokens[index]
    return index - subject <= 4 and token.dep in {"prep", "pobj", "det", "compound"} and token.pos != "PUNCT"
