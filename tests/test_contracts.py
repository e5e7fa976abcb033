"""The import contracts of .importlinter hold, and each of them catches a violation."""

from __future__ import annotations

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VIOLATIONS = {
    "floors": ("timex/__init__.py", "import pipeline.run"),
    "pure": ("geo.py", "import subprocess"),
    "page": ("run/__init__.py", "import streamlit"),
    "query": ("merge/__init__.py", "import duckdb"),
    "sqlite": ("exporters/csv.py", "import sqlite3"),
    "model": ("readers/__init__.py", "import spacy"),
    "dateparser": ("store/__init__.py", "import dateparser"),
    "geopy": ("cli/__init__.py", "import geopy"),
    "h3": ("selection/__init__.py", "import h3"),
    "formats": ("store/__init__.py", "import pypdf"),
    "pandas": ("run/__init__.py", "import pandas"),
    "pool": ("cli/__init__.py", "import concurrent.futures"),
    "acyclic": ("registry.py", "import pipeline.geo"),
    "analysis": ("exporters/__init__.py", "import pipeline.analysis.reading"),
    "words": ("evaluate/__init__.py", "import pipeline.titles.people"),
    "apart": ("titles/people.py", "import pipeline.events.claims.when"),
    "geocoders": ("geocoders/__init__.py", "import pipeline.nlp"),
}


def contracts() -> dict[str, str]:
    """The name of each contract, by its key."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    heads = [section for section in parser.sections() if section.startswith("importlinter:contract:")]
    return {head.rsplit(":", 1)[1]: parser[head]["name"] for head in heads}


def verdicts(folder: Path) -> dict[str, str]:
    """KEPT or BROKEN by contract name, as lint-imports prints it."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    output = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False).stdout
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", output, flags=re.M))


def copy_of_the_tree(folder: Path) -> Path:
    shutil.copytree(ROOT / "pipeline", folder / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def inject(folder: Path, module: str, line: str) -> None:
    path = folder / "pipeline" / module
    path.write_text((path.read_text("utf-8") if path.exists() else "") + f"\n{line}\n", "utf-8")


def test_every_contract_is_kept_and_catches_its_violation(tmp_path: Path) -> None:
    folder = copy_of_the_tree(tmp_path)
    names = contracts()
    assert set(VIOLATIONS) == set(names)
    assert verdicts(folder) == dict.fromkeys(names.values(), "KEPT")
    inject(folder, "geo.py", "import pipeline.registry")  # with registry -> geo: a cycle
    for module, line in VIOLATIONS.values():
        inject(folder, module, line)
    assert verdicts(folder) == dict.fromkeys(names.values(), "BROKEN")


def test_the_page_knows_only_the_views() -> None:
    tree = ast.parse((ROOT / "dashboard.py").read_text("utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"pipeline.views", "pipeline.views.page", "streamlit", "__future__"}
