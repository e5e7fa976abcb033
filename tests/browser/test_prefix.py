"""The dashboard under a path prefix and another host name, behind a reverse proxy: nginx where there is one."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from dashboard_server import FRAME, free_port, map_frame, serving, settled

from pipeline.config import PROJECT
from tests import sample_app

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
PREFIX = "/whenabouts"
NAME = "localhost"  # another host name than the one the dashboard is bound to
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; {locations} }}
}}
"""


@pytest.fixture(scope="module", params=["forwarding", "nginx"])
def proxied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard as the outside world sees it."""
    if request.param == "nginx" and shutil.which("nginx") is None:
        pytest.skip("there is no nginx; the test's own proxy has been tried")
    folder = tmp_path_factory.mktemp(f"prefix_{request.param}")
    port = free_port()
    public = f"http://{NAME}:{port}{PREFIX}/"
    configuration = sample_app.build(folder / "app", seeds=sample_app.SEEDS[:2], hostile=False, public_url=public)
    proxy = nginx if request.param == "nginx" else forwarding
    with serving(configuration, ["--base-path", PREFIX], PREFIX) as inside, proxy(folder, port, inside):
        yield public


@contextmanager
def nginx(folder: Path, port: int, inside: str) -> Iterator[None]:
    """The real thing, with deploy/nginx.conf as it is but for the port."""
    host = inside.split("/")[2]
    locations = (PROJECT / "deploy" / "nginx.conf").read_text("utf-8").replace("127.0.0.1:8501", host)
    path = folder / "nginx.conf"
    path.write_text(NGINX.format(folder=folder, port=port, locations=locations), "utf-8")
    process = subprocess.Popen(["nginx", "-c", str(path), "-p", str(folder)])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def forwarding(folder: Path, port: int, inside: str) -> Iterator[None]:
    """A proxy of a few lines: adds the header by which proxies show themselves, and passes every byte on."""
    host, _, inner = inside.split("/")[2].partition(":")
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def serve() -> None:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there_reader, there_writer = await asyncio.open_connection(host, int(inner))
            await asyncio.gather(pump(reader, there_writer, mark=True), pump(there_reader, writer))

        await asyncio.start_server(handle, "127.0.0.1", port)
        started.set()

    started_task = loop.create_task(serve())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    assert started.wait(20), started_task
    yield
    asyncio.run_coroutine_threadsafe(cancelled(), loop).result(20)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)


async def cancelled() -> None:
    """End every connection that is still open."""
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, mark: bool = False) -> None:
    """Pass bytes on until either side is gone; `mark` puts X-Forwarded-For into each request's head."""
    try:
        while chunk := await reader.read(65_536):
            if mark and chunk.startswith((b"GET ", b"POST ", b"HEAD ", b"PUT ")):
                line, _, rest = chunk.partition(b"\r\n")
                chunk = line + b"\r\nX-Forwarded-For: 203.0.113.9\r\n" + rest
            writer.write(chunk)
            await writer.drain()
    except (ConnectionError, asyncio.CancelledError):
        pass
    writer.close()


def test_page_map_and_link_work_under_the_prefix(visit: Visit, proxied: str) -> None:
    page = settled(visit(proxied))
    assert page.locator(FRAME).count() == 1
    assert map_frame(page).evaluate("document.querySelectorAll('canvas').length") >= 1
    page.get_by_role("button", name="Share").click()
    link = page.locator("[role=dialog] code").first.inner_text()
    assert link.startswith(proxied)
    again = settled(visit(f"{proxied}?q=vostochny+summit"))
    again.locator(".st-key-feed [role=option]").first.click()
    again.locator(".st-key-card_head h2").wait_for()
    for one in (page, again):
        one.context.close()


def test_whom_a_proxy_forwards_cannot_write(visit: Visit, proxied: str) -> None:
    page = settled(visit(proxied))
    assert page.get_by_role("button", name="Add documents").count() == 0
    page.context.close()
