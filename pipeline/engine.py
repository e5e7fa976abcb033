"""Map a function over chunks in a pool of processes; one chunk that kills its process never stops the others.

Each worker is a fresh interpreter that is handed pickled calls through a pipe. It never imports the program's main
module (so it works inside Streamlit as in a script), ends when its pipe closes (so that no worker outlives a killed
parent), and is replaced when it dies.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from pipeline.errors import WhenaboutsError

Chunk = TypeVar("Chunk")
Value = TypeVar("Value")

MOST_WORKERS = 8  # by default; each holds a language model, some 400 MB
SERVE = "from pipeline.engine import serve; serve()"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Chunk, Value]):
    """What became of one chunk: its `value`, or in `error` the last words of the process that died over it."""

    chunk: Chunk
    value: Value | None = None
    error: str = ""


def workers_for(wanted: int) -> int:
    """The number of processes that the setting `workers` means; 0 is one a core."""
    return wanted if wanted > 0 else min(os.cpu_count() or 1, MOST_WORKERS)


def map_chunks(
    function: Callable[[Chunk], Value], chunks: Iterable[Chunk], *, workers: int
) -> Iterator[Outcome[Chunk, Value]]:
    """Outcomes in the order in which they come; with 0 workers all is done in this process.

    `function` is a module's own, chunks and values can be pickled. A `WhenaboutsError` that `function` raises is
    raised here and ends the map; anything else costs only its chunk (and, without workers, is raised as it is).
    """
    listed = list(chunks)
    if workers == 0:
        yield from (Outcome(chunk, function(chunk)) for chunk in listed)
        return
    team = _Team(function)
    pool = ThreadPoolExecutor(max_workers=max(1, min(workers, len(listed))))
    try:
        for future in as_completed([pool.submit(team.do, chunk) for chunk in listed]):
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        team.dismiss()
        pool.shutdown(wait=True)


class _Team:
    """The workers of one map: made when needed, used again, replaced when dead."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: list[_Worker] = []
        self._dismissed = False

    def do(self, chunk: Any) -> Outcome[Any, Any]:
        """One chunk by an idle worker or a new one."""
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = _Worker()
            self._all.append(worker)
        try:
            error, value = worker.call(self._function, chunk)
        except (EOFError, OSError, pickle.UnpicklingError):
            return Outcome(chunk, error="" if self._dismissed else worker.last_words())
        self._idle.put(worker)
        if error is not None:
            raise error
        return Outcome(chunk, value)

    def dismiss(self) -> None:
        """End every worker, busy or idle."""
        self._dismissed = True
        for worker in self._all:
            worker.end()


class _Worker:
    """One process that answers pickled calls."""

    def __init__(self) -> None:
        self._words = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `end`)
        path = os.pathsep.join(entry or os.curdir for entry in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            env={**os.environ, "PYTHONPATH": path},
        )

    def call(self, function: Callable[[Any], Any], chunk: Any) -> tuple[WhenaboutsError | None, Any]:
        """The error raised on purpose, or None, and the value. Raises EOFError or OSError if the process dies."""
        requests, answers = self._process.stdin, self._process.stdout
        if requests is None or answers is None:
            raise EOFError
        pickle.dump((function, chunk), requests)
        requests.flush()
        answer: tuple[WhenaboutsError | None, Any] = pickle.load(answers)
        return answer

    def last_words(self) -> str:
        """The last line that the dead process wrote, and how it ended."""
        code = self._process.wait()
        self._words.seek(0)
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return f"{lines[-1] if lines else 'no message'} (the process ended with {code})"

    def end(self) -> None:
        """Stop the process now."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._words):
            _close(stream)


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:  # what was still to be written to a dead process
        return


def serve() -> None:
    """Answer calls until the pipe closes: the life of a worker."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    while True:
        try:
            function, chunk = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(_answer(function, chunk), answers)
        answers.flush()


def _answer(function: Callable[[Any], Any], chunk: Any) -> tuple[WhenaboutsError | None, Any]:
    try:
        return None, function(chunk)
    except WhenaboutsError as error:
        return error, None
