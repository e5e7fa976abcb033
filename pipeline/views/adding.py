"""Adding documents in the page: paste or upload, watch the progress, then look at exactly those."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline import readers, run
from pipeline.errors import WhenaboutsError
from pipeline.model import Judgement
from pipeline.selection import Selection
from pipeline.store import MINE
from pipeline.views import jobs, state
from pipeline.views.safe import line
from pipeline.views.state import Page

ADDED = "added_documents"  # session key: ids of the documents added last
Named = tuple[str, bytes]


def dialog(page: Page) -> None:
    """Open the dialog."""
    st.dialog(page.say("adding.title"), width="large", icon=":material/note_add:")(form)(page, "dialog")


def form(page: Page, where: str) -> None:
    """Paste or upload; `where` keeps the keys of the dialog and of the empty page apart."""
    say = page.say
    files = st.file_uploader(
        say("adding.files"),
        type=[suffix.removeprefix(".") for suffix in readers.suffixes()],
        accept_multiple_files=True,
        key=f"{where}_files",
        help=say("adding.kinds"),
    )
    title = st.text_input(say("adding.name"), key=f"{where}_name", max_chars=120, placeholder=say("adding.name_hint"))
    text = st.text_area(say("adding.text"), key=f"{where}_text", height=180, placeholder=say("adding.text_hint"))
    st.caption(where_it_goes(page))
    if st.button(say("adding.go"), type="primary", key=f"{where}_go", icon=":material/search:"):
        named = [(file.name, file.getvalue()) for file in files or []]
        if text and text.strip():
            named.append((pasted_name(title or "", text), text.encode("utf-8", "replace")))
        if named:
            _add(page, named)
        else:
            st.warning(say("adding.nothing"))


def where_it_goes(page: Page) -> str:
    """Whether anything leaves the machine: with geocoders over the network the place names do."""
    services = [name for name in page.settings.geocoders if name != "embedded"]
    return page.say("adding.leaves", name=", ".join(services)) if services else page.say("adding.stays")


def pasted_name(title: str, text: str) -> str:
    """A file name for a pasted text: its title, else its first words."""
    words = line(title, 80) or line(text, 40).rstrip("…") or "text"
    stem = "".join(character if character.isalnum() or character in "-_ " else " " for character in words)
    return f"{'-'.join(stem.split()) or 'text'}.txt"


def _add(page: Page, named: Sequence[Named]) -> None:
    settings = page.settings
    before = revisions(page)
    bar = st.progress(0.0, text=page.say("adding.saving"))
    refused: list[str] = []
    saved = []
    for name, raw in named:
        try:
            saved.append(run.add(settings, MINE, PurePath(name).name, raw))
        except WhenaboutsError as error:
            refused.append(f"{line(name, 60)}: {error}")
    if saved:
        process(page, MINE, bar)
    for message in refused:
        st.error(page.say("adding.refused"))
        st.text(message)
    new = [name for name, revision in revisions(page).items() if before.get(name) != revision]
    if new:
        st.session_state[ADDED] = new
        state.write(Selection(dataset=MINE, documents=tuple(new)))
        st.rerun()
    elif not refused:
        bar.empty()
        st.info(page.say("adding.known"))


def process(page: Page, dataset: str, bar: DeltaGenerator) -> None:
    """Run the pipeline over `dataset`, with `bar` advancing; an error is shown, and what was there before stays."""
    settings = page.settings
    name, started = f"run {settings.data_dir} {dataset}", False
    while not started:  # a run that was under way already may have missed what is new
        job, started = jobs.begin(name, lambda progress: run.run(settings, dataset, progress=progress))
        if not jobs.watch(job, bar) and started:
            st.error(page.say("adding.failed"))
            st.text(job.error)


def revisions(page: Page) -> dict[str, str]:
    """The revision of every document of "My documents", by id."""
    snapshot = page.store.snapshot(MINE)
    return {} if snapshot is None else {name: kept[0] for name, kept in snapshot.documents.items()}


def correct(page: Page, documents: Sequence[str], value: str) -> None:
    """Set the date of some documents to the ISO prefix `value` and read them again, with progress."""
    for name in documents:
        page.store.judgements.add(Judgement(id="", target_kind="document", target_id=name, field="dct", value=value))
    bar = st.progress(0.0, text=page.say("reader.running"))
    process(page, page.selection.dataset, bar)
    st.rerun()
