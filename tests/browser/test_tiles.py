"""Online map tiles: asked for only where a server is named, said on the map, and put away with one click."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import FRAME, serving, settled

from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class TileServer(ThreadingHTTPServer):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        super().__init__(("127.0.0.1", 0), Tile)


class Tile(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, TileServer)
        self.server.asked.append((self.path, self.headers.get("Referer", "")))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def tile_server() -> Iterator[TileServer]:
    server = TileServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_tiles_are_asked_for_only_where_a_server_is_named(
    visit: Visit, tmp_path: Path, tile_server: TileServer
) -> None:
    plain = sample_app.build(tmp_path / "app", seeds=sample_app.SEEDS[:1], hostile=False)
    with serving(plain) as address:
        page = settled(visit(address))
        assert page.frame_locator(FRAME).locator(".wa-online").count() == 0
        page.close()  # before its server
    assert tile_server.asked == []

    named = plain.with_name("online.toml")
    url = f"http://127.0.0.1:{tile_server.server_port}/{{z}}/{{x}}/{{y}}.png"
    hostile = "<img src=x onerror=window.hacked=1> tiles"
    named.write_text(f"{plain.read_text('utf-8')}tile_url = '{url}'\ntile_attribution = '{hostile}'\n", "utf-8")
    with serving(named) as address:
        page = settled(visit(f"{address}?map=3~48~15"))
        frame = page.frame_locator(FRAME)
        frame.locator(".leaflet-wa-tiles-pane img.leaflet-tile-loaded").first.wait_for()
        assert frame.locator(".wa-online").inner_text().startswith("Map tiles come from 127.0.0.1:")
        assert hostile in frame.locator(".leaflet-control-attribution").inner_text()
        assert all(path.startswith("/3/") for path, _ in tile_server.asked)
        assert {referrer for _, referrer in tile_server.asked} == {address}  # no link, no filter
        frame.get_by_role("button", name="Offline map").click()
        assert frame.locator(".leaflet-wa-tiles-pane img").count() == 0
        asked = len(tile_server.asked)
        frame.get_by_role("button", name="Zoom in").click()
        page.wait_for_url("**map=4~**")
        assert len(tile_server.asked) == asked
        page.close()
