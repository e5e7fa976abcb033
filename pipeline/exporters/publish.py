"""Static pages for any web server, or for no server at all: `publish(publication, folder)`."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from pipeline.exporters import geojson, table
from pipeline.exporters.html import LIBRARIES, STYLES, application, data_script, frame, page
from pipeline.exporters.publication import Publication
from pipeline.exporters.redaction import redacted
from pipeline.exporters.scripts import asset, vendored
from pipeline.model import Event

# `file:` beside 'self': opened from a folder, a page has no origin that 'self' could name.
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)
LICENCES = ("LICENSE-leaflet.txt", "LICENSE-markercluster.txt")
Writer = Callable[[Iterable[Event], BinaryIO, str], None]


def publish(publication: Publication, folder: Path) -> list[Path]:
    """Write `index.html` with its files, `single.html`, `events.csv` and `events.geojson`; the paths written.

    Files that are there already are replaced one by one, each whole; others are left alone.
    """
    contents = {**_page_files(publication), "single.html": page(publication).encode("utf-8"), **_tables(publication)}
    written = []
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.tmp")
        temporary.write_bytes(content)
        temporary.replace(path)
        written.append(path)
    return written


def _page_files(publication: Publication) -> Mapping[str, bytes]:
    """The page and the files it loads, by relative path."""
    styles = [*(f"vendor/{name}" for name in STYLES), "map.css", "page.css"]
    scripts = [*(f"vendor/{name}" for name in LIBRARIES), "data.js", "app.js"]
    index = frame(
        publication,
        POLICY,
        head="\n".join(f'<link rel="stylesheet" href="{name}">' for name in styles),
        scripts="\n".join(f'<script src="{name}"></script>' for name in scripts),
    )
    texts = {
        "index.html": index,
        "data.js": data_script(publication),
        "app.js": application(publication.language),
        "map.css": asset("map.css"),
        "page.css": asset("published.css"),
        **{f"vendor/{name}": vendored(name) for name in (*STYLES, *LIBRARIES, *LICENCES)},
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _tables(publication: Publication) -> dict[str, bytes]:
    """The same events for other programs, with no more of the documents than the page shows."""
    events = [redacted(event, publication.disclosure) for event in publication.events]
    writers: dict[str, Writer] = {"events.csv": table.write, "events.geojson": geojson.write}
    return {name: _bytes(write, events, publication.language) for name, write in writers.items()}


def _bytes(write: Writer, events: Iterable[Event], language: str) -> bytes:
    out = io.BytesIO()
    write(events, out, language)
    return out.getvalue()
