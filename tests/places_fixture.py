"""Real parses and the tiny real gazetteer for the tests of places and resolution."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from gazetteer_fixture import write_tiny

from pipeline.gazetteer import Gazetteer
from pipeline.geocoders.embedded import Embedded
from pipeline.model import Document, Mention, Toponym
from pipeline.nlp import PINNED, Parser
from pipeline.places import find
from pipeline.resolve import resolve


@lru_cache(maxsize=1)
def tiny_gazetteer() -> Gazetteer:
    path = Path(mkdtemp()) / "tiny.sqlite"
    write_tiny(path)
    return Gazetteer.open(path)


def document(text: str) -> Document:
    return Document("id", "revision", "source.txt", "title", text)


def toponyms(text: str, model: str = PINNED) -> tuple[Toponym, ...]:
    return find(document(text), tiny_gazetteer(), Parser.load(model).parse(text))


def mentions(text: str) -> tuple[Mention, ...]:
    return resolve(document(text), toponyms(text), Embedded(tiny_gazetteer()))
