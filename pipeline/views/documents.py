"""The documents view: the desk where the quality of the documents is looked at and put right, many at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pipeline import run, timex
from pipeline.errors import TimexError
from pipeline.model import DocumentKind, stable_id
from pipeline.store import EXAMPLE
from pipeline.views import adding, binned, retry, state, when
from pipeline.views.safe import line
from pipeline.views.state import Page
from pipeline.views.texts import Texts

COLUMNS = ("title", "date", "origin", "events", "main", "undated", "unplaced", "warnings", "language", "kind")
COUNTED = ("events", "main", "undated", "unplaced")
KEY = "documents_table"
CHOSEN = "documents_chosen"  # session key: ids of the documents that are chosen
FIRST = "documents_first"  # session key: the rows that a new table begins with as chosen


def show(page: Page) -> None:
    """Draw the desk."""
    say = page.say
    documents = page.query.documents()
    with st.container(key="desk_table"):
        chosen = _table(page, rows_of(page, documents), list(documents["document_id"]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="documents_bar"):
        st.caption(say("documents.chosen", n=len(chosen)) if chosen else say("documents.choose"), width="content")
        if chosen:
            _actions(page, documents.set_index("document_id", drop=False).loc[chosen])
        if page.writable:
            binned.show(page)
        if page.writable and page.selection.dataset != EXAMPLE:
            _delete_all(page)


def _table(page: Page, rows: pd.DataFrame, ids: Sequence[str]) -> list[str]:
    """Draw the rows; the ids of those chosen, which stay chosen when the rows change their order."""
    say = page.say
    key = f"{KEY}_{stable_id(*ids)}"  # rows in another order are another table: a choice is by number
    if key not in st.session_state:
        kept = st.session_state.get(CHOSEN, ())
        st.session_state[FIRST] = [row for row, name in enumerate(ids) if name in kept]
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    config = {name: text(say(f"documents.{name}"), width="large" if name == "title" else None) for name in COLUMNS}
    picked = st.dataframe(
        rows,
        hide_index=True,
        height="stretch",
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": st.session_state[FIRST]}},
        column_config=config | {name: number(say(f"documents.{name}")) for name in COUNTED},
        alt=say("documents.alt"),
    )
    st.session_state[CHOSEN] = [ids[row] for row in picked.selection.rows if row < len(ids)]
    return list(st.session_state[CHOSEN])


def rows_of(page: Page, documents: pd.DataFrame) -> pd.DataFrame:
    """The rows as shown."""
    say = page.say
    named = documents.assign(
        title=[_name(row) for _, row in documents.iterrows()],
        date=[say.date(timex.label(value)) if value else say("documents.no_date") for value in documents["dct"]],
        origin=[say.or_plain(f"origin.{name}", name or "") for name in documents["dct_origin"]],
        kind=[say.or_plain(f"kind.{kind}", str(kind)) for kind in documents["kind"]],
        warnings=[_warned(say, row) for _, row in documents.iterrows()],
    )
    return named[list(COLUMNS)]


def _name(row: pd.Series[str]) -> str:
    return str(row["title"] or row["source"])


def _warned(say: Texts, row: pd.Series[str]) -> str:
    """The warnings about a document; of one that could not be read, why."""
    told = "; ".join(say.or_plain(f"warning.{one}", one) for one in str(row["warnings"]).split("; "))
    return f"{told}: {line(run.faults.reason(row['error'], row['source']), 200)}" if row["error"] else told


def _actions(page: Page, chosen: pd.DataFrame) -> None:
    say, ids = page.say, tuple(chosen["document_id"])
    if len(ids) == 1:
        st.button(
            say("documents.open"),
            icon=":material/article:",
            key="open_document",
            on_click=state.change,
            kwargs={"open": ids[0], "view": "map"},
        )
    st.button(
        say("documents.filter"),
        icon=":material/filter_alt:",
        key="filter_documents",
        on_click=state.change,
        kwargs={"documents": ids, "view": "map"},
    )
    retry.show(page, chosen[chosen["error"] != ""])
    if page.writable:
        with state.popover(say("documents.set_date"), "set_dates", "edit_calendar"):
            _set_date(page, ids)
        with state.popover(say("documents.set_kind"), "set_kinds", "category"):
            _set_kind(page, chosen)
        binned.delete(page, {name: _name(row) for name, (_, row) in zip(ids, chosen.iterrows(), strict=True)})


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


def _set_kind(page: Page, chosen: pd.DataFrame) -> None:
    """The kinds with what each means for the dates; the one that the chosen documents have stands first."""
    say = page.say
    now = chosen["kind"].unique()
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
        adding.correct(page, tuple(chosen["document_id"]), "kind", str(kind), "set_kinds")


def _delete_all(page: Page) -> None:
    say = page.say
    with state.popover(say("documents.delete_all"), "delete_all", "delete_forever"):
        st.text(say("documents.delete_all_sure"))
        st.button(say("documents.delete_all"), key="delete_all_go", type="primary", on_click=_remove_all, args=(page,))


def _remove_all(page: Page) -> None:
    """Callback: the data set is gone, with the events that people wrote into it."""
    number = len(page.query.documents())
    run.remove_dataset(page.settings, page.selection.dataset)
    state.close("delete_all")
    st.toast(page.say("documents.deleted", n=number), icon=":material/delete:")
