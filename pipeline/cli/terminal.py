"""What the verbs share: the settings, the progress bar, tables."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from pipeline.config import Settings

_WIDTH = 30  # characters of the bar
_QUIET_SECONDS = 5.0  # between two lines where the bar cannot be redrawn


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings that `--config` names, or the usual ones."""
    from pipeline import config

    return config.load(arguments.config)


class Progress:
    """A bar on a terminal; elsewhere a line now and then. Called with a fraction 0..1 and what is being done."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._last = ""
        self._next = 0.0
        self._drawn = False

    def __call__(self, fraction: float, text: str) -> None:
        """Show how far the work is."""
        if self._is_terminal:
            filled = round(_WIDTH * min(1.0, max(0.0, fraction)))
            print(f"\r\x1b[2K[{'#' * filled}{'.' * (_WIDTH - filled)}] {text}", end="", file=self._stream, flush=True)
            self._drawn = True
        elif text != self._last and (time.monotonic() >= self._next or fraction >= 1.0):
            print(f"{100 * fraction:3.0f} % {text}", file=self._stream, flush=True)
            self._next = time.monotonic() + _QUIET_SECONDS
        self._last = text

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            print("\r\x1b[2K", end="", file=self._stream, flush=True)


def table(rows: Sequence[Sequence[str]], stream: TextIO | None = None) -> None:
    """Rows as aligned columns on standard output; the first row is the heading."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip(), file=stream or sys.stdout)


def count(number: int, noun: str) -> str:
    """ "1 event", "2 events"; the noun's plural is regular or ends in -y."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
