"""Verbs on documents and events: run, explain, export, datasets."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli import disclosure
from pipeline.cli.terminal import Progress, count, settings_of, table

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.model import Run
    from pipeline.selection import Selection

EXAMPLE = "example"
MINE = "my-documents"


def add(verbs: Any) -> None:
    """Put the verbs of this module on the command line."""
    run = verbs.add_parser("run", help="find the events in documents; does again only what changed")
    run.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders to add (default: bring everything up to date)",
    )
    run.add_argument("--set", metavar="NAME", help="data set (default: my-documents for PATHs, else every data set)")
    run.add_argument("--workers", type=int, metavar="N", help="processes; 0 is one a core (default: the setting)")
    run.set_defaults(run=run_documents)

    explain = verbs.add_parser("explain", help="print what is found in one document, and why")
    explain.add_argument(
        "file", type=Path, metavar="FILE", help="a .txt, .md, .html, .pdf or .docx file; - reads standard input"
    )
    explain.set_defaults(run=explain_file)

    export = verbs.add_parser(
        "export", help="write events as csv, geojson, kml, ics, georss, timelinejs, jsonl or html"
    )
    export.add_argument("--format", metavar="NAME", help="the format (default: by the suffix of --out, else csv)")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to (default: standard output)")
    export.add_argument("--set", metavar="NAME", help="data set (default: the link's, else example)")
    export.add_argument("--link", metavar="URL", help="only what this share link shows (default: everything)")
    export.add_argument(
        "--language", default="en", metavar="CODE", help="language of dates and reasons in words (default: en)"
    )
    disclosure.add(export, ("titles", "quote"), "all that is known of an event")
    export.set_defaults(run=export_events)

    datasets = verbs.add_parser("datasets", help="list the data sets")
    datasets.set_defaults(run=list_datasets)


def run_documents(arguments: argparse.Namespace) -> int:
    """`run`: add files, then bring one data set or all of them up to date."""
    from pipeline import gazetteer, run
    from pipeline.store import Store

    settings = settings_of(arguments)
    if arguments.workers is not None:
        settings = dataclasses.replace(settings, workers=arguments.workers)
    chosen = arguments.set or (MINE if arguments.paths else "")
    with Progress() as progress:
        if not gazetteer.is_current(settings.gazetteer_path):
            gazetteer.build(settings.gazetteer_path, progress)
        only = [_added(settings, chosen, path) for path in _files(arguments.paths)] or None
        slugs = [chosen] if chosen else [dataset.slug for dataset in Store(settings).datasets()]
        runs = [(slug, run.run(settings, slug, progress=progress, only=only)) for slug in slugs]
    broken = 0
    for slug, done in runs:
        print(_summary(settings, slug, done))
        broken += _name_failed(settings, slug)
    return 1 if broken else 0


def _name_failed(settings: Settings, slug: str) -> int:
    """Name on standard error every document of a data set that could not be read, and why; how many they are."""
    from pipeline import run
    from pipeline.store import Store

    documents = Store(settings).open(slug).documents()
    failed = documents[documents["error"] != ""]
    for row in failed.itertuples():
        print(f"error: {row.source}: {run.faults.reason(str(row.error), str(row.source))}", file=sys.stderr)
    return len(failed)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that paths name; of folders those with a suffix that a reader takes. Raises ReadError for none."""
    from pipeline import readers
    from pipeline.errors import ReadError

    for path in paths:
        if not path.exists():
            raise ReadError(f"{path}: there is no such file or folder")
        if path.is_file():
            yield path
            continue
        found = sorted(entry for entry in path.rglob("*") if entry.suffix.lower() in readers.suffixes())
        if not found:
            raise ReadError(f"{path}: no file in this folder ends in {', '.join(readers.suffixes())}")
        yield from found


def _added(settings: Settings, dataset: str, path: Path) -> Path:
    """Where the file lies in the data set: where it is, if that is in its folder already, else a copy."""
    from pipeline import run

    home = settings.seeds_dir if dataset == EXAMPLE else settings.documents_dir / dataset
    if path.resolve().is_relative_to(home.resolve()):
        return path
    return run.add(settings, dataset, path.name, path.read_bytes())


def _summary(settings: Settings, slug: str, done: Run) -> str:
    """What a run did, and what the data set holds now."""
    from pipeline.selection import Selection
    from pipeline.store import Store

    counts = Store(settings).open(slug).count(Selection(dataset=slug, main=False))
    holds = f"{count(counts.total, 'event')} ({counts.main_total:,} main) from {count(counts.documents, 'document')}"
    failed = f", {count(done.failed, 'document')} failed" if done.failed else ""
    worked = f"read {count(done.read, 'document')}{failed}" if done.ended else "nothing changed"
    return f"{slug}: {worked}; {holds}"


def explain_file(arguments: argparse.Namespace) -> int:
    """`explain`: what every stage made of a document, with its reasons."""
    from pipeline import run

    settings = settings_of(arguments)
    raw = sys.stdin.buffer.read() if str(arguments.file) == "-" else arguments.file.read_bytes()
    for document in run.read(raw, "standard input" if str(arguments.file) == "-" else str(arguments.file)):
        print(run.explain(document, settings))
    return 0


def export_events(arguments: argparse.Namespace) -> int:
    """`export`: events to a file or to standard output."""
    from pipeline.exporters import registry
    from pipeline.run import publishing
    from pipeline.store import Store

    settings = settings_of(arguments)
    suffix = arguments.out.suffix.lower() if arguments.out else ""
    by_suffix = next((name for name in registry if suffix and registry[name].suffix == suffix), "csv")
    exporter = registry[arguments.format or by_suffix]
    selection = selection_of(arguments)
    query = Store(settings).open(known_dataset(settings, selection.dataset))
    events = publishing.events(query, selection, disclosure.chosen(arguments))
    if arguments.out is None:
        exporter.write(events, sys.stdout.buffer, arguments.language)
        sys.stdout.buffer.flush()
        return 0
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    temporary = arguments.out.with_name(f"{arguments.out.name}.tmp")
    with temporary.open("wb") as out:
        exporter.write(events, out, arguments.language)
    temporary.replace(arguments.out)
    print(f"{count(len(events), 'event')} written to {arguments.out}", file=sys.stderr)
    return 0


def selection_of(arguments: argparse.Namespace) -> Selection:
    """What `--link` and `--set` choose; without a link everything but what a person rejected."""
    from pipeline.selection import Selection

    if not arguments.link:
        return Selection(dataset=arguments.set or EXAMPLE, main=False, not_statuses=("rejected",))
    selection, notes = Selection.from_url(arguments.link)
    for note in notes:
        print(f"note: {note}", file=sys.stderr)
    return dataclasses.replace(selection, dataset=arguments.set) if arguments.set else selection


def known_dataset(settings: Settings, slug: str) -> str:
    """`slug`, if there is such a data set. Raises StoreError that lists those there are."""
    from pipeline.errors import StoreError
    from pipeline.store import Store

    known = [dataset.slug for dataset in Store(settings).datasets()]
    if slug not in known:
        raise StoreError(f"no data set is called {slug!r}; there are: {', '.join(known)}")
    return slug


def list_datasets(arguments: argparse.Namespace) -> int:
    """`datasets`: name, title, documents, events, time of the last run."""
    from pipeline.selection import Selection
    from pipeline.store import Store

    store = Store(settings_of(arguments))
    rows = [["name", "title", "documents", "events", "last run (UTC)"]]
    for dataset in store.datasets():
        snapshot = store.snapshot(dataset.slug)
        total = store.open(dataset.slug).count(Selection(dataset=dataset.slug, main=False)).total if snapshot else 0
        documents = len(snapshot.documents) if snapshot else 0
        created = snapshot.created[:19].replace("T", " ") if snapshot else "never"
        rows.append([dataset.slug, dataset.title, str(documents), str(total), created])
    table(rows)
    return 0
