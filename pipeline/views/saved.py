"""Saved views: the present filters and way of looking under a name, one click away."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import streamlit as st

from pipeline.errors import StoreError
from pipeline.selection import Selection
from pipeline.store import saved
from pipeline.views import state
from pipeline.views.safe import plain
from pipeline.views.state import Page

LONGEST_NAME = 60
NAME = "view_name"  # widget key


def button(page: Page) -> None:
    """The Views button of the toolbar; nothing where there is neither a view nor the right to save one."""
    kept = saved.views(page.store.judgements.active())
    if not kept and not page.writable:
        return
    with state.popover(page.say("saved.title"), "saved", "bookmark"):
        if not kept:
            st.caption(page.say("saved.none"))
        for at, view in enumerate(kept):
            _row(page, view, at)
        if page.writable:
            st.text_input(page.say("saved.name"), key=NAME, max_chars=LONGEST_NAME, placeholder=page.say("saved.hint"))
            st.button(page.say("saved.save"), key="view_save", type="primary", on_click=_save, args=(page,))


def _row(page: Page, view: saved.SavedView, at: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"view_{at}"):
        st.button(
            plain(view.name, LONGEST_NAME),
            key=f"view_open_{at}",
            type="tertiary",
            width="stretch",
            on_click=open_view,
            args=(view.query,),
        )
        if page.writable:
            st.button(
                "",
                key=f"view_drop_{at}",
                icon=":material/close:",
                type="tertiary",
                help=page.say("saved.drop"),
                on_click=_drop,
                args=(page, view),
            )


def open_view(query: str) -> None:
    """Callback: go to a saved view; the map goes where the view has it."""
    state.close("saved")
    state.goto(Selection.from_url(f"?{query}")[0])


def _drop(page: Page, view: saved.SavedView) -> None:
    """Callback: take back every row that saved a view of this name."""
    log = page.store.judgements
    log.back([row for row in log.active() if row.target_id == view.id])
    st.toast(page.say("saved.dropped"), icon=":material/undo:")


def _save(page: Page) -> None:
    name = str(st.session_state.get(NAME) or "").strip()
    if not name:
        return
    now, _ = state.read()
    query = urlencode(now.to_query(), quote_via=quote, safe="~")
    try:
        page.store.judgements.add(saved.judgement(name, query))
    except StoreError as error:
        st.toast(plain(str(error), 200), icon=":material/error:")
        return
    st.session_state[NAME] = ""
    st.toast(page.say("saved.done"), icon=":material/check:")
