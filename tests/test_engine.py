"""The pool: every chunk is done, a dead worker costs only its chunk, nothing outlives the parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engine import Outcome, map_chunks, workers_for
from pipeline.errors import ModelError

ROOT = Path(__file__).resolve().parent.parent


def square(number: int) -> int:
    print("a library that prints")  # noqa: T201
    return number * number


def touchy(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), 9)
    if number == 4:
        raise ZeroDivisionError("four is too much")
    return number


def misconfigured(number: int) -> int:
    raise ModelError("there is no model")


def where(number: int) -> int:
    return os.getpid()


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_every_chunk_is_done_once(workers: int) -> None:
    outcomes = list(map_chunks(square, range(7), workers=workers))
    assert sorted((one.chunk, one.value) for one in outcomes) == [(number, number * number) for number in range(7)]
    assert list(map_chunks(square, [], workers=workers)) == []


def test_a_dead_worker_costs_only_its_chunk() -> None:
    outcomes = {one.chunk: one for one in map_chunks(touchy, range(8), workers=2)}
    assert {number: one.value for number, one in outcomes.items() if not one.error} == {
        number: number for number in (0, 1, 2, 5, 6, 7)
    }
    assert outcomes[4].error == "ZeroDivisionError: four is too much (the process ended with 1)"
    assert outcomes[3] == Outcome(3, None, "no message (the process ended with -9)")


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_raised_on_purpose_ends_the_map(workers: int) -> None:
    with pytest.raises(ModelError, match="there is no model"):
        list(map_chunks(misconfigured, range(4), workers=workers))


def test_a_map_that_is_left_early_ends_its_workers() -> None:
    outcomes = map_chunks(where, range(50), workers=2)
    first = next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert first.value is not None
    with pytest.raises(ProcessLookupError):
        os.kill(first.value, 0)


def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    told = tmp_path / "pid"
    script = (
        "import sys, time, pathlib; sys.path.insert(0, 'tests'); import test_engine; from pipeline.engine import *\n"
        f"for one in map_chunks(test_engine.where, [1], workers=1):\n"
        f"    pathlib.Path({str(told)!r}).write_text(str(one.value)); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    try:
        worker = _number(told)
        os.kill(worker, 0)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        assert _ends(worker)
    finally:
        parent.kill()
        parent.wait()


def test_zero_workers_means_one_a_core() -> None:
    assert workers_for(0) >= 1
    assert workers_for(3) == 3


def _number(path: Path) -> int:
    for _ in range(600):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError("the parent never answered")


def _ends(pid: int) -> bool:
    for _ in range(200):
        status = Path(f"/proc/{pid}/stat")
        try:
            os.kill(pid, 0)
            if status.exists() and ") Z " in status.read_text():
                return True  # ended, and only waits for its adopter to notice
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
