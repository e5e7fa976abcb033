"""Shared fixtures: paths, the development corpora where they are present."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

from pipeline.config import Settings
from pipeline.gazetteer import Gazetteer
from pipeline.geocoders import Embedded
from tests.gazetteer_fixture import write_tiny

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
HOSTILE = ROOT.parent / "shared" / "hostile"

hypothesis.settings.register_profile("house", deadline=None)  # no test times anything: a busy machine is no fault
hypothesis.settings.load_profile("house")


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


@pytest.fixture(scope="session")
def tiny_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Some 600 real places (countries, US states, well-known and ambiguous cities) and all curated ones."""
    path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite"
    write_tiny(path)
    return Gazetteer.open(path)


@pytest.fixture(scope="session")
def full() -> Embedded:
    """The embedded geocoder over the full gazetteer."""
    path = Settings().gazetteer_path
    if not path.is_file():
        pytest.skip("the full gazetteer is not built: python -m pipeline gazetteer build")
    return Embedded(Gazetteer.open(path))
