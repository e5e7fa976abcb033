"""Every figure of timelines is that of the reference scorer, over all records of the development corpus."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import events
from pipeline.config import Settings
from pipeline.evaluate import breakdown, corpus, system

RENAMED = {
    "rightly main": "rightly_main",
    "any lead": "any_lead",
    "any signed": "any_signed",
    "signed lead": "signed_lead",
    "signed P": "signed_precision",
    "signed R": "signed_recall",
    "signed F1": "signed_f1",
}


def perturbed(wanted: dict[str, Any]) -> dict[str, Any]:
    """A system record made from gold: events lost, made up, told twice, moved, dated and placed otherwise."""
    chance = random.Random(f"{wanted['id']} timelines")
    found = []
    for event in wanted["events"]:
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            start, end = chance.choice(event["mentions"])
            start = max(0, start + chance.choice([0, 0, 0, 9, -40, 200]))
            when = chance.choice([event["when"]] * 5 + [None, "2001-05", "../2010-01-01", f"{event['when'][:4]}"])
            span = {"start": start, "end": start + max(1, end - start)}
            found.append(span | {"when": when, "score": chance.random(), "type": "other"} | moved(event, chance))
            found[-1] |= {"salience": chance.choice([None, 0.5, chance.random()]), "main": chance.random() < 0.7}
    chance.shuffle(found)
    return {"id": wanted["id"], "events": found}


def moved(event: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    if event["lat"] is None or chance.random() < 0.2:
        return chance.choice([{"lat": None, "lon": None}, {"lat": 10.0, "lon": 20.0}])
    return {"lat": event["lat"] + chance.choice([0, 0, 1.5, 2.8, 12.0]), "lon": event["lon"]}


def agree(wanted: list[dict[str, Any]], found: list[dict[str, Any]], corpora: Path, folder: Path) -> None:
    """Every figure of the reference scorer is ours, over all records, per kind and per language, for all systems."""
    ours = {(row.system, row.part): row.measures for row in breakdown.of(wanted, found).rows}
    written(folder / "gold.jsonl", wanted)
    systems = {"program": found}
    for name in found[0].get("baselines", {}):
        systems[name] = [{"id": each["id"], "events": each["baselines"][name]} for each in found]
    for name, records in systems.items():
        written(folder / "system.jsonl", records)
        for part in ("kind", "language"):
            reference = scored(corpora, folder, part)
            assert len(reference) > 5
            for group, figures in reference.items():
                mine = ours[name, group if group == "all" else f"{part}: {group}"]
                assert {key: mine[RENAMED.get(key, key)] for key in figures} == figures, (name, group)


def written(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")


def scored(corpora: Path, folder: Path, part: str) -> dict[str, dict[str, Any]]:
    """The reference scorer's figures, by group."""
    files = [str(folder / f"{name}.jsonl") for name in ("gold", "system")]
    command = [sys.executable, str(corpora / "score_timeline.py"), *files, "--per", part, "--json"]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    reference = {figures.pop("group"): figures for figures in map(json.loads, told.splitlines())}
    assert {len(figures) for figures in reference.values()} == {18}
    return reference


@pytest.fixture
def dev(corpora: Path) -> list[dict[str, Any]]:
    return corpus.records([corpora / "timelines_dev.jsonl"])


@pytest.mark.corpora
def test_figures_agree_with_the_reference_scorer(dev: list[dict[str, Any]], corpora: Path, tmp_path: Path) -> None:
    agree(dev, [perturbed(each) for each in dev], corpora, tmp_path)


@pytest.mark.corpora
@pytest.mark.slow
def test_figures_of_the_program_agree_with_the_reference_scorer(
    dev: list[dict[str, Any]], corpora: Path, tmp_path: Path, full: Any
) -> None:
    (found,) = system.find_all([("timelines", dev)], Settings())
    agree(dev, found, corpora, tmp_path)


@pytest.mark.corpora
def test_gold_has_our_types(dev: list[dict[str, Any]]) -> None:
    assert {event["type"] for each in dev for event in each["events"]} == set(events.TYPES)
