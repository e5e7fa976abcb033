"""Shared fixtures: paths, the development corpora where they are present."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
HOSTILE = ROOT.parent / "shared" / "hostile"


@pytest.fixture
def corpora() -> Path:
    if not CORPORA.is_dir():
        pytest.skip("the development corpora are not here")
    return CORPORA


@pytest.fixture
def hostile() -> Path:
    if not HOSTILE.is_dir():
        pytest.skip("the hostile strings are not here")
    return HOSTILE
