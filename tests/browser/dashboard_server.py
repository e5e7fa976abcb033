"""Serves the dashboard as people do, in a process of its own, for the browser tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.config import PROJECT

PATIENCE = 60  # seconds until the server answers
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
FRAME = "iframe[title='streamlit_folium.st_folium']"
SLOW = 60_000  # milliseconds: this machine may be busy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(configuration: Path, options: Sequence[str] = (), prefix: str = "") -> Iterator[str]:
    """The address of a running dashboard over `configuration`; stopped afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "pipeline.views.serve", "--port", str(port), *options]
    environment = {**os.environ, "WHENABOUTS_CONFIG": str(configuration)}
    log = configuration.with_suffix(".log")
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=out, stderr=out)
        try:
            _wait(f"http://127.0.0.1:{port}{prefix}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}{prefix}/"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if _answers(address):
            return
        time.sleep(0.1)
    raise AssertionError(f"the dashboard did not start: {log.read_text('utf-8')[-2000:]}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def settled(page: Any) -> Any:
    """The page once its first run is over, the feed is there, the map has drawn its layer and words have their font."""
    page.set_default_timeout(SLOW)
    page.wait_for_selector(".st-key-bar")
    page.wait_for_selector(SETTLED)
    if page.locator(".st-key-map").count():
        page.frame_locator(FRAME).locator("#map_div").wait_for()
        map_frame(page).wait_for_function("Boolean(window.whenaboutsToken)")
    page.evaluate("document.fonts.ready")  # until then an icon is as wide as its name
    return page


def map_frame(page: Any) -> Any:
    return page.query_selector(FRAME).content_frame()


def parameters(page: Any) -> dict[str, str]:
    """The link's parameters, without the map's own position."""
    found = page.evaluate("Object.fromEntries(new URL(location.href).searchParams)")
    return {name: value for name, value in found.items() if name != "map"}


def until(page: Any, name: str, value: str | None) -> None:
    """Wait until the link's parameter `name` is `value` (None: is gone) and the run is over."""
    page.wait_for_function(
        "([name, value]) => new URL(location.href).searchParams.get(name) === value", arg=[name, value]
    )
    page.wait_for_selector(SETTLED)
