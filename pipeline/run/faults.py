"""What stopped a document, kept with it in one line: for who added it, and for who mends the program.

A refusal says what is wrong with the file: "ReadError: it is damaged". Anything else is a fault of this program, told
without quoting the document: "Fault: IndexError in resolve/relations.py:61 stated, resolve/__init__.py:38 resolve".
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pipeline
from pipeline.errors import WhenaboutsError

Value = TypeVar("Value")
FAULT = "Fault"
MOST_CALLS = 6
_CODE = Path(pipeline.__file__).resolve().parent


def attempt(step: Callable[[], Value]) -> tuple[Value | None, str]:
    """What `step` gives, or None and what went wrong: the guard that keeps one document from stopping the others."""
    try:
        return step(), ""
    except Exception as error:  # noqa: BLE001  (the only broad one: a document may break a stage in any way)
        return None, told(error)


def told(error: Exception) -> str:
    """One line for an error: its words where they are ours, else its kind and the calls that led to it, last first."""
    kind = type(error).__name__
    if isinstance(error, WhenaboutsError | OSError):
        return f"{kind}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    calls = [f"{_named(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
    return f"{FAULT}: {kind} in {', '.join(calls[:MOST_CALLS])}"


def reason(error: str, source: str) -> str:
    """What a kept line says to who added the file: without the kind of error and the path."""
    kind, _, said = error.partition(": ")
    if kind == FAULT:
        return (
            f"a fault of this program stopped it ({said.partition(' ')[0]}); the document is kept, please report this"
        )
    return (said if kind.endswith("Error") else error).removeprefix(f"{source}: ")


def report(error: str, facts: Mapping[str, object]) -> str:
    """A report of what stopped a document, as text that holds none of it: `facts`, then the calls, a line each."""
    kind, _, said = error.partition(": ")
    calls = said.split(", ") if kind == FAULT else [kind]
    return "\n".join(
        ["Whenabouts could not read a document.", *(f"{name}: {fact}" for name, fact in facts.items()), *calls]
    )


def _named(path: str) -> str:
    """A file below our own package by its path there, another by its name."""
    file = Path(path).resolve()
    return file.relative_to(_CODE).as_posix() if file.is_relative_to(_CODE) else file.name
