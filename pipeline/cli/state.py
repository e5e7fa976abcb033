"""Verbs on what is kept: judgements, delete, doctor."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from pipeline.cli.documents import known_dataset
from pipeline.cli.terminal import count, settings_of


def add(verbs: Any) -> None:
    """Put the verbs of this module on the command line."""
    judgements = verbs.add_parser("judgements", help="back up, restore, export or import what people said about events")
    actions = judgements.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, function, says in (
        ("backup", back_up, "copy the log into one file"),
        ("restore", restore, "bring back what a backup has and the log lacks; nothing newer is lost"),
        ("export", export_log, "write the log as JSON Lines, for another installation with the same documents"),
        ("import", import_log, "add the rows of such a file that the log lacks"),
    ):
        action = actions.add_parser(name, help=says)
        action.add_argument("file", type=Path, metavar="FILE", help="the backup, or the file of JSON Lines")
        action.set_defaults(run=function)

    delete = verbs.add_parser("delete", help="remove a document or a whole data set, and its events")
    targets = delete.add_subparsers(dest="target", metavar="WHAT", required=True)
    document = targets.add_parser("document", help="one document; its uploaded file goes too")
    document.add_argument("id", metavar="ID", help="the document's id, as the documents view and exports show it")
    document.add_argument("--set", metavar="NAME", help="data set (default: every one that holds it)")
    document.add_argument("--yes", action="store_true", help="do not ask")
    document.set_defaults(run=delete_document)
    dataset = targets.add_parser("set", help="a data set with its uploaded files; seeds stay")
    dataset.add_argument("id", metavar="NAME", help="the data set's name, as `datasets` lists it")
    dataset.add_argument("--yes", action="store_true", help="do not ask")
    dataset.set_defaults(run=delete_dataset)

    doctor = verbs.add_parser("doctor", help="check this installation; says what to do about each problem")
    doctor.set_defaults(run=examine)


def back_up(arguments: argparse.Namespace) -> int:
    """`judgements backup FILE`"""
    from pipeline.store import Store

    log = Store(settings_of(arguments)).judgements
    log.backup(arguments.file)
    print(f"{count(len(log.log()), 'judgement')} copied to {arguments.file}", file=sys.stderr)
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """`judgements restore FILE`"""
    from pipeline.store import Store

    number = Store(settings_of(arguments)).judgements.restore(arguments.file)
    print(f"{count(number, 'judgement')} brought back from {arguments.file}", file=sys.stderr)
    return 0


def export_log(arguments: argparse.Namespace) -> int:
    """`judgements export FILE`"""
    from pipeline.store import Store

    log = Store(settings_of(arguments)).judgements
    log.keep_off(arguments.file)
    arguments.file.write_bytes(log.export())
    print(f"{count(len(log.log()), 'judgement')} written to {arguments.file}", file=sys.stderr)
    return 0


def import_log(arguments: argparse.Namespace) -> int:
    """`judgements import FILE`"""
    from pipeline.store import Store

    number = Store(settings_of(arguments)).judgements.load(arguments.file.read_bytes())
    print(f"{count(number, 'judgement')} added from {arguments.file}", file=sys.stderr)
    return 0


def delete_document(arguments: argparse.Namespace) -> int:
    """`delete document ID`"""
    from pipeline import run
    from pipeline.errors import StoreError
    from pipeline.store import Store

    settings = settings_of(arguments)
    store = Store(settings)
    names = [known_dataset(settings, arguments.set)] if arguments.set else [one.slug for one in store.datasets()]
    snapshots = {name: store.snapshot(name) for name in names}
    holding = [name for name, held in snapshots.items() if held is not None and arguments.id in held.documents]
    if not holding:
        raise StoreError(f"no document {arguments.id!r} in {', '.join(names)}")
    for name in holding:
        if not _agreed(arguments, f"document {arguments.id} of {name}"):
            return 1
        run.remove_document(settings, name, arguments.id)
        print(f"document {arguments.id} is gone from {name}", file=sys.stderr)
    return 0


def delete_dataset(arguments: argparse.Namespace) -> int:
    """`delete set NAME`"""
    from pipeline import run

    settings = settings_of(arguments)
    name = known_dataset(settings, arguments.id)
    if not _agreed(arguments, f"the data set {name} with everything in it"):
        return 1
    run.remove_dataset(settings, name)
    print(f"the data set {name} is gone", file=sys.stderr)
    return 0


def _agreed(arguments: argparse.Namespace, what: str) -> bool:
    """Whether to go on: `--yes`, or a person's answer; nobody to ask means no."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        print(f"error: this would delete {what}; add --yes if that is meant", file=sys.stderr)
        return False
    return input(f"Delete {what}? This cannot be undone. [y/N] ").strip().lower() in {"y", "yes"}


def examine(arguments: argparse.Namespace) -> int:
    """`doctor`"""
    from pipeline.cli.doctor import checks

    findings = list(checks(lambda: settings_of(arguments)))
    for finding in findings:
        advice = f": {finding.advice}" if finding.advice else ""
        print(f"{finding.state:8} {finding.subject:14} {finding.found}{advice}")
    problems = sum(finding.state == "problem" for finding in findings)
    print("everything is in order" if problems == 0 else count(problems, "problem"))
    return 1 if problems else 0
