"""Random mutants: one change at a time in a package, and whether its tests see it.

    python -m benchmarks.mutants pipeline/events pipeline/structure [--number 30] [--seed 1] [--limit 90]

A mutant differs in one point: a comparison, a constant, and/or, a returned value, a removed "not". Points are drawn at
random from all modules. Each runs in a temporary copy, first against the tests that mirror the module
(`pipeline/events/claims/when.py`: `tests/test_events_claims_when.py`), then against all of its package. Tests that fail
without any change are left out and named. A mutant on which the tests run into the limit (seconds) counts as killed.
Survivors are printed as a difference; some change nothing that can be seen.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("pipeline", "tests")  # all else is only linked
USAGE, NO_TESTS = 4, 5  # what pytest returns for a file that is not there, and when all tests are left out
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module with one change: the line, the code before and after (as `ast` writes it)."""

    path: Path
    line: int
    before: str
    after: str

    @property
    def difference(self) -> str:
        """The lines that differ."""
        lines = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), lineterm="", n=1)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=90)
    options = parser.parse_args(arguments)
    mutants = drawn(options.packages, options.number, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copied(copy)
        failing = baseline(copy, options.packages)
        print(f"left out, failing without a change: {', '.join(failing) or 'none'}", flush=True)
        survivors = [mutant for mutant in mutants if not is_killed(copy, mutant, failing, options.limit)]
    print(f"\nkilled {len(mutants) - len(survivors)} of {len(mutants)}")
    for mutant in survivors:
        print(f"\nsurvived: {mutant.path}:{mutant.line}\n{mutant.difference}")


def drawn(packages: Sequence[Path], number: int, seed: int) -> list[Mutant]:
    """Mutants of the modules of `packages`, each point at most once."""
    files = sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))
    points = [(path, point) for path in files for point in range(len(list(_points(_tree(path)))))]
    return [_mutant(path, point) for path, point in random.Random(seed).sample(points, min(number, len(points)))]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _is_text(node: ast.AST) -> bool:
    """Whether a statement is a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _points(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int]]:
    """What can be changed: a node, the kind of change, and which of its parts."""
    for node in _visible(tree):
        if isinstance(node, ast.Compare):
            yield from ((node, "compare", number) for number in range(len(node.ops)))
        elif isinstance(node, ast.BoolOp):
            yield node, "bool", 0
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, "not", 0
        elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
            yield node, "return", 0
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float | str):
            yield node, "constant", 0


def _visible(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes but imports, docstrings, decorators, annotations, exports and parts of formatted strings."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list"} or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_names(child) and not _is_text(child):
                yield from _visible(child)


def _is_names(node: ast.AST) -> bool:
    """Whether a statement imports, or lists what the module exports."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _mutant(path: Path, point: int) -> Mutant:
    tree = _tree(path)
    before = ast.unparse(tree)
    node, kind, number = list(_points(tree))[point]
    line = getattr(node, "lineno", 0)
    _change(tree, node, kind, number)
    return Mutant(path.relative_to(ROOT), line, before, ast.unparse(ast.fix_missing_locations(tree)))


def _change(tree: ast.Module, node: ast.AST, kind: str, number: int) -> None:
    if isinstance(node, ast.Compare):
        node.ops[number] = OPPOSITE[type(node.ops[number])]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    elif isinstance(node, ast.Constant):
        node.value = _other(node.value)
    elif isinstance(node, ast.UnaryOp):
        _replaced(tree, node, node.operand)


def _other(value: object) -> bool | int | float | str:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value * 1.5 + 0.1 if isinstance(value, float) else f"{value}x"


def _replaced(tree: ast.Module, node: ast.AST, other: ast.AST) -> None:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, other)
            elif isinstance(value, list) and node in value:
                value[value.index(node)] = other


def copied(folder: Path) -> None:
    """The project in `folder`: a copy of what is changed and what may write beside itself, links to all else."""
    for source in ROOT.iterdir():
        if source.name in COPIED:
            shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif not source.name.startswith("."):
            (folder / source.name).symlink_to(source)


def tests_of(folder: Path, path: Path) -> tuple[list[str], list[str]]:
    """The tests that mirror a module, and all others of its package."""
    package, *inner = path.with_suffix("").parts[1:]
    named = (part for part in inner if part != "__init__")
    mirror = "_".join(("tests/test", package, *named)) + ".py"
    every = sorted(str(found.relative_to(folder)) for found in (folder / "tests").glob(f"test_{package}*.py"))
    return [name for name in every if name == mirror], [name for name in every if name != mirror]


def baseline(folder: Path, packages: Sequence[Path]) -> list[str]:
    """The tests of the packages that fail without a change; the modules are written as `ast` writes mutants.

    Raises ValueError if others fail when these are left out.
    """
    for path in (path for package in packages for path in (ROOT / package).rglob("*.py")):
        (folder / path.relative_to(ROOT)).write_text(ast.unparse(_tree(path)), "utf-8")
    names = sorted({name for package in packages for part in tests_of(folder, package / "x.py") for name in part})
    found = run(folder, [*names, "-rfE"], None)
    lines = [line.split(" - ")[0].split(" ", 1) for line in found.stdout.splitlines()]
    failing = [line[1] for line in lines if line[0] in {"FAILED", "ERROR"}]
    control = run(folder, [*names, *left_out(failing)], None)
    if control.returncode != 0:
        raise ValueError(f"tests fail without a change:\n{control.stdout[-2000:]}")
    return failing


def left_out(failing: Sequence[str]) -> list[str]:
    return [option for name in failing for option in ("--deselect", name)]


def is_killed(folder: Path, mutant: Mutant, failing: Sequence[str], limit: float) -> bool:
    """Whether a test of the module, or of its package, fails on the mutant; the module is put back."""
    target = folder / mutant.path
    original = target.read_text("utf-8")
    target.write_text(mutant.after, "utf-8")
    try:
        by = next((by for by, names in zip(("mirror", "package"), tests_of(folder, mutant.path), strict=True)
                   if names and _fails(folder, [*names, "-x", *left_out(failing)], limit)), "")  # fmt: skip
    finally:
        target.write_text(original, "utf-8")
    print(f"{'killed by its ' + by if by else 'SURVIVED':22} {mutant.path}:{mutant.line}", flush=True)
    return bool(by)


def _fails(folder: Path, options: Sequence[str], limit: float) -> bool:
    try:
        found = run(folder, options, limit)
    except subprocess.TimeoutExpired:
        return True
    if found.returncode == USAGE:
        raise ValueError(found.stdout + found.stderr)
    return found.returncode not in {0, NO_TESTS}


def run(folder: Path, options: Sequence[str], limit: float | None) -> subprocess.CompletedProcess[str]:
    """pytest in `folder`; without written bytecode, since files change within a second."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=limit, check=False
    )


if __name__ == "__main__":
    main()
