"""The lexicon: every word once, roles that something asks for, types as the docs map them to published ones."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from pipeline import events
from pipeline.analysis.lexicon import english, parse

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "events.md"
PLOVER = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"}
    | {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)


def source() -> str:
    return resources.files("pipeline.analysis").joinpath("lexicon.toml").read_text("utf-8")


def test_every_word_stands_under_one_type() -> None:
    tables = tomllib.loads(source())
    for part in ("nouns", "verbs"):
        words = Counter(word for table in tables["types"].values() for word in table[part].split())
        assert [word for word, times in words.items() if times > 1] == []


def test_the_lexicon_is_large_and_its_groups_are_of_listed_words() -> None:
    lexicon = english()
    assert len(lexicon.nouns) >= 150
    assert len(lexicon.verbs) >= 300
    listed = {*lexicon.nouns, *lexicon.verbs}
    assert set(lexicon.groups) <= listed
    assert lexicon.roles["weak"] <= set(lexicon.nouns)
    assert lexicon.roles["broad"] <= set(lexicon.verbs)
    assert lexicon.types == events.TYPES


def test_something_asks_for_every_role() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    assert [role for role in english().roles if not re.search(rf"""["']{role}["']""", code)] == []


def test_a_word_has_its_type_group_and_role() -> None:
    lexicon = english()
    assert (lexicon.nouns["earthquake"], lexicon.verbs["kidnap"]) == ("disaster", "attack")
    assert lexicon.group_of("quake") == lexicon.group_of("earthquake") != lexicon.group_of("strike")
    assert lexicon.group_of("chocolate") == "chocolate"
    assert lexicon.role("support", "hold") and not lexicon.role("support", "attack")


def test_a_missing_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        parse("[types]")


def test_types_are_mapped_to_published_ones_as_the_docs_say() -> None:
    lexicon = english()
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in DOCS.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    written = {row[0].strip("`"): row[1:] for row in rows if row[0].strip("`") in lexicon.types}
    assert list(written) == list(events.TYPES)
    for kind, (means, plover, cameo) in written.items():
        assert means == lexicon.means[kind]
        assert plover == (", ".join(lexicon.plover[kind]) or "none")
        assert cameo == (", ".join(lexicon.cameo[kind]) or "none")
        assert set(lexicon.plover[kind]) <= PLOVER
