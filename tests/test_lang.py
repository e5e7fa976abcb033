"""The language tables: every rule's own examples, and how patterns are written."""

import re

import pytest

from pipeline import dates, lang
from pipeline.dates.forms import FORMS
from pipeline.errors import ConfigurationError, UnknownNameError
from pipeline.lang import Rule, blanks, expand, parse
from pipeline.model import Document, Timex, TimexType

MONDAY = Timex(TimexType.DATE, "2023-11-13", origin="user")
TYPED = Timex(TimexType.TIME, "2023-11-13T09:30:00", origin="user")  # a note's examples are typed at this moment
RULES = [
    pytest.param(code, rule, id=f"{code}:{rule.name}")
    for code in lang.codes()
    for rule in dates.language_of(code).rules
]
NOTE_RULES = [
    pytest.param(f"{code}+note", rule, id=f"{code}+note:{rule.name}")
    for code in lang.codes()
    for rule in dates.language_of(code, is_note=True).rules
    if rule.name.startswith("note-")
]


def found(text: str, code: str) -> list[Timex]:
    language, _, note = code.partition("+")
    document = Document("d", "r", "s", "t", text, language=language, dct=TYPED if note else MONDAY)
    return list(dates.find(document, anchor=note or "auto"))


@pytest.mark.parametrize(("code", "rule"), RULES + NOTE_RULES)
def test_a_rule_finds_its_examples(code: str, rule: Rule) -> None:
    assert rule.form in FORMS
    for example in rule.examples:
        marked, values = (part.strip() for part in example.split(" => "))
        text = re.sub(r"[\[\]]", "", marked)
        wanted = list(zip(re.findall(r"\[(.*?)\]", marked), values.split(), strict=True))
        timexes = {t.span.of(text): t for t in found(text, code) if t.span is not None}
        for surface, value in wanted:
            assert surface in timexes, f"{example}: found {list(timexes)}"
            assert timexes[surface].value == value, example
        assert rule.name in {t.rule for t in timexes.values()}, example


@pytest.mark.parametrize(("code", "rule"), RULES + NOTE_RULES)
def test_a_rule_leaves_its_counterexamples_alone(code: str, rule: Rule) -> None:
    for text in rule.never:
        assert rule.name not in {t.rule for t in found(text, code)}, text


@pytest.mark.parametrize("is_note", [False, True])
@pytest.mark.parametrize("code", lang.codes())
def test_rules_have_unlike_names_and_known_triggers(code: str, is_note: bool) -> None:
    language = dates.language_of(code, is_note=is_note)
    names = [rule.name for rule in language.rules]
    assert len(names) == len(set(names))
    assert {trigger for rule in language.rules for trigger in rule.triggers} <= language.triggers.names
    assert set(language.triggers.reach) <= language.triggers.names


def test_load_knows_regions_and_refuses_strangers() -> None:
    assert lang.load("en-GB").code == "en"
    with pytest.raises(UnknownNameError, match="no language is called"):
        lang.load("tlh")


def test_blanks_become_bounded_white_space_outside_classes() -> None:
    pattern = re.compile(blanks(r"a[ -]b c\ d"))
    assert pattern.fullmatch("a b  c d")
    assert pattern.fullmatch("a-b\nc d")
    assert not pattern.fullmatch("a-b\n\nc d")


def test_unknown_fragments_and_circles_are_errors() -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        expand("{nowhere}", {})
    with pytest.raises(ConfigurationError, match="circle"):
        expand("{a}", {"a": "{b}", "b": "{a}"})
    with pytest.raises(ConfigurationError, match="bad pattern"):
        parse({"triggers": {"x": "("}}, "xx")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("2,000", 2000),
        ("5 1/2", 5.5),
        ("2.5", 2.5),
        ("twenty-five", 25),
        ("two hundred", 200),
        ("a couple of", 2),
        ("half an", 0.5),
        ("several", None),
        ("zebra", None),
    ],
)
def test_number(written: str, count: float | None) -> None:
    assert lang.load("en").number(written) == count


def test_words_forgive_case_stops_and_plurals() -> None:
    english = lang.load("en")
    assert english.month("SEPT.") == 9
    assert english.word("unit", "Weeks") == "W"
    assert english.word("relation", "the  following") == "n+1"
    assert english.day_number("3rd") == 3
    assert english.day_number("eighth") == 8
    assert english.day_number("41st") is None
