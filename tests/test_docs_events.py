"""docs/events.md is what its script makes of the code; docs/glossary.md has one line a term."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.analysis.lexicon import english
from pipeline.events.claims import when, where

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_events", DOCS / "make_events.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def page() -> str:
    return (DOCS / "events.md").read_text("utf-8")


def test_the_page_is_what_the_script_makes(script: ModuleType, page: str) -> None:
    assert script.filled(page) == page, "run `python docs/make_events.py`"


def test_every_table_of_the_code_is_on_the_page(page: str) -> None:
    tables = dict(re.findall(r"<!-- table (\w+) -->\n(.*?)<!-- end -->", page, re.S))
    assert set(tables) == {"when", "where", "thresholds", "types", "roles"}
    for table, names in (
        ("types", english().types),
        ("when", when.NAMES),
        ("where", where.NAMES),
        ("roles", tuple(english().roles)),
    ):
        assert re.findall(r"^\| `(\w+)` \|", tables[table], re.M) == list(names)


def test_a_page_that_says_otherwise_is_made_anew(script: ModuleType, page: str) -> None:
    changed = page.replace("a date that hangs on the trigger itself", "something else")
    assert changed != page
    assert script.filled(changed) == page


def test_a_table_without_a_name_in_the_code_is_refused(script: ModuleType) -> None:
    with pytest.raises(KeyError):
        script.filled("<!-- table nothing -->\n<!-- end -->")


def test_examples_show_trigger_and_words(script: ModuleType) -> None:
    assert script.example("# [May 2019]\n\nWorkers *struck*.") == "# *May 2019* / Workers **struck**."
    assert script.row("a | b", "c") == "| a \\| b | c |"


def test_every_role_has_a_comment(script: ModuleType) -> None:
    said = script.comments()
    assert set(said) == set(english().roles)
    assert [role for role, text in said.items() if not text.endswith(".")] == []


def test_the_glossary_has_one_line_a_term_in_order() -> None:
    text = (DOCS / "glossary.md").read_text("utf-8")
    terms = re.findall(r"^\* \*\*(.+?)\*\*: \S.*\.$", text, re.M)
    assert len(terms) >= 30
    assert len(terms) == text.count("\n* ")
    lowered = [term.lower() for term in terms]
    assert lowered == sorted(set(lowered))
