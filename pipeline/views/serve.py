"""Serves the dashboard with security headers: `python -m pipeline.views.serve --port 8501`.

`streamlit run dashboard.py` shows the same page; only this launcher adds the content security policy, refuses foreign
host names (DNS rebinding) and binds to the configured address, 127.0.0.1 unless told otherwise.
"""

from __future__ import annotations

import argparse
import importlib
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware

from pipeline import config
from pipeline.config import PROJECT, Settings

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]
Asgi = Callable[[Message, Receive, Send], Awaitable[None]]

SLOW_TO_IMPORT = ("folium", "pandas", "pipeline.store", "pipeline.run")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# Streamlit evaluates component scripts (unsafe-eval, blob:) and styles its elements inline; nothing may leave the host
# but requests for map tiles, where a setting names their server.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:{tiles}; font-src 'self' data:; "
    "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors {ancestors}"
)


def headers(embed_hosts: Sequence[str], tile_origin: str = "") -> list[tuple[bytes, bytes]]:
    """The headers of every response; `embed_hosts` are the sites that may show the page in a frame.

    Pictures may also come from `tile_origin`, where online map tiles are configured.
    """
    ancestors = " ".join(["'self'", *embed_hosts])
    chosen = {
        "content-security-policy": POLICY.format(ancestors=ancestors, tiles=f" {tile_origin}" if tile_origin else ""),
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "permissions-policy": "geolocation=(), camera=(), microphone=()",
        "cross-origin-opener-policy": "same-origin",
    }
    if not embed_hosts:
        chosen["x-frame-options"] = "SAMEORIGIN"
    return [(name.encode(), value.encode()) for name, value in chosen.items()]


class SecurityHeaders:
    """Pure ASGI middleware that adds `extra` headers (a base class that buffers would break streaming)."""

    def __init__(self, app: Asgi, extra: Sequence[tuple[bytes, bytes]]) -> None:
        self._app = app
        self._extra = list(extra)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                added = [pair for pair in self._extra if pair[0] not in present]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def allowed_hosts(address: str, public_url: str) -> list[str]:
    """Host names that a browser may ask for; an empty list accepts any (Streamlit's rule)."""
    public = urlsplit(public_url).hostname
    if address in LOOPBACK:
        return [*LOOPBACK, *([public] if public else [])]
    if address in {"0.0.0.0", "::"}:
        return [*LOOPBACK, public, socket.gethostname()] if public else []
    return [*LOOPBACK, address, *([public] if public else [])]


def options(settings: Settings, base_path: str = "") -> dict[str, Any]:
    """Streamlit's configuration for these settings; error details stay in the log except on a loopback address."""
    chosen: dict[str, Any] = {
        "server.address": settings.address,
        "server.port": settings.port,
        "server.headless": True,
        "server.baseUrlPath": base_path.strip("/"),
        "server.allowedHosts": allowed_hosts(settings.address, settings.public_url),
        "browser.gatherUsageStats": False,
    }
    origin = urlsplit(settings.public_url)
    if origin.hostname:
        chosen["server.corsAllowedOrigins"] = [f"{origin.scheme}://{origin.netloc}"]
    return chosen


def app(settings: Settings) -> st.App:
    """The dashboard as an ASGI application."""
    extra = headers(settings.embed_hosts, settings.tile_origin)
    return st.App(PROJECT / "dashboard.py", middleware=[Middleware(SecurityHeaders, extra=extra)])


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m pipeline.views.serve", description=__doc__.splitlines()[0])
    parser.add_argument("--address", help="address to bind to (default: the configured one, 127.0.0.1)")
    parser.add_argument("--port", type=int, help="port to bind to (default: the configured one, 8501)")
    parser.add_argument("--base-path", default="", help="path prefix that a reverse proxy leaves in the address")
    return parser.parse_args(argv)


def warm_up() -> threading.Thread:
    """Import what the page needs while the server starts, so that the first visitor does not wait for it.

    Not the page itself: streamlit_folium, imported before the server runs, would never be registered with it.
    """
    warming = threading.Thread(target=lambda: [importlib.import_module(name) for name in SLOW_TO_IMPORT], daemon=True)
    warming.start()
    return warming


def main(argv: Sequence[str] | None = None) -> None:
    """Serve until stopped."""
    chosen = _arguments(argv)
    settings = config.load()
    changes = {name: value for name in ("address", "port") if (value := getattr(chosen, name)) is not None}
    settings = Settings(**{**vars(settings), **changes})
    # Streamlit finds static/ and .streamlit/ beside the program it was started with: that must be dashboard.py.
    sys.argv = [str(PROJECT / "dashboard.py")]
    warm_up()
    app(settings).run(config=options(settings, chosen.base_path))


if __name__ == "__main__":
    main()
