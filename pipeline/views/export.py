"""The current selection as a file, in every format there is, and what of it may leave."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from pipeline.exporters import html, registry
from pipeline.exporters.publish import shown
from pipeline.run import publishing
from pipeline.run.publishing import Extent, Leaving
from pipeline.selection import Selection
from pipeline.views.state import Page

PAGE = "html"  # the exporter that shows whole documents too, where asked for
COARSE, EXACT = 1, 4  # decimals of a coordinate: about 10 km, about 10 m


def button(page: Page) -> None:
    """The Export button of the top bar."""
    with st.popover(page.say("top.export"), icon=":material/download:", key="export"):
        st.caption(page.say("export.what"))
        downloads(page, page.selection, leaving(page, "export"), "export")


def leaving(page: Page, where: str) -> Leaving:
    """Ask how much may leave; `where` keeps the keys apart."""
    say = page.say
    extent = st.segmented_control(
        say("export.depth"),
        list(Extent),
        default=Extent.QUOTE,
        format_func=lambda one: say(f"extent.{one}"),
        key=f"{where}_extent",
        required=True,
    )
    coarse = st.checkbox(say("export.coarse"), key=f"{where}_coarse")
    chosen = Leaving(Extent(extent or Extent.QUOTE), COARSE if coarse else EXACT)
    st.caption(say("export.preview", what=say(f"leaves.{chosen.extent}"), places=say(f"leaves.{chosen.decimals}")))
    return chosen


def downloads(page: Page, selection: Selection, chosen: Leaving, where: str) -> None:
    """A download button a format. The file is made when its button is pressed."""
    say = page.say
    with st.grid(2, gap="xsmall", min_column_width=120):
        for name in registry.names():
            exporter = registry[name]
            st.download_button(
                say.or_plain(f"format.{name}", name),
                data=maker(page, selection, name, chosen),
                file_name=f"{filename(selection)}{exporter.suffix}",
                mime=exporter.media_type,
                key=f"{where}_{name}",
                on_click="ignore",
                width="stretch",
                help=say.or_plain(f"format_help.{name}", name),
            )


def maker(page: Page, selection: Selection, name: str, chosen: Leaving) -> Callable[[], bytes]:
    """A function that writes the chosen events in the format `name`, with no more of them than may leave."""

    def make() -> bytes:
        content = publishing.publication(page.query, selection, title(page, selection), chosen)
        if name == PAGE:
            return html.page(content).encode("utf-8")
        out = io.BytesIO()
        registry[name].write([shown(event, content) for event in content.events], out)
        return out.getvalue()

    return make


def published(page: Page, selection: Selection, chosen: Leaving) -> Callable[[], bytes]:
    """A function that makes the static files for a web host, in one zip archive."""

    def make() -> bytes:
        content = publishing.publication(page.query, selection, title(page, selection), chosen)
        out = io.BytesIO()
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in publishing.publish(content, Path(folder)):
                archive.write(path, path.relative_to(folder))
        return out.getvalue()

    return make


def title(page: Page, selection: Selection) -> str:
    """The title of a page that leaves: the data set's."""
    datasets = {dataset.slug: dataset.title for dataset in page.store.datasets()}
    return f"{page.say('name')} – {datasets.get(selection.dataset, selection.dataset)}"


def filename(selection: Selection) -> str:
    """A file name that says what is inside: data set and dates."""
    parts = ["whenabouts", selection.dataset, selection.start, selection.end]
    return re.sub(r"[^A-Za-z0-9-]+", "-", "_".join(part for part in parts if part)).strip("-") or "whenabouts"
