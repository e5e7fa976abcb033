"""The docs name every verb, option, setting, format and link parameter; their samples run; their links lead on."""

from __future__ import annotations

import argparse
import dataclasses
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import exporters, lang, readers
from pipeline.cli import parser
from pipeline.config import Settings, load
from pipeline.dates.forms import FORMS
from pipeline.model import Event, Span
from pipeline.selection import PARAMETERS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *(path for path in ROOT.glob("*.md"))])


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def calls(top: argparse.ArgumentParser, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """(verbs, option or argument) of the whole command line."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield (*words, name), ""
                yield from calls(sub, (*words, name))
        elif not isinstance(action, argparse._HelpAction):
            yield words, action.option_strings[-1] if action.option_strings else str(action.metavar)


@pytest.mark.parametrize(("words", "option"), sorted(set(calls(parser()))), ids=lambda value: str(value))
def test_every_verb_and_option_is_in_the_manual(words: tuple[str, ...], option: str) -> None:
    manual = page("cli.md")
    if not words:
        assert f"`{option}" in manual
        return
    section = re.split(r"^## ", manual, flags=re.M)
    own = next((part for part in section if words[0] in part.split("\n")[0]), "")
    assert own, f"docs/cli.md has no section on {words[0]}"
    assert " ".join(words) in own or f"`{words[-1]} " in own
    assert option in own or option in {"FILE", "HOST"}


@pytest.mark.parametrize("name", [spec.name for spec in dataclasses.fields(Settings)])
def test_every_setting_is_described(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", page("configuration.md"), re.M)


def test_no_setting_is_made_up() -> None:
    described = set(re.findall(r"^\| `(\w+)` \|", page("configuration.md"), re.M))
    assert described == {spec.name for spec in dataclasses.fields(Settings)}


def test_the_sample_configuration_is_one(tmp_path: Path) -> None:
    (sample,) = re.findall(r"```toml\n(.*?)```", page("configuration.md"), re.S)
    path = tmp_path / "whenabouts.toml"
    path.write_text(sample, "utf-8")
    assert load(path).public_url == "https://example.org/whenabouts/"


@pytest.mark.parametrize("name", list(exporters.registry))
def test_every_format_is_described(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", page("cli.md"), re.M)
    assert f"`{name}`" in page("add-an-exporter.md")


@pytest.mark.parametrize("name", list(readers.registry))
def test_every_reader_is_described(name: str) -> None:
    assert f"`{name}` ({readers.registry[name].suffixes[0]})" in page("add-a-reader.md")


@pytest.mark.parametrize("name", [parameter.name for parameter in PARAMETERS])
def test_every_link_parameter_is_described(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", page("link.md"), re.M)


def sample(name: str) -> dict[str, Any]:
    (code,) = re.findall(r"```python\n(.*?)```", page(name), re.S)
    names: dict[str, Any] = {}
    exec(compile(code, name, "exec"), names)
    return names


def test_the_sample_reader_runs() -> None:
    read = sample("add-a-reader.md")["read"]
    (document,) = read(
        b"1\n00:00:06,500 --> 00:00:09,000\nThe dam broke.\n\n2\n00:00:10,000 --> x\nIt fell.\n", "a.srt"
    )
    assert document.text == "The dam broke.\n\nIt fell."


def test_the_sample_exporter_runs() -> None:
    out = io.BytesIO()
    sample("add-an-exporter.md")["write"]([Event("e", "d", Span(0, 1), Span(0, 1), "A\tdam broke", "disaster")], out)
    assert out.getvalue() == b"\t\tA dam broke\n"


def test_the_sample_rule_finds_its_example_and_not_its_counterexample() -> None:
    (code,) = re.findall(r"```toml\n(.*?)```", page("add-a-language.md"), re.S)
    language = lang.parse(tomllib.loads(code) | {"words": {"month": {"september": 9}}}, "xx")
    (rule,) = language.rules
    assert rule.form in FORMS
    marked, _, value = rule.examples[0].partition(" => ")
    found = rule.pattern.search(re.sub(r"[\[\]]", "", marked))
    assert found is not None
    assert (f"[{found.group()}]" in marked, found["y"]) == (True, value[:4])
    assert not any(rule.pattern.search(text) for text in rule.never)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.split("#")[0]).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_in_the_docs_are_real(path: Path) -> None:
    verbs = {words[0] for words, _ in calls(parser()) if words}
    for verb in re.findall(r"python -m pipeline ([a-z]\w*)", path.read_text("utf-8")):
        assert verb in verbs, f"{path.name} speaks of {verb!r}"
