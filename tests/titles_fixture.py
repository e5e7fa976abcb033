"""Titles of small texts, by the real parser."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.lexicon import english
from pipeline.analysis.reading import Reading
from pipeline.analysis.trigger import Trigger
from pipeline.nlp import Parser
from pipeline.titles import compose
from tests.events_fixture import LIMA, MODEL, marked

DATES = {"3 May 1990": "1990-05-03", "5 May 1990": "1990-05-05", "7 May 1990": "1990-05-07", "the 1960s": "196",
         "of 1990": "1990", "Monday": "2023-11-06", "January 49 BC": "BC0049-01"}  # fmt: skip


def reading(text: str, model: str = MODEL, places: tuple[str, ...] = (), language: str = "en") -> Reading:
    document, timexes, mentions = marked(text, dates=DATES, places=dict.fromkeys(places, LIMA))
    document = replace(document, language=language if model else ("es" if language == "en" else language))
    return Reading(document, Parser.load(model).parse(text), english(), timexes, mentions)


def trigger_of(read: Reading, word: str, *, last: bool = True) -> Trigger:
    """The trigger that is the last, or first, `word` of a text."""
    tokens = reversed(read.parse.tokens) if last else read.parse.tokens
    token = next(token for token in tokens if token.text == word)
    return Trigger(token.index, token.sentence, token.span, token.lemma, "other", "other", token.pos == "NOUN")


def title(text: str, word: str, *, model: str = MODEL, places: tuple[str, ...] = (), language: str = "en") -> str:
    """The title of the happening that the last `word` of the text tells."""
    read = reading(text, model, places, language)
    return compose(read, trigger_of(read, word))
