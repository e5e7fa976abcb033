"""The budgets of the house that no linter checks: file and function length, prints, globals."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*sorted((ROOT / "pipeline").rglob("*.py")), ROOT / "dashboard.py"]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_PAGE = 60


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.exists()], ids=lambda path: str(path.relative_to(ROOT))
)
def test_file_and_functions_stay_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= (LONGEST_PAGE if path.name == "dashboard.py" else LONGEST_FILE)
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions if node.end_lineno is not None}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_one_broad_except_in_the_project() -> None:
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        if path.exists()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert len(broad) <= 1, broad
