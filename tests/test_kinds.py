"""The type of a happening: what a word means where it stands, in every language that has event words."""

import re

import pytest

from pipeline import kinds, lang
from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading, lemma_of
from pipeline.analysis.trigger import OTHER, Trigger
from pipeline.config import Settings
from pipeline.kinds import features as kind_features
from pipeline.kinds import words as kind_words
from pipeline.model import Document
from pipeline.nlp import Parser

PACKS = ("de", "es", "fr", "ru", "uk")
WAR_OF_WORDS = "The spokesman said so in a statement."


def read(marked: str, language: str = "en", *, model: bool = True) -> tuple[Reading, Trigger]:
    """A text and the trigger in its brackets."""
    text, start = re.sub(r"[\[\]]", "", marked), max(marked.find("["), 0)
    parse = Parser.load(Settings().spacy_model if model else "").parse(text, language)
    reading = Reading(Document("d", "", "", "", text, language=language), parse, english(), (), ())
    token = parse.tokens[reading.token_at(start)]
    is_noun = token.pos in {"NOUN", "PROPN"}
    trigger = Trigger(token.index, token.sentence, token.span, lemma_of(token), "other", "", is_noun=is_noun)
    return reading, trigger


def kind(marked: str, language: str = "en") -> str:
    reading, trigger = read(marked, language)
    return kinds.Typer(reading).type_of(trigger)[0]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # strikes of every sort
        ("An air [strike] killed six people in the village on Monday.", "attack"),
        ("A drone [hit] an oil depot near the port at night.", "attack"),
        ("A missile [barrage] damaged the power plant.", "attack"),
        ("Rockets [struck] a hospital and wounded eleven.", "attack"),
        ("The [shelling] of the market went on for an hour.", "attack"),
        ("A drone [strike] set a refinery on fire.", "attack"),
        ("Three missile [strikes] hit the railway yard.", "attack"),
        ("The prisoners began a hunger [strike] in March.", "protest"),
        ("Nurses went on [strike] for higher pay.", "protest"),
        ("The dockers' [strike] closed the harbour for a week.", "protest"),
        ("The union called a general [strike] for Friday.", "protest"),
        ("A lightning [strike] killed a hiker on the ridge.", "disaster"),
        ("A bus [struck] a tree and overturned.", "accident"),
        ("The tanker [hit] a reef off the cape.", "accident"),
        # explosions
        ("A boiler [explosion] killed four workers at the mill.", "accident"),
        ("A steam boiler [exploded] in the basement of the school.", "accident"),
        ("A gas [explosion] tore through the block of flats.", "accident"),
        ("A pipeline [blew] up after a leak.", "accident"),
        ("A car bomb [exploded] outside the ministry.", "attack"),
        ("Two grenades [exploded] in the bar.", "attack"),
        ("The volcano [exploded] and buried three villages.", "disaster"),
        # what nature does
        ("The hurricane [killed] forty people on the coast.", "disaster"),
        ("Floods [swept] away two bridges.", "disaster"),
        ("The earthquake [destroyed] half of the old town.", "disaster"),
        ("A typhoon [battered] the islands.", "disaster"),
        ("A landslide [buried] eleven houses.", "disaster"),
        ("The gunman [killed] three shoppers.", "attack"),
        # what is suspended, and what is founded
        ("The charity was [founded] in 1912 by two teachers.", "founding"),
        ("The company [opened] a factory in Ohio.", "founding"),
        ("The king [suspended] parliament.", "politics"),
        ("The police board [suspended] two officers after an inquiry.", "justice"),
        # words and weapons
        ("The minister [blasted] the decision.", "statement"),
        ("The guard [opened] fire on the crowd.", "attack"),
        ("The banker [hanged] himself in his cell.", "life"),
        ("The ferry [ran] aground in fog.", "accident"),
        ("The miners [rose] against the governor.", "conflict"),
        # one of each of the rest
        ("Both states [signed] a treaty on fishing.", "agreement"),
        ("Voters [elected] a new president.", "politics"),
        ("The court [sentenced] him to five years in prison.", "justice"),
        ("The astronomers [discovered] a comet.", "science"),
        ("The team [won] the cup final by two goals.", "culture"),
        ("She [married] the composer in 1880.", "life"),
        ("The bank [bought] its rival for two billion dollars.", "economy"),
        ("The foreign ministers [met] for talks in Geneva.", "diplomacy"),
        ("The refugees [fled] across the border.", "movement"),
        ("The army [besieged] the fortress.", "conflict"),
        ("The spokesman [announced] nothing new in his statement.", "statement"),
    ],
)
def test_a_word_has_the_type_that_its_company_gives_it(marked: str, expected: str) -> None:
    assert kind(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "The operator [suspended] the train service between the two towns.",
        "All ferry services were [suspended] because of ice.",
        "The airline [suspended] flights to the island.",
    ],
)
def test_a_suspended_service_is_no_founding(marked: str) -> None:
    assert kind(marked) != "founding"


@pytest.mark.parametrize("row", kind_words.english().rows, ids=lambda row: row.example)
def test_a_row_decides_its_example(row: kind_words.Sense) -> None:
    reading, trigger = read(row.example)
    beside = list(kind_features.neighbours(reading, trigger.index))
    assert kind_features.sense_of(reading, trigger, beside) == row.type
    assert kinds.Typer(reading).type_of(trigger)[0] == row.type


def meaning(marked: str) -> tuple[str, str]:
    """What the rows and what the phrases say of the trigger."""
    reading, trigger = read(marked)
    beside = list(kind_features.neighbours(reading, trigger.index))
    return kind_features.sense_of(reading, trigger, beside), kind_features.phrase_of(reading, trigger, beside)


@pytest.mark.parametrize(
    ("marked", "row", "phrase"),
    [
        ("The [strike] and the artillery were spoken of.", "", ""),  # another happening's word is not beside it
        ("The rebels withdrew. An [explosion] was heard.", "attack", ""),  # the sentence before
        ("A [blast] in the steam boiler room was heard.", "accident", ""),  # part of a neighbour's name
        ("The [rise] against the dollar went on.", "", ""),  # a row for verbs is none for nouns
        ("The roof [gave] way.", "", "accident"),
        ("The roof [gave] shade to the way.", "", ""),
    ],
)
def test_rows_and_phrases_look_where_they_say(marked: str, row: str, phrase: str) -> None:
    assert meaning(marked) == (row, phrase)


def test_every_row_and_field_has_a_known_type() -> None:
    words = kind_words.english()
    assert {row.type for row in words.rows} <= set(english().types)
    assert {each for fields in words.fields.values() for each in fields} <= set(english().types)


def test_the_model_knows_every_type_and_its_chances_sum_to_one() -> None:
    assert set(kinds.fitted().types) == set(english().types)
    reading, trigger = read("The court [sentenced] him.")
    name, chance = kinds.Typer(reading).type_of(trigger)
    assert name in english().types
    assert 1 / len(english().types) < chance < 1


def test_a_second_mention_can_change_the_type() -> None:
    reading, vague = read("It was [over] by noon. The gunman shot three people in the street.")
    shot = next(token for token in reading.parse.tokens if token.text == "shot")
    clear = Trigger(shot.index, shot.sentence, shot.span, "shoot", "other", "", is_noun=False)
    typer = kinds.Typer(reading)
    assert typer.type_of(vague)[0] != "attack"
    assert typer.type_of(vague, clear)[0] == "attack"


def test_what_the_text_speaks_of_decides_a_vague_word() -> None:
    of_courts = "The judge heard the prosecutor and the witness. The jury left. Nobody knew how it would [end]."
    of_games = "The striker scored and the coach cheered. The cup was near. Nobody knew how it would [end]."
    assert kind(of_courts) != kind(of_games)


EXAMPLES = [(code, example) for code in PACKS for example in lang.table(code)["events"]["examples"]]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_a_language_pack_types_its_examples(code: str, example: str) -> None:
    marked, expected = example.split(" => ")
    reading, trigger = read(marked, code)
    assert kinds.Typer(reading).type_of(trigger)[0] == expected


@pytest.mark.parametrize("code", PACKS)
def test_a_language_pack_has_an_example_for_each_of_its_types(code: str) -> None:
    table = lang.table(code)["events"]
    shown = {example.split(" => ")[1] for example in table["examples"]}
    assert shown == (set(table) - {"examples"}) | {OTHER}
    assert set(table) - {"examples"} <= set(english().types)


@pytest.mark.parametrize("code", PACKS)
def test_short_stems_are_whole_words(code: str) -> None:
    table = lang.table(code)["events"]
    stems = [stem for kind_, words in table.items() if kind_ != "examples" for stem in words.split()]
    assert [stem for stem in stems if len(stem.strip("*$")) < 4 and not stem.endswith("$")] == []


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("Die Frau, die im Garten [war], las ein Buch.", "de"),
        ("Sie [saßen] mit Brandenburgs Direktor bei Tisch, einige lachten.", "de"),
        ("Sus hermanos [vivían] en la casa de un campesino.", "es"),
        ("Le directeur [était] dans un jardin public du département.", "fr"),
        ("Он [думал] о ней и закончил письмо.", "ru"),
        ("Talot [olivat] die war attack.", "fi"),
    ],
)
def test_no_word_of_another_language_and_no_part_of_a_word_counts(marked: str, code: str) -> None:
    assert kind(marked, code) == OTHER


def test_without_a_stem_of_its_own_the_trigger_takes_the_type_of_its_sentence() -> None:
    assert kind("Bei dem Erdbeben [fielen] viele Häuser um.", "de") == "disaster"
    assert kind("[Отмечен] юбилей: общество основано сто лет назад.", "ru") == "founding"


def test_the_triggers_own_stem_comes_first() -> None:
    assert kind("Nach Streik, Protest und Kundgebung wurde er [verhaftet].", "de") == "justice"


def test_without_a_parse_the_lexicon_types_english() -> None:
    reading, trigger = read("The [earthquake] shook Lima.", model=False)
    assert kinds.Typer(reading).type_of(trigger)[0] == "disaster"
    reading, trigger = read("The [shaking] came from an earthquake.", model=False)
    assert kinds.Typer(reading).type_of(trigger)[0] == "disaster"
    reading, trigger = read("The [evening] was long.", model=False)
    assert kinds.Typer(reading).type_of(trigger) == (OTHER, 0.1)


def test_the_typer_gives_what_type_of_gives() -> None:
    reading, trigger = read(f"A drone [hit] a depot. {WAR_OF_WORDS}")
    typer = kinds.Typer(reading)
    assert typer.type_of(trigger) == typer.type_of(trigger) == kinds.Typer(reading).type_of(trigger)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A bomb exploded. Storms flooded roads.", "en", ["attack", "attack"]),
        ("Ein Erdbeben erschütterte die Stadt.", "de", ["disaster"]),
        ("Todo estaba en calma.", "es", []),
    ],
)
def test_event_words_of_an_unparsed_sentence(text: str, language: str, expected: list[str]) -> None:
    reading, _ = read(text, language, model=False)
    assert kinds.listed(reading, 0) == expected
