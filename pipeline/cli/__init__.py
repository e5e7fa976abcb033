"""The command line: `python -m pipeline VERB`. Each verb imports what it needs when it runs, so that help is instant.

Answers go to standard output, progress and errors to standard error. Exit codes: 0 done, 1 a problem that the message
explains, 2 a wrong call, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__
from pipeline.cli import accuracy, documents, names, serving, state
from pipeline.errors import WhenaboutsError

_EPILOG = "Each verb has its own help: python -m pipeline VERB --help. The manual is docs/cli.md."


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="python -m pipeline", description="Dated, located events from documents.", epilog=_EPILOG
    )
    top.add_argument("--version", action="version", version=f"Whenabouts {__version__}")
    top.add_argument("--config", type=Path, metavar="FILE", help="settings (default: whenabouts.toml)")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for group in (documents, accuracy, names, serving, state):
        group.add(verbs)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except WhenaboutsError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output has gone: `... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"error: {error.strerror or error}{f': {error.filename}' if error.filename else ''}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; what was finished is kept, run it again to go on", file=sys.stderr)
        return 130
