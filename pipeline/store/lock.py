"""One writer a data set: an advisory lock that the operating system drops when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError

POLL_SECONDS = 0.1

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `patience` seconds for another holder. Raises StoreError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(descriptor, path, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)  # which drops the lock


def _wait(descriptor: int, path: Path, deadline: float) -> None:
    while True:
        try:
            return _try(descriptor)
        except OSError as error:
            if time.monotonic() >= deadline:
                message = f"another run is at work on {path.parent.name!r}; wait until it has ended and try again"
                raise StoreError(message) from error
        time.sleep(POLL_SECONDS)
