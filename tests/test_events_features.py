"""Features of candidates: every one on a small text, with a value that another rule would change."""

from __future__ import annotations

import math

import pytest

from pipeline import events
from pipeline.analysis.lexicon import english
from pipeline.events import features
from pipeline.events.features import DEPENDENCIES, TENSES, code, of_trigger, tense
from pipeline.model import DocumentKind, Modality
from pipeline.structure import BlockKind
from tests.events_fixture import LIMA, LISBON, header_date
from tests.events_reading import at, evidence

STORY = (
    "Dam bursts above the town\n\n"
    'The water killed two men in Lima on 3 May 2019. "It rained in 2018." Did we see it? '
    "The flood was the worst since 2010 in Lisbon.\n\n- 4 May 2019: Rescuers dug through the town."
)
DATES = {"3 May 2019": "2019-05-03", "2018": "2018", "2010": "2010", "4 May 2019": "2019-05-04"}


@pytest.fixture(scope="module")
def story() -> dict[str, features.Features]:
    found = evidence(
        STORY, dates=DATES, places={"Lima": LIMA, "Lisbon": LISBON}, dct=header_date("2019-05-05"),
        kind=DocumentKind.REPORT,
    )  # fmt: skip
    return {trigger.span.of(STORY): of_trigger(found, trigger) for trigger in found.triggers}


BLOCKS, KINDS, MODALITIES = list(BlockKind), list(DocumentKind), list(Modality)


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("bursts", "sentence", 0),
        ("dug", "sentence", 6),
        ("dug", "relative_position", 6 / 7),
        ("dug", "sentences", 7),
        ("bursts", "block", BLOCKS.index(BlockKind.TITLE)),
        ("killed", "block", BLOCKS.index(BlockKind.PARAGRAPH)),
        ("dug", "block", BLOCKS.index(BlockKind.ENTRY)),
        ("bursts", "paragraph", 0),
        ("killed", "paragraph", 1),
        ("dug", "paragraph", 2),
        ("bursts", "from_opening", -1),
        ("killed", "from_opening", 0),
        ("rained", "from_opening", 1),
        ("killed", "headings", 0),
        ("killed", "kind", KINDS.index(DocumentKind.REPORT)),
        ("killed", "has_document_date", True),
        ("killed", "is_english", True),
        ("rained", "is_quoted", True),
        ("killed", "is_quoted", False),
        ("killed", "dates", 1),
        ("killed", "days", 1),
        ("rained", "days", 0),
        ("rained", "dates", 1),
        ("killed", "places", 1),
        ("rained", "places", 0),
        ("killed", "candidates", 1),
        ("was", "candidates", 2),
        ("flood", "order", 0),
        ("was", "order", 1),
        ("bursts", "sentence_words", 5),
        ("see", "is_asked", True),
        ("killed", "is_asked", False),
        ("see", "first_person", True),
        ("killed", "first_person", False),
        ("killed", "numbers", 1),
        ("rained", "numbers", 0),
        ("bursts", "is_title_word", True),
        ("dug", "is_title_word", False),
    ],
)
def test_where_a_candidate_stands(story: dict[str, features.Features], word: str, name: str, value: float) -> None:
    assert story[word][name] == pytest.approx(value)


def test_what_a_sentence_shares_with_title_and_opening() -> None:
    text = "Dam bursts\n\nThe water rose. The dam fell. It thawed."
    found = evidence(text)
    rarity = found.rarity
    assert rarity["dam"] == pytest.approx(math.log(5 / 2)) and rarity["burst"] == pytest.approx(math.log(5))
    title = sum(rarity[word] for word in ("dam", "burst", "water", "rise"))
    row = of_trigger(found, at(found, "fell"))
    assert row["title_overlap"] == pytest.approx(rarity["dam"] / (1 + title))
    assert row["rarity"] == pytest.approx((rarity["dam"] + rarity["fall"]) / 3)
    assert of_trigger(found, at(found, "thawed"))["title_overlap"] == 0


def test_long_texts_and_sentences_are_cut_off() -> None:
    text = "It rained. " * 70 + "It " + "very " * 70 + "slowly thawed."
    found = evidence(text)
    row = of_trigger(found, at(found, "thawed"))
    assert (row["sentence"], row["sentences"], row["from_opening"], row["sentence_words"]) == (40, 60, 40, 60)


def test_an_entry_is_dated_and_headings_count() -> None:
    text = "# Strikes\n\n## Lima\n\n3 May 2019: Workers struck.\n\nIt rained."
    found = evidence(text, dates={"3 May 2019": "2019-05-03"})
    assert of_trigger(found, at(found, "struck"))["is_dated_entry"]
    assert of_trigger(found, at(found, "struck"))["headings"] == 2
    assert not of_trigger(found, at(found, "rained"))["is_dated_entry"]
    assert not of_trigger(found, at(found, "rained"))["has_document_date"]


def word(text: str, trigger: str) -> features.Features:
    found = evidence(text)
    return of_trigger(found, at(found, trigger))


@pytest.mark.parametrize(
    ("text", "trigger", "name", "value"),
    [
        ("The earthquake killed two men.", "earthquake", "type", features.TYPES.index("disaster")),
        ("It rained.", "rained", "type", features.TYPES.index("other")),
        ("The earthquake killed two men.", "earthquake", "is_noun", True),
        ("The earthquake killed two men.", "killed", "is_noun", False),
        ("The earthquake killed two men.", "earthquake", "is_listed", True),
        ("It rained.", "rained", "is_listed", False),
        ("The earthquake killed two men.", "earthquake", "weight", english().weight["disaster"]),
        ("Rebels will attack the town.", "attack", "modality", MODALITIES.index(Modality.PLANNED)),
        ("The general denied any role in the attack.", "attack", "is_disputed", True),
        ("Rebels attacked.", "attacked", "is_disputed", False),
        ("The earthquake killed two men.", "earthquake", "dependency", DEPENDENCIES.index("nsubj")),
        ("The earthquake killed two men.", "killed", "pos", 0),
        ("The earthquake killed two men.", "earthquake", "pos", 1),
        ("The earthquake killed two men.", "killed", "tag", 0),
        ("They held a summit.", "summit", "has_helper", True),
        ("They praised a summit.", "summit", "has_helper", False),
        ("The earthquake killed two men.", "killed", "depth", 0),
        ("The earthquake killed two men.", "earthquake", "depth", 1),
        ("Barack Obama left.", "left", "subject", 0),
        ("The guard left.", "left", "subject", -1),
        ("Leave!", "Leave", "subject", -2),
        ("They left.", "left", "subject_pos", 5),
        ("The guard left.", "left", "subject_pos", 1),
        ("Leave!", "Leave", "subject_pos", -2),
        ("Rebels killed Barack Obama.", "killed", "object", 0),
        ("Rebels killed a guard.", "killed", "object", -1),
        ("Rebels fled.", "fled", "object", -2),
        ("Rebels fled.", "fled", "children", 2),
        ("Rebels fled to the north in May.", "fled", "prepositions", 2),
        ("Rebels did not flee.", "flee", "is_negated", True),
        ("Rebels fled.", "fled", "is_negated", False),
        ("The earthquake killed two men.", "earthquake", "is_definite", True),
        ("An earthquake killed two men.", "earthquake", "is_definite", False),
        ("An earthquake killed two men.", "earthquake", "is_indefinite", True),
        ("The earthquake killed two men.", "earthquake", "is_indefinite", False),
        ("They left because rebels came.", "came", "mark", True),
        ("They left because rebels came.", "left", "mark", False),
        ("Two men were killed.", "killed", "is_passive", True),
        ("Rebels killed two men.", "killed", "is_passive", False),
        ("Police said that rebels fled.", "said", "is_reporting", True),
        ("Police said that rebels fled.", "fled", "is_reporting", False),
        ("Police said that rebels fled.", "fled", "under_reporting", True),
        ("Police said that rebels fled.", "said", "under_reporting", False),
        ("They held a summit.", "summit", "under_support", True),
        ("They praised a summit.", "summit", "under_support", False),
        ("They held a summit.", "held", "is_support", True),
        ("They held a summit.", "summit", "under_candidate", True),
        ("They held a summit.", "held", "under_candidate", False),
        ("The incident shocked them.", "incident", "is_anaphors", True),
        ("The acceptance shocked them.", "acceptance", "is_actions", True),
        ("They planned to leave.", "planned", "is_planning", True),
    ],
)
def test_what_a_candidate_is(text: str, trigger: str, name: str, value: float) -> None:
    assert word(text, trigger)[name] == value


def test_an_unlisted_word_is_light_and_a_row_without_a_parse_short() -> None:
    found = evidence("Die Flut kam.", language="de", model="")
    row = of_trigger(found, found.triggers[0])
    assert not row["is_english"] and "children" not in row and "is_reporting" not in row
    assert row["tense"] == 0


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Rebels fled.", "fled", "past"),
        ("Rebels have fled.", "fled", "perfect"),
        ("Rebels had fled.", "fled", "pluperfect"),
        ("Rebels will flee.", "flee", "future"),
        ("The guard leaves.", "leaves", "present"),
        ("Two men were killed.", "killed", "past"),
        ("Two men are killed.", "killed", "present"),
        ("They tried to flee.", "flee", "participle"),
        ("They held a summit.", "summit", "past"),
        ("They had held a summit.", "summit", "pluperfect"),
        ("They will leave after a summit.", "summit", "future"),
    ],
)
def test_the_tense_is_that_of_the_verb_that_counts(text: str, trigger: str, name: str) -> None:
    found = evidence(text)
    assert TENSES[tense(found, at(found, trigger))] == name


def test_an_unknown_category_is_minus_one() -> None:
    assert (code("b", ("a", "b")), code("c", ("a", "b"))) == (1, -1)


def test_types_are_those_of_the_lexicon() -> None:
    assert english().types == features.TYPES == events.TYPES


GOVERNED = (
    "Storm hits Lima\n\n"
    "The minister announced on 3 May 2019 that a storm killed two men in Lima. The council held an election."
)


@pytest.fixture(scope="module")
def governed() -> dict[str, features.Features]:
    found = evidence(GOVERNED, dates={"3 May 2019": "2019-05-03"}, places={"Lima": LIMA}, dct=header_date("2019-05-05"))
    return {trigger.span.of(GOVERNED): of_trigger(found, trigger) for trigger in found.triggers}


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("killed", "clause", features.CLAUSES.index("ccomp")),
        ("announced", "clause", features.CLAUSES.index("ROOT")),
        ("announced", "governor_type", -2),
        ("killed", "candidates_above", 1),
        ("announced", "candidates_above", 0),
        ("killed", "candidates_below", 1),  # the storm
        ("announced", "candidates_below", 0),  # what is announced is another clause
        ("storm", "determiner", features.DETERMINERS.index("a")),
        ("killed", "object_is_candidate", False),
        ("held", "object_is_candidate", True),
        ("storm", "is_in_title", True),
        ("election", "is_in_title", False),
        ("killed", "pasts", 2),
        ("killed", "dates_a_sentence", 1 / 3),
        ("killed", "dated_sentences", 1 / 3),
        ("killed", "days_among_dates", 1.0),
        ("killed", "days_told", 0.0),
        ("announced", "trigger_offset", len("The minister ")),
    ],
)
def test_what_a_clause_and_the_document_tell(
    governed: dict[str, features.Features], word: str, name: str, value: float
) -> None:
    assert governed[word][name] == pytest.approx(value)


def test_a_sentence_without_a_parse_is_seen_by_its_words() -> None:
    text = "Am 3. Mai zerstörte ein Erdbeben in Lima 20 Häuser. Es war ruhig."
    found = evidence(text, language="de")
    first, second = (of_trigger(found, trigger) for trigger in found.triggers)
    assert (first["event_words"], second["event_words"]) == (1, 0)
    assert first["sentence_type"] == features.TYPES.index("disaster")
    assert second["sentence_type"] == -2
    assert first["figures"] == 2
    assert first["names"] > second["names"] == 0
    parsed = evidence("Rebels came.")
    assert "event_words" not in of_trigger(parsed, parsed.triggers[0])


@pytest.mark.parametrize(
    ("known", "names"),
    [
        (
            features.TYPES,
            "conflict attack disaster accident diplomacy agreement politics protest justice economy science culture "
            "life founding movement statement other",
        ),
        (
            DEPENDENCIES,
            "ROOT nsubj nsubjpass dobj pobj poss compound npadvmod appos conj amod nmod nummod advmod attr pcomp dep "
            "prep advcl relcl ccomp xcomp acl parataxis",
        ),
        (
            features.PREPOSITIONS,
            "in on at near to from of by outside between across into off around through for with and against since "
            "until before after during over within as last next this than ( ,",
        ),
        (TENSES[1:], "past perfect pluperfect present future participle"),
        (features.CLAUSES, "ROOT advcl relcl ccomp xcomp acl conj parataxis csubj pcomp"),
        (features.DETERMINERS[1:], "the a an this that his their its no another any some her"),
        (features.ENTITIES, "PERSON ORG GPE NORP CARDINAL LOC FAC DATE EVENT"),
        (features._POS, "VERB NOUN PROPN AUX ADJ"),
        (features._TAGS, "VBD VBN VBZ VBP VBG VB NN NNS NNP"),
    ],
)
def test_the_trained_weights_know_categories_by_these_numbers(known: tuple[str, ...], names: str) -> None:
    assert list(known) == names.split()  # another order, or another name, needs another training


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("killed", "places_a_sentence", 2 / 7),
        ("killed", "candidates_a_sentence", 7 / 7),
        ("killed", "quotes_a_sentence", 2 / 7),
        ("killed", "dates_a_sentence", 4 / 7),
        ("killed", "days_among_dates", 2 / 4),
        ("killed", "presents", 0),
    ],
)
def test_how_dense_the_account_is(story: dict[str, features.Features], word: str, name: str, value: float) -> None:
    found = evidence(STORY)
    expected = len(found.triggers) / 7 if name == "candidates_a_sentence" else value
    assert story[word][name] == pytest.approx(expected)


def test_the_time_that_is_told_is_that_between_its_first_and_last_date() -> None:
    found = evidence("It rained on 3 May 2019. It blew on 5 May 2019.", dates={
        "3 May 2019": "2019-05-03", "5 May 2019": "2019-05-05",
    })  # fmt: skip
    assert of_trigger(found, found.triggers[0])["days_told"] == pytest.approx(math.log(3))
    assert of_trigger(evidence("It rained."), evidence("It rained.").triggers[0])["days_told"] == 0


def test_words_of_other_sentences_are_repeated() -> None:
    found = evidence("The dam fell. The dam held. The dam broke.")
    assert of_trigger(found, at(found, "held"))["repeated"] == pytest.approx(2 / 3)  # "dam" twice more; of two words


@pytest.mark.parametrize(
    ("text", "trigger", "name", "value"),
    [
        ("His strike failed.", "strike", "determiner", "his"),
        ("Their strike failed.", "strike", "determiner", "their"),
        ("No strike failed.", "strike", "determiner", "no"),
        ("Another strike failed.", "strike", "determiner", "another"),
        ("Strikes failed.", "Strikes", "determiner", ""),
    ],
)
def test_the_determiner(text: str, trigger: str, name: str, value: str) -> None:
    assert word(text, trigger)[name] == features.DETERMINERS.index(value)


@pytest.mark.parametrize(
    ("text", "trigger", "name", "value"),
    [
        ("He is a bishop.", "is", "pos", 3),
        ("The guard leaves.", "leaves", "tag", 2),
        ("Microsoft won three prizes.", "won", "subject", 1),
        ("Peru fell.", "fell", "subject", 2),
        ("Peruvians fled.", "fled", "subject", 3),
        ("They crossed the Golden Gate Bridge.", "crossed", "object", 6),
        ("The Alps shook.", "shook", "subject", 5),
        ("What he wrote shocked them.", "shocked", "subject", -1),  # a clause
        ("He is a bishop.", "is", "object", -1),
        ("They kept quiet.", "kept", "object", -1),
        ("They kept quiet.", "kept", "children", 3),
        ("Microsoft won three prizes.", "won", "numbers", 1),
        ("Rebels who attacked fled.", "attacked", "clause", "relcl"),
        ("What he wrote shocked them.", "wrote", "clause", "csubj"),
        ("He wrote a book about the war.", "war", "clause", "ROOT"),
        ("The talks about a strike failed.", "failed", "candidates_below", 2),
        ("The talks about a strike failed.", "talks", "candidates_below", 1),
        ("The talks about a strike failed.", "strike", "candidates_above", 2),
        ("They saw him leave.", "saw", "candidates_below", 0),  # a clause of its own
        ("Police arrested him after rebels attacked.", "attacked", "governor_type", "justice"),
        ("The king leaves and the queen stays.", "leaves", "presents", 2),
        ("They began a strike.", "began", "is_aspect", True),
        ("They began a strike.", "strike", "is_aspect", False),
        ("He knows it.", "knows", "is_states", True),
        ("The talks failed.", "talks", "is_weak", True),
        ("They entered.", "entered", "is_broad", True),
        ("The flood killed them.", "killed", "is_consequence", True),
        ("They want a summit.", "want", "is_irrealis", True),
        ("They discussed a summit.", "summit", "object_is_candidate", True),
        ("They left.", "left", "object_is_candidate", -1),
    ],
)
def test_what_else_a_candidate_is(text: str, trigger: str, name: str, value: float | str) -> None:
    known = features.CLAUSES if name == "clause" else features.TYPES
    assert word(text, trigger)[name] == (known.index(value) if isinstance(value, str) else value)


def test_offsets_depths_and_paragraphs_are_cut_off() -> None:
    long = evidence(f"It {'very ' * 90}slowly rained.")
    assert of_trigger(long, at(long, "rained"))["trigger_offset"] == 400
    many = evidence("It rained.\n\n" * 42 + "It froze.")
    assert of_trigger(many, at(many, "froze"))["paragraph"] == 40
