"""A real browser that may ask only this machine: any other request, and any error of a page, fails the test.

Without a browser these tests are skipped with a reason; with REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
Browser, Page = sync_api.Browser, sync_api.Page

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium")
LOCAL = ("127.0.0.1", "localhost", "::1")
# Chromium's own remarks on attributes that Streamlit writes; not errors of a page.
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def executable() -> str | None:
    """The browser: CHROMIUM_PATH, Debian's Chromium, or whatever bears its name."""
    named = os.environ.get("CHROMIUM_PATH", "")
    found = [path for path in (named, *PLACES) if path and Path(path).exists()]
    return found[0] if found else shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = executable()
    if path is None:
        reason = "there is no Chromium; install it, or set CHROMIUM_PATH"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@dataclass
class Visits:
    """Opens pages and keeps what they did that they must not."""

    browser: Browser
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def __call__(self, url: str, *, phone: bool = False, dark: bool = False) -> Page:
        """The page at `url`, in a fresh profile."""
        context = self.browser.new_context(viewport=PHONE if phone else WIDE, color_scheme="dark" if dark else "light")
        page = context.new_page()
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.errors.append(f"{url}: {error}"))
        page.on("console", lambda told: self.errors.append(f"{url}: {told.text}") if told.type == "error" else None)
        self.pages.append(page)
        page.goto(url)
        return page

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("file", "data", "blob", "about") and parts.hostname not in LOCAL:
            self.asked.append(url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`visit(url, phone=False, dark=False)`; afterwards no request may have left and no page may have erred."""
    visits = Visits(browser)
    yield visits
    for page in visits.pages:
        page.context.close()
    assert visits.asked == []
    assert visits.errors == []


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without writing a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """`serve_folder(path)` is the address of a plain file server on this machine."""
    servers: list[ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
