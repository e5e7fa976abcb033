"""The documents view: the desk where the quality of the documents is looked at and put right, many at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.typing import DataframeState

from pipeline import run, timex
from pipeline.errors import TimexError
from pipeline.model import DocumentKind
from pipeline.store import EXAMPLE
from pipeline.views import adding, state, when
from pipeline.views.state import Page

COLUMNS = ("title", "date", "origin", "events", "main", "undated", "unplaced", "warnings", "language", "kind")
COUNTED = ("events", "main", "undated", "unplaced")
KEY = "documents_table"
ROUND = "documents_round"  # session key: grows when rows go, so that no other row inherits their choice


def show(page: Page) -> None:
    """Draw the desk."""
    say = page.say
    documents = page.query.documents()
    rows = rows_of(page, documents)
    with st.container(key="desk_table"):
        picked = _table(page, rows)
    rows_picked = [row for row in picked.selection.rows if row < len(documents)]
    chosen = [str(documents.iloc[row]["document_id"]) for row in rows_picked]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="documents_bar"):
        st.caption(say("documents.chosen", n=len(chosen)) if chosen else say("documents.choose"), width="content")
        if chosen:
            _actions(page, documents, chosen)
        if page.writable and page.selection.dataset != EXAMPLE:
            _delete_all(page)


def _table(page: Page, rows: pd.DataFrame) -> DataframeState:
    say = page.say
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    config = {name: text(say(f"documents.{name}"), width="large" if name == "title" else None) for name in COLUMNS}
    return st.dataframe(
        rows,
        hide_index=True,
        height="stretch",
        key=f"{KEY}_{st.session_state.get(ROUND, 0)}",
        on_select="rerun",
        selection_mode="multi-row",
        column_config=config | {name: number(say(f"documents.{name}")) for name in COUNTED},
        alt=say("documents.alt"),
    )


def rows_of(page: Page, documents: pd.DataFrame) -> pd.DataFrame:
    """The rows as shown."""
    say = page.say
    named = documents.assign(
        title=[title or source for title, source in zip(documents["title"], documents["source"], strict=True)],
        date=[say.date(timex.label(value)) if value else say("documents.no_date") for value in documents["dct"]],
        origin=[say.or_plain(f"origin.{name}", name or "") for name in documents["dct_origin"]],
        kind=[say.or_plain(f"kind.{kind}", str(kind)) for kind in documents["kind"]],
        warnings=[
            "; ".join(say.or_plain(f"warning.{one}", one) for one in told.split("; ")) for told in documents["warnings"]
        ],
    )
    return named[list(COLUMNS)]


def _actions(page: Page, documents: pd.DataFrame, chosen: Sequence[str]) -> None:
    say = page.say
    if len(chosen) == 1:
        st.button(
            say("documents.open"),
            icon=":material/article:",
            key="open_document",
            on_click=state.change,
            kwargs={"open": chosen[0], "view": "map"},
        )
    st.button(
        say("documents.filter"),
        icon=":material/filter_alt:",
        key="filter_documents",
        on_click=state.change,
        kwargs={"documents": tuple(chosen), "view": "map"},
    )
    if page.writable:
        with state.popover(say("documents.set_date"), "set_dates", "edit_calendar"):
            _set_date(page, chosen)
        with state.popover(say("documents.set_kind"), "set_kinds", "category"):
            _set_kind(page, documents, chosen)
        _delete(page, chosen)


def _set_date(page: Page, chosen: Sequence[str]) -> None:
    say = page.say
    typed = st.text_input(say("documents.set_date"), key="set_date", placeholder=say("documents.set_hint"))
    try:
        value = when.read(typed or "")
    except TimexError:
        st.error(say("judge.date_bad"))
        value = ""
    if st.button(say("documents.apply"), key="set_date_go", type="primary", disabled=not value):
        adding.correct(page, chosen, "dct", value, "set_dates")


def _set_kind(page: Page, documents: pd.DataFrame, chosen: Sequence[str]) -> None:
    """The kinds with what each means for the dates; the one that the chosen documents have stands first."""
    say = page.say
    now = documents[documents["document_id"].isin(chosen)]["kind"].unique()
    kind = st.radio(
        say("documents.set_kind"),
        list(DocumentKind),
        index=list(DocumentKind).index(DocumentKind(now[0])) if len(now) == 1 else None,
        format_func=lambda one: say(f"kind.{one}"),
        captions=[say(f"kind_help.{one}") for one in DocumentKind],
        key="set_kind",
    )
    same = len(now) == 1 and kind == now[0]
    if st.button(say("documents.apply"), key="set_kind_go", type="primary", disabled=kind is None or same):
        adding.correct(page, chosen, "kind", str(kind), "set_kinds")


def _delete(page: Page, chosen: Sequence[str]) -> None:
    say = page.say
    with state.popover(say("documents.delete"), "delete", "delete"):
        st.text(say("documents.delete_sure", n=len(chosen)))
        st.button(
            say("documents.delete"), key="delete_go", type="primary", on_click=_remove, args=(page, tuple(chosen))
        )


def _remove(page: Page, chosen: Sequence[str]) -> None:
    """Callback: the documents are gone, and nothing stays chosen."""
    for name in chosen:
        run.remove_document(page.settings, page.selection.dataset, name)
    _gone(page, "delete", len(chosen))


def _delete_all(page: Page) -> None:
    say = page.say
    with state.popover(say("documents.delete_all"), "delete_all", "delete_forever"):
        st.text(say("documents.delete_all_sure"))
        st.button(say("documents.delete_all"), key="delete_all_go", type="primary", on_click=_remove_all, args=(page,))


def _remove_all(page: Page) -> None:
    """Callback: the data set is gone, with the events that people wrote into it."""
    number = len(page.query.documents())
    run.remove_dataset(page.settings, page.selection.dataset)
    _gone(page, "delete_all", number)


def _gone(page: Page, popover: str, number: int) -> None:
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    state.close(popover)
    st.toast(page.say("documents.deleted", n=number), icon=":material/delete:")
