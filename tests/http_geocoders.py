"""A real server on 127.0.0.1 that speaks Nominatim's and Photon's answers, and fails as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

OSLO = {
    "place_id": 1, "osm_type": "relation", "osm_id": 406091, "lat": "59.9133301", "lon": "10.7389701",
    "class": "boundary", "type": "administrative", "addresstype": "city", "importance": 0.75, "name": "Oslo",
    "display_name": "Oslo, Norway", "boundingbox": ["59.8093", "60.1351", "10.4891", "10.9513"],
    "address": {"city": "Oslo", "state": "Østlandet", "country": "Norway", "country_code": "no"},
}  # fmt: skip
NULL_ISLAND = {"place_id": 2, "osm_id": 2, "lat": "0.0", "lon": "0.0", "display_name": "Null Island"}
FEATURE = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [10.7389701, 59.9133301]},
    "properties": {
        "osm_id": 406091, "name": "Oslo", "country": "Norway", "countrycode": "NO", "osm_key": "place",
        "osm_value": "city", "type": "city", "extent": [10.4891, 60.1351, 10.9513, 59.8093],
    },
}  # fmt: skip


class Service(ThreadingHTTPServer):
    """`faults` are taken one a request, oldest first; then it answers as it should."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[str] = []
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []

    @property
    def domain(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        question = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.server.asked.append({"path": address.path, **question})
        self.server.agents.append(self.headers.get("User-Agent", ""))
        fault = self.server.faults.pop(0) if self.server.faults else ""
        if fault.isdigit() and len(fault) == 3:
            self._send(int(fault), b"no")
        elif fault == "slow":
            time.sleep(1.5)
            self._send(200, b"[]")
        elif fault:
            self._send(200, fault.encode())
        else:
            self._send(200, json.dumps(_answer(address.path, question)).encode())

    def _send(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _answer(path: str, question: dict[str, str]) -> Any:
    known = {"Oslo": [OSLO], "Null Island": [NULL_ISLAND]}
    if path == "/search":
        return known.get(question.get("q", ""), [])
    if path == "/reverse":
        return OSLO if question.get("format") else {"type": "FeatureCollection", "features": [FEATURE]}
    found = [FEATURE] if question.get("q") == "Oslo" else []
    return {"type": "FeatureCollection", "features": found}


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()
