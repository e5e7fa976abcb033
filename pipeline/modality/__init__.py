"""How the text presents a happening: as fact, plan, denial, supposition, habit, or still going on."""

from __future__ import annotations

from pipeline.analysis.arguments import verb_of
from pipeline.analysis.reading import FINITE, Reading, lemma_of
from pipeline.analysis.trigger import Trigger
from pipeline.modality import cues, governors, speakers
from pipeline.modality.cues import NO_CUE, Cue
from pipeline.modality.governors import is_infinitive
from pipeline.modality.stance import FACT, Stance
from pipeline.model import Modality

__all__ = ["FACT", "Stance", "judge"]

_RANKS = frozenset({"first", "last", "only", "next", "second", "third"})
_BE = frozenset({"is", "are", "am", "'s", "'re", "'m"})
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
    modality, cue = _cue(reading, trigger, verb)
    if modality is not Modality.HAPPENED:
        return Stance(modality, cue=cue)
    if _is_of_anybody(reading, verb):
        return Stance(Modality.HABITUAL, cue="you")
    if _is_announced(reading, trigger):
        return Stance(Modality.PLANNED, cue="to")
    alleged = cues.alleged(reading, trigger, verb)
    speaker = speakers.of_trigger(reading, trigger)
    return Stance(_ahead(reading, trigger), disputed=bool(alleged), speaker=speaker, cue=alleged)


def _cue(reading: Reading, trigger: Trigger, verb: int) -> Cue:
    """The first word that makes it no plain fact: beside it, then what governs it."""
    own = _is_own(reading, trigger, verb)
    found = cues.of_verb(reading, verb) if own else NO_CUE
    if not own and not governors.is_averted(reading, trigger):
        found = cues.of_helpers(reading, verb)
    if found[0] is Modality.HAPPENED and trigger.is_noun:
        found = cues.of_noun(reading, trigger)
    if found[0] is Modality.HAPPENED:
        found = governors.undone(reading, trigger)
    if found[0] is Modality.HAPPENED and own:
        found = _tense(reading, verb)
    return found if found[0] is not Modality.HAPPENED else governors.governed(reading, trigger)


def _is_own(reading: Reading, trigger: Trigger, verb: int) -> bool:
    """Whether what is said of the verb is said of the happening."""
    return trigger.helper is not None or not trigger.is_noun or cues.is_existential(reading, trigger, verb)


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
            speaker = speakers.of_verb(reading, above)
            modality = Modality.HAPPENED if shielded else Modality.DENIED
            return Stance(modality, disputed=True, speaker=speaker, cue=tokens[above].text)
        index = above
    return None


def _is_purpose(reading: Reading, verb: int) -> bool:
    """Whether the verb says what something was for ("built a fortress to close the strait"), not "the first to"."""
    token = reading.parse.tokens[verb]
    if token.dep not in {"advcl", "acl", "relcl"} or not is_infinitive(reading, verb):
        return False
    if _goes_on(reading, token.head):
        return False
    return not any(lemma_of(reading.parse.tokens[index]) in _RANKS for index in reading.subtree(token.head))


def _goes_on(reading: Reading, verb: int) -> bool:
    """Whether a verb is that of "went on to win", who did."""
    tokens = reading.parse.tokens
    particles = (
        cues.word_of(tokens[below]) for below in reading.children[verb] if tokens[below].dep in {"prt", "prep"}
    )
    return lemma_of(tokens[verb]) == "go" and "on" in particles


def _is_due(reading: Reading, verb: int) -> bool:
    """Whether something is to be done ("the summit that he is to host in May")."""
    above = reading.parse.tokens[reading.parse.tokens[verb].head]
    is_bound = reading.parse.tokens[verb].dep == "xcomp" and is_infinitive(reading, verb)
    return is_bound and cues.word_of(above) in _BE


def _tense(reading: Reading, verb: int) -> Cue:
    """Planned for what something was for or is to be, ongoing for "is fighting"."""
    tokens = reading.parse.tokens
    if _is_purpose(reading, verb) or _is_due(reading, verb):
        return Modality.PLANNED, "to"
    auxiliaries = {cues.word_of(tokens[below]) for below in reading.children[verb] if tokens[below].dep == "aux"}
    if tokens[verb].tag == "VBG" and auxiliaries & _BE:
        return Modality.ONGOING, tokens[verb].text
    return NO_CUE


def _ahead(reading: Reading, trigger: Trigger) -> Modality:
    """Habitual if a verb in the present stands with a set of times ("every year"), else happened."""
    tag = reading.parse.tokens[verb_of(reading, trigger)].tag if reading.parse.syntactic else ""
    is_habit = tag in {"VBZ", "VBP"} and trigger.sentence in reading.repeated
    return Modality.HABITUAL if is_habit else Modality.HAPPENED
