"""The launcher: headers, host names and addresses."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from pipeline import config
from pipeline.config import Settings
from pipeline.errors import ConfigurationError
from pipeline.views import serve


def _answer(path_headers: list[tuple[bytes, bytes]], extra: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    sent: list[MutableMapping[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": path_headers})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def answer() -> None:
        await serve.SecurityHeaders(app, extra)({"type": "http", "path": "/"}, receive, send)

    # In a thread of its own: the browser tests leave an event loop running in this one.
    thread = threading.Thread(target=asyncio.run, args=(answer(),))
    thread.start()
    thread.join()
    return list(sent[0]["headers"])


def test_every_answer_carries_the_policy_once() -> None:
    extra = serve.headers(())
    found = _answer([(b"x-content-type-options", b"own")], extra)
    assert [value for name, value in found if name == b"x-content-type-options"] == [b"own"]
    policy = dict(found)[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http:" not in policy


def test_pictures_come_from_a_tile_server_only_where_one_is_named() -> None:
    policy = dict(serve.headers((), "https://*.tile.example.org"))[b"content-security-policy"].decode()
    assert "img-src 'self' data: blob: https://*.tile.example.org;" in policy
    assert policy.count("example.org") == 1
    assert "example" not in dict(serve.headers(()))[b"content-security-policy"].decode()


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png", "https://*.tile.example.org"),
        ("http://127.0.0.1:8080/t/{z}/{x}/{y}", "http://127.0.0.1:8080"),
        ("", ""),
    ],
)
def test_tile_servers_are_named_as_a_policy_names_them(tmp_path: Path, url: str, origin: str) -> None:
    path = tmp_path / "whenabouts.toml"
    path.write_text(f"tile_url = '{url}'")
    assert config.load(path).tile_origin == origin


@pytest.mark.parametrize(
    "url", ["tiles", "https://a.org/{z}/{x}.png", "https://a.org; img-src */{z}/{x}/{y}", "file:///{z}/{x}/{y}"]
)
def test_other_tile_addresses_are_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "whenabouts.toml"
    path.write_text(f"tile_url = '{url}'")
    with pytest.raises(ConfigurationError, match="tile_url"):
        config.load(path)


def test_frames_are_allowed_only_for_named_sites() -> None:
    found = dict(serve.headers(["https://news.example.org"]))
    assert b"frame-ancestors 'self' https://news.example.org" in found[b"content-security-policy"]
    assert b"x-frame-options" not in found
    assert dict(serve.headers(()))[b"x-frame-options"] == b"SAMEORIGIN"


def test_a_loopback_server_answers_to_its_own_names_only() -> None:
    options = serve.options(Settings())
    assert options["server.address"] == "127.0.0.1"
    assert options["server.allowedHosts"] == list(serve.LOOPBACK)
    assert options["browser.gatherUsageStats"] is False


def test_the_public_name_is_answered_too() -> None:
    options = serve.options(Settings(public_url="https://example.org/events/"), "/events/")
    assert "example.org" in options["server.allowedHosts"]
    assert options["server.corsAllowedOrigins"] == ["https://example.org"]
    assert options["server.baseUrlPath"] == "events"
    assert "evil.example" not in serve.allowed_hosts("0.0.0.0", "https://example.org/")


def test_what_the_page_needs_is_imported_while_the_server_starts() -> None:
    warming = serve.warm_up()
    warming.join(timeout=120)
    assert not warming.is_alive()
    assert set(serve.SLOW_TO_IMPORT) <= set(sys.modules)
    assert not any("streamlit_folium" in name or name == "pipeline.views.page" for name in serve.SLOW_TO_IMPORT)
