"""The table: the accessible twin of timeline and map, with the same filters."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pipeline.views import state
from pipeline.views.state import Page

COLUMNS = ("when", "title", "type", "modality", "place", "country", "actors", "sources", "basis", "precision", "status")
MOST = 5_000


def show(page: Page) -> None:
    """Draw the table; choosing a row opens its detail."""
    rows = rows_of(page)
    say = page.say
    st.dataframe(
        rows,
        hide_index=True,
        height="stretch",
        key="table",
        on_select=lambda: _chosen(page),
        selection_mode="single-row",
        column_config={
            name: st.column_config.TextColumn(say(f"column.{name}"), width="large" if name == "title" else None)
            for name in COLUMNS
            if name != "sources"
        }
        | {"sources": st.column_config.NumberColumn(say("column.sources"))},
        alt=say("table.alt"),
    )
    if len(page.table) > MOST:
        st.caption(say("table.cut", n=MOST))


def rows_of(page: Page) -> pd.DataFrame:
    """The rows as shown: names instead of ids, words instead of codes."""
    rows = page.table.head(MOST).reindex(columns=list(COLUMNS)).copy()
    say = page.say
    for name, group in (("type", "type"), ("modality", "mod"), ("basis", "basis"), ("status", "status")):
        rows[name] = [say.or_plain(f"{group}.{value}", str(value)) for value in rows[name]]
    rows["actors"] = [", ".join(value) if isinstance(value, list | tuple) else value for value in rows["actors"]]
    rows["precision"] = [say.or_plain(f"precision.{value}", "") if value else "" for value in rows["precision"]]
    return rows


def _chosen(page: Page) -> None:
    picked = st.session_state["table"].selection.rows
    if picked:
        state.select(str(page.table.iloc[picked[0]]["story_id"]))
