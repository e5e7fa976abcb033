"""The whole pipeline: documents in, a committed data set out. Here, and only here, the stages are put together.

Importing this is cheap: the stages themselves are imported when there is a document to read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline import gazetteer
from pipeline.config import Settings
from pipeline.model import Document
from pipeline.run import bin, faults, sources
from pipeline.run.process import Progress, run
from pipeline.run.sources import add, safe_name
from pipeline.store import EXAMPLE, Store

if TYPE_CHECKING:
    from pipeline.store import Extraction

__all__ = [
    "Progress",
    "add",
    "bin",
    "ensure",
    "explain",
    "extract",
    "faults",
    "read",
    "remove_dataset",
    "remove_document",
    "run",
    "safe_name",
]

BUILT = 0.4  # share of the progress bar that building the gazetteer takes


def ensure(settings: Settings, progress: Progress | None = None) -> None:
    """Make a working installation: build the gazetteer if it is missing or old, bring every data set up to date.

    Takes well under a second where nothing changed, and then writes nothing.
    """
    tell = progress or (lambda share, text: None)
    start = 0.0
    if not gazetteer.is_current(settings.gazetteer_path):
        gazetteer.build(settings.gazetteer_path, _share(tell, start, BUILT))
        start = BUILT
    slugs = [dataset.slug for dataset in Store(settings).datasets()]
    width = (1.0 - start) / len(slugs)
    for number, slug in enumerate(slugs):
        run(settings, slug, progress=_share(tell, start + number * width, width))
    tell(1.0, "Ready")


def read(raw: bytes, source: str, dataset: str = EXAMPLE) -> Iterator[Document]:
    """The documents in some bytes (see `readers.read`)."""
    from pipeline import readers

    return readers.read(raw, source, dataset)


def extract(document: Document, settings: Settings) -> Extraction:
    """Everything found in one document."""
    from pipeline.run import extraction

    return extraction.extract(document, settings)


def explain(document: Document, settings: Settings) -> str:
    """What was found in one document and why, as plain text."""
    from pipeline.run import report

    return report.explain(document, settings)


def remove_document(settings: Settings, dataset: str, document_id: str) -> None:
    """Remove a document, its events and, where it was uploaded or pasted, its file, with whatever else that held.

    A document of the example disappears from the data set; its seed stays, and counts again when it is edited.
    """
    kept = Store(settings)
    held = bin.held_with(settings, dataset, (document_id,)) if dataset != EXAMPLE else {}
    for source, documents in held.items():
        sources.path_of(settings, dataset, source).unlink(missing_ok=True)
        for name in documents:
            kept.delete_document(dataset, name)
    kept.delete_document(dataset, document_id)


def remove_dataset(settings: Settings, dataset: str) -> None:
    """Remove a data set and its uploaded files; of the example only what was made from the seeds."""
    Store(settings).delete_dataset(dataset)
    if dataset != EXAMPLE:
        shutil.rmtree(sources.folder_of(settings, dataset), ignore_errors=True)
    bin.empty(settings, dataset)


def _share(tell: Progress, start: float, width: float) -> Progress:
    """A progress that fills only a part of another's bar."""
    return lambda share, text: tell(start + width * share, text)
