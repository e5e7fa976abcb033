"""One self-contained HTML file: timeline, map, list and extracts that work from a mail attachment, with no network.

Everything is inlined (Leaflet, the base map, our own canvases); a content security policy lets exactly these scripts
run, by their hashes, and nothing be fetched. The words of documents are data, set with `textContent`.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import BinaryIO

from pipeline.exporters.publication import Publication, of_events, payload
from pipeline.exporters.scripts import asset, component, joined, js_json, vendored, words
from pipeline.model import Event

TIMELINE = (
    "time.js",
    "marks.js",
    "lanes.js",
    "overview.js",
    "brush.js",
    "player.js",
    "tray.js",
    "tools.js",
    "timeline.js",
)
FEED = ("marks.js", "highlight.js", "feed.js")
MAP = ("world.js", "marker.js", "list.js", "shades.js", "layer.js", "controls.js")
PAGE = ("time.js", "marks.js", *MAP, "filter.js", "detail.js", "published.js")
LIBRARIES = ("leaflet.js", "leaflet.markercluster.js", "basemap-world.js", "basemap-countries.js")
STYLES = ("leaflet.css", "MarkerCluster.css")
WORDS = ("time", "timeline", "feed", "map", "type", "by", "basis", "published", "published_detail")
_PICTURE = re.compile(r"url\((?!['\"]?#)[^)]*\)")

SKELETON = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Whenabouts">
<link rel="icon" href="data:,">
<title>{title}</title>
{head}
</head>
<body>
<noscript>{noscript}</noscript>
<div id="page"></div>
{scripts}
</body>
</html>
"""


def write(events: Iterable[Event], out: BinaryIO, language: str = "en") -> None:
    """The page of `events`, each a story of its own."""
    out.write(page(of_events(events, language=language)).encode("utf-8"))


def page(publication: Publication) -> str:
    """The page of `publication` as one file."""
    scripts = [*(vendored(name) for name in LIBRARIES), data_script(publication), application(publication.language)]
    style = style_sheet()
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes([style])}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    inlined = "\n".join(f"<script>{_inline(script)}</script>" for script in scripts)
    return frame(publication, policy, head=f"<style>{style}</style>", scripts=inlined)


def frame(publication: Publication, policy: str, *, head: str, scripts: str) -> str:
    """The page around its scripts, in the publication's language."""
    noscript = words("published", language=publication.language)["published"]["noscript"]
    return SKELETON.format(
        language=html.escape(publication.language),
        policy=policy,
        title=html.escape(publication.title),
        noscript=html.escape(noscript),
        head=head,
        scripts=scripts,
    )


def data_script(publication: Publication) -> str:
    """The script that holds the data and does nothing."""
    return f"window.WHENABOUTS_DATA = {js_json(payload(publication))};\n"


@lru_cache(maxsize=4)
def application(language: str = "en") -> str:
    """The page's own code: the components of the dashboard, the map, the filter and what joins them."""
    styles = {name: asset(f"{name}.css") for name in ("timeline", "feed")}
    constants = (
        f"window.WHENABOUTS_STYLES = {js_json(styles)};\nwindow.WHENABOUTS_PALETTE = {asset('palette.json')};\n"
        f"window.WHENABOUTS_WORDS = {js_json(words(*WORDS, language=language))};\n"
    )
    return (
        constants
        + component("whenaboutsTimeline", TIMELINE)
        + component("whenaboutsFeed", FEED)
        + joined(PAGE)
    )  # fmt: skip


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """All style sheets; the pictures of Leaflet's unused controls are left out."""
    libraries = (_PICTURE.sub("none", vendored(name)) for name in STYLES)
    return "\n".join([*libraries, asset("map.css"), asset("published.css")])


def _inline(script: str) -> str:
    """`script` as the content of an element; its bytes are those that were hashed."""
    if re.search(r"</script|<!--", script, re.IGNORECASE):
        raise ValueError("a script that ends its own element cannot be inlined")
    return script


def _hashes(sources: Sequence[str]) -> str:
    digests = (hashlib.sha256(source.encode("utf-8")).digest() for source in sources)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
