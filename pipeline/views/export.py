"""The current selection as a file, in every format there is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from pipeline.exporters import registry
from pipeline.selection import Selection
from pipeline.views.state import Page

DEPTHS = ("sentence", "titles")
ALL = "w_depth"


def button(page: Page) -> None:
    """The Export button of the top bar."""
    with st.popover(page.say("top.export"), icon=":material/download:", key="export"):
        downloads(page, page.selection, "export")


def downloads(page: Page, selection: Selection, where: str) -> None:
    """A download button a format; `where` keeps the keys apart. The file is made when its button is pressed."""
    say = page.say
    st.caption(say("export.what"))
    depth = st.segmented_control(
        say("export.depth"),
        DEPTHS,
        default=DEPTHS[0],
        format_func=lambda name: say(f"export.{name}"),
        key=f"{where}_depth",
        required=True,
    )
    with st.grid(2, gap="xsmall", min_column_width=120):
        for name in registry.names():
            exporter = registry[name]
            st.download_button(
                say.or_plain(f"format.{name}", name),
                data=maker(page, selection, name, quotes=depth == DEPTHS[0]),
                file_name=f"{filename(selection)}{exporter.suffix}",
                mime=exporter.media_type,
                key=f"{where}_{name}",
                on_click="ignore",
                width="stretch",
                help=say.or_plain(f"format_help.{name}", name),
            )


def maker(page: Page, selection: Selection, name: str, *, quotes: bool) -> Callable[[], bytes]:
    """A function that writes the chosen events in the format `name`; without `quotes` only their titles leave."""

    def make() -> bytes:
        events = page.query.events(selection)
        leaving = events if quotes else [replace(event, quote="") for event in events]
        out = io.BytesIO()
        registry[name].write(leaving, out)
        return out.getvalue()

    return make


def filename(selection: Selection) -> str:
    """A file name that says what is inside: data set and dates."""
    parts = ["whenabouts", selection.dataset, selection.start, selection.end]
    return re.sub(r"[^A-Za-z0-9-]+", "-", "_".join(part for part in parts if part)).strip("-") or "whenabouts"
