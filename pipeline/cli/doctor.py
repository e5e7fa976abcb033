"""What could be wrong with an installation, one finding a line, with what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ConfigurationError, GazetteerError, ModelError, StoreError

if TYPE_CHECKING:
    from pipeline.config import Settings

_OLDEST_PYTHON = (3, 11)
_DISK_NEEDED = 1_000_000_000  # bytes: the gazetteer while it is built, and room for a store
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: `state` is ok, note or problem; `advice` says what to do, "" for nothing."""

    state: str
    subject: str
    found: str
    advice: str = ""


def checks(load: Callable[[], Settings]) -> Iterator[Finding]:
    """Every finding, the groundwork first; without readable settings the rest cannot be looked at."""
    yield _python()
    yield from _packages()
    try:
        settings = load()
    except ConfigurationError as error:
        yield Finding("problem", "settings", str(error), "correct that file; docs/configuration.md lists the settings")
        return
    yield Finding("ok", "settings", "read")
    yield _model(settings)
    yield _gazetteer(settings)
    yield from _store(settings)
    yield _disk(settings)
    yield _geocoders(settings)
    yield _browser()


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < _OLDEST_PYTHON:
        return Finding("problem", "Python", version, "install Python 3.11 or newer")
    return Finding("ok", "Python", version)


def _packages() -> Iterator[Finding]:
    """The pinned packages: the missing ones and those of another version, or one line that all is well."""
    from pipeline.config import PROJECT

    path = PROJECT / "requirements.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pinned = [line.split(";")[0].strip().partition("==") for line in lines if "==" in line and line[0].isalpha()]
    wrong = 0
    for name, _, version in pinned:
        try:
            installed = metadata.version(name.strip())
        except metadata.PackageNotFoundError:
            wrong += 1
            yield Finding("problem", "packages", f"{name} is missing", "pip install -r requirements.txt")
            continue
        if installed != version.strip():
            wrong += 1
            found = f"{name} {installed} instead of {version}"
            yield Finding("note", "packages", found, "pip install -r requirements.txt for the tested version")
    if not wrong:
        yield Finding("ok", "packages", f"{len(pinned)} of {len(pinned)} as pinned")


def _model(settings: Settings) -> Finding:
    from pipeline.nlp import Parser

    if not settings.spacy_model:
        return Finding("note", "language model", "none", "spacy_model is empty: fewer places and events are found")
    try:
        parser = Parser.load(settings.spacy_model)
    except ModelError as error:
        return Finding("problem", "language model", str(error))
    return Finding("ok", "language model", parser.fingerprint)


def _gazetteer(settings: Settings) -> Finding:
    from pipeline import gazetteer

    advice = "python -m pipeline gazetteer build"
    try:
        info = gazetteer.Gazetteer.open(settings.gazetteer_path).info()
    except GazetteerError as error:
        return Finding("problem", "gazetteer", str(error), advice)
    if not gazetteer.is_current(settings.gazetteer_path):
        return Finding("problem", "gazetteer", "built from other versions than are installed", advice)
    return Finding("ok", "gazetteer", f"{info['places']:,} places, {info['names']:,} names")


def _store(settings: Settings) -> Iterator[Finding]:
    from pipeline.selection import Selection
    from pipeline.store import Store

    store = Store(settings)
    try:
        for dataset in store.datasets():
            if store.snapshot(dataset.slug) is None:
                yield Finding("note", "store", f"{dataset.slug}: no run yet", "python -m pipeline run")
                continue
            counts = store.open(dataset.slug).count(Selection(dataset=dataset.slug, main=False))
            yield Finding("ok", "store", f"{dataset.slug}: {counts.total:,} stories, {counts.documents:,} documents")
        yield Finding("ok", "judgements", f"{len(store.judgements.log()):,} in the log")
        if odd := store.judgements.unsound():
            yield Finding("note", "judgements", f"{len(odd):,} more make no sense; they are kept and applied nowhere")
    except StoreError as error:
        yield Finding("problem", "store", str(error), "delete data/store and run python -m pipeline run")


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB free at {settings.data_dir}"
    if not os.access(folder, os.W_OK):
        return Finding("problem", "disk", f"{folder} cannot be written", "set data_dir to a folder that can")
    if free < _DISK_NEEDED:
        return Finding("problem", "disk", found, "free some space, or set data_dir to a larger disk")
    return Finding("ok", "disk", found)


def _geocoders(settings: Settings) -> Finding:
    remote = [name for name in settings.geocoders if name != "embedded"]
    if remote:
        return Finding("note", "geocoders", ", ".join(settings.geocoders), "place names leave this computer")
    return Finding("ok", "geocoders", "embedded only; nothing leaves this computer")


def _browser() -> Finding:
    """Chromium is needed by the browser tests alone."""
    named = os.environ.get("CHROMIUM", "")
    found = next((path for name in (named, *_BROWSERS) if name and (path := shutil.which(name))), "")
    if not found or not Path(found).exists():
        return Finding("note", "browser", "no Chromium", "only the browser tests need it")
    return Finding("ok", "browser", found)
