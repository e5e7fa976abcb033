"""Files that gave nothing: which, and why. They are told where they were added and above the page that follows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import streamlit as st

from pipeline import run
from pipeline.store import EXAMPLE
from pipeline.views.safe import line
from pipeline.views.state import Page

KEY = "unread_files"  # session key: the failures of the last adding
MANY = 5  # from which on the list scrolls
HEIGHT = 180  # pixels


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why; `document_id` is "" where it was not even kept."""

    name: str
    reason: str
    document_id: str = ""


def among(page: Page, dataset: str, names: Collection[str]) -> list[Failure]:
    """Those of the files kept in a data set that the last run could not read."""
    documents = page.store.open(dataset).documents()
    failed = documents[documents["error"] != ""]
    return [
        Failure(line(name, 80), run.faults.reason(str(row.error), str(row.source)), str(row.document_id))
        for row in failed.itertuples()
        if (name := PurePosixPath(str(row.source)).name) in names
    ]


def show(page: Page, failures: Sequence[Failure]) -> None:
    """Draw the list in the form; nothing where there is nothing to tell."""
    if failures:
        st.error(page.say("adding.refused", n=len(failures)), icon=":material/error:")
        _list(failures)


def banner(page: Page) -> None:
    """What the last adding could not read, until it is dismissed; kept files can be removed."""
    failures: list[Failure] = st.session_state.get(KEY) or []
    if not failures or page.selection.dataset == EXAMPLE:
        return
    kept = [failure.document_id for failure in failures if failure.document_id]
    with st.container(border=True, gap="xsmall", key="banner_unread"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(":red[:material/error:]", width="content")
            st.text(page.say("adding.refused", n=len(failures)), width="stretch")
            if kept and page.writable:
                st.button(
                    page.say("adding.remove", n=len(kept)),
                    key="remove_unread",
                    icon=":material/delete:",
                    on_click=_remove,
                    args=(page, kept),
                )
            st.button(page.say("banner.understood"), key="dismiss_unread", on_click=_forget)
        _list(failures)


def _list(failures: Sequence[Failure]) -> None:
    with st.container(height=HEIGHT if len(failures) > MANY else "content", gap="xxsmall", key="unread_list"):
        for failure in failures:
            st.text(f"{failure.name}: {failure.reason.removeprefix(f'{failure.name}: ')}")


def _remove(page: Page, ids: Sequence[str]) -> None:
    for name in ids:
        run.remove_document(page.settings, page.selection.dataset, name)
    _forget()


def _forget() -> None:
    st.session_state.pop(KEY, None)
