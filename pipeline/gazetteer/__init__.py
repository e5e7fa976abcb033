"""Place names: building the gazetteer and looking names up in it."""

from __future__ import annotations

from pathlib import Path

from pipeline.gazetteer import sources
from pipeline.gazetteer.build import SCHEMA, build
from pipeline.gazetteer.inputs import Inputs, digests_now
from pipeline.gazetteer.names import normalise, state_of, territory, variants
from pipeline.gazetteer.query import Entry, Gazetteer

__all__ = ["Entry", "Gazetteer", "Inputs", "build", "is_current", "normalise", "state_of", "territory", "variants"]


def is_current(path: Path) -> bool:
    """Whether the gazetteer at `path` is whole and was built from what is installed now, and its inputs are unchanged.

    False for a missing or damaged one too: build it then.
    """
    from pipeline.errors import GazetteerError

    try:
        return Gazetteer.open(path).fingerprint == sources.fingerprint(SCHEMA, digests_now(path))
    except GazetteerError:
        return False
