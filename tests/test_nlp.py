from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from pipeline import nlp
from pipeline.errors import ModelError
from pipeline.model import Parse
from pipeline.nlp import PINNED, Parser, files_digest, straightened
from pipeline.nlp.truecase import recase

NEWS = "Kim met Putin in Vladivostok on Monday. They talked for four hours."
SHOUTED = "   SAN SALVADOR, 5 SEP 89 -- GUERRILLAS ATTACKED A BRIDGE IN HONDURAS.\n\n   THE ARMY SENT TROOPS."


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser.load(PINNED)


def check(parse: Parse, text: str) -> None:
    assert len(parse.sentences) == len(parse.bounds)
    assert [token.index for token in parse.tokens] == list(range(len(parse.tokens)))
    assert all(token.span.of(text) == token.text and token.text.strip() for token in parse.tokens)
    for number, (first, last) in enumerate(parse.bounds):
        assert first < last
        assert all(token.sentence == number and first <= token.head < last for token in parse.tokens[first:last])
        assert parse.sentences[number].covers(parse.tokens[first].span)
    assert all(0 <= span.start < span.end <= len(text) for span, _ in parse.entities)


def test_model_parses(parser: Parser) -> None:
    parse = parser.parse(NEWS)
    check(parse, NEWS)
    assert parse.syntactic
    assert len(parse.sentences) == 2
    met = next(token for token in parse.tokens if token.text == "met")
    assert (met.pos, met.lemma, met.head) == ("VERB", "meet", met.index)
    assert ("Vladivostok", "GPE") in [(span.of(NEWS), label) for span, label in parse.entities]


def test_capitals_are_read_in_usual_case(parser: Parser) -> None:
    parse = parser.parse(SHOUTED)
    check(parse, SHOUTED)
    assert len(parse.sentences) == 2
    entities = [(span.of(SHOUTED), label) for span, label in parse.entities]
    assert ("HONDURAS", "GPE") in entities
    assert ("SAN SALVADOR", "GPE") in entities
    assert next(token.lemma for token in parse.tokens if token.text == "ATTACKED") == "attack"


def test_recasing_keeps_every_offset(parser: Parser) -> None:
    recased = recase(SHOUTED, parser.is_common)
    assert len(recased) == len(SHOUTED)
    assert "Guerrillas attacked a bridge in Honduras" in recased
    assert recase(NEWS, parser.is_common) is NEWS


def test_headlines_end_sentences(parser: Parser) -> None:
    text = "Leaders hold long talks\n\nKYIV, Ukraine (AP) - Gen. Smith met Mr. Jones at the U.S. base in Nov. 2023."
    assert [span.start for span in parser.parse(text).sentences] == [0, 25]


def test_other_languages_get_a_rough_parse(parser: Parser) -> None:
    text = "Президент прибыл в Москву. Он сказал речь."
    parse = parser.parse(text, "ru")
    check(parse, text)
    assert not parse.syntactic
    assert len(parse.sentences) == 2


def test_without_a_model() -> None:
    parse = Parser.load("").parse(NEWS)
    check(parse, NEWS)
    assert not parse.syntactic
    assert {token.text: token.pos for token in parse.tokens}["Vladivostok"] == "PROPN"
    assert all(token.head == token.index and token.dep == "" for token in parse.tokens)


def test_missing_model() -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        Parser.load("no_such_model_anywhere")
    assert Parser.load("no_such_model_anywhere", fallback=True).name == ""


def test_a_changed_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "FILES_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="not the pinned one"):
        Parser.load.__wrapped__(PINNED)


def test_the_digest_sees_every_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    before = files_digest(tmp_path)
    (tmp_path / "b").write_text("")
    assert files_digest(tmp_path) != before


def test_many_texts_keep_their_order(parser: Parser) -> None:
    texts = [f"Event number {number} happened in Paris." for number in range(40)]
    parses = list(parser.parse_many(texts))
    assert [parse.tokens[2].text for parse in parses] == [str(number) for number in range(40)]
    assert list(parser.parse_many(["", "One word", ""]))[1].tokens[1].text == "word"


def test_long_texts_are_cut_and_joined(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "LIMIT", 100)
    text = "\n\n".join([NEWS] * 4)
    parse = parser.parse(text)
    check(parse, text)
    assert len(parse.sentences) == 8


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_parses(text: str) -> None:
    check(Parser.load(PINNED).parse(text), text)
    check(Parser.load("").parse(text), text)


def test_hostile_strings(parser: Parser, hostile: Path) -> None:
    texts = json.loads((hostile / "blns.json").read_text("utf-8"))
    for text, parse in zip(texts, parser.parse_many(texts), strict=True):
        check(parse, text)


@pytest.mark.parametrize(
    ("text", "recased"),
    [
        ("troops left kyiv. the minister spoke in paris.", "Troops left Kyiv. The Minister spoke in Paris."),
        ("straße, ﬁnland", "straße, ﬁnland"),
        ("in oslo", "in oslo"),
    ],
)
def test_small_letters_get_their_usual_case(text: str, recased: str) -> None:
    assert recase(text, Parser.load(PINNED).is_common).casefold() == text.casefold()
    if len(text) > 20:
        assert recase(text, Parser.load(PINNED).is_common) == recased


def test_a_text_typed_in_small_letters_is_parsed_with_its_offsets() -> None:
    text = "troops left oslo on monday; the minister spoke in paris."
    parse = Parser.load(PINNED).parse(text)
    assert [span.of(text) for span, label in parse.entities if label == "GPE"] == ["paris"]
    assert all(token.span.of(text) == token.text for token in parse.tokens)


def test_matrices_are_multiplied_on_one_thread_by_numpy(parser: Parser) -> None:
    layers = list(parser._model.get_pipe("tok2vec").model.walk())
    assert len(layers) > 5
    assert not any(layer.ops.use_blis for layer in layers)
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


@pytest.mark.parametrize("apostrophe", ["'", "’", "ʼ"])
def test_an_apostrophe_of_any_shape_is_read_alike(parser: Parser, apostrophe: str) -> None:
    text = f"Rebels didn{apostrophe}t leave, and the town{apostrophe}s mayor won{apostrophe}t."
    parse = parser.parse(text)
    assert [token.dep for token in parse.tokens if token.text == f"n{apostrophe}t"] == ["neg", "neg"]
    assert [token.tag for token in parse.tokens if token.text == f"{apostrophe}s"] == ["POS"]
    assert all(token.span.of(text) == token.text for token in parse.tokens)


def test_what_is_quoted_keeps_its_marks(parser: Parser) -> None:
    assert straightened("He said: ‘It’s over’, and left.") == "He said: ‘It's over’, and left."
