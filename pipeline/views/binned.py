"""The bin at the desk: what was deleted, to bring back or to delete for good; and the deleting that fills it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pipeline import run
from pipeline.run.bin import Binned
from pipeline.views import adding, state
from pipeline.views.safe import line, plain
from pipeline.views.state import Page

SHOWN = 8  # titles named before "and n more"
MANY = 5  # entries from which on the list scrolls
HEIGHT = 320  # pixels


def delete(page: Page, titles: Mapping[str, str]) -> None:
    """The button that moves documents, {id: title}, into the bin, below their names."""
    say = page.say
    with state.popover(say("documents.delete"), "delete", "delete"):
        st.text(say("documents.delete_sure", n=len(titles)))
        st.text(named(page, tuple(titles.values())))
        st.button(say("documents.delete"), key="delete_go", type="primary", on_click=_discard, args=(page, titles))


def show(page: Page) -> None:
    """The popover with what lies in the bin; nothing where it is empty."""
    say, entries = page.say, run.bin.binned(page.settings, page.selection.dataset)
    if not entries:
        return
    with state.popover(say("trash.title", n=sum(len(entry.titles) for entry in entries)), "bin", "restore_from_trash"):
        with st.container(
            height=HEIGHT if len(entries) > MANY else "content", border=False, gap="small", key="bin_list"
        ):
            for entry in entries:
                _entry(page, entry)
        st.button(say("trash.empty"), key="bin_empty", on_click=_empty, args=(page,))


def named(page: Page, titles: tuple[str, ...]) -> str:
    """Titles, a line each; of many the first."""
    rows = [line(title, 80) for title in titles[:SHOWN]]
    return "\n".join([*rows, *([page.say("trash.more", n=len(titles) - SHOWN)] if len(titles) > SHOWN else [])])


def _entry(page: Page, entry: Binned) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(named(page, entry.titles), width="stretch")
        st.button(
            page.say("trash.restore"), key=f"restore_{entry.name}", icon=":material/undo:", on_click=_restore,
            args=(page, entry),
        )  # fmt: skip


def _discard(page: Page, titles: Mapping[str, str]) -> None:
    """Callback: the documents lie in the bin."""
    state.close("delete")
    try:
        run.bin.discard(page.settings, page.selection.dataset, titles)
    except OSError as error:
        st.toast(plain(page.say("trash.failed", why=str(error)), 200), icon=":material/error:")
        return
    st.toast(page.say("trash.deleted", n=len(titles)), icon=":material/delete:")


def _restore(page: Page, entry: Binned) -> None:
    """Callback: the documents are back, and are read once the page is drawn."""
    state.close("bin")
    st.session_state[adding.SOURCES] = tuple(run.bin.restore(page.settings, page.selection.dataset, entry.name))
    st.session_state[adding.AGAIN] = page.say("trash.restored", n=len(entry.titles))


def _empty(page: Page) -> None:
    state.close("bin")
    run.bin.empty(page.settings, page.selection.dataset)
