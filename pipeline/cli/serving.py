"""Verbs that show events: serve and publish."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.cli import disclosure
from pipeline.cli.documents import known_dataset, selection_of
from pipeline.cli.terminal import Progress, count, settings_of


def add(verbs: Any) -> None:
    """Put the verbs of this module on the command line."""
    serve = verbs.add_parser("serve", help="bring everything up to date and serve the dashboard")
    serve.add_argument("--port", type=int, metavar="N", help="port (default: the setting, 8501)")
    serve.add_argument("--address", metavar="HOST", help="address to bind to (default: the setting, 127.0.0.1)")
    serve.add_argument("--base-path", metavar="PREFIX", help="path prefix that a reverse proxy leaves in the address")
    serve.add_argument("--no-update", action="store_true", help="serve what is there; read no documents first")
    serve.set_defaults(run=serve_dashboard)

    publish = verbs.add_parser("publish", help="write a data set or a selection as static web pages")
    publish.add_argument("out", type=Path, metavar="OUT", help="folder to write to")
    publish.add_argument("--set", metavar="NAME", help="data set (default: the link's, else example)")
    publish.add_argument("--link", metavar="URL", help="only what this share link shows (default: everything)")
    publish.add_argument(
        "--language", default="en", metavar="CODE", help="language of the pages' own words (default: en)"
    )
    disclosure.add(publish, ("titles", "quote", "text"), "quote")
    publish.set_defaults(run=publish_pages)


def serve_dashboard(arguments: argparse.Namespace) -> int:
    """`serve`: in a process of its own, because the command line knows nothing of the page."""
    settings = settings_of(arguments)
    if not arguments.no_update:
        from pipeline import run

        with Progress() as progress:
            run.ensure(settings, progress)
    command = [sys.executable, "-m", "pipeline.views.serve"]
    for option in ("port", "address", "base_path"):
        value = getattr(arguments, option)
        if value is not None:
            command += [f"--{option.replace('_', '-')}", str(value)]
    address, port = arguments.address or settings.address, arguments.port or settings.port
    prefix = f"{arguments.base_path.strip('/')}/" if arguments.base_path else ""
    print(f"The dashboard is at http://{_browsable(address)}:{port}/{prefix} (stop with Ctrl-C)", file=sys.stderr)
    return _become(command, _environment(arguments.config))


def _become(command: list[str], environment: Mapping[str, str]) -> int:
    """Go on as another program, so that whoever stops us stops it; on Windows start it and wait."""
    if os.name == "posix":
        sys.stderr.flush()
        os.execve(command[0], command, environment)
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _browsable(address: str) -> str:
    """What to type into a browser for an address to bind to."""
    if address in {"127.0.0.1", "::1", "0.0.0.0", "::"}:
        return "localhost"
    return f"[{address}]" if ":" in address else address


def _environment(config: Path | None) -> dict[str, str]:
    return {**os.environ, "WHENABOUTS_CONFIG": str(config.resolve())} if config else dict(os.environ)


def publish_pages(arguments: argparse.Namespace) -> int:
    """`publish`: timeline, map and list that need no server; says what leaves."""
    from dataclasses import replace

    from pipeline.run.publishing import publication, publish
    from pipeline.store import Store

    settings = settings_of(arguments)
    selection = selection_of(arguments)
    store = Store(settings)
    slug = known_dataset(settings, selection.dataset)
    title = next(dataset.title for dataset in store.datasets() if dataset.slug == slug)
    chosen = disclosure.chosen(arguments)
    content = publication(store.open(slug), selection, title, chosen, arguments.language)
    if not arguments.link:  # everything is there; the page opens on the main events, as the dashboard does
        content = replace(content, query=())
    written = publish(content, arguments.out)
    print(f"{count(len(content.events), 'event')} from {count(len(content.documents), 'document')}", file=sys.stderr)
    print(f"What leaves: {disclosure.words(chosen)}", file=sys.stderr)
    print(f"{count(len(written), 'file')} in {arguments.out}; open {arguments.out / 'index.html'}", file=sys.stderr)
    return 0
