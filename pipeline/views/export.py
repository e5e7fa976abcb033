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
from pipeline.run import publishing
from pipeline.run.publishing import EXACT, Disclosure, Extent
from pipeline.selection import Selection
from pipeline.views.safe import line
from pipeline.views.state import Page

PAGE = "html"  # the exporter that shows whole documents too, where asked for
COARSE = 1  # decimals of a coordinate: about 10 km
TICKS = ("coarse", "rejected", "notes")
LONGEST = 160  # characters of a line of the preview


def button(page: Page) -> None:
    """The Export button of the top bar."""
    with st.popover(page.say("top.export"), icon=":material/download:", key="export", on_change="rerun") as menu:
        if menu.open:
            st.caption(page.say("export.what"))
            chosen = disclosure(page, "export")
            look(page, chosen)
            downloads(page, page.selection, chosen, "export")


def disclosure(page: Page, where: str) -> Disclosure:
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
    with st.container(horizontal=True, gap="small"):
        ticks = {name: st.checkbox(say(f"export.{name}"), key=f"{where}_{name}") for name in TICKS}
    return Disclosure(
        Extent(extent or Extent.QUOTE),
        COARSE if ticks["coarse"] else EXACT,
        notes=ticks["notes"],
        rejected=ticks["rejected"],
    )


def look(page: Page, chosen: Disclosure) -> None:
    """Show what leaves: how much, which fields, what stays, and the first events as they will be read."""
    say = page.say
    seen = publishing.preview(page.query, page.selection, chosen)
    counted = (
        say("export.events", n=seen.stories),
        say("export.told", n=seen.events),
        say("export.from", n=seen.documents),
    )
    with st.container(border=True, gap="xsmall"):
        st.caption(f"{' '.join(counted)} {leaves(page, chosen)}")
        for entry in seen.lines:
            st.text("\n".join(line(part, LONGEST) for part in entry.split("\n")))
        if seen.events > len(seen.lines) > 0:
            st.caption(say("export.more", n=seen.events - len(seen.lines)))


def leaves(page: Page, chosen: Disclosure) -> str:
    """What leaves and what stays here, in words."""
    say = page.say
    ticked = {"notes": chosen.notes, "rejected": chosen.rejected}
    what = [say(f"leaves.{chosen.extent}"), *(say(f"leaves.{name}") for name, leave in ticked.items() if leave)]
    stays = [say(f"stays.{name}") for name, leave in ticked.items() if not leave]
    stays += [say(f"stays.{chosen.extent}"), say("stays.never")]
    places = say("leaves.coarse" if chosen.is_coarse else "leaves.exact")
    return say("export.preview", what="; ".join(what), places=places, name=", ".join(stays))


def downloads(page: Page, selection: Selection, chosen: Disclosure, where: str) -> None:
    """A download button a format. The file is made when its button is pressed."""
    say = page.say
    with st.grid(4, gap="xsmall", min_column_width=120):
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


def maker(page: Page, selection: Selection, name: str, chosen: Disclosure) -> Callable[[], bytes]:
    """A function that writes the chosen events in the format `name`, with no more of them than may leave."""

    def make() -> bytes:
        if name == PAGE:
            return html.page(content_of(page, selection, chosen)).encode("utf-8")
        out = io.BytesIO()
        registry[name].write(publishing.events(page.query, selection, chosen), out, page.say.language)
        return out.getvalue()

    return make


def published(page: Page, selection: Selection, chosen: Disclosure) -> Callable[[], bytes]:
    """A function that makes the static files for a web host, in one zip archive."""

    def make() -> bytes:
        content = content_of(page, selection, chosen)
        out = io.BytesIO()
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in publishing.publish(content, Path(folder)):
                archive.write(path, path.relative_to(folder))
        return out.getvalue()

    return make


def content_of(page: Page, selection: Selection, chosen: Disclosure) -> publishing.Publication:
    """What a page that leaves shows, in the language of the person who lets it."""
    return publishing.publication(page.query, selection, title(page, selection), chosen, page.say.language)


def title(page: Page, selection: Selection) -> str:
    """The title of a page that leaves: the data set's."""
    datasets = {dataset.slug: dataset.title for dataset in page.store.datasets()}
    named = page.say.or_plain(f"dataset.{selection.dataset}", datasets.get(selection.dataset, selection.dataset))
    return f"{page.say('name')} – {named}"


def filename(selection: Selection) -> str:
    """A file name that says what is inside: data set and dates."""
    parts = ["whenabouts", selection.dataset, selection.start, selection.end]
    return re.sub(r"[^A-Za-z0-9-]+", "-", "_".join(part for part in parts if part)).strip("-") or "whenabouts"
